"""Dates of which only the year, or the year and month, may be known."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar, Final, Self

from huisbezoek.model.domain.errors import BadInputError

_FIRST_YEAR: Final = 1000
_LAST_YEAR: Final = 2150
_MONTH_NAMES: Final = (
    ("jan", "januari"),
    ("feb", "februari"),
    ("mrt", "maart", "maa"),
    ("apr", "april"),
    ("mei",),
    ("jun", "juni"),
    ("jul", "juli"),
    ("aug", "augustus"),
    ("sep", "september", "sept"),
    ("okt", "oktober"),
    ("nov", "november"),
    ("dec", "december"),
)
_MONTH_NUMBERS: Final = {
    name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names
}
_MONTHS: Final = 12
_SHORTEST_MONTH: Final = 28
_DIGITS_OF_A_YEAR: Final = 4
_STORED: Final = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)
_BRP: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR_FIRST: Final = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4}|\d{2})")
_MONTH_FIRST: Final = re.compile(r"(\d{1,2})[-/. ](\d{4})")
_NAMED: Final = re.compile(r"(?:(\d{1,2})[-/. ]+)?([a-z]{3,9})\.?[-/. ]+(\d{4}|\d{2})")
_SERIAL: Final = re.compile(r"\d{5}")
_TIME_OF_DAY: Final = re.compile(r"[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")
_SPREADSHEET_DAY_ZERO: Final = date(1899, 12, 30)
_EMPTY_DAYS: Final = (_SPREADSHEET_DAY_ZERO, date(1899, 12, 31))
"""What an empty or zero cell looks like when a spreadsheet shows it as a date."""


class ImpossibleDateError(BadInputError):
    """The text is no date that has ever been or will be on a calendar."""

    code: ClassVar[str] = "impossible_date"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date with at least a year; the day is only known when the month is.

    Raises ImpossibleDateError for a date that is on no calendar.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not _FIRST_YEAR <= self.year <= _LAST_YEAR or (self.month is None and self.day):
            raise ImpossibleDateError
        if self.month is not None and not 1 <= self.month <= _MONTHS:
            raise ImpossibleDateError
        if self.month is not None and self.day is not None:
            last = monthrange(self.year, self.month)[1]
            if not 1 <= self.day <= last:
                raise ImpossibleDateError

    @classmethod
    def from_date(cls, day: date) -> Self:
        """The complete date of this calendar day."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Reads the storage form 'YYYY-MM-DD', 'YYYY-MM' or 'YYYY'."""
        match = _STORED.fullmatch(text)
        if match is None:
            raise ImpossibleDateError
        return cls(*(int(part) for part in match.groups() if part is not None))

    @property
    def text(self) -> str:
        """The storage form: 'YYYY-MM-DD', 'YYYY-MM' or 'YYYY'."""
        if self.month is None:
            return f"{self.year:04d}"
        if self.day is None:
            return f"{self.year:04d}-{self.month:02d}"
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"

    @property
    def shown(self) -> str:
        """The Dutch short form without leading zeros: d-m-jjjj, m-jjjj or jjjj."""
        return "-".join(str(part) for part in (self.day, self.month, self.year) if part is not None)

    @property
    def is_complete(self) -> bool:
        """Whether year, month and day are all known."""
        return self.day is not None

    @property
    def latest(self) -> date:
        """The latest calendar day that this date may stand for."""
        month = 12 if self.month is None else self.month
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def earliest(self) -> date:
        """The earliest calendar day that this date may stand for."""
        return date(self.year, self.month or 1, self.day or 1)

    def age_on(self, day: date) -> int | None:
        """Completed years on a day, as the BRP rule LeeftijdBepaling has it.

        With only year and month the age is unknown during the birth month; with only a year there
        is no age; before the birth there is none either.
        """
        if self.month is None or day < self.earliest:
            return None
        if self.day is None and day.month == self.month:
            return None
        return years_between(self.latest, day)


def years_between(birth: date, day: date) -> int:
    """Completed years; someone born on 29 February is a year older on 1 March in other years."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def add_months(day: date, months: int) -> date:
    """The same day so many months on; a day that month lacks becomes the first of the next one."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if day.day <= _SHORTEST_MONTH or day.day <= monthrange(year, month)[1]:
        return date(year, month, day.day)
    return date(year + month // 12, month % 12 + 1, 1)


def parse_brp_date(text: str) -> PartialDate | None:
    """Reads jjjjmmdd whose parts may be 00; None when nothing is known (empty or 00000000).

    Raises ImpossibleDateError for anything else, such as 19550229 or 19780030.
    """
    text = text.strip()
    if not text:
        return None
    match = _BRP.fullmatch(text)
    if match is None:
        raise ImpossibleDateError
    year, month, day = (int(part) for part in match.groups())
    if not year and not month and not day:
        return None
    return PartialDate(year, month or None, day or None)


def parse_date(text: str, *, newest: date | None = None) -> PartialDate | None:
    """Reads a date as people and spreadsheets write it (domain.md 4.4); None for an empty text.

    A year of two digits is in the 1900s, as birth dates are; when `newest` is given it is the
    last such year not after `newest`. Raises ImpossibleDateError when it is no date, and for the
    two days of December 1899 with which a spreadsheet shows an empty cell.
    """
    cleaned = _TIME_OF_DAY.sub("", text.strip().lower())
    if not cleaned:
        return None
    found = _read(cleaned, newest)
    if found is not None and found.is_complete and found.latest in _EMPTY_DAYS:
        raise ImpossibleDateError
    return found


def _read(text: str, newest: date | None) -> PartialDate | None:
    if _BRP.fullmatch(text):
        return parse_brp_date(text)
    if match := _YEAR_FIRST.fullmatch(text):
        return _from_parts(*match.groups())
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
        return _from_parts(_full_year(year, newest), month, day)
    if match := _MONTH_FIRST.fullmatch(text):
        return _from_parts(match[2], match[1], None)
    if (match := _NAMED.fullmatch(text)) and match[2] in _MONTH_NUMBERS:
        month = str(_MONTH_NUMBERS[match[2]])
        return _from_parts(_full_year(match[3], newest), month, match[1])
    if _SERIAL.fullmatch(text):
        return PartialDate.from_date(_SPREADSHEET_DAY_ZERO + timedelta(days=int(text)))
    raise ImpossibleDateError


def _from_parts(year: str, month: str | None, day: str | None) -> PartialDate | None:
    numbers = (int(year), int(month or 0), int(day or 0))
    if not any(numbers):
        return None
    return PartialDate(numbers[0], numbers[1] or None, numbers[2] or None)


def _full_year(year: str, newest: date | None) -> str:
    if len(year) == _DIGITS_OF_A_YEAR:
        return year
    if newest is not None and 2000 + int(year) <= newest.year:
        return f"20{year}"
    return f"19{year}"
