"""T24: laptops whose clocks are wrong by decades, jump, change zone or meet a leap day."""

import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.events import Listed
from huisbezoek.model.domain.merge import MergedSubject, merge
from huisbezoek.model.domain.operations import Operation, SetFields, Subject, SubjectKind
from huisbezoek.model.storage.database import StoredProfile
from huisbezoek.model.storage.journal import FARTHEST_AHEAD
from huisbezoek.model.usecases.ports.profile import Writer
from tests.faults.guard_results import GuardResult
from tests.profiles import TODAY, TestFolder, identifier

HISTORIES = 200
WRITES = 6
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ODD_MOMENTS = (
    datetime(2028, 2, 29, 23, 59, 59, tzinfo=UTC),
    datetime(2026, 3, 29, 2, 30, tzinfo=ZoneInfo("Europe/Amsterdam")),
    datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Amsterdam")),
    datetime(2026, 11, 22, 9, 0, tzinfo=timezone(timedelta(hours=-11))),
    datetime(1970, 1, 1, tzinfo=UTC),
)

Merge = Callable[[Iterable[Operation]], MergedSubject]


def clocks(folder: Path, count: int = HISTORIES) -> GuardResult:
    """T24: no value is lost whatever the clocks say, and a far future of others moves no clock."""
    result = GuardResult("T24 wrong clocks")
    lost, moved, agree = wrong_clocks(folder, count)
    for place in range(count):
        result.case(held=place not in lost, note=f"history {place}")
    result.case(held=agree, note="the laptops disagree")
    result.case(held=not moved, note="a far future moved a clock")
    caught, _, _ = wrong_clocks(folder / "planted", 20, _last_clock_wins)
    result.plant(caught=bool(caught), note="the last clock wins")
    return result


def wrong_clocks(folder: Path, count: int, merger: Merge = merge) -> tuple[set[int], bool, bool]:
    """Which histories lost a value, whether a far future moved a clock, and who agrees."""
    chance = random.Random(24)
    first = TestFolder(folder / "first")
    second = first.of_other_device(folder / "second", 66)
    laptops = (first, second)
    databases = [one.create() for one in laptops]
    writers = [database.open_writer() for database in databases]
    lost = set()
    for number in range(count):
        written = _history(chance, number, laptops, writers)
        _exchange(laptops, writers, _resident(number))
        if not _all_accounted_for(writers[0], _resident(number), written, merger):
            lost.add(number)
    third = first.of_other_device(folder / "third", 67)
    moved = _is_moved(third, writers[0])
    agree = len({database.digest() for database in databases}) == 1
    _close(databases)
    return lost, moved, agree


def _history(
    chance: random.Random,
    number: int,
    laptops: tuple[TestFolder, TestFolder],
    writers: list[Writer],
) -> set[str]:
    written = set()
    for step in range(WRITES):
        place = chance.randrange(2)
        laptops[place].clock.present = _moment(chance)
        telephone = f"06 0000 {number:04d} {step}"
        with writers[place].writing() as writing:
            writing.change_card(_resident(number), ResidentCard(telephone=telephone))
            writing.record(_resident(number), Listed(identifier(4), TODAY))
            writing.commit()
        written.add(telephone)
        if chance.random() < 0.3:
            _exchange(laptops, writers, _resident(number))
    return written


def _moment(chance: random.Random) -> datetime:
    if chance.random() < 0.3:
        return chance.choice(ODD_MOMENTS)
    return NOW + timedelta(days=chance.randint(-20 * 365, 80 * 365), minutes=chance.randint(0, 999))


def _exchange(
    laptops: tuple[TestFolder, TestFolder], writers: list[Writer], about: Subject
) -> None:
    for laptop in laptops:
        laptop.clock.present = NOW
    for source, target in ((0, 1), (1, 0)):
        with writers[source].writing() as sending:
            everything = list(sending.operations_about((about,)))
        with writers[target].writing() as receiving:
            receiving.unite(everything)
            receiving.commit()


def _all_accounted_for(writer: Writer, subject: Subject, written: set[str], merger: Merge) -> bool:
    """Every value is shown, or somebody who had seen it replaced it."""
    with writer.writing() as writing:
        operations = list(writing.operations_about((subject,)))
    replaced = set()
    values = {}
    for one in operations:
        if isinstance(one.body, SetFields):
            values[one.identifier] = str(one.body.fields.get("telephone"))
            replaced.update(one.body.replaces.get("telephone", ()))
    shown = {str(head.value) for head in merger(operations).heads.get("telephone", ())}
    seen = {values[identifier] for identifier in replaced if identifier in values}
    return written <= shown | seen


def _is_moved(laptop: TestFolder, others: Writer) -> bool:
    """Whether a laptop with a right clock writes in the far future after it read the others."""
    laptop.clock.present = NOW
    database = laptop.create()
    writer = database.open_writer()
    with others.writing() as sending:
        everything = list(sending.all_operations())
    with writer.writing() as writing:
        writing.unite(everything)
        made = writing.record(_resident(0), Listed(identifier(5), TODAY))
        own = next(
            one for one in writing.operations_about((_resident(0),)) if one.identifier == made
        )
        writing.commit()
    database.close()
    return own.clock.milliseconds > NOW.timestamp() * 1000 + FARTHEST_AHEAD + 60_000


def _resident(number: int) -> Subject:
    return Subject(SubjectKind.RESIDENT, identifier(5000 + number))


def _close(databases: Iterable[StoredProfile]) -> None:
    for database in databases:
        database.close()


def _last_clock_wins(operations: Iterable[Operation]) -> MergedSubject:
    merged = merge(operations)
    return replace(merged, heads={name: heads[:1] for name, heads in merged.heads.items()})
