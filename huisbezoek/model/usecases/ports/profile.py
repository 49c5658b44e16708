"""The encrypted database of one profile: made, opened, checked, copied and closed."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Final, Protocol

from huisbezoek.model.domain.errors import (
    DamagedDataError,
    EnvironmentFailedError,
    RefusedByRuleError,
)
from huisbezoek.model.usecases.ports.work import Reading, Writing

DATABASE_FILE: Final = "huisbezoek.db"
"""The name of the database in the folder of a profile."""

BACKUP_FOLDER: Final = "backups"
"""The folder of backups in the folder of a profile."""

ASIDE_FOLDER: Final = "aside"
"""The folder, in that of a profile, of databases that a restore moved out of the way."""

LIVES_FILE: Final = "lives"
"""The file, in the folder of a profile, with the incarnation that the last restore gave."""

BACKUP_OF_DAY: Final = "backup-%Y%m%d"
"""How the name of the folder of a finished backup begins."""


class DatabaseExistsError(RefusedByRuleError):
    """A database stands in the folder already; a new one never replaces it."""

    code: ClassVar[str] = "database.exists"


class DatabaseMissingError(DamagedDataError):
    """The folder holds no database."""

    code: ClassVar[str] = "database.missing"


class DatabaseEmptyError(DamagedDataError):
    """The database file is 0 bytes; it is not taken for a new one."""

    code: ClassVar[str] = "database.empty"


class DatabaseNotEncryptedError(DamagedDataError):
    """The file is readable without a key; this program never made it."""

    code: ClassVar[str] = "database.not_encrypted"


class DatabaseDamagedError(DamagedDataError):
    """The file is not what was written, or belongs to another key."""

    code: ClassVar[str] = "database.damaged"


class OtherProfileError(DamagedDataError):
    """The database belongs to another profile than the key-slot file."""

    code: ClassVar[str] = "database.other_profile"


class OlderDatabaseError(DamagedDataError):
    """The database is an older state than the one that was last closed here."""

    code: ClassVar[str] = "database.older"


class NewerDatabaseError(EnvironmentFailedError):
    """A newer version of the program wrote this database; nothing was changed."""

    code: ClassVar[str] = "database.newer"


class NoBackupError(DamagedDataError):
    """There is no backup that is whole and fits this profile; nothing was changed."""

    code: ClassVar[str] = "database.no_backup"


class EncryptionMissingError(EnvironmentFailedError):
    """The database engine of this installation cannot encrypt; nothing was opened."""

    code: ClassVar[str] = "database.no_encryption"


class DatabaseBusyError(EnvironmentFailedError):
    """Another connection holds the database; nothing was changed."""

    code: ClassVar[str] = "database.busy"


class DatabaseFullError(EnvironmentFailedError):
    """No room on the disk, or the disk failed; what was acknowledged before is kept."""

    code: ClassVar[str] = "database.disk"


class CopyDiffersError(EnvironmentFailedError):
    """A copy was read back and differs; it was taken away and the original is whole."""

    code: ClassVar[str] = "database.copy_differs"


@dataclass(frozen=True, slots=True)
class ProfileIdentity:
    """Whose database this is: fixed when the profile is made and kept inside the database."""

    profile: str
    device: str
    person: str
    role: str
    practice: bool = False


@dataclass(frozen=True, slots=True)
class RollbackMark:
    """What the key-slot file remembers of the journal: how many operations, and their digest."""

    operations: int
    digest: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The outcome of all integrity checks; `findings` are codes with a count, empty when sound."""

    checks: tuple[str, ...]
    findings: tuple[str, ...]
    operations: int
    projections_equal: bool


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished backup: its folder, and when it was made by the clock of this computer."""

    folder: Path
    made_at: datetime


class Reader(Protocol):
    """A connection that only reads; belongs to the lane that opened it."""

    def reading(self) -> AbstractContextManager[Reading]:
        """One consistent view for the length of the block."""
        ...

    def close(self) -> None:
        """Closes the connection."""
        ...


class Writer(Protocol):
    """The one connection that writes; belongs to the lane that opened it."""

    def writing(self) -> AbstractContextManager[Writing]:
        """One transaction (BEGIN IMMEDIATE); leaving without commit forgets everything."""
        ...

    def close(self) -> None:
        """Closes the connection."""
        ...


class ProfileDatabase(Protocol):
    """An open database."""

    @property
    def identity(self) -> ProfileIdentity:
        """Whose database this is."""
        ...

    def open_reader(self) -> Reader:
        """A new reading connection."""
        ...

    def open_writer(self) -> Writer:
        """The writing connection; asking twice without closing raises an error."""
        ...

    def mark(self) -> RollbackMark:
        """The journal's size and digest now, for the key-slot file."""
        ...

    def check(self, *, thorough: bool) -> CheckReport:
        """Runs the checks, each on a fresh connection, reading every row of their answers."""
        ...

    def digest(self) -> str:
        """A digest of all projections: equal for databases with the same operations."""
        ...

    def rebuild(self) -> None:
        """Writes a complete new database from the journal and local tables, checks it, swaps it.

        All readers and the writer must be closed.
        """
        ...

    def back_up(self, folder: Path, now: datetime) -> Path:
        """A verified encrypted copy beside a copy of the key-slot files; answers its folder."""
        ...

    def wipe_traces(self, folder: Path, now: datetime) -> Path:
        """Removes what the file still holds of what was erased, redacted or let go.

        Call it after the commit. Readers and the writer may stay open but must not be in a
        transaction: DatabaseBusyError, and then it is to be called again. Search words, free pages
        and the write-ahead log are cleaned; a new verified backup is written into `folder`, and
        only then all older ones and every database that a restore moved aside are removed. Answers
        the folder of the new backup.
        """
        ...

    def copy_under(self, folder: Path, new_raw_key: str) -> None:
        """A complete copy in another folder under another key, verified; this one stays whole.

        Used when somebody knows the password: key slots stand in that folder already, and the
        caller swaps the folders afterwards. Backups under the old key are the caller's to remove.
        """
        ...

    def close(self) -> None:
        """Closes every connection that is still open."""
        ...


class ProfileDatabases(Protocol):
    """Makes and opens databases. The raw key is 64 lower-case hexadecimal digits."""

    def create(self, folder: Path, raw_key: str, identity: ProfileIdentity) -> ProfileDatabase:
        """A new database beside new key slots. Raises DatabaseExistsError where one stands."""
        ...

    def open(
        self, folder: Path, raw_key: str, profile: str, mark: RollbackMark | None
    ) -> ProfileDatabase:
        """Opens with all start-up guards of keys-and-exchange.md section 5.

        Raises typed errors for: missing, empty or plain file, wrong key or damage, another
        profile's database, an older state than the mark. A database of an older shape is brought
        over: a verified backup first, then a new file beside it that takes its place whole.
        """
        ...

    def backups(self, folder: Path) -> tuple[Backup, ...]:
        """The finished backups in this folder of backups, the last one first."""
        ...

    def restore(
        self,
        backup: Path,
        folder: Path,
        raw_key: str,
        profile: str,
        keep_mark: Callable[[RollbackMark], None],
    ) -> ProfileDatabase:
        """Puts a checked copy of a backup in the database's place, as a new life of the device.

        The database that stands there is moved aside, never removed; its connections must be
        closed. `keep_mark` is called with the mark of the restored journal just before. The
        incarnation rises above every one that this folder ever had, so that no operation id and
        no bundle is ever made twice. Raises NoBackupError when the backup is not whole or not of
        this profile, and NewerDatabaseError.
        """
        ...


Now = Callable[[], datetime]
"""The local wall clock with its zone."""
