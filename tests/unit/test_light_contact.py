"""A card or a call after a loss: when it fits, what ends it, and which terms go together."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.cards import OrganisationCard, ResidentCard
from huisbezoek.model.domain.cycle import due_periods
from huisbezoek.model.domain.group_terms import (
    BOUNDS,
    FIELD_OF_PROBLEM,
    TermsProblem,
    problems_of,
    terms_of,
)
from huisbezoek.model.domain.light_contact import (
    LightContactDays,
    light_contact_days,
    light_contact_due,
)
from huisbezoek.model.domain.partial_dates import add_months
from huisbezoek.model.domain.planning_events import LightContactKind, LightContactMade
from huisbezoek.model.domain.resident_fold import fold_resident
from huisbezoek.model.domain.residents import ResidentState
from huisbezoek.model.domain.target_groups import CycleTerms, GroupRules
from huisbezoek.model.domain.visit_refusals import may_be_approached
from huisbezoek.model.domain.visits import VisitState
from tests.profiles import PENSION_TABLE
from tests.unit.test_planning_events import stamped_events

LOSS = date(2026, 8, 22)
TODAY = date(2026, 11, 22)
TERMS = CycleTerms()
LOST = ResidentState("r", ResidentCard(loss_date="2026-08-22"))
DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))


def test_from_three_months_until_a_visit_may_be_offered() -> None:
    found = light_contact_days(LOST, TERMS)
    assert found == LightContactDays(TODAY, date(2027, 8, 21))
    for day, due in ((-1, False), (0, True), (272, True), (273, False)):
        assert light_contact_due(LOST, TERMS, TODAY + timedelta(days=day)) is due, day
    (period,) = due_periods(LOST, GroupRules(TERMS, PENSION_TABLE))
    assert period.opens == found.closes + timedelta(days=1)


@pytest.mark.parametrize("loss", ["", "zomer", "2026-10"])
def test_without_a_day_or_too_soon_there_is_none(loss: str) -> None:
    # Of a month that alone is known the last day counts.
    assert not light_contact_due(replace(LOST, card=ResidentCard(loss_date=loss)), TERMS, TODAY)


@pytest.mark.parametrize(
    "terms",
    [
        CycleTerms(light_contact_months=0),
        CycleTerms(light_contact_months=12),
        CycleTerms(former_carer_first_months=2),
    ],
)
def test_nobody_gets_one_where_the_organisation_does_not_do_it(terms: CycleTerms) -> None:
    assert light_contact_days(LOST, terms) is None


@pytest.mark.parametrize(
    "change",
    [
        {"light_contact_on": TODAY},
        {"last_contact_on": LOSS},
        {"deferred_on": TODAY},
        {"open_visit": VisitState("v")},
        {"opted_out_on": TODAY},
        {"moved_on": TODAY},
        {"died_on": TODAY},
        {"excluded": "nursing_home"},
        {"paused_on": TODAY},
        {"card": ResidentCard(loss_date="2026-08-22", visited_by="Buurtzorg")},
        {"card": ResidentCard(loss_date="2026-08-22", do_not_visit="ziek")},
    ],
)
def test_contact_or_a_stop_ends_it(change: dict[str, object]) -> None:
    assert light_contact_due(LOST, TERMS, TODAY)
    assert not light_contact_due(replace(LOST, **change), TERMS, TODAY)


def test_what_was_before_the_loss_does_not_count() -> None:
    before = LOSS - timedelta(days=1)
    known = replace(LOST, light_contact_on=before, last_contact_on=before, deferred_on=before)
    assert light_contact_due(known, TERMS, TODAY)


def test_the_last_one_is_remembered() -> None:
    card, call = LightContactKind
    events = stamped_events(LightContactMade(card, TODAY), LightContactMade(call, LOSS))
    assert fold_resident("r", ResidentCard(), events, ()).light_contact_on == TODAY


@st.composite
def lives(draw: st.DrawFn) -> ResidentState:
    loss = draw(st.none() | DAYS)
    return ResidentState(
        "r",
        ResidentCard(
            loss_date=loss.isoformat() if loss else "",
            visited_by=draw(st.sampled_from(("", "Buurtzorg"))),
        ),
        light_contact_on=draw(st.none() | DAYS),
        last_contact_on=draw(st.none() | DAYS),
        deferred_on=draw(st.none() | DAYS),
        opted_out_on=draw(st.none() | DAYS),
        open_visit=draw(st.sampled_from((None, VisitState("v")))),
    )


TERMS_DRAWN = st.builds(
    CycleTerms,
    light_contact_months=st.integers(0, 24),
    former_carer_first_months=st.integers(1, 60),
)


@given(lives(), TERMS_DRAWN, DAYS)
def test_it_is_due_exactly_when_the_rule_says_so(
    state: ResidentState, terms: CycleTerms, today: date
) -> None:
    due = light_contact_due(state, terms, today)
    loss = state.card.loss_date and date.fromisoformat(state.card.loss_date)
    contacts = (state.light_contact_on, state.last_contact_on, state.deferred_on)
    expected = (
        bool(loss)
        and bool(terms.light_contact_months)
        and add_months(loss, terms.light_contact_months) <= today
        and today < add_months(loss, terms.former_carer_first_months)
        and all(day is None or day < loss for day in contacts)
        and state.open_visit is None
        and may_be_approached(state)
    )
    assert due == expected


@given(lives(), TERMS_DRAWN, DAYS)
def test_it_moves_no_visit_and_comes_once(
    state: ResidentState, terms: CycleTerms, today: date
) -> None:
    after = replace(state, light_contact_on=today)
    rules = GroupRules(terms, PENSION_TABLE)
    assert due_periods(after, rules) == due_periods(state, rules)
    if light_contact_due(state, terms, today):
        assert light_contact_days(after, terms) is None


def test_the_card_of_the_organisation_has_every_term_by_its_name() -> None:
    card = OrganisationCard(age_from=80, cycle_months=36, light_contact_months=0)
    assert terms_of(card) == CycleTerms(age_from=80, cycle_months=36, light_contact_months=0)
    assert terms_of(OrganisationCard()) == CycleTerms()
    assert {one.name for one in fields(CycleTerms)} == {*BOUNDS, "entering_months"}
    for name, bounds in BOUNDS.items():
        assert bounds.least <= getattr(TERMS, name) <= bounds.most


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({}, None),
        ({"former_carer_first_months": 24}, None),
        ({"light_contact_months": 11}, None),
        ({"pension_months_before": 0}, None),
        ({"former_carer_last_months": 11}, TermsProblem.LAST_BEFORE_FIRST),
        ({"light_contact_months": 12}, TermsProblem.LIGHT_AFTER_FIRST),
        (
            {"pension_months_before": 0, "pension_months_after": 0},
            TermsProblem.NO_PENSION_WINDOW,
        ),
    ],
)
def test_terms_that_do_not_fit_together(
    change: dict[str, int], problem: TermsProblem | None
) -> None:
    assert problems_of(replace(OrganisationCard(), **change)) == ((problem,) if problem else ())
    assert problem is None or FIELD_OF_PROBLEM[problem] in BOUNDS
