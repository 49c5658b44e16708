"""Fictional residents, visitors and visits for tests of the work around a visit."""

from datetime import date, datetime, time, timedelta
from typing import Any

from huisbezoek.model.domain.cards import OrganisationCard, ResidentCard, VisitorCard
from huisbezoek.model.domain.events import (
    Answer,
    Assigned,
    Event,
    InvitationSent,
    Listed,
    ReplyReceived,
    VisitOrigin,
    VisitPlanned,
)
from huisbezoek.model.domain.operations import Subject, SubjectKind
from tests.profiles import identifier

TODAY = date(2026, 11, 23)
ORGANISATION = OrganisationCard(
    name="Welzijn Voorbeelddam",
    coordinator_name="Anneke de Wit",
    coordinator_telephone="+31341000100",
    street_line="Marktplein 2, 1234 AA Voorbeelddam",
    city_line="Voorbeelddam",
    municipality_name="Voorbeelddam",
)
READY = VisitorCard(
    name="Riet Jansen",
    district="Havenkwartier",
    training_on="2026-03-04",
    conduct_certificate_on="2025-05-10",
    secrecy_signed_on="2025-05-12",
)


def day(days: int) -> date:
    """So many days after today; before it when negative."""
    return TODAY + timedelta(days=days)


def at(on: date, hour: int, minute: int = 0) -> datetime:
    """A moment as people in one town say it: without a zone."""
    return datetime.combine(on, time(hour, minute))


class People:
    """Adds people to a profile through its own `do`; each has an address of their own."""

    _count = 0

    def do(self, deed: Any) -> Any:
        raise NotImplementedError

    def next_id(self) -> str:
        self._count += 1
        return identifier(7000 + self._count)

    def add_resident(self, *events: Event, **card: Any) -> str:
        resident = self.next_id()
        subject = Subject(SubjectKind.RESIDENT, resident)
        known = {
            "initials": "A.",
            "sex": "V",
            "birth_date": "1941-03-12",
            "street": "Havenkade",
            "house_number": self._count,
            "postcode": "1234AB",
            "city": "Voorbeelddam",
            "district": "Havenkwartier",
        }
        self.do(
            lambda writing: writing.add_residents(
                [
                    (
                        subject,
                        ResidentCard(**{**known, **card}),
                        (Listed(identifier(4), TODAY), *events),
                    )
                ]
            )
        )
        return resident

    def add_visit(self, resident: str, *events: Event, planned_on: date = TODAY) -> str:
        visit = self.next_id()
        planned = VisitPlanned(resident, ("age75",), VisitOrigin.ROUND, planned_on, planned_on)
        self.record(SubjectKind.VISIT, visit, planned, *events)
        return visit

    def add_couple(self, surname: str = "’t Hoen", **card: Any) -> tuple[str, str]:
        known = {"surname": surname, "house_number": 99, "postcode": "1234ZZ", **card}
        her = self.add_resident(**{**known, "initials": "T."})
        him = self.add_resident(**{**known, "initials": "H.", "sex": "M"})
        return her, him

    def add_visitor(self, card: VisitorCard = READY) -> str:
        visitor = self.next_id()
        self.do(lambda writing: writing.change_card(Subject(SubjectKind.VISITOR, visitor), card))
        return visitor

    def record(self, kind: SubjectKind, subject: str, *events: Event) -> None:
        def deed(writing: Any) -> None:
            for event in events:
                writing.record(Subject(kind, subject), event)

        self.do(deed)

    def agreed(self, resident: str) -> str:
        """A visit whose resident got a letter and said yes."""
        sent = InvitationSent(self.next_id(), TODAY - timedelta(days=5))
        return self.add_visit(resident, sent, ReplyReceived(Answer.YES, TODAY))

    def invited(
        self, *residents: str, sent_on: date = TODAY, events: tuple[Event, ...] = ()
    ) -> tuple[str, ...]:
        """Visits of these residents that share one letter."""
        sent = InvitationSent(self.next_id(), sent_on)
        return tuple(self.add_visit(one, sent, *events, planned_on=sent_on) for one in residents)

    def give(self, visitor: str, *residents: str) -> None:
        """These residents are visited by this visitor."""
        for resident in residents:
            self.record(SubjectKind.RESIDENT, resident, Assigned(visitor, TODAY))

    def set_organisation(
        self, card: OrganisationCard = ORGANISATION, organisation: str = identifier(9)
    ) -> None:
        subject = Subject(SubjectKind.ORGANISATION, organisation)
        self.do(lambda writing: writing.change_card(subject, card))
