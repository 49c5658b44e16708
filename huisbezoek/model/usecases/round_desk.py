"""A round on somebody's desk: the plan at once, the better plan later, and what was decided since.

What a person saw stays where it is: after a decision only the turns that it touches are planned
anew (`again`), and all the others keep their visitor and month.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from huisbezoek.model.domain.cycle_plan import CyclePlan, PlanProblem, Turn
from huisbezoek.model.domain.plan_rules import PlanWeights, allowed_months, allows
from huisbezoek.model.usecases.forecast import Forecast, forecast
from huisbezoek.model.usecases.plan_basis import PlanBasis, WhatIf, read_plan, terms_with
from huisbezoek.model.usecases.planning import problem_of
from huisbezoek.model.usecases.ports.planning import CyclePlanner
from huisbezoek.model.usecases.ports.work import Reading
from huisbezoek.model.usecases.proposals import Round, proposals

Beside = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Desk:
    """A round with all that it was made of."""

    basis: PlanBasis
    problem: PlanProblem
    plan: CyclePlan
    round: Round

    def turn(self, key: str) -> Turn | None:
        """The turn of a row; None when it is not in the plan."""
        return next((turn for turn in self.problem.turns if turn.key == key), None)

    @property
    def next_month(self) -> date | None:
        """The first month after the round in which it is somebody's turn; None when never."""
        count = len(self.round.months)
        barred = {row.key for row in self.round.nobody}
        later = [
            one.month
            for one in self.plan.placements
            if one.month >= count and one.turn not in barred
        ]
        return self.problem.months[min(later)] if later else None


def at_once(
    reading: Reading, planner: CyclePlanner, weights: PlanWeights, *, today: date, beside: Beside
) -> Desk:
    """The round of the quick plan, from what is stored now."""
    basis = read_plan(reading, today=today)
    problem = problem_of(basis, beside=beside)
    plan = planner.preview(problem, weights)
    return Desk(basis, problem, plan, proposals(reading, basis, problem, plan))


def with_plan(reading: Reading, desk: Desk, plan: CyclePlan) -> Desk:
    """The same desk with another plan of the same problem."""
    return replace(desk, plan=plan, round=proposals(reading, desk.basis, desk.problem, plan))


def taken_off(desk: Desk, keys: Collection[str]) -> Desk:
    """The desk without these rows, until there is a plan without them (`again`)."""
    seen = desk.round
    return replace(
        desk,
        round=replace(
            seen,
            rows_with=tuple(row for row in seen.rows_with if row.key not in keys),
            rows_without=tuple(row for row in seen.rows_without if row.key not in keys),
        ),
    )


def again(
    reading: Reading,
    planner: CyclePlanner,
    weights: PlanWeights,
    desk: Desk,
    *,
    today: date,
    beside: Beside,
) -> Desk:
    """The desk after a decision: who was not touched by it keeps visitor and month.

    Unless what was accepted took that place: then the best other one.
    """
    basis = read_plan(reading, today=today)
    problem = problem_of(basis, beside=beside)
    plan = planner.preview(kept(problem, desk.problem, desk.plan), weights)
    seated = {one.turn for one in plan.placements if one.visitor}
    stays = tuple(one for one in desk.plan.placements if one.turn in seated)
    if len(stays) < len(desk.plan.placements):
        # Who lost the place to what was accepted may go elsewhere, and need not wait there.
        before = replace(desk.plan, placements=stays)
        plan = planner.preview(kept(problem, desk.problem, before), weights)
    plan = replace(plan, way=desk.plan.way)
    return Desk(basis, problem, plan, proposals(reading, basis, problem, plan))


def kept(problem: PlanProblem, before: PlanProblem, plan: CyclePlan) -> PlanProblem:
    """The problem in which each turn that may stay where it was is fixed there."""
    turns = {turn.key: turn for turn in before.turns}
    visitors = {one.visitor: one for one in problem.visitors}
    held = {one.turn: one for one in plan.placements if one.visitor}

    def hold(turn: Turn) -> Turn:
        placement = held.get(turn.key)
        if placement is None or turns[turn.key].residents != turn.residents:
            return turn
        visitor = visitors.get(placement.visitor)
        months = allowed_months(turn, len(problem.months))
        if visitor is None or placement.month not in months or not allows(turn, visitor, problem):
            return turn
        return replace(turn, fixed_visitor=visitor.visitor, fixed_month=placement.month)

    return replace(problem, turns=tuple(map(hold, problem.turns)))


def tried_out(basis: PlanBasis, changes: WhatIf, beside: Beside) -> Forecast:
    """The forecast with other terms; nothing is kept."""
    problem = problem_of(basis, changes=changes, beside=beside)
    terms = terms_with(basis, changes)
    return forecast(problem, cycle_months=terms.cycle_months, age_from=terms.age_from)
