"""After erasing, striking or letting go nothing is left: not in the file, its log or its copies."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.events import Listed, ReportHandedIn, VisitOrigin, VisitPlanned
from huisbezoek.model.domain.operations import AppendDocument, Subject, SubjectKind
from huisbezoek.model.storage import engine
from huisbezoek.model.storage.database import StoredProfile
from huisbezoek.model.usecases.ports.drafts import Draft
from huisbezoek.model.usecases.ports.profile import (
    ASIDE_FOLDER,
    BACKUP_FOLDER,
    DATABASE_FILE,
    DatabaseBusyError,
)
from tests.profiles import RAW_KEY, TODAY, TestFolder, fictional_people, identifier
from tests.sqlcipher_pages import decrypted

NOW = datetime.fromisoformat("2026-11-22T09:00")
RESIDENT = Subject(SubjectKind.RESIDENT, identifier(10))
VISIT = Subject(SubjectKind.VISIT, identifier(20))
NAME, NOTE, LINE, DRAFT = (f"qx{word}" for word in ("naam", "notitie", "regel", "klad"))
STAYS = "qxblijft"


def fill(database: StoredProfile) -> None:
    writer = database.open_writer()
    with writer.writing() as writing:
        writing.add_residents(fictional_people(30))
        writing.change_card(RESIDENT, ResidentCard(surname=NAME, good_to_know=NOTE))
        writing.record(RESIDENT, Listed(identifier(4), TODAY))
        writing.record(VISIT, VisitPlanned(RESIDENT.identifier, (), VisitOrigin.ROUND, TODAY))
        writing.record(VISIT, ReportHandedIn({"lines": [LINE, STAYS]}, TODAY))
        writing.save_draft(Draft(VISIT.identifier, {"text": DRAFT}, NOW))
        writing.commit()
    # Again and again, so that words stand in the log and in several segments of the search.
    for turn in range(4):
        with writer.writing() as writing:
            card = ResidentCard(surname=f"{NAME}{turn}", good_to_know=f"{NOTE} {turn}")
            writing.change_card(RESIDENT, card)
            writing.commit()
    writer.close()


def found_in(folder: Path, *words: str) -> set[str]:
    """Which words stand in which files, after decryption."""
    found = set()
    for path in folder.rglob(f"{DATABASE_FILE}*"):
        if not path.name.endswith("-shm"):
            content = decrypted(path, RAW_KEY).lower()
            found |= {f"{path.name}: {word}" for word in words if word.encode() in content}
    return found


def erase(writing) -> None:
    writing.erase(RESIDENT, "asked")


def let_go(writing) -> None:
    writing.let_go([RESIDENT])


def redact(writing) -> None:
    (report,) = [
        one.identifier
        for one in writing.operations_about([VISIT])
        if isinstance(one.body, AppendDocument) and one.body.document_kind == "report_handed_in"
    ]
    writing.redact(report, "report/lines/0")
    writing.drop_draft(VISIT.identifier)


def leave_copies(database: StoredProfile, folder: Path) -> None:
    """Two backups, a database that was moved aside with its keys, and a half backup."""
    backups = folder / BACKUP_FOLDER
    old = [database.back_up(backups, NOW - timedelta(days=days)) for days in (40, 1)]
    content = (old[0] / DATABASE_FILE).read_bytes()
    for place in (
        folder / ASIDE_FOLDER / "20261101-090000",
        backups / ".backup-20261120-090000.part",
    ):
        place.mkdir(parents=True)
        (place / DATABASE_FILE).write_bytes(content)
    (folder / ASIDE_FOLDER / "keys-1").write_bytes(b"moved aside")


@pytest.mark.parametrize(
    ("deed", "gone", "stays"),
    [
        (erase, (NAME, NOTE, LINE, DRAFT, STAYS), ()),
        (let_go, (NAME, NOTE, LINE, DRAFT, STAYS), ()),
        (redact, (LINE, DRAFT), (NAME, NOTE, STAYS)),
    ],
)
def test_no_byte_of_what_was_removed_is_left(
    profile_folder: TestFolder, deed, gone: tuple[str, ...], stays: tuple[str, ...]
) -> None:
    database = profile_folder.create()
    folder = profile_folder.folder
    backups = folder / BACKUP_FOLDER
    fill(database)
    leave_copies(database, folder)
    # The broken variant: without wiping the words are all over the place.
    reader = database.open_reader()
    writer = database.open_writer()
    with writer.writing() as writing:
        deed(writing)
        writing.commit()
    assert {f"{DATABASE_FILE}: {word}" for word in gone} <= found_in(folder, *gone)
    made = database.wipe_traces(backups, NOW)
    assert found_in(folder, *gone) == set()
    assert found_in(folder, *stays) == {f"{DATABASE_FILE}: {word}" for word in stays}
    assert [path.name for path in backups.iterdir()] == [made.name]
    assert list((folder / ASIDE_FOLDER).iterdir()) == []
    # Everybody who was connected works on.
    with reader.reading() as reading, writer.writing() as writing:
        assert reading.organisation() == writing.organisation()
        assert len(reading.search_residents("Jansen", 9)) == len(
            writing.search_residents("Jansen", 9)
        )
    report = database.check(thorough=True)
    assert (report.findings, report.projections_equal) == ((), True)
    restored = TestFolder(made).open(database.mark())
    assert restored.digest() == database.digest()
    restored.close()
    database.close()


def test_somebody_who_reads_is_waited_for_and_nothing_older_is_removed(
    profile_folder: TestFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)
    database = profile_folder.create()
    fill(database)
    backups = profile_folder.folder / BACKUP_FOLDER
    old = database.back_up(backups, NOW - timedelta(days=1))
    reader = database.open_reader()
    with reader.reading() as reading:
        reading.organisation()
        with pytest.raises(DatabaseBusyError):
            database.wipe_traces(backups, NOW)
    assert list(backups.iterdir()) == [old]
    database.wipe_traces(backups, NOW)
    assert not old.exists()
    database.close()
