"""The frame: pages, the trail back, keys, the menu bar, the band of the practice mode."""

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.main_window import House, MainWindow
from huisbezoek.ui.widgets.dialog_frame import DialogFrame


class Plain(QWidget):
    """A page that remembers how it was opened."""

    go = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.opened: list[tuple[str, str]] = []

    def open(self, subject: str, detail: str) -> None:
        self.opened.append((subject, detail))


PAGES = (PageName.TODAY, PageName.RESIDENTS, PageName.HELP)


@pytest.fixture
def house(look) -> House:
    return House(look, dict.fromkeys((*PAGES, PageName.RESIDENT), Plain), PAGES)


@pytest.fixture
def window(look, shown, house) -> MainWindow:
    made = shown(MainWindow(look), 1366, 768)
    made.show_inside(house)
    house.go(Destination(PageName.TODAY))
    yield made
    made.close_now()


def page_of(house: House, page: PageName) -> Plain:
    return house.findChild(Plain, f"page_{page.name.lower()}")


def test_going_and_coming_back(window, house) -> None:
    house.go(Destination(PageName.RESIDENTS))
    house.go(Destination(PageName.RESIDENT, "abc", "kaart"))
    assert page_of(house, PageName.RESIDENT).opened == [("abc", "kaart")]
    house.back()
    assert house.current == Destination(PageName.RESIDENTS)
    house.back()
    house.back()
    assert house.current == Destination(PageName.TODAY)


def test_keys_go_to_pages_and_f1_to_the_help_of_the_present_page(window, house, qtbot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert house.current == Destination(PageName.RESIDENTS)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert house.current == Destination(PageName.HELP, "inwoners")
    qtbot.keyClick(window, Qt.Key.Key_F1)
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert house.current == Destination(PageName.RESIDENTS)


def test_the_menu_bar_shows_after_alt_or_f10_and_its_keys_work_without_it(window, qtbot) -> None:
    bar = window.menuBar()
    assert not bar.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F10)
    assert bar.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F10)
    assert not bar.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Alt)
    assert bar.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Alt)
    assert not bar.isVisible()
    for is_shown in (True, False):
        # As the keyboard has it: the window gets a key before what has the focus.
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Alt)
        assert bar.isVisible() is is_shown
    qtbot.keyPress(window, Qt.Key.Key_Alt)
    qtbot.keyClick(window, Qt.Key.Key_X, Qt.KeyboardModifier.AltModifier)
    qtbot.keyRelease(window, Qt.Key.Key_Alt)
    assert not bar.isVisible()
    with qtbot.waitSignal(window.lock_asked):
        qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(window.letters_asked) as asked:
        qtbot.keyClick(window, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == [-10]


def test_the_menu_offers_the_pages_of_the_house_only(window, house) -> None:
    menu = window.menuBar().actions()[0]
    assert menu.isVisible()
    window.findChild(QAction, "go_residents").trigger()
    assert house.current == Destination(PageName.RESIDENTS)
    window.show_inside(QWidget())
    assert not window.menuBar().actions()[0].isVisible()
    window.go(PageName.RESIDENTS)
    window.show_help()


def test_a_lock_takes_an_open_dialog_away_too(window, look) -> None:
    dialog = DialogFrame(look, window, "Notitie voor Anneke")
    dialog.show()
    window.show_inside(QWidget())
    assert not dialog.isVisible()


def test_the_practice_band_is_in_sight_and_grows_with_the_letters(window, look) -> None:
    band = next(one for one in window.findChildren(QLabel) if one.property("band") == "practice")
    assert not band.isVisible()
    window.set_practice(practice=True)
    assert band.isVisible()
    assert "OEFENMODUS" in window.windowTitle()
    small = band.height()
    look.apply("light", 200)
    assert band.height() > small
    look.apply("light", 100)


def test_closing_waits_for_who_owns_the_profile(window, qtbot) -> None:
    with qtbot.waitSignal(window.closing):
        window.close()
    assert window.isVisible()
    window.close_now()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_the_narrow_form_follows_the_window(window, house) -> None:
    assert not house.sidebar._is_narrow
    window.resize(1000, 700)
    assert house.sidebar._is_narrow


def test_files_that_arrived_are_offered_on_the_first_page_only(window, house) -> None:
    offer = house.findChild(QWidget, "waiting_files")
    assert not offer.isVisible()
    house.show_waiting_files("Er ligt 1 bestand voor u klaar.")
    assert offer.isVisible()
    house.go(Destination(PageName.RESIDENTS))
    assert not offer.isVisible()
    house.show_waiting_files("Er liggen 2 bestanden voor u klaar.")
    assert not offer.isVisible(), "nobody is disturbed at work"
    house.go(Destination(PageName.TODAY))
    assert offer.isVisible()
    assert offer.title.text() == "Er liggen 2 bestanden voor u klaar."
    house.show_waiting_files("")
    assert not offer.isVisible()
