"""Operations that travel between real databases: union, forks, redaction, erasure, clocks."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.events import (
    Assigned,
    CallLogged,
    CallOutcome,
    Listed,
    ReportHandedIn,
    VisitOrigin,
    VisitPlanned,
)
from huisbezoek.model.domain.merge import ForkError
from huisbezoek.model.domain.operations import (
    Operation,
    OperationId,
    SetFields,
    Subject,
    SubjectKind,
    UnknownBody,
)
from huisbezoek.model.storage.database import StoredProfile
from huisbezoek.model.storage.journal import FARTHEST_AHEAD
from huisbezoek.model.storage.operation_runs import runs_of
from huisbezoek.model.usecases.ports.exchange import (
    AlreadyReadError,
    Direction,
    LedgerLine,
    OperationRun,
    Peer,
    Union,
)
from huisbezoek.model.usecases.ports.people import ResidentQuestion
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from tests.profiles import TODAY, TestFolder, fictional_people, identifier

RESIDENT = Subject(SubjectKind.RESIDENT, identifier(10))
VISIT = Subject(SubjectKind.VISIT, identifier(20))
CARD = ResidentCard(surname="Puffelen", birth_date="1940-03-01", telephone="06 0000 0001")
CANARY = "Kanariegeel"


@pytest.fixture
def other(profile_folder: TestFolder, tmp_path: Path) -> Iterator[StoredProfile]:
    made = profile_folder.of_other_device(tmp_path / "other", 66).create()
    yield made
    made.close()


def record_a_life(database: StoredProfile) -> list[Operation]:
    writer = database.open_writer()
    with writer.writing() as writing:
        writing.change_card(RESIDENT, CARD)
        writing.record(RESIDENT, Listed(identifier(4), TODAY))
        writing.record(RESIDENT, Assigned(identifier(30), TODAY))
        writing.record(VISIT, VisitPlanned(RESIDENT.identifier, (), VisitOrigin.ROUND, TODAY))
        writing.record(
            VISIT, CallLogged(CallOutcome.YES, datetime.fromisoformat("2026-11-22T10:00"))
        )
        writing.record(VISIT, ReportHandedIn({"lines": [CANARY, "twee"]}, TODAY))
        writing.add_residents(fictional_people(5))
        writing.commit()
        operations = list(writing.all_operations())
    writer.close()
    return operations


def runs(operations: list[OperationId]) -> list[OperationRun]:
    return [OperationRun(*run) for run in runs_of(operations)]


def receive(database: StoredProfile, operations: list[Operation]) -> Union:
    writer = database.open_writer()
    try:
        with writer.writing() as writing:
            union = writing.unite(operations)
            writing.commit()
            return union
    finally:
        writer.close()


def test_the_same_operations_give_the_same_rows_in_any_order_and_pieces(
    database: StoredProfile, other: StoredProfile
) -> None:
    operations = record_a_life(database)
    assert len(operations) == 6 + 10
    chance = random.Random(3)
    shuffled = operations * 2
    chance.shuffle(shuffled)
    unions = [receive(other, shuffled[at : at + 7]) for at in range(0, len(shuffled), 7)]
    assert sum(union.new for union in unions) == len(operations)
    assert sum(union.known for union in unions) == len(operations)
    assert other.digest() == database.digest()
    assert other.mark() == database.mark()
    other.rebuild()
    assert other.digest() == database.digest()


def test_what_was_new_is_counted_by_kind(database: StoredProfile, other: StoredProfile) -> None:
    union = receive(other, record_a_life(database))
    assert union.kinds == {
        "card": 6,
        "listed": 6,
        "assigned": 1,
        "visit_planned": 1,
        "call_logged": 1,
        "report_handed_in": 1,
    }


def test_operations_are_asked_for_by_subject_and_by_device(database: StoredProfile) -> None:
    operations = record_a_life(database)
    device = operations[0].identifier.device
    with database.open_writer().writing() as writing:
        about = list(writing.operations_about([VISIT]))
        assert {known.subject for known in about} == {VISIT}
        assert len(about) == 3
        assert list(writing.operations_since(device, 10)) == operations[10:]
        assert list(writing.operations_since(identifier(99), 0)) == []
        assert writing.own_sequence() == (device, 1, len(operations))


def test_narrowed_operations_are_widened_by_what_comes_later(
    database: StoredProfile, other: StoredProfile
) -> None:
    operations = record_a_life(database)
    whole = operations[0]
    assert isinstance(whole.body, SetFields)
    narrow = replace(whole, body=SetFields({"surname": "Puffelen"}))
    assert receive(other, [narrow, *operations[1:]]).new == len(operations)
    with other.open_reader().reading() as reading:
        assert reading.resident(RESIDENT.identifier).state.card.telephone == ""
    assert receive(other, [whole]) == Union(0, 1, 0)
    assert other.digest() == database.digest()


def test_parts_that_arrive_side_by_side_are_united(
    database: StoredProfile, other: StoredProfile
) -> None:
    operations = record_a_life(database)
    narrow = replace(operations[0], body=SetFields({"surname": "Puffelen"}))
    united = receive(other, [narrow, *operations, narrow])
    assert united.new == len(operations)
    assert united.known == 2
    assert (other.digest(), other.mark()) == (database.digest(), database.mark())


def test_the_same_id_with_other_content_changes_nothing(
    database: StoredProfile, other: StoredProfile
) -> None:
    operations = record_a_life(database)
    receive(other, operations)
    before = (other.digest(), other.mark())
    forked = replace(operations[0], body=SetFields({"surname": "Anders"}))
    elsewhere = replace(operations[0], subject=Subject("resident", identifier(11)))
    for fork in (forked, elsewhere):
        with pytest.raises(ForkError):
            receive(other, [operations[1], fork])
    assert (other.digest(), other.mark()) == before


def test_unknown_kinds_are_kept_and_passed_on(
    database: StoredProfile, other: StoredProfile
) -> None:
    operations = record_a_life(database)
    later = replace(operations[1], body=UnknownBody("weave", {"threads": [1, 2]}))
    receive(other, [operations[0], later])
    with other.open_writer().writing() as writing:
        assert list(writing.operations_about([RESIDENT])) == [operations[0], later]


def test_what_was_withdrawn_is_hidden_but_kept(database: StoredProfile) -> None:
    record_a_life(database)
    writer = database.open_writer()
    with writer.writing() as writing:
        imported = [
            operation.identifier
            for operation in writing.all_operations()
            if operation.subject.identifier >= identifier(1000)
        ]
        writing.withdraw(imported)
        assert writing.resident_ids(ResidentQuestion(TODAY)) == (RESIDENT.identifier,)
        writing.commit()
    writer.close()
    digest = database.digest()
    database.rebuild()
    assert database.digest() == digest
    assert database.mark().operations == 16 + 5


def test_a_redacted_line_is_gone_from_every_byte_and_stays_gone(
    database: StoredProfile, other: StoredProfile
) -> None:
    operations = record_a_life(database)
    report = operations[5]
    writer = database.open_writer()
    with writer.writing() as writing:
        writing.redact(report.identifier, "report/lines/0")
        assert writing.visit(VISIT.identifier).report == {"lines": [None, "twee"]}
        writing.commit()
        travelling = list(writing.all_operations())
    writer.close()
    # The old whole line comes back from a laptop that had not heard: still gone.
    assert receive(database, [report]) == Union(0, 1, 0, removed=True)
    assert CANARY not in everything_in(database)
    # The laptop hears of it with the old line in its own journal, in either order.
    receive(other, operations)
    assert CANARY in everything_in(other)
    receive(other, travelling)
    assert CANARY not in everything_in(other)
    assert other.digest() == database.digest()


def test_an_erased_resident_leaves_a_tombstone_and_never_returns(
    database: StoredProfile, other: StoredProfile, profile_folder: TestFolder
) -> None:
    operations = record_a_life(database)
    receive(other, operations)
    before = database.mark()
    writer = database.open_writer()
    with writer.writing() as writing:
        writing.erase(RESIDENT, "asked")
        with pytest.raises(UnknownSubjectError):
            writing.resident(RESIDENT.identifier)
        with pytest.raises(UnknownSubjectError):
            writing.visit(VISIT.identifier)
        with pytest.raises(UnknownSubjectError):
            writing.record(RESIDENT, Listed(identifier(4), TODAY))
        writing.commit()
        erasing = list(writing.operations_about([RESIDENT, VISIT]))
    writer.close()
    assert len(erasing) == 2
    assert CANARY not in everything_in(database)
    assert database.mark().operations == before.operations + 2
    assert receive(database, operations[:6]) == Union(0, 0, 6)
    assert database.mark().operations == before.operations + 2
    assert receive(other, erasing).new == 2
    assert CANARY not in everything_in(other)
    assert other.digest() == database.digest()
    assert other.mark() == database.mark()
    assert database.check(thorough=True).findings == ()
    database.rebuild()
    assert database.digest() == other.digest()


def test_an_erasure_may_arrive_before_what_it_erases(
    database: StoredProfile, other: StoredProfile
) -> None:
    operations = record_a_life(database)
    writer = database.open_writer()
    with writer.writing() as writing:
        writing.erase(RESIDENT, "asked")
        writing.commit()
        after = list(writing.all_operations())
    writer.close()
    receive(other, after)
    assert receive(other, operations).erased == 6
    assert (other.digest(), other.mark()) == (database.digest(), database.mark())


def everything_in(database: StoredProfile) -> str:
    """All that the decrypted database holds, deleted pages not included."""
    connection = database._file.connect("ro")
    tables = [
        row[0]
        for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not row[0].startswith("resident_names")
    ]
    found = [str(row) for name in tables for row in connection.execute(f"SELECT * FROM {name}")]  # noqa: S608 - names of our own tables and columns
    connection.close()
    return "\n".join(found)


def test_the_clock_never_goes_back_and_a_far_future_does_not_move_it(
    database: StoredProfile, other: StoredProfile, profile_folder: TestFolder
) -> None:
    operations = record_a_life(other)
    clock = profile_folder.clock
    ours = int(clock.present.timestamp() * 1000)
    far = replace(operations[0].clock, milliseconds=ours + 80 * 365 * 86_400_000)
    near = replace(operations[1].clock, milliseconds=ours + FARTHEST_AHEAD // 2)
    receive(database, [replace(operations[0], clock=far), replace(operations[1], clock=near)])
    clock.present -= timedelta(days=400)
    writer = database.open_writer()
    with writer.writing() as writing:
        made = [writing.record(RESIDENT, Listed(identifier(4), TODAY)) for _ in range(3)]
        writing.commit()
        by_id = {known.identifier: known.clock for known in writing.all_operations()}
    clocks = [by_id[identifier_] for identifier_ in made]
    assert clocks == sorted(set(clocks))
    assert clocks[0] > near
    assert clocks[-1] < far


def test_ledger_peers_and_what_was_sent_are_kept(database: StoredProfile) -> None:
    line = LedgerLine(
        "b1",
        Direction.RECEIVED,
        identifier(66),
        1,
        "00",
        3,
        datetime.fromisoformat("2026-11-20T09:00"),
        {"card": 1},
    )
    peer = Peer(identifier(66), identifier(30), "visitor", "Anneke", receiving_key="ab")
    operations = record_a_life(database)
    sent = [known.identifier for known in operations[:3]]
    writer = database.open_writer()
    with writer.writing() as writing:
        writing.save_peer(replace(peer, receiving_key=""))
        writing.save_peer(peer)
        writing.add_ledger_line(line)
        writing.mark_sent(peer.device, 1, runs(sent[:2]))
        writing.mark_sent(peer.device, 2, runs(sent[2:]))
        assert writing.commit().local == {"peers", "ledger"}
    with writer.writing() as writing:
        assert writing.peers() == (peer,)
        assert writing.ledger() == (line,)
        assert writing.sent_to(peer.device, 1) == frozenset(sent[:2])
        assert writing.sent_to(peer.device, 9) == frozenset(sent)
        with pytest.raises(AlreadyReadError):
            writing.add_ledger_line(line)
        writing.add_ledger_line(replace(line, direction=Direction.SENT))
        assert writing.local_value("roster") is None
        writing.save_local_value("roster", "1")
        writing.save_local_value("roster", "2")
        assert writing.local_value("roster") == "2"
