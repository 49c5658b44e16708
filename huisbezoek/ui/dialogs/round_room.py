"""Plaats per bezoeker: how full each visitor is in the months of the round."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QSizePolicy

from huisbezoek.model.usecases.proposals import Room
from huisbezoek.ui import texts
from huisbezoek.ui.models import round_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.room_list import RoomList, RoomValue
from huisbezoek.ui.widgets.text import Text

MOST_ROWS: Final = 12


class RoomCard(Card):
    """The first visitors with their cells; `all_asked` opens the page Bezoekers.

    `weights_asked` is about how the plan chooses.
    """

    all_asked = Signal()
    weights_asked = Signal()

    def __init__(self, look: LookSource) -> None:
        self._all = Button(look, "", "flush")
        self._all.setObjectName("all_visitors")
        super().__init__(look, _tr("Plaats per bezoeker"), action=self._all)
        self.setObjectName("room_card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._rows = RoomList(look)
        self._nobody = Text(look, _tr("Er zijn nog geen bezoekers die kunnen gaan."), tone="muted")
        self.body.addWidget(self._nobody)
        self.body.addWidget(self._rows)
        self._all.clicked.connect(self.all_asked)
        weights = Button(look, _tr("Zo &wordt gekozen"), "flush", "list-checks")
        weights.setObjectName("open_weights")
        weights.clicked.connect(self.weights_asked)
        self.body.addWidget(weights, 0, Qt.AlignmentFlag.AlignLeft)

    def set_rooms(self, rooms: Sequence[Room]) -> None:
        """Shows the first of these, who has most room first, and how many there are."""
        roomy = sorted(rooms, key=lambda room: -room.left)
        words = _tr("Alle {0}").format(texts.number(len(rooms)))
        self._all.setText(words)
        self._all.setAccessibleName(_tr("{0} bezoekers").format(words))
        self._all.updateGeometry()
        self._all.setVisible(bool(rooms))
        self._nobody.setVisible(not rooms)
        self._rows.set_rooms([_value(room) for room in roomy[:MOST_ROWS]])


def _value(room: Room) -> RoomValue:
    words, spoken = round_words.room_words(room)
    return RoomValue(room.name, room.taken, room.most, words, spoken)


def _tr(text: str) -> str:
    return QCoreApplication.translate("round", text)
