"""The whole window on real parts: in, locked, out, and everything encrypted anew."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from huisbezoek.app.parts import real_parts
from huisbezoek.app.places import ProgramPlace
from huisbezoek.app.program import Program
from huisbezoek.model.domain.errors import HuisbezoekError
from huisbezoek.model.usecases.ports.profile_labels import ProfileLabel
from huisbezoek.model.usecases.ports.sealing import FLOOR_COST
from huisbezoek.model.usecases.profile import open_profile
from huisbezoek.ui.main_window import House
from huisbezoek.ui.pages.first_start_page import FirstStartPage
from huisbezoek.ui.pages.unlock_page import UnlockPage
from tests.ui.stage import (
    NOW,
    OTHER_PASSWORD,
    PASSWORD,
    RESOURCES,
    Chooser,
    click,
    coordinator_profile,
    fill,
)


@pytest.fixture
def program(qtbot, look, tmp_path: Path) -> Iterator[Program]:
    parts = real_parts(RESOURCES, now=lambda: NOW, cost=FLOOR_COST)
    place = ProgramPlace(tmp_path / "profiles", tmp_path / "settings.json")
    made = Program(parts, look, place, Chooser())
    yield made
    with qtbot.waitSignal(made.ended, timeout=30_000):
        made.end()
    qtbot.waitUntil(lambda: not made.window.isVisible())
    look.apply("light", 100)


@pytest.fixture
def folder(program, tmp_path) -> Path:
    place = tmp_path / "profiles" / "a1"
    profile = coordinator_profile(program.parts, place)
    profile.database.close()
    label = ProfileLabel(place, "Anneke de Wit", "coordinator", "Welzijn Voorbeelddam")
    program.parts.labels.write(label)
    return place


def inside(program: Program, kind: type[QWidget]) -> bool:
    return isinstance(program.window.inside(), kind)


def unlock(program: Program, qtbot, password: str) -> None:
    page = program.window.inside()
    qtbot.waitUntil(page.isVisible)
    fill(page, "field_unlock_password", password)
    with qtbot.waitSignal(program.opened, timeout=30_000):
        click(page, "unlock")


def test_an_empty_computer_begins_at_the_first_start(program) -> None:
    program.start()
    assert inside(program, FirstStartPage)


def test_unlocking_and_locking_again(program, folder, qtbot) -> None:
    program.start()
    assert inside(program, UnlockPage)
    unlock(program, qtbot, PASSWORD)
    assert inside(program, House)
    assert program.preferences.last_profile == "a1"
    assert folder.with_name("a1.lock").exists()
    with qtbot.waitSignal(program.locked, timeout=30_000):
        program.lock()
    assert inside(program, UnlockPage)
    assert not folder.with_name("a1.lock").exists()


def test_everything_is_encrypted_anew_and_the_old_password_is_worth_nothing(
    program, folder, qtbot
) -> None:
    program.start()
    unlock(program, qtbot, PASSWORD)
    with qtbot.waitSignal(program.opened, timeout=60_000):
        program.encrypt_anew(OTHER_PASSWORD)
    assert inside(program, House)
    assert [label.name for label in program.labels()] == ["Anneke de Wit"]
    with qtbot.waitSignal(program.locked, timeout=30_000):
        program.lock()
    with pytest.raises(HuisbezoekError):
        open_profile(program.parts.profile, folder, PASSWORD)
    profile = open_profile(program.parts.profile, folder, OTHER_PASSWORD)
    reader = profile.database.open_reader()
    with reader.reading() as reading:
        assert reading.organisation().coordinator_name == "Anneke de Wit"
        assert len(reading.visitors()) == 2
    profile.database.close()


def test_letters_stay_within_bounds_and_are_kept(program, look) -> None:
    program.start()
    for _ in range(12):
        program.window.letters_asked.emit(10)
    assert look.look.letter_percent == 200
    program.window.letters_asked.emit(0)
    assert look.look.letter_percent == 100
    assert program.preferences.letter_percent == 100


def test_the_backup_of_the_day_waits_and_is_made_once(program, folder, qtbot) -> None:
    backups = folder / "backups"
    program.start()
    unlock(program, qtbot, PASSWORD)
    waiting = program._backup
    assert waiting.timer.isActive()
    assert not backups.exists(), "nothing is copied while the first page loads"
    lanes = (program.tasks.read, program.tasks.data, program.tasks.files)
    qtbot.waitUntil(lambda: all(lane.is_idle for lane in lanes), timeout=20_000)
    waiting.begin_when_quiet()
    qtbot.waitUntil(lambda: program.tasks.files.is_idle, timeout=20_000)
    assert len(list(backups.iterdir())) == 1
    with qtbot.waitSignal(program.locked, timeout=30_000):
        program.lock()
    assert not waiting.timer.isActive()
    unlock(program, qtbot, PASSWORD)
    assert not program._backup.timer.isActive(), "today's backup is there already"
