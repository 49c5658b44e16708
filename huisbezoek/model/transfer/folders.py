"""Sticks and exchange folders: files arrive and leave whole, or not at all."""

import hashlib
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final, cast

from huisbezoek.model.domain.identity import RandomBytes
from huisbezoek.model.transfer.file_names import PART_SUFFIX, file_name, numbered
from huisbezoek.model.transfer.folder_contents import contents_of
from huisbezoek.model.usecases.ports.transfer import (
    ArrivedFile,
    FileTooLargeError,
    FolderContents,
    Outlet,
    ReadBackFailedError,
    WrittenFile,
    place_error,
)

_PIECE: Final = 1 << 20


class Folders:
    """Writes, lists and brings in finished files; randomness for names is handed in."""

    def __init__(self, random_bytes: RandomBytes) -> None:
        self._random_bytes = random_bytes

    def file_name(self, today: date, suffix: str = ".hbz") -> str:
        """A name such as "huisbezoek 23 november 7F3K.hbz": never a person's name."""
        return file_name(today, self._random_bytes, suffix)

    def write(self, folder: Path, name: str, content: Callable[[BinaryIO], object]) -> WrittenFile:
        """Lets `content` write, syncs, reads back, compares, renames; takes a failed part away."""
        part = folder / (name + PART_SUFFIX)
        try:
            written = _write_part(part, content)
            if _hash_of(part) != written:
                raise ReadBackFailedError
            target = _free_path(folder, name)
            part.rename(target)
            _sync_folder(folder)
            return WrittenFile(target, target.stat().st_size, written)
        except OSError as error:
            raise place_error(error) from error
        finally:
            _remove(part)

    def finished(self, folder: Path, suffix: str = ".hbz") -> tuple[ArrivedFile, ...]:
        """Finished files by name, without half-arrived, hidden and conflict copies."""
        return self.contents(folder, suffix).finished

    def contents(self, folder: Path, suffix: str = ".hbz") -> FolderContents:
        """Everything in the folder by kind; opens only what may be a copy of another file."""
        try:
            return contents_of(folder, suffix)
        except OSError as error:
            raise place_error(error) from error

    def remove_equal(self, folder: Path, size: int, digest: str) -> int:
        """Removes finished files with exactly these bytes (SHA-256 in hex); answers how many."""
        removed = 0
        try:
            for file in self.finished(folder):
                if file.size == size and _hash_of(file.path) == digest:
                    file.path.unlink()
                    removed += 1
        except OSError as error:
            raise place_error(error) from error
        return removed

    def bring_in(self, source: Path, folder: Path) -> Path:
        """A local copy under a fresh name, still sealed, so that a stick may be pulled out."""
        name = self._random_bytes(16).hex() + source.suffix

        def copy(out: Outlet) -> None:
            with source.open("rb") as file:
                while piece := file.read(_PIECE):
                    out.write(piece)

        return self.write(folder, name, copy).path

    def read_small(self, path: Path, limit: int) -> bytes:
        """The bytes of a small file such as a start file; `FileTooLargeError` over the limit."""
        try:
            with path.open("rb") as file:
                content = file.read(limit + 1)
        except OSError as error:
            raise place_error(error) from error
        if len(content) > limit:
            raise FileTooLargeError(megabytes=max(limit >> 20, 1))
        return content


def _write_part(part: Path, content: Callable[[BinaryIO], object]) -> str:
    """Writes and syncs; answers SHA-256 of what was handed over, in hex."""
    with part.open("wb") as file:
        hashing = _Hashing(file)
        # It only writes, which is all that the contents of a file are made with.
        content(cast("BinaryIO", hashing))
        file.flush()
        os.fsync(file.fileno())
    return hashing.digest()


class _Hashing:
    """A file to write to that remembers the hash of what it was given."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._hash = hashlib.sha256()

    def write(self, data: bytes, /) -> int:
        self._hash.update(data)
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()

    def digest(self) -> str:
        return self._hash.hexdigest()


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _free_path(folder: Path, name: str) -> Path:
    target = folder / name
    number = 2
    while target.exists():
        target = folder / numbered(name, number)
        number += 1
    return target


def _remove(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        # The stick is gone: nothing is left to clean, and the first error tells the story.
        return


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
