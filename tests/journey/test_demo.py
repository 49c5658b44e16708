"""The story that the demo plays on the real pages, and that it fails when a page does nothing."""

import contextlib
import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdf
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QWidget

from huisbezoek.__main__ import main
from huisbezoek.app.story import make_cast
from huisbezoek.commands.chapters.differing import settle_difference
from huisbezoek.commands.chapters.people import COLLEAGUE_PASSWORD, COORDINATOR_PASSWORD
from huisbezoek.commands.demo import story
from huisbezoek.commands.player import Player
from huisbezoek.commands.stage import Condition, Step, StoryFailedError

STEPS = 16
PATIENCE_SECONDS = 4
PAGES = {
    "coordinator": (
        *("eerste-start", "waarmee-beginnen", "organisatie", "noodblad", "overzicht", "hulp"),
        *("lijst-inlezen", "lijst-kolommen", "lijst-controle", "lijst-klaar", "instellingen"),
        *("inwoners", "inwoners-aan-de-beurt", "inwoner", "inwoner-verslag", "brieven", "antwoord"),
        *("bezoekers", "bezoeker-toevoegen", "inwoners-toewijzen", "startbestand"),
        *("uitwisselen", "uitgewisseld", "paklijst", "tweede-coordinator", "overdragen"),
        *("staat-nog-op-laptop", "paklijst-overdracht", "overgedragen-bevestigd", "verschillen"),
        *("verschil-gekozen", "oud-bestand", "laptop-kwijt", "laptop-kwijt-lijst"),
        *("wacht-op-besluit", "toch-lezen", "ronde", "ronde-aangenomen"),
    ),
    "collega": ("profiel-staat-klaar", "eerste-bestand", "alles-gelezen"),
    "bezoeker": (
        *("eerste-start", "startcode", "vandaag", "vandaag-bezoek", "bellen", "afspraak", "hulp"),
        *("gesprek-toestemming", "gesprek", "inleveren", "uitwisselen", "uitgewisseld"),
        *("inwoners", "instellingen", "overgedragen", "vandaag-ronde"),
    ),
    "opvolger": ("overgenomen", "overgenomen-inwoner"),
}


@dataclass(frozen=True)
class Played:
    """What a whole story left behind, and what it said; the folder may be played on in."""

    out: Path
    status: int
    said: str
    complaints: str
    kinds: Counter[str]


@pytest.fixture(scope="module")
def played(qapp, tmp_path_factory) -> Played:
    """The story, played once for all tests, as `demo` plays it where there is no screen."""
    out = tmp_path_factory.mktemp("demo") / "uit"
    said, complaints = io.StringIO(), io.StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(complaints),
    ):
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
            patch.delenv(name, raising=False)
        status = main(["demo", "--out", str(out), "--json"])
    kinds = Counter(path.suffix for path in out.iterdir() if path.is_file())
    return Played(out, status, said.getvalue(), complaints.getvalue(), kinds)


def test_the_story_holds_and_each_step_tells_what_it_did(played) -> None:
    """`demo` without a screen says so and plays the headless story."""
    assert played.status == 0, played.complaints
    assert [line for line in played.complaints.splitlines() if "scherm" in line] == [
        "Er is hier geen scherm. Het verhaal van de oefenmodus wordt nu zonder venster gespeeld."
    ]
    steps = [json.loads(line) for line in played.said.splitlines()]
    assert [step["step"] for step in steps] == list(range(1, STEPS + 1))
    assert all(step["ok"] and step["sentence"] for step in steps)
    assert all(count > 0 for step in steps for count in step["counts"].values())
    new = steps[-2]["counts"]["nieuw_bij_riet"]
    assert steps[-1]["counts"] == {"coordinatoren_gelijk": 2, "bij_riet": 1 + new}


def test_the_story_leaves_everything_in_its_folder(played) -> None:
    assert (played.kinds[".hbstart"], played.kinds[".pdf"]) == (3, 2)
    assert played.kinds[".hbz"] >= 1
    assert sorted(one.name for one in (played.out / "profielen").iterdir() if one.is_dir()) == [
        "bezoeker",
        "collega",
        "coordinator",
        "opvolger",
    ]
    letters = next(path for path in played.out.glob("brieven*.pdf"))
    assert len(pypdf.PdfReader(letters).pages) > 10
    assert "Noodblad" in "".join(page.extract_text() for page in sheet(played.out).pages)
    assert check_pictures(played.out) >= 55


def sheet(out: Path) -> pypdf.PdfReader:
    return pypdf.PdfReader(next(out.glob("*oodblad*.pdf")))


def check_pictures(out: Path) -> int:
    """Each page in each role has a picture of a whole window with something on it."""
    taken = sorted(out.glob("*.png"))
    for role, pages in PAGES.items():
        named = {path.stem.split("-", 2)[2] for path in taken if path.name.startswith(role)}
        assert set(pages) <= named, role
    for path in taken:
        image = QImage(str(path))
        assert image.width() >= 1000, path.name
        colours = {image.pixel(x, y) for x in range(0, 1000, 50) for y in range(20, 600, 20)}
        assert len(colours) > 2, path.name
    return len(taken)


def test_a_folder_with_something_in_it_is_left_alone(qapp, capsys, tmp_path) -> None:
    (tmp_path / "bewaren.txt").write_text("van iemand anders", encoding="utf-8")
    assert main(["demo", "--headless", "--out", str(tmp_path), "--json"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "niet leeg" in said.err
    assert [one.name for one in tmp_path.iterdir()] == ["bewaren.txt"]


class Broken:
    """A story in which the button of one name does nothing from the moment it appears."""

    def __init__(self, steps: Step, window: QWidget, name: str) -> None:
        self.removed: list[QAbstractButton] = []
        self._steps = steps
        self._window = window
        self._name = name
        self.player = Player(self._play())

    def _play(self) -> Iterator[Condition]:
        for condition in self._steps:
            yield condition
            self._break()

    def _break(self) -> None:
        for button in self._window.findChildren(QAbstractButton, self._name):
            if button.isVisible() and button not in self.removed:
                button.clicked.disconnect()
                self.removed.append(button)
                # What comes now never happens: nobody needs to wait long for it.
                self.player.wait_at_most(PATIENCE_SECONDS)


def play(qtbot, cast, broken: Broken) -> Exception | None:
    """How the story ended; everybody closed the program after it."""
    with qtbot.waitSignal(broken.player.ended, timeout=240_000) as ending:
        broken.player.start()
    for actor in cast.actors:
        actor.program.end()
        qtbot.waitUntil(actor.has_ended, timeout=30_000)
    return ending.args[0]


@pytest.mark.parametrize(
    ("role", "button", "held"),
    [
        ("coordinator", "mark_sent", 3),
        # These play nearly the whole story before they fail.
        pytest.param("visitor", "hand_in", 6, marks=pytest.mark.faults),
        pytest.param("coordinator", "read_bundles", 7, marks=pytest.mark.faults),
        pytest.param("coordinator", "confirm_hand_over", 9, marks=pytest.mark.faults),
        pytest.param("coordinator", "confirm_laptop_lost", 13, marks=pytest.mark.faults),
    ],
)
def test_a_page_without_its_handler_fails_the_story(qtbot, tmp_path, role, button, held) -> None:
    told: list[int] = []
    (tmp_path / "uit").mkdir()
    cast = make_cast(
        tmp_path / "uit", lambda number, _sentence, _counts: told.append(number), pictures=False
    )
    broken = Broken(story(cast), getattr(cast, role).stage.window, button)
    error = play(qtbot, cast, broken)
    assert isinstance(error, StoryFailedError)
    assert len(broken.removed) == 1, error
    assert told == list(range(1, held + 1))


def unlocked_and_differing(cast) -> Step:
    """Both coordinators open their profile again, and change the same."""
    for actor, password in (
        (cast.coordinator, COORDINATOR_PASSWORD),
        (cast.colleague, COLLEAGUE_PASSWORD),
    ):
        stage = actor.stage
        actor.program.start()
        yield stage.shows("field_unlock_password")
        stage.fill("field_unlock_password", password)
        stage.click("unlock")
        yield stage.shows("page_overview")
        yield actor.is_idle
    stage = cast.coordinator.stage
    stage.go_to("inwoners")
    yield stage.shows("residents_list")
    yield lambda: bool(stage.rows("residents_list"))
    # The first has the number of the story already.
    cast.paper.due = stage.rows("residents_list")[1:]
    yield from settle_difference(cast)


def test_a_difference_that_nobody_can_decide_fails_the_story(qtbot, played) -> None:
    """Played on with the laptops that the whole story left, so that it need not begin anew."""
    assert played.status == 0, played.complaints
    told: list[int] = []
    cast = make_cast(
        played.out, lambda number, _sentence, _counts: told.append(number), pictures=False
    )
    cast.forward(10, 0)
    broken = Broken(unlocked_and_differing(cast), cast.coordinator.stage.window, "keep_1")
    error = play(qtbot, cast, broken)
    assert isinstance(error, StoryFailedError)
    assert len(broken.removed) == 1, error
    assert told == []
