"""Receiving: a bundle is checked whole, then united with the journal in one transaction."""

import filecmp
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

from huisbezoek.model.domain.errors import (
    BadInputError,
    EnvironmentFailedError,
    HuisbezoekError,
    RefusedByRuleError,
)
from huisbezoek.model.domain.merge import ForkError
from huisbezoek.model.domain.operations import AppendDocument, Operation
from huisbezoek.model.usecases.acceptance import check_counter, check_operation
from huisbezoek.model.usecases.enrolment import (
    StartFileUsedError,
    enrol,
    enrolling_key,
    renew,
)
from huisbezoek.model.usecases.exchange import (
    HELD,
    INBOX,
    OUTBOX,
    SCHEMA,
    ExchangeParts,
    coordinator_peer,
    missing_counters,
    received_lines,
)
from huisbezoek.model.usecases.operation_lines import decode_operation
from huisbezoek.model.usecases.organisation_keys import (
    load_organisation_keys,
    read_roster,
    save_organisation_keys,
)
from huisbezoek.model.usecases.ports.exchange import Direction, LedgerLine, Peer
from huisbezoek.model.usecases.ports.profile import ProfileIdentity
from huisbezoek.model.usecases.ports.rosters import DeviceRole
from huisbezoek.model.usecases.ports.sealed_bundles import (
    BundleChangedWhileReadError,
    BundleHeader,
    BundleNewerFormatError,
    BundleNotForKeyError,
    BundleRevokedSenderError,
    BundleUnknownSenderError,
    OpenBundle,
    SigningKeyOf,
    signing_key_of,
)
from huisbezoek.model.usecases.ports.transfer import ArrivedFile
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.start_files import made_start_files


class PracticeMixedError(RefusedByRuleError):
    """A file of the practice mode cannot come into a real profile, nor the other way round."""

    code = "practice_mixed"


class FromMyselfError(BadInputError):
    """This file was made here."""

    code = "bundle_from_myself"


class NewerSchemaError(BadInputError):
    """A newer version of the program made this file; the file is kept."""

    code = "bundle_newer_schema"


_KEPT_AFTER: Final = (
    StartFileUsedError,
    NewerSchemaError,
    BundleNewerFormatError,
    BundleRevokedSenderError,
    ForkError,
)
"""After these refusals the sealed file waits in this profile: a person may still want it."""


@dataclass(frozen=True, slots=True)
class ReceivedBundle:
    """A bundle that was verified and lies in the inbox; nothing of it is applied yet."""

    path: Path
    header: BundleHeader
    digest: str
    kinds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class AppliedBundle:
    """What a bundle did here.

    `missing` are counters of this sender below the highest one that never arrived. `late` says
    that a later bundle of this sender was read before this one.
    """

    sender_name: str
    operations: int
    new: int
    kinds: Mapping[str, int]
    missing: tuple[int, ...]
    enrolled: bool
    late: bool = False


@dataclass(frozen=True, slots=True)
class SenderKeys:
    """What is needed to check who sealed a bundle, read from the database beforehand."""

    organisation: str
    signing_key: SigningKeyOf


def sender_keys(writing: Writing, parts: ExchangeParts, *, today: date) -> SenderKeys:
    """The keys of known devices, and the secrets of start files that wait for an answer."""
    keys = load_organisation_keys(writing)
    roster = read_roster(parts.rosters, keys)
    on_roster = signing_key_of(roster, today)
    made = made_start_files(writing)

    def look_up(header: BundleHeader) -> str:
        # A device that is listed can never be replaced by somebody who names it in a header.
        if header.enrolment is None or roster.entry(header.sender) is not None:
            return on_roster(header)
        return enrolling_key(parts, made, header, today=today)

    return SenderKeys(keys.organisation, look_up)


def arrived_files(parts: ExchangeParts, folder: Path) -> tuple[ArrivedFile, ...]:
    """Finished bundles in the folder; half-arrived and conflict copies are left alone."""
    return parts.transfer.finished(folder)


def clear_inbox(parts: ExchangeParts) -> None:
    """Removes local copies that an earlier run checked and never read; the files stay outside."""
    for path in (parts.folder / INBOX).glob("*"):
        path.unlink(missing_ok=True)


def receive_bundle(parts: ExchangeParts, senders: SenderKeys, source: Path) -> ReceivedBundle:
    """Copies the file in and checks all of it; applies nothing. Raises typed errors.

    After a refusal the copy is taken away, or held where a person may still want it.
    """
    inbox = parts.folder / INBOX
    inbox.mkdir(exist_ok=True)
    path = parts.transfer.bring_in(source, inbox)
    try:
        return _checked(parts, senders, path)
    except BundleNotForKeyError as error:
        made_here = _was_made_here(parts, path)
        path.unlink(missing_ok=True)
        if made_here:
            raise FromMyselfError from error
        raise
    except HuisbezoekError as error:
        _put_aside(parts, path, error)
        raise


def apply_bundle(
    writing: Writing,
    parts: ExchangeParts,
    senders: SenderKeys,
    received: ReceivedBundle,
    *,
    now: datetime,
) -> AppliedBundle:
    """Unites the operations with the journal, in one transaction with the ledger line.

    Returns only after every line was read and equalled what was verified; the caller commits then.
    Raises AlreadyReadError, BundleChangedWhileReadError, ForkError, NotAllowedBySenderError and
    whatever `receive_bundle` raises: the roster may have changed since. Nothing is kept then.
    """
    try:
        return _applied(writing, parts, senders, received, now=now)
    except EnvironmentFailedError:
        # The computer failed, not the file: it stays in the inbox to be tried again.
        raise
    except HuisbezoekError as error:
        _put_aside(parts, received.path, error)
        raise


def discard(received: ReceivedBundle) -> None:
    """Removes the local copy after it was applied or when it is not wanted."""
    received.path.unlink(missing_ok=True)


def held_files(parts: ExchangeParts) -> tuple[ArrivedFile, ...]:
    """Sealed files that were refused and kept for a person to decide about."""
    held = parts.folder / HELD
    return parts.transfer.finished(held) if held.is_dir() else ()


def _checked(parts: ExchangeParts, senders: SenderKeys, path: Path) -> ReceivedBundle:
    opened = _open(parts, senders, path)
    _refuse_what_does_not_fit(opened.header, parts.identity)
    kinds: dict[str, int] = {}
    for line in opened.lines():
        kind = _kind(decode_operation(line))
        kinds[kind] = kinds.get(kind, 0) + 1
    opened.finish()
    return ReceivedBundle(path, opened.header, opened.digest, kinds)


def _applied(
    writing: Writing,
    parts: ExchangeParts,
    senders: SenderKeys,
    received: ReceivedBundle,
    *,
    now: datetime,
) -> AppliedBundle:
    # Who may send is looked up again inside the transaction: another file may have come between.
    present = sender_keys(writing, parts, today=now.date())
    if present.organisation != senders.organisation:
        raise BundleChangedWhileReadError
    ledger = received_lines(writing.ledger(), received.header.sender)
    writing.add_ledger_line(_ledger_line(received, now))
    opened = _open(parts, present, received.path)
    if (opened.digest, opened.header) != (received.digest, received.header):
        raise BundleChangedWhileReadError
    header = opened.header
    _refuse_what_does_not_fit(header, parts.identity)
    check_counter(header, ledger)
    peer, enrolled = _sender_peer(writing, parts, header, today=now.date())
    rosters: list[str] = []
    union = writing.unite(_watched(opened, peer, rosters))
    opened.finish()
    _take_newer_roster(writing, parts, rosters)
    renew(writing, parts, header.sender, today=now.date())
    writing.save_peer(_with_receipts(writing, peer, header))
    _forget_answered_secret(writing, header, parts.identity)
    return AppliedBundle(
        sender_name=peer.name,
        operations=header.operations,
        new=union.new,
        kinds=union.kinds,
        missing=missing_counters(received_lines(writing.ledger(), header.sender)),
        enrolled=enrolled,
        late=any(line.counter > header.counter for line in ledger),
    )


def _ledger_line(received: ReceivedBundle, now: datetime) -> LedgerLine:
    header = received.header
    return LedgerLine(
        bundle=header.bundle,
        direction=Direction.RECEIVED,
        peer=header.sender,
        counter=header.counter,
        file_hash=received.digest,
        operations=header.operations,
        at=now,
        counts=dict(received.kinds),
        incarnation=header.incarnation,
    )


def _open(parts: ExchangeParts, senders: SenderKeys, path: Path) -> OpenBundle:
    return parts.bundles.open(path, parts.keys, senders.organisation, senders.signing_key)


def _kind(operation: Operation) -> str:
    body = operation.body
    return body.document_kind if isinstance(body, AppendDocument) else "card"


def _was_made_here(parts: ExchangeParts, path: Path) -> bool:
    """A bundle made here is sealed to somebody else; only its bytes tell where it is from."""
    own = (parts.folder / OUTBOX).glob("*.hbz")
    return any(filecmp.cmp(one, path, shallow=False) for one in own)


def _put_aside(parts: ExchangeParts, path: Path, error: HuisbezoekError) -> None:
    held = parts.folder / HELD
    if not isinstance(error, _KEPT_AFTER):
        path.unlink(missing_ok=True)
        return
    held.mkdir(exist_ok=True)
    for known in held.iterdir():
        if filecmp.cmp(known, path, shallow=False):
            path.unlink()
            return
    path.rename(held / path.name)


def _refuse_what_does_not_fit(header: BundleHeader, identity: ProfileIdentity) -> None:
    if header.sender == identity.device:
        raise FromMyselfError
    if header.practice != identity.practice:
        raise PracticeMixedError
    if DeviceRole.COORDINATOR not in {header.role, identity.role}:
        # Visitors never exchange with each other; the roster names them all the same.
        raise BundleUnknownSenderError
    if header.schema > SCHEMA:
        raise NewerSchemaError


def _sender_peer(
    writing: Writing, parts: ExchangeParts, header: BundleHeader, *, today: date
) -> tuple[Peer, bool]:
    known = next((one for one in writing.peers() if one.device == header.sender), None)
    if known is not None:
        return known, False
    keys = load_organisation_keys(writing)
    if header.sender == keys.coordinator_device:
        return coordinator_peer(keys), False
    return enrol(writing, parts, header, today=today), True


def _watched(opened: OpenBundle, peer: Peer, rosters: list[str]) -> Iterator[Operation]:
    for line in opened.lines():
        operation = decode_operation(line)
        check_operation(operation, peer)
        body = operation.body
        if isinstance(body, AppendDocument) and body.document_kind == "roster_signed":
            rosters.append(str(body.document.get("document", "")))
        yield operation


def _take_newer_roster(writing: Writing, parts: ExchangeParts, rosters: list[str]) -> None:
    keys = load_organisation_keys(writing)
    newest = read_roster(parts.rosters, keys)
    for document in rosters:
        offered = parts.rosters.read_roster(document.encode(), keys.coordinator_public.signing)
        if offered.version > newest.version and offered.organisation == keys.organisation:
            newest = offered
            save_organisation_keys(writing, replace(keys, roster=document))


def _with_receipts(writing: Writing, peer: Peer, header: BundleHeader) -> Peer:
    """The peer with what its newest bundle says that it read of ours.

    A peer that went back to a backup knows less than it did: then the old receipts are forgotten.
    """
    own_device, own_incarnation, _ = writing.own_sequence()
    is_new_life = header.incarnation > peer.incarnation
    if not is_new_life and header.counter <= peer.received_counter:
        return peer
    peer = replace(
        peer,
        received_counter=max(peer.received_counter, header.counter),
        incarnation=max(peer.incarnation, header.incarnation),
        acknowledged=0 if is_new_life and peer.incarnation else peer.acknowledged,
        unread=() if is_new_life and peer.incarnation else peer.unread,
    )
    for receipt in header.receipts:
        # A receipt for an earlier life of ours is about bundles that this profile forgot.
        if (receipt.device, receipt.incarnation) == (own_device, own_incarnation):
            return replace(peer, acknowledged=receipt.counter, unread=receipt.missing)
    return peer


def _forget_answered_secret(
    writing: Writing, header: BundleHeader, identity: ProfileIdentity
) -> None:
    """Once the coordinator answers us, our keys are on the roster: the secret has done its work."""
    keys = load_organisation_keys(writing)
    is_answered = any(one.device == identity.device for one in header.receipts)
    if keys.enrolment_secret and is_answered:
        save_organisation_keys(writing, replace(keys, enrolment_secret=""))
