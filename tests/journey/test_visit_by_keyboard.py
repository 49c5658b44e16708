"""A whole visit without a mouse: unlock, permission, talk, note, strike, hand in, exchange."""

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget

from huisbezoek.app.parts import real_parts
from huisbezoek.app.places import ProgramPlace
from huisbezoek.app.program import Program
from huisbezoek.model.domain.events import AppointmentMade, ContactKind, VisitOrigin, VisitPlanned
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.reports import LineKind, Report
from huisbezoek.model.usecases.permission import report_of
from huisbezoek.model.usecases.ports.people import ResidentQuestion
from huisbezoek.model.usecases.ports.profile_labels import ProfileLabel
from huisbezoek.model.usecases.ports.sealing import FLOOR_COST
from huisbezoek.model.usecases.profile import open_profile
from huisbezoek.ui.actions import VISITOR_PAGES, PageName
from huisbezoek.ui.theme import LookSource
from tests.profiles import identifier
from tests.ui.stage import (
    NOW,
    OTHER_PASSWORD,
    RESOURCES,
    Chooser,
    coordinator_profile,
    start_file_for_riet,
    visitor_profile,
    write,
)

VISIT = identifier(900)
MOST_TABS = 200
NO_KEYS = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


class Keys:
    """Hands on the keyboard and nowhere else."""

    def __init__(self, program: Program, qtbot) -> None:
        self._program = program
        self._qtbot = qtbot

    def focus(self) -> QWidget:
        # As in Qt itself: without a focused control the window gets the key.
        return self._program.window.focusWidget() or self._program.window

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
        QTest.keyClick(self.focus(), key, modifiers)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus(), text)

    def go_to(self, name: str) -> QWidget:
        """Tab until this control has the focus; among answers of one question by arrow."""
        passed: list[str] = []
        for _ in range(MOST_TABS):
            focus = self.focus()
            if focus.objectName() == name:
                return focus
            passed.append(focus.objectName() or type(focus).__name__)
            wanted = focus.window().findChild(QWidget, name)
            among = isinstance(focus, QRadioButton) and isinstance(wanted, QRadioButton)
            if among and focus.group() is wanted.group():
                self.press(Qt.Key.Key_Down if wanted.y() > focus.y() else Qt.Key.Key_Right)
            else:
                self.press(Qt.Key.Key_Tab)
        pytest.fail(f"{name} is not on the way of Tab: {[*dict.fromkeys(passed)]}")

    def shortcut(self, key: Qt.Key) -> None:
        """A key of the whole window, with Ctrl; the test platform forgets which one is active."""
        window = self._program.window
        with self._qtbot.waitActive(window):
            window.activateWindow()
        QTest.keyClick(window, key, CONTROL)

    def choose(self, name: str) -> None:
        self.go_to(name)
        self.press(Qt.Key.Key_Space)

    def wait_for_focus(self, name: str) -> None:
        self._qtbot.waitUntil(lambda: self.focus().objectName() == name, timeout=15_000)

    def wait_for(self, name: str) -> QWidget:
        def seen() -> QWidget:
            found = self._program.window.findChild(QWidget, name)
            assert found is not None
            assert found.isVisible()
            return found

        self._qtbot.waitUntil(lambda: seen() is not None, timeout=15_000)
        return seen()


@pytest.fixture
def program(qtbot, qapp, tmp_path: Path) -> Iterator[Program]:
    parts = real_parts(RESOURCES, now=lambda: NOW, cost=FLOOR_COST)
    coordinator = coordinator_profile(parts, tmp_path / "coordinator")
    start_file = start_file_for_riet(parts, coordinator, tmp_path)
    coordinator.database.close()
    folder = tmp_path / "profiles" / "r1"
    riet = visitor_profile(parts, start_file, folder)
    write(riet, plan)
    riet.database.close()
    parts.labels.write(ProfileLabel(folder, "Riet Jansen", "visitor", "Welzijn Voorbeelddam"))
    place = ProgramPlace(tmp_path / "profiles", tmp_path / "settings.json")
    chooser = Chooser()
    chooser.path = tmp_path / "stick"
    chooser.path.mkdir()
    look = LookSource(qapp, RESOURCES)
    made = Program(parts, look, place, chooser)
    yield made
    with qtbot.waitSignal(made.ended, timeout=30_000):
        made.end()
    qtbot.waitUntil(lambda: not made.window.isVisible())


def plan(writing) -> None:
    resident = writing.resident_ids(ResidentQuestion(NOW.date()))[0]
    today = NOW.date()
    subject = Subject(SubjectKind.VISIT, VISIT)
    writing.record(subject, VisitPlanned(resident, ("age75",), VisitOrigin.ROUND, today))
    starts = datetime.combine(today, time(10, 30))
    made = AppointmentMade(identifier(901), starts, 60, ContactKind.HOME_VISIT, date(2026, 11, 10))
    writing.record(subject, made)


def handed_in(program: Program, folder: Path) -> Report | None:
    profile = open_profile(program.parts.profile, folder, OTHER_PASSWORD)
    reader = profile.database.open_reader()
    try:
        with reader.reading() as reading:
            return report_of(reading, VISIT)
    finally:
        reader.close()
        profile.database.close()


def test_a_whole_visit_by_keyboard(program: Program, qtbot, tmp_path: Path) -> None:
    keys = Keys(program, qtbot)
    program.start()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    keys.go_to("field_unlock_password")
    keys.type(OTHER_PASSWORD)
    with qtbot.waitSignal(program.opened, timeout=30_000):
        keys.press(Qt.Key.Key_Return)
    talk(keys)
    keys.choose("finish_talk")
    after(keys)
    exchange(keys, qtbot, tmp_path / "stick")
    with qtbot.waitSignal(program.locked, timeout=30_000):
        keys.shortcut(Qt.Key.Key_L)
    report = handed_in(program, tmp_path / "profiles" / "r1")
    told = [line.text for line in report.of_kind(LineKind.TOLD)]
    assert told == ["Ik woon hier al lang.", "De tuin is zwaar."]
    assert len({line.subject for line in report.of_kind(LineKind.HELP_WANTED)}) == 2
    assert [line.text for line in report.of_kind(LineKind.NOTE)] == ["De kachel rook naar gas."]


def talk(keys: Keys) -> None:
    # Nothing to look for: the next step of the first person has the focus.
    keys.wait_for_focus("start_visit")
    keys.press(Qt.Key.Key_Return)
    keys.wait_for("permission_notes")
    for name in ("permission_notes", "permission_health", "understands_yes", "start_talk"):
        keys.choose(name)
    keys.wait_for("field_told")
    keys.go_to("field_told")
    keys.type("Ik woon hier al lang. Dit wil ik niet mee. ")
    for _ in range(2):
        keys.go_to("subjects")
        keys.press(Qt.Key.Key_Down)
        keys.wait_for("tick_help")
        keys.choose("tick_help")
    keys.go_to("field_told")
    keys.press(Qt.Key.Key_End, CONTROL)
    keys.type("De tuin is zwaar.")
    keys.choose("note_for_coordinator")
    keys.wait_for("note_dialog")
    keys.go_to("field_note_text")
    keys.type("De kachel rook naar gas.")
    keys.choose("urgency_can_wait")
    keys.choose("save_note")


def after(keys: Keys) -> None:
    keys.wait_for("strike_0")
    keys.choose("strike_1")
    keys.choose("hand_in")
    keys.wait_for("visits_today")


def exchange(keys: Keys, qtbot, stick: Path) -> None:
    number = VISITOR_PAGES.index(PageName.EXCHANGE) + 1
    keys.shortcut(Qt.Key(Qt.Key.Key_0 + number))
    keys.wait_for("by_hand")
    keys.choose("by_hand")
    keys.choose("write_bundle")
    qtbot.waitUntil(lambda: any(stick.rglob("*.hbz")), timeout=15_000)
