"""The exchange folder: what is for this laptop, what was read, and which work waits."""

import os
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from huisbezoek.model.domain.cards import ResidentCard, VisitorCard
from huisbezoek.model.domain.events import Assigned, AssignmentEnded, CallLogged, CallOutcome
from huisbezoek.model.domain.office_events import ResidentsRemoved
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.transfer.folders import Folders
from huisbezoek.model.usecases.exchange_folder import (
    ExchangePlace,
    FolderLook,
    RememberedFiles,
    UnsentWork,
    exchange_place,
    keep_carried,
    look_in_folder,
    offered,
    remember_files,
    remembered_files,
    unread,
    unsent_work,
)
from huisbezoek.model.usecases.exchange_news import ExchangeNews, news_between, people_here
from huisbezoek.model.usecases.exchange_view import keep_exchange_folder
from huisbezoek.model.usecases.ports.sealed_bundles import BundleDamagedError
from huisbezoek.model.usecases.ports.transfer import (
    ArrivedFile,
    FileLockedError,
    PlaceVanishedError,
)
from tests.open_profile import OpenProfile, open_profile
from tests.profiles import TODAY, identifier

RIET = identifier(700)


@dataclass
class Bundles:
    """Says of each file whose it is by its first letter, and counts the questions."""

    asked: list[str] = field(default_factory=list)

    def is_for(self, path: Path, _keys: object) -> bool:
        self.asked.append(path.name)
        first = path.read_bytes()[:1]
        if first == b"h":
            raise BundleDamagedError
        if first == b"l":
            raise FileLockedError
        if first == b"g":
            raise PlaceVanishedError
        return first == b"m"


@pytest.fixture
def parts() -> Any:
    return SimpleNamespace(bundles=Bundles(), transfer=Folders(os.urandom), keys=None)


@pytest.fixture
def profile(tmp_path):
    with open_profile(tmp_path / "profile") as opened:
        yield opened


def names(files: tuple[ArrivedFile, ...]) -> list[str]:
    return [file.path.name for file in files]


def test_only_what_our_key_opens_is_for_us(parts, tmp_path) -> None:
    for name, content in (
        ("mine.hbz", b"m1"),
        ("other.hbz", b"o2"),
        ("half.hbz", b"h3"),
        ("locked.hbz", b"l4"),
        ("gone.hbz", b"g5"),
        ("part.hbz.part", b"m6"),
        ("x.sync-conflict-20261122-1-A.hbz", b"m7"),
        ("photo.jpg", b"m8"),
    ):
        (tmp_path / name).write_bytes(content)
    look = look_in_folder(parts, tmp_path)
    assert names(look.for_me) == ["mine.hbz"]
    assert look.others == ("other.hbz",)
    assert look.half == ("gone.hbz", "half.hbz", "locked.hbz", "part.hbz.part")
    assert look.conflicts == ("x.sync-conflict-20261122-1-A.hbz",)
    assert look.foreign == ("photo.jpg",)
    assert "photo.jpg" not in parts.bundles.asked


def test_with_a_look_before_a_file_must_be_the_same_twice(parts, tmp_path) -> None:
    file = tmp_path / "mine.hbz"
    file.write_bytes(b"m")
    first = look_in_folder(parts, tmp_path, FolderLook(tmp_path))
    assert first.for_me == ()
    assert first.half == ("mine.hbz",)
    assert parts.bundles.asked == []
    file.write_bytes(b"more")
    second = look_in_folder(parts, tmp_path, first)
    assert second.for_me == ()
    third = look_in_folder(parts, tmp_path, second)
    assert names(third.for_me) == ["mine.hbz"]


def test_a_file_that_changed_without_growing_is_looked_at_again(parts, tmp_path) -> None:
    file = tmp_path / "mine.hbz"
    file.write_bytes(b"o")
    look = look_in_folder(parts, tmp_path)
    file.write_bytes(b"m")
    os.utime(file, ns=(1, 1))
    look = look_in_folder(parts, tmp_path, look)
    assert look.half == ("mine.hbz",)
    assert names(look_in_folder(parts, tmp_path, look).for_me) == ["mine.hbz"]


def test_a_look_at_another_folder_is_no_look_before(parts, tmp_path) -> None:
    (tmp_path / "mine.hbz").write_bytes(b"m")
    elsewhere = look_in_folder(parts, tmp_path)
    elsewhere = FolderLook(tmp_path / "other", seen=elsewhere.seen)
    assert look_in_folder(parts, tmp_path, elsewhere).half == ("mine.hbz",)


def test_what_is_for_others_is_tried_once_until_it_changes(parts, tmp_path) -> None:
    file = tmp_path / "other.hbz"
    file.write_bytes(b"o")
    look = look_in_folder(parts, tmp_path)
    for _ in range(3):
        look = look_in_folder(parts, tmp_path, look)
        assert look.others == ("other.hbz",)
    assert parts.bundles.asked == ["other.hbz"]
    file.write_bytes(b"mine now")
    look = look_in_folder(parts, tmp_path, look_in_folder(parts, tmp_path, look))
    assert names(look.for_me) == ["other.hbz"]


def test_half_files_in_pieces_are_read_when_they_are_whole(parts, tmp_path) -> None:
    """As Syncthing, a browser and a slow copy make files: no look ever takes half of one."""
    whole = b"m" + bytes(999)
    growing = tmp_path / "growing.hbz"
    engine = tmp_path / ".syncthing.engine.hbz.tmp"
    browser = tmp_path / "browser.hbz.crdownload"
    look = FolderLook(tmp_path)
    for size in range(0, len(whole), 100):
        for path in (growing, engine, browser):
            path.write_bytes(whole[:size])
        look = look_in_folder(parts, tmp_path, look)
        assert look.for_me == (), "half a file was taken"
    growing.write_bytes(whole)
    for path, name in ((engine, "engine.hbz"), (browser, "browser.hbz")):
        path.write_bytes(whole)
        path.rename(tmp_path / name)
    look = look_in_folder(parts, tmp_path, look)
    assert look.for_me == ()
    look = look_in_folder(parts, tmp_path, look)
    assert names(look.for_me) == ["browser.hbz", "engine.hbz", "growing.hbz"]
    assert look.half == ()


def test_a_folder_that_vanished_is_told(parts, tmp_path) -> None:
    with pytest.raises(PlaceVanishedError):
        look_in_folder(parts, tmp_path / "weg")


# --- what is remembered ----------------------------------------------------------------------


def look_at(*stamps: tuple[str, int, int]) -> FolderLook:
    files = tuple(ArrivedFile(Path("/stick") / name, size, at) for name, size, at in stamps)
    return FolderLook(Path("/stick"), for_me=files, seen=frozenset(stamps))


def test_files_that_were_read_are_not_offered_again(profile) -> None:
    a, b, c = ("a.hbz", 1, 1), ("b.hbz", 2, 2), ("c.hbz", 3, 3)
    files = profile.do(remember_files, {a, b, c}, read=[a], refused=[b])
    assert files == profile.do(remembered_files) == RememberedFiles(frozenset({a}), frozenset({b}))
    look = look_at(a, b, c)
    assert names(unread(look, files)) == ["b.hbz", "c.hbz"]
    assert names(offered(look, files)) == ["c.hbz"]
    changed = look_at(("a.hbz", 1, 9))
    assert names(offered(changed, files)) == ["a.hbz"]


def test_what_was_refused_and_later_read_is_read(profile) -> None:
    a = ("a.hbz", 1, 1)
    profile.do(remember_files, {a}, refused=[a])
    assert profile.do(remember_files, {a}, read=[a]) == RememberedFiles(frozenset({a}))


def test_files_that_left_the_folder_are_forgotten(profile) -> None:
    a, b = ("a.hbz", 1, 1), ("b.hbz", 2, 2)
    profile.do(remember_files, {a, b}, read=[a], refused=[b])
    assert profile.do(remember_files, {b}) == RememberedFiles(refused=frozenset({b}))


def test_nothing_new_writes_nothing(profile) -> None:
    a = ("a.hbz", 1, 1)
    profile.do(remember_files, {a}, read=[a])
    _, changes = profile.do_and_tell(remember_files, {a}, read=[a])
    assert not changes.local


def test_the_place_is_kept(profile, tmp_path) -> None:
    assert profile.do(exchange_place) == ExchangePlace()
    profile.do(keep_exchange_folder, tmp_path)
    assert profile.do(exchange_place).folder == tmp_path


# --- unsent work -----------------------------------------------------------------------------


def call(profile: OpenProfile) -> None:
    at = datetime(2026, 11, 1, 10, 0)  # noqa: DTZ001 - as people say it
    visit = identifier(900)
    profile.record(SubjectKind.VISIT, visit, CallLogged(CallOutcome.NO_ANSWER, at))


def test_work_waits_until_it_stood_on_a_stick(profile) -> None:
    assert profile.do(unsent_work).operations == 0
    assert profile.do(unsent_work).oldest is None
    call(profile)
    call(profile)
    profile.do(
        lambda writing: writing.change_card(
            Subject(SubjectKind.VISITOR, RIET), VisitorCard(name="Riet Jansen")
        )
    )
    work = profile.do(unsent_work)
    assert work.kinds == {"call_logged": 2, "card": 1}
    assert work.operations == 3
    assert work.oldest is not None
    assert work.oldest.tzinfo is UTC
    profile.do(keep_carried, work.up_to)
    assert profile.do(unsent_work) == UnsentWork(up_to=work.up_to)
    call(profile)
    assert profile.do(unsent_work).kinds == {"call_logged": 1}


def test_what_was_taken_along_is_never_forgotten_again(profile) -> None:
    call(profile)
    last = profile.do(unsent_work).up_to
    profile.do(keep_carried, last)
    _, changes = profile.do_and_tell(keep_carried, last - 1)
    assert not changes.local
    assert profile.do(unsent_work).operations == 0


def test_what_the_program_notes_by_itself_is_no_work(profile) -> None:
    removed = ResidentsRemoved("d1" * 16, (identifier(1),), date(2026, 11, 1))
    profile.record(SubjectKind.VISITOR, RIET, removed)
    assert profile.do(unsent_work).operations == 0


# --- news ------------------------------------------------------------------------------------


def test_news_names_who_came_who_changed_and_who_went(profile) -> None:
    def card(surname: str, **more: str) -> ResidentCard:
        return ResidentCard(surname=surname, street="Dorpsstraat", house_number="1", **more)

    assigned = Assigned(RIET, TODAY)
    stays = profile.add(card("Blijver"), assigned)
    goes = profile.add(card("Ganger"), assigned)
    profile.add(card("Ander"))
    before = profile.ask(people_here, RIET, TODAY)
    assert set(before) == {stays, goes}
    comes = profile.add(card("Komer"), assigned)
    profile.do(
        lambda writing: writing.change_card(
            Subject(SubjectKind.RESIDENT, stays), card("Blijver", telephone="+31600000001")
        )
    )
    profile.record(SubjectKind.RESIDENT, goes, AssignmentEnded(RIET, TODAY))
    after = profile.ask(people_here, RIET, TODAY)
    assert set(after) == {stays, comes}
    news = news_between(before, after)
    assert [("Komer" in one.name, one.changed) for one in news.new] == [(True, ())]
    assert [("Blijver" in one.name, one.changed) for one in news.changed] == [
        (True, ("telephone",))
    ]
    assert ["Ganger" in one.name for one in news.gone] == [True]
    assert news_between(after, after) == ExchangeNews()
