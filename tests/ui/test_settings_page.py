"""Settings on a real profile: the organisation, the password, copies, and data that are checked."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
)

from huisbezoek.app.binding import Binding
from huisbezoek.app.settings_uses import newest_backup, settings_uses
from huisbezoek.model.domain.district_pairs import DecidedPairs, read_decided
from huisbezoek.model.usecases.districts import DistrictsNow
from huisbezoek.model.usecases.profile import back_up, check_profile, open_profile
from huisbezoek.ui.dialogs.districts_dialog import DistrictsDialog
from huisbezoek.ui.dialogs.postcodes_dialog import PostcodesDialog
from huisbezoek.ui.dialogs.restore_dialog import RestoreDialog
from huisbezoek.ui.models.difference_words import value_words
from huisbezoek.ui.models.district_words import beside_line
from huisbezoek.ui.pages.settings_page import SettingsPage
from huisbezoek.ui.widgets.banner import Banner
from tests.ui.stage import (
    NOW,
    OTHER_PASSWORD,
    PASSWORD,
    click,
    coordinator_profile,
    fill,
    workbench_on,
)
from tests.unit.test_postcode_reader import SAMPLE


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
    fill(page, "field_reply_days", "0")
    fill(page, "field_stand_in_telephone", "weet ik niet")
    click(page, "save_organisation")
    assert page.findChild(QLineEdit, "field_stand_in_telephone").property("invalid") == "true"
    fill(page, "field_stand_in_telephone", "06 0000 0009")
    click(page, "save_organisation")
    assert page.findChild(QLineEdit, "field_reply_days").property("invalid") == "true"
    fill(page, "field_reply_days", "18")
    fill(page, "field_city_line", "1234 AB Voorbeelddam")
    click(page, "save_organisation")
    qtbot.waitUntil(lambda: said(page).startswith("Bewaard."), timeout=20_000)
    card = stored(profile)
    assert (card.reply_days, card.stand_in_telephone) == (18, "+31600000009")
    assert card.city_line == "1234 AB Voorbeelddam"
    assert card.coordinator_name == "Anneke de Wit"


TERMS = {
    "age_from": ("59", "70"),
    "cycle_months": ("61", "36"),
    "light_contact_months": ("-1", "0"),
    "former_carer_first_months": ("0", "13"),
    "former_carer_last_months": ("een jaar", "30"),
    "pension_months_before": ("25", "0"),
    "pension_months_after": ("61", "9"),
}


def test_each_group_has_terms_of_its_own_within_bounds(page, profile, qtbot) -> None:
    def is_wrong(name: str) -> bool:
        return page.findChild(QLineEdit, f"field_{name}").property("invalid") == "true"

    fill(page, "field_stand_in_name", "Bo de Vries")
    for name, (wrong, right) in TERMS.items():
        fill(page, f"field_{name}", wrong)
        click(page, "save_terms")
        assert is_wrong(name), name
        fill(page, f"field_{name}", right)
    click(page, "save_terms")
    qtbot.waitUntil(lambda: said(page).startswith("Bewaard. De nieuwe"), timeout=20_000)
    card = stored(profile)
    assert {name: str(getattr(card, name)) for name in TERMS} == {
        name: right for name, (_, right) in TERMS.items()
    }
    assert card.stand_in_name == "", "each card keeps what stands on it"
    click(page, "save_organisation")
    qtbot.waitUntil(lambda: said(page).startswith("Bewaard. Bezoekers"), timeout=20_000)
    card = stored(profile)
    assert (card.stand_in_name, card.age_from) == ("Bo de Vries", 70), "and nothing is lost"


@pytest.mark.parametrize(
    ("typed", "wrong", "words"),
    [
        (
            {"former_carer_first_months": "25"},
            "former_carer_last_months",
            "Dit ligt voor het eerste bezoek. Vul hier 25 of meer in.",
        ),
        (
            {"light_contact_months": "12"},
            "light_contact_months",
            "Een kaartje komt voor het eerste bezoek. Vul minder dan 12 in.",
        ),
        (
            {"pension_months_before": "0", "pension_months_after": "0"},
            "pension_months_after",
            "Zo is niemand ooit aan de beurt. Vul bij een van beide meer in.",
        ),
    ],
)
def test_terms_that_do_not_fit_together_are_told_in_one_sentence(
    page, profile, typed, wrong, words
) -> None:
    before = stored(profile)
    for name, text in typed.items():
        fill(page, f"field_{name}", text)
    click(page, "save_terms")
    card = page.findChild(object, "group_terms")
    told = [one.text() for one in card.findChildren(QLabel) if one.isVisible()]
    assert words in told
    assert page.findChild(QLineEdit, f"field_{wrong}").property("invalid") == "true"
    for name, text in typed.items():
        assert page.findChild(QLineEdit, f"field_{name}").text() == text
    assert stored(profile) == before


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


def open_districts(page, qtbot) -> DistrictsDialog:
    QTest.keyClick(page.findChild(QPushButton, "change_districts"), Qt.Key.Key_Space)
    shown = page.window().findChildren
    qtbot.waitUntil(lambda: any(one.isVisible() for one in shown(DistrictsDialog)), timeout=20_000)
    (dialog,) = (one for one in shown(DistrictsDialog) if one.isVisible())
    return dialog


def tick(dialog: DistrictsDialog, words: str) -> None:
    (row,) = (one for one in dialog.findChildren(QCheckBox) if one.text() == words)
    QTest.keyClick(row, Qt.Key.Key_Space)


def ticks(dialog: DistrictsDialog) -> dict[str, bool]:
    return {one.text(): one.isChecked() for one in dialog.findChildren(QCheckBox)}


def stored(profile):
    reader = profile.database.open_reader()
    with reader.reading() as reading:
        card = reading.organisation()
    reader.close()
    return card


def test_who_lies_beside_whom_is_told_without_a_mouse(page, profile, qtbot) -> None:
    now = page.findChild(QLabel, "districts_beside_now")
    qtbot.waitUntil(lambda: now.text().startswith("Nog niemand vulde in"), timeout=20_000)
    fill(page, "field_stand_in_name", "Bo de Vries")

    dialog = open_districts(page, qtbot)
    assert "Naast Binnenstad liggen:" in [one.text() for one in dialog.findChildren(QLabel)]
    tick(dialog, "Zeebuurt")
    tick(dialog, "Waterfront")
    tick(dialog, "Waterfront")
    chooser = dialog.findChild(QComboBox, "field_district_of")
    QTest.keyClicks(chooser, "Zee")
    assert chooser.currentText() == "Zeebuurt"
    near = [name for name, is_ticked in ticks(dialog).items() if is_ticked]
    assert near == ["Binnenstad"], "it holds both ways at once"
    tick(dialog, "Friesegracht")
    QTest.keyClick(dialog.findChild(QPushButton, "keep_districts"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: said(page).startswith("Bewaard. De ronde"), timeout=20_000)
    qtbot.waitUntil(lambda: now.text().startswith("2 paren"), timeout=20_000)
    click(page, "save_organisation")
    qtbot.waitUntil(lambda: said(page).startswith("Bewaard. Bezoekers"), timeout=20_000)
    card = stored(profile)
    assert card.stand_in_name == "Bo de Vries", "what was typed meanwhile is not lost"
    decided = read_decided(card.districts_beside)
    assert decided.beside == {("Binnenstad", "Zeebuurt"), ("Friesegracht", "Zeebuurt")}
    dialog = open_districts(page, qtbot)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_the_table_says_of_districts_is_shown_as_such(page, qtbot) -> None:
    by_table = frozenset({("Haven", "Molen")})
    decided = DecidedPairs(beside=frozenset({("Haven", "Kerk")}))
    now = DistrictsNow(("Haven", "Kerk", "Molen"), by_table, decided)
    dialog = DistrictsDialog(page._look, page.window(), now)
    dialog.show()

    def press(name: str) -> None:
        QTest.keyClick(dialog.findChild(QAbstractButton, name), Qt.Key.Key_Space)

    assert ticks(dialog) == {"Kerk": True, "Molen (volgens de tabel)": True}
    press("beside_2")
    press("beside_1")
    assert ticks(dialog) == {"Kerk": False, "Molen (volgens de tabel wel)": False}
    assert dialog.decisions() == {("Haven", "Molen"): False, ("Haven", "Kerk"): False}
    press("beside_as_table")
    assert ticks(dialog) == {"Kerk": False, "Molen (volgens de tabel)": True}
    assert dialog.decisions() == {("Haven", "Kerk"): None}
    assert not dialog.findChild(QPushButton, "beside_as_table").isVisible()
    press("beside_1")
    assert dialog.decisions() == {("Haven", "Kerk"): True}
    press("beside_1")
    assert dialog.decisions() == {("Haven", "Kerk"): None}
    dialog.reject()
    alone = DistrictsDialog(page._look, page.window(), DistrictsNow(("A",), frozenset(), decided))
    assert alone.findChildren(QCheckBox) == []
    alone.reject()


def test_decisions_about_districts_are_read_as_words() -> None:
    text = "Haven\tMolen\tapart\nHaven\tKerk\tbeside"
    said = value_words("districts_beside", text, str)
    assert said == "Haven naast Kerk; Haven niet naast Molen"
    assert value_words("districts_beside", "wat dan ook", str) == "(leeg)"
    none_left = DistrictsNow(
        (), frozenset({("A", "B")}), DecidedPairs(apart=frozenset({("A", "B")}))
    )
    assert beside_line(none_left) == "0 paren wijken liggen naast elkaar. Zelf gekozen: 1 paar."
    by_table = DistrictsNow(("A", "B"), frozenset({("A", "B")}), DecidedPairs())
    assert beside_line(by_table) == "1 paar wijken ligt naast elkaar. Dat zegt de tabel."


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
