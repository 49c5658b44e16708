"""Start files: file and code together, nothing less."""

import hashlib
import json

import pytest

from huisbezoek.model.sealing.start_file import SealedStartFiles
from huisbezoek.model.usecases.ports.sealing import (
    KdfCost,
    KdfCostRefusedError,
    NewerStartFileError,
    StartFileDamagedError,
    WrongStartCodeError,
)

CHEAPEST = KdfCost(memory_kib=64 * 1024, passes=1, lanes=4)
CODE = ("water", "boek", "zomer", "tafel")
PAYLOAD = b'{"organisation":"voorbeeld"}\n' * 50


@pytest.fixture(scope="module")
def made(start_files):
    return start_files.make(PAYLOAD, CODE, CHEAPEST)


def test_file_and_code_give_the_payload(start_files, made):
    assert start_files.open(made, (" Water", "BOEK", "zomer ", "tafel")) == PAYLOAD


def test_nothing_of_the_payload_shows(made):
    assert b"organisation" not in made


@pytest.mark.parametrize(
    "code",
    [
        ("water", "boek", "zomer", "winter"),
        ("boek", "water", "zomer", "tafel"),
        ("water", "boek", "zomer"),
        (),
    ],
)
def test_a_wrong_code_is_told_from_damage(start_files, made, code):
    with pytest.raises(WrongStartCodeError):
        start_files.open(made, code)


def test_damage_is_told_before_the_code_is_tried(start_files, made, monkeypatch):
    monkeypatch.setattr("huisbezoek.model.sealing.start_file.key_from_password", None)
    for place in range(len(made)):
        with pytest.raises(StartFileDamagedError):
            start_files.open(made[:place], CODE)
    body = made.index(b"\n") + 1
    for place in range(body, len(made)):
        changed = bytearray(made)
        changed[place] ^= 1
        with pytest.raises(StartFileDamagedError):
            start_files.open(bytes(changed), CODE)


def edited(made, **changes):
    line, _, body = made.partition(b"\n")
    fields = {**json.loads(line), **changes}
    return json.dumps(fields, separators=(",", ":")).encode() + b"\n" + body


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"version": 2}, NewerStartFileError),
        ({"version": 0}, StartFileDamagedError),
        ({"format": "huisbezoek-keys"}, StartFileDamagedError),
        ({"salt": "00"}, StartFileDamagedError),
        ({"salt": "zz" * 16}, StartFileDamagedError),
        ({"extra": 1}, StartFileDamagedError),
        ({"memory_kib": 1 << 30}, KdfCostRefusedError),
        ({"memory_kib": 8}, KdfCostRefusedError),
        ({"memory_kib": 256 * 1024}, KdfCostRefusedError),
        ({"passes": 1000}, KdfCostRefusedError),
        ({"passes": 6}, KdfCostRefusedError),
        ({"lanes": 0}, KdfCostRefusedError),
        ({"salt": "00" * 16}, WrongStartCodeError),
    ],
)
def test_a_changed_first_line(start_files, made, changes, error):
    with pytest.raises(error):
        start_files.open(edited(made, **changes), CODE)


def test_codes_are_four_different_words_from_the_list(start_files, words):
    codes = [start_files.new_code() for _ in range(200)]
    assert all(len(set(code)) == 4 and set(code) <= set(words.words) for code in codes)
    assert len(set(codes)) == 200


def test_no_word_is_likelier_than_another(words):
    """Numbers beyond the last whole multiple of the list are thrown away, not folded back."""
    short = type(words)(words.words[:3_000])
    last = (1 << 32) // 3_000 * 3_000
    given = iter([last, (1 << 32) - 1, 1, 3_001, 2, 3_003, 4])
    files = SealedStartFiles(lambda size: next(given).to_bytes(size), short)
    assert files.new_code() == tuple(short.words[place] for place in (1, 2, 3, 4))


def test_a_body_changed_with_its_digest_is_still_refused(start_files, made):
    line, _, body = made.partition(b"\n")
    for changed in (body[:-1], body[:-1] + bytes([body[-1] ^ 1]), b"", b"something else"):
        digest = hashlib.sha256(changed).hexdigest()
        with pytest.raises(StartFileDamagedError):
            start_files.open(edited(line + b"\n" + changed, digest=digest), CODE)
