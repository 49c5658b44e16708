"""What exchange needs of the journal and of its ledger."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Protocol

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
class Union:
    """What uniting did: operations that were new, known already, or about an erased subject.

    `kinds` counts the new ones: 'report_handed_in', 'call_logged', …, and 'card'.
    """

    new: int
    known: int
    erased: int
    kinds: Mapping[str, int] = field(default_factory=dict)


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

    def unite(self, operations: Iterable[Operation]) -> Union:
        """Adds what is new, keeps what is here; narrowed operations are united per field.

        Raises `domain.merge.ForkError` for a known operation id with other content.
        Projections follow in the same transaction.
        """
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

    def mark_sent(self, peer: str, counter: int, operations: Sequence[OperationId]) -> None:
        """Remembers which operations went to this peer in our bundle with this counter."""
        ...

    def sent_to(self, peer: str, up_to_counter: int) -> frozenset[OperationId]:
        """The operations that went to this peer in bundles up to and with this counter."""
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
