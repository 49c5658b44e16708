"""Among plans that cost the same it is always the same one, and what was accepted moves nobody."""

from dataclasses import replace

import pytest

from huisbezoek.model.domain.cycle_plan import CyclePlan, Placement, PlanProblem
from huisbezoek.model.domain.plan_prices import plan_price
from huisbezoek.model.domain.plan_rules import PlanWeights
from huisbezoek.model.planning.board import Board
from huisbezoek.model.planning.flow import SolverFailedError, seat_by_flow
from huisbezoek.model.planning.plans import best_plan
from huisbezoek.model.planning.seats import NOWHERE, Seats
from huisbezoek.model.planning.ties import FINEST, MOST, Ties, code
from tests.bench.bare_flow import built, solved
from tests.bench.plan import bare_problem
from tests.plan_checks import without
from tests.plan_problems import municipality, small

KEPT_FLOOR = 0.95
"""Without tie-breakers it was 0.20 to 0.67 of the first month, 0.25 to 0.38 of the whole plan."""


def best(problem: PlanProblem) -> CyclePlan:
    return best_plan(problem, PlanWeights(), lambda percent: None)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("accepted", [3, 10])
def test_rows_that_were_not_accepted_keep_their_visitor_and_month(seed: int, accepted: int) -> None:
    problem = municipality(turns=600, visitors=12, seed=seed)
    plan = best(problem)
    first = [one for one in plan.placements if not one.month]
    agreed, rows = first[:accepted], first[accepted:]
    again = set(best(without(problem, agreed)).placements)
    rest = set(plan.placements).difference(agreed)
    assert len(again.intersection(rows)) >= KEPT_FLOOR * len(rows)
    assert len(again & rest) >= KEPT_FLOOR * len(rest)


@pytest.mark.parametrize(
    "problem",
    [*map(small, range(40)), *(municipality(turns=200, visitors=6, room=r) for r in (1.3, 0.8))],
)
def test_tie_breakers_leave_the_points_of_the_flow_alone(problem: PlanProblem) -> None:
    board = Board(problem, PlanWeights())
    seats = Seats(board)
    seat_by_flow(board, seats)
    placements = {}
    for turn, slot in zip(board.turns, seats.slot_of, strict=True):
        if slot != NOWHERE:
            month, visitor = divmod(slot, len(board.visitors))
            placements[turn.key] = Placement(turn.key, month, board.visitors[visitor].visitor)
    least = solved(built(bare_problem(problem)))
    assert plan_price(problem, PlanWeights(), placements) == least


def test_all_tie_breakers_of_a_plan_are_less_than_one_point() -> None:
    ties = Ties(4_500, 9_022, 1_720_845)
    found = [ties.of(code(f"t{turn}"), code("v")) for turn in range(2_000)]
    assert ties.factor == 4_500 * 2 * 2**FINEST
    assert (min(found), max(found)) == (0, 2**FINEST - 1)
    assert 2 * 4_500 * max(found) < ties.factor


def test_large_numbers_leave_fewer_bits_and_then_none() -> None:
    factors = [Ties(4_500, 9_000, 2**bits).factor for bits in range(20, 40)]
    assert factors == sorted(factors, reverse=True)
    assert factors[-1] == 1
    assert all((2**20 << nth) * factor * 9_000 <= MOST for nth, factor in enumerate(factors))
    assert Ties(4_500, 9_000, 2**40).of(code("t"), code("v")) == 0


def test_a_name_stands_for_the_same_number_everywhere() -> None:
    assert (code("v1"), Ties(10, 10, 10).of(1, 2)) == (1_768_082_613, 386)


def test_a_solver_that_gives_up_is_an_error_and_not_half_a_plan() -> None:
    problem = municipality(turns=30, visitors=2, room=0.5)
    board = Board(problem, replace(PlanWeights(), nobody=2**61))
    seats = Seats(board)
    with pytest.raises(SolverFailedError):
        seat_by_flow(board, seats)
    assert set(seats.slot_of) == {NOWHERE}
