"""Who is due when, and why: each group, several groups at once, and nobody who falls off."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.cycle import (
    DuePeriod,
    DueReason,
    due_on,
    due_periods,
    next_due,
    past_term,
    resident_groups,
    turn_months,
)
from huisbezoek.model.domain.events import ExclusionReason
from huisbezoek.model.domain.partial_dates import add_months
from huisbezoek.model.domain.residents import ResidentState
from huisbezoek.model.domain.state_pension import StatePensionRow, StatePensionTable
from huisbezoek.model.domain.target_groups import CycleTerms, GroupRules, TargetGroup

TABLE = StatePensionTable(
    valid_as_of=date(2026, 11, 1),
    rows=(
        StatePensionRow(date(1949, 11, 1), date(1957, 2, 28), 66, 4),
        StatePensionRow(date(1957, 3, 1), date(1960, 12, 31), 67, 0),
    ),
    provisional_years=67,
    provisional_months=3,
)
RULES = GroupRules(CycleTerms(), TABLE)
TODAY = date(2026, 11, 22)
G = TargetGroup
R = DueReason


def known(birth_date: str = "", **card: str) -> ResidentState:
    return ResidentState("resident", ResidentCard(birth_date=birth_date, **card))  # type: ignore[arg-type] # fields by name


def first(state: ResidentState) -> DuePeriod:
    return due_periods(state, RULES)[0]


def visited(state: ResidentState, on: date) -> ResidentState:
    return replace(state, last_held_on=on, last_contact_on=on)


# 75 and older


@pytest.mark.parametrize(
    ("birth_date", "opens"),
    [
        ("1951-11-23", date(2026, 11, 23)),
        ("1952-02-29", date(2027, 3, 1)),
        ("1951-11", date(2026, 11, 30)),
        ("1951", date(2026, 12, 31)),
    ],
)
def test_75_is_due_from_the_latest_possible_birthday(birth_date: str, opens: date) -> None:
    period = due_periods(known(birth_date), RULES)[-1]
    assert period == DuePeriod(opens, G.AGE75, R.BECAME_75, opens)


def test_after_a_visit_the_cycle_starts_at_the_day_it_was_held() -> None:
    state = visited(known("1944-05-05"), date(2025, 3, 14))
    assert first(state) == DuePeriod(
        date(2027, 3, 14), G.AGE75, R.CYCLE_AFTER_VISIT, date(2025, 3, 14)
    )


def test_a_refusal_counts_as_a_contact() -> None:
    state = replace(known("1944-05-05"), last_contact_on=date(2026, 2, 1))
    assert first(state).reason is R.CYCLE_AFTER_CONTACT
    assert first(state).opens == date(2028, 2, 1)


def test_someone_long_over_75_when_listed_was_never_visited() -> None:
    state = replace(known("1930-01-01"), listed_on=TODAY)
    assert first(state).reason is R.NEVER_VISITED
    assert replace(state, card=ResidentCard(birth_date="1951-03-01")) != state
    recent = replace(known("1951-03-01"), listed_on=TODAY)
    assert [p.reason for p in due_on(due_periods(recent, RULES), TODAY)] == [R.BECAME_75]


def test_a_shorter_cycle_is_followed() -> None:
    rules = GroupRules(CycleTerms(cycle_months=12), TABLE)
    state = visited(known("1944-05-05"), date(2025, 3, 14))
    assert due_periods(state, rules)[0].opens == date(2026, 3, 14)


# Former carers and carers


def test_a_former_carer_is_due_from_a_year_after_the_loss_until_the_term() -> None:
    assert first(known(loss_date="2026-01-10")) == DuePeriod(
        date(2027, 1, 10), G.FORMER_CARER, R.LOSS, date(2026, 1, 10), date(2028, 1, 10)
    )


def test_a_former_carer_comes_back_only_after_saying_yes() -> None:
    state = visited(known(loss_date="2024-01-10"), date(2025, 6, 1))
    assert due_periods(state, RULES) == ()
    assert due_periods(replace(state, wants_repeat=False), RULES) == ()
    assert due_periods(replace(state, wants_repeat=True), RULES) == (
        DuePeriod(date(2027, 6, 1), G.FORMER_CARER, R.WANTS_REPEAT, date(2025, 6, 1)),
    )


def test_a_visit_soon_after_the_loss_does_not_take_the_first_visit_away() -> None:
    state = visited(known(loss_date="2026-01-10"), date(2026, 2, 1))
    assert first(state).opens == date(2027, 1, 10)


def test_a_carer_is_due_from_the_start_and_every_cycle() -> None:
    state = known(carer_since="2026-03-01")
    assert first(state) == DuePeriod(date(2026, 3, 1), G.CARER, R.CARER, date(2026, 3, 1))
    assert first(visited(state, date(2026, 5, 1))).opens == date(2028, 5, 1)


# Around the state pension date


def test_a_term_without_a_question_is_told_until_somebody_leaves_it_at_that() -> None:
    lost = known("1975-01-01", loss_date="2026-01-10")
    closes = date(2028, 1, 10)
    periods = due_periods(lost, RULES)
    assert past_term(periods, closes, None) is None
    term = past_term(periods, date(2028, 1, 11), date(2026, 3, 1))
    assert term is not None
    assert term.closes == closes
    # Who came on a list after it missed nothing here.
    assert past_term(periods, date(2028, 3, 1), date(2028, 2, 1)) is None
    left = replace(lost, term_left_on=date(2028, 1, 11))
    assert R.LOSS not in {period.reason for period in due_periods(left, RULES)}
    # A decision of before the term ended is about another one.
    assert due_periods(replace(lost, term_left_on=closes), RULES) == periods
    later = replace(lost, deferred_on=date(2027, 12, 1), deferred_until=date(2028, 6, 1))
    assert past_term(due_periods(later, RULES), date(2028, 2, 1), None) is None
    asked = replace(lost, requested_on=date(2028, 1, 20))
    assert past_term(due_periods(asked, RULES), date(2028, 2, 1), None) is None


def test_the_pension_window_and_then_75() -> None:
    window, later = due_periods(known("1960-06-01"), RULES)
    assert window == DuePeriod(
        date(2026, 12, 1), G.PENSION, R.PENSION_WINDOW, date(2027, 6, 1), date(2028, 6, 1)
    )
    assert (later.group, later.opens) == (G.AGE75, date(2035, 6, 1))


def test_after_the_first_talk_only_who_said_yes_is_visited_until_75() -> None:
    state = visited(known("1960-06-01"), date(2027, 2, 1))
    assert [p.group for p in due_periods(state, RULES)] == [G.AGE75]
    again = due_periods(replace(state, wants_repeat=True), RULES)[0]
    assert again == DuePeriod(date(2029, 2, 1), G.PENSION, R.WANTS_REPEAT, date(2027, 2, 1))


# On request, several groups, deferral


def test_somebody_of_no_group_who_said_yes_is_visited_again() -> None:
    state = replace(visited(known(), date(2025, 3, 14)), wants_repeat=True)
    again = DuePeriod(date(2027, 3, 14), G.ON_REQUEST, R.WANTS_REPEAT, date(2025, 3, 14))
    assert due_periods(state, RULES) == (again,)
    # Somebody over 75 is asked again anyway: once, and not for both reasons.
    older = replace(visited(known("1944-05-05"), date(2025, 3, 14)), wants_repeat=True)
    assert [period.group for period in due_periods(older, RULES)] == [G.AGE75]


def test_a_request_is_due_at_once_until_it_is_answered() -> None:
    state = replace(known("1970-01-01"), requested_on=TODAY)
    assert first(state) == DuePeriod(TODAY, G.ON_REQUEST, R.REQUESTED, TODAY)
    answered = replace(visited(state, date(2026, 12, 1)), request_answered=True)
    assert G.ON_REQUEST not in {p.group for p in due_periods(answered, RULES)}


def test_in_several_groups_the_earliest_date_wins_and_all_are_counted() -> None:
    state = replace(
        known("1944-05-05", carer_since="2026-03-01"), last_contact_on=None, requested_on=TODAY
    )
    open_now = due_on(due_periods(state, RULES), TODAY)
    assert [p.group for p in open_now] == [G.AGE75, G.CARER, G.ON_REQUEST]
    assert resident_groups(state, TODAY, RULES) == {G.AGE75, G.CARER, G.ON_REQUEST}


def test_a_deferral_freezes_until_its_date() -> None:
    until = date(2027, 3, 1)
    state = replace(known("1944-05-05"), deferred_on=TODAY, deferred_until=until)
    assert due_periods(state, RULES) == (DuePeriod(until, G.AGE75, R.DEFERRED, until),)


def test_a_window_that_would_close_during_a_deferral_stays_open() -> None:
    until = date(2028, 9, 1)
    state = replace(known("1960-06-01"), deferred_on=date(2028, 5, 1), deferred_until=until)
    assert due_periods(state, RULES)[0] == DuePeriod(until, G.PENSION, R.DEFERRED, until)


def test_a_deferral_of_someone_in_no_group_any_more_is_kept() -> None:
    until = date(2027, 3, 1)
    state = replace(known(loss_date="2020-01-01"), deferred_on=TODAY, deferred_until=until)
    assert due_on(due_periods(state, RULES), until)[0].group is G.ON_REQUEST


# Stops


@pytest.mark.parametrize(
    "stop",
    [
        {"died_on": TODAY},
        {"moved_on": TODAY},
        {"opted_out_on": TODAY},
        {"excluded": ExclusionReason.NURSING_HOME.value},
    ],
    ids=lambda stop: next(iter(stop)),
)
def test_who_stopped_is_never_due(stop: dict[str, date | str]) -> None:
    state = replace(known("1944-05-05", carer_since="2020"), requested_on=TODAY, **stop)  # type: ignore[arg-type] # fields by name
    assert due_periods(state, RULES) == ()


def test_a_date_that_cannot_be_read_counts_as_unknown() -> None:
    assert due_periods(known("31-02-1940", loss_date="x"), RULES) == ()


# Words for the card


def test_the_turn_after_a_visit_lies_around_the_due_day() -> None:
    period = first(visited(known("1944-05-05"), date(2025, 3, 14)))
    assert turn_months(period) == (date(2027, 1, 1), date(2027, 5, 1))


def test_a_first_turn_starts_in_the_month_it_opens() -> None:
    period = DuePeriod(date(2026, 11, 23), G.AGE75, R.BECAME_75, date(2026, 11, 23))
    assert turn_months(period) == (date(2026, 11, 1), date(2027, 3, 1))
    soon = replace(period, closes=date(2026, 12, 5))
    assert turn_months(soon) == (date(2026, 11, 1), date(2026, 12, 1))


def test_next_due_is_the_open_period_or_else_the_first_to_open() -> None:
    periods = due_periods(known("1960-06-01"), RULES)
    assert [p.group for p in (next_due(periods, date(2026, 1, 1)),) if p] == [G.PENSION]
    assert [p.group for p in (next_due(periods, date(2030, 1, 1)),) if p] == [G.AGE75]
    assert next_due((), TODAY) is None


# Properties

DAYS = st.dates(date(2015, 1, 1), date(2035, 1, 1))
MAYBE = st.none() | DAYS
BIRTHS = st.dates(date(1915, 1, 1), date(1975, 1, 1)).map(date.isoformat) | st.sampled_from(
    ["", "1950", "1951-06", "unknown"]
)
RECENT = st.dates(date(2010, 1, 1), date(2030, 1, 1)).map(date.isoformat) | st.just("")


@st.composite
def states(draw: st.DrawFn) -> ResidentState:
    """Any resident without a stop."""
    contact = draw(MAYBE)
    held = contact if draw(st.booleans()) else None
    until = draw(MAYBE)
    return ResidentState(
        "resident",
        ResidentCard(birth_date=draw(BIRTHS), loss_date=draw(RECENT), carer_since=draw(RECENT)),
        listed_on=draw(MAYBE),
        requested_on=draw(MAYBE),
        request_answered=draw(st.booleans()),
        wants_repeat=draw(st.none() | st.booleans()),
        last_contact_on=contact,
        last_held_on=held,
        deferred_until=until,
        deferred_on=until and min(until, draw(DAYS)),
    )


def groups_all_ended(state: ResidentState, day: date) -> bool:
    """Whether nothing that is known of this resident calls for another visit, in plain words."""
    born = state.card.birth_date not in {"", "unknown"}
    is_carer = bool(state.card.carer_since) and (
        not state.card.loss_date or state.card.carer_since > state.card.loss_date
    )
    asked = state.requested_on is not None and not state.request_answered
    repeats = bool(state.wants_repeat) and state.last_contact_on is not None
    deferred = state.deferred_until is not None and day <= state.deferred_until
    in_term = (
        bool(state.card.loss_date)
        and day <= add_months(date.fromisoformat(state.card.loss_date), 24)
        and (
            state.last_contact_on is None
            or state.last_contact_on < add_months(date.fromisoformat(state.card.loss_date), 12)
        )
    )
    return not (born or is_carer or asked or repeats or deferred or in_term)


@given(states(), DAYS)
def test_nobody_falls_off_the_list(state: ResidentState, day: date) -> None:
    period = next_due(due_periods(state, RULES), day)
    assert (period is None) <= groups_all_ended(state, day)


@given(states(), st.integers(0, 4000))
def test_someone_open_ended_stays_due_for_ever(state: ResidentState, days: int) -> None:
    periods = [p for p in due_periods(state, RULES) if p.closes is None]
    assume(periods)
    later = date.fromordinal(periods[0].opens.toordinal() + days)
    assert periods[0] in due_on(periods, later)


@given(states(), DAYS, DAYS)
def test_an_earlier_contact_never_makes_a_later_due_date(
    state: ResidentState, one: date, other: date
) -> None:
    earlier, later = sorted((one, other))
    before = due_periods(replace(state, last_contact_on=earlier), RULES)
    after = due_periods(replace(state, last_contact_on=later), RULES)
    if after:
        assert before
        assert before[0].opens <= after[0].opens


@given(states())
def test_no_period_opens_during_a_deferral(state: ResidentState) -> None:
    until, said_on = state.deferred_until, state.deferred_on
    assume(until is not None and said_on is not None and said_on < until)
    assert until is not None
    assert said_on is not None
    frozen_day = date.fromordinal(until.toordinal() - 1)
    assert due_on(due_periods(state, RULES), max(said_on, frozen_day)) == ()
    without = replace(state, deferred_until=None, deferred_on=None)
    for period in due_periods(without, RULES):
        if period.closes is None:
            same_group = [p for p in due_periods(state, RULES) if p.group is period.group]
            assert any(p.closes is None and p.opens <= max(until, period.opens) for p in same_group)


@given(states())
def test_periods_are_in_order_and_whole(state: ResidentState) -> None:
    periods = due_periods(state, RULES)
    assert [p.opens for p in periods] == sorted(p.opens for p in periods)
    assert all(p.closes is None or p.opens <= p.closes for p in periods)
    for period in periods:
        begin, end = turn_months(period)
        assert begin.day == end.day == 1
        assert begin <= end
