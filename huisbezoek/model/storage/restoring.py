"""Restoring: a checked copy of a backup takes the place of the database, as a new life."""

import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from huisbezoek.model.domain.errors import DamagedDataError, HuisbezoekError
from huisbezoek.model.domain.state_pension import StatePensionTable
from huisbezoek.model.storage import rebuild
from huisbezoek.model.storage.checks import find_damage
from huisbezoek.model.storage.copies import remove_database, sync_file, sync_folder
from huisbezoek.model.storage.engine import (
    Access,
    EncryptedFile,
    guard_file,
    make_engine,
    translated_errors,
)
from huisbezoek.model.storage.marks import current_mark
from huisbezoek.model.storage.schema import SCHEMA, read_identity, read_schema
from huisbezoek.model.usecases.ports.profile import (
    ASIDE_FOLDER,
    LIVES_FILE,
    NoBackupError,
    RollbackMark,
)

_MOST_LIVES: Final = 1_000_000
"""A higher number in the file of lives was not written by this program."""

_BESIDE: Final = ("-wal", "-shm", "-journal", "")
"""A log is moved before its database: beside another database it would be replayed into it."""


def restore(
    backup: EncryptedFile,
    present: EncryptedFile,
    profile: str,
    pension_table: StatePensionTable,
    now: datetime,
    keep_mark: Callable[[RollbackMark], None],
) -> None:
    """Puts a checked copy of the backup in the place of the present database.

    A crash leaves the present database, or none (and then the restore is begun anew), or the
    restored one. Raises NoBackupError and NewerDatabaseError.
    """
    copy = EncryptedFile(present.path.with_name(f"{present.path.name}.restored"), present.raw_key)
    remove_database(copy.path)
    present.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        mark = _checked_copy(backup, copy, profile, pension_table)
        _begin_new_life(copy, present)
        rebuild.fold_log(copy)
        sync_file(copy.path)
        _fold_if_whole(present)
        keep_mark(mark)
        move_aside(present.path, now)
        copy.path.replace(present.path)
    finally:
        remove_database(copy.path)
    sync_folder(present.path.parent)


def move_aside(path: Path, now: datetime) -> None:
    """Moves a database, whole or damaged, with its log into a folder of its own."""
    standing = [path.with_name(path.name + suffix) for suffix in _BESIDE]
    standing = [one for one in standing if one.exists()]
    if not standing:
        return
    aside = path.parent / ASIDE_FOLDER
    aside.mkdir(exist_ok=True, mode=0o700)
    target, number = aside / f"{now:%Y%m%d-%H%M%S}", 1
    while target.exists():
        number += 1
        target = aside / f"{now:%Y%m%d-%H%M%S}-{number}"
    target.mkdir(mode=0o700)
    for one in standing:
        one.rename(target / one.name)
    sync_folder(target)
    sync_folder(path.parent)


def _checked_copy(
    backup: EncryptedFile, copy: EncryptedFile, profile: str, pension_table: StatePensionTable
) -> RollbackMark:
    """Copies the backup without touching it, and checks the copy; answers its mark."""
    try:
        guard_file(backup.path)
        for suffix in ("", "-wal"):
            source = backup.path.with_name(backup.path.name + suffix)
            if source.exists():
                shutil.copyfile(source, copy.path.with_name(copy.path.name + suffix))
        engine = make_engine(copy, Access.READ)
        with translated_errors(), engine.connect() as connection:
            read_identity(connection, profile)
            schema, mark = read_schema(connection), current_mark(connection)
        _, findings = find_damage(copy, thorough=True)
    except DamagedDataError as error:
        raise NoBackupError from error
    if findings:
        raise NoBackupError
    if schema < SCHEMA:
        rebuild.rebuild(copy, pension_table)
    return mark


def _fold_if_whole(present: EncryptedFile) -> None:
    """Folds the log in, so that what was acknowledged is in one file when that is moved aside.

    Of a damaged database the log is moved along unfolded.
    """
    if _incarnation(present):
        try:
            rebuild.fold_log(present)
        except DamagedDataError:
            return


def _begin_new_life(copy: EncryptedFile, present: EncryptedFile) -> None:
    """Gives the copy an incarnation above every one that this folder ever had.

    The number is on the disk before anything can be made under it: a backup that is restored
    twice gives two different lives.
    """
    lives = present.path.with_name(LIVES_FILE)
    incarnation = 1 + max(_incarnation(copy), _incarnation(present), _recorded(lives))
    _record(lives, incarnation)
    engine = make_engine(copy, Access.WRITE)
    with translated_errors(), engine.connect() as connection:
        connection.exec_driver_sql(
            "UPDATE counters SET value = ? WHERE name = 'incarnation'", (incarnation,)
        )
        connection.commit()


def _incarnation(file: EncryptedFile) -> int:
    """Which life this database is of; 0 when there is none or it cannot be read."""
    try:
        guard_file(file.path)
        engine = make_engine(file, Access.READ)
        with translated_errors(), engine.connect() as connection:
            found = connection.exec_driver_sql(
                "SELECT value FROM counters WHERE name = 'incarnation'"
            )
            return int(found.scalar_one())
    except HuisbezoekError:
        return 0


def _recorded(lives: Path) -> int:
    try:
        found = int(lives.read_text("ascii")[:16])
    except (OSError, ValueError):
        return 0
    return found if 0 < found <= _MOST_LIVES else 0


def _record(lives: Path, incarnation: int) -> None:
    temporary = lives.with_name(f"{lives.name}.part")
    with temporary.open("w", encoding="ascii") as file:
        file.write(f"{incarnation}\n")
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(lives)
    sync_folder(lives.parent)
