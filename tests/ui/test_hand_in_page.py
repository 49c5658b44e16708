"""Handing in: every sentence can be struck, and what is struck is in no byte of the report."""

import json
from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget

from huisbezoek.model.domain.answers import TEXT_LIMIT, Answer, Answers
from huisbezoek.model.domain.consent import ConsentAnswer, Purpose, Understanding
from huisbezoek.model.domain.free_text import Passage
from huisbezoek.model.domain.reports import (
    AgreedLine,
    LineKind,
    NextVisitWish,
    PresentRole,
    ReportDraft,
)
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.ui.actions import PageName
from huisbezoek.ui.theme import LookSource
from tests.open_profile import open_profile
from tests.ui.resident_window import click, named, settle, type_in, words
from tests.ui.talk_pages import NOW, VISIT, TalkPages
from tests.unit.report_samples import consents

WRITTEN = (Passage("Ik woon hier al 41 jaar. ", "home"), Passage("Ik mis mijn man.", "meaning"))


@pytest.fixture
def pages(tmp_path: Path, look: LookSource, shown: Callable[..., QWidget]) -> Iterator[TalkPages]:
    with open_profile(tmp_path / "profile") as profile:
        made = TalkPages(profile, look, shown)
        write(made)
        yield made


def write(pages: TalkPages, **changes: object) -> ReportDraft:
    return pages.write(**{"told": WRITTEN, **changes})


def test_every_sentence_is_read_as_it_was_written(pages: TalkPages) -> None:
    page = pages.hand_in()
    text = words(page)
    assert "Ik woon hier al 41 jaar." in text
    assert "Ik mis mijn man." in text
    assert "Dit leest Anneke, woord voor woord" in text
    assert "Mevrouw kan dit opvragen." in text


def test_a_struck_sentence_is_in_no_byte_of_the_report(pages: TalkPages) -> None:
    page = pages.hand_in()
    click(page, "strike_1")
    assert len(pages.stored().struck) == 1
    assert "De doorgehaalde zin" in words(page)
    click(page, "hand_in")
    state = pages.profile.ask(lambda reading: reading.visit(VISIT))
    assert "mis mijn man" not in json.dumps(state.report)
    assert [line.text for line in pages.report().of_kind(LineKind.TOLD)] == [
        "Ik woon hier al 41 jaar."
    ]


def test_a_sentence_can_be_put_back(pages: TalkPages) -> None:
    page = pages.hand_in()
    click(page, "strike_1")
    assert named(page, "strike_1", QAbstractButton).text() == "Terugzetten"
    click(page, "strike_1")
    assert pages.stored().struck == frozenset()


def test_the_same_sentence_is_struck_everywhere(pages: TalkPages) -> None:
    write(pages, agreed=(AgreedLine("Ik mis mijn man."),))
    page = pages.hand_in()
    click(page, "strike_1")
    assert named(page, "strike_2", QAbstractButton).text() == "Terugzetten"
    click(page, "hand_in")
    assert "mis mijn man" not in str(pages.report())


def test_handing_in_records_the_visit_and_goes_to_today(pages: TalkPages) -> None:
    page = pages.hand_in()
    type_in(page, "field_held_on", "20-11-2026")
    type_in(page, "field_start", "14.15")
    type_in(page, "field_minutes", "75")
    click(page, "present_child")
    click(page, "hand_in")
    report = pages.report()
    assert (report.held_on, report.start, report.minutes) == (date(2026, 11, 20), time(14, 15), 75)
    assert report.present == (PresentRole.CHILD,)
    state = pages.profile.ask(lambda reading: reading.visit(VISIT))
    assert state.status is VisitStatus.REPORT_SUBMITTED
    assert state.held_on == date(2026, 11, 20)
    assert pages.stored() is None
    assert pages.went_to[-1].page is PageName.TODAY


def test_a_draft_does_not_come_back_after_handing_in(pages: TalkPages) -> None:
    page = pages.hand_in()
    click(page, "hand_in")
    named(page, "field_impression", QPlainTextEdit).setPlainText("Te laat getypt.")
    page.hide()
    assert pages.stored() is None


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("field_held_on", "31-2-2026", "Vul een dag in"),
        ("field_held_on", "24-11-2026", "Deze dag moet nog komen"),
        ("field_start", "25.00", "Vul een tijd in"),
        ("field_minutes", "een uur", "Vul een aantal minuten in"),
        ("field_minutes", "0", "Vul een aantal minuten in"),
    ],
)
def test_a_fact_that_cannot_be_is_told_at_its_field(
    pages: TalkPages, name: str, text: str, told: str
) -> None:
    page = pages.hand_in()
    type_in(page, name, text)
    click(page, "hand_in")
    assert told in words(page)
    assert named(page, name, QLineEdit).text() == text
    assert pages.report() is None


def test_what_is_agreed_is_typed_saved_and_read_back(pages: TalkPages) -> None:
    page = pages.hand_in()
    type_in(page, "field_agreed", "Anneke belt de klussendienst.\nZij belt haar zus.")
    type_in(page, "field_impression", "Een warm gesprek.")
    click(page, "next_visit_next_cycle")
    click(page, "wants_support")
    stored = pages.stored()
    assert [line.text for line in stored.agreed] == [
        "Anneke belt de klussendienst.",
        "Zij belt haar zus.",
    ]
    assert stored.next_visit is NextVisitWish.NEXT_CYCLE
    assert "Zij belt haar zus." in words(page)
    page.hide()
    again = pages.hand_in()
    settle()
    assert named(again, "field_impression", QPlainTextEdit).toPlainText() == "Een warm gesprek."
    click(again, "hand_in")
    report = pages.report()
    assert report.of_kind(LineKind.SUPPORT)
    assert report.next_visit() is NextVisitWish.NEXT_CYCLE


def test_good_to_know_is_kept_only_when_it_was_agreed(pages: TalkPages) -> None:
    page = pages.hand_in()
    type_in(page, "field_good_to_know", "Klop op het raam.")
    page._saving.flush()
    assert "Goed om te weten" not in {block.title for block in blocks(page)}
    click(page, "good_to_know_agreed")
    click(page, "hand_in")
    card = pages.profile.ask(lambda reading: reading.resident(pages.resident)).state.card
    assert card.good_to_know == "Klop op het raam."


def blocks(page: QWidget) -> list:
    from huisbezoek.ui.models.review_words import review_blocks

    return list(review_blocks(page._saving.draft, page._talk.guide, "mevrouw"))


def test_permission_at_the_end_is_asked_per_purpose(pages: TalkPages) -> None:
    page = pages.hand_in()
    assert not named(page, "field_aftercare_on").isVisible()
    click(page, "consent_aftercare_yes")
    click(page, "consent_family_no")
    settle()
    type_in(page, "field_aftercare_on", "4-1-2027")
    stored = pages.stored()
    assert stored.consents.answer(Purpose.AFTERCARE) is ConsentAnswer.YES
    assert stored.consents.find(Purpose.AFTERCARE).asked_at == NOW
    assert stored.consents.answer(Purpose.FAMILY) is ConsentAnswer.NO
    assert stored.consents.answer(Purpose.QUALITY) is None
    click(page, "hand_in")
    assert pages.report().aftercare_on() == date(2027, 1, 4)


def test_without_permission_only_the_visit_is_handed_in(pages: TalkPages) -> None:
    write(pages, consents=consents(refused=(Purpose.NOTES, Purpose.HEALTH)))
    page = pages.hand_in()
    assert "Ik mis mijn man." not in words(page)
    assert "liever niet dat u opschrijft" in words(page)
    click(page, "hand_in")
    assert pages.report().lines == ()


def test_what_would_not_go_along_is_not_asked(pages: TalkPages) -> None:
    help_at_home = Answers({"home.help_wanted": Answer(value=True)})
    refused = consents(refused=(Purpose.NOTES, Purpose.HEALTH))
    write(pages, told=(), consents=refused, answers=help_at_home)
    page = pages.hand_in()
    assert "Wil hulp bij: wonen." in words(page)
    in_words = ("field_agreed", "field_information_left", "field_good_to_know", "field_impression")
    assert [name for name in in_words if named(page, name).isVisible()] == []
    assert named(page, "next_visit_earlier").isVisible()
    write(pages, understands=Understanding.DOUBT)
    page = pages.hand_in()
    assert not named(page, "next_visit_earlier").isVisible()
    asked = ("consent_aftercare_yes", "field_aftercare_on", "consent_quality_no", "field_partner")
    assert [name for name in asked if named(page, name).isVisible()] == []


def test_a_text_that_is_too_long_stays_whole(pages: TalkPages) -> None:
    write(pages, told=(Passage("a" * (TEXT_LIMIT + 1)),))
    page = pages.hand_in()
    click(page, "hand_in")
    assert pages.report() is None
    assert "staat er nog" in words(page)
    assert len(pages.stored().told[0].text) == TEXT_LIMIT + 1
    assert named(page, "hand_in").isEnabled()


def test_a_citizen_service_number_is_pointed_out_until_it_is_struck(pages: TalkPages) -> None:
    write(pages, told=(Passage("Mijn nummer is 123456782.", ""),))
    page = pages.hand_in()
    assert "burgerservicenummer" in words(page)
    click(page, "strike_0")
    assert "burgerservicenummer" not in words(page)


def test_the_way_back_saves_and_goes_to_the_talk(pages: TalkPages) -> None:
    page = pages.hand_in()
    named(page, "field_impression", QPlainTextEdit).setPlainText("Nog een indruk.")
    click(page, "back_to_talk")
    assert pages.stored().impression == "Nog een indruk."
    assert [(one.page, one.subject) for one in pages.went_to] == [(PageName.TALK, VISIT)]


def test_nobody_else_and_somebody_exclude_each_other(pages: TalkPages) -> None:
    page = pages.hand_in()
    click(page, "present_partner")
    click(page, "present_alone")
    assert pages.stored().present == (PresentRole.ALONE,)
    click(page, "present_child")
    assert pages.stored().present == (PresentRole.CHILD,)


# Dark has the measures of light; only contrast draws thicker lines.
@pytest.mark.parametrize(("theme", "percent"), [("light", 100), ("light", 200), ("contrast", 200)])
def test_nothing_is_wider_than_the_window(
    pages: TalkPages, look: LookSource, theme: str, percent: int
) -> None:
    page = pages.hand_in(width=1366 - 232)
    look.apply(theme, percent)
    settle()
    assert page.demanded_width() <= page.width()
    assert named(page, "hand_in").isVisible()
