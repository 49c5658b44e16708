"""Doors, Uitwisselen, Instellingen and Hulp at every letter size: nothing is cut at 1366 pixels."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QAbstractScrollArea, QPushButton, QScrollArea, QWidget

from huisbezoek.app.binding import Binding
from huisbezoek.app.exchange_steps import watch_uses
from huisbezoek.app.exchange_uses import exchange_desk_uses
from huisbezoek.app.settings_uses import help_uses, settings_uses
from huisbezoek.model.usecases.ports.profile import Backup, DatabaseDamagedError
from huisbezoek.model.usecases.ports.profile_labels import ProfileLabel
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.main_window import House, MainWindow
from huisbezoek.ui.models.folder_watch import FolderWatch
from huisbezoek.ui.models.sticks import no_volumes
from huisbezoek.ui.pages.exchange_desk_page import ExchangeDeskPage
from huisbezoek.ui.pages.first_start_page import Step
from huisbezoek.ui.pages.help_page import HelpPage
from huisbezoek.ui.pages.settings_page import SettingsPage
from huisbezoek.ui.widgets.page_frame import PageFrame
from tests.ui.stage import NOW, Stage, coordinator_profile, workbench_on

SIZES = (100, 200)


@pytest.fixture
def stage(qtbot, tmp_path: Path) -> Iterator[Stage]:
    made = Stage(tmp_path)
    yield made
    made.look.apply("light", 100)
    made.end()


def overflow(page: QWidget) -> int:
    """How many pixels any scrolling sheet in sight is too wide."""
    areas = [area for area in page.findChildren(QScrollArea) if area.isVisible()]
    return max((area.horizontalScrollBar().maximum() for area in areas), default=0)


@pytest.mark.parametrize("percent", SIZES)
def test_the_doors_fit(stage, percent) -> None:
    stage.look.apply("light", percent)
    page = stage.first_start()
    for step in set(Step) - {Step.EMERGENCY_SHEET}:
        page.show_step(step)
        assert overflow(page) == 0, step
    label = ProfileLabel(stage.place.profiles / "a1", "Riet Jansen", "visitor", "Welzijn")
    stage.labels = lambda: (label,)
    page = stage.unlock()
    assert overflow(page) == 0
    page.forgot_password()
    assert overflow(page) == 0
    page.findChild(QPushButton, "open_answer").click()
    assert overflow(page) == 0
    page._offer_backup((Backup(stage.place.profiles, NOW),), DatabaseDamagedError())
    assert overflow(page) == 0


@pytest.fixture
def window(stage, qtbot) -> Iterator[MainWindow]:
    profile = coordinator_profile(stage.parts, stage.place.profiles / "a1")
    workbench, lanes = workbench_on(stage, profile)
    bound = Binding(stage.parts, profile, stage.chooser, "Anneke de Wit")
    program = SimpleNamespace(
        preferences=stage.preferences,
        change_preferences=stage.change_preferences,
        keep_keys=lambda _: None,
        encrypt_anew=lambda _: None,
        restore_backup=lambda *_: None,
    )
    watch = FolderWatch(workbench, watch_uses(bound, no_volumes))
    pages = {
        PageName.EXCHANGE: ExchangeDeskPage(
            workbench, stage.look, exchange_desk_uses(bound, watch)
        ),
        PageName.SETTINGS: SettingsPage(workbench, stage.look, settings_uses(program, bound)),
        PageName.HELP: HelpPage(stage.look, help_uses(bound)),
    }
    made = MainWindow(stage.look)
    made.resize(1366, 768)
    makers = {name: partial(dict.get, pages, name) for name in pages}
    house = House(stage.look, makers, list(pages))
    made.show_inside(house)
    made.show()
    house.go(Destination(PageName.EXCHANGE))
    qtbot.waitUntil(lambda: pages[PageName.EXCHANGE]._seen is not None, timeout=20_000)
    yield made
    closed = []
    lanes.close(lambda: closed.append(True))
    qtbot.waitUntil(lambda: bool(closed))
    profile.database.close()
    made.close_now()
    qtbot.waitUntil(lambda: not made.isVisible())


@pytest.mark.parametrize("percent", SIZES)
def test_the_pages_fit(stage, window, percent) -> None:
    stage.look.apply("light", percent)
    house = window.inside()
    for page in (PageName.EXCHANGE, PageName.SETTINGS, PageName.HELP):
        house.go(Destination(page))
        frame = house._pages[page].findChild(PageFrame)
        assert frame.demanded_width() <= frame.width(), page
        assert overflow(house._pages[page]) == 0, page


def test_everything_that_takes_the_focus_has_a_name(stage, window) -> None:
    house = window.inside()
    for page in (PageName.EXCHANGE, PageName.SETTINGS, PageName.HELP):
        house.go(Destination(page))
        for widget in house._pages[page].findChildren(QWidget):
            is_stop = widget.focusPolicy() and not isinstance(widget, QScrollArea)
            if is_stop and not widget.objectName().startswith("qt_"):
                text = widget.text() if hasattr(widget, "text") else ""
                is_inner = isinstance(widget.parent(), QAbstractScrollArea)
                assert is_inner or widget.accessibleName() or text, widget.objectName()
