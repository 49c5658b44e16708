"""A profile of schema 1, kept as it was written, is brought over whole or not at all."""

import json
import shutil
from pathlib import Path

import pytest

from huisbezoek.app.parts import real_parts
from huisbezoek.app.resources import resources_folder
from huisbezoek.model.domain.operations import OperationId
from huisbezoek.model.storage import backup, checks, rebuild
from huisbezoek.model.storage.engine import Access, EncryptedFile, make_engine
from huisbezoek.model.storage.schema import SCHEMA, read_schema
from huisbezoek.model.usecases.ports.people import ResidentQuestion
from huisbezoek.model.usecases.ports.profile import (
    BACKUP_FOLDER,
    DATABASE_FILE,
    CopyDiffersError,
    DatabaseFullError,
)
from huisbezoek.model.usecases.ports.sealing import FLOOR_COST
from huisbezoek.model.usecases.ports.visits import VisitQuestion
from huisbezoek.model.usecases.profile import OpenProfile, close_profile, open_profile
from huisbezoek.model.usecases.restoring import restore_newest
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
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(checks, "_DIGESTED_SINCE", {})
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
    restored, used = restore_newest(PARTS.profile, folder, FACTS["password"], now=PARTS.now())
    assert used.folder == made
    assert schema_of(file_of(restored)) == SCHEMA
    assert says(restored) == FACTS["says"]
    close_profile(PARTS.profile, restored)


@pytest.mark.parametrize("step", ["backup", "copy", "check", "fold", "swap"])
def test_interrupted_at_any_step_the_old_file_is_intact(
    folder: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise DatabaseFullError

    before = (folder / DATABASE_FILE).read_bytes()
    with monkeypatch.context() as patched:
        if step == "swap":
            patched.setattr(Path, "replace", fail)
        else:
            place, name = {
                "backup": (backup, "back_up"),
                "copy": (rebuild, "copy_rows"),
                "check": (rebuild, "find_damage"),
                "fold": (rebuild, "fold_log"),
            }[step]
            patched.setattr(place, name, fail)
        with pytest.raises(DatabaseFullError):
            opened(folder)
    assert (folder / DATABASE_FILE).stat().st_size >= len(before)
    keys = PARTS.profile.key_slots.open_with_password(folder, FACTS["password"])
    file = EncryptedFile(folder / DATABASE_FILE, keys.database_key)
    assert schema_of(file) == 1
    assert first_digest(file) == FACTS["digest"]
    close_profile(PARTS.profile, opened(folder))
    assert schema_of(file) == SCHEMA


def test_a_new_file_that_lost_something_never_takes_the_place(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = rebuild.copy_rows

    def forgetful(old: object, fresh: object) -> None:
        whole(old, fresh)
        fresh.exec_driver_sql("DELETE FROM tombstones")

    with monkeypatch.context() as patched:
        patched.setattr(rebuild, "copy_rows", forgetful)
        with pytest.raises(CopyDiffersError):
            opened(folder)
    profile = opened(folder)
    assert says(profile) == FACTS["says"]
    profile.database.close()
