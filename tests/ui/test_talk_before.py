"""Before the talk, reading together, exact answers, and the two reports of a couple."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from huisbezoek.model.domain.answers import RATHER_NOT, Answer
from huisbezoek.model.domain.events import AppointmentMade, ContactKind, VisitOrigin, VisitPlanned
from huisbezoek.model.domain.guides import LifeArea, Operator, Question, QuestionKind, Words
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.domain.reports import AgreedLine, CoordinatorNote, Urgency
from huisbezoek.model.usecases.talk import PartnerReport
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs.read_together import ReadTogether
from huisbezoek.ui.models.couple_words import couple_words
from huisbezoek.ui.pages.talk_page import PREPARE
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.subject_menu import SubjectMenu
from tests.open_profile import open_profile
from tests.profiles import identifier
from tests.ui.resident_window import click, named, settle, words
from tests.ui.talk_pages import CARD, GUIDES, TODAY, VISIT, TalkPages, begin
from tests.unit.test_answers import when

HIS = identifier(51)


@pytest.fixture
def pages(tmp_path: Path, look: LookSource, shown: Callable[..., QWidget]) -> Iterator[TalkPages]:
    with open_profile(tmp_path / "profile") as profile:
        yield TalkPages(profile, look, shown)


def appointment(present: str = "", needs: str = "", place: str = "") -> AppointmentMade:
    starts = datetime.combine(TODAY, time(10, 30))
    made = AppointmentMade(identifier(53), starts, 60, ContactKind.HOME_VISIT, date(2026, 11, 10))
    return replace(made, present=present, needs=needs, place=place)


def told(page: QWidget) -> QPlainTextEdit:
    return named(page, "field_told", QPlainTextEdit)


# --- before ------------------------------------------------------------------------------------


def test_before_the_visit_everything_stands_together(
    tmp_path: Path, look: LookSource, shown: Callable[..., QWidget]
) -> None:
    card = replace(
        CARD,
        telephone="+31600000001",
        language="Turks",
        good_to_know="De bel is stuk.\n\nEr is een hond.",
        representative="Zoon Mehmet",
        contact_person="Buurvrouw Annie",
        contact_telephone="+31600000002",
        danger_at_address="Steile trap",
        visitor_wish="Liever een vrouw",
    )
    with open_profile(tmp_path / "profile") as profile:
        pages = TalkPages(profile, look, shown, card)
        needs = appointment("Dochter Eva", "Hoort slecht.", "In de tuin")
        profile.record(SubjectKind.VISIT, VISIT, needs)
        page = pages.talk()
        page.open(VISIT, PREPARE)
        seen = words(page)
    for known in (
        "Maandag 23 november om 10.30 uur",
        "Dorpsstraat 12",
        "In de tuin",
        "Dochter Eva",
        "Hoort slecht.",
        "De bel is stuk.",
        "Er is een hond.",
        "Spreekt Turks",
        "Vertegenwoordiger: Zoon Mehmet",
        "Buurvrouw Annie",
        "+31600000001",
        "Steile trap",
        "Liever een vrouw",
    ):
        assert known in seen, known
    assert "Aankruisen hoeft niet." in seen


def test_what_is_not_known_is_one_calm_line(pages: TalkPages) -> None:
    page = pages.talk()
    page.open(VISIT, PREPARE)
    seen = words(page)
    assert "Over horen, huisdieren of een trap is niets bekend" in seen
    assert "Er is niemand anders afgesproken" in seen
    assert "Vorige keer afgesproken" not in seen


def test_a_visit_without_an_appointment_or_an_address_can_be_prepared(
    tmp_path: Path, look: LookSource, shown: Callable[..., QWidget]
) -> None:
    with open_profile(tmp_path / "profile") as profile:
        pages = TalkPages(profile, look, shown, replace(CARD, street="", house_number=None))
        visit = identifier(60)
        planned = VisitPlanned(pages.resident, ("age75",), VisitOrigin.ROUND, TODAY)
        profile.record(SubjectKind.VISIT, visit, planned)
        page = pages.talk()
        page.open(visit, PREPARE)
        assert "Er is nog geen afspraak" in words(page)
        assert "1234 AB Voorbeelddam" in words(page)


def test_ticks_are_not_obligatory_and_nobodys_record(pages: TalkPages) -> None:
    page = pages.talk()
    click(page, "show_preparation")
    click(page, "take_pass")
    click(page, "go_to_talk")
    assert named(page, "permission_notes").isVisible()
    click(page, "show_preparation")
    assert named(page, "take_pass", QAbstractButton).isChecked()
    assert pages.stored() is None


def test_who_prepares_during_a_talk_goes_back_to_it(pages: TalkPages) -> None:
    page = pages.talk()
    begin(page)
    page.open(VISIT, PREPARE)
    click(page, "go_to_talk")
    assert told(page).isVisible()


# --- reading together --------------------------------------------------------------------------


def reading(page: QWidget) -> ReadTogether:
    settle()
    return named(page.window(), "read_together", ReadTogether)


def test_together_is_read_what_was_told_and_agreed_and_no_note(pages: TalkPages) -> None:
    page = pages.talk()
    begin(page)
    told(page).setPlainText("Ik zing graag.")
    page._saving.flush()
    draft = replace(
        pages.stored(),
        agreed=(AgreedLine("Ik bel het koor."),),
        impression="Een kanarie in een kooi.",
        note=CoordinatorNote("De kachel rook naar gas.", Urgency.CAN_WAIT),
    )
    pages.profile.do(pages.save, draft)
    page.open(VISIT)
    click(page, "read_together_now")
    sheet = reading(page)
    seen = words(sheet)
    assert "Ik zing graag." in seen
    assert "Ik bel het koor." in seen
    assert "kanarie" not in seen
    assert "gas" not in seen
    assert sheet.geometry() == page.window().rect()
    click(page.window(), "close_read_together")
    settle()
    assert not page._dialogs.is_open
    assert not sheet.isVisible()


def test_reading_goes_by_keyboard_at_the_largest_letters(
    pages: TalkPages, look: LookSource, qtbot: QtBot
) -> None:
    page = pages.talk()
    look.apply("contrast", 200)
    begin(page)
    told(page).setPlainText("\n".join(f"Zin {number} over vroeger." for number in range(30)))
    told(page).setFocus()
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(told(page), Qt.Key.Key_L, keys)
    sheet = reading(page)
    bar = sheet.findChild(QScrollArea).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    button = named(sheet, "close_read_together", QAbstractButton)
    assert button.hasFocus()
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Down):
        before = bar.value()
        qtbot.keyClick(button, key)
        assert bar.value() > before
    qtbot.keyClick(button, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    for key in (Qt.Key.Key_PageUp, Qt.Key.Key_Up, Qt.Key.Key_Home):
        qtbot.keyClick(button, key)
    assert bar.value() == 0
    qtbot.keyClick(button, Qt.Key.Key_Tab)
    assert button.hasFocus(), "nothing below gets the keys"
    qtbot.mouseClick(sheet, Qt.MouseButton.LeftButton)
    page.window().resize(1300, 700)
    qtbot.waitUntil(lambda: sheet.width() == 1300)
    qtbot.keyClick(button, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: told(page).hasFocus())
    look.apply("light", 100)


def test_the_blank_key_covers_what_is_read(pages: TalkPages, qtbot: QtBot) -> None:
    page = pages.talk()
    begin(page)
    page.read_together()
    page._cover.fall()
    assert not reading(page).isVisible()
    page.read_together()
    page._cover._lift()
    assert reading(page).isVisible()
    assert "Er staat nog niets om samen te lezen." in words(reading(page))


# --- days and numbers --------------------------------------------------------------------------

SINCE = Question("people.since", QuestionKind.DATE, Words("Sinds wanneer?"))
COUNT = Question("people.count", QuestionKind.INTEGER, Words("Hoe vaak in de week?"))
AFTER = Question(
    "people.after",
    QuestionKind.TEXT,
    Words("Wat doet u dan?"),
    show_when=(when("people.count", Operator.EXISTS, True),),
)


@pytest.fixture
def exact(pages: TalkPages) -> QWidget:
    area = LifeArea("people", Words("Bezoek krijgen"), (SINCE, COUNT, AFTER))
    known = GUIDES["default"]
    pages.guides["default"] = replace(known, areas=(area, *known.areas))
    page = pages.talk()
    begin(page)
    named(page, "subjects", SubjectMenu).set_current("people")
    return page


def put(page: QWidget, name: str, text: str) -> QLineEdit:
    editor = named(page, name, QLineEdit)
    editor.setText(text)
    editor.editingFinished.emit()
    return editor


def answer(pages: TalkPages, name: str) -> Answer | None:
    return pages.stored().answers.get(f"people.{name}")


def test_a_day_and_a_number_are_kept_as_such(exact: QWidget, pages: TalkPages) -> None:
    put(exact, "field_people_since", "1-5-2026")
    put(exact, "field_people_count", "3")
    assert answer(pages, "since") == Answer(date(2026, 5, 1))
    assert answer(pages, "count") == Answer(3)
    put(exact, "field_people_count", "")
    assert answer(pages, "count") is None


def test_other_words_stay_where_they_were_typed(exact: QWidget, pages: TalkPages) -> None:
    put(exact, "field_people_since", "rond Pasen")
    put(exact, "field_people_count", "heel vaak")
    assert answer(pages, "since") == Answer(other="rond Pasen")
    seen = words(exact)
    assert "Dit is geen dag. Het blijft hier staan, maar gaat niet mee." in seen
    assert "Dit is geen getal. Het blijft hier staan, maar gaat niet mee." in seen
    exact.open(VISIT)
    named(exact, "subjects", SubjectMenu).set_current("people")
    assert named(exact, "field_people_since", QLineEdit).text() == "rond Pasen"
    put(exact, "field_people_since", "1-4-2026")
    assert "Dit is geen dag" not in words(exact)


def test_rather_not_say_empties_a_day_and_typing_takes_it_back(
    exact: QWidget, pages: TalkPages
) -> None:
    put(exact, "field_people_since", "1-5-2026")
    click(exact, "rather_not_people_since")
    assert answer(pages, "since") == RATHER_NOT
    assert named(exact, "field_people_since", QLineEdit).text() == ""
    exact.open(VISIT)
    named(exact, "subjects", SubjectMenu).set_current("people")
    assert named(exact, "rather_not_people_since", QAbstractButton).isChecked()
    put(exact, "field_people_since", "2-5-2026")
    assert answer(pages, "since") == Answer(date(2026, 5, 2))
    click(exact, "rather_not_people_since")
    click(exact, "rather_not_people_since")
    assert answer(pages, "since") is None


# --- couples -----------------------------------------------------------------------------------


@pytest.fixture
def couple(pages: TalkPages) -> TalkPages:
    his = pages.profile.add(replace(CARD, initials="J.", sex="M"))
    planned = VisitPlanned(his, ("age75",), VisitOrigin.ROUND, TODAY)
    pages.profile.record(SubjectKind.VISIT, HIS, planned, appointment())
    return pages


def test_both_reports_start_from_one_place(couple: TalkPages) -> None:
    page = couple.talk()
    assert "Verslag van mevrouw" in words(page)
    other = named(page, "report_of_0", QAbstractButton)
    assert other.text() == "Verslag van meneer"
    begin(page)
    told(page).setPlainText("Dit is van mij alleen.")
    click(page, "report_of_0")
    assert couple.went_to == [Destination(PageName.TALK, HIS)]
    page.open(HIS)
    assert not told(page).toPlainText()
    assert named(page, "report_of_0", QAbstractButton).text() == "Verslag van mevrouw"
    assert "van mij alleen" in couple.stored().told[0].text


def test_the_hand_in_page_offers_the_other_report(couple: TalkPages) -> None:
    begin(couple.talk())
    page = couple.hand_in()
    click(page, "report_of_0")
    assert couple.went_to[-1] == Destination(PageName.TALK, HIS)


def test_one_person_sees_no_choice(pages: TalkPages) -> None:
    page = pages.talk()
    settle()
    assert not page.findChildren(QAbstractButton, "report_of_0")
    assert "Verslag van mevrouw" not in words(page)


def test_two_women_are_told_apart_by_name(couple: TalkPages) -> None:
    talk = couple.profile.ask(couple.view, VISIT)
    other = PartnerReport(HIS, "mevrouw Bakker", "V")
    found = couple_words(replace(talk, partners=(other,)))
    assert found.open_now == "Verslag van mevrouw Van Voorbeeld"
    assert found.others == ((HIS, "Verslag van mevrouw Bakker"),)
