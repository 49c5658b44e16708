"""Fields for the words of a start code, which complete themselves after three letters."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.field import TextField
from huisbezoek.ui.widgets.text import IconText, Text

Complete = Callable[[str], tuple[str, ...]]

_MOST_SHOWN = 6


class WordFields(QWidget):
    """Some fields in a row of two, one word each; `changed` tells that something was typed.

    When the letters fit one word of the list only, the rest is filled in behind the cursor and
    chosen, so that typing on replaces it. Pasting all words into one field spreads them. A blank
    goes on to the next field.
    """

    changed = Signal()

    def __init__(self, look: LookSource, labels: tuple[str, ...], complete: Complete) -> None:
        super().__init__()
        self._source = look
        self._complete = complete
        self._lengths = [0] * len(labels)
        self.fields = tuple(TextField(look, label) for label in labels)
        self._offer = Text(look, tone="muted")
        self._offer.hide()
        self._error = IconText(look, "circle-alert", "", bold=True, tone="late")
        self._error.hide()
        self._grid = QGridLayout()
        for place, field in enumerate(self.fields):
            self._grid.addWidget(field, place // 2, place % 2)
            field.editor.textEdited.connect(lambda text, place=place: self._typed(place, text))
            field.changed.connect(self.changed)
        self._box = QVBoxLayout(self)
        self._box.addLayout(self._grid)
        self._box.addWidget(self._error)
        self._box.addWidget(self._offer)
        look.changed.connect(self._dress)
        self._dress()

    def words(self) -> tuple[str, ...]:
        """The words as typed, in order; some may be empty."""
        return tuple(field.text() for field in self.fields)

    def name_editors(self, prefix: str) -> None:
        """Names the editors `prefix_1` and on."""
        for place, field in enumerate(self.fields, start=1):
            field.editor.setObjectName(f"{prefix}_{place}")

    def set_error(self, text: str) -> None:
        """Says what is wrong with the words together, or nothing for an empty text."""
        self._error.set_text(text)
        self._error.setVisible(bool(text))

    def focus_first_empty(self) -> None:
        """Puts the cursor where the first word is missing."""
        for field in self.fields:
            if not field.text():
                field.editor.setFocus()
                return
        self.fields[0].editor.setFocus()

    def _typed(self, place: int, text: str) -> None:
        self.set_error("")
        parts = text.split()
        if len(parts) > 1:
            self._spread(place, parts)
            return
        if parts and text.endswith(" ") and place + 1 < len(self.fields):
            self.fields[place].set_text(parts[0])
            self.fields[place + 1].editor.setFocus()
            return
        was, self._lengths[place] = self._lengths[place], len(text)
        if len(text) > was:
            self._fill_in(self.fields[place].editor, text)

    def _spread(self, place: int, parts: list[str]) -> None:
        targets = self.fields[place:]
        for field, part in zip(targets, parts, strict=False):
            field.set_text(part)
        targets[min(len(parts), len(targets)) - 1].editor.setFocus()
        self._offer.hide()

    def _fill_in(self, editor: QLineEdit, text: str) -> None:
        found = self._complete(text)
        if len(found) == 1 and found[0].startswith(text):
            editor.setText(found[0])
            editor.setSelection(len(text), len(found[0]) - len(text))
        several = found if 1 < len(found) <= _MOST_SHOWN else ()
        self._offer.setText(" · ".join(several))
        self._offer.setVisible(bool(several))

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.u(1))
        self._grid.setHorizontalSpacing(look.u(1.5))
        self._grid.setVerticalSpacing(look.u(1.5))
