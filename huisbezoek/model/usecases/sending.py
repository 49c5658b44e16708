"""Sending: what goes along to whom, sealed into the outbox, remembered, and carried away.

The order is fixed: prepare, seal, `keep_sent` and commit, and only then carry. So no counter is
ever given to two bundles that left this laptop.
"""

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.identity import new_identifier
from huisbezoek.model.domain.operations import (
    AppendDocument,
    Erase,
    Operation,
    OperationId,
    Redact,
    Reinstate,
    Subject,
    SubjectKind,
    Withdraw,
)
from huisbezoek.model.usecases.exchange import (
    OUTBOX,
    SCHEMA,
    ExchangeParts,
    confirmed_operations,
    coordinator_peer,
    receipt_for,
    remember_subjects,
    subjects_on_laptop,
)
from huisbezoek.model.usecases.operation_lines import encode_operation
from huisbezoek.model.usecases.organisation_keys import (
    OrganisationKeys,
    load_organisation_keys,
    read_roster,
)
from huisbezoek.model.usecases.ports.exchange import Direction, LedgerLine, Peer
from huisbezoek.model.usecases.ports.rosters import DeviceRole, DeviceStatus
from huisbezoek.model.usecases.ports.sealed_bundles import (
    BundleHeader,
    OperationRange,
    Receipt,
    Recipients,
)
from huisbezoek.model.usecases.ports.transfer import Outlet, WrittenFile
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.start_files import narrowed, reported_visits, visitor_subjects


class NobodyToSendToError(RefusedByRuleError):
    """The other side has not sent anything yet, so nothing can be sealed to it."""

    code = "nobody_to_send_to"


class PeerRevokedError(RefusedByRuleError):
    """The device was revoked: nothing is sealed to it any more."""

    code = "peer_revoked"


class BundleOvertakenError(RefusedByRuleError):
    """Another bundle with this counter was kept since it was prepared; this one must not leave."""

    code = "bundle_overtaken"


@dataclass(frozen=True, slots=True)
class PreparedBundle:
    """A bundle that is ready to be sealed: its header, lines and the operations in them."""

    header: BundleHeader
    lines: tuple[bytes, ...]
    operations: tuple[OperationId, ...]
    recipients: Recipients
    subjects: tuple[Subject, ...]

    @property
    def residents(self) -> int:
        """About how many residents something goes along."""
        return sum(one.kind == SubjectKind.RESIDENT for one in self.subjects)


@dataclass(frozen=True, slots=True)
class SealedBundle:
    """A sealed bundle in the outbox of this profile, ready to be carried."""

    path: Path
    prepared: PreparedBundle
    digest: str


def peers_to_send_to(writing: Writing) -> tuple[Peer, ...]:
    """The devices that something can be sealed to; a visitor's laptop knows the coordinator's."""
    known = writing.peers()
    keys = load_organisation_keys(writing)
    own_device, _, _ = writing.own_sequence()
    devices = {own_device, *(one.device for one in known)}
    first = () if keys.coordinator_device in devices else (coordinator_peer(keys),)
    return (*first, *(one for one in known if one.receiving_key and one.status == "active"))


def prepare_bundle(
    writing: Writing, parts: ExchangeParts, peer_device: str, *, now: datetime
) -> PreparedBundle:
    """Collects what this peer may see and has not confirmed.

    Raises NobodyToSendToError and PeerRevokedError.
    """
    keys = load_organisation_keys(writing)
    peer = _peer_for(writing, parts, keys, peer_device)
    confirmed = confirmed_operations(writing, peer)
    operations = [
        operation
        for operation in _operations_for(writing, parts, peer, today=now.date())
        if operation.identifier not in confirmed
    ]
    _, incarnation, _ = writing.own_sequence()
    header = BundleHeader(
        organisation=keys.organisation,
        bundle=new_identifier(parts.random_bytes),
        sender=parts.identity.device,
        incarnation=incarnation,
        role=DeviceRole(parts.identity.role),
        recipient=peer.device,
        counter=peer.sent_counter + 1,
        operations=len(operations),
        created_ms=int(now.timestamp() * 1000),
        roster_version=read_roster(parts.rosters, keys).version,
        previous=peer.last_bundle_hash or None,
        ranges=_ranges(operations),
        receipts=tuple(_receipts(writing, peer)),
        schema=SCHEMA,
        practice=parts.identity.practice,
        enrolment=(
            parts.bundles.enrolment(keys.enrolment_secret, keys.organisation, parts.keys)
            if keys.enrolment_secret
            else None
        ),
    )
    return PreparedBundle(
        header=header,
        lines=tuple(encode_operation(operation) for operation in operations),
        operations=tuple(operation.identifier for operation in operations),
        recipients=Recipients(peer.receiving_key, keys.recovery_recipient),
        subjects=tuple(sorted({one.subject for one in operations})),
    )


def seal_bundle(parts: ExchangeParts, prepared: PreparedBundle) -> SealedBundle:
    """Seals the bundle into the outbox of this profile; nothing is written unsealed."""
    outbox = parts.folder / OUTBOX
    outbox.mkdir(exist_ok=True)
    digests: list[str] = []

    def content(out: Outlet) -> None:
        written = parts.bundles.write(
            prepared.header,
            prepared.lines,
            out,
            parts.keys,
            prepared.recipients,
        )
        digests.append(written.digest)

    file = parts.transfer.write(outbox, f"{prepared.header.bundle}.hbz", content)
    return SealedBundle(file.path, prepared, digests[0])


def keep_sent(writing: Writing, sealed: SealedBundle, *, now: datetime) -> None:
    """Remembers the bundle in the ledger: from now on its counter is used.

    Raises BundleOvertakenError when the counter was used since the bundle was prepared.
    """
    header = sealed.prepared.header
    peer = next((one for one in writing.peers() if one.device == header.recipient), None)
    if peer is None:
        keys = load_organisation_keys(writing)
        peer = coordinator_peer(keys)
    if header.counter != peer.sent_counter + 1:
        raise BundleOvertakenError
    writing.save_peer(replace(peer, sent_counter=header.counter, last_bundle_hash=sealed.digest))
    writing.mark_sent(peer.device, header.counter, sealed.prepared.operations)
    if peer.role == DeviceRole.VISITOR:
        remember_subjects(writing, peer.visitor, sealed.prepared.subjects)
    line = LedgerLine(
        bundle=header.bundle,
        direction=Direction.SENT,
        peer=peer.device,
        counter=header.counter,
        file_hash=sealed.digest,
        operations=header.operations,
        at=now,
        counts={"residents": sealed.prepared.residents},
        incarnation=header.incarnation,
    )
    writing.add_ledger_line(line)


def carry_bundle(
    parts: ExchangeParts, sealed: SealedBundle, folder: Path, *, today: date
) -> WrittenFile:
    """Copies the sealed bundle to a stick or folder, read back and found equal."""
    name = parts.transfer.file_name(today)

    def content(out: Outlet) -> None:
        with sealed.path.open("rb") as source:
            shutil.copyfileobj(source, out)

    return parts.transfer.write(folder, name, content)


def _peer_for(writing: Writing, parts: ExchangeParts, keys: OrganisationKeys, device: str) -> Peer:
    known = {one.device: one for one in writing.peers()}
    entry = read_roster(parts.rosters, keys).entry(device)
    if entry is not None and entry.status is DeviceStatus.REVOKED:
        raise PeerRevokedError
    if device in known and known[device].receiving_key:
        return known[device]
    if device == keys.coordinator_device and parts.identity.device != device:
        return coordinator_peer(keys)
    raise NobodyToSendToError


def _operations_for(
    writing: Writing, parts: ExchangeParts, peer: Peer, *, today: date
) -> Iterable[Operation]:
    """What this peer may have; a device never gets its own operations back."""
    if parts.identity.role != DeviceRole.COORDINATOR:
        return writing.operations_since(parts.identity.device, 0)
    if peer.role == DeviceRole.VISITOR:
        everything = _for_visitor(writing, peer, today=today)
    else:
        everything = writing.all_operations()
    return (one for one in everything if one.identifier.device != peer.device)


def _for_visitor(writing: Writing, peer: Peer, *, today: date) -> Iterator[Operation]:
    """The visitor's own residents and visits, and of others that they are theirs no more."""
    subjects = visitor_subjects(writing, peer.visitor, today=today)
    present = tuple(writing.operations_about(subjects))
    own_visits = reported_visits(present, peer.visitor)
    yield from narrowed(present, peer.role, peer.visitor, own_visits)
    former = sorted(frozenset(subjects_on_laptop(writing, peer.visitor)) - frozenset(subjects))
    endings = (one for one in writing.operations_about(former) if _ends(one, peer.visitor))
    yield from narrowed(endings, peer.role, peer.visitor)


def _ends(operation: Operation, visitor: str) -> bool:
    """Whether it takes something away that this visitor's laptop has; it brings nothing new."""
    body = operation.body
    if isinstance(body, AppendDocument):
        is_end = body.document_kind == "assignment_ended"
        return is_end and body.document.get("visitor") == visitor
    return isinstance(body, Erase | Redact | Withdraw | Reinstate)


def _ranges(operations: Iterable[Operation]) -> tuple[OperationRange, ...]:
    """Per device and incarnation the first and the last operation that go along."""
    found: dict[tuple[str, int], list[int]] = {}
    for operation in operations:
        one = operation.identifier
        found.setdefault((one.device, one.incarnation), []).append(one.sequence)
    return tuple(
        OperationRange(device, incarnation, min(sequences), max(sequences))
        for (device, incarnation), sequences in sorted(found.items())
    )


def _receipts(writing: Writing, to: Peer) -> Iterator[Receipt]:
    """A visitor is told about the own bundles only, a coordinator about everybody's."""
    ledger = writing.ledger()
    for peer in writing.peers():
        receipt = receipt_for(peer, ledger)
        if receipt is not None and (to.role != DeviceRole.VISITOR or peer.device == to.device):
            yield receipt
