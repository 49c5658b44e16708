"""The list of cards: by mouse and keyboard, for the reader, in three widths."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from huisbezoek.ui.widgets.chip import ChipValue
from huisbezoek.ui.widgets.list_card import CardModel, ListCard
from huisbezoek.ui.widgets.list_layout import CardRow, GroupRow, lay_out
from huisbezoek.ui.widgets.page_frame import PageFrame

FIRST = CardRow(
    "first",
    "Mevrouw Van der Veen-de Boer",
    "Kerkstraat 12",
    "VB",
    ChipValue("wacht 4 dagen", "wait"),
    "Brief verstuurd op 5 november. Er is nog niet gebeld.",
    "Bellen",
    "phone",
)
SECOND = CardRow("second", "Meneer Bruïne", "Beukenhof 2", "JB", None, "", "Bevestigen")
ROWS = [GroupRow("Wacht langer", 1), FIRST, GroupRow("Deze week", 1), SECOND]


@pytest.fixture
def cards(qtbot, look):
    window = QWidget()
    box = QVBoxLayout(window)
    made = ListCard(look, "Wie wacht")
    made.set_rows(ROWS)
    box.addWidget(made)
    box.addStretch(1)
    qtbot.addWidget(window)
    window.resize(1000, 600)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield made
    window.close()


def row_rect(cards, place):
    return cards.visualRect(cards.model().index(place, 0))


def test_the_model_is_sound(look, qtmodeltester):
    model = CardModel()
    model.set_rows(ROWS)
    qtmodeltester.check(model)


def test_arrows_skip_group_headings_and_enter_starts_the_next_step(qtbot, cards):
    cards.setFocus(Qt.FocusReason.TabFocusReason)
    assert cards.current_id() == "first"
    qtbot.keyClick(cards, Qt.Key.Key_Down)
    assert cards.current_id() == "second"
    with qtbot.waitSignal(cards.activated_row) as told:
        qtbot.keyClick(cards, Qt.Key.Key_Return)
    assert told.args == ["second"]
    with qtbot.waitSignal(cards.opened_row) as told:
        qtbot.keyClick(cards, Qt.Key.Key_Space)
    assert told.args == ["second"]


def test_a_click_on_the_painted_button_starts_the_next_step_and_elsewhere_does_not(
    qtbot, look, cards
):
    box = row_rect(cards, 1)
    target = cards.itemDelegate().target_rect(box, FIRST)
    assert target.height() >= 24
    with qtbot.waitSignal(cards.activated_row) as told:
        qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=target.center())
    assert told.args == ["first"]
    with qtbot.assertNotEmitted(cards.activated_row):
        place = box.topLeft() + QPoint(100, 20)
        qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert cards.current_id() == "first"


def test_a_card_without_a_button_is_activated_as_a_whole(qtbot, cards):
    cards.set_rows([CardRow("plain", "Mevrouw Ümit", "Lindelaan 41", "FÜ")])
    place = row_rect(cards, 0).center()
    with qtbot.waitSignal(cards.activated_row) as told:
        qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["plain"]


def test_the_reader_hears_name_address_chip_and_why(cards):
    reader = QAccessible.queryAccessibleInterface(cards)
    spoken = reader.child(1).text(QAccessible.Text.Name)
    for part in (FIRST.name, FIRST.address, "wacht 4 dagen", "Er is nog niet gebeld", "Bellen"):
        assert part in spoken
    assert reader.child(0).text(QAccessible.Text.Name) == "Wacht langer 1"


def test_the_view_is_as_tall_as_its_rows(qtbot, look, cards):
    qtbot.waitUntil(lambda: cards.height() == cards.heightForWidth(cards.width()))
    assert cards.verticalScrollBar().maximum() == 0
    before = cards.height()
    look.apply("light", 200)
    qtbot.waitUntil(lambda: cards.height() == cards.heightForWidth(cards.width()))
    assert cards.height() > before
    assert cards.verticalScrollBar().maximum() == 0


def test_the_current_person_stays_current_after_a_refresh(cards):
    cards.set_current("second")
    cards.set_rows([SECOND, FIRST])
    assert cards.current_id() == "second"
    cards.set_rows([FIRST])
    assert cards.current_id() == ""


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("units", [40, 70, 120])
def test_nothing_in_a_card_overlaps_or_sticks_out(look, percent, units):
    look.apply("light", percent)
    width = look.look.u(units)
    layout = lay_out(look.look, FIRST, width, look.look.u(24))
    sheet = layout.circle.united(layout.name).united(layout.address)
    for box in (sheet, layout.why, layout.button):
        assert box.left() >= 0
        assert box.right() <= width
        assert box.bottom() <= layout.size.height()
    assert not layout.name.intersects(layout.button)
    assert not layout.why.intersects(layout.button)
    assert not layout.name.intersects(layout.address)


def test_a_long_list_asks_for_more_at_its_end(qtbot, look):
    cards = ListCard(look, "Inwoners", scrolls=True)
    qtbot.addWidget(cards)
    rows = [CardRow(str(number), f"Persoon {number}") for number in range(60)]
    with qtbot.waitSignal(cards.more_needed):
        cards.set_rows(rows, has_more=True)
        cards.resize(700, 500)
        cards.show()
        cards.scrollToBottom()
        cards.model().fetchMore(cards.rootIndex())
    cards.append_rows([CardRow("last", "Persoon 60")], has_more=False)
    assert len(cards.rows()) == 61
    assert not cards.model().canFetchMore(cards.rootIndex())


def test_a_double_click_beside_the_button_opens_the_card(qtbot, cards):
    place = row_rect(cards, 1).topLeft() + QPoint(100, 20)
    with qtbot.waitSignal(cards.opened_row) as told:
        qtbot.mouseDClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["first"]


def test_the_menu_key_asks_for_the_rest_at_the_current_card(qtbot, cards):
    cards.set_current("first")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    with qtbot.waitSignal(cards.menu_requested) as told:
        QApplication.sendEvent(cards.viewport(), event)
    assert told.args[0] == "first"
    assert cards.focus_rectangle().height() > 24


def test_the_mouse_over_a_painted_button_shows_that_it_can_be_pressed(qtbot, cards):
    target = cards.itemDelegate().target_rect(row_rect(cards, 1), FIRST)
    qtbot.mouseMove(cards.viewport(), target.center())
    qtbot.waitUntil(lambda: cards.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor)
    qtbot.mouseMove(cards.viewport(), row_rect(cards, 1).topLeft() + QPoint(100, 20))
    qtbot.waitUntil(lambda: cards.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor)


def test_the_current_card_comes_into_sight_in_a_scrolling_page(qtbot, look, shown):
    page = PageFrame(look, "Vandaag")
    cards = ListCard(look, "Wie wacht")
    cards.set_rows([replace(FIRST, id=str(number)) for number in range(30)])
    page.content.addWidget(cards)
    shown(page, 1300, 600)
    bar = page.body.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    cards.setFocus(Qt.FocusReason.TabFocusReason)
    for _step in range(20):
        qtbot.keyClick(cards, Qt.Key.Key_Down)
    port = page.body.viewport()
    place = cards.viewport().mapTo(port, cards.focus_rectangle().center())
    assert port.rect().contains(place)
    assert bar.value() > 0
