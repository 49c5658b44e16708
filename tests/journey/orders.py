"""T17: six bundles in any order, each with duplicates, united with real databases."""

import itertools
import random
import shutil
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.events import CallLogged, CallOutcome, ReportHandedIn, VisitRequested
from huisbezoek.model.domain.operations import Operation, OperationId, Subject, SubjectKind
from huisbezoek.model.usecases.operation_lines import decode_operation
from huisbezoek.model.usecases.profile import OpenProfile
from tests.journey.coordinators import second_coordinator
from tests.journey.laptops import RESIDENTS, Laptops, writing
from tests.profiles import TestFolder

BUNDLES = 6
ALL_ORDERS = 720
ON = date(2026, 11, 23)

Bundle = tuple[Operation, ...]


def resident(number: int) -> Subject:
    return Subject(SubjectKind.RESIDENT, RESIDENTS[number])


def six_bundles(laptops: Laptops) -> tuple[Bundle, ...]:
    """Two by each of three laptops: changes, a difference, a report, a withdrawal, an erasure."""
    joop = second_coordinator(laptops)
    laptops.receive(laptops.riet, laptops.to_riet())
    anneke, riet = laptops.coordinator, laptops.riet
    visit = Subject(SubjectKind.VISIT, laptops.made.visits[0])
    with writing(riet) as work:
        called = CallLogged(CallOutcome.NO_ANSWER, datetime.fromisoformat("2026-11-23T10:00"))
        logged = work.record(visit, called)
        work.change_card(resident(0), ResidentCard(surname="Riets", telephone="+31600000001"))
    found = [_sent(laptops, riet, anneke)]
    with writing(joop) as work:
        work.change_card(resident(0), ResidentCard(surname="Joops", telephone="+31600000002"))
        work.record(resident(5), VisitRequested(ON, "resident"))
    found.append(_sent(laptops, joop, anneke))
    with writing(anneke) as work:
        work.withdraw([logged])
        work.erase(resident(1), "asked")
    found += [_sent(laptops, anneke, riet), _sent(laptops, anneke, joop)]
    with writing(riet) as work:
        work.record(visit, ReportHandedIn({"told": [{"text": "De trap is lastig"}]}, ON))
    found.append(_sent(laptops, riet, anneke))
    found.append(_last(laptops, joop, logged))
    joop.database.close()
    assert len(found) == BUNDLES
    assert all(found)
    return tuple(found)


def _last(laptops: Laptops, joop: OpenProfile, logged: OperationId) -> Bundle:
    """What was withdrawn comes back, and the difference gets a third value."""
    with writing(joop) as work:
        work.reinstate([logged])
        work.change_card(resident(0), ResidentCard(surname="Toch", telephone="+31600000003"))
    return _sent(laptops, joop, laptops.coordinator)


def _sent(laptops: Laptops, sender: OpenProfile, receiver: OpenProfile) -> Bundle:
    """What one file carries; it is read at once."""
    path = laptops.send(sender, receiver.identity.device)
    lines = laptops.lines_in(path, receiver)
    laptops.receive(receiver, path)
    return tuple(decode_operation(line) for line in lines)


def orders(count: int) -> Iterator[tuple[int, ...]]:
    """All orders of six, or so many of them drawn by chance, the same in every run."""
    every = list(itertools.permutations(range(BUNDLES)))
    yield from every if count >= len(every) else random.Random(17).sample(every, count)


def digests_of_orders(folder: Path, bundles: Sequence[Bundle], count: int) -> set[tuple[str, str]]:
    """The different outcomes of so many orders, each with duplicates; one is right.

    Every order begins with its own copy of an empty database.
    """
    empty = TestFolder(folder / "empty")
    empty.create().close()
    chance = random.Random(71)
    found = set()
    for order in orders(count):
        copy = TestFolder(folder / "copy")
        shutil.copytree(empty.folder, copy.folder)
        database = copy.open()
        writer = database.open_writer()
        doubled = [bundles[one] for one in order]
        for _ in range(2):
            doubled.insert(chance.randrange(len(doubled) + 1), chance.choice(bundles))
        for operations in doubled:
            with writer.writing() as work:
                work.unite(operations)
                work.commit()
        writer.close()
        found.add((database.digest(), database.mark().digest))
        database.close()
        shutil.rmtree(copy.folder)
    return found
