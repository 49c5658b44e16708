"""Partial dates: every form in which people and the BRP write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.partial_dates import (
    ImpossibleDateError,
    PartialDate,
    add_months,
    parse_brp_date,
    parse_date,
    years_between,
)

DAYS = st.dates(min_value=date(1890, 1, 1), max_value=date(2090, 12, 31)).filter(
    lambda day: day not in {date(1899, 12, 30), date(1899, 12, 31)}
)


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    day = draw(DAYS)
    known = draw(st.integers(1, 3))
    parts = (day.year, day.month if known > 1 else None, day.day if known > 2 else None)
    return PartialDate(*parts)


@given(partial_dates())
def test_storage_form_round_trips(value: PartialDate) -> None:
    assert PartialDate.from_text(value.text) == value


@given(partial_dates())
def test_brp_form_round_trips(value: PartialDate) -> None:
    written = f"{value.year:04d}{value.month or 0:02d}{value.day or 0:02d}"
    assert parse_brp_date(written) == value
    assert parse_date(written) == value


@given(partial_dates())
def test_shown_form_can_be_typed_again(value: PartialDate) -> None:
    assert parse_date(value.shown) == value


@given(partial_dates())
def test_earliest_and_latest_embrace_the_date(value: PartialDate) -> None:
    assert value.earliest <= value.latest
    assert (value.earliest == value.latest) == value.is_complete
    for day in (value.earliest, value.latest):
        assert day.year == value.year
        assert value.month in {None, day.month}


@given(DAYS)
def test_day_first_forms_agree(day: date) -> None:
    expected = PartialDate.from_date(day)
    for text in (
        f"{day.day}-{day.month}-{day.year}",
        f"{day.day:02d}/{day.month:02d}/{day.year}",
        f"{day.day}.{day.month}.{day.year}",
        day.isoformat(),
        f"{day.isoformat()} 00:00:00",
    ):
        assert parse_date(text) == expected


@given(st.dates(min_value=date(1930, 1, 1), max_value=date(2080, 1, 1)))
def test_spreadsheet_serials_are_dates(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    assert parse_date(str(serial)) == PartialDate.from_date(day)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3-11-48", "1948-11-03"),
        ("1-2-03", "1903-02-01"),
        ("3 nov 1948", "1948-11-03"),
        ("3 november 48", "1948-11-03"),
        ("12 mrt. 1951", "1951-03-12"),
        ("mei 1951", "1951-05"),
        ("05-1951", "1951-05"),
        ("1951", "1951"),
        ("00-00-1951", "1951"),
        ("19510000", "1951"),
        ("19510500", "1951-05"),
    ],
)
def test_forms_of_birth_dates(text: str, expected: str) -> None:
    found = parse_date(text)
    assert found is not None
    assert found.text == expected


def test_two_digit_years_of_recent_dates_are_not_after_the_newest() -> None:
    newest = date(2026, 11, 22)
    assert parse_date("12-6-25", newest=newest) == PartialDate(2025, 6, 12)
    assert parse_date("12-6-98", newest=newest) == PartialDate(1998, 6, 12)


@pytest.mark.parametrize("text", ["", "  ", "00000000"])
def test_nothing_known_is_none(text: str) -> None:
    assert parse_brp_date(text) is None


@pytest.mark.parametrize("text", ["", "  ", "00-00-0000", "0000-00-00", "00/0000"])
def test_no_text_or_only_zeros_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    "text",
    ["19550229", "19781301", "19780030", "00001200", "1978", "abcdefgh", "1955-02-28"],
)
def test_impossible_brp_dates(text: str) -> None:
    with pytest.raises(ImpossibleDateError):
        parse_brp_date(text)


@pytest.mark.parametrize(
    "text",
    ["30-2-1950", "31-12-1899", "1899-12-30", "ja", "32-1-1950", "1-13-1950", "0:00", "#N/B"],
)
def test_impossible_everyday_dates(text: str) -> None:
    with pytest.raises(ImpossibleDateError):
        parse_date(text)


@given(st.text(max_size=14))
def test_any_text_is_a_date_nothing_or_a_typed_error(text: str) -> None:
    try:
        found = parse_date(text)
    except ImpossibleDateError:
        return
    assert found is None or PartialDate.from_text(found.text) == found


@pytest.mark.parametrize("text", ["1950-1-1", "50", "1950-13", "1950--1", "x", "1950-01-01-01"])
def test_storage_form_is_strict(text: str) -> None:
    with pytest.raises(ImpossibleDateError):
        PartialDate.from_text(text)


def test_age_follows_the_brp_rule() -> None:
    assert PartialDate(1951, 3, 10).age_on(date(2026, 3, 9)) == 74
    assert PartialDate(1951, 3, 10).age_on(date(2026, 3, 10)) == 75
    assert PartialDate(1951, 3).age_on(date(2026, 2, 28)) == 74
    assert PartialDate(1951, 3).age_on(date(2026, 3, 15)) is None
    assert PartialDate(1951, 3).age_on(date(2026, 4, 1)) == 75
    assert PartialDate(1951).age_on(date(2026, 12, 31)) is None
    assert PartialDate(1952, 2, 29).age_on(date(2027, 2, 28)) == 74
    assert PartialDate(1952, 2, 29).age_on(date(2027, 3, 1)) == 75
    assert PartialDate(2027, 1, 1).age_on(date(2026, 1, 1)) is None


@given(DAYS, st.integers(-600, 1200))
def test_adding_months_never_skips_a_month_but_by_the_day_rule(day: date, months: int) -> None:
    moved = add_months(day, months)
    index = day.year * 12 + day.month - 1 + months
    found = moved.year * 12 + moved.month - 1
    assert (found == index and moved.day == day.day) or (
        found == index + 1 and moved.day == 1 and day.day > 28
    )


@given(DAYS, st.integers(0, 110))
def test_a_birthday_makes_a_year_older(birth: date, years: int) -> None:
    birthday = add_months(birth, 12 * years)
    assert years_between(birth, birthday) == years
    assert years_between(birth, birthday - timedelta(days=1)) == years - 1
