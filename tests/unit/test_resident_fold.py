"""The state of a resident: what events and visits say together, and its one status on a day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.cycle import due_periods
from huisbezoek.model.domain.events import (
    Assigned,
    AssignmentEnded,
    Died,
    Excluded,
    ExclusionLifted,
    ExclusionReason,
    Listed,
    Moved,
    OptedIn,
    OptedOut,
    ResidentEvent,
    Stamped,
    VisitRequested,
    WantsRepeat,
)
from huisbezoek.model.domain.operations import HybridTime, OperationId, Stamp
from huisbezoek.model.domain.planning_events import ContactContinued, ContactPaused, TermLeft
from huisbezoek.model.domain.resident_fold import fold_resident, resident_status, stopped_on
from huisbezoek.model.domain.residents import NOT_TOLD, ResidentState, ResidentStatus
from huisbezoek.model.domain.state_pension import StatePensionTable
from huisbezoek.model.domain.target_groups import CycleTerms, GroupRules
from huisbezoek.model.domain.visits import VisitState, VisitStatus

DAY = date(2026, 11, 2)
LATER = date(2027, 3, 1)
OLD = ResidentCard(birth_date="1944-05-05")
RULES = GroupRules(CycleTerms(), StatePensionTable(DAY, (), 67, 3))
S = VisitStatus


def stamped(events: Sequence[ResidentEvent]) -> list[Stamped[ResidentEvent]]:
    return [
        Stamped(event, Stamp(HybridTime(1_000 + place, 0), OperationId("device", 0, place)))
        for place, event in enumerate(events)
    ]


def fold(*events: ResidentEvent, visits: Sequence[VisitState] = ()) -> ResidentState:
    return fold_resident("resident", OLD, stamped(events), visits)


def visit(status: VisitStatus, on: date = DAY, name: str = "v", **more: object) -> VisitState:
    closed = on if status.is_closed else None
    held = on if status.took_place else None
    state = VisitState(name, "resident", status=status, since=on, planned_on=on)
    return replace(state, closed_on=closed, held_on=held, **more)  # type: ignore[arg-type] # fields by name


def status_of(state: ResidentState, today: date = DAY) -> ResidentStatus:
    return resident_status(state, due_periods(state, RULES), today)


@pytest.mark.parametrize(
    ("events", "visits", "status"),
    [
        ((), (), ResidentStatus.ELIGIBLE),
        ((Excluded(ExclusionReason.NURSING_HOME, DAY),), (), ResidentStatus.EXCLUDED),
        (
            (Excluded(ExclusionReason.NURSING_HOME, DAY), ExclusionLifted(DAY)),
            (),
            ResidentStatus.ELIGIBLE,
        ),
        ((OptedOut(DAY),), (), ResidentStatus.OPTED_OUT),
        ((OptedOut(DAY), OptedIn(DAY)), (), ResidentStatus.ELIGIBLE),
        ((Moved(DAY),), (), ResidentStatus.MOVED),
        ((Moved(DAY), OptedOut(DAY), Died(DAY)), (), ResidentStatus.DECEASED),
        ((), (visit(S.INVITED),), ResidentStatus.IN_ROUND),
        ((), (visit(S.AFTERCARE),), ResidentStatus.IN_ROUND),
        ((Died(DAY),), (visit(S.INVITED),), ResidentStatus.DECEASED),
        ((), (visit(S.CLOSED_DONE),), ResidentStatus.WAITING),
        ((), (visit(S.CLOSED_DECLINED),), ResidentStatus.WAITING),
        ((), (visit(S.CLOSED_UNREACHED),), ResidentStatus.WAITING),
        ((), (visit(S.CLOSED_CANCELLED),), ResidentStatus.ELIGIBLE),
        ((), (visit(S.CLOSED_DEFERRED, deferred_until=LATER),), ResidentStatus.DEFERRED),
    ],
)
def test_each_status_of_the_table(
    events: tuple[ResidentEvent, ...], visits: tuple[VisitState, ...], status: ResidentStatus
) -> None:
    assert status_of(fold(*events, visits=visits)) is status


@pytest.mark.parametrize("wanted", [True, False])
def test_whether_a_resident_wants_to_be_visited_again_is_remembered(wanted: bool) -> None:
    assert fold(WantsRepeat(not wanted, DAY), WantsRepeat(wanted, DAY)).wants_repeat is wanted


def test_someone_who_is_not_due_yet_is_new() -> None:
    young = fold_resident(
        "r", ResidentCard(birth_date="1960-01-01"), stamped([Listed("i", DAY)]), ()
    )
    assert status_of(young) is ResidentStatus.IMPORTED


def test_waiting_and_deferred_end_by_the_calendar() -> None:
    done = fold(visits=[visit(S.CLOSED_DONE)])
    assert status_of(done, date(2028, 11, 1)) is ResidentStatus.WAITING
    assert status_of(done, date(2028, 11, 2)) is ResidentStatus.ELIGIBLE
    deferred = fold(visits=[visit(S.CLOSED_DEFERRED, deferred_until=LATER)])
    assert status_of(deferred, LATER) is ResidentStatus.ELIGIBLE


@pytest.mark.parametrize("stop", [Died(DAY), Moved(DAY), OptedOut(DAY)])
def test_a_stop_cancels_what_was_not_held_and_keeps_what_was(stop: ResidentEvent) -> None:
    assert fold(stop, visits=[visit(S.SCHEDULED)]).open_visit is None
    kept = fold(stop, visits=[visit(S.HELD)]).open_visit
    assert kept is not None
    assert kept.status is S.HELD
    assert stopped_on(stamped([stop])) == DAY


def test_death_and_move_are_ends_and_the_first_day_known_holds() -> None:
    state = fold(Died(LATER), Died(DAY), OptedIn(LATER), ExclusionLifted(LATER))
    assert (state.died_on, state.stopped_on) == (DAY, DAY)


def test_assignments_in_order_and_ended() -> None:
    state = fold(Assigned("ann", DAY), Assigned("bea", LATER), AssignmentEnded("ann", LATER))
    assert (state.visitors, state.assigned_on) == (("bea",), LATER)
    again = fold(Assigned("ann", DAY), AssignmentEnded("ann", DAY), Assigned("ann", LATER))
    assert again.visitors == ("ann",)


def test_the_last_contact_is_the_last_of_visits_and_answers() -> None:
    state = fold(
        visits=[
            visit(S.CLOSED_DONE, date(2022, 1, 1), "a"),
            visit(S.CLOSED_DECLINED, date(2024, 1, 1), "b"),
            visit(S.CLOSED_CANCELLED, date(2025, 1, 1), "c"),
        ]
    )
    assert (state.last_held_on, state.last_contact_on) == (date(2022, 1, 1), date(2024, 1, 1))


def test_a_deferral_is_overtaken_by_a_contact_or_a_request() -> None:
    said_later = visit(S.CLOSED_DEFERRED, DAY, "a", deferred_until=LATER)
    assert fold(visits=[said_later]).deferred_until == LATER
    held = visit(S.CLOSED_DONE, date(2026, 12, 1), "b")
    assert fold(visits=[said_later, held]).deferred_until is None
    assert fold(VisitRequested(date(2026, 12, 1), "self"), visits=[said_later]).deferred_on is None
    earlier = visit(S.CLOSED_DONE, date(2024, 12, 1), "b")
    assert fold(visits=[said_later, earlier]).deferred_until == LATER


def test_on_one_day_what_came_last_holds_of_a_request_and_later() -> None:
    said_later = visit(S.CLOSED_DEFERRED, DAY, "a", deferred_until=LATER)
    asked = VisitRequested(DAY, "self")
    assert (
        fold(asked, visits=[replace(said_later, planned_on=date(2026, 1, 1))]).deferred_on is None
    )
    # The visit was made for the request, and put off when somebody called about it.
    of_request = replace(said_later, planned_on=DAY)
    assert fold(asked, visits=[of_request]).deferred_until == LATER
    before = VisitRequested(date(2026, 1, 1), "self")
    assert fold(before, visits=[said_later]).deferred_until == LATER


def test_an_exclusion_whose_reason_is_not_told_holds_all_the_same() -> None:
    assert fold(Excluded(ExclusionReason.SECRECY, DAY)).excluded == "secrecy"
    assert fold(Excluded(None, DAY)).excluded == NOT_TOLD
    assert fold(Excluded(None, DAY), ExclusionLifted(LATER)).excluded == ""


def test_whether_the_contact_rests_is_told_by_the_last_word() -> None:
    assert fold(ContactPaused(DAY)).paused_on == DAY
    assert fold(ContactPaused(DAY)).rests
    assert fold(ContactPaused(DAY), ContactContinued(LATER)).paused_on is None
    assert not fold(ContactPaused(DAY), VisitRequested(LATER, "self")).rests
    assert fold(TermLeft(DAY)).term_left_on == DAY


def test_a_request_is_answered_by_its_visit_even_when_that_was_held_before() -> None:
    asked = VisitRequested(DAY, "self")
    assert not fold(asked).request_answered
    assert not fold(asked, visits=[visit(S.CLOSED_DONE, date(2026, 11, 1))]).request_answered
    assert fold(asked, visits=[visit(S.CLOSED_DONE, LATER)]).request_answered
    late_entry = replace(visit(S.CLOSED_DONE, date(2026, 11, 1)), planned_on=DAY)
    assert fold(asked, visits=[late_entry]).request_answered


def test_of_several_open_visits_the_furthest_is_shown() -> None:
    visits = [visit(S.INVITED, name="a"), visit(S.SCHEDULED, name="b"), visit(S.PLANNED, name="c")]
    shown = fold(visits=visits).open_visit
    assert shown is not None
    assert shown.visit == "b"


DATES = st.dates(date(2020, 1, 1), date(2030, 1, 1))
PEOPLE = st.sampled_from(["ann", "bea"])
EVENTS: st.SearchStrategy[ResidentEvent] = st.one_of(
    st.builds(Listed, st.just("intake"), DATES),
    st.builds(VisitRequested, DATES, st.just("self")),
    st.builds(Excluded, st.sampled_from(ExclusionReason), DATES),
    st.builds(ExclusionLifted, DATES),
    st.builds(OptedOut, DATES),
    st.builds(OptedIn, DATES),
    st.builds(Moved, DATES),
    st.builds(Died, DATES),
    st.builds(WantsRepeat, st.booleans(), DATES),
    st.builds(Assigned, PEOPLE, DATES),
    st.builds(AssignmentEnded, PEOPLE, DATES),
)
VISITS = st.lists(
    st.builds(
        visit,
        st.sampled_from(VisitStatus),
        DATES,
        st.sampled_from(["a", "b", "c", "d"]),
        deferred_until=DATES,
    ),
    max_size=4,
    unique_by=lambda one: one.visit,
)


@given(st.lists(EVENTS, max_size=10), VISITS, st.randoms(use_true_random=False), DATES)
def test_any_order_gives_one_state_and_one_status(
    events: list[ResidentEvent], visits: list[VisitState], random: Random, today: date
) -> None:
    journal = stamped(events)
    state = fold_resident("resident", OLD, journal, visits)
    arrived = journal + journal[1:]
    shuffled = list(visits)
    random.shuffle(arrived)
    random.shuffle(shuffled)
    assert fold_resident("resident", OLD, arrived, shuffled) == state
    assert status_of(state, today) in set(ResidentStatus)


@given(st.lists(EVENTS, max_size=10), VISITS, DATES)
def test_who_is_not_stopped_is_in_the_round_or_has_a_next_turn(
    events: list[ResidentEvent], visits: list[VisitState], today: date
) -> None:
    state = fold(*events, visits=visits)
    periods = due_periods(state, RULES)
    stopped = state.stopped_on is not None or bool(state.excluded)
    assert bool(periods) is not stopped
    eligible = resident_status(state, periods, today) is ResidentStatus.ELIGIBLE
    assert eligible <= any(period.holds_on(today) for period in periods)
