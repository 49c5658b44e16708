"""The start file of a volunteer: which file, and the four words of its start code."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.domain.start_words import CODE_LENGTH
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.text import IconText, Text
from huisbezoek.ui.widgets.word_fields import Complete, WordFields

ChooseStartFile = Callable[[QWidget], Path | None]


class StartFileForm(QWidget):
    """Asks file and code; `opened` carries the path and the words when both are there."""

    opened = Signal(object, object)

    def __init__(self, look: LookSource, choose: ChooseStartFile, complete: Complete) -> None:
        super().__init__()
        self._source = look
        self._choose = choose
        self._path: Path | None = None
        self._file = IconText(look, "file-key", self.tr("Nog geen bestand gekozen."), tone="muted")
        self._button = Button(look, self.tr("Startbestand &kiezen"), icon="folder-open")
        self._button.setObjectName("choose_file")
        self._button.clicked.connect(self._choose_file)
        self.code = WordFields(
            look, tuple(self._label(number) for number in range(1, CODE_LENGTH + 1)), complete
        )
        self.code.name_editors("field_code")
        self._open = Button(look, self.tr("&Openen"), "primary", "arrow-right", icon_right=True)
        self._open.setObjectName("open_start_file")
        self._open.clicked.connect(self._ask)
        for field in self.code.fields:
            field.editor.returnPressed.connect(self._ask)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._button)
        self._box.addWidget(self._file)
        self._box.addWidget(Text(look, self.tr("Startcode van uw coördinator"), bold=True))
        self._box.addWidget(self.code)
        self._box.addWidget(self._open)
        look.changed.connect(self._dress)
        self._dress()

    def _label(self, number: int) -> str:
        return self.tr("Woord &{0}").format(number)

    def _choose_file(self) -> None:
        path = self._choose(self)
        if path is not None:
            self._path = path
            self._file.set_text(path.name, icon="file-key", tone="ink")
            self.code.focus_first_empty()

    def _ask(self) -> None:
        words = self.code.words()
        if self._path is None:
            self._file.set_text(
                self.tr("Kies eerst het startbestand."), icon="circle-alert", tone="late"
            )
            self._button.setFocus()
        elif not all(words):
            self.code.set_error(self.tr("De startcode heeft vier woorden. Vul ze alle vier in."))
            self.code.focus_first_empty()
        else:
            self.opened.emit(self._path, words)

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.u(1.5))
