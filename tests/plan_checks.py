"""What every plan must hold, worked out again without the planner: plain rules, plain matchings."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from random import Random

from huisbezoek.model.domain.cycle_plan import (
    CyclePlan,
    NoPlaceReason,
    Placement,
    PlanProblem,
    PlanVisitor,
    Turn,
)

Slot = tuple[str, int]


def faults_in(problem: PlanProblem, plan: CyclePlan) -> list[str]:
    """The rules that the plan breaks, by name; empty for a sound plan."""
    checks: tuple[Callable[[PlanProblem, CyclePlan], bool], ...] = (
        everybody_once,
        nobody_forbidden,
        nobody_over_capacity,
        months_allowed,
        fixed_stays,
        the_right_ones_wait,
        promises_kept,
        reasons_true,
        longest_first,
    )
    return [check.__name__ for check in checks if not check(problem, plan)]


def everybody_once(problem: PlanProblem, plan: CyclePlan) -> bool:
    told = [one.turn for one in plan.placements] + [one.turn for one in plan.waiting]
    return sorted(told) == sorted(turn.key for turn in problem.turns)


def nobody_forbidden(problem: PlanProblem, plan: CyclePlan) -> bool:
    turns, visitors = by_key(problem), {one.visitor: one for one in problem.visitors}
    return all(
        may_go(turns[one.turn], visitors[one.visitor], problem)
        for one in plan.placements
        if one.visitor
    )


def nobody_over_capacity(problem: PlanProblem, plan: CyclePlan) -> bool:
    taken = Counter((one.visitor, one.month) for one in plan.placements if one.visitor)
    places = places_of(problem)
    return all(taken[slot] <= places[slot] for slot in taken)


def months_allowed(problem: PlanProblem, plan: CyclePlan) -> bool:
    turns = by_key(problem)
    return all(
        one.month in months_of(turns[one.turn], problem) for one in plan.placements if one.visitor
    )


def fixed_stays(problem: PlanProblem, plan: CyclePlan) -> bool:
    turns = by_key(problem)
    return all(
        (not is_month_fixed(turns[one.turn], problem) or one.month == turns[one.turn].fixed_month)
        and (not one.visitor or turns[one.turn].fixed_visitor in {"", one.visitor})
        for one in plan.placements
    ) and not any(is_month_fixed(turns[one.turn], problem) for one in plan.waiting)


def the_right_ones_wait(problem: PlanProblem, plan: CyclePlan) -> bool:
    """As many as ever fit have a visitor, and they are the first by the open rule."""
    placed = {one.turn for one in plan.placements if one.visitor}
    ordered = sorted(problem.turns, key=open_rule)
    matched = matching(ordered, problem, lambda turn: months_of(turn, problem))
    other_way = matching(ordered[::-1], problem, lambda turn: months_of(turn, problem))
    return placed == matched and len(placed) == len(other_way)


def promises_kept(problem: PlanProblem, plan: CyclePlan) -> bool:
    """If those with a visitor could all have one in time, they have."""
    turns = by_key(problem)
    placed = [turns[one.turn] for one in plan.placements if one.visitor]

    def in_time(turn: Turn) -> list[int]:
        kept = [month for month in months_of(turn, problem) if month <= turn.promised]
        return kept or list(months_of(turn, problem))

    if len(matching(placed, problem, in_time)) < len(placed):
        return True
    return all(one.month in in_time(turns[one.turn]) for one in plan.placements if one.visitor)


def reasons_true(problem: PlanProblem, plan: CyclePlan) -> bool:
    turns = by_key(problem)
    nobody = [(turns[one.turn], one.why) for one in plan.waiting]
    for one in plan.placements:
        if bool(one.visitor) == (one.why_nobody is not None):
            return False
        if one.why_nobody is not None:
            nobody.append((turns[one.turn], one.why_nobody))
    return all(why == true_reason(turn, problem) for turn, why in nobody)


def longest_first(problem: PlanProblem, plan: CyclePlan) -> bool:
    """Of one visitor's turns with the same months, who waits longer never comes later."""
    months: dict[tuple[object, ...], list[tuple[tuple[int, int, int, str], int]]] = {}
    turns = by_key(problem)
    for one in plan.placements:
        if one.visitor:
            turn = turns[one.turn]
            when = (turn.opens, turn.closes, turn.promised, tuple(months_of(turn, problem)))
            months.setdefault((one.visitor, *when), []).append((open_rule(turn), one.month))
    return all(
        list(in_order) == sorted(in_order)
        for alike in months.values()
        for in_order in [[month for _, month in sorted(alike)]]
    )


def true_reason(turn: Turn, problem: PlanProblem) -> NoPlaceReason:
    if turn.opens >= len(problem.months) and not is_month_fixed(turn, problem):
        return NoPlaceReason.AFTER_THE_PLAN
    if not any(sum(visitor.places) for visitor in problem.visitors if visitor.is_ready):
        none_ready = problem.visitors and not any(one.is_ready for one in problem.visitors)
        return NoPlaceReason.NONE_READY if none_ready else NoPlaceReason.NO_VISITORS
    if not any(may_go(turn, visitor, problem) for visitor in problem.visitors):
        return NoPlaceReason.NO_VISITOR_ALLOWED
    return NoPlaceReason.VISITORS_FULL


def replans_around(
    planner: Callable[[PlanProblem], CyclePlan], problem: PlanProblem, plan: CyclePlan, seed: int
) -> bool:
    """Agrees to some of the plan and plans the rest: what is agreed keeps its place."""
    random = Random(seed)
    agreed = [one for one in plan.placements if one.visitor and random.random() < 0.4]
    rest = without(problem, agreed)
    again = planner(rest)
    whole = replace(plan, placements=(*agreed, *again.placements), waiting=again.waiting)
    return (
        not faults_in(rest, again)
        and everybody_once(problem, whole)
        and nobody_over_capacity(problem, whole)
    )


def without(problem: PlanProblem, agreed: Sequence[Placement]) -> PlanProblem:
    """What is left to plan when these were agreed: their turns and places are gone."""
    gone = {one.turn for one in agreed}
    taken = Counter((one.visitor, one.month) for one in agreed)
    months = range(len(problem.months))
    return replace(
        problem,
        turns=tuple(turn for turn in problem.turns if turn.key not in gone),
        visitors=tuple(
            replace(
                visitor,
                places=tuple(visitor.places[m] - taken[visitor.visitor, m] for m in months),
            )
            for visitor in problem.visitors
        ),
        agreed=tuple(problem.agreed[m] + sum(one.month == m for one in agreed) for m in months),
    )


def shuffled(problem: PlanProblem, seed: int) -> PlanProblem:
    """The same problem, told in another order."""
    random = Random(seed)
    turns, visitors = list(problem.turns), list(problem.visitors)
    random.shuffle(turns)
    random.shuffle(visitors)
    return replace(problem, turns=tuple(turns), visitors=tuple(visitors))


# --- the rules once more, in the plainest words -------------------------------------------------


def by_key(problem: PlanProblem) -> dict[str, Turn]:
    return {turn.key: turn for turn in problem.turns}


def places_of(problem: PlanProblem) -> dict[Slot, int]:
    return {
        (visitor.visitor, month): places
        for visitor in problem.visitors
        for month, places in enumerate(visitor.places)
    }


def may_go(turn: Turn, visitor: PlanVisitor, problem: PlanProblem) -> bool:
    trained = all(
        module in visitor.modules for group, module in problem.modules_for if group in turn.groups
    )
    is_neighbour = turn.street != "" and turn.street == visitor.street
    is_other = turn.fixed_visitor not in {"", visitor.visitor}
    is_out = visitor.visitor in turn.ruled_out or not visitor.is_ready
    return trained and not is_neighbour and not is_other and not is_out


def is_month_fixed(turn: Turn, problem: PlanProblem) -> bool:
    return turn.fixed_month in range(len(problem.months))


def months_of(turn: Turn, problem: PlanProblem) -> Sequence[int]:
    if is_month_fixed(turn, problem):
        return [turn.fixed_month]
    return [
        month
        for month in range(len(problem.months))
        if turn.opens <= month and (month <= turn.closes or not turn.ends)
    ]


def open_rule(turn: Turn) -> tuple[int, int, int, str]:
    is_fixed = turn.fixed_visitor != "" or turn.fixed_month is not None
    return (-is_fixed, -turn.asked_for, turn.waits_from.toordinal(), turn.key)


def matching(
    turns: Iterable[Turn], problem: PlanProblem, months: Callable[[Turn], Sequence[int]]
) -> set[str]:
    """Who gets a place when each in this order gets one that can (H. Kuhn, 1955)."""
    places = places_of(problem)
    held: dict[Slot, list[Turn]] = {slot: [] for slot in places}
    visitors = problem.visitors
    slots = {
        turn.key: [
            (visitor.visitor, month)
            for visitor in visitors
            if may_go(turn, visitor, problem)
            for month in months(turn)
            if places[visitor.visitor, month]
        ]
        for turn in problem.turns
    }

    def place(turn: Turn, tried: set[Slot]) -> bool:
        for slot in slots[turn.key]:
            if slot in tried:
                continue
            tried.add(slot)
            if len(held[slot]) < places[slot]:
                held[slot].append(turn)
                return True
            for other in list(held[slot]):
                if place(other, tried):
                    held[slot].remove(other)
                    held[slot].append(turn)
                    return True
        return False

    return {turn.key for turn in turns if place(turn, set())}
