"""Reads and writes telephone numbers by the numbering plans of the phonenumbers library."""

import re
from typing import TYPE_CHECKING

from huisbezoek.model.domain.telephone_numbers import TelephoneNumber, repaired

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_SIGNS = re.compile(r"[ ()./-]")
_PLAIN_HOME = re.compile(r"(?:0|(?:\+31|0031)0?)([1-9][0-9]{8})")
_HOME = "NL"
_HOME_CODE = 31
_HOME_DIGITS = 9
_AREA_WITH_PAIRS = 3


class NumberingPlan:
    """Telephone numbers as the Dutch write them; numbers from abroad need their country code."""

    __slots__ = ()

    def parse(self, text: str) -> TelephoneNumber | None:
        """The number in the text; None when there is none or more than one."""
        text = repaired(text)
        if not text:
            return None
        if match := _PLAIN_HOME.fullmatch(_SIGNS.sub("", text)):
            return TelephoneNumber(f"+{_HOME_CODE}{match[1]}")
        import phonenumbers  # noqa: PLC0415 - costs 60 ms, and few numbers need it

        try:
            number = phonenumbers.parse(text, _HOME)
        except phonenumbers.NumberParseException:
            return None
        if number.extension or not phonenumbers.is_possible_number(number):
            return None
        # Fictional and new Dutch numbers are in no plan yet, but they do have nine digits.
        is_dutch = number.country_code == _HOME_CODE
        has_nine = is_dutch and len(str(number.national_number)) == _HOME_DIGITS
        if is_dutch and not has_nine and not phonenumbers.is_valid_number(number):
            return None
        return TelephoneNumber(
            phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        )

    def show(self, number: TelephoneNumber) -> str:
        """The number as it is read aloud: '0341 12 34 56', '06 12 34 56 78', '020 123 45 67'."""
        import phonenumbers  # noqa: PLC0415 - as above

        parsed = phonenumbers.parse(number.e164, None)
        if parsed.country_code != _HOME_CODE:
            return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
        digits = str(parsed.national_number)
        area = 1 if digits.startswith("6") else _area_length(parsed)
        return " ".join((f"0{digits[:area]}", *_groups(digits[area:])))


def _area_length(number: "PhoneNumber") -> int:
    import phonenumbers  # noqa: PLC0415 - as above

    return phonenumbers.length_of_geographical_area_code(number) or _AREA_WITH_PAIRS


def _groups(digits: str) -> list[str]:
    first = len(digits) % 2 + 2 if len(digits) % 2 else 2
    return [digits[:first], *(digits[at : at + 2] for at in range(first, len(digits), 2))]
