"""The local tables: what belongs to this profile alone and is carried over row by row."""

from typing import Final

from sqlalchemy import (
    Column,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

LOCAL: Final = MetaData()

profile: Final = Table(
    "profile",
    LOCAL,
    Column("profile", Text, primary_key=True),
    Column("device", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("practice", Integer, nullable=False),
    Column("schema", Integer, nullable=False),
)

counters: Final = Table(
    "counters",
    LOCAL,
    Column("name", Text, primary_key=True),
    Column("value", Integer, nullable=False),
    sqlite_with_rowid=False,
)

marks: Final = Table(
    "marks",
    LOCAL,
    Column("operations", Integer, primary_key=True),
    Column("digest", Text, nullable=False),
)

drafts: Final = Table(
    "drafts",
    LOCAL,
    Column("visit", Text, primary_key=True),
    Column("document", LargeBinary, nullable=False),
    Column("saved_at", Text, nullable=False),
)

ledger: Final = Table(
    "ledger",
    LOCAL,
    Column("position", Integer, primary_key=True),
    Column("bundle", Text, nullable=False),
    Column("direction", Text, nullable=False),
    Column("peer", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("line", LargeBinary, nullable=False),
    UniqueConstraint("bundle", "direction"),
)

peers: Final = Table(
    "peers",
    LOCAL,
    Column("device", Text, primary_key=True),
    Column("peer", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

# Runs of one peer never overlap: of an operation that was sent again the last bundle counts.
sent_runs: Final = Table(
    "sent_runs",
    LOCAL,
    Column("peer", Text, primary_key=True),
    Column("device", Text, primary_key=True),
    Column("incarnation", Integer, primary_key=True),
    Column("first", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
    Column("counter", Integer, nullable=False),
    sqlite_with_rowid=False,
)

arrivals: Final = Table(
    "arrivals",
    LOCAL,
    Column("bundle", Text, primary_key=True),
    Column("device", Text, primary_key=True),
    Column("incarnation", Integer, primary_key=True),
    Column("first", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
    sqlite_with_rowid=False,
)

local_values: Final = Table(
    "local_values",
    LOCAL,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)

# One row for each of the last commits: the own operations that it made, first to last.
deeds: Final = Table(
    "deeds",
    LOCAL,
    Column("position", Integer, primary_key=True),
    Column("incarnation", Integer, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("is_local", Integer, nullable=False),
)
