"""The tables of the journal: the one part of the database whose shape is for ever.

Devices, authors and subjects are long texts that return on every line; each is kept once and
referred to by a small number that means nothing outside this file.
"""

from typing import Final

from sqlalchemy import (
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

JOURNAL: Final = MetaData()

identifiers: Final = Table(
    "identifiers",
    JOURNAL,
    Column("number", Integer, primary_key=True),
    Column("text", Text, nullable=False, unique=True),
)

subjects: Final = Table(
    "subjects",
    JOURNAL,
    Column("number", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("identifier", Text, nullable=False),
    Column("erased", Integer, nullable=False, server_default="0"),
    UniqueConstraint("kind", "identifier"),
)

operations: Final = Table(
    "operations",
    JOURNAL,
    Column("device", Integer, primary_key=True),
    Column("incarnation", Integer, primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("subject", Integer, nullable=False),
    Column("milliseconds", Integer, nullable=False),
    Column("counter", Integer, nullable=False),
    Column("author", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
Index("operations_by_subject", operations.c.subject)

tombstones: Final = Table(
    "tombstones",
    JOURNAL,
    Column("device", Integer, primary_key=True),
    Column("incarnation", Integer, primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("subject", Integer, nullable=False),
    sqlite_with_rowid=False,
)
