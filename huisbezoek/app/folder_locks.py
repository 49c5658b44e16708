"""Keeps a second program away from a profile that is open."""

from pathlib import Path

from PySide6.QtCore import QLockFile

from huisbezoek.model.domain.errors import EnvironmentFailedError


class ProfileInUseError(EnvironmentFailedError):
    """Another program on this computer has the profile open; nothing was opened twice."""

    code = "profile_in_use"


class FolderLocks:
    """The lock files that this program holds, each beside its profile folder.

    Beside and not inside, because a folder that is replaced whole must hold no open file.
    """

    def __init__(self) -> None:
        self._held: dict[Path, QLockFile] = {}

    def take(self, folder: Path) -> None:
        """Holds the folder; fine when this program holds it already. Raises ProfileInUseError."""
        if folder in self._held:
            return
        lock = QLockFile(str(folder.with_name(folder.name + ".lock")))
        # A crashed program is known by its process; a long day of work is no sign of one.
        lock.setStaleLockTime(0)
        if not lock.tryLock(0):
            raise ProfileInUseError
        self._held[folder] = lock

    def release(self, folder: Path) -> None:
        """Lets go of the folder; fine when it was not held."""
        lock = self._held.pop(folder, None)
        if lock is not None:
            lock.unlock()
