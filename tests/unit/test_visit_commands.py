"""Which steps a visit offers, which comes next and since when, and the few refusals."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.cycle import DuePeriod, DueReason
from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.events import ContactKind, StatusForced, VisitHeld
from huisbezoek.model.domain.next_steps import NextStep, StepCode, next_step, workdays_after
from huisbezoek.model.domain.residents import ResidentState
from huisbezoek.model.domain.target_groups import TargetGroup
from huisbezoek.model.domain.visit_commands import (
    COORDINATOR_COMMANDS,
    VisitCommand,
    beside,
    offered,
)
from huisbezoek.model.domain.visit_mending import mendable
from huisbezoek.model.domain.visit_refusals import (
    ContactStoppedError,
    DeferredError,
    DoNotVisitError,
    NotDueError,
    ReasonMissingError,
    ResidentExcludedError,
    StatusNotFittingError,
    VisitedByPartnerError,
    VisitOpenAlreadyError,
    VisitOverError,
    decide_appointment,
    decide_contact,
    decide_force,
    decide_held,
    decide_invitation,
    decide_round,
    may_be_approached,
    mendable_now,
)
from huisbezoek.model.domain.visits import Appointment, VisitState, VisitStatus

MONDAY = date(2026, 11, 23)
S = VisitStatus
C = VisitCommand
HELD = VisitHeld(MONDAY, 60, ContactKind.HOME_VISIT, ("daughter",))
RESIDENT = ResidentState("resident", ResidentCard())
DUE = (DuePeriod(MONDAY, TargetGroup.AGE75, DueReason.BECAME_75),)


def visit(status: VisitStatus, **known: object) -> VisitState:
    state = VisitState("visit", "resident", status=status, since=date(2026, 11, 13))
    return replace(state, **known)  # type: ignore[arg-type] # fields by name


def agreed(day: int, *, confirmed: bool = False) -> VisitState:
    starts = datetime(2026, 11, day, 10, 30)  # noqa: DTZ001 - wall-clock time of one town
    appointment = Appointment("a", starts, 60, ContactKind.HOME_VISIT, "", "", "", confirmed)
    return visit(S.CONFIRMED if confirmed else S.SCHEDULED, appointment=appointment)


def step(state: VisitState, *, has_telephone: bool = True, has_draft: bool = False) -> NextStep:
    return next_step(state, MONDAY, has_draft=has_draft, has_telephone=has_telephone)


def days_waiting(found: NextStep) -> int:
    return (MONDAY - found.waits_since).days if found.waits_since else 0


LETTER = visit(S.INVITED, invited_on=date(2026, 11, 5))
CALLS = visit(S.CALLING, calls=2, last_call_at=datetime(2026, 11, 19, 11))  # noqa: DTZ001 - moments are local


@pytest.mark.parametrize(
    ("state", "has_telephone", "code", "command", "waiting"),
    [
        (
            visit(S.PLANNED, planned_on=date(2026, 11, 20), due_on=date(2011, 5, 5)),
            True,
            "invite",
            C.SEND_INVITATION,
            3,
        ),
        (LETTER, True, "call_after_letter", C.CALL, 4),
        (LETTER, False, "send_card_after_letter", C.SEND_CARD, 4),
        (visit(S.INVITED, invited_on=date(2026, 11, 12)), True, "await_reply", None, 0),
        (CALLS, True, "call_again", C.CALL, 0),
        (CALLS, False, "send_card_without_number", C.SEND_CARD, 0),
        (replace(CALLS, calls=3), True, "send_card_after_calls", C.SEND_CARD, 0),
        (visit(S.CARD_SENT, card_sent_on=date(2026, 11, 13)), True, "await_card", None, 0),
        (
            visit(S.CARD_SENT, card_sent_on=date(2026, 11, 1)),
            True,
            "close_unreached",
            C.CLOSE_UNREACHED,
            1,
        ),
        (visit(S.TO_SCHEDULE), True, "make_appointment", C.MAKE_APPOINTMENT, 3),
        (agreed(25), True, "confirm_appointment", C.CONFIRM_APPOINTMENT, 0),
        (agreed(25), False, "await_appointment", None, 0),
        (agreed(25, confirmed=True), True, "await_appointment", None, 0),
        (agreed(23), True, "visit_today", C.START_VISIT, 0),
        (agreed(20), True, "record_past_appointment", C.RECORD_VISIT, 3),
        (visit(S.NOT_HOME, not_home_times=1), True, "not_home_once", C.MAKE_APPOINTMENT, 3),
        (visit(S.NOT_HOME, not_home_times=2), True, "not_home_twice", C.SEND_CARD, 3),
        (visit(S.HELD, held_on=date(2026, 11, 13)), True, "write_report", C.FINISH_REPORT, 3),
        (visit(S.REPORT_DRAFT), True, "add_to_report", C.ADD_TO_REPORT, 3),
        (visit(S.REPORT_SUBMITTED), True, "assess_report", C.ASSESS_REPORT, 5),
        (visit(S.FOLLOW_UP), True, "close_follow_up", C.CLOSE_FOLLOW_UP, 0),
        (visit(S.AFTERCARE, held_on=date(2026, 11, 2)), True, "await_aftercare", None, 0),
        (visit(S.AFTERCARE, held_on=date(2026, 10, 19)), True, "call_aftercare", "aftercare", 0),
        (visit(S.CLOSED_DONE), True, "nothing", None, 0),
    ],
)
def test_the_next_step_and_how_long_it_waits(
    state: VisitState, has_telephone: bool, code: str, command: str | None, waiting: int
) -> None:
    found = step(state, has_telephone=has_telephone)
    wanted = C.CALL_AFTERCARE if command == "aftercare" else command
    assert (found.code, found.command, days_waiting(found)) == (code, wanted, waiting)


def test_a_draft_on_this_laptop_is_finished_first() -> None:
    written = step(visit(S.HELD, held_on=date(2026, 11, 13)), has_draft=True)
    assert (written.code, days_waiting(written)) == (StepCode.FINISH_REPORT, 3)
    assert step(agreed(23), has_draft=True).code is StepCode.FINISH_REPORT
    assert step(visit(S.REPORT_SUBMITTED), has_draft=True).code is StepCode.ASSESS_REPORT


def test_the_values_fill_the_sentence() -> None:
    assert step(CALLS).values == {"on": date(2026, 11, 19), "times": 2}
    assert step(CALLS).by == date(2026, 11, 26)
    assert step(LETTER).values == {"on": date(2026, 11, 5)}
    assert "at" in step(agreed(25)).values


def test_working_days_skip_the_weekend() -> None:
    assert workdays_after(date(2026, 11, 13), 5) == date(2026, 11, 20)
    assert workdays_after(date(2026, 11, 21), 1) == MONDAY
    assert workdays_after(MONDAY, 0) == MONDAY


def test_working_days_skip_holidays_on_which_people_are_off() -> None:
    # Christmas and the day after it, and New Year: 25 December 2026 is a Friday.
    assert workdays_after(date(2026, 12, 24), 1) == date(2026, 12, 28)
    assert workdays_after(date(2026, 12, 28), 5) == date(2027, 1, 5)
    # Good Friday is worked, Easter Monday is not.
    assert workdays_after(date(2027, 3, 25), 2) == date(2027, 3, 30)


def test_the_card_comes_only_after_calls_on_two_parts_of_the_day() -> None:
    morning = replace(CALLS, calls=3, tried_parts=("am",), first_call_on=date(2026, 11, 12))
    found = step(morning)
    assert (found.code, found.tried, found.better) == (StepCode.CALL_AGAIN, "am", "eve")
    assert step(replace(morning, tried_parts=("am", "eve"))).code is StepCode.SEND_CARD_AFTER_CALLS
    # After three weeks it comes anyway.
    long_ago = replace(morning, first_call_on=date(2026, 11, 2))
    assert step(long_ago).code is StepCode.SEND_CARD_AFTER_CALLS
    assert step(replace(morning, calls=5)).code is StepCode.CALL_AGAIN


@pytest.mark.parametrize("status", list(VisitStatus), ids=str)
def test_a_visit_that_was_not_recorded_can_be_from_every_state(status: VisitStatus) -> None:
    commands = offered(visit(status), MONDAY, has_telephone=True)
    assert (C.RECORD_VISIT in commands) is not status.took_place
    assert len(set(commands)) == len(commands)
    if status is not S.CLOSED_DONE:
        assert commands


@pytest.mark.parametrize("status", list(VisitStatus), ids=str)
def test_without_a_number_nobody_is_offered_a_call(status: VisitStatus) -> None:
    assert C.CALL not in offered(visit(status), MONDAY, has_telephone=False)


def test_the_first_step_offered_follows_the_calendar() -> None:
    assert offered(LETTER, MONDAY, has_telephone=True)[0] is C.CALL
    assert offered(LETTER, MONDAY, has_telephone=False)[0] is C.SEND_CARD
    assert offered(LETTER, date(2026, 11, 6), has_telephone=True)[0] is C.ENTER_REPLY
    assert offered(replace(CALLS, calls=3), MONDAY, has_telephone=True)[0] is C.SEND_CARD
    silent = visit(S.CARD_SENT, card_sent_on=date(2026, 11, 1))
    assert offered(silent, MONDAY, has_telephone=True)[0] is C.CLOSE_UNREACHED
    assert offered(agreed(23), MONDAY, has_telephone=True)[0] is C.START_VISIT
    assert offered(agreed(25), MONDAY, has_telephone=True)[0] is C.CONFIRM_APPOINTMENT
    assert C.START_VISIT not in offered(agreed(25), MONDAY, has_telephone=True)
    gone = visit(S.NOT_HOME, not_home_times=2)
    assert offered(gone, MONDAY, has_telephone=True)[0] is C.SEND_CARD


def test_a_visitor_is_left_with_a_step_in_every_state_that_waits_for_one() -> None:
    for_visitors = {S.INVITED, S.CALLING, S.TO_SCHEDULE, S.NOT_HOME, S.HELD, S.AFTERCARE}
    for status in for_visitors:
        commands = offered(visit(status), MONDAY, has_telephone=True)
        assert set(commands) - COORDINATOR_COMMANDS


@given(
    st.sampled_from(VisitStatus),
    st.booleans(),
    st.booleans(),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(0, 5),
)
def test_there_is_always_one_next_step(
    status: VisitStatus,
    draft: bool,
    telephone: bool,
    today: date,
    known: date | None,
    times: int,
) -> None:
    state = replace(
        visit(status, since=known, invited_on=known, card_sent_on=known, held_on=known),
        calls=times,
        not_home_times=times,
    )
    found = next_step(state, today, has_draft=draft, has_telephone=telephone)
    assert (found.code is StepCode.NOTHING) is status.is_closed
    assert found.waits_since is None or found.waits_since < today
    assert telephone or found.command is not C.CALL


# Refusals


@pytest.mark.parametrize(
    ("resident", "error"),
    [
        (replace(RESIDENT, died_on=MONDAY), ContactStoppedError),
        (replace(RESIDENT, moved_on=MONDAY), ContactStoppedError),
        (replace(RESIDENT, opted_out_on=MONDAY), ContactStoppedError),
        (replace(RESIDENT, excluded="secrecy"), ResidentExcludedError),
        (replace(RESIDENT, card=ResidentCard(visited_by="Thuishuis")), VisitedByPartnerError),
        (replace(RESIDENT, card=ResidentCard(do_not_visit="hond")), DoNotVisitError),
        (replace(RESIDENT, open_visit=visit(S.INVITED)), VisitOpenAlreadyError),
    ],
)
def test_who_is_not_taken_into_the_round(
    resident: ResidentState, error: type[RefusedByRuleError]
) -> None:
    with pytest.raises(error):
        decide_round(resident, DUE, MONDAY)
    assert may_be_approached(resident) == (error is VisitOpenAlreadyError)


def test_who_is_not_due_is_not_taken_into_the_round() -> None:
    assert decide_round(RESIDENT, DUE, MONDAY) == DUE[0]
    assert decide_round(RESIDENT, DUE, date(2026, 11, 22), MONDAY) == DUE[0]
    with pytest.raises(NotDueError):
        decide_round(RESIDENT, DUE, date(2026, 11, 22))


def test_who_said_later_is_not_taken_into_the_round_before_that_month() -> None:
    later = replace(RESIDENT, deferred_until=date(2026, 12, 20))
    for month in (None, date(2026, 11, 1)):
        with pytest.raises(DeferredError):
            decide_round(later, DUE, MONDAY, date(2027, 5, 1), month)
    assert decide_round(later, DUE, MONDAY, date(2027, 5, 1), date(2026, 12, 1)) == DUE[0]
    today = date(2026, 12, 20)
    assert decide_round(later, DUE, today) == DUE[0]
    assert decide_round(later, DUE, today, month=date(2026, 11, 1)) == DUE[0]


def test_no_letter_and_no_appointment_for_who_stopped_or_for_what_is_over() -> None:
    stopped = replace(RESIDENT, died_on=MONDAY)
    partner = replace(RESIDENT, card=ResidentCard(visited_by="Thuishuis"))
    for decide in (decide_invitation, decide_appointment):
        decide(RESIDENT, visit(S.PLANNED))
        with pytest.raises(ContactStoppedError):
            decide(stopped, visit(S.PLANNED))
        for over in (S.HELD, S.CLOSED_DECLINED):
            with pytest.raises(VisitOverError):
                decide(RESIDENT, visit(over))
    with pytest.raises(VisitedByPartnerError):
        decide_invitation(partner, visit(S.PLANNED))
    decide_appointment(partner, visit(S.PLANNED))
    decide_contact(RESIDENT)


@given(st.sampled_from(VisitStatus), st.dates())
def test_a_visit_that_took_place_is_never_refused(status: VisitStatus, on: date) -> None:
    held = replace(HELD, on=on)
    assert decide_held(visit(status), held) == (held,)


def test_the_same_visit_is_not_recorded_twice() -> None:
    known = visit(
        S.HELD,
        held_on=MONDAY,
        minutes=60,
        contact_kind=ContactKind.HOME_VISIT,
        present=("daughter",),
    )
    assert decide_held(known, HELD) == ()
    # What was written down first stands: a report that comes back for an addition is no new visit.
    assert decide_held(known, replace(HELD, minutes=75)) == ()
    assert decide_held(replace(known, status=S.TO_SCHEDULE), HELD) == (HELD,)


def test_a_state_is_forced_with_a_reason_only() -> None:
    closed = visit(S.CLOSED_CANCELLED)
    forced = StatusForced("to_schedule", "vergist", MONDAY)
    assert decide_force(RESIDENT, closed, "to_schedule", " vergist ", MONDAY) == forced
    with pytest.raises(ReasonMissingError):
        decide_force(RESIDENT, closed, "to_schedule", " ", MONDAY)
    for status in ("held", "no_state"):
        with pytest.raises(StatusNotFittingError):
            decide_force(RESIDENT, closed, status, "vergist", MONDAY)


STOOD = agreed(27, confirmed=True).appointment


@pytest.mark.parametrize(
    ("state", "found"),
    [
        (visit(S.CLOSED_CANCELLED), (S.TO_SCHEDULE, S.PLANNED)),
        (visit(S.CLOSED_DECLINED, invited_on=MONDAY), (S.TO_SCHEDULE, S.INVITED)),
        (
            visit(S.CLOSED_UNREACHED, last_appointment=STOOD),
            (S.SCHEDULED, S.TO_SCHEDULE, S.PLANNED),
        ),
        (visit(S.HELD), (S.TO_SCHEDULE, S.CLOSED_CANCELLED)),
        (
            visit(S.AFTERCARE, last_appointment=STOOD),
            (S.SCHEDULED, S.TO_SCHEDULE, S.CLOSED_CANCELLED, S.FOLLOW_UP, S.REPORT_SUBMITTED),
        ),
        (visit(S.INVITED), ()),
        (visit(S.SCHEDULED), ()),
    ],
)
def test_what_went_wrong_can_be_mended(state: VisitState, found: tuple[VisitStatus, ...]) -> None:
    assert mendable(state) == mendable_now(RESIDENT, state) == found


def test_no_visit_is_opened_again_for_who_stopped_or_beside_another_visit() -> None:
    closed, held = visit(S.CLOSED_CANCELLED), visit(S.HELD)
    stopped = replace(RESIDENT, opted_out_on=MONDAY)
    with pytest.raises(ContactStoppedError):
        decide_force(stopped, closed, S.TO_SCHEDULE, "vergist", MONDAY)
    assert mendable_now(stopped, closed) == ()
    assert mendable_now(stopped, held) == (S.CLOSED_CANCELLED,)
    busy = replace(RESIDENT, open_visit=visit(S.INVITED))
    with pytest.raises(VisitOpenAlreadyError):
        decide_force(busy, visit(S.CLOSED_DONE), S.AFTERCARE, "vergist", MONDAY)
    assert mendable_now(busy, closed) == ()
    assert S.TO_SCHEDULE in mendable_now(replace(RESIDENT, open_visit=held), held)


@pytest.mark.parametrize(
    ("state", "found"),
    [
        (visit(S.PLANNED), (C.POSTPONE, C.HAND_BACK)),
        (visit(S.INVITED), (C.ASK_SECOND_LETTER, C.POSTPONE, C.HAND_BACK)),
        (visit(S.INVITED, second_letter_asked_on=MONDAY), (C.POSTPONE, C.HAND_BACK)),
        (agreed(25), ()),
        (visit(S.HELD), (C.POSTPONE,)),
        (visit(S.AFTERCARE), (C.POSTPONE,)),
        (visit(S.CLOSED_DONE), ()),
    ],
)
def test_what_may_be_done_instead_of_the_next_step(
    state: VisitState, found: tuple[VisitCommand, ...]
) -> None:
    assert beside(state) == found


def test_what_was_put_off_waits_from_that_day() -> None:
    held = visit(S.HELD, held_on=date(2026, 11, 13))
    until = date(2026, 11, 25)
    off = step(replace(held, postponed_until=until), has_telephone=True)
    assert (off.by, off.waits_since, off.is_postponed) == (until, None, True)
    over = step(replace(held, postponed_until=date(2026, 11, 21)), has_telephone=True)
    assert (over.by, days_waiting(over), over.is_postponed) == (date(2026, 11, 21), 2, False)
    waits = replace(visit(S.INVITED, invited_on=date(2026, 11, 20)), postponed_until=until)
    assert not step(waits, has_telephone=True).is_postponed
