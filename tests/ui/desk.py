"""The pages of a coordinator's desk on a real profile, put together as the program does."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from huisbezoek.app.binding import Binding
from huisbezoek.app.parts import Parts, real_parts
from huisbezoek.app.resident_uses import residents_uses
from huisbezoek.app.resources import resources_folder
from huisbezoek.app.visit_uses import today_uses
from huisbezoek.app.visitor_uses import letters_uses, visitors_uses
from huisbezoek.model.domain.cards import OrganisationCard
from huisbezoek.model.usecases.organisation_keys import load_organisation_keys
from huisbezoek.model.usecases.ports.documents import Sheet
from huisbezoek.model.usecases.ports.sealing import FLOOR_COST, OpenedProfile
from huisbezoek.model.usecases.ports.work import Changes
from huisbezoek.model.usecases.profile import OpenProfile, create_coordinator
from huisbezoek.ui.pages.letters_page import LettersPage, LettersUses
from huisbezoek.ui.pages.residents_page import ResidentsPage
from huisbezoek.ui.pages.today_page import TodayPage
from huisbezoek.ui.pages.visitors_page import VisitorsPage, VisitorsUses
from huisbezoek.ui.printing import PrintLook
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.workbench import Workbench
from tests.people import ORGANISATION, People
from tests.ui.immediate_lanes import ImmediateLanes
from tests.ui.resident_window import click, named

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=timezone(timedelta(hours=1)))
TODAY = NOW.date()
PASSWORD = "kopje thee bij het raam"


@dataclass(frozen=True)
class MadeDesk:
    """A coordinator's folder to copy, with its keys: deriving them is slow on purpose."""

    folder: Path
    keys: OpenedProfile


def desk_parts() -> Parts:
    return real_parts(resources_folder(), now=lambda: NOW, cost=FLOOR_COST)


def make_desk(folder: Path) -> MadeDesk:
    profile, _sheet = create_coordinator(
        desk_parts().profile, folder, ORGANISATION, PASSWORD, now=NOW
    )
    profile.database.close()
    return MadeDesk(folder, profile.keys)


class DeskChooser:
    """Answers with the path that a test put in; None is a person who chose nothing."""

    def __init__(self) -> None:
        self.path: Path | None = None
        self.suggestions: list[str] = []

    def choose_folder(self, parent: QWidget, title: str) -> Path | None:
        return self.path

    def save_file(self, parent: QWidget, title: str, suggestion: str) -> Path | None:
        self.suggestions.append(suggestion)
        return self.path


class Connections:
    """Asks and does on the thread of the test; each deed is kept."""

    def __init__(self, profile: OpenProfile) -> None:
        self._reader = profile.database.open_reader()
        self._writer = profile.database.open_writer()

    def ask(self, question: Callable) -> Any:
        with self._reader.reading() as reading:
            return question(reading)

    def do_and_tell(self, deed: Callable) -> tuple[Any, Changes]:
        with self._writer.writing() as writing:
            answer = deed(writing)
            return answer, writing.commit()

    def close(self) -> None:
        self._reader.close()
        self._writer.close()


class VisitorBinding:
    """As `Binding`, for the visitor whose Vandaag is shown on this database."""

    def __init__(self, bound: Binding, person: str, person_name: str) -> None:
        self.parts = bound.parts
        self.today = bound.today
        self.naive_now = bound.naive_now
        self.show_telephone = bound.show_telephone
        self.readable = bound.readable
        self.chooser = bound.chooser
        self.person = person
        self.person_name = person_name


class Desk(People):
    """One open profile, its pages, and what they asked for."""

    def __init__(
        self, made: MadeDesk, folder: Path, look: LookSource, shown: Callable[..., QWidget]
    ) -> None:
        shutil.copytree(made.folder, folder)
        self.parts = desk_parts()
        keys = made.keys
        database = self.parts.profile.databases.open(folder, keys.database_key, keys.profile, None)
        self.profile = OpenProfile(folder, keys, database)
        self.connections = Connections(self.profile)
        self.lanes = ImmediateLanes(self.connections)
        self.workbench = Workbench(self.lanes)
        self.failures: list[Exception] = []
        self.workbench.failed.connect(self.failures.append)
        self.chooser = DeskChooser()
        self.look = look
        self.printed: list[Sheet] = []
        self.went_to = []
        self._shown = shown

    @property
    def bound(self) -> Binding:
        return Binding(self.parts, self.profile, self.chooser, "Anneke de Wit")

    def ask(self, question: Callable, *arguments: Any, **named: Any) -> Any:
        return self.connections.ask(lambda reading: question(reading, *arguments, **named))

    def do(self, deed: Callable, *arguments: Any, **named: Any) -> Any:
        return self.connections.do_and_tell(lambda writing: deed(writing, *arguments, **named))[0]

    def set_organisation_card(self, card: OrganisationCard) -> None:
        """Changes the card of the organisation that this profile belongs to."""
        keys = self.do(load_organisation_keys)
        self.set_organisation(card, keys.organisation)

    # --- pages -----------------------------------------------------------------------------

    def _print(self, _parent: QWidget, sheets: Sequence[Sheet]) -> None:
        self.printed.extend(sheets)

    def visitors(self) -> VisitorsPage:
        uses = visitors_uses(self.bound, PrintLook())
        return VisitorsPage(self.workbench, self.look, printing_to(self._print, uses))

    def letters(self) -> LettersPage:
        uses = letters_uses(self.bound, PrintLook())
        return LettersPage(self.workbench, self.look, printing_to(self._print, uses))

    def residents(self) -> ResidentsPage:
        uses = residents_uses(self.bound, PrintLook())
        return ResidentsPage(self.workbench, self.look, uses)

    def today(self, visitor: str) -> TodayPage:
        bound = VisitorBinding(self.bound, visitor, "Riet Jansen")
        return TodayPage(self.workbench, self.look, today_uses(bound))

    def show(self, page: QWidget, subject: str = "", detail: str = "") -> QWidget:
        page.go.connect(self.went_to.append)
        self._shown(page, 1366, 768)
        page.open(subject, detail)
        return page

    def close(self) -> None:
        self.connections.close()
        self.profile.database.close()


def printing_to(print_sheets: Callable, uses: VisitorsUses | LettersUses) -> Any:
    """The same uses with another printer."""
    return replace(uses, print_sheets=print_sheets)


@contextmanager
def open_desk(
    made: MadeDesk, folder: Path, look: LookSource, shown: Callable[..., QWidget]
) -> Iterator[Desk]:
    """A desk that is closed afterwards, whatever happens."""
    desk = Desk(made, folder, look, shown)
    try:
        yield desk
    finally:
        desk.close()
    assert desk.failures == []


def choose(page: QWidget, name: str) -> None:
    """Chooses the row of this name, which must be in sight in the window."""
    named(page.window(), name, QAbstractButton).setChecked(True)


def fill(page: QWidget, name: str, text: str) -> None:
    """Types into the field of this name, which must be in sight in the window."""
    field = named(page.window(), name, QLineEdit)
    assert field.isVisible(), name
    field.setText(text)


def press(page: QWidget, name: str) -> None:
    """Clicks a button of the page or of the dialog over it."""
    click(page.window(), name)
