"""Key slots (T12): only the right secret opens them, and every change is noticed."""

import hashlib
import json
import os
import shutil
import types
from dataclasses import replace

import msgspec
import pytest

from huisbezoek.model.domain.errors import EnvironmentFailedError
from huisbezoek.model.sealing import derivation, durable_files, key_slot_file, key_slot_wraps
from huisbezoek.model.sealing.derivation import Label, calibrated_cost, key_for
from huisbezoek.model.usecases.ports.profile import RollbackMark
from huisbezoek.model.usecases.ports.sealing import (
    FLOOR_COST,
    KdfCost,
    KdfCostRefusedError,
    KeySlotsDamagedError,
    KeySlotsMissingError,
    NewerKeySlotsError,
    NewProfile,
    ProfileExistsError,
    WrongPasswordError,
    WrongRecoveryKeyError,
)
from huisbezoek.model.usecases.ports.transfer import PlaceVanishedError

PASSWORD = "zeven blauwe kano's"
CHEAPEST = KdfCost(memory_kib=64 * 1024, passes=1, lanes=4)
MARK = RollbackMark(operations=12, digest="d1" * 32)


def files_of(folder):
    return [folder / "keys-1", folder / "keys-2"]


def edit(path, change, *, mac_key=None):
    """Changes the first line and makes the checksum fit again, as an attacker would."""
    line, guard, _ = path.read_bytes().split(b"\n")
    body = json.loads(line)
    change(body)
    line = json.dumps(body, separators=(",", ":")).encode()
    mac = json.loads(guard)["mac"]
    checksum = hashlib.sha256(line).hexdigest()
    guard = json.dumps({"checksum": checksum, "mac": mac}, separators=(",", ":")).encode()
    path.write_bytes(line + b"\n" + guard + b"\n")


# --- what opens ----------------------------------------------------------------------------------


def test_the_password_opens(slots, profile):
    folder, made = profile
    assert slots.open_with_password(folder, PASSWORD) == made
    assert len(made.database_key) == 64
    assert made.database_key != made.backup_key


def test_the_recovery_identity_opens(slots, profile, recovery):
    folder, made = profile
    assert slots.open_with_recovery(folder, recovery.secret) == made


def test_spelling_of_accents_does_not_matter():
    composed, loose = "één wachtwoord", "één wachtwoord"
    salt = bytes(16)
    assert derivation.key_from_password(composed, salt, CHEAPEST) == derivation.key_from_password(
        loose, salt, CHEAPEST
    )


def test_the_profile_id_can_be_read_without_a_key(slots, profile):
    assert slots.profile_in(profile[0]) == "ab" * 16


def test_each_purpose_has_its_own_key():
    keys = {key_for(bytes(32), label) for label in Label}
    assert len(keys) == len(Label)
    assert bytes(32) not in keys


def test_no_secret_shows_in_a_text(profile):
    opened = profile[1]
    shown = repr(opened)
    for secret in (
        opened.database_key,
        opened.backup_key,
        repr(opened.master_key),
        opened.device_keys.receiving_secret,
        repr(opened.device_keys.signing_secret),
    ):
        assert secret not in shown


def test_no_secret_is_in_the_files(profile):
    folder, opened = profile
    for path in files_of(folder):
        content = path.read_bytes()
        for secret in (
            opened.database_key.encode(),
            opened.master_key,
            opened.master_key.hex().encode(),
            opened.device_keys.signing_secret.hex().encode(),
            opened.device_keys.receiving_secret.encode(),
            PASSWORD.encode(),
        ):
            assert secret not in content


# --- what does not open --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "password", ["", PASSWORD + " ", PASSWORD[:-1], "Zeven blauwe kano's", "\0" + PASSWORD]
)
def test_wrong_passwords(slots, profile, password):
    with pytest.raises(WrongPasswordError):
        slots.open_with_password(profile[0], password)


def test_wrong_recovery_identities(slots, profile, identities):
    for secret in (identities.new_recovery_identity().secret, "", "AGE-SECRET-KEY-1XYZ", "één"):
        with pytest.raises(WrongRecoveryKeyError):
            slots.open_with_recovery(profile[0], secret)


def test_an_empty_folder(slots, tmp_path):
    assert not slots.exist(tmp_path)
    with pytest.raises(KeySlotsMissingError):
        slots.open_with_password(tmp_path, PASSWORD)


def test_key_slots_are_never_replaced_by_new_ones(slots, profile, recovery):
    new = NewProfile("cd" * 16, "ee" * 16, PASSWORD, recovery.recipient)
    prepared = slots.prepare(new, CHEAPEST)
    with pytest.raises(ProfileExistsError):
        slots.place(profile[0], prepared)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("memory_kib", 64 * 1024 - 1),
        ("memory_kib", 1024 * 1024 + 1),
        ("memory_kib", -1),
        ("memory_kib", 0),
        ("passes", 0),
        ("passes", 21),
        ("passes", -3),
        ("lanes", 0),
        ("lanes", 17),
        ("lanes", 1 << 40),
    ],
)
def test_a_hostile_cost_is_refused_before_it_is_paid(slots, profile, monkeypatch, field, value):
    monkeypatch.setattr(derivation, "Argon2id", None)
    for path in files_of(profile[0]):
        edit(path, lambda body: body["header"].update({field: value}))
    with pytest.raises(KdfCostRefusedError):
        slots.open_with_password(profile[0], PASSWORD)


def flip_hex(text):
    return ("0" if text[0] != "0" else "1") + text[1:]


CHANGES = {
    "profile": lambda body: body["header"].update(profile="ff" * 16),
    "device": lambda body: body["header"].update(device="ff" * 16),
    "signing": lambda body: body["header"].update(signing=flip_hex(body["header"]["signing"])),
    "receiving": lambda body: body["header"].update(receiving="age1other"),
    "recovery": lambda body: body["header"].update(recovery="age1other"),
    "salt": lambda body: body["header"].update(salt=flip_hex(body["header"]["salt"])),
    "cost": lambda body: body["header"].update(passes=2),
    "mark": lambda body: body["mark"].update(operations=99),
    "mark digest": lambda body: body["mark"].update(digest="00"),
    "generation": lambda body: body.update(generation=77),
    "nonce": lambda body: body["password_slot"].update(nonce="00" * 12),
    "slot": lambda body: body["password_slot"].update(
        sealed=flip_hex(body["password_slot"]["sealed"])
    ),
    "swapped": lambda body: body.update(
        password_slot=body["device_keys"], device_keys=body["password_slot"]
    ),
    "device keys": lambda body: body["device_keys"].update(
        sealed=flip_hex(body["device_keys"]["sealed"])
    ),
    "recovery slot": lambda body: body.update(recovery_slot="YWdl"),
    "no password slot": lambda body: body.pop("password_slot"),
    "no recovery slot": lambda body: body.pop("recovery_slot"),
    "printed slot": lambda body: body.update(printed_slot={"nonce": "", "sealed": ""}),
    "another slot": lambda body: body.update(extra_slot={"nonce": "", "sealed": ""}),
    "format": lambda body: body["header"].update(format="huisbezoek-start"),
    "version": lambda body: body["header"].update(version=0),
    "no header": lambda body: body.pop("header"),
    "number as text": lambda body: body["header"].update(passes="1"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_is_noticed_with_either_secret(slots, profile, recovery, name):
    for path in files_of(profile[0]):
        edit(path, CHANGES[name])
    with pytest.raises((KeySlotsDamagedError, WrongPasswordError)):
        slots.open_with_password(profile[0], PASSWORD)
    with pytest.raises((KeySlotsDamagedError, WrongRecoveryKeyError)):
        slots.open_with_recovery(profile[0], recovery.secret)


def test_a_slot_of_another_profile_does_not_fit(slots, profile, recovery, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    new = NewProfile("cd" * 16, "ee" * 16, PASSWORD, recovery.recipient)
    slots.place(other, slots.prepare(new, CHEAPEST))
    theirs = json.loads((other / "keys-2").read_bytes().split(b"\n")[0])
    for path in files_of(profile[0]):
        edit(path, lambda body: body.update(recovery_slot=theirs["recovery_slot"]))
    with pytest.raises(KeySlotsDamagedError):
        slots.open_with_recovery(profile[0], recovery.secret)


def test_a_newer_version_is_told_from_damage(slots, profile):
    for path in files_of(profile[0]):
        edit(path, lambda body: body["header"].update(version=2))
    with pytest.raises(NewerKeySlotsError):
        slots.open_with_password(profile[0], PASSWORD)


def test_every_flipped_bit_is_seen_without_a_key(profile):
    """T7: a flip in one copy never reads as a whole copy."""
    whole = (profile[0] / "keys-2").read_bytes()
    # A flip inside the MAC itself is left to the key.
    mac_begins = whole.index(b'"mac"')
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1 << place % 8
        assert key_slot_file.read(bytes(changed)) is None or place > mac_begins
        assert key_slot_file.read(whole[:place]) is None
    assert key_slot_file.read(whole + b"\n") is None


# --- two copies ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["keys-1", "keys-2"])
@pytest.mark.parametrize("damage", [b"", b"{}\n{}\n", b"\0" * 2000])
def test_one_whole_copy_is_enough(slots, profile, recovery, name, damage):
    folder, made = profile
    (folder / name).write_bytes(damage)
    opened = slots.open_with_recovery(folder, recovery.secret)
    assert replace(opened, generation=made.generation) == made
    (folder / name).unlink()
    assert slots.open_with_recovery(folder, recovery.secret).database_key == made.database_key


def test_both_copies_damaged(slots, profile):
    for path in files_of(profile[0]):
        path.write_bytes(path.read_bytes()[:-5])
    with pytest.raises(KeySlotsDamagedError):
        slots.open_with_password(profile[0], PASSWORD)


def test_a_newest_copy_that_its_mac_refuses_is_passed_over(slots, profile, recovery):
    folder, _ = profile
    edit(folder / "keys-1", lambda body: body.update(generation=9))
    assert slots.open_with_recovery(folder, recovery.secret).generation == 2


def test_marks_are_written_in_turn(slots, profile, recovery):
    folder, opened = profile
    for number in range(1, 6):
        before = [path.read_bytes() for path in files_of(folder)]
        mark = replace(MARK, operations=number)
        opened = slots.update_mark(folder, opened, mark)
        after = [path.read_bytes() for path in files_of(folder)]
        assert sum(old != new for old, new in zip(before, after, strict=True)) == 1
        again = slots.open_with_recovery(folder, recovery.secret)
        assert again == opened
        assert again.mark == mark


def test_an_old_copy_put_back_does_not_win(slots, profile, recovery):
    folder, opened = profile
    old = (folder / "keys-2").read_bytes()
    opened = slots.update_mark(folder, opened, MARK)
    opened = slots.update_mark(folder, opened, replace(MARK, operations=13))
    (folder / "keys-2").write_bytes(old)
    assert slots.open_with_recovery(folder, recovery.secret).mark.operations >= 12


def test_a_mark_of_another_profile_is_refused(slots, profile):
    folder, opened = profile
    with pytest.raises(KeySlotsDamagedError):
        slots.update_mark(folder, replace(opened, master_key=bytes(32)), MARK)


# --- changing ------------------------------------------------------------------------------------


def test_after_a_change_the_old_password_opens_neither_copy(slots, profile, tmp_path):
    folder, opened = profile
    marked = slots.update_mark(folder, opened, MARK)
    changed = slots.change_password(folder, marked, "vier andere woorden", CHEAPEST)
    assert changed.mark == MARK
    assert changed.database_key == opened.database_key
    assert slots.open_with_password(folder, "vier andere woorden") == changed
    for name in ("keys-1", "keys-2"):
        alone = tmp_path / f"only {name}"
        alone.mkdir()
        shutil.copy(folder / name, alone / name)
        with pytest.raises(WrongPasswordError):
            slots.open_with_password(alone, PASSWORD)


def test_a_full_rekey_gives_other_keys_and_keeps_the_device(slots, profile, recovery, tmp_path):
    folder, opened = profile
    target = tmp_path / "fresh"
    target.mkdir()
    fresh = slots.place(target, slots.rekey(opened, "vier andere woorden", CHEAPEST))
    assert fresh.device_keys == opened.device_keys
    assert fresh.mark == opened.mark
    assert fresh.database_key != opened.database_key
    assert slots.open_with_recovery(target, recovery.secret) == fresh
    assert slots.open_with_password(folder, PASSWORD) == opened


def test_the_cost_is_measured_and_never_below_the_floor():
    assert calibrated_cost(lambda _: 2.0) == FLOOR_COST
    assert calibrated_cost(lambda _: 0.75) == FLOOR_COST
    for seconds in (0.001, 0.01, 0.05, 0.1, 0.2, 0.5):
        cost = calibrated_cost(lambda _, seconds=seconds: seconds)
        derivation.check_cost(cost)
        work = cost.memory_kib * cost.passes / (FLOOR_COST.memory_kib * FLOOR_COST.passes)
        assert cost.memory_kib >= FLOOR_COST.memory_kib
        assert cost.passes >= FLOOR_COST.passes
        assert seconds * work <= 1.0
        assert seconds * work >= 0.5 or cost.passes == 20


def test_the_measured_cost_is_a_time():
    assert 0 < derivation.measured_seconds(CHEAPEST) < 60


def test_device_keys_that_do_not_fit_the_header(slots, profile, recovery, identities):
    """Somebody with the master key alone could make a whole file; the keys must still agree."""
    folder, opened = profile
    body = key_slot_file.read((folder / "keys-2").read_bytes()).body
    mac_key = key_for(opened.master_key, Label.SLOT_FILE)
    wraps = key_slot_wraps.Wraps(body.header, opened.master_key, os.urandom)
    others = identities.new_device_keys(opened.device_keys.device)
    for device_keys in (wraps.device_keys(others), body.password_slot):
        changed = msgspec.structs.replace(body, device_keys=device_keys)
        for path in files_of(folder):
            path.write_bytes(key_slot_file.write(changed, mac_key))
        with pytest.raises(KeySlotsDamagedError):
            slots.open_with_recovery(folder, recovery.secret)


def test_one_spelling_only(profile):
    path = profile[0] / "keys-2"
    edit(path, lambda body: body["header"].update(passes=1))
    assert key_slot_file.read(path.read_bytes()) is not None
    line = path.read_bytes().split(b"\n")[0].replace(b'"passes":1', b'"passes": 1')
    guard = {"checksum": hashlib.sha256(line).hexdigest(), "mac": "00" * 32}
    path.write_bytes(line + b"\n" + json.dumps(guard, separators=(",", ":")).encode() + b"\n")
    assert key_slot_file.read(path.read_bytes()) is None


def test_places_that_cannot_be_written_or_read(slots, profile, tmp_path, recovery):
    new = NewProfile("cd" * 16, "ee" * 16, PASSWORD, recovery.recipient)
    prepared = slots.prepare(new, CHEAPEST)
    with pytest.raises(PlaceVanishedError):
        slots.place(tmp_path / "nowhere", prepared)
    (tmp_path / "keys-1").mkdir()
    with pytest.raises(EnvironmentFailedError):
        slots.open_with_recovery(tmp_path, recovery.secret)


def test_a_file_is_replaced_where_folders_cannot_be_synced(tmp_path, monkeypatch):
    path = tmp_path / "keys-1"
    path.write_bytes(b"old")
    opened = []
    system = types.SimpleNamespace(name="nt", fsync=os.fsync, O_RDONLY=0, open=opened.append)
    monkeypatch.setattr(durable_files, "os", system)
    durable_files.replace_durably(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]
    assert opened == []
