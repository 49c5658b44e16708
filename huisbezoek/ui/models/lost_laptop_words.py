"""The clock of 72 hours after a lost laptop, and the time that somebody typed, in words."""

import re
from datetime import date, datetime, time
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.ui import texts

_CLOCK: Final = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?(?:\s*uur)?")
_HOUR: Final = 3600
_DAY: Final = 24


def deadline_words(until: datetime, now: datetime) -> str:
    """Before when to judge and report (article 33 GDPR), and how long that still is."""
    day = texts.long_date(until.date(), year=False)
    at = f"{day} {texts.clock(until)}"
    if now >= until:
        words = _tr(
            "De 72 uur zijn voorbij sinds {0}. Beoordeel en meld dit nu alsnog bij de "
            "Autoriteit Persoonsgegevens. Schrijf erbij waarom het later is."
        )
        return words.format(at)
    words = _tr("Beoordeel en meld dit vóór {0} bij de Autoriteit Persoonsgegevens; nog {1}.")
    return words.format(at, time_left(until, now))


def time_left(until: datetime, now: datetime) -> str:
    """'2 dagen en 3 uur', '3 uur', 'minder dan een uur': whole hours, rounded down."""
    hours = max(0, int((until - now).total_seconds())) // _HOUR
    days, rest = divmod(hours, _DAY)
    if not hours:
        return _tr("minder dan een uur")
    if not days:
        return _tr("{0} uur").format(rest)
    in_days = texts.counted(days, _tr("{0} dag"), _tr("{0} dagen"))
    return _tr("{0} en {1} uur").format(in_days, rest) if rest else in_days


def typed_moment(day: date | None, clock: str) -> datetime | None:
    """The moment somebody typed, such as 23-11-2026 and '14.05'; None when it is none."""
    found = _CLOCK.fullmatch(clock.strip())
    if day is None or found is None:
        return None
    try:
        at = time(int(found[1]), int(found[2] or 0))
    except ValueError:
        return None
    return datetime.combine(day, at)


def _tr(text: str) -> str:
    return QCoreApplication.translate("LaptopLost", text)
