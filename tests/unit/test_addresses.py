"""Addresses, postcodes and telephone numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.addresses import (
    Address,
    HouseNumber,
    normal_postcode,
    show_postcode,
    split_house_number,
)
from huisbezoek.model.domain.telephone_numbers import (
    NotATelephoneNumberError,
    TelephoneNumber,
    repaired,
)
from huisbezoek.model.reference.telephone_numbers import NumberingPlan

HOME = Address("Dorpsstraat", 12, "a", "2", "", "1234AB", "Voorbeelddam")


@given(st.integers(1000, 9999), st.from_regex(r"[A-Za-z]{2}", fullmatch=True))
def test_postcodes_round_trip(digits: int, letters: str) -> None:
    stored = f"{digits}{letters.upper()}"
    never_issued = letters.upper() in {"SA", "SD", "SS"}
    for written in (f"{digits}{letters}", f" {digits} {letters} ", f"{digits}  {letters}"):
        assert normal_postcode(written) == ("" if never_issued else stored)
    if not never_issued:
        assert normal_postcode(show_postcode(stored)) == stored


@pytest.mark.parametrize("text", ["", "0123AB", "1234", "12345", "1234ABC", "AB1234", "1234 A1"])
def test_no_postcode(text: str) -> None:
    assert normal_postcode(text) == ""
    assert show_postcode(text) == text


def test_two_lines() -> None:
    assert HOME.lines() == ("Dorpsstraat 12a-2", "1234 AB Voorbeelddam")
    opposite = Address("Dorpsstraat", 12, house_designation="to", city="Voorbeelddam")
    assert opposite.lines() == ("Dorpsstraat tegenover 12", "Voorbeelddam")
    boat = Address(location_description="Woonboot in de haven", postcode="1234AB", city="Dam")
    assert boat.lines() == ("Woonboot in de haven", "1234 AB Dam")
    assert Address("Laan 1940 12", None).street_line() == "Laan 1940 12"


def test_household() -> None:
    same = Address("Dorpstraat", 12, "A", "2", "", "1234 AB", "")
    assert HOME.household_key() == same.household_key() != ""
    neighbour = Address("Dorpsstraat", 12, "b", "2", "", "1234AB")
    assert HOME.household_key() != neighbour.household_key()
    first = Address("Dorpsstraat", 1, address_object="0243200000000001")
    second = Address("Kerkweg", 2, address_object="0243200000000001")
    assert first.household_key() == second.household_key()
    assert Address("Dorpsstraat").household_key() == ""
    boat = Address(location_description="Woonboot Ada", city="Voorbeelddam")
    assert boat.household_key() != ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", HouseNumber(12)),
        ("12a", HouseNumber(12, "a")),
        ("12 A", HouseNumber(12, "A")),
        ("12-2", HouseNumber(12, "", "2")),
        ("12 bis", HouseNumber(12, "", "bis")),
        ("12bis", HouseNumber(12, "", "bis")),
        ("12 A 3", HouseNumber(12, "A", "3")),
        ("t/o 12", HouseNumber(None, "", "t/o 12")),
        # No house has number 0: the text is kept, and no number is made of it.
        ("0 A", HouseNumber(None, "", "0 A")),
        ("", HouseNumber()),
    ],
)
def test_house_numbers(text: str, expected: HouseNumber) -> None:
    assert split_house_number(text) == expected


@given(st.text(max_size=12))
def test_nothing_of_a_house_number_is_lost(text: str) -> None:
    house = split_house_number(text)
    kept = f"{house.number or ''}{house.letter}{house.addition}"
    for sign in text:
        if sign.isalnum() and sign != "0":
            assert sign in kept or str(int(sign) if sign.isdecimal() else sign) in kept


@pytest.mark.parametrize(
    ("text", "stored", "shown"),
    [
        ("0341-12 34 56", "+31341123456", "0341 12 34 56"),
        ("(0341) 123456", "+31341123456", "0341 12 34 56"),
        ("06-0000 1234", "+31600001234", "06 00 00 12 34"),
        ("0031600001234", "+31600001234", "06 00 00 12 34"),
        ("+31 (0)6 0000 1234", "+31600001234", "06 00 00 12 34"),
        ("600001234.0", "+31600001234", "06 00 00 12 34"),
        ("600001234", "+31600001234", "06 00 00 12 34"),
        ("6.00001234E8", "+31600001234", "06 00 00 12 34"),
        ("6,00001234E+08", "+31600001234", "06 00 00 12 34"),
        ("31600001234", "+31600001234", "06 00 00 12 34"),
        ("+49 30 123456", "+4930123456", "+49 30 123456"),
        ("0800-2000", "+318002000", "0800 20 00"),
        ("020 000 12 34", "+31200001234", "020 000 12 34"),
    ],
)
def test_telephone_numbers(text: str, stored: str, shown: str) -> None:
    plan = NumberingPlan()
    number = plan.parse(text)
    assert number == TelephoneNumber(stored)
    assert plan.show(number) == shown
    assert plan.parse(shown) == number


@pytest.mark.parametrize(
    "text", ["", "geen", "12345", "6E+08", "06 0000 1234 of 06 0000 1235", "0600001234/0600001235"]
)
def test_what_is_not_one_number_is_none(text: str) -> None:
    assert NumberingPlan().parse(text) is None


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_none(text: str) -> None:
    number = NumberingPlan().parse(text)
    assert number is None or NumberingPlan().parse(number.e164) == number
    assert repaired(repaired(text)) == repaired(text)


def test_a_number_that_a_spreadsheet_rounded_is_not_guessed() -> None:
    assert repaired(" 6.123456789E8 ") == "6.123456789E8"
    assert NumberingPlan().parse("6.123456789E8") is None


def test_the_stored_form_is_checked() -> None:
    with pytest.raises(NotATelephoneNumberError):
        TelephoneNumber("0341123456")
