"""Databases for tests: real SQLCipher in a temporary folder, with fictional people."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from random import Random

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.events import Event, Listed
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.state_pension import StatePensionRow, StatePensionTable
from huisbezoek.model.storage.database import StoredProfile, StoredProfiles
from huisbezoek.model.usecases.ports.profile import ProfileIdentity, RollbackMark

RAW_KEY = "0123456789abcdef" * 4
OTHER_KEY = "fedcba9876543210" * 4
TODAY = date(2026, 11, 22)
DISTRICTS = ("Stadsdennen", "Wittenhagen", "Tinnegieter")
SURNAMES = ("Jansen", "de Vries", "Bakker", "Visser", "Smit", "Meijer", "Peters", "Hoekstra")
PENSION_TABLE = StatePensionTable(
    valid_as_of=date(2026, 1, 1),
    rows=(StatePensionRow(date(1947, 12, 31), date(1964, 12, 31), 67, 0),),
    provisional_years=67,
    provisional_months=3,
)


def identifier(number: int) -> str:
    """A made-up identifier that is the same in every run."""
    return f"{number:032x}"


COORDINATOR = ProfileIdentity(
    profile=identifier(1), device=identifier(2), person=identifier(3), role="coordinator"
)


@dataclass
class Clock:
    """A wall clock that a test moves; each look at it takes a millisecond."""

    present: datetime = datetime(2026, 11, 22, 9, 0, tzinfo=timezone(timedelta(hours=1)))
    step: timedelta = timedelta(milliseconds=1)

    def __call__(self) -> datetime:
        self.present += self.step
        return self.present


@dataclass
class TestFolder:
    """A profile folder with a database that can be opened again."""

    __test__ = False

    folder: Path
    clock: Clock = field(default_factory=Clock)
    identity: ProfileIdentity = COORDINATOR
    raw_key: str = RAW_KEY

    def databases(self) -> StoredProfiles:
        return StoredProfiles(PENSION_TABLE, self.clock)

    def create(self) -> StoredProfile:
        return self.databases().create(self.folder, self.raw_key, self.identity)

    def open(self, mark: RollbackMark | None = None) -> StoredProfile:
        return self.databases().open(self.folder, self.raw_key, self.identity.profile, mark)

    def of_other_device(self, folder: Path, device: int) -> "TestFolder":
        identity = replace(self.identity, device=identifier(device), profile=identifier(device))
        return TestFolder(folder, Clock(), identity)


def fictional_card(random: Random, number: int) -> ResidentCard:
    """A resident of Voorbeelddam."""
    surname = random.choice(SURNAMES)
    prefix, _, core = surname.rpartition(" ")
    return ResidentCard(
        surname=core,
        name_prefix=prefix,
        initials=f"{random.choice('ABCDEFGH')}.",
        sex=random.choice("MVO"),
        birth_date=date(random.randint(1930, 1960), random.randint(1, 12), 7).isoformat(),
        street="Dorpsstraat",
        house_number=1 + number // 2,
        postcode=f"1234{random.choice('ABCDEFGH')}B",
        city="Voorbeelddam",
        district=random.choice(DISTRICTS),
        telephone=random.choice(("", f"06 0000 {number % 10000:04d}")),
    )


def fictional_people(
    count: int, seed: int = 1
) -> list[tuple[Subject, ResidentCard, tuple[Event, ...]]]:
    """So many people of a list."""
    random = Random(seed)
    return [
        (
            Subject(SubjectKind.RESIDENT, identifier(1000 + number)),
            fictional_card(random, number),
            (Listed(intake=identifier(4), on=TODAY),),
        )
        for number in range(count)
    ]
