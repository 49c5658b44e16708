"""Exchange between a coordinator and a visitor, by the pages, on real files and databases."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from huisbezoek.app.binding import Binding
from huisbezoek.app.exchange_uses import exchange_uses
from huisbezoek.app.parts import real_parts
from huisbezoek.model.domain.events import CallLogged, CallOutcome, VisitOrigin, VisitPlanned
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.ports.people import ResidentFilter, ResidentQuestion
from huisbezoek.model.usecases.ports.sealing import FLOOR_COST
from huisbezoek.model.usecases.ports.transfer import DiskFullError
from huisbezoek.model.usecases.profile import close_profile, open_profile
from huisbezoek.ui.pages.exchange_page import ExchangePage
from tests.profiles import identifier
from tests.ui.stage import (
    NOW,
    OTHER_PASSWORD,
    PASSWORD,
    RESOURCES,
    RIET,
    Stage,
    click,
    coordinator_profile,
    start_file_for_riet,
    visitor_profile,
    workbench_on,
)

VISIT = Subject(SubjectKind.VISIT, identifier(900))


def bound(stage: Stage, profile) -> Binding:
    return Binding(stage.parts, profile, stage.chooser, "")


class Desk:
    """One laptop with its page Uitwisselen."""

    def __init__(self, stage: Stage, profile, qtbot) -> None:
        self.stage, self.profile, self.qtbot = stage, profile, qtbot
        self.workbench, self.lanes = workbench_on(stage, profile)
        uses = exchange_uses(bound(stage, profile))
        self.page = ExchangePage(self.workbench, stage.look, uses)
        self.page.resize(1100, 768)
        self.page.show()
        qtbot.addWidget(self.page)
        self.page.open()
        qtbot.waitUntil(lambda: self.page._view is not None, timeout=20_000)

    def does(self, name: str) -> str:
        """Presses and waits; answers what the page then says."""
        with self.qtbot.waitSignal(self.page.run.finished, timeout=30_000):
            click(self.page, name)
        self.settle()
        return "\n".join(
            text
            for banner in (self.page._problem, self.page._good)
            if banner.isVisible()
            for text in (banner.title.text(), banner.sentence.text())
        )

    def settle(self) -> None:
        tasks = self.stage.tasks
        self.qtbot.waitUntil(
            lambda: tasks.data.is_idle and tasks.files.is_idle and tasks.read.is_idle,
            timeout=20_000,
        )

    def close(self) -> None:
        closed = []
        self.lanes.close(lambda: closed.append(True))
        self.qtbot.waitUntil(lambda: bool(closed))
        self.profile.database.close()


@pytest.fixture
def stage(qtbot, tmp_path: Path) -> Iterator[Stage]:
    made = Stage(tmp_path)
    yield made
    made.end()


@pytest.fixture(scope="module")
def laptops(tmp_path_factory) -> Path:
    """Two closed profiles, made once: each test works on a copy of its own."""
    folder = tmp_path_factory.mktemp("laptops")
    parts = real_parts(RESOURCES, now=lambda: NOW, cost=FLOOR_COST)
    anneke = coordinator_profile(parts, folder / "anneke")
    start_file = start_file_for_riet(parts, anneke, folder)
    riet = visitor_profile(parts, start_file, folder / "riet")
    for profile in (anneke, riet):
        close_profile(parts.profile, profile)
    return folder


@pytest.fixture
def desks(stage, qtbot, tmp_path, laptops) -> Iterator[tuple[Desk, Desk]]:
    """Anneke's laptop and Riet's, who opened her start file."""
    opened = []
    for name, password in (("anneke", PASSWORD), ("riet", OTHER_PASSWORD)):
        shutil.copytree(laptops / name, tmp_path / name)
        opened.append(open_profile(stage.parts.profile, tmp_path / name, password))
    anneke, riet = opened
    pair = Desk(stage, anneke, qtbot), Desk(stage, riet, qtbot)
    yield pair
    for desk in pair:
        desk.close()


@pytest.fixture
def stick(stage, tmp_path) -> Path:
    folder = tmp_path / "BLAUW"
    folder.mkdir()
    stage.chooser.path = folder
    return folder


def call(desk: Desk) -> None:
    resident = identifier(1000)

    def deed(writing) -> None:
        today = NOW.date()
        writing.record(VISIT, VisitPlanned(resident, ("age75",), VisitOrigin.ROUND, today))
        at = NOW.replace(tzinfo=None)
        writing.record(VISIT, CallLogged(CallOutcome.NO_ANSWER, at))

    with desk.qtbot.waitSignal(desk.workbench.changed, timeout=20_000):
        desk.workbench.do(deed)


def test_a_visitor_writes_first_and_is_told_what_went(desks, stick) -> None:
    _, riet = desks
    call(riet)
    said = riet.does("exchange")
    assert "Meegegeven aan Anneke de Wit" in said
    assert "Er lag geen nieuw bestand voor u." in said
    assert "De stick mag eruit." in said
    assert len(list(stick.glob("*.hbz"))) == 1
    assert not any("Riet" in path.name for path in stick.iterdir())


def test_both_ways_and_back_again(desks, stick) -> None:
    anneke, riet = desks
    call(riet)
    riet.does("exchange")
    said = anneke.does("choose_folder")
    assert "Dit ligt klaar." in said or anneke.page._waiting
    assert anneke.page._read.text().startswith("1 bestand")
    said = anneke.does("read_bundles")
    assert "Binnengekomen van Riet Jansen" in said
    assert "1 keer gebeld" in said
    assert [partner.name for partner in anneke.page._view.partners] == ["Riet Jansen"]

    def change(writing) -> None:
        card = writing.resident(identifier(1001)).state.card
        subject = Subject(SubjectKind.RESIDENT, identifier(1001))
        writing.change_card(subject, replace(card, good_to_know="Bel twee keer aan."))

    with anneke.qtbot.waitSignal(anneke.workbench.changed, timeout=20_000):
        anneke.workbench.do(change)
    said = anneke.does("write_bundle")
    assert "Meegegeven aan Riet Jansen" in said
    said = riet.does("exchange")
    assert "Binnengekomen van Anneke de Wit" in said
    assert not riet.page._problem.isVisible()
    found = []
    riet.workbench.ask(lambda reading: reading.resident(identifier(1001)).state.card, found.append)
    riet.settle()
    assert found[0].good_to_know == "Bel twee keer aan."
    assert found[0].birth_date == ""


def test_a_second_time_the_same_file_is_only_said(desks, stick) -> None:
    anneke, riet = desks
    riet.does("exchange")
    anneke.does("choose_folder")
    anneke.does("read_bundles")
    said = anneke.does("look_bundles")
    assert "1 bestand was al eerder gelezen." in said
    assert not anneke.page._problem.isVisible()
    assert not anneke.page._waiting


def test_a_damaged_file_is_said_and_the_rest_goes_on(desks, stick) -> None:
    anneke, riet = desks
    call(riet)
    riet.does("exchange")
    whole = next(stick.glob("*.hbz"))
    (stick / "huisbezoek 1 november AAAA.hbz").write_bytes(whole.read_bytes()[:-40])
    (stick / "huisbezoek 2 november BBBB.hbz").write_bytes(b"niets")
    said = anneke.does("choose_folder")
    assert "huisbezoek 1 november AAAA.hbz: " in said
    assert "huisbezoek 2 november BBBB.hbz: " in said
    said = anneke.does("read_bundles")
    assert "1 keer gebeld" in said


def test_files_that_are_not_read_are_not_kept(desks, stick) -> None:
    anneke, riet = desks
    riet.does("exchange")
    anneke.does("choose_folder")
    inbox = anneke.profile.folder / "inbox"
    assert len(list(inbox.iterdir())) == 1
    anneke.does("look_bundles")
    assert len(list(inbox.iterdir())) == 1, "the first copy was let go"
    anneke.does("read_bundles")
    assert list(inbox.iterdir()) == []
    assert list((anneke.profile.folder / "backups").iterdir()), "a copy before reading"


def test_stopping_keeps_what_was_done_and_leaves_nothing_behind(desks, stick, qtbot) -> None:
    anneke, riet = desks
    riet.does("exchange")
    with qtbot.waitSignal(anneke.page.run.finished, timeout=20_000) as finished:
        click(anneke.page, "choose_folder")
        click(anneke.page, "stop_exchange")
    (result,) = finished.args
    assert result.stopped
    assert result.applied == []
    anneke.settle()
    assert not anneke.page.run.is_running
    inbox = anneke.profile.folder / "inbox"
    assert not inbox.exists() or list(inbox.iterdir()) == []
    assert anneke.page.findChild(QPushButton, "look_bundles").isEnabled()


def test_a_full_stick_is_said_and_the_next_try_takes_everything_along(
    stage, qtbot, desks, stick
) -> None:
    anneke, riet = desks
    call(riet)
    uses = exchange_uses(bound(stage, riet.profile))

    def full(sealed, folder):
        raise DiskFullError

    riet.page.run._steps = replace(uses.steps, carry=full)
    said = riet.does("exchange")
    assert "geen ruimte" in said
    assert "gelukt." not in said
    riet.page.run._steps = uses.steps
    riet.does("exchange")
    anneke.does("choose_folder")
    said = anneke.does("read_bundles")
    assert "1 keer gebeld" in said
    assert "ontbreekt" in said


def test_a_vanished_folder_is_one_sentence(desks, stick) -> None:
    anneke, _ = desks
    anneke.does("choose_folder")
    stick.rmdir()
    said = anneke.does("look_bundles")
    assert "De stick of map is er niet meer" in said


def test_nobody_to_write_to_is_said_in_words(desks) -> None:
    anneke, _ = desks
    assert not anneke.page._write.isVisible()
    assert "Nog geen laptop doet mee" in anneke.page._no_partners.text()


def test_the_residents_of_the_start_file_are_there(desks) -> None:
    _, riet = desks
    question = ResidentQuestion(NOW.date(), ResidentFilter.ALL, visitor=RIET)
    reader = riet.profile.database.open_reader()
    with reader.reading() as reading:
        assert len(reading.resident_ids(question)) == 3
    reader.close()


def test_by_hand_one_file_goes_and_one_comes(desks, stick, stage) -> None:
    anneke, riet = desks
    riet.page.findChild(QPushButton, "by_hand").click()
    assert "Meegegeven aan Anneke de Wit" in riet.does("write_bundle")
    anneke.does("choose_folder")
    anneke.does("read_bundles")
    before = set(stick.iterdir())
    anneke.does("write_bundle")
    (stage.chooser.path,) = set(stick.iterdir()) - before
    assert "Binnengekomen van Anneke de Wit" in riet.does("read_bundles")
