"""When a visitor can come: stretches of days away and parts of the week, as the card keeps them.

The card holds words with spaces between them: '2027-07-12/2027-08-01' and 'mon-am'. What cannot be
read is passed over, so that a card from elsewhere never stops the agenda.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from huisbezoek.model.domain.errors import BadInputError

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri")
PARTS: Final = ("am", "pm", "eve")
DAY_PARTS: Final = tuple(f"{day}-{part}" for day in WEEKDAYS for part in PARTS)
"""Every part of the working week, in the order of the week."""

NOON: Final = time(12)
EVENING: Final = time(18)


class AwayPeriodError(BadInputError):
    """A stretch of days away that ends before it begins."""

    code = "away_period"


@dataclass(frozen=True, slots=True, order=True)
class AwayPeriod:
    """Days on which the visitor is not there; both ends are included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether the visitor is away on this day."""
        return self.first <= day <= self.last


def read_away(text: str) -> tuple[AwayPeriod, ...]:
    """The stretches of a card, the first one first."""
    return _united(period for word in text.split() if (period := _period(word)) is not None)


def write_away(periods: Iterable[AwayPeriod]) -> str:
    """As the card keeps them: in order, and what touches is one stretch. Raises AwayPeriodError."""
    asked = tuple(periods)
    if any(one.last < one.first for one in asked):
        raise AwayPeriodError
    return " ".join(f"{one.first.isoformat()}/{one.last.isoformat()}" for one in _united(asked))


def is_away(periods: Iterable[AwayPeriod], day: date) -> bool:
    """Whether one of the stretches holds this day."""
    return any(one.holds(day) for one in periods)


def read_available(text: str) -> frozenset[str]:
    """The day parts of a card; empty when nothing was said, so that any part will do."""
    return frozenset(text.split()) & frozenset(DAY_PARTS)


def write_available(parts: Collection[str]) -> str:
    """As the card keeps them, in the order of the week; '' when every part or none was chosen."""
    chosen = [part for part in DAY_PARTS if part in parts]
    return "" if len(chosen) == len(DAY_PARTS) else " ".join(chosen)


def day_part(moment: datetime) -> str:
    """The part of the working week that a moment lies in; '' on Saturday and Sunday."""
    if moment.weekday() >= len(WEEKDAYS):
        return ""
    return f"{WEEKDAYS[moment.weekday()]}-{part_of_day(moment)}"


def part_of_day(moment: datetime) -> str:
    """Morning, afternoon or evening, as `PARTS` has them; on any day of the week."""
    return PARTS[sum(moment.time() >= begins for begins in (NOON, EVENING))]


def _period(word: str) -> AwayPeriod | None:
    first, _, last = word.partition("/")
    try:
        period = AwayPeriod(date.fromisoformat(first), date.fromisoformat(last or first))
    except ValueError:
        return None
    return period if period.first <= period.last else None


def _united(periods: Iterable[AwayPeriod]) -> tuple[AwayPeriod, ...]:
    found: list[AwayPeriod] = []
    for one in sorted(periods):
        if found and one.first <= found[-1].last + timedelta(days=1):
            found[-1] = AwayPeriod(found[-1].first, max(found[-1].last, one.last))
        else:
            found.append(one)
    return tuple(found)
