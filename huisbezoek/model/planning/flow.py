"""The cycle as a minimum-cost flow, by OR-Tools."""

from collections.abc import Iterator

from huisbezoek.model.domain.plan_prices import nobody_price
from huisbezoek.model.planning import ties
from huisbezoek.model.planning.board import Board
from huisbezoek.model.planning.network import Network
from huisbezoek.model.planning.seats import Seats


class SolverFailedError(Exception):
    """The solver said that it did not find the best flow; every flow of ours has one."""


def seat_by_flow(board: Board, seats: Seats) -> None:
    """Gives turns their slots so that no flow of these candidates and months is cheaper.

    Needs OR-Tools and raises ImportError without it; only its flow module is imported, which needs
    no other package (performance.md 2.1).
    """
    from ortools.graph.python.min_cost_flow import (  # noqa: PLC0415 - heavy, and may be absent
        SimpleMinCostFlow,
    )

    network = Network(board)
    if not network.turns:
        return
    for nobody, most, is_enough in _ways(board, network):
        solver = SimpleMinCostFlow()
        network.add_arcs(solver.add_arc_with_capacity_and_unit_cost, nobody, most)
        for turn in network.turns:
            solver.set_node_supply(turn, 1)
        solver.set_node_supply(network.end, -len(network.turns))
        if solver.solve() == solver.OPTIMAL:
            slots = network.slots(solver.flow, solver.head)
            if is_enough or len(slots) == len(network.turns):
                for turn, slot in slots.items():
                    seats.sit(turn, slot)
                return
    raise SolverFailedError


def _ways(board: Board, network: Network) -> Iterator[tuple[dict[int, int], int, bool]]:
    """What having no slot costs, how large numbers may grow, and whether that is the whole truth.

    When everybody has a slot it plays no part how much dearer it would have been to have none. So
    that is tried first with a price that leaves more room for tie-breakers; and last without any,
    for the solver refuses numbers that come too near to its own limit.
    """
    if sum(board.places) >= len(network.turns):
        yield dict.fromkeys(network.turns, network.dearest() + 1), ties.MOST, False
    behind = {turn: nth for nth, turn in enumerate(reversed(board.by_standing))}
    nobody = {turn: nobody_price(behind[turn], board.weights) for turn in network.turns}
    yield nobody, ties.MOST, True
    yield nobody, 0, True
