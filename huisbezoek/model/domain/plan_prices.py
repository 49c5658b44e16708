"""What a whole plan costs: its matches, its crowded months, and those without a visitor."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from huisbezoek.model.domain.cycle_plan import Placement, PlanProblem, PlanVisitor, Turn
from huisbezoek.model.domain.levelling import even_height
from huisbezoek.model.domain.plan_rules import (
    PlanWeights,
    allowed_months,
    price,
    standing,
    useful_visitors,
)


@dataclass(frozen=True, slots=True)
class CrowdStep:
    """So many more turns fit into a month at these points each."""

    turns: int
    points: int


def level(problem: PlanProblem) -> int:
    """The height, in turns, of the months when the work lies as even as the places allow.

    What is agreed counts along. Windows of single turns play no part. With more turns than places
    it is the height of the fullest month.
    """
    months = len(problem.months)
    turns = sum(1 for turn in problem.turns if allowed_months(turn, months))
    places = month_places(problem)
    if not any(places):
        return max(problem.agreed, default=0)
    room = [held + free for held, free in zip(problem.agreed, places, strict=True)]
    return even_height(turns, room, problem.agreed)


def month_places(problem: PlanProblem) -> list[int]:
    """The places of all visitors who may go to some turn together, per month."""
    visitors, months = useful_visitors(problem), range(len(problem.months))
    return [sum(visitor.places[month] for visitor in visitors) for month in months]


def crowd_steps(
    height: int, agreed: int, places: int, weights: PlanWeights
) -> tuple[CrowdStep, ...]:
    """What each further turn of a month costs when `height` is level; the cheapest come first."""
    steps = [CrowdStep(min(max(0, height - agreed), places), 0)]
    bounds = [height + height * percent // 100 for percent, _ in weights.crowded]
    uppers = [*bounds[1:], None]
    for (_, points), lower, upper in zip(weights.crowded, bounds, uppers, strict=True):
        filled = sum(step.turns for step in steps)
        top = agreed + places if upper is None else upper
        room = min(top - max(lower, agreed), places - filled)
        steps.append(CrowdStep(max(0, room), points))
    return tuple(step for step in steps if step.turns)


def crowd_price(steps: Iterable[CrowdStep], turns: int) -> int:
    """What so many turns in one month cost together."""
    total, left = 0, turns
    for step in steps:
        total += min(left, step.turns) * step.points
        left -= min(left, step.turns)
    return total


def ranks(turns: Iterable[Turn]) -> dict[str, int]:
    """By key how many turns are behind it in standing; the last has 0."""
    ordered = sorted(turns, key=standing, reverse=True)
    return {turn.key: behind for behind, turn in enumerate(ordered)}


def nobody_price(behind: int, weights: PlanWeights) -> int:
    """What it costs that a turn with so many behind it gets no visitor."""
    return weights.nobody + behind * weights.standing


def plan_price(
    problem: PlanProblem, weights: PlanWeights, placements: Mapping[str, Placement]
) -> int:
    """What a plan costs; a turn that is not in `placements` waits."""
    visitors = {visitor.visitor: visitor for visitor in problem.visitors}
    behind = ranks(problem.turns)
    loads = [0] * len(problem.months)
    total = 0
    for turn in problem.turns:
        placement = placements.get(turn.key)
        visitor = _visitor(placement, visitors)
        if placement is None or visitor is None:
            total += nobody_price(behind[turn.key], weights)
        else:
            loads[placement.month] += 1
            total += price(turn, visitor, placement.month, problem, weights)
    height = level(problem)
    for agreed, places, load in zip(problem.agreed, month_places(problem), loads, strict=True):
        total += crowd_price(crowd_steps(height, agreed, places, weights), load)
    return total


def _visitor(
    placement: Placement | None, visitors: Mapping[str, PlanVisitor]
) -> PlanVisitor | None:
    return visitors[placement.visitor] if placement is not None and placement.visitor else None
