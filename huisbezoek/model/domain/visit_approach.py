"""What happens before a visit: plan, letter, calls, card, appointment, and ends without a visit."""

from dataclasses import replace
from datetime import date
from typing import Final, TypeAlias, assert_never

from huisbezoek.model.domain.availability import part_of_day
from huisbezoek.model.domain.events import (
    Answer,
    AppointmentCancelled,
    AppointmentConfirmed,
    AppointmentMade,
    CallLogged,
    CallOutcome,
    CardSent,
    InvitationSent,
    LetterReturned,
    NotAtHome,
    ReplyReceived,
    VisitCancelled,
    VisitClosedUnreached,
    VisitOrigin,
    VisitPlanned,
)
from huisbezoek.model.domain.ladder_events import (
    LadderEvent,
    SecondLetterAsked,
    SecondLetterSent,
    VisitPostponed,
)
from huisbezoek.model.domain.partial_dates import add_months
from huisbezoek.model.domain.visit_moves import cancel, move, move_from
from huisbezoek.model.domain.visits import Appointment, VisitState, VisitStatus

AppointmentEvent: TypeAlias = (
    AppointmentMade | AppointmentConfirmed | AppointmentCancelled | NotAtHome
)
GivingUpEvent: TypeAlias = CardSent | LetterReturned | VisitClosedUnreached | VisitCancelled
ApproachEvent: TypeAlias = (
    VisitPlanned
    | InvitationSent
    | ReplyReceived
    | CallLogged
    | AppointmentEvent
    | GivingUpEvent
    | LadderEvent
)

DEFERRAL_MONTHS: Final = 3
"""How long *later* lasts when the resident named no date."""

BEFORE_AN_ANSWER: Final = frozenset(
    {VisitStatus.PLANNED, VisitStatus.INVITED, VisitStatus.CALLING, VisitStatus.CARD_SENT}
)
"""Nothing was heard of the resident yet."""

WITHOUT_APPOINTMENT: Final = BEFORE_AN_ANSWER | {VisitStatus.TO_SCHEDULE, VisitStatus.NOT_HOME}
"""The visit is still to come and nobody is expected on an agreed day."""


def approach(state: VisitState, event: ApproachEvent) -> VisitState:
    """The state of a visit that was not held yet after an event of before the visit."""
    match event:
        case VisitPlanned():
            return _plan(state, event)
        case InvitationSent():
            state = replace(state, letter=event.letter, invited_on=event.on)
            return move_from({VisitStatus.PLANNED}, state, VisitStatus.INVITED, event.on)
        case ReplyReceived() | CallLogged():
            return _hear(state, event)
        case AppointmentMade() | AppointmentConfirmed() | AppointmentCancelled() | NotAtHome():
            return state if state.cancelled_on else _appoint(state, event)
        case SecondLetterAsked() | SecondLetterSent() | VisitPostponed():
            return _climb(state, event)
        case _:
            return _give_up(state, event)


def late_facts(state: VisitState, event: ApproachEvent) -> VisitState:
    """After the visit was held an earlier event only fills in the facts of plan and letter."""
    match event:
        case VisitPlanned():
            return _plan(state, event)
        case InvitationSent():
            return replace(state, letter=event.letter, invited_on=event.on)
        case _:
            return state


def _plan(state: VisitState, event: VisitPlanned) -> VisitState:
    if state.resident:
        return _plan_again(state, event)
    state = replace(
        state,
        resident=event.resident,
        # A group that stayed behind leaves its place empty.
        groups=tuple(group for group in event.groups if group),
        extra_guide=event.extra_guide or "",
        origin=event.origin,
        planned_on=event.on,
        due_on=event.due_on,
        turn=_turn(event),
        planned_for=event.planned_for,
    )
    if state.status is not VisitStatus.PLANNED:
        return state
    asked_for = event.origin in {VisitOrigin.REQUEST, VisitOrigin.SIGNAL}
    return move(state, VisitStatus.TO_SCHEDULE if asked_for else VisitStatus.PLANNED, event.on)


def _plan_again(state: VisitState, event: VisitPlanned) -> VisitState:
    """Only for when it was accepted may change: whose visit it is, and since when, stays."""
    if state.status.took_place or state.status.is_closed:
        return state
    return replace(state, planned_for=event.planned_for)


def _turn(event: VisitPlanned) -> tuple[date, date] | None:
    if event.turn_first is None or event.turn_last is None:
        return None
    return event.turn_first, event.turn_last


def _hear(state: VisitState, event: ReplyReceived | CallLogged) -> VisitState:
    match event:
        case ReplyReceived():
            return _answer(state, event.answer, event.on, event.until)
        case CallLogged():
            return _call(state, event)
    assert_never(event)


def _call(state: VisitState, event: CallLogged) -> VisitState:
    on = event.at.date()
    state = replace(state, last_call_at=event.at)
    match event.outcome:
        case CallOutcome.YES:
            return _answer(state, Answer.YES, on, None)
        case CallOutcome.NO:
            return _answer(state, Answer.NO, on, None)
        case CallOutcome.LATER:
            return _answer(state, Answer.LATER, on, event.until)
        case CallOutcome.NO_ANSWER | CallOutcome.WRONG_NUMBER:
            tried = dict.fromkeys((*state.tried_parts, part_of_day(event.at)))
            state = replace(
                state,
                calls=state.calls + 1,
                first_call_on=state.first_call_on or on,
                tried_parts=tuple(tried),
            )
            before = {VisitStatus.PLANNED, VisitStatus.INVITED}
            return move_from(before, state, VisitStatus.CALLING, on)
    assert_never(event.outcome)


def _answer(state: VisitState, answer: Answer, on: date, until: date | None) -> VisitState:
    """What the resident said last holds, also when the visit was already closed for want of it."""
    if state.cancelled_on is not None:
        return state
    match answer:
        case Answer.NO:
            return move(state, VisitStatus.CLOSED_DECLINED, on)
        case Answer.LATER:
            until = until or add_months(on, DEFERRAL_MONTHS)
            closed = move(state, VisitStatus.CLOSED_DEFERRED, on)
            return replace(closed, deferred_until=until)
        case Answer.YES:
            keeps = state.status.has_appointment or state.status is VisitStatus.TO_SCHEDULE
            return state if keeps else move(state, VisitStatus.TO_SCHEDULE, on)
    assert_never(answer)


def _appoint(state: VisitState, event: AppointmentEvent) -> VisitState:
    match event:
        case AppointmentMade():
            made = replace(state, appointment=_appointment(event))
            return move(made, VisitStatus.SCHEDULED, event.on)
        case AppointmentConfirmed():
            return _confirm(state, event)
        case AppointmentCancelled():
            if event.declined:
                return move(state, VisitStatus.CLOSED_DECLINED, event.on)
            stands = _standing(state, event.appointment) is not None
            return move(state, VisitStatus.TO_SCHEDULE, event.on) if stands else state
        case NotAtHome():
            state = replace(state, not_home_times=state.not_home_times + 1)
            return state if state.status.is_closed else move(state, VisitStatus.NOT_HOME, event.on)
    assert_never(event)


def _confirm(state: VisitState, event: AppointmentConfirmed) -> VisitState:
    appointment = _standing(state, event.appointment)
    if appointment is None:
        return state
    confirmed = replace(state, appointment=replace(appointment, confirmed=True))
    return move(confirmed, VisitStatus.CONFIRMED, event.on)


def _climb(state: VisitState, event: LadderEvent) -> VisitState:
    match event:
        case SecondLetterAsked():
            waits = state.status in WITHOUT_APPOINTMENT
            return replace(state, second_letter_asked_on=event.on) if waits else state
        case SecondLetterSent():
            # Who sends the letter may not know yet that the resident said yes: that stands.
            state = replace(state, card_sent_on=event.on, second_letter_on=event.on)
            unheard = BEFORE_AN_ANSWER | {VisitStatus.NOT_HOME}
            return move_from(unheard, state, VisitStatus.CARD_SENT, event.on)
        case VisitPostponed():
            return state if state.status.is_closed else replace(state, postponed_until=event.until)
    assert_never(event)


def _give_up(state: VisitState, event: GivingUpEvent) -> VisitState:
    match event:
        case CardSent():
            state = replace(state, card_sent_on=event.on, second_letter_on=None)
            return move_from(WITHOUT_APPOINTMENT, state, VisitStatus.CARD_SENT, event.on)
        case LetterReturned():
            return move_from(BEFORE_AN_ANSWER, state, VisitStatus.CLOSED_CANCELLED, event.on)
        case VisitClosedUnreached():
            return move_from(WITHOUT_APPOINTMENT, state, VisitStatus.CLOSED_UNREACHED, event.on)
        case VisitCancelled():
            # What the resident answered before stays true: it counts as a contact.
            closed = state.status.is_closed
            return replace(state, cancelled_on=event.on) if closed else cancel(state, event.on)
    assert_never(event)


def _standing(state: VisitState, identifier: str) -> Appointment | None:
    """The appointment that stands, if it is this one: an older one was moved already."""
    appointment = state.appointment
    return appointment if appointment and appointment.identifier == identifier else None


def _appointment(event: AppointmentMade) -> Appointment:
    return Appointment(
        identifier=event.appointment,
        starts=event.starts,
        minutes=event.minutes,
        contact_kind=event.contact_kind,
        place=event.place,
        present=event.present,
        needs=event.needs,
        confirmed=False,
    )
