"""T22: whatever is assigned, a visitor's file holds no byte of anybody else's residents.

`random_assignments` draws as often as it is asked to; a broken way of collecting shows whether
the search would notice.
"""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from huisbezoek.model.domain.cards import ResidentCard, VisitorCard
from huisbezoek.model.domain.events import HandOverNotes, ReportHandedIn
from huisbezoek.model.domain.operations import Operation, Subject, SubjectKind
from huisbezoek.model.usecases.given_along import visitor_work
from huisbezoek.model.usecases.hand_over import hand_over
from huisbezoek.model.usecases.operation_lines import encode_operation
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.sending import PreparedBundle, prepare_bundle, seal_bundle
from huisbezoek.model.usecases.visitors import add_visitor, assign, end_assignment
from tests.journey.laptops import (
    READY,
    RESIDENTS,
    Laptops,
    birth_date,
    canary,
    lines_of,
    writing,
)

BEA = "Bea Vos"
SEALED_EVERY = 25
"""Every so many draws the file is really sealed, and opened by the laptop that it is for."""

Collect = Callable[[Laptops, Writing], bytes]
"""What goes along, as lines: the program itself, or a variant that is broken on purpose."""


@dataclass
class Found:
    """How many draws there were, how many different ones, and what was seen that must not be."""

    draws: int = 0
    different: set[frozenset[int]] = field(default_factory=set)
    leaks: list[str] = field(default_factory=list)
    lacks: list[str] = field(default_factory=list)


def told(number: int) -> str:
    """What stands in somebody else's report about this resident."""
    return f"Verteld{number}rood"


def prepare_laptops(laptops: Laptops) -> None:
    """Both laptops enrolled and answered, and Bea beside Riet: call it once before drawing."""
    laptops.receive(laptops.coordinator, laptops.to_coordinator())
    with writing(laptops.coordinator) as work:
        card = VisitorCard(name=BEA, **READY)
        add_visitor(work, card, random_bytes=laptops.parts.random_bytes)


def random_assignments(
    laptops: Laptops, draws: int, *, seed: int = 22, collect: Collect | None = None
) -> Found:
    """Draws assignments, hand-overs and changes; looks through the bytes of each file for Riet.

    Nothing is kept: each draw begins from the same two residents on Riet's laptop.
    """
    chance = random.Random(seed)
    found = Found()
    writer = laptops.coordinator.database.open_writer()
    try:
        for draw in range(draws):
            with writer.writing() as work:
                mine, full = _deal(laptops, work, chance)
                if collect is not None:
                    content = collect(laptops, work)
                else:
                    prepared = prepared_for_riet(laptops, work)
                    content = _content(laptops, prepared, sealed=draw % SEALED_EVERY == 0)
            found.draws += 1
            found.different.add(mine)
            _search(laptops, content, mine, full, found)
    finally:
        writer.close()
    return found


def prepared_for_riet(laptops: Laptops, work: Writing) -> PreparedBundle:
    """What the program gives along."""
    exchange = laptops.parts.exchange(laptops.coordinator)
    return prepare_bundle(work, exchange, laptops.riets_device(), now=laptops.clock.now())


def narrowing_off(laptops: Laptops, work: Writing) -> bytes:
    """Broken on purpose: the right residents, with everything about them."""
    today = laptops.clock.now().date()
    along = visitor_work(work, laptops.visitor, today=today)
    return _lines(work.operations_about(along.subjects(along.visits)))


def one_too_many(laptops: Laptops, work: Writing) -> bytes:
    """Broken on purpose: one resident who is nobody's is looked up along with the right ones."""
    stray = next(
        one for one in RESIDENTS[2:] if laptops.visitor not in work.resident(one).state.visitors
    )
    prepared = prepared_for_riet(laptops, OneTooMany(work, Subject(SubjectKind.RESIDENT, stray)))
    return b"".join(lines_of(prepared))


class OneTooMany:
    """Answers as the database does, but adds a subject to whatever is asked for."""

    def __init__(self, work: Writing, stray: Subject) -> None:
        self._work = work
        self._stray = stray

    def __getattr__(self, name: str) -> object:
        return getattr(self._work, name)

    def operations_about(self, subjects: Iterable[Subject]) -> Iterable[Operation]:
        return self._work.operations_about([*subjects, self._stray])


def _deal(
    laptops: Laptops, work: Writing, chance: random.Random
) -> tuple[frozenset[int], frozenset[int]]:
    """Gives Riet some residents, takes some back; of `full` she may read what others wrote."""
    today: date = laptops.clock.now().date()
    everybody = range(len(RESIDENTS))
    given = frozenset(chance.sample(everybody, chance.randint(0, 7)))
    taken = frozenset(chance.sample([0, 1], chance.randint(0, 2))) - given
    for number in chance.sample(everybody, 4):
        report = {"lines": [{"kind": "told", "text": told(number)}]}
        visit = Subject(SubjectKind.VISIT, laptops.made.visits[number])
        work.record(visit, ReportHandedIn(report, today))
    for number in everybody:
        card = work.resident(RESIDENTS[number]).state.card
        loss = (today - timedelta(days=number)).isoformat()
        changed = ResidentCard(
            surname=card.surname, birth_date=card.birth_date, loss_date=loss, telephone="+31"
        )
        work.change_card(Subject(SubjectKind.RESIDENT, RESIDENTS[number]), changed)
    notes = chance.choice(tuple(HandOverNotes))
    assign(work, [RESIDENTS[one] for one in given], laptops.visitor, today=today)
    for number in taken:
        end_assignment(work, RESIDENTS[number], today=today, reason="ruil")
    handed = frozenset(chance.sample(sorted(given - {0, 1}), min(2, len(given - {0, 1}))))
    for number in handed:
        _from_bea(laptops, work, number, notes)
    mine = given | (frozenset({0, 1}) - taken)
    return mine, handed if notes is HandOverNotes.FULL else frozenset()


def _from_bea(laptops: Laptops, work: Writing, number: int, notes: HandOverNotes) -> None:
    """As if Bea had visited this resident until today."""
    today = laptops.clock.now().date()
    bea = next(one.visitor for one in work.visitors() if one.card.name == BEA)
    assign(work, [RESIDENTS[number]], bea, today=today)
    hand_over(
        work,
        [RESIDENTS[number]],
        laptops.visitor,
        today=today,
        reason="ruil",
        notes=notes,
        summary="Graag hard praten",
    )


def _content(laptops: Laptops, prepared: PreparedBundle, *, sealed: bool) -> bytes:
    if not sealed:
        return b"".join(lines_of(prepared))
    file = seal_bundle(laptops.parts.exchange(laptops.coordinator), prepared)
    content = b"".join(laptops.lines_in(file.path, laptops.riet))
    file.path.unlink()
    return content


def _search(
    laptops: Laptops,
    content: bytes,
    mine: frozenset[int],
    full: frozenset[int],
    found: Found,
) -> None:
    for number in range(len(RESIDENTS)):
        card = (canary(number),)
        words = (*card, RESIDENTS[number], laptops.made.visits[number])
        hidden = [birth_date(number)]
        if number not in mine:
            # Who was taken back is named by number, so that the laptop knows who it is about.
            hidden += card if number < 2 else words
        elif number > 1:
            found.lacks += [f"{one} lacks" for one in words if one.encode() not in content]
        if number not in full:
            hidden.append(told(number))
        found.leaks += [f"{number}: {one}" for one in hidden if one.encode() in content]
    for name in (b"birth_date", b"loss_date"):
        found.leaks += [name.decode()] if name in content else []


def _lines(operations: Iterable[Operation]) -> bytes:
    return b"".join(encode_operation(one) for one in operations)
