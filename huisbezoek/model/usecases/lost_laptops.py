"""What follows when a laptop is lost: the 72 hours, whose data was on it, and that it was done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from huisbezoek.model.domain.office_events import LaptopRevoked, RevokedReason
from huisbezoek.model.usecases.laptops import AffectedResident, affected_residents, report_until
from huisbezoek.model.usecases.ports.work import Writing

_HANDLED = "handled_laptops"


@dataclass(frozen=True, slots=True)
class LostLaptop:
    """A laptop that was lost and is not marked as handled here yet.

    Moments are local, without a zone; `report_until` is 72 hours after `noticed_at`.
    """

    device: str
    person: str
    name: str
    noticed_at: datetime
    report_until: datetime
    residents: tuple[AffectedResident, ...]


def lost_laptops(writing: Writing) -> tuple[LostLaptop, ...]:
    """The lost laptops that somebody still has to follow up, the earliest first; writes nothing."""
    handled = frozenset((writing.local_value(_HANDLED) or "").split())
    found = [
        lost
        for record in writing.visitors()
        for lost in _of_person(writing, record.visitor, record.card.name)
        if lost.device not in handled
    ]
    return tuple(sorted(found, key=lambda lost: (lost.noticed_at, lost.device)))


def mark_handled(writing: Writing, device: str) -> None:
    """Remembers on this computer that the loss of this laptop was judged and reported."""
    handled = (writing.local_value(_HANDLED) or "").split()
    writing.save_local_value(_HANDLED, " ".join(dict.fromkeys((*handled, device))))


def _of_person(writing: Writing, person: str, name: str) -> Iterator[LostLaptop]:
    # Two coordinators may have revoked it: it was noticed when the first one noticed.
    noticed: dict[str, datetime] = {}
    for stamped in writing.visitor_events(person):
        event = stamped.event
        if isinstance(event, LaptopRevoked) and event.reason is RevokedReason.LOST:
            at = event.noticed_at.replace(tzinfo=None)
            noticed[event.device] = min(at, noticed.get(event.device, at))
    for device, at in noticed.items():
        affected = affected_residents(writing, device)
        yield LostLaptop(device, person, name, at, report_until(at), affected)
