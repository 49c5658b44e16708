"""Which turn has which slot, and the moves that make room for one more."""

from collections import deque
from collections.abc import Callable, Iterator

from huisbezoek.model.planning.board import Board

Reach = Callable[[int], int]
"""The slots that a turn may move to, as a set of bits."""

NOWHERE = -1


class Seats:
    """A plan in the making: every turn has one slot or none, no slot has more than its places."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self.slot_of: list[int] = [NOWHERE] * len(board.turns)
        self._sitting: list[list[int]] = [[] for _ in board.places]
        self._free = sum(1 << slot for slot, places in enumerate(board.places) if places)

    def sit(self, turn: int, slot: int) -> None:
        """Gives a turn that has none this slot, which must have a place."""
        self.slot_of[turn] = slot
        sitting = self._sitting[slot]
        sitting.append(turn)
        if len(sitting) >= self._board.places[slot]:
            self._free &= ~(1 << slot)

    def stand(self, turn: int) -> int:
        """Takes the slot of a turn away; answers which it was."""
        slot = self.slot_of[turn]
        self._sitting[slot].remove(turn)
        self.slot_of[turn] = NOWHERE
        self._free |= 1 << slot
        return slot

    def has_place(self, slot: int) -> bool:
        """Whether one more turn fits into this slot."""
        return bool(self._free >> slot & 1)

    def sitting(self, slot: int) -> tuple[int, ...]:
        """The turns that have this slot."""
        return tuple(self._sitting[slot])

    def unplaced(self) -> list[int]:
        """The turns without a slot, the first in standing first."""
        return [turn for turn in self._board.by_standing if self.slot_of[turn] == NOWHERE]

    def make_room(self, turn: int, reach: Reach, dead: int, *, cheaply: bool) -> int | None:
        """Gives the turn a slot, moving others along if it must; nobody loses theirs.

        Answers None when it could. Otherwise nothing changed, and the answer is `dead` and every
        slot that was tried: from none of these a place can be reached, nor will it be as long as
        turns keep to `reach`; the next search may pass them by.
        """
        seen = dead
        taking_from: dict[int, int] = {}
        waiting = deque([turn])
        while waiting:
            asking = waiting.popleft()
            new = reach(asking) & ~seen
            if new & self._free:
                slot = self._chosen(asking, new & self._free, cheaply=cheaply)
                self._move_along(asking, slot, taking_from)
                return None
            seen |= new
            for slot in bits(new):
                for other in self._sitting[slot]:
                    taking_from[other] = asking
                    waiting.append(other)
        return seen

    def _chosen(self, turn: int, slots: int, *, cheaply: bool) -> int:
        if not cheaply:
            return (slots & -slots).bit_length() - 1
        return min(bits(slots), key=lambda slot: (self._board.slot_price(turn, slot), slot))

    def _move_along(self, turn: int, slot: int, taking_from: dict[int, int]) -> None:
        """The turn takes the slot, and each turn before it that of the one that moved."""
        while True:
            left = self.stand(turn) if self.slot_of[turn] != NOWHERE else NOWHERE
            self.sit(turn, slot)
            if left == NOWHERE:
                return
            turn, slot = taking_from[turn], left


def bits(slots: int) -> Iterator[int]:
    """The slots of a set, the lowest first."""
    while slots:
        lowest = slots & -slots
        yield lowest.bit_length() - 1
        slots ^= lowest
