"""What a bundle would bring, what it brought, taking it back and bringing it back."""

import shutil
from dataclasses import replace
from datetime import date

import pytest

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.events import ReportAssessed, ReportHandedIn, VisitRequested
from huisbezoek.model.domain.merge import ForkError
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.import_preview import KindCount, preview_bundle
from huisbezoek.model.usecases.imports import (
    CoordinatorsOnlyError,
    ImportUnknownError,
    import_dependents,
    imports,
    reinstate_import,
    withdraw_import,
)
from huisbezoek.model.usecases.ports.exchange import AlreadyReadError
from huisbezoek.model.usecases.ports.sealed_bundles import BundleChangedWhileReadError
from huisbezoek.model.usecases.privacy import ErasureReason, erase_resident
from huisbezoek.model.usecases.rounds import plan_visits
from huisbezoek.model.usecases.visitors import assign
from tests.journey.coordinators import carried, carry, second_coordinator
from tests.journey.laptops import RESIDENTS, canary, state, writing
from tests.journey.test_exchange_refusals import call, refused

TODAY = date(2026, 11, 23)
NEW = ResidentCard(
    surname="Nieuw",
    initials="N.",
    birth_date="1940-05-05",
    street="Kerkstraat",
    house_number=99,
    city="Voorbeelddam",
)


def visit(laptops, number: int = 0) -> Subject:
    return Subject(SubjectKind.VISIT, laptops.made.visits[number])


def resident(number: int = 0) -> Subject:
    return Subject(SubjectKind.RESIDENT, RESIDENTS[number])


def change(profile, number: int, **fields: object) -> None:
    with writing(profile) as work:
        card = work.resident(RESIDENTS[number]).state.card
        work.change_card(resident(number), replace(card, **fields))


def calls(profile, laptops, number: int = 0) -> int:
    with writing(profile) as work:
        return work.visit(laptops.made.visits[number]).calls


def telephone(profile, number: int = 0) -> str:
    with writing(profile) as work:
        return work.resident(RESIDENTS[number]).state.card.telephone


def preview(laptops, profile, path, **most):
    received = laptops.take_in(profile, path)
    before = state(profile)
    with writing(profile) as work:
        seen = preview_bundle(work, laptops.parts.exchange(profile), received, **most)
    assert state(profile) == before
    return received, seen


def test_a_preview_tells_what_is_new_what_changes_and_of_whom(enrolled):
    call(enrolled)
    change(enrolled.riet, 1, telephone="+31600009999")
    enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
    call(enrolled, 1)
    change(enrolled.riet, 0, street="Dorpsstraat")
    received, seen = preview(enrolled, enrolled.coordinator, enrolled.to_coordinator())
    assert seen.sender_name == "Riet Jansen"
    assert seen.made_at == enrolled.clock.now()
    assert seen.kinds == {"call_logged": KindCount(1, 1), "card": KindCount(1, 1)}
    assert (seen.new, seen.new_residents, seen.residents_in_all) == (2, 0, 2)
    assert (seen.changed_cards, seen.questions, seen.erased) == ((("street",),), 0, 0)
    assert [dict(one.kinds) for one in seen.residents] == [{"card": 1}, {"call_logged": 1}]
    assert [one.resident for one in seen.residents] == list(RESIDENTS[:2])
    assert canary(0) in seen.residents[0].name
    assert canary(0) not in repr(seen)
    assert (seen.missing, seen.late, seen.already_read, seen.withdrawn) == ((), False, False, False)
    assert enrolled.apply(enrolled.coordinator, received).new == seen.new


def test_a_preview_tells_what_must_be_chosen_and_who_will_be_gone(enrolled):
    joop = second_coordinator(enrolled)
    change(joop, 0, street="Dorpsstraat", telephone="+31600009999")
    change(joop, 1, street="Dorpsstraat")
    enrolled.clock.forward(seconds=1)
    change(enrolled.coordinator, 0, street="Laan", telephone="+31600009999")
    with writing(joop) as work:
        erase_resident(work, RESIDENTS[2], ErasureReason.REQUEST)
        work.erase(Subject(SubjectKind.RESIDENT, "9" * 32), "request")
    change(enrolled.coordinator, 2, street="Laan")
    path = carried(enrolled, joop, enrolled.coordinator)
    _, seen = preview(enrolled, enrolled.coordinator, path)
    # Of two values the later one is shown; two people who write the same number agree.
    assert seen.changed_cards == (("street",),)
    assert (seen.questions, seen.erased) == (1, 1)
    assert seen.kinds["other"].new >= 3
    assert seen.known == 0
    _, seen = preview(enrolled, enrolled.coordinator, path, most_operations=3)
    assert seen is None
    carry(enrolled, joop, enrolled.coordinator)
    with writing(enrolled.coordinator) as work:
        assert [one.field for one in work.differences()] == ["street"]
    joop.database.close()


def test_a_preview_names_gaps_what_came_before_and_what_was_read(enrolled):
    paths = [enrolled.to_coordinator() for _ in range(3)]
    _, seen = preview(enrolled, enrolled.coordinator, paths[2])
    assert (seen.missing, seen.late, seen.already_read) == ((2, 3), False, False)
    enrolled.receive(enrolled.coordinator, paths[2])
    _, seen = preview(enrolled, enrolled.coordinator, paths[0])
    assert (seen.missing, seen.late, seen.already_read) == ((3,), True, False)
    assert seen.new == 0
    _, seen = preview(enrolled, enrolled.coordinator, paths[2])
    assert seen.already_read


def test_a_preview_at_a_second_coordinator_names_who_is_new(enrolled):
    joop = second_coordinator(enrolled)
    with writing(joop) as work:
        subject = Subject(SubjectKind.RESIDENT, "c" * 32)
        work.add_residents([(subject, NEW, ())])
        (planned,) = plan_visits(work, [subject.identifier], TODAY, enrolled.parts.random_bytes)
        work.change_card(Subject(SubjectKind.VISITOR, enrolled.visitor), rename(work, "Riet J."))
        nameless = Subject(SubjectKind.RESIDENT, "d" * 32)
        work.record(nameless, VisitRequested(TODAY, "resident"))
        stray = Subject(SubjectKind.VISIT, "e" * 32)
        work.record(stray, ReportAssessed(follow_up=False, on=TODAY))
    assert planned
    path = carried(enrolled, joop, enrolled.coordinator)
    _, seen = preview(enrolled, enrolled.coordinator, path)
    named = {one.resident: one for one in seen.residents}
    assert named["c" * 32].is_new
    assert "Nieuw" in named["c" * 32].name
    assert dict(named["c" * 32].kinds) == {"card": 1, "visit_planned": 1}
    assert named["d" * 32].name == ""
    assert (seen.new_residents, seen.residents_in_all) == (2, 2)
    _, seen = preview(enrolled, enrolled.coordinator, path, most_names=1)
    assert (len(seen.residents), seen.residents_in_all) == (1, 2)
    # A visitor's laptop has nothing to decide: nobody is named.
    carry(enrolled, joop, enrolled.coordinator)
    _, seen = preview(enrolled, enrolled.riet, enrolled.to_riet())
    assert (seen.residents, seen.residents_in_all) == ((), 0)
    joop.database.close()


def test_a_preview_of_a_first_answer_says_whose_and_of_a_changed_copy_is_none(laptops):
    first = laptops.to_coordinator()
    received, seen = preview(laptops, laptops.coordinator, first)
    assert seen.sender_name == "Riet Jansen"
    call(laptops)
    received.path.write_bytes(laptops.to_coordinator().read_bytes())
    exchange = laptops.parts.exchange(laptops.coordinator)
    with writing(laptops.coordinator) as work, pytest.raises(BundleChangedWhileReadError):
        preview_bundle(work, exchange, received)


def test_an_import_is_taken_back_and_brought_back_by_a_button(enrolled):
    before = telephone(enrolled.coordinator)
    call(enrolled)
    change(enrolled.riet, 0, telephone="+31600009999")
    applied = enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
    now = enrolled.clock.now()
    with writing(enrolled.coordinator) as work:
        assert withdraw_import(work, applied.bundle, now=now) == 2
        line = imports(work)[0]
        assert (line.bundle, line.sender_name) == (applied.bundle, "Riet Jansen")
        assert (line.kinds, line.withdrawn_at) == ({"call_logged": 1, "card": 1}, now)
    assert (calls(enrolled.coordinator, enrolled), telephone(enrolled.coordinator)) == (0, before)
    with writing(enrolled.coordinator) as work:
        assert withdraw_import(work, applied.bundle, now=now) == 0
        assert reinstate_import(work, applied.bundle, now=now) == 2
        assert reinstate_import(work, applied.bundle, now=now) == 0
        assert imports(work)[0].withdrawn_at is None
    assert calls(enrolled.coordinator, enrolled) == 1
    assert telephone(enrolled.coordinator) == "+31600009999"


def test_reading_the_same_file_again_brings_it_back_once(enrolled):
    call(enrolled)
    path = enrolled.to_coordinator()
    applied = enrolled.receive(enrolled.coordinator, path)
    with writing(enrolled.coordinator) as work:
        withdraw_import(work, applied.bundle, now=enrolled.clock.now())
    received, seen = preview(enrolled, enrolled.coordinator, path)
    assert (seen.already_read, seen.withdrawn, seen.new) == (True, True, 0)
    again = enrolled.apply(enrolled.coordinator, received)
    assert (again.brought_back, again.new, again.sender_name) == (True, 1, "Riet Jansen")
    assert calls(enrolled.coordinator, enrolled) == 1
    refused(enrolled, enrolled.coordinator, path, AlreadyReadError)


def test_another_file_with_the_identifier_of_a_withdrawn_one_is_a_fork(enrolled):
    call(enrolled)
    path = enrolled.to_coordinator()
    applied = enrolled.receive(enrolled.coordinator, path)
    with writing(enrolled.coordinator) as work:
        withdraw_import(work, applied.bundle, now=enrolled.clock.now())
    forged = enrolled.forge(bundle=applied.bundle)
    refused(enrolled, enrolled.coordinator, forged, ForkError)


def test_taking_back_travels_to_the_visitor_and_receipts_stay(enrolled):
    call(enrolled)
    applied = enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
    with writing(enrolled.coordinator) as work:
        withdraw_import(work, applied.bundle, now=enrolled.clock.now())
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    assert calls(enrolled.riet, enrolled) == 0
    prepared = enrolled.prepared(enrolled.riet, enrolled.coordinators_device())
    assert prepared.header.operations == 0
    with writing(enrolled.riet) as work:
        theirs = imports(work)[0].bundle
        with pytest.raises(CoordinatorsOnlyError):
            withdraw_import(work, theirs, now=enrolled.clock.now())
        with pytest.raises(CoordinatorsOnlyError):
            reinstate_import(work, theirs, now=enrolled.clock.now())


def test_keys_and_what_is_on_laptops_stay_when_an_import_is_taken_back(enrolled):
    joop = second_coordinator(enrolled)
    with writing(joop) as work:
        first = imports(work)[-1].bundle
        withdraw_import(work, first, now=enrolled.clock.now())
        (record,) = (one for one in work.visitors() if one.visitor == enrolled.visitor)
    assert record.start_file_on is not None
    joop.database.close()


def test_what_rests_on_an_import_is_named_first(enrolled):
    with writing(enrolled.riet) as work:
        work.record(visit(enrolled), ReportHandedIn({"told": []}, TODAY))
    change(enrolled.riet, 1, telephone="+31600009999", preferred_time="ochtend")
    applied = enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
    with writing(enrolled.coordinator) as work:
        assert import_dependents(work, applied.bundle) == ()
    enrolled.clock.forward(hours=1)
    change(enrolled.coordinator, 1, telephone="+31600008888")
    change(enrolled.coordinator, 1, email="a@example.org")
    with writing(enrolled.coordinator) as work:
        work.record(visit(enrolled), ReportAssessed(follow_up=True, on=TODAY))
        assign(work, [RESIDENTS[3]], enrolled.visitor, today=TODAY)
        found = import_dependents(work, applied.bundle)
        with pytest.raises(ImportUnknownError):
            import_dependents(work, "0" * 32)
    assert [(one.kind, one.identifier, dict(one.kinds)) for one in found] == [
        ("visit", enrolled.made.visits[0], {"report_assessed": 1}),
        ("resident", RESIDENTS[1], {"card": 1}),
    ]
    assert canary(0) in found[0].name


def test_visits_of_residents_whom_an_import_brought_rest_on_it(enrolled):
    joop = second_coordinator(enrolled)
    new = Subject(SubjectKind.RESIDENT, "c" * 32)
    with writing(joop) as work:
        work.add_residents([(new, NEW, ())])
        work.change_card(Subject(SubjectKind.VISITOR, enrolled.visitor), rename(work, "Riet J."))
        stray = Subject(SubjectKind.VISIT, "e" * 32)
        work.record(stray, ReportAssessed(follow_up=False, on=TODAY))
    applied = carry(enrolled, joop, enrolled.coordinator)
    enrolled.clock.forward(hours=1)
    with writing(enrolled.coordinator) as work:
        plan_visits(work, [new.identifier], TODAY, enrolled.parts.random_bytes)
        work.change_card(Subject(SubjectKind.VISITOR, enrolled.visitor), rename(work, "Riet K."))
        work.record(stray, ReportAssessed(follow_up=True, on=TODAY))
        found = import_dependents(work, applied.bundle)
    names = {(one.kind, one.name) for one in found}
    assert {kind for kind, _ in names} == {"visit", "visitor"}
    assert ("visitor", "Riet K.") in names
    assert ("visit", "") in names
    assert any("Nieuw" in name for _, name in names)
    joop.database.close()


def rename(work, name: str):
    (card,) = (one.card for one in work.visitors() if one.card.name.startswith("Riet"))
    return replace(card, name=name)


def test_a_preview_on_a_laptop_that_went_back_to_its_beginning_has_no_name(enrolled):
    """A copy from before it ever exchanged: nobody is its peer, and the file answers nothing."""
    shutil.copytree(enrolled.made.folder / "riet", enrolled.place / "vroeger")
    earlier = enrolled.opened("vroeger", enrolled.made.riet)
    _, seen = preview(enrolled, earlier, enrolled.to_riet())
    assert (seen.sender_name, seen.residents) == ("", ())
    earlier.database.close()
