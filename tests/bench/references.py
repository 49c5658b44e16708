"""The bare work that benchmarks compare with: plain parts, and nothing of the program itself."""

import hashlib
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from python_calamine import CalamineWorkbook
from sqlcipher3 import dbapi2

CACHE_KIBIBYTES = 65536
ROWS_AT_ONCE = 1024
NAME_INDEX = "resident_names"


@dataclass(frozen=True)
class TableRows:
    """A table with everything in it. `columns` is empty when all are filled in order."""

    name: str
    columns: str
    rows: list[tuple[Any, ...]]


@dataclass(frozen=True)
class WholeDatabase:
    """All that a database says: how its tables are made, and their rows."""

    statements: tuple[str, ...]
    tables: tuple[TableRows, ...]


def derive(password: bytes, salt: bytes, memory_kib: int, passes: int, lanes: int) -> bytes:
    """Bare Argon2id."""
    return Argon2id(
        salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory_kib
    ).derive(password)


def substring_scan(names: Sequence[tuple[str, str]], word: str) -> set[str]:
    """Whose folded name holds the word, by looking at every name."""
    return {identifier for identifier, name in names if word in name}


def open_raw(path: Path, key: str, *, make: bool = False) -> dbapi2.Connection:
    """A keyed connection with a durable write-ahead log and nothing more."""
    mode = "rwc" if make else "rw"
    connection = dbapi2.connect(f"{path.as_uri()}?mode={mode}", uri=True, isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key}'\"")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIBIBYTES}")
    connection.execute("PRAGMA journal_mode = WAL").fetchall()
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def prepare_one_row(connection: dbapi2.Connection) -> None:
    """A table for `commit_one_row`."""
    connection.execute("CREATE TABLE bench_line (number INTEGER PRIMARY KEY, text TEXT)")


def commit_one_row(connection: dbapi2.Connection, number: int) -> None:
    """One row, durably."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO bench_line VALUES (?, 'text')", (number,))
    connection.execute("COMMIT")


def everybody_due(connection: dbapi2.Connection, today: str) -> list[str]:
    """Who is due on this day and has no open visit, the first due first: SQL written by hand."""
    rows = connection.execute(
        "SELECT r.resident, min(p.opens) AS opens FROM due_periods p"
        " JOIN residents r ON r.number = p.resident"
        " WHERE p.opens <= ?1 AND (p.closes IS NULL OR p.closes >= ?1)"
        " AND r.open_visit = '' AND r.stopped = '' AND r.excluded = ''"
        " GROUP BY p.resident ORDER BY opens, r.sort_name, r.resident",
        (today,),
    )
    return [row[0] for row in rows.fetchall()]


def week_list(connection: dbapi2.Connection, visitor: str) -> list[tuple[Any, ...]]:
    """The open visits of one visitor with what a list says of each: SQL written by hand."""
    return connection.execute(
        "SELECT v.visit, v.status, v.since, r.formal_name, r.initials_pair, r.address_line,"
        " r.household, r.telephone, v.letter, v.invited_on, v.calls, v.last_call_at,"
        " v.appointment, v.appointment_at, v.held_on, v.report_on, v.due_on, v.deferred_until,"
        " v.closed_on FROM visits v JOIN residents r ON r.number = v.resident"
        " WHERE v.is_open AND r.visitor = ? ORDER BY v.since, v.visit",
        (visitor,),
    ).fetchall()


def read_sheet(path: Path) -> int:
    """All cells of the first sheet; answers how many rows there are."""
    return len(CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python())


def whole_database(path: Path, key: str) -> WholeDatabase:
    """Everything in the file; the name index as the words that lead to the same index."""
    connection = open_raw(path, key)
    try:
        statements = tuple(_statements(connection))
        tables = []
        for name in all_tables(connection):
            rows = connection.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608 - names of our own tables
            tables.append(TableRows(name, "", [tuple(row) for row in rows]))
        if any(NAME_INDEX in statement for statement in statements):
            words = list(indexed_words(connection))
            tables.append(TableRows(NAME_INDEX, "(rowid, words)", words))
        return WholeDatabase(statements, tuple(tables))
    finally:
        connection.close()


def make_tables(path: Path, key: str, statements: Sequence[str]) -> dbapi2.Connection:
    """A new database with these tables, empty; the connection stays open."""
    connection = open_raw(path, key, make=True)
    for statement in statements:
        connection.execute(statement)
    return connection


def insert_all(connection: dbapi2.Connection, tables: Sequence[TableRows]) -> None:
    """All rows of all tables in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    for table in tables:
        if table.rows:
            places = ", ".join("?" * len(table.rows[0]))
            connection.executemany(
                f"INSERT INTO {table.name} {table.columns} VALUES ({places})",  # noqa: S608 - names of our own tables
                table.rows,
            )
    connection.execute("COMMIT")


def copy_rows(source: Path, connection: dbapi2.Connection, key: str, words: TableRows) -> None:
    """Every row of the source, read and written in pieces, in one transaction."""
    old = open_raw(source, key)
    connection.execute("BEGIN IMMEDIATE")
    for name in all_tables(old):
        cursor = old.execute(f"SELECT * FROM {name}")  # noqa: S608 - names of our own tables
        places = ", ".join("?" * len(cursor.description))
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            connection.executemany(f"INSERT INTO {name} VALUES ({places})", rows)  # noqa: S608 - names of our own tables
    connection.executemany("INSERT INTO resident_names (rowid, words) VALUES (?, ?)", words.rows)
    connection.execute("COMMIT")
    old.close()


def digest(database: WholeDatabase, *, without: frozenset[str] = frozenset()) -> str:
    """Equal for databases that say the same, in whatever order."""
    total = hashlib.sha256()
    for table in sorted(database.tables, key=lambda table: table.name):
        if table.name not in without:
            total.update(table.name.encode())
            for row in sorted(map(repr, table.rows)):
                total.update(row.encode())
    return total.hexdigest()


def peak_kibibytes(arguments: Sequence[str]) -> int:
    """The most memory that a fresh Python had at once; its last line of output says so."""
    done = subprocess.run([sys.executable, *arguments], check=True, capture_output=True, text=True)
    return int(done.stdout.split()[-1])


def fresh_process(arguments: Sequence[str]) -> tuple[int, int]:
    """The two last numbers that a fresh Python says: its memory at the start and at most (KiB)."""
    done = subprocess.run([sys.executable, *arguments], check=True, capture_output=True, text=True)
    start, peak = done.stdout.split()[-2:]
    return int(start), int(peak)


def indexed_names(path: Path, key: str) -> list[tuple[str, str]]:
    """Each resident with the words under which the name index knows them."""
    connection = open_raw(path, key)
    try:
        residents = dict(connection.execute("SELECT number, resident FROM residents").fetchall())
        return [(residents[number], words) for number, words in indexed_words(connection)]
    finally:
        connection.close()


def _statements(connection: dbapi2.Connection) -> Iterator[str]:
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
    )
    for name, statement in rows.fetchall():
        if not name.startswith((f"{NAME_INDEX}_", "sqlite_")):
            yield statement


def all_tables(connection: dbapi2.Connection) -> list[str]:
    """The names of all tables but those of the engine and of the name index."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")
    return [name for (name,) in rows.fetchall() if not name.startswith((NAME_INDEX, "sqlite_"))]


def indexed_words(connection: dbapi2.Connection) -> Iterator[tuple[int, str]]:
    """Each number in the name index with its words, in an order that leads to the same index."""
    connection.execute(
        f"CREATE VIRTUAL TABLE temp.bench_words USING fts5vocab(main, {NAME_INDEX}, instance)"
    )
    rows = connection.execute("SELECT doc, term FROM temp.bench_words ORDER BY doc, col, offset")
    words: dict[int, list[str]] = {}
    for number, term in rows:
        words.setdefault(number, []).append(term)
    for number, terms in words.items():
        yield number, " ".join(terms)
