"""Keeping a profile: passwords, a new master key, crashes in between, and old copies put back."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from huisbezoek.app.parts import real_parts
from huisbezoek.app.resources import resources_folder
from huisbezoek.model.usecases.ports.profile import OlderDatabaseError
from huisbezoek.model.usecases.ports.sealing import (
    FLOOR_COST,
    ProfileExistsError,
    WordsNotUnderstoodError,
    WrongPasswordError,
)
from huisbezoek.model.usecases.profile import (
    PasswordTooShortError,
    back_up,
    change_password,
    check_profile,
    close_profile,
    create_coordinator,
    create_visitor_profile,
    finish_replacement,
    is_backed_up_on,
    open_profile,
    re_key,
    recover_profile,
    replace_folder,
)
from tests.journey.laptops import PASSWORD, canary, files_under, writing

NEW = "niemand kent dit nieuwe"


@pytest.fixture
def folder(laptops) -> Path:
    """The coordinator's folder, closed."""
    close_profile(laptops.parts.profile, laptops.coordinator)
    return laptops.coordinator.folder


def opens(parts, folder: Path, password: str) -> bool:
    """Whether it opens by this password, with all residents in it and sound."""
    profile = open_profile(parts.profile, folder, password)
    with writing(profile) as work:
        found = work.search_residents(canary(3), 5)
    sound = check_profile(profile).findings == ()
    close_profile(parts.profile, profile)
    return len(found) == 1 and sound


def test_a_changed_password_opens_and_the_old_one_does_not(parts, folder):
    profile = open_profile(parts.profile, folder, PASSWORD)
    with pytest.raises(WrongPasswordError):
        change_password(parts.profile, profile, "niet het wachtwoord", NEW)
    with pytest.raises(PasswordTooShortError):
        change_password(parts.profile, profile, PASSWORD, "kort")
    profile = change_password(parts.profile, profile, PASSWORD, NEW)
    close_profile(parts.profile, profile)
    assert opens(parts, folder, NEW)
    for lost in ("keys-1", "keys-2"):
        content = (folder / lost).read_bytes()
        (folder / lost).unlink()
        with pytest.raises(WrongPasswordError):
            open_profile(parts.profile, folder, PASSWORD)
        assert opens(parts, folder, NEW)
        (folder / lost).write_bytes(content)


def test_wrong_words_of_the_emergency_sheet_change_no_password(parts, tmp_path, laptops):
    card_folder = tmp_path / "eigen"
    with writing(laptops.coordinator) as work:
        card = work.organisation()
    profile, sheet = create_coordinator(parts.profile, card_folder, card, PASSWORD, now=parts.now())
    close_profile(parts.profile, profile)
    words = sheet.recovery_words
    with pytest.raises(WordsNotUnderstoodError):
        recover_profile(parts.profile, card_folder, (words[1], words[0], *words[2:]), NEW)
    close_profile(parts.profile, open_profile(parts.profile, card_folder, PASSWORD))
    recovered = recover_profile(parts.profile, card_folder, words, NEW)
    assert recovered.identity == profile.identity
    close_profile(parts.profile, recovered)
    with pytest.raises(WrongPasswordError):
        open_profile(parts.profile, card_folder, PASSWORD)
    close_profile(parts.profile, open_profile(parts.profile, card_folder, NEW))


def test_a_second_profile_in_the_same_folder_is_refused(parts, laptops, folder):
    before = files_under(folder)
    with writing(laptops.riet) as work:
        card = work.organisation()
    with pytest.raises(ProfileExistsError):
        create_coordinator(parts.profile, folder, card, NEW, now=parts.now())
    with pytest.raises(ProfileExistsError):
        create_visitor_profile(
            parts.profile, folder, laptops.visitor, laptops.made.content.keys, NEW
        )
    assert files_under(folder) == before
    assert opens(parts, folder, PASSWORD)


def test_an_old_database_that_was_put_back_is_announced(parts, folder):
    old = (folder / "huisbezoek.db").read_bytes()
    profile = open_profile(parts.profile, folder, PASSWORD)
    with writing(profile) as work:
        work.change_card(
            next(
                one.subject for one in work.all_operations() if one.subject.kind == "organisation"
            ),
            work.organisation().__class__(name="Anders"),
        )
    close_profile(parts.profile, profile)
    new = (folder / "huisbezoek.db").read_bytes()
    (folder / "huisbezoek.db").write_bytes(old)
    with pytest.raises(OlderDatabaseError):
        open_profile(parts.profile, folder, PASSWORD)
    (folder / "huisbezoek.db").write_bytes(new)
    assert opens(parts, folder, PASSWORD)


def test_a_new_key_leaves_nothing_under_the_old_one(parts, laptops, folder):
    profile = open_profile(parts.profile, folder, PASSWORD)
    label = folder / "label.json"
    label.write_text('{"name":"x"}')
    sealed = folder / "outbox" / "een.hbz"
    sealed.parent.mkdir()
    sealed.write_bytes(b"sealed to somebody else")
    day = laptops.clock.now().date()
    assert not is_backed_up_on(profile, day)
    old_backup = back_up(profile, laptops.clock.now())
    assert is_backed_up_on(profile, day)
    assert not is_backed_up_on(profile, day.replace(day=1))
    old = profile.keys
    laptops.clock.forward(days=1)
    fresh = re_key(parts.profile, profile, NEW, now=laptops.clock.now())
    assert fresh.keys.database_key != old.database_key
    assert fresh.keys.master_key != old.master_key
    assert fresh.keys.device_keys.public == old.device_keys.public
    assert fresh.keys.mark == fresh.database.mark()
    close_profile(parts.profile, fresh)
    assert opens(parts, folder, NEW)
    assert not old_backup.exists()
    (backup,) = (folder / "backups").iterdir()
    assert opens(parts, backup, NEW)
    for place in (folder, backup):
        with pytest.raises(WrongPasswordError):
            open_profile(parts.profile, place, PASSWORD)
    assert label.read_text() == '{"name":"x"}'
    assert sealed.read_bytes() == b"sealed to somebody else"
    assert sorted(one.name for one in folder.parent.iterdir()) == ["coordinator", "riet", "stick"]


@pytest.fixture(scope="module")
def both_keys(made, tmp_path_factory) -> tuple[Path, Path]:
    """The profile under the old key, and the same under a new key, both whole and closed."""
    now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    parts = real_parts(resources_folder(), now=lambda: now, cost=FLOOR_COST)
    place = tmp_path_factory.mktemp("keys")
    old, new = place / "old", place / "new"
    for folder in (old, new):
        shutil.copytree(made.folder / "coordinator", folder)
    profile = open_profile(parts.profile, new, PASSWORD)
    close_profile(parts.profile, re_key(parts.profile, profile, NEW, now=now))
    return old, new


@pytest.mark.parametrize(
    ("present", "expected"),
    [
        # While the new folder is being written: the old one stays, what was begun goes.
        ({"coordinator": "old", "coordinator.new": "begun"}, PASSWORD),
        ({"coordinator": "old", "coordinator.new": "no keys"}, PASSWORD),
        # Both whole, nothing renamed yet: nobody was told that the new password holds.
        ({"coordinator": "old", "coordinator.new": "new"}, PASSWORD),
        # Between the two renames.
        ({"coordinator.old": "old", "coordinator.new": "new"}, NEW),
        ({"coordinator.old": "old", "coordinator.new": "no keys"}, PASSWORD),
        ({"coordinator.old": "old"}, PASSWORD),
        ({"coordinator.new": "new"}, NEW),
        # In place, the old folder not yet or half removed.
        ({"coordinator": "new", "coordinator.old": "old"}, NEW),
        ({"coordinator": "new", "coordinator.old": "begun"}, NEW),
        ({"coordinator": "new"}, NEW),
    ],
)
def test_a_crash_at_any_step_leaves_one_whole_profile(
    parts, both_keys, tmp_path, present, expected
):
    old, new = both_keys
    place = tmp_path
    for name, what in present.items():
        if what == "begun":
            (place / name).mkdir()
            (place / name / "huisbezoek.db").write_bytes(b"half")
        else:
            shutil.copytree(old if what == "old" else new, place / name)
        if what == "no keys":
            for slot in ("keys-1", "keys-2"):
                (place / name / slot).unlink()
    finish_replacement(place / "coordinator")
    assert opens(parts, place / "coordinator", expected)
    assert not (place / "coordinator.old").exists()
    assert not (place / "coordinator.new").exists()
    finish_replacement(place / "coordinator")
    assert (place / "coordinator" / "keys-1").exists()


def test_nothing_is_removed_while_no_whole_folder_stands(tmp_path):
    """Two half folders: whatever can still be saved by hand stays where it is."""
    for name in ("profiel.old", "profiel.new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "huisbezoek.db").write_bytes(b"half")
    before = files_under(tmp_path)
    finish_replacement(tmp_path / "profiel")
    assert files_under(tmp_path) == before


def test_a_replacement_that_fails_midway_is_finished_afterwards(parts, both_keys, tmp_path):
    old, new = both_keys
    place = tmp_path
    folder, target = place / "coordinator", place / "coordinator.new"
    shutil.copytree(old, folder)
    shutil.copytree(new, target)
    (place / "coordinator.old").mkdir()
    replace_folder(folder, target)
    assert opens(parts, folder, NEW)
    assert not target.exists()
    assert not (place / "coordinator.old").exists()


def test_a_refused_new_password_leaves_everything_as_it_was(parts, laptops, folder):
    before = sorted(folder.parent.iterdir())
    profile = open_profile(parts.profile, folder, PASSWORD)
    with pytest.raises(PasswordTooShortError):
        re_key(parts.profile, profile, "kort", now=laptops.clock.now())
    profile.database.close()
    assert sorted(folder.parent.iterdir()) == before
    assert opens(parts, folder, PASSWORD)
