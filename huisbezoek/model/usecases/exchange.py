"""What both directions of the exchange share: the adapters, counters, receipts and subjects."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from huisbezoek.model.domain.identity import RandomBytes
from huisbezoek.model.domain.operations import Subject
from huisbezoek.model.usecases.organisation_keys import OrganisationKeys, read_roster
from huisbezoek.model.usecases.ports.exchange import BundleLedger, Direction, LedgerLine, Peer
from huisbezoek.model.usecases.ports.profile import ProfileIdentity
from huisbezoek.model.usecases.ports.rosters import (
    DeviceRole,
    DeviceStatus,
    RosterEntry,
    Rosters,
)
from huisbezoek.model.usecases.ports.sealed_bundles import Bundles, Receipt
from huisbezoek.model.usecases.ports.sealing import DeviceKeys
from huisbezoek.model.usecases.ports.transfer import TransferFolder

OUTBOX: Final = "outbox"
INBOX: Final = "inbox"
HELD: Final = "held"
"""Where sealed files wait that were refused but may still matter."""
SCHEMA: Final = 1

_SUBJECTS: Final = "laptop_subjects/"


@dataclass(frozen=True, slots=True)
class ExchangeParts:
    """The adapters for exchange, with this profile's keys and identity."""

    bundles: Bundles
    random_bytes: RandomBytes
    rosters: Rosters
    transfer: TransferFolder
    keys: DeviceKeys
    identity: ProfileIdentity
    folder: Path


def coordinator_peer(keys: OrganisationKeys) -> Peer:
    """The coordinator's device as every start file names it; it can be sealed to at once."""
    return Peer(
        device=keys.coordinator_device,
        visitor="",
        role=DeviceRole.COORDINATOR,
        name="",
        signing_key=keys.coordinator_public.signing,
        receiving_key=keys.coordinator_public.receiving,
    )


def other_coordinators(
    writing: BundleLedger, parts: ExchangeParts, keys: OrganisationKeys
) -> tuple[Peer, ...]:
    """The devices of the other coordinators that take part, each as a peer to seal to."""
    known = {one.device: one for one in writing.peers()}
    return tuple(
        _with_keys(known.get(entry.device), entry)
        for entry in read_roster(parts.rosters, keys).entries
        if entry.role is DeviceRole.COORDINATOR
        and entry.status is DeviceStatus.ACTIVE
        and entry.device != parts.identity.device
    )


def _with_keys(known: Peer | None, entry: RosterEntry) -> Peer:
    if known is not None and known.receiving_key:
        return known
    return Peer(
        device=entry.device,
        visitor=entry.person,
        role=entry.role,
        name=entry.name,
        signing_key=entry.public.signing,
        receiving_key=entry.public.receiving,
    )


def received_lines(ledger: Iterable[LedgerLine], device: str) -> tuple[LedgerLine, ...]:
    """The bundles of this device that were read here."""
    return tuple(
        line for line in ledger if line.direction == Direction.RECEIVED and line.peer == device
    )


def missing_counters(received: Iterable[LedgerLine]) -> tuple[int, ...]:
    """Counters below the highest one of which no bundle ever arrived."""
    seen = {line.counter for line in received}
    return tuple(one for one in range(1, max(seen, default=0)) if one not in seen)


def receipt_for(peer: Peer, ledger: Sequence[LedgerLine]) -> Receipt | None:
    """What this peer is told about its bundles; None when none of its present life was read.

    Counters of an earlier life of the device count as missing: after a restore they may stand for
    other bundles, and sending twice is harmless.
    """
    received = [
        line for line in received_lines(ledger, peer.device) if line.incarnation == peer.incarnation
    ]
    if not received:
        return None
    counter = max(line.counter for line in received)
    return Receipt(peer.device, peer.incarnation, counter, missing_counters(received))


def subjects_on_laptop(ledger: BundleLedger, visitor: str) -> tuple[Subject, ...]:
    """Everything that was ever given along to this visitor, also what was taken back since."""
    text = ledger.local_value(_SUBJECTS + visitor)
    return msgspec.json.decode(text, type=tuple[Subject, ...]) if text else ()


def remember_subjects(ledger: BundleLedger, visitor: str, subjects: Iterable[Subject]) -> None:
    """Keeps what was given along to this visitor, beside what was given before."""
    known = frozenset(subjects_on_laptop(ledger, visitor))
    everything = known | {Subject(str(one.kind), one.identifier) for one in subjects}
    if everything != known:
        content = msgspec.json.encode(sorted(everything)).decode()
        ledger.save_local_value(_SUBJECTS + visitor, content)
