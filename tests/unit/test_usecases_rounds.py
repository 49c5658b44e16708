"""Planning visits: everybody who is due, couples together, nobody who may not be invited."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.events import (
    Died,
    OptedOut,
    VisitOrigin,
    VisitPlanned,
    VisitRequested,
)
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.usecases.letters import letters_to_send
from huisbezoek.model.usecases.plan_basis import read_plan
from huisbezoek.model.usecases.rounds import due_residents, plan_longest_waiting, plan_visits
from tests.open_profile import OpenProfile, open_profile
from tests.profiles import TODAY, identifier

OLD = ResidentCard(
    surname="Bakker",
    initials="A.",
    birth_date="1940-01-01",
    street="Dorpsstraat",
    house_number=1,
    postcode="1234AB",
    city="Voorbeelddam",
)


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[OpenProfile]:
    with open_profile(tmp_path / "profile") as opened:
        yield opened


def card(surname: str, number: int, born: str = "1940-01-01", **fields: str) -> ResidentCard:
    values = {
        "surname": surname,
        "initials": "A.",
        "birth_date": born,
        "street": "Dorpsstraat",
        "postcode": "1234AB",
        "city": "Voorbeelddam",
    }
    return ResidentCard(**(values | fields), house_number=number)


def plan(profile: OpenProfile, *residents: str) -> tuple[str, ...]:
    return profile.do(plan_visits, residents, TODAY, profile.random_bytes)


def planned_for(profile: OpenProfile, visits: tuple[str, ...]) -> set[str]:
    return {profile.ask(lambda reading, v=v: reading.visit(v)).resident for v in visits}


def test_who_is_due_gets_one_visit_and_not_a_second(profile: OpenProfile) -> None:
    resident = profile.add(card("Bakker", 1))
    (visit,) = plan(profile, resident)
    state = profile.ask(lambda reading: reading.visit(visit))
    assert (state.resident, state.origin, state.groups) == (
        resident,
        VisitOrigin.ROUND,
        ("age75",),
    )
    assert plan(profile, resident) == ()


def test_a_couple_is_planned_together(profile: OpenProfile) -> None:
    first = profile.add(card("Bakker", 1))
    # The partner becomes 75 within half a year; the neighbour is due too but lives elsewhere.
    partner = profile.add(card("Visser", 1, "1952-03-01"))
    profile.add(card("Smit", 3))
    assert planned_for(profile, plan(profile, first)) == {first, partner}


def test_nobody_who_is_asked_for_twice_is_planned_twice(profile: OpenProfile) -> None:
    first = profile.add(card("Bakker", 1))
    partner = profile.add(card("Visser", 1))
    visits = plan(profile, first, partner, first)
    assert len(visits) == 2
    assert planned_for(profile, visits) == {first, partner}


def test_somebody_young_at_the_address_is_not_taken_along(profile: OpenProfile) -> None:
    first = profile.add(card("Bakker", 1))
    profile.add(card("Jong", 1, "1958-03-01"))
    assert planned_for(profile, plan(profile, first)) == {first}


@pytest.mark.parametrize(
    "event", [OptedOut(TODAY), Died(TODAY)], ids=["wants no contact", "deceased"]
)
def test_who_stopped_is_never_planned(profile: OpenProfile, event) -> None:
    resident = profile.add(card("Bakker", 1), event)
    assert plan(profile, resident) == ()


def test_who_is_visited_by_a_partner_organisation_is_not_asked_twice(
    profile: OpenProfile,
) -> None:
    resident = profile.add(card("Bakker", 1, visited_by="Servicepunt"))
    assert plan(profile, resident) == ()


def test_who_is_not_due_is_passed_over(profile: OpenProfile) -> None:
    assert plan(profile, profile.add(card("Jong", 1, "1990-01-01"))) == ()


def test_a_request_is_the_origin_of_its_visit(profile: OpenProfile) -> None:
    resident = profile.add(card("Jong", 1, "1990-01-01"), VisitRequested(TODAY, "resident"))
    (visit,) = plan(profile, resident)
    assert profile.ask(lambda reading: reading.visit(visit)).origin is VisitOrigin.REQUEST


def test_the_longest_waiting_come_first_and_no_more_than_asked(profile: OpenProfile) -> None:
    late = profile.add(card("Bakker", 1, "1951-10-01"))
    early = profile.add(card("Smit", 3, "1935-01-01"))
    assert profile.ask(due_residents, TODAY) == (early, late)
    visits = profile.do(plan_longest_waiting, 1, TODAY, profile.random_bytes)
    assert planned_for(profile, visits) == {early}
    assert profile.ask(due_residents, TODAY) == (late,)
    # More places than people: everybody who is left, and nobody twice.
    visits = profile.do(plan_longest_waiting, 5, TODAY, profile.random_bytes)
    assert planned_for(profile, visits) == {late}


def test_an_own_request_goes_before_who_waits_longest(profile: OpenProfile) -> None:
    old = profile.add(card("Oud", 1, "1935-01-01"))
    asked = profile.add(card("Jong", 3, "1990-01-01"), VisitRequested(TODAY, "resident"))
    assert profile.ask(due_residents, TODAY) == (asked, old)
    visits = profile.do(plan_longest_waiting, 1, TODAY, profile.random_bytes)
    assert planned_for(profile, visits) == {asked}


def test_three_at_one_address_are_asked_as_the_plan_has_them(profile: OpenProfile) -> None:
    first, second, third = (profile.add(card("Smit", 1)) for _ in range(3))
    assert len(profile.do(plan_longest_waiting, 1, TODAY, profile.random_bytes)) == 1
    assert len(profile.ask(letters_to_send, TODAY)) == 1
    assert len(profile.do(plan_longest_waiting, 5, TODAY, profile.random_bytes)) == 2
    assert len(profile.ask(letters_to_send, TODAY)) == 3
    units = profile.ask(read_plan, today=TODAY).units
    assert set(units) == {(first,), (second,), (third,)}


def test_of_three_the_two_with_each_others_name_are_the_couple(profile: OpenProfile) -> None:
    her = profile.add(card("Bakker", 1, partner_surname="Smit"))
    brother = profile.add(card("Bakker", 1))
    him = profile.add(card("Smit", 1))
    visits = profile.do(plan_longest_waiting, 1, TODAY, profile.random_bytes)
    assert planned_for(profile, visits) in ({her, him}, {brother})
    # Also when only one of the couple and the brother wait for a letter.
    planned = plan(profile, brother)
    assert all(len(letter) < 3 for letter in profile.ask(letters_to_send, TODAY))
    joint = {frozenset(one) for one in profile.ask(letters_to_send, TODAY)}
    assert planned_for(profile, planned) <= {brother}
    assert joint == {frozenset({her, him}), frozenset({brother})}


def test_a_couple_is_one_of_the_letters_that_were_wanted(profile: OpenProfile) -> None:
    first, partner = profile.add(card("Bakker", 1)), profile.add(card("Visser", 1))
    other = profile.add(card("Smit", 3))
    visits = profile.do(plan_longest_waiting, 2, TODAY, profile.random_bytes)
    assert planned_for(profile, visits) == {first, partner, other}
    assert len(profile.ask(letters_to_send, TODAY)) == 2


def test_who_was_planned_along_is_passed_over_afterwards(profile: OpenProfile) -> None:
    first = profile.add(card("Bakker", 1))
    partner = profile.add(card("Visser", 1))
    assert len(plan(profile, first, partner)) == 2


def test_a_visit_that_was_made_twice_is_one_letter(profile: OpenProfile) -> None:
    resident = profile.add(card("Bakker", 1))
    gone = profile.add(card("Smit", 3), Died(TODAY))
    for number, one in enumerate((resident, resident, gone)):
        planned = VisitPlanned(one, ("age75",), VisitOrigin.ROUND, TODAY)
        profile.record(SubjectKind.VISIT, identifier(40 + number), planned)
    assert profile.ask(letters_to_send, TODAY) == ((resident,),)
