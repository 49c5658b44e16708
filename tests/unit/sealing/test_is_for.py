"""Whether a file is for this device, told from its beginning alone."""

import io
import os
from dataclasses import replace

import pyrage
import pytest

from huisbezoek.model.sealing import age_files
from huisbezoek.model.sealing.bech32 import NotAKeyError
from huisbezoek.model.usecases.ports.sealed_bundles import BundleDamagedError
from huisbezoek.model.usecases.ports.transfer import PlaceVanishedError
from tests.unit.sealing.test_age_vectors import FOLDER, parse, vectors

LARGEST_LOOK = 160 << 10
"""Bytes: a header and one chunk, with room for what the library reads ahead."""


class Counting(io.BytesIO):
    """A file that counts what is read of it."""

    taken = 0

    def read(self, size: int = -1, /) -> bytes:
        data = super().read(size)
        self.taken += len(data)
        return data


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the age vectors are not here")
@pytest.mark.parametrize("name", vectors())
def test_the_public_vectors(name, tmp_path):
    """What the vectors say opens, opens; a key that fits none of the stanzas is told apart."""
    fields, path = parse(name, tmp_path)
    identity = fields.get("identity", "")
    if not identity.startswith("AGE-SECRET-KEY-1"):
        with path.open("rb") as file, pytest.raises(NotAKeyError):
            age_files.opens_with(file, identity)
        return
    try:
        with path.open("rb") as file:
            opens = age_files.opens_with(file, identity)
    except age_files.SealBrokenError:
        opens = None
    if fields["expect"] == "success" and "armored" not in fields:
        assert opens is True
    if fields["expect"] == "no match" and "armored" not in fields:
        assert opens is False
    if fields["expect"] == "header failure" and "stanza_missing" not in name:
        assert opens is not True


def test_only_the_receiver_and_the_recovery_key_open_it(
    bundles, write, header, visitor, coordinator, recovery, identities
):
    path = write(header, [b"{}"] * 3)
    assert bundles.is_for(path, visitor)
    assert not bundles.is_for(path, coordinator)
    assert not bundles.is_for(path, identities.new_device_keys("ee" * 16))
    assert bundles.is_for(path, replace(visitor, receiving_secret=recovery.secret))


def test_no_more_than_the_beginning_is_read(visitor, coordinator):
    to_visitor = pyrage.x25519.Recipient.from_str(visitor.public.receiving)
    sealed = pyrage.encrypt(os.urandom(4 << 20), [to_visitor])
    for keys, mine in ((visitor, True), (coordinator, False)):
        file = Counting(sealed)
        assert age_files.opens_with(file, keys.receiving_secret) is mine
        assert file.taken < LARGEST_LOOK


def test_a_seal_around_nothing_opens(visitor):
    sealed = pyrage.encrypt(b"", [pyrage.x25519.Recipient.from_str(visitor.public.receiving)])
    assert age_files.opens_with(io.BytesIO(sealed), visitor.receiving_secret)


@pytest.mark.parametrize("content", [b"", b"niets", b"age-encryption.org/v1\n-> X25519 "])
def test_half_a_beginning_is_no_answer(bundles, visitor, tmp_path, content):
    path = tmp_path / "half.hbz"
    path.write_bytes(content)
    with pytest.raises(BundleDamagedError):
        bundles.is_for(path, visitor)


def test_a_cut_in_the_header_is_no_answer_and_damage_behind_it_is_not_seen(
    bundles, write, header, visitor, coordinator
):
    whole = write(header, [b"{}"] * 3)
    content = whole.read_bytes()
    header_end = content.index(b"\n", content.index(b"\n--- ") + 1) + 1
    for cut in range(0, header_end, 7):
        whole.write_bytes(content[:cut])
        with pytest.raises(BundleDamagedError):
            bundles.is_for(whole, visitor)
    for damaged in (content[:-1], content[: header_end + 40], content[:header_end] + b"x" * 99):
        whole.write_bytes(damaged)
        assert bundles.is_for(whole, visitor)
        assert not bundles.is_for(whole, coordinator)


def test_a_file_that_is_gone_is_an_error_for_a_person(bundles, visitor, tmp_path):
    with pytest.raises(PlaceVanishedError):
        bundles.is_for(tmp_path / "weg.hbz", visitor)
