"""Couples: one letter for two, and never a wrong pair."""

from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.couples import (
    FAMILY,
    Housemate,
    couples,
    joined,
    partner_of,
    possible_partners,
)

HOUSE = "house 1234AB 1"


def test_two_behind_one_front_door_are_one_letter() -> None:
    people = [
        Housemate("a", HOUSE, "Jansen", birth_year=1944),
        Housemate("b", "house 1234AB 3", "Bakker"),
        Housemate("c", HOUSE, "De Boer", birth_year=1948),
    ]
    assert joined(people) == (("a", "c"), ("b",))
    assert couples(people) == (("a", "c"),)
    assert (partner_of("c", people), partner_of("b", people)) == ("a", None)


def test_parent_and_child_each_get_a_letter() -> None:
    people = [
        Housemate("a", HOUSE, "Jansen", birth_year=1926),
        Housemate("b", HOUSE, "Jansen", birth_year=1950),
    ]
    assert joined(people) == (("a",), ("b",))


def test_an_unknown_address_joins_nobody() -> None:
    assert couples([Housemate("a", "", "Jansen"), Housemate("b", "", "Jansen")]) == ()


def test_in_a_larger_house_only_names_that_point_to_each_other_join() -> None:
    people = [
        Housemate("a", HOUSE, "Jansen"),
        Housemate("b", HOUSE, "Bakker", partner_surname="Jansen"),
        Housemate("c", HOUSE, "Visser"),
    ]
    assert joined(people) == (("a", "b"), ("c",))


def test_two_possible_partners_are_not_guessed_between() -> None:
    people = [
        Housemate("a", HOUSE, "Jansen"),
        Housemate("b", HOUSE, "Bakker", partner_surname="Jansen"),
        Housemate("c", HOUSE, "Visser", partner_surname="Jansen"),
    ]
    assert couples(people) == ()


def test_who_may_have_been_the_partner_is_one_or_all_who_can_be() -> None:
    wife = Housemate("a", HOUSE, "Jansen", birth_year=1944)
    husband = Housemate("b", HOUSE, "Jansen", birth_year=1942)
    son = Housemate("c", HOUSE, "Jansen", birth_year=1975)
    sister = Housemate("d", HOUSE, "Bakker")
    elsewhere = Housemate("e", "", "Jansen", birth_year=1944)
    assert possible_partners("a", [wife, husband]) == ("b",)
    assert possible_partners("a", [wife, husband, son, elsewhere]) == ("b",)
    assert possible_partners("a", [wife, husband, son, sister]) == ("b", "d")
    assert possible_partners("a", [wife, son]) == ()
    assert possible_partners("e", [elsewhere, wife]) == ()
    assert possible_partners("x", [wife, husband]) == ()


def test_behind_the_door_of_a_home_only_names_tell() -> None:
    people = [Housemate(f"{one}", HOUSE, f"Smit{one}", birth_year=1940) for one in range(FAMILY)]
    wife = Housemate("a", HOUSE, "Bakker", partner_surname="Jansen")
    couple = [wife, Housemate("b", HOUSE, "Jansen"), Housemate("c", HOUSE, "Jansen")]
    assert possible_partners("a", [*people, *couple]) == ("b", "c")
    assert possible_partners("0", [*people, *couple]) == ()


def test_a_housemate_is_made_from_a_card() -> None:
    card = ResidentCard(
        surname="Jansen",
        partner_surname="Bakker",
        birth_date="1944-05",
        postcode="1234AB",
        house_number=1,
    )
    made = Housemate.of("a", card)
    assert (made.surname, made.partner_surname, made.birth_year) == ("Jansen", "Bakker", 1944)
    assert made.household
    assert Housemate.of("b", ResidentCard(birth_date="?")).birth_year == 0


def test_on_a_visitors_laptop_the_age_tells_the_year_of_birth() -> None:
    by_age = ResidentCard(age="82", age_on="2026-11-22")
    assert Housemate.of("a", by_age).birth_year == 1944
    for unknown in (ResidentCard(), ResidentCard(age="82"), ResidentCard(age="?", age_on="2026")):
        assert Housemate.of("b", unknown).birth_year == 0


@given(
    st.lists(
        st.builds(
            Housemate,
            st.integers(0, 99).map(str),
            st.sampled_from(["", HOUSE, "house 1234AB 3"]),
            st.sampled_from(["Jansen", "Bakker", ""]),
            st.sampled_from(["Jansen", "Bakker", ""]),
            st.sampled_from([0, 1926, 1944, 1950]),
        ),
        max_size=8,
        unique_by=lambda person: person.resident,
    )
)
def test_everybody_gets_exactly_one_letter(people: list[Housemate]) -> None:
    groups = joined(people)
    named = [resident for group in groups for resident in group]
    assert sorted(named) == sorted(person.resident for person in people)
    assert all(1 <= len(group) <= 2 for group in groups)
    household = {person.resident: person.household for person in people}
    assert all(household[one] == household[other] != "" for one, other in couples(people))
