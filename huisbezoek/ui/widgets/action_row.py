"""A fact with what one can do about it: icon, bold line, muted lines, and verbs at the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.chip import Chip, ChipValue
from huisbezoek.ui.widgets.text import IconText, Text

# Less room than this beside the verbs breaks the words into shreds: they go below it.
_WORDS = 30


class ActionRow(QWidget):
    """One line of a list whose verbs are always in sight; the reader hears the fact with each."""

    def __init__(
        self,
        look: LookSource,
        icon: str,
        fact: str,
        details: Sequence[str] = (),
        buttons: Sequence[Button] = (),
        chip: ChipValue | None = None,
    ) -> None:
        super().__init__()
        self._source = look
        self._buttons = tuple(buttons)
        self._head = IconText(look, icon, fact, bold=True)
        self._head.icon.set_icon(icon, "muted")
        self._below = QVBoxLayout()
        for words in details:
            if words:
                self._below.addWidget(Text(look, words, tone="muted"))
        if chip is not None:
            self._below.addWidget(Chip(look, chip), 0, Qt.AlignmentFlag.AlignLeft)
        self._left = QVBoxLayout()
        self._left.addWidget(self._head)
        self._left.addLayout(self._below)
        self._right = QHBoxLayout()
        for button in self._buttons:
            button.setAccessibleName(f"{button.text().replace('&', '')}: {fact}")
            self._right.addWidget(button)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.addLayout(self._left, 1)
        self._box.addLayout(self._right)
        look.changed.connect(self._dress)
        self._dress()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow_width()

    def _follow_width(self) -> None:
        look = self._source.look
        taken = sum(button.sizeHint().width() + look.u(1) for button in self._buttons)
        is_tight = bool(taken) and self.width() - taken < look.u(_WORDS)
        way = QBoxLayout.Direction.TopToBottom if is_tight else QBoxLayout.Direction.LeftToRight
        if way != self._box.direction():
            self._box.setDirection(way)
        place = Qt.AlignmentFlag.AlignLeft if is_tight else Qt.AlignmentFlag.AlignTop
        self._box.setAlignment(self._right, place)

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(0, 0, 0, look.u(0.5))
        self._box.setSpacing(look.u(1))
        self._left.setSpacing(look.u(0.25))
        self._right.setSpacing(look.u(1))
        self._below.setContentsMargins(look.u(3.25), 0, 0, 0)
        self._below.setSpacing(look.u(0.5))
