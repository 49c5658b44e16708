"""Uitwisselen of a coordinator in the real program: slip, file, preview, taken back and again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QLabel

from huisbezoek.app.parts import Parts, real_parts
from huisbezoek.app.places import ProgramPlace
from huisbezoek.app.program import Program
from huisbezoek.model.usecases.ports.profile_labels import ProfileLabel
from huisbezoek.model.usecases.ports.sealing import FLOOR_COST
from huisbezoek.model.usecases.profile import OpenProfile, close_profile
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.pages.exchange_desk_page import ExchangeDeskPage
from huisbezoek.ui.theme import LookSource
from tests.profiles import identifier
from tests.ui.exchange_stage import read, record_call, send
from tests.ui.stage import (
    NOW,
    PASSWORD,
    RESOURCES,
    Chooser,
    click,
    coordinator_profile,
    fill,
    start_file_for_riet,
    visitor_profile,
)

CALLED = identifier(1000)


class Day:
    """The program of the coordinator with its page Uitwisselen in view, and Riet's laptop."""

    def __init__(self, program: Program, riet: OpenProfile, stick: Path, qtbot) -> None:
        self.program, self.riet, self.stick, self.qtbot = program, riet, stick, qtbot
        house = program.window.inside()
        house.go(Destination(PageName.EXCHANGE))
        page = house.findChild(ExchangeDeskPage)
        assert isinstance(page, ExchangeDeskPage)
        self.page = page
        self.settle()

    def settle(self) -> None:
        tasks, page = self.program.tasks, self.page

        def is_still() -> bool:
            lanes = (tasks.data, tasks.files, tasks.read)
            rounds = (page.run, page.news, page.packing)
            return all(one.is_idle for one in lanes) and not any(one.is_running for one in rounds)

        for _ in range(3):
            self.qtbot.waitUntil(is_still, timeout=20_000)
            QCoreApplication.sendPostedEvents()

    def does(self, name: str) -> str:
        """Presses a button, and answers everything that can be read then."""
        click(self.program.window, name)
        self.settle()
        labels = self.program.window.findChildren(QLabel)
        return "\n".join(one.text() for one in labels if one.isVisible())

    def files(self) -> set[Path]:
        return set(self.stick.glob("*.hbz"))

    def visits(self) -> object:
        """What is known here of the visits of the resident who was called."""
        found: list[object] = []
        self.page._workbench.do(lambda writing: writing.resident(CALLED).visits, found.append)
        self.settle()
        return found[0]


@pytest.fixture
def parts() -> Parts:
    return real_parts(RESOURCES, now=lambda: NOW, cost=FLOOR_COST)


@pytest.fixture
def day(qtbot, parts: Parts, repository: Path, tmp_path: Path) -> Iterator[Day]:
    stick, chooser = tmp_path / "BLAUW", Chooser()
    stick.mkdir()
    chooser.path = stick
    place = ProgramPlace(tmp_path / "profiles", tmp_path / "settings.json")
    anneke = coordinator_profile(parts, place.profiles / "a1")
    start_file = start_file_for_riet(parts, anneke, tmp_path)
    riet = visitor_profile(parts, start_file, tmp_path / "riet")
    close_profile(parts.profile, anneke)
    label = ProfileLabel(anneke.folder, "Anneke de Wit", "coordinator", "Welzijn Voorbeelddam")
    parts.labels.write(label)
    look = LookSource(QApplication.instance(), repository / "resources")
    program = Program(parts, look, place, chooser)
    program.start()
    page = program.window.inside()
    qtbot.waitUntil(page.isVisible)
    fill(page, "field_unlock_password", PASSWORD)
    with qtbot.waitSignal(program.opened, timeout=30_000):
        click(page, "unlock")
    yield Day(program, riet, stick, qtbot)
    riet.database.close()
    with qtbot.waitSignal(program.ended, timeout=30_000):
        program.end()
    qtbot.waitUntil(lambda: not program.window.isVisible())


def test_slip_file_preview_taken_back_and_applied_again(day: Day, parts: Parts) -> None:
    send(parts, day.riet, day.stick)
    words = day.does("choose_folder")
    assert "Van een nieuwe laptop" in words
    assert "De laptop van Riet Jansen doet nu mee." in day.does("read_bundles")
    before = day.files()

    assert "Riet Jansen" in day.does("write_bundle")
    assert day.files() == before, "a slip writes nothing"
    words = day.does("confirm_write")
    assert "Dat is gelukt." in words
    assert "teruggelezen" in words
    (written,) = day.files() - before
    read(parts, day.riet, written)

    nothing = day.visits()
    record_call(day.riet)
    send(parts, day.riet, day.stick)
    words = day.does("look_bundles")
    assert "Van Riet Jansen, gemaakt op" in words
    assert "1 keer gebeld" in words
    assert day.visits() == nothing, "a preview keeps nothing"
    assert "Binnengekomen van Riet Jansen" in day.does("read_bundles")
    assert written not in day.files(), "what was read for certain is taken off the stick"
    called = day.visits()
    assert called != nothing

    assert "Bestand van Riet Jansen terugdraaien" in day.does("withdraw_0")
    assert day.visits() == called, "asked first"
    assert "Teruggedraaid." in day.does("confirm_withdraw")
    assert day.visits() == nothing
    assert "Weer toegepast." in day.does("reinstate_0")
    assert day.visits() == called
