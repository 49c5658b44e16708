"""The call some weeks after a visit: when it is usual, and the day that is proposed."""

from datetime import date, timedelta
from typing import Final

FIRST_WEEKS: Final = 4
LAST_WEEKS: Final = 6
_USUAL_WEEKS: Final = 5
_SATURDAY: Final = 5


def aftercare_window(held_on: date) -> tuple[date, date]:
    """The first and the last usual day to call after a visit on this day."""
    return held_on + timedelta(weeks=FIRST_WEEKS), held_on + timedelta(weeks=LAST_WEEKS)


def proposed_aftercare(held_on: date) -> date:
    """Five weeks after the visit; the Monday after it when that is in a weekend."""
    day = held_on + timedelta(weeks=_USUAL_WEEKS)
    weekend = day.weekday() - _SATURDAY
    return day if weekend < 0 else day + timedelta(days=2 - weekend)
