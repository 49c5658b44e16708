"""The line "Ongedaan maken": by name, by key and by button, never in a field and never unseen."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from huisbezoek.app.undoing import Undoing
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.undo import DeedName
from huisbezoek.model.usecases import residents, visits
from huisbezoek.model.usecases.ports.drafts import Draft
from huisbezoek.model.usecases.ports.work import Changes
from huisbezoek.model.usecases.undo import UndoableDeed
from huisbezoek.model.usecases.visits import NewAppointment
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.main_window import House, MainWindow
from huisbezoek.ui.models.undo_words import NAMES, about_words, button_words, undone_words
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.workbench import Workbench
from tests.people import TODAY, at, day
from tests.profiles import Clock
from tests.ui.immediate_lanes import ImmediateLanes
from tests.unit.round_profile import RoundProfile

CONTROL = Qt.KeyboardModifier.ControlModifier


class Plain(QWidget):
    """A page with a field to type in."""

    go = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)

    def open(self, subject: str, detail: str) -> None:
        self.setFocus()


class Stage:
    """A window on a real profile with a couple, who can be called and can agree on a day."""

    def __init__(self, folder: Path, look, shown) -> None:
        self.profile = RoundProfile(folder)
        self.couple = self.profile.add_couple()
        self.pair = self.profile.invited(*self.couple)
        self.house = House(
            look,
            dict.fromkeys((PageName.TODAY, PageName.RESIDENTS, PageName.TALK), Plain),
            (PageName.TODAY, PageName.RESIDENTS),
        )
        self.look = look
        self.window = shown(MainWindow(look), 1366, 768)
        self.window.show_inside(self.house)
        self.workbench = Workbench(ImmediateLanes(self.profile))
        self.failures: list[Exception] = []
        self.workbench.failed.connect(self.failures.append)
        Undoing(self.workbench, self.house, Clock())
        self.house.go(Destination(PageName.TODAY))

    def appoint(self, hour: int) -> None:
        new = NewAppointment(at(day(2), hour))
        chance = self.profile.random_bytes
        self.workbench.do(
            lambda writing: visits.make_appointment(
                writing, self.pair, new, today=TODAY, random_bytes=chance
            )
        )

    def change_card(self) -> None:
        card = self.profile.ask(lambda reading: reading.resident(self.couple[0]).state.card)
        changed = replace(card, telephone="+31600000066")
        self.workbench.do(lambda writing: residents.change_card(writing, self.couple[0], changed))

    def hours(self) -> set[int]:
        states = [
            self.profile.ask(lambda reading, one=one: reading.visit(one)) for one in self.pair
        ]
        return {one.appointment.starts.hour for one in states if one.appointment}

    def button(self) -> QPushButton:
        return self.house.findChild(QPushButton, "undo_deed")

    def words(self) -> str:
        return self.house.findChild(QLabel, "undo_words").text()

    def is_shown(self) -> bool:
        return self.house.undo_line.isVisible()


@pytest.fixture
def stage(tmp_path: Path, look, shown) -> Iterator[Stage]:
    made = Stage(tmp_path / "profile", look, shown)
    yield made
    assert made.failures == []
    made.window.close_now()
    made.profile.close()


def press(qtbot, widget: QWidget) -> None:
    qtbot.keyClick(widget, Qt.Key.Key_Z, CONTROL)


def test_a_deed_is_offered_by_name_and_the_button_undoes_it(stage) -> None:
    stage.appoint(10)
    assert stage.button().text() == "Ongedaan maken: afspraak gemaakt"
    stage.appoint(14)
    assert stage.button().text() == "Ongedaan maken: afspraak verzet"
    assert stage.words() == "Meneer en mevrouw ’t Hoen"
    assert stage.button().accessibleDescription() == stage.words()
    assert stage.button().focusPolicy() & Qt.FocusPolicy.TabFocus
    assert stage.hours() == {14}
    stage.button().click()
    assert stage.hours() == {10}
    assert stage.words() == "Ongedaan gemaakt: afspraak verzet. Meneer en mevrouw ’t Hoen."
    assert not stage.button().isVisible()


def test_the_key_undoes_what_is_in_sight_and_shows_first_what_is_not(stage, qtbot) -> None:
    stage.appoint(10)
    stage.change_card()
    assert stage.button().text() == "Ongedaan maken: kaart veranderd (telefoonnummer)"
    press(qtbot, stage.window)
    assert "Ongedaan gemaakt" in stage.words()
    # The deed before it comes into sight first.
    press(qtbot, stage.window)
    assert stage.hours() == {10}
    assert stage.button().text() == "Ongedaan maken: afspraak gemaakt"
    press(qtbot, stage.window)
    assert stage.hours() == set()


def test_the_offer_goes_with_the_page_and_the_menu_brings_it_back(stage) -> None:
    stage.appoint(10)
    stage.house.go(Destination(PageName.RESIDENTS))
    assert not stage.is_shown()
    entry = stage.window.findChild(QAction, "menu_undo")
    entry.trigger()
    assert stage.is_shown()
    assert stage.hours() == {10}
    entry.trigger()
    assert stage.hours() == set()


def test_in_a_field_the_key_undoes_the_typing_and_nothing_else(stage, qtbot) -> None:
    stage.appoint(10)
    page = stage.house.page(PageName.TODAY)
    page.field.setFocus()
    qtbot.keyClicks(page.field, "abc")
    press(qtbot, page.field)
    assert page.field.text() == ""
    # With nothing left to undo in the field it is still the field's own.
    press(qtbot, page.field)
    stage.window.findChild(QAction, "menu_undo").trigger()
    assert stage.hours() == {10}


def test_under_a_dialog_and_on_the_kitchen_table_the_key_does_nothing(stage, qtbot) -> None:
    stage.appoint(10)
    dialog = DialogFrame(stage.look, stage.window, "Vraag")
    dialog.show()
    press(qtbot, stage.window)
    dialog.hide()
    stage.house.go(Destination(PageName.TALK))
    press(qtbot, stage.window)
    assert not stage.is_shown()
    stage.change_card()
    assert not stage.is_shown()
    assert stage.hours() == {10}


def test_drafts_and_what_came_in_offer_nothing_and_a_begun_talk_says_why_not(stage, qtbot) -> None:
    stage.appoint(10)
    stage.house.go(Destination(PageName.TODAY))
    stage.workbench.do(lambda writing: writing.save_draft(Draft(stage.pair[0], {}, at(TODAY, 9))))
    assert not stage.is_shown()
    press(qtbot, stage.window)
    assert stage.words().startswith("Er is al een gesprek begonnen")
    assert not stage.button().isVisible()
    stage.workbench.do(lambda writing: writing.let_go([]))
    assert stage.words().startswith("Er is al een gesprek begonnen")


def test_what_came_in_by_a_file_does_not_offer_the_deed_of_before_anew(stage) -> None:
    stage.appoint(10)
    stage.house.go(Destination(PageName.RESIDENTS))
    other = Subject(SubjectKind.VISIT, stage.pair[0])
    stage.workbench.changed.emit(Changes(frozenset({other}), frozenset({"ledger"})))
    assert not stage.is_shown()


def test_without_a_deed_the_key_says_so(stage, qtbot) -> None:
    def by_nature(writing) -> None:
        visits.send_card(writing, stage.pair[0], today=TODAY)
        writing.save_local_value("something", "else")

    stage.workbench.do(by_nature)
    assert not stage.is_shown()
    press(qtbot, stage.window)
    assert stage.words() == "Er is niets om ongedaan te maken."


def test_a_door_has_nothing_to_undo(look, shown, qtbot) -> None:
    window = shown(MainWindow(look), 800, 600)
    window.show_inside(QWidget())
    press(qtbot, window)
    assert window.findChild(QPushButton, "undo_deed") is None
    window.close_now()


NOW = datetime.fromisoformat("2026-11-23T09:00+01:00")


@pytest.mark.parametrize(
    ("names", "count", "ago", "words"),
    [
        (("mevrouw Bakker",), 1, 0, "Mevrouw Bakker"),
        (("mevrouw Bakker",), 1, 1, "Mevrouw Bakker, zondag 22 november om 9.00 uur"),
        ((), 1, 0, "1 persoon"),
        ((), 12, 0, "12 personen"),
        ((), 0, 0, ""),
        ((), 0, 1, "Zondag 22 november om 9.00 uur"),
    ],
)
def test_whom_it_is_about_and_since_when(qapp, names, count, ago, words) -> None:
    moment = NOW - timedelta(days=ago)
    deed = UndoableDeed(DeedName.CALL_LOGGED, names, count, moment, (), None, 1)
    assert about_words(deed, NOW) == words


def test_every_name_has_words_and_many_fields_are_not_listed(qapp) -> None:
    assert set(NAMES) == set(DeedName)
    fields = ("telephone", "street", "email")
    deed = UndoableDeed(DeedName.CARD_CHANGED, (), 0, NOW, fields, None, 1)
    assert button_words(deed) == "Ongedaan maken: kaart veranderd"
    assert undone_words(deed) == "Ongedaan gemaakt: kaart veranderd."


def test_accepting_is_one_deed_of_one_or_of_many(qapp) -> None:
    one = UndoableDeed(DeedName.PROPOSALS_ACCEPTED, (), 1, NOW, (), None, 1)
    assert button_words(one) == "Ongedaan maken: voorstel aangenomen"
    assert button_words(replace(one, count=12)) == "Ongedaan maken: voorstellen aangenomen"
