"""The appointments of an agenda for the calendar of another program, without a name unless asked.

What went into a file before is remembered on this laptop, so that a later file can say that it was
moved (RFC 5545, 3.8.7.4: a rising sequence) or is off (3.8.1.11: status cancelled).
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

import msgspec

from huisbezoek.model.domain.events import AppointmentCancelled, AppointmentMade
from huisbezoek.model.usecases.agenda import AgendaItem, agenda
from huisbezoek.model.usecases.ports.calendar import CalendarEntry
from huisbezoek.model.usecases.ports.work import Reading, Writing

_LOCAL_NAME: Final = "calendar_files"
_NAMES: Final = uuid.UUID("6f0b6f52-52a7-4c0e-9f0e-1f9d8a3f7c11")
_KEPT_DAYS: Final = 60
"""How long after its day an appointment that went into a file is remembered."""


@dataclass(frozen=True, slots=True)
class _Exported:
    """An appointment as it last went into a file, of the agenda of this visitor ('' for all)."""

    agenda: str
    visit: str
    sequence: int
    starts: datetime
    minutes: int
    is_cancelled: bool = False

    @property
    def what(self) -> tuple[datetime, int, bool]:
        return self.starts, self.minutes, self.is_cancelled


def calendar_entries(
    writing: Writing, summary: Callable[[str], str], *, visitor: str, now: datetime
) -> tuple[CalendarEntry, ...]:
    """What stands from today on, and what was in an earlier file and is off by now.

    `visitor` is '' for the agenda of all. `summary` makes the words of an appointment out of the
    name of the resident, or out of '' where it is off. A couple with one appointment is one entry,
    under the identifier of the visit that sorts first.
    """
    today = now.date()
    view = agenda(writing, visitor=visitor, first=today, last=None, now=now)
    items = {min(item.card.visits): item for item in view.items}
    remembered = _remembered(writing, today)
    before = {one.visit: one for one in remembered if one.agenda == visitor}
    standing = [
        _standing(writing, visitor, visit, item, before.get(visit)) for visit, item in items.items()
    ]
    off = [
        _cancelled(one) for one in before.values() if one.visit not in items and _is_off(one, today)
    ]
    kept = {(one.agenda, one.visit): one for one in (*remembered, *standing, *off)}
    writing.save_local_value(_LOCAL_NAME, msgspec.json.encode(tuple(kept.values())).decode())
    names = {visit: summary(item.card.name) for visit, item in items.items()}
    return tuple(
        CalendarEntry(
            uid=f"{uuid.uuid5(_NAMES, one.visit)}",
            sequence=one.sequence,
            starts=one.starts,
            minutes=one.minutes,
            summary=names.get(one.visit) or summary(""),
            is_cancelled=one.is_cancelled,
        )
        for one in (*standing, *off)
    )


def file_name(today: date) -> str:
    """The name of a calendar file: a day and no person."""
    return f"agenda-{today.isoformat()}.ics"


def _standing(
    reading: Reading, scope: str, visit: str, item: AgendaItem, before: _Exported | None
) -> _Exported:
    sequence = _changes(reading, item.card.visits)
    slot = item.slot
    present = _Exported(scope, visit, sequence, slot.starts, slot.minutes)
    if before is None:
        return present
    is_other = before.what != present.what
    return replace(present, sequence=max(sequence, before.sequence + is_other))


def _changes(reading: Reading, visits: Sequence[str]) -> int:
    """How often the appointment was moved or taken off before, the same on every laptop."""
    counts = [
        sum(
            isinstance(stamped.event, AppointmentMade | AppointmentCancelled)
            for stamped in reading.visit_events(visit)
        )
        for visit in visits
    ]
    return max(counts) - 1


def _is_off(one: _Exported, today: date) -> bool:
    """What is past and was not taken off stays in the calendar as it was."""
    return one.is_cancelled or one.starts.date() >= today


def _cancelled(one: _Exported) -> _Exported:
    return one if one.is_cancelled else replace(one, sequence=one.sequence + 1, is_cancelled=True)


def _remembered(writing: Writing, today: date) -> tuple[_Exported, ...]:
    text = writing.local_value(_LOCAL_NAME)
    known = msgspec.json.decode(text, type=tuple[_Exported, ...]) if text else ()
    oldest = today - timedelta(days=_KEPT_DAYS)
    return tuple(one for one in known if one.starts.date() >= oldest)
