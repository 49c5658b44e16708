"""The day someone reaches the Dutch state pension age (AOW-leeftijd)."""

from dataclasses import dataclass
from datetime import date

from huisbezoek.model.domain.partial_dates import add_months


@dataclass(frozen=True, slots=True)
class StatePensionRow:
    """People born from `born_from` to `born_to` (both included) reach it at this age."""

    born_from: date
    born_to: date
    years: int
    months: int


@dataclass(frozen=True, slots=True)
class StatePensionTable:
    """The ages fixed by law so far.

    `valid_as_of` is the day on which the table was checked; `provisional_years` and
    `provisional_months` are the least age for those born later.
    """

    valid_as_of: date
    rows: tuple[StatePensionRow, ...]
    provisional_years: int
    provisional_months: int

    def is_old(self, today: date, months: int = 14) -> bool:
        """Whether the table is due to be checked: older than so many months (domain.md 3)."""
        return add_months(self.valid_as_of, months) < today


@dataclass(frozen=True, slots=True)
class StatePensionDate:
    """The day, and whether the law may still make it later."""

    day: date
    is_provisional: bool


def state_pension_date(birth: date, table: StatePensionTable) -> StatePensionDate | None:
    """The birth date plus the age of the table; the pension starts on that day itself.

    A day that the month lacks becomes the first of the next month. Born after the table: a
    provisional date. Born before the table: None, it was reached long ago.
    """
    if not table.rows or birth < table.rows[0].born_from:
        return None
    for row in table.rows:
        if row.born_from <= birth <= row.born_to:
            return StatePensionDate(
                add_months(birth, 12 * row.years + row.months), is_provisional=False
            )
    months = 12 * table.provisional_years + table.provisional_months
    return StatePensionDate(add_months(birth, months), is_provisional=True)
