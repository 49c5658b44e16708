"""Nothing typed is lost: full disks, locked databases, long and strange texts, endless guides."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlcipher3 import dbapi2

from huisbezoek.model.domain.answers import TEXT_LIMIT, Answer
from huisbezoek.model.domain.free_text import sheet
from huisbezoek.model.domain.guides import LifeArea, Option, Question, QuestionKind, Words
from huisbezoek.model.storage.engine import meaning_of
from huisbezoek.model.usecases.ports.profile import DatabaseBusyError, DatabaseFullError
from huisbezoek.ui import errors
from huisbezoek.ui.models.draft_saving import PAUSE_MILLISECONDS
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.subject_menu import SubjectMenu
from tests.open_profile import open_profile
from tests.ui.resident_window import click, named, settle, words
from tests.ui.talk_pages import VISIT, TalkPages

ROUNDING = 2
"""Milliseconds that Qt rounds up what a timer still waits."""


@pytest.fixture
def pages(tmp_path: Path, look: LookSource, shown: Callable[..., QWidget]) -> Iterator[TalkPages]:
    with open_profile(tmp_path / "profile") as profile:
        yield TalkPages(profile, look, shown)


@pytest.fixture
def page(pages: TalkPages) -> QWidget:
    return pages.begun()


def told(page: QWidget) -> QPlainTextEdit:
    return named(page, "field_told", QPlainTextEdit)


def stored_text(pages: TalkPages) -> str:
    return sheet(pages.stored().told)


def saved(page: QWidget) -> str:
    return named(page, "saved_state").text.accessibleName()


# --- the moment of saving ----------------------------------------------------------------------


def test_who_types_without_a_pause_is_saved_all_the_same(
    page: QWidget, pages: TalkPages, qtbot: QtBot
) -> None:
    timer = page._saving._timer
    told(page).insertPlainText("Ik ")
    first = timer.remainingTime()
    assert 0 < first <= PAUSE_MILLISECONDS + ROUNDING
    qtbot.waitUntil(lambda: timer.remainingTime() < first)
    left = timer.remainingTime()
    told(page).insertPlainText("typ door.")
    assert timer.remainingTime() <= left, "typing on never puts the saving off"
    assert saved(page) == "Wordt bewaard"
    timer.timeout.emit()
    assert stored_text(pages) == "Ik typ door."
    assert saved(page) == "Bewaard om 10.52"


FAILURES = {"full": DatabaseFullError(), "busy": DatabaseBusyError()}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_save_that_fails_is_told_and_tried_again(
    page: QWidget, pages: TalkPages, failure: str
) -> None:
    error = FAILURES[failure]
    pages.full_disk = error
    told(page).setPlainText("Eerste zin.")
    page._saving.flush()
    assert saved(page) == "Niet bewaard"
    seen = words(page)
    assert "Het bewaren lukte niet. Wat u schreef staat er nog." in seen
    assert errors.sentence(error) in seen
    assert page._saving._timer.isActive(), "it is tried again by itself"
    told(page).insertPlainText(" Ik typ gewoon door.")
    assert page._saving._timer.remainingTime() <= PAUSE_MILLISECONDS + ROUNDING
    page._saving.flush()
    assert stored_text(pages) == ""
    pages.full_disk = None
    page._saving._timer.timeout.emit()
    assert stored_text(pages) == told(page).toPlainText()
    assert "Niet bewaard" not in saved(page)
    assert "Het bewaren lukte niet" not in words(page)


def test_a_real_disk_that_is_full_keeps_the_draft_and_the_typing(
    page: QWidget, pages: TalkPages
) -> None:
    told(page).setPlainText("Dit stond er al.")
    page._saving.flush()
    writer = pages.profile._writer
    with writer.writing() as writing:
        connection = writing._connection
        size = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {size}")
        writing.commit()
    long = "Een lange zin over vroeger. " * 5_000
    told(page).setPlainText(long)
    page._saving.flush()
    assert saved(page) == "Niet bewaard"
    assert stored_text(pages) == "Dit stond er al."
    assert told(page).toPlainText() == long
    with writer.writing() as writing:
        writing._connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        writing.commit()
    page._saving._timer.timeout.emit()
    assert stored_text(pages) == long


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("database is locked", DatabaseBusyError),
        ("database or disk is full", DatabaseFullError),
    ],
)
def test_what_the_database_says_becomes_a_clear_sentence(said: str, kind: type) -> None:
    found = meaning_of(dbapi2.OperationalError(said))
    assert isinstance(found, kind)
    assert len(errors.sentence(found)) > 20


# --- texts -------------------------------------------------------------------------------------


def test_a_million_characters_are_kept_and_the_limit_is_told(
    page: QWidget, pages: TalkPages
) -> None:
    text = "Ik woon hier al 41 jaar.\n" * 40_000
    told(page).setPlainText(text)
    assert "980.000 tekens te lang om in te leveren" in words(page)
    page._saving.flush()
    assert stored_text(pages) == text
    page.open(VISIT)
    assert told(page).toPlainText() == text


LONG = "Ik wil graag mee. " * 3_000


def test_a_long_wish_and_a_long_note_are_kept_whole_and_the_limit_is_told(
    page: QWidget, pages: TalkPages
) -> None:
    named(page, "subjects", SubjectMenu).set_current("home")
    named(page, "field_home_wish", QLineEdit).setText(LONG)
    click(page, "note_for_coordinator")
    named(page, "field_note_text", QPlainTextEdit).setPlainText(LONG)
    seen = words(page)
    assert seen.count("34.000 tekens te lang om in te leveren") == 1
    assert seen.count("33.999 tekens te lang om in te leveren") == 1
    page._saving.flush()
    kept = pages.stored()
    assert (kept.answers.get("home.wish").value, kept.open_note.text) == (LONG.strip(), LONG)


def test_the_room_that_is_left_is_told_while_typing(page: QWidget) -> None:
    told(page).setPlainText("x" * (TEXT_LIMIT - 12))
    assert "Er passen nog 12 tekens bij." in words(page)


STRANGE = {
    "hebrew": "שלום, מה שלומך? הכול טוב.",
    "arabic mixed": "Zij zei: مرحبا بك — en lachte.",
    "emoji": "Gezellig 👩🏽‍🦳👨‍👩‍👧‍👦 met 🇳🇱 taart 🎂.",
    "combining": "Zo\u0308n café, e\u0301cht.",
    "tab and bell": "Eén\ttwee\x07drie\x1b[0m vier.",
    "null": "voor\x00na",
    "bidi marks": "\u202eomgekeerd\u202c en \u200fverder.",
    "no-break": "10\u00a0euro en nog 5\u202f000.",
    "separators": "regel\u2028breuk",
    "lone surrogate": "stuk \ud83d hart",
    "html": "<b>vet</b> & 'aanhaling' \"dubbel\"",
}


@pytest.mark.parametrize("name", STRANGE)
def test_strange_characters_are_kept_as_they_stand(
    page: QWidget, pages: TalkPages, name: str
) -> None:
    told(page).setPlainText(STRANGE[name])
    shown = told(page).toPlainText()
    page._saving.flush()
    assert saved(page) == "Bewaard om 10.52"
    assert stored_text(pages) == shown
    page.open(VISIT)
    assert told(page).toPlainText() == shown
    click(page, "finish_talk")
    hand_in = pages.hand_in()
    settle()
    assert hand_in._review.sentences()
    click(hand_in, "hand_in")
    assert pages.report() is not None


# --- guides ------------------------------------------------------------------------------------

MANY = 500


def endless() -> LifeArea:
    options = (Option("a", Words("Ja, vaak")), Option("b", Words("Nee, nooit")))
    kinds = (QuestionKind.CHOICE, QuestionKind.TEXT, QuestionKind.BOOLEAN, QuestionKind.INTEGER)
    questions = tuple(
        Question(
            f"endless.q{number}",
            kinds[number % len(kinds)],
            Words(f"Vraag nummer {number}?"),
            options=options if kinds[number % len(kinds)] is QuestionKind.CHOICE else (),
        )
        for number in range(MANY)
    )
    return LifeArea("endless", Words("Heel veel"), questions)


@pytest.mark.faults
def test_five_hundred_questions_stay_usable(pages: TalkPages, qtbot: QtBot) -> None:
    known = pages.guides["default"]
    pages.guides["default"] = replace(known, areas=(endless(), *known.areas))
    page = pages.begun()
    menu = named(page, "subjects", SubjectMenu)
    menu.set_current("endless")
    last = named(page, f"field_endless_q{MANY - 1}")
    qtbot.waitUntil(last.isVisible)
    last.setText("4")
    last.editingFinished.emit()
    choice = named(page, "question_endless_q0")
    choice.findChildren(QAbstractButton)[0].click()
    menu.set_current("home")
    menu.set_current("endless")
    assert named(page, f"field_endless_q{MANY - 1}").text() == "4"
    answers = pages.stored().answers
    assert answers.get(f"endless.q{MANY - 1}") == Answer(4)
    assert answers.get("endless.q0") == Answer("a")
