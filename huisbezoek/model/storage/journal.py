"""Writing the journal: every deed becomes an operation with its place, its time and its author."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
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
    PLANNED,
    as_list,
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
_BURY_EVERYTHING: Final = (
    "INSERT OR IGNORE INTO tombstones (device, incarnation, sequence, subject)"
    " SELECT device, incarnation, sequence, subject FROM operations WHERE subject = ?"
)
_ERASING: Final = b'{"kind":"erase"'
_REDACTING: Final = b'{"kind":"redact'
_FINAL: Final = (
    "SELECT DISTINCT subject FROM operations WHERE subject IN (SELECT value FROM json_each(?))"
    " AND substr(body, 1, 15) IN (?, ?)"
)
_UNBURY: Final = "DELETE FROM tombstones WHERE device = ? AND incarnation = ? AND sequence = ?"
_COUNTERS: Final = ("incarnation", "sequence", "milliseconds", "counter")

Row = tuple[int, int, int, int, int, int, int, bytes]


@dataclass(frozen=True, slots=True)
class SubjectPlace:
    """The number of a subject here, and whether it was erased: nothing is added about it then.

    One that `is_new` got its number just now: the journal has nothing about it.
    """

    number: int
    is_erased: bool
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Arrived:
    """An operation of another device about the subject with this number.

    One that `is_back` was let go here before: it takes the place of its tombstone and is not
    counted twice.
    """

    operation: Operation
    number: int
    is_back: bool


@dataclass(frozen=True, slots=True)
class MadeFinal:
    """What redactions and erasures took away: whole subjects, and whether any words went at all."""

    erased: frozenset[int]
    was_here: bool


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
        self._kept_clock = self._clock
        self._kept_sequence = self._sequence
        self._identifiers: dict[str, int] = {}

    @property
    def incarnation(self) -> int:
        """Which life of this device it is; rises with every restore of a backup."""
        return self._incarnation

    @property
    def sequence(self) -> int:
        """The last sequence number that this device gave."""
        return self._sequence

    @property
    def unsaved(self) -> range:
        """The sequence numbers that this device gave in the running transaction."""
        return range(self._kept_sequence + 1, self._sequence + 1)

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

    def numbered_subjects(self, subjects: Iterable[Subject]) -> dict[Subject, SubjectPlace]:
        """The places of these subjects, given where they have none yet."""
        wanted = dict.fromkeys(subjects)
        found = self._known_subjects(wanted)
        missing = [one for one in wanted if one not in found]
        if missing:
            self._connection.exec_driver_sql(
                "INSERT INTO subjects (kind, identifier) VALUES (?, ?)",
                [(str(one.kind), one.identifier) for one in missing],
            )
            added = self._known_subjects(missing).items()
            found |= {one: replace(place, is_new=True) for one, place in added}
        return found

    def _known_subjects(self, subjects: Iterable[Subject]) -> dict[Subject, SubjectPlace]:
        of_kind: dict[str, list[str]] = {}
        for one in subjects:
            of_kind.setdefault(one.kind, []).append(one.identifier)
        found = {}
        for kind, names in of_kind.items():
            rows = self._connection.exec_driver_sql(
                "SELECT identifier, number, erased FROM subjects"
                " WHERE kind = ? AND identifier IN (SELECT value FROM json_each(?))",
                (str(kind), as_list(names)),
            )
            for name, number, erased in rows.all():
                found[Subject(kind, name)] = SubjectPlace(number, bool(erased))
        return found

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

    def receive(self, arrived: Iterable[Arrived]) -> None:
        """Adds operations of other devices (or of an earlier life of this one)."""
        arrived = tuple(arrived)
        if not arrived:
            return
        self._connection.exec_driver_sql(_INSERT, [self._row(one) for one in arrived])
        back = [self._place(one.operation.identifier) for one in arrived if one.is_back]
        if back:
            self._connection.exec_driver_sql(_UNBURY, back)
        self._mark = advanced(
            self._mark, (one.operation.identifier for one in arrived if not one.is_back)
        )
        farthest = self._milliseconds() + FARTHEST_AHEAD
        clocks = (one.operation.clock for one in arrived)
        believed = (clock for clock in clocks if clock.milliseconds <= farthest)
        self._clock = max((self._clock, *believed))

    def _row(self, arrived: Arrived) -> Row:
        operation = arrived.operation
        return (
            *self._place(operation.identifier),
            arrived.number,
            operation.clock.milliseconds,
            operation.clock.counter,
            self.identifier_number(operation.author),
            encode_body(operation.body),
        )

    def _place(self, identifier: OperationId) -> tuple[int, int, int]:
        device = self.identifier_number(identifier.device)
        return device, identifier.incarnation, identifier.sequence

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

    def to_be_made_final(self, numbers: Iterable[int]) -> tuple[int, ...]:
        """Those of these subjects of which something is redacted or that are erased."""
        rows = self._connection.exec_driver_sql(_FINAL, (as_list(numbers), _ERASING, _REDACTING))
        return tuple(row[0] for row in rows)

    def make_final(self, numbers: Iterable[int]) -> MadeFinal:
        """Carries out what redactions and erasures say, in the bytes of the journal itself.

        Answers which of these subjects are erased, and whether anything of them was still here.
        """
        erased = set()
        was_here = False
        for number, operations in operations_by_subject(self._connection, list(numbers)).items():
            if any(isinstance(operation.body, Erase) for operation in operations):
                was_here |= self._erase(number)
                erased.add(number)
                continue
            parts = redactions(operations)
            for operation in operations:
                if operation.identifier in parts:
                    body = redacted(operation.body, parts[operation.identifier])
                    was_here |= self._rewrite_if_changed(operation, body)
        return MadeFinal(frozenset(erased), was_here)

    def let_go(self, number: int) -> None:
        """Keeps only the ids of all operations about the subject, which is not erased by it."""
        self._connection.exec_driver_sql(_BURY_EVERYTHING, (number,))
        self._connection.exec_driver_sql("DELETE FROM operations WHERE subject = ?", (number,))

    def erase_quietly(self, number: int) -> None:
        """Erases a subject that hangs on an erased one, without an operation that says so."""
        self._erase(number)

    def visits_of_erased(self, numbers: Iterable[int]) -> tuple[int, ...]:
        """Those of these visits that belong to an erased resident."""
        rows = self._connection.exec_driver_sql(
            "SELECT DISTINCT o.subject FROM operations o"
            " JOIN subjects s ON s.kind = 'resident'"
            " AND s.identifier = json_extract(CAST(o.body AS TEXT), '$.document.resident')"
            " WHERE o.subject IN (SELECT value FROM json_each(?))"
            " AND substr(o.body, 1, ?) = ? AND s.erased",
            (as_list(numbers), len(PLANNED), PLANNED),
        )
        return tuple(row[0] for row in rows)

    def save(self) -> None:
        """Writes the counters and the mark of this transaction."""
        values = (
            self._incarnation,
            self._sequence,
            self._clock.milliseconds,
            self._clock.counter,
        )
        if (self._mark, self._clock) == (self._kept_mark, self._kept_clock):
            return
        self._connection.exec_driver_sql(
            "INSERT OR REPLACE INTO counters (name, value) VALUES (?, ?)",
            list(zip(_COUNTERS, values, strict=True)),
        )
        keep_mark(self._connection, self._mark)
        self._kept_mark, self._kept_clock = self._mark, self._clock
        self._kept_sequence = self._sequence

    def _rewrite_if_changed(self, operation: Operation, body: Body) -> bool:
        is_changed = body != operation.body
        if is_changed:
            self.rewrite(
                Operation(
                    operation.identifier,
                    operation.subject,
                    body,
                    operation.clock,
                    operation.author,
                )
            )
        return is_changed

    def _erase(self, number: int) -> bool:
        """Keeps only ids; whether anything else was here."""
        # Only the erasing operations themselves keep their bodies: they say that it happened.
        self._connection.exec_driver_sql(_BURY_SUBJECT, (number, _ERASING))
        removed = self._connection.exec_driver_sql(
            "DELETE FROM operations WHERE subject = ? AND substr(body, 1, 15) <> ?",
            (number, _ERASING),
        ).rowcount
        self._connection.exec_driver_sql(
            "UPDATE subjects SET erased = 1 WHERE number = ?", (number,)
        )
        return bool(removed)

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
