"""What went to whom: runs that never overlap, and what a peer has not confirmed."""

import random
from dataclasses import astuple, replace

import pytest

from huisbezoek.model.domain.events import Listed
from huisbezoek.model.domain.operations import OperationId, Subject, SubjectKind
from huisbezoek.model.storage.database import StoredProfile
from huisbezoek.model.storage.operation_runs import runs_of
from huisbezoek.model.usecases.operation_lines import decode_operation, encode_operation
from huisbezoek.model.usecases.ports.exchange import OperationRun, Peer
from tests.profiles import TODAY, fictional_people, identifier

OWN = identifier(2)
PEER = Peer(identifier(66), identifier(30), "visitor", "Riet Jansen", incarnation=2)


def ids(*sequences: int, device: str = OWN, incarnation: int = 1) -> set[OperationId]:
    return {OperationId(device, incarnation, sequence) for sequence in sequences}


def runs(operations) -> list[OperationRun]:
    return [OperationRun(*run) for run in runs_of(operations)]


@pytest.fixture
def writing(database: StoredProfile):
    """Twelve operations of this device, and three of the peer's device in two lives."""
    writer = database.open_writer()
    with writer.writing() as work:
        work.add_residents(fictional_people(6))
        one = next(iter(work.all_operations()))
        work.unite(
            replace(one, identifier=OperationId(PEER.device, incarnation, sequence))
            for incarnation, sequence in ((1, 1), (1, 2), (2, 1))
        )
        yield work
    writer.close()


def unconfirmed(writing, peer: Peer, **asked) -> set[OperationId]:
    found = list(writing.unconfirmed(peer, **asked))
    assert [one.identifier for one in found] == sorted(one.identifier for one in found)
    lines = list(writing.unconfirmed_lines(peer, **asked))
    assert [decode_operation(line.line) for line in lines] == found
    assert [line.line for line in lines] == [encode_operation(one) for one in found]
    assert [line[:5] for line in lines] == [
        (*astuple(one.identifier), *astuple(one.subject)) for one in found
    ]
    return {one.identifier for one in found}


def test_runs_hold_exactly_their_operations() -> None:
    assert list(runs_of([])) == []
    mixed = [*ids(5, 1, 2, 3, 7), *ids(4, incarnation=2), *ids(8, device="a")]
    assert list(runs_of([*mixed, mixed[0]])) == [
        (OWN, 1, 1, 3), (OWN, 1, 5, 5), (OWN, 1, 7, 7), (OWN, 2, 4, 4), ("a", 1, 8, 8),
    ]  # fmt: skip


def test_a_peer_gets_all_but_what_it_made_in_its_present_life(writing) -> None:
    earlier_life = ids(1, 2, device=PEER.device)
    assert unconfirmed(writing, PEER) == ids(*range(1, 13)) | earlier_life
    assert unconfirmed(writing, PEER, made_by=OWN) == ids(*range(1, 13))
    assert unconfirmed(writing, PEER, made_by=identifier(98)) == set()
    never_restored = replace(PEER, incarnation=1)
    assert unconfirmed(writing, never_restored) == ids(*range(1, 13))


def test_only_these_subjects_are_asked_for(writing) -> None:
    person = Subject(SubjectKind.RESIDENT, identifier(1001))
    assert unconfirmed(writing, PEER, about=[person, person]) == ids(3, 4)
    assert unconfirmed(writing, PEER, about=[]) == set()
    writing.record(person, Listed(identifier(4), TODAY))
    assert unconfirmed(writing, PEER, about=[person]) == ids(3, 4, 13)


def test_what_the_peer_acknowledged_is_left_out_and_what_got_lost_is_not(writing) -> None:
    writing.mark_sent(PEER.device, 1, runs(ids(1, 2, 3)))
    writing.mark_sent(PEER.device, 2, runs(ids(5, 6)))
    writing.mark_sent(identifier(67), 1, runs(ids(*range(1, 13))))
    own = {"made_by": OWN}
    assert unconfirmed(writing, PEER, **own) == ids(*range(1, 13))
    first = replace(PEER, acknowledged=1)
    assert unconfirmed(writing, first, **own) == ids(*range(4, 13))
    second = replace(PEER, acknowledged=2, unread=(1,))
    assert unconfirmed(writing, second, **own) == ids(1, 2, 3, 4, *range(7, 13))
    assert writing.confirmed(second, ids(1, 4, 5)) == ids(5)
    assert writing.confirmed(first, [*ids(1, 4, 5), *ids(1, incarnation=9)]) == ids(1)


def test_of_what_was_sent_again_the_last_bundle_counts(writing) -> None:
    writing.mark_sent(PEER.device, 1, runs(ids(*range(1, 11))))
    writing.mark_sent(PEER.device, 2, runs(ids(4, 5, 9)))
    first = replace(PEER, acknowledged=1)
    assert unconfirmed(writing, first, made_by=OWN) == ids(4, 5, 9, 11, 12)
    assert writing.sent_to(PEER.device, 1) == ids(1, 2, 3, 6, 7, 8, 10)
    assert writing.sent_to(PEER.device, 2) == ids(*range(1, 11))


def test_what_went_after_the_last_receipt_stays_where_it_is(writing) -> None:
    writing.mark_sent(PEER.device, 1, runs(ids(1, 2)))
    writing.mark_sent(PEER.device, 2, runs(ids(3)))
    writing.mark_sent(PEER.device, 3, runs(ids(1, 2, 3)), settled=1)
    assert writing.sent_to(PEER.device, 1) == set()
    assert writing.sent_to(PEER.device, 2) == ids(3)
    assert writing.sent_to(PEER.device, 3) == ids(1, 2, 3)
    writing.mark_sent(PEER.device, 4, runs(ids(2)))
    writing.mark_sent(PEER.device, 5, runs(ids(1, 2, 3)), settled=3)
    assert writing.sent_to(PEER.device, 4) == ids(2)
    assert writing.sent_to(PEER.device, 5) == ids(1, 2, 3)


@pytest.mark.parametrize("settles", [False, True])
def test_runs_agree_with_one_row_for_each_operation(writing, settles: bool) -> None:
    """300 bundles of random runs against a plain table."""
    chance = random.Random(5)
    plain: dict[OperationId, int] = {}
    for counter in range(1, 301):
        sent = ids(*chance.sample(range(1, 13), chance.randint(1, 9)))
        settled = chance.randint(0, counter) if settles else None
        writing.mark_sent(PEER.device, counter, runs(sent), settled=settled)
        for one in sent:
            if settled is None or plain.get(one, 0) <= settled:
                plain[one] = counter
        acknowledged = chance.randint(0, counter)
        unread = tuple(chance.sample(range(1, acknowledged + 1), min(acknowledged, 3)))
        peer = replace(PEER, acknowledged=acknowledged, unread=unread)
        expected = {
            one for one, last in plain.items() if last <= acknowledged and last not in unread
        }
        everything = ids(*range(1, 13))
        assert writing.confirmed(peer, everything) == expected
        assert unconfirmed(writing, peer, made_by=OWN) == everything - expected
