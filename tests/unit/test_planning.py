"""Plans by both planners: the rules that always hold, even months, and bad input."""

import sys
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from huisbezoek.model.domain.cycle_plan import (
    CyclePlan,
    NoPlaceReason,
    PlanProblem,
    PlanVisitor,
    PlanWay,
    Turn,
    Waiting,
)
from huisbezoek.model.domain.plan_prices import plan_price
from huisbezoek.model.domain.plan_rules import PlanWeights, price
from huisbezoek.model.planning.board import Board
from huisbezoek.model.planning.network import CANDIDATES, candidates
from huisbezoek.model.planning.plans import best_plan, preview_plan
from tests.plan_checks import faults_in, replans_around, shuffled
from tests.plan_problems import TODAY, months_from, municipality, small

WEIGHTS = PlanWeights()


def best(problem: PlanProblem) -> CyclePlan:
    return best_plan(problem, WEIGHTS, lambda percent: None)


def preview(problem: PlanProblem) -> CyclePlan:
    return preview_plan(problem, WEIGHTS)


BOTH = pytest.mark.parametrize("planner", [best, preview])


@BOTH
def test_every_rule_holds_for_a_hundred_random_populations(planner) -> None:
    for seed in range(100):
        problem = small(seed)
        plan = planner(problem)
        assert faults_in(problem, plan) == [], seed
        assert planner(shuffled(problem, seed)) == plan, seed
        assert replans_around(planner, problem, plan, seed), seed


def by_hand(
    turns: int, *visitors: PlanVisitor, months: int = 6, agreed: int = 0, **told
) -> PlanProblem:
    facts = {"opens": 0, "closes": 3, "promised": months - 1, **told}
    return PlanProblem(
        months_from(TODAY, months),
        tuple(
            Turn(f"t{number}", (f"r{number}",), waits_from=TODAY - timedelta(number), **facts)
            for number in range(turns)
        ),
        visitors,
        (agreed,) * months,
    )


def visitor(name: str, *places: int) -> PlanVisitor:
    return PlanVisitor(name, places)


def heights(problem: PlanProblem, plan: CyclePlan) -> list[int]:
    load = Counter(one.month for one in plan.placements)
    return [load[month] + agreed for month, agreed in enumerate(problem.agreed)]


@BOTH
@pytest.mark.parametrize(
    ("problem", "why"),
    [
        (by_hand(3), NoPlaceReason.NO_VISITORS),
        (by_hand(3, visitor("v", *[0] * 6)), NoPlaceReason.NO_VISITORS),
        (by_hand(3, visitor("v", *[1] * 6), ruled_out=frozenset("v")), "no_visitor_allowed"),
        (by_hand(3, visitor("v", *[1] * 6), opens=6), NoPlaceReason.AFTER_THE_PLAN),
        (by_hand(3, months=0), NoPlaceReason.AFTER_THE_PLAN),
    ],
)
def test_without_any_place_everybody_waits_and_it_says_why(planner, problem, why) -> None:
    plan = planner(problem)
    assert plan.placements == ()
    assert plan.waiting == tuple(Waiting(turn, NoPlaceReason(why)) for turn in ("t2", "t1", "t0"))


@BOTH
def test_an_empty_problem_has_an_empty_plan(planner) -> None:
    plan = planner(by_hand(0, visitor("v", *[1] * 6)))
    assert (plan.placements, plan.waiting, plan.price) == ((), (), 0)


@BOTH
def test_who_asked_is_shown_without_a_visitor_rather_than_left_to_wait(planner) -> None:
    problem = by_hand(2, visitor("v", 0, 0, 0, 1, 0, 0), asked_for=True, ends=True)
    first, second = planner(problem).placements
    assert (first.month, first.visitor, first.why_nobody) == (0, "", NoPlaceReason.VISITORS_FULL)
    assert (second.month, second.visitor, second.why_nobody) == (3, "v", None)


@BOTH
def test_everybody_due_in_one_month_becomes_even_months(planner) -> None:
    problem = by_hand(60, *(visitor(f"v{n}", *[4] * 6) for n in range(5)), closes=0)
    plan = planner(problem)
    assert heights(problem, plan) == [10] * 6
    assert faults_in(problem, plan) == []


@BOTH
def test_what_is_agreed_counts_for_the_level(planner) -> None:
    problem = replace(by_hand(15, visitor("v", *[9] * 6)), agreed=(5, 0, 0, 4, 0, 0))
    assert heights(problem, planner(problem)) == [5, 4, 4, 4, 4, 3]


@BOTH
def test_a_visitor_without_a_district_goes_wherever_others_cannot(planner) -> None:
    problem = by_hand(4, visitor("v", *[1] * 6), district="Centrum")
    assert [one.visitor for one in planner(problem).placements] == ["v"] * 4


@BOTH
@pytest.mark.parametrize("months", [12, 60])
def test_a_resident_has_more_than_one_turn_in_a_long_plan(planner, months: int) -> None:
    """A cycle of a year within five: each turn of a resident has a window of its own."""
    turns = [
        Turn(f"r{n}.{nth}", (f"r{n}",), nth * 12, nth * 12 + 3, nth * 12 + 11, TODAY)
        for n in range(12)
        for nth in range(months // 12)
    ]
    problem = PlanProblem(
        months_from(TODAY, months), tuple(turns), (visitor("v", *[2] * months),), (0,) * months
    )
    plan = planner(problem)
    assert len(plan.placements) == len(turns)
    assert faults_in(problem, plan) == []
    assert max(heights(problem, plan)) <= 2


@BOTH
def test_months_and_promises_of_a_municipality(planner) -> None:
    problem = municipality(turns=600, visitors=12)
    plan = planner(problem)
    assert plan.waiting == ()
    assert plan.price == plan_price(problem, WEIGHTS, {one.turn: one for one in plan.placements})
    assert max(heights(problem, plan)) <= 1.15 * 600 / 24
    turns = {turn.key: turn for turn in problem.turns}
    assert all(one.month <= turns[one.turn].promised for one in plan.placements)


def test_the_best_plan_is_cheaper_than_the_quick_one() -> None:
    problem = municipality(turns=600, visitors=12)
    cheap, quick = best(problem), preview(problem)
    assert (cheap.way, quick.way) == (PlanWay.FLOW, PlanWay.PREVIEW)
    assert cheap.price < quick.price < 1.4 * cheap.price


def test_too_little_room_leaves_the_last_in_standing_waiting() -> None:
    problem = municipality(turns=150, visitors=6, room=0.7)
    for plan in (best(problem), preview(problem)):
        assert len(plan.placements) == sum(sum(one.places) for one in problem.visitors)
        assert faults_in(problem, plan) == []


def test_candidates_are_the_cheapest_who_may_go_and_who_was_there() -> None:
    problem = municipality(turns=200, visitors=40)
    board = Board(problem, WEIGHTS)
    for number, turn in enumerate(board.turns):
        choices, chosen = board.choices[number], candidates(board, number)
        assert all(
            cost == price(turn, board.visitors[who], max(turn.opens, 0), problem, WEIGHTS)
            for cost, who in choices
        )
        assert [cost for cost, _ in choices] == sorted(cost for cost, _ in choices)
        assert chosen[:CANDIDATES] == choices[:CANDIDATES]
        allowed = {board.visitors[who].visitor for _, who in choices}
        names = {board.visitors[who].visitor for _, who in chosen}
        assert turn.last_visitor not in allowed or turn.last_visitor in names


def test_who_was_there_stays_a_candidate_though_dear() -> None:
    others = [replace(visitor(f"v{n:02}", 1), sex="F", district="A") for n in range(30)]
    last = visitor("z", 1)
    told = {"last_visitor": "z", "sex_wish": "F", "district": "A", "languages": frozenset()}
    board = Board(by_hand(1, *others, last, months=1, **told), WEIGHTS)
    cheap = Board(by_hand(1, *others, last, months=1, **{**told, "last_visitor": ""}), WEIGHTS)
    assert [board.visitors[who].visitor for _, who in candidates(board, 0)][-1] == "z"
    assert len(candidates(board, 0)) == CANDIDATES + 1
    assert len(candidates(cheap, 0)) == CANDIDATES


def test_without_the_solver_the_plan_is_the_quick_one_and_says_so(monkeypatch) -> None:
    problem = small(3)
    monkeypatch.setitem(sys.modules, "ortools.graph.python.min_cost_flow", None)
    plan = best(problem)
    assert plan.way is PlanWay.NO_SOLVER
    assert replace(plan, way=PlanWay.PREVIEW) == preview(problem)
