"""Fictional municipalities of any size, the same for the same seed: people, visits, a list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from random import Random

import xlsxwriter

from huisbezoek.model.domain.cards import ResidentCard, VisitorCard
from huisbezoek.model.domain.consent import Consent, ConsentAnswer, Consents, Purpose, Understanding
from huisbezoek.model.domain.events import (
    AftercareDone,
    ContactKind,
    Event,
    Listed,
    ReportAssessed,
    ReportHandedIn,
    VisitHeld,
    VisitOrigin,
    VisitPlanned,
)
from huisbezoek.model.domain.fictional_people import (
    DISTRICTS,
    FictionalResident,
    everyday_rows,
    fictional_residents,
    fictional_visitors,
)
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.report_documents import report_to_document
from huisbezoek.model.domain.reports import LineKind, PresentRole, Report, ReportLine

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=1)))
TODAY = NOW.date()
CYCLE_DAYS = 730
OPEN_SHARE = 0.08
UNREAD_SHARE = 0.02
REPORT_LINES = 14
SEED = 20261123

_SUBJECTS = ("home", "health", "meeting", "money", "family", "day", "help")
_SENTENCES = (
    "Vertelt over de tuin en over de buren.",
    "De trap is lastig sinds de winter.",
    "Gaat elke week naar het koor en blijft dan koffie drinken.",
    "Wil graag weten welke dagen er samen wordt gegeten.",
    "De dochter komt op zaterdag en doet de boodschappen.",
    "Slaapt goed en wandelt iedere ochtend een rondje.",
)


@dataclass(frozen=True)
class Size:
    """How many of everything there are."""

    name: str
    residents: int
    visits_each: int
    visitors: int

    @property
    def visits(self) -> int:
        return self.residents * self.visits_each


SIZES = {
    size.name: size
    for size in (
        Size("tiny", 60, 1, 4),
        Size("small", 500, 2, 10),
        Size("municipality", 8_000, 5, 150),
        Size("region", 110_000, 5, 2_000),
    )
}
OFFERED_SIZES = ("small", "municipality", "region")


@dataclass(frozen=True)
class Person:
    """A resident with the visits of earlier rounds; `open_visit` when one is planned now."""

    subject: Subject
    card: ResidentCard
    events: tuple[Event, ...]
    visits: tuple[tuple[Subject, tuple[Event, ...]], ...]


def people_of(size: Size, seed: int = SEED) -> Iterator[Person]:
    """All residents with their visits, in the order of their number."""
    random = Random(seed)
    reports = _report_lines(Random(seed + 1))
    for one in fictional_residents(size.residents, Random(seed + 2), TODAY):
        resident = Subject(SubjectKind.RESIDENT, random.randbytes(16).hex())
        card = card_of(one, random)
        visits = tuple(_visits(resident.identifier, size.visits_each, one, random, reports))
        yield Person(resident, card, (Listed("0" * 32, TODAY),), visits)


def visitors_of(size: Size, seed: int = SEED) -> Iterator[tuple[Subject, VisitorCard]]:
    """All visitors."""
    random = Random(seed + 3)
    for one in fictional_visitors(size.visitors, Random(seed + 4), TODAY):
        yield (
            Subject(SubjectKind.VISITOR, random.randbytes(16).hex()),
            VisitorCard(
                name=one.name,
                district=one.district,
                training_on=one.trained_on.isoformat(),
                conduct_certificate_on=one.conduct_certificate_on.isoformat(),
                secrecy_signed_on=one.secrecy_signed_on.isoformat(),
            ),
        )


def write_list(size: Size, path: Path, seed: int = SEED) -> None:
    """The residents of this size as a spreadsheet with everyday headers."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Inwoners")
    residents = fictional_residents(size.residents, Random(seed + 2), TODAY)
    for number, row in enumerate(everyday_rows(residents)):
        sheet.write_row(number, 0, row)
    book.close()


def card_of(one: FictionalResident, random: Random) -> ResidentCard:
    """The card of somebody who does not exist."""
    name, address = one.name, one.address
    return ResidentCard(
        surname=name.surname,
        initials=name.initials,
        name_prefix=name.prefix,
        name_usage=str(name.usage),
        partner_surname=name.partner_surname,
        partner_prefix=name.partner_prefix,
        sex=str(name.sex),
        birth_date=one.birth_date.text,
        street=address.street,
        house_number=address.house_number,
        house_letter=address.house_letter,
        house_addition=address.house_addition,
        postcode=address.postcode,
        city=address.city,
        district=random.choice(DISTRICTS),
        telephone=one.telephone.replace("06 ", "+316").replace(" ", ""),
        carer_since=one.carer_since.isoformat() if one.carer_since else "",
        loss_date=one.loss_date.isoformat() if one.loss_date else "",
    )


def report_of(visit: str, resident: str, held_on: date, seed: int) -> Report:
    """What was told in a visit to somebody who does not exist."""
    return _report(visit, resident, held_on, _lines_of_a_report(Random(seed)))


def _visits(
    resident: str,
    count: int,
    one: FictionalResident,
    random: Random,
    reports: Sequence[tuple[ReportLine, ...]],
) -> Iterator[tuple[Subject, tuple[Event, ...]]]:
    last = TODAY - timedelta(days=random.randint(10, 900))
    for earlier in range(count):
        held = last - timedelta(days=CYCLE_DAYS * earlier + random.randint(0, 30))
        visit = Subject(SubjectKind.VISIT, random.randbytes(16).hex())
        planned = VisitPlanned(
            resident=resident,
            groups=(one.group.value,),
            origin=VisitOrigin.ROUND,
            on=held - timedelta(days=40),
            due_on=held - timedelta(days=30),
        )
        if earlier == 0 and random.random() < OPEN_SHARE:
            yield visit, (planned,)
            continue
        report = _report(visit.identifier, resident, held, random.choice(reports))
        yield (
            visit,
            (
                planned,
                VisitHeld(held, 60, ContactKind.HOME_VISIT, (PresentRole.ALONE.value,)),
                ReportHandedIn(report_to_document(report), held + timedelta(days=1)),
                # Of the latest visits a few still wait to be read by the coordinator.
                *(() if earlier == 0 and random.random() < UNREAD_SHARE else _finished(held)),
            ),
        )


def _finished(held: date) -> tuple[Event, ...]:
    return (
        ReportAssessed(follow_up=False, on=held + timedelta(days=4)),
        AftercareDone(on=held + timedelta(days=35), waived=True),
    )


def _report(visit: str, resident: str, held: date, lines: tuple[ReportLine, ...]) -> Report:
    given = Consent(Purpose.NOTES, ConsentAnswer.YES, "0" * 32, NOW)
    return Report(
        visit_id=visit,
        resident_id=resident,
        visitor_id="0" * 32,
        held_on=held,
        contact_kind=ContactKind.HOME_VISIT,
        start=None,
        minutes=60,
        present=(PresentRole.ALONE,),
        understands=Understanding.YES,
        consents=Consents().with_consent(given),
        guides=(),
        health_subjects=("health",),
        lines=lines,
    )


def _report_lines(random: Random) -> list[tuple[ReportLine, ...]]:
    return [_lines_of_a_report(random) for _ in range(200)]


def _lines_of_a_report(random: Random) -> tuple[ReportLine, ...]:
    return tuple(
        ReportLine(
            kind=LineKind.TOLD, text=random.choice(_SENTENCES), subject=random.choice(_SUBJECTS)
        )
        for _ in range(REPORT_LINES)
    )
