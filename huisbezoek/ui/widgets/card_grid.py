"""A grid of many cards: what is in sight is made at once, the others between the events."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Final

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.columns import TileGrid
from huisbezoek.ui.widgets.slices import Slices
from huisbezoek.ui.widgets.tab_order import follow_card, last_stop, stop_before

AT_ONCE: Final = 6
"""So many cards, two beside each other, fill the window of a laptop."""
IN_A_SLICE: Final = 2
"""A row: to make, dress and lay out one card takes some ten milliseconds."""


class CardGrid(TileGrid):
    """Cards beside each other; the card of a value that stays is not made anew."""

    def __init__(self, look: LookSource) -> None:
        super().__init__(look, wide=2, narrow=1)
        self._slices = Slices(self, AT_ONCE, IN_A_SLICE)
        self._made: dict[Hashable, QWidget] = {}

    def set_cards(self, cards: Sequence[tuple[Hashable, Callable[[], QWidget]]]) -> None:
        """Shows a card for each of these values, made by what stands beside it when it is new."""
        values = [value for value, _make in cards]
        staying = set(values)
        self._made = {value: card for value, card in self._made.items() if value in staying}
        known = {
            place: self._made[value] for place, value in enumerate(values) if value in self._made
        }
        self._set_places(known)
        before = stop_before(self)
        for card in known.values():
            before = follow_card(before, card)
        self._slices.begin(
            [
                partial(self._make, place, value, make)
                for place, (value, make) in enumerate(cards)
                if value not in self._made
            ]
        )

    def finish(self) -> None:
        """Makes now what would come in a moment."""
        self._slices.finish()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._slices.go_on()

    def _make(self, place: int, value: Hashable, make: Callable[[], QWidget]) -> None:
        card = self._made[value] = self._tiles[place] = make()
        self._put(place, card)
        above = next((one for one in range(place - 1, -1, -1) if one in self._tiles), None)
        before = None if above is None else last_stop(self._tiles[above])
        follow_card(before or stop_before(self), card)
