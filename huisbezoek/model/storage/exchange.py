"""Operations as they travel, and the ledger of bundles."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from huisbezoek.model.domain.merge import unite
from huisbezoek.model.domain.operations import (
    AppendDocument,
    Body,
    Erase,
    Operation,
    OperationId,
    SetFields,
    Subject,
)
from huisbezoek.model.storage.session import Session
from huisbezoek.model.storage.subject_log import (
    operations_by_subject,
    stream_operations,
    subject_number,
)
from huisbezoek.model.usecases.operation_lines import encode_body
from huisbezoek.model.usecases.ports.exchange import (
    AlreadyReadError,
    LedgerLine,
    Peer,
    Union,
)

BATCH = 2048
"""How many arriving operations are looked up and united at once."""


class Exchange(Session):
    """The journal as bundles see it."""

    def operations_about(self, subjects: Iterable[Subject]) -> Iterator[Operation]:
        """All operations about these subjects, in journal order."""
        numbers = [
            number
            for subject in subjects
            if (number := subject_number(self._connection, subject)) is not None
        ]
        found = operations_by_subject(self._connection, numbers)
        yield from sorted(
            (operation for operations in found.values() for operation in operations),
            key=lambda operation: operation.identifier,
        )

    def operations_since(self, device: str, sequence: int) -> Iterator[Operation]:
        """All operations that this device made after that sequence number."""
        return stream_operations(
            self._connection, "WHERE d.text = ? AND o.sequence > ?", (device, sequence)
        )

    def all_operations(self) -> Iterator[Operation]:
        """The whole journal in order."""
        return stream_operations(self._connection)

    def unite(self, operations: Iterable[Operation]) -> Union:
        """Adds what is new, keeps what is here; narrowed operations are united per field.

        Raises `domain.merge.ForkError` for a known operation id with other content.
        Projections follow in the same transaction.
        """
        total = Counter[str]()
        kinds = Counter[str]()
        batch: list[Operation] = []
        for operation in operations:
            batch.append(operation)
            if len(batch) == BATCH:
                self._unite_batch(batch, total, kinds)
                batch = []
        self._unite_batch(batch, total, kinds)
        return Union(total["new"], total["known"], total["erased"], dict(kinds))

    def _unite_batch(
        self, batch: Sequence[Operation], total: Counter[str], kinds: Counter[str]
    ) -> None:
        numbers: dict[Subject, int] = {}
        for operation in batch:
            if operation.subject not in numbers:
                numbers[operation.subject] = self._journal.subject_number(operation.subject)
        known = {
            operation.identifier: operation
            for operations in operations_by_subject(
                self._connection, list(numbers.values())
            ).values()
            for operation in operations
        }
        changed: set[int] = set()
        for operation in batch:
            number = numbers[operation.subject]
            outcome = self._unite_one(operation, number, known)
            total[outcome] += 1
            if outcome == "new":
                kinds[_kind(operation.body)] += 1
            if outcome in {"new", "widened"}:
                changed.add(number)
        total["known"] += total.pop("widened", 0)
        self._journal.make_final(changed)
        for number in changed:
            self._touch(number)

    def _unite_one(
        self, operation: Operation, number: int, known: dict[OperationId, Operation]
    ) -> str:
        if self._journal.is_erased(number) and not isinstance(operation.body, Erase):
            self._journal.bury(operation.identifier, number)
            return "erased"
        earlier = known.get(operation.identifier) or self._elsewhere(operation.identifier)
        if earlier is None:
            self._journal.receive(operation, number)
            known[operation.identifier] = operation
            return "new"
        united = unite(earlier, operation)
        known[operation.identifier] = united
        if encode_body(united.body) == encode_body(earlier.body):
            return "known"
        self._journal.rewrite(united)
        return "widened"

    def _elsewhere(self, operation: OperationId) -> Operation | None:
        """The operation with this id if it is here under another subject: a fork."""
        found = stream_operations(
            self._connection,
            "WHERE d.text = ? AND o.incarnation = ? AND o.sequence = ?",
            (operation.device, operation.incarnation, operation.sequence),
        )
        return next(found, None)


class Ledger(Session):
    """Counters, receipts and peers, kept locally."""

    def peers(self) -> tuple[Peer, ...]:
        """All devices that we exchange with."""
        rows = self._rows("SELECT peer FROM peers ORDER BY device")
        return tuple(msgspec.json.decode(row[0], type=Peer) for row in rows)

    def save_peer(self, peer: Peer) -> None:
        """Keeps this peer, replacing what was known of the device."""
        self._connection.exec_driver_sql(
            "INSERT OR REPLACE INTO peers (device, peer) VALUES (?, ?)",
            (peer.device, msgspec.json.encode(peer)),
        )
        self._local.add("peers")

    def ledger(self) -> tuple[LedgerLine, ...]:
        """All bundles written and read here, the last one first."""
        rows = self._rows("SELECT line FROM ledger ORDER BY position DESC")
        return tuple(msgspec.json.decode(row[0], type=LedgerLine) for row in rows)

    def add_ledger_line(self, line: LedgerLine) -> None:
        """Remembers a bundle; AlreadyReadError for the same one in the same direction."""
        known = self._rows(
            "SELECT 1 FROM ledger WHERE bundle = ? AND direction = ?",
            (line.bundle, line.direction.value),
        )
        if known:
            raise AlreadyReadError
        self._connection.exec_driver_sql(
            "INSERT INTO ledger (bundle, direction, peer, at, line) VALUES (?, ?, ?, ?, ?)",
            (
                line.bundle,
                line.direction.value,
                line.peer,
                line.at.isoformat(),
                msgspec.json.encode(line),
            ),
        )
        self._local.add("ledger")

    def mark_sent(self, peer: str, counter: int, operations: Sequence[OperationId]) -> None:
        """Remembers which operations went to this peer in our bundle with this counter.

        Of an operation that was sent again the last bundle counts: the first may be lost.
        """
        if operations:
            self._connection.exec_driver_sql(
                "INSERT OR REPLACE INTO sent_operations"
                " (peer, device, incarnation, sequence, counter) VALUES (?, ?, ?, ?, ?)",
                [
                    (peer, sent.device, sent.incarnation, sent.sequence, counter)
                    for sent in operations
                ],
            )
        self._local.add("ledger")

    def sent_to(self, peer: str, up_to_counter: int) -> frozenset[OperationId]:
        """The operations that went to this peer in bundles up to and with this counter."""
        rows = self._rows(
            "SELECT device, incarnation, sequence FROM sent_operations"
            " WHERE peer = ? AND counter <= ?",
            (peer, up_to_counter),
        )
        return frozenset(OperationId(*row) for row in rows)

    def own_sequence(self) -> tuple[str, int, int]:
        """This device, its incarnation and its last sequence number."""
        device = self._rows("SELECT device FROM profile")[0][0]
        return device, self._journal.incarnation, self._journal.sequence

    def local_value(self, name: str) -> str | None:
        """A small local fact (organisation keys, roster, enrolment); never exported."""
        rows = self._rows("SELECT value FROM local_values WHERE name = ?", (name,))
        return rows[0][0] if rows else None

    def save_local_value(self, name: str, value: str) -> None:
        """Keeps a small local fact."""
        self._connection.exec_driver_sql(
            "INSERT OR REPLACE INTO local_values (name, value) VALUES (?, ?)",
            (name, value),
        )
        self._local.add("local_values")


def _kind(body: Body) -> str:
    if isinstance(body, AppendDocument):
        return body.document_kind
    return "card" if isinstance(body, SetFields) else "other"
