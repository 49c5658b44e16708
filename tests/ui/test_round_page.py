"""Ronde: what is proposed, accepted and fixed, what-if, and the better proposal that follows."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSlider, QWidget

from huisbezoek.app.round_uses import round_uses
from huisbezoek.model.domain.cards import VisitorCard
from huisbezoek.model.domain.cycle_plan import CyclePlan, PlanProblem, PlanWay
from huisbezoek.model.domain.events import Died
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.accepting import Accepted
from huisbezoek.model.usecases.match_decisions import rule_out
from huisbezoek.model.usecases.ports.planning import PlanCancelledError, StopSign
from huisbezoek.model.usecases.undo import last_deed, undo_deed
from huisbezoek.model.usecases.visitors import VisitorRuledOutError
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.errors import sentence
from huisbezoek.ui.models.undo_words import button_words
from huisbezoek.ui.pages.round_page import RoundPage
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.list_card import ListCard
from huisbezoek.ui.widgets.month_chart import MonthChart
from huisbezoek.ui.widgets.page_frame import ScrollBody
from huisbezoek.ui.widgets.table import Table
from huisbezoek.ui.widgets.text import Text
from huisbezoek.ui.workbench import Workbench
from tests.people import ORGANISATION, READY, TODAY
from tests.ui.desk import Desk, press
from tests.ui.immediate_lanes import ImmediateLanes
from tests.ui.resident_window import named, settle

FATMA = replace(READY, name="Fatma Aydin", languages="Turks", sex="F", most_open_visits=8)


class HoldingLanes(ImmediateLanes):
    """Plans wait until the test lets them go; deeds and questions too when it says so."""

    def __init__(self, connections) -> None:
        super().__init__(connections)
        self.held: list[Callable[[], None]] = []
        self.holds_deeds = False
        self.holds_questions = False

    def ask(self, question: Callable, done: Callable, failed: Callable) -> None:
        self._now_or_later(super().ask, self.holds_questions, question, done, failed)

    def do(self, deed: Callable, done: Callable, failed: Callable) -> None:
        self._now_or_later(super().do, self.holds_deeds, deed, done, failed)

    def _now_or_later(self, how: Callable, is_held: bool, *asked: Callable) -> None:
        if is_held:
            self.held.append(lambda: how(*asked))
        else:
            how(*asked)

    def carry(self, work: Callable, done: Callable, failed: Callable) -> None:
        self.held.append(lambda: self._run(work, done, failed))

    def let_go(self) -> None:
        waiting, self.held = self.held, []
        for work in waiting:
            work()


class Planning:
    """The page on a desk, with a planner of better plans that tests steer."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.lanes = HoldingLanes(desk.connections)
        self.workbench = Workbench(self.lanes)
        self.workbench.failed.connect(desk.failures.append)
        self.way = PlanWay.FLOW
        self.turned = False
        self.fails = False
        desk.set_organisation_card(replace(ORGANISATION, round_months=12))
        self.riet = desk.add_visitor(replace(READY, most_open_visits=8))
        self.fatma = desk.add_visitor(FATMA)

    def better(self, problem: PlanProblem, progress: Callable, stop: StopSign) -> CyclePlan:
        progress(40)
        if stop.is_cancelled:
            raise PlanCancelledError
        plan = self.desk.parts.planner.preview(problem, round_uses(self.desk.bound).weights)
        other = {self.riet: self.fatma, self.fatma: self.riet, "": ""}
        if self.turned:
            placements = tuple(replace(o, visitor=other[o.visitor]) for o in plan.placements)
            plan = replace(plan, placements=placements)
        return replace(plan, way=self.way)

    def show(self) -> RoundPage:
        real = round_uses(self.desk.bound)

        def accept(*asked: Any) -> Accepted:
            if self.fails:
                raise VisitorRuledOutError
            return real.accept(*asked)

        uses = replace(real, better=self.better, accept=accept)
        page = RoundPage(self.workbench, self.desk.look, uses)
        self.desk.show(page)
        return page

    def visitors_of(self, resident: str) -> tuple[str, ...]:
        return tuple(self.desk.ask(lambda reading: reading.resident(resident)).state.visitors)


@pytest.fixture
def planning(desk: Desk) -> Planning:
    return Planning(desk)


def cards(page: QWidget, name: str = "rows_with") -> list:
    return list(named(page, name, ListCard).rows())


def texts_of(page: QWidget) -> list[str]:
    return [one.text() for one in page.findChildren(Text) if one.isVisible()]


def people(planning: Planning, count: int) -> list[str]:
    return [planning.desk.add_resident(surname=f"Bakker{number}") for number in range(count)]


def test_the_round_says_who_goes_and_how_full_the_months_are(planning: Planning) -> None:
    people(planning, 4)
    planning.desk.add_resident(surname="Çelik", language="Turks")
    page = planning.show()
    assert len(cards(page)) == 5
    chips = {card.name: card.chip.text for card in cards(page)}
    assert chips["Mevrouw Çelik"] == "spreekt Turks"
    assert named(page, "accept_all", QPushButton).text() == "Alle 5 &aannemen"
    assert "5 inwoners zijn aan de beurt tot december. Voor iedereen is er een voorstel." in (
        texts_of(page)
    )
    chart = named(page, "load_chart", MonthChart)
    assert len(chart.months()) == 24
    assert sum(month.count for month in chart.months()) == 5
    assert "December 2026" in chart.accessibleDescription()
    press(page, "load_as_table")
    assert not chart.isVisible()
    table = named(page, "load_table", Table).figures
    assert table.index(24, 0).data() == "Samen"
    assert table.index(24, 2).data() == "5"
    assert named(page, "district_table", Table).figures.index(0, 0).data() == "Havenkwartier"
    press(page, "load_as_table")
    assert chart.isVisible()
    press(page, "all_visitors")
    assert planning.desk.went_to == [Destination(PageName.VISITORS)]
    press(page, "open_weights")
    assert named(page.window(), "weights_table", Table).figures.rowCount() > 8


def test_one_row_is_accepted_with_its_button_and_the_others_stay(planning: Planning) -> None:
    people(planning, 3)
    page = planning.show()
    first, *rest = cards(page)
    named(page, "rows_with", ListCard).activated_row.emit(first.id)
    assert [card.id for card in cards(page)] == [card.id for card in rest]
    assert planning.visitors_of(first.id)
    done = named(page, "round_done", Banner)
    assert done.title.text() == "1 voorstel is aangenomen"
    press(page, "go_letters")
    assert planning.desk.went_to == [Destination(PageName.LETTERS)]


def test_space_chooses_ctrl_a_chooses_all_and_enter_accepts(planning: Planning) -> None:
    people(planning, 4)
    page = planning.show()
    found = named(page, "rows_with", ListCard)
    found.setFocus()
    found.set_current(found.rows()[1].id)
    QTest.keyClick(found, Qt.Key.Key_Space)
    assert [bool(card.marked) for card in cards(page)] == [False, True, False, False]
    assert named(page, "accept_all", QPushButton).text() == "1 gekozen &aannemen"
    assert "gekozen" in found.rows()[1].spoken
    QTest.keyClick(found, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert all(card.marked for card in cards(page))
    QTest.keyClick(found, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert not any(card.marked for card in cards(page))
    QTest.keyClick(found, Qt.Key.Key_Space)
    circle = found.visualRect(found.model().index(2, 0)).topLeft()
    circle += circle.__class__(planning.desk.look.look.u(4), planning.desk.look.look.u(4))
    QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=circle)
    assert [bool(card.marked) for card in cards(page)] == [False, True, True, False]
    QTest.keyClick(found, Qt.Key.Key_Return)
    assert len(cards(page)) == 2
    press(page, "accept_all")
    assert not found.isVisible()
    assert "Niemand aan de beurt in deze periode" in texts_of(page)


def decide(page: RoundPage, name: str) -> None:
    """Clicks what the dialog in view offers; an earlier one may not be gone yet."""
    (button,) = (
        one for one in page.window().findChildren(QAbstractButton, name) if one.isVisible()
    )
    button.click()
    settle()


def open_choice(page: RoundPage, place: int = 0) -> None:
    found = named(page, "rows_with", ListCard)
    found.setFocus()
    found.set_current(found.rows()[place].id)
    QTest.keyClick(found, Qt.Key.Key_K)


def test_another_visitor_is_fixed_freed_and_ruled_out(planning: Planning) -> None:
    (resident,) = people(planning, 1)
    page = planning.show()
    open_choice(page)
    decide(page, "visitor_1")
    decide(page, "fix_match")
    (card,) = cards(page)
    assert card.chip.text == "vastgezet"
    fixed = planning.desk.ask(lambda reading: reading.resident(resident)).state.fixed_visitor
    open_choice(page)
    decide(page, "free_match")
    assert cards(page)[0].chip.text != "vastgezet"
    open_choice(page)
    decide(page, "rule_out_visitor")
    state = planning.desk.ask(lambda reading: reading.resident(resident)).state
    assert state.ruled_out == {fixed}
    open_choice(page)
    decide(page, "allow_visitor")
    state = planning.desk.ask(lambda reading: reading.resident(resident)).state
    assert not state.ruled_out
    open_choice(page)
    decide(page, "visitor_1")
    decide(page, "accept_chosen")
    assert planning.visitors_of(resident)
    assert not named(page, "rows_with").isVisible()


def test_accepting_all_is_undone_in_one_go(planning: Planning) -> None:
    people(planning, 3)
    page = planning.show()
    before = [card.id for card in cards(page)]
    press(page, "accept_all")
    assert not cards(page)
    deed = planning.desk.ask(last_deed)
    assert button_words(deed) == "Ongedaan maken: voorstellen aangenomen"
    planning.workbench.do(lambda writing: undo_deed(writing, deed))
    assert [card.id for card in cards(page)] == before
    assert not named(page, "round_done").isVisible(), "it is no longer true"


def test_accepting_says_how_far_it_is_and_stopping_it_leaves_nothing(planning: Planning) -> None:
    residents = people(planning, 3)
    page = planning.show()
    planning.lanes.held.clear()
    planning.lanes.holds_deeds = True
    accept, stop = (named(page, name, QPushButton) for name in ("accept_all", "stop_accepting"))
    press(page, "accept_all")
    assert (accept.isEnabled(), stop.isVisible()) == (False, True)
    press(page, "stop_accepting")
    assert not stop.isEnabled(), "once is enough"
    planning.lanes.let_go()
    assert "Gestopt. Er is niets aangenomen." in texts_of(page)
    assert (accept.isEnabled(), stop.isVisible(), len(cards(page))) == (True, False, 3)
    assert [planning.visitors_of(one) for one in residents] == [()] * 3
    assert not named(page, "round_error").isVisible()
    press(page, "accept_all")
    planning.lanes.let_go()
    assert "Gestopt. Er is niets aangenomen." not in texts_of(page)
    assert all(planning.visitors_of(one) for one in residents)


def test_what_was_accepted_leaves_at_once_and_the_next_need_not_wait(planning: Planning) -> None:
    people(planning, 3)
    page = planning.show()
    planning.lanes.held.clear()
    planning.lanes.holds_questions = True
    for left in (2, 1, 0):
        named(page, "rows_with", ListCard).activated_row.emit(cards(page)[0].id)
        assert len(cards(page)) == left
        assert named(page, "round_done").isVisible()
    planning.lanes.let_go()
    assert not cards(page)
    assert named(page, "accept_all", QPushButton).isEnabled()


def test_accepting_that_fails_says_so_and_may_be_tried_again(planning: Planning) -> None:
    people(planning, 2)
    page = planning.show()
    planning.fails = True
    press(page, "accept_all")
    assert sentence(VisitorRuledOutError()) in " ".join(texts_of(page))
    assert not named(page, "stop_accepting").isVisible()
    planning.fails = False
    press(page, "accept_all")
    assert not cards(page)


def test_accepting_nothing_does_not_hide_what_others_change(planning: Planning) -> None:
    (resident,) = people(planning, 1)
    page = planning.show()
    planning.desk.record(SubjectKind.RESIDENT, resident, Died(TODAY))
    press(page, "accept_all")
    assert "omdat de inwoner niet meer bezocht wordt" in " ".join(texts_of(page))
    planning.lanes.held.clear()
    planning.workbench.do(lambda writing: set_card(writing, planning.riet, READY))
    assert "Niemand aan de beurt in deze periode" in texts_of(page)


def test_who_was_ruled_out_meanwhile_cannot_be_fixed(planning: Planning) -> None:
    (resident,) = people(planning, 1)
    page = planning.show()
    open_choice(page)
    for visitor in (planning.riet, planning.fatma):
        planning.desk.do(rule_out, [resident], visitor, today=TODAY)
    decide(page, "fix_match")
    assert named(page, "round_error", Banner).isVisible()
    assert sentence(VisitorRuledOutError()) in " ".join(texts_of(page))
    state = planning.desk.ask(lambda reading: reading.resident(resident)).state
    assert not state.fixed_visitor


def test_a_couple_is_split_and_joined(planning: Planning) -> None:
    planning.desk.add_couple()
    page = planning.show()
    assert len(cards(page)) == 1
    assert "1 stel is aan de beurt" in " ".join(texts_of(page))
    open_choice(page)
    decide(page, "visit_apart")
    assert len(cards(page)) == 2
    open_choice(page)
    decide(page, "visit_together")
    assert len(cards(page)) == 1


def test_without_room_nobody_is_promised_a_visit(planning: Planning) -> None:
    people(planning, 2)
    visited = planning.desk.add_resident(surname="Smit")
    planning.desk.add_visit(visited)
    for visitor in (planning.riet, planning.fatma):
        planning.desk.do(set_card, visitor, replace(READY, most_open_visits=0))
    page = planning.show()
    (card,) = cards(page, "rows_without")
    assert (card.name, card.chip.text) == ("Mevrouw Smit", "nog geen bezoekers")
    said = "1 inwoner is aan de beurt tot december. Er is nog geen voorstel. 2 wachten tot er "
    assert any(words.startswith(said) for words in texts_of(page))
    named(page, "rows_without", ListCard).activated_row.emit(card.id)
    settle()
    decide(page, "accept_chosen")
    dialog = named(page.window(), "choose_visitor_dialog")
    assert dialog.isVisible(), "first somebody is to be chosen"
    decide(page, "visitor_0")
    decide(page, "accept_chosen")
    done = named(page, "round_done", Banner)
    assert done.title.text() == "Er is niets aangenomen"
    assert len(cards(page, "rows_without")) == 1


def test_where_all_wait_the_page_says_so(planning: Planning) -> None:
    people(planning, 2)
    for visitor in (planning.riet, planning.fatma):
        planning.desk.do(set_card, visitor, replace(READY, most_open_visits=0))
    page = planning.show()
    assert "Er is geen plaats in deze periode" in texts_of(page)
    assert any(words.startswith("2 wachten tot er plaats is.") for words in texts_of(page))
    assert "Er zijn nog geen bezoekers die kunnen gaan." in texts_of(page)


def test_a_long_round_comes_a_page_at_a_time_and_follows_changes_elsewhere(
    planning: Planning,
) -> None:
    many = replace(READY, most_open_visits=60, visits_per_month=60)
    planning.desk.do(set_card, planning.riet, many)
    for number in range(50):
        planning.desk.add_resident(surname=f"Bakker{number}")
    planning.desk.set_organisation_card(replace(ORGANISATION, round_months=24))
    page = planning.show()
    assert len(cards(page)) < 50
    bar = page.findChild(ScrollBody).verticalScrollBar()
    bar.setValue(bar.maximum())
    assert len(cards(page)) == 50
    planning.workbench.do(lambda writing: set_card(writing, planning.riet, READY))
    assert planning.lanes.held, "another change is planned from the beginning"


def set_card(writing, visitor: str, card: VisitorCard) -> None:
    writing.change_card(Subject(SubjectKind.VISITOR, visitor), card)


def test_what_if_answers_at_once_and_only_terms_are_kept(planning: Planning) -> None:
    people(planning, 6)
    page = planning.show()
    chart = named(page, "load_chart", MonthChart)
    before = chart.months()
    press(page, "open_adjusting")
    assert not named(page, "accept_all").isVisible()
    slider = named(page, "slider_visitors", QSlider)
    assert (slider.value(), slider.accessibleName()) == (2, "Bezoekers: 2 bezoekers")
    slider.setValue(20)
    assert chart.months()[1].room > before[1].room
    slider.setValue(0)
    assert "Er zijn nog geen bezoekers die kunnen gaan." in texts_of(page)
    header = page._frame.sentence
    assert header.text() == "Er zijn nog geen bezoekers die kunnen gaan."
    assert (
        named(page, "load_chart").mapTo(page, QPoint(0, 0)).y()
        > slider.mapTo(page, QPoint(0, 0)).y()
    ), "what grows stands below what one holds"
    press(page, "leave_adjusting")
    assert chart.months() == before
    assert header.text().startswith("6 inwoners zijn aan de beurt")
    assert not named(page, "keep_terms").isVisible()
    press(page, "open_adjusting")
    named(page, "slider_cycle", QSlider).setValue(36)
    named(page, "slider_yes", QSlider).setValue(80)
    press(page, "keep_terms")
    card = planning.desk.ask(lambda reading: reading.organisation())
    assert (card.cycle_months, card.yes_percent, card.round_months) == (36, 80, 12)
    assert named(page, "open_adjusting").isVisible()


def test_nobody_due_says_so(planning: Planning) -> None:
    page = planning.show()
    assert "Niemand aan de beurt in deze periode" in texts_of(page)
    assert "Lees eerst een lijst met inwoners in." in texts_of(page)
    assert not named(page, "load_card").isVisible()


def test_a_better_proposal_replaces_the_first_one_when_nobody_began(planning: Planning) -> None:
    people(planning, 3)
    planning.turned = True
    page = planning.show()
    before = [card.why for card in cards(page)]
    planning.lanes.let_go()
    assert [card.why for card in cards(page)] != before
    page.open()
    assert not planning.lanes.held, "what is best is not made again"


def test_a_better_proposal_waits_for_who_began(planning: Planning) -> None:
    people(planning, 3)
    planning.turned = True
    page = planning.show()
    named(page, "rows_with", ListCard).activated_row.emit(cards(page)[0].id)
    before = [card.why for card in cards(page)]
    planning.lanes.let_go()
    assert [card.why for card in cards(page)] == before
    press(page, "show_better")
    assert [card.why for card in cards(page)] != before


def test_without_the_planning_part_one_sentence_says_so_and_stopping_keeps_the_first(
    planning: Planning,
) -> None:
    people(planning, 2)
    planning.way = PlanWay.NO_SOLVER
    page = planning.show()
    planning.lanes.let_go()
    assert any(words.startswith("Dit is een eenvoudig voorstel.") for words in texts_of(page))
    planning.desk.add_resident(surname="Later")
    page._load()
    page._improving.line.set_progress(10, 100)
    press(page, "stop_better")
    planning.lanes.let_go()
    assert any(words.startswith("Gestopt.") for words in texts_of(page))
    assert not named(page, "round_error").isVisible()
    assert len(cards(page)) == 3


@pytest.mark.parametrize(("theme", "percent"), [("contrast", 200), ("dark", 125)])
def test_nothing_is_wider_than_the_page(
    planning: Planning, look: LookSource, theme: str, percent: int
) -> None:
    planning.desk.add_couple("Van den Oudenhoven-Zandstra")
    people(planning, 3)
    look.apply(theme, percent)
    page = planning.show()
    settle()
    press(page, "open_adjusting")
    settle()
    for part in page.findChildren(ScrollBody):
        assert part.horizontalScrollBar().maximum() == 0
    press(page, "load_as_table")
    settle()
    for part in page.findChildren(ScrollBody):
        assert part.horizontalScrollBar().maximum() == 0
    reachable = [
        one
        for one in page.findChildren(QWidget)
        if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert all(one.accessibleName() or getattr(one, "text", str)() for one in reachable)


def test_to_whom_nobody_may_go_stands_in_a_list_of_its_own(planning: Planning) -> None:
    (waiting,) = people(planning, 1)
    for visitor in (planning.riet, planning.fatma):
        planning.desk.do(rule_out, [waiting], visitor, today=TODAY)
    page = planning.show()
    (card,) = cards(page, "rows_nobody")
    assert (card.name, card.chip.text) == ("Mevrouw Bakker0", "niemand kan hier gaan")
    assert card.why == "2 bezoekers gaan hier niet naartoe."
    assert "Geen bezoeker mogelijk (1)" in texts_of(page)
    named(page, "rows_nobody", ListCard).activated_row.emit(card.id)
    settle()
    assert named(page.window(), "choose_visitor_dialog").isVisible()
