"""Replacing a small file of a profile so that a power cut leaves the old or the new one."""

import os
from pathlib import Path

from huisbezoek.model.usecases.ports.transfer import place_error


def replace_durably(path: Path, content: bytes) -> None:
    """Writes beside, syncs, renames over the old file, syncs the folder; or raises."""
    fresh = path.with_name(path.name + ".new")
    try:
        with fresh.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise place_error(error) from error


def remove(path: Path) -> None:
    """Takes a small file away for good; nothing happens when there is none."""
    try:
        path.unlink(missing_ok=True)
        _sync_folder(path.parent)
    except OSError as error:
        raise place_error(error) from error


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        # Windows has no handle on a folder to sync; its rename is journalled.
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_or_nothing(path: Path, limit: int) -> bytes | None:
    """The content of a small file, cut at one byte over the limit; nothing if there is none."""
    try:
        with path.open("rb") as file:
            return file.read(limit + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise place_error(error) from error
