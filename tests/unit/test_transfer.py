"""Sticks and folders: whole files or nothing."""

import errno
import os
from datetime import date
from pathlib import Path

import pytest

from huisbezoek.model.transfer.folders import Folders
from huisbezoek.model.usecases.ports.transfer import (
    DiskFullError,
    FileLockedError,
    FileTooLargeError,
    PlaceVanishedError,
    ReadBackFailedError,
    place_error,
)


@pytest.fixture
def folders():
    return Folders(os.urandom)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_written_file_is_whole(folders, tmp_path):
    written = folders.write(tmp_path, "a.hbz", lambda out: out.write(b"abc"))
    assert written.path.read_bytes() == b"abc"
    assert written.size == 3
    assert written.digest.startswith("ba7816bf")
    assert names(tmp_path) == ["a.hbz"]


def test_a_taken_name_is_never_overwritten(folders, tmp_path):
    paths = [
        folders.write(tmp_path, "a.hbz", lambda out, text=text: out.write(text)).path
        for text in (b"1", b"2", b"3")
    ]
    assert [path.read_bytes() for path in paths] == [b"1", b"2", b"3"]
    assert names(tmp_path) == ["a-2.hbz", "a-3.hbz", "a.hbz"]
    assert [file.path.name for file in folders.finished(tmp_path)] == names(tmp_path)


@pytest.mark.parametrize(
    ("number", "error"),
    [
        (errno.ENOSPC, DiskFullError),
        (errno.EFBIG, DiskFullError),
        (errno.EIO, PlaceVanishedError),
        (errno.ENOENT, PlaceVanishedError),
        (errno.ENODEV, PlaceVanishedError),
        (errno.EACCES, FileLockedError),
        (errno.EROFS, FileLockedError),
    ],
)
def test_what_the_computer_says_becomes_an_error_for_a_person(folders, tmp_path, number, error):
    def fail(out):
        out.write(b"half")
        raise OSError(number, "said by the system")

    (tmp_path / "good.hbz").write_bytes(b"good")
    with pytest.raises(error):
        folders.write(tmp_path, "good.hbz", fail)
    assert names(tmp_path) == ["good.hbz"]
    assert (tmp_path / "good.hbz").read_bytes() == b"good"


def test_any_other_failure_leaves_nothing_either(folders, tmp_path):
    def fail(out):
        out.write(b"half")
        raise KeyError

    with pytest.raises(KeyError):
        folders.write(tmp_path, "a.hbz", fail)
    assert names(tmp_path) == []


def test_a_vanished_place(folders, tmp_path):
    gone = tmp_path / "stick"
    for use in (
        lambda: folders.write(gone, "a.hbz", lambda _: None),
        lambda: folders.finished(gone),
        lambda: folders.bring_in(gone / "a.hbz", tmp_path),
        lambda: folders.read_small(gone / "a.hbs", 10),
    ):
        with pytest.raises(PlaceVanishedError):
            use()
    assert names(tmp_path) == []


def test_a_really_full_disk(folders):
    if not Path("/dev/full").exists():
        pytest.skip("this system has no device that is always full")
    with pytest.raises(OSError, match="28") as told, Path("/dev/full").open("wb") as full:
        full.write(b"x" * 100_000)
    assert isinstance(place_error(told.value), DiskFullError)


def test_only_finished_files_are_listed(folders, tmp_path):
    for name in (
        "huisbezoek 23 november 7F3K.hbz",
        "HUISBEZOEK.HBZ",
        "a.hbz.part",
        "b.hbz.tmp",
        ".c.hbz",
        ".~lock.d.hbz",
        "~e.hbz",
        "f.sync-conflict-20261122-101010-ABCDEFG.hbz",
        "g (conflicted copy 2026-11-22 101010).hbz",
        "h (1).hbz",
        "i - kopie.hbz",
        "j (kopie).hbz",
        "k copy.hbz",
        "notes.txt",
    ):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "folder.hbz").mkdir()
    (tmp_path / "link.hbz").symlink_to(tmp_path / "notes.txt")
    assert [file.path.name for file in folders.finished(tmp_path)] == [
        "HUISBEZOEK.HBZ",
        "huisbezoek 23 november 7F3K.hbz",
    ]


def test_a_local_copy_is_equal_and_has_a_fresh_name(folders, tmp_path):
    stick, local = tmp_path / "stick", tmp_path / "local"
    stick.mkdir()
    local.mkdir()
    (stick / "a.hbz").write_bytes(os.urandom(3 << 20))
    first, second = (folders.bring_in(stick / "a.hbz", local) for _ in range(2))
    assert first != second
    assert first.read_bytes() == second.read_bytes() == (stick / "a.hbz").read_bytes()
    assert first.suffix == ".hbz"


def test_small_files_have_a_limit(folders, tmp_path):
    (tmp_path / "a").write_bytes(b"12345")
    assert folders.read_small(tmp_path / "a", 5) == b"12345"
    with pytest.raises(FileTooLargeError):
        folders.read_small(tmp_path / "a", 4)


def test_file_names_say_day_and_four_signs(folders):
    made = {folders.file_name(date(2026, 11, 23)) for _ in range(200)}
    assert len(made) > 190
    for name in made:
        assert name.startswith("huisbezoek 23 november ")
        assert name.endswith(".hbz")
        signs = name.removeprefix("huisbezoek 23 november ").removesuffix(".hbz")
        assert len(signs) == 4
        assert not set(signs) & set("01OILS5")
    assert folders.file_name(date(2026, 3, 1), ".hbs").startswith("huisbezoek 1 maart ")


def test_a_stick_that_keeps_something_else(folders, tmp_path):
    """The bytes change on their way to the disk: found by reading back, and nothing is left."""

    def write(out):
        out.write(b"what was meant")
        out.flush()
        (part,) = tmp_path.iterdir()
        part.write_bytes(b"what was kept!")

    with pytest.raises(ReadBackFailedError):
        folders.write(tmp_path, "a.hbz", write)
    assert names(tmp_path) == []


def test_a_part_that_cannot_be_removed_hides_no_first_error(folders, tmp_path):
    (tmp_path / "a.hbz.part").mkdir()
    with pytest.raises(PlaceVanishedError):
        folders.write(tmp_path, "a.hbz", lambda _: None)
