"""The plan of the cycle: how good and how fast, against the bare solver on the same numbers."""

from dataclasses import replace
from random import Random

from huisbezoek.app.plan_worker import worker_planner
from huisbezoek.model.domain.cycle_plan import CyclePlan, PlanProblem, PlanWay, Turn
from huisbezoek.model.domain.plan_prices import (
    crowd_steps,
    level,
    month_places,
    nobody_price,
    ranks,
)
from huisbezoek.model.domain.plan_rules import PlanWeights, allowed_months, price
from huisbezoek.model.planning.board import Board
from huisbezoek.model.planning.network import candidates
from huisbezoek.model.planning.plans import best_plan, preview_plan
from huisbezoek.model.usecases.ports.planning import NeverStopped
from tests.bench.bare_flow import BareProblem, built, solved
from tests.bench.measuring import CPU, WALL, Outcome, Part, alternate, median, timed
from tests.bench.populations import Size
from tests.plan_problems import municipality

OBJECTIVE_TARGET = 1.02
TIME_TARGET = 2.0
MONTHS = 24
MUNICIPALITIES = 14
"""A region plans its municipalities one after the other: visitors do not cross the border."""
TURNS = {"tiny": 60, "small": 500, "municipality": 4_500, "region": 110_000 // MUNICIPALITIES}
VISITORS = {"tiny": 4, "small": 10, "municipality": 60, "region": 2_000 // MUNICIPALITIES}
WEIGHTS = PlanWeights()


def run(size: Size, rounds: int) -> Outcome:
    """Points and CPU time against the bare solve; the rest is shown without a target.

    Ours includes the candidates, the arcs, the repair and the answer; the reference only solves.
    For a region one municipality of it is measured: the whole is fourteen times that (computed).
    """
    problem = municipality(turns=TURNS[size.name], visitors=VISITORS[size.name], months=MONTHS)
    bare = bare_problem(problem)
    made: list[CyclePlan] = []
    least: list[int] = []

    def reference() -> float:
        flow = built(bare)
        return timed(lambda: least.append(solved(flow)), CPU)

    ours, theirs = alternate(
        lambda: timed(lambda: made.append(best(problem)), CPU), reference, max(rounds, 1)
    )
    plan, count = made[0], len(ours)
    assert plan.way is PlanWay.FLOW
    assert all(one == plan for one in made)
    assert best(shuffled(problem)) == plan
    quick = preview_plan(problem, WEIGHTS)
    previews = [timed(lambda: preview_plan(problem, WEIGHTS), CPU) for _ in ours]
    parts = [
        Part("points", plan.price, least[0], "points", count, OBJECTIVE_TARGET),
        Part("solve", median(ours), median(theirs), "s", count, TIME_TARGET),
        Part("preview_points", quick.price, least[0], "points", 1),
        Part("preview_solve", median(previews), median(theirs), "s", count),
        Part("in_a_worker", in_a_worker(problem), median(theirs), "s", 1),
        Part("highest_month", max(loads(plan)), sum(loads(plan)) / MONTHS, "turns", 1),
    ]
    if size.name == "region":
        seconds = (median(ours) * MUNICIPALITIES, median(theirs) * MUNICIPALITIES)
        parts.append(Part("fourteen_municipalities_computed", *seconds, "s", count))
    return Outcome("plan", size.name, tuple(parts))


def best(problem: PlanProblem) -> CyclePlan:
    return best_plan(problem, WEIGHTS, lambda percent: None)


def in_a_worker(problem: PlanProblem) -> float:
    """Seconds on the wall, with the start of the process and the way there and back."""
    planner, stop = worker_planner(), NeverStopped()
    return timed(lambda: planner.plan(problem, WEIGHTS, lambda percent: None, stop), WALL)


def loads(plan: CyclePlan) -> list[int]:
    months = [one.month for one in plan.placements]
    return [months.count(month) for month in range(MONTHS)]


def shuffled(problem: PlanProblem) -> PlanProblem:
    turns = list(problem.turns)
    Random(1).shuffle(turns)
    return replace(problem, turns=tuple(turns), visitors=problem.visitors[::-1])


def bare_problem(problem: PlanProblem) -> BareProblem:
    """The same model as numbers, with the prices as the rules tell them."""
    board = Board(problem, WEIGHTS)
    behind = ranks(problem.turns)
    width = len(board.visitors)
    height = level(problem)
    steps = [
        crowd_steps(height, agreed, places, WEIGHTS)
        for agreed, places in zip(problem.agreed, month_places(problem), strict=True)
    ]

    def options(number: int, turn: Turn) -> list[tuple[int, int]]:
        return [
            (
                month * width + visitor,
                price(turn, board.visitors[visitor], month, problem, WEIGHTS),
            )
            for _, visitor in candidates(board, number)
            for month in allowed_months(turn, len(problem.months))
            if board.places[month * width + visitor]
        ]

    return BareProblem(
        options=[options(number, turn) for number, turn in enumerate(board.turns)],
        nobody=[nobody_price(behind[turn.key], WEIGHTS) for turn in board.turns],
        slots=[(slot // width, places) for slot, places in enumerate(board.places)],
        months=[[(step.turns, step.points) for step in month] for month in steps],
    )
