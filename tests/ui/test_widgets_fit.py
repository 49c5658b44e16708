"""Widgets that give way: what they do where there is little room, and where letters are large."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import HeroCard, HeroWords
from huisbezoek.ui.widgets.card_grid import CardGrid
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.month_chart import MonthBar, MonthChart
from huisbezoek.ui.widgets.page_frame import PageFrame
from huisbezoek.ui.widgets.painting import text_size, together
from huisbezoek.ui.widgets.room_list import RoomList, RoomValue
from huisbezoek.ui.widgets.table import Table
from huisbezoek.ui.widgets.text import Text
from huisbezoek.ui.widgets.week_grid import WeekGrid
from huisbezoek.ui.widgets.week_model import Block, GridDay, GridEntry, GridWords
from huisbezoek.ui.widgets.week_painter import DayPlace, entry_boxes
from tests.people import TODAY, at
from tests.ui.resident_window import settle

Shown = Callable[..., QWidget]


class WindowWatch(QObject):
    """Notes every widget that becomes a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_window = isinstance(watched, QWidget) and watched.isWindow()
        if event.type() == QEvent.Type.Show and is_window:
            self.seen.append(type(watched).__name__)
        return False


def tab_order(first: QPushButton) -> list[str]:
    """The words of the buttons that Tab reaches after this one."""
    words, stop = [], first.nextInFocusChain()
    while stop is not first:
        words += [stop.text()] if isinstance(stop, QPushButton) else []
        stop = stop.nextInFocusChain()
    return words


def test_of_many_cards_the_first_stand_there_at_once_and_tab_goes_in_order(
    look: LookSource, shown: Shown, qtbot: QtBot
) -> None:
    made: list[int] = []

    def card(number: int) -> QWidget:
        made.append(number)
        return Button(look, str(number))

    def show(*numbers: int) -> None:
        grid.set_cards([(number, partial(card, number)) for number in numbers])

    grid = CardGrid(look)
    first, last = QPushButton("first"), QPushButton("last")
    sheet = QWidget()
    box = QVBoxLayout(sheet)
    for widget in (first, grid, last):
        box.addWidget(widget)
    show(*range(30))
    assert made == [*range(6)], "what nobody sees is not made on"
    shown(sheet, 900, 600)
    qtbot.waitUntil(lambda: len(made) == 30)
    assert tab_order(first) == [*map(str, range(30)), "last"]
    sheet.hide()
    others = (*range(29, 4, -1), *range(40, 60))
    show(*others)
    assert made == [*range(30), *range(40, 46)], "a card that says the same stays"
    grid.finish()
    assert tab_order(first) == [*map(str, others), "last"]
    sheet.show()
    settle()
    cards = {int(one.text()): one for one in grid.findChildren(Button)}
    assert sorted(cards) == sorted(others)
    assert all(one.isVisible() for one in cards.values())
    assert cards[29].y() < cards[5].y()


def test_a_number_stays_with_its_word(look: LookSource) -> None:
    assert together("Kerkstraat 12, 84 jaar") == "Kerkstraat 12, 84\N{NO-BREAK SPACE}jaar"
    assert together("10.30 Mevrouw Smit") == "10.30 Mevrouw Smit"
    font = look.look.font()
    width = text_size(font, "Kerkstraat 12, 84").width() + 4
    one_line = text_size(font, "84 jaar").height()
    assert text_size(font, "Kerkstraat 12, 84 jaar", width).height() == 2 * one_line


def test_no_part_of_a_card_becomes_a_window(qapp: QObject, look: LookSource, shown: Shown) -> None:
    sheet = QWidget()
    box = QVBoxLayout(sheet)
    shown(sheet)
    watch = WindowWatch()
    qapp.installEventFilter(watch)
    words = HeroWords("Mevrouw Smit", "Haar dochter is erbij.", lead="10.30", lead_note="Vandaag")
    box.addWidget(HeroCard(look, words))
    line = Text(look, "Zelfde buurt")
    line.setVisible(True)
    box.addWidget(line)
    hidden = Text(look, "Later")
    hidden.hide()
    hidden.setVisible(True)
    box.addWidget(hidden)
    settle()
    qapp.removeEventFilter(watch)
    assert watch.seen == []
    assert line.isVisible()
    assert hidden.isVisible()
    assert sheet.isActiveWindow()


def test_cells_stand_below_the_names_where_they_do_not_fit_beside_them(
    look: LookSource, shown: Shown
) -> None:
    rooms = RoomList(look)
    rooms.set_rooms(
        [
            RoomValue("Anja van den Brink", 6, 6, "vol", "vol"),
            RoomValue("Mo Kok", 1, 2, "nog 1", "nog 1"),
        ]
    )
    sheet = QWidget()
    QVBoxLayout(sheet).addWidget(rooms)
    shown(sheet, 900, 300)
    settle()
    wide = [cells.y() for _name, cells, _words in rooms._parts]
    names = [name.geometry() for name, _cells, _words in rooms._parts]
    assert all(name.top() <= y <= name.bottom() for name, y in zip(names, wide, strict=True))
    sheet.resize(320, 300)
    settle()
    for name, cells, words in rooms._parts:
        assert cells.y() > name.geometry().center().y()
        assert name.height() < 2 * text_size(name.font(), "A").height()
        assert words.x() > name.x()


def test_a_head_of_a_table_follows_the_letters(look: LookSource) -> None:
    table = Table(look, "Beurten")
    table.set_rows(("Maand", "Plaats"), (("December", "12"),))
    small = table.figures.headerData(
        0, Qt.Orientation.Horizontal, Qt.ItemDataRole.FontRole
    ).pointSizeF()
    look.apply("light", 200)
    large = table.figures.headerData(
        0, Qt.Orientation.Horizontal, Qt.ItemDataRole.FontRole
    ).pointSizeF()
    assert large == 2 * small


def test_a_name_above_a_choice_is_heard_with_it(look: LookSource, shown: Shown) -> None:
    group = ChoiceGroup(look, "Wie gaat?", [Choice("a", "Zelfde buurt.", "Els Bakker")])
    plain = ChoiceGroup(look, "Wie gaat?", [Choice("a", "Zelfde buurt.")])
    sheet = QWidget()
    box = QVBoxLayout(sheet)
    box.addWidget(group)
    box.addWidget(plain)
    shown(sheet, 500, 300)
    row, without = group.rows()["a"], plain.rows()["a"]
    assert row.accessibleName() == "Els Bakker. Zelfde buurt."
    assert without.accessibleName() == ""
    assert row.heightForWidth(400) > without.heightForWidth(400)


def test_bars_that_fit_leave_no_room_for_numbers(look: LookSource) -> None:
    chart = MonthChart(look)
    chart.set_months([MonthBar("dec", 3, 4, "december")], "een maand")
    low = chart.heightForWidth(400)
    chart.set_months([MonthBar("dec", 5, 4, "december")], "een maand")
    assert chart.heightForWidth(400) > low


@pytest.mark.parametrize(
    ("starts", "minutes", "top", "height"),
    [((8, 0), 60, 0, 80), ((8, 15), 60, 20, 80), ((9, 0), 90, 80, 120), ((19, 30), 60, 920, 40)],
)
def test_an_appointment_stands_on_its_own_minutes(
    look: LookSource, starts: tuple[int, int], minutes: int, top: int, height: int
) -> None:
    entry = GridEntry("a", at(TODAY, *starts), minutes, "Mevrouw Smit", ("S",), "")
    (box,) = entry_boxes(
        look.look, Block(0, 0, 1, (entry,)), DayPlace(QRect(0, 0, 200, 24 * 40), 40)
    )
    air = look.look.u(0.25)
    assert (box.top(), box.height()) == (top + air, height - 2 * air)


def test_who_tabs_into_a_page_sees_where_she_is(
    look: LookSource, shown: Shown, qtbot: QtBot
) -> None:
    frame = PageFrame(look, "Lang")
    above, below = QPushButton("Boven"), QPushButton("Onder")
    frame.content.addWidget(above)
    frame.content.addSpacing(3000)
    frame.content.addWidget(below)
    shown(frame, 800, 500)
    settle()
    frame.body.verticalScrollBar().setValue(3000)
    below.setFocus()
    assert above.visibleRegion().isEmpty()
    above.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: not above.visibleRegion().isEmpty())


def test_days_of_a_week_stay_in_sight(look: LookSource, shown: Shown) -> None:
    frame = PageFrame(look, "Agenda")
    grid = WeekGrid(look, "Week", GridWords("{0} {1}", "{0} {1} {2}", "{0} {1} {2}"))
    first = date(2026, 11, 23)
    days = [first + timedelta(days=number) for number in range(7)]
    grid.set_week([GridDay(day, f"dag {day.day}", f"dag {day.day}") for day in days], [])
    frame.content.addWidget(grid)
    shown(frame, 1100, 500)
    settle()
    frame.body.verticalScrollBar().setValue(400)
    head = grid.horizontalHeader()
    assert head.y() > 0
    assert not head.visibleRegion().isEmpty()
    top = head.mapTo(frame.body.viewport(), head.rect().topLeft()).y()
    assert top == 0
    frame.body.verticalScrollBar().setValue(0)
    assert head.y() == 0
