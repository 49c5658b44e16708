"""A profile of schema 1, kept as it was written, is brought over whole or not at all.

Each fault on the way is a real one: no room, a damaged table, somebody who still reads.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from huisbezoek.app.parts import real_parts
from huisbezoek.app.resources import resources_folder
from huisbezoek.model.domain.errors import HuisbezoekError
from huisbezoek.model.domain.operations import OperationId
from huisbezoek.model.storage import checks
from huisbezoek.model.storage.engine import Access, EncryptedFile, make_engine
from huisbezoek.model.storage.schema import SCHEMA, read_schema
from huisbezoek.model.usecases.ports.people import ResidentQuestion
from huisbezoek.model.usecases.ports.profile import (
    BACKUP_FOLDER,
    DATABASE_FILE,
    CopyDiffersError,
    DatabaseBusyError,
    DatabaseFullError,
)
from huisbezoek.model.usecases.ports.sealing import FLOOR_COST
from huisbezoek.model.usecases.ports.visits import VisitQuestion
from huisbezoek.model.usecases.profile import OpenProfile, close_profile, open_profile
from huisbezoek.model.usecases.restoring import backups_of, restore_backup
from tests.profiles import TODAY, Clock

GOLDEN = Path(__file__).parents[1] / "fixtures" / "formats" / "profile-1"
FACTS = json.loads((GOLDEN / "facts.json").read_text("utf-8"))
PARTS = real_parts(resources_folder(), now=Clock(), cost=FLOOR_COST)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(GOLDEN, tmp_path / "profile")


def opened(folder: Path) -> OpenProfile:
    return open_profile(PARTS.profile, folder, FACTS["password"])


def file_of(profile: OpenProfile, folder: Path | None = None) -> EncryptedFile:
    return EncryptedFile((folder or profile.folder) / DATABASE_FILE, profile.keys.database_key)


def schema_of(file: EncryptedFile) -> int:
    with make_engine(file, Access.READ).connect() as connection:
        return read_schema(connection)


def first_digest(file: EncryptedFile) -> str:
    """The digest of the projections that schema 1 had."""
    with make_engine(file, Access.READ).connect() as connection:
        return checks.projection_digest(connection)


def says(profile: OpenProfile) -> dict[str, object]:
    """What a person sees, as the program of schema 1 told it; new columns do not matter."""
    with profile.database.open_reader().reading() as reading:
        rows = reading.resident_rows(reading.resident_ids(ResidentQuestion(today=TODAY)))
        return {
            "residents": [
                [
                    row.formal_name,
                    row.address_line,
                    row.open_status.value if row.open_status else "",
                    list(row.groups),
                    [period.opens.isoformat() for period in row.periods],
                ]
                for row in rows
            ],
            "visits": sorted(
                [row.visit, row.status.value] for row in reading.visit_rows(VisitQuestion())
            ),
            "visitors": [one.card.name for one in reading.visitors()],
            "organisation": reading.organisation().name,
        }


def test_the_golden_profile_opens_and_says_the_same(folder: Path) -> None:
    profile = opened(folder)
    assert schema_of(file_of(profile)) == SCHEMA
    assert says(profile) == FACTS["says"]
    mark = profile.database.mark()
    assert (mark.operations, mark.digest) == (FACTS["operations"], FACTS["mark"])
    report = profile.database.check(thorough=True)
    assert (report.findings, report.projections_equal) == ((), True)
    close_profile(PARTS.profile, profile)
    # The second time there is nothing to bring over.
    close_profile(PARTS.profile, opened(folder))
    assert len(list((folder / BACKUP_FOLDER).iterdir())) == 1


def test_everything_local_comes_along(folder: Path) -> None:
    profile = opened(folder)
    with profile.database.open_writer().writing() as writing:
        assert len(writing.sent_to(FACTS["riets_device"], 99)) == FACTS["sent"]
        assert len(writing.ledger()) == FACTS["bundles"]
        assert writing.local_value("golden") == "waarde"
        assert writing.drafted_visits() == (FACTS["drafted"],)
        phone, danger = sorted(writing.differences(), key=lambda one: one.field, reverse=True)
        assert (phone.field, danger.field) == ("telephone", "danger_at_address")
        assert [one.value for one in phone.values] == ["+31600002222", "+31600001111"]
        card = writing.resident(FACTS["difference"]).state.card
        assert card.danger_at_address == "Grote hond"
        device, incarnation, sequence = writing.own_sequence()
        assert incarnation == 1
        own = [one for one in writing.all_operations() if one.identifier.device == device]
        assert OperationId(device, 1, sequence) >= max(one.identifier for one in own)
    profile.database.close()


def test_the_old_file_stands_in_a_verified_backup_and_comes_back_from_it(folder: Path) -> None:
    profile = opened(folder)
    (made,) = (folder / BACKUP_FOLDER).iterdir()
    assert schema_of(file_of(profile, made)) == 1
    close_profile(PARTS.profile, profile)
    (folder / DATABASE_FILE).write_bytes(b"\x07" * 8192)
    (used,) = backups_of(PARTS.profile, folder)
    assert used.folder == made
    restored = restore_backup(PARTS.profile, folder, used, FACTS["password"], now=PARTS.now())
    assert schema_of(file_of(restored)) == SCHEMA
    assert says(restored) == FACTS["says"]
    close_profile(PARTS.profile, restored)


def golden_file(folder: Path) -> EncryptedFile:
    keys = PARTS.profile.key_slots.open_with_password(folder, FACTS["password"])
    return EncryptedFile(folder / DATABASE_FILE, keys.database_key)


@contextmanager
def no_place_for_backups(folder: Path) -> Iterator[type[HuisbezoekError]]:
    """Something else stands where the backups go."""
    place = folder / BACKUP_FOLDER
    place.write_bytes(b"")
    try:
        yield HuisbezoekError
    finally:
        place.unlink()


@contextmanager
def no_room_for_the_new_file(folder: Path) -> Iterator[type[HuisbezoekError]]:
    """The backup still fits, the new database does not."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, ((folder / DATABASE_FILE).stat().st_size, hard))
    try:
        yield DatabaseFullError
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def somebody_still_reads(folder: Path) -> Iterator[type[HuisbezoekError]]:
    """What another window reads from the log cannot be folded into the file yet."""
    file = golden_file(folder)
    reading, writing = file.connect(Access.READ), file.connect(Access.WRITE)
    reading.execute("BEGIN")
    reading.execute("SELECT count(*) FROM ledger").fetchone()
    writing.execute("INSERT OR REPLACE INTO local_values VALUES ('later', 'waarde')")
    writing.commit()
    try:
        yield DatabaseBusyError
    finally:
        reading.close()
        writing.close()


@contextmanager
def a_name_that_cannot_be_given(_folder: Path) -> Iterator[type[Exception]]:
    """The last step, which the operating system refuses."""
    give_name = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if target.name == DATABASE_FILE:
            raise PermissionError
        return give_name(path, target)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Path, "replace", refuse)
        yield PermissionError


FAULTS = (
    no_place_for_backups,
    no_room_for_the_new_file,
    # The engine waits for the reader as long as it would in the program.
    pytest.param(somebody_still_reads, marks=pytest.mark.faults),
    a_name_that_cannot_be_given,
)


@pytest.mark.parametrize("fault", FAULTS)
def test_interrupted_at_any_step_the_old_file_is_intact(
    folder: Path, fault: Callable[[Path], AbstractContextManager[type[Exception]]]
) -> None:
    before = (folder / DATABASE_FILE).read_bytes()
    with fault(folder) as error, pytest.raises(error):
        opened(folder)
    assert (folder / BACKUP_FOLDER).is_dir() is (fault is not no_place_for_backups)
    assert (folder / DATABASE_FILE).stat().st_size >= len(before)
    file = golden_file(folder)
    assert schema_of(file) == 1
    assert first_digest(file) == FACTS["digest"]
    close_profile(PARTS.profile, opened(folder))
    assert schema_of(file) == SCHEMA


def test_a_new_file_without_an_operation_that_was_there_never_takes_the_place(
    folder: Path,
) -> None:
    file = golden_file(folder)
    damaged = file.connect(Access.WRITE)
    damaged.execute("DELETE FROM operations WHERE sequence = 3")
    damaged.close()
    with pytest.raises(CopyDiffersError):
        opened(folder)
    assert schema_of(file) == 1
    assert sorted(one.name for one in folder.glob("*.new*")) == []
