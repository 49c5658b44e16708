"""Who may go where, in which months, who comes first, and what a match costs."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from huisbezoek.model.domain.cycle_plan import PlanProblem, PlanVisitor, Turn


class Refusal(StrEnum):
    """Why a visitor may not go to a resident, whatever it would cost."""

    RULED_OUT = "ruled_out"
    OWN_STREET = "own_street"
    TRAINING_MISSING = "training_missing"
    NOT_READY = "not_ready"
    """No valid conduct certificate, or no secrecy statement: nobody is given to them."""


class MatchReason(StrEnum):
    """What can be said for and against a match; the window turns it into words."""

    SAME_VISITOR = "same_visitor"
    SAME_DISTRICT = "same_district"
    DISTRICT_BESIDE = "district_beside"
    NEARBY = "nearby"
    OTHER_DISTRICT = "other_district"
    SPEAKS_LANGUAGE = "speaks_language"
    LANGUAGE_MISSED = "language_missed"
    SEX_WISH = "sex_wish"
    SEX_WISH_MISSED = "sex_wish_missed"
    TIME_FITS = "time_fits"
    TIME_MISSED = "time_missed"
    MOST_ROOM = "most_room"


@dataclass(frozen=True, slots=True)
class PlanWeights:
    """What everything costs in a plan, in points; the plan with the fewest points is proposed.

    - `other_visitor`: another visitor than last time, when last time is known.
    - `language_missed`: the visitor speaks none of the languages that the resident told.
    - `sex_wish_missed`: not the wished man or woman.
    - `time_missed`: the visitor can come on none of the parts of the week that the resident told.
    - `district_beside`, `district_elsewhere`: not the same district; not known is elsewhere. Who
      lives near (`Turn.near`) counts as in a district beside it.
    - `early`, `late`: per month before the turn opens (only what a person fixed), after it closes.
    - `promise_broken`: per month later than the promise of the cycle could be kept.
    - `crowded`: per turn above the level of the months, by how many percent above: ((percent from
      which, points), ...), rising.
    - `nobody`, `standing`: per turn without a visitor, and more of it for every turn behind it.
    """

    other_visitor: int = 50
    language_missed: int = 80
    sex_wish_missed: int = 30
    time_missed: int = 20
    district_beside: int = 10
    district_elsewhere: int = 30
    early: int = 16
    late: int = 32
    promise_broken: int = 100_000
    crowded: tuple[tuple[int, int], ...] = ((0, 20), (4, 800), (8, 5_000), (12, 20_000))
    nobody: int = 100_000_000
    standing: int = 5_000


def standing(turn: Turn) -> tuple[bool, bool, date, str]:
    """The open rule as a sorting key: who sorts first gets a place first (architecture.md).

    What a person fixed, then own request, then the longest since contact; never a risk score.
    """
    is_fixed = bool(turn.fixed_visitor) or turn.fixed_month is not None
    return (not is_fixed, not turn.asked_for, turn.waits_from, turn.key)


def allowed_months(turn: Turn, months: int) -> range:
    """The months of a plan of so many months in which the turn may lie; empty when in none."""
    if turn.fixed_month is not None and 0 <= turn.fixed_month < months:
        return range(turn.fixed_month, turn.fixed_month + 1)
    last = min(months - 1, turn.closes) if turn.ends else months - 1
    first = max(turn.opens, 0)
    return range(first, max(first, last + 1))


def last_month(turn: Turn, months: int) -> int:
    """Where a turn that cannot wait stands without a visitor: the last month of its window.

    Who asked for a visit stands in the first one: somebody is to look at it now.
    """
    if turn.fixed_month is not None and 0 <= turn.fixed_month < months:
        return turn.fixed_month
    last = turn.closes if turn.ends and not turn.asked_for else turn.opens
    return min(max(last, 0), months - 1)


def can_wait(turn: Turn, months: int) -> bool:
    """Whether the turn may be left to the next plan: not when fixed, asked for, or over by then."""
    if not months:
        return True
    is_over = turn.ends and turn.closes < months
    is_fixed = turn.fixed_month is not None and 0 <= turn.fixed_month < months
    return not (is_over or is_fixed or (turn.asked_for and turn.opens < months))


def modules_needed(groups: frozenset[str], modules_for: tuple[tuple[str, str], ...]) -> set[str]:
    """The training that visiting somebody in these groups asks for."""
    return {module for group, module in modules_for if group in groups}


def refusal(turn: Turn, visitor: PlanVisitor, problem: PlanProblem) -> Refusal | None:
    """Why this visitor may never go to this turn; None when the visitor may."""
    if visitor.visitor in turn.ruled_out:
        return Refusal.RULED_OUT
    if turn.street and turn.street == visitor.street:
        return Refusal.OWN_STREET
    if not modules_needed(turn.groups, problem.modules_for) <= visitor.modules:
        return Refusal.TRAINING_MISSING
    return None if visitor.is_ready else Refusal.NOT_READY


def allows(turn: Turn, visitor: PlanVisitor, problem: PlanProblem) -> bool:
    """Whether no rule forbids the match, and nobody else was fixed."""
    if turn.fixed_visitor and turn.fixed_visitor != visitor.visitor:
        return False
    return refusal(turn, visitor, problem) is None


def refusals(turn: Turn, problem: PlanProblem) -> tuple[tuple[Refusal, int], ...]:
    """Why nobody may go to this turn: each reason with how many visitors it holds back.

    Nothing when somebody may go. Of a turn that was fixed only its visitor is looked at.
    """
    asked = problem.visitors
    if turn.fixed_visitor:
        asked = tuple(one for one in asked if one.visitor == turn.fixed_visitor)
    if any(refusal(turn, visitor, problem) is None for visitor in asked):
        return ()
    found = Counter(refusal(turn, visitor, problem) for visitor in asked)
    return tuple((one, found[one]) for one in Refusal if found[one])


def useful_visitors(problem: PlanProblem) -> tuple[PlanVisitor, ...]:
    """The visitors whose room counts: who may go to none of the turns has room for nobody."""
    if not problem.turns:
        return problem.visitors
    return tuple(
        visitor
        for visitor in problem.visitors
        if any(refusal(turn, visitor, problem) is None for turn in problem.turns)
    )


def price(
    turn: Turn, visitor: PlanVisitor, month: int, problem: PlanProblem, weights: PlanWeights
) -> int:
    """What this visitor in this month costs for this turn, apart from how crowded the month is."""
    return visitor_price(turn, visitor, problem, weights) + month_price(turn, month, weights)


def visitor_price(
    turn: Turn, visitor: PlanVisitor, problem: PlanProblem, weights: PlanWeights
) -> int:
    """What this visitor costs for this turn, whatever the month."""
    other = bool(turn.last_visitor) and turn.last_visitor != visitor.visitor
    return (
        other * weights.other_visitor
        + bool(turn.languages and not turn.languages & visitor.languages) * weights.language_missed
        + bool(turn.sex_wish and turn.sex_wish != visitor.sex) * weights.sex_wish_missed
        + (_suits(turn, visitor) is False) * weights.time_missed
        + _place_price(_place_reason(turn, visitor, problem), weights)
    )


def month_price(turn: Turn, month: int, weights: PlanWeights) -> int:
    """What this month costs for this turn, whoever goes."""
    broken = max(0, month - max(turn.promised, turn.opens, 0))
    return (
        weights.early * max(0, turn.opens - month)
        + weights.late * max(0, month - max(turn.closes, 0))
        + weights.promise_broken * broken
    )


def keeps_promise(turn: Turn, month: int) -> bool:
    """Whether a visit in this month keeps the promise of the cycle."""
    return month <= turn.promised


def match_reasons(
    turn: Turn, visitor: PlanVisitor, problem: PlanProblem
) -> tuple[MatchReason, ...]:
    """What can be said for and against the match, in the order in which it is shown."""
    found = []
    if turn.last_visitor == visitor.visitor:
        found.append(MatchReason.SAME_VISITOR)
    place = _place_reason(turn, visitor, problem)
    if place is not None:
        found.append(place)
    if turn.languages:
        spoken = turn.languages & visitor.languages
        found.append(MatchReason.SPEAKS_LANGUAGE if spoken else MatchReason.LANGUAGE_MISSED)
    if turn.sex_wish:
        is_met = turn.sex_wish == visitor.sex
        found.append(MatchReason.SEX_WISH if is_met else MatchReason.SEX_WISH_MISSED)
    suits = _suits(turn, visitor)
    if suits is not None:
        found.append(MatchReason.TIME_FITS if suits else MatchReason.TIME_MISSED)
    if _has_most_room(turn, visitor, problem):
        found.append(MatchReason.MOST_ROOM)
    return tuple(found)


def _suits(turn: Turn, visitor: PlanVisitor) -> bool | None:
    """Whether a part of the week suits both; None when the resident told none."""
    if not turn.day_parts:
        return None
    return not visitor.day_parts or bool(turn.day_parts & visitor.day_parts)


def _place_reason(turn: Turn, visitor: PlanVisitor, problem: PlanProblem) -> MatchReason | None:
    """How the homes lie; None when nothing is known of one of them."""
    ours, theirs = turn.district, visitor.district
    if ours and ours == theirs:
        return MatchReason.SAME_DISTRICT
    if (ours, theirs) in problem.beside or (theirs, ours) in problem.beside:
        return MatchReason.DISTRICT_BESIDE
    if visitor.visitor in turn.near:
        return MatchReason.NEARBY
    return MatchReason.OTHER_DISTRICT if ours and theirs else None


def _place_price(reason: MatchReason | None, weights: PlanWeights) -> int:
    match reason:
        case MatchReason.SAME_DISTRICT:
            return 0
        case MatchReason.DISTRICT_BESIDE | MatchReason.NEARBY:
            return weights.district_beside
        case _:
            return weights.district_elsewhere


def _has_most_room(turn: Turn, visitor: PlanVisitor, problem: PlanProblem) -> bool:
    """Whether nobody who may go and suits as well has more places in the whole plan."""
    usual = PlanWeights()
    price_here, room = visitor_price(turn, visitor, problem, usual), sum(visitor.places)
    return room > 0 and not any(
        sum(other.places) > room
        for other in problem.visitors
        if allows(turn, other, problem) and visitor_price(turn, other, problem, usual) <= price_here
    )
