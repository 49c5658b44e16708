"""What the tests of the window share: the look, and windows that live as long as their test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from huisbezoek.ui.theme import LookSource
from tests.ui.desk import Desk, MadeDesk, make_desk, open_desk
from tests.ui.stage import Stage, two_laptops


@pytest.fixture(scope="session")
def one_look(qapp: QApplication, repository: Path) -> LookSource:
    """The program has one look too; making it loads the fonts into the application for good."""
    return LookSource(qapp, repository / "resources")


@pytest.fixture
def look(one_look: LookSource) -> LookSource:
    """The light look at 100 %, whatever the test before left."""
    one_look.apply("light", 100)
    one_look.show_mnemonics(shown=False)
    return one_look


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[..., QWidget]:
    """Shows a widget as the active window of a given size, and keeps it until the test is over."""
    windows: list[QWidget] = []

    def show(widget: QWidget, width: int = 700, height: int = 500) -> QWidget:
        windows.append(widget)
        qtbot.addWidget(widget)
        widget.resize(width, height)
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()
        return widget

    return show


@pytest.fixture
def stack(shown: Callable[..., QWidget]) -> Callable[..., QWidget]:
    """Shows widgets under each other in one window."""

    def put(*widgets: QWidget) -> QWidget:
        window = QWidget()
        box = QVBoxLayout(window)
        for widget in widgets:
            box.addWidget(widget)
        return shown(window)

    return put


@pytest.fixture(scope="session")
def made_desk(tmp_path_factory: pytest.TempPathFactory) -> MadeDesk:
    """A coordinator's profile, made once."""
    return make_desk(tmp_path_factory.mktemp("made") / "desk")


@pytest.fixture
def desk(
    made_desk: MadeDesk, tmp_path: Path, look: LookSource, shown: Callable[..., QWidget]
) -> Iterator[Desk]:
    """A coordinator's desk with a real profile of its own."""
    with open_desk(made_desk, tmp_path / "desk", look, shown) as opened:
        yield opened


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    """What the doors ask of the program, on an empty folder."""
    made = Stage(tmp_path)
    yield made
    made.end()


@pytest.fixture(scope="session")
def laptops(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A coordinator's and a visitor's profile, made once: each test works on a copy of its own."""
    return two_laptops(tmp_path_factory.mktemp("laptops"))


@pytest.fixture
def stick(stage: Stage, tmp_path: Path) -> Path:
    """An empty stick, which is what a person chooses."""
    folder = tmp_path / "BLAUW"
    folder.mkdir()
    stage.chooser.path = folder
    return folder
