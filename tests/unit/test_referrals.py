"""Referrals: each step, each refusal, reminders, and any set of events in any order."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.events import Died, ResidentEvent, Stamped
from huisbezoek.model.domain.follow_up_events import (
    PermissionWithdrawn,
    ReferralAccepted,
    ReferralClosed,
    ReferralHandedOver,
    ReferralPermission,
    ReferralProposed,
    ReferralReminded,
    ReferralResult,
    ReferralResultKnown,
    SignalClosed,
    SignalOutcome,
)
from huisbezoek.model.domain.open_loops import LoopKind, OpenLoop, open_loops, referral_loop
from huisbezoek.model.domain.operations import HybridTime, OperationId, Stamp
from huisbezoek.model.domain.referrals import (
    ReferralClosedError,
    ReferralCommand,
    ReferralNotHandedOverError,
    ReferralNotPermittedError,
    ReferralOfferMissingError,
    ReferralState,
    ReferralStatus,
    decide_accept,
    decide_close_referral,
    decide_permission,
    decide_propose,
    decide_referral_hand_over,
    decide_remind,
    decide_result,
    fold_referrals,
    referral_commands,
)
from huisbezoek.model.domain.signals import fold_signals
from tests.unit.test_signals import URGENT

DAY = date(2026, 11, 2)
PROPOSED = ReferralProposed("ref", "visit", "offer", "Zij wil weer zingen.", DAY)
GIVEN = ReferralPermission("ref", given=True, on=DAY)
HANDED = ReferralHandedOver("ref", warm=True, to="Het koor", on=DAY)
ACCEPTED = ReferralAccepted("ref", DAY)
CLOSED = ReferralClosed("ref", DAY)
S, C = ReferralStatus, ReferralCommand


def later(days: int) -> date:
    return DAY + timedelta(days=days)


def stamped(*events: ResidentEvent) -> list[Stamped[ResidentEvent]]:
    return [
        Stamped(event, Stamp(HybridTime(1_000 + place, 0), OperationId("device", 0, place), "riet"))
        for place, event in enumerate(events)
    ]


def fold(*events: ResidentEvent) -> ReferralState:
    (state,) = fold_referrals(stamped(*events))
    return state


def result(known: ReferralResult, days: int = 0) -> ReferralResultKnown:
    return ReferralResultKnown("ref", known, later(days))


def test_a_referral_goes_from_proposed_to_closed() -> None:
    events: list[ResidentEvent] = []
    steps = (
        (PROPOSED, S.PROPOSED, 14),
        (GIVEN, S.PERMITTED, 7),
        (HANDED, S.HANDED_OVER, 21),
        (ACCEPTED, S.ACCEPTED, 42),
        (result(ReferralResult.STARTED), S.RESULT_KNOWN, 14),
    )
    for event, status, days in steps:
        events.append(event)
        assert (fold(*events).status, fold(*events).due_on) == (status, later(days))
    state = fold(*events, CLOSED)
    assert (state.status, state.due_on, state.closed_on) == (S.CLOSED, None, DAY)
    assert (state.is_warm, state.handed_to, state.proposed_by) == (True, "Het koor", "riet")
    assert (state.result, state.accepted_on) == (ReferralResult.STARTED, DAY)


def test_the_last_answer_counts_until_it_was_handed_over() -> None:
    refused = ReferralPermission("ref", given=False, on=later(2))
    state = fold(PROPOSED, GIVEN, refused)
    assert (state.status, state.is_open, state.due_on) == (S.REFUSED, False, None)
    assert fold(PROPOSED, refused, GIVEN).status is S.PERMITTED
    after = fold(PROPOSED, GIVEN, HANDED, refused)
    assert (after.status, after.is_permitted) == (S.HANDED_OVER, False)


def test_what_happened_outranks_what_was_planned() -> None:
    late = ReferralHandedOver("ref", warm=False, to="Het koor", on=later(9))
    state = fold(PROPOSED, GIVEN, ACCEPTED, late, PROPOSED)
    assert (state.status, state.since) == (S.ACCEPTED, DAY)
    assert state.handed_over_on == later(9)


def test_a_reminder_gives_three_weeks_more_and_waiting_asks_again() -> None:
    reminded = ReferralReminded("ref", later(20))
    assert fold(PROPOSED, GIVEN, HANDED, reminded).due_on == later(41)
    assert fold(PROPOSED, GIVEN, HANDED, ACCEPTED, reminded).due_on == later(42)
    assert fold(PROPOSED, HANDED, result(ReferralResult.WAITING, 3)).due_on == later(24)
    twice = fold(
        PROPOSED, HANDED, result(ReferralResult.WAITING), result(ReferralResult.STOPPED, 9)
    )
    assert (twice.result, twice.due_on) == (ReferralResult.STOPPED, later(23))


def test_permission_taken_back_stops_what_was_not_handed_over() -> None:
    taken = PermissionWithdrawn("visit", ("referral",), later(1))
    assert fold(PROPOSED, GIVEN, taken).status is S.REFUSED
    told = fold(PROPOSED, GIVEN, HANDED, taken)
    assert (told.status, told.is_permitted) == (S.HANDED_OVER, False)
    assert referral_commands(told) == (C.ACCEPT, C.ENTER_RESULT, C.CLOSE)
    for other in (
        PermissionWithdrawn("other", ("referral",), later(1)),
        PermissionWithdrawn("visit", ("quality",), later(1)),
        PermissionWithdrawn("visit", ("referral",), later(1), partner="elders"),
    ):
        assert fold(PROPOSED, GIVEN, other).status is S.PERMITTED
    named = PermissionWithdrawn("visit", ("referral",), later(1), partner="offer")
    assert fold(PROPOSED, GIVEN, named).status is S.REFUSED
    notes = fold(PROPOSED, GIVEN, PermissionWithdrawn("visit", ("notes",), later(1)))
    assert (notes.wish, notes.is_withheld, notes.status) == ("", True, S.PERMITTED)


def test_only_what_can_be_done_is_offered() -> None:
    assert referral_commands(fold(PROPOSED)) == (C.ENTER_PERMISSION, C.CLOSE)
    assert C.HAND_OVER in referral_commands(fold(PROPOSED, GIVEN))
    assert C.REMIND in referral_commands(fold(PROPOSED, GIVEN, HANDED))
    assert referral_commands(fold(PROPOSED, GIVEN, HANDED, ACCEPTED)) == (C.ENTER_RESULT, C.CLOSE)
    assert referral_commands(fold(PROPOSED, CLOSED)) == ()


def test_what_is_decided_is_recorded() -> None:
    permitted, handed = fold(PROPOSED, GIVEN), fold(PROPOSED, GIVEN, HANDED)
    assert decide_propose(PROPOSED) == (PROPOSED,)
    assert decide_permission(fold(PROPOSED), DAY, given=True) == (GIVEN,)
    assert decide_permission(permitted, DAY, given=True) == ()
    assert decide_referral_hand_over(permitted, " Het koor ", DAY, warm=True) == (HANDED,)
    assert decide_accept(handed, DAY) == (ACCEPTED,)
    assert decide_remind(handed, DAY) == (ReferralReminded("ref", DAY),)
    started = ReferralResult.STARTED
    assert decide_result(handed, started, DAY) == (result(started),)
    assert decide_close_referral(handed, DAY) == (CLOSED,)


def test_what_cannot_be_done_is_refused() -> None:
    proposed, closed = fold(PROPOSED), fold(PROPOSED, GIVEN, HANDED, CLOSED)
    with pytest.raises(ReferralOfferMissingError):
        decide_propose(ReferralProposed("ref", "visit", "", "", DAY))
    with pytest.raises(ReferralOfferMissingError):
        decide_referral_hand_over(fold(PROPOSED, GIVEN), " ", DAY, warm=False)
    with pytest.raises(ReferralNotPermittedError):
        decide_referral_hand_over(proposed, "Het koor", DAY, warm=False)
    refused = ReferralPermission("ref", given=False, on=DAY)
    with pytest.raises(ReferralNotPermittedError):
        decide_remind(fold(PROPOSED, GIVEN, HANDED, refused), DAY)
    with pytest.raises(ReferralNotHandedOverError):
        decide_accept(proposed, DAY)
    with pytest.raises(ReferralClosedError):
        decide_permission(closed, DAY, given=False)
    with pytest.raises(ReferralClosedError):
        decide_referral_hand_over(closed, "Het koor", DAY, warm=False)
    with pytest.raises(ReferralClosedError):
        decide_result(closed, ReferralResult.STOPPED, DAY)
    with pytest.raises(ReferralClosedError):
        decide_close_referral(closed, DAY)


def test_open_loops_stay_until_a_person_closes_them() -> None:
    signals = fold_signals(stamped(URGENT))
    loops = open_loops(signals, [fold(PROPOSED, GIVEN, HANDED)])
    assert loops == (
        OpenLoop(DAY, LoopKind.SIGNAL, "note"),
        OpenLoop(later(2), LoopKind.CALL_VISITOR, "note"),
        OpenLoop(later(21), LoopKind.REMIND_PARTNER, "ref"),
    )
    assert not loops[1].is_late(later(2))
    assert all(loop.is_late(date(2030, 1, 1)) for loop in loops)
    assert open_loops([], [fold(PROPOSED, CLOSED)]) == ()
    assert referral_loop(S.REFUSED) is None
    calm = replace(URGENT, urgency=None)
    closed = SignalClosed("note", SignalOutcome.TALKED_OVER, DAY)
    assert open_loops(fold_signals(stamped(calm, closed)), []) == ()


NAMES = st.sampled_from(["one", "two"])
DAYS = st.integers(0, 30).map(later)
EVENTS = st.one_of(
    st.builds(ReferralProposed, NAMES, NAMES, NAMES, NAMES, DAYS),
    st.builds(ReferralPermission, NAMES, st.booleans(), DAYS),
    st.builds(ReferralHandedOver, NAMES, st.booleans(), NAMES, DAYS),
    st.builds(ReferralAccepted, NAMES, DAYS),
    st.builds(ReferralResultKnown, NAMES, st.sampled_from(ReferralResult), DAYS),
    st.builds(ReferralReminded, NAMES, DAYS),
    st.builds(ReferralClosed, NAMES, DAYS),
    st.builds(PermissionWithdrawn, NAMES, st.sampled_from([("notes",), ("referral",)]), DAYS),
    st.builds(Died, DAYS),
)


@given(st.lists(EVENTS, max_size=12), st.randoms())
def test_any_events_in_any_order_and_repetition_fold_alike(
    events: list[ResidentEvent], chance: Random
) -> None:
    whole = stamped(*events)
    shuffled = [*whole, *chance.sample(whole, len(whole) // 2)]
    chance.shuffle(shuffled)
    states = fold_referrals(whole)
    assert fold_referrals(shuffled) == states
    for state in states:
        kinds = {
            type(event) for event in events if getattr(event, "referral", "") == state.referral
        }
        assert (state.status is S.CLOSED) is (ReferralClosed in kinds)
        if ReferralHandedOver in kinds:
            assert state.status not in {S.PROPOSED, S.REFUSED, S.PERMITTED}
        loops = open_loops([], [state])
        assert len(loops) == int(state.is_open)
