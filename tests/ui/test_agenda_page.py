"""Agenda: by mouse and by key, for a visitor and for a coordinator."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import icalendar
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QMenu, QWidget

from huisbezoek.app.agenda_uses import agenda_uses
from huisbezoek.model.domain.availability import AwayPeriod
from huisbezoek.model.domain.events import AppointmentMade, ContactKind
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.domain.visits import VisitState, VisitStatus
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs.agenda_choices import WhoDialog
from huisbezoek.ui.dialogs.agenda_sheet import AppointmentSheet
from huisbezoek.ui.dialogs.appointment_dialog import AppointmentDialog
from huisbezoek.ui.dialogs.day_dialog import DayDialog
from huisbezoek.ui.dialogs.question_dialog import QuestionDialog
from huisbezoek.ui.pages.agenda_page import AgendaPage
from huisbezoek.ui.printing import PrintLook
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.list_card import ListCard
from huisbezoek.ui.widgets.list_layout import CardRow, GroupRow
from huisbezoek.ui.widgets.month_picker import MonthPicker
from huisbezoek.ui.widgets.week_grid import WeekGrid
from tests.people import READY, TODAY, at, day
from tests.ui.desk import Desk, VisitorBinding, choose, fill, press
from tests.ui.resident_window import named, settle, swept, words

DialogT = TypeVar("DialogT", bound=QWidget)
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


class OwnBinding(VisitorBinding):
    """As `Binding`, for a visitor's own agenda."""

    is_coordinator = False


@dataclass
class Work:
    """Riet and her agenda on a desk."""

    desk: Desk
    riet: str

    def show(self, subject: str = "", detail: str = "") -> AgendaPage:
        return self._shown(OwnBinding(self.desk.bound, self.riet, "Riet Jansen"), subject, detail)

    def show_all(self) -> AgendaPage:
        return self._shown(self.desk.bound)

    def _shown(self, bound: object, subject: str = "", detail: str = "") -> AgendaPage:
        uses = agenda_uses(bound, PrintLook())
        papers = replace(
            uses.papers, print_sheets=lambda _parent, sheets: self.desk.printed.extend(sheets)
        )
        uses = replace(uses, papers=papers)
        page = AgendaPage(self.desk.workbench, self.desk.look, uses)
        self.desk.show(page, subject, detail)
        return page

    def agreed(self, visitor: str = "", **card: object) -> str:
        resident = self.desk.add_resident(**{"telephone": "+31600000112", **card})
        self.desk.give(visitor or self.riet, resident)
        return self.desk.agreed(resident)

    def appointed(self, in_days: int, hour: int = 10, visitor: str = "", **card: object) -> str:
        visit = self.agreed(visitor, **card)
        starts = at(day(in_days), hour)
        identifier, kind = self.desk.next_id(), ContactKind.HOME_VISIT
        made = AppointmentMade(identifier, starts, 60, kind, TODAY, "", "haar dochter", "trap")
        self.desk.record(SubjectKind.VISIT, visit, made)
        return visit

    def visit(self, identifier: str) -> VisitState:
        return self.desk.ask(lambda reading: reading.visit(identifier))


@pytest.fixture
def work(desk: Desk) -> Work:
    return Work(desk, desk.add_visitor())


def rows(page: QWidget) -> list[CardRow | GroupRow]:
    settle()
    return list(named(page, "appointments", ListCard).rows())


def grid(page: QWidget) -> WeekGrid:
    if not named(page, "week", WeekGrid).isVisible():
        strike(page, Qt.Key.Key_F6)
    settle()
    return named(page, "week", WeekGrid)


def spoken(week: WeekGrid) -> str:
    return str(week.currentIndex().data(SPOKEN))


def strike(page: QWidget, key: Qt.Key) -> None:
    """A key while the focus is somewhere on the page."""
    button = named(page, "go_today")
    button.setFocus()
    QTest.keyClick(button, key)


def trigger(menu: QMenu, name: str) -> None:
    next(one for one in menu.actions() if one.objectName() == name).trigger()


def dialog(page: QWidget, kind: type[DialogT]) -> DialogT:
    settle()
    return next(one for one in page.window().findChildren(kind) if one.isVisible())


def test_without_appointments_it_says_where_to_begin(work: Work) -> None:
    page = work.show()
    assert "Nog geen afspraken\nMaak er een vanuit Vandaag." in words(page)
    press(page, "leave_empty_agenda")
    assert work.desk.went_to == [Destination(PageName.TODAY)]
    all_page = work.show_all()
    press(all_page, "leave_empty_agenda")
    assert work.desk.went_to[-1] == Destination(PageName.RESIDENTS)


def test_the_list_says_the_day_the_holiday_and_what_to_think_of(work: Work) -> None:
    work.appointed(2, 19, surname="Smeenk")
    work.appointed(32, 10)
    page = work.show()
    group, card = rows(page)
    assert group.text == "Woensdag 25 november 2026"
    assert card.chip.text == "19.00 uur"
    assert card.why == "Let op: avond. Nog niet bevestigd. 60 minuten. Haar dochter. Trap."
    assert "Week 48 tot en met 51: 23 november tot en met 20 december 2026. 1 afspraak." in words(
        page
    )
    page.open(detail="2026-12-24")
    assert rows(page)[0].text == "Vrijdag 25 december 2026. Eerste Kerstdag"
    page.open(detail="2027-03-01")
    assert "In deze vier weken staan geen afspraken." in words(page)
    page.open(detail="2026-10-01")
    assert "De volgende is op woensdag 25 november 2026." in words(page)


def test_the_week_names_its_days_and_what_its_edges_mean(work: Work) -> None:
    work.appointed(2, 14)
    page = work.show()
    grid(page)
    assert (
        "Week 48: 23 tot en met 29 november 2026. 1 afspraak. Streepjes: niet bevestigd."
        in words(page)
    )


def test_large_letters_leave_room_for_a_whole_card(
    work: Work, look: LookSource, shown: Callable[..., QWidget]
) -> None:
    look.apply("contrast", 200)
    work.appointed(2, 14, surname="van der Veen")
    page = work.show()
    assert "Week 48 tot en met 51. 1 afspraak." in words(page)
    assert named(page, "week_before").text() == "V&orige"
    assert named(page, "week_before").accessibleName() == "Vorige week"
    found = named(page, "appointments", ListCard)
    found.set_current(next(row.id for row in found.rows() if isinstance(row, CardRow)))
    card = found.focus_rectangle()
    foot = found.viewport().mapTo(page, card.bottomLeft()).y()
    assert foot < named(page, "new_appointment").mapTo(page, QPoint(0, 0)).y()


def test_a_key_goes_to_today_in_another_week_as_well(work: Work) -> None:
    work.appointed(2, 14)
    page = work.show()
    week = grid(page)
    strike(page, Qt.Key.Key_PageDown)
    strike(page, Qt.Key.Key_T)
    assert spoken(week).startswith("maandag 23 november 2026, Vandaag, 10.00 uur")


def test_a_list_begins_at_its_beginning(work: Work) -> None:
    for days in range(1, 12):
        work.appointed(days)
    page = work.show()
    grid(page).setFocus()
    bar = page._frame.body.verticalScrollBar()
    bar.setValue(bar.maximum())
    strike(page, Qt.Key.Key_F6)
    settle()
    assert bar.value() == 0


def test_a_week_begins_at_its_first_appointment(work: Work) -> None:
    work.appointed(2, 14, surname="Smeenk")
    assert "Mevrouw Smeenk" in spoken(grid(work.show()))


def test_keys_leaf_through_weeks_and_go_to_today(work: Work) -> None:
    work.appointed(2)
    page = work.show()
    for key, number in (
        (Qt.Key.Key_PageDown, "Week 49"),
        (Qt.Key.Key_PageDown, "Week 50"),
        (Qt.Key.Key_PageUp, "Week 49"),
        (Qt.Key.Key_T, "Week 48"),
    ):
        strike(page, key)
        assert number in words(page)


def test_an_opened_appointment_is_confirmed_or_leads_to_the_resident(work: Work) -> None:
    visit = work.appointed(2)
    page = work.show()
    people = named(page, "appointments", ListCard)
    people.setFocus()
    people.set_current(visit)
    QTest.keyClick(people, Qt.Key.Key_Return)
    press(page, "do_confirm_appointment")
    press(page, "save_step")
    assert work.visit(visit).status is VisitStatus.CONFIRMED
    assert rows(page)[1].why.startswith("Bevestigd.")
    QTest.keyClick(people, Qt.Key.Key_Return)
    swept()
    press(page, "do_resident")
    assert work.desk.went_to == [Destination(PageName.RESIDENT, work.visit(visit).resident)]


def test_an_appointment_is_cancelled_from_its_menu(work: Work) -> None:
    visit = work.appointed(2)
    page = work.show()
    menu = page.menu_of(page.item(visit))
    names = {one.objectName() for one in menu.actions()}
    assert {"menu_move_appointment", "menu_cancel_appointment", "menu_resident"} <= names
    trigger(menu, "menu_cancel_appointment")
    choose(page, "answer_other_day")
    press(page, "save_step")
    assert work.visit(visit).status is VisitStatus.TO_SCHEDULE


def test_today_the_talk_starts_here_but_not_for_a_coordinator(work: Work) -> None:
    visit = work.appointed(0)
    page = work.show()
    trigger(page.menu_of(page.item(visit)), "menu_start_visit")
    assert work.desk.went_to == [Destination(PageName.TALK, visit)]
    of_all = work.show_all()
    names = {one.objectName() for one in of_all.menu_of(of_all.item(visit)).actions()}
    assert "menu_start_visit" not in names


def test_by_keys_an_appointment_moves_and_asks_once(work: Work) -> None:
    visit = work.appointed(2, 14, surname="Smeenk")
    page = work.show()
    week = grid(page)
    week.set_current(at(day(2), 14))
    assert spoken(week).startswith(
        "woensdag 25 november 2026, 14.00 uur. Mevrouw Smeenk. Havenkade"
    )
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(week, Qt.Key.Key_Down, control)
    QTest.keyClick(week, Qt.Key.Key_Right, control)
    assert "Nieuwe tijd: donderdag 26 november, 14.30 uur" in words(page)
    QTest.keyClick(week, Qt.Key.Key_Escape)
    assert not named(page, "move_hint").isVisible()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(week, key, control)
    QTest.keyClick(week, Qt.Key.Key_Return)
    question = dialog(page, QuestionDialog)
    assert question.title.text() == "Verzetten naar zaterdag 28 november, 14.30 uur?"
    assert "Het is dan weekend." in words(question)
    press(page, "confirm_question")
    assert work.visit(visit).appointment.starts == at(day(5), 14, 30)
    assert not named(page, "move_hint").isVisible()
    assert work.visit(visit).appointment.present == "haar dochter"


def test_a_move_goes_on_into_the_next_week(work: Work) -> None:
    work.appointed(6, 10)
    page = work.show()
    week = grid(page)
    week.set_current(at(day(6), 10))
    QTest.keyClick(week, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert "Week 49" in words(page)
    QTest.keyClick(week, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert "Nieuwe tijd: dinsdag 1 december, 10.00 uur" in words(page)


def test_enter_on_a_free_half_hour_makes_an_appointment_there(work: Work) -> None:
    visit = work.agreed(surname="Smeenk")
    work.appointed(3, 10)
    page = work.show()
    week = grid(page)
    week.set_current(at(day(3), 10, 0))
    QTest.keyClick(week, Qt.Key.Key_Down)
    QTest.keyClick(week, Qt.Key.Key_Down)
    assert spoken(week) == "donderdag 26 november 2026, 11.00 uur, vrij"
    QTest.keyClick(week, Qt.Key.Key_Up)
    QTest.keyClick(week, Qt.Key.Key_Right)
    QTest.keyClick(week, Qt.Key.Key_Return)
    who = dialog(page, WhoDialog)
    named(who, "who_list", ListCard).activated_row.emit(visit)
    asked = dialog(page, AppointmentDialog)
    assert named(asked, "field_appointment_day").text() == "27-11-2026"
    assert not named(asked, "appointment_remark").isVisible()
    fill(page, "field_appointment_day", "26-11-2026")
    assert "Er staat dan al een andere afspraak." in words(asked)
    press(page, "save_appointment")
    assert work.visit(visit).appointment.starts == at(day(3), 10, 30)
    several = dict.fromkeys(str(week.week.index(row, 3).data(SPOKEN)) for row in range(4, 7))
    assert sum("2 afspraken tegelijk" in one for one in several) == 3


def test_with_a_resident_it_begins_at_once(work: Work) -> None:
    visit = work.agreed(surname="Smeenk")
    page = work.show(visit)
    assert "Smeenk" in dialog(page, AppointmentDialog).title.text()
    assert named(page.window(), "field_appointment_time").text() == "10.00"


def test_nobody_to_agree_with_is_said(work: Work) -> None:
    page = work.show()
    strike(page, Qt.Key.Key_N)
    assert "Er is nu niemand met wie u een afspraak kunt maken." in words(dialog(page, WhoDialog))


def test_a_day_is_chosen_in_a_month_that_says_its_holidays(work: Work) -> None:
    work.appointed(2)
    page = work.show()
    press(page, "choose_day")
    chooser = dialog(page, DayDialog)
    month = named(chooser, "month", MonthPicker)
    at_wednesday = month.month.index_of(day(2))
    assert at_wednesday.data(SPOKEN) == "woensdag 25 november 2026, 1 afspraak"
    month.setFocus()
    QTest.keyClick(month, Qt.Key.Key_PageDown)
    assert "vrijdag 25 december: Eerste Kerstdag" in words(chooser)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(month, key)
    assert month.day() == date(2026, 12, 31)
    press(page, "month_after")
    press(page, "month_before")
    QTest.keyClick(month, Qt.Key.Key_Right)
    assert month.day() == date(2027, 1, 1)
    assert str(month.currentIndex().data(SPOKEN)).endswith("Nieuwjaarsdag")
    QTest.keyClick(month, Qt.Key.Key_Return)
    assert "28 december 2026 tot en met 24 januari 2027" in words(page)


def test_a_visitor_says_when_she_is_away(work: Work) -> None:
    work.appointed(9)
    page = work.show()
    assert "Er staan geen dagen." in words(page)
    press(page, "change_times")
    press(page, "add_away")
    assert "Vul een dag in" in words(page.window())
    fill(page, "away_first", "2-12-2026")
    fill(page, "away_last", "1-12-2026")
    press(page, "save_times")
    assert "Vul de eerste dag in, of een dag erna." in words(page.window())
    fill(page, "away_last", "4-12-2026")
    press(page, "add_away")
    fill(page, "away_first", "24-12-2026")
    choose(page, "part_mon-am")
    press(page, "save_times")
    card = next(
        one.card
        for one in work.desk.ask(lambda reading: reading.visitors())
        if one.visitor == work.riet
    )
    assert card.away == "2026-12-02/2026-12-04 2026-12-24/2026-12-24"
    assert card.available == "mon-am"
    read = words(page)
    assert "2 december tot en met 4 december 2026" in read
    assert "Komt uit op: maandagochtend." in read
    assert rows(page)[0].text == "Woensdag 2 december 2026. U bent er niet"
    press(page, "change_times")
    swept()
    press(page, "remove_away_0")
    press(page, "save_times")
    assert page._agenda.away == (AwayPeriod(date(2026, 12, 24), date(2026, 12, 24)),)


def test_a_coordinator_sees_all_or_one(work: Work) -> None:
    piet = work.desk.add_visitor(replace(READY, name="Piet de Boer"))
    work.appointed(2, 10)
    work.appointed(2, 10, visitor=piet)
    work.appointed(2, 10, visitor=work.desk.add_visitor(replace(READY, name="Zus")))
    page = work.show_all()
    assert [len(rows(page)), rows(page)[0].count] == [4, 3]
    week = grid(page)
    week.set_current(at(day(2), 10))
    assert "3 afspraken tegelijk" in spoken(week)
    assert len(page.choice_of([one.id for one in week.current_entries()]).actions()) == 3
    named(page, "choose_visitor", QComboBox).setCurrentText("Piet de Boer")
    assert [len(rows(page)), rows(page)[0].count] == [2, 1]
    assert "Wanneer Piet de Boer er niet is" in words(page)
    names = {one.objectName() for one in page.more_menu().actions()}
    assert "menu_times" in names
    named(page, "choose_visitor", QComboBox).setCurrentText("Alle bezoekers")
    trigger(page.more_menu(), "menu_order")
    assert "Kies één bezoeker om te zien hoe de adressen handig liggen." in words(page.window())
    press(page, "print_day")
    press(page, "print_paper")
    assert "Alle bezoekers, Welzijn Voorbeelddam" in work.desk.printed[0].body.html
    assert "Piet de Boer. 60 minuten." in work.desk.printed[0].body.html


@pytest.mark.parametrize("with_names", [False, True])
def test_a_calendar_file_names_nobody_unless_asked(
    work: Work, tmp_path: Path, with_names: bool
) -> None:
    work.appointed(2, surname="Smeenk")
    page = work.show()
    work.desk.chooser.path = tmp_path / "agenda.ics"
    trigger(page.more_menu(), "menu_export")
    if with_names:
        choose(page, "calendar_names")
        assert "niet versleuteld" in words(page.window())
    press(page, "make_calendar_file")
    assert work.desk.chooser.suggestions == ["agenda-2026-11-23.ics"]
    read = icalendar.Calendar.from_ical((tmp_path / "agenda.ics").read_bytes())
    (event,) = read.walk("VEVENT")
    assert event["SUMMARY"] == ("Huisbezoek: mevrouw Smeenk" if with_names else "Huisbezoek")
    assert "agenda.ics" in words(named(page, "calendar_kept"))


def test_the_day_has_a_handy_order_and_prints(work: Work) -> None:
    for hour, postcode in ((9, "1234AB"), (11, "1290AB"), (13, "1234AC")):
        work.appointed(2, hour, postcode=postcode, street=f"Straat {postcode[:4]}")
    page = work.show()
    trigger(page.more_menu(), "menu_order")
    assert "Zo liggen de adressen handig" in words(page.window())
    press(page, "print_day")
    press(page, "print_paper")
    swept()
    trigger(page.more_menu(), "menu_print_week")
    press(page, "print_paper")
    of_day, of_week = work.desk.printed
    assert "Zo liggen de adressen handig achter elkaar" in of_day.body.html
    assert of_week.title == "Weekblad"
    assert "Woensdag 25 november 2026" in "".join(of_week.sections)
    page.open(detail="2026-12-08")
    swept()
    trigger(page.more_menu(), "menu_order")
    assert "Op deze dag staan geen afspraken." in words(page.window())


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut(
    work: Work, look: LookSource, percent: int, shown: Callable[..., QWidget]
) -> None:
    look.apply("contrast", percent)
    work.appointed(2, surname="van der Veen-de Boer")
    page = work.show()
    for _ in range(2):
        settle()
        assert page._frame.demanded_width() <= 1270
        page._turn_view()


def test_the_focus_ring_lies_around_the_appointment(work: Work) -> None:
    work.appointed(2, 14)
    week = grid(work.show())
    week.set_current(at(day(2), 14, 30))
    around = week.focus_rectangle().translated(-week.viewport().pos())
    cell = week.visualRect(week.currentIndex())
    assert around.contains(cell.center())
    assert around.height() > cell.height()
    week.set_current(at(day(2), 9))
    free = week.focus_rectangle().translated(-week.viewport().pos())
    assert free == week.visualRect(week.currentIndex())
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    asked: list[str] = []
    week.menu_requested.connect(lambda one, _place: asked.append(one))
    week.contextMenuEvent(event)
    assert asked == []


def test_a_double_click_opens_what_is_there(work: Work) -> None:
    work.appointed(2, 14)
    page = work.show()
    week = grid(page)
    cell = week.visualRect(week.week.index_of(at(day(2), 14)))
    QTest.mouseDClick(
        week.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, cell.center()
    )
    assert dialog(page, AppointmentSheet).title.text() == "Woensdag 25 november, 14.00 uur"


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_menus_open_where_the_mouse_or_the_key_asks(work: Work) -> None:
    visit = work.appointed(2, 14)
    other = work.appointed(2, 14)
    page = work.show()
    week = grid(page)
    for name, deed in (
        ("menu_print_week", lambda: press(page, "more_agenda")),
        ("menu_resident", lambda: week.menu_requested.emit(visit, QPoint())),
        ("", lambda: QTest.keyClick(week, Qt.Key.Key_Return)),
    ):
        week.set_current(at(day(2), 14))
        deed()
        menu = next(one for one in page.findChildren(QMenu) if one.isVisible())
        assert any(one.objectName() == name for one in menu.actions())
        menu.close()
        swept()
    trigger_first = page.choice_of([other, visit, "gone"]).actions()
    assert len(trigger_first) == 2
    trigger_first[0].trigger()
    assert dialog(page, AppointmentSheet).title.text() == "Woensdag 25 november, 14.00 uur"


def test_a_day_can_be_clicked_and_a_week_left_as_it_is(work: Work) -> None:
    work.appointed(2, 10)
    page = work.show()
    press(page, "choose_day")
    month = named(dialog(page, DayDialog), "month", MonthPicker)
    cell = month.visualRect(month.month.index_of(day(7)))
    QTest.mouseClick(
        month.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, cell.center()
    )
    assert "Week 49" in words(page)
    week = grid(page)
    week.setFocus()
    strike(page, Qt.Key.Key_T)
    assert week.current_moment() == at(TODAY, 10)
    assert week.current_entries() == ()
    QTest.keyClick(week, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert not named(page, "move_hint").isVisible()
    strike(page, Qt.Key.Key_F6)
    assert named(page, "appointments").isVisible()


def test_today_says_at_a_new_time_what_to_think_of(work: Work) -> None:
    work.appointed(2, 10)
    visit = work.agreed(surname="Smeenk")
    page = work.desk.show(work.desk.today(work.riet), visit, "appointment")
    fill(page, "field_appointment_day", "25-11-2026")
    fill(page, "field_appointment_time", "10.15")
    assert "Er staat dan al een andere afspraak." in words(page.window())
    fill(page, "field_appointment_time", "vroeg")
    assert not named(page.window(), "appointment_remark").isVisible()
