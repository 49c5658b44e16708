"""What a coordinator's Uitwisselen shows: whom one can write to, and for whom there is news."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from huisbezoek.model.usecases.exchange import ExchangeParts, received_lines
from huisbezoek.model.usecases.exchange_view import (
    ExchangePartner,
    ExchangeView,
    exchange_view,
)
from huisbezoek.model.usecases.news_to_send import news_of
from huisbezoek.model.usecases.organisation_keys import load_organisation_keys, read_roster
from huisbezoek.model.usecases.packing_slip import PackedContents, PackingSlip, packing_slip
from huisbezoek.model.usecases.ports.exchange import Direction, LedgerLine, Peer
from huisbezoek.model.usecases.ports.rosters import DeviceRole
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.sending import PreparedBundle, peers_to_send_to, prepare_bundle


class Unreachable(StrEnum):
    """Why no file can be made for somebody."""

    NO_ANSWER = "no_answer"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class UnreachablePerson:
    """Somebody for whom no file can be made now; `since` is the day of the start file."""

    name: str
    why: Unreachable
    since: date | None = None


@dataclass(frozen=True, slots=True)
class DeskView:
    """The ledger with its partners, and who cannot be written to, by name.

    `unconfirmed` holds per device the day of the oldest file that it did not confirm, `received`
    the counters of its files that were read here.
    """

    exchange: ExchangeView
    unreachable: tuple[UnreachablePerson, ...] = ()
    unconfirmed: Mapping[str, date] = field(default_factory=dict)
    received: Mapping[str, frozenset[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file that is ready to be sealed, and what is in it."""

    prepared: PreparedBundle
    slip: PackingSlip


def desk_view(writing: Writing, parts: ExchangeParts) -> DeskView:
    """Reads the ledger, the peers, the roster and the start files; writes nothing."""
    view = exchange_view(writing)
    reached = peers_to_send_to(writing, parts)
    people = {one.visitor: one.card.name for one in writing.visitors()}
    names = {
        **{peer.device: people.get(peer.visitor, peer.name) for peer in reached},
        **view.names,
    }
    partners = [ExchangePartner(one.device, names[one.device], one.role) for one in reached]
    partners.sort(key=lambda one: (one.role != DeviceRole.COORDINATOR, one.name.casefold()))
    peers, lines = writing.peers(), writing.ledger()
    senders = {line.peer for line in lines}
    persons = _persons(writing, parts, (*peers, *reached))
    revoked = {persons[one.device]: names[one.device] for one in peers if one.status == "revoked"}
    # One does not write to oneself: that is no reason to say that somebody cannot be reached.
    known = frozenset((parts.identity.person, *(persons[one.device] for one in reached)))
    return DeskView(
        replace(view, partners=tuple(partners), names=names),
        _unreachable(writing, revoked, known),
        _unconfirmed(lines, peers),
        {one: frozenset(line.counter for line in received_lines(lines, one)) for one in senders},
    )


def pack(writing: Writing, parts: ExchangeParts, device: str, *, now: datetime) -> PackedFile:
    """Prepares the file for this device with its slip; raises what `prepare_bundle` raises."""
    prepared = prepare_bundle(writing, parts, device, now=now)
    return PackedFile(prepared, packing_slip(writing, prepared))


def news_for(
    writing: Writing, parts: ExchangeParts, device: str, *, now: datetime
) -> PackedContents | None:
    """What of a file of now for this device never went there, counted; None when nothing is new."""
    peer = next(one for one in peers_to_send_to(writing, parts) if one.device == device)
    return news_of(writing, peer, today=now.date())


def _unreachable(
    writing: Writing, revoked: Mapping[str, str], reached: frozenset[str]
) -> tuple[UnreachablePerson, ...]:
    """Whose laptop was revoked without another in its place, and who has not answered yet.

    `revoked` are the names of persons, `reached` persons.
    """
    found = [
        UnreachablePerson(name, Unreachable.REVOKED)
        for person, name in revoked.items()
        if person not in reached
    ]
    found += [
        UnreachablePerson(one.card.name, Unreachable.NO_ANSWER, one.start_file_on)
        for one in writing.visitors()
        if one.start_file_on is not None
        and not one.enrolled
        and one.stopped_on is None
        and one.visitor not in reached
    ]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.why)))


def _persons(writing: Writing, parts: ExchangeParts, peers: Iterable[Peer]) -> dict[str, str]:
    """Who works on each device; of a coordinator the roster knows it. Else the device itself."""
    roster = read_roster(parts.rosters, load_organisation_keys(writing))
    on_roster = {entry.device: entry.person for entry in roster.entries}
    return {one.device: one.visitor or on_roster.get(one.device) or one.device for one in peers}


def _unconfirmed(lines: Iterable[LedgerLine], peers: Iterable[Peer]) -> dict[str, date]:
    """Per device the day of the oldest file that went to it and that it did not confirm."""
    found: dict[str, date] = {}
    known = {peer.device: peer for peer in peers if peer.status == "active"}
    for line in lines:
        peer = known.get(line.peer)
        if peer is None or line.direction != Direction.SENT:
            continue
        if line.counter > peer.acknowledged or line.counter in peer.unread:
            found[peer.device] = line.at.date()
    return found
