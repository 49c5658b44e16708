"""What exchange needs of the journal and of its ledger."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, NamedTuple, Protocol

from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.operations import Operation, OperationId, Subject


class AlreadyReadError(RefusedByRuleError):
    """This bundle was read (or written) here before; nothing was changed."""

    code: ClassVar[str] = "bundle.already_read"


class Direction(StrEnum):
    """Which way a bundle went."""

    SENT = "sent"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One bundle that was written or read here; `incarnation` is the sender's."""

    bundle: str
    direction: Direction
    peer: str
    counter: int
    file_hash: str
    operations: int
    at: datetime
    counts: Mapping[str, int] = field(default_factory=dict)
    incarnation: int = 1


@dataclass(frozen=True, slots=True)
class Peer:
    """A device we exchange with. `visitor` is the person's identifier; keys are hexadecimal text.

    `receiving_key` is empty until the first return bundle brought it. `enrolment_secret` (hex) is
    kept until then. `acknowledged` is the last of our counters that the peer said it has read,
    `unread` are the counters below it that it said it misses.
    """

    device: str
    visitor: str
    role: str
    name: str
    signing_key: str = ""
    receiving_key: str = ""
    enrolment_secret: str = ""
    status: str = "active"
    sent_counter: int = 0
    received_counter: int = 0
    acknowledged: int = 0
    last_bundle_hash: str = ""
    incarnation: int = 0
    unread: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OperationRun:
    """Operations of one incarnation of a device: every number from `first` to `last` is meant."""

    device: str
    incarnation: int
    first: int
    last: int


class JournalLine(NamedTuple):
    """An operation as the line that bundles carry; see `operation_lines.encode_operation`.

    Before it the parts of its id and of its subject.
    """

    device: str
    incarnation: int
    sequence: int
    kind: str
    subject: str
    line: bytes


@dataclass(frozen=True, slots=True)
class Union:
    """What uniting did: operations that were new, known already, or about an erased subject.

    `kinds` counts the new ones: 'report_handed_in', 'call_logged', …, and 'card'. `removed` says
    that an erasure or a redaction took away what was here: the disk may still hold traces of it.
    """

    new: int
    known: int
    erased: int
    kinds: Mapping[str, int] = field(default_factory=dict)
    removed: bool = False


class JournalExchange(Protocol):
    """Operations as they travel."""

    def operations_about(self, subjects: Iterable[Subject]) -> Iterator[Operation]:
        """All operations about these subjects, in journal order."""
        ...

    def operations_since(self, device: str, sequence: int) -> Iterator[Operation]:
        """All operations that this device made after that sequence number."""
        ...

    def all_operations(self) -> Iterator[Operation]:
        """The whole journal in order."""
        ...

    def unconfirmed(
        self, peer: Peer, about: Iterable[Subject] | None = None, *, made_by: str = ""
    ) -> Iterator[Operation]:
        """Operations of which this peer did not say that they arrived, streamed in journal order.

        Confirmed is what went to `peer.device` in a bundle (see `mark_sent`) whose counter is at
        most `peer.acknowledged` and not among `peer.unread`. What the peer's device made itself in
        its present life (`peer.incarnation`) is left out; what it made before a restore is not, so
        that work which its backup lacked comes back to it. `about` asks for these subjects only,
        `made_by` for what this device made; without `about` memory stays bounded, however large
        the journal is. Nothing may be written while the answer is being read.
        """
        ...

    def unconfirmed_lines(
        self, peer: Peer, about: Iterable[Subject] | None = None, *, made_by: str = ""
    ) -> Iterator[JournalLine]:
        """The same as lines of a bundle, not decoded: for a peer who may have everything."""
        ...

    def unite(self, operations: Iterable[Operation], bundle: str = "") -> Union:
        """Adds what is new, keeps what is here; narrowed operations are united per field.

        What is new is remembered as the arrivals of this `bundle`, if it has an id. What was let go
        here comes back as new. Raises `domain.merge.ForkError` for a known operation id with
        other content. Projections follow in the same transaction.
        """
        ...

    def arrivals(self, bundle: str) -> tuple[Operation, ...]:
        """The operations that were new in this received bundle, in journal order.

        What was erased or let go since is not among them.
        """
        ...

    def known_operations(self, operations: Sequence[OperationId]) -> frozenset[OperationId]:
        """Which of these operations are here, also if only as the tombstone of what was erased."""
        ...


class BundleLedger(Protocol):
    """Counters, receipts and peers, kept locally."""

    def peers(self) -> tuple[Peer, ...]:
        """All devices that we exchange with."""
        ...

    def save_peer(self, peer: Peer) -> None:
        """Keeps this peer, replacing what was known of the device."""
        ...

    def ledger(self) -> tuple[LedgerLine, ...]:
        """All bundles written and read here, the last one first."""
        ...

    def add_ledger_line(self, line: LedgerLine) -> None:
        """Remembers a bundle; AlreadyReadError for the same one in the same direction."""
        ...

    def mark_sent(
        self,
        peer: str,
        counter: int,
        runs: Sequence[OperationRun],
        *,
        settled: int | None = None,
    ) -> None:
        """Remembers which operations went to this peer in our bundle with this counter.

        An operation that is sent again keeps its place in an earlier bundle whose counter is above
        `settled` (the peer's last receipt): that receipt may still come. If it moved to the newest
        bundle each time, somebody who always writes before reading would never see it confirmed.
        A bundle at or below `settled` was read or is lost: then the newest one counts, as it does
        always without `settled`.
        """
        ...

    def confirmed(self, peer: Peer, operations: Iterable[OperationId]) -> frozenset[OperationId]:
        """Which of these operations the peer confirmed, as `unconfirmed` means it."""
        ...

    def sent_to(self, peer: str, up_to_counter: int) -> frozenset[OperationId]:
        """The operations that went to this peer in bundles up to and with this counter.

        They are held in memory one by one: for a few, as on a visitor's laptop.
        """
        ...

    def own_sequence(self) -> tuple[str, int, int]:
        """This device, its incarnation and its last sequence number."""
        ...

    def local_value(self, name: str) -> str | None:
        """A small local fact (organisation keys, roster, enrolment); never exported."""
        ...

    def save_local_value(self, name: str, value: str) -> None:
        """Keeps a small local fact."""
        ...
