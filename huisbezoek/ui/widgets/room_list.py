"""The room of several visitors under each other: name, cells, and what is left in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from huisbezoek.ui.theme import LookSource
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
    """One row for each visitor; 'vol' is bold ink."""

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(0, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._parts: list[tuple[Text, Room, Text]] = []
        look.changed.connect(self._dress)
        self._dress()

    def set_rooms(self, rooms: Sequence[RoomValue]) -> None:
        """Shows these visitors; rows that are there already are filled anew."""
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

    def _add_row(self) -> None:
        look, row = self._source, len(self._parts)
        name = Text(look)
        cells = Room(look, 0, 0, "")
        words = Text(look, wraps=False)
        place = Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(name, row, 0, place)
        self._grid.addWidget(cells, row, 1, place)
        self._grid.addWidget(words, row, 2, place)
        self._parts.append((name, cells, words))

    def _dress(self) -> None:
        look = self._source.look
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.u(1.5))
        self._grid.setVerticalSpacing(look.u(1.125))


def _cells(value: RoomValue) -> tuple[int, int]:
    """How many cells are filled, and how many there are."""
    taken = min(value.taken, value.total)
    if value.total <= MOST_CELLS:
        return taken, value.total
    # Only who is full has all cells filled, and only who has nothing has none.
    return -(-taken * (MOST_CELLS - 1) // value.total) + (taken == value.total), MOST_CELLS
