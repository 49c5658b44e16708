"""A deed that was undone before it left: every laptop says the same, as if it was never done."""

from dataclasses import replace

from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.undo import DeedName
from huisbezoek.model.usecases.follow_up import NewSignal, SignalKind, raise_signal
from huisbezoek.model.usecases.residents import StopReason, stop_contact
from huisbezoek.model.usecases.sending import carry_bundle, keep_sent, seal_bundle
from huisbezoek.model.usecases.undo import Obstacle, last_deed, undo_deed
from huisbezoek.model.usecases.visitors import change_visitor
from tests.journey.coordinators import carry, second_coordinator
from tests.journey.laptops import RESIDENTS, writing
from tests.journey.test_exchange_refusals import call


def undo(profile) -> DeedName:
    with writing(profile) as work:
        deed = last_deed(work)
        undo_deed(work, deed)
    return deed.name


def calls(profile, laptops) -> int:
    with writing(profile) as work:
        return work.visit(laptops.made.visits[0]).calls


def digests(*profiles) -> set[str]:
    return {one.database.digest() for one in profiles}


def test_what_a_visitor_undid_is_nowhere_after_the_exchange(enrolled):
    before = digests(enrolled.coordinator)
    call(enrolled)
    undo(enrolled.riet)
    with writing(enrolled.riet) as work:
        new = NewSignal(SignalKind.GRIEF, "Mist haar zus.")
        random_bytes = enrolled.parts.random_bytes
        raise_signal(
            work, RESIDENTS[0], new, on=enrolled.clock.now().date(), random_bytes=random_bytes
        )
    undo(enrolled.riet)
    with writing(enrolled.riet) as work:
        card = next(one.card for one in work.visitors() if one.visitor == enrolled.visitor)
        change_visitor(work, enrolled.visitor, replace(card, telephone="+31600000042"))
    assert undo(enrolled.riet) is DeedName.VISITOR_CHANGED
    applied = enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
    # Both the deed and its undo travel; together they say nothing.
    assert applied.new == 6
    assert digests(enrolled.coordinator) == before
    assert calls(enrolled.coordinator, enrolled) == 0


def test_what_a_coordinator_undid_is_on_no_other_laptop(enrolled):
    joop = second_coordinator(enrolled)
    carry(enrolled, joop, enrolled.coordinator)
    riet_before = digests(enrolled.riet)
    today = enrolled.clock.now().date()
    with writing(enrolled.coordinator) as work:
        stop_contact(work, RESIDENTS[0], StopReason.DECEASED, today)
        other = work.resident(RESIDENTS[1]).state.card
        work.change_card(
            Subject(SubjectKind.RESIDENT, RESIDENTS[1]), replace(other, telephone="+31600000043")
        )
    assert undo(enrolled.coordinator) is DeedName.DECEASED
    carry(enrolled, enrolled.coordinator, joop)
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    assert len(digests(enrolled.coordinator, joop)) == 1
    assert digests(enrolled.riet) == riet_before
    joop.database.close()


def test_a_deed_that_was_undone_while_its_file_was_being_made_comes_right_with_the_next(enrolled):
    """Until the file is kept as sent nothing has left; the undo follows in the next one."""
    before = digests(enrolled.coordinator)
    call(enrolled)
    device = enrolled.coordinators_device()
    exchange = enrolled.parts.exchange(enrolled.riet)
    sealed = seal_bundle(exchange, enrolled.prepared(enrolled.riet, device))
    undo(enrolled.riet)
    with writing(enrolled.riet) as work:
        keep_sent(work, sealed, now=enrolled.clock.now())
    day = enrolled.clock.now().date()
    first = carry_bundle(exchange, sealed, enrolled.stick, today=day).path
    enrolled.receive(enrolled.coordinator, first)
    assert calls(enrolled.coordinator, enrolled) == 1
    enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
    assert digests(enrolled.coordinator) == before


def test_after_a_file_was_made_its_deeds_are_no_longer_undone(enrolled):
    call(enrolled)
    enrolled.to_coordinator()
    with writing(enrolled.riet) as work:
        assert last_deed(work).obstacle is Obstacle.LEFT
    call(enrolled, 1)
    undo(enrolled.riet)
    with writing(enrolled.riet) as work:
        assert last_deed(work).obstacle is Obstacle.LEFT


def test_what_came_in_since_does_not_stand_in_the_way(enrolled):
    with writing(enrolled.coordinator) as work:
        card = work.resident(RESIDENTS[3]).state.card
        work.change_card(
            Subject(SubjectKind.RESIDENT, RESIDENTS[3]), replace(card, telephone="+31600000044")
        )
    call(enrolled)
    enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
    assert undo(enrolled.coordinator) is DeedName.CARD_CHANGED
    assert calls(enrolled.coordinator, enrolled) == 1
    with writing(enrolled.coordinator) as work:
        assert work.resident(RESIDENTS[3]).state.card == card
