"""The door of a profile: passwords, pauses, a second window, and the roads of a forgotten one."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget

from huisbezoek.app.folder_locks import FolderLocks
from huisbezoek.model.usecases.forgotten_password import (
    answer,
    is_waiting,
    read_request,
    write_answer,
)
from huisbezoek.model.usecases.ports.profile_labels import ProfileLabel
from huisbezoek.model.usecases.profile import create_coordinator
from huisbezoek.ui.pages.unlock_page import pause_after
from tests.ui.stage import CARD, NOW, OTHER_PASSWORD, PASSWORD, Stage, click, fill


def add_profile(stage: Stage, name: str, folder: str):
    place = stage.place.profiles / folder
    profile, sheet = create_coordinator(stage.parts.profile, place, CARD, PASSWORD, now=NOW)
    profile.database.close()
    stage.parts.labels.write(ProfileLabel(place, name, "coordinator", CARD.name))
    return sheet


@pytest.fixture
def sheet(stage):
    return add_profile(stage, "Anneke de Wit", "a1")


def test_the_right_password_opens_and_is_forgotten(stage, qtbot, sheet) -> None:
    page = stage.unlock()
    assert page.door.title.text() == "Goedemorgen, Anneke"
    fill(page, "field_unlock_password", PASSWORD)
    click(page, "unlock")
    qtbot.waitUntil(lambda: stage.taken is not None, timeout=20_000)
    assert stage.taken.identity.role == "coordinator"
    assert page.findChild(QLineEdit, "field_unlock_password").text() == ""


def test_wrong_passwords_wait_longer_and_longer_and_wipe_nothing(stage, qtbot, sheet) -> None:
    page = stage.unlock()
    field = page.findChild(QLineEdit, "field_unlock_password")
    button = page.findChild(QPushButton, "unlock")
    for tries in (1, 2, 3):
        fill(page, "field_unlock_password", "past niet hoor")
        click(page, "unlock")
        qtbot.waitUntil(lambda tries=tries: page._wrong == tries, timeout=20_000)
    assert field.text() == "past niet hoor"
    assert page.pause.isActive()
    assert not button.isEnabled()
    fill(page, "field_unlock_password", PASSWORD)
    page.unlock()
    assert stage.tasks.files.is_idle
    for _ in range(pause_after(3)):
        page.pause.timeout.emit()
    assert not page.pause.isActive()
    click(page, "unlock")
    qtbot.waitUntil(lambda: stage.taken is not None, timeout=20_000)


def test_the_pause_grows_to_a_minute_and_no_further() -> None:
    assert [pause_after(wrong) for wrong in range(10)] == [0, 0, 0, 2, 4, 8, 16, 32, 60, 60]


def test_a_second_window_is_refused_with_one_sentence(stage, qtbot, sheet) -> None:
    other = FolderLocks()
    other.take(stage.labels()[0].folder)
    page = stage.unlock()
    fill(page, "field_unlock_password", PASSWORD)
    click(page, "unlock")
    qtbot.waitUntil(page.door.problem.isVisible, timeout=20_000)
    assert "al open in een ander venster" in page.door.problem.title.text()
    assert stage.taken is None
    other.release(stage.labels()[0].folder)
    click(page, "unlock")
    qtbot.waitUntil(lambda: stage.taken is not None, timeout=20_000)


def test_a_wrong_password_lets_go_of_the_folder(stage, qtbot, sheet) -> None:
    page = stage.unlock()
    fill(page, "field_unlock_password", "past niet hoor")
    click(page, "unlock")
    qtbot.waitUntil(lambda: page._wrong == 1, timeout=20_000)
    other = FolderLocks()
    other.take(stage.labels()[0].folder)
    other.release(stage.labels()[0].folder)


def test_the_emergency_sheet_sets_a_new_password(stage, qtbot, sheet) -> None:
    page = stage.unlock()
    click(page, "forgot_password")
    click(page, "use_emergency_sheet")
    dialog = stage.window.findChild(object, "recovery_dialog")
    words = dialog.findChild(QPlainTextEdit, "field_recovery_words")
    words.setPlainText("een twee drie")
    click(dialog, "recover_profile")
    assert words.property("invalid") == "true"
    numbered = [f"{place}. {word}" for place, word in enumerate(sheet.recovery_words, start=1)]
    words.setPlainText("\n".join(numbered))
    fill(dialog, "field_new_password", OTHER_PASSWORD)
    fill(dialog, "field_new_password_again", OTHER_PASSWORD)
    click(dialog, "recover_profile")
    qtbot.waitUntil(lambda: stage.taken is not None, timeout=20_000)
    stage.leave()
    page = stage.unlock()
    qtbot.waitUntil(page.isVisible)
    fill(page, "field_unlock_password", OTHER_PASSWORD)
    click(page, "unlock")
    qtbot.waitUntil(lambda: stage.taken is not None, timeout=20_000)


def test_words_of_another_sheet_are_refused_and_stay(stage, qtbot, sheet) -> None:
    other = add_profile(stage, "Zoë Zomer", "z1")
    page = stage.unlock()
    click(page, "forgot_password")
    click(page, "use_emergency_sheet")
    dialog = stage.window.findChild(object, "recovery_dialog")
    words = dialog.findChild(QPlainTextEdit, "field_recovery_words")
    words.setPlainText(" ".join(other.recovery_words))
    fill(dialog, "field_new_password", OTHER_PASSWORD)
    fill(dialog, "field_new_password_again", OTHER_PASSWORD)
    click(dialog, "recover_profile")
    qtbot.waitUntil(dialog.problem.isVisible, timeout=20_000)
    assert words.toPlainText().split() == list(other.recovery_words)
    assert stage.taken is None


def test_another_profile_and_a_new_start(stage, qtbot, sheet) -> None:
    add_profile(stage, "Zoë Zomer", "z1")
    page = stage.unlock()
    click(page, "other_profile")
    row = next(row for row in page._choices.rows().values() if "Zoë" in row.text())
    row.click()
    assert page.door.title.text() == "Goedemorgen, Zoë"
    click(page, "new_start")
    assert stage.shown == ["first_start"]
    with qtbot.waitSignal(stage.practice_chosen):
        click(page, "choose_practice")


def answer_for(stage: Stage, sheet, code=("water", "boek", "zomer", "tafel")) -> Path:
    """What the coordinator makes of the request on the stick."""
    parts = stage.parts.passwords
    (request,) = stage.chooser.path.glob("*.hbvraag")
    data = answer(parts, read_request(parts, request), sheet.recovery_words, code)
    return write_answer(parts, data, stage.chooser.path, today=NOW.date()).path


def test_request_answer_and_code_give_a_new_password(stage, qtbot, sheet, tmp_path) -> None:
    stage.chooser.path = tmp_path / "stick"
    stage.chooser.path.mkdir()
    page = stage.unlock()
    click(page, "forgot_password")
    assert page.door.title.text() == "Wachtwoord vergeten"
    click(page, "make_request")
    banner = page.findChild(QWidget, "request_written")
    qtbot.waitUntil(banner.isVisible, timeout=20_000)
    path = answer_for(stage, sheet)
    click(page, "open_answer")
    click(page, "open_with_answer")
    assert stage.tasks.files.is_idle, "without a file nothing is tried"
    stage.chooser.path = path
    click(page, "choose_answer")
    for number, word in enumerate(("water", "boek", "zomer", "fiets"), start=1):
        fill(page, f"field_answer_code_{number}", word)
    fill(page, "field_answer_password", OTHER_PASSWORD)
    fill(page, "field_answer_password_again", OTHER_PASSWORD)
    click(page, "open_with_answer")
    qtbot.waitUntil(page.door.problem.isVisible, timeout=20_000)
    assert "vier woorden horen niet bij dit antwoord" in page.door.problem.title.text()
    assert page.findChild(QLineEdit, "field_answer_password").text() == OTHER_PASSWORD
    fill(page, "field_answer_code_4", "tafel")
    click(page, "open_with_answer")
    qtbot.waitUntil(lambda: stage.taken is not None, timeout=20_000)
    stage.leave()
    page = stage.unlock()
    qtbot.waitUntil(page.isVisible)
    fill(page, "field_unlock_password", OTHER_PASSWORD)
    click(page, "unlock")
    qtbot.waitUntil(lambda: stage.taken is not None, timeout=20_000)


def test_going_back_from_the_answer_forgets_what_was_typed(stage, qtbot, sheet, tmp_path) -> None:
    page = stage.unlock()
    click(page, "forgot_password")
    click(page, "open_answer")
    fill(page, "field_answer_password", OTHER_PASSWORD)
    click(page, "go_back")
    assert page.door.title.text() == "Wachtwoord vergeten"
    click(page, "go_back")
    assert page.door.title.text() == "Goedemorgen, Anneke"
    qtbot.waitUntil(lambda: page.findChild(QLineEdit, "field_answer_password") is None)


def test_who_remembers_the_password_needs_no_answer(stage, qtbot, sheet, tmp_path) -> None:
    stage.chooser.path = tmp_path
    page = stage.unlock()
    click(page, "forgot_password")
    click(page, "make_request")
    qtbot.waitUntil(page.findChild(QWidget, "request_written").isVisible, timeout=20_000)
    click(page, "go_back")
    fill(page, "field_unlock_password", PASSWORD)
    click(page, "unlock")
    qtbot.waitUntil(lambda: stage.taken is not None, timeout=20_000)
    assert not is_waiting(stage.parts.passwords, stage.taken.folder)


def test_no_stick_chosen_asks_nothing(stage, qtbot, sheet) -> None:
    page = stage.unlock()
    click(page, "forgot_password")
    click(page, "make_request")
    assert stage.tasks.files.is_idle
    assert not is_waiting(stage.parts.passwords, stage.labels()[0].folder)
