"""The watch on the exchange folder: it finds what came, and that the place vanished."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from huisbezoek.model.domain.errors import EnvironmentFailedError
from huisbezoek.model.usecases.exchange_folder import (
    FolderLook,
    exchange_place,
    remember_files,
)
from huisbezoek.model.usecases.exchange_view import keep_exchange_folder
from huisbezoek.model.usecases.ports.transfer import ArrivedFile, PlaceVanishedError
from huisbezoek.ui.models.folder_watch import FolderWatch, Sight, WatchUses
from huisbezoek.ui.models.sticks import Volume
from huisbezoek.ui.workbench import Workbench
from tests.open_profile import open_profile
from tests.ui.immediate_lanes import ImmediateLanes


def look(folder: Path, before: FolderLook | None) -> FolderLook:
    """Every file is for us as soon as it was seen twice."""
    if not folder.is_dir():
        raise PlaceVanishedError
    files = tuple(ArrivedFile(path, path.stat().st_size) for path in sorted(folder.iterdir()))
    seen = before.seen if before is not None else frozenset()
    return FolderLook(
        folder,
        for_me=tuple(file for file in files if file.stamp in seen),
        seen=frozenset(file.stamp for file in files),
    )


class Lanes(ImmediateLanes):
    """Holds files work back when asked, as a busy lane does."""

    is_busy = False

    def __init__(self, profile) -> None:
        super().__init__(profile)
        self.waiting: list[Callable[[], None]] = []

    def carry(self, work: Callable, done: Callable, failed: Callable) -> None:
        def run() -> None:
            super(Lanes, self).carry(work, done, failed)

        if self.is_busy:
            self.waiting.append(run)
        else:
            run()


class Scene:
    """A watch on a profile, with the sticks that a test says are in."""

    def __init__(self, profile, look=look) -> None:
        self.lanes = Lanes(profile)
        self.workbench = Workbench(self.lanes)
        self.volumes: tuple[Volume, ...] = ()
        self.watch = FolderWatch(
            self.workbench, WatchUses(exchange_place, look, lambda: self.volumes)
        )
        self.offers: list[int] = []
        self.sights: list[Sight] = []
        self.looks: list[FolderLook] = []
        self.errors: list[Exception] = []
        self.watch.offering.connect(self.offers.append)
        self.watch.seen.connect(self.sights.append)
        self.watch.found.connect(self.looks.append)
        self.workbench.failed.connect(self.errors.append)

    def keep(self, folder: Path) -> None:
        self.workbench.do(lambda writing: keep_exchange_folder(writing, folder))


@pytest.fixture
def profile(tmp_path):
    with open_profile(tmp_path / "profile") as opened:
        yield opened


@pytest.fixture
def scene(qapp, profile):
    made = Scene(profile)
    yield made
    made.watch.stop()


@pytest.fixture
def folder(tmp_path) -> Path:
    made = tmp_path / "Nextcloud"
    made.mkdir()
    return made


def test_a_file_is_offered_once_it_was_there_twice(scene, folder) -> None:
    scene.keep(folder)
    scene.watch.start()
    assert scene.watch.sight.place is not None
    assert scene.offers == []
    (folder / "a.hbz").write_bytes(b"a")
    scene.watch.look_now()
    assert scene.offers == []
    assert scene.watch._soon.isActive(), "a second look comes soon"
    scene.watch.look_now()
    assert scene.offers == [1]
    scene.watch.look_now()
    assert scene.offers == [1], "only what changed is told"
    assert [len(one.for_me) for one in scene.looks] == [0, 0, 1]


def test_what_was_read_is_offered_no_more(scene, folder) -> None:
    (folder / "a.hbz").write_bytes(b"a")
    scene.keep(folder)
    scene.watch.start()
    scene.watch.look_now()
    stamps = [file.stamp for file in scene.watch.sight.look.for_me]
    scene.workbench.do(lambda writing: remember_files(writing, set(stamps), read=stamps))
    assert scene.offers == [1, 0]


def test_a_folder_that_vanishes_and_comes_back(scene, folder) -> None:
    scene.keep(folder)
    scene.watch.start()
    assert scene.watch._files.directories() == [str(folder)]
    shutil.rmtree(folder)
    scene.watch.look_now()
    assert scene.watch.sight == Sight(is_known=True)
    folder.mkdir()
    scene.watch.look_now()
    assert scene.watch.sight.place.folder == folder
    assert scene.watch._files.directories() == [str(folder)]
    assert [sight.place is not None for sight in scene.sights] == [True, False, True]


def test_a_stick_is_found_by_itself_and_not_held_in(scene, folder) -> None:
    scene.watch.start()
    assert scene.watch.sight == Sight()
    scene.volumes = (Volume(folder, "BLAUW", "vfat", is_removable=True),)
    scene.watch.look_now()
    assert scene.watch.sight.place.name == "BLAUW"
    assert scene.watch._files.directories() == []
    scene.volumes = ()
    scene.watch.look_now()
    assert scene.watch.sight.place is None


def test_of_two_sticks_none_is_chosen(scene, folder, tmp_path) -> None:
    scene.volumes = tuple(
        Volume(place, place.name, "vfat", is_removable=True) for place in (folder, tmp_path)
    )
    scene.watch.start()
    assert scene.watch.sight == Sight(stick_count=2)


def test_another_folder_is_followed_at_once(scene, folder, tmp_path) -> None:
    scene.watch.start()
    scene.keep(folder)
    assert scene.watch.sight.place.folder == folder
    other = tmp_path / "other"
    other.mkdir()
    scene.keep(other)
    assert scene.watch.sight.place.folder == other
    assert scene.watch._files.directories() == [str(other)]


def test_looks_do_not_pile_up(scene, folder) -> None:
    scene.keep(folder)
    scene.watch.start()
    scene.lanes.is_busy = True
    for _ in range(5):
        scene.watch.look_now()
    assert len(scene.lanes.waiting) == 1
    scene.lanes.waiting.pop()()
    assert len(scene.lanes.waiting) == 1, "one more look, for what was asked meanwhile"
    scene.lanes.waiting.pop()()
    assert scene.lanes.waiting == []


def test_no_look_while_an_exchange_is_on_its_way(scene, folder) -> None:
    scene.keep(folder)
    scene.watch.start()
    scene.watch.pause(paused=True)
    (folder / "a.hbz").write_bytes(b"a")
    scene.watch.look_now()
    assert scene.watch.sight.look.seen == frozenset()
    scene.watch.pause(paused=False)
    assert len(scene.watch.sight.look.seen) == 1


def test_a_place_that_vanishes_during_the_look_is_no_failure(qapp, profile, folder) -> None:
    def vanishing(_folder: Path, _before: FolderLook | None) -> FolderLook:
        raise PlaceVanishedError

    scene = Scene(profile, vanishing)
    scene.keep(folder)
    scene.watch.start()
    assert scene.watch.sight == Sight(is_known=True)
    assert scene.errors == []
    scene.watch.stop()


def test_a_mistake_in_a_look_is_told_and_does_not_stop_the_watch(qapp, profile, folder) -> None:
    mistakes = [ValueError()]

    def failing(place: Path, before: FolderLook | None) -> FolderLook:
        if mistakes:
            raise mistakes.pop()
        return look(place, before)

    scene = Scene(profile, failing)
    scene.keep(folder)
    scene.watch.start()
    assert [type(error) for error in scene.errors] == [ValueError]
    scene.watch.look_now()
    assert scene.watch.sight.place is not None
    scene.watch.stop()


def test_a_change_in_the_folder_calls_for_a_look_soon(scene, folder, qtbot) -> None:
    scene.keep(folder)
    scene.watch.start()
    scene.watch._soon.stop()
    with qtbot.waitSignal(scene.watch._files.directoryChanged, timeout=5_000):
        (folder / "a.hbz").write_bytes(b"a")
    assert scene.watch._soon.isActive()


def test_answers_after_the_end_are_let_go(qapp, profile, folder) -> None:
    from shiboken6 import delete

    for failing in (False, True):

        def answer(place: Path, before: FolderLook | None, *, bad: bool = failing) -> FolderLook:
            if bad:
                raise ValueError
            return look(place, before)

        scene = Scene(profile, answer)
        scene.lanes.is_busy = True
        scene.keep(folder)
        assert scene.lanes.waiting
        delete(scene.watch)
        for run in scene.lanes.waiting:
            run()
        assert scene.sights == []
        assert scene.errors == []


def test_the_error_of_a_place_is_one_of_the_computer() -> None:
    assert issubclass(PlaceVanishedError, EnvironmentFailedError)
