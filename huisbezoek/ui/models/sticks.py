"""Which stick or folder an exchange goes to: a choice without questions."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStorageInfo

# Where Linux and macOS put what a person plugs in.
_PLUGGED_IN: Final = ("/media/", "/run/media/", "/Volumes/")
# What these hold is no stick: a CD, a network drive, a disk image.
_NO_STICKS: Final = frozenset(
    {"iso9660", "udf", "squashfs", "nfs", "nfs4", "cifs", "smbfs", "smb3", "afpfs", "fuse.sshfs"}
)
_DRIVE_REMOVABLE: Final = 2
"""What Windows calls a drive whose medium can be taken out (GetDriveType)."""


@dataclass(frozen=True, slots=True)
class Volume:
    """A disk or stick as the computer knows it; `name` is its label, '' without one."""

    root: Path
    name: str = ""
    file_system: str = ""
    is_removable: bool = False
    is_read_only: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where to exchange now. `name` is what a person calls it; `is_stick` may be pulled out."""

    folder: Path
    name: str
    is_stick: bool


def choose_place(
    remembered: Path | None, *, is_there: bool, sticks: Sequence[Volume]
) -> Place | None:
    """The folder of last time if it is there, else the one stick that is in, else nothing.

    A stick that was called by another letter last time is known by being the only one. Of several
    sticks none is chosen: then a person points at one.
    """
    if remembered is not None and is_there:
        stick = next((one for one in sticks if _holds(one.root, remembered)), None)
        if stick is not None:
            return Place(remembered, _name(stick), is_stick=True)
        return Place(remembered, remembered.name or str(remembered), is_stick=False)
    if len(sticks) == 1:
        (stick,) = sticks
        return Place(stick.root, _name(stick), is_stick=True)
    return None


def sticks_among(volumes: Iterable[Volume]) -> tuple[Volume, ...]:
    """Volumes that a person plugged in to carry files, in the order of their roots."""
    found = (
        one
        for one in volumes
        if one.file_system.lower() not in _NO_STICKS
        and (one.is_removable or f"{one.root.as_posix()}/".startswith(_PLUGGED_IN))
        and one.root.as_posix().rstrip("/") not in {"", "/Volumes"}
    )
    return tuple(sorted(found, key=lambda one: str(one.root)))


def real_volumes() -> tuple[Volume, ...]:
    """What the computer has now. May be slow for a disk that sleeps: not on the window's thread."""
    return tuple(
        Volume(
            root=Path(one.rootPath()),
            name=one.name(),
            file_system=one.fileSystemType().toStdString(),
            is_removable=_is_removable(one.rootPath()),
            is_read_only=one.isReadOnly(),
        )
        for one in QStorageInfo.mountedVolumes()
        if one.isValid() and one.isReady() and not one.isRoot()
    )


def no_volumes() -> tuple[Volume, ...]:
    """No stick at all: for a demo and for tests."""
    return ()


def _is_removable(root: str) -> bool:
    """Only Windows tells; elsewhere the place of the volume does."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only where it is there

        kind: int = ctypes.windll.kernel32.GetDriveTypeW(root)
        return kind == _DRIVE_REMOVABLE
    return False


def _holds(root: Path, folder: Path) -> bool:
    return folder == root or root in folder.parents


def _name(stick: Volume) -> str:
    return stick.name or stick.root.name or str(stick.root)
