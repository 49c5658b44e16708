"""What use cases ask of sticks and exchange folders: whole files or nothing.

Implemented by `huisbezoek.model.transfer`.
"""

import errno
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO, Protocol

from huisbezoek.model.domain.errors import BadInputError, EnvironmentFailedError


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that was written, read back and found equal; `digest` is its SHA-256 in hex."""

    path: Path
    size: int
    digest: str


FileStamp = tuple[str, int, int]
"""Name, size (bytes) and time of change of a file: the same again means that nobody touched it."""


@dataclass(frozen=True, slots=True)
class ArrivedFile:
    """A finished file in a folder; `size` in bytes, `changed` in nanoseconds as its disk says."""

    path: Path
    size: int
    changed: int = 0

    @property
    def stamp(self) -> FileStamp:
        """What tells this file from a later one, and a whole one from one that still grows."""
        return (self.path.name, self.size, self.changed)


@dataclass(frozen=True, slots=True)
class FolderContents:
    """What lies in a folder: finished files, and the names (fit to be shown) of what is left alone.

    `half` is still on its way, `conflicts` are second copies that a file engine or a person made,
    `foreign` is everything else. Hidden files, folders and links are passed over.
    """

    finished: tuple[ArrivedFile, ...] = ()
    half: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()


class Outlet(Protocol):
    """Where a file is written to: any binary file will do."""

    def write(self, data: bytes, /) -> int:
        """Takes all of it and answers its length."""
        ...

    def flush(self) -> None:
        """Passes on what is held back."""
        ...


class DiskFullError(EnvironmentFailedError):
    """No room left; the half-written file was taken away again."""

    code = "transfer.disk_full"


class PlaceVanishedError(EnvironmentFailedError):
    """The stick or folder is no longer there."""

    code = "transfer.place_vanished"


class FileLockedError(EnvironmentFailedError):
    """Another program holds the file, or writing there is not allowed."""

    code = "transfer.file_locked"


class ReadBackFailedError(EnvironmentFailedError):
    """What was read back differs from what was written: a bad stick."""

    code = "transfer.read_back_failed"


class FileTooLargeError(BadInputError):
    """The file is larger than anything this program makes; `megabytes` is the limit."""

    code = "transfer.file_too_large"


def place_error(error: OSError) -> EnvironmentFailedError:
    """The error for a person behind what the computer said while a file was written or read."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return DiskFullError()
    if error.errno in {errno.EACCES, errno.EPERM, errno.EBUSY, errno.EROFS, errno.ETXTBSY}:
        return FileLockedError()
    return PlaceVanishedError()


class TransferFolder(Protocol):
    """Writing and reading finished files on sticks and in folders."""

    def file_name(self, today: date, suffix: str = ".hbz") -> str:
        """A name such as "huisbezoek 23 november 7F3K.hbz": never a person's name."""
        ...

    def write(self, folder: Path, name: str, content: Callable[[BinaryIO], object]) -> WrittenFile:
        """Lets `content` write (no seeking), then syncs, reads back, compares and renames.

        Until that has all succeeded the folder holds no file of this name; a name that is taken
        is never overwritten but gets a number.
        """
        ...

    def finished(self, folder: Path, suffix: str = ".hbz") -> tuple[ArrivedFile, ...]:
        """Finished files by name, without half-arrived, hidden and conflict copies."""
        ...

    def contents(self, folder: Path, suffix: str = ".hbz") -> FolderContents:
        """Everything in the folder by kind; opens only what may be a copy of another file."""
        ...

    def remove_equal(self, folder: Path, size: int, digest: str) -> int:
        """Removes finished files with exactly these bytes (SHA-256 in hex); answers how many."""
        ...

    def bring_in(self, source: Path, folder: Path) -> Path:
        """A local copy under a fresh name, still sealed, so that a stick may be pulled out."""
        ...

    def read_small(self, path: Path, limit: int) -> bytes:
        """The bytes of a small file such as a start file; `FileTooLargeError` over the limit."""
        ...
