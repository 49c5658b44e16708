"""The start file: which file, and the four words of its start code."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.ui.dialogs.file_and_code import ChooseFile, FileAndCode, FileWords
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.word_fields import Complete


class StartFileForm(QWidget):
    """Asks file and code; `opened` carries the path and the words when both are there."""

    opened = Signal(object, object)

    def __init__(self, look: LookSource, choose: ChooseFile, complete: Complete) -> None:
        super().__init__()
        self._source = look
        names = FileWords(
            choose=self.tr("Startbestand &kiezen"),
            choose_first=self.tr("Kies eerst het startbestand."),
            code=self.tr("Startcode van uw coördinator"),
            code_missing=self.tr("De startcode heeft vier woorden. Vul ze alle vier in."),
        )
        self._asked = FileAndCode(look, names, choose, complete)
        self.code = self._asked.code
        self._asked.entered.connect(self._ask)
        self._open = Button(look, self.tr("&Openen"), "primary", "arrow-right", icon_right=True)
        self._open.setObjectName("open_start_file")
        self._open.clicked.connect(self._ask)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._asked)
        self._box.addWidget(self._open)
        look.changed.connect(self._dress)
        self._dress()

    def _ask(self) -> None:
        if self._asked.accepts():
            self.opened.emit(self._asked.path, self._asked.words())

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.u(1.5))
