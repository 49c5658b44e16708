"""The plan of the cycle as nodes and arcs: turn > diary > month of a visitor > month > done."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from huisbezoek.model.planning.board import Board, Choice, Window
from huisbezoek.model.planning.ties import Ties, code

CANDIDATES: Final = 10
"""So many of the cheapest visitors per turn; fewer cost 3 % (performance.md 2.1)."""

AddArc = Callable[[int, int, int, int], int]
OfArc = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class _Diary:
    """The months that a visitor has for turns with one window: slots with a place, and prices."""

    visitor: int
    window: Window
    months: tuple[Choice, ...]


def candidates(board: Board, turn: int) -> list[Choice]:
    """The cheapest allowed visitors of a turn; who was there last time is always among them."""
    choices = board.choices[turn]
    chosen = choices[:CANDIDATES]
    last = board.turns[turn].last_visitor
    if last:
        chosen += [one for one in choices[CANDIDATES:] if board.visitors[one[1]].visitor == last]
    return chosen


class Network:
    """What can be chosen on a board.

    A match costs the price of the visitor and that of the month. So turns with the same window
    share a node for each visitor, a diary, and only a diary has an arc to each of its months: a
    seventh of the arcs that it takes when every turn has its own.
    Nodes are the turns, then slots, months, the end, and the diaries. Turns without any slot have
    no arcs: `turns` are the others, the first in standing first.
    """

    def __init__(self, board: Board) -> None:
        self._board = board
        self._slots = len(board.turns)
        self._months = self._slots + len(board.places)
        self.end = self._months + board.months
        self._diaries: list[_Diary] = []
        self._choices = self._chosen()
        """Per turn the prices of diaries, and their numbers."""
        self._turn_arcs: dict[int, range] = {}
        self._diary_arcs: list[range] = []
        self.turns = [turn for turn in board.by_standing if self._choices[turn]]

    def dearest(self) -> int:
        """No turn costs more than this, whoever goes in whatever month of it."""
        visitor = max(price for chosen in self._choices for price, _ in chosen)
        month = max(price for diary in self._diaries for price, _ in diary.months)
        crowd = max(step.points for steps in self._board.crowds for step in steps)
        return visitor + month + crowd

    def add_arcs(self, add: AddArc, nobody: dict[int, int], most: int) -> None:
        """Adds every arc; `nobody` is what it costs that a turn gets no slot.

        With tie-breakers, as far as the numbers then stay below `most` (see `Ties`).
        """
        nodes = self.end + 1 + len(self._diaries)
        dearest = max(self.dearest(), *nobody.values())
        ties = Ties(len(self.turns), nodes, dearest, most)
        self._add_turns(add, nobody, ties)
        self._add_diaries(add, ties)
        width = len(self._board.visitors)
        for slot, places in enumerate(self._board.places):
            if places:
                add(self._slots + slot, self._months + slot // width, places, 0)
        for month, steps in enumerate(self._board.crowds):
            for step in steps:
                add(self._months + month, self.end, step.turns, step.points * ties.factor)

    def slots(self, flow: OfArc, head: OfArc) -> dict[int, int]:
        """The slot that the flow leads each turn to, within a diary in standing; not of nobody."""
        waiting: list[deque[int]] = [deque() for _ in self._diaries]
        for turn in self.turns:
            arc = next(arc for arc in self._turn_arcs[turn] if flow(arc))
            if head(arc) != self.end:
                waiting[head(arc) - self.end - 1].append(turn)
        return {
            turns.popleft(): head(arc) - self._slots
            for turns, arcs in zip(waiting, self._diary_arcs, strict=True)
            for arc in arcs
            for _ in range(flow(arc))
        }

    def _chosen(self) -> list[list[Choice]]:
        found: dict[tuple[Window, int], int] = {}
        chosen: list[list[Choice]] = []
        for turn in range(len(self._board.turns)):
            window = self._board.window(turn)
            chosen.append([])
            for price, visitor in candidates(self._board, turn):
                diary = found.get((window, visitor))
                if diary is None:
                    diary = found[window, visitor] = len(self._diaries)
                    self._diaries.append(_Diary(visitor, window, self._open(turn, visitor)))
                if self._diaries[diary].months:
                    chosen[turn].append((price, diary))
        return chosen

    def _open(self, turn: int, visitor: int) -> tuple[Choice, ...]:
        board, width = self._board, len(self._board.visitors)
        prices = board.month_prices(turn)
        slots = ((month, month * width + visitor) for month in board.ranges[turn])
        return tuple((prices[month], slot) for month, slot in slots if board.places[slot])

    def _add_turns(self, add: AddArc, nobody: dict[int, int], ties: Ties) -> None:
        first = 0
        names = [code(visitor.visitor) for visitor in self._board.visitors]
        whose = [names[diary.visitor] for diary in self._diaries]
        for turn in self.turns:
            own = code(self._board.turns[turn].key)
            for price, diary in self._choices[turn]:
                points = price * ties.factor + ties.of(own, whose[diary])
                add(turn, self.end + 1 + diary, 1, points)
            last = add(turn, self.end, 1, nobody[turn] * ties.factor)
            self._turn_arcs[turn] = range(first, last + 1)
            first = last + 1

    def _add_diaries(self, add: AddArc, ties: Ties) -> None:
        board, width = self._board, len(self._board.visitors)
        first = sum(map(len, self._turn_arcs.values()))
        self._diary_arcs = []
        for number, diary in enumerate(self._diaries):
            own = code((diary.window, board.visitors[diary.visitor].visitor))
            for price, slot in diary.months:
                points = price * ties.factor + ties.of(own, slot // width)
                add(self.end + 1 + number, self._slots + slot, board.places[slot], points)
            self._diary_arcs.append(range(first, first + len(diary.months)))
            first += len(diary.months)
