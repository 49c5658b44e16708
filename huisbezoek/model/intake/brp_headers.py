"""The columns of a BRP extract: element numbers, what they say, and which must be dropped."""

import re
from typing import Final

from huisbezoek.model.domain.resident_lists import ListField

_LONG: Final = re.compile(r"(?:rubriek\s*)?(\d{1,2})\.(\d{2})\.(\d{2})\b.*", re.IGNORECASE)
_SHORT: Final = re.compile(
    r"(?:rubriek\s*|element\s*)?(\d{1,2})\.(\d{1,2})(?![\d.]).*", re.IGNORECASE
)
_BARE: Final = re.compile(r"(\d{2})(\d{2})(\d{2})")
_CATEGORY_OF_GROUP: Final = {
    **dict.fromkeys(("01", "02", "03", "04", "20", "61"), "01"),
    "08": "06",
    **dict.fromkeys(("67", "70"), "07"),
    **dict.fromkeys(("09", "10", "11", "12", "13"), "08"),
}
_FIELDS: Final = {
    "01.02.10": ListField.GIVEN_NAMES,
    "01.02.30": ListField.PREFIX,
    "01.02.40": ListField.SURNAME,
    "01.03.10": ListField.BIRTH_DATE,
    "01.04.10": ListField.SEX,
    "01.61.10": ListField.NAME_USAGE,
    "05.02.30": ListField.PARTNER_PREFIX,
    "05.02.40": ListField.PARTNER_SURNAME,
    "06.08.10": ListField.DEATH_DATE,
    "07.67.20": ListField.SUSPENSION,
    "07.70.10": ListField.SECRECY,
    "08.09.10": ListField.MUNICIPALITY,
    "08.10.10": ListField.ADDRESS_FUNCTION,
    "08.11.10": ListField.STREET,
    "08.11.15": ListField.PUBLIC_SPACE,
    "08.11.20": ListField.HOUSE_NUMBER,
    "08.11.30": ListField.HOUSE_LETTER,
    "08.11.40": ListField.HOUSE_ADDITION,
    "08.11.50": ListField.HOUSE_DESIGNATION,
    "08.11.60": ListField.POSTCODE,
    "08.11.70": ListField.CITY,
    "08.11.80": ListField.DWELLING,
    "08.11.90": ListField.ADDRESS_OBJECT,
    "08.12.10": ListField.LOCATION_DESCRIPTION,
    "08.13.10": ListField.FOREIGN_COUNTRY,
}
_FORMER_A_NUMBERS: Final = frozenset({"01.20.10", "01.20.20"})
_NUMBER_ELEMENTS: Final = (".01.10", ".01.20")


def element_of(header: str) -> str:
    """The element number in full ('01.02.40'); '' when the header names none.

    Read are '01.02.40', '02.40', 'Rubriek 01.02.40', '01.02.40 Geslachtsnaam', '010240' and what
    a spreadsheet makes of '02.40' (2.4).
    """
    header = header.strip()
    if match := _LONG.fullmatch(header):
        return ".".join((match[1].zfill(2), match[2], match[3]))
    if match := _BARE.fullmatch(header):
        return ".".join(match.groups())
    if match := _SHORT.fullmatch(header):
        group, element = match[1].zfill(2), match[2].ljust(2, "0")
        category = _CATEGORY_OF_GROUP.get(group)
        return f"{category}.{group}.{element}" if category else ""
    return ""


def brp_field(header: str) -> ListField | None:
    """What the column says about a person; None when it is not used."""
    return _FIELDS.get(element_of(header))


def is_personal_number(header: str) -> bool:
    """Whether the column holds citizen service numbers or A-numbers, of anyone."""
    element = element_of(header) or header.strip()
    return element.endswith(_NUMBER_ELEMENTS) or element in _FORMER_A_NUMBERS
