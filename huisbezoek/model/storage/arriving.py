"""Looking up what a batch of arriving operations meets here: kept, buried, or nothing."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy.engine import Connection

from huisbezoek.model.domain.operations import Operation, OperationId
from huisbezoek.model.storage.subject_log import as_list, to_operation

# CROSS JOIN makes the engine begin with the ids that were asked for.
_ASKED: Final = (
    " FROM json_each(?) w"
    " CROSS JOIN identifiers d ON d.text = json_extract(w.value, '$[0]')"
    " CROSS JOIN {table} o ON o.device = d.number"
    " AND o.incarnation = json_extract(w.value, '$[1]')"
    " AND o.sequence = json_extract(w.value, '$[2]')"
)
_KEPT: Final = (
    "SELECT o.subject, d.text, o.incarnation, o.sequence, s.kind, s.identifier, o.milliseconds,"
    " o.counter, a.text, o.body"
    + _ASKED.format(table="operations")
    + " JOIN identifiers a ON a.number = o.author JOIN subjects s ON s.number = o.subject"
)
_BURIED: Final = "SELECT d.text, o.incarnation, o.sequence, o.subject" + _ASKED.format(
    table="tombstones"
)


def asked(operations: Iterable[OperationId]) -> str:
    """These ids as one parameter of a statement."""
    return as_list((known.device, known.incarnation, known.sequence) for known in operations)


def kept_operations(
    connection: Connection, operations: Iterable[OperationId]
) -> dict[OperationId, Operation]:
    """Those of these operations that the journal holds, under whatever subject."""
    rows = connection.exec_driver_sql(_KEPT, (asked(operations),))
    return {found.identifier: found for found in map(to_operation, rows)}


def buried_operations(
    connection: Connection, operations: Iterable[OperationId]
) -> dict[OperationId, int]:
    """Those of these operations of which only the id is here, with the number of their subject."""
    rows = connection.exec_driver_sql(_BURIED, (asked(operations),))
    return {OperationId(*row[:3]): row[3] for row in rows}
