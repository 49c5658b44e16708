"""The agenda without a database: holidays, days away, what to think of, and addresses in order."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.address_distance import address_distance
from huisbezoek.model.domain.addresses import Address
from huisbezoek.model.domain.agenda import (
    AgendaWarning,
    Slot,
    Surroundings,
    monday,
    moved,
    warnings,
    week,
)
from huisbezoek.model.domain.availability import (
    DAY_PARTS,
    AwayPeriod,
    AwayPeriodError,
    day_part,
    is_away,
    read_available,
    read_away,
    write_available,
    write_away,
)
from huisbezoek.model.domain.holidays import Holiday, easter, holiday, holidays
from tests.people import TODAY, at, day

NOW = at(TODAY, 9)
WEDNESDAY = day(2)
DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("year", "on"),
    [
        (2008, date(2008, 3, 23)),
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2027, date(2027, 3, 28)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter_as_almanacs_print_it(year: int, on: date) -> None:
    assert easter(year) == on


def test_the_holidays_of_a_year() -> None:
    assert holidays(2027) == {
        date(2027, 1, 1): Holiday.NEW_YEAR,
        date(2027, 3, 26): Holiday.GOOD_FRIDAY,
        date(2027, 3, 28): Holiday.EASTER,
        date(2027, 3, 29): Holiday.EASTER_MONDAY,
        date(2027, 4, 27): Holiday.KINGS_DAY,
        date(2027, 5, 5): Holiday.LIBERATION_DAY,
        date(2027, 5, 6): Holiday.ASCENSION,
        date(2027, 5, 16): Holiday.PENTECOST,
        date(2027, 5, 17): Holiday.PENTECOST_MONDAY,
        date(2027, 12, 25): Holiday.CHRISTMAS,
        date(2027, 12, 26): Holiday.SECOND_CHRISTMAS,
    }
    assert holiday(date(2027, 3, 3)) is None


def test_on_a_sunday_the_king_has_his_day_on_saturday() -> None:
    assert holiday(date(2025, 4, 26)) is Holiday.KINGS_DAY
    assert holiday(date(2025, 4, 27)) is None


def test_ascension_on_the_fifth_of_may_is_a_day_off() -> None:
    assert holiday(date(2016, 5, 5)) is Holiday.ASCENSION
    assert not Holiday.LIBERATION_DAY.is_day_off
    assert not Holiday.GOOD_FRIDAY.is_day_off


@given(st.integers(1900, 2199))
def test_easter_is_a_sunday_in_its_five_weeks(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


def test_days_away_are_read_in_order_and_joined() -> None:
    text = "2027-07-12/2027-08-01 niets 2027-02-30/2027-03-01 2027-05-05 2027-08-02/2027-08-04 "
    periods = read_away(f"{text}2027-09-09/2027-09-01 2027-07-20/2027-07-21")
    assert periods == (
        AwayPeriod(date(2027, 5, 5), date(2027, 5, 5)),
        AwayPeriod(date(2027, 7, 12), date(2027, 8, 4)),
    )
    assert write_away(periods) == "2027-05-05/2027-05-05 2027-07-12/2027-08-04"
    assert is_away(periods, date(2027, 8, 4))
    assert not is_away(periods, date(2027, 8, 5))


def test_days_away_do_not_end_before_they_begin() -> None:
    with pytest.raises(AwayPeriodError):
        write_away([AwayPeriod(day(1), day(0))])


@given(st.lists(st.builds(AwayPeriod, DAYS, DAYS).filter(lambda one: one.first <= one.last)))
def test_days_away_keep_the_same_days(periods: list[AwayPeriod]) -> None:
    kept = read_away(write_away(periods))
    assert all(one.last + timedelta(days=1) < other.first for one, other in pairwise(kept))
    for one in periods:
        assert is_away(kept, one.first)
        assert is_away(kept, one.last)


def test_the_parts_of_the_week_that_suit() -> None:
    assert read_available("wed-pm mon-am sun-am oops") == {"wed-pm", "mon-am"}
    assert write_available({"wed-pm", "mon-am"}) == "mon-am wed-pm"
    assert write_available(frozenset(DAY_PARTS)) == ""
    assert [day_part(at(WEDNESDAY, hour)) for hour in (9, 12, 18)] == [
        "wed-am",
        "wed-pm",
        "wed-eve",
    ]
    assert day_part(at(day(5), 9)) == ""


@pytest.mark.parametrize(
    ("starts", "around", "expected"),
    [
        (at(WEDNESDAY, 10), Surroundings(), ()),
        (at(date(2026, 12, 25), 10), Surroundings(), (AgendaWarning.HOLIDAY,)),
        (at(date(2027, 5, 5), 10), Surroundings(), ()),
        (at(day(5), 10), Surroundings(), (AgendaWarning.WEEKEND,)),
        (at(WEDNESDAY, 8, 30), Surroundings(), (AgendaWarning.EARLY,)),
        (at(WEDNESDAY, 17), Surroundings(), ()),
        (at(WEDNESDAY, 17, 30), Surroundings(), (AgendaWarning.EVENING,)),
        (at(day(-3), 10), Surroundings(), (AgendaWarning.PAST,)),
        (
            at(WEDNESDAY, 10),
            Surroundings(others=(Slot(at(WEDNESDAY, 10, 30), 60),)),
            (AgendaWarning.DOUBLE,),
        ),
        (at(WEDNESDAY, 10), Surroundings(others=(Slot(at(WEDNESDAY, 11), 60),)), ()),
        (
            at(WEDNESDAY, 10),
            Surroundings(away=(AwayPeriod(WEDNESDAY, WEDNESDAY),)),
            (AgendaWarning.AWAY,),
        ),
        (
            at(WEDNESDAY, 10),
            Surroundings(available=frozenset({"wed-pm"})),
            (AgendaWarning.NOT_AVAILABLE,),
        ),
        (at(WEDNESDAY, 10), Surroundings(available=frozenset({"wed-am"})), ()),
        (
            at(WEDNESDAY, 10),
            Surroundings(turn=(date(2027, 1, 1), date(2027, 5, 1))),
            (AgendaWarning.OUTSIDE_TURN,),
        ),
        (at(WEDNESDAY, 10), Surroundings(turn=(date(2026, 11, 1), date(2026, 11, 1))), ()),
        (at(WEDNESDAY, 10), Surroundings(turn=(date(2026, 1, 1), date(2026, 5, 1))), ()),
    ],
)
def test_what_to_think_of(
    starts: datetime, around: Surroundings, expected: tuple[AgendaWarning, ...]
) -> None:
    assert warnings(Slot(starts, 60), around, NOW) == expected


def test_a_step_stays_within_the_day() -> None:
    assert moved(at(WEDNESDAY, 10), days=1) == at(day(3), 10)
    assert moved(at(WEDNESDAY, 10, 15), half_hours=1) == at(WEDNESDAY, 10, 45)
    assert moved(at(WEDNESDAY, 8), half_hours=-1) == at(WEDNESDAY, 8)
    assert moved(at(WEDNESDAY, 19, 30), half_hours=1) == at(WEDNESDAY, 19, 30)
    assert moved(at(WEDNESDAY, 21), days=-1) == at(day(1), 21)


def test_a_week_begins_on_monday() -> None:
    assert monday(day(6)) == TODAY
    assert week(day(6)) == tuple(day(number) for number in range(7))


def place(street: str, number: int | None, postcode: str) -> Address:
    return Address(street=street, house_number=number, postcode=postcode, city="Voorbeelddam")


def test_addresses_lie_further_and_further_apart() -> None:
    here = place("Kerkstraat", 12, "1234AB")
    apart = [
        address_distance(here, other)
        for other in (
            here,
            place("Kerkstraat", 14, "1234AB"),
            place("Kerkstraat", 30, "1234AC"),
            place("Kerkstraat", 90, "1234AD"),
            place("Molenweg", 1, "1234AD"),
            place("Molenweg", 1, "1234XD"),
            place("Lindelaan", 1, "1235AB"),
            place("Lindelaan", 1, "1290AB"),
        )
    ]
    assert apart == sorted(apart)
    assert apart[0] == 0
    assert address_distance(here, place("Lindelaan", 1, "")) == 100
    assert address_distance(place("", None, ""), place("", None, "")) == 100
    assert address_distance(place("A", None, ""), place("A", 5, "")) == 2
    assert all(
        address_distance(here, other) == address_distance(other, here)
        for other in (place("Molenweg", 1, "1290AB"), place("Kerkstraat", 50, "1234AC"))
    )
