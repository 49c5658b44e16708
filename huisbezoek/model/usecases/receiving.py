"""Receiving: a bundle is checked whole, then united with the journal in one transaction."""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from huisbezoek.model.domain.errors import (
    BadInputError,
    EnvironmentFailedError,
    HuisbezoekError,
    RefusedByRuleError,
)
from huisbezoek.model.domain.merge import ForkError
from huisbezoek.model.usecases.acceptance import (
    check_counter,
    check_not_expired,
    check_not_revoked,
    known_key_of,
)
from huisbezoek.model.usecases.enrolment import (
    check_answer,
    enrolling_key,
)
from huisbezoek.model.usecases.exchange import (
    HELD,
    INBOX,
    SCHEMA,
    ExchangeParts,
    missing_counters,
    received_lines,
)
from huisbezoek.model.usecases.held_folder import NewerSchemaError, put_aside
from huisbezoek.model.usecases.imports import is_withdrawn, reinstate_import
from huisbezoek.model.usecases.operation_lines import checked_kind
from huisbezoek.model.usecases.organisation_keys import (
    load_organisation_keys,
    read_roster,
)
from huisbezoek.model.usecases.outbox import sealed_files
from huisbezoek.model.usecases.ports.exchange import Direction, LedgerLine, Peer
from huisbezoek.model.usecases.ports.profile import ProfileIdentity
from huisbezoek.model.usecases.ports.rosters import DeviceRole, Roster
from huisbezoek.model.usecases.ports.sealed_bundles import (
    BundleChangedWhileReadError,
    BundleHeader,
    BundleNotForKeyError,
    BundleUnknownSenderError,
    OpenBundle,
    SigningKeyOf,
)
from huisbezoek.model.usecases.ports.transfer import ArrivedFile
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.start_files import MadeStartFile, made_start_files
from huisbezoek.model.usecases.uniting import (
    AppliedBundle,
    CoordinatorNotCertifiedError,
    NamedResident,
    united,
)

__all__ = ["AppliedBundle", "CoordinatorNotCertifiedError", "NamedResident", "NewerSchemaError"]

Despite = tuple[type[HuisbezoekError], ...]
"""Objections to a sender that a person set aside for one file."""


class PracticeMixedError(RefusedByRuleError):
    """A file of the practice mode cannot come into a real profile, nor the other way round."""

    code = "practice_mixed"


class FromMyselfError(BadInputError):
    """This file was made here."""

    code = "bundle_from_myself"


@dataclass(frozen=True, slots=True)
class ReceivedBundle:
    """A bundle that was verified and lies in the inbox; nothing of it is applied yet."""

    path: Path
    header: BundleHeader
    digest: str
    kinds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SenderKeys:
    """What is needed to check who sealed a bundle, read from the database beforehand.

    First the signature must fit, by `signing_key`; then each of `objections` may refuse the sender.
    `made_here` says by size and SHA-256 which files are the own ones: they are sealed to others.
    """

    organisation: str
    signing_key: SigningKeyOf
    objections: tuple[Callable[[BundleHeader], None], ...] = ()
    made_here: frozenset[tuple[int, str]] = frozenset()


def sender_keys(writing: Writing, parts: ExchangeParts, *, today: date) -> SenderKeys:
    """The keys of known devices, and the secrets of start files that wait for an answer."""
    keys = load_organisation_keys(writing)
    known = _Known(
        parts=parts,
        roster=read_roster(parts.rosters, keys),
        made=made_start_files(writing),
        peers={one.device: one for one in writing.peers()},
        today=today,
    )
    objections = (known.answers_in_time, known.is_not_revoked, known.is_not_expired)
    made_here = frozenset((one.size, one.digest) for one in sealed_files(writing))
    return SenderKeys(keys.organisation, known.signing_key, objections, made_here)


@dataclass(frozen=True, slots=True)
class _Known:
    """The devices and start files of one moment."""

    parts: ExchangeParts
    roster: Roster
    made: tuple[MadeStartFile, ...]
    peers: Mapping[str, Peer]
    today: date

    def signing_key(self, header: BundleHeader) -> str:
        if self._is_answer(header):
            return enrolling_key(self.parts, self.made, header)
        return known_key_of(self.roster)(header)

    def answers_in_time(self, header: BundleHeader) -> None:
        if self._is_answer(header):
            check_answer(self.parts, self.made, header, today=self.today)

    def is_not_revoked(self, header: BundleHeader) -> None:
        check_not_revoked(self.roster, header, self.peers.get(header.sender))

    def is_not_expired(self, header: BundleHeader) -> None:
        # A visitor's laptop may have an old roster; the bundle of a coordinator brings the new one.
        if self.parts.identity.role == DeviceRole.COORDINATOR:
            check_not_expired(self.roster, header, self.today)

    def _is_answer(self, header: BundleHeader) -> bool:
        # A device that is listed can never be replaced by somebody who names it in a header.
        return header.enrolment is not None and self.roster.entry(header.sender) is None


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
        return check_bundle(parts, senders, path)
    except BundleNotForKeyError as error:
        is_own = _was_made_here(senders, path)
        path.unlink(missing_ok=True)
        if is_own:
            raise FromMyselfError from error
        raise
    except HuisbezoekError as error:
        put_aside(parts.folder, path, error)
        raise


def check_bundle(
    parts: ExchangeParts, senders: SenderKeys, path: Path, despite: Despite = ()
) -> ReceivedBundle:
    """Checks all of a local copy; applies nothing and leaves the file where it is."""
    opened = _open(parts, senders, path, despite)
    kinds = Counter(map(checked_kind, opened.lines()))
    opened.finish()
    return ReceivedBundle(path, opened.header, opened.digest, dict(kinds))


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
    A bundle that was read and withdrawn is brought back. Raises AlreadyReadError,
    BundleChangedWhileReadError, ForkError, NotAllowedBySenderError, CoordinatorNotCertifiedError
    and whatever `receive_bundle` raises: the roster may have changed since. Nothing is kept then.
    """
    try:
        if load_organisation_keys(writing).organisation != senders.organisation:
            raise BundleChangedWhileReadError
        return apply_checked(writing, parts, received, now=now)
    except EnvironmentFailedError:
        # The computer failed, not the file: it stays in the inbox to be tried again.
        raise
    except HuisbezoekError as error:
        put_aside(parts.folder, received.path, error)
        raise


def apply_checked(
    writing: Writing,
    parts: ExchangeParts,
    received: ReceivedBundle,
    *,
    now: datetime,
    despite: Despite = (),
) -> AppliedBundle:
    """As `apply_bundle`, and leaves the file where it is when it is refused after all."""
    # Who may send is looked up again inside the transaction: another file may have come between.
    present = sender_keys(writing, parts, today=now.date())
    if is_withdrawn(writing, received.header.bundle):
        return _brought_back(writing, parts, present, received, now=now)
    ledger = received_lines(writing.ledger(), received.header.sender)
    writing.add_ledger_line(_ledger_line(received, now))
    opened = _open(parts, present, received.path, despite)
    if (opened.digest, opened.header) != (received.digest, received.header):
        raise BundleChangedWhileReadError
    check_counter(opened.header, ledger)
    applied = united(writing, parts, opened, now.date())
    is_late = any(line.counter > opened.header.counter for line in ledger)
    missing = missing_counters(received_lines(writing.ledger(), opened.header.sender))
    return replace(applied, late=is_late, missing=missing)


def discard(received: ReceivedBundle) -> None:
    """Removes the local copy after it was applied or when it is not wanted."""
    received.path.unlink(missing_ok=True)


def held_files(parts: ExchangeParts) -> tuple[ArrivedFile, ...]:
    """Sealed files that were refused and kept for a person to decide about."""
    held = parts.folder / HELD
    return parts.transfer.finished(held) if held.is_dir() else ()


def _brought_back(
    writing: Writing,
    parts: ExchangeParts,
    senders: SenderKeys,
    received: ReceivedBundle,
    *,
    now: datetime,
) -> AppliedBundle:
    """The same file once more, after it was withdrawn: what it brought counts again."""
    lines = received_lines(writing.ledger(), received.header.sender)
    line = next((one for one in lines if one.bundle == received.header.bundle), None)
    opened = parts.bundles.open(
        received.path, parts.keys, senders.organisation, senders.signing_key
    )
    if line is None or line.file_hash != opened.digest:
        raise ForkError
    restored = reinstate_import(writing, line.bundle, now=now)
    peer = next(one for one in writing.peers() if one.device == line.peer)
    return AppliedBundle(
        sender_name=peer.name,
        operations=line.operations,
        new=restored,
        kinds=line.counts,
        missing=missing_counters(lines),
        enrolled=False,
        bundle=line.bundle,
        brought_back=True,
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


def _open(parts: ExchangeParts, senders: SenderKeys, path: Path, despite: Despite) -> OpenBundle:
    """The bundle, once its signature fits and nothing stands against its sender."""
    opened = parts.bundles.open(path, parts.keys, senders.organisation, senders.signing_key)
    _refuse_what_does_not_fit(opened.header, parts.identity)
    for objection in senders.objections:
        try:
            objection(opened.header)
        except despite:
            continue
    return opened


def _was_made_here(senders: SenderKeys, path: Path) -> bool:
    """A bundle made here is sealed to somebody else; only its bytes tell where it is from."""
    size = path.stat().st_size
    if all(size != own for own, _ in senders.made_here):
        return False
    with path.open("rb") as file:
        return (size, hashlib.file_digest(file, "sha256").hexdigest()) in senders.made_here


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
