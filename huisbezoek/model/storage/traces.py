"""Wiping traces: what was erased or let go is gone from every byte of the file and its copies."""

import shutil
from datetime import datetime
from pathlib import Path

from huisbezoek.model.storage import backup
from huisbezoek.model.storage.copies import remove_database, sync_folder
from huisbezoek.model.storage.engine import Access, EncryptedFile, translated_errors
from huisbezoek.model.usecases.ports.profile import (
    ASIDE_FOLDER,
    DATABASE_FILE,
    DatabaseBusyError,
)


def wipe_traces(file: EncryptedFile, folder: Path, now: datetime) -> Path:
    """Cleans the file, then makes a new verified backup, then removes all older copies.

    Answers the folder of the new backup. Raises DatabaseBusyError while somebody reads.
    """
    _clean(file)
    made = backup.back_up(file, folder, now)
    for _, old in backup.backups(folder):
        if old != made:
            _remove(old)
    for left in (*folder.glob(".*.part"), *(file.path.parent / ASIDE_FOLDER).glob("*")):
        _remove(left)
    for name in (f"{DATABASE_FILE}.new", f"{DATABASE_FILE}.restored"):
        remove_database(file.path.with_name(name))
    sync_folder(folder)
    return made


def _clean(file: EncryptedFile) -> None:
    connection = file.connect(Access.WRITE)
    try:
        with translated_errors():
            # Removed search words stay in their segment until segments are merged.
            connection.execute("INSERT INTO resident_names (resident_names) VALUES ('optimize')")
            connection.execute("VACUUM")
            (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.close()
    if busy:
        raise DatabaseBusyError


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
