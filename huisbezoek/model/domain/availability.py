"""When a visitor can come: stretches of days away and parts of the week, as the card keeps them.

The card holds words with spaces between them: '2027-07-12/2027-08-01' and 'mon-am'. What cannot be
read is passed over, so that a card from elsewhere never stops the agenda.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from huisbezoek.model.domain.errors import BadInputError

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri")
PARTS: Final = ("am", "pm", "eve")
DAY_PARTS: Final = tuple(f"{day}-{part}" for day in WEEKDAYS for part in PARTS)
"""Every part of the working week, in the order of the week."""

# As people write them on a card, in Dutch.
_DAY_NAMES: Final = dict(
    zip(("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"), WEEKDAYS, strict=True)
)
_PART_NAMES: Final = {
    "ochtend": ("am",),
    "voormiddag": ("am",),
    "morgen": ("am",),
    "middag": ("pm",),
    "namiddag": ("pm",),
    "avond": ("eve",),
    "overdag": ("am", "pm"),
}
_DAY: Final = f"(?:{'|'.join(_DAY_NAMES)})"
_PART: Final = f"(?:{'|'.join(_PART_NAMES)})"
_TIME: Final = re.compile(f"({_DAY})?(?:en|s)?({_PART})?(?:en|s)?")
_APART: Final = re.compile(rf"\b({_DAY})s? ({_PART})")
# *Morgen* alone is tomorrow.
_TOMORROW: Final = re.compile(r"(?<!\bde )\bmorgen\b")
_WORD: Final = re.compile(r"[^\W_]+")
_AROUND: Final = frozenset(
    {
        "liefst",
        "liever",
        "graag",
        "voorkeur",
        "bij",
        "alleen",
        "altijd",
        "meestal",
        "elke",
        "iedere",
    }
    | {"het", "t", "s", "de", "op", "in", "en", "of", "beste", "best", "goed", "prima", "wel"}
    | {"kan", "komt", "uit", "is", "bezoek", "bellen", "belt", "ik", "mij", "zij", "hij"}
)
"""Words beside a time that change nothing about it; any other word is for people to read."""

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


def parts_told(text: str) -> frozenset[str]:
    """The day parts in what somebody wrote about time: 'liefst dinsdagmiddag'; empty when unclear.

    A day without a part is all of it, a part without a day is of every day. One word that is not
    known ('geen', 'behalve', 'zondag', 'tot') makes the whole unclear: people read it then.
    """
    words = " ".join(_WORD.findall(text.casefold())).replace("na de middag", "namiddag")
    words = _APART.sub(r"\1\2", words)
    if _TOMORROW.search(words):
        return frozenset()
    times = []
    for word in words.split():
        found = _TIME.fullmatch(word)
        if found is not None and any(found.groups()):
            times.append((found[1] or "", found[2] or ""))
        elif word not in _AROUND:
            return frozenset()
    return _day_parts(times)


def day_part(moment: datetime) -> str:
    """The part of the working week that a moment lies in; '' on Saturday and Sunday."""
    if moment.weekday() >= len(WEEKDAYS):
        return ""
    return f"{WEEKDAYS[moment.weekday()]}-{part_of_day(moment)}"


def part_of_day(moment: datetime) -> str:
    """Morning, afternoon or evening, as `PARTS` has them; on any day of the week."""
    return PARTS[sum(moment.time() >= begins for begins in (NOON, EVENING))]


def _day_parts(times: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The day parts of days, parts and both at once; empty when several ways to read them exist."""
    both: set[str] = set()
    days: set[str] = set()
    parts: set[str] = set()
    for day, part in times:
        if day and part:
            both |= {f"{_DAY_NAMES[day]}-{one}" for one in _PART_NAMES[part]}
        elif day:
            days.add(_DAY_NAMES[day])
        else:
            parts.update(_PART_NAMES[part])
    if both:
        return frozenset() if days or parts else frozenset(both)
    if (not days and not parts) or (len(days) > 1 and len(parts) > 1):
        return frozenset()
    return frozenset(f"{day}-{part}" for day in days or WEEKDAYS for part in parts or PARTS)


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
