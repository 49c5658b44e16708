"""Connections to one encrypted database file: the key, the settings and nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2

from huisbezoek.model.domain.errors import HuisbezoekError
from huisbezoek.model.domain.raw_key import checked_raw_key, raw_key_pragma
from huisbezoek.model.usecases.ports.profile import (
    DatabaseBusyError,
    DatabaseDamagedError,
    DatabaseEmptyError,
    DatabaseFullError,
    DatabaseMissingError,
    DatabaseNotEncryptedError,
    EncryptionMissingError,
)

CACHE_KIBIBYTES: Final = 65536
STREAM_KIBIBYTES: Final = 4096
BUSY_SECONDS: Final = 20.0

_PLAIN_BEGIN: Final = b"SQLite format 3\x00"
# Names of the engine's own codes; what they mean for a person is decided here.
_BUSY: Final = frozenset(("SQLITE_BUSY", "SQLITE_LOCKED"))
_DISK: Final = frozenset(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY"))
_DAMAGE: Final = frozenset(("SQLITE_CORRUPT", "SQLITE_NOTADB"))


class Access(StrEnum):
    """What a connection may do with the file."""

    READ = "ro"
    WRITE = "rw"
    CREATE = "rwc"


@dataclass(frozen=True, slots=True)
class EncryptedFile:
    """A database file and its raw key. Raises RawKeyRefusedError for anything but a raw key."""

    path: Path
    raw_key: str = field(repr=False)

    def __post_init__(self) -> None:
        checked_raw_key(self.raw_key)

    def connect(self, access: Access) -> dbapi2.Connection:
        """A connection of its own, keyed before anything else touches the file.

        Raises EncryptionMissingError when the engine inside is plain SQLite.
        """
        connection = dbapi2.connect(
            f"{self.path.absolute().as_uri()}?mode={access}",
            uri=True,
            isolation_level=None,
            timeout=BUSY_SECONDS,
            check_same_thread=False,
        )
        try:
            connection.execute(raw_key_pragma(self.raw_key))
            # The engine writes its own log to standard error; ours is the only one.
            connection.execute("PRAGMA cipher_log_level = NONE")
            _assert_encrypting(connection)
            _set_up(connection, access)
        except BaseException:
            connection.close()
            raise
        return connection


def guard_file(path: Path) -> None:
    """Refuses what cannot be a database that this program wrote, before it is opened.

    Raises DatabaseMissingError, DatabaseEmptyError, DatabaseNotEncryptedError.
    """
    if not path.is_file():
        raise DatabaseMissingError
    with path.open("rb") as file:
        begin = file.read(len(_PLAIN_BEGIN))
    if not begin:
        raise DatabaseEmptyError
    if begin == _PLAIN_BEGIN:
        raise DatabaseNotEncryptedError


def make_engine(file: EncryptedFile, access: Access) -> Engine:
    """An engine whose every connection is its own and belongs to whoever asked for it.

    No pool: pools that share or close connections across threads crash the process (measured).
    A transaction for writing takes its place at once (BEGIN IMMEDIATE), so that it cannot fail
    half-way for having read first.
    """
    engine = create_engine(
        "sqlite://",
        creator=lambda: file.connect(access),
        module=dbapi2,
        poolclass=NullPool,
        hide_parameters=True,
    )
    begin = "BEGIN" if access is Access.READ else "BEGIN IMMEDIATE"

    def start_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "begin", start_transaction)
    return engine


def keep_few_pages(connection: Connection) -> None:
    """Before everything is read once from end to end: pages that were read are of no more use.

    Holds until `keep_pages`. It is also faster (measured): no memory has to be found for each page.
    """
    connection.exec_driver_sql(f"PRAGMA cache_size = -{STREAM_KIBIBYTES}")


def keep_pages(connection: Connection) -> None:
    """Between two transactions: pages are kept again for who asks next."""
    # Not through SQLAlchemy, which would begin a transaction for it.
    connection.connection.cursor().execute(f"PRAGMA cache_size = -{CACHE_KIBIBYTES}")


@contextmanager
def translated_errors() -> Iterator[None]:
    """Turns what the database engine says into an error that a person can be told."""
    try:
        yield
    except (DBAPIError, dbapi2.Error) as error:
        found = meaning_of(error)
        if found is None:
            raise
        raise found from error


def meaning_of(error: Exception) -> HuisbezoekError | None:
    """The error for a person, or None when it is a mistake of the program."""
    original = error.orig if isinstance(error, DBAPIError) else error
    text = str(original)
    name = str(getattr(original, "sqlite_errorname", "")) or _name_by_text(text)
    base = "_".join(name.split("_")[:2])
    if base in _BUSY:
        return DatabaseBusyError()
    if base in _DISK:
        return DatabaseFullError()
    if base in _DAMAGE:
        return DatabaseDamagedError()
    return None


def _name_by_text(text: str) -> str:
    """The code by the engine's fixed English words, for a driver that gives no names."""
    for words, name in (
        ("locked", "SQLITE_BUSY"),
        ("disk is full", "SQLITE_FULL"),
        ("disk I/O", "SQLITE_IOERR"),
        ("unable to open", "SQLITE_CANTOPEN"),
        ("readonly", "SQLITE_READONLY"),
        ("malformed", "SQLITE_CORRUPT"),
        ("not a database", "SQLITE_NOTADB"),
        ("hmac check failed", "SQLITE_CORRUPT"),
    ):
        if words in text:
            return name
    return ""


def _assert_encrypting(connection: dbapi2.Connection) -> None:
    row = connection.execute("PRAGMA cipher_version").fetchone()
    if row is None or not row[0]:
        raise EncryptionMissingError


def _set_up(connection: dbapi2.Connection, access: Access) -> None:
    # Not `cipher_memory_security`: it locks and unlocks memory at each allocation, cannot be turned
    # off again in the process, and made storing 8,000 residents some 20 times slower (measured:
    # 420,000 system calls). SQLCipher locks and wipes its keys without it; Python's own copies of
    # what was read could not be locked anyway, and swap belongs to full-disk encryption.
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIBIBYTES}")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA foreign_keys = ON")
    if access is Access.READ:
        connection.execute("PRAGMA query_only = ON")
        return
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
