"""What lies in an exchange folder: finished, half, conflict copies, foreign; nothing is touched."""

import os
from pathlib import Path

import pytest

from huisbezoek.model.domain.shown_names import LONGEST, shown_name
from huisbezoek.model.transfer.file_names import NameKind, kind_of_name
from huisbezoek.model.transfer.folders import Folders
from huisbezoek.model.usecases.ports.transfer import FolderContents, PlaceVanishedError

OURS = "huisbezoek 23 november 7F3K.hbz"


@pytest.fixture
def folders() -> Folders:
    return Folders(os.urandom)


def put(folder: Path, *names: str, content: bytes = b"x") -> None:
    for name in names:
        (folder / name).write_bytes(content)


def finished(contents: FolderContents) -> list[str]:
    return [file.path.name for file in contents.finished]


@pytest.mark.parametrize(
    "name",
    [
        "huisbezoek 23 november 7F3K.hbz.part",
        "huisbezoek 23 november 7F3K.hbz.tmp",
        ".syncthing.huisbezoek 23 november 7F3K.hbz.tmp",
        "~syncthing~huisbezoek 23 november 7F3K.hbz.tmp",
        "Niet-bevestigd 123456.crdownload",
        "huisbezoek 23 november 7F3K.hbz.CRDOWNLOAD",
        "huisbezoek 23 november 7F3K.hbz.download",
        "huisbezoek 23 november 7F3K.hbz.filepart",
    ],
)
def test_half_files_are_known_by_their_names(folders, tmp_path, name) -> None:
    put(tmp_path, name)
    contents = folders.contents(tmp_path)
    assert contents.half == (name,)
    assert contents.finished == contents.conflicts == contents.foreign == ()


def test_an_empty_file_is_half(folders, tmp_path) -> None:
    put(tmp_path, OURS, content=b"")
    assert folders.contents(tmp_path) == FolderContents(half=(OURS,))


@pytest.mark.parametrize(
    "name",
    [
        "huisbezoek 23 november 7F3K.sync-conflict-20261122-101010-ABCDEFG.hbz",
        "huisbezoek 23 november 7F3K (conflicted copy 2026-11-22 101010).hbz",
        "huisbezoek 23 november 7F3K (conflicted copy anneke).hbz",
        "huisbezoek 23 november 7F3K (Annekes conflicted copy 2026-11-22).hbz",
        "huisbezoek 23 november 7F3K (Annekes conflicterende kopie).hbz",
    ],
)
def test_conflict_copies_are_never_read(folders, tmp_path, name) -> None:
    put(tmp_path, name)
    assert folders.contents(tmp_path) == FolderContents(conflicts=(name,))


@pytest.mark.parametrize(
    "name",
    [
        "huisbezoek 23 november 7F3K (1).hbz",
        "huisbezoek 23 november 7F3K - kopie.hbz",
        "huisbezoek 23 november 7F3K copy.hbz",
        "huisbezoek 23 november 7F3K-LAPTOP-RIET.hbz",
        "huisbezoek 23 november 7F3K-2.hbz",
    ],
)
def test_a_second_copy_is_one_only_when_its_bytes_are_the_same(folders, tmp_path, name) -> None:
    put(tmp_path, OURS, content=b"one")
    put(tmp_path, name, content=b"two")
    assert finished(folders.contents(tmp_path)) == sorted([OURS, name])
    put(tmp_path, name, content=b"one")
    contents = folders.contents(tmp_path)
    assert finished(contents) == [OURS]
    assert contents.conflicts == (name,)


def test_a_copy_whose_first_is_gone_is_read(folders, tmp_path) -> None:
    put(tmp_path, "huisbezoek (1).hbz", "huisbezoek (2).hbz")
    contents = folders.contents(tmp_path)
    assert finished(contents) == ["huisbezoek (1).hbz"]
    assert contents.conflicts == ("huisbezoek (2).hbz",)


def test_other_files_are_named_and_the_rest_is_passed_over(folders, tmp_path) -> None:
    put(tmp_path, "vakantie.jpg", ".DS_Store", "~lock", "start.hbstart")
    (tmp_path / "map.hbz").mkdir()
    (tmp_path / "link.hbz").symlink_to(tmp_path / "vakantie.jpg")
    (tmp_path / "dode link.hbz").symlink_to(tmp_path / "nergens")
    assert folders.contents(tmp_path) == FolderContents(foreign=("start.hbstart", "vakantie.jpg"))
    assert len(list(tmp_path.iterdir())) == 7, "nothing was taken away"


def test_foreign_files_are_not_even_opened(folders, tmp_path) -> None:
    put(tmp_path, "geheim.txt")
    (tmp_path / "geheim.txt").chmod(0)
    assert folders.contents(tmp_path).foreign == ("geheim.txt",)


def test_a_file_that_is_finished_says_when_it_changed(folders, tmp_path) -> None:
    put(tmp_path, OURS)
    os.utime(tmp_path / OURS, ns=(5, 7_000_000_000))
    (file,) = folders.contents(tmp_path).finished
    assert file.stamp == (OURS, 1, 7_000_000_000)


def test_a_folder_that_is_gone_is_an_error_for_a_person(folders, tmp_path) -> None:
    with pytest.raises(PlaceVanishedError):
        folders.contents(tmp_path / "weg")


def test_what_vanishes_during_the_look_is_not_there(folders, tmp_path, monkeypatch) -> None:
    put(tmp_path, OURS)
    put(tmp_path, "huisbezoek 23 november 7F3K (1).hbz")

    class Vanishing:
        """Entries of which one is gone when it is asked."""

        def __init__(self, entry: os.DirEntry[str]) -> None:
            self.path, self._entry = entry.path, entry

        def is_file(self, *, follow_symlinks: bool) -> bool:
            return self._entry.is_file(follow_symlinks=follow_symlinks)

        def stat(self, *, follow_symlinks: bool) -> os.stat_result:
            os.unlink(self.path)  # noqa: PTH108 - as another program does
            return self._entry.stat(follow_symlinks=follow_symlinks)

    class Entries(list):
        def __enter__(self) -> "Entries":
            return self

        def __exit__(self, *_: object) -> None:
            return None

    with os.scandir(tmp_path) as real:
        entries = Entries(Vanishing(entry) for entry in list(real))
    monkeypatch.setattr("os.scandir", lambda _: entries)
    # Their sizes were cached or not: either way nothing fails and nothing vanished is opened.
    contents = folders.contents(tmp_path)
    assert contents.conflicts == ()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (OURS, NameKind.FINISHED),
        ("HUISBEZOEK.HBZ", NameKind.FINISHED),
        ("a(1).hbz", NameKind.MAYBE_COPY),
        ("kopie van a.hbz", NameKind.MAYBE_COPY),
        ("~$a.hbz", NameKind.HIDDEN),
        ("a.hbz.txt", NameKind.FOREIGN),
        ("hbz", NameKind.FOREIGN),
    ],
)
def test_what_a_name_says(name, kind) -> None:
    assert kind_of_name(name, ".hbz") is kind


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (OURS, OURS),
        ("a\u202egpj.hbz", "agpj.hbz"),
        ("a\x00\n\tb", "ab"),
        ("a\u2066\u200b b  c", "a b c"),
        ("\u202e", "?"),
        ("", "?"),
        ("bad\udcff.hbz", "bad.hbz"),
    ],
)
def test_names_are_shown_without_signs_that_cannot_be_seen(name, shown) -> None:
    assert shown_name(name) == shown


def test_a_long_name_keeps_its_beginning_and_its_end() -> None:
    shown = shown_name("x" * 500 + " einde.hbz")
    assert len(shown) == LONGEST
    assert shown.startswith("xxx")
    assert shown.endswith(" einde.hbz")
