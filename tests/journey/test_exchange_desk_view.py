"""Whom a coordinator can write to, for whom there is something new, and what is not confirmed."""

from dataclasses import replace

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.events import (
    AssignmentEnded,
    CallLogged,
    CallOutcome,
    Died,
    Event,
    HandOverNotes,
    Listed,
    ReportHandedIn,
    VisitOrigin,
    VisitPlanned,
)
from huisbezoek.model.domain.office_events import RevokedReason
from huisbezoek.model.domain.operations import SetFields, Subject, SubjectKind
from huisbezoek.model.usecases.exchange_desk import (
    DeskView,
    Unreachable,
    UnreachablePerson,
    desk_view,
    news_for,
    pack,
)
from huisbezoek.model.usecases.exchange_view import exchange_view
from huisbezoek.model.usecases.hand_over import hand_over
from huisbezoek.model.usecases.laptop_contents import confirm_removals, remove_residents
from huisbezoek.model.usecases.laptops import revoke_laptop
from huisbezoek.model.usecases.packing_slip import PackedContents, PackedWhy
from huisbezoek.model.usecases.visitors import assign
from tests.journey.coordinators import begin, carry, new_person, second_coordinator, start_file
from tests.journey.laptops import RESIDENTS, Laptops, operations_of, writing


def seen(laptops: Laptops) -> DeskView:
    with writing(laptops.coordinator) as work:
        return desk_view(work, laptops.parts.exchange(laptops.coordinator))


def news(laptops: Laptops, device: str) -> PackedContents | None:
    """What is said to be new; it is there exactly when a file would bring what never went."""
    exchange = laptops.parts.exchange(laptops.coordinator)
    prepared = laptops.prepared(laptops.coordinator, device)
    with writing(laptops.coordinator) as work:
        found = news_for(work, exchange, device, now=laptops.clock.now())
        sent = work.sent_to(device, prepared.peer.sent_counter)
    assert (found is not None) == bool(operations_of(prepared) - sent)
    return found


def reasons(found: PackedContents | None) -> dict[str, PackedWhy]:
    """Of each resident of whom something is new, why."""
    assert found is not None
    return {one.resident: one.why for one in found.people}


def record(laptops: Laptops, *happened: tuple[Subject, Event]) -> None:
    with writing(laptops.coordinator) as work:
        for subject, event in happened:
            work.record(subject, event)


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


def test_people_of_the_same_name_are_told_apart(enrolled) -> None:
    now = enrolled.clock.now()
    person = new_person(enrolled, enrolled.coordinator, "Riet Jansen", "visitor")
    other = begin(enrolled, "other", start_file(enrolled, enrolled.coordinator, person))
    unanswered = UnreachablePerson("Riet Jansen", Unreachable.NO_ANSWER, now.date())
    assert seen(enrolled).unreachable == (unanswered,)
    assert carry(enrolled, other, enrolled.coordinator).enrolled
    assert seen(enrolled).unreachable == ()
    with writing(enrolled.coordinator) as work:
        exchange = enrolled.parts.exchange(enrolled.coordinator)
        device = enrolled.riets_device()
        revoke_laptop(work, exchange, device, RevokedReason.LOST, noticed_at=now, now=now)
    view = seen(enrolled)
    assert [one.device for one in view.exchange.partners] == [other.identity.device]
    assert UnreachablePerson("Riet Jansen", Unreachable.REVOKED) in view.unreachable
    other.database.close()


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
    assert reasons(news(enrolled, device)) == {RESIDENTS[0]: PackedWhy.CHANGED}
    enrolled.to_riet()
    assert news(enrolled, device) is None, "not confirmed yet, but it went along"
    change(enrolled, 5)
    assert news(enrolled, device) is None, "about somebody else's resident"


def test_with_the_first_file_to_a_laptop_everybody_is_new(laptops) -> None:
    laptops.receive(laptops.coordinator, laptops.to_coordinator())
    device = laptops.riets_device()
    everybody = dict.fromkeys(RESIDENTS[:2], PackedWhy.NEW)
    assert reasons(news(laptops, device)) == everybody
    prepared = laptops.prepared(laptops.coordinator, device)
    assert reasons(prepared.contents) == everybody
    laptops.to_riet()
    assert news(laptops, device) is None


def test_news_is_only_what_this_visitor_may_see(enrolled) -> None:
    device, first = enrolled.riets_device(), Subject(SubjectKind.RESIDENT, RESIDENTS[0])
    today = enrolled.clock.now().date()
    record(enrolled, (first, Listed("e" * 32, today)))
    assert news(enrolled, device) is None
    with writing(enrolled.coordinator) as work:
        assign(work, [RESIDENTS[4]], enrolled.visitor, today=today)
    assert reasons(news(enrolled, device)) == {RESIDENTS[4]: PackedWhy.NEW}


def test_who_stopped_is_no_news_but_that_they_stopped(enrolled) -> None:
    device = enrolled.riets_device()
    today = enrolled.clock.now().date()
    with writing(enrolled.coordinator) as work:
        assign(work, [RESIDENTS[4]], enrolled.visitor, today=today)
    stopped = [Subject(SubjectKind.RESIDENT, RESIDENTS[number]) for number in (0, 4)]
    record(enrolled, *((one, Died(today)) for one in stopped))
    change(enrolled, 0)
    found = news(enrolled, device)
    assert reasons(found) == {RESIDENTS[0]: PackedWhy.CHANGED}, "the other never came there"
    (person,) = found.people
    assert person.fields == ()
    enrolled.to_riet()
    assert news(enrolled, device) is None


def test_who_is_handed_over_ended_or_erased_is_news_for_the_laptop_that_has_them(enrolled) -> None:
    device = enrolled.riets_device()
    today = enrolled.clock.now().date()
    second = Subject(SubjectKind.RESIDENT, RESIDENTS[1])
    bea = new_person(enrolled, enrolled.coordinator, "Bea Vos", "visitor")
    with writing(enrolled.coordinator) as work:
        for to_visitor, residents in ((bea, RESIDENTS[:1]), (enrolled.visitor, RESIDENTS[5:6])):
            assign(work, RESIDENTS[5:6], bea, today=today)
            hand_over(
                work,
                residents,
                to_visitor,
                today=today,
                reason="Bea is ziek",
                notes=HandOverNotes.NOTHING,
            )
    assert reasons(news(enrolled, device)) == {
        RESIDENTS[0]: PackedWhy.ENDED,
        RESIDENTS[5]: PackedWhy.HANDED_OVER,
    }
    enrolled.to_riet()
    with writing(enrolled.coordinator) as work:
        visit = work.resident(second.identifier).visits[0].visit
        work.erase(second, "request")
        work.erase(Subject(SubjectKind.VISIT, visit), "request")
    assert reasons(news(enrolled, device)) == {RESIDENTS[1]: PackedWhy.ERASED}
    enrolled.to_riet()
    assert news(enrolled, device) is None


def test_what_happens_to_a_visit_of_who_left_the_laptop_is_no_news(enrolled) -> None:
    device = enrolled.riets_device()
    first = Subject(SubjectKind.RESIDENT, RESIDENTS[0])
    today = enrolled.clock.now().date()
    visit = Subject(SubjectKind.VISIT, enrolled.made.visits[0])
    record(enrolled, (first, AssignmentEnded(enrolled.visitor, today)))
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    parts = enrolled.parts.exchange(enrolled.riet)
    with writing(enrolled.riet) as work:
        remove_residents(work, parts, RESIDENTS[:1])
    with writing(enrolled.riet) as work:
        assert confirm_removals(work, parts, today=today) == RESIDENTS[:1]
    enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
    assert news(enrolled, device) is None
    with writing(enrolled.coordinator) as work:
        called = work.record(visit, CallLogged(CallOutcome.NO_ANSWER, enrolled.clock.now()))
        work.withdraw([called])
    assert news(enrolled, device) is None


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


def test_what_came_without_what_was_before_it_is_counted_until_that_comes(enrolled) -> None:
    today = enrolled.clock.now().date()
    joop = second_coordinator(enrolled)
    assert seen(enrolled).exchange.incomplete == 0
    visit, unknown = (Subject(SubjectKind.VISIT, one * 32) for one in "de")
    resident = Subject(SubjectKind.RESIDENT, "c" * 32)
    with writing(joop) as work:
        work.record(resident, Listed("f" * 32, today))
        work.change_card(resident, ResidentCard(surname="Vos"))
        work.record(visit, VisitPlanned(resident.identifier, ("age75",), VisitOrigin.ROUND, today))
        for one in (visit, unknown):
            work.record(one, ReportHandedIn({"lines": []}, today))
        made = tuple(work.operations_about([resident, visit, unknown]))
    card = next(one for one in made if isinstance(one.body, SetFields))
    planned = next(one for one in made if one.subject == visit)
    with writing(enrolled.coordinator) as work:
        work.unite(one for one in made if one not in (card, planned))
        assert exchange_view(work).incomplete == 3
        work.unite([card, planned])
        assert exchange_view(work).incomplete == 1, "of one visit nobody says yet whose it is"
        work.withdraw([card.identifier])
        assert exchange_view(work).incomplete == 1, "a card that was withdrawn did come"
    joop.database.close()
