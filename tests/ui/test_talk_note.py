"""What is typed in the note for the coordinator is kept while it is typed, as in the talk."""

from collections.abc import Callable, Iterator
from datetime import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from huisbezoek.model.domain.follow_up_events import SignalKind
from huisbezoek.model.domain.reports import CoordinatorNote, LineKind, NoteCall, Urgency
from huisbezoek.model.usecases.ports.profile import DatabaseFullError
from huisbezoek.ui.dialogs.note_dialog import NoteDialog
from huisbezoek.ui.models.draft_saving import PAUSE_MILLISECONDS
from huisbezoek.ui.models.note_words import observation
from huisbezoek.ui.models.words_saving import WordsSaving
from huisbezoek.ui.theme import LookSource
from tests.open_profile import open_profile
from tests.ui.resident_window import click, named, swept, words
from tests.ui.talk_pages import TalkPages

WORDS = "De kachel rook naar gas. "
AGAIN = "Dit typte u eerder. De notitie is nog niet bewaard."


@pytest.fixture
def pages(tmp_path: Path, look: LookSource, shown: Callable[..., QWidget]) -> Iterator[TalkPages]:
    with open_profile(tmp_path / "profile") as profile:
        yield TalkPages(profile, look, shown)


@pytest.fixture
def page(pages: TalkPages) -> QWidget:
    return pages.begun()


def note(page: QWidget) -> NoteDialog:
    return named(page, "note_dialog", NoteDialog)


def open_note(page: QWidget) -> None:
    swept()
    click(page, "note_for_coordinator")


def type_note(page: QWidget, text: str = WORDS) -> QPlainTextEdit:
    open_note(page)
    field = named(note(page), "field_note_text", QPlainTextEdit)
    field.insertPlainText(text)
    return field


def text_of(page: QWidget) -> str:
    return named(note(page), "field_note_text", QPlainTextEdit).toPlainText()


def test_what_stands_in_an_open_note_is_on_disk_and_offered_again(
    page: QWidget, pages: TalkPages
) -> None:
    type_note(page)
    assert page._saving._timer.isActive()
    page._saving._timer.timeout.emit()
    assert pages.stored().open_note == CoordinatorNote(WORDS)
    click(note(page), "call_called")
    click(note(page), "choose_observations")
    click(note(page), "observed_eating_and_weight")
    click(note(page), "urgency_can_wait")
    # As at a lock: the page goes while the note is open.
    page.hide()
    kept = pages.stored()
    assert kept.note is None
    assert kept.open_note == CoordinatorNote(
        f"{observation(SignalKind.EATING_AND_WEIGHT)}\n{WORDS}",
        Urgency.CAN_WAIT,
        NoteCall.CALLED,
        time(10, 52),
        kind=SignalKind.EATING_AND_WEIGHT,
    )
    again = pages.talk()
    open_note(again)
    assert AGAIN in words(note(again))
    assert text_of(again) == WORDS
    click(note(again), "save_note")
    assert (pages.stored().open_note, pages.stored().note.text) == (
        None,
        f"{observation(SignalKind.EATING_AND_WEIGHT)}\n{WORDS}".strip(),
    )


def test_who_goes_back_finds_the_note_again_and_who_throws_it_away_does_not(
    page: QWidget, pages: TalkPages, qtbot: QtBot
) -> None:
    field = type_note(page)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert pages.stored().open_note == CoordinatorNote(WORDS)
    open_note(page)
    assert text_of(page) == WORDS
    click(note(page), "drop_note")
    assert pages.stored().open_note is None
    open_note(page)
    assert text_of(page) == ""
    assert AGAIN not in words(note(page))


def test_a_note_that_was_kept_and_only_looked_at_is_not_open(
    page: QWidget, pages: TalkPages, qtbot: QtBot
) -> None:
    type_note(page, WORDS.strip())
    click(note(page), "urgency_can_wait")
    click(note(page), "save_note")
    open_note(page)
    qtbot.keyClick(named(note(page), "field_note_text"), Qt.Key.Key_Escape)
    assert pages.stored().open_note is None
    assert pages.stored().note == CoordinatorNote(WORDS.strip(), Urgency.CAN_WAIT)


def test_handing_in_asks_first_what_becomes_of_an_open_note(
    page: QWidget, pages: TalkPages, qtbot: QtBot
) -> None:
    qtbot.keyClick(type_note(page), Qt.Key.Key_Escape)
    hand_in = pages.hand_in()
    click(hand_in, "hand_in")
    assert pages.report() is None
    assert text_of(hand_in) == WORDS
    click(note(hand_in), "urgency_can_wait")
    click(note(hand_in), "save_note")
    click(hand_in, "hand_in")
    assert [line.text for line in pages.report().of_kind(LineKind.NOTE)] == [WORDS.strip()]


def test_an_open_note_is_never_part_of_a_report(page: QWidget, pages: TalkPages) -> None:
    type_note(page)
    click(page.window(), "drop_note")
    hand_in = pages.hand_in()
    click(hand_in, "hand_in")
    assert pages.report().of_kind(LineKind.NOTE) == ()


class Failing:
    """A workbench on which the first deeds fail."""

    def __init__(self, failures: int) -> None:
        self.failures = failures
        self.kept: list[str] = []

    def do(self, deed, done=None, failed=None) -> None:
        if self.failures:
            self.failures -= 1
            failed(DatabaseFullError())
        else:
            deed(self.kept)


def test_words_outside_a_talk_are_tried_again_until_they_are_on_disk(
    shown: Callable[..., QWidget],
) -> None:
    dialog, workbench = QWidget(), Failing(1)
    shown(dialog)
    typed = "Zij"

    def now():
        present = typed
        return lambda kept: kept.append(present)

    saving = WordsSaving(workbench, dialog, now)
    saving.touch()
    first = saving._timer.remainingTime()
    assert 0 < first <= PAUSE_MILLISECONDS + 2
    saving.touch()
    assert saving._timer.remainingTime() <= first, "typing on never puts the saving off"
    saving._timer.timeout.emit()
    assert workbench.kept == []
    assert saving._timer.isActive(), "it is tried again by itself"
    typed = "Zij is gevallen."
    dialog.hide()
    assert workbench.kept == ["Zij is gevallen."]
    saving.touch()
    saving.stop()
    dialog.show()
    dialog.hide()
    assert len(workbench.kept) == 1
