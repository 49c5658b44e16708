"""Packing slips: exact runs of what goes along, and who, which fields and why."""

import itertools
from collections.abc import Sequence
from dataclasses import astuple, dataclass, field
from random import Random
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.cards import VisitorCard
from huisbezoek.model.domain.operations import (
    AppendDocument,
    Body,
    Erase,
    HybridTime,
    Operation,
    OperationId,
    Redact,
    SetFields,
    Subject,
    SubjectKind,
)
from huisbezoek.model.usecases.operation_lines import encode_operation, kind_of_line
from huisbezoek.model.usecases.packing_slip import (
    CountTally,
    PackedContents,
    PackedPerson,
    PackedWhy,
    PeopleTally,
    RunTally,
    packing_slip,
)
from huisbezoek.model.usecases.ports.exchange import JournalLine, OperationRun, Peer

ANNA, BERT, VISIT = "a" * 32, "b" * 32, Subject(SubjectKind.VISIT, "c" * 32)


def runs_of(places: Sequence[tuple[str, int, int]]) -> tuple[OperationRun, ...]:
    tally = RunTally()
    for place in places:
        tally.add(OperationId(*place))
    assert tally.operations == len(places)
    return tally.runs()


def test_runs_hold_exactly_what_went_by() -> None:
    places = [("x", 1, 1), ("x", 1, 2), ("x", 1, 5), ("x", 2, 6), ("w", 1, 7)]
    assert runs_of(places) == (
        OperationRun("w", 1, 7, 7),
        OperationRun("x", 1, 1, 2),
        OperationRun("x", 1, 5, 5),
        OperationRun("x", 2, 6, 6),
    )
    assert runs_of([("x", 1, 5), ("x", 1, 3), ("x", 1, 4), ("x", 1, 4)]) == (
        OperationRun("x", 1, 3, 5),
    )
    assert runs_of([]) == ()


@given(st.sets(st.integers(1, 40)), st.randoms(use_true_random=False))
def test_runs_in_any_order(numbers: set[int], chance: Random) -> None:
    shuffled = sorted(numbers)
    chance.shuffle(shuffled)
    runs = runs_of([("x", 1, number) for number in shuffled])
    assert {one for run in runs for one in range(run.first, run.last + 1)} == numbers
    assert all(before.last + 1 < after.first for before, after in itertools.pairwise(runs))


def operation(body: Body, subject: Subject) -> Operation:
    return Operation(OperationId("x", 1, 1), subject, body, HybridTime(1, 0), "y")


def resident(identifier: str) -> Subject:
    return Subject(SubjectKind.RESIDENT, identifier)


CARD = SetFields({"surname": "Vos", "age": "82"})
CALL = AppendDocument("call_logged", {})


def tally(**given_along: object) -> PeopleTally:
    none: dict[str, object] = {"own": {ANNA}, "new": (), "handed_over": ()}
    return PeopleTally({VISIT: ANNA}, **(none | given_along))  # type: ignore[arg-type] # kinds by name


def test_fields_and_documents_are_noted_by_resident() -> None:
    noted = tally()
    for body, subject in (
        (CARD, resident(ANNA)),
        (SetFields({"surname": "Das"}), resident(ANNA)),
        (CALL, VISIT),
        (CALL, VISIT),
        (Redact(OperationId("x", 1, 9), "text"), VISIT),
        (CARD, Subject(SubjectKind.VISITOR, BERT)),
        (AppendDocument("roster_signed", {}), Subject(SubjectKind.ORGANISATION, BERT)),
        (Erase("asked"), Subject(SubjectKind.VISIT, BERT)),
    ):
        noted.add(operation(body, subject), sent_before=False)
    contents = noted.contents()
    documents = {"call_logged": 2, "other": 1}
    assert contents.people == (
        PackedPerson(ANNA, "", PackedWhy.CHANGED, ("age", "surname"), documents),
    )
    assert contents.others == {"card": 1, "roster_signed": 1, "other": 1}
    assert contents.residents == 1


@pytest.mark.parametrize(
    ("given_along", "bodies", "why"),
    [
        ({}, [(CARD, False), (CARD, True)], PackedWhy.CHANGED),
        ({}, [(CARD, True), (CALL, True)], PackedWhy.AGAIN),
        ({"new": {ANNA}}, [(CARD, True)], PackedWhy.NEW),
        ({"new": {ANNA}, "handed_over": {ANNA}}, [(CARD, False)], PackedWhy.HANDED_OVER),
        ({"own": {BERT}}, [(CALL, False)], PackedWhy.ENDED),
        ({"own": ()}, [(Erase("asked"), False)], PackedWhy.ERASED),
    ],
)
def test_why_somebody_goes_along(given_along, bodies, why) -> None:
    noted = tally(**given_along)
    for body, sent_before in bodies:
        noted.add(operation(body, resident(ANNA)), sent_before=sent_before)
    assert [one.why for one in noted.contents().people] == [why]


def test_for_a_coordinator_only_counts() -> None:
    counted = CountTally()
    assert counted.contents() == PackedContents()
    assert counted.contents().residents == 0
    for body, subject in ((CARD, resident(ANNA)), (CALL, VISIT), (Erase("x"), resident(ANNA))):
        made = operation(body, subject)
        line = encode_operation(made)
        counted.add(JournalLine(*astuple(made.identifier), *astuple(subject), line))
    contents = counted.contents()
    assert contents.people == ()
    assert contents.others == {"residents": 1, "card": 1, "call_logged": 1, "other": 1}
    assert contents.residents == 1


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (CARD, "card"),
        (CALL, "call_logged"),
        (Erase("x"), "other"),
        (AppendDocument('a "later" kind', {}), 'a "later" kind'),
    ],
)
def test_the_kind_of_a_line(body: Body, kind: str) -> None:
    assert kind_of_line(encode_operation(operation(body, VISIT))) == kind


@dataclass
class Names:
    """Answers what a slip asks: rows and visitors."""

    asked: list[str] = field(default_factory=list)

    def resident_rows(self, residents: Sequence[str]) -> list[SimpleNamespace]:
        self.asked = list(residents)
        names = {ANNA: ("mevrouw A. Zwart", "Zwart, A."), BERT: ("de heer B. Vos", "Vos, B.")}
        return [
            SimpleNamespace(resident=one, formal_name=names[one][0], list_name=names[one][1])
            for one in residents
        ]

    def visitors(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(visitor="riet", card=VisitorCard(name="Riet Jansen"))]


@pytest.mark.parametrize(
    ("person", "name"), [("riet", "Riet Jansen"), ("joop", "Joop volgens de lijst")]
)
def test_a_slip_names_people_in_order_and_nobody_who_was_erased(person: str, name: str) -> None:
    erased = PackedPerson("0" * 32, "", PackedWhy.ERASED)
    people = (erased, PackedPerson(ANNA, "", PackedWhy.NEW), PackedPerson(BERT, "", PackedWhy.NEW))
    peer = Peer("device", person, "visitor", "Joop volgens de lijst")
    prepared = SimpleNamespace(contents=PackedContents(people, {"card": 1}), peer=peer)
    names = Names()
    slip = packing_slip(names, prepared)  # type: ignore[arg-type] # only the names are asked
    assert names.asked == [ANNA, BERT]
    assert slip.receiver_name == name
    assert [one.name for one in slip.people] == ["de heer B. Vos", "mevrouw A. Zwart", ""]
    assert slip.others == {"card": 1}
