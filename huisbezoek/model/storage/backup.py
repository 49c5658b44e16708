"""Verified encrypted backups, and which of them are kept: 7 days, 4 weeks, 2 months."""

import shutil
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Final

from huisbezoek.model.storage.copies import (
    WriteWatch,
    assert_equal,
    copy_encrypted,
    fingerprint,
    remove_database,
    sync_file,
    sync_folder,
)
from huisbezoek.model.storage.engine import EncryptedFile
from huisbezoek.model.usecases.ports.profile import BACKUP_OF_DAY, DATABASE_FILE
from huisbezoek.model.usecases.ports.transfer import place_error

KEPT_DAYS: Final = 7
KEPT_WEEKS: Final = 4
KEPT_MONTHS: Final = 2
OLDEST_DAYS: Final = 90
"""Nothing is kept longer, so that what was erased is gone from backups too."""

_TRIES: Final = 5
_KEY_SLOT_FILES: Final = ("keys-1", "keys-2")
_NAME: Final = f"{BACKUP_OF_DAY}-%H%M%S"


def back_up(file: EncryptedFile, folder: Path, now: datetime) -> Path:
    """Writes a backup, reads it back, compares it and puts it in place; answers its folder.

    Raises CopyDiffersError when what was read back is not what is here, and an
    EnvironmentFailedError when the place is full or gone.
    """
    try:
        return _written(file, folder, now)
    except OSError as error:
        raise place_error(error) from error


def _written(file: EncryptedFile, folder: Path, now: datetime) -> Path:
    final = folder / now.strftime(_NAME)
    temporary = folder / f".{final.name}.part"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir(mode=0o700)
    copy = EncryptedFile(temporary / DATABASE_FILE, file.raw_key)
    try:
        _copy_verified(file, copy)
        for name in _KEY_SLOT_FILES:
            source = file.path.with_name(name)
            if source.is_file():
                shutil.copyfile(source, temporary / name)
                sync_file(temporary / name)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    sync_folder(temporary)
    if final.exists():
        shutil.rmtree(final)
    temporary.rename(final)
    sync_folder(folder)
    _let_go(folder, now)
    return final


def _copy_verified(file: EncryptedFile, copy: EncryptedFile) -> None:
    """A copy that was read back; begun anew when somebody wrote meanwhile."""
    with WriteWatch(file) as watch:
        before = fingerprint(file)
        for _ in range(_TRIES):
            copy_encrypted(file, copy.path)
            sync_file(copy.path)
            # Counting the journal takes seconds; only a write can have changed what it says.
            after = fingerprint(file) if watch.saw_writes() else before
            if before == after:
                break
            before = after
            remove_database(copy.path)
    assert_equal(before, copy)


def backups(folder: Path) -> tuple[tuple[datetime, Path], ...]:
    """The finished backups, the last one first."""
    found = []
    if folder.is_dir():
        for path in folder.iterdir():
            moment = _moment(path.name)
            if moment is not None:
                found.append((moment, path))
    return tuple(sorted(found, reverse=True))


def kept(moments: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Which backups stay: the last one of each of 7 days, 4 weeks and 2 months, none over 90 days.

    The last backup of all always stays.
    """
    left = sorted(moments, reverse=True)
    chosen = left[:1]
    left = [moment for moment in left if (now - moment).days < OLDEST_DAYS]
    for number, period in (
        (KEPT_DAYS, "%Y-%m-%d"),
        (KEPT_WEEKS, "%G-%V"),
        (KEPT_MONTHS, "%Y-%m"),
    ):
        # Each kind looks behind the kind before it: a week counts beyond the days that are kept.
        seen: dict[str, datetime] = {}
        for moment in left:
            seen.setdefault(moment.strftime(period), moment)
        chosen += list(seen.values())[:number]
        left = [moment for moment in left if moment < min(chosen)]
    return frozenset(chosen)


def _let_go(folder: Path, now: datetime) -> None:
    present = backups(folder)
    staying = kept((moment for moment, _ in present), now.replace(tzinfo=None))
    for moment, path in present:
        if moment not in staying:
            remove_database(path / DATABASE_FILE)
            shutil.rmtree(path)


def _moment(name: str) -> datetime | None:
    try:
        return datetime.strptime(name, _NAME)  # noqa: DTZ007 - the local clock, as in the name
    except ValueError:
        return None
