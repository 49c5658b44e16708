"""The one next step of a visit and since when it waits, as codes and dates for the page Vandaag."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from huisbezoek.model.domain.holidays import holiday
from huisbezoek.model.domain.visit_commands import (
    DEFAULT_TERMS,
    VisitCommand,
    WorkTerms,
    calls_are_used_up,
    other_part,
)
from huisbezoek.model.domain.visits import VisitState, VisitStatus

WEEKEND_STARTS: Final = 5
"""Saturday, as `date.weekday` counts."""


class StepCode(StrEnum):
    """Why a visit is on the list now; the window has a sentence for each, filled with `values`."""

    INVITE = "invite"
    AWAIT_REPLY = "await_reply"
    CALL_AFTER_LETTER = "call_after_letter"
    SEND_CARD_AFTER_LETTER = "send_card_after_letter"
    CALL_AGAIN = "call_again"
    SEND_CARD_AFTER_CALLS = "send_card_after_calls"
    SEND_CARD_WITHOUT_NUMBER = "send_card_without_number"
    AWAIT_SECOND_LETTER = "await_second_letter"
    AWAIT_CARD = "await_card"
    AWAIT_AFTER_SECOND_LETTER = "await_after_second_letter"
    CLOSE_UNREACHED = "close_unreached"
    CLOSE_AFTER_SECOND_LETTER = "close_after_second_letter"
    MAKE_APPOINTMENT = "make_appointment"
    CONFIRM_APPOINTMENT = "confirm_appointment"
    AWAIT_APPOINTMENT = "await_appointment"
    VISIT_TODAY = "visit_today"
    RECORD_PAST_APPOINTMENT = "record_past_appointment"
    NOT_HOME_ONCE = "not_home_once"
    NOT_HOME_TWICE = "not_home_twice"
    WRITE_REPORT = "write_report"
    FINISH_REPORT = "finish_report"
    ADD_TO_REPORT = "add_to_report"
    ASSESS_REPORT = "assess_report"
    CLOSE_FOLLOW_UP = "close_follow_up"
    AWAIT_AFTERCARE = "await_aftercare"
    CALL_AFTERCARE = "call_aftercare"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do, and until when that is in ordinary time.

    `by` is the last ordinary day (None: no term). `waits_since` is that day once it has passed, so
    that `today - waits_since` are the days it waits. `values` holds, where known: `on` (the day the
    sentence names), `at` (the moment of the appointment), `times` (calls without an answer). Calls
    were only `tried` in one part of the day (`availability.PARTS`), so that `better` is worth more.
    """

    code: StepCode
    command: VisitCommand | None = None
    by: date | None = None
    waits_since: date | None = None
    values: Mapping[str, date | datetime | int] = field(default_factory=dict)
    tried: str = ""
    better: str = ""
    is_postponed: bool = False


@dataclass(frozen=True, slots=True)
class AgreedCall:
    """What the report says about calling some weeks later: the agreed day, or that it is a no."""

    on: date | None = None
    refused: bool = False


NOT_SAID: Final = AgreedCall()
"""Nothing was agreed about calling: the ordinary weeks count."""


def next_step(
    state: VisitState,
    today: date,
    *,
    has_draft: bool,
    has_telephone: bool = True,
    terms: WorkTerms = DEFAULT_TERMS,
    call: AgreedCall = NOT_SAID,
) -> NextStep:
    """The next step on this day; `StepCode.NOTHING` for a closed visit.

    `has_draft`: a report of this visit is being written on this laptop. The call some weeks later
    comes on its own day, also while the coordinator still reads or follows up.
    """
    step = _step_now(
        state, today, has_draft=has_draft, has_telephone=has_telephone, terms=terms, call=call
    )
    until = state.postponed_until
    if until is None or step.command is None:
        return step
    by = max(until, step.by or until)
    return replace(step, by=by, waits_since=by if by < today else None, is_postponed=today < until)


def _step_now(
    state: VisitState,
    today: date,
    *,
    has_draft: bool,
    has_telephone: bool,
    terms: WorkTerms,
    call: AgreedCall,
) -> NextStep:
    if state.status.is_closed:
        return NextStep(StepCode.NOTHING)
    if has_draft and (not state.status.took_place or state.status is VisitStatus.HELD):
        on = state.held_on
        return _step(
            StepCode.FINISH_REPORT, VisitCommand.FINISH_REPORT, today, _report_by(on, terms), on
        )
    if state.status.took_place:
        if _is_time_to_call(state, today, terms, call):
            return _aftercare(state, today, terms, call)
        return _after(state, today, terms, call)
    if state.status.has_appointment:
        return _appointment(state, today, has_telephone=has_telephone)
    return _before(state, today, has_telephone=has_telephone, terms=terms)


def workdays_after(day: date, workdays: int) -> date:
    """The day so many working days later: Monday to Friday, but for holidays."""
    while workdays > 0:
        day += timedelta(days=1)
        workdays -= _is_workday(day)
    return day


def _is_workday(day: date) -> bool:
    known = holiday(day)
    return day.weekday() < WEEKEND_STARTS and not (known is not None and known.is_day_off)


def _before(state: VisitState, today: date, *, has_telephone: bool, terms: WorkTerms) -> NextStep:
    match state.status:
        case VisitStatus.PLANNED:
            on = state.planned_on
            days = (on, state.due_on, state.planned_for)
            by = max((day for day in days if day is not None), default=None)
            return _step(StepCode.INVITE, VisitCommand.SEND_INVITATION, today, by, on)
        case VisitStatus.INVITED:
            return _invited(state, today, has_telephone=has_telephone, terms=terms)
        case VisitStatus.CALLING:
            return _calling(state, today, has_telephone=has_telephone, terms=terms)
        case VisitStatus.CARD_SENT:
            return _card_sent(state, today, terms)
        case VisitStatus.NOT_HOME:
            return _not_home(state, today, terms)
        case _:
            by = _days_after(state.since, terms.appointment_days)
            make = VisitCommand.MAKE_APPOINTMENT
            return _step(StepCode.MAKE_APPOINTMENT, make, today, by, state.since)


def _invited(state: VisitState, today: date, *, has_telephone: bool, terms: WorkTerms) -> NextStep:
    by = _days_after(state.invited_on or state.since, terms.reply_days)
    if by is not None and today < by:
        return _step(StepCode.AWAIT_REPLY, None, today, by, state.invited_on)
    if state.second_letter_asked_on is not None:
        return _second_letter_asked(state, today, terms)
    if has_telephone:
        return _step(StepCode.CALL_AFTER_LETTER, VisitCommand.CALL, today, by, state.invited_on)
    card = VisitCommand.SEND_CARD
    return _step(StepCode.SEND_CARD_AFTER_LETTER, card, today, by, state.invited_on)


def _calling(state: VisitState, today: date, *, has_telephone: bool, terms: WorkTerms) -> NextStep:
    on = state.last_call_at.date() if state.last_call_at else state.since
    by = _days_after(on, terms.call_again_days)
    if state.second_letter_asked_on is not None:
        return _second_letter_asked(state, today, terms)
    values = {"times": state.calls}
    card = VisitCommand.SEND_CARD
    if not has_telephone:
        return _step(StepCode.SEND_CARD_WITHOUT_NUMBER, card, today, by, on, values)
    if calls_are_used_up(state, today, terms):
        return _step(StepCode.SEND_CARD_AFTER_CALLS, card, today, by, on, values)
    step = _step(StepCode.CALL_AGAIN, VisitCommand.CALL, today, by, on, values)
    better = other_part(state)
    return replace(step, tried=state.tried_parts[0], better=better) if better else step


def _card_sent(state: VisitState, today: date, terms: WorkTerms) -> NextStep:
    by = _days_after(state.card_sent_on or state.since, terms.card_days)
    second = state.second_letter_on is not None
    if by is not None and today < by:
        code = StepCode.AWAIT_AFTER_SECOND_LETTER if second else StepCode.AWAIT_CARD
        return _step(code, None, today, by, state.card_sent_on)
    code = StepCode.CLOSE_AFTER_SECOND_LETTER if second else StepCode.CLOSE_UNREACHED
    return _step(code, VisitCommand.CLOSE_UNREACHED, today, by, state.card_sent_on)


def _second_letter_asked(state: VisitState, today: date, terms: WorkTerms) -> NextStep:
    on = state.second_letter_asked_on
    by = _days_after(on, terms.call_again_days)
    return _step(StepCode.AWAIT_SECOND_LETTER, None, today, by, on)


def _not_home(state: VisitState, today: date, terms: WorkTerms) -> NextStep:
    by = _days_after(state.since, terms.appointment_days)
    if state.second_letter_asked_on is not None:
        return _second_letter_asked(state, today, terms)
    if state.not_home_times >= terms.not_home_attempts:
        card = VisitCommand.SEND_CARD
        return _step(StepCode.NOT_HOME_TWICE, card, today, by, state.since)
    make = VisitCommand.MAKE_APPOINTMENT
    return _step(StepCode.NOT_HOME_ONCE, make, today, by, state.since)


def _appointment(state: VisitState, today: date, *, has_telephone: bool) -> NextStep:
    if state.appointment is None:
        return NextStep(StepCode.MAKE_APPOINTMENT, VisitCommand.MAKE_APPOINTMENT)
    starts = state.appointment.starts
    day = starts.date()
    values = {"at": starts}
    if day < today:
        record = VisitCommand.RECORD_VISIT
        return _step(StepCode.RECORD_PAST_APPOINTMENT, record, today, day, day, values)
    if day == today:
        return _step(StepCode.VISIT_TODAY, VisitCommand.START_VISIT, today, day, day, values)
    if state.appointment.confirmed or not has_telephone:
        return _step(StepCode.AWAIT_APPOINTMENT, None, today, day, day, values)
    confirm = VisitCommand.CONFIRM_APPOINTMENT
    return _step(StepCode.CONFIRM_APPOINTMENT, confirm, today, day, day, values)


def _is_time_to_call(state: VisitState, today: date, terms: WorkTerms, call: AgreedCall) -> bool:
    if state.status not in {VisitStatus.REPORT_SUBMITTED, VisitStatus.FOLLOW_UP}:
        return False
    opens = _call_opens(state, terms, call)
    return not call.refused and state.aftercare_on is None and opens is not None and opens <= today


def _call_opens(state: VisitState, terms: WorkTerms, call: AgreedCall) -> date | None:
    return call.on or _days_after(state.held_on or state.since, terms.aftercare_from_days)


def _after(state: VisitState, today: date, terms: WorkTerms, call: AgreedCall) -> NextStep:
    since = state.since
    match state.status:
        case VisitStatus.HELD:
            on = state.held_on or since
            write = VisitCommand.FINISH_REPORT
            return _step(StepCode.WRITE_REPORT, write, today, _report_by(on, terms), on)
        case VisitStatus.REPORT_DRAFT:
            add = VisitCommand.ADD_TO_REPORT
            return _step(StepCode.ADD_TO_REPORT, add, today, _report_by(since, terms), since)
        case VisitStatus.REPORT_SUBMITTED:
            by = workdays_after(since, terms.assessment_workdays) if since else None
            return _step(StepCode.ASSESS_REPORT, VisitCommand.ASSESS_REPORT, today, by, since)
        case VisitStatus.FOLLOW_UP:
            close = VisitCommand.CLOSE_FOLLOW_UP
            return _step(StepCode.CLOSE_FOLLOW_UP, close, today, None, since)
        case _:
            return _aftercare(state, today, terms, call)


def _aftercare(state: VisitState, today: date, terms: WorkTerms, call: AgreedCall) -> NextStep:
    on = state.held_on or state.since
    opens = _call_opens(state, terms, call)
    by = _days_after(on, terms.aftercare_until_days)
    if by is not None and opens is not None:
        by = max(by, opens)
    if opens is not None and today < opens:
        return _step(StepCode.AWAIT_AFTERCARE, None, today, opens, on)
    return _step(StepCode.CALL_AFTERCARE, VisitCommand.CALL_AFTERCARE, today, by, on)


def _step(
    code: StepCode,
    command: VisitCommand | None,
    today: date,
    by: date | None,
    on: date | None,
    more: Mapping[str, date | datetime | int] | None = None,
) -> NextStep:
    waits_since = by if by is not None and by < today else None
    values: dict[str, date | datetime | int] = dict(more or {})
    if on is not None:
        values["on"] = on
    return NextStep(code, command, by, waits_since, values)


def _report_by(on: date | None, terms: WorkTerms) -> date | None:
    return workdays_after(on, terms.report_workdays) if on is not None else None


def _days_after(day: date | None, days: int) -> date | None:
    return day + timedelta(days=days) if day is not None else None
