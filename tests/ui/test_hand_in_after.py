"""After the talk: sorting, what may go to whom, what was left, and taking permission back."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from huisbezoek.model.domain.answers import TEXT_LIMIT, Answer, Answers
from huisbezoek.model.domain.consent import (
    WORDING_VERSION,
    Consent,
    ConsentAnswer,
    Purpose,
)
from huisbezoek.model.domain.free_text import Passage, sheet
from huisbezoek.model.domain.guides import Question, QuestionKind, Words
from huisbezoek.model.domain.reports import LeftInformation
from huisbezoek.model.domain.social_map import VOLUNTEERING
from huisbezoek.ui.pages.hand_in_page import HandInPage, HandInUses, no_offers
from huisbezoek.ui.theme import LookSource
from tests.open_profile import open_profile
from tests.ui.resident_window import click, named, settle, type_in, words
from tests.ui.talk_pages import CARD, NOW, VISIT, VISITOR, TalkPages
from tests.unit.report_samples import consents

WRITTEN = (
    Passage("Ik woon hier al 41 jaar. "),
    Passage("Ik mis mijn man. ", "meaning"),
    Passage("Ik zing."),
)


@pytest.fixture
def pages(tmp_path: Path, look: LookSource, shown: Callable[..., QWidget]) -> Iterator[TalkPages]:
    with open_profile(tmp_path / "profile") as profile:
        made = TalkPages(profile, look, shown, replace(CARD, contact_person="Dochter Eva"))
        write(made)
        yield made


def write(pages: TalkPages, **changes: object) -> None:
    pages.write(**{"told": WRITTEN, **changes})


# --- sorting -----------------------------------------------------------------------------------


def choose_subject(page: QWidget, title: str) -> None:
    editor = named(page, "field_sort_subject", QComboBox)
    editor.setCurrentIndex(editor.findText(title))


def test_sentences_are_sorted_with_ticks_and_a_button(pages: TalkPages) -> None:
    page = pages.hand_in()
    click(page, "sort_sentences")
    assert "Nog zonder onderwerp" in words(page)
    for name in ("sentence_0", "sentence_2"):
        click(page, name)
    choose_subject(page, "Wonen")
    click(page, "move_sentences")
    assert [one.subject for one in pages.stored().told] == ["home", "meaning", "home"]
    assert "".join(one.text for one in pages.stored().told) == "".join(p.text for p in WRITTEN)
    click(page, "sentence_1")
    choose_subject(page, "geen onderwerp")
    click(page, "move_sentences")
    assert pages.stored().told[1].subject == ""


def test_sorting_says_what_is_missing(pages: TalkPages) -> None:
    page = pages.hand_in()
    click(page, "sort_sentences")
    click(page, "move_sentences")
    assert "Kruis eerst een zin aan." in words(page)
    click(page, "sentence_0")
    named(page, "field_sort_subject", QComboBox).setCurrentIndex(-1)
    click(page, "move_sentences")
    assert "Kies eerst een onderwerp." in words(page)
    assert [one.subject for one in pages.stored().told] == ["", "meaning", ""]


def test_sorting_goes_by_keyboard(pages: TalkPages, qtbot: QtBot) -> None:
    page = pages.hand_in()
    fold = named(page, "sort_sentences", QAbstractButton)
    fold.setFocus()
    qtbot.keyClick(fold, Qt.Key.Key_Space)
    settle()
    tick = named(page, "sentence_2", QAbstractButton)
    tick.setFocus()
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    box = named(page, "field_sort_subject", QComboBox)
    box.setFocus()
    qtbot.keyClicks(box, "Woni")
    button = named(page, "move_sentences", QAbstractButton)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert pages.stored().told[2].subject == "home"
    assert named(page, "sentence_0", QAbstractButton).hasFocus()


def test_health_is_no_subject_to_sort_under_without_permission(pages: TalkPages) -> None:
    page = pages.hand_in()
    click(page, "sort_sentences")
    editor = named(page, "field_sort_subject", QComboBox)
    titles = [editor.itemText(place) for place in range(editor.count())]
    assert "Gezondheid" not in titles
    assert "Wonen" in titles


def test_there_is_nothing_to_sort_without_sentences_or_permission(pages: TalkPages) -> None:
    write(pages, told=())
    page = pages.hand_in()
    settle()
    assert not named(page, "sort_sentences").isVisible()
    write(pages, consents=consents(refused=(Purpose.NOTES,)))
    page.open(VISIT)
    settle()
    assert not named(page, "sort_sentences").isVisible()


def test_thousands_of_sentences_are_not_sorted_one_by_one(pages: TalkPages) -> None:
    write(pages, told=tuple(Passage("Ja. ") for _ in range(1_001)))
    page = pages.hand_in()
    click(page, "sort_sentences")
    assert "Dit zijn te veel zinnen om hier te ordenen." in words(page)
    assert not page.findChildren(QAbstractButton, "sentence_0")


# --- what may go to whom -----------------------------------------------------------------------


def test_a_call_is_proposed_five_weeks_on(pages: TalkPages) -> None:
    page = pages.hand_in()
    click(page, "consent_aftercare_yes")
    assert pages.stored().aftercare_on == date(2026, 12, 28)
    assert "Meestal tussen 21 december 2026 en 4 januari 2027." in words(page)
    type_in(page, "field_aftercare_on", "4-1-2027")
    assert pages.stored().aftercare_on == date(2027, 1, 4)
    click(page, "consent_aftercare_no")
    assert pages.stored().aftercare_on is None


def test_family_is_a_named_person(pages: TalkPages) -> None:
    page = pages.hand_in()
    click(page, "consent_family_yes")
    family = pages.stored().consents.find(Purpose.FAMILY)
    assert (family.contact, family.asked_by, family.wording_version) == (
        "Dochter Eva",
        VISITOR,
        WORDING_VERSION,
    )
    type_in(page, "field_family_contact", "Zoon Piet")
    assert pages.stored().consents.find(Purpose.FAMILY).contact == "Zoon Piet"
    click(page, "consent_family_no")
    assert pages.stored().consents.find(Purpose.FAMILY).contact == ""


def partner(pages: TalkPages, name: str = "Koor De Eendracht") -> Consent | None:
    return pages.stored().consents.find(Purpose.REFERRAL, name)


def test_each_organisation_is_asked_about_apart(pages: TalkPages) -> None:
    page = pages.hand_in()
    click(page, "partner_yes")
    assert "Schrijf eerst de naam van de organisatie." in words(page)
    type_in(page, "field_partner", "  Koor De   Eendracht ")
    click(page, "partner_yes")
    type_in(page, "field_partner", "Klussendienst")
    click(page, "partner_no")
    page._saving.flush()
    yes = partner(pages)
    assert (yes.answer, yes.asked_by, yes.asked_at, yes.wording_version) == (
        ConsentAnswer.YES,
        VISITOR,
        NOW,
        WORDING_VERSION,
    )
    assert partner(pages, "Klussendienst").answer is ConsentAnswer.NO
    seen = words(page)
    assert "Mag Anneke dit vertellen aan Koor De Eendracht?" in seen
    assert "Gevraagd op maandag 23 november om 10.52 uur." in seen


def test_what_a_partner_may_know_is_in_the_residents_words(pages: TalkPages) -> None:
    page = pages.hand_in()
    type_in(page, "field_partner", "Koor De Eendracht")
    click(page, "partner_yes")
    assert named(page, "field_shares_0", QPlainTextEdit).hasFocus()
    type_in(page, "field_shares_0", "Zingt graag.\n\nKomt op de fiets.")
    page._saving.flush()
    assert partner(pages).shares == ("Zingt graag.", "Komt op de fiets.")
    page.open(VISIT)
    assert "Zingt graag." in named(page, "field_shares_0", QPlainTextEdit).toPlainText()
    click(page, "partner_0_no")
    assert partner(pages).answer is ConsentAnswer.NO
    assert partner(pages).shares == ()
    click(page, "drop_partner_0")
    assert partner(pages) is None


# --- what was left -----------------------------------------------------------------------------


def test_information_is_typed_line_by_line(pages: TalkPages) -> None:
    page = pages.hand_in()
    settle()
    assert not named(page, "add_offer").isVisible()
    type_in(page, "field_information_left", "Folder van de bibliotheek\n\nNummer van de bus")
    page._saving.flush()
    assert pages.stored().information_left == (
        LeftInformation("Folder van de bibliotheek"),
        LeftInformation("Nummer van de bus"),
    )
    assert "Informatie achtergelaten: Folder van de bibliotheek" in words(page)


def with_map(pages: TalkPages) -> HandInPage:
    uses = HandInUses(
        view=pages.view,
        save=pages.save,
        hand_in=lambda *_: None,
        now=lambda: NOW,
        offers=lambda _: [
            ("offer-1", "Koor De Eendracht"),
            ("offer-2", "Klussendienst"),
            (VOLUNTEERING, "Servicepunt Vrijwilligerswerk"),
        ],
    )
    return pages._show(HandInPage(pages.workbench, pages.look, uses), 1366, 768)


def test_an_offer_of_the_social_map_is_chosen(pages: TalkPages) -> None:
    page = with_map(pages)
    click(page, "add_offer")
    # Nobody chose one yet, so none is there by chance.
    assert named(page, "field_information_left", QPlainTextEdit).toPlainText() == ""
    named(page, "field_offer", QComboBox).setCurrentIndex(0)
    click(page, "add_offer")
    click(page, "add_offer")
    named(page, "field_offer", QComboBox).setCurrentIndex(1)
    click(page, "add_offer")
    page._saving.flush()
    chosen = (
        LeftInformation("Koor De Eendracht", "offer-1"),
        LeftInformation("Klussendienst", "offer-2"),
    )
    assert pages.stored().information_left == chosen
    plain = pages.hand_in()
    plain._saving.flush()
    assert pages.stored().information_left == chosen, "an older map takes nothing away"


def test_who_wants_to_help_others_is_asked_about_the_place_for_that(pages: TalkPages) -> None:
    page = with_map(pages)
    assert not named(page, "partner_proposed").isVisible()
    click(page, "wants_to_volunteer")
    assert named(page, "partner_proposed", QAbstractButton).text() == (
        "Vraag het voor Servicepunt Vrijwilligerswerk"
    )
    click(page, "partner_proposed")
    assert named(page, "field_partner").hasFocus()
    click(page, "partner_yes")
    answered = pages.stored().consents.find(Purpose.REFERRAL, "Servicepunt Vrijwilligerswerk")
    assert answered.answer is ConsentAnswer.YES
    assert not named(page, "partner_proposed").isVisible()


def test_no_map_offers_nothing() -> None:
    assert tuple(no_offers(None)) == ()


def test_words_in_the_place_of_a_day_are_told_not_to_go_along(pages: TalkPages) -> None:
    since = Question("home.since", QuestionKind.DATE, Words("Sinds wanneer woont u hier?"))
    known = pages.guides["default"]
    areas = [
        replace(area, questions=(*area.questions, since)) if area.link_id == "home" else area
        for area in known.areas
    ]
    pages.guides["default"] = replace(known, areas=tuple(areas))
    answers = Answers({"home.since": Answer(other="heel lang")})
    write(pages, answers=answers, consents=consents(Purpose.NOTES, Purpose.HEALTH))
    page = pages.hand_in()
    assert "Wat bij een dag of getal iets anders is, blijft in uw concept." in words(page)
    assert "heel lang" not in page._review.sentences()
    write(pages, consents=consents(Purpose.NOTES, Purpose.HEALTH))
    page.open(VISIT)
    assert "Alles wat hier staat gaat mee." in words(page)


def test_reading_together_begins_here_too(pages: TalkPages) -> None:
    page = pages.hand_in()
    click(page, "read_together_now")
    seen = words(named(page.window(), "read_together"))
    assert "Ik zing." in seen
    page.read_together()
    click(page.window(), "close_read_together")


def test_a_text_that_is_far_too_long_opens_and_is_told(pages: TalkPages) -> None:
    write(pages, told=(Passage("Ja. " * (TEXT_LIMIT // 2)),))
    page = pages.hand_in()
    click(page, "hand_in")
    assert pages.report() is None
    assert len(sheet(pages.stored().told)) == TEXT_LIMIT * 2
    assert "te lang" in words(page)
    assert len(page._review.sentences()) == 200
