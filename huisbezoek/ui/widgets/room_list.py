"""The room of several visitors under each other: name, cells, and what is left in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget
from typing_extensions import override

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.painting import text_size
from huisbezoek.ui.widgets.steps import Room
from huisbezoek.ui.widgets.text import Text

MOST_CELLS: Final = 6
"""More are no longer counted at a glance: a larger room is shown in proportion."""


@dataclass(frozen=True, slots=True)
class RoomValue:
    """A visitor: how many visits are taken of the most, 'nog 1' or 'vol', and all of it spoken."""

    name: str
    taken: int
    total: int
    words: str
    spoken: str


class RoomList(QWidget):
    """One row for each visitor; 'vol' is bold ink.

    Where one of the names does not fit beside its cells, all cells stand below the names.
    """

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(0, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._parts: list[tuple[Text, Room, Text]] = []
        self._values: tuple[RoomValue, ...] = ()
        self._is_stacked = False
        look.changed.connect(self._dress)
        self._dress()

    def set_rooms(self, rooms: Sequence[RoomValue]) -> None:
        """Shows these visitors; rows that are there already are filled anew."""
        self._values = tuple(rooms)
        while len(self._parts) < len(rooms):
            self._add_row()
        for place, (name, cells, words) in enumerate(self._parts):
            for part in (name, cells, words):
                part.setVisible(place < len(rooms))
            if place < len(rooms):
                value = rooms[place]
                name.setText(value.name)
                cells.set_room(*_cells(value), value.spoken)
                words.setText(value.words)
                words.set_bold(bold=value.taken >= value.total)
        self._follow_width()

    @override
    def minimumSizeHint(self) -> QSize:
        # On one row the cells must not hold the card open: they may stand below.
        return QSize(self._source.look.u(20), super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow_width()

    def _add_row(self) -> None:
        look = self._source
        self._parts.append((Text(look), Room(look, 0, 0, ""), Text(look, wraps=False)))
        self._place_row(len(self._parts) - 1)

    def _place_row(self, row: int) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        name, cells, words = self._parts[row]
        for part in (name, cells, words):
            self._grid.removeWidget(part)
        top = 2 * row
        self._grid.addWidget(name, top, 0, middle)
        self._grid.addWidget(words, top, 2, middle | Qt.AlignmentFlag.AlignRight)
        if self._is_stacked:
            self._grid.addWidget(cells, top + 1, 0, 1, 3, middle)
        else:
            self._grid.addWidget(cells, top, 1, middle)
        above = self._source.look.u(0.75) if self._is_stacked and row else 0
        for part in (name, words):
            part.setContentsMargins(0, above, 0, 0)

    def _follow_width(self) -> None:
        is_stacked = self._widest_row() > self.width()
        if is_stacked != self._is_stacked:
            self._is_stacked = is_stacked
            self._dress()

    def _widest_row(self) -> int:
        look = self._source.look
        plain, bold = look.font(), look.font(bold=True)
        shown = list(zip(self._values, self._parts, strict=False))
        columns = (
            [text_size(plain, value.name).width() for value, _parts in shown],
            [cells.sizeHint().width() for _value, (_name, cells, _words) in shown],
            [text_size(bold, value.words).width() for value, _parts in shown],
        )
        return sum(max(one, default=0) for one in columns) + 2 * look.u(1.5)

    def _dress(self) -> None:
        look = self._source.look
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.u(1.5))
        self._grid.setVerticalSpacing(look.u(0.5 if self._is_stacked else 1.125))
        for row in range(len(self._parts)):
            self._place_row(row)


def _cells(value: RoomValue) -> tuple[int, int]:
    """How many cells are filled, and how many there are."""
    taken = min(value.taken, value.total)
    if value.total <= MOST_CELLS:
        return taken, value.total
    # Only who is full has all cells filled, and only who has nothing has none.
    return -(-taken * (MOST_CELLS - 1) // value.total) + (taken == value.total), MOST_CELLS
