"""Whole plans: by flow or in two stages, repaired, with those who wait and why."""

from collections.abc import Callable

from huisbezoek.model.domain.cycle_plan import (
    CyclePlan,
    NoPlaceReason,
    Placement,
    PlanProblem,
    PlanWay,
    Turn,
    Waiting,
)
from huisbezoek.model.domain.plan_prices import plan_price
from huisbezoek.model.domain.plan_rules import PlanWeights, allows, can_wait, last_month
from huisbezoek.model.planning.board import Board
from huisbezoek.model.planning.flow import seat_by_flow
from huisbezoek.model.planning.preview import seat_in_stages
from huisbezoek.model.planning.repair import repair
from huisbezoek.model.planning.seats import NOWHERE, Seats
from huisbezoek.model.planning.turn_order import in_order


def best_plan(
    problem: PlanProblem, weights: PlanWeights, progress: Callable[[int], None]
) -> CyclePlan:
    """The plan by flow; without OR-Tools the one in two stages, and its `way` says so."""
    board = Board(problem, weights)
    seats = Seats(board)
    progress(10)
    try:
        seat_by_flow(board, seats)
        way = PlanWay.FLOW
    except ImportError:
        seat_in_stages(board, seats)
        way = PlanWay.NO_SOLVER
    progress(80)
    repair(board, seats)
    in_order(board, seats)
    progress(90)
    return _plan(board, seats, way)


def preview_plan(
    problem: PlanProblem, weights: PlanWeights, way: PlanWay = PlanWay.PREVIEW
) -> CyclePlan:
    """The plan in two stages."""
    board = Board(problem, weights)
    seats = Seats(board)
    seat_in_stages(board, seats)
    repair(board, seats)
    in_order(board, seats)
    return _plan(board, seats, way)


def _plan(board: Board, seats: Seats, way: PlanWay) -> CyclePlan:
    placements = {}
    waiting = []
    for number in board.by_standing:
        turn, slot = board.turns[number], seats.slot_of[number]
        if slot != NOWHERE:
            month, visitor = divmod(slot, len(board.visitors))
            placements[turn.key] = Placement(turn.key, month, board.visitors[visitor].visitor)
            continue
        why = _why_nobody(board, number)
        if can_wait(turn, board.months):
            waiting.append(Waiting(turn.key, why))
        else:
            placements[turn.key] = Placement(turn.key, last_month(turn, board.months), "", why)
    return CyclePlan(
        placements=tuple(placements[turn.key] for turn in board.turns if turn.key in placements),
        waiting=tuple(waiting),
        price=plan_price(board.problem, board.weights, placements),
        way=way,
    )


def _why_nobody(board: Board, number: int) -> NoPlaceReason:
    turn: Turn = board.turns[number]
    if not board.ranges[number] and turn.opens >= board.months:
        return NoPlaceReason.AFTER_THE_PLAN
    if not board.visitors:
        ready = [visitor.is_ready for visitor in board.problem.visitors]
        none_ready = bool(ready) and not any(ready)
        return NoPlaceReason.NONE_READY if none_ready else NoPlaceReason.NO_VISITORS
    if not any(allows(turn, visitor, board.problem) for visitor in board.problem.visitors):
        return NoPlaceReason.NO_VISITOR_ALLOWED
    return NoPlaceReason.VISITORS_FULL
