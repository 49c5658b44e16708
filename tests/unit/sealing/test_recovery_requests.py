"""Request and answer of a forgotten password: file and code together, for one profile only."""

import hashlib
import json
import os

import pytest

from huisbezoek.model.sealing.recovery_requests import RecoveryRequests
from huisbezoek.model.usecases.ports.password_files import (
    NewerPasswordFileError,
    PasswordFileDamagedError,
    WrongAnswerCodeError,
)
from huisbezoek.model.usecases.ports.sealing import (
    KdfCost,
    KdfCostRefusedError,
    KeySlotsDamagedError,
    KeySlotsMissingError,
    WrongRecoveryKeyError,
)
from huisbezoek.model.usecases.ports.transfer import PlaceVanishedError

CHEAPEST = KdfCost(memory_kib=64 * 1024, passes=1, lanes=4)
CODE = ("water", "boek", "zomer", "tafel")
REQUEST = "5e" * 16


@pytest.fixture(scope="module")
def files():
    return RecoveryRequests(os.urandom)


@pytest.fixture(scope="module")
def request_file(files, placed):
    return files.make_request(placed[0], REQUEST)


@pytest.fixture(scope="module")
def answer_file(files, request_file, recovery):
    return files.answer(files.read_request(request_file), recovery.secret, CODE, CHEAPEST)


def edited(data, change):
    """Changes the first line and makes the checksum fit again, as an attacker would."""
    form = json.loads(data.split(b"\n")[0])
    change(form)
    return guarded(json.dumps(form, separators=(",", ":")).encode())


def guarded(line):
    checksum = hashlib.sha256(line).hexdigest()
    return line + b'\n{"checksum":"' + checksum.encode() + b'"}\n'


def at(*path, to):
    def change(form):
        for key in path[:-1]:
            form = form[key]
        form[path[-1]] = to

    return change


def test_the_answer_gives_the_master_key(files, answer_file, placed):
    answer = files.read_answer(answer_file)
    assert (answer.request, answer.profile) == (REQUEST, placed[1].profile)
    assert files.open_answer(answer, (" Water", "BOEK", "zomer ", "tafel")) == placed[1].master_key


def test_the_request_names_profile_and_device_and_holds_no_other_slot(files, request_file, placed):
    asked = files.read_request(request_file)
    opened = placed[1]
    assert (asked.request, asked.profile) == (REQUEST, opened.profile)
    assert asked.device == opened.device_keys.device
    assert asked.recovery_recipient == opened.recovery_recipient
    form = json.loads(request_file.split(b"\n")[0])
    assert set(form) == {"format", "version", "request", "header", "recovery_slot"}


def test_neither_file_shows_a_key(request_file, answer_file, placed):
    for data in (request_file, answer_file):
        assert placed[1].master_key.hex().encode() not in data
        assert placed[1].device_keys.receiving_secret.encode() not in data


@pytest.mark.parametrize("code", [("water", "boek", "zomer", "winter"), CODE[::-1], CODE[:3], ()])
def test_a_wrong_code_says_so_and_may_be_tried_again(files, answer_file, code, placed):
    answer = files.read_answer(answer_file)
    with pytest.raises(WrongAnswerCodeError):
        files.open_answer(answer, code)
    assert files.open_answer(answer, CODE) == placed[1].master_key


@pytest.mark.parametrize("path", ["request", "profile"])
def test_the_answer_is_bound_to_profile_and_request(files, answer_file, path):
    other = files.read_answer(edited(answer_file, at("head", path, to="00" * 16)))
    with pytest.raises(WrongAnswerCodeError):
        files.open_answer(other, CODE)


def test_another_emergency_sheet_does_not_answer(files, request_file, identities):
    other = identities.new_recovery_identity()
    with pytest.raises(WrongRecoveryKeyError):
        files.answer(files.read_request(request_file), other.secret, CODE, CHEAPEST)


@pytest.mark.parametrize(("key", "value"), [("device", "ee" * 16), ("profile", "ee" * 16)])
def test_a_slot_in_another_header_is_not_answered(files, request_file, recovery, key, value):
    """Or a thief could ask in the name of another laptop."""
    moved = files.read_request(edited(request_file, at("header", key, to=value)))
    with pytest.raises(PasswordFileDamagedError):
        files.answer(moved, recovery.secret, CODE, CHEAPEST)


def test_damage_is_told_before_anything_is_tried(files, request_file, answer_file):
    for data, read in ((request_file, files.read_request), (answer_file, files.read_answer)):
        for place in range(len(data)):
            changed = bytearray(data)
            changed[place] ^= 1
            for broken in (data[:place], bytes(changed)):
                with pytest.raises(PasswordFileDamagedError):
                    read(broken)
        with pytest.raises(PasswordFileDamagedError):
            read(data + b"\n")


def test_one_kind_is_not_taken_for_the_other(files, request_file, answer_file):
    with pytest.raises(PasswordFileDamagedError):
        files.read_request(answer_file)
    with pytest.raises(PasswordFileDamagedError):
        files.read_answer(request_file)


def test_a_file_that_is_far_too_large_is_refused(files, answer_file):
    form = json.loads(answer_file.split(b"\n")[0])
    form["sealed"] = "00" * 65_536
    with pytest.raises(PasswordFileDamagedError):
        files.read_answer(guarded(json.dumps(form, separators=(",", ":")).encode()))


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (at("version", to=2), NewerPasswordFileError),
        (at("version", to=0), PasswordFileDamagedError),
        (at("format", to="huisbezoek-start"), PasswordFileDamagedError),
        (at("request", to="kort"), PasswordFileDamagedError),
        (at("header", "profile", to="kort"), PasswordFileDamagedError),
        (at("header", "device", to="kort"), PasswordFileDamagedError),
        (at("header", "salt", to="00"), PasswordFileDamagedError),
        (at("header", "signing", to="zz" * 32), PasswordFileDamagedError),
        (at("extra", to=1), PasswordFileDamagedError),
    ],
)
def test_a_changed_request(files, request_file, change, error):
    with pytest.raises(error):
        files.read_request(edited(request_file, change))


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (at("version", to=2), NewerPasswordFileError),
        (at("head", "request", to="kort"), PasswordFileDamagedError),
        (at("head", "profile", to=1), PasswordFileDamagedError),
        (at("head", "salt", to="00"), PasswordFileDamagedError),
        (at("nonce", to="zz" * 12), PasswordFileDamagedError),
        (at("sealed", to="0"), PasswordFileDamagedError),
        (at("head", "memory_kib", to=1 << 30), KdfCostRefusedError),
        (at("head", "passes", to=1000), KdfCostRefusedError),
        (at("head", "lanes", to=0), KdfCostRefusedError),
    ],
)
def test_a_changed_answer(files, answer_file, change, error):
    with pytest.raises(error):
        files.read_answer(edited(answer_file, change))


def test_another_spelling_of_the_same_form_is_refused(files, answer_file):
    line = answer_file.split(b"\n")[0]
    with pytest.raises(PasswordFileDamagedError):
        files.read_answer(guarded(line.replace(b":1,", b": 1,", 1)))


def test_the_master_key_opens_the_key_slots(slots, profile):
    folder, made = profile
    assert slots.open_with_master_key(folder, made.master_key) == made
    with pytest.raises(KeySlotsDamagedError):
        slots.open_with_master_key(folder, bytes(32))


def test_a_request_is_remembered_beside_the_profile(files, profile):
    folder, _ = profile
    assert files.pending(folder) is None
    files.forget_pending(folder)
    files.keep_pending(folder, REQUEST)
    assert files.pending(folder) == REQUEST
    (folder / "password-request").write_bytes(b"\xff geen verzoek")
    assert files.pending(folder) is None
    files.forget_pending(folder)
    assert not (folder / "password-request").exists()


def test_without_a_profile_nothing_is_asked_or_forgotten(files, tmp_path):
    with pytest.raises(KeySlotsMissingError):
        files.make_request(tmp_path, REQUEST)
    with pytest.raises(PlaceVanishedError):
        files.forget_pending(tmp_path / "weg")


def test_one_damaged_copy_of_the_key_slots_is_no_hindrance(files, profile, recovery):
    folder, made = profile
    (folder / "keys-2").write_bytes(b"")
    asked = files.read_request(files.make_request(folder, REQUEST))
    answer = files.read_answer(files.answer(asked, recovery.secret, CODE, CHEAPEST))
    assert files.open_answer(answer, CODE) == made.master_key
