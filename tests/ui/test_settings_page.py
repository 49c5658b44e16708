"""Settings on a real profile: the organisation, the password, copies, and data that are checked."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from huisbezoek.app.binding import Binding
from huisbezoek.app.settings_uses import newest_backup, settings_uses
from huisbezoek.model.usecases.profile import back_up, check_profile, open_profile
from huisbezoek.ui.dialogs.postcodes_dialog import PostcodesDialog
from huisbezoek.ui.dialogs.restore_dialog import RestoreDialog
from huisbezoek.ui.pages.settings_page import SettingsPage
from huisbezoek.ui.widgets.banner import Banner
from tests.ui.stage import (
    NOW,
    OTHER_PASSWORD,
    PASSWORD,
    Stage,
    click,
    coordinator_profile,
    fill,
    workbench_on,
)
from tests.unit.test_postcode_reader import SAMPLE


@pytest.fixture
def stage(qtbot, tmp_path: Path) -> Iterator[Stage]:
    made = Stage(tmp_path)
    yield made
    made.end()


@pytest.fixture
def profile(stage):
    made = coordinator_profile(stage.parts, stage.place.profiles / "a1")
    yield made
    made.database.close()


@pytest.fixture
def page(stage, profile, qtbot) -> Iterator[SettingsPage]:
    workbench, lanes = workbench_on(stage, profile)
    stage.kept = []
    stage.anew = []
    stage.restored = []
    bound = Binding(stage.parts, profile, stage.chooser, "Anneke de Wit")
    program = SimpleNamespace(
        preferences=stage.preferences,
        change_preferences=stage.change_preferences,
        keep_keys=stage.kept.append,
        encrypt_anew=stage.anew.append,
        restore_backup=lambda *chosen: stage.restored.append(chosen),
    )
    made = stage.show(SettingsPage(workbench, stage.look, settings_uses(program, bound)))
    made.open()
    field = made.findChild(QLineEdit, "field_organisation")
    qtbot.waitUntil(lambda: field.text() != "", timeout=20_000)
    yield made
    closed = []
    lanes.close(lambda: closed.append(True))
    qtbot.waitUntil(lambda: bool(closed))


def said(page) -> str:
    return page._done.title.text() if page._done.isVisible() else ""


def test_the_organisation_is_kept_and_bad_values_are_not(page, profile, qtbot) -> None:
    assert page.findChild(QLineEdit, "field_own_telephone").text() == "0341 00 00 01"
    fill(page, "field_cycle_months", "0")
    fill(page, "field_stand_in_telephone", "weet ik niet")
    click(page, "save_organisation")
    assert page.findChild(QLineEdit, "field_stand_in_telephone").property("invalid") == "true"
    fill(page, "field_stand_in_telephone", "06 0000 0009")
    click(page, "save_organisation")
    assert page.findChild(QLineEdit, "field_cycle_months").property("invalid") == "true"
    fill(page, "field_cycle_months", "18")
    fill(page, "field_city_line", "1234 AB Voorbeelddam")
    click(page, "save_organisation")
    qtbot.waitUntil(lambda: said(page).startswith("Bewaard."), timeout=20_000)
    reader = profile.database.open_reader()
    with reader.reading() as reading:
        card = reading.organisation()
    reader.close()
    assert (card.cycle_months, card.stand_in_telephone) == (18, "+31600000009")
    assert card.city_line == "1234 AB Voorbeelddam"
    assert card.coordinator_name == "Anneke de Wit"


def test_the_place_to_exchange_is_chosen_here_too(page, stage, qtbot, tmp_path) -> None:
    place = page.findChild(QLabel, "exchange_place")
    qtbot.waitUntil(lambda: place.text().startswith("Nog niet gekozen"), timeout=20_000)
    click(page, "choose_exchange_folder")
    assert said(page) == "", "who chooses nothing changes nothing"
    stage.chooser.path = tmp_path / "Nextcloud"
    click(page, "choose_exchange_folder")
    qtbot.waitUntil(lambda: said(page).startswith("Bewaard."), timeout=20_000)
    page.open()
    qtbot.waitUntil(lambda: place.text().endswith("Nextcloud"), timeout=20_000)


def ask_password(page, present: str, button: str):
    dialog = page.window().findChild(object, "password_dialog")
    fill(dialog, "field_present_password", present)
    fill(dialog, "field_new_password", OTHER_PASSWORD)
    fill(dialog, "field_new_password_again", OTHER_PASSWORD)
    click(dialog, button)
    return dialog


def test_a_password_is_changed_by_who_knows_it(page, stage, profile, qtbot) -> None:
    click(page, "change_password")
    dialog = ask_password(page, "past niet hoor", "save_password")
    qtbot.waitUntil(dialog.problem.isVisible, timeout=20_000)
    assert stage.kept == []
    ask_password(page, PASSWORD, "save_password")
    qtbot.waitUntil(lambda: bool(stage.kept), timeout=20_000)
    assert "veranderd" in said(page)
    opened = open_profile(stage.parts.profile, profile.folder, OTHER_PASSWORD)
    opened.database.close()


def test_encrypting_anew_first_proves_the_present_password(page, stage, qtbot) -> None:
    click(page, "somebody_knows_password")
    dialog = ask_password(page, "past niet hoor", "encrypt_anew")
    qtbot.waitUntil(dialog.problem.isVisible, timeout=20_000)
    assert stage.anew == []
    ask_password(page, PASSWORD, "encrypt_anew")
    qtbot.waitUntil(lambda: stage.anew == [OTHER_PASSWORD], timeout=20_000)


def test_a_copy_is_made_and_told(page, profile, qtbot) -> None:
    assert newest_backup(profile.folder / "backups") is None
    click(page, "back_up_now")
    qtbot.waitUntil(lambda: "reservekopie is gemaakt" in said(page), timeout=20_000)
    assert newest_backup(profile.folder / "backups") is not None
    qtbot.waitUntil(lambda: page._last.text().startswith("Laatste reservekopie"), timeout=20_000)


def test_data_are_checked(page, profile, qtbot) -> None:
    click(page, "check_data")
    qtbot.waitUntil(lambda: "zijn heel" in said(page), timeout=20_000)
    assert check_profile(profile).findings == ()


def test_letters_change_at_once(page, stage) -> None:
    click(page, "letters_140")
    assert stage.look.look.letter_percent == 140


def test_a_backup_is_put_back_by_who_knows_the_password(page, stage, profile, qtbot) -> None:
    click(page, "choose_backup")
    qtbot.waitUntil(lambda: "nog geen reservekopie" in said(page), timeout=20_000)
    made = back_up(profile, NOW)
    click(page, "choose_backup")
    qtbot.waitUntil(lambda: stage.window.findChild(RestoreDialog) is not None, timeout=20_000)
    dialog = stage.window.findChild(RestoreDialog)
    click(dialog, "confirm_restore")
    assert dialog.isVisible(), "first which one"
    click(dialog, "backup_0")
    click(dialog, "confirm_restore")
    field = dialog.findChild(QLineEdit, "field_restore_password")
    assert field.property("invalid") == "true"
    fill(dialog, "field_restore_password", "past niet hoor")
    click(dialog, "confirm_restore")
    qtbot.waitUntil(dialog.problem.isVisible, timeout=20_000)
    assert stage.restored == []
    fill(dialog, "field_restore_password", PASSWORD)
    click(dialog, "confirm_restore")
    qtbot.waitUntil(lambda: bool(stage.restored), timeout=20_000)
    ((backup, password),) = stage.restored
    assert (backup.folder, password) == (made, PASSWORD)


def test_why_there_is_no_second_emergency_sheet_is_said(page) -> None:
    assert any("noodblad printen kan niet" in text.text() for text in page.findChildren(QLabel))


def test_a_table_of_postcodes_is_looked_at_kept_and_taken_away(page, stage, qtbot) -> None:
    now = page.findChild(QLabel, "postcodes_now")
    qtbot.waitUntil(lambda: now.text().startswith("Er is nog geen tabel"), timeout=20_000)
    click(page, "read_postcodes")
    assert said(page) == "", "who chooses nothing changes nothing"
    stage.chooser.path = SAMPLE
    click(page, "read_postcodes")
    dialogs = page.window().findChildren
    qtbot.waitUntil(lambda: bool(dialogs(PostcodesDialog)), timeout=20_000)
    (dialog,) = dialogs(PostcodesDialog)
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "11 postcodes worden bewaard" in words
    assert "Er staan 2 wijken in." in words
    click(dialog, "keep_postcodes")
    qtbot.waitUntil(lambda: said(page).startswith("De tabel is bewaard"), timeout=20_000)
    qtbot.waitUntil(lambda: "11 postcodes" in now.text(), timeout=20_000)
    before = page.findChild(QLabel, "postcodes_before")
    assert "door Anneke de Wit" in before.text()
    click(page, "remove_postcodes")
    qtbot.waitUntil(lambda: now.text().startswith("Er is nog geen tabel"), timeout=20_000)
    stage.chooser.path = stage.place.profiles / "weg.csv"
    click(page, "read_postcodes")
    problem = page.findChild(Banner, "settings_problem")
    qtbot.waitUntil(problem.isVisible, timeout=20_000)
    assert page.findChild(QPushButton, "read_postcodes").isEnabled()
