"""How long work may wait on one laptop: the colour of the last exchange follows it."""

from datetime import date
from enum import StrEnum
from typing import Final

WAITING_DAYS: Final = 14
LONG_DAYS: Final = 30
"""Days that the oldest unsent work waits before the program speaks of it, and speaks up."""


class UnsentAge(StrEnum):
    """What the age of the oldest work that never left this laptop asks of its person."""

    FRESH = "fresh"
    WAITING = "waiting"
    LONG = "long"


def unsent_age(oldest: date | None, today: date) -> UnsentAge:
    """The age of unsent work, never of the calendar: who made nothing has nothing that waits.

    `oldest` is the day of the oldest unsent work; None when everything was taken along. A day
    that lies ahead, by a clock that was wrong, counts as today.
    """
    days = (today - oldest).days if oldest is not None else 0
    if days >= LONG_DAYS:
        return UnsentAge.LONG
    return UnsentAge.WAITING if days >= WAITING_DAYS else UnsentAge.FRESH
