"""What waits for a coordinator's decision about one resident, and the deeds that decide it.

Nothing here goes on by itself: an appointment with somebody who is not visited now, the partner of
somebody who died, and a term that went by without anybody asking.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from operator import itemgetter

from huisbezoek.model.domain.cycle import DueReason, past_term
from huisbezoek.model.domain.events import VisitCancelled, VisitOrigin, VisitPlanned
from huisbezoek.model.domain.identity import RandomBytes, new_identifier
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.planning_events import ContactContinued, TermLeft
from huisbezoek.model.domain.visit_refusals import (
    NotDueError,
    VisitOpenAlreadyError,
    decide_approach,
)
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.usecases.open_visits import end_stale_visits
from huisbezoek.model.usecases.ports.people import (
    ResidentFilter,
    ResidentHistory,
    ResidentQuestion,
)
from huisbezoek.model.usecases.ports.visits import VisitQuestion, VisitRow
from huisbezoek.model.usecases.ports.work import Reading, Writing


class DecideKind(StrEnum):
    """What the decision is about, the most pressing first."""

    APPOINTMENT = "appointment"
    PARTNER_DIED = "partner_died"
    TERM_PAST = "term_past"


@dataclass(frozen=True, slots=True)
class ToDecide:
    """One decision: about an appointment `at` a moment, else about what is so since `on`.

    Of a term that went by `reason` says which one it was.
    """

    kind: DecideKind
    resident: str
    name: str
    on: date | None = None
    at: datetime | None = None
    visit: str = ""
    reason: DueReason | None = None


def to_decide(reading: Reading, today: date) -> tuple[ToDecide, ...]:
    """All decisions that wait but those of `terms_past`, which may be many; the first to act on."""
    paused = reading.resident_ids(ResidentQuestion(today, ResidentFilter.PAUSED))
    return (
        *(
            ToDecide(
                DecideKind.APPOINTMENT,
                row.resident,
                row.formal_name,
                at=row.appointment_at,
                visit=row.visit,
            )
            for row in _resting_appointments(reading, today)
        ),
        *(
            ToDecide(DecideKind.PARTNER_DIED, row.resident, row.formal_name, on=row.paused_on)
            for row in reading.resident_rows(paused)
        ),
    )


def _resting_appointments(reading: Reading, today: date) -> list[VisitRow]:
    question = VisitQuestion(statuses=(VisitStatus.SCHEDULED, VisitStatus.CONFIRMED))
    found = [
        (row.appointment_at, row.visit, row)
        for row in reading.visit_rows(question)
        if row.rests and row.appointment_at is not None and row.appointment_at.date() >= today
    ]
    return [row for _at, _visit, row in sorted(found, key=itemgetter(0, 1))]


def terms_past(reading: Reading, today: date) -> int:
    """How many residents had a term that went by without anybody asking."""
    question = ResidentQuestion(today)
    return reading.resident_counts(question).get(ResidentFilter.TERM_PAST.value, 0)


def decisions_about(history: ResidentHistory, name: str, today: date) -> tuple[ToDecide, ...]:
    """The decisions about one resident, as the lists have them."""
    state = history.state
    if state.stopped_on is not None:
        return ()
    found = []
    visit = state.open_visit
    starts = visit.appointment.starts if visit is not None and visit.appointment else None
    is_ahead = starts is not None and starts.date() >= today
    if visit is not None and is_ahead and (state.rests or state.excluded):
        found.append(
            ToDecide(DecideKind.APPOINTMENT, state.resident, name, at=starts, visit=visit.visit)
        )
    if state.paused_on is not None and not state.excluded:
        found.append(ToDecide(DecideKind.PARTNER_DIED, state.resident, name, on=state.paused_on))
    if visit is None and not (state.rests or state.excluded):
        term = past_term(history.periods, today, state.listed_on)
        if term is not None:
            found.append(
                ToDecide(
                    DecideKind.TERM_PAST,
                    state.resident,
                    name,
                    on=term.closes,
                    reason=term.reason,
                )
            )
    return tuple(found)


def call_off(writing: Writing, visit: str, today: date) -> None:
    """The visit does not go on; that the resident was told is not ours to know."""
    writing.record(Subject(SubjectKind.VISIT, visit), VisitCancelled(today))


def continue_contact(writing: Writing, resident: str, today: date) -> None:
    """Letters and calls go on. What waited for an answer before is off, except on the same day."""
    history = writing.resident(resident)
    paused_on = history.state.paused_on
    if paused_on is None:
        return
    writing.record(Subject(SubjectKind.RESIDENT, resident), ContactContinued(today))
    if paused_on < today:
        end_stale_visits(writing, history, today)


def leave_term(writing: Writing, resident: str, today: date) -> None:
    """Nobody asks any more because of a term that went by; another turn comes as it would."""
    writing.record(Subject(SubjectKind.RESIDENT, resident), TermLeft(today))


def ask_after_all(writing: Writing, resident: str, today: date, random_bytes: RandomBytes) -> str:
    """Plans a visit although the term went by; its letter stands on Brieven. Answers the visit.

    Raises what `decide_approach` raises, VisitOpenAlreadyError, and NotDueError without such a
    term.
    """
    history = writing.resident(resident)
    decide_approach(history.state)
    if history.state.open_visit is not None:
        raise VisitOpenAlreadyError
    term = past_term(history.periods, today, history.state.listed_on)
    if term is None:
        raise NotDueError
    visit = new_identifier(random_bytes)
    writing.record(
        Subject(SubjectKind.VISIT, visit),
        VisitPlanned(
            resident=resident,
            groups=tuple(sorted({*history.groups, term.group.value})),
            origin=VisitOrigin.ROUND,
            on=today,
            due_on=today,
        ),
    )
    return visit
