"""Notes, referrals and reports on a coordinator's desk, for tests of what follows after visits."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from huisbezoek.app.follow_up_uses import follow_up_page_uses
from huisbezoek.app.resident_uses import resident_uses
from huisbezoek.model.domain.cards import OfferCard
from huisbezoek.model.domain.consent import Consent, ConsentAnswer, Purpose, Understanding
from huisbezoek.model.domain.events import (
    ContactKind,
    InvitationSent,
    ReportAssessed,
    ReportHandedIn,
    VisitHeld,
    VisitOrigin,
    VisitPlanned,
)
from huisbezoek.model.domain.follow_up_events import Reached, SignalKind, SignalRaised, Urgency
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.domain.report_documents import report_to_document
from huisbezoek.model.domain.reports import LineKind, ReportLine
from huisbezoek.model.usecases.follow_up_list import FollowUpCase, follow_up_case
from huisbezoek.model.usecases.social_map import add_offer
from huisbezoek.ui.pages.follow_up_page import FollowUpPage
from huisbezoek.ui.pages.resident_page import ResidentPage
from huisbezoek.ui.printing import PrintLook
from tests.people import ORGANISATION, READY, TODAY, day
from tests.resident_reports import report_of
from tests.ui.desk import Desk

WORDS = "Er lag geen eten in huis."
HELD_ON = day(-5)
WISH = "Ik wil graag weer eens met iemand schaken."
NUMBERS = replace(
    ORGANISATION,
    stand_in_name="Kees Bakker",
    stand_in_telephone="+31600000101",
    on_duty_telephone="+31600000102",
    out_of_hours_telephone="+31600000103",
    carer_crisis_telephone="+31600000104",
    attention_officer_name="Sanne Mulder",
    senior_adviser_name="Joris van Dam",
)


@dataclass
class FollowUpStage:
    """A desk with one visitor, whose writing can be put on it."""

    desk: Desk

    def __post_init__(self) -> None:
        self.printed: list[Any] = []
        self.desk.set_organisation_card(NUMBERS)
        self.visitor = self.desk.add_visitor(replace(READY, telephone="+31600000002"))

    # --- what is there ---------------------------------------------------------------------

    def resident(self, surname: str = "Bakker") -> str:
        resident = self.desk.add_resident(surname=surname, telephone="+31600000007")
        self.desk.give(self.visitor, resident)
        return resident

    def note(
        self,
        resident: str,
        urgency: Urgency | None = Urgency.CAN_WAIT,
        on: date = TODAY,
        kind: SignalKind = SignalKind.EATING_AND_WEIGHT,
        **more: Any,
    ) -> str:
        signal = self.desk.next_id()
        raised = SignalRaised(signal, "", kind, urgency, WORDS, on, **more)
        self.desk.record(SubjectKind.RESIDENT, resident, raised)
        return signal

    def called_note(self, resident: str, on: date = TODAY) -> str:
        at = datetime.combine(on, time(16, 5))
        return self.note(resident, Urgency.CALL_TODAY, on, reached=Reached.CALLED, called_at=at)

    def visited(
        self,
        resident: str,
        held_on: date = HELD_ON,
        aftercare: ConsentAnswer | None = None,
        agreed_on: date | None = None,
        assessed: bool | None = None,
        *,
        helps_others: bool = False,
    ) -> str:
        """A visit with its report; `assessed` says whether it was read, with follow-up or not."""
        visit = self.desk.next_id()
        base = report_of(visit, resident, held_on)
        kept = tuple(line for line in base.lines if line.kind is not LineKind.AFTERCARE)
        call = (ReportLine(LineKind.AFTERCARE, value=agreed_on.isoformat()),) if agreed_on else ()
        wish = ReportLine(LineKind.WISH, WISH, "people")
        helping = (ReportLine(LineKind.VOLUNTEER, value=True),) if helps_others else ()
        consents = base.consents.without(Purpose.AFTERCARE)
        if aftercare is not None:
            asked = datetime.combine(held_on, time(11))
            said = Consent(Purpose.AFTERCARE, aftercare, self.visitor, asked)
            consents = consents.with_consent(said)
        report = replace(
            base,
            visitor_id=self.visitor,
            lines=(*kept, wish, *helping, *call),
            consents=consents,
            understands=Understanding.YES,
        )
        planned = VisitPlanned(resident, ("age75",), VisitOrigin.ROUND, held_on, held_on)
        events = [
            planned,
            InvitationSent(self.desk.next_id(), held_on),
            VisitHeld(held_on, 60, ContactKind.HOME_VISIT),
            ReportHandedIn(report_to_document(report), held_on),
        ]
        if assessed is not None:
            events.append(ReportAssessed(assessed, held_on))
        self.desk.record(SubjectKind.VISIT, visit, *events)
        return visit

    def offer(self, name: str = "Schaakclub De Toren", life_areas: str = "people") -> str:
        card = OfferCard(name=name, what="Schaken op dinsdag", life_areas=life_areas)
        return self.desk.do(add_offer, card, random_bytes=self.desk.parts.random_bytes)

    # --- pages -----------------------------------------------------------------------------

    def page(self) -> FollowUpPage:
        uses = follow_up_page_uses(self.desk.bound, PrintLook())
        uses = replace(uses, steps=replace(uses.steps, print_sheets=self._print))
        return self.desk.show(FollowUpPage(self.desk.workbench, self.desk.look, uses))

    def resident_page(self, resident: str) -> ResidentPage:
        uses = resident_uses(self.desk.bound, PrintLook())
        return self.desk.show(ResidentPage(self.desk.workbench, self.desk.look, uses), resident)

    def _print(self, _parent: Any, sheets: Any) -> None:
        self.printed.extend(sheets)

    def case(self, resident: str) -> FollowUpCase:
        return self.desk.ask(follow_up_case, resident)
