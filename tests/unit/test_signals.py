"""Notes for the coordinator: each step, each refusal, and any set of events in any order."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.events import Died, ResidentEvent, Stamped
from huisbezoek.model.domain.follow_up_events import (
    PermissionWithdrawn,
    SignalActed,
    SignalAssigned,
    SignalClosed,
    SignalKind,
    SignalOutcome,
    SignalRaised,
    SignalSeen,
    Urgency,
    VisitorCalled,
)
from huisbezoek.model.domain.operations import HybridTime, OperationId, Stamp
from huisbezoek.model.domain.signals import (
    SignalAct,
    SignalClosedError,
    SignalCommand,
    SignalState,
    SignalStatus,
    SignalWordsMissingError,
    VisitorCallNotAskedError,
    decide_act,
    decide_assign,
    decide_close,
    decide_raise,
    decide_see,
    decide_visitor_called,
    fold_signals,
    signal_commands,
)

DAY = date(2026, 11, 2)
RIET = "riet"
RAISED = SignalRaised(
    "note", "visit", SignalKind.FORGETFUL, Urgency.CAN_WAIT, "De post lag nog ongeopend.", DAY
)
URGENT = replace(RAISED, urgency=Urgency.CALL_TODAY)


def stamped(*events: ResidentEvent) -> list[Stamped[ResidentEvent]]:
    return [
        Stamped(event, Stamp(HybridTime(1_000 + place, 0), OperationId("device", 0, place), RIET))
        for place, event in enumerate(events)
    ]


def fold(*events: ResidentEvent) -> SignalState:
    (state,) = fold_signals(stamped(*events))
    return state


def later(days: int) -> date:
    return DAY + timedelta(days=days)


def test_a_note_goes_from_raised_to_closed() -> None:
    events: list[ResidentEvent] = [RAISED]
    assert fold(*events).status is SignalStatus.RAISED
    steps = (
        (SignalSeen("note", later(1)), SignalStatus.SEEN),
        (SignalAssigned("note", "ouderenadviseur", later(2)), SignalStatus.ASSIGNED),
        (SignalActed("note", "Gebeld", later(3)), SignalStatus.ACTED),
        (SignalClosed("note", SignalOutcome.HELP_ARRANGED, later(4)), SignalStatus.CLOSED),
    )
    for event, status in steps:
        events.append(event)
        state = fold(*events)
        assert (state.status, state.since) == (status, event.on)
    assert (state.raised_by, state.seen_on, state.assigned_to) == (
        RIET,
        later(1),
        "ouderenadviseur",
    )
    assert state.acts == (SignalAct(later(3), "Gebeld"),)
    assert (state.outcome, state.closed_on) == (SignalOutcome.HELP_ARRANGED, later(4))
    assert not state.is_open


def test_what_was_done_outranks_what_was_planned() -> None:
    acted, assigned = (
        SignalActed("note", "Gebeld", later(3)),
        SignalAssigned("note", "Bea", later(5)),
    )
    state = fold(RAISED, acted, assigned, SignalSeen("note", later(6)))
    assert (state.status, state.since) == (SignalStatus.ACTED, later(3))
    assert (state.assigned_to, state.seen_on) == ("Bea", later(6))
    # Seen twice counts from the first day; raised twice is one note.
    twice = fold(RAISED, SignalSeen("note", later(6)), SignalSeen("note", later(2)), URGENT)
    assert (twice.seen_on, twice.since, twice.urgency) == (later(2), later(2), Urgency.CAN_WAIT)


def test_events_about_a_note_that_is_not_known_say_nothing() -> None:
    assert fold_signals(stamped(SignalSeen("other", DAY), Died(DAY))) == ()


@pytest.mark.parametrize(
    ("urgency", "days"),
    [
        (Urgency.DANGER_NOW, 0),
        (Urgency.CALL_TODAY, 0),
        (Urgency.WITHIN_TWO_DAYS, 2),
        (Urgency.CAN_WAIT, 7),
        (None, 2),
    ],
)
def test_the_term_follows_the_urgency(urgency: Urgency | None, days: int) -> None:
    assert fold(replace(RAISED, urgency=urgency)).due_on == later(days)


def test_the_term_moves_with_each_step_and_ends_with_the_last() -> None:
    assert fold(RAISED, SignalAssigned("note", "Bea", later(1))).due_on == later(8)
    assert fold(RAISED, SignalActed("note", "Gebeld", later(1))).due_on == later(15)
    closed = fold(RAISED, SignalClosed("note", SignalOutcome.PASSED_ON, later(1)))
    assert closed.due_on is None


def test_after_an_urgent_note_the_visitor_is_called_within_two_days() -> None:
    closed = SignalClosed("note", SignalOutcome.TALKED_OVER, later(1))
    assert fold(URGENT).call_visitor_by == later(2)
    assert fold(URGENT, closed).call_visitor_by == later(2)
    assert fold(RAISED).call_visitor_by is None
    called = fold(URGENT, VisitorCalled(RIET, "note", later(1)))
    assert (called.call_visitor_by, called.visitor_called_on) == (None, later(1))


def test_only_what_can_be_done_is_offered() -> None:
    c = SignalCommand
    assert signal_commands(fold(RAISED)) == (c.SEE, c.ASSIGN, c.ACT)
    assert signal_commands(fold(URGENT, SignalSeen("note", DAY))) == (
        c.ACT,
        c.ASSIGN,
        c.CLOSE,
        c.CALL_VISITOR,
    )
    closed = SignalClosed("note", SignalOutcome.NOTHING_NEEDED, DAY)
    assert signal_commands(fold(RAISED, closed)) == ()
    assert signal_commands(fold(URGENT, closed)) == (c.CALL_VISITOR,)


def test_deciding_also_says_that_the_note_was_seen() -> None:
    raised, seen = fold(RAISED), fold(RAISED, SignalSeen("note", DAY))
    said = SignalSeen("note", DAY)
    assert decide_raise(RAISED) == (RAISED,)
    assert (decide_see(raised, DAY), decide_see(seen, DAY)) == ((said,), ())
    assert decide_assign(raised, " Bea ", DAY) == (said, SignalAssigned("note", "Bea", DAY))
    assert decide_act(seen, "Gebeld", DAY) == (SignalActed("note", "Gebeld", DAY),)
    outcome = SignalOutcome.REFERRED
    assert decide_close(seen, outcome, DAY) == (SignalClosed("note", outcome, DAY),)
    assert decide_visitor_called(fold(URGENT), DAY) == (VisitorCalled(RIET, "note", DAY),)


def test_what_cannot_be_done_is_refused() -> None:
    closed = fold(RAISED, SignalClosed("note", SignalOutcome.PASSED_ON, DAY))
    with pytest.raises(SignalClosedError):
        decide_assign(closed, "Bea", DAY)
    with pytest.raises(SignalClosedError):
        decide_act(closed, "Gebeld", DAY)
    with pytest.raises(SignalClosedError):
        decide_close(closed, SignalOutcome.REFERRED, DAY)
    with pytest.raises(SignalWordsMissingError):
        decide_raise(replace(RAISED, text="  "))
    with pytest.raises(SignalWordsMissingError):
        decide_assign(fold(RAISED), " ", DAY)
    with pytest.raises(VisitorCallNotAskedError):
        decide_visitor_called(fold(RAISED), DAY)


def test_permission_taken_back_hides_the_words_and_not_the_loop() -> None:
    taken = PermissionWithdrawn("visit", ("notes",), later(1))
    hidden = fold(RAISED, taken)
    assert (hidden.text, hidden.is_withheld, hidden.is_open) == ("", True, True)
    for other in (
        PermissionWithdrawn("visit", ("quality",), later(1)),
        PermissionWithdrawn("other", ("notes",), later(1)),
    ):
        assert fold(RAISED, other).text == RAISED.text
    outside = replace(RAISED, visit="")
    assert fold(outside, PermissionWithdrawn("", ("notes",), DAY)).text == RAISED.text
    # What could not wait, with its reason, stays: it may be about a life.
    reasoned = replace(URGENT, reason="Zij leek in gevaar.")
    assert fold(reasoned, taken).text == RAISED.text
    assert fold(URGENT, taken).text == ""


NAMES = st.sampled_from(["one", "two"])
DAYS = st.integers(0, 30).map(later)
EVENTS = st.one_of(
    st.builds(SignalRaised, NAMES, NAMES, st.sampled_from(SignalKind), st.none(), NAMES, DAYS),
    st.builds(SignalSeen, NAMES, DAYS),
    st.builds(SignalAssigned, NAMES, NAMES, DAYS),
    st.builds(SignalActed, NAMES, NAMES, DAYS),
    st.builds(SignalClosed, NAMES, st.sampled_from(SignalOutcome), DAYS),
    st.builds(VisitorCalled, NAMES, NAMES, DAYS),
    st.builds(PermissionWithdrawn, NAMES, st.just(("notes",)), DAYS),
    st.builds(Died, DAYS),
)


@given(st.lists(EVENTS, max_size=12), st.randoms())
def test_any_events_in_any_order_and_repetition_fold_alike(
    events: list[ResidentEvent], chance: Random
) -> None:
    whole = stamped(*events)
    shuffled = [*whole, *chance.sample(whole, len(whole) // 2)]
    chance.shuffle(shuffled)
    states = fold_signals(whole)
    assert fold_signals(shuffled) == states
    for state in states:
        about = [event for event in events if getattr(event, "signal", "") == state.signal]
        is_closed = any(isinstance(event, SignalClosed) for event in about)
        assert state.is_open is not is_closed
        assert (state.due_on is None) is is_closed
