"""A whole organisation without windows: coordinators and visitors on laptops of their own.

Everything is real: profiles, bundles, journals. Only the stick is a folder, and whoever uses this
decides what happens to the files in it.
"""

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from huisbezoek.app.parts import Parts, real_parts
from huisbezoek.app.resources import resources_folder
from huisbezoek.model.domain.cards import OrganisationCard, ResidentCard, VisitorCard
from huisbezoek.model.domain.errors import HuisbezoekError
from huisbezoek.model.domain.events import (
    CallLogged,
    CallOutcome,
    HandOverNotes,
    Listed,
)
from huisbezoek.model.domain.operations import OperationId, Subject, SubjectKind
from huisbezoek.model.usecases.given_along import narrowed, own_work, visitor_work
from huisbezoek.model.usecases.hand_over import hand_over
from huisbezoek.model.usecases.laptop_contents import (
    confirm_removals,
    removable_residents,
    remove_residents,
)
from huisbezoek.model.usecases.ports.profile import BACKUP_FOLDER
from huisbezoek.model.usecases.ports.sealing import FLOOR_COST
from huisbezoek.model.usecases.ports.work import Changes, Writing
from huisbezoek.model.usecases.profile import OpenProfile, create_coordinator
from huisbezoek.model.usecases.receiving import (
    apply_bundle,
    arrived_files,
    discard,
    receive_bundle,
    sender_keys,
)
from huisbezoek.model.usecases.rounds import plan_visits
from huisbezoek.model.usecases.sending import (
    carry_bundle,
    keep_sent,
    peers_to_send_to,
    prepare_bundle,
    seal_bundle,
)
from huisbezoek.model.usecases.start_files import (
    StartFileContent,
    begin_start_file,
    begin_with_start_file,
)
from huisbezoek.model.usecases.visitors import add_visitor, assign
from tests.journey.windows import Window

PASSWORD = "kopje thee bij het raam"
BEGAN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
_CARRIED = {SubjectKind.RESIDENT, SubjectKind.VISIT}
READY = {"conduct_certificate_on": "2026-10-10", "secrecy_signed_on": "2026-10-12"}


@dataclass
class Clock:
    """One clock for all laptops; each look takes a millisecond."""

    moment: datetime = BEGAN

    def __call__(self) -> datetime:
        self.moment += timedelta(milliseconds=1)
        return self.moment


@dataclass
class Laptop:
    """One profile with its writing connection kept open, as the window does."""

    name: str
    parts: Parts
    profile: OpenProfile
    residents: set[str] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.exchange = self.parts.exchange(self.profile)
        self._writer = self.profile.database.open_writer()

    @property
    def device(self) -> str:
        return self.profile.identity.device

    @property
    def person(self) -> str:
        return self.profile.identity.person

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        with self._writer.writing() as work:
            yield work
            work.commit()

    def send(self, folder: Path, device: str = "") -> list[Path]:
        """Writes a file for one device, or for everybody that can be sealed to."""
        with self.writing() as work:
            devices = (
                [device]
                if device
                else [one.device for one in peers_to_send_to(work, self.exchange)]
            )
        return [self._sent(folder, one) for one in devices]

    def read(self, folder: Path) -> int:
        """Reads every file in the folder that lets itself be read; answers how many did."""
        return sum(self.read_file(one.path) for one in arrived_files(self.exchange, folder))

    def read_file(self, path: Path) -> bool:
        """Reads one file; what was wrong with it is remembered by its code."""
        try:
            with self.writing() as work:
                senders = sender_keys(work, self.exchange, today=self.today())
            received = receive_bundle(self.exchange, senders, path)
            with self.writing() as work:
                apply_bundle(work, self.exchange, senders, received, now=self.parts.now())
        except HuisbezoekError as error:
            self.refused.append(error.code)
            return False
        discard(received)
        return True

    def hand_to(self, other: "Laptop", folder: Path) -> None:
        """One file for one laptop, read there at once when it can be."""
        with self.writing() as work:
            devices = {one.device for one in peers_to_send_to(work, self.exchange)}
        if other.device in devices:
            path = self._sent(folder, other.device)
            other.read_file(path)
            path.unlink()

    def is_at_home(self, resident: str) -> bool:
        """Whether this resident is on this laptop."""
        with self.writing() as work:
            return bool(work.resident_rows((resident,)))

    def let_go(self) -> tuple[str, ...]:
        """A visitor's laptop removes who was handed over, and says so with the next file."""
        with self.writing() as work:
            residents = removable_residents(work, self.person)
            if residents:
                remove_residents(work, self.exchange, residents)
        with self.writing() as work:
            return confirm_removals(work, self.exchange, today=self.today())

    def today(self) -> date:
        return self.parts.now().date()

    def operations(self) -> frozenset[OperationId]:
        with self.writing() as work:
            return frozenset(one.identifier for one in work.all_operations())

    def digest(self) -> str:
        return self.profile.database.digest()

    def back_up(self) -> None:
        """A verified copy, as at the first unlock of a day."""
        self.profile.database.back_up(self.profile.folder / BACKUP_FOLDER, self.parts.now())

    def copy_backup(self, folder: Path) -> None:
        """Puts the newest backup on a disk of one's own, where the program does not come."""
        backups = self.profile.folder / BACKUP_FOLDER
        newest = self.parts.profile.databases.backups(backups)[0]
        shutil.copytree(newest.folder, folder)

    def restore(self, place: int = 0, copy: Path | None = None) -> None:
        """Goes back to a backup, the newest unless told otherwise, as a new life of the laptop."""
        self.close()
        keys, databases = self.profile.keys, self.parts.profile.databases
        backup = databases.backups(self.profile.folder / BACKUP_FOLDER)[place]
        database = databases.restore(
            copy or backup.folder,
            self.profile.folder,
            keys.database_key,
            keys.profile,
            lambda _: None,
        )
        self.profile = OpenProfile(self.profile.folder, keys, database)
        self.exchange = self.parts.exchange(self.profile)
        self._writer = database.open_writer()

    def copied_to(self, folder: Path) -> "Laptop":
        """The same profile on a second computer, as somebody who copies the folder would have."""
        self.close()
        shutil.copytree(self.profile.folder, folder)
        keys, databases = self.profile.keys, self.parts.profile.databases
        opened = [
            OpenProfile(place, keys, databases.open(place, keys.database_key, keys.profile, None))
            for place in (self.profile.folder, folder)
        ]
        self.profile = opened[0]
        self.exchange = self.parts.exchange(self.profile)
        self._writer = self.profile.database.open_writer()
        return Laptop(f"copy of {self.name}", self.parts, opened[1], set(self.residents))

    def do_and_tell(self, deed: Callable[[Writing], Any]) -> tuple[Any, Changes]:
        """As a lane does: one transaction, and what it changed."""
        with self._writer.writing() as work:
            answer = deed(work)
            return answer, work.commit()

    def window(self) -> Window:
        """The window of this laptop, which exchanges by the program's own road."""
        return Window(self.parts, self.profile, self)

    def close(self) -> None:
        self._writer.close()
        self.profile.database.close()

    def _sent(self, folder: Path, device: str) -> Path:
        with self.writing() as work:
            prepared = prepare_bundle(work, self.exchange, device, now=self.parts.now())
        sealed = seal_bundle(self.exchange, prepared)
        with self.writing() as work:
            keep_sent(work, sealed, now=self.parts.now())
        return carry_bundle(self.exchange, sealed, folder, today=self.today()).path


@dataclass
class Team:
    """A coordinator with visitors who each have residents of their own."""

    folder: Path
    chance: random.Random
    clock: Clock = field(default_factory=Clock)
    visitors: list[Laptop] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.parts = real_parts(resources_folder(), now=self.clock, cost=FLOOR_COST)
        self.coordinator = self._first_coordinator()

    @property
    def laptops(self) -> tuple[Laptop, ...]:
        return (self.coordinator, *self.visitors)

    def add_visitors(self, count: int, residents_each: int) -> None:
        """Enrols so many visitors, each with so many new residents."""
        for number in range(count):
            residents = self.new_residents(residents_each)
            self.visitors.append(self._enrolled(f"visitor{number}", residents))

    def new_residents(self, count: int) -> list[str]:
        """Residents from a list that was read, with a visit planned."""
        made = [self.parts.random_bytes(16).hex() for _ in range(count)]
        with self.coordinator.writing() as work:
            work.add_residents(
                [
                    (
                        Subject(SubjectKind.RESIDENT, one),
                        ResidentCard(
                            surname=f"Inwoner{one[:6]}",
                            initials="A.",
                            birth_date="1940-03-01",
                            street="Kerkstraat",
                            house_number=self.chance.randint(1, 200),
                            city="Voorbeelddam",
                        ),
                        (Listed("f" * 32, self.clock().date()),),
                    )
                    for one in made
                ]
            )
            plan_visits(work, made, self.clock().date(), self.parts.random_bytes)
        return made

    def hand_over(self, resident: str, source: Laptop, target: Laptop) -> None:
        """The coordinator gives a resident to somebody else."""
        with self.coordinator.writing() as work:
            hand_over(
                work,
                [resident],
                target.person,
                today=self.clock().date(),
                reason="verhuizing van de bezoeker",
                notes=self.chance.choice((HandOverNotes.FULL, HandOverNotes.NOTHING)),
            )
        source.residents.discard(resident)
        target.residents.add(resident)

    def call(self, laptop: Laptop, resident: str) -> OperationId:
        """A visitor logs a call about an open visit of this resident."""
        with laptop.writing() as work:
            visit = work.resident(resident).visits[-1].visit
            at = self.clock().replace(tzinfo=None, microsecond=0)
            return work.record(
                Subject(SubjectKind.VISIT, visit), CallLogged(CallOutcome.NO_ANSWER, at)
            )

    def change_card(self, laptop: Laptop, resident: str, **fields: str) -> None:
        with laptop.writing() as work:
            card = work.resident(resident).state.card
            changed = replace(card, **fields)  # type: ignore[arg-type] # text fields by name
            work.change_card(Subject(SubjectKind.RESIDENT, resident), changed)

    def disagreements(self) -> list[str]:
        """What a visitor's laptop lacks or has too much, by name; empty when all agree."""
        found = []
        for laptop in self.visitors:
            expected = self._expected(laptop)
            with laptop.writing() as work:
                present = {
                    one.identifier for one in work.all_operations() if one.subject.kind in _CARRIED
                }
            if present != expected:
                lacks, extra = len(expected - present), len(present - expected)
                found.append(f"{laptop.name} lacks {lacks}, has {extra} too many")
        return found

    def _expected(self, laptop: Laptop) -> set[OperationId]:
        today = self.clock().date()
        with self.coordinator.writing() as work:
            along = visitor_work(work, laptop.person, today=today)
            operations = tuple(work.operations_about(along.subjects(along.visits)))
        own = own_work(operations, laptop.person)
        full, taken = along.full_visits, along.withdrawals
        seen = narrowed(operations, "visitor", laptop.person, own, full, taken)
        return {one.identifier for one in seen if one.subject.kind in _CARRIED}

    def close(self) -> None:
        for laptop in self.laptops:
            laptop.close()

    def _first_coordinator(self) -> Laptop:
        organisation = OrganisationCard(name="Welzijn Voorbeelddam", coordinator_name="Anneke")
        profile, self.sheet = create_coordinator(
            self.parts.profile,
            self.folder / "coordinator",
            organisation,
            PASSWORD,
            now=self.parts.now(),
        )
        return Laptop("coordinator", self.parts, profile)

    def _enrolled(self, name: str, residents: list[str]) -> Laptop:
        today = self.clock().date()
        with self.coordinator.writing() as work:
            card = VisitorCard(name=name.capitalize(), most_open_visits=40, **READY)
            visitor = add_visitor(work, card, random_bytes=self.parts.random_bytes)
            assign(work, residents, visitor, today=today)
            payload = begin_start_file(work, self.parts.start, visitor, today=today, practice=False)
        content = msgspec.json.decode(payload, type=StartFileContent)
        profile = begin_with_start_file(
            self.parts.profile, self.folder / name, content, PASSWORD, now=self.parts.now
        )
        return Laptop(name, self.parts, profile, set(residents))
