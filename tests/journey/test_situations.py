"""The table of situations in keys-and-exchange.md section 6 that no other test walks line by line.

Same bundle again, older counter, cut off, wrong recipient, unknown, expired and revoked sender,
newer format: test_exchange_refusals. Same counter or operation id with other content: test_orders.
"""

from dataclasses import replace

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.operations import (
    AppendDocument,
    HybridTime,
    Operation,
    OperationId,
    SetFields,
    Subject,
    SubjectKind,
    UnknownBody,
)
from huisbezoek.model.usecases.operation_lines import encode_operation
from huisbezoek.model.usecases.ports.people import ResidentFilter, ResidentQuestion
from huisbezoek.model.usecases.visitors import assign, end_assignment
from tests.journey.coordinators import carried, carry, second_coordinator
from tests.journey.laptops import RESIDENTS, canary, writing
from tests.journey.test_exchange_refusals import call

TIME = HybridTime(1_790_000_000_000, 0)


def today(laptops):
    return laptops.clock.now().date()


def next_of_riet(laptops) -> dict[str, object]:
    header = laptops.prepared(laptops.riet, laptops.coordinators_device()).header
    return {"counter": header.counter, "previous": header.previous}


def test_a_gap_is_named_asked_for_and_filled(enrolled):
    call(enrolled)
    lost = enrolled.to_coordinator()
    call(enrolled)
    applied = enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
    assert applied.missing == (2,)
    (receipt,) = enrolled.prepared(enrolled.coordinator, enrolled.riets_device()).header.receipts
    assert (receipt.counter, receipt.missing) == (3, (2,))
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    # What the lost file carried goes along until a file with it was read and confirmed.
    enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    prepared = enrolled.prepared(enrolled.riet, enrolled.coordinators_device())
    assert prepared.header.operations == 0
    assert enrolled.receive(enrolled.coordinator, lost).missing == ()


def test_a_change_whose_parent_never_came_is_kept_and_shown(enrolled):
    """It replaces a value that this laptop does not know; both that and its own value stay."""
    parent = OperationId(enrolled.riets_device(), 1, 500)
    orphan = Operation(
        OperationId(enrolled.riets_device(), 1, 501),
        Subject(SubjectKind.RESIDENT, RESIDENTS[0]),
        SetFields({"preferred_time": "ochtend"}, {"preferred_time": (parent,)}),
        TIME,
        enrolled.visitor,
    )
    path = enrolled.forge((encode_operation(orphan),), **next_of_riet(enrolled))
    assert enrolled.receive(enrolled.coordinator, path).new == 1
    with writing(enrolled.coordinator) as work:
        assert work.resident(RESIDENTS[0]).state.card.preferred_time == "ochtend"
        assert orphan in tuple(work.all_operations())
    late = replace(orphan, identifier=parent, body=SetFields({"preferred_time": "middag"}))
    path = enrolled.forge((encode_operation(late),), bundle="f" * 32, counter=9, previous=None)
    assert enrolled.receive(enrolled.coordinator, path).new == 1
    with writing(enrolled.coordinator) as work:
        assert work.resident(RESIDENTS[0]).state.card.preferred_time == "ochtend"


def test_a_visit_event_whose_visit_never_came_is_kept(enrolled):
    stray = Operation(
        OperationId(enrolled.riets_device(), 1, 600),
        Subject(SubjectKind.VISIT, "e" * 32),
        AppendDocument("card_sent", {"on": "2026-11-23"}),
        TIME,
        enrolled.visitor,
    )
    path = enrolled.forge((encode_operation(stray),), **next_of_riet(enrolled))
    assert enrolled.receive(enrolled.coordinator, path).new == 1
    with writing(enrolled.coordinator) as work:
        assert stray in tuple(work.all_operations())
    assert enrolled.coordinator.database.check(thorough=True).findings == ()


def test_an_empty_bundle_never_means_delete(enrolled):
    for _ in range(2):
        enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
        enrolled.receive(enrolled.riet, enrolled.to_riet())
    paths = (enrolled.to_coordinator(), enrolled.to_riet())
    for profile, path in zip((enrolled.coordinator, enrolled.riet), paths, strict=True):
        digest = profile.database.digest()
        applied = enrolled.receive(profile, path)
        assert (applied.operations, applied.new) == (0, 0)
        assert profile.database.digest() == digest
    with writing(enrolled.riet) as work:
        question = ResidentQuestion(today(enrolled), ResidentFilter.ALL)
        assert set(work.resident_ids(question)) == set(RESIDENTS[:2])


def test_unknown_kinds_are_kept_and_passed_on_between_coordinators_only(enrolled):
    joop = second_coordinator(enrolled)
    unknown = Operation(
        OperationId(enrolled.riets_device(), 1, 700),
        Subject(SubjectKind.RESIDENT, RESIDENTS[0]),
        UnknownBody("later_invention", {"secret": "zilverdistel"}),
        TIME,
        enrolled.visitor,
    )
    document = replace(
        unknown,
        identifier=OperationId(enrolled.riets_device(), 1, 701),
        body=AppendDocument("later_document", {"secret": "zilverdistel"}),
    )
    lines = tuple(encode_operation(one) for one in (unknown, document))
    path = enrolled.forge(lines, **next_of_riet(enrolled))
    assert enrolled.receive(enrolled.coordinator, path).new == 2
    carry(enrolled, enrolled.coordinator, joop)
    with writing(joop) as work:
        kept = {one.identifier: one for one in work.all_operations()}
    assert kept[unknown.identifier] == unknown
    assert kept[document.identifier] == document
    # Joop's laptop has it from another device, so it might go to Riet's: it does not.
    path = carried(enrolled, enrolled.coordinator, enrolled.riet)
    assert b"zilverdistel" not in b"".join(enrolled.lines_in(path, enrolled.riet))
    assert joop.database.digest() == enrolled.coordinator.database.digest()
    joop.database.close()


def test_a_visitor_hears_who_came_and_who_went_and_decides_nothing(enrolled):
    with writing(enrolled.coordinator) as work:
        assign(work, RESIDENTS[4:6], enrolled.visitor, today=today(enrolled))
        end_assignment(work, RESIDENTS[0], today=today(enrolled), reason="ruil")
        work.erase(Subject(SubjectKind.RESIDENT, RESIDENTS[1]), "asked")
    applied = enrolled.receive(enrolled.riet, enrolled.to_riet())
    assert {one.resident for one in applied.new_residents} == set(RESIDENTS[4:6])
    assert {one.resident for one in applied.ended_residents} == set(RESIDENTS[:2])
    names = {one.resident: one.name for one in (*applied.new_residents, *applied.ended_residents)}
    assert all(canary(number) in names[RESIDENTS[number]] for number in (0, 1, 4, 5))
    assert canary(4) not in repr(applied)
    applied = enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
    assert (applied.new_residents, applied.ended_residents) == ((), ())


def test_a_changed_card_of_a_resident_who_is_known_brings_nobody_new(enrolled):
    with writing(enrolled.coordinator) as work:
        card = work.resident(RESIDENTS[0]).state.card
        assert isinstance(card, ResidentCard)
        subject = Subject(SubjectKind.RESIDENT, RESIDENTS[0])
        work.change_card(subject, replace(card, telephone="+31600009999"))
    applied = enrolled.receive(enrolled.riet, enrolled.to_riet())
    assert applied.new == 1
    assert (applied.new_residents, applied.ended_residents) == ((), ())
