"""Whom a coordinator can write to, for whom there is something new, and what is not confirmed."""

from dataclasses import replace

from huisbezoek.model.domain.office_events import RevokedReason
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.exchange_desk import (
    DeskView,
    Unreachable,
    UnreachablePerson,
    desk_view,
    news_for,
    pack,
)
from huisbezoek.model.usecases.laptops import revoke_laptop
from huisbezoek.model.usecases.packing_slip import PackedWhy, PackingSlip
from tests.journey.coordinators import carry, second_coordinator
from tests.journey.laptops import RESIDENTS, Laptops, writing


def seen(laptops: Laptops) -> DeskView:
    with writing(laptops.coordinator) as work:
        return desk_view(work, laptops.parts.exchange(laptops.coordinator))


def news(laptops: Laptops, device: str) -> PackingSlip | None:
    exchange = laptops.parts.exchange(laptops.coordinator)
    with writing(laptops.coordinator) as work:
        return news_for(work, exchange, device, now=laptops.clock.now())


def change(laptops: Laptops, number: int = 0) -> None:
    resident = Subject(SubjectKind.RESIDENT, RESIDENTS[number])
    with writing(laptops.coordinator) as work:
        card = work.resident(resident.identifier).state.card
        work.change_card(resident, replace(card, good_to_know="Bel twee keer aan."))


def test_who_has_not_answered_the_start_file_is_named_and_not_written_to(laptops) -> None:
    view = seen(laptops)
    assert view.exchange.partners == ()
    today = laptops.clock.now().date()
    assert view.unreachable == (UnreachablePerson("Riet Jansen", Unreachable.NO_ANSWER, today),)


def test_whose_laptop_was_revoked_is_named_and_not_written_to(enrolled) -> None:
    now = enrolled.clock.now()
    with writing(enrolled.coordinator) as work:
        exchange = enrolled.parts.exchange(enrolled.coordinator)
        revoke_laptop(
            work, exchange, enrolled.riets_device(), RevokedReason.LOST, noticed_at=now, now=now
        )
    view = seen(enrolled)
    assert view.exchange.partners == ()
    assert UnreachablePerson("Riet Jansen", Unreachable.REVOKED) in view.unreachable
    assert view.unconfirmed == {}


def test_a_file_that_was_not_confirmed_is_known_by_its_day(enrolled) -> None:
    first = enrolled.clock.now().date()
    assert seen(enrolled).unconfirmed == {enrolled.riets_device(): first}
    enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
    assert seen(enrolled).unconfirmed == {}
    enrolled.clock.forward(days=2)
    change(enrolled)
    enrolled.to_riet()
    enrolled.clock.forward(days=2)
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
    lost = seen(enrolled).unconfirmed[enrolled.riets_device()]
    assert (lost - first).days == 2, "a file that never came is not confirmed by the next one"


def test_the_counters_that_were_read_tell_a_gap(enrolled) -> None:
    assert seen(enrolled).received[enrolled.riets_device()] == {1}
    enrolled.to_coordinator()
    enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
    assert seen(enrolled).received[enrolled.riets_device()] == {1, 3}


def test_there_is_news_until_it_went_along_and_again_after_a_change(enrolled) -> None:
    device = enrolled.riets_device()
    assert news(enrolled, device) is None
    change(enrolled)
    slip = news(enrolled, device)
    assert slip is not None
    assert PackedWhy.CHANGED in {one.why for one in slip.people}
    enrolled.to_riet()
    assert news(enrolled, device) is None, "not confirmed yet, but it went along"
    change(enrolled, 5)
    assert news(enrolled, device) is None, "about somebody else's resident"


def test_a_coordinator_has_news_of_everything(enrolled) -> None:
    joop = second_coordinator(enrolled)
    device = joop.identity.device
    partners = seen(enrolled).exchange.partners
    assert [(one.name, one.role) for one in partners] == [
        ("Joop Smit", "coordinator"),
        ("Riet Jansen", "visitor"),
    ]
    carry(enrolled, enrolled.coordinator, joop)
    assert news(enrolled, device) is None
    change(enrolled, 5)
    assert news(enrolled, device) is not None
    joop.database.close()


def test_the_slip_is_that_of_the_file(enrolled) -> None:
    change(enrolled)
    exchange = enrolled.parts.exchange(enrolled.coordinator)
    with writing(enrolled.coordinator) as work:
        packed = pack(work, exchange, enrolled.riets_device(), now=enrolled.clock.now())
    assert packed.slip.receiver_name == "Riet Jansen"
    assert packed.prepared.header.recipient == enrolled.riets_device()
    assert any("good_to_know" in one.fields for one in packed.slip.people)
