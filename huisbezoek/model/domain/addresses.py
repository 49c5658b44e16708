"""Addresses and postcodes: how they are checked, written and joined into households."""

import re
from dataclasses import dataclass
from typing import Final

from huisbezoek.model.domain.people_search import fold

_POSTCODE: Final = re.compile(r"([1-9][0-9]{3})\s?([A-Z]{2})")
_NOT_ISSUED: Final = frozenset({"SA", "SD", "SS"})
_DESIGNATIONS: Final = {"to": "tegenover", "by": "bij"}
_HOUSE: Final = re.compile(r"(\d{1,5})(?:[\s-]?([A-Za-z]))?(?:[\s/-]+([0-9A-Za-z]{1,4}))?")
_HOUSE_AND_ADDITION: Final = re.compile(r"(\d{1,5})[\s/-]*([0-9A-Za-z]{1,4})")


@dataclass(frozen=True, slots=True)
class Address:
    """One address in the Netherlands.

    `house_designation` is '', 'to' or 'by' (BRP 11.50: opposite, near);
    `location_description` stands in for the street line (a houseboat); `address_object` is the
    BAG number of the address, '' when not known.
    """

    street: str = ""
    house_number: int | None = None
    house_letter: str = ""
    house_addition: str = ""
    house_designation: str = ""
    postcode: str = ""
    city: str = ""
    location_description: str = ""
    address_object: str = ""

    def street_line(self) -> str:
        """Line 1 of an envelope: 'Dorpsstraat 12a-2', 'Dorpsstraat tegenover 12'."""
        if not self.street:
            return self.location_description
        if self.house_number is None:
            return " ".join(part for part in (self.street, self.house_addition) if part)
        number = f"{self.house_number}{self.house_letter}"
        if self.house_addition:
            number += f"-{self.house_addition}"
        designation = _DESIGNATIONS.get(self.house_designation, "")
        return " ".join(part for part in (self.street, designation, number) if part)

    def city_line(self) -> str:
        """Line 2 of an envelope: '1234 AB Voorbeelddam'."""
        return " ".join(part for part in (show_postcode(self.postcode), self.city) if part)

    def lines(self) -> tuple[str, str]:
        """Both lines of an envelope."""
        return self.street_line(), self.city_line()

    def household_key(self) -> str:
        """Equal for people behind one front door; '' when too little is known to say.

        The BAG number when there is one, else postcode, number, letter and addition, else the
        location description with the postcode or city.
        """
        if self.address_object:
            return f"object {self.address_object}"
        postcode = normal_postcode(self.postcode)
        if postcode and self.house_number is not None:
            parts = (self.house_designation, self.house_letter, self.house_addition)
            return " ".join(("house", postcode, str(self.house_number), *parts)).lower().rstrip()
        if self.location_description and (postcode or self.city):
            return f"place {fold(self.location_description)} {fold(postcode or self.city)}"
        return ""


def normal_postcode(text: str) -> str:
    """The postcode as it is stored, '3841AB'; '' when the text is no Dutch postcode."""
    match = _POSTCODE.fullmatch(" ".join(text.upper().split()))
    if match is None or match[2] in _NOT_ISSUED:
        return ""
    return f"{match[1]}{match[2]}"


def show_postcode(text: str) -> str:
    """The postcode as it is written, '3841 AB'; a text that is none is left as it is."""
    stored = normal_postcode(text)
    return f"{stored[:4]} {stored[4:]}" if stored else text.strip()


@dataclass(frozen=True, slots=True)
class HouseNumber:
    """A house number taken apart; `number` is None when the text starts with no number."""

    number: int | None = None
    letter: str = ""
    addition: str = ""


def split_house_number(text: str) -> HouseNumber:
    """Takes the text of a house number column apart: '12a', '12-2', '12 bis', '12 A 3'.

    What fits no rule is kept whole as the addition: nothing is lost and nothing guessed.
    """
    text = text.strip()
    if match := _HOUSE.fullmatch(text):
        return _house(match[1], match[2] or "", match[3] or "", text)
    if match := _HOUSE_AND_ADDITION.fullmatch(text):
        return _house(match[1], "", match[2], text)
    return HouseNumber(addition=text)


def _house(number: str, letter: str, addition: str, whole: str) -> HouseNumber:
    if not int(number):
        return HouseNumber(addition=whole)
    return HouseNumber(int(number), letter, addition)
