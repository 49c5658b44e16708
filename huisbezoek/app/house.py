"""Builds the pages of an open profile: every page gets just the use cases that it needs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from huisbezoek.app import making_pages
from huisbezoek.app.binding import Binding
from huisbezoek.app.exchange_steps import cleaning_steps, watch_uses
from huisbezoek.app.foot import Foot
from huisbezoek.app.making_pages import Ground, PageMaker
from huisbezoek.app.undoing import Undoing
from huisbezoek.model.usecases.profile import OpenProfile
from huisbezoek.ui.actions import COORDINATOR_PAGES, VISITOR_PAGES, Destination, PageName
from huisbezoek.ui.lanes import ProfileLanes
from huisbezoek.ui.main_window import House
from huisbezoek.ui.models.exchange_cleaning import CleaningSteps, wipe_then
from huisbezoek.ui.models.folder_watch import FolderWatch
from huisbezoek.ui.models.trip_words import waiting_files
from huisbezoek.ui.workbench import Workbench

if TYPE_CHECKING:
    from huisbezoek.app.program import Program


@dataclass(frozen=True, slots=True)
class OpenHouse:
    """The house of an open profile with what holds it up."""

    widget: House
    lanes: ProfileLanes
    workbench: Workbench
    first_page: PageName
    foot: Foot
    watch: FolderWatch
    cleaning: CleaningSteps

    def open_first_page(self) -> None:
        """Shows Vandaag or Overzicht, and wipes what an interrupted wiping left."""
        self.widget.go(Destination(self.first_page))
        self.foot.refresh()
        self.watch.start()
        wipe_then(self.workbench, self.cleaning, _nothing_more, self.show_problem)

    def show_problem(self, error: Exception) -> None:
        """Shows an error that no page asked about, until the person saw it."""
        self.widget.show_problem(error)

    def finish(self) -> None:
        """Lets pages keep what was typed; called before the lanes close."""
        self.watch.stop()
        self.widget.finish()


def build_house(program: "Program", profile: OpenProfile, lanes: ProfileLanes) -> OpenHouse:
    """All pages of the role of this profile, bound to it."""
    bound = Binding(program.parts, profile, program.chooser, _name(program, profile))
    workbench = Workbench(lanes)
    watch = FolderWatch(workbench, watch_uses(bound, program.volumes))
    pages = _pages(program, bound, workbench, watch)
    in_sidebar = COORDINATOR_PAGES if bound.is_coordinator else VISITOR_PAGES
    house = House(program.look, pages, in_sidebar)
    watch.setParent(house)
    watch.offering.connect(
        lambda count: house.show_waiting_files(waiting_files(count) if count else "")
    )
    workbench.failed.connect(house.show_problem)
    Undoing(workbench, house, program.parts.now)
    return OpenHouse(
        widget=house,
        lanes=lanes,
        workbench=workbench,
        first_page=in_sidebar[0],
        foot=Foot(workbench, house, bound),
        watch=watch,
        cleaning=cleaning_steps(bound),
    )


def _nothing_more() -> None:
    """Nobody waits for a wiping that comes after all."""


def _pages(
    program: "Program", bound: Binding, workbench: Workbench, watch: FolderWatch
) -> Mapping[PageName, Callable[[], QWidget]]:
    """How each page of this role is made; its modules are imported when it is first visited."""
    makers: dict[PageName, PageMaker] = {
        PageName.AGENDA: making_pages.agenda,
        PageName.RESIDENTS: making_pages.residents,
        PageName.RESIDENT: making_pages.resident,
        PageName.SOCIAL_MAP: making_pages.social_map,
        PageName.SETTINGS: making_pages.settings,
        PageName.HELP: making_pages.help_page,
    }
    if bound.is_coordinator:
        makers |= {
            PageName.OVERVIEW: making_pages.overview,
            PageName.READ_LIST: making_pages.read_list,
            PageName.VISITORS: making_pages.visitors,
            PageName.ROUND: making_pages.cycle_round,
            PageName.LETTERS: making_pages.letters,
            PageName.FOLLOW_UP: making_pages.follow_up,
            PageName.EXCHANGE: making_pages.exchange_desk,
            PageName.DIFFERENCES: making_pages.differences,
            PageName.GUIDE: making_pages.guide,
        }
    else:
        makers |= {
            PageName.TODAY: making_pages.today,
            PageName.EXCHANGE: making_pages.exchange,
            PageName.TALK: making_pages.talk,
            PageName.PAPER: making_pages.paper,
            PageName.HAND_IN: making_pages.hand_in,
        }
    ground = Ground(program, bound, workbench, watch)
    return {page: partial(maker, ground) for page, maker in makers.items()}


def _name(program: "Program", profile: OpenProfile) -> str:
    labels = program.labels()
    return next((label.name for label in labels if label.folder == profile.folder), "")
