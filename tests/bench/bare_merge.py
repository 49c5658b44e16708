"""The bare work of a merge: the same final rows staged, sorted and put into the same tables.

Like `references`, it imports nothing of the program.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from sqlcipher3 import dbapi2

from tests.bench.references import NAME_INDEX, all_tables, indexed_words, open_raw

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True)
class TableChange:
    """What became different in a table: rows that are there now, and keys that are not."""

    name: str
    keys: tuple[str, ...]
    rows: Rows
    gone: Rows


def changes_between(
    older: Path, newer: Path, key: str, without: frozenset[str]
) -> tuple[TableChange, ...]:
    """How one database differs from another one with the same tables."""
    connection = open_raw(newer, key)
    try:
        connection.execute("ATTACH DATABASE ? AS older KEY " + f"\"x'{key}'\"", (str(older),))
        names = [name for name in all_tables(connection) if name not in without]
        found = [_table_change(connection, name) for name in names]
        words = _words_change(connection, older, key)
    finally:
        connection.close()
    return tuple(change for change in (*found, words) if change.rows or change.gone)


def stage_and_upsert(connection: dbapi2.Connection, changes: Sequence[TableChange]) -> None:
    """All changes in one transaction: staged as they come, sorted by key, one upsert a table."""
    connection.execute("BEGIN IMMEDIATE")
    for change in changes:
        for number, rows in enumerate((change.gone, change.rows)):
            if rows:
                _upsert(connection, change, rows, f"staged_{number}_{change.name}", gone=not number)
    connection.execute("COMMIT")


def drop_stages(connection: dbapi2.Connection, changes: Sequence[TableChange]) -> None:
    """Makes room for the next time."""
    for change in changes:
        for number in (0, 1):
            connection.execute(f"DROP TABLE IF EXISTS temp.staged_{number}_{change.name}")


def _upsert(
    connection: dbapi2.Connection, change: TableChange, rows: Rows, stage: str, *, gone: bool
) -> None:
    columns = ", ".join(f"c{number}" for number in range(len(rows[0])))
    places = ", ".join("?" * len(rows[0]))
    connection.execute(f"CREATE TEMP TABLE {stage} ({columns})")
    connection.executemany(f"INSERT INTO {stage} VALUES ({places})", rows)  # noqa: S608 - names of our own tables
    keys = ", ".join(change.keys)
    if gone:
        connection.execute(f"DELETE FROM {change.name} WHERE ({keys}) IN (SELECT * FROM {stage})")  # noqa: S608 - as above
        return
    into = f"{change.name} (rowid, words)" if change.name == NAME_INDEX else change.name
    # Every table begins with its key.
    order = ", ".join(f"c{number}" for number in range(len(change.keys)))
    connection.execute(f"INSERT OR REPLACE INTO {into} SELECT * FROM {stage} ORDER BY {order}")  # noqa: S608 - as above


def _table_change(connection: dbapi2.Connection, name: str) -> TableChange:
    columns = connection.execute(f"PRAGMA main.table_info({name})").fetchall()
    keys = tuple(column[1] for column in sorted(columns, key=lambda one: one[5]) if column[5])
    new = f"SELECT * FROM main.{name} EXCEPT SELECT * FROM older.{name}"  # noqa: S608 - names of our own tables
    names = ", ".join(keys)
    gone = f"SELECT {names} FROM older.{name} EXCEPT SELECT {names} FROM main.{name}"  # noqa: S608 - as above
    rows = [tuple(row) for row in connection.execute(new).fetchall()]
    # As they come in a merge: in no order.
    Random(1).shuffle(rows)
    lost = [tuple(row) for row in connection.execute(gone).fetchall()]
    return TableChange(name, keys, rows, lost)


def _words_change(connection: dbapi2.Connection, older: Path, key: str) -> TableChange:
    other = open_raw(older, key)
    try:
        before, after = dict(indexed_words(other)), dict(indexed_words(connection))
    finally:
        other.close()
    rows: Rows = [(number, words) for number, words in after.items() if before.get(number) != words]
    gone: Rows = [(number,) for number in before if number not in after]
    return TableChange(NAME_INDEX, ("rowid",), rows, gone)
