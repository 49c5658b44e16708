"""A window for tests of the doors and of pages that need an open profile, on real parts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMainWindow, QWidget

from huisbezoek import settings
from huisbezoek.app import doors
from huisbezoek.app.first_start import first_start_page
from huisbezoek.app.folder_locks import FolderLocks
from huisbezoek.app.parts import Parts, real_parts
from huisbezoek.app.places import ProgramPlace
from huisbezoek.model.domain.cards import OrganisationCard, VisitorCard
from huisbezoek.model.domain.events import Assigned, Listed
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.ports.profile_labels import ProfileLabel
from huisbezoek.model.usecases.ports.sealing import FLOOR_COST
from huisbezoek.model.usecases.profile import OpenProfile, close_profile, create_coordinator
from huisbezoek.model.usecases.start_files import (
    begin_start_file,
    begin_with_start_file,
    open_start_file,
    write_start_file,
)
from huisbezoek.ui.lanes import ProfileLanes
from huisbezoek.ui.tasks import Tasks
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.workbench import Workbench
from tests.profiles import fictional_people, identifier

RESOURCES = Path(__file__).parents[2] / "resources"
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=timezone(timedelta(hours=1)))
PASSWORD = "fiets lamp regen tafel"
OTHER_PASSWORD = "boterham met pindakaas 7"
CODE = ("aagt", "aaien", "aanbid", "aagt")
CARD = OrganisationCard(
    name="Welzijn Voorbeelddam",
    coordinator_name="Anneke de Wit",
    coordinator_telephone="+31341000001",
)
RIET = identifier(700)


class Chooser:
    """Answers with the path that a test put in."""

    def __init__(self) -> None:
        self.path: Path | None = None

    def open_file(self, parent: QWidget, title: str, patterns: str) -> Path | None:
        return self.path

    def choose_folder(self, parent: QWidget, title: str) -> Path | None:
        return self.path

    def save_file(self, parent: QWidget, title: str, suggestion: str) -> Path | None:
        return self.path


class Stage(QObject):
    """What the doors ask of the program, without the house behind them."""

    practice_chosen = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.parts: Parts = real_parts(RESOURCES, now=lambda: NOW, cost=FLOOR_COST)
        self.look = LookSource(application, RESOURCES)
        self.place = ProgramPlace(folder / "profiles", folder / "settings.json")
        self.place.profiles.mkdir(parents=True, exist_ok=True)
        self.chooser = Chooser()
        self.practice = False
        self.tasks = Tasks()
        self.locks = FolderLocks()
        self.preferences = settings.Settings(theme=settings.Theme.LIGHT)
        self.window = QMainWindow()
        self.window.resize(1366, 768)
        self.taken: OpenProfile | None = None
        self.shown: list[str] = []

    def labels(self) -> tuple[ProfileLabel, ...]:
        return self.parts.labels.all_in(self.place.profiles)

    def show_unlock(self) -> None:
        self.shown.append("unlock")

    def show_first_start(self) -> None:
        self.shown.append("first_start")

    def change_preferences(self, **changes) -> None:
        self.preferences = replace(self.preferences, **changes)
        self.look.apply(self.preferences.theme, self.preferences.letter_percent)

    def take(self, profile: OpenProfile) -> None:
        self.taken = profile

    def first_start(self):
        return self.show(first_start_page(self))

    def unlock(self, error: Exception | None = None):
        return self.show(doors.unlock_page(self, error))

    def show(self, page):
        self.window.setCentralWidget(page)
        self.window.show()
        return page

    def leave(self) -> None:
        """Closes the profile that was taken, as a lock does."""
        if self.taken is not None:
            close_profile(self.parts.profile, self.taken)
            self.locks.release(self.taken.folder)
            self.taken = None

    def end(self) -> None:
        self.leave()
        self.tasks.shutdown()
        self.window.close()
        self.window.deleteLater()


def click(page: QWidget, name: str) -> None:
    """Presses the button of this name, which must be in sight."""
    button = page.findChild(QAbstractButton, name)
    assert button is not None, name
    assert button.isVisible(), name
    button.click()


def fill(page: QWidget, name: str, text: str) -> None:
    """Types into the field of this name, which must be in sight."""
    field = page.findChild(QLineEdit, name)
    assert field is not None, name
    assert field.isVisible(), name
    field.setText(text)


def coordinator_profile(parts: Parts, folder: Path) -> OpenProfile:
    """A coordinator with a visitor, Riet, and three residents of hers."""
    profile, _ = create_coordinator(parts.profile, folder, CARD, PASSWORD, now=NOW)
    riet = Subject(SubjectKind.VISITOR, RIET)

    def fill_in(writing) -> None:
        writing.change_card(riet, VisitorCard(name="Riet Jansen", telephone="+31600000002"))
        for subject, card, _ in fictional_people(3):
            writing.change_card(subject, card)
            writing.record(subject, Listed(identifier(4), NOW.date()))
            writing.record(subject, Assigned(RIET, NOW.date()))

    write(profile, fill_in)
    return profile


def write(profile: OpenProfile, deed: Callable):
    """One transaction on the profile, outside any lane."""
    writer = profile.database.open_writer()
    try:
        with writer.writing() as writing:
            answer = deed(writing)
            writing.commit()
            return answer
    finally:
        writer.close()


def start_file_for_riet(parts: Parts, profile: OpenProfile, folder: Path) -> Path:
    """The start file of Riet, opened by CODE."""
    today = NOW.date()
    payload = write(
        profile,
        lambda writing: begin_start_file(writing, parts.start, RIET, today=today, practice=False),
    )
    return write_start_file(parts.start, payload, CODE, folder, today=today).path


def visitor_profile(parts: Parts, start_file: Path, folder: Path) -> OpenProfile:
    """The profile that Riet makes of her start file."""
    content = open_start_file(parts.start, start_file, CODE, today=NOW.date())
    return begin_with_start_file(parts.profile, folder, content, OTHER_PASSWORD, now=lambda: NOW)


def workbench_on(stage: Stage, profile: OpenProfile) -> tuple[Workbench, ProfileLanes]:
    """A workbench on real lanes."""
    lanes = ProfileLanes(stage.tasks, profile.database)
    return Workbench(lanes), lanes


def two_laptops(folder: Path) -> Path:
    """Closed profiles of Anneke and of Riet, and the start file between them; answers it."""
    parts = real_parts(RESOURCES, now=lambda: NOW, cost=FLOOR_COST)
    anneke = coordinator_profile(parts, folder / "anneke")
    start_file = start_file_for_riet(parts, anneke, folder)
    riet = visitor_profile(parts, start_file, folder / "riet")
    for profile in (anneke, riet):
        close_profile(parts.profile, profile)
    return folder
