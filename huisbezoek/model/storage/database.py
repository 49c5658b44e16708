"""The encrypted database of one profile: made, opened with its guards, checked, copied, closed."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from huisbezoek.model.domain.state_pension import StatePensionTable
from huisbezoek.model.storage import backup, rebuild, restoring, traces
from huisbezoek.model.storage.checks import find_damage, projection_digest
from huisbezoek.model.storage.connections import StoredReader, StoredWriter
from huisbezoek.model.storage.copies import (
    assert_equal,
    copy_under_key,
    fingerprint,
    remove_database,
    sync_file,
    sync_folder,
)
from huisbezoek.model.storage.engine import (
    Access,
    EncryptedFile,
    guard_file,
    make_engine,
    translated_errors,
)
from huisbezoek.model.storage.marks import contains, current_mark
from huisbezoek.model.storage.projections import Projector
from huisbezoek.model.storage.schema import (
    SCHEMA,
    create_tables,
    keep_identity,
    read_identity,
    read_schema,
)
from huisbezoek.model.usecases.ports.profile import (
    BACKUP_FOLDER,
    DATABASE_FILE,
    Backup,
    CheckReport,
    DatabaseExistsError,
    Now,
    OlderDatabaseError,
    ProfileIdentity,
    RollbackMark,
)


class WriterInUseError(RuntimeError):
    """The one writing connection was asked for twice: a mistake in the program."""


class StoredProfile:
    """An open database."""

    def __init__(
        self,
        file: EncryptedFile,
        identity: ProfileIdentity,
        pension_table: StatePensionTable,
        now: Now,
    ) -> None:
        self._file = file
        self._identity = identity
        self._pension_table = pension_table
        self._now = now
        self._open: list[StoredReader | StoredWriter] = []

    @property
    def identity(self) -> ProfileIdentity:
        """Whose database this is."""
        return self._identity

    def open_reader(self) -> StoredReader:
        """A new reading connection."""
        engine = make_engine(self._file, Access.READ)
        reader = StoredReader(engine, self._forget, self._pension_table, self._now)
        self._open.append(reader)
        return reader

    def open_writer(self) -> StoredWriter:
        """The writing connection; asking twice without closing raises WriterInUseError."""
        if any(isinstance(connected, StoredWriter) for connected in self._open):
            raise WriterInUseError
        engine = make_engine(self._file, Access.WRITE)
        writer = StoredWriter(engine, self._forget, self._pension_table, self._now, self._identity)
        self._open.append(writer)
        return writer

    def mark(self) -> RollbackMark:
        """The journal's size and digest now, for the key-slot file."""
        engine = make_engine(self._file, Access.READ)
        with translated_errors(), engine.connect() as connection:
            return current_mark(connection)

    def check(self, *, thorough: bool) -> CheckReport:
        """Runs the checks, each on a fresh connection, reading every row of their answers."""
        checks, findings = find_damage(self._file, thorough=thorough)
        equal = True
        operations = 0
        if not findings:
            operations = self.mark().operations
            equal = not thorough or self._projections_equal()
        if thorough:
            checks = (*checks, "projections")
        return CheckReport(checks, findings, operations, projections_equal=equal)

    def digest(self) -> str:
        """A digest of all projections: equal for databases with the same operations."""
        engine = make_engine(self._file, Access.READ)
        with translated_errors(), engine.connect() as connection:
            return projection_digest(connection)

    def rebuild(self) -> None:
        """Writes a complete new database from the journal and local tables, checks it, swaps it.

        All readers and the writer must be closed; raises WriterInUseError otherwise.
        """
        if self._open:
            raise WriterInUseError
        rebuild.rebuild(self._file, self._pension_table)

    def back_up(self, folder: Path, now: datetime) -> Path:
        """A verified encrypted copy beside a copy of the key-slot files; answers its folder."""
        return backup.back_up(self._file, folder, now)

    def wipe_traces(self, folder: Path, now: datetime) -> Path:
        """Removes what the file and its copies still hold of what was erased or let go."""
        return traces.wipe_traces(self._file, folder, now)

    def copy_under(self, folder: Path, new_raw_key: str) -> None:
        """A complete copy in another folder under another key, verified; this one stays whole."""
        target = EncryptedFile(folder / DATABASE_FILE, new_raw_key)
        if target.path.exists():
            raise DatabaseExistsError
        original = fingerprint(self._file)
        copy_under_key(self._file, target)
        assert_equal(original, target)
        sync_file(target.path)
        sync_folder(folder)

    def close(self) -> None:
        """Closes every connection that is still open."""
        for connected in list(self._open):
            connected.close()

    def _forget(self, connected: object) -> None:
        self._open = [known for known in self._open if known is not connected]

    def _projections_equal(self) -> bool:
        """Whether the projections are what the journal says: folded anew and then forgotten."""
        before = self.digest()
        engine = make_engine(self._file, Access.WRITE)
        with translated_errors(), engine.connect() as connection:
            Projector(connection, self._pension_table).rebuild()
            after = projection_digest(connection)
            connection.rollback()
        return before == after


class StoredProfiles:
    """Makes and opens databases. The raw key is 64 lower-case hexadecimal digits."""

    def __init__(self, pension_table: StatePensionTable, now: Now) -> None:
        self._pension_table = pension_table
        self._now = now

    def create(self, folder: Path, raw_key: str, identity: ProfileIdentity) -> StoredProfile:
        """A new database beside new key slots. Raises DatabaseExistsError where one stands."""
        file = EncryptedFile(folder / DATABASE_FILE, raw_key)
        if file.path.exists():
            raise DatabaseExistsError
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        engine = make_engine(file, Access.CREATE)
        try:
            with translated_errors(), engine.connect() as connection:
                create_tables(connection)
                keep_identity(connection, identity)
                connection.commit()
        except BaseException:
            remove_database(file.path)
            raise
        sync_folder(folder)
        return StoredProfile(file, identity, self._pension_table, self._now)

    def open(
        self, folder: Path, raw_key: str, profile: str, mark: RollbackMark | None
    ) -> StoredProfile:
        """Opens with all start-up guards of keys-and-exchange.md section 5.

        Raises DatabaseMissingError, DatabaseEmptyError, DatabaseNotEncryptedError,
        DatabaseDamagedError (a wrong key too), NewerDatabaseError, OtherProfileError and
        OlderDatabaseError. A database of an older shape is brought over first.
        """
        file = EncryptedFile(folder / DATABASE_FILE, raw_key)
        guard_file(file.path)
        engine = make_engine(file, Access.WRITE)
        with translated_errors(), engine.connect() as connection:
            identity = read_identity(connection, profile)
            if mark is not None and not contains(connection, mark):
                raise OlderDatabaseError
            schema = read_schema(connection)
        if schema < SCHEMA:
            # Never in place: until the new file has the name of the old one, the old one is whole.
            backup.back_up(file, folder / BACKUP_FOLDER, self._now())
            rebuild.rebuild(file, self._pension_table)
        return StoredProfile(file, identity, self._pension_table, self._now)

    def backups(self, folder: Path) -> tuple[Backup, ...]:
        """The finished backups in this folder of backups, the last one first."""
        return tuple(Backup(path, moment) for moment, path in backup.backups(folder))

    def restore(
        self,
        backup: Path,
        folder: Path,
        raw_key: str,
        profile: str,
        keep_mark: Callable[[RollbackMark], None],
    ) -> StoredProfile:
        """Puts a checked copy of a backup in the database's place, as a new life of the device."""
        file = EncryptedFile(folder / DATABASE_FILE, raw_key)
        source = EncryptedFile(backup / DATABASE_FILE, raw_key)
        restoring.restore(source, file, profile, self._pension_table, self._now(), keep_mark)
        return self.open(folder, raw_key, profile, None)
