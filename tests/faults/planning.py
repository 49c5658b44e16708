"""The guard of the planner: thousands of random populations, then planners broken on purpose."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from huisbezoek.app.plan_worker import worker_planner
from huisbezoek.model.domain.cycle_plan import CyclePlan, NoPlaceReason, PlanProblem, PlanWay
from huisbezoek.model.domain.plan_rules import PlanWeights
from huisbezoek.model.planning import plans
from huisbezoek.model.planning.board import Board
from huisbezoek.model.planning.flow import seat_by_flow
from huisbezoek.model.planning.plans import best_plan, preview_plan
from huisbezoek.model.planning.preview import seat_in_stages
from huisbezoek.model.planning.repair import repair
from huisbezoek.model.planning.seats import Seats
from huisbezoek.model.planning.worker import WorkerPlanner
from huisbezoek.model.usecases.ports.planning import NeverStopped, PlanCancelledError
from huisbezoek.ui.tasks import Reporter
from tests.faults.guard_results import GuardResult
from tests.plan_checks import faults_in, replans_around, shuffled
from tests.plan_problems import municipality, small

POPULATIONS = 5_000
TRIES = 500
MOMENTS = 8
"""Tenths of a second: the worker needs more than that for a municipality twice as large."""

Planner = Callable[[PlanProblem], CyclePlan]


def best(problem: PlanProblem) -> CyclePlan:
    return best_plan(problem, PlanWeights(), lambda percent: None)


def preview(problem: PlanProblem) -> CyclePlan:
    return preview_plan(problem, PlanWeights())


def holds(planner: Planner, seed: int) -> bool:
    """Every rule of a plan, the same plan from another order, what is agreed left alone."""
    problem = small(seed)
    plan = planner(problem)
    return (
        not faults_in(problem, plan)
        and planner(shuffled(problem, seed)) == plan
        and replans_around(planner, problem, plan, seed)
    )


def killed_worker(planner: WorkerPlanner, problem: PlanProblem, tenths: int) -> CyclePlan:
    """The plan when the real worker is killed after so many tenths of a second; 0 is never."""
    others = _children()

    def kill() -> None:
        for worker in _children() - others:
            os.kill(worker, signal.SIGKILL)

    with after(tenths, kill):
        return planner.plan(problem, PlanWeights(), lambda percent: None, NeverStopped())


@contextmanager
def after(tenths: int, call: Callable[[], None]) -> Iterator[None]:
    """Calls this after so many tenths of a second, in the midst of whatever waits then."""
    before = signal.signal(signal.SIGALRM, lambda number, frame: call())
    signal.setitimer(signal.ITIMER_REAL, tenths / 10)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _children() -> frozenset[int]:
    """The processes that this one started and that were not waited for (Linux tells)."""
    return frozenset(
        int(child)
        for told in Path("/proc/self/task").glob("*/children")
        for child in told.read_text().split()
    )


def cancelled(planner: WorkerPlanner, problem: PlanProblem, tenths: int) -> bool:
    """Stopping after so many tenths of a second raises, and leaves no process behind."""
    others, person = _children(), Reporter(lambda done, total: None)
    try:
        with after(tenths, person.cancel):
            planner.plan(problem, PlanWeights(), lambda percent: None, person)
    except PlanCancelledError:
        return _children() == others
    return False


def plan_worker(_folder: Path) -> GuardResult:
    """P2: the real worker killed, and stopped by a person, at every tenth of a second it takes."""
    result = GuardResult("P2 the planning process")
    planner, problem = worker_planner(), municipality(turns=9_000, visitors=120)
    lost = preview_plan(problem, PlanWeights(), PlanWay.WORKER_LOST)
    # A guard before this one may have left a process that it never waited for.
    others = _children()
    for tenths in range(1, MOMENTS + 1):
        result.case(held=cancelled(planner, problem, tenths), note=f"stopped at {tenths}")
        is_noticed = killed_worker(planner, problem, tenths) == lost
        is_noticed = is_noticed and _children() == others
        result.plant(caught=is_noticed, note=f"killed at {tenths}")
    whole = killed_worker(planner, problem, tenths=0)
    result.case(held=whole == best(problem), note="not the same plan as in this process")
    return result


def plan(_folder: Path, count: int = POPULATIONS) -> GuardResult:
    """P1: `count` random populations by both planners, then every broken planner."""
    result = GuardResult("P1 plans of random populations")
    result.case(held=best(small(1)).way is PlanWay.FLOW, note="OR-Tools is not installed")
    for seed in range(count):
        result.case(held=holds(best, seed), note=f"best, seed {seed}")
        result.case(held=holds(preview, seed), note=f"preview, seed {seed}")
    for name, planner in PLANTED.items():
        is_caught = not all(holds(planner, seed) for seed in range(TRIES))
        result.plant(caught=is_caught, note=name)
    return result


# --- planners broken on purpose: each forgets one thing -----------------------------------------


def unrepaired(seat: Callable[[Board, Seats], None], problem: PlanProblem) -> CyclePlan:
    board = Board(problem, PlanWeights())
    seats = Seats(board)
    seat(board, seats)
    return plans._plan(board, seats, PlanWay.FLOW)


def any_month_first(problem: PlanProblem) -> CyclePlan:
    """In two stages: the flow gives a visitor's turns of one window their months in standing."""
    board = Board(problem, PlanWeights())
    seats = Seats(board)
    seat_in_stages(board, seats)
    repair(board, seats)
    return plans._plan(board, seats, PlanWay.FLOW)


def one_turn_less(problem: PlanProblem) -> CyclePlan:
    made = best(problem)
    return replace(made, placements=made.placements[:-1])


def turns_without(problem: PlanProblem, **forgotten: object) -> CyclePlan:
    turns = tuple(replace(turn, **forgotten) for turn in problem.turns)
    return best(replace(problem, turns=turns))


def with_a_place_more(problem: PlanProblem) -> CyclePlan:
    visitors = tuple(
        replace(visitor, places=tuple(places + 1 for places in visitor.places))
        for visitor in problem.visitors
    )
    return best(replace(problem, visitors=visitors))


def with_everybody_ready(problem: PlanProblem) -> CyclePlan:
    visitors = tuple(replace(visitor, is_ready=True) for visitor in problem.visitors)
    return best(replace(problem, visitors=visitors))


def without_the_last_visitor(problem: PlanProblem) -> CyclePlan:
    return best(replace(problem, visitors=problem.visitors[:-1]))


def newest_first(problem: PlanProblem) -> CyclePlan:
    """The open rule the wrong way round: the shortest since contact goes first."""
    most = max((turn.waits_from.toordinal() for turn in problem.turns), default=0)
    turns = tuple(
        replace(
            turn, waits_from=turn.waits_from.fromordinal(1 + most - turn.waits_from.toordinal())
        )
        for turn in problem.turns
    )
    return best(replace(problem, turns=turns))


def in_order_of_arrival(problem: PlanProblem) -> CyclePlan:
    """Lets the order in which turns came decide between equals."""
    new = {turn.key: f"{number:04}" for number, turn in enumerate(problem.turns)}
    old = {key: name for name, key in new.items()}
    turns = tuple(replace(turn, key=new[turn.key]) for turn in problem.turns)
    made = best(replace(problem, turns=turns))
    placements = [replace(one, turn=old[one.turn]) for one in made.placements]
    waiting = [replace(one, turn=old[one.turn]) for one in made.waiting]
    placements.sort(key=lambda one: one.turn)
    return replace(made, placements=tuple(placements), waiting=tuple(waiting))


def everybody_full(problem: PlanProblem) -> CyclePlan:
    """Says of everybody without a visitor that the visitors are full."""
    made = best(problem)
    full = NoPlaceReason.VISITORS_FULL
    return replace(made, waiting=tuple(replace(one, why=full) for one in made.waiting))


PLANTED: dict[str, Planner] = {
    "flow without repair": partial(unrepaired, seat_by_flow),
    "two stages without repair": partial(unrepaired, seat_in_stages),
    "order in time forgotten": any_month_first,
    "a turn forgotten": one_turn_less,
    "own street forgotten": partial(turns_without, street=""),
    "training forgotten": partial(turns_without, groups=frozenset()),
    "ruled out forgotten": partial(turns_without, ruled_out=frozenset()),
    "fixed visitor forgotten": partial(turns_without, fixed_visitor=""),
    "fixed month forgotten": partial(turns_without, fixed_month=None),
    "own request forgotten": partial(turns_without, asked_for=False),
    "end of a group forgotten": partial(turns_without, ends=False),
    "promise forgotten": partial(turns_without, promised=999),
    "opening forgotten": partial(turns_without, opens=0),
    "a place too many": with_a_place_more,
    "papers forgotten": with_everybody_ready,
    "a visitor forgotten": without_the_last_visitor,
    "open rule turned round": newest_first,
    "order of arrival": in_order_of_arrival,
    "reasons not looked at": everybody_full,
}
