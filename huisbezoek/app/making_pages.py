"""Makes each page of an open profile, with just the use cases that it needs.

A page and its use cases are imported here when the page is first visited: importing them all takes
longer than painting the first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from huisbezoek.app.binding import Binding
    from huisbezoek.app.program import Program
    from huisbezoek.ui.models.folder_watch import FolderWatch
    from huisbezoek.ui.printing import PrintLook
    from huisbezoek.ui.theme import LookSource
    from huisbezoek.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Ground:
    """What every page stands on."""

    program: Program
    bound: Binding
    workbench: Workbench
    watch: FolderWatch

    @property
    def look(self) -> LookSource:
        """The look of the window."""
        return self.program.look

    def print_look(self) -> PrintLook:
        """The letters and marks of what is printed."""
        from huisbezoek.ui.printing import PrintLook, load_fonts

        family = load_fonts(self.program.parts.resources / "fonts")
        return PrintLook(family, self.program.practice)


PageMaker = Callable[[Ground], "QWidget"]


def agenda(ground: Ground) -> QWidget:
    """Agenda."""
    from huisbezoek.app.agenda_uses import agenda_uses
    from huisbezoek.ui.pages.agenda_page import AgendaPage

    return AgendaPage(ground.workbench, ground.look, agenda_uses(ground.bound, ground.print_look()))


def residents(ground: Ground) -> QWidget:
    """Inwoners."""
    from huisbezoek.app.resident_uses import residents_uses
    from huisbezoek.ui.pages.residents_page import ResidentsPage

    return ResidentsPage(
        ground.workbench, ground.look, residents_uses(ground.bound, ground.print_look())
    )


def resident(ground: Ground) -> QWidget:
    """The card of one resident."""
    from huisbezoek.app.resident_uses import resident_uses
    from huisbezoek.ui.pages.resident_page import ResidentPage

    return ResidentPage(
        ground.workbench, ground.look, resident_uses(ground.bound, ground.print_look())
    )


def exchange(ground: Ground) -> QWidget:
    """Uitwisselen of a visitor."""
    from huisbezoek.app.visitor_exchange_uses import visitor_exchange_uses
    from huisbezoek.ui.pages.exchange_page import ExchangePage

    uses = visitor_exchange_uses(ground.bound, ground.watch)
    return ExchangePage(ground.workbench, ground.look, uses)


def exchange_desk(ground: Ground) -> QWidget:
    """Uitwisselen of a coordinator."""
    from huisbezoek.app.exchange_uses import exchange_desk_uses
    from huisbezoek.ui.pages.exchange_desk_page import ExchangeDeskPage

    uses = exchange_desk_uses(ground.bound, ground.watch)
    return ExchangeDeskPage(ground.workbench, ground.look, uses)


def settings(ground: Ground) -> QWidget:
    """Instellingen."""
    from huisbezoek.app.settings_uses import settings_uses
    from huisbezoek.ui.pages.settings_page import SettingsPage

    return SettingsPage(ground.workbench, ground.look, settings_uses(ground.program, ground.bound))


def help_page(ground: Ground) -> QWidget:
    """Hulp."""
    from huisbezoek.app.settings_uses import help_uses
    from huisbezoek.ui.pages.help_page import HelpPage

    return HelpPage(ground.look, help_uses(ground.bound))


def overview(ground: Ground) -> QWidget:
    """Overzicht."""
    from huisbezoek.app.resident_uses import overview_uses
    from huisbezoek.ui.pages.overview_page import OverviewPage

    return OverviewPage(ground.workbench, ground.look, overview_uses(ground.bound))


def read_list(ground: Ground) -> QWidget:
    """Lijst inlezen."""
    from huisbezoek.app.resident_uses import read_list_uses
    from huisbezoek.ui.pages.read_list_page import ReadListPage

    return ReadListPage(ground.workbench, ground.look, read_list_uses(ground.bound))


def visitors(ground: Ground) -> QWidget:
    """Bezoekers."""
    from huisbezoek.app.visitor_uses import visitors_uses
    from huisbezoek.ui.pages.visitors_page import VisitorsPage

    return VisitorsPage(
        ground.workbench, ground.look, visitors_uses(ground.bound, ground.print_look())
    )


def cycle_round(ground: Ground) -> QWidget:
    """Ronde."""
    from huisbezoek.app.round_uses import round_uses
    from huisbezoek.ui.pages.round_page import RoundPage

    return RoundPage(ground.workbench, ground.look, round_uses(ground.bound))


def letters(ground: Ground) -> QWidget:
    """Brieven."""
    from huisbezoek.app.visitor_uses import letters_uses
    from huisbezoek.ui.pages.letters_page import LettersPage

    return LettersPage(
        ground.workbench, ground.look, letters_uses(ground.bound, ground.print_look())
    )


def follow_up(ground: Ground) -> QWidget:
    """Signalen en vervolg."""
    from huisbezoek.app.follow_up_uses import follow_up_page_uses
    from huisbezoek.ui.pages.follow_up_page import FollowUpPage

    return FollowUpPage(
        ground.workbench, ground.look, follow_up_page_uses(ground.bound, ground.print_look())
    )


def social_map(ground: Ground) -> QWidget:
    """Sociale kaart."""
    from huisbezoek.app.social_map_uses import social_map_uses
    from huisbezoek.ui.pages.social_map_page import SocialMapPage

    return SocialMapPage(ground.workbench, ground.look, social_map_uses(ground.bound))


def differences(ground: Ground) -> QWidget:
    """Verschillen."""
    from huisbezoek.app.differences_uses import differences_uses
    from huisbezoek.ui.pages.differences_page import DifferencesPage

    return DifferencesPage(ground.workbench, ground.look, differences_uses(ground.bound))


def guide(ground: Ground) -> QWidget:
    """Gespreksleidraad, to change it."""
    from huisbezoek.app.guide_uses import guide_editor_uses
    from huisbezoek.ui.pages.guide_editor_page import GuideEditorPage

    return GuideEditorPage(ground.workbench, ground.look, guide_editor_uses(ground.bound))


def today(ground: Ground) -> QWidget:
    """Vandaag."""
    from huisbezoek.app.visit_uses import today_uses
    from huisbezoek.ui.pages.today_page import TodayPage

    return TodayPage(ground.workbench, ground.look, today_uses(ground.bound, ground.print_look()))


def talk(ground: Ground) -> QWidget:
    """The talk at the kitchen table."""
    from huisbezoek.app.visit_uses import talk_uses
    from huisbezoek.ui.pages.talk_page import TalkPage

    uses = talk_uses(ground.bound, ground.program.lock, ground.print_look())
    return TalkPage(ground.workbench, ground.look, uses)


def paper(ground: Ground) -> QWidget:
    """Van papier overtypen."""
    from huisbezoek.app.visit_uses import paper_uses
    from huisbezoek.ui.pages.paper_page import PaperPage

    return PaperPage(ground.workbench, ground.look, paper_uses(ground.bound))


def hand_in(ground: Ground) -> QWidget:
    """Inleveren."""
    from huisbezoek.app.visit_uses import hand_in_uses
    from huisbezoek.ui.pages.hand_in_page import HandInPage

    uses = hand_in_uses(ground.bound, ground.print_look())
    return HandInPage(ground.workbench, ground.look, uses)
