"""The whole window on real parts: in, locked, out, and everything encrypted anew."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from huisbezoek.app.parts import real_parts
from huisbezoek.app.places import ProgramPlace
from huisbezoek.app.program import Program
from huisbezoek.model.domain.cards import VisitorCard
from huisbezoek.model.domain.errors import HuisbezoekError
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.ports.profile import ASIDE_FOLDER, DATABASE_FILE
from huisbezoek.model.usecases.ports.profile_labels import ProfileLabel
from huisbezoek.model.usecases.ports.sealing import FLOOR_COST
from huisbezoek.model.usecases.profile import back_up, open_profile
from huisbezoek.model.usecases.restoring import backups_of
from huisbezoek.model.usecases.traces import note_traces, traces_left
from huisbezoek.ui.main_window import House
from huisbezoek.ui.pages.first_start_page import FirstStartPage
from huisbezoek.ui.pages.unlock_page import UnlockPage
from tests.profiles import identifier
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
    # A wiping that was interrupted is done at the next opening.
    house, left = program._house, []
    house.workbench.do(note_traces)
    house.workbench.do(traces_left, left.append)
    house.open_first_page()

    def is_wiped() -> bool:
        house.workbench.do(traces_left, left.append)
        return 0 in left

    qtbot.waitUntil(is_wiped, timeout=20_000)
    assert left[0] == 1
    with qtbot.waitSignal(program.locked, timeout=30_000):
        program.lock()
    assert not waiting.timer.isActive()
    unlock(program, qtbot, PASSWORD)
    assert not program._backup.timer.isActive(), "today's backup is there already"


def add_person(program: Program, qtbot, name: str) -> None:
    """One deed on the open profile, that a backup of before does not hold."""
    person = Subject(SubjectKind.VISITOR, identifier(900))
    done = []
    program.house.lanes.do(
        lambda writing: writing.change_card(person, VisitorCard(name=name)),
        lambda *_: done.append(True),
        done.append,
    )
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)


def names(program: Program) -> set[str]:
    reader = program.profile.database.open_reader()
    try:
        with reader.reading() as reading:
            return {one.card.name for one in reading.visitors()}
    finally:
        reader.close()


def test_a_backup_is_put_back_and_what_came_later_is_kept_aside(program, folder, qtbot) -> None:
    program.start()
    unlock(program, qtbot, PASSWORD)
    back_up(program.profile, NOW)
    (backup,) = backups_of(program.parts.profile, folder)
    add_person(program, qtbot, "Later Gekomen")
    assert "Later Gekomen" in names(program)
    with qtbot.waitSignal(program.opened, timeout=60_000):
        program.restore_backup(backup, PASSWORD)
    assert inside(program, House)
    assert "Later Gekomen" not in names(program)
    assert [label.name for label in program.labels()] == ["Anneke de Wit"]
    assert list((folder / ASIDE_FOLDER).rglob(DATABASE_FILE))


def test_a_backup_that_is_damaged_leaves_the_door_with_what_went_wrong(
    program, folder, qtbot
) -> None:
    program.start()
    unlock(program, qtbot, PASSWORD)
    made = back_up(program.profile, NOW)
    (backup,) = backups_of(program.parts.profile, folder)
    (made / DATABASE_FILE).write_bytes(bytes(8192))
    program.restore_backup(backup, PASSWORD)
    qtbot.waitUntil(lambda: inside(program, UnlockPage), timeout=30_000)
    page = program.window.inside()
    qtbot.waitUntil(page.door.problem.isVisible)
    unlock(program, qtbot, PASSWORD)
    assert inside(program, House)


def test_the_door_of_a_damaged_profile_offers_the_newest_whole_backup(
    program, folder, qtbot
) -> None:
    program.start()
    unlock(program, qtbot, PASSWORD)
    back_up(program.profile, NOW - timedelta(days=1))
    damaged = back_up(program.profile, NOW)
    with qtbot.waitSignal(program.locked, timeout=30_000):
        program.lock()
    (damaged / DATABASE_FILE).write_bytes(bytes(8192))
    (folder / DATABASE_FILE).write_bytes(bytes(8192))
    page = program.window.inside()
    qtbot.waitUntil(page.isVisible)
    fill(page, "field_unlock_password", PASSWORD)
    click(page, "unlock")
    sentence = "restore_sentence"
    qtbot.waitUntil(lambda: page.findChild(QLabel, sentence) is not None, timeout=20_000)
    assert "zondag 22 november om 9.30 uur" in page.findChild(QLabel, sentence).text()
    click(page, "restore_backup")
    qtbot.waitUntil(
        lambda: "zaterdag 21 november" in page.findChildren(QLabel, sentence)[-1].text(),
        timeout=30_000,
    )
    assert "oudere" in page.door.problem.title.text()
    with qtbot.waitSignal(program.opened, timeout=60_000):
        page.findChildren(QPushButton, "restore_backup")[-1].click()
    assert "Riet Jansen" in names(program)


def test_a_damaged_profile_without_a_backup_says_so(program, folder, qtbot) -> None:
    (folder / DATABASE_FILE).write_bytes(bytes(8192))
    program.start()
    page = program.window.inside()
    qtbot.waitUntil(page.isVisible)
    fill(page, "field_unlock_password", PASSWORD)
    click(page, "unlock")
    qtbot.waitUntil(page.door.problem.isVisible, timeout=20_000)
    assert "beschadigd" in page.door.problem.title.text()
    assert page.findChild(QPushButton, "restore_backup") is None
