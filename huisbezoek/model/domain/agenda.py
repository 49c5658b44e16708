"""The agenda: weeks, moving an appointment by steps, and what to think of before agreeing a time.

Warnings never forbid: people agree what suits them, the program only says what it sees.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from huisbezoek.model.domain.availability import EVENING, AwayPeriod, day_part, is_away
from huisbezoek.model.domain.holidays import holiday

FIRST_HOUR: Final = 8
LAST_HOUR: Final = 20
HALF_HOUR: Final = timedelta(minutes=30)
_MORNING: Final = time(9)
_SATURDAY: Final = 5


class AgendaWarning(StrEnum):
    """What somebody may want to think of before an appointment on that time."""

    HOLIDAY = "holiday"
    WEEKEND = "weekend"
    EARLY = "early"
    EVENING = "evening"
    PAST = "past"
    DOUBLE = "double"
    OUTSIDE_TURN = "outside_turn"
    AWAY = "away"
    NOT_AVAILABLE = "not_available"


@dataclass(frozen=True, slots=True)
class Slot:
    """A time in the agenda: local wall-clock time and length in minutes."""

    starts: datetime
    minutes: int

    @property
    def ends(self) -> datetime:
        """When it is over."""
        return self.starts + timedelta(minutes=self.minutes)

    def meets(self, other: "Slot") -> bool:
        """Whether both take the same time, for a moment at least."""
        return self.starts < other.ends and other.starts < self.ends


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a time: the visitor's other appointments, days away and day parts.

    `turn` are the first days of the first and the last month in which the resident's turn falls;
    None when that is not known here. `available` is empty when any part of the week will do.
    """

    others: Sequence[Slot] = ()
    away: Sequence[AwayPeriod] = ()
    available: frozenset[str] = frozenset()
    turn: tuple[date, date] | None = None


def warnings(slot: Slot, around: Surroundings, now: datetime) -> tuple[AgendaWarning, ...]:
    """What to think of before agreeing on this time, in a fixed order."""
    day = slot.starts.date()
    found = holiday(day)
    part = day_part(slot.starts)
    seen = {
        AgendaWarning.HOLIDAY: found is not None and found.is_day_off,
        AgendaWarning.WEEKEND: day.weekday() >= _SATURDAY,
        AgendaWarning.EARLY: slot.starts.time() < _MORNING,
        AgendaWarning.EVENING: slot.ends > datetime.combine(day, EVENING),
        AgendaWarning.PAST: slot.starts < now,
        AgendaWarning.DOUBLE: any(slot.meets(other) for other in around.others),
        AgendaWarning.OUTSIDE_TURN: _is_outside(day, around.turn, now.date()),
        AgendaWarning.AWAY: is_away(around.away, day),
        AgendaWarning.NOT_AVAILABLE: bool(around.available and part)
        and part not in around.available,
    }
    return tuple(warning for warning, holds in seen.items() if holds)


def moved(starts: datetime, *, days: int = 0, half_hours: int = 0) -> datetime:
    """The time so many days and half hours on, within the hours that the week shows."""
    day = starts.date() + timedelta(days=days)
    wanted = datetime.combine(day, starts.time()) + half_hours * HALF_HOUR
    first = datetime.combine(day, time(FIRST_HOUR))
    last = datetime.combine(day, time(LAST_HOUR)) - HALF_HOUR
    return min(max(wanted, first), last) if half_hours else wanted


def monday(day: date) -> date:
    """The Monday of the week of this day."""
    return day - timedelta(days=day.weekday())


def week(day: date) -> tuple[date, ...]:
    """The seven days of the week of this day, from Monday."""
    first = monday(day)
    return tuple(first + timedelta(days=number) for number in range(7))


def _is_outside(day: date, turn: tuple[date, date] | None, today: date) -> bool:
    """Before the first month or after the last one; never when the turn is over already."""
    if turn is None:
        return False
    month = day.replace(day=1)
    is_over = turn[1] < today.replace(day=1)
    return not is_over and not turn[0] <= month <= turn[1]
