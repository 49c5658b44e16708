"""Restoring a backup: what stood there is moved aside, and the copy begins a new life."""

import shutil
from datetime import datetime
from pathlib import Path

from huisbezoek.model.usecases.ports.profile import (
    ASIDE_FOLDER,
    BACKUP_FOLDER,
    Backup,
    NoBackupError,
    RollbackMark,
)
from huisbezoek.model.usecases.ports.sealing import (
    KeySlotsDamagedError,
    KeySlotsMissingError,
    OpenedProfile,
)
from huisbezoek.model.usecases.profile import KEY_SLOT_FILES, OpenProfile, ProfileParts, back_up


def backups_of(parts: ProfileParts, folder: Path) -> tuple[Backup, ...]:
    """The finished backups of the profile in this folder, the last one first."""
    return parts.databases.backups(folder / BACKUP_FOLDER)


def restore_backup(
    parts: ProfileParts, folder: Path, backup: Backup, password: str, *, now: datetime
) -> OpenProfile:
    """Puts a backup back as a new life of this laptop, and makes a backup of that at once.

    What stood in the folder is moved aside and never removed; the profile must be closed. Where the
    key slots are gone or damaged, those of the backup and the password of its day serve. What was
    made after the backup comes back by exchange, as far as it was sent. Raises
    WrongPasswordError, NoBackupError and NewerDatabaseError; nothing is changed then.
    """
    keys, found_in = _restoring_keys(parts, folder, backup.folder, password)

    kept: list[OpenedProfile] = []

    def keep_mark(mark: RollbackMark) -> None:
        if found_in != folder:
            _take_key_slots(found_in, folder)
        kept.append(parts.key_slots.update_mark(folder, keys, mark))

    database = parts.databases.restore(
        backup.folder, folder, keys.database_key, keys.profile, keep_mark
    )
    profile = OpenProfile(folder, kept[-1], database)
    back_up(profile, now)
    return profile


def _restoring_keys(
    parts: ProfileParts, folder: Path, backup: Path, password: str
) -> tuple[OpenedProfile, Path]:
    """The keys, and in which folder they were found: the profile's own or that of the backup."""
    try:
        return parts.key_slots.open_with_password(folder, password), folder
    except (KeySlotsMissingError, KeySlotsDamagedError):
        return _keys_of_backup(parts, backup, password), backup


def _keys_of_backup(parts: ProfileParts, backup: Path, password: str) -> OpenedProfile:
    try:
        return parts.key_slots.open_with_password(backup, password)
    except (KeySlotsMissingError, KeySlotsDamagedError) as error:
        raise NoBackupError from error


def _take_key_slots(source: Path, folder: Path) -> None:
    """Puts the key slots of a backup in the place of damaged ones, which are moved aside."""
    for name in KEY_SLOT_FILES:
        if (folder / name).exists():
            aside = folder / ASIDE_FOLDER
            aside.mkdir(exist_ok=True, mode=0o700)
            (folder / name).replace(aside / name)
        if (source / name).is_file():
            shutil.copyfile(source / name, folder / name)
