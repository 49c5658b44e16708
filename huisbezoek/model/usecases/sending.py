"""Sending: what goes along to whom, sealed into the outbox, remembered, and carried away.

The order is fixed: prepare, seal, `keep_sent` and commit, and only then carry. So no counter is
ever given to two bundles that left this laptop.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.identity import new_identifier
from huisbezoek.model.domain.office_events import ResidentsGiven
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.exchange import (
    OUTBOX,
    SCHEMA,
    ExchangeParts,
    other_coordinators,
    receipt_for,
    remember_subjects,
)
from huisbezoek.model.usecases.for_visitor import work_for_visitor
from huisbezoek.model.usecases.laptop_contents import contents_of_laptop
from huisbezoek.model.usecases.operation_lines import encode_operation
from huisbezoek.model.usecases.organisation_keys import (
    OrganisationKeys,
    load_organisation_keys,
    read_roster,
)
from huisbezoek.model.usecases.outbox import SealedFile, remember_sealed
from huisbezoek.model.usecases.packing_slip import CountTally, PackedContents, RunTally
from huisbezoek.model.usecases.ports.exchange import (
    Direction,
    LedgerLine,
    OperationRun,
    Peer,
)
from huisbezoek.model.usecases.ports.rosters import DeviceRole, DeviceStatus
from huisbezoek.model.usecases.ports.sealed_bundles import (
    BundleHeader,
    OperationRange,
    PackedLines,
    Receipt,
    Recipients,
)
from huisbezoek.model.usecases.ports.transfer import Outlet, WrittenFile
from huisbezoek.model.usecases.ports.work import Writing


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
    """A bundle that is ready to be sealed, once: its header and its lines, compressed already.

    `runs` are exactly the operations in it, `contents` what a packing slip tells. For a visitor's
    laptop `given` are the residents who are new there and `subjects` all that something is about.
    """

    header: BundleHeader
    packed: PackedLines
    runs: tuple[OperationRun, ...]
    recipients: Recipients
    peer: Peer
    contents: PackedContents
    given: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()

    @property
    def residents(self) -> int:
        """About how many residents something goes along."""
        return self.contents.residents


@dataclass(frozen=True, slots=True)
class SealedBundle:
    """A sealed bundle in the outbox of this profile, ready to be carried.

    `digest` is that of its content (the next bundle names it), `file` says what its bytes are.
    """

    path: Path
    prepared: PreparedBundle
    digest: str
    file: WrittenFile


def peers_to_send_to(writing: Writing, parts: ExchangeParts) -> tuple[Peer, ...]:
    """The devices that something can be sealed to, other coordinators first.

    A visitor's laptop writes one file for each of them; every coordinator's device on the roster
    can be reached at once, a visitor's once it has sent something.
    """
    coordinators = other_coordinators(writing, parts, load_organisation_keys(writing))
    if parts.identity.role != DeviceRole.COORDINATOR:
        return coordinators
    visitors = (
        one
        for one in writing.peers()
        if one.role == DeviceRole.VISITOR and one.receiving_key and one.status == "active"
    )
    return (*coordinators, *visitors)


def prepare_bundle(
    writing: Writing, parts: ExchangeParts, peer_device: str, *, now: datetime
) -> PreparedBundle:
    """Collects what this peer may see and has not confirmed; holds it compressed, not as objects.

    Raises NobodyToSendToError and PeerRevokedError, and DiskFullError and its like when much
    must wait on a disk without room.
    """
    keys = load_organisation_keys(writing)
    peer = _peer_for(writing, parts, keys, peer_device)
    collected = _collected(writing, parts, peer, today=now.date())
    _, incarnation, _ = writing.own_sequence()
    header = BundleHeader(
        organisation=keys.organisation,
        bundle=new_identifier(parts.random_bytes),
        sender=parts.identity.device,
        incarnation=incarnation,
        role=DeviceRole(parts.identity.role),
        recipient=peer.device,
        counter=peer.sent_counter + 1,
        operations=collected.packed.lines,
        created_ms=int(now.timestamp() * 1000),
        roster_version=read_roster(parts.rosters, keys).version,
        previous=peer.last_bundle_hash or None,
        ranges=_ranges(collected.runs),
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
        packed=collected.packed,
        runs=collected.runs,
        recipients=Recipients(peer.receiving_key, keys.recovery_recipient),
        peer=peer,
        contents=collected.contents,
        given=collected.given,
        subjects=collected.subjects,
    )


def seal_bundle(parts: ExchangeParts, prepared: PreparedBundle) -> SealedBundle:
    """Seals the bundle into the outbox of this profile; nothing is written unsealed.

    It is used up, also when this raises: prepare it anew. Raises SpoolLostError when what waited
    on disk is gone or changed.
    """
    outbox = parts.folder / OUTBOX
    outbox.mkdir(exist_ok=True)
    digests: list[str] = []

    def content(out: Outlet) -> None:
        written = parts.bundles.write(
            prepared.header,
            prepared.packed,
            out,
            parts.keys,
            prepared.recipients,
        )
        digests.append(written.digest)

    file = parts.transfer.write(outbox, f"{prepared.header.bundle}.hbz", content)
    return SealedBundle(file.path, prepared, digests[0], file)


def keep_sent(writing: Writing, sealed: SealedBundle, *, now: datetime) -> None:
    """Remembers the bundle in the ledger: from now on its counter is used.

    Raises BundleOvertakenError when the counter was used since the bundle was prepared.
    """
    prepared = sealed.prepared
    header = prepared.header
    known = (one for one in writing.peers() if one.device == header.recipient)
    peer = next(known, prepared.peer)
    if header.counter != peer.sent_counter + 1:
        raise BundleOvertakenError
    writing.save_peer(replace(peer, sent_counter=header.counter, last_bundle_hash=sealed.digest))
    writing.mark_sent(peer.device, header.counter, prepared.runs, settled=peer.acknowledged)
    if peer.role == DeviceRole.VISITOR:
        remember_subjects(writing, peer.visitor, prepared.subjects)
        _record_given(writing, peer, prepared.given, today=now.date())
    size, digest = sealed.file.size, sealed.file.digest
    remember_sealed(
        writing,
        SealedFile(header.bundle, peer.device, header.incarnation, header.counter, size, digest),
    )
    line = LedgerLine(
        bundle=header.bundle,
        direction=Direction.SENT,
        peer=peer.device,
        counter=header.counter,
        file_hash=sealed.digest,
        operations=header.operations,
        at=now,
        counts={"residents": prepared.residents},
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
    is_revoked = entry is not None and entry.status is DeviceStatus.REVOKED
    if is_revoked or (device in known and known[device].status == "revoked"):
        raise PeerRevokedError
    if device in known and known[device].receiving_key:
        return known[device]
    others = {one.device: one for one in other_coordinators(writing, parts, keys)}
    if device not in others:
        raise NobodyToSendToError
    return others[device]


@dataclass(frozen=True, slots=True)
class _Collected:
    packed: PackedLines
    runs: tuple[OperationRun, ...]
    contents: PackedContents
    given: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()


def _collected(writing: Writing, parts: ExchangeParts, peer: Peer, *, today: date) -> _Collected:
    """What this peer may have; a device never gets its own operations of this life back."""
    is_coordinator = parts.identity.role == DeviceRole.COORDINATOR
    if is_coordinator and peer.role == DeviceRole.VISITOR:
        return _for_visitor(writing, parts, peer, today=today)
    made_by = "" if is_coordinator else parts.identity.device
    runs, counts = RunTally(), CountTally()

    def lines() -> Iterator[bytes]:
        note_run, count = runs.add, counts.add
        for one in writing.unconfirmed_lines(peer, made_by=made_by):
            note_run(one)
            count(one)
            yield one.line

    packed = parts.bundles.pack(lines(), parts.folder / OUTBOX)
    return _Collected(packed, runs.runs(), counts.contents())


def _for_visitor(writing: Writing, parts: ExchangeParts, peer: Peer, *, today: date) -> _Collected:
    work = work_for_visitor(writing, peer, today=today)
    runs = RunTally()
    subjects: set[Subject] = set()

    def lines() -> Iterator[bytes]:
        for operation in work.operations:
            runs.add(operation.identifier)
            subjects.add(operation.subject)
            yield encode_operation(operation)

    packed = parts.bundles.pack(lines(), parts.folder / OUTBOX)
    return _Collected(packed, runs.runs(), work.contents, work.given, tuple(sorted(subjects)))


def _record_given(writing: Writing, peer: Peer, given: tuple[str, ...], *, today: date) -> None:
    """So that every coordinator knows what is on this laptop."""
    contents = contents_of_laptop(writing, peer.visitor, peer.device)
    new = frozenset(given) - contents.residents
    if contents.device != peer.device:
        # The first word about this laptop also says that it opened the start file.
        new |= contents.residents
    if new:
        subject = Subject(SubjectKind.VISITOR, peer.visitor)
        writing.record(subject, ResidentsGiven(peer.device, tuple(sorted(new)), today))


def _ranges(runs: tuple[OperationRun, ...]) -> tuple[OperationRange, ...]:
    """Per device and incarnation the first and the last operation that go along."""
    found: dict[tuple[str, int], OperationRange] = {}
    for run in runs:
        key = run.device, run.incarnation
        before = found.get(key)
        first = run.first if before is None else before.first
        found[key] = OperationRange(run.device, run.incarnation, first, run.last)
    return tuple(found.values())


def _receipts(writing: Writing, to: Peer) -> Iterator[Receipt]:
    """A visitor is told about the own bundles only, a coordinator about everybody's."""
    ledger = writing.ledger()
    for peer in writing.peers():
        receipt = receipt_for(peer, ledger)
        if receipt is not None and (to.role != DeviceRole.VISITOR or peer.device == to.device):
            yield receipt
