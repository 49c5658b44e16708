"""The spool of a large bundle: unreadable on disk, refused when changed, never left behind."""

import gc
import random
import sys
import tracemalloc
from contextlib import contextmanager
from dataclasses import replace

import pytest

from huisbezoek.model.sealing import bundle_frames, bundle_writing
from huisbezoek.model.usecases.ports.sealed_bundles import (
    SPOOL_SUFFIX,
    BundleLimitError,
    BundleWrongCountError,
    SpoolLostError,
)
from huisbezoek.model.usecases.ports.transfer import DiskFullError, PlaceVanishedError

ORGANISATION = "0123456789abcdef0123456789abcdef"
# It does not get smaller, so it stands in a compressed frame as it is.
CANARY = random.Random(7).randbytes(2_000).replace(b"\n", b"-")
LINES = [b"%d " % number + CANARY for number in range(6)]


@pytest.fixture
def narrow(monkeypatch):
    """The first of six frames stays in memory, the other five are spooled."""
    monkeypatch.setattr(bundle_writing, "_MOST_IN_MEMORY", 3_000)
    monkeypatch.setattr(bundle_frames, "_FRAME_LINES_AIM", 1)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "outbox"


@contextmanager
def room_for(size):
    """No file may grow beyond this size; the system then says that there is no room."""
    resource = pytest.importorskip("resource", reason="this system has no such limit")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def spools(folder):
    return list(folder.glob(f"*{SPOOL_SUFFIX}"))


def other_bit(path, at):
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def cut_off(path):
    path.write_bytes(path.read_bytes()[:-1])


def frames_exchanged(path):
    content = path.read_bytes()
    size = len(content) // 5
    path.write_bytes(content[size : 2 * size] + content[:size] + content[2 * size :])


def a_folder_instead(path):
    path.unlink()
    path.mkdir()


@pytest.mark.usefixtures("narrow")
def test_a_spooled_bundle_is_the_same_one_and_leaves_nothing(
    bundles, header, write, coordinator, visitor, recipients, folder, tmp_path
):
    packed = bundles.pack(iter(LINES), folder)
    assert (packed.lines, len(packed.frames), len(spools(folder))) == (6, 1, 1)
    path = tmp_path / "spooled.hbz"
    with path.open("wb") as out:
        written = bundles.write(replace(header, operations=6), packed, out, coordinator, recipients)
    assert list(folder.iterdir()) == []
    opened = bundles.open(path, visitor, ORGANISATION, lambda _: coordinator.public.signing)
    assert list(opened.lines()) == LINES
    opened.finish()
    direct = write(replace(header, operations=6), LINES)
    same = bundles.open(direct, visitor, ORGANISATION, lambda _: coordinator.public.signing)
    assert same.digest == written.digest


@pytest.mark.usefixtures("narrow")
def test_no_canary_stands_in_a_spool_and_no_key_comes_twice(bundles, folder):
    first, second = bundles.pack(LINES, folder), bundles.pack(LINES, folder)
    # Not encrypted it would stand there: this test sees what it looks for.
    assert all(CANARY in frame for frame in first.spool.frames())
    contents = [path.read_bytes() for path in spools(folder)]
    assert len(contents) == 2
    beginnings = [CANARY[start : start + 12] for start in range(0, len(CANARY) - 12, 12)]
    for content in contents:
        assert len(content) > 5 * len(CANARY)
        assert not any(piece in content for piece in beginnings)
        assert bundle_frames.ZSTD_MAGIC.to_bytes(4, "little") not in content
    # Under one key the same frames at the same places would give the same bytes.
    assert contents[0] != contents[1]
    assert "spool" not in repr(second)


def test_what_is_small_never_comes_on_the_disk(bundles, folder):
    assert bundles.pack(LINES, folder).spool is None
    assert not folder.exists()


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize(
    "change",
    [
        lambda path: other_bit(path, 0),
        lambda path: other_bit(path, -1),
        cut_off,
        frames_exchanged,
        lambda path: path.write_bytes(b""),
        lambda path: path.unlink(),
        a_folder_instead,
    ],
)
def test_a_changed_spool_is_refused(bundles, header, coordinator, recipients, folder, change):
    packed = bundles.pack(LINES, folder)
    (path,) = spools(folder)
    change(path)
    with (folder / "one.hbz").open("wb") as out, pytest.raises(SpoolLostError):
        bundles.write(replace(header, operations=6), packed, out, coordinator, recipients)
    # What somebody put in its place is not ours to remove; a file is.
    assert not any(one.is_file() for one in spools(folder))


@pytest.mark.usefixtures("narrow")
def test_a_spool_of_another_bundle_is_refused(bundles, folder):
    first = bundles.pack(LINES, folder)
    (own,) = spools(folder)
    second = bundles.pack(LINES, folder)
    (other,) = set(spools(folder)) - {own}
    own.write_bytes(other.read_bytes())
    assert len(list(second.spool.frames())) == 5
    with pytest.raises(SpoolLostError):
        next(first.spool.frames())


@pytest.mark.usefixtures("narrow")
def test_nothing_is_left_when_sealing_or_packing_fails(
    bundles, header, coordinator, recipients, folder, tmp_path
):
    packed = bundles.pack(LINES, folder)
    with (tmp_path / "one.hbz").open("wb") as out, pytest.raises(BundleWrongCountError):
        bundles.write(header, packed, out, coordinator, recipients)
    assert spools(folder) == []
    with pytest.raises(SpoolLostError), (tmp_path / "two.hbz").open("wb") as out:
        bundles.write(replace(header, operations=6), packed, out, coordinator, recipients)
    with pytest.raises(BundleLimitError):
        bundles.pack([*LINES, b"two\nlines"], folder)
    assert spools(folder) == []


@pytest.mark.usefixtures("narrow")
def test_what_is_forgotten_takes_its_spool_along(bundles, folder):
    packed = bundles.pack(LINES, folder)
    assert len(spools(folder)) == 1
    del packed
    gc.collect()
    assert spools(folder) == []


@pytest.mark.usefixtures("narrow")
def test_a_full_disk_is_said_and_leaves_nothing(bundles, folder):
    with room_for(5_000), pytest.raises(DiskFullError):
        bundles.pack(LINES, folder)
    assert spools(folder) == []
    assert bundles.pack(LINES, folder).lines == 6


@pytest.mark.usefixtures("narrow")
def test_a_folder_that_cannot_be_made_is_said(bundles, tmp_path):
    with pytest.raises(PlaceVanishedError):
        bundles.pack(LINES, tmp_path / "gone" / "outbox")


@pytest.mark.usefixtures("narrow")
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_a_spool_is_for_its_owner_alone(bundles, folder):
    packed = bundles.pack(LINES, folder)
    (path,) = spools(folder)
    assert path.stat().st_mode & 0o077 == 0
    packed.spool.remove()


def test_memory_stays_the_same_however_much_goes_along(
    bundles, header, coordinator, recipients, folder, tmp_path
):
    """40 MB that do not get smaller: far more than may be held."""
    chance = random.Random(1)

    def lines():
        for _ in range(640):
            yield chance.randbytes(64_000).replace(b"\n", b"-")

    tracemalloc.start()
    packed = bundles.pack(lines(), folder)
    with (tmp_path / "one.hbz").open("wb") as out:
        bundles.write(replace(header, operations=640), packed, out, coordinator, recipients)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (tmp_path / "one.hbz").stat().st_size > 40_000_000
    assert peak < 26 << 20
