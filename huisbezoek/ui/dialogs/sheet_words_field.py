"""A field for the 24 words of one key of the emergency sheet."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.domain.start_words import normal_word
from huisbezoek.ui import texts
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.field import AreaField

WORD_COUNT = 24

HoldsWord = Callable[[str], bool]


class SheetWordsField(QWidget):
    """Typing and pasting both work; numbers and commas between the words do not matter.

    Ask `accepts` before using `words`: it says which word is not in the list.
    """

    def __init__(self, look: LookSource, label: str, holds: HoldsWord, name: str) -> None:
        super().__init__()
        self._holds = holds
        self._rule = self.tr(
            "Typ of plak ze in de volgorde van het noodblad, met een spatie ertussen."
        )
        self._field = AreaField(look, label, self._rule, lines=4)
        self._field.editor.setObjectName(name)
        self._field.changed.connect(self._count)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._field)

    def words(self) -> tuple[str, ...]:
        """The words as typed, without their numbers."""
        parts = self._field.text().replace(",", " ").split()
        return tuple(normal_word(part) for part in parts if not part.rstrip(".").isdecimal())

    def clear(self) -> None:
        """Forgets what was typed."""
        self._field.editor.clear()
        # What was typed could otherwise be brought back with undo.
        self._field.editor.document().clearUndoRedoStacks()

    def accepts(self) -> bool:
        """Whether 24 words of the list were typed; says what is wrong."""
        words = self.words()
        strange = [place for place, word in enumerate(words, 1) if not self._holds(word)]
        if strange:
            wrong = self.tr("Woord {0} staat niet in de lijst. Kijk nog eens op het papier.")
            self._field.set_error(wrong.format(strange[0]))
        elif len(words) != WORD_COUNT:
            wrong = self.tr("Het zijn 24 woorden. U hebt er {0} getypt.")
            self._field.set_error(wrong.format(len(words)))
        else:
            return True
        self._field.editor.setFocus()
        return False

    def _count(self) -> None:
        self._field.set_error("")
        count = len(self.words())
        said = texts.counted(
            count, self.tr("U hebt {0} woord getypt."), self.tr("U hebt {0} woorden getypt.")
        )
        self._field.set_help(said if count else self._rule)
