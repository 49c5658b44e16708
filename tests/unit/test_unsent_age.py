"""The colour of the last exchange follows the age of unsent work."""

from datetime import date, timedelta

import pytest

from huisbezoek.model.domain.unsent_age import LONG_DAYS, WAITING_DAYS, UnsentAge, unsent_age

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("days", "age"),
    [
        (-400, UnsentAge.FRESH),
        (0, UnsentAge.FRESH),
        (WAITING_DAYS - 1, UnsentAge.FRESH),
        (WAITING_DAYS, UnsentAge.WAITING),
        (LONG_DAYS - 1, UnsentAge.WAITING),
        (LONG_DAYS, UnsentAge.LONG),
        (4000, UnsentAge.LONG),
    ],
)
def test_the_age_counts_from_the_oldest_work(days, age) -> None:
    assert unsent_age(TODAY - timedelta(days=days), TODAY) is age


def test_who_made_nothing_has_nothing_that_waits() -> None:
    assert unsent_age(None, TODAY) is UnsentAge.FRESH
