"""What a visitor does around a visit: call, make an appointment, confirm it, call afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.events import (
    AftercareDone,
    Answer,
    AppointmentCancelled,
    AppointmentConfirmed,
    AppointmentMade,
    CallLogged,
    CallOutcome,
    CancelledBy,
    CardSent,
    ContactKind,
    NotAtHome,
    ReplyReceived,
    ReportAssessed,
    VisitClosedUnreached,
)
from huisbezoek.model.domain.identity import RandomBytes, new_identifier
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.visit_refusals import decide_appointment
from huisbezoek.model.domain.visits import VisitState
from huisbezoek.model.usecases.aftercare import waive_refused_call
from huisbezoek.model.usecases.ports.visits import VisitQuestion
from huisbezoek.model.usecases.ports.work import Writing


class NoAppointmentError(RefusedByRuleError):
    """There is no appointment to confirm or cancel."""

    code = "no_appointment"


@dataclass(frozen=True, slots=True)
class NewAppointment:
    """What is agreed: when, how long, what kind, who joins and what the resident needs."""

    starts: datetime
    minutes: int = 60
    contact_kind: ContactKind = ContactKind.HOME_VISIT
    place: str = ""
    present: str = ""
    needs: str = ""


def log_call(
    writing: Writing,
    visit: str,
    outcome: CallOutcome,
    *,
    at: datetime,
    until: date | None = None,
) -> None:
    """Remembers a call attempt and how it ended. `until` belongs to *later*.

    A number that is not the resident's leaves the card, so that nobody calls it again.
    """
    writing.record(_subject(visit), CallLogged(outcome, at, until))
    if outcome is CallOutcome.WRONG_NUMBER:
        resident = writing.visit(visit).resident
        card = writing.resident(resident).state.card
        subject = Subject(SubjectKind.RESIDENT, resident)
        writing.change_card(subject, replace(card, telephone=""))


def enter_reply(  # noqa: PLR0913 - the fields of the reply slip
    writing: Writing,
    visit: str,
    answer: Answer,
    *,
    on: date,
    telephone: str = "",
    preferred_time: str = "",
    until: date | None = None,
) -> None:
    """Remembers the reply slip; a telephone number (E.164) and a best time go to the card."""
    state = writing.visit(visit)
    writing.record(_subject(visit), ReplyReceived(answer, on, until))
    if telephone or preferred_time:
        card = writing.resident(state.resident).state.card
        kept = replace(
            card,
            telephone=telephone or card.telephone,
            preferred_time=preferred_time or card.preferred_time,
        )
        writing.change_card(Subject(SubjectKind.RESIDENT, state.resident), kept)


def make_appointment(
    writing: Writing,
    visits: Sequence[str],
    new: NewAppointment,
    *,
    today: date,
    random_bytes: RandomBytes,
) -> str:
    """One appointment for a visit, or for both visits of a couple; answers its identifier.

    An earlier appointment of these visits is moved: the same identifier, a new time. When somebody
    else stays at the earlier time, the moved one becomes an appointment of its own. Raises
    ContactStoppedError, ResidentExcludedError and VisitOverError.
    """
    states = [writing.visit(visit) for visit in visits]
    for state in states:
        decide_appointment(writing.resident(state.resident).state, state)
    appointment = _known_appointment(writing, states) or new_identifier(random_bytes)
    event = AppointmentMade(
        appointment=appointment,
        starts=new.starts,
        minutes=new.minutes,
        contact_kind=new.contact_kind,
        on=today,
        place=new.place,
        present=new.present,
        needs=new.needs,
    )
    for visit in visits:
        writing.record(_subject(visit), event)
    return appointment


def confirm_appointment(writing: Writing, visit: str, *, today: date) -> None:
    """Remembers that the resident still expects the visitor. Raises NoAppointmentError."""
    appointment = _appointment(writing.visit(visit))
    writing.record(_subject(visit), AppointmentConfirmed(appointment, today))


def cancel_appointment(
    writing: Writing, visit: str, by: CancelledBy, *, today: date, declined: bool = False
) -> None:
    """Takes the appointment off; `declined` when the resident wants no new one."""
    appointment = _appointment(writing.visit(visit))
    writing.record(_subject(visit), AppointmentCancelled(appointment, by, today, declined))


def not_at_home(writing: Writing, visit: str, *, today: date) -> None:
    """Remembers that nobody opened the door at the agreed time."""
    writing.record(_subject(visit), NotAtHome(today))


def send_card(writing: Writing, visit: str, *, today: date) -> None:
    """Remembers that a card went out after letters or calls without an answer."""
    writing.record(_subject(visit), CardSent(today))


def close_unreached(writing: Writing, visit: str, *, today: date) -> None:
    """Closes the visit: nobody could be reached; the next round asks again."""
    writing.record(_subject(visit), VisitClosedUnreached(today))


def assess_report(writing: Writing, visit: str, *, today: date, follow_up: bool) -> None:
    """The coordinator has read the report; `follow_up` when something has to be done.

    Who does not want to be called some weeks later is not: then the visit is done.
    """
    writing.record(_subject(visit), ReportAssessed(follow_up, today))
    waive_refused_call(writing, visit, today=today)


def finish_aftercare(writing: Writing, visit: str, *, today: date, waived: bool = False) -> None:
    """The visitor called some weeks later, or the resident did not want that."""
    writing.record(_subject(visit), AftercareDone(today, waived))


def _subject(visit: str) -> Subject:
    return Subject(SubjectKind.VISIT, visit)


def _known_appointment(writing: Writing, states: Sequence[VisitState]) -> str:
    """The appointment that these visits, and no others, have."""
    known = next((one.appointment.identifier for one in states if one.appointment), "")
    asked = {state.visit for state in states}
    rows = writing.visit_rows(VisitQuestion()) if known else ()
    is_shared = any(row.appointment == known and row.visit not in asked for row in rows)
    return "" if is_shared else known


def _appointment(state: VisitState) -> str:
    if state.appointment is None:
        raise NoAppointmentError
    return state.appointment.identifier
