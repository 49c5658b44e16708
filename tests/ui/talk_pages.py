"""The talk and the hand-in page on a real database, put together as the program does."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.cards import OrganisationCard, ResidentCard
from huisbezoek.model.domain.consent import Purpose, Understanding
from huisbezoek.model.domain.events import AppointmentMade, ContactKind, VisitOrigin, VisitPlanned
from huisbezoek.model.domain.free_text import Passage
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.report_documents import draft_from_document
from huisbezoek.model.domain.reports import Report, ReportDraft
from huisbezoek.model.guides.library import ShippedGuides
from huisbezoek.model.usecases.talk import Talk, hand_in_talk, open_talk, report_of, save_talk
from huisbezoek.ui.pages.hand_in_page import HandInPage, HandInUses
from huisbezoek.ui.pages.talk_page import TalkPage, TalkUses
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.workbench import Workbench
from tests.open_profile import OpenProfile
from tests.profiles import identifier
from tests.ui.immediate_lanes import ImmediateLanes
from tests.ui.resident_window import click
from tests.unit.report_samples import consents

GUIDES = ShippedGuides(Path(__file__).parents[2] / "resources" / "guides").shipped()
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 10, 52, tzinfo=UTC)
VISIT, VISITOR = identifier(50), identifier(52)
ORGANISATION = OrganisationCard(
    name="ZorgDat",
    coordinator_name="Anneke de Wit",
    coordinator_telephone="0341 000 100",
    stand_in_name="Fatma Yilmaz",
    stand_in_telephone="0341 000 101",
)
CARD = ResidentCard(
    surname="Voorbeeld",
    name_prefix="van",
    initials="S.",
    sex="V",
    street="Dorpsstraat",
    house_number=12,
    postcode="1234 AB",
    city="Voorbeelddam",
)


class TalkPages:
    """Makes both pages on one database; `went_to` is where they wanted to go."""

    def __init__(
        self,
        profile: OpenProfile,
        look: LookSource,
        shown: Callable[..., QWidget],
        card: ResidentCard = CARD,
    ) -> None:
        self.profile = profile
        self.look = look
        self.workbench = Workbench(ImmediateLanes(profile))
        self.went_to = []
        self.locked: list[bool] = []
        self.full_disk: Exception | None = None
        self.guides = dict(GUIDES)
        self.papers = None
        self._shown = shown
        self._moment = NOW
        self.resident = profile.add(card)
        organisation = Subject(SubjectKind.ORGANISATION, identifier(9))
        profile.do(lambda writing: writing.change_card(organisation, ORGANISATION))
        profile.record(
            SubjectKind.VISIT,
            VISIT,
            VisitPlanned(self.resident, ("age75",), VisitOrigin.ROUND, TODAY),
            AppointmentMade(
                identifier(53),
                datetime.combine(TODAY, time(10, 30)),
                60,
                ContactKind.HOME_VISIT,
                date(2026, 11, 10),
            ),
        )

    def talk(self, width: int = 1366, height: int = 768) -> TalkPage:
        uses = TalkUses(
            view=self.view,
            save=self.save,
            now=self.now,
            lock=lambda: self.locked.append(True),
            show_telephone=str,
            papers=self.papers,
        )
        return self._show(TalkPage(self.workbench, self.look, uses), width, height)

    def begun(self) -> TalkPage:
        """The talk itself, after what is asked before it."""
        page = self.talk()
        begin(page)
        return page

    def write(self, told: Sequence[Passage], **changes: object) -> ReportDraft:
        """Keeps a draft of a talk that was held; `told` is what the resident told."""
        draft = ReportDraft(
            visit_id=VISIT,
            resident_id=self.resident,
            visitor_id=VISITOR,
            held_on=TODAY,
            start=time(10, 30),
            understands=Understanding.YES,
            consents=consents(Purpose.NOTES, refused=(Purpose.HEALTH,)),
            told=tuple(told),
        )
        draft = replace(draft, **changes)
        self.profile.do(self.save, draft)
        return draft

    def hand_in(self, width: int = 1366, height: int = 768) -> HandInPage:
        uses = HandInUses(
            view=self.view,
            save=self.save,
            hand_in=partial(hand_in_talk, today=TODAY),
            now=lambda: NOW,
            papers=self.papers,
        )
        return self._show(HandInPage(self.workbench, self.look, uses), width, height)

    def now(self) -> datetime:
        """A clock that goes on by a moment at each look."""
        self._moment += timedelta(milliseconds=1)
        return self._moment

    def view(self, reading, visit: str) -> Talk:
        return open_talk(reading, visit, self.guides, visitor=VISITOR, today=TODAY)

    def save(self, writing, draft: ReportDraft) -> datetime:
        if self.full_disk is not None:
            raise self.full_disk
        return save_talk(writing, draft, now=NOW)

    def stored(self) -> ReportDraft | None:
        """The draft as it lies in the database."""
        draft = self.profile.ask(lambda reading: reading.draft(VISIT))
        return draft_from_document(draft.document) if draft is not None else None

    def report(self) -> Report | None:
        """The report that was handed in."""
        return report_of(self.profile.ask(lambda reading: reading.visit(VISIT)))

    def _show(self, page: QWidget, width: int, height: int) -> QWidget:
        page.go.connect(self.went_to.append)
        self._shown(page, width, height)
        page.open(VISIT)
        return page


def begin(page: QWidget) -> None:
    """Answers what is asked before the talk: notes and health may be written down."""
    for name in ("permission_notes", "permission_health", "understands_yes", "start_talk"):
        click(page, name)
