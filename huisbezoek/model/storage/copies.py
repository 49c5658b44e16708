"""Whole copies of a database: written beside, read back, compared, and only then put in place."""

import os
from pathlib import Path

from huisbezoek.model.domain.errors import DamagedDataError
from huisbezoek.model.storage.checks import find_damage, projection_digest
from huisbezoek.model.storage.engine import (
    Access,
    EncryptedFile,
    guard_file,
    make_engine,
    translated_errors,
)
from huisbezoek.model.storage.marks import counted_mark, current_mark
from huisbezoek.model.usecases.ports.profile import CopyDiffersError, RollbackMark


def fingerprint(file: EncryptedFile) -> tuple[RollbackMark, str]:
    """What a copy is compared by: the journal counted anew, and the digest of the projections."""
    engine = make_engine(file, Access.READ)
    with translated_errors(), engine.connect() as connection:
        return counted_mark(connection), projection_digest(connection)


def _kept_fingerprint(file: EncryptedFile) -> tuple[RollbackMark, str]:
    engine = make_engine(file, Access.READ)
    with translated_errors(), engine.connect() as connection:
        return current_mark(connection), projection_digest(connection)


class WriteWatch:
    """Sees whether anybody wrote to a database since it was made; it is closed as a context."""

    def __init__(self, file: EncryptedFile) -> None:
        self._connection = file.connect(Access.READ)
        self._version = self._data_version()

    def saw_writes(self) -> bool:
        """Whether another connection committed since this was asked last."""
        before, self._version = self._version, self._data_version()
        return before != self._version

    def __enter__(self) -> "WriteWatch":
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def _data_version(self) -> int:
        with translated_errors():
            (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        return int(version)


def copy_encrypted(file: EncryptedFile, target: Path) -> None:
    """A compact copy under the same key, which also shrinks what was deleted to nothing."""
    connection = file.connect(Access.WRITE)
    try:
        with translated_errors():
            connection.execute("VACUUM INTO ?", (str(target),))
    finally:
        connection.close()


def copy_under_key(file: EncryptedFile, target: EncryptedFile) -> None:
    """A copy under another key (`PRAGMA rekey` in place is never used)."""
    connection = file.connect(Access.WRITE)
    try:
        with translated_errors():
            # The pattern of the key is checked by EncryptedFile before it comes here.
            connection.execute(
                "ATTACH DATABASE ? AS target KEY ?",
                (str(target.path.absolute()), f"x'{target.raw_key}'"),
            )
            connection.execute("SELECT sqlcipher_export('target')").fetchall()
            connection.execute("DETACH DATABASE target")
    finally:
        connection.close()


def assert_equal(original: tuple[RollbackMark, str], copy: EncryptedFile) -> None:
    """Reads the copy back with all checks; one that differs is removed: CopyDiffersError.

    The checks count the journal of the copy anew and hold it against the mark that it keeps, so
    that mark then stands for the count.
    """
    try:
        guard_file(copy.path)
        _, findings = find_damage(copy, thorough=True)
        equal = not findings and _kept_fingerprint(copy) == original
    except DamagedDataError:
        equal, findings = False, ()
    if not equal or findings:
        remove_database(copy.path)
        raise CopyDiffersError


def sync_file(path: Path) -> None:
    """Returns once the file's bytes are on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Returns once new names in the folder are on the disk, where the system can say so."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_database(path: Path) -> None:
    """Removes a database with the files that belong to it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
