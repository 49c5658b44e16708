"""The story that the demo plays on the real pages, and that it fails when a page does nothing."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QWidget

from huisbezoek.__main__ import main
from huisbezoek.app.story import make_cast
from huisbezoek.commands.demo import story
from huisbezoek.commands.stage import Condition, Player, StoryFailedError

PATIENCE_SECONDS = 8
PAGES = {
    "coordinator": (
        *("eerste-start", "waarmee-beginnen", "organisatie", "noodblad", "overzicht", "hulp"),
        *("lijst-inlezen", "lijst-kolommen", "lijst-controle", "lijst-klaar", "instellingen"),
        *("inwoners", "inwoners-aan-de-beurt", "inwoner", "inwoner-verslag", "brieven", "antwoord"),
        *("bezoekers", "bezoeker-toevoegen", "inwoners-toewijzen", "startbestand"),
        *("uitwisselen", "uitgewisseld"),
    ),
    "bezoeker": (
        *("eerste-start", "startcode", "vandaag", "vandaag-bezoek", "bellen", "afspraak", "hulp"),
        *("gesprek-toestemming", "gesprek", "inleveren", "uitwisselen", "uitgewisseld"),
        *("inwoners", "instellingen"),
    ),
}


@pytest.fixture
def no_screen(monkeypatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


def test_the_story_holds_and_leaves_everything_in_its_folder(
    qapp, no_screen, capsys, tmp_path
) -> None:
    """`demo` without a screen says so and plays the headless story."""
    out = tmp_path / "uit"
    status = main(["demo", "--out", str(out), "--json"])
    said = capsys.readouterr()
    assert status == 0, said.err
    assert [line for line in said.err.splitlines() if "scherm" in line] == [
        "Er is hier geen scherm. Het verhaal van de oefenmodus wordt nu zonder venster gespeeld."
    ]
    steps = [json.loads(line) for line in said.out.splitlines()]
    assert [step["step"] for step in steps] == list(range(1, 9))
    assert all(step["ok"] and step["sentence"] for step in steps)
    assert all(count > 0 for step in steps for count in step["counts"].values())
    kinds = Counter(path.suffix for path in out.iterdir() if path.is_file())
    # Her report, the answer to it, and what she gives back in the same go.
    assert (kinds[".hbstart"], kinds[".hbz"], kinds[".pdf"]) == (1, 3, 2)
    assert sorted(one.name for one in (out / "profielen").iterdir() if one.is_dir()) == [
        "bezoeker",
        "coordinator",
    ]
    letters = next(path for path in out.glob("brieven*.pdf"))
    assert len(pypdf.PdfReader(letters).pages) > 10
    assert "Noodblad" in "".join(page.extract_text() for page in sheet(out).pages)
    pictures = check_pictures(out)
    assert pictures >= 30


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


def without_handler(
    steps: Iterator[Condition], window: QWidget, name: str, removed: list[QAbstractButton]
) -> Iterator[Condition]:
    """The same story, but the button of this name does nothing from the moment it appears."""
    while True:
        for button in window.findChildren(QAbstractButton, name):
            if button.isVisible() and button not in removed:
                button.clicked.disconnect()
                removed.append(button)
        condition = next(steps, None)
        if condition is None:
            return
        yield condition


@pytest.mark.parametrize(
    ("role", "button", "held"),
    [
        ("coordinator", "mark_sent", 3),
        ("visitor", "hand_in", 6),
        # The longest of the three: it plays nearly the whole story before it fails.
        pytest.param("coordinator", "read_bundles", 7, marks=pytest.mark.faults),
    ],
)
def test_a_page_without_its_handler_fails_the_story(qtbot, tmp_path, role, button, held) -> None:
    told: list[int] = []
    (tmp_path / "uit").mkdir()
    cast = make_cast(tmp_path / "uit", lambda number, _sentence, _counts: told.append(number))
    removed: list[QAbstractButton] = []
    window = getattr(cast, role).stage.window
    player = Player(without_handler(story(cast), window, button, removed), PATIENCE_SECONDS)
    with qtbot.waitSignal(player.ended, timeout=240_000) as ending:
        player.start()
    assert len(removed) == 1
    assert isinstance(ending.args[0], StoryFailedError)
    assert told == list(range(1, held + 1))
    for actor in (cast.coordinator, cast.visitor):
        actor.program.end()
        qtbot.waitUntil(actor.has_ended, timeout=30_000)
