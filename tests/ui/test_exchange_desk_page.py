"""The coordinator's Uitwisselen on real files: decide, read, give along, take back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QPushButton

from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.profile import open_profile
from tests.profiles import identifier
from tests.ui.exchange_stage import ExchangeDesk, copied, read, record_call, send
from tests.ui.stage import (
    OTHER_PASSWORD,
    PASSWORD,
    Stage,
    visitor_profile,
)


@pytest.fixture
def desk(stage: Stage, qtbot, tmp_path: Path, laptops: Path) -> Iterator[ExchangeDesk]:
    profile = open_profile(
        stage.parts.profile, copied(laptops / "anneke", tmp_path / "anneke"), PASSWORD
    )
    opened = ExchangeDesk(stage, profile, qtbot)
    opened.open()
    yield opened
    opened.close()
    opened.does_not_fail()


@pytest.fixture
def riet(stage: Stage, tmp_path: Path, laptops: Path):
    folder = copied(laptops / "riet", tmp_path / "riet")
    profile = open_profile(stage.parts.profile, folder, OTHER_PASSWORD)
    yield profile
    profile.database.close()


@pytest.fixture
def enrolled(desk: ExchangeDesk, riet, stage: Stage, stick: Path) -> ExchangeDesk:
    """Riet's laptop takes part: her first file was read."""
    send(stage.parts, riet, stick)
    desk.does("choose_folder")
    desk.does("read_bundles")
    return desk


def change_card(desk: ExchangeDesk) -> None:
    resident = Subject(SubjectKind.RESIDENT, identifier(1001))

    def change(writing) -> None:
        card = writing.resident(resident.identifier).state.card
        writing.change_card(resident, replace(card, good_to_know="Bel twee keer aan."))

    desk.deed(change)


def button(desk: ExchangeDesk, name: str) -> QAbstractButton:
    found = desk.page.window().findChild(QAbstractButton, name)
    assert found is not None, name
    return found


def _damaged(whole: Path) -> bytes:
    content = bytearray(whole.read_bytes())
    content[-300] ^= 1
    return bytes(content)


def test_who_has_not_answered_is_said_in_words_without_a_button(desk) -> None:
    words = desk.words()
    assert "Riet Jansen: het startbestand van 22 november 2026 is nog niet beantwoord" in words
    assert "Nog nooit uitgewisseld" in words
    assert not button(desk, "write_bundle").isVisible()


def test_a_preview_first_and_then_it_is_read(desk, riet, stage, stick) -> None:
    record_call(riet)
    send(stage.parts, riet, stick)
    desk.does("choose_folder")
    assert "Van een nieuwe laptop" in desk.words() or "Van Riet Jansen" in desk.words()
    assert "1 keer gebeld" in desk.words()
    assert "Over 1 inwoner: " in desk.words()
    assert not desk.page._seen.imports
    said = desk.does("read_bundles")
    assert "Dat is gelukt." in said
    assert "Binnengekomen van Riet Jansen" in said
    assert [line.sender_name for line in desk.page._seen.imports] == ["Riet Jansen"]


def test_nothing_of_a_file_is_kept_when_it_is_not_read(desk, riet, stage, stick) -> None:
    send(stage.parts, riet, stick)
    desk.does("choose_folder")
    inbox = desk.profile.folder / "inbox"
    assert len(list(inbox.iterdir())) == 1
    desk.does("leave_bundles")
    assert list(inbox.iterdir()) == []
    assert not button(desk, "read_bundles").isVisible()
    assert not desk.page._seen.imports


def test_of_several_files_one_may_be_read(desk, riet, stage, stick) -> None:
    send(stage.parts, riet, stick)
    record_call(riet)
    send(stage.parts, riet, stick)
    desk.does("choose_folder")
    assert len(desk.page._waiting) == 2
    desk.does("read_only_0")
    assert len(desk.page._waiting) == 1
    desk.does("read_bundles")
    assert len(desk.page._seen.imports) == 2


def test_the_packing_slip_comes_before_the_file(enrolled, riet, stage, stick) -> None:
    desk = enrolled
    change_card(desk)
    before = set(stick.iterdir())
    desk.does("write_bundle")
    words = desk.words()
    assert "Dit komt op: BLAUW" in words
    assert "goed om te weten" in words
    assert set(stick.iterdir()) == before, "nothing is written for a slip"
    said = desk.does("confirm_write")
    assert "Dat is gelukt." in said
    assert "Meegegeven aan Riet Jansen" in said
    assert "teruggelezen" in said
    (written,) = set(stick.iterdir()) - before
    assert written.name in said
    read(stage.parts, riet, written)


def test_the_file_is_the_one_of_the_slip(enrolled, stick) -> None:
    desk = enrolled
    change_card(desk)
    desk.does("write_bundle")
    prepared = next(iter(desk.page.packing._files.values())).prepared
    desk.does("confirm_write")
    sent = desk.page._seen.view.exchange.sent[0]
    assert sent.bundle == prepared.header.bundle
    assert sent.operations == prepared.header.operations


def test_who_has_something_new_is_ticked_in_advance(enrolled) -> None:
    desk = enrolled
    (tick,) = (one for one in desk.page.parts.writing._ticks.values())
    assert tick.isChecked()
    desk.does("write_bundle")
    desk.does("confirm_write")
    (tick,) = (one for one in desk.page.parts.writing._ticks.values())
    assert not tick.isChecked()
    assert "Er is voor niemand iets nieuws" in desk.words()
    change_card(desk)
    (tick,) = (one for one in desk.page.parts.writing._ticks.values())
    assert tick.isChecked()
    assert "1 inwoner: 1 gewijzigd" in tick.text()


def test_a_file_that_nobody_was_chosen_for_is_not_made(enrolled) -> None:
    desk = enrolled
    (tick,) = (one for one in desk.page.parts.writing._ticks.values())
    tick.click()
    desk.does("write_bundle")
    assert "Kies eerst voor wie." in desk.words()
    assert not desk.page.packing._files


def test_an_import_is_taken_back_and_applied_again(enrolled, riet, stage, stick) -> None:
    desk = enrolled
    record_call(riet)
    send(stage.parts, riet, stick)
    desk.does("look_bundles")
    desk.does("read_bundles")
    desk.does("withdraw_0")
    assert "Bestand van Riet Jansen terugdraaien" in desk.words()
    assert desk.page._seen.imports[0].withdrawn_at is None, "asked first"
    said = desk.does("confirm_withdraw")
    assert "Teruggedraaid." in said
    assert desk.page._seen.imports[0].withdrawn_at is not None
    assert button(desk, "reinstate_0").isVisible()
    said = desk.does("reinstate_0")
    assert "Weer toegepast." in said
    assert desk.page._seen.imports[0].withdrawn_at is None


def test_reading_the_same_file_again_brings_back_what_was_taken_back(
    enrolled, riet, stage, stick
) -> None:
    desk = enrolled
    record_call(riet)
    send(stage.parts, riet, stick)
    desk.does("look_bundles")
    desk.does("read_bundles")
    desk.does("withdraw_0")
    desk.does("confirm_withdraw")
    desk.does("look_bundles")
    assert len(desk.page._waiting) == 1
    desk.does("read_bundles")
    assert desk.page._seen.imports[0].withdrawn_at is None


def test_a_file_read_before_and_files_of_others_are_only_said(enrolled, stick) -> None:
    desk = enrolled
    (stick / "brief.docx").write_bytes(b"hallo")
    (stick / "huisbezoek 3 november ABCD.hbz.part").write_bytes(b"half")
    said = desk.does("look_bundles")
    assert "1 bestand was al eerder gelezen." in said
    assert not desk.page.parts.problem.isVisible()
    desk.does("left_alone")
    words = desk.words()
    assert "brief.docx" in words
    assert "huisbezoek 3 november ABCD.hbz.part" in words


def test_a_second_computer_waits_for_a_decision(enrolled, stage, stick, tmp_path, laptops) -> None:
    desk = enrolled
    start_file = next(laptops.glob("*.hbstart"))
    second = visitor_profile(stage.parts, start_file, tmp_path / "second")
    send(stage.parts, second, stick)
    second.database.close()
    said = desk.does("look_bundles")
    assert desk.page.parts.held.isVisible()
    assert "Een tweede computer gebruikt het startbestand van Riet Jansen" in desk.words()
    assert "Niet alles is gelukt" not in said, "it stands in the card already"
    desk.does("held_allow_both_0")
    assert "Mag Riet Jansen met 2 computers werken?" in desk.words()
    said = desk.does("confirm_question")
    assert "Het bestand is gelezen." in said
    assert not desk.page.parts.held.isVisible()
    assert len(desk.page._seen.view.exchange.partners) == 2


def test_a_held_file_is_only_thrown_away_after_a_question(
    enrolled, stage, stick, tmp_path, laptops
) -> None:
    desk = enrolled
    second = visitor_profile(stage.parts, next(laptops.glob("*.hbstart")), tmp_path / "second")
    send(stage.parts, second, stick)
    second.database.close()
    desk.does("look_bundles")
    desk.does("held_throw_away_0")
    assert desk.page.parts.held.isVisible()
    desk.does("confirm_question")
    assert not desk.page.parts.held.isVisible()
    assert list((desk.profile.folder / "held").iterdir()) == []


def test_one_button_is_filled_and_every_alt_key_is_there_once(enrolled, riet, stage, stick) -> None:
    desk = enrolled
    record_call(riet)
    send(stage.parts, riet, stick)
    for step in ("look_bundles", "read_bundles", "write_bundle"):
        shown = [one for one in desk.page.findChildren(QPushButton) if one.isVisible()]
        filled = [one for one in shown if getattr(one, "kind", "") == "primary"]
        assert len(filled) <= 1, [one.objectName() for one in filled]
        keys = [one.shortcut().toString() for one in shown if one.shortcut().toString()]
        assert len(keys) == len(set(keys)), keys
        desk.does(step)


def test_a_damaged_file_is_said_and_the_rest_goes_on(desk, riet, stage, stick) -> None:
    whole = send(stage.parts, riet, stick)
    (stick / "huisbezoek 1 november AAAA.hbz").write_bytes(_damaged(whole))
    said = desk.does("choose_folder")
    assert "huisbezoek 1 november AAAA.hbz: " in said
    assert len(desk.page._waiting) == 1


def test_a_vanished_folder_is_one_sentence(desk, stick) -> None:
    desk.does("choose_folder")
    stick.rmdir()
    desk.page.place._chosen = stick
    said = desk.does("look_bundles")
    assert "De stick of map is er niet meer" in said
