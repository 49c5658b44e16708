"""Packed lines: the same bundle as from lines, made in bounded memory."""

import random
import tracemalloc
from dataclasses import replace

import pytest

from huisbezoek.model.sealing import bundle_frames
from huisbezoek.model.usecases.ports.sealed_bundles import (
    BundleLimitError,
    BundleWrongCountError,
    PackedLines,
)

LINES = [b'{"first":1}', b'{"second":2}', b'{"third":3}']
ORGANISATION = "0123456789abcdef0123456789abcdef"


def test_packed_lines_come_back(bundles, header, coordinator, visitor, recipients, tmp_path):
    packed = bundles.pack(iter(LINES), tmp_path)
    assert packed.lines == 3
    assert "first" not in repr(packed)
    path = tmp_path / "one.hbz"
    with path.open("wb") as out:
        bundles.write(replace(header, operations=3), packed, out, coordinator, recipients)
    opened = bundles.open(path, visitor, ORGANISATION, lambda _: coordinator.public.signing)
    assert list(opened.lines()) == LINES
    opened.finish()


def test_another_number_than_announced_is_not_sent(
    bundles, header, coordinator, recipients, tmp_path
):
    wrong = replace(header, operations=2)
    with (tmp_path / "one.hbz").open("wb") as out, pytest.raises(BundleWrongCountError):
        bundles.write(wrong, bundles.pack(LINES, tmp_path), out, coordinator, recipients)


def test_nothing_packs_to_nothing(bundles, tmp_path):
    assert bundles.pack([], tmp_path) == PackedLines((), 0)


def test_too_many_frames_and_bad_lines_are_refused(bundles, monkeypatch, tmp_path):
    with pytest.raises(BundleLimitError):
        bundles.pack([b"one\ntwo"], tmp_path)
    monkeypatch.setattr(bundle_frames, "MAXIMUM_FRAMES", 2)
    monkeypatch.setattr(bundle_frames, "_FRAME_LINES_AIM", 2)
    assert bundles.pack(LINES[:2], tmp_path).lines == 2
    with pytest.raises(BundleLimitError):
        bundles.pack(LINES, tmp_path)


def test_memory_is_that_of_the_compressed_lines(bundles, tmp_path):
    """32 MB of lines that compress as operations do; nothing of them is kept but the frames."""
    chance = random.Random(1)
    words = [chance.randbytes(12).hex().encode() for _ in range(400)]

    def lines():
        for number in range(32_000):
            yield b"%d " % number + b" ".join(words[(number * 7 + at) % 400] for at in range(40))

    tracemalloc.start()
    packed = bundles.pack(lines(), tmp_path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert packed.lines == 32_000
    assert peak < 24 << 20
