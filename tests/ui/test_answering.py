"""At the coordinator: answering a forgotten password, replacing a laptop, a second coordinator."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from huisbezoek.model.domain.cards import VisitorCard
from huisbezoek.model.usecases import forgotten_password as use
from huisbezoek.model.usecases.organisation_keys import (
    load_organisation_keys,
    save_organisation_keys,
)
from huisbezoek.model.usecases.ports.exchange import Peer
from huisbezoek.model.usecases.ports.sealing import NewProfile
from huisbezoek.model.usecases.start_files import open_start_file
from huisbezoek.ui.dialogs.answer_dialog import AnswerDialog
from huisbezoek.ui.dialogs.start_file_dialog import StartFileDialog
from huisbezoek.ui.dialogs.visitor_dialog import VisitorDialog
from huisbezoek.ui.widgets.visitor_card import VisitorCardPanel
from tests.people import READY, TODAY
from tests.profiles import identifier
from tests.ui.desk import PASSWORD, Desk, choose, fill, press
from tests.ui.resident_window import click, named, words

DEVICE = identifier(77)


class OpeningChooser:
    """Answers with a path for a file to open and one for a folder."""

    def __init__(self, file: Path | None, folder: Path) -> None:
        self.file, self.folder = file, folder

    def open_file(self, *_: object) -> Path | None:
        return self.file

    def choose_folder(self, *_: object) -> Path:
        return self.folder


@pytest.fixture
def recovery(desk: Desk):
    """The organisation's recovery identity and its words, put in the place of the real one."""
    identities = desk.parts.profile.identities
    made = identities.new_recovery_identity()
    keys = desk.do(load_organisation_keys)
    changed = replace(keys, recovery_recipient=made.recipient)
    desk.do(save_organisation_keys, changed)
    return made, identities.recovery_words(made)


@pytest.fixture
def laptop(desk: Desk, recovery, tmp_path: Path) -> Path:
    """Riet's laptop that nobody can open, and her request on the stick."""
    folder = tmp_path / "riet"
    folder.mkdir()
    slots = desk.parts.profile.key_slots
    new = NewProfile(identifier(78), DEVICE, PASSWORD, recovery[0].recipient)
    slots.place(folder, slots.prepare(new, desk.parts.profile.cost))
    stick = tmp_path / "stick"
    stick.mkdir()
    written = use.write_request(desk.parts.passwords, folder, stick, today=TODAY)
    desk.chooser = OpeningChooser(written.path, stick)
    return folder


def peer(visitor: str, **values: str) -> Peer:
    return Peer(DEVICE, visitor, "visitor", "Riet", receiving_key="age1x", **values)


def answering(desk: Desk) -> AnswerDialog:
    page = desk.show(desk.visitors())
    press(page, "answer_forgotten_password")
    dialog = page.window().findChild(AnswerDialog)
    assert dialog is not None
    return dialog


def test_the_answer_opens_with_the_code_on_the_screen(desk: Desk, laptop, recovery) -> None:
    riet = desk.add_visitor(replace(READY, telephone="+31600000112"))
    desk.do(lambda writing: writing.save_peer(peer(riet)))
    dialog = answering(desk)
    assert "Riet Jansen is het wachtwoord vergeten" in words(dialog)
    assert "Bel eerst Riet Jansen op het nummer dat u kent: 06 00 00 01 12" in words(dialog)
    field = named(dialog, "field_answer_sheet_words", QPlainTextEdit)
    press(dialog, "write_answer")
    assert field.property("invalid") == "true"
    field.setPlainText(" ".join(recovery[1]))
    press(dialog, "write_answer")
    assert field.toPlainText() == "", "the words are forgotten at once"
    assert not field.document().isUndoAvailable()
    code = named(dialog, "answer_code", QLabel).text().split()
    parts = desk.parts.passwords
    (path,) = desk.chooser.folder.glob("*.hbantwoord")
    answer = parts.files.read_answer(path.read_bytes())
    slots = desk.parts.profile.key_slots
    opened = slots.open_with_master_key(laptop, parts.files.open_answer(answer, code))
    assert opened.device_keys.device == DEVICE
    press(dialog, "print_answer_code")
    (sheet,) = desk.printed
    assert all(word in sheet.body.html for word in code)
    press(dialog, "write_answer")
    assert not dialog.isVisible()


def test_words_of_another_sheet_are_said_and_stay(desk: Desk, laptop) -> None:
    riet = desk.add_visitor()
    desk.do(lambda writing: writing.save_peer(peer(riet)))
    dialog = answering(desk)
    identities = desk.parts.profile.identities
    other = " ".join(identities.recovery_words(identities.new_recovery_identity()))
    named(dialog, "field_answer_sheet_words", QPlainTextEdit).setPlainText(other)
    press(dialog, "write_answer")
    assert named(dialog, "answer_result").isVisible()
    assert "noodblad past niet" in words(dialog)
    assert named(dialog, "field_answer_sheet_words", QPlainTextEdit).toPlainText() == other
    assert list(desk.chooser.folder.glob("*.hbantwoord")) == []


def test_an_unknown_laptop_asks_for_care(desk: Desk, laptop) -> None:
    desk.add_visitor()
    dialog = answering(desk)
    assert "Iemand is het wachtwoord vergeten" in words(dialog)
    assert "weet niet van wie deze laptop is" in words(dialog)


def test_a_lost_laptop_gets_no_answer(desk: Desk, laptop) -> None:
    riet = desk.add_visitor()
    desk.do(lambda writing: writing.save_peer(peer(riet, status="revoked")))
    page = desk.show(desk.visitors())
    press(page, "answer_forgotten_password")
    assert page.window().findChild(AnswerDialog) is None
    assert "een laptop die niet meer meedoet" in words(page)


def test_choosing_no_file_asks_nothing(desk: Desk, laptop) -> None:
    desk.add_visitor()
    desk.chooser.file = None
    page = desk.show(desk.visitors())
    press(page, "answer_forgotten_password")
    assert page.window().findChild(AnswerDialog) is None


# --- a new start file for somebody who has a laptop ------------------------------------------


def test_a_new_start_file_says_what_is_lost_and_asks_about_the_old_laptop(
    desk: Desk, tmp_path: Path
) -> None:
    riet = desk.add_visitor()
    desk.do(lambda writing: writing.save_peer(peer(riet)))
    desk.chooser.path = tmp_path / "stick"
    desk.chooser.path.mkdir()
    page = desk.show(desk.visitors())
    press(page, "make_start_file")
    dialog = page.window().findChild(StartFileDialog)
    assert "Wat Riet Jansen op de oude laptop heeft opgeschreven, gaat verloren." in words(dialog)
    press(page, "write_start_file")
    assert list(desk.chooser.path.iterdir()) == [], "first what became of the old laptop"
    assert "Kies eerst wat er met de oude laptop is." in words(dialog)
    choose(page, "old_laptop_in_use")
    assert not dialog.replaces_laptop
    choose(page, "old_laptop_gone")
    assert dialog.replaces_laptop


# --- a second coordinator --------------------------------------------------------------------


def panel_of(page) -> VisitorCardPanel:
    (panel,) = [one for one in page.findChildren(VisitorCardPanel) if one.isVisible()]
    return panel


def test_a_second_coordinator_is_added_and_gets_a_start_file(desk: Desk, tmp_path: Path) -> None:
    page = desk.show(desk.visitors())
    press(page, "add_visitor")
    choose(page, "role_coordinator")
    fill(page, "field_visitor_name", "Bea Brink")
    press(page, "save_visitor")
    known = desk.ask(lambda reading: reading.visitors())
    assert VisitorCard(name="Bea Brink", role="coordinator") in [one.card for one in known]
    panel = panel_of(page)
    assert panel.value.district == "Coördinator"
    desk.chooser.path = tmp_path / "stick"
    desk.chooser.path.mkdir()
    press(page, "make_start_file")
    dialog = page.window().findChild(StartFileDialog)
    assert "24 woorden van de sleutel van de organisatie" in words(dialog)
    code = named(dialog, "start_code", QLabel).text().split()
    press(page, "write_start_file")
    (path,) = desk.chooser.path.iterdir()
    content = open_start_file(desk.parts.start, path, code, today=TODAY)
    assert (content.visitor_name, content.role) == ("Bea Brink", "coordinator")
    press(page, "write_start_file")
    panel_of(page).view_requested.emit(content.visitor)
    dialog = page.window().findChildren(VisitorDialog)[-1]
    assert "Bezoekt nog niemand" not in words(dialog)
    click(dialog, "save_visitor")
    assert VisitorCard(name="Bea Brink", role="coordinator") in [
        one.card for one in desk.ask(lambda reading: reading.visitors())
    ]
