"""A backup in the place of the database: a new life, and nothing is ever removed or used twice."""

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from huisbezoek.model.domain.events import Listed
from huisbezoek.model.domain.operations import OperationId, Subject, SubjectKind
from huisbezoek.model.storage import engine
from huisbezoek.model.storage.database import StoredProfile
from huisbezoek.model.usecases.ports.profile import (
    ASIDE_FOLDER,
    BACKUP_FOLDER,
    DATABASE_FILE,
    LIVES_FILE,
    DatabaseBusyError,
    NewerDatabaseError,
    NoBackupError,
    RollbackMark,
)
from tests.profiles import OTHER_KEY, RAW_KEY, TODAY, TestFolder, fictional_people, identifier

NOW = datetime.fromisoformat("2026-11-22T09:00")
RESIDENT = Subject(SubjectKind.RESIDENT, identifier(10))


def record(database: StoredProfile, count: int = 1) -> list[OperationId]:
    writer = database.open_writer()
    with writer.writing() as writing:
        made = [writing.record(RESIDENT, Listed(identifier(4), TODAY)) for _ in range(count)]
        writing.commit()
    writer.close()
    return made


@pytest.fixture
def closed(profile_folder: TestFolder) -> Path:
    """A closed profile with more in it than its backup, which is answered."""
    database = profile_folder.create()
    writer = database.open_writer()
    with writer.writing() as writing:
        writing.add_residents(fictional_people(3))
        writing.commit()
    writer.close()
    made = database.back_up(profile_folder.folder / BACKUP_FOLDER, NOW)
    record(database, 2)
    database.close()
    return made


def restore(
    place: TestFolder, backup: Path, raw_key: str = RAW_KEY, marks: list[RollbackMark] | None = None
) -> StoredProfile:
    keep = [] if marks is None else marks
    return place.databases().restore(
        backup, place.folder, raw_key, place.identity.profile, keep.append
    )


def incarnation(database: StoredProfile) -> int:
    with database.open_writer().writing() as writing:
        found: int = writing.own_sequence()[1]
    database.close()
    return found


def test_a_restored_backup_is_a_new_life_and_the_old_file_is_moved_aside(
    profile_folder: TestFolder, closed: Path
) -> None:
    present = profile_folder.open()
    late, digest = present.mark(), present.digest()
    present.close()
    in_backup = (closed / DATABASE_FILE).read_bytes()
    marks: list[RollbackMark] = []
    restored = restore(profile_folder, closed, marks=marks)
    assert marks == [restored.mark()]
    assert restored.mark().operations == late.operations - 2
    assert restored.check(thorough=True).findings == ()
    (made,) = record(restored)
    assert made == OperationId(profile_folder.identity.device, 2, 7)
    restored.close()
    assert (closed / DATABASE_FILE).read_bytes() == in_backup
    (aside,) = (profile_folder.folder / ASIDE_FOLDER).iterdir()
    moved = TestFolder(aside).open(late)
    assert (moved.mark(), moved.digest()) == (late, digest)
    moved.close()
    assert not list(profile_folder.folder.glob("*.restored*"))


def test_each_restore_of_one_backup_is_another_life(
    profile_folder: TestFolder, closed: Path
) -> None:
    given = [incarnation(restore(profile_folder, closed)) for _ in range(3)]
    assert given == [2, 3, 4]
    # Neither a lost database nor a lost file of lives alone makes a life come twice.
    shutil.rmtree(profile_folder.folder / ASIDE_FOLDER)
    (profile_folder.folder / DATABASE_FILE).unlink()
    assert incarnation(restore(profile_folder, closed)) == 5
    (profile_folder.folder / LIVES_FILE).unlink()
    assert incarnation(restore(profile_folder, closed)) == 6


@pytest.mark.parametrize("planted", ["", "veel", "-3", "99999999999999", "\x00é"])
def test_a_planted_file_of_lives_is_not_believed(
    profile_folder: TestFolder, closed: Path, planted: str
) -> None:
    (profile_folder.folder / LIVES_FILE).write_text(planted, "utf-8")
    assert incarnation(restore(profile_folder, closed)) == 2
    assert (profile_folder.folder / LIVES_FILE).read_text("ascii") == "2\n"


def test_two_files_moved_aside_in_one_second_stand_side_by_side(
    profile_folder: TestFolder, closed: Path
) -> None:
    profile_folder.clock.step = timedelta(0)
    for _ in range(3):
        restore(profile_folder, closed).close()
    names = sorted(path.name for path in (profile_folder.folder / ASIDE_FOLDER).iterdir())
    assert names == ["20261122-090000", "20261122-090000-2", "20261122-090000-3"]


def flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "flipped": flipped,
    "first page": lambda path: path.write_bytes(b"\x07" * 4096 + path.read_bytes()[4096:]),
    "empty": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:8192]),
    "gone": lambda path: path.unlink(),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_database_is_moved_aside_as_it_is(
    profile_folder: TestFolder, closed: Path, damage: str
) -> None:
    path = profile_folder.folder / DATABASE_FILE
    profile_folder.open().rebuild()
    DAMAGES[damage](path)
    damaged = path.read_bytes() if path.exists() else None
    restored = restore(profile_folder, closed)
    assert restored.check(thorough=True).findings == ()
    assert incarnation(restored) == 2
    aside = list((profile_folder.folder / ASIDE_FOLDER).rglob(DATABASE_FILE))
    assert [one.read_bytes() for one in aside] == ([] if damaged is None else [damaged])


def test_a_log_that_was_not_folded_in_goes_aside_before_its_database(
    profile_folder: TestFolder, closed: Path
) -> None:
    log = profile_folder.folder / f"{DATABASE_FILE}-wal"
    log.write_bytes(b"left over")
    DAMAGES["first page"](profile_folder.folder / DATABASE_FILE)
    restored = restore(profile_folder, closed)
    assert not log.exists() or log.read_bytes() != b"left over"
    (aside,) = (profile_folder.folder / ASIDE_FOLDER).iterdir()
    assert (aside / log.name).read_bytes() == b"left over"
    restored.close()


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_backup_that_is_not_whole_changes_nothing(
    profile_folder: TestFolder, closed: Path, damage: str
) -> None:
    DAMAGES[damage](closed / DATABASE_FILE)
    before = (profile_folder.folder / DATABASE_FILE).read_bytes()
    with pytest.raises(NoBackupError):
        restore(profile_folder, closed)
    assert (profile_folder.folder / DATABASE_FILE).read_bytes() == before
    assert not (profile_folder.folder / ASIDE_FOLDER).exists()
    assert not (profile_folder.folder / LIVES_FILE).exists()
    assert not list(profile_folder.folder.glob("*.restored*"))


def test_a_planted_backup_of_another_profile_or_key_is_refused(
    profile_folder: TestFolder, closed: Path, tmp_path: Path
) -> None:
    stranger = profile_folder.of_other_device(tmp_path / "stranger", 77)
    stranger.create().close()
    with pytest.raises(NoBackupError):
        restore(profile_folder, stranger.folder)
    with pytest.raises(NoBackupError):
        restore(profile_folder, closed, OTHER_KEY)
    newer = engine.EncryptedFile(closed / DATABASE_FILE, RAW_KEY).connect(engine.Access.WRITE)
    newer.execute("UPDATE profile SET schema = 99")
    newer.close()
    with pytest.raises(NewerDatabaseError):
        restore(profile_folder, closed)
    assert not (profile_folder.folder / ASIDE_FOLDER).exists()


def test_a_backup_that_was_opened_and_has_a_log_is_restored_with_its_log(
    profile_folder: TestFolder, closed: Path
) -> None:
    opened = TestFolder(closed, profile_folder.clock).open()
    writer = opened.open_writer()
    with writer.writing() as writing:
        writing.record(RESIDENT, Listed(identifier(4), TODAY))
        writing.commit()
    assert (closed / f"{DATABASE_FILE}-wal").stat().st_size > 0
    restored = restore(profile_folder, closed)
    assert restored.mark() == opened.mark()
    opened.close()


def test_an_open_database_is_not_replaced(
    profile_folder: TestFolder, closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)
    database = profile_folder.open()
    record(database)
    reader = database.open_reader()
    with reader.reading() as reading:
        reading.organisation()
        record(database)
        with pytest.raises(DatabaseBusyError):
            restore(profile_folder, closed)
    database.close()
    assert profile_folder.open().mark().operations == 10


@pytest.mark.parametrize("crash_at", ["mark", "aside", "place"])
def test_a_crash_while_restoring_loses_nothing_and_it_can_be_done_again(
    profile_folder: TestFolder, closed: Path, crash_at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huisbezoek.model.storage import restoring

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    whole_replace = Path.replace
    with monkeypatch.context() as patched:
        keep: Callable[[RollbackMark], None] = lambda mark: None  # noqa: E731 - one of two
        if crash_at == "mark":
            keep = crash
        elif crash_at == "aside":
            patched.setattr(restoring, "move_aside", crash)
        else:
            patched.setattr(
                Path,
                "replace",
                lambda path, to: (
                    crash() if path.name.endswith(".restored") else whole_replace(path, to)
                ),
            )
        with pytest.raises(KeyboardInterrupt):
            profile_folder.databases().restore(
                closed, profile_folder.folder, RAW_KEY, profile_folder.identity.profile, keep
            )
    kept = [
        *profile_folder.folder.glob(DATABASE_FILE),
        *(profile_folder.folder / ASIDE_FOLDER).rglob(DATABASE_FILE),
    ]
    assert len(kept) == 1
    standing = TestFolder(kept[0].parent).open()
    assert standing.mark().operations == 8
    standing.close()
    # The life that was begun is never given again.
    assert incarnation(restore(profile_folder, closed)) == 3
