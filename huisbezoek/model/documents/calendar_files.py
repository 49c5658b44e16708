"""Makes calendar files (RFC 5545) with the zone of the Netherlands; nothing in them names a place.

This module is imported when the first file is made: its library is large, and few people need it.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from huisbezoek.model.usecases.ports.calendar import CalendarEntry

_ZONE: Final = "Europe/Amsterdam"
_WINTER, _SUMMER = timedelta(hours=1), timedelta(hours=2)


class IcalendarFiles:
    """Implements the port CalendarFiles."""

    def write(self, entries: Sequence[CalendarEntry], *, written_at: datetime) -> bytes:
        """One event for each entry, after the rules of its zone."""
        calendar = Calendar()
        calendar.add("prodid", "-//huisbezoek//agenda//NL")
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        calendar.add_component(_zone_rules())
        for entry in entries:
            calendar.add_component(_event(entry, written_at))
        return bytes(calendar.to_ical())


def _event(entry: CalendarEntry, written_at: datetime) -> Event:
    """Private (RFC 5545, 3.8.1.3): who shares a calendar does not share whom is visited."""
    zone = ZoneInfo(_ZONE)
    starts = entry.starts.replace(tzinfo=zone)
    # By way of UTC: a visit of an hour lasts an hour in the night that the clock changes too.
    ends = (starts.astimezone(UTC) + timedelta(minutes=entry.minutes)).astimezone(zone)
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", written_at.astimezone(UTC))
    event.add("dtstart", starts)
    event.add("dtend", ends)
    event.add("sequence", entry.sequence)
    event.add("summary", entry.summary)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    return event


def _zone_rules() -> Timezone:
    """The rules in force since 1996 (directive 2000/84/EC), as short as readers like them."""
    rules = Timezone()
    rules.add("tzid", _ZONE)
    summer, winter = TimezoneDaylight(), TimezoneStandard()
    for part, name, month, starts, before, after in (
        (summer, "CEST", 3, datetime(1996, 3, 31, 2), _WINTER, _SUMMER),  # noqa: DTZ001 - wall-clock time, as the format asks
        (winter, "CET", 10, datetime(1996, 10, 27, 3), _SUMMER, _WINTER),  # noqa: DTZ001 - idem
    ):
        part.add("tzname", name)
        part.add("dtstart", starts)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        rules.add_component(part)
    return rules
