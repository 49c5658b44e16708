"""The call some weeks after a visit: between four and six weeks, never proposed in a weekend."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.aftercare import aftercare_window, proposed_aftercare


@pytest.mark.parametrize(
    ("held_on", "day"),
    [
        (date(2026, 11, 23), date(2026, 12, 28)),
        (date(2026, 11, 21), date(2026, 12, 28)),
        (date(2026, 11, 22), date(2026, 12, 28)),
        (date(2026, 11, 27), date(2027, 1, 1)),
    ],
)
def test_the_proposed_day(held_on: date, day: date) -> None:
    assert proposed_aftercare(held_on) == day


@given(st.dates(date(2020, 1, 1), date(2060, 1, 1)))
def test_it_is_a_working_day_in_the_usual_weeks(held_on: date) -> None:
    first, last = aftercare_window(held_on)
    day = proposed_aftercare(held_on)
    assert first <= day <= last
    assert day.weekday() < 5
    assert (first, last) == (held_on + timedelta(days=28), held_on + timedelta(days=42))
