"""Rebuilding: a complete new database from the journal and the local tables."""

from collections import defaultdict
from pathlib import Path
from typing import Final

from sqlalchemy.engine import Connection

from huisbezoek.model.domain.operations import OperationId
from huisbezoek.model.domain.state_pension import StatePensionTable
from huisbezoek.model.storage.checks import find_damage
from huisbezoek.model.storage.copies import remove_database, sync_file, sync_folder
from huisbezoek.model.storage.engine import (
    Access,
    EncryptedFile,
    make_engine,
    translated_errors,
)
from huisbezoek.model.storage.journal_tables import JOURNAL
from huisbezoek.model.storage.local_tables import LOCAL
from huisbezoek.model.storage.marks import counted_mark
from huisbezoek.model.storage.operation_runs import runs_of
from huisbezoek.model.storage.projections import Projector
from huisbezoek.model.storage.schema import SCHEMA, create_tables
from huisbezoek.model.usecases.ports.profile import CopyDiffersError, DatabaseBusyError

_ROWS: Final = 1024


def rebuild(file: EncryptedFile, pension_table: StatePensionTable) -> None:
    """Writes the new database beside the old one, checks it, and puts it in its place.

    All connections to the file must be closed. A crash at any moment leaves one whole database.
    Raises CopyDiffersError when the new one does not hold every operation.
    """
    new = EncryptedFile(file.path.with_name(f"{file.path.name}.new"), file.raw_key)
    remove_database(new.path)
    source = make_engine(file, Access.READ)
    target = make_engine(new, Access.CREATE)
    with translated_errors(), source.connect() as old, target.connect() as fresh:
        create_tables(fresh)
        copy_rows(old, fresh)
        Projector(fresh, pension_table).rebuild()
        fresh.commit()
        whole = counted_mark(old) == counted_mark(fresh)
    _, findings = find_damage(new, thorough=True)
    if not whole or findings:
        remove_database(new.path)
        raise CopyDiffersError
    fold_log(file)
    fold_log(new)
    sync_file(new.path)
    # Both write-ahead logs are folded in, so that the name of one file decides.
    new.path.replace(file.path)
    remove_database(new.path)
    sync_folder(file.path.parent)


def copy_rows(old: Connection, fresh: Connection) -> None:
    """Carries the journal and the local tables over, row by row, also from an older shape."""
    present = set(old.exec_driver_sql("SELECT name FROM sqlite_master").scalars())
    for table in (*JOURNAL.sorted_tables, *LOCAL.sorted_tables):
        if table.name not in present:
            continue
        columns = ", ".join(column.name for column in table.columns)
        places = ", ".join("?" * len(table.columns))
        rows = old.exec_driver_sql(f"SELECT {columns} FROM {table.name}")  # noqa: S608 - names of our own tables and columns
        for piece in rows.partitions(_ROWS):
            fresh.exec_driver_sql(
                f"INSERT INTO {table.name} ({columns}) VALUES ({places})",  # noqa: S608 - names of our own tables and columns
                [tuple(row) for row in piece],
            )
    if "sent_operations" in present:
        _copy_sent_operations(old, fresh)
    fresh.exec_driver_sql("UPDATE profile SET schema = ?", (SCHEMA,))


def _copy_sent_operations(old: Connection, fresh: Connection) -> None:
    """Schema 1 kept one row for each operation that was sent; since then runs are kept."""
    sent: dict[tuple[str, int], list[OperationId]] = defaultdict(list)
    for peer, counter, *operation in old.exec_driver_sql(
        "SELECT peer, counter, device, incarnation, sequence FROM sent_operations"
    ):
        sent[peer, counter].append(OperationId(*operation))
    for (peer, counter), operations in sent.items():
        fresh.exec_driver_sql(
            "INSERT INTO sent_runs (peer, counter, device, incarnation, first, last)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [(peer, counter, *run) for run in runs_of(operations)],
        )


def fold_log(file: EncryptedFile) -> None:
    """Moves everything from the write-ahead log into the file itself.

    Raises DatabaseBusyError while somebody reads: then the log is still needed.
    """
    connection = file.connect(Access.WRITE)
    try:
        with translated_errors():
            (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.close()
    if busy:
        raise DatabaseBusyError
    _remove_log(file.path)


def _remove_log(path: Path) -> None:
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
