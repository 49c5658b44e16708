"""A backup put back by its password: a new life, which the other side tells from the old one."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from huisbezoek.model.domain.events import CallLogged, CallOutcome, Listed
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.ports.profile import (
    ASIDE_FOLDER,
    Backup,
    NoBackupError,
    OlderDatabaseError,
)
from huisbezoek.model.usecases.ports.sealing import WrongPasswordError
from huisbezoek.model.usecases.profile import (
    OpenProfile,
    back_up,
    close_profile,
    open_profile,
    re_key,
)
from huisbezoek.model.usecases.restoring import backups_of, restore_backup
from tests.journey.laptops import PASSWORD, RESIDENTS, canary, files_under, writing

RIETS_PASSWORD = PASSWORD + " 2"
RESIDENT = Subject(SubjectKind.RESIDENT, RESIDENTS[0])


def listed(profile: OpenProfile, today) -> object:
    with writing(profile) as work:
        return work.record(RESIDENT, Listed("e" * 32, today))


def called(laptops) -> object:
    """Riet calls the first resident."""
    visit = Subject(SubjectKind.VISIT, laptops.made.visits[0])
    at = laptops.clock.now().replace(tzinfo=None)
    with writing(laptops.riet) as work:
        return work.record(visit, CallLogged(CallOutcome.NO_ANSWER, at))


@pytest.fixture
def folder(laptops, parts) -> Path:
    """The coordinator's folder, closed, with two backups and something made after them."""
    profile = laptops.coordinator
    for _ in range(2):
        back_up(profile, parts.now())
        listed(profile, parts.today())
        laptops.clock.forward(hours=1)
    close_profile(parts.profile, profile)
    return profile.folder


def newest(parts, folder: Path) -> Backup:
    return backups_of(parts.profile, folder)[0]


def restored(parts, folder: Path, backup: Backup | None = None) -> OpenProfile:
    backup = backup or newest(parts, folder)
    return restore_backup(parts.profile, folder, backup, PASSWORD, now=parts.now())


def test_a_backup_is_put_back_and_opens_as_before(parts, folder):
    backups = backups_of(parts.profile, folder)
    assert [one.made_at.hour for one in backups] == [10, 9]
    profile = restored(parts, folder, backups[1])
    with writing(profile) as work:
        assert len(work.search_residents(canary(3), 5)) == 1
        assert work.own_sequence()[1] == 2
    # The new life has a backup of its own at once.
    assert [one.made_at.hour for one in backups_of(parts.profile, folder)] == [11, 10, 9]
    close_profile(parts.profile, profile)
    again = open_profile(parts.profile, folder, PASSWORD)
    assert again.keys.mark == again.database.mark()
    close_profile(parts.profile, again)


def test_a_wrong_password_changes_nothing(parts, folder):
    before = files_under(folder)
    with pytest.raises(WrongPasswordError):
        restore_backup(parts.profile, folder, newest(parts, folder), "iets anders", now=parts.now())
    assert files_under(folder) == before


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_a_damaged_backup_is_refused_and_the_one_before_it_serves(parts, folder):
    damage(folder / "huisbezoek.db")
    first, second = backups_of(parts.profile, folder)
    damage(first.folder / "huisbezoek.db")
    before = files_under(folder)
    with pytest.raises(NoBackupError):
        restored(parts, folder, first)
    assert files_under(folder) == before
    profile = restored(parts, folder, second)
    assert profile.database.check(thorough=True).findings == ()
    profile.database.close()


@pytest.mark.parametrize(
    "lost", ["damaged", "one gone", "both gone", "one in the backup", "whole folder"]
)
def test_the_key_slots_of_the_backup_serve_where_those_of_the_profile_are_lost(
    parts, folder, lost, tmp_path
):
    backup = newest(parts, folder)
    if lost == "damaged":
        for name in ("keys-1", "keys-2"):
            (folder / name).write_bytes(b"x" * 100)
    elif lost == "one gone":
        (folder / "keys-2").unlink()
    elif lost != "whole folder":
        for name in ("keys-1", "keys-2"):
            (folder / name).unlink()
        if lost == "one in the backup":
            (backup.folder / "keys-1").unlink()
    else:
        kept = tmp_path / "kept"
        shutil.move(backup.folder, kept)
        shutil.rmtree(folder)
        backup = Backup(kept, backup.made_at)
    profile = restored(parts, folder, backup)
    close_profile(parts.profile, profile)
    close_profile(parts.profile, open_profile(parts.profile, folder, PASSWORD))
    aside = {path.name for path in (folder / ASIDE_FOLDER).glob("keys-*")}
    assert aside == ({"keys-1", "keys-2"} if lost == "damaged" else set())


def test_a_backup_without_key_slots_is_none_where_the_profile_has_none_either(parts, folder):
    backup = newest(parts, folder)
    for place in (folder, backup.folder):
        for name in ("keys-1", "keys-2"):
            (place / name).unlink()
    with pytest.raises(NoBackupError):
        restored(parts, folder, backup)


def test_a_planted_backup_of_before_a_new_key_is_refused(parts, laptops, folder, tmp_path):
    old = newest(parts, folder)
    kept = Backup(shutil.copytree(old.folder, tmp_path / "planted"), old.made_at)
    profile = open_profile(parts.profile, folder, PASSWORD)
    new = "niemand kent dit nieuwe"
    close_profile(parts.profile, re_key(parts.profile, profile, new, now=parts.now()))
    with pytest.raises(NoBackupError):
        restore_backup(parts.profile, folder, kept, new, now=parts.now())
    close_profile(parts.profile, open_profile(parts.profile, folder, new))


def test_a_new_key_takes_the_number_of_lives_along(parts, laptops, folder):
    profile = restored(parts, folder)
    fresh = re_key(parts.profile, profile, PASSWORD, now=parts.now() + timedelta(hours=1))
    close_profile(parts.profile, fresh)
    profile = restored(parts, folder)
    with writing(profile) as work:
        assert work.own_sequence()[1] == 3
    profile.database.close()


def test_a_backup_put_back_by_hand_is_still_announced(parts, folder):
    shutil.copyfile(newest(parts, folder).folder / "huisbezoek.db", folder / "huisbezoek.db")
    with pytest.raises(OlderDatabaseError):
        open_profile(parts.profile, folder, PASSWORD)


def test_after_a_restore_nothing_is_used_twice_and_lost_work_comes_back(parts, enrolled):
    """Riet's laptop goes back to yesterday: her own calls of today return from the coordinator."""
    laptops = enrolled
    riet = laptops.riet
    back_up(riet, parts.now())
    laptops.clock.forward(hours=1)
    sent = called(laptops)
    laptops.receive(laptops.coordinator, laptops.to_coordinator())
    unsent = called(laptops)
    riet.database.close()
    backup = newest(parts, riet.folder)
    laptops.riet = restore_backup(
        parts.profile, riet.folder, backup, RIETS_PASSWORD, now=parts.now()
    )
    assert sent not in known(laptops.riet)
    made = called(laptops)
    assert made not in {sent, unsent}
    applied = laptops.receive(laptops.coordinator, laptops.to_coordinator())
    assert applied.new >= 1
    laptops.receive(laptops.riet, laptops.to_riet())
    assert {sent, made} <= known(laptops.riet)
    assert {sent, made} <= known(laptops.coordinator)
    assert laptops.riet.database.check(thorough=True).findings == ()
    # From here on all is as ever: nothing more has to be sent than what is new.
    laptops.receive(laptops.coordinator, laptops.to_coordinator())
    laptops.receive(laptops.riet, laptops.to_riet())
    last = laptops.prepared(laptops.riet, laptops.coordinators_device())
    assert last.header.operations == 0


def known(profile: OpenProfile) -> set:
    with writing(profile) as work:
        return {one.identifier for one in work.all_operations()}
