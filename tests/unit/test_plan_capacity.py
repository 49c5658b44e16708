"""Capacity: visits a month over the share that says yes, with holidays, absence and papers."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.cards import VisitorCard
from huisbezoek.model.domain.plan_capacity import (
    CapacityTerms,
    Filled,
    Readiness,
    is_done_before,
    is_for_later,
    months_from,
    places,
    plan_begins,
)
from huisbezoek.model.domain.training import MODULES_FOR, Module, modules_followed

MONTHS = months_from(date(2027, 1, 15), 12)
READY = Readiness(is_ready=True, until=date(2030, 1, 1))


def of(card: VisitorCard, ready: Readiness = READY, *filled: int, now: int = 0, **terms: int):
    kept = CapacityTerms(**terms)
    return places(card, MONTHS, ready=ready, filled=Filled(now, filled), terms=kept)


def test_a_plan_begins_with_the_next_month_after_the_tenth() -> None:
    assert plan_begins(date(2026, 11, 1)) == plan_begins(date(2026, 11, 10)) == date(2026, 11, 1)
    assert plan_begins(date(2026, 11, 11)) == date(2026, 12, 1)
    assert plan_begins(date(2026, 12, 31)) == date(2027, 1, 1)
    assert plan_begins(date(2028, 2, 29)) == date(2028, 3, 1)


def test_only_an_appointment_before_a_plan_leaves_its_months_free() -> None:
    begins = date(2026, 12, 1)
    assert is_done_before(begins, date(2026, 11, 30))
    assert not is_done_before(begins, begins)
    assert not is_done_before(begins, None)


def test_what_cannot_be_halved_comes_a_month_later_and_holidays_are_half() -> None:
    assert MONTHS[0] == date(2027, 1, 1)
    assert MONTHS[-1] == date(2027, 12, 1)
    assert of(VisitorCard()) == (3, 3, 4, 3, 3, 4, 1, 2, 3, 4, 3, 2)
    assert of(VisitorCard(), yes_percent=100) == (2,) * 6 + (1, 1, 2, 2, 2, 1)


def test_what_is_open_fills_its_own_month_and_the_card_the_others() -> None:
    assert of(VisitorCard(), READY, 2, now=2)[:3] == (1, 3, 4)
    assert of(VisitorCard(), READY, 9, now=9)[:2] == (0, 3)
    assert of(VisitorCard(), READY, 0, 2, 9)[:4] == (3, 1, 0, 3)


def test_at_the_start_nobody_gets_more_than_the_card_says_at_once() -> None:
    # All four have an appointment before the plan begins: until then they are open all the same.
    assert of(VisitorCard(), now=4)[:2] == (0, 3)
    assert of(VisitorCard(), now=3)[:2] == (1, 3)
    assert of(VisitorCard(), now=9)[:2] == (0, 3)


def test_a_letter_waits_until_its_month_begins_a_plan() -> None:
    january = date(2027, 1, 1)
    assert is_for_later(january, date(2026, 12, 10))
    assert not is_for_later(january, date(2026, 12, 11))
    assert not is_for_later(january, january)
    assert not is_for_later(None, date(2026, 12, 10))
    assert set(of(VisitorCard(visits_per_month=9))) == {4}
    assert set(of(VisitorCard(visits_per_month=0))) == {0}
    assert set(of(VisitorCard(most_open_visits=-1))) == {0}
    assert of(VisitorCard(), visits_per_month=1, yes_percent=100)[:2] == (1, 1)
    assert of(VisitorCard(visits_per_month=1), yes_percent=0)[0] == 4


def test_who_is_away_the_whole_month_has_none_and_half_a_month_halves() -> None:
    away = VisitorCard(away="2027-02-01/2027-02-28 2027-04-01/2027-04-15")
    assert of(away, yes_percent=100)[:5] == (2, 0, 2, 1, 2)


def test_without_papers_there_is_no_room_and_none_after_they_end() -> None:
    assert set(of(VisitorCard(), Readiness(is_ready=False, until=date(2030, 1, 1)))) == {0}
    assert set(of(VisitorCard(), Readiness(is_ready=True, until=None))) == {0}
    ends = Readiness(is_ready=True, until=date(2027, 3, 10))
    # On which day of March the visit would fall is open: it may be one after the tenth.
    assert [bool(room) for room in of(VisitorCard(), ends)] == [True] * 2 + [False] * 10
    lasts = replace(ends, until=date(2027, 3, 31))
    assert [bool(room) for room in of(VisitorCard(), lasts)] == [True] * 3 + [False] * 9


def test_former_carers_ask_for_training_and_unknown_codes_stay() -> None:
    assert MODULES_FOR == (("former_carer", Module.LIFE_QUESTIONS),)
    assert modules_followed("basic  other") == {"basic", "other"}


@given(
    st.integers(0, 12), st.integers(0, 8), st.integers(-5, 130), st.integers(0, 9),
    st.fractions(0, 1, max_denominator=60).filter(lambda part: part < 1),
)  # fmt: skip
def test_a_month_never_holds_more_than_the_card_and_a_year_never_more_than_is_done(
    visits: int, most: int, percent: int, taken: int, part: Fraction
) -> None:
    card = VisitorCard(visits_per_month=visits, most_open_visits=most)
    terms = CapacityTerms(yes_percent=percent)
    room = places(card, MONTHS, ready=READY, filled=Filled(taken), terms=terms, carried=part)
    assert all(0 <= one <= most for one in room)
    assert sum(room) <= 12 * visits * 100 / max(1, min(100, percent)) + 1
