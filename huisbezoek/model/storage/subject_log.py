"""Reading the journal: the operations about subjects, and the numbers that subjects have here."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, TypeVar

import msgspec
from sqlalchemy.engine import Connection

from huisbezoek.model.domain.merge import MergedSubject, merge
from huisbezoek.model.domain.operations import (
    HybridTime,
    Operation,
    OperationId,
    Subject,
)
from huisbezoek.model.usecases.operation_lines import decode_body

PLANNED: Final = b'{"kind":"append","document_kind":"visit_planned"'
"""How the body begins that says to which resident a visit belongs."""

CHUNK: Final = 512
"""How many subjects are handled at once: bounded memory, few statements."""

ItemT = TypeVar("ItemT")

_COLUMNS: Final = (
    "SELECT o.subject, d.text, o.incarnation, o.sequence, s.kind, s.identifier, o.milliseconds,"
    " o.counter, a.text, o.body FROM operations o"
    " JOIN identifiers d ON d.number = o.device"
    " JOIN identifiers a ON a.number = o.author"
    " JOIN subjects s ON s.number = o.subject "
)
_ABOUT_SUBJECTS: Final = f"{_COLUMNS}WHERE o.subject IN (SELECT value FROM json_each(?))"  # noqa: S608 - names of our own tables and columns


def chunks(items: Sequence[ItemT]) -> Iterator[Sequence[ItemT]]:
    """The items in pieces of at most `CHUNK`."""
    for begin in range(0, len(items), CHUNK):
        yield items[begin : begin + CHUNK]


def as_list(values: Iterable[object]) -> str:
    """Values as one parameter, for `IN (SELECT value FROM json_each(?))`."""
    return msgspec.json.encode(list(values)).decode()


def subject_number(connection: Connection, subject: Subject) -> int | None:
    """The number of the subject here; None when nothing is known of it."""
    found = connection.exec_driver_sql(
        "SELECT number FROM subjects WHERE kind = ? AND identifier = ?",
        (str(subject.kind), subject.identifier),
    ).scalar()
    return None if found is None else int(found)


def numbers_of_kind(connection: Connection, kind: str) -> list[int]:
    """The numbers of all subjects of this kind, erased ones included."""
    rows = connection.exec_driver_sql(
        "SELECT number FROM subjects WHERE kind = ? ORDER BY number", (str(kind),)
    )
    return [row[0] for row in rows]


def operations_by_subject(
    connection: Connection, numbers: Sequence[int]
) -> dict[int, list[Operation]]:
    """The operations about each of these subjects; an empty list where there are none."""
    found: dict[int, list[Operation]] = {number: [] for number in numbers}
    for piece in chunks(numbers):
        rows = connection.exec_driver_sql(_ABOUT_SUBJECTS, (as_list(piece),))
        for row in rows.all():
            found[row[0]].append(to_operation(row))
    return found


def merged_subjects(connection: Connection, numbers: Sequence[int]) -> dict[int, MergedSubject]:
    """What the journal says about each of these subjects."""
    return {
        number: merge(operations)
        for number, operations in operations_by_subject(connection, numbers).items()
    }


def merged_subject(connection: Connection, subject: Subject) -> MergedSubject:
    """What the journal says about one subject; empty when nothing is known of it."""
    number = subject_number(connection, subject)
    return MergedSubject() if number is None else merged_subjects(connection, [number])[number]


def stream_operations(
    connection: Connection, condition: str = "", values: tuple[object, ...] = ()
) -> Iterator[Operation]:
    """Operations one by one in the order of devices, incarnations and sequence numbers."""
    order = "ORDER BY o.device, o.incarnation, o.sequence"
    rows = connection.exec_driver_sql(f"{_COLUMNS}{condition} {order}", values)
    for row in rows:
        yield to_operation(row)


def to_operation(row: Any) -> Operation:  # noqa: ANN401 - a row of the database
    """The operation of a row."""
    (
        _,
        device,
        incarnation,
        sequence,
        kind,
        identifier,
        milliseconds,
        counter,
        author,
        body,
    ) = row
    return Operation(
        OperationId(device, incarnation, sequence),
        Subject(kind, identifier),
        decode_body(body),
        HybridTime(milliseconds, counter),
        author,
    )
