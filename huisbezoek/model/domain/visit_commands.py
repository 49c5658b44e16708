"""Which steps a visit offers, which of them comes next, and since when it waits.

Only what would break a rule of the field is refused (`visit_refusals`); what was already done is
always recorded, on whatever day.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from huisbezoek.model.domain.availability import PARTS
from huisbezoek.model.domain.visits import VisitState, VisitStatus


class VisitCommand(StrEnum):
    """What somebody may do with a visit."""

    SEND_INVITATION = "send_invitation"
    ENTER_REPLY = "enter_reply"
    ENTER_LETTER_RETURNED = "enter_letter_returned"
    CALL = "call"
    SEND_CARD = "send_card"
    CLOSE_UNREACHED = "close_unreached"
    MAKE_APPOINTMENT = "make_appointment"
    MOVE_APPOINTMENT = "move_appointment"
    CONFIRM_APPOINTMENT = "confirm_appointment"
    CANCEL_APPOINTMENT = "cancel_appointment"
    START_VISIT = "start_visit"
    RECORD_VISIT = "record_visit"
    NOT_AT_HOME = "not_at_home"
    FINISH_REPORT = "finish_report"
    ADD_TO_REPORT = "add_to_report"
    ASSESS_REPORT = "assess_report"
    ASK_ADDITION = "ask_addition"
    CLOSE_FOLLOW_UP = "close_follow_up"
    CALL_AFTERCARE = "call_aftercare"
    CANCEL_VISIT = "cancel_visit"
    ASK_SECOND_LETTER = "ask_second_letter"
    POSTPONE = "postpone"
    HAND_BACK = "hand_back"


COORDINATOR_COMMANDS: Final = frozenset(
    {
        VisitCommand.SEND_INVITATION,
        VisitCommand.ENTER_LETTER_RETURNED,
        VisitCommand.CLOSE_UNREACHED,
        VisitCommand.ASSESS_REPORT,
        VisitCommand.ASK_ADDITION,
        VisitCommand.CLOSE_FOLLOW_UP,
        VisitCommand.CANCEL_VISIT,
    }
)
"""Steps that a visitor's page leaves out."""


@dataclass(frozen=True, slots=True)
class WorkTerms:
    """How long a step may ordinarily take (domain.md 1.3); days, of `_workdays` no holidays."""

    reply_days: int = 14
    call_again_days: int = 7
    call_attempts: int = 3
    call_days: int = 21
    card_days: int = 21
    appointment_days: int = 7
    not_home_attempts: int = 2
    report_workdays: int = 5
    assessment_workdays: int = 3
    aftercare_from_days: int = 28
    aftercare_until_days: int = 42


DEFAULT_TERMS: Final = WorkTerms()

_OTHER_PARTS: Final = dict(zip(PARTS, (PARTS[2], PARTS[2], PARTS[0]), strict=True))
"""Who was not reached by day is at home in the evening, and the other way round."""

_BEFORE: Final = (VisitCommand.RECORD_VISIT, VisitCommand.CANCEL_VISIT)
_OFFERED: Final = {
    VisitStatus.PLANNED: (
        VisitCommand.SEND_INVITATION,
        VisitCommand.CALL,
        VisitCommand.MAKE_APPOINTMENT,
        *_BEFORE,
    ),
    VisitStatus.INVITED: (
        VisitCommand.ENTER_REPLY,
        VisitCommand.CALL,
        VisitCommand.SEND_CARD,
        VisitCommand.MAKE_APPOINTMENT,
        VisitCommand.ENTER_LETTER_RETURNED,
        *_BEFORE,
    ),
    VisitStatus.CALLING: (
        VisitCommand.CALL,
        VisitCommand.ENTER_REPLY,
        VisitCommand.SEND_CARD,
        VisitCommand.MAKE_APPOINTMENT,
        VisitCommand.ENTER_LETTER_RETURNED,
        *_BEFORE,
    ),
    VisitStatus.CARD_SENT: (
        VisitCommand.ENTER_REPLY,
        VisitCommand.CALL,
        VisitCommand.CLOSE_UNREACHED,
        VisitCommand.MAKE_APPOINTMENT,
        VisitCommand.ENTER_LETTER_RETURNED,
        *_BEFORE,
    ),
    VisitStatus.TO_SCHEDULE: (
        VisitCommand.MAKE_APPOINTMENT,
        VisitCommand.CALL,
        VisitCommand.ENTER_REPLY,
        *_BEFORE,
    ),
    VisitStatus.SCHEDULED: (
        VisitCommand.CONFIRM_APPOINTMENT,
        VisitCommand.START_VISIT,
        VisitCommand.MOVE_APPOINTMENT,
        VisitCommand.CANCEL_APPOINTMENT,
        VisitCommand.NOT_AT_HOME,
        VisitCommand.CALL,
        *_BEFORE,
    ),
    VisitStatus.CONFIRMED: (
        VisitCommand.START_VISIT,
        VisitCommand.MOVE_APPOINTMENT,
        VisitCommand.CANCEL_APPOINTMENT,
        VisitCommand.NOT_AT_HOME,
        VisitCommand.CALL,
        *_BEFORE,
    ),
    VisitStatus.NOT_HOME: (
        VisitCommand.MAKE_APPOINTMENT,
        VisitCommand.CALL,
        VisitCommand.SEND_CARD,
        *_BEFORE,
    ),
    VisitStatus.HELD: (VisitCommand.FINISH_REPORT,),
    VisitStatus.REPORT_DRAFT: (VisitCommand.ADD_TO_REPORT,),
    VisitStatus.REPORT_SUBMITTED: (VisitCommand.ASSESS_REPORT, VisitCommand.ASK_ADDITION),
    VisitStatus.FOLLOW_UP: (VisitCommand.CLOSE_FOLLOW_UP,),
    VisitStatus.AFTERCARE: (VisitCommand.CALL_AFTERCARE,),
    VisitStatus.CLOSED_DONE: (),
    VisitStatus.CLOSED_DECLINED: (VisitCommand.RECORD_VISIT,),
    VisitStatus.CLOSED_DEFERRED: (VisitCommand.RECORD_VISIT,),
    VisitStatus.CLOSED_UNREACHED: (VisitCommand.RECORD_VISIT,),
    VisitStatus.CLOSED_CANCELLED: (VisitCommand.RECORD_VISIT,),
}


def offered(
    state: VisitState,
    today: date,
    *,
    has_telephone: bool,
    terms: WorkTerms = DEFAULT_TERMS,
) -> tuple[VisitCommand, ...]:
    """The steps that a page offers, the one to do first in front.

    Without a telephone number there is no call; a talk starts on the agreed day at the earliest.
    """
    known = [
        command
        for command in _OFFERED[state.status]
        if _fits(command, state, today, has_telephone=has_telephone)
    ]
    first = _first(state, today, has_telephone=has_telephone, terms=terms)
    if first in known:
        known.remove(first)
        known.insert(0, first)
    return tuple(known)


def beside(state: VisitState) -> tuple[VisitCommand, ...]:
    """What a visitor may do instead of the next step: put it off, or leave it to others.

    An appointment is moved or cancelled, not put off; what was held is written down by who was
    there.
    """
    if state.status.is_closed or state.status.has_appointment:
        return ()
    found = [VisitCommand.POSTPONE]
    if not state.status.took_place:
        found.append(VisitCommand.HAND_BACK)
    asked = state.second_letter_asked_on is not None
    if VisitCommand.SEND_CARD in _OFFERED[state.status] and not asked:
        found.insert(0, VisitCommand.ASK_SECOND_LETTER)
    return tuple(found)


def calls_are_used_up(state: VisitState, today: date, terms: WorkTerms = DEFAULT_TERMS) -> bool:
    """Whether a card is the next step: three weeks of calls without an answer, or enough of them.

    Enough calls are on at least two parts of the day (domain.md 1.3, step 3).
    """
    started = state.first_call_on
    over = started is not None and (today - started).days >= terms.call_days
    return over or (state.calls >= terms.call_attempts and not other_part(state))


def other_part(state: VisitState) -> str:
    """The part of the day to call in now, since only one other part was tried; '' for any."""
    return _OTHER_PARTS[state.tried_parts[0]] if len(state.tried_parts) == 1 else ""


def _fits(command: VisitCommand, state: VisitState, today: date, *, has_telephone: bool) -> bool:
    if command in {VisitCommand.CALL, VisitCommand.CONFIRM_APPOINTMENT}:
        return has_telephone
    if command in {VisitCommand.START_VISIT, VisitCommand.NOT_AT_HOME}:
        return state.appointment is None or _day(state.appointment.starts) <= today
    return True


def _first(
    state: VisitState, today: date, *, has_telephone: bool, terms: WorkTerms
) -> VisitCommand | None:
    match state.status:
        case VisitStatus.INVITED if _term_is_over(state.invited_on, terms.reply_days, today):
            return VisitCommand.CALL if has_telephone else VisitCommand.SEND_CARD
        case VisitStatus.CALLING if calls_are_used_up(state, today, terms) or not has_telephone:
            return VisitCommand.SEND_CARD
        case VisitStatus.CARD_SENT if _term_is_over(state.card_sent_on, terms.card_days, today):
            return VisitCommand.CLOSE_UNREACHED
        case VisitStatus.SCHEDULED if _appointment_is_past(state, today):
            return VisitCommand.START_VISIT
        case VisitStatus.NOT_HOME if state.not_home_times >= terms.not_home_attempts:
            return VisitCommand.SEND_CARD
        case _:
            return None


def _term_is_over(start: date | None, days: int, today: date) -> bool:
    return start is not None and (today - start).days >= days


def _appointment_is_past(state: VisitState, today: date) -> bool:
    return state.appointment is not None and _day(state.appointment.starts) <= today


def _day(moment: datetime) -> date:
    return moment.date()
