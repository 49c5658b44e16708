"""A visitor stops: who is phoned first, who takes over which residents, and what of the laptop."""

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Final

from huisbezoek.model.domain.cycle_plan import NoPlaceReason, PlanProblem, PlanVisitor, Turn
from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.names import joint_formal_name
from huisbezoek.model.domain.plan_rules import (
    MatchReason,
    PlanWeights,
    allows,
    match_reasons,
    standing,
    visitor_price,
)
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.usecases.plan_basis import read_plan
from huisbezoek.model.usecases.planning import turns_of
from huisbezoek.model.usecases.ports.people import ResidentFilter, ResidentQuestion, ResidentRow
from huisbezoek.model.usecases.ports.planning import CyclePlanner
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.ports.visits import VisitQuestion, VisitRow
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.stopping_visitors import stop_visitor, with_nobody_else
from huisbezoek.model.usecases.visitors import assign

_AGREED: Final = (VisitStatus.SCHEDULED, VisitStatus.CONFIRMED)
_WITHOUT_REPORT: Final = (VisitStatus.HELD, VisitStatus.REPORT_DRAFT)


@dataclass(frozen=True, slots=True)
class OpenAppointment:
    """An appointment that somebody phones about: `telephone` in its stored form, '' without.

    When the visit `was_held`, its report is what is missing; `at` is then the day of the visit.
    """

    resident: str
    name: str
    telephone: str
    at: datetime
    was_held: bool = False


@dataclass(frozen=True, slots=True)
class Successor:
    """Residents who go together to somebody else; `visitor` is '' when nobody can take them.

    `language` and `sex_wish` are those that the reasons are about.
    """

    residents: tuple[str, ...]
    name: str
    address_line: str
    visitor: str
    visitor_name: str
    reasons: tuple[MatchReason, ...]
    language: str
    sex_wish: str
    why_nobody: NoPlaceReason | None


@dataclass(frozen=True, slots=True)
class Stopping:
    """What a coordinator decides on when a visitor stops; appointments the first one first.

    Of `unrecorded` the day is past, or the visit was held, and no report was handed in.
    """

    visitor: str
    name: str
    has_laptop: bool
    appointments: tuple[OpenAppointment, ...]
    unrecorded: tuple[OpenAppointment, ...]
    successors: tuple[Successor, ...]


def stopping(reading: Reading, planner: CyclePlanner, visitor: str, *, today: date) -> Stopping:
    """What stands open with the visitor, and who can take it over. UnknownSubjectError."""
    record = next((one for one in reading.visitors() if one.visitor == visitor), None)
    if record is None:
        raise UnknownSubjectError
    found = sorted(_appointments(reading, visitor), key=lambda one: (one.at, one.name))
    to_come = [one for one in found if not one.was_held and one.at.date() >= today]
    return Stopping(
        visitor=visitor,
        name=record.card.name,
        has_laptop=record.enrolled,
        appointments=tuple(to_come),
        unrecorded=tuple(one for one in found if one not in to_come),
        successors=_successors(reading, planner, visitor, today),
    )


def stop_and_give(
    writing: Writing,
    visitor: str,
    chosen: Sequence[tuple[Sequence[str], str]],
    *,
    today: date,
) -> tuple[str, ...]:
    """The visitor stops, and these residents go to these visitors.

    Answers the residents who have nobody now. Among them is whoever cannot go to the chosen visitor
    any more: what `assign` refuses for some stops nothing for the others. Who was given to somebody
    else too stays there. Raises what `stop_visitor` raises.
    """
    left = dict.fromkeys(stop_visitor(writing, visitor, today=today))
    for residents, to in chosen:
        going = [one for one in residents if one in left]
        with suppress(RefusedByRuleError, UnknownSubjectError):
            assign(writing, going, to, today=today)
            for resident in going:
                del left[resident]
    return tuple(left)


def _appointments(reading: Reading, visitor: str) -> list[OpenAppointment]:
    statuses = (*_AGREED, *_WITHOUT_REPORT)
    rows = reading.visit_rows(VisitQuestion(visitor=visitor, statuses=statuses))
    return [
        OpenAppointment(
            row.resident,
            row.formal_name,
            row.telephone,
            at,
            was_held=row.status in _WITHOUT_REPORT,
        )
        for row in rows
        if (at := _moment(row)) is not None
    ]


def _moment(row: VisitRow) -> datetime | None:
    if row.held_on is not None:
        return datetime.combine(row.held_on, time.min)
    return row.appointment_at


def _successors(
    reading: Reading, planner: CyclePlanner, visitor: str, today: date
) -> tuple[Successor, ...]:
    theirs = reading.resident_ids(ResidentQuestion(today, ResidentFilter.ALL, visitor=visitor))
    residents = with_nobody_else(reading, theirs, visitor)
    if not residents:
        return ()
    basis = read_plan(reading, today=today)
    problem = turns_of(basis, residents, visitor)
    to_come = [turn for turn in problem.turns if turn.is_open]
    quiet = [turn for turn in problem.turns if not turn.is_open]
    chosen = {
        **_for_visits(planner, replace(problem, turns=tuple(to_come))),
        **_for_quiet_residents(replace(problem, turns=tuple(quiet))),
    }
    going = {one.visitor: one for one in problem.visitors}
    names = {one.visitor: one.card.name for one in basis.visitors}
    rows = {row.resident: row for row in reading.resident_rows(residents)}
    found = []
    for turn in problem.turns:
        to = going.get(chosen.get(turn.key, ""))
        people = [rows[one] for one in turn.residents]
        found.append(_successor(turn, people, to, names[to.visitor] if to else "", problem))
    return tuple(sorted(found, key=lambda one: (not one.visitor, one.address_line, one.name)))


def _successor(
    turn: Turn,
    people: Sequence[ResidentRow],
    to: PlanVisitor | None,
    name_of_visitor: str,
    problem: PlanProblem,
) -> Successor:
    name = people[0].formal_name
    if len(people) > 1:
        name = joint_formal_name(name, people[1].formal_name)
    return Successor(
        residents=turn.residents,
        name=name,
        address_line=people[0].address_line,
        visitor=to.visitor if to is not None else "",
        visitor_name=name_of_visitor,
        reasons=match_reasons(turn, to, problem) if to is not None else (),
        language=", ".join(sorted(turn.languages)),
        sex_wish=turn.sex_wish,
        why_nobody=_why_nobody(turn, problem) if to is None else None,
    )


def _for_visits(planner: CyclePlanner, problem: PlanProblem) -> Mapping[str, str]:
    """Who goes on with the open visits: each takes a place, who is expected somewhere first."""
    plan = planner.preview(problem, PlanWeights())
    return {one.turn: one.visitor for one in plan.placements}


def _for_quiet_residents(problem: PlanProblem) -> Mapping[str, str]:
    """Who keeps an eye on residents without an open visit: that takes no place.

    The visitor who suits best; of those who suit as well the one who got the fewest of them.
    """
    weights = PlanWeights()
    found = {}
    given: Counter[str] = Counter()
    for turn in sorted(problem.turns, key=standing):
        priced = [
            (visitor_price(turn, one, problem, weights), given[one.visitor], one.visitor)
            for one in problem.visitors
            if allows(turn, one, problem)
        ]
        if priced:
            _, _, found[turn.key] = min(priced)
            given[found[turn.key]] += 1
    return found


def _why_nobody(turn: Turn, problem: PlanProblem) -> NoPlaceReason:
    if not problem.visitors:
        return NoPlaceReason.NO_VISITORS
    if not any(one.is_ready for one in problem.visitors):
        return NoPlaceReason.NONE_READY
    if not any(allows(turn, one, problem) for one in problem.visitors):
        return NoPlaceReason.NO_VISITOR_ALLOWED
    return NoPlaceReason.VISITORS_FULL
