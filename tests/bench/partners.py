"""Who exchanges in the benchmarks: a coordinator, a second one, and a volunteer with her visits."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import msgspec

from huisbezoek.app.parts import Parts
from huisbezoek.model.domain.cards import VisitorCard
from huisbezoek.model.domain.events import (
    ContactKind,
    ReportHandedIn,
    VisitHeld,
    VisitOrigin,
    VisitPlanned,
)
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.report_documents import report_to_document
from huisbezoek.model.usecases.ports.profile import DATABASE_FILE, Writer
from huisbezoek.model.usecases.ports.rosters import DeviceRole
from huisbezoek.model.usecases.ports.sealing import FLOOR_COST
from huisbezoek.model.usecases.profile import OpenProfile
from huisbezoek.model.usecases.receiving import (
    ReceivedBundle,
    apply_bundle,
    discard,
    receive_bundle,
    sender_keys,
)
from huisbezoek.model.usecases.sending import (
    SealedBundle,
    keep_sent,
    prepare_bundle,
    seal_bundle,
)
from huisbezoek.model.usecases.start_files import (
    StartFileContent,
    begin_start_file,
    begin_with_start_file,
)
from huisbezoek.model.usecases.visitors import add_visitor, assign
from tests.bench.populations import NOW, TODAY, Size, people_of, report_of
from tests.bench.prepared import PASSWORD, Prepared, open_folder, open_without_password, writing

VISITS = 60
"""What a volunteer brings back in one file."""
SECOND, VOLUNTEER = "joop", "riet"
_OLD_ENOUGH = {
    "conduct_certificate_on": "2025-01-10",
    "secrecy_signed_on": "2025-01-12",
    "modules": "basic life_questions",
}


@dataclass(frozen=True)
class Laptop:
    """A profile with the one writing connection, which the program keeps open too."""

    parts: Parts
    profile: OpenProfile
    writer: Writer

    @property
    def device(self) -> str:
        """Its identifier."""
        return self.profile.identity.device

    @property
    def receiving_secret(self) -> str:
        """The age identity that opens what is sealed to it."""
        return self.profile.keys.device_keys.receiving_secret

    @property
    def database(self) -> Path:
        """Its database file."""
        return self.profile.folder / DATABASE_FILE

    def sealed_for(self, receiver: str) -> SealedBundle:
        """A file for this device, prepared and sealed; nothing remembers it yet."""
        exchange = self.parts.exchange(self.profile)
        with self.writer.writing() as work:
            prepared = prepare_bundle(work, exchange, receiver, now=NOW)
        return seal_bundle(exchange, prepared)

    def send(self, receiver: str) -> Path:
        """A file of which the sender remembers that it went."""
        sealed = self.sealed_for(receiver)
        with self.writer.writing() as work:
            keep_sent(work, sealed, now=NOW)
            work.commit()
        return sealed.path

    def checked(self, path: Path) -> ReceivedBundle:
        """A file that is brought in, verified and parsed; nothing of it is applied."""
        exchange = self.parts.exchange(self.profile)
        with self.writer.writing() as work:
            senders = sender_keys(work, exchange, today=TODAY)
        return receive_bundle(exchange, senders, path)

    def apply(self, received: ReceivedBundle) -> None:
        """Unites it with the journal and keeps that."""
        exchange = self.parts.exchange(self.profile)
        with self.writer.writing() as work:
            senders = sender_keys(work, exchange, today=TODAY)
            apply_bundle(work, exchange, senders, received, now=NOW)
            work.commit()
        discard(received)


@dataclass(frozen=True)
class Partners:
    """Three laptops. The second coordinator has keys only; the volunteer has held her visits."""

    coordinator: Laptop
    second: Laptop
    volunteer: Laptop


@contextmanager
def partners(made: Prepared, parts: Parts) -> Iterator[Partners]:
    """Enrols both at the coordinator of this profile, in folders beside it."""
    own = open_without_password(parts, made)
    people = [
        _begin(parts, own, made, name, role)
        for name, role in ((SECOND, DeviceRole.COORDINATOR), (VOLUNTEER, DeviceRole.VISITOR))
    ]
    with laptop(parts, own) as coordinator, laptop(parts, people[0]) as second:
        coordinator.apply(coordinator.checked(second.send(coordinator.device)))
        with laptop(parts, people[1]) as volunteer:
            _hold_visits(volunteer, made.size)
            yield Partners(coordinator, second, volunteer)


@contextmanager
def laptop(parts: Parts, profile: OpenProfile) -> Iterator[Laptop]:
    """An open profile at work, closed afterwards."""
    try:
        yield Laptop(parts, profile, profile.database.open_writer())
    finally:
        profile.database.close()


def _begin(
    parts: Parts, coordinator: OpenProfile, made: Prepared, name: str, role: DeviceRole
) -> OpenProfile:
    """The laptop of somebody new, begun with a start file."""
    with writing(coordinator) as work:
        card = VisitorCard(name=f"{name.capitalize()} Smit", role=role, **_OLD_ENOUGH)
        person = add_visitor(work, card, random_bytes=parts.random_bytes)
        if role is DeviceRole.VISITOR:
            _plan(work, person, made.size)
    with writing(coordinator) as work:
        payload = begin_start_file(work, parts.start, person, today=TODAY, practice=False)
    profile = begin_with_start_file(
        parts.at_cost(FLOOR_COST).profile,
        made.place / name,
        msgspec.json.decode(payload, type=StartFileContent),
        PASSWORD,
        now=lambda: NOW,
        root_words=made.root_words if role is DeviceRole.COORDINATOR else None,
    )
    profile.database.close()
    return open_folder(parts, made.place / name, made.recovery_words)


def _visits(size: Size) -> Iterator[tuple[Subject, str]]:
    """The visits that the volunteer is to make, each with its resident."""
    for number, person in zip(range(VISITS), people_of(size), strict=False):
        yield Subject(SubjectKind.VISIT, f"{number:032x}"), person.subject.identifier


def _plan(work, person: str, size: Size) -> None:
    visits = tuple(_visits(size))
    assign(work, [resident for _, resident in visits], person, today=TODAY)
    for visit, resident in visits:
        work.record(visit, VisitPlanned(resident, ("age75",), VisitOrigin.ROUND, on=TODAY))


def _hold_visits(volunteer: Laptop, size: Size) -> None:
    held_on = TODAY + timedelta(days=3)
    with volunteer.writer.writing() as work:
        for number, (visit, resident) in enumerate(_visits(size)):
            report = report_of(visit.identifier, resident, held_on, number)
            work.record(visit, VisitHeld(held_on, 60, ContactKind.HOME_VISIT, ("alone",)))
            work.record(visit, ReportHandedIn(report_to_document(report), held_on))
        work.commit()
