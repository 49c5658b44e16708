"""A fold: one quiet button that opens the way around, in the same card."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.text import Rule, Text


class Fold(QFrame):
    """A card with chevron, words and a muted line; open it shows a rule and `body`.

    For the way around, never for the main way. `opened` carries whether it is open.
    """

    opened = Signal(bool)

    def __init__(self, look: LookSource, text: str, note: str = "") -> None:
        super().__init__()
        self._source = look
        self.setProperty("card", "true")
        self.setAccessibleName(text)
        self.button = Button(look, text, "flush", "chevron-right")
        self._note = Text(look, note, tone="muted")
        self._head = QHBoxLayout()
        self._head.addWidget(self.button)
        self._head.addWidget(self._note, 1)
        self._rule = Rule()
        self._inner = QWidget()
        self.body = QVBoxLayout(self._inner)
        self._box = QVBoxLayout(self)
        self._box.addLayout(self._head)
        self._box.addWidget(self._rule)
        self._box.addWidget(self._inner)
        self.button.clicked.connect(self._turn)
        look.changed.connect(self._dress)
        self.set_open(is_open=False)
        self._dress()

    @property
    def is_open(self) -> bool:
        """Whether the content shows."""
        return not self._inner.isHidden()

    def set_open(self, *, is_open: bool) -> None:
        """Opens or closes."""
        was_open = self.is_open
        self._inner.setVisible(is_open)
        self._rule.setVisible(is_open)
        self._note.setVisible(not is_open and bool(self._note.text()))
        self.button.set_icon("chevron-down" if is_open else "chevron-right")
        if is_open != was_open:
            self.opened.emit(is_open)

    def set_words(self, text: str, note: str) -> None:
        """Says something else on the button and beside it."""
        self.setAccessibleName(text.replace("&", ""))
        self.button.setText(text)
        self.button.updateGeometry()
        self._note.setText(note)
        self._note.setVisible(not self.is_open and bool(note))

    def _turn(self) -> None:
        self.set_open(is_open=not self.is_open)

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(look.u(2.5), look.u(2), look.u(2.5), look.u(2))
        self._box.setSpacing(look.u(1.5))
        self._head.setSpacing(look.u(2))
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(look.u(1.5))
