"""Laptops: who works on which, when each was last heard of, and what to do when one is lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final

from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.office_events import LaptopRevoked, RevokedReason
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.enrolment import follow_roster, sign_roster
from huisbezoek.model.usecases.exchange import ExchangeParts, received_lines, subjects_on_laptop
from huisbezoek.model.usecases.laptop_contents import contents_of_laptop
from huisbezoek.model.usecases.organisation_keys import load_organisation_keys, read_roster
from huisbezoek.model.usecases.ports.exchange import Direction, LedgerLine, Peer
from huisbezoek.model.usecases.ports.rosters import DeviceStatus
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.ports.work import Writing

REPORT_HOURS: Final = 72
"""Within so many hours after a breach was noticed it is reported (article 33 GDPR)."""


class OwnLaptopError(RefusedByRuleError):
    """The laptop on which somebody works cannot revoke itself; another coordinator does that."""

    code = "own_laptop"


@dataclass(frozen=True, slots=True)
class LaptopView:
    """A laptop that takes part, or took part.

    `status` is 'active' or 'revoked'. `last_received_on` is the day of the newest bundle of it
    that was read here; `last_receipt_on` the day of our newest bundle that it says it has read.
    `silent_days` counts from the first of these; None when nothing ever came.
    """

    device: str
    person: str
    name: str
    role: str
    status: str
    last_received_on: date | None
    last_receipt_on: date | None
    silent_days: int | None


@dataclass(frozen=True, slots=True)
class AffectedResident:
    """A resident whose data was on a laptop; `given_on` is None for what older versions gave."""

    resident: str
    name: str = field(repr=False)
    address_line: str = field(repr=False)
    given_on: date | None


def laptops(writing: Writing, today: date) -> tuple[LaptopView, ...]:
    """All laptops but this one, by name; writes nothing."""
    ledger = writing.ledger()
    names = {one.visitor: one.card.name for one in writing.visitors()}
    views = [_view(peer, names, ledger, today) for peer in writing.peers()]
    return tuple(sorted(views, key=lambda one: (one.name.casefold(), one.device)))


def revoke_laptop(
    writing: Writing,
    parts: ExchangeParts,
    device: str,
    reason: RevokedReason,
    *,
    noticed_at: datetime,
    now: datetime,
) -> None:
    """Takes the laptop off the roster: nothing is sealed to it, and what it sends is held.

    What was read of it before stays. A laptop that was revoked already stays as it is.
    Raises UnknownSubjectError and OwnLaptopError.
    """
    if device == parts.identity.device:
        raise OwnLaptopError
    entry = read_roster(parts.rosters, load_organisation_keys(writing)).entry(device)
    if entry is None:
        raise UnknownSubjectError
    if entry.status is DeviceStatus.REVOKED:
        return
    today = now.date()
    person = _person_of(writing, device) or entry.person
    cut_off = max((one.counter for one in received_lines(writing.ledger(), device)), default=0)
    off = replace(entry, status=DeviceStatus.REVOKED, cut_off=cut_off, person=person)
    sign_roster(writing, parts, [off], today=today)
    follow_roster(writing, parts)
    if person:
        writing.record(
            Subject(SubjectKind.VISITOR, person),
            LaptopRevoked(device, reason, noticed_at, cut_off, today),
        )


def affected_residents(writing: Writing, device: str) -> tuple[AffectedResident, ...]:
    """Whose data was on the laptop: given and not confirmed as removed, by name.

    Somebody who was erased since has no name here any more and comes last.
    """
    person = _person_of(writing, device)
    if not person:
        return ()
    contents = contents_of_laptop(writing, person, device)
    earlier = {
        one.identifier
        for one in subjects_on_laptop(writing, person)
        if one.kind == SubjectKind.RESIDENT and one.identifier not in contents.removed_once
    }
    residents = contents.residents | earlier
    rows = {row.resident: row for row in writing.resident_rows(sorted(residents))}
    found = [
        AffectedResident(
            resident=one,
            name=rows[one].formal_name if one in rows else "",
            address_line=rows[one].address_line if one in rows else "",
            given_on=contents.given_on.get(one),
        )
        for one in residents
    ]
    order = {row.resident: row.list_name.casefold() for row in rows.values()}
    return tuple(
        sorted(found, key=lambda one: (not one.name, order.get(one.resident, ""), one.resident))
    )


def report_until(noticed_at: datetime) -> datetime:
    """Before when a breach is judged and reported (article 33 GDPR)."""
    return noticed_at + timedelta(hours=REPORT_HOURS)


def _person_of(writing: Writing, device: str) -> str:
    return next((one.visitor for one in writing.peers() if one.device == device), "")


def _view(
    peer: Peer, names: Mapping[str, str], ledger: Sequence[LedgerLine], today: date
) -> LaptopView:
    received = received_lines(ledger, peer.device)
    read_there = (
        line.at.date()
        for line in ledger
        if line.direction == Direction.SENT
        and (line.peer, line.counter) == (peer.device, peer.acknowledged)
    )
    last = max((line.at.date() for line in received), default=None)
    return LaptopView(
        device=peer.device,
        person=peer.visitor,
        name=names.get(peer.visitor) or peer.name,
        role=peer.role,
        status=peer.status,
        last_received_on=last,
        last_receipt_on=max(read_there, default=None),
        silent_days=(today - last).days if last is not None else None,
    )
