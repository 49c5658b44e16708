"""Inwoner: why due, the report, changing the card, stopping, and what a visitor does not see."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from huisbezoek.model.domain.cards import ResidentCard, VisitorCard
from huisbezoek.model.domain.events import (
    Assigned,
    ContactKind,
    InvitationSent,
    ReportHandedIn,
    VisitHeld,
    VisitOrigin,
    VisitPlanned,
)
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.report_documents import report_to_document
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs.rule_out_steps import RuleOutDialog
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.timeline import Timeline
from tests.profiles import TODAY, identifier
from tests.resident_reports import TOLD, report_of
from tests.ui.resident_window import PageWindow, click, named, page_window, words

VISIT = identifier(70)
CARD = ResidentCard(
    surname="Bakker",
    initials="A.",
    sex="V",
    birth_date="1940-01-01",
    street="Dorpsstraat",
    house_number=1,
    house_addition="A",
    postcode="1234AB",
    city="Voorbeelddam",
)


@pytest.fixture
def window(tmp_path: Path, look: LookSource, shown: Callable[..., QWidget]) -> Iterator[PageWindow]:
    with page_window(tmp_path / "profile", look, shown) as opened:
        yield opened


def card(window: PageWindow, resident: str) -> ResidentCard:
    return window.profile.ask(lambda reading: reading.resident(resident)).state.card


def status(window: PageWindow) -> VisitStatus:
    return window.profile.ask(lambda reading: reading.visit(VISIT)).status


def visited(window: PageWindow) -> str:
    """A resident of whom the report was handed in."""
    resident = window.profile.add(CARD)
    held_on = date(2026, 11, 18)
    window.profile.record(
        SubjectKind.VISIT,
        VISIT,
        VisitPlanned(resident, ("age75",), VisitOrigin.ROUND, date(2026, 11, 1)),
        InvitationSent(identifier(71), date(2026, 11, 5)),
        VisitHeld(held_on, 75, ContactKind.HOME_VISIT),
        ReportHandedIn(report_to_document(report_of(VISIT, resident, held_on)), TODAY),
    )
    return resident


def choose(page: QWidget, name: str) -> None:
    action = named(page, name, QAction)
    assert action.isVisible(), name
    action.trigger()


def test_the_hero_says_when_and_why(window: PageWindow) -> None:
    page = window.show(window.pages.resident(), window.profile.add(CARD))
    seen = words(page)
    assert "Mevrouw Bakker" in seen
    assert "86 jaar. Dorpsstraat 1-A, 1234 AB Voorbeelddam" in seen
    assert "Nu aan de beurt" in seen
    assert "Is 75 jaar of ouder en is nog niet eerder bezocht." in seen


def test_a_visitor_sees_the_age_and_no_birth_date_nor_stops(window: PageWindow) -> None:
    window.pages.is_coordinator = False
    page = window.show(window.pages.resident(), window.profile.add(CARD))
    assert "86 jaar" in words(page)
    assert "Geboren" not in words(page)
    assert "1940" not in words(page)
    assert not named(page, "more_opted_out", QAction).isVisible()


def test_the_next_step_plans_the_visit_and_then_leads_to_the_letter(window: PageWindow) -> None:
    resident = window.profile.add(CARD)
    page = window.show(window.pages.resident(), resident)
    click(page, "next_step")
    state = window.profile.ask(lambda reading: reading.resident(resident)).state
    assert state.open_visit is not None
    click(page, "next_step")
    assert window.went_to == [
        Destination(PageName.LETTERS, state.open_visit.visit, "letter"),
    ]


def test_a_visitor_is_led_to_calling(window: PageWindow) -> None:
    resident = window.profile.add(CARD)
    window.profile.record(
        SubjectKind.VISIT,
        VISIT,
        VisitPlanned(resident, ("age75",), VisitOrigin.ROUND, TODAY),
        InvitationSent(identifier(71), TODAY),
    )
    window.pages.is_coordinator = False
    page = window.show(window.pages.resident(), resident)
    click(page, "next_step")
    assert window.went_to == [Destination(PageName.TODAY, VISIT, "call")]


def test_the_coordinator_reads_the_report_and_the_turn_two_years_on(window: PageWindow) -> None:
    page = window.show(window.pages.resident(), visited(window))
    seen = words(page)
    assert TOLD in seen
    assert "Aan de beurt tussen september 2028 en januari 2029" in seen
    assert "Vond mevrouw dit goed?" in seen
    timeline = named(page, "resident_timeline", Timeline)
    assert "Brief verstuurd" in timeline.accessibleDescription()
    assert "75 minuten." in timeline.accessibleDescription()
    click(page, "assess_done")
    assert status(window) is VisitStatus.AFTERCARE
    assert TOLD not in words(page), "a report that was read is folded away"
    assert named(page, "report_fold").isVisible()


def test_a_report_with_something_to_do_keeps_its_follow_up(window: PageWindow) -> None:
    page = window.show(window.pages.resident(), visited(window))
    click(page, "assess_follow_up")
    assert status(window) is VisitStatus.FOLLOW_UP


def test_a_visitor_does_not_read_the_report_again(window: PageWindow) -> None:
    resident = visited(window)
    window.pages.is_coordinator = False
    page = window.show(window.pages.resident(), resident)
    assert TOLD not in words(page)


def test_only_what_was_changed_is_saved(window: PageWindow) -> None:
    resident = window.profile.add(CARD)
    page = window.show(window.pages.resident(), resident)
    click(page, "edit_card")
    named(page, "field_telephone", QLineEdit).setText("06 0000 1234")
    named(page, "field_good_to_know", QPlainTextEdit).setPlainText("Klop op het raam.")
    click(page, "save_card")
    after = card(window, resident)
    assert after.telephone
    assert replace(after, telephone="", good_to_know="") == CARD
    assert "Klop op het raam." in words(page)


def test_a_district_is_chosen_from_those_that_there_are(window: PageWindow) -> None:
    window.profile.add(replace(CARD, district="Nieuwe wijk"))
    resident = window.profile.add(CARD)
    page = window.show(window.pages.resident(), resident)
    click(page, "edit_card")
    field = named(page, "field_district", QLineEdit)
    choices = field.parent()
    assert isinstance(choices, QComboBox)
    names = [choices.itemText(place) for place in range(choices.count())]
    assert {"Boswijk", "Nieuwe wijk"} <= set(names)
    assert field.text() == CARD.district
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "boswijk")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    click(page, "save_card")
    assert card(window, resident).district == "Boswijk", "as it is written in the list"


def test_a_language_is_chosen_from_the_list_and_other_words_are_kept(window: PageWindow) -> None:
    resident = window.profile.add(CARD)
    page = window.show(window.pages.resident(), resident)
    for typed, kept in (("oekr", "Oekraïens"), ("Turks, Bargoens", "Turks, Bargoens")):
        click(page, "edit_card")
        field = named(page, "field_language", QLineEdit)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Tab)
        click(page, "save_card")
        assert card(window, resident).language == kept


def test_a_wrong_field_says_so_and_keeps_what_was_typed(window: PageWindow) -> None:
    resident = window.profile.add(CARD)
    page = window.show(window.pages.resident(), resident)
    click(page, "edit_card")
    field = named(page, "field_loss_date", QLineEdit)
    field.setText("31-2-2025")
    click(page, "save_card")
    assert field.text() == "31-2-2025"
    assert "Deze datum klopt niet" in field.accessibleDescription()
    assert card(window, resident) == CARD


def test_not_saving_leaves_the_card(window: PageWindow) -> None:
    resident = window.profile.add(CARD)
    page = window.show(window.pages.resident(), resident)
    click(page, "edit_card")
    named(page, "field_city", QLineEdit).setText("Elders")
    click(page, "cancel_card")
    assert card(window, resident) == CARD
    click(page, "edit_card")
    assert named(page, "field_city", QLineEdit).text() == "Voorbeelddam"


@pytest.mark.parametrize(
    ("action", "title"),
    [
        ("more_opted_out", "Geen contact meer"),
        ("more_moved", "Verhuisd"),
        ("more_deceased", "Overleden"),
    ],
)
def test_a_stop_holds_at_once_and_can_be_undone(
    window: PageWindow, action: str, title: str
) -> None:
    resident = window.profile.add(CARD)
    page = window.show(window.pages.resident(), resident)
    choose(page, action)
    assert title in words(page)
    assert "Er gaan geen brieven meer uit" in words(page)
    assert not named(page, "next_step").isVisible()
    click(page, "undo_stop")
    assert "Nu aan de beurt" in words(page)


def test_a_request_is_planned_without_a_letter(window: PageWindow) -> None:
    resident = window.profile.add(replace(CARD, birth_date="1990-01-01"))
    page = window.show(window.pages.resident(), resident)
    choose(page, "more_request")
    assert "Er kan een afspraak worden gemaakt." in words(page)
    click(page, "next_step")
    assert window.went_to == [Destination(PageName.VISITORS, resident, "assign")]


def test_a_partner_at_the_address_can_be_opened(window: PageWindow) -> None:
    resident = window.profile.add(CARD)
    partner = window.profile.add(replace(CARD, surname="Smit", sex="M"))
    page = window.show(window.pages.resident(), resident)
    click(page, "housemate_card")
    assert window.went_to == [Destination(PageName.RESIDENT, partner)]


def test_an_unknown_resident_is_said(window: PageWindow) -> None:
    page = window.show(window.pages.resident(), identifier(999))
    assert named(page, "resident_error").isVisible()


def test_who_does_not_go_is_chosen_on_the_card_and_never_why(window: PageWindow) -> None:
    resident = window.profile.add(CARD)
    anna = identifier(60)
    for visitor, name in ((anna, "Anna Bos"), (identifier(61), "Bert Bos")):
        subject = Subject(SubjectKind.VISITOR, visitor)
        known = VisitorCard(name=name)
        window.profile.do(lambda writing, s=subject, c=known: writing.change_card(s, c))
    window.profile.do(
        lambda writing: writing.record(
            Subject(SubjectKind.RESIDENT, resident), Assigned(anna, TODAY)
        )
    )
    page = window.show(window.pages.resident(), resident)
    assert "gaat hier niet naartoe" not in words(page)
    page.findChild(QAction, "more_rule_out").trigger()
    said = words(page.window())
    assert "De reden wordt niet bewaard." in said
    row = named(page.window(), "rule_out_0", QCheckBox)
    assert row.text() == "Anna Bos, bezoekt deze inwoner nu. Dat stopt dan."
    row.setChecked(True)
    named(page.window(), "rule_out_1", QCheckBox).setChecked(True)
    click(page.window(), "save_ruled_out")
    line = named(page, "ruled_out_line")
    assert "Anna Bos en Bert Bos gaan hier niet naartoe." in words(line)
    page.findChild(QAction, "more_rule_out").trigger()
    again = next(one for one in page.window().findChildren(RuleOutDialog) if one.isVisible())
    named(again, "rule_out_1", QCheckBox).setChecked(False)
    click(again, "save_ruled_out")
    assert "Anna Bos gaat hier niet naartoe." in words(named(page, "ruled_out_line"))
    window.pages.is_coordinator = False
    other = window.show(window.pages.resident(), resident)
    assert not other.findChild(QAction, "more_rule_out").isVisible()
    assert "hier niet naartoe" not in words(other)


def test_the_wish_for_a_woman_or_a_man_is_chosen(window: PageWindow) -> None:
    resident = window.profile.add(CARD)
    page = window.show(window.pages.resident(), resident, "edit")
    combo = named(page, "field_visitor_sex_wish", QComboBox)
    combo.setCurrentIndex(combo.findData("F"))
    click(page, "save_card")
    assert card(window, resident).visitor_sex_wish == "F"
    assert "Liever een vrouw op bezoek" in words(page)
