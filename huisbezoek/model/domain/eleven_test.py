"""The eleven-test: tells a citizen service number from any other nine digits."""

import re
from collections.abc import Iterable
from typing import Final

_SEPARATORS: Final = str.maketrans("", "", " .-\u00a0")
_FLOAT_TAIL: Final = re.compile(r"[.,]0+$")
_FULL: Final = 9
_SHORT: Final = 8
_LONGEST_WRITTEN: Final = 16
_DAY: Final = re.compile(r"(?:18|19|20)[0-9]{2}(?:0[0-9]|1[0-2])(?:[0-2][0-9]|3[01])")
_NINE_DIGITS: Final = re.compile(r"(?<![0-9])[0-9]{9}(?![0-9])")


def passes_eleven_test(text: str) -> bool:
    """Whether the text is a citizen service number: nine digits, or eight whose first 0 was lost.

    Eight digits that can be a date (jjjjmmdd) are a date.
    Weights 9 down to 2 and -1 for the last digit; the sum is a multiple of eleven.
    """
    if not _SHORT <= len(text) <= _LONGEST_WRITTEN:
        return False
    digits = text if text.isdecimal() else _FLOAT_TAIL.sub("", text.strip()).translate(_SEPARATORS)
    if not (digits.isascii() and digits.isdecimal()) or len(digits) not in {_SHORT, _FULL}:
        return False
    if len(digits) == _SHORT and _DAY.fullmatch(digits):
        return False
    number = int(digits)
    total = -(number % 10)
    for weight in range(2, 10):
        number //= 10
        total += weight * (number % 10)
    return total % 11 == 0 and int(digits) != 0


def mostly_citizen_service_numbers(cells: Iterable[str]) -> bool:
    """Whether more than half of the filled cells pass the eleven-test."""
    filled = passed = 0
    for cell in cells:
        if cell:
            filled += 1
            passed += passes_eleven_test(cell)
    return passed * 2 > filled


def holds_citizen_service_number(text: str) -> bool:
    """Whether free text holds nine digits in a row that pass the eleven-test."""
    return any(passes_eleven_test(match) for match in _NINE_DIGITS.findall(text))


def without_citizen_service_numbers(text: str, mask: str = "•••") -> str:
    """The text with such numbers covered."""
    return _NINE_DIGITS.sub(lambda match: mask if passes_eleven_test(match[0]) else match[0], text)
