"""Vandaag: what to do now, by mouse and by key, for one resident and for a couple."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from huisbezoek.model.domain.events import (
    Answer,
    AppointmentMade,
    ContactKind,
    ReplyReceived,
    VisitHeld,
    VisitOrigin,
    VisitPlanned,
)
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.domain.planning_events import VisitorRuledOut
from huisbezoek.model.domain.undo import DeedName
from huisbezoek.model.domain.visits import VisitState, VisitStatus
from huisbezoek.model.usecases.resident_view import view_resident
from huisbezoek.model.usecases.today import today_view
from huisbezoek.model.usecases.undo import last_deed, undo_deed
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs.appointment_dialog import AppointmentDialog
from huisbezoek.ui.dialogs.call_dialog import CallDialog
from huisbezoek.ui.dialogs.step_dialog import StepDialog
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.list_card import ListCard
from huisbezoek.ui.widgets.list_layout import CardRow
from tests.people import TODAY, at, day
from tests.ui.desk import Desk, choose, fill, press
from tests.ui.resident_window import named, settle, swept, words
from tests.ui.test_widgets_fit import WindowWatch


@dataclass
class Work:
    """The visits of one visitor on a desk."""

    desk: Desk
    riet: str

    def show(self, subject: str = "", detail: str = "") -> QWidget:
        return self.desk.show(self.desk.today(self.riet), subject, detail)

    def resident(self, **card: object) -> str:
        added = self.desk.add_resident(**{"telephone": "+31600000112", **card})
        self.desk.give(self.riet, added)
        return added

    def to_call(self, **card: object) -> str:
        return self.desk.invited(self.resident(**card), sent_on=day(-18))[0]

    def couple(self, sent_on: int = -18) -> tuple[str, ...]:
        pair = self.desk.add_couple(telephone="+31600000113")
        self.desk.give(self.riet, *pair)
        return self.desk.invited(*pair, sent_on=day(sent_on))

    def appointed(self, in_days: int, hour: int = 10) -> str:
        agreed = self.desk.agreed(self.resident())
        self.appoint(agreed, in_days, hour)
        return agreed

    def appoint(self, visit: str, in_days: int, hour: int = 10, of: str = "") -> None:
        starts = at(day(in_days), hour, 30)
        made = AppointmentMade(
            of or self.desk.next_id(), starts, 60, ContactKind.HOME_VISIT, TODAY, "", "haar dochter"
        )
        self.desk.record(SubjectKind.VISIT, visit, made)

    def visit(self, identifier: str) -> VisitState:
        return self.desk.ask(lambda reading: reading.visit(identifier))


@pytest.fixture
def work(desk: Desk) -> Work:
    return Work(desk, desk.add_visitor())


def visits_list(page: QWidget) -> ListCard:
    settle()
    return named(page, "visits_today", ListCard)


def rows(page: QWidget) -> list[CardRow]:
    return [row for row in visits_list(page).rows() if isinstance(row, CardRow)]


def menu(page: QWidget, visit: str) -> dict[str, QAction]:
    actions = page.menu_of(visit).actions()
    return {action.objectName(): action for action in actions if action.objectName()}


def test_nobody_yet_says_what_comes(work: Work) -> None:
    page = work.show()
    assert "Er is nog niemand voor u" in words(page)
    press(page, "go_exchange")
    assert work.desk.went_to == [Destination(PageName.EXCHANGE)]


def test_after_a_year_of_silence_everything_is_still_there(work: Work) -> None:
    appointment = work.appointed(380, 14)
    to_call = work.to_call(surname="Smeenk")
    page = work.show()
    later = TODAY + timedelta(days=365)
    page._uses = replace(
        page._uses,
        view=lambda reading: today_view(reading, visitor=work.riet, today=later),
        now=lambda: datetime.combine(later, time(9, 0)),
    )
    page.open()
    read = words(page)
    assert {row.id for row in rows(page)} == {appointment, to_call}
    assert "Vragen? Bel Anneke de Wit, 0341 00 01 00." in read
    assert named(page, "coordinator_number").isVisible()


def test_a_quiet_week_names_the_next_visit(work: Work) -> None:
    work.appointed(15, 14)
    page = work.show()
    read = words(page)
    assert "Niets te doen deze week" in read
    assert "Volgend bezoek: dinsdag 8 december om 14.30 uur, bij" in read
    press(page, "go_agenda")
    assert work.desk.went_to == [Destination(PageName.AGENDA)]
    assert not named(page, "go_exchange").isVisible()
    assert len(rows(page)) == 1


def test_in_a_quiet_week_the_keys_begin_at_what_comes_next(work: Work) -> None:
    work.appointed(15, 14)
    page = work.show()
    assert page.window().focusWidget() is named(page, "go_agenda")
    assert named(page, "go_agenda").kind == "primary"


def test_the_keys_follow_the_page_and_nothing_becomes_a_window(work: Work, qapp: QObject) -> None:
    work.appointed(0)
    work.to_call()
    page = work.show()
    watch = WindowWatch()
    qapp.installEventFilter(watch)
    page.open()
    swept()
    qapp.removeEventFilter(watch)
    assert watch.seen == []
    order = []
    named(page, "search_resident").setFocus()
    for _ in range(5):
        order.append(page.window().focusWidget().objectName())
        QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
    assert order == [
        "search_resident",
        "more_hero",
        "prepare_visit",
        "start_visit",
        "visits_today",
    ]


def test_another_visit_today_says_what_was_agreed(work: Work) -> None:
    work.appointed(0, 9)
    work.appointed(0, 15)
    (row,) = rows(work.show())
    assert (row.chip.text, row.why) == ("vandaag om 15.30 uur", "Haar dochter.")


def test_the_visit_of_today_is_the_hero_and_starts_the_talk(work: Work) -> None:
    visit = work.appointed(0)
    page = work.show()
    read = words(named(page, "hero"))
    assert "10.30" in read
    assert "Haar dochter." in read
    assert "Vandaag hebt u 1 bezoek." in words(page)
    press(page, "start_visit")
    assert work.desk.went_to == [Destination(PageName.TALK, visit)]


def test_after_unlocking_enter_starts_the_visit_of_today(work: Work) -> None:
    visit = work.appointed(in_days=0, hour=11)
    page = work.show()
    start = named(page, "start_visit")
    assert page.window().focusWidget() is start
    QTest.keyClick(start, Qt.Key.Key_Return)
    assert work.desk.went_to == [Destination(PageName.TALK, visit)]
    page.open()
    swept()
    assert page.window().focusWidget() is named(page, "start_visit")
    named(page, "search_resident").setFocus()
    page.open()
    swept()
    assert page.window().focusWidget() is named(page, "search_resident"), "only the first time"


def test_without_a_visit_today_enter_takes_the_first_step_of_the_list(work: Work) -> None:
    visit = work.to_call()
    page = work.show()
    assert page.window().focusWidget() is visits_list(page)
    assert visits_list(page).current_id() == visit
    QTest.keyClick(visits_list(page), Qt.Key.Key_Return)
    assert named(page.window(), "call_dialog", CallDialog).isVisible()


def test_in_the_narrow_form_only_the_first_button_stays(work: Work, look: LookSource) -> None:
    look.apply("light", 200)
    work.appointed(0)
    page = work.show()
    settle()
    assert named(page, "start_visit").isVisible()
    assert not named(page, "prepare_visit").isVisible()
    assert not named(page, "search_resident").isVisible()


def test_a_row_says_why_and_since_when(work: Work) -> None:
    work.to_call(surname="Smeenk")
    (row,) = rows(work.show())
    assert row.name == "Mevrouw Smeenk"
    assert row.why == "Brief verstuurd op 5 november. Er is nog niet gebeld."
    assert row.chip is not None
    assert (row.chip.text, row.chip.tone) == ("wacht 4 dagen", "wait")
    assert row.action == "Bellen"


def test_a_call_with_a_yes_leads_to_the_appointment(work: Work) -> None:
    visit = work.to_call()
    page = work.show()
    visits_list(page).set_current(visit)
    QTest.keyClick(visits_list(page), Qt.Key.Key_Return)
    dialog = page.window().findChild(CallDialog)
    assert "06 00 00 01 12" in words(dialog)
    choose(page, "outcome_yes")
    press(page, "save_call")
    assert work.visit(visit).status is VisitStatus.TO_SCHEDULE
    fill(page, "field_appointment_day", "25-11-2026")
    fill(page, "field_appointment_time", "10.30")
    press(page, "save_appointment")
    appointment = work.visit(visit).appointment
    assert appointment is not None
    assert appointment.starts == at(day(2), 10, 30)
    (row,) = rows(page)
    assert row.chip is not None
    assert row.chip.text == "woensdag om 10.30 uur"


def test_b_calls_whoever_is_current(work: Work) -> None:
    visit = work.to_call()
    page = work.show()
    visits_list(page).setFocus()
    visits_list(page).set_current(visit)
    QTest.keyClick(visits_list(page), Qt.Key.Key_B)
    dialog = page.window().findChild(CallDialog)
    assert dialog is not None
    assert dialog.isVisible()


def test_a_call_needs_an_outcome_and_later_needs_a_day(work: Work) -> None:
    visit = work.to_call()
    page = work.show(visit, "call")
    press(page, "save_call")
    dialog = page.window().findChild(CallDialog)
    assert "Kies hoe het gesprek ging." in words(dialog)
    choose(page, "outcome_later")
    fill(page, "field_call_until", "1-1-2020")
    press(page, "save_call")
    assert dialog.isVisible()
    fill(page, "field_call_until", "1-3-2027")
    press(page, "save_call")
    assert work.visit(visit).status is VisitStatus.CLOSED_DEFERRED


def test_no_answer_counts_for_a_couple_as_a_whole(work: Work) -> None:
    visits = work.couple()
    page = work.show(visits[0], "call")
    (row,) = rows(page)
    assert row.name == "Meneer en mevrouw ’t Hoen"
    choose(page, "outcome_no_answer")
    press(page, "save_call")
    assert [work.visit(one).calls for one in visits] == [1, 1]
    assert rows(page)[0].why == (
        "Bel nu eens in de avond: op 23 november in de ochtend niet bereikt."
    )


def test_one_of_a_couple_may_say_no(work: Work) -> None:
    visits = work.couple()
    page = work.show(visits[0], "call")
    choose(page, "outcome_no")
    press(page, "save_call")
    assert "Kies voor wie dit antwoord is." in words(page.window().findChild(CallDialog))
    choose(page, "who_1")
    press(page, "save_call")
    statuses = sorted(work.visit(one).status for one in visits)
    assert statuses == [VisitStatus.CLOSED_DECLINED, VisitStatus.INVITED]


def test_a_couple_gets_one_appointment_unless_one_wants_otherwise(work: Work) -> None:
    visits = work.couple()
    page = work.show(visits[0], "appointment")
    fill(page, "field_appointment_day", "25-11-2026")
    fill(page, "field_appointment_time", "25.00")
    press(page, "save_appointment")
    assert "Vul een tijd in" in words(page.window().findChild(AppointmentDialog))
    fill(page, "field_appointment_time", "14")
    press(page, "save_appointment")
    made = {work.visit(one).appointment.identifier for one in visits}
    assert len(made) == 1
    assert len(rows(page)) == 1


def test_confirming_shows_the_number_first(work: Work) -> None:
    visit = work.appointed(2)
    page = work.show()
    page.do_next_step(visit)
    dialog = page.window().findChild(StepDialog)
    assert "06 00 00 01 12" in words(dialog)
    assert work.visit(visit).status is VisitStatus.SCHEDULED
    press(page, "save_step")
    assert work.visit(visit).status is VisitStatus.CONFIRMED


def test_the_menu_holds_the_rest(work: Work) -> None:
    visit = work.appointed(2)
    page = work.show()
    actions = menu(page, visit)
    assert set(actions) == {
        "menu_move_appointment",
        "menu_cancel_appointment",
        "menu_call",
        "menu_record_visit",
        "menu_type_over",
        "menu_resident",
    }
    actions["menu_cancel_appointment"].trigger()
    press(page, "save_step")
    assert work.visit(visit).status is VisitStatus.SCHEDULED
    choose(page, "answer_other_day")
    press(page, "save_step")
    assert work.visit(visit).status is VisitStatus.TO_SCHEDULE


def test_nobody_at_home_is_behind_the_menu_of_today(work: Work) -> None:
    visit = work.appointed(0)
    page = work.show()
    menu(page, visit)["menu_not_at_home"].trigger()
    press(page, "save_step")
    assert work.visit(visit).status is VisitStatus.NOT_HOME
    assert "hero" not in {
        child.objectName() for child in page.findChildren(QWidget) if child.isVisible()
    }


def test_a_card_is_sent_when_there_is_no_number(work: Work) -> None:
    visit = work.to_call(telephone="")
    page = work.show()
    page.do_next_step(visit)
    press(page, "save_step")
    assert work.visit(visit).status is VisitStatus.CARD_SENT


@pytest.mark.parametrize(
    ("answer", "is_done"), [("spoken", True), ("waived", True), ("not_reached", False)]
)
def test_aftercare_is_asked_before_it_is_kept(work: Work, answer: str, is_done: bool) -> None:
    visit = work.desk.agreed(work.resident())
    held = VisitHeld(day(-30), 60, ContactKind.HOME_VISIT)
    work.desk.record(SubjectKind.VISIT, visit, held)
    page = work.show(visit, "aftercare")
    choose(page, f"answer_{answer}")
    press(page, "save_step")
    assert (work.visit(visit).aftercare_on == TODAY) is is_done


def test_space_opens_the_card_of_the_resident(work: Work) -> None:
    resident = work.resident()
    (visit,) = work.desk.invited(resident, sent_on=day(-18))
    page = work.show()
    visits_list(page).set_current(visit)
    QTest.keyClick(visits_list(page), Qt.Key.Key_Space)
    assert work.desk.went_to == [Destination(PageName.RESIDENT, resident)]


def test_v_puts_a_visit_off_and_a_call_ends_that(work: Work) -> None:
    visit = work.to_call()
    page = work.show()
    view = visits_list(page)
    view.set_current(visit)
    QTest.keyClick(view, Qt.Key.Key_V)
    three = named(page.window(), "answer_3", QAbstractButton)
    assert three.text() == "Over drie dagen: donderdag 26 november 2026"
    choose(page, "answer_3")
    press(page, "save_step")
    (row,) = rows(page)
    assert row.chip is not None
    assert row.chip.text == "uitgesteld tot donderdag"
    assert work.visit(visit).postponed_until == day(3)
    QTest.keyClick(view, Qt.Key.Key_B)
    choose(page, "outcome_no_answer")
    press(page, "save_call")
    assert work.visit(visit).postponed_until is None


def test_an_appointment_is_not_put_off(work: Work) -> None:
    visit = work.appointed(2)
    page = work.show()
    visits_list(page).set_current(visit)
    QTest.keyClick(visits_list(page), Qt.Key.Key_V)
    assert page.window().findChildren(StepDialog) == []
    assert not {"menu_postpone", "menu_hand_back"} & set(menu(page, visit))


def test_a_visit_is_given_back_from_the_menu(work: Work) -> None:
    visit = work.to_call()
    page = work.show()
    give = menu(page, visit)["menu_hand_back"]
    assert give.text() == "Teruggeven aan Anneke de Wit"
    give.trigger()
    assert "U hoeft niet te zeggen waarom." in words(named(page.window(), "step_dialog"))
    press(page, "save_step")
    assert rows(page) == []
    resident = work.visit(visit).resident
    state = work.desk.ask(lambda reading: reading.resident(resident)).state
    assert state.visitors == ()


def test_who_better_does_not_go_says_so_without_a_reason(work: Work) -> None:
    visit = work.to_call()
    page = work.show()
    menu(page, visit)["menu_hand_back"].trigger()
    assert "De reden bewaren wij niet." in words(named(page.window(), "step_dialog"))
    choose(page, "step_tick")
    press(page, "save_step")
    resident = work.visit(visit).resident
    history = work.desk.ask(lambda reading: reading.resident(resident))
    (said,) = history.state.ruled_out
    assert (history.state.visitors, said) == ((), work.riet)
    seen = [
        work.desk.ask(view_resident, resident, TODAY, is_coordinator=is_coordinator)
        for is_coordinator in (True, False)
    ]
    told = [
        any(isinstance(entry.event, VisitorRuledOut) for entry in view.entries) for view in seen
    ]
    assert told == [True, False], "not for whoever looks along with the visitor"
    deed = work.desk.ask(last_deed)
    assert deed is not None
    assert deed.name is DeedName.ASSIGNMENT_ENDED
    work.desk.do(undo_deed, deed)
    state = work.desk.ask(lambda reading: reading.resident(resident)).state
    assert (state.visitors, state.ruled_out) == ((work.riet,), frozenset())


def test_a_day_outside_the_turn_is_said_calmly(work: Work) -> None:
    resident = work.resident(birth_date="")
    planned = VisitPlanned(
        resident,
        ("age75",),
        VisitOrigin.ROUND,
        TODAY,
        turn_first=date(2027, 1, 1),
        turn_last=date(2027, 5, 1),
    )
    visit = work.desk.next_id()
    work.desk.record(SubjectKind.VISIT, visit, planned, ReplyReceived(Answer.YES, TODAY))
    page = work.show()
    visits_list(page).set_current(visit)
    QTest.keyClick(visits_list(page), Qt.Key.Key_Return)
    fill(page, "field_appointment_day", "25-11-2026")
    fill(page, "field_appointment_time", "14.00")
    remark = named(page, "appointment_remark")
    assert "Deze inwoner is aan de beurt tussen januari en mei 2027." in words(remark)
    fill(page, "field_appointment_day", "13-1-2027")
    assert not remark.isVisible()


def test_a_second_letter_is_asked_instead_of_a_card(work: Work) -> None:
    visits = work.couple()
    page = work.show()
    menu(page, visits[0])["menu_ask_second_letter"].trigger()
    press(page, "save_step")
    (row,) = rows(page)
    assert row.why == "Tweede brief gevraagd op 23 november. De coördinator stuurt die."
    assert [work.visit(one).second_letter_asked_on for one in visits] == [TODAY, TODAY]
    assert "menu_ask_second_letter" not in menu(page, visits[0])
