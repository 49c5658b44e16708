"""The quiet line at the foot of a page that offers to undo what was just done."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from huisbezoek.ui.theme import LookSource, is_narrow
from huisbezoek.ui.widgets.announce import announce
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.painting import spell
from huisbezoek.ui.widgets.text import Rule, Text

# Left and right of the line, so that it stands under the content of a page; the button has air of
# its own.
_WIDE: Final = (4.5, 3.0)
_NARROW: Final = (2.0, 0.5)
_GAP: Final = 2.0


class UndoLine(QWidget):
    """A sentence and the button that undoes; or only a sentence, after that. It has no clock."""

    undo_asked = Signal()

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look
        self.setObjectName("undo_line")
        self.setProperty("plate", "paper")
        self._words = Text(look, "", tone="muted")
        self._words.setObjectName("undo_words")
        self._button = Button(look, "", "quiet", icon="undo-2")
        self._button.setObjectName("undo_deed")
        self._button.clicked.connect(self.undo_asked)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(Rule())
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self._button)
        box.addLayout(self._row)
        look.changed.connect(self._dress)
        self._dress()
        self.hide()

    @property
    def offers(self) -> bool:
        """Whether the button stands there to be pressed."""
        return self.isVisible() and self._button.isVisible()

    def show_offer(self, button: str, about: str) -> None:
        """Offers to undo, with beside the button whom it is about; a screen reader hears both."""
        self._button.setText(button)
        spell(self._button, button, about)
        self._button.show()
        self._show(about, f"{button}. {about}" if about else button)

    def show_words(self, words: str) -> None:
        """Says that it was undone, or why not; there is nothing to press."""
        if self._button.hasFocus():
            # Back into the page, and not to wherever Qt goes when a button disappears.
            self.focusPreviousChild()
        self._button.hide()
        self._show(words, words)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _show(self, words: str, spoken: str) -> None:
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._lay_out()
        self.show()
        announce(self, spoken)

    def _lay_out(self) -> None:
        """Words and button beside each other where they fit on one line, else under each other."""
        look = self._source.look
        left, right = _NARROW if is_narrow(self, look) else _WIDE
        words = self._words.fontMetrics().horizontalAdvance(self._words.text())
        room = self.width() - look.u(left) - look.u(right) - look.u(_GAP)
        fits = words + self._button.sizeHint().width() <= room
        way = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(way)
        self._row.setAlignment(
            self._button, Qt.AlignmentFlag(0) if fits else Qt.AlignmentFlag.AlignLeft
        )
        self._row.setContentsMargins(look.u(left), look.u(0.5), look.u(right), look.u(0.5))
        self._row.setSpacing(look.u(_GAP) if fits else 0)

    def _dress(self) -> None:
        # As high with the button as without it: what was above stays in its place.
        self.setMinimumHeight(self._source.look.u(6.25))
        self._lay_out()
