"""The mark of the journal: how many operations it ever held, and a digest of their ids.

The digest is the sum of one hash per operation id, so that it does not depend on the order of
arrival and can be kept up to date without reading the journal. Erasing keeps the ids, so a mark
never goes back. Each transaction that adds operations leaves its mark in a local table: an older
mark of the key-slot file is looked up there.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Final

from sqlalchemy.engine import Connection

from huisbezoek.model.domain.operations import OperationId
from huisbezoek.model.usecases.ports.profile import RollbackMark

EMPTY: Final = RollbackMark(0, "0" * 64)
KEPT_MARKS: Final = 10_000
_SPAN: Final = 1 << 256


def advanced(mark: RollbackMark, operations: Iterable[OperationId]) -> RollbackMark:
    """The mark after these operations, which it did not hold yet, were added."""
    names = ((known.device, known.incarnation, known.sequence) for known in operations)
    return _advanced(mark, names)


def _advanced(mark: RollbackMark, names: Iterable[Sequence[object]]) -> RollbackMark:
    """The mark after operations of these devices, incarnations and sequence numbers."""
    count, total = mark.operations, int(mark.digest, 16)
    for device, incarnation, sequence in names:
        count += 1
        text = f"{device}/{incarnation}/{sequence}"
        total += int.from_bytes(sha256(text.encode()).digest())
    return RollbackMark(count, f"{total % _SPAN:064x}")


def current_mark(connection: Connection) -> RollbackMark:
    """The mark that the last transaction left."""
    row = connection.exec_driver_sql(
        "SELECT operations, digest FROM marks ORDER BY operations DESC LIMIT 1"
    ).one_or_none()
    return EMPTY if row is None else RollbackMark(row[0], row[1])


def keep_mark(connection: Connection, mark: RollbackMark) -> None:
    """Leaves the mark of this transaction, and lets go of very old ones."""
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO marks (operations, digest) VALUES (?, ?)",
        (mark.operations, mark.digest),
    )
    connection.exec_driver_sql(
        "DELETE FROM marks WHERE operations <= (SELECT operations FROM marks"
        " ORDER BY operations DESC LIMIT 1 OFFSET ?)",
        (KEPT_MARKS,),
    )


def counted_mark(connection: Connection) -> RollbackMark:
    """The mark counted anew from every operation and tombstone of the journal."""
    rows = connection.exec_driver_sql(
        "SELECT i.text, o.incarnation, o.sequence FROM operations o"
        " JOIN identifiers i ON i.number = o.device"
        " UNION ALL SELECT i.text, t.incarnation, t.sequence FROM tombstones t"
        " JOIN identifiers i ON i.number = t.device"
    )
    return _advanced(EMPTY, rows)


def contains(connection: Connection, mark: RollbackMark) -> bool:
    """Whether this journal is the marked one or a later state of it.

    A mark so old that it was let go is compared by its number only.
    """
    present = current_mark(connection)
    if mark.operations > present.operations:
        return False
    known = connection.exec_driver_sql(
        "SELECT digest FROM marks WHERE operations = ?", (mark.operations,)
    ).scalar()
    if known is not None:
        return bool(known == mark.digest)
    oldest = connection.exec_driver_sql("SELECT min(operations) FROM marks").scalar()
    return mark == EMPTY or (oldest is not None and mark.operations < oldest)
