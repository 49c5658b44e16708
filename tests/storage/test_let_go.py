"""Letting go on a laptop, coming back, and erasures that reach what arrives later."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.events import (
    Assigned,
    AssignmentEnded,
    Listed,
    ReportHandedIn,
    VisitOrigin,
    VisitPlanned,
)
from huisbezoek.model.domain.merge import ForkError
from huisbezoek.model.domain.operations import Operation, Subject, SubjectKind
from huisbezoek.model.storage.database import StoredProfile
from huisbezoek.model.usecases.ports.drafts import Draft
from huisbezoek.model.usecases.ports.exchange import Union
from huisbezoek.model.usecases.ports.people import ResidentQuestion
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from tests.profiles import TODAY, TestFolder, identifier

RESIDENT = Subject(SubjectKind.RESIDENT, identifier(10))
NEIGHBOUR = Subject(SubjectKind.RESIDENT, identifier(11))
VISIT = Subject(SubjectKind.VISIT, identifier(20))
LATE_VISIT = Subject(SubjectKind.VISIT, identifier(21))
VISITOR = identifier(30)
MOMENT = datetime.fromisoformat("2026-11-22T10:00")


@pytest.fixture
def other(profile_folder: TestFolder, tmp_path: Path) -> Iterator[StoredProfile]:
    made = profile_folder.of_other_device(tmp_path / "other", 66).create()
    yield made
    made.close()


def do(database: StoredProfile, deed):
    writer = database.open_writer()
    try:
        with writer.writing() as writing:
            answer = deed(writing)
            writing.commit()
            return answer
    finally:
        writer.close()


def live(writing) -> list[Operation]:
    writing.change_card(RESIDENT, ResidentCard(surname="Puffelen", birth_date="1940-03-01"))
    writing.change_card(NEIGHBOUR, ResidentCard(surname="Jansen", birth_date="1941-03-01"))
    writing.record(RESIDENT, Listed(identifier(4), TODAY))
    writing.record(RESIDENT, Assigned(VISITOR, TODAY))
    writing.record(VISIT, VisitPlanned(RESIDENT.identifier, (), VisitOrigin.ROUND, TODAY))
    writing.record(VISIT, ReportHandedIn({"lines": ["een"]}, TODAY))
    return list(writing.all_operations())


def unite(database: StoredProfile, operations) -> Union:
    return do(database, lambda writing: writing.unite(operations))


def counts(database: StoredProfile) -> dict[str, int]:
    connection = database._file.connect("ro")
    tables = ("residents", "visits", "due_periods", "visit_links", "drafts", "tombstones")
    found = {
        name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608 - our own names
        for name in tables
    }
    connection.close()
    return found


def test_what_is_let_go_is_gone_from_lists_search_and_drafts_but_counts_on(
    database: StoredProfile,
) -> None:
    do(database, live)
    do(database, lambda writing: writing.save_draft(Draft(VISIT.identifier, {"a": "b"}, MOMENT)))
    before = database.mark()

    def let_go(writing) -> None:
        writing.let_go([RESIDENT, Subject(SubjectKind.RESIDENT, identifier(99))])
        assert writing.search_residents("Puffelen", 5) == ()
        assert writing.resident_ids(ResidentQuestion(TODAY)) == (NEIGHBOUR.identifier,)
        for question in (writing.resident, writing.visit):
            with pytest.raises(UnknownSubjectError):
                question(RESIDENT.identifier if question == writing.resident else VISIT.identifier)
        assert list(writing.operations_about([RESIDENT, VISIT])) == []
        assert writing.drafted_visits() == ()
        changes = writing.commit()
        assert changes.subjects == {RESIDENT, VISIT}
        assert changes.local == {"drafts"}

    do(database, let_go)
    assert database.mark() == before
    found = counts(database)
    assert (found["residents"], found["visits"], found["visit_links"]) == (1, 0, 0)
    assert found["tombstones"] == 5
    report = database.check(thorough=True)
    assert (report.findings, report.projections_equal) == ((), True)
    digest = database.digest()
    database.rebuild()
    assert (database.digest(), database.mark()) == (digest, before)


def test_the_same_operations_come_back_in_place_of_their_tombstones(
    database: StoredProfile, other: StoredProfile
) -> None:
    operations = do(database, live)
    unite(other, operations)
    do(other, lambda writing: writing.let_go([RESIDENT]))
    assert other.digest() != database.digest()
    assert unite(other, operations) == Union(
        5, 1, 0, {"card": 1, "listed": 1, "assigned": 1, "visit_planned": 1, "report_handed_in": 1}
    )
    assert (other.digest(), other.mark()) == (database.digest(), database.mark())
    assert counts(other)["tombstones"] == 0
    assert other.check(thorough=True).findings == ()


def test_a_fresh_assignment_after_letting_go_shows_the_resident_again(
    database: StoredProfile, other: StoredProfile
) -> None:
    unite(other, do(database, live))
    do(database, lambda work: work.record(RESIDENT, AssignmentEnded(VISITOR, TODAY)))
    do(other, lambda writing: writing.let_go([RESIDENT]))
    do(database, lambda work: work.record(RESIDENT, Assigned(VISITOR, TODAY)))
    unite(other, do(database, lambda work: list(work.all_operations())))
    with other.open_reader().reading() as reading:
        assert reading.resident(RESIDENT.identifier).state.visitors == (VISITOR,)
    assert (other.digest(), other.mark()) == (database.digest(), database.mark())


def test_work_here_goes_on_with_a_new_number_after_letting_go(database: StoredProfile) -> None:
    do(database, live)
    do(database, lambda writing: writing.let_go([RESIDENT]))
    made = do(database, lambda work: work.record(RESIDENT, Assigned(VISITOR, TODAY)))
    assert made.sequence == 7


def test_a_buried_id_that_comes_back_about_somebody_else_is_a_fork(
    database: StoredProfile, other: StoredProfile
) -> None:
    operations = do(database, live)
    unite(other, operations)
    do(other, lambda writing: writing.let_go([RESIDENT]))
    before = other.mark()
    with pytest.raises(ForkError):
        unite(other, [replace(operations[0], subject=NEIGHBOUR)])
    assert other.mark() == before


def test_an_erasure_that_arrives_takes_what_was_let_go_and_drafts_with_it(
    database: StoredProfile, other: StoredProfile
) -> None:
    operations = do(database, live)
    unite(other, operations)
    do(other, lambda writing: writing.save_draft(Draft(VISIT.identifier, {"a": "b"}, MOMENT)))
    do(database, lambda writing: writing.erase(RESIDENT, "asked"))
    erasing = do(database, lambda work: list(work.operations_about([RESIDENT, VISIT])))
    unite(other, erasing)
    assert counts(other)["drafts"] == 0
    do(other, lambda writing: writing.let_go([RESIDENT, NEIGHBOUR]))
    assert do(other, lambda work: list(work.operations_about([RESIDENT, VISIT]))) == erasing
    assert unite(other, operations) == Union(1, 0, 5, {"card": 1})


def late_visit(writing) -> list[Operation]:
    planned = VisitPlanned(RESIDENT.identifier, (), VisitOrigin.ROUND, TODAY)
    writing.record(LATE_VISIT, planned)
    writing.record(LATE_VISIT, ReportHandedIn({"lines": ["laat"]}, TODAY))
    return list(writing.operations_about([LATE_VISIT]))


@pytest.mark.parametrize("erased_first", [True, False])
def test_a_visit_of_which_the_eraser_did_not_know_is_erased_too(
    database: StoredProfile, other: StoredProfile, erased_first: bool
) -> None:
    unite(other, do(database, live))
    late = do(other, late_visit)
    do(database, lambda writing: writing.erase(RESIDENT, "asked"))
    erasing = do(database, lambda work: list(work.operations_about([RESIDENT, VISIT])))
    unite(other, erasing)
    unite(database, late if erased_first else late[::-1])
    for place in (database, other):
        assert do(place, lambda work: list(work.operations_about([LATE_VISIT]))) == []
        assert counts(place)["visits"] == 0
        assert place.check(thorough=True).findings == ()
    assert (other.digest(), other.mark()) == (database.digest(), database.mark())
    assert unite(database, late).erased == 2


def test_the_visit_that_arrives_before_its_plan_is_buried_with_it(
    database: StoredProfile, other: StoredProfile
) -> None:
    unite(other, do(database, live))
    planned, report = do(other, late_visit)
    do(database, lambda writing: writing.erase(RESIDENT, "asked"))
    unite(database, [report])
    assert counts(database)["visits"] == 1
    unite(database, [planned])
    assert counts(database)["visits"] == 0


def test_a_visit_that_was_withdrawn_is_in_no_list_and_comes_back(database: StoredProfile) -> None:
    do(database, live)
    before = database.digest()
    visit = [
        one.identifier for one in do(database, lambda work: list(work.operations_about([VISIT])))
    ]
    do(database, lambda writing: writing.withdraw(visit))
    assert counts(database)["visits"] == 0
    assert database.check(thorough=True).projections_equal
    do(database, lambda writing: writing.reinstate(visit))
    assert database.digest() == before
    do(database, lambda writing: writing.withdraw(visit))
    # What is hidden is erased all the same.
    do(database, lambda writing: writing.erase(RESIDENT, "asked"))
    assert len(do(database, lambda work: list(work.operations_about([VISIT])))) == 1


def test_reinstating_asks_for_known_operations(database: StoredProfile) -> None:
    operations = do(database, live)
    unknown = replace(operations[0].identifier, sequence=999)
    with pytest.raises(UnknownSubjectError):
        do(database, lambda writing: writing.reinstate([unknown]))


def test_what_a_bundle_brought_is_known_afterwards(
    database: StoredProfile, other: StoredProfile
) -> None:
    operations = do(database, live)
    first, second = operations[:2], operations
    do(other, lambda writing: writing.unite(first, "b1"))
    do(other, lambda writing: writing.unite(second, "b2"))
    do(other, lambda writing: writing.unite(operations))

    def arrived(bundle: str) -> tuple[Operation, ...]:
        return do(other, lambda writing: writing.arrivals(bundle))

    assert arrived("b1") == tuple(operations[:2])
    assert arrived("b2") == tuple(operations[2:])
    assert arrived("b3") == ()
    do(other, lambda writing: writing.let_go([RESIDENT]))
    assert arrived("b2") == ()
    do(other, lambda writing: writing.unite(operations[3:], "b2"))
    assert arrived("b2") == tuple(operations[3:])
    other.rebuild()
    assert arrived("b1") == (operations[1],)


def test_the_clock_of_what_came_back_is_kept(database: StoredProfile, other: StoredProfile) -> None:
    operations = do(database, live)
    unite(other, operations)
    do(other, lambda writing: writing.let_go([RESIDENT]))
    unite(other, operations)
    made = do(other, lambda work: work.record(RESIDENT, Assigned(VISITOR, TODAY)))
    clocks = {
        one.identifier: one.clock for one in do(other, lambda work: list(work.all_operations()))
    }
    assert clocks[made] == max(clocks.values())
