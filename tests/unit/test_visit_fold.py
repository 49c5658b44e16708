"""The state of a visit: each transition of domain.md 1.6, and any set of events in any order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from huisbezoek.model.domain.events import (
    AdditionAsked,
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
    FollowUpClosed,
    InvitationSent,
    LetterReturned,
    NotAtHome,
    ReplyReceived,
    ReportAdded,
    ReportAssessed,
    ReportHandedIn,
    Stamped,
    StatusForced,
    VisitCancelled,
    VisitClosedUnreached,
    VisitEvent,
    VisitHeld,
    VisitOrigin,
    VisitPlanned,
)
from huisbezoek.model.domain.ladder_events import (
    SecondLetterAsked,
    SecondLetterSent,
    VisitPostponed,
)
from huisbezoek.model.domain.operations import HybridTime, OperationId, Stamp
from huisbezoek.model.domain.visit_fold import cancel_when_stopped, fold_visit
from huisbezoek.model.domain.visit_mending import mendable
from huisbezoek.model.domain.visits import VisitState, VisitStatus

DAY = date(2026, 11, 2)
UNTIL = date(2027, 3, 1)
NOON = datetime(2026, 11, 2, 12)  # noqa: DTZ001 - wall-clock time of one town

S = VisitStatus


def stamped(events: Sequence[VisitEvent]) -> list[Stamped[VisitEvent]]:
    """The events as one device would journal them, one after the other."""
    return [
        Stamped(event, Stamp(HybridTime(1_000 + place, 0), OperationId("device", 0, place)))
        for place, event in enumerate(events)
    ]


def fold(*events: VisitEvent) -> VisitState:
    return fold_visit("visit", stamped(events))


def planned(origin: VisitOrigin = VisitOrigin.ROUND) -> VisitPlanned:
    return VisitPlanned("resident", ("age75",), origin, DAY, due_on=DAY)


def called(outcome: CallOutcome) -> CallLogged:
    return CallLogged(outcome, NOON, UNTIL if outcome is CallOutcome.LATER else None)


def made(identifier: str = "a") -> AppointmentMade:
    return AppointmentMade(identifier, NOON, 60, ContactKind.HOME_VISIT, DAY)


def cancelled(by: CancelledBy, *, declined: bool = False) -> AppointmentCancelled:
    return AppointmentCancelled("a", by, DAY, declined)


def replied(answer: Answer) -> ReplyReceived:
    return ReplyReceived(answer, DAY, UNTIL if answer is Answer.LATER else None)


LETTER = InvitationSent("letter", DAY)
CARD = CardSent(DAY)
CONFIRMED = AppointmentConfirmed("a", DAY)
HELD = VisitHeld(DAY, 75, ContactKind.HOME_VISIT, ("daughter",))
REPORT = ReportHandedIn({"notes": []}, DAY)
ASKED = AdditionAsked("Hoe laat?", DAY)
ADDED = ReportAdded("Om drie uur.", DAY)
ASSESSED = ReportAssessed(follow_up=False, on=DAY)
TO_FOLLOW_UP = ReportAssessed(follow_up=True, on=DAY)
FOLLOWED_UP = FollowUpClosed(DAY)
AFTERCARE = AftercareDone(DAY)
RETURNED = LetterReturned(DAY)
UNREACHED = VisitClosedUnreached(DAY)
CANCELLED = VisitCancelled(DAY)
AT_DOOR = NotAtHome(DAY)
ASKED_LETTER = SecondLetterAsked(DAY)
SECOND_LETTER = SecondLetterSent("second", DAY)
PUT_OFF = VisitPostponed(UNTIL, DAY)
NO_ANSWER = called(CallOutcome.NO_ANSWER)

# The events that lead to each state; the first column of the table.
ROADS: dict[VisitStatus, tuple[VisitEvent, ...]] = {
    S.PLANNED: (planned(),),
    S.INVITED: (planned(), LETTER),
    S.CALLING: (planned(), LETTER, NO_ANSWER),
    S.CARD_SENT: (planned(), LETTER, CARD),
    S.TO_SCHEDULE: (planned(VisitOrigin.REQUEST),),
    S.SCHEDULED: (planned(), LETTER, made()),
    S.CONFIRMED: (planned(), LETTER, made(), CONFIRMED),
    S.NOT_HOME: (planned(), LETTER, made(), CONFIRMED, AT_DOOR),
    S.HELD: (planned(), LETTER, made(), HELD),
    S.REPORT_SUBMITTED: (planned(), HELD, REPORT),
    S.REPORT_DRAFT: (planned(), HELD, REPORT, ASKED),
    S.FOLLOW_UP: (planned(), HELD, REPORT, TO_FOLLOW_UP),
    S.AFTERCARE: (planned(), HELD, REPORT, ASSESSED),
    S.CLOSED_DONE: (planned(), HELD, REPORT, ASSESSED, AFTERCARE),
    S.CLOSED_DECLINED: (planned(), LETTER, replied(Answer.NO)),
    S.CLOSED_DEFERRED: (planned(), LETTER, replied(Answer.LATER)),
    S.CLOSED_UNREACHED: (planned(), LETTER, CARD, UNREACHED),
    S.CLOSED_CANCELLED: (planned(), CANCELLED),
}
TO_COME = [s for s in VisitStatus if not s.took_place and not s.is_closed]
AFTER = [s for s in VisitStatus if s.took_place]

TRANSITIONS = [
    (S.PLANNED, LETTER, S.INVITED),
    (S.PLANNED, CANCELLED, S.CLOSED_CANCELLED),
    (S.PLANNED, NO_ANSWER, S.CALLING),
    (S.INVITED, replied(Answer.YES), S.TO_SCHEDULE),
    (S.INVITED, replied(Answer.NO), S.CLOSED_DECLINED),
    (S.INVITED, replied(Answer.LATER), S.CLOSED_DEFERRED),
    (S.INVITED, NO_ANSWER, S.CALLING),
    (S.INVITED, CARD, S.CARD_SENT),
    (S.INVITED, RETURNED, S.CLOSED_CANCELLED),
    (S.INVITED, ASKED_LETTER, S.INVITED),
    (S.INVITED, SECOND_LETTER, S.CARD_SENT),
    (S.CALLING, SECOND_LETTER, S.CARD_SENT),
    (S.NOT_HOME, SECOND_LETTER, S.CARD_SENT),
    (S.CALLING, PUT_OFF, S.CALLING),
    (S.CALLING, called(CallOutcome.YES), S.TO_SCHEDULE),
    (S.CALLING, called(CallOutcome.NO), S.CLOSED_DECLINED),
    (S.CALLING, called(CallOutcome.LATER), S.CLOSED_DEFERRED),
    (S.CALLING, NO_ANSWER, S.CALLING),
    (S.CALLING, called(CallOutcome.WRONG_NUMBER), S.CALLING),
    (S.CALLING, CARD, S.CARD_SENT),
    (S.CARD_SENT, replied(Answer.YES), S.TO_SCHEDULE),
    (S.CARD_SENT, replied(Answer.NO), S.CLOSED_DECLINED),
    (S.CARD_SENT, UNREACHED, S.CLOSED_UNREACHED),
    (S.TO_SCHEDULE, made(), S.SCHEDULED),
    (S.SCHEDULED, CONFIRMED, S.CONFIRMED),
    (S.SCHEDULED, made("b"), S.SCHEDULED),
    (S.SCHEDULED, cancelled(CancelledBy.RESIDENT), S.TO_SCHEDULE),
    (S.SCHEDULED, cancelled(CancelledBy.RESIDENT, declined=True), S.CLOSED_DECLINED),
    (S.SCHEDULED, cancelled(CancelledBy.VISITOR), S.TO_SCHEDULE),
    (S.CONFIRMED, made("b"), S.SCHEDULED),
    (S.CONFIRMED, HELD, S.HELD),
    (S.CONFIRMED, AT_DOOR, S.NOT_HOME),
    (S.NOT_HOME, replied(Answer.YES), S.TO_SCHEDULE),
    (S.NOT_HOME, made("b"), S.SCHEDULED),
    (S.NOT_HOME, CARD, S.CARD_SENT),
    (S.HELD, REPORT, S.REPORT_SUBMITTED),
    (S.REPORT_SUBMITTED, ASKED, S.REPORT_DRAFT),
    (S.REPORT_DRAFT, ADDED, S.REPORT_SUBMITTED),
    (S.REPORT_DRAFT, REPORT, S.REPORT_SUBMITTED),
    (S.REPORT_SUBMITTED, ASSESSED, S.AFTERCARE),
    (S.REPORT_SUBMITTED, TO_FOLLOW_UP, S.FOLLOW_UP),
    (S.FOLLOW_UP, FOLLOWED_UP, S.AFTERCARE),
    (S.AFTERCARE, AFTERCARE, S.CLOSED_DONE),
    # What the resident says later still counts, unless a person ended the visit.
    (S.CLOSED_UNREACHED, called(CallOutcome.YES), S.TO_SCHEDULE),
    (S.CLOSED_UNREACHED, made(), S.SCHEDULED),
    (S.CLOSED_DECLINED, made(), S.SCHEDULED),
    (S.CLOSED_DEFERRED, replied(Answer.NO), S.CLOSED_DECLINED),
    (S.CLOSED_DECLINED, CANCELLED, S.CLOSED_DECLINED),
    (S.CLOSED_CANCELLED, made(), S.CLOSED_CANCELLED),
    (S.CLOSED_CANCELLED, replied(Answer.YES), S.CLOSED_CANCELLED),
    # What was planned never undoes what somebody expects.
    (S.SCHEDULED, LETTER, S.SCHEDULED),
    (S.SCHEDULED, CARD, S.SCHEDULED),
    (S.TO_SCHEDULE, SECOND_LETTER, S.TO_SCHEDULE),
    (S.SCHEDULED, SECOND_LETTER, S.SCHEDULED),
    (S.SCHEDULED, ASKED_LETTER, S.SCHEDULED),
    (S.CLOSED_DECLINED, PUT_OFF, S.CLOSED_DECLINED),
    (S.SCHEDULED, UNREACHED, S.SCHEDULED),
    (S.CONFIRMED, called(CallOutcome.NO_ANSWER), S.CONFIRMED),
    (S.CONFIRMED, replied(Answer.YES), S.CONFIRMED),
    (S.SCHEDULED, AppointmentConfirmed("older", DAY), S.SCHEDULED),
]


@pytest.mark.parametrize(("status", "road"), ROADS.items(), ids=str)
def test_each_state_is_reached(status: VisitStatus, road: tuple[VisitEvent, ...]) -> None:
    assert fold(*road).status is status


@pytest.mark.parametrize(("before", "event", "after"), TRANSITIONS)
def test_each_transition_of_the_table(
    before: VisitStatus, event: VisitEvent, after: VisitStatus
) -> None:
    assert fold(*ROADS[before], event).status is after


def test_every_state_is_in_the_table_of_roads() -> None:
    assert set(ROADS) == set(VisitStatus)


@pytest.mark.parametrize("status", [*TO_COME, S.CLOSED_DECLINED, S.CLOSED_CANCELLED], ids=str)
def test_a_visit_that_took_place_is_recorded_from_every_state(status: VisitStatus) -> None:
    state = fold(*ROADS[status], HELD)
    assert (state.status, state.held_on, state.minutes) == (S.HELD, DAY, 75)


@pytest.mark.parametrize("status", AFTER, ids=str)
@pytest.mark.parametrize(
    "late",
    [planned(), LETTER, CARD, RETURNED, UNREACHED, CANCELLED, AT_DOOR, made("b"), NO_ANSWER]
    + [ASKED_LETTER, SECOND_LETTER, PUT_OFF]
    + [replied(answer) for answer in Answer]
    + [cancelled(CancelledBy.VISITOR, declined=True)],
    ids=lambda event: type(event).__name__,
)
def test_nothing_planned_undoes_a_visit_that_took_place(
    status: VisitStatus, late: VisitEvent
) -> None:
    before = fold(*ROADS[status])
    after = fold(*ROADS[status], late)
    assert (after.status, after.held_on) == (before.status, before.held_on)


@pytest.mark.parametrize("status", list(VisitStatus), ids=str)
def test_a_stop_closes_only_what_was_still_to_come(status: VisitStatus) -> None:
    before = fold(*ROADS[status])
    after = cancel_when_stopped(before, DAY)
    if status in TO_COME:
        assert (after.status, after.closed_on) == (S.CLOSED_CANCELLED, DAY)
        assert after.appointment is None
    elif status is S.AFTERCARE:
        # Nobody calls who died, moved or wants no contact; what was done is done.
        assert (after.status, after.aftercare_on) == (S.CLOSED_DONE, DAY)
    elif status.is_closed:
        assert after == before
    else:
        assert (after.status, after.aftercare_on) == (before.status, DAY)
    assert cancel_when_stopped(after, DAY + timedelta(days=1)) == after


def test_a_stop_closes_whatever_is_planned_later() -> None:
    events = stamped([planned(), LETTER, made()])
    assert fold_visit("visit", events, DAY).status is S.CLOSED_CANCELLED


def test_an_answer_before_a_cancellation_stays_and_is_final() -> None:
    state = fold(planned(), replied(Answer.NO), CANCELLED, made())
    assert state.status is S.CLOSED_DECLINED


def test_three_calls_without_an_answer_are_counted_until_the_card_goes_out() -> None:
    state = fold(planned(), LETTER, NO_ANSWER, NO_ANSWER, called(CallOutcome.WRONG_NUMBER))
    assert (state.status, state.calls, state.last_call_at) == (S.CALLING, 3, NOON)


def test_calls_remember_each_part_of_the_day_once_and_the_first_day() -> None:
    evening = CallLogged(CallOutcome.NO_ANSWER, NOON + timedelta(days=1, hours=8))
    state = fold(planned(), LETTER, NO_ANSWER, NO_ANSWER, evening)
    assert (state.tried_parts, state.first_call_on) == (("pm", "eve"), DAY)


@pytest.mark.parametrize("status", list(VisitStatus), ids=str)
def test_what_was_put_off_is_so_until_something_happens(status: VisitStatus) -> None:
    road = ROADS[status]
    assert fold(*road, PUT_OFF).postponed_until == (None if status.is_closed else UNTIL)
    assert fold(*road, PUT_OFF, NO_ANSWER).postponed_until is None


def test_a_card_or_an_answer_ends_the_wish_for_a_second_letter() -> None:
    asked = fold(planned(), LETTER, ASKED_LETTER)
    assert asked.second_letter_asked_on == DAY
    assert fold(planned(), LETTER, ASKED_LETTER, CARD).second_letter_asked_on is None
    assert fold(planned(), LETTER, SECOND_LETTER, CARD).second_letter_on is None
    answered = fold(planned(), LETTER, ASKED_LETTER, replied(Answer.YES))
    assert answered.second_letter_asked_on is None


def test_a_moved_appointment_is_the_one_that_stands() -> None:
    state = fold(planned(), made("a"), CONFIRMED, made("b"))
    assert state.appointment is not None
    assert (state.appointment.identifier, state.appointment.confirmed) == ("b", False)


def test_later_without_a_date_waits_three_months() -> None:
    state = fold(planned(), ReplyReceived(Answer.LATER, DAY))
    assert state.deferred_until == date(2027, 2, 2)


def test_aftercare_done_early_closes_once_the_report_was_read() -> None:
    early = fold(planned(), HELD, AFTERCARE, REPORT)
    assert early.status is S.REPORT_SUBMITTED
    assert fold(planned(), HELD, AFTERCARE, REPORT, ASSESSED).status is S.CLOSED_DONE


def test_a_report_alone_says_that_the_visit_took_place() -> None:
    state = fold(planned(), REPORT)
    assert (state.status, state.held_on) == (S.REPORT_SUBMITTED, DAY)


@pytest.mark.parametrize("status", list(VisitStatus), ids=str)
def test_a_coordinator_may_force_any_state(status: VisitStatus) -> None:
    assert fold(*ROADS[S.HELD], StatusForced(status, "verkeerde inwoner", DAY)).status is status


def test_a_visit_that_was_closed_by_mistake_goes_on_where_it_was() -> None:
    closed = (planned(), LETTER, made(), CANCELLED)
    again = fold(*closed, StatusForced(S.TO_SCHEDULE, "verkeerde kaart", DAY))
    assert (again.status, again.cancelled_on, again.closed_on) == (S.TO_SCHEDULE, None, None)
    # It is an ordinary visit again: a new appointment and a visit change it.
    assert fold(*closed, StatusForced(S.TO_SCHEDULE, "?", DAY), made()).status is S.SCHEDULED
    kept = fold(*closed, StatusForced(S.SCHEDULED, "?", DAY))
    assert kept.appointment is not None
    assert (kept.appointment.starts, kept.appointment.confirmed) == (NOON, False)
    assert fold(planned(), CANCELLED, StatusForced(S.SCHEDULED, "?", DAY)).appointment is None
    # What was cancelled before the visit closed does not come back.
    off = cancelled(CancelledBy.RESIDENT)
    assert fold(planned(), made(), off, CANCELLED).last_appointment is None


def test_a_visit_that_was_held_by_mistake_was_not_held() -> None:
    back = StatusForced(S.SCHEDULED, "verkeerde kaart", DAY)
    held = (planned(), made(), HELD, REPORT, ASSESSED)
    state = fold(*held, back)
    assert (state.status, state.appointment) == (S.SCHEDULED, fold(planned(), made()).appointment)
    assert (state.held_on, state.held_by, state.report, state.report_on) == (None, "", None, None)
    # The visit that really comes later counts as always.
    again = fold(*held, back, replace(HELD, on=date(2026, 12, 1)))
    assert (again.status, again.held_on) == (S.HELD, date(2026, 12, 1))
    assert fold(*held, AFTERCARE, StatusForced(S.AFTERCARE, "?", DAY)).aftercare_on is None


def test_an_unknown_forced_state_changes_nothing() -> None:
    assert fold(planned(), StatusForced("of_later", "?", DAY)).status is S.PLANNED


def test_what_arrives_late_changes_facts_and_not_the_status() -> None:
    later = replace(REPORT, report={"notes": ["aangevuld"]})
    state = fold(planned(), HELD, REPORT, TO_FOLLOW_UP, later)
    assert (state.status, state.report) == (S.FOLLOW_UP, later.report)
    closed = fold(planned(), HELD, REPORT, AFTERCARE, ASSESSED)
    assert fold(planned(), HELD, REPORT, AFTERCARE, ASSESSED, ASKED) == closed
    assert fold(planned(), HELD, ASSESSED) == fold(planned(), HELD)
    # A plan that arrives after the letter says for whom it is; the letter stays sent.
    state = fold(LETTER, planned())
    assert (state.status, state.resident, state.planned_on) == (S.INVITED, "resident", DAY)


def test_no_events_at_all_is_a_planned_visit() -> None:
    assert fold_visit("visit", ()) == VisitState("visit")


DATES = st.dates(date(2020, 1, 1), date(2030, 1, 1))
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1))  # noqa: DTZ001 - as above
SHORT = st.sampled_from(["a", "b", ""])
EVENTS: st.SearchStrategy[VisitEvent] = st.one_of(
    st.builds(VisitPlanned, SHORT, st.just(("age75",)), st.sampled_from(VisitOrigin), DATES),
    st.builds(InvitationSent, SHORT, DATES),
    st.builds(ReplyReceived, st.sampled_from(Answer), DATES, st.none() | DATES),
    st.builds(CallLogged, st.sampled_from(CallOutcome), MOMENTS, st.none() | DATES),
    st.builds(CardSent, DATES),
    st.builds(SecondLetterAsked, DATES),
    st.builds(SecondLetterSent, SHORT, DATES),
    st.builds(VisitPostponed, DATES, DATES),
    st.builds(LetterReturned, DATES),
    st.builds(AppointmentMade, SHORT, MOMENTS, st.just(60), st.sampled_from(ContactKind), DATES),
    st.builds(AppointmentConfirmed, SHORT, DATES),
    st.builds(AppointmentCancelled, SHORT, st.sampled_from(CancelledBy), DATES, st.booleans()),
    st.builds(VisitHeld, DATES, st.integers(0, 300), st.sampled_from(ContactKind)),
    st.builds(NotAtHome, DATES),
    st.builds(ReportHandedIn, st.just({"notes": []}), DATES),
    st.builds(AdditionAsked, SHORT, DATES),
    st.builds(ReportAdded, SHORT, DATES),
    st.builds(ReportAssessed, st.booleans(), DATES),
    st.builds(FollowUpClosed, DATES),
    st.builds(AftercareDone, DATES, st.booleans()),
    st.builds(VisitClosedUnreached, DATES),
    st.builds(VisitCancelled, DATES),
    st.builds(StatusForced, st.sampled_from([*VisitStatus, "?"]), SHORT, DATES),
)
PLAIN_EVENTS = EVENTS.filter(lambda event: not isinstance(event, StatusForced))


@given(st.lists(EVENTS, max_size=12), st.randoms(use_true_random=False))
def test_any_order_and_repetition_gives_one_state(
    events: list[VisitEvent],
    random: Random,
) -> None:
    journal = stamped(events)
    arrived = journal + journal[::2]
    random.shuffle(arrived)
    assert fold_visit("visit", arrived) == fold_visit("visit", journal)


@given(st.lists(PLAIN_EVENTS, max_size=10), st.integers(0, 10), DATES)
def test_a_held_visit_stays_held_whatever_came_before_or_after(
    events: list[VisitEvent], place: int, on: date
) -> None:
    held = VisitHeld(on, 60, ContactKind.HOME_VISIT)
    state = fold(*events[:place], held, *events[place:])
    assert state.status.took_place
    assert state.held_on is not None


@given(st.lists(EVENTS, max_size=12))
def test_the_facts_fit_the_status(events: list[VisitEvent]) -> None:
    state = fold(*events)
    assert (state.closed_on is not None) == state.status.is_closed
    assert (state.deferred_until is not None) <= (state.status is S.CLOSED_DEFERRED)
    assert (state.appointment is not None) <= state.status.has_appointment
    assert (state.held_on is not None) <= state.status.took_place
    assert bool(state.held_by) <= state.status.took_place
    assert state.calls >= 0


def test_a_group_that_is_not_told_leaves_the_questions_of_its_talk() -> None:
    whole = fold(VisitPlanned("resident", ("age75", "former_carer"), VisitOrigin.ROUND, DAY))
    narrowed = ("age75", "")
    told = fold(
        VisitPlanned("resident", narrowed, VisitOrigin.ROUND, DAY, extra_guide="former_carer")
    )
    assert told.groups == ("age75",)
    assert told.talk_groups == whole.talk_groups == ("age75", "former_carer")


@given(DATES, st.integers(-4000, 4000))
def test_a_visit_may_be_recorded_on_any_date(planned_on: date, days: int) -> None:
    on = planned_on + timedelta(days=days)
    plan = VisitPlanned("resident", (), VisitOrigin.ROUND, planned_on)
    state = fold(plan, VisitHeld(on, 30, ContactKind.WALK))
    assert (state.status, state.held_on) == (S.HELD, on)


@given(st.lists(EVENTS, max_size=12), st.data(), DATES)
def test_what_is_mended_is_what_was_chosen_and_the_visit_goes_on(
    events: list[VisitEvent], data: st.DataObject, on: date
) -> None:
    choices = mendable(fold(*events))
    assume(choices)
    forced = StatusForced(data.draw(st.sampled_from(choices)), "vergist", on)
    mended = fold(*events, forced)
    assert (mended.status, mended.since) == (VisitStatus(forced.status), on)
    assert (mended.held_on is None) or mended.status.took_place
    assert (mended.appointment is not None) == mended.status.has_appointment
    assert mended.cancelled_on is None or mended.status is S.CLOSED_CANCELLED
    held = VisitHeld(on, 60, ContactKind.HOME_VISIT)
    assert fold(*events, forced, held).status.took_place


def without_words(event: VisitEvent) -> VisitEvent:
    """The event as it travels to a visitor who did not write it."""
    match event:
        case ReportHandedIn():
            return replace(event, report=None)
        case ReportAdded():
            return replace(event, text="")
        case AdditionAsked():
            return replace(event, question="")
        case _:
            return event


@given(st.lists(EVENTS, max_size=12))
def test_a_narrowed_history_gives_the_same_status(events: list[VisitEvent]) -> None:
    whole, narrowed = fold(*events), fold(*map(without_words, events))
    assert (narrowed.status, narrowed.since, narrowed.held_on) == (
        whole.status,
        whole.since,
        whole.held_on,
    )
