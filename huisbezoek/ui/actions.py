"""Where one can go in the window, and the name, text and key of every action."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.ui.marking import QT_TRANSLATE_NOOP


class PageName(StrEnum):
    """The pages of the program; also the names of their help pages."""

    TODAY = "vandaag"
    OVERVIEW = "overzicht"
    AGENDA = "agenda"
    RESIDENTS = "inwoners"
    RESIDENT = "inwoner"
    READ_LIST = "lijst-inlezen"
    VISITORS = "bezoekers"
    ROUND = "ronde"
    LETTERS = "brieven"
    FOLLOW_UP = "signalen"
    SOCIAL_MAP = "sociale-kaart"
    DIFFERENCES = "verschillen"
    GUIDE = "gespreksleidraad"
    TALK = "gesprek"
    PAPER = "papier"
    HAND_IN = "inleveren"
    EXCHANGE = "uitwisselen"
    SETTINGS = "instellingen"
    HELP = "hulp"


@dataclass(frozen=True, slots=True)
class Destination:
    """A page, with the resident or visit that it is about, and a word that the page understands."""

    page: PageName
    subject: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done from the menu or by a key; `text` is translated on display."""

    name: str
    text: str
    key: str = ""

    def words(self) -> str:
        """The text in the language of the window."""
        return QCoreApplication.translate("actions", self.text)


PAGE_ACTIONS: Final[dict[PageName, Action]] = {
    PageName.TODAY: Action("today", QT_TRANSLATE_NOOP("actions", "Vandaag")),
    PageName.OVERVIEW: Action("overview", QT_TRANSLATE_NOOP("actions", "Overzicht")),
    PageName.AGENDA: Action("agenda", QT_TRANSLATE_NOOP("actions", "Agenda")),
    PageName.RESIDENTS: Action("residents", QT_TRANSLATE_NOOP("actions", "Inwoners")),
    PageName.READ_LIST: Action("read_list", QT_TRANSLATE_NOOP("actions", "Lijst inlezen")),
    PageName.VISITORS: Action("visitors", QT_TRANSLATE_NOOP("actions", "Bezoekers")),
    PageName.ROUND: Action("round", QT_TRANSLATE_NOOP("actions", "Ronde")),
    PageName.LETTERS: Action("letters", QT_TRANSLATE_NOOP("actions", "Brieven")),
    PageName.FOLLOW_UP: Action("follow_up", QT_TRANSLATE_NOOP("actions", "Signalen")),
    PageName.SOCIAL_MAP: Action("social_map", QT_TRANSLATE_NOOP("actions", "Sociale kaart")),
    PageName.DIFFERENCES: Action("differences", QT_TRANSLATE_NOOP("actions", "Verschillen")),
    PageName.GUIDE: Action("guide", QT_TRANSLATE_NOOP("actions", "Leidraad")),
    PageName.EXCHANGE: Action("exchange", QT_TRANSLATE_NOOP("actions", "Uitwisselen")),
    PageName.SETTINGS: Action("settings", QT_TRANSLATE_NOOP("actions", "Instellingen"), "Ctrl+,"),
    PageName.HELP: Action("help", QT_TRANSLATE_NOOP("actions", "Hulp")),
}

VISITOR_PAGES: Final = (
    PageName.TODAY,
    PageName.AGENDA,
    PageName.RESIDENTS,
    PageName.EXCHANGE,
    PageName.SOCIAL_MAP,
    PageName.SETTINGS,
    PageName.HELP,
)
COORDINATOR_PAGES: Final = (
    PageName.OVERVIEW,
    PageName.AGENDA,
    PageName.RESIDENTS,
    PageName.VISITORS,
    PageName.READ_LIST,
    PageName.ROUND,
    PageName.LETTERS,
    PageName.FOLLOW_UP,
    PageName.EXCHANGE,
    PageName.SOCIAL_MAP,
    PageName.DIFFERENCES,
    PageName.GUIDE,
    PageName.SETTINGS,
    PageName.HELP,
)
