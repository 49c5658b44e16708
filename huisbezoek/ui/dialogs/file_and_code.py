"""A file and the four words that open it: which file, and what was told by telephone."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.domain.start_words import CODE_LENGTH
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.text import IconText, Text
from huisbezoek.ui.widgets.word_fields import Complete, WordFields

ChooseFile = Callable[[QWidget], Path | None]


@dataclass(frozen=True, slots=True)
class FileWords:
    """What the fields are called; `prefix` begins the names of button and fields."""

    choose: str
    choose_first: str
    code: str
    code_missing: str
    button_name: str = "choose_file"
    prefix: str = "field_code"


class FileAndCode(QWidget):
    """Ask `accepts` before using `path` and `words`: it marks what is missing.

    `entered` tells that Enter was pressed in a field.
    """

    entered = Signal()

    def __init__(
        self, look: LookSource, names: FileWords, choose: ChooseFile, complete: Complete
    ) -> None:
        super().__init__()
        self._source = look
        self._names = names
        self._choose = choose
        self.path: Path | None = None
        nothing = self.tr("Nog geen bestand gekozen.")
        self._file = IconText(look, "file-key", nothing, tone="muted")
        self._button = Button(look, names.choose, icon="folder-open")
        self._button.setObjectName(names.button_name)
        self._button.clicked.connect(self._choose_file)
        label = self.tr("Woord &{0}")
        self.code = WordFields(
            look, tuple(label.format(number) for number in range(1, CODE_LENGTH + 1)), complete
        )
        self.code.name_editors(names.prefix)
        for field in self.code.fields:
            field.editor.returnPressed.connect(self.entered)
        self._box = QVBoxLayout(self)
        for widget in (
            self._button,
            self._file,
            Text(look, names.code, bold=True),
            self.code,
        ):
            self._box.addWidget(widget)
        look.changed.connect(self._dress)
        self._dress()

    def words(self) -> tuple[str, ...]:
        """The four words as typed."""
        return self.code.words()

    def accepts(self) -> bool:
        """Whether there is a file and four words; says what is missing."""
        if self.path is None:
            self._file.set_text(self._names.choose_first, icon="circle-alert", tone="late")
            self._button.setFocus()
            return False
        if not all(self.words()):
            self.code.set_error(self._names.code_missing)
            self.code.focus_first_empty()
            return False
        return True

    def clear(self) -> None:
        """Forgets the file and the words."""
        self.path = None
        self._file.set_text(self.tr("Nog geen bestand gekozen."), icon="file-key", tone="muted")
        for field in self.code.fields:
            field.set_text("")

    def _choose_file(self) -> None:
        path = self._choose(self)
        if path is not None:
            self.path = path
            self._file.set_text(path.name, icon="file-key", tone="ink")
            self.code.focus_first_empty()

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.u(1.5))
