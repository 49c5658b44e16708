"""Writing the journal: every deed becomes an operation with its place, its time and its author."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy.engine import Connection

from huisbezoek.model.domain.merge import redacted, redactions
from huisbezoek.model.domain.operations import (
    Body,
    Erase,
    HybridTime,
    Operation,
    OperationId,
    Subject,
)
from huisbezoek.model.storage.marks import advanced, current_mark, keep_mark
from huisbezoek.model.storage.subject_log import (
    operations_by_subject,
    subject_number,
)
from huisbezoek.model.usecases.operation_lines import encode_body
from huisbezoek.model.usecases.ports.profile import Now, ProfileIdentity

FARTHEST_AHEAD: Final = 24 * 60 * 60 * 1000
"""A clock of another device that is further ahead (in milliseconds) does not move ours."""

_INSERT: Final = (
    "INSERT INTO operations (device, incarnation, sequence, subject, milliseconds, counter,"
    " author, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_BURY_SUBJECT: Final = (
    "INSERT OR IGNORE INTO tombstones (device, incarnation, sequence, subject)"
    " SELECT device, incarnation, sequence, subject FROM operations"
    " WHERE subject = ? AND substr(body, 1, 15) <> ?"
)
_ERASING: Final = b'{"kind":"erase"'
_COUNTERS: Final = ("incarnation", "sequence", "milliseconds", "counter")

Row = tuple[int, int, int, int, int, int, int, bytes]


class JournalWriter:
    """Appends operations in the running transaction; `save` writes its counters before a commit."""

    def __init__(self, connection: Connection, identity: ProfileIdentity, now: Now) -> None:
        self._connection = connection
        self._identity = identity
        self._now = now
        rows = connection.exec_driver_sql("SELECT name, value FROM counters")
        counters = {row[0]: int(row[1]) for row in rows}
        self._incarnation = counters["incarnation"]
        self._sequence = counters["sequence"]
        self._clock = HybridTime(counters["milliseconds"], counters["counter"])
        self._mark = current_mark(connection)
        self._kept_mark = self._mark
        self._identifiers: dict[str, int] = {}

    @property
    def incarnation(self) -> int:
        """Which life of this device it is; rises with every restore of a backup."""
        return self._incarnation

    @property
    def sequence(self) -> int:
        """The last sequence number that this device gave."""
        return self._sequence

    def identifier_number(self, text: str) -> int:
        """The small number of a device or author, given when it has none yet."""
        number = self._identifiers.get(text)
        if number is None:
            number = self._known_number(text)
        if number is None:
            self._connection.exec_driver_sql("INSERT INTO identifiers (text) VALUES (?)", (text,))
            number = self._known_number(text)
        if number is None:  # pragma: no cover - the row was inserted one line above
            raise LookupError
        self._identifiers[text] = number
        return number

    def _known_number(self, text: str) -> int | None:
        found = self._connection.exec_driver_sql(
            "SELECT number FROM identifiers WHERE text = ?", (text,)
        ).scalar()
        return None if found is None else int(found)

    def subject_number(self, subject: Subject) -> int:
        """The small number of a subject, given when it has none yet."""
        number = subject_number(self._connection, subject)
        if number is None:
            self._connection.exec_driver_sql(
                "INSERT INTO subjects (kind, identifier) VALUES (?, ?)",
                (str(subject.kind), subject.identifier),
            )
            number = subject_number(self._connection, subject)
        if number is None:  # pragma: no cover - the row was inserted one line above
            raise LookupError
        return number

    def is_erased(self, number: int) -> bool:
        """Whether the subject was erased; nothing is ever added about it again."""
        return bool(
            self._connection.exec_driver_sql(
                "SELECT erased FROM subjects WHERE number = ?", (number,)
            ).scalar()
        )

    def append(self, number: int, body: Body) -> OperationId:
        """Adds an operation of this device about the subject with this number."""
        operation, row = self.prepared(number, body)
        self._connection.exec_driver_sql(_INSERT, row)
        self._mark = advanced(self._mark, (operation,))
        return operation

    def prepared(self, number: int, body: Body) -> tuple[OperationId, Row]:
        """The id and the row of a new operation; `append_rows` keeps many of them at once."""
        self._sequence += 1
        self._clock = self._ticked()
        operation = OperationId(self._identity.device, self._incarnation, self._sequence)
        row = (
            self.identifier_number(self._identity.device),
            self._incarnation,
            self._sequence,
            number,
            self._clock.milliseconds,
            self._clock.counter,
            self.identifier_number(self._identity.person),
            encode_body(body),
        )
        return operation, row

    def append_rows(self, operations: Sequence[OperationId], rows: Sequence[Row]) -> None:
        """Keeps prepared operations."""
        if rows:
            self._connection.exec_driver_sql(_INSERT, list(rows))
            self._mark = advanced(self._mark, operations)

    @property
    def clock(self) -> HybridTime:
        """The time of the last operation."""
        return self._clock

    def receive(self, operation: Operation, number: int) -> None:
        """Adds an operation of another device (or of an earlier life of this one)."""
        identifier, clock = operation.identifier, operation.clock
        self._connection.exec_driver_sql(
            _INSERT,
            (
                self.identifier_number(identifier.device),
                identifier.incarnation,
                identifier.sequence,
                number,
                clock.milliseconds,
                clock.counter,
                self.identifier_number(operation.author),
                encode_body(operation.body),
            ),
        )
        self._mark = advanced(self._mark, (identifier,))
        if clock.milliseconds <= self._milliseconds() + FARTHEST_AHEAD:
            self._clock = max(self._clock, clock)

    def rewrite(self, operation: Operation) -> None:
        """Gives a kept operation another body: united with what arrived, or redacted."""
        identifier = operation.identifier
        self._connection.exec_driver_sql(
            "UPDATE operations SET body = ? WHERE device = ? AND incarnation = ? AND sequence = ?",
            (
                encode_body(operation.body),
                self.identifier_number(identifier.device),
                identifier.incarnation,
                identifier.sequence,
            ),
        )

    def bury(self, operation: OperationId, number: int) -> bool:
        """Keeps only the id of an operation about an erased subject; whether it was new."""
        device = self.identifier_number(operation.device)
        place = (device, operation.incarnation, operation.sequence)
        added = self._connection.exec_driver_sql(
            "INSERT OR IGNORE INTO tombstones (device, incarnation, sequence, subject)"
            " VALUES (?, ?, ?, ?)",
            (*place, number),
        ).rowcount
        if added:
            self._mark = advanced(self._mark, (operation,))
        return bool(added)

    def make_final(self, numbers: Iterable[int]) -> frozenset[int]:
        """Carries out what redactions and erasures say, in the bytes of the journal itself.

        Answers which of these subjects are erased.
        """
        erased = set()
        for number, operations in operations_by_subject(self._connection, list(numbers)).items():
            if any(isinstance(operation.body, Erase) for operation in operations):
                self._erase(number)
                erased.add(number)
                continue
            parts = redactions(operations)
            for operation in operations:
                if operation.identifier in parts:
                    body = redacted(operation.body, parts[operation.identifier])
                    self._rewrite_if_changed(operation, body)
        return frozenset(erased)

    def save(self) -> None:
        """Writes the counters and the mark of this transaction."""
        values = (
            self._incarnation,
            self._sequence,
            self._clock.milliseconds,
            self._clock.counter,
        )
        if self._mark == self._kept_mark:
            return
        self._connection.exec_driver_sql(
            "INSERT OR REPLACE INTO counters (name, value) VALUES (?, ?)",
            list(zip(_COUNTERS, values, strict=True)),
        )
        keep_mark(self._connection, self._mark)
        self._kept_mark = self._mark

    def _rewrite_if_changed(self, operation: Operation, body: Body) -> None:
        if body != operation.body:
            self.rewrite(
                Operation(
                    operation.identifier,
                    operation.subject,
                    body,
                    operation.clock,
                    operation.author,
                )
            )

    def _erase(self, number: int) -> None:
        # Only the erasing operations themselves keep their bodies: they say that it happened.
        self._connection.exec_driver_sql(_BURY_SUBJECT, (number, _ERASING))
        self._connection.exec_driver_sql(
            "DELETE FROM operations WHERE subject = ? AND substr(body, 1, 15) <> ?",
            (number, _ERASING),
        )
        self._connection.exec_driver_sql(
            "UPDATE subjects SET erased = 1 WHERE number = ?", (number,)
        )

    def _milliseconds(self) -> int:
        return int(self._now().timestamp() * 1000)

    def _ticked(self) -> HybridTime:
        present = self._milliseconds()
        if present > self._clock.milliseconds:
            return HybridTime(present, 0)
        return HybridTime(self._clock.milliseconds, self._clock.counter + 1)


def grouped(
    subjects: Iterable[tuple[int, OperationId]],
) -> dict[int, tuple[OperationId, ...]]:
    """Operations by the subject that they are about."""
    found: dict[int, list[OperationId]] = defaultdict(list)
    for number, operation in subjects:
        found[number].append(operation)
    return {number: tuple(operations) for number, operations in found.items()}
