"""A visitor stops: who is phoned first, who takes over which residents, and what of the laptop."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from huisbezoek.model.domain.cycle_plan import NoPlaceReason
from huisbezoek.model.domain.names import joint_formal_name
from huisbezoek.model.domain.plan_rules import MatchReason, PlanWeights, match_reasons
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.usecases.plan_basis import read_plan
from huisbezoek.model.usecases.planning import turns_of
from huisbezoek.model.usecases.ports.people import ResidentFilter, ResidentQuestion
from huisbezoek.model.usecases.ports.planning import CyclePlanner
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.ports.visits import VisitQuestion
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.stopping_visitors import stop_visitor
from huisbezoek.model.usecases.visitors import assign

_AGREED = (VisitStatus.SCHEDULED, VisitStatus.CONFIRMED)


@dataclass(frozen=True, slots=True)
class OpenAppointment:
    """An appointment that somebody phones about: `telephone` in its stored form, '' without."""

    resident: str
    name: str
    telephone: str
    at: datetime


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

    Of `unrecorded` the day is past and nothing was handed in.
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
    rows = reading.visit_rows(VisitQuestion(visitor=visitor, statuses=_AGREED))
    found = [
        OpenAppointment(row.resident, row.formal_name, row.telephone, row.appointment_at)
        for row in rows
        if row.appointment_at is not None
    ]
    agreed = sorted(found, key=lambda one: (one.at, one.name))
    return Stopping(
        visitor=visitor,
        name=record.card.name,
        has_laptop=record.enrolled,
        appointments=tuple(one for one in agreed if one.at.date() >= today),
        unrecorded=tuple(one for one in agreed if one.at.date() < today),
        successors=_successors(reading, planner, visitor, today),
    )


def stop_and_give(
    writing: Writing,
    visitor: str,
    chosen: Sequence[tuple[Sequence[str], str]],
    *,
    today: date,
) -> tuple[str, ...]:
    """The visitor stops and these residents go to these visitors, all or nothing.

    Answers the residents who have nobody now. Raises what `stop_visitor` and `assign` raise.
    """
    left = dict.fromkeys(stop_visitor(writing, visitor, today=today))
    for residents, to in chosen:
        assign(writing, residents, to, today=today)
        for resident in residents:
            left.pop(resident, None)
    return tuple(left)


def _successors(
    reading: Reading, planner: CyclePlanner, visitor: str, today: date
) -> tuple[Successor, ...]:
    residents = reading.resident_ids(ResidentQuestion(today, ResidentFilter.ALL, visitor=visitor))
    if not residents:
        return ()
    basis = read_plan(reading, today=today)
    problem = turns_of(basis, residents, visitor)
    plan = planner.preview(problem, PlanWeights())
    placed = {one.turn: one for one in plan.placements}
    waiting = {one.turn: one.why for one in plan.waiting}
    going = {one.visitor: one for one in problem.visitors}
    names = {one.visitor: one.card.name for one in basis.visitors}
    rows = {row.resident: row for row in reading.resident_rows(residents)}
    found = []
    for turn in problem.turns:
        place = placed.get(turn.key)
        to = place.visitor if place is not None else ""
        people = [rows[one] for one in turn.residents]
        name = people[0].formal_name
        if len(people) > 1:
            name = joint_formal_name(name, people[1].formal_name)
        found.append(
            Successor(
                residents=turn.residents,
                name=name,
                address_line=people[0].address_line,
                visitor=to,
                visitor_name=names.get(to, ""),
                reasons=match_reasons(turn, going[to], problem) if to else (),
                language=", ".join(sorted(turn.languages)),
                sex_wish=turn.sex_wish,
                why_nobody=place.why_nobody if place is not None else waiting.get(turn.key),
            )
        )
    return tuple(sorted(found, key=lambda one: (not one.visitor, one.address_line, one.name)))
