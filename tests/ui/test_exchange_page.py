"""A visitor's Uitwisselen, on real files and databases: one button, both ways, plain words."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from huisbezoek.model.domain.cards import ResidentCard, VisitorCard
from huisbezoek.model.domain.events import Assigned, HandOverNotes, Listed
from huisbezoek.model.domain.names import Sex
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.exchange_folder import remembered_files, unsent_work
from huisbezoek.model.usecases.hand_over import hand_over
from huisbezoek.model.usecases.ports.people import ResidentQuestion
from huisbezoek.model.usecases.ports.transfer import DiskFullError
from huisbezoek.model.usecases.profile import OpenProfile, open_profile
from tests.profiles import identifier
from tests.ui.exchange_stage import read
from tests.ui.stage import (
    NOW,
    OTHER_PASSWORD,
    PASSWORD,
    RIET,
    Stage,
    write,
)
from tests.ui.visitor_stage import VisitorDesk, send_to

TRUUS = identifier(701)


@pytest.fixture
def anneke(stage, tmp_path, laptops) -> Iterator[OpenProfile]:
    shutil.copytree(laptops / "anneke", tmp_path / "anneke")
    profile = open_profile(stage.parts.profile, tmp_path / "anneke", PASSWORD)
    yield profile
    profile.database.close()


@pytest.fixture
def riet(stage, qtbot, tmp_path, laptops) -> Iterator[VisitorDesk]:
    shutil.copytree(laptops / "riet", tmp_path / "riet")
    profile = open_profile(stage.parts.profile, tmp_path / "riet", OTHER_PASSWORD)
    desk = VisitorDesk(stage, profile, qtbot)
    yield desk
    desk.close()


def answer(stage: Stage, anneke: OpenProfile, riet: VisitorDesk, stick: Path) -> Path:
    """Anneke reads what lies on the stick for her, and writes a file for Riet."""
    known = {line.file_hash for line in write(anneke, lambda writing: writing.ledger())}
    for path in sorted(stick.glob("*.hbz")):
        if stage.parts.bundles.is_for(path, anneke.keys.device_keys) and path.name not in known:
            read_once(stage, anneke, path)
    return send_to(stage.parts, anneke, riet.profile.identity.device, stick)


def read_once(stage: Stage, profile: OpenProfile, path: Path) -> None:
    from huisbezoek.model.usecases.ports.exchange import AlreadyReadError

    try:
        read(stage.parts, profile, path)
    except AlreadyReadError:
        return


def resident(profile: OpenProfile, number: int, surname: str, visitor: str = RIET) -> str:
    subject = Subject(SubjectKind.RESIDENT, identifier(number))
    card = ResidentCard(surname=surname, sex=Sex.WOMAN, street="Havenkade", house_number=31)

    def deed(writing) -> None:
        writing.change_card(subject, card)
        writing.record(subject, Listed(identifier(4), NOW.date()))
        writing.record(subject, Assigned(visitor, NOW.date()))

    write(profile, deed)
    return subject.identifier


def own_residents(riet: VisitorDesk) -> set[str]:
    question = ResidentQuestion(NOW.date(), visitor=RIET)
    return set(riet.deed(lambda writing: writing.resident_ids(question)))


# --- the stick -------------------------------------------------------------------------------


def test_the_button_waits_for_the_stick_and_works_when_it_is_in(riet, stick) -> None:
    assert not riet.button.isEnabled()
    assert "Steek de stick in de laptop" in riet.words()
    riet.put_in(stick)
    assert riet.button.isEnabled()
    assert "Stick BLAUW zit in de laptop" in riet.words()
    riet.take_out()
    assert not riet.button.isEnabled()


def test_of_two_sticks_one_must_come_out_or_be_chosen(riet, stick, tmp_path) -> None:
    riet.put_in(stick)
    other = replace(riet.volumes[0], root=tmp_path / "ROOD", name="ROOD")
    riet.volumes = (*riet.volumes, other)
    riet.look_twice()
    assert "Er zitten 2 sticks in de laptop" in riet.words()
    assert not riet.button.isEnabled()
    riet.page.findChild(type(riet.button), "choose_folder").click()
    riet.settle()
    assert riet.button.isEnabled()


def test_a_folder_that_was_chosen_is_there_next_time(riet, stick) -> None:
    riet.page.findChild(type(riet.button), "choose_folder").click()
    riet.settle()
    assert "Map BLAUW is er" in riet.words()
    assert "U bent klaar." in riet.exchanges()


# --- both ways -------------------------------------------------------------------------------


def test_a_visitor_writes_first_and_is_told_what_went(riet, stick) -> None:
    riet.calls()
    riet.put_in(stick)
    riet.page.open()
    riet.settle()
    assert "Dit gaat mee: 1 keer gebeld en 1 bezoek gepland." in riet.words()
    said = riet.exchanges()
    assert "Meegegeven aan Anneke de Wit: 1 keer gebeld en 1 bezoek gepland." in said
    assert "Er lag geen nieuw bestand voor u." in said
    assert "Dat is gelukt. De stick mag eruit." in said
    assert len(list(stick.glob("*.hbz"))) == 1
    assert not any("Riet" in path.name for path in stick.iterdir())
    assert "U hebt niets nieuws om mee te geven." in riet.words()
    assert riet.deed(unsent_work).operations == 0


def test_new_residents_are_named_inside_the_window(riet, anneke, stage, stick) -> None:
    riet.put_in(stick)
    riet.exchanges()
    resident(anneke, 1500, "Kuipers")
    answer(stage, anneke, riet, stick)
    riet.look_twice()
    assert "Er ligt 1 bestand voor u klaar." in riet.words()
    said = riet.exchanges()
    assert "Binnengekomen van Anneke de Wit: 1 nieuwe inwoner, mevrouw Kuipers." in said
    assert "Mevrouw Kuipers, Havenkade 31" in riet.words()
    assert not riet.page._problem.isVisible()
    riet.look_twice()
    assert "bestand voor u klaar" not in riet.words()


def test_changed_cards_are_named_with_what_changed(riet, anneke, stage, stick) -> None:
    riet.put_in(stick)
    riet.exchanges()
    subject = Subject(SubjectKind.RESIDENT, identifier(1001))

    def change(writing) -> None:
        card = writing.resident(subject.identifier).state.card
        writing.change_card(subject, replace(card, good_to_know="Bel twee keer aan."))

    write(anneke, change)
    answer(stage, anneke, riet, stick)
    assert "nieuws over" in riet.exchanges()
    assert "Nieuw op de kaart: goed om te weten" in riet.words()


def test_a_second_time_nothing_is_read_twice(riet, anneke, stage, stick) -> None:
    riet.put_in(stick)
    riet.exchanges()
    answer(stage, anneke, riet, stick)
    riet.exchanges()
    said = riet.exchanges()
    assert "Er lag geen nieuw bestand voor u." in said
    assert not riet.page._problem.isVisible()
    assert len(riet.deed(remembered_files).read) == 1


def test_files_that_the_coordinator_read_are_tidied_away(riet, anneke, stage, stick) -> None:
    riet.calls()
    riet.put_in(stick)
    riet.exchanges()
    (first,) = stick.glob("*.hbz")
    answer(stage, anneke, riet, stick)
    riet.exchanges()
    assert not first.exists(), "its receipt came"


def test_who_was_handed_over_leaves_the_laptop_with_a_receipt(riet, anneke, stage, stick) -> None:
    riet.put_in(stick)
    riet.exchanges()
    answer(stage, anneke, riet, stick)
    riet.exchanges()
    gone = identifier(1001)
    truus = VisitorCard(
        name="Truus Bakker", conduct_certificate_on="2025-01-10", secrecy_signed_on="2025-01-12"
    )
    write(
        anneke,
        lambda writing: writing.change_card(Subject(SubjectKind.VISITOR, TRUUS), truus),
    )
    assert gone in own_residents(riet)
    write(
        anneke,
        lambda writing: hand_over(
            writing,
            (gone,),
            TRUUS,
            today=NOW.date(),
            reason="verhuisd",
            notes=HandOverNotes.NOTHING,
        ),
    )
    answer(stage, anneke, riet, stick)
    before = len(list(stick.glob("*.hbz")))
    said = riet.exchanges()
    assert "gaat voortaan naar een andere bezoeker." in said.lower()
    assert "1 inwoner die u niet meer bezoekt, is van uw laptop gehaald." in said
    assert gone not in own_residents(riet)
    assert "De stick mag eruit." in said
    after = answer(stage, anneke, riet, stick)
    assert after.exists()
    assert before > 0


# --- what can go wrong -----------------------------------------------------------------------


def test_a_damaged_file_is_said_calmly_and_the_rest_goes_on(riet, anneke, stage, stick) -> None:
    riet.put_in(stick)
    riet.exchanges()
    whole = answer(stage, anneke, riet, stick)
    (stick / "huisbezoek 1 november AAAA.hbz").write_bytes(whole.read_bytes()[:-40])
    said = riet.exchanges()
    assert "huisbezoek 1 november AAAA.hbz: " in said
    assert "Binnengekomen van Anneke de Wit" in said
    riet.look_twice()
    assert "bestand voor u klaar" not in riet.words(), "what was refused is not offered again"


def test_half_and_foreign_files_are_named_and_left_alone(riet, stick) -> None:
    (stick / "huisbezoek 2 november BBBB.hbz.part").write_bytes(b"half")
    (stick / "huisbezoek 3 november CCCC.hbz").write_bytes(b"niets")
    (stick / "vakantie\u202e.jpg").write_bytes(b"foto")
    riet.put_in(stick)
    said = riet.exchanges()
    assert not riet.page._problem.isVisible()
    assert "BBBB" not in said
    riet.page.findChild(type(riet.button), "left_alone").click()
    words = riet.words()
    assert "huisbezoek 2 november BBBB.hbz.part" in words
    assert "huisbezoek 3 november CCCC.hbz" in words
    assert "vakantie.jpg" in words
    assert len(list(stick.iterdir())) == 4


def test_a_full_stick_is_said_and_what_lies_there_is_still_read(riet, anneke, stage, stick) -> None:
    riet.put_in(stick)
    riet.exchanges()
    resident(anneke, 1500, "Kuipers")
    answer(stage, anneke, riet, stick)
    riet.calls()
    steps = riet.page.run._steps

    def full(sealed, folder):
        raise DiskFullError

    riet.page.run._steps = replace(steps, carry=full)
    said = riet.exchanges()
    assert "geen ruimte" in said
    assert "mevrouw Kuipers" in said
    assert "gelukt." not in said.replace("Niet alles is gelukt", "")
    assert riet.deed(unsent_work).operations == 2, "it still waits"
    riet.page.run._steps = steps
    assert "Meegegeven" in riet.exchanges()


def test_a_stick_that_is_pulled_out_is_one_sentence(riet, stick) -> None:
    riet.put_in(stick)
    shutil.rmtree(stick)
    said = riet.exchanges()
    assert "De stick of map is er niet meer" in said
    assert "veilig" in said


@pytest.mark.parametrize(
    ("days", "shown"),
    [(1, ""), (15, "Uw werk wacht al 15 dagen"), (40, "Anneke mist wat u sinds")],
)
def test_the_age_of_unsent_work_is_said_without_alarm(riet, stick, days, shown) -> None:
    riet.calls()
    later = (NOW + timedelta(days=days)).replace(tzinfo=None)
    riet.page._uses = replace(riet.page._uses, now=lambda: later)
    riet.page.open()
    riet.settle()
    assert riet.page._age.isVisible() is bool(shown)
    assert shown in riet.words()
    riet.put_in(stick)
    riet.exchanges()
    assert not riet.page._age.isVisible(), "what went along waits no more"


def test_what_has_not_arrived_yet_is_said(riet) -> None:
    page = riet.page
    assert not page._incomplete.isVisible()
    page.show_view(replace(page._view, incomplete=2), page._unsent)
    assert page._incomplete.isVisible()
    assert "Vraag Anneke de Wit om opnieuw een bestand" in riet.words()


def test_who_made_nothing_is_not_told_of_any_delay(riet) -> None:
    later = (NOW + timedelta(days=400)).replace(tzinfo=None)
    riet.page._uses = replace(riet.page._uses, now=lambda: later)
    riet.page.open()
    riet.settle()
    assert not riet.page._age.isVisible()


def test_by_hand_one_file_goes_and_one_comes(riet, anneke, stage, stick) -> None:
    riet.calls()
    riet.page.findChild(type(riet.button), "by_hand").click()
    assert "Meegegeven aan Anneke de Wit" in riet.does("write_bundle")
    resident(anneke, 1500, "Kuipers")
    stage.chooser.path = answer(stage, anneke, riet, stick)
    assert "mevrouw Kuipers" in riet.does("read_bundles")


def test_nothing_fails_unseen(riet, stick) -> None:
    riet.put_in(stick)
    riet.exchanges()
    assert riet.failures == []
