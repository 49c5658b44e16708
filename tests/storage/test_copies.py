"""Backups, re-encryption, rebuilding: whole copies that were read back."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.errors import EnvironmentFailedError
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.storage import backup, copies
from huisbezoek.model.storage.database import StoredProfile
from huisbezoek.model.usecases.ports.drafts import Draft
from huisbezoek.model.usecases.ports.profile import (
    DATABASE_FILE,
    CopyDiffersError,
    DatabaseDamagedError,
)
from tests.profiles import OTHER_KEY, RAW_KEY, Clock, TestFolder, fictional_people, identifier

NOW = datetime.fromisoformat("2026-11-22T09:00")
CANARIES = tuple(f"Kanarie{word}" for word in ("geel", "groen", "blauw", "rood", "zwart"))


@pytest.fixture
def filled(database: StoredProfile) -> StoredProfile:
    writer = database.open_writer()
    with writer.writing() as writing:
        writing.add_residents(fictional_people(40))
        surname, street, note, draft, value = CANARIES
        card = ResidentCard(surname=surname, street=street, good_to_know=note)
        writing.change_card(Subject(SubjectKind.RESIDENT, identifier(9)), card)
        writing.save_draft(Draft(identifier(8), {"text": draft}, NOW))
        writing.save_local_value("enrolment", value)
        writing.commit()
    return database


def files_with_a_canary(folder: Path) -> list[str]:
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes().lower()
            for word in CANARIES:
                texts = (word.lower().encode(), word.lower().encode("utf-16-le"))
                if any(text in content for text in texts):
                    found.append(f"{path.name}: {word}")
    return found


def test_no_word_of_a_person_is_in_the_bytes_of_any_file(
    filled: StoredProfile, profile_folder: TestFolder, tmp_path: Path
) -> None:
    # The writer is open: the write-ahead log holds the last transaction.
    names = {path.name for path in profile_folder.folder.iterdir()}
    assert f"{DATABASE_FILE}-wal" in names
    filled.back_up(profile_folder.folder / "backups", NOW)
    assert files_with_a_canary(tmp_path) == []
    filled.close()
    filled.rebuild()
    (tmp_path / "other").mkdir()
    filled.copy_under(tmp_path / "other", OTHER_KEY)
    assert files_with_a_canary(tmp_path) == []
    (tmp_path / "leak.txt").write_text(CANARIES[0])
    assert files_with_a_canary(tmp_path) == [f"leak.txt: {CANARIES[0]}"]


def test_a_backup_opens_and_says_the_same(
    filled: StoredProfile, profile_folder: TestFolder
) -> None:
    for name in ("keys-1", "keys-2"):
        (profile_folder.folder / name).write_bytes(name.encode())
    made = filled.back_up(profile_folder.folder / "backups", NOW)
    assert sorted(path.name for path in made.iterdir()) == [DATABASE_FILE, "keys-1", "keys-2"]
    restored = TestFolder(made, Clock()).open(filled.mark())
    assert restored.digest() == filled.digest()
    with restored.open_reader().reading() as reading:
        assert reading.drafted_visits() == (identifier(8),)
    restored.close()


def test_a_backup_that_reads_back_differently_is_taken_away(
    filled: StoredProfile, profile_folder: TestFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bad_disk(path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)

    monkeypatch.setattr(backup, "sync_file", bad_disk)
    folder = profile_folder.folder / "backups"
    with pytest.raises(CopyDiffersError):
        filled.back_up(folder, NOW)
    assert list(folder.iterdir()) == []
    assert filled.check(thorough=True).findings == ()


def test_a_place_that_is_no_place_is_told_in_words(filled: StoredProfile, tmp_path: Path) -> None:
    """What the computer says comes out as an error for a person, at each step of a backup."""
    taken = tmp_path / "taken"
    taken.write_bytes(b"")
    with pytest.raises(EnvironmentFailedError):
        filled.back_up(taken, NOW)
    assert taken.read_bytes() == b""


def test_the_promised_backups_stay_on_each_of_a_thousand_days() -> None:
    present: set[datetime] = set()
    for day in range(1000):
        now = NOW + timedelta(days=day)
        present = set(backup.kept({*present, now}, now))
        assert now in present
        assert all((now - moment).days < backup.OLDEST_DAYS for moment in present)
        last_days = {(now - timedelta(days=back)) for back in range(min(day + 1, 7))}
        assert last_days <= present
        if day > 90:
            assert len(present) >= backup.KEPT_DAYS + backup.KEPT_WEEKS + 1
            assert max((now - moment).days for moment in present) >= 35
    assert len(present) <= backup.KEPT_DAYS + backup.KEPT_WEEKS + backup.KEPT_MONTHS


def test_old_backups_go_with_their_folder(
    filled: StoredProfile, profile_folder: TestFolder
) -> None:
    folder = profile_folder.folder / "backups"
    old = filled.back_up(folder, NOW - timedelta(days=100))
    new = filled.back_up(folder, NOW)
    assert not old.exists()
    assert [path for _, path in backup.backups(folder)] == [new]


def test_under_another_key_the_same_is_said_and_the_old_key_opens_nothing(
    filled: StoredProfile, profile_folder: TestFolder, tmp_path: Path
) -> None:
    target = tmp_path / "new"
    target.mkdir()
    mark, digest = filled.mark(), filled.digest()
    filled.copy_under(target, OTHER_KEY)
    profile = profile_folder.identity.profile
    moved = profile_folder.databases().open(target, OTHER_KEY, profile, mark)
    assert moved.digest() == digest
    with pytest.raises(DatabaseDamagedError):
        profile_folder.databases().open(target, RAW_KEY, profile, mark)
    assert filled.digest() == digest


def test_a_rebuilt_database_keeps_journal_local_tables_and_rows(filled: StoredProfile) -> None:
    mark, digest = filled.mark(), filled.digest()
    filled.close()
    filled.rebuild()
    assert (filled.mark(), filled.digest()) == (mark, digest)
    writer = filled.open_writer()
    with writer.writing() as writing:
        assert writing.local_value("enrolment") == CANARIES[4]
        _, incarnation, sequence = writing.own_sequence()
        assert (incarnation, sequence) == (1, mark.operations)
    assert filled.check(thorough=True).findings == ()


def test_a_rebuild_mends_projections_that_are_wrong(
    filled: StoredProfile, profile_folder: TestFolder
) -> None:
    digest = filled.digest()
    filled.close()
    connection = filled._file.connect("rw")
    connection.execute("DELETE FROM due_periods")
    connection.execute("UPDATE residents SET stopped = 'moved'")
    connection.close()
    assert filled.digest() != digest
    filled.rebuild()
    assert filled.digest() == digest
    assert not [path for path in profile_folder.folder.iterdir() if "new" in path.name]


def test_a_rebuild_that_loses_an_operation_leaves_the_old_database(
    filled: StoredProfile, profile_folder: TestFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huisbezoek.model.storage import rebuild

    whole = rebuild.copy_rows

    def forgetful(old: object, fresh: object) -> None:
        whole(old, fresh)
        fresh.exec_driver_sql("DELETE FROM operations WHERE sequence = 5")

    monkeypatch.setattr(rebuild, "copy_rows", forgetful)
    mark, digest = filled.mark(), filled.digest()
    filled.close()
    with pytest.raises(CopyDiffersError):
        filled.rebuild()
    assert (filled.mark(), filled.digest()) == (mark, digest)
    assert copies.fingerprint(filled._file)[1] == digest


def test_a_backup_begins_anew_when_somebody_writes_meanwhile(
    filled: StoredProfile, profile_folder: TestFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = backup.copy_encrypted
    deeds = iter((ResidentCard(surname="Een"), ResidentCard(surname="Twee")))

    def copy_while_somebody_writes(file: object, target: Path) -> None:
        whole(file, target)
        card = next(deeds, None)
        if card is not None:
            writer = filled.open_writer()
            with writer.writing() as writing:
                writing.change_card(Subject(SubjectKind.RESIDENT, identifier(9)), card)
                writing.commit()
            writer.close()

    filled.close()
    monkeypatch.setattr(backup, "copy_encrypted", copy_while_somebody_writes)
    made = filled.back_up(profile_folder.folder / "backups", NOW)
    restored = TestFolder(made, Clock()).open(filled.mark())
    assert restored.digest() == filled.digest()
