"""The cycle as a minimum-cost flow: turn > month with visitor > month > done, by OR-Tools."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from huisbezoek.model.domain.plan_prices import nobody_price
from huisbezoek.model.planning.board import Board, Choice
from huisbezoek.model.planning.seats import Seats

CANDIDATES: Final = 10
"""So many of the cheapest visitors per turn; fewer cost 3 % (performance.md 2.1)."""

AddArc = Callable[[int, int, int, int], int]


class SolverFailedError(Exception):
    """The solver said that it did not find the best flow; every flow of ours has one."""


@dataclass(frozen=True, slots=True)
class _Nodes:
    """Where the nodes of each kind begin: turns from 0, then slots, then months, then the end."""

    slots: int
    months: int
    end: int


def candidates(board: Board, turn: int) -> list[Choice]:
    """The cheapest allowed visitors of a turn; who was there last time is always among them."""
    choices = board.choices[turn]
    chosen = choices[:CANDIDATES]
    last = board.turns[turn].last_visitor
    if last:
        chosen += [one for one in choices[CANDIDATES:] if board.visitors[one[1]].visitor == last]
    return chosen


def seat_by_flow(board: Board, seats: Seats) -> None:
    """Gives turns their slots so that no flow of these candidates and months is cheaper.

    Needs OR-Tools and raises ImportError without it; only its flow module is imported, which needs
    no other package (performance.md 2.1).
    """
    from ortools.graph.python.min_cost_flow import (  # noqa: PLC0415 - heavy, and may be absent
        SimpleMinCostFlow,
    )

    solver = SimpleMinCostFlow()
    nodes = _Nodes(
        slots=len(board.turns),
        months=len(board.turns) + len(board.places),
        end=len(board.turns) + len(board.places) + board.months,
    )
    add = solver.add_arc_with_capacity_and_unit_cost
    first_arcs = _turn_arcs(board, nodes, add)
    _place_arcs(board, nodes, add)
    for turn in range(len(board.turns)):
        solver.set_node_supply(turn, 1)
    solver.set_node_supply(nodes.end, -len(board.turns))
    if solver.solve() != solver.OPTIMAL:
        raise SolverFailedError
    for turn, first in enumerate(first_arcs[:-1]):
        for arc in range(first, first_arcs[turn + 1]):
            if solver.flow(arc):
                slot = solver.head(arc) - nodes.slots
                if slot < len(board.places):
                    seats.sit(turn, slot)
                break


def _turn_arcs(board: Board, nodes: _Nodes, add: AddArc) -> list[int]:
    """Adds what each turn may choose; answers the first arc of each turn, and the one after all."""
    first_arcs = [0]
    places, width = board.places, len(board.visitors)
    behind = len(board.turns)
    rank = dict.fromkeys(board.by_standing, 0)
    for turn in board.by_standing:
        behind -= 1
        rank[turn] = behind
    for turn, months in enumerate(board.ranges):
        prices = board.month_prices(turn)[months.start : months.stop]
        for price, visitor in candidates(board, turn):
            slot = months.start * width + visitor
            for added in prices:
                if places[slot]:
                    add(turn, nodes.slots + slot, 1, price + added)
                slot += width
        nobody = add(turn, nodes.end, 1, nobody_price(rank[turn], board.weights))
        first_arcs.append(nobody + 1)
    return first_arcs


def _place_arcs(board: Board, nodes: _Nodes, add: AddArc) -> None:
    """Adds the places of the visitors, and what each further turn of a month costs."""
    width = len(board.visitors)
    for slot, places in enumerate(board.places):
        if places:
            add(nodes.slots + slot, nodes.months + slot // width, places, 0)
    for month, steps in enumerate(board.crowds):
        for step in steps:
            add(nodes.months + month, nodes.end, step.turns, step.points)
