"""The Dutch holidays of a year: days on which people rather have no visit, and days to know of.

Easter by the calculation of Meeus, Jones and Butcher (J. Meeus, Astronomical Algorithms, 1991,
chapter 8). King's Day moves to Saturday when 27 April is a Sunday.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Final

_SUNDAY: Final = 6


class Holiday(StrEnum):
    """The days that a calendar in the Netherlands marks."""

    NEW_YEAR = "new_year"
    GOOD_FRIDAY = "good_friday"
    EASTER = "easter"
    EASTER_MONDAY = "easter_monday"
    KINGS_DAY = "kings_day"
    LIBERATION_DAY = "liberation_day"
    ASCENSION = "ascension"
    PENTECOST = "pentecost"
    PENTECOST_MONDAY = "pentecost_monday"
    CHRISTMAS = "christmas"
    SECOND_CHRISTMAS = "second_christmas"

    @property
    def is_day_off(self) -> bool:
        """Whether most people have the day off; the others are only told."""
        return self not in {Holiday.GOOD_FRIDAY, Holiday.LIBERATION_DAY}


def easter(year: int) -> date:
    """Easter Sunday of a year of the Gregorian calendar."""
    golden, century = year % 19, year // 100
    epact = (
        19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (year % 100 // 4) - epact - year % 100 % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=32)
def holidays(year: int) -> Mapping[date, Holiday]:
    """The holidays of a year by day; when two fall together the first of the table counts."""
    sunday = easter(year)
    king = date(year, 4, 27)
    if king.weekday() == _SUNDAY:
        king -= timedelta(days=1)
    days = (
        (date(year, 1, 1), Holiday.NEW_YEAR),
        (sunday - timedelta(days=2), Holiday.GOOD_FRIDAY),
        (sunday, Holiday.EASTER),
        (sunday + timedelta(days=1), Holiday.EASTER_MONDAY),
        (king, Holiday.KINGS_DAY),
        (sunday + timedelta(days=39), Holiday.ASCENSION),
        (date(year, 5, 5), Holiday.LIBERATION_DAY),
        (sunday + timedelta(days=49), Holiday.PENTECOST),
        (sunday + timedelta(days=50), Holiday.PENTECOST_MONDAY),
        (date(year, 12, 25), Holiday.CHRISTMAS),
        (date(year, 12, 26), Holiday.SECOND_CHRISTMAS),
    )
    found = dict(reversed(days))
    return MappingProxyType({day: found[day] for day in sorted(found)})


def holiday(day: date) -> Holiday | None:
    """The holiday on this day, if it is one."""
    return holidays(day.year).get(day)
