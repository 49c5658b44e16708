"""The first start on real parts: both roads, back, errors, and nothing left half made."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPlainTextEdit

from huisbezoek.app import doors
from huisbezoek.model.domain.cards import VisitorCard
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.profile import create_coordinator
from huisbezoek.ui.dialogs.emergency_sheet_form import EmergencySheetForm
from huisbezoek.ui.pages.first_start_page import Step
from huisbezoek.ui.widgets.word_fields import WordFields
from tests.ui.stage import (
    CARD,
    CODE,
    NOW,
    OTHER_PASSWORD,
    PASSWORD,
    RIET,
    Stage,
    click,
    coordinator_profile,
    fill,
    start_file_for_riet,
    write,
)


def until_password(stage: Stage):
    page = stage.first_start()
    click(page, "next_step_letters")
    click(page, "choose_coordinator")
    fill(page, "field_organisation", "Welzijn Voorbeelddam")
    fill(page, "field_own_name", "Anneke de Wit")
    fill(page, "field_own_telephone", "0341 00 00 01")
    click(page, "next_step_organisation")
    assert page.step is Step.NEW_PASSWORD
    return page


def create(page, qtbot) -> EmergencySheetForm:
    fill(page, "field_password", PASSWORD)
    fill(page, "field_password_again", PASSWORD)
    click(page, "create_profile")
    qtbot.waitUntil(lambda: page.step is Step.EMERGENCY_SHEET, timeout=20_000)
    return page.findChildren(EmergencySheetForm)[-1]


def confirm(page, form: EmergencySheetForm) -> None:
    click(page, "have_emergency_sheet")
    for place, number in enumerate(form.asked, start=1):
        fill(page, f"field_emergency_word_{place}", form.sheet.recovery_words[number - 1])
    click(page, "confirm_emergency_sheet")


def test_a_coordinator_comes_in_with_an_emergency_sheet(stage, qtbot, tmp_path) -> None:
    page = until_password(stage)
    form = create(page, qtbot)
    stage.chooser.path = tmp_path / "stick.pdf"
    click(page, "write_emergency_sheet")
    qtbot.waitUntil(lambda: page.isEnabled() and stage.chooser.path.exists(), timeout=20_000)
    qtbot.waitUntil(lambda: not page.door.busy.isVisible())
    assert stage.chooser.path.read_bytes().startswith(b"%PDF")
    assert stage.labels()[0].name == stage.labels()[0].folder.name, "no label before the proof"
    confirm(page, form)
    assert stage.taken is not None
    (label,) = stage.labels()
    assert (label.name, label.role) == ("Anneke de Wit", "coordinator")
    assert label.organisation == "Welzijn Voorbeelddam"
    assert len(label.folder.name) == 16
    reader = stage.taken.database.open_reader()
    with reader.reading() as reading:
        assert reading.organisation().coordinator_telephone == "+31341000001"
    reader.close()


def test_a_wrong_word_keeps_the_coordinator_out(stage, qtbot) -> None:
    page = until_password(stage)
    form = create(page, qtbot)
    click(page, "have_emergency_sheet")
    fill(page, "field_emergency_word_1", "onzin")
    click(page, "confirm_emergency_sheet")
    assert stage.taken is None
    assert page.step is Step.EMERGENCY_SHEET
    page.go_back()
    assert not form.is_asking
    stage.chooser.path = None


def test_going_back_from_the_sheet_takes_the_profile_away(stage, qtbot) -> None:
    page = until_password(stage)
    create(page, qtbot)
    page.go_back()
    qtbot.waitUntil(lambda: page.step is Step.NEW_PASSWORD, timeout=20_000)
    assert stage.labels() == ()
    assert not any(path.is_dir() for path in stage.place.profiles.iterdir())
    assert page.findChild(QLineEdit, "field_password").text() == PASSWORD


def test_what_was_broken_off_is_removed_at_the_next_start(stage, qtbot) -> None:
    page = until_password(stage)
    create(page, qtbot)
    (folder,) = (path for path in stage.place.profiles.iterdir() if path.is_dir())
    doors.remove_unfinished(stage.place.profiles, doors.FolderLocks())
    assert folder.exists(), "another program is still making it"
    stage.locks.release(folder)
    doors.remove_unfinished(stage.place.profiles, stage.locks)
    assert not folder.exists()


def test_missing_fields_are_said_at_the_field(stage) -> None:
    page = stage.first_start()
    click(page, "next_step_letters")
    click(page, "choose_coordinator")
    fill(page, "field_own_telephone", "geen nummer")
    click(page, "next_step_organisation")
    assert page.step is Step.ORGANISATION
    wrong = [edit for edit in page.findChildren(QLineEdit) if edit.property("invalid") == "true"]
    assert {edit.objectName() for edit in wrong} == {
        "field_organisation",
        "field_own_name",
        "field_own_telephone",
    }


def test_a_weak_or_mistyped_password_is_said_at_the_field(stage) -> None:
    page = until_password(stage)
    fill(page, "field_password", "kort")
    click(page, "create_profile")
    assert page.step is Step.NEW_PASSWORD
    assert page.findChild(QLineEdit, "field_password").property("invalid") == "true"
    fill(page, "field_password", PASSWORD)
    fill(page, "field_password_again", PASSWORD + "x")
    click(page, "create_profile")
    assert page.findChild(QLineEdit, "field_password_again").property("invalid") == "true"
    assert stage.labels() == ()


def test_the_offered_words_make_a_good_password(stage) -> None:
    page = until_password(stage)
    click(page, "use_offered_password")
    offered = page.findChild(QLineEdit, "field_password").text()
    assert len(offered.split()) == 4
    assert page.findChild(QLineEdit, "field_password_again").text() == offered


@pytest.fixture
def start_file(stage, tmp_path) -> Path:
    profile = coordinator_profile(stage.parts, tmp_path / "coordinator")
    path = start_file_for_riet(stage.parts, profile, tmp_path)
    profile.database.close()
    return path


def type_code(page, words) -> None:
    for place, word in enumerate(words, start=1):
        fill(page, f"field_code_{place}", word)
    click(page, "open_start_file")


def test_a_wrong_start_code_is_said_and_the_words_stay(stage, qtbot, start_file) -> None:
    page = stage.first_start()
    page.show_step(Step.START_FILE)
    stage.chooser.path = start_file
    click(page, "open_start_file")
    assert page.step is Step.START_FILE, "first the file"
    click(page, "choose_file")
    type_code(page, ("onzin", *CODE[1:]))
    qtbot.waitUntil(page.door.problem.isVisible, timeout=20_000)
    assert page.findChild(QLineEdit, "field_code_2").text() == CODE[1]
    assert page.step is Step.START_FILE


def test_a_volunteer_begins_in_five_steps(stage, qtbot, start_file) -> None:
    page = stage.first_start()
    steps = [page.step]
    click(page, "next_step_letters")
    steps.append(page.step)
    click(page, "choose_start_file")
    steps.append(page.step)
    stage.chooser.path = start_file
    click(page, "choose_file")
    type_code(page, CODE)
    qtbot.waitUntil(lambda: page.step is Step.OWN_PASSWORD, timeout=20_000)
    steps.append(page.step)
    assert page.door.title.text() == "Bent u Riet Jansen?"
    fill(page, "field_own_password", OTHER_PASSWORD)
    fill(page, "field_own_password_again", OTHER_PASSWORD)
    click(page, "next_step_own_password")
    steps.append(page.step)
    assert len(steps) == 5
    click(page, "begin")
    assert stage.taken is None, "first the promise"
    page.findChild(QCheckBox, "agree_secrecy").setChecked(True)
    click(page, "begin")
    qtbot.waitUntil(lambda: stage.taken is not None, timeout=20_000)
    (label,) = stage.labels()
    assert (label.name, label.role) == ("Riet Jansen", "visitor")
    reader = stage.taken.database.open_reader()
    with reader.reading() as reading:
        assert reading.organisation().name == "Welzijn Voorbeelddam"
    reader.close()


def test_code_words_complete_after_three_letters(stage, qtbot) -> None:
    page = stage.first_start()
    click(page, "next_step_letters")
    click(page, "choose_start_file")
    fields = page.findChild(WordFields)
    words = stage.parts.words
    word = next(one for one in words.words if len(words.complete(one[:4])) == 1)
    first = page.findChild(QLineEdit, "field_code_1")
    qtbot.keyClicks(first, word[:2])
    assert first.text() == word[:2]
    qtbot.keyClicks(first, word[2:4])
    assert first.text() == word
    qtbot.keyClicks(first, word[4:] + " ")
    assert page.window().focusWidget().objectName() == "field_code_2"
    first.clear()
    QApplication.clipboard().setText("aagt aaien")
    first.paste()
    assert fields.words()[:2] == ("aagt", "aaien")


def test_letters_and_colours_change_at_once_and_back_always_works(stage) -> None:
    page = stage.first_start()
    click(page, "letters_140")
    click(page, "theme_dark")
    assert stage.look.look.letter_percent == 140
    assert stage.look.look.theme.name == "dark"
    click(page, "letters_larger")
    assert stage.preferences.letter_percent == 150
    for name, step in (
        ("choose_coordinator", Step.ORGANISATION),
        ("choose_start_file", Step.START_FILE),
    ):
        page.show_step(Step.WHO)
        click(page, name)
        assert page.step is step
        click(page, "go_back")
        assert page.step is Step.WHO
        click(page, "go_back")
        assert page.step is Step.LETTERS


def test_the_practice_choice_is_told(stage, qtbot) -> None:
    page = stage.first_start()
    click(page, "next_step_letters")
    with qtbot.waitSignal(stage.practice_chosen):
        click(page, "choose_practice")


@pytest.fixture
def second_coordinator(stage, tmp_path):
    """The words of the organisation's key, and the start file for Bea."""
    profile, sheet = create_coordinator(
        stage.parts.profile, tmp_path / "coordinator", CARD, PASSWORD, now=NOW
    )
    card = VisitorCard(name="Bea Brink", role="coordinator")
    write(profile, lambda work: work.change_card(Subject(SubjectKind.VISITOR, RIET), card))
    path = start_file_for_riet(stage.parts, profile, tmp_path)
    profile.database.close()
    return path, sheet


def until_root_words(stage, qtbot, path: Path):
    page = stage.first_start()
    page.show_step(Step.START_FILE)
    stage.chooser.path = path
    click(page, "choose_file")
    type_code(page, CODE)
    qtbot.waitUntil(lambda: page.step is Step.OWN_PASSWORD, timeout=20_000)
    assert "Coördinator bij Welzijn Voorbeelddam" in page.door.sentence.text()
    fill(page, "field_own_password", OTHER_PASSWORD)
    fill(page, "field_own_password_again", OTHER_PASSWORD)
    click(page, "next_step_own_password")
    assert page.step is Step.ROOT_WORDS
    return page


def test_a_second_coordinator_brings_the_words_of_the_organisation(
    stage, qtbot, second_coordinator
) -> None:
    path, sheet = second_coordinator
    page = until_root_words(stage, qtbot, path)
    field = page.findChild(QPlainTextEdit, "field_root_words")
    click(page, "begin_as_coordinator")
    assert field.property("invalid") == "true"
    field.setPlainText(" ".join(sheet.root_words))
    click(page, "begin_as_coordinator")
    qtbot.waitUntil(lambda: page.step is Step.NEXT, timeout=20_000)
    assert field.toPlainText() == ""
    assert any("Anneke de Wit" in label.text() for label in page.findChildren(QLabel))
    assert stage.taken is None
    (label,) = stage.labels()
    assert (label.name, label.role) == ("Bea Brink", "coordinator")
    assert not (label.folder / doors.UNFINISHED).exists()
    click(page, "enter_program")
    assert stage.taken.identity.role == "coordinator"


def test_words_of_another_key_are_refused_and_stay_to_mend(
    stage, qtbot, second_coordinator
) -> None:
    path, sheet = second_coordinator
    page = until_root_words(stage, qtbot, path)
    field = page.findChild(QPlainTextEdit, "field_root_words")
    field.setPlainText(" ".join(sheet.recovery_words))
    click(page, "begin_as_coordinator")
    qtbot.waitUntil(page.door.problem.isVisible, timeout=20_000)
    assert page.step is Step.ROOT_WORDS
    assert field.toPlainText().split() == list(sheet.recovery_words)
    assert stage.labels() == ()
    assert list(stage.place.profiles.glob("*/")) == []
    click(page, "go_back")
    assert page.step is Step.OWN_PASSWORD
