"""The talk: permission first, every answer at once, and nothing lost."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from huisbezoek.model.domain.answers import RATHER_NOT, TEXT_LIMIT, Answer
from huisbezoek.model.domain.consent import ConsentAnswer, Purpose, Understanding
from huisbezoek.model.domain.errors import EnvironmentFailedError
from huisbezoek.model.domain.free_text import sheet
from huisbezoek.model.domain.reports import NoteCall, ReportDraft, Urgency
from huisbezoek.model.usecases.ports.work import Changes
from huisbezoek.ui.actions import PageName
from huisbezoek.ui.lanes import ProfileLanes
from huisbezoek.ui.models.draft_saving import PAUSE_MILLISECONDS, DraftSaving
from huisbezoek.ui.tasks import Tasks
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.choice import CheckRow
from huisbezoek.ui.widgets.curtain import Curtain, CurtainCode
from huisbezoek.ui.widgets.subject_menu import SubjectMenu
from huisbezoek.ui.workbench import Workbench
from tests.open_profile import open_profile
from tests.ui.resident_window import click, named, settle, words
from tests.ui.talk_pages import CARD, NOW, TODAY, VISIT, VISITOR, TalkPages


class DiskFullError(EnvironmentFailedError):
    code = "transfer.disk_full"


TWO_SECONDS = 2_000


@pytest.fixture
def pages(tmp_path: Path, look: LookSource, shown: Callable[..., QWidget]) -> Iterator[TalkPages]:
    with open_profile(tmp_path / "profile") as profile:
        yield TalkPages(profile, look, shown)


def begin(page: QWidget, *, health: bool = False) -> None:
    click(page, "permission_notes")
    if health:
        click(page, "permission_health")
    click(page, "understands_yes")
    click(page, "start_talk")


def told(page: QWidget) -> QPlainTextEdit:
    return named(page, "field_told", QPlainTextEdit)


def subjects(page: QWidget) -> SubjectMenu:
    return named(page, "subjects", SubjectMenu)


def titles(page: QWidget) -> list[str]:
    menu = subjects(page)
    return [menu.item(place).text() for place in range(menu.count())]


def type_and_pause(page: QWidget, text: str) -> None:
    told(page).setPlainText(text)
    page._saving.flush()


def test_permission_comes_first_and_nothing_is_ticked(pages: TalkPages) -> None:
    page = pages.talk()
    settle()
    for name in ("permission_notes", "permission_health", "understands_yes", "understands_doubt"):
        assert not named(page, name, QAbstractButton).isChecked(), name
    assert not told(page).isVisible()
    assert not named(page, "finish_talk").isVisible()
    assert pages.stored() is None


def test_the_talk_does_not_begin_before_understanding_is_answered(pages: TalkPages) -> None:
    page = pages.talk()
    click(page, "permission_notes")
    click(page, "start_talk")
    assert not told(page).isVisible()
    assert "Kies wat u merkt" in words(page)


def test_permission_is_saved_with_who_asked_and_when(pages: TalkPages) -> None:
    page = pages.talk()
    begin(page)
    stored = pages.stored()
    assert stored.understands is Understanding.YES
    assert stored.consents.answer(Purpose.NOTES) is ConsentAnswer.YES
    assert stored.consents.answer(Purpose.HEALTH) is ConsentAnswer.NO
    assert stored.consents.find(Purpose.NOTES).asked_by == stored.visitor_id


def test_health_is_a_subject_only_with_permission(pages: TalkPages) -> None:
    page = pages.talk()
    begin(page)
    assert "Gezondheid" not in titles(page)
    assert "Over gezondheid schrijft u niets op" in words(page)
    click(page, "change_permission")
    click(page, "permission_health")
    click(page, "start_talk")
    assert "Gezondheid" in titles(page)


def test_health_needs_permission_for_notes(pages: TalkPages) -> None:
    page = pages.talk()
    health = named(page, "permission_health", CheckRow)
    assert not health.isEnabled()
    click(page, "permission_notes")
    click(page, "permission_health")
    click(page, "permission_notes")
    assert not health.isChecked()


def test_without_permission_only_requests_remain(pages: TalkPages) -> None:
    page = pages.talk()
    click(page, "understands_yes")
    click(page, "start_talk")
    assert not told(page).isVisible()
    assert named(page, "help_home").isVisible()
    click(page, "help_home")
    assert pages.stored().answers.get("home.help_wanted") == Answer(value=True)
    click(page, "help_home")
    assert pages.stored().answers.get("home.help_wanted") is None


def test_doubt_leaves_only_the_visit(pages: TalkPages) -> None:
    page = pages.talk()
    click(page, "permission_notes")
    click(page, "understands_doubt")
    click(page, "start_talk")
    assert not told(page).isVisible()
    assert not named(page, "help_home").isVisible()
    assert "U twijfelt of mevrouw de vraag begrijpt" in words(page)


def test_a_representative_is_named_at_the_question(
    tmp_path: Path, look: LookSource, shown: Callable[..., QWidget]
) -> None:
    card = replace(CARD, sex="M", representative="Mentor Bakker")
    with open_profile(tmp_path / "profile") as profile:
        page = TalkPages(profile, look, shown, card).talk()
        assert "Mentor Bakker" in words(page)
        assert "Begrijpt meneer de vraag?" in words(page)


def test_a_tick_is_saved_at_once(pages: TalkPages) -> None:
    page = pages.talk()
    begin(page)
    subjects(page).set_current("home")
    click(page, "tick_stairs_hard")
    assert pages.stored().answers.get("home.ticks") == Answer(("stairs_hard",))
    click(page, "tick_stairs_hard")
    assert pages.stored().answers.get("home.ticks") is None


def test_rather_not_say_takes_the_ticks_back_and_a_tick_takes_it_back(pages: TalkPages) -> None:
    page = pages.talk()
    begin(page)
    subjects(page).set_current("home")
    click(page, "tick_stairs_hard")
    click(page, "tick_rather_not")
    assert pages.stored().answers.get("home.ticks") == RATHER_NOT
    assert not named(page, "tick_stairs_hard", QAbstractButton).isChecked()
    click(page, "tick_stairs_hard")
    assert pages.stored().answers.get("home.ticks") == Answer(("stairs_hard",))
    assert not named(page, "tick_rather_not", QAbstractButton).isChecked()


def test_help_wanted_is_an_answer_of_its_own(pages: TalkPages) -> None:
    page = pages.talk()
    begin(page)
    subjects(page).set_current("daily")
    click(page, "tick_help")
    assert pages.stored().answers.get("daily.help_wanted") == Answer(value=True)


def test_connection_questions_can_be_left_or_taken_back(pages: TalkPages) -> None:
    page = pages.talk()
    begin(page)
    subjects(page).set_current("connection")
    settle()
    assert words(page).count("Eigen vraag, niet wetenschappelijk getoetst. Overslaan mag.") == 3
    group = named(page, "question_connection_social")
    group.set_chosen(["a_bit"])
    assert pages.stored().answers.get("connection.social") == Answer("a_bit")
    group.set_chosen(["@untouched"])
    assert pages.stored().answers.get("connection.social") is None


def test_a_question_that_depends_on_another_shows_when_it_matters(pages: TalkPages) -> None:
    page = pages.talk()
    begin(page, health=True)
    subjects(page).set_current("health")
    settle()
    information = named(page, "question_falls_information")
    assert not information.isVisible()
    named(page, "question_falls_fell").set_chosen(["yes"])
    settle()
    assert information.isVisible()


def test_typed_text_is_saved_after_a_pause(pages: TalkPages, qtbot: QtBot) -> None:
    page = pages.talk()
    begin(page)
    before = pages.stored()
    told(page).setPlainText("Ik woon hier prettig.")
    assert pages.stored() == before
    assert named(page, "saved_state").text.accessibleName() == "Wordt bewaard"
    timer = page._saving._timer
    assert timer.isActive()
    assert timer.interval() == PAUSE_MILLISECONDS <= TWO_SECONDS
    timer.timeout.emit()
    assert sheet(pages.stored().told) == "Ik woon hier prettig."
    assert named(page, "saved_state").text.accessibleName() == "Bewaard om 10.52"


def test_typed_text_is_saved_when_the_field_or_the_page_is_left(pages: TalkPages) -> None:
    page = pages.talk()
    begin(page)
    told(page).setFocus()
    told(page).setPlainText("Eerst dit.")
    named(page, "note_for_coordinator").setFocus()
    assert sheet(pages.stored().told) == "Eerst dit."
    told(page).setPlainText("Eerst dit. En dan dat.")
    page.hide()
    assert sheet(pages.stored().told) == "Eerst dit. En dan dat."


def test_sentences_are_filed_under_the_subject_that_was_chosen(pages: TalkPages) -> None:
    page = pages.talk()
    begin(page)
    subjects(page).set_current("contact")
    told(page).setPlainText("Mijn zus komt vaak. ")
    subjects(page).set_current("home")
    type_and_pause(page, "Mijn zus komt vaak. De trap is steil.")
    assert [(one.text.strip(), one.subject) for one in pages.stored().told] == [
        ("Mijn zus komt vaak.", "contact"),
        ("De trap is steil.", "home"),
    ]


def test_a_wish_belongs_to_its_subject(pages: TalkPages) -> None:
    page = pages.talk()
    begin(page)
    subjects(page).set_current("home")
    settle()
    named(page, "field_home_wish", QLineEdit).setText("Een leuning.")
    subjects(page).set_current("daily")
    settle()
    assert pages.stored().answers.get("home.wish") == Answer("Een leuning.")
    assert named(page, "field_daily_wish", QLineEdit).text() == ""


def test_the_draft_stands_there_again(pages: TalkPages) -> None:
    first = pages.talk()
    begin(first)
    subjects(first).set_current("home")
    click(first, "tick_stairs_hard")
    type_and_pause(first, "De trap is steil.")
    first.hide()
    second = pages.talk()
    settle()
    assert told(second).toPlainText() == "De trap is steil."
    subjects(second).set_current("home")
    settle()
    assert named(second, "tick_stairs_hard", QAbstractButton).isChecked()


def test_a_failing_save_is_told_and_keeps_the_text(pages: TalkPages) -> None:
    page = pages.talk()
    begin(page)
    pages.full_disk = DiskFullError()
    type_and_pause(page, "Dit blijft staan.")
    assert told(page).toPlainText() == "Dit blijft staan."
    assert named(page, "saved_state").text.accessibleName() == "Niet bewaard"
    assert "Het bewaren lukte niet" in words(page)
    pages.full_disk = None
    page._saving._timer.timeout.emit()
    assert sheet(pages.stored().told) == "Dit blijft staan."
    assert "Het bewaren lukte niet" not in words(page)


def test_nobody_leaves_for_the_hand_in_before_everything_is_saved(pages: TalkPages) -> None:
    page = pages.talk()
    begin(page)
    pages.full_disk = DiskFullError()
    told(page).setPlainText("Nog niet bewaard.")
    click(page, "finish_talk")
    assert pages.went_to == []
    pages.full_disk = None
    click(page, "finish_talk")
    assert [(one.page, one.subject) for one in pages.went_to] == [(PageName.HAND_IN, VISIT)]


def test_a_text_that_is_too_long_is_told_and_kept(pages: TalkPages) -> None:
    page = pages.talk()
    begin(page)
    type_and_pause(page, "a" * (TEXT_LIMIT + 7))
    assert "7 tekens te lang" in words(page)
    assert len(sheet(pages.stored().told)) == TEXT_LIMIT + 7


@pytest.mark.parametrize(("text", "is_told"), [("Nummer 123456782.", True), ("123456783", False)])
def test_a_citizen_service_number_is_pointed_out(
    pages: TalkPages, text: str, is_told: bool
) -> None:
    page = pages.talk()
    begin(page)
    told(page).setPlainText(text)
    settle()
    assert ("burgerservicenummer" in words(page)) is is_told


def test_pause_keeps_the_draft_and_goes_to_today(pages: TalkPages) -> None:
    page = pages.talk()
    begin(page)
    told(page).setPlainText("Straks verder.")
    click(page, "pause_talk")
    assert sheet(pages.stored().told) == "Straks verder."
    assert not pages.stored().stopped
    assert pages.went_to[-1].page is PageName.TODAY


def test_stopping_is_remembered_until_somebody_writes_on(pages: TalkPages) -> None:
    page = pages.talk()
    begin(page)
    click(page, "stop_talk")
    assert pages.stored().stopped
    assert pages.went_to[-1].page is PageName.TODAY
    page.open(VISIT)
    type_and_pause(page, "Toch nog even.")
    assert not pages.stored().stopped


def test_stopping_before_the_question_leaves_no_draft(pages: TalkPages) -> None:
    page = pages.talk()
    click(page, "stop_talk")
    assert pages.stored() is None
    assert pages.went_to[-1].page is PageName.TODAY


def test_the_page_holds_no_number_of_progress_and_no_word_of_worry(pages: TalkPages) -> None:
    page = pages.talk()
    begin(page, health=True)
    for title in ("contact", "health", "future"):
        subjects(page).set_current(title)
        text = words(page).lower()
        assert not {word for word in ("signaal", "eenzaam", "zorgen over", "%") if word in text}


def test_the_note_begins_with_the_telephone_and_nothing_chosen(pages: TalkPages) -> None:
    page = pages.talk()
    begin(page)
    click(page, "note_for_coordinator")
    dialog = named(page, "note_dialog")
    assert "Bel Anneke nu: 0341 000 100" in words(dialog)
    assert "112" in words(dialog)
    for urgency in Urgency:
        assert not named(dialog, f"urgency_{urgency.value}", QAbstractButton).isChecked()
    named(dialog, "field_note_text", QPlainTextEdit).setPlainText("De post lag er nog.")
    click(dialog, "save_note")
    assert pages.stored().note is None
    click(dialog, "call_called")
    assert "10.52" in named(dialog, "call_called", QAbstractButton).text()
    click(dialog, "urgency_call_today")
    click(dialog, "save_note")
    note = pages.stored().note
    assert (note.text, note.urgency) == ("De post lag er nog.", Urgency.CALL_TODAY)
    assert (note.call, note.called_at) == (NoteCall.CALLED, time(10, 52))


def test_without_permission_a_note_needs_haste_and_a_reason(pages: TalkPages) -> None:
    page = pages.talk()
    click(page, "understands_yes")
    click(page, "start_talk")
    click(page, "note_for_coordinator")
    dialog = named(page, "note_dialog")
    named(dialog, "field_note_text", QPlainTextEdit).setPlainText("Er is geen eten in huis.")
    click(dialog, "urgency_can_wait")
    click(dialog, "save_note")
    assert pages.stored().note is None
    click(dialog, "urgency_danger_now")
    click(dialog, "save_note")
    assert pages.stored().note is None
    named(dialog, "field_note_reason", QPlainTextEdit).setPlainText("Zij is verzwakt.")
    click(dialog, "save_note")
    kept = pages.stored().note
    assert (kept.urgency, kept.reason) == (Urgency.DANGER_NOW, "Zij is verzwakt.")


def test_the_curtain_covers_the_window_until_the_code(pages: TalkPages, qtbot: QtBot) -> None:
    page = pages.talk()
    begin(page)
    told(page).setPlainText("Dit ziet niemand.")
    qtbot.keyClick(told(page), Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    curtain = named(page, "curtain", Curtain)
    assert curtain.geometry() == page.rect()
    assert not told(page).isVisible()
    assert sheet(pages.stored().told) == "Dit ziet niemand."
    give(curtain, "246810", "246810")
    assert curtain.isVisible()
    give(curtain, "246811")
    assert curtain.isVisible()
    give(curtain, "246810")
    assert told(page).isVisible()
    assert told(page).hasFocus()


def give(curtain: Curtain, code: str, again: str = "") -> None:
    named(curtain, "field_curtain_code", QLineEdit).setText(code)
    named(curtain, "field_curtain_again", QLineEdit).setText(again)
    click(curtain, "lift_curtain")


def test_five_wrong_codes_lock_the_program(pages: TalkPages) -> None:
    page = pages.talk()
    begin(page)
    click(page, "hide_screen")
    curtain = named(page, "curtain", Curtain)
    give(curtain, "135791", "135791")
    for _ in range(4):
        give(curtain, "000000")
    assert pages.locked == []
    give(curtain, "000000")
    assert pages.locked == [True]


def test_who_finds_the_laptop_cannot_choose_a_code(pages: TalkPages) -> None:
    page = pages.talk()
    begin(page)
    page._cover.fall_by_itself()
    curtain = named(page, "curtain", Curtain)
    assert not named(curtain, "lift_curtain").isVisible()
    click(curtain, "lock_from_curtain")
    assert pages.locked == [True]


def test_five_idle_minutes_hide_the_screen(pages: TalkPages) -> None:
    page = pages.talk()
    begin(page)
    page._cover._watch.check(5 * 60_000)
    assert named(page, "curtain").isVisible()


def test_keys_do_not_reach_the_page_below_the_curtain(pages: TalkPages, qtbot: QtBot) -> None:
    page = pages.talk()
    begin(page)
    click(page, "hide_screen")
    curtain = named(page, "curtain", Curtain)
    alt, control = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(curtain, Qt.Key.Key_A, alt)
    assert not named(page, "finish_talk", QAbstractButton).isDown()
    qtbot.keyClick(curtain, Qt.Key.Key_S, control | Qt.KeyboardModifier.ShiftModifier)
    assert pages.went_to == []
    assert page.findChild(QWidget, "note_dialog") is None
    for _ in range(6):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        assert curtain.isAncestorOf(page.focusWidget())


def test_a_code_is_six_digits() -> None:
    code = CurtainCode()
    assert not code.choose("12345")
    assert not code.choose("12345a")
    assert not code.fits("")
    assert code.choose("123456")
    assert code.fits("123456")


def test_the_talk_goes_by_keyboard(pages: TalkPages, qtbot: QtBot) -> None:
    page = pages.talk()
    named(page, "permission_notes").setFocus()
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    named(page, "understands_yes").setFocus()
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    qtbot.keyClick(page, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(told(page).hasFocus)
    qtbot.keyClicks(told(page), "Zo gaat het.")
    qtbot.keyClick(told(page), Qt.Key.Key_Tab)
    assert not told(page).hasFocus()
    subjects(page).setFocus()
    qtbot.keyClick(subjects(page), Qt.Key.Key_Down)
    assert subjects(page).current_key()
    qtbot.keyClick(page, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(pages.went_to))
    assert pages.went_to[-1].page is PageName.HAND_IN


def test_last_time_opens_only_when_there_was_one(pages: TalkPages) -> None:
    page = pages.talk()
    begin(page)
    assert not named(page, "last_time").isVisible()
    page.show_talk(
        replace(
            page._talk,
            draft=pages.stored(),
            last_agreed=("Zij belt zelf.",),
            last_held_on=date(2024, 11, 4),
        )
    )
    click(page, "last_time")
    assert "Zij belt zelf." in words(named(page, "last_time_dialog"))


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_wider_than_the_window(
    pages: TalkPages, look: LookSource, theme: str, percent: int
) -> None:
    page = pages.talk()
    look.apply(theme, percent)
    settle()
    assert page.demanded_width() <= page.width()
    begin(page, health=True)
    for key in ("home", "health", "connection"):
        subjects(page).set_current(key)
        settle()
        assert page.demanded_width() <= page.width()
    assert told(page).isVisible()


def test_the_last_words_are_on_disk_when_the_profile_closes(pages: TalkPages, qtbot: QtBot) -> None:
    # A profile has one writer: the lane's own.
    pages.profile._writer.close()
    tasks = Tasks()
    lanes = ProfileLanes(tasks, pages.profile.database)
    pages.workbench = Workbench(lanes)
    page = pages.talk()
    qtbot.waitUntil(lambda: page._talk is not None)
    begin(page)
    told(page).setPlainText("Dit waren de laatste woorden.")
    page.hide()
    closed: list[bool] = []
    lanes.close(lambda: closed.append(True))
    qtbot.waitUntil(lambda: bool(closed))
    tasks.shutdown()
    pages.profile._writer = pages.profile.database.open_writer()
    assert sheet(pages.stored().told) == "Dit waren de laatste woorden."


class SlowLanes:
    """Lanes whose answers come home when the test says so."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Callable, Callable]] = []

    def do(self, _deed: Callable, done: Callable, failed: Callable) -> None:
        self.waiting.append((done, failed))


def test_an_answer_that_comes_home_to_a_closed_page_is_dropped(qapp: object) -> None:
    lanes, parent, moments = SlowLanes(), QObject(), []
    saving = DraftSaving(Workbench(lanes), lambda *_: NOW, lambda draft: draft, parent)
    saving.saved.connect(moments.append)
    draft = ReportDraft(VISIT, "resident", VISITOR, TODAY)
    saving.start(draft, None)
    saving.change(replace(draft, impression="Een warm gesprek."))
    saving.change(replace(draft, impression="Een goed gesprek."))
    shiboken6.delete(parent)
    lanes.waiting[0][0](NOW, Changes())
    lanes.waiting[1][1](DiskFullError())
    assert moments == []


def test_what_waits_for_a_save_happens_after_the_last_one(qapp: object) -> None:
    lanes, parent, done = SlowLanes(), QObject(), []
    saving = DraftSaving(Workbench(lanes), lambda *_: NOW, lambda draft: draft, parent)
    draft = ReportDraft(VISIT, "resident", VISITOR, TODAY)
    saving.start(draft, None)
    saving.change(replace(draft, impression="Een warm gesprek."))
    saving.flush(lambda: done.append(True))
    assert done == []
    lanes.waiting[0][0](NOW, Changes())
    assert done == [True]
