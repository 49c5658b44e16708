"""Databases whose driver is imported at first use, so that the first window paints before it."""

from collections.abc import Callable
from pathlib import Path

from huisbezoek.model.domain.state_pension import StatePensionTable
from huisbezoek.model.usecases.ports.profile import (
    Backup,
    Now,
    ProfileDatabase,
    ProfileDatabases,
    ProfileIdentity,
    RollbackMark,
)


class LateDatabases:
    """Implements the port ProfileDatabases by the real one, imported when it is first needed."""

    def __init__(self, pension_table: StatePensionTable, now: Now) -> None:
        self._pension_table = pension_table
        self._now = now

    def create(self, folder: Path, raw_key: str, identity: ProfileIdentity) -> ProfileDatabase:
        """A new database."""
        return self._real().create(folder, raw_key, identity)

    def open(
        self, folder: Path, raw_key: str, profile: str, mark: RollbackMark | None
    ) -> ProfileDatabase:
        """An existing database."""
        return self._real().open(folder, raw_key, profile, mark)

    def backups(self, folder: Path) -> tuple[Backup, ...]:
        """The finished backups in a folder."""
        return self._real().backups(folder)

    def restore(
        self,
        backup: Path,
        folder: Path,
        raw_key: str,
        profile: str,
        keep_mark: Callable[[RollbackMark], None],
    ) -> ProfileDatabase:
        """A backup in the place of the database."""
        return self._real().restore(backup, folder, raw_key, profile, keep_mark)

    def _real(self) -> ProfileDatabases:
        # SQLAlchemy takes more time to import than the whole first window to paint.
        from huisbezoek.model.storage.database import StoredProfiles  # noqa: PLC0415 - SQLAlchemy comes after the first paint

        return StoredProfiles(self._pension_table, self._now)
