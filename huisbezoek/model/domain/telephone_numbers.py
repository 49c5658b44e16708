"""Telephone numbers: one stored form, and the repair of what spreadsheets do to them."""

import re
from dataclasses import dataclass
from typing import ClassVar, Final, Protocol

from huisbezoek.model.domain.errors import BadInputError

_E164: Final = re.compile(r"\+[1-9][0-9]{6,14}")
_FLOAT: Final = re.compile(r"([0-9]{8,12})[.,]0+")
_SCIENTIFIC: Final = re.compile(r"([0-9])[.,]([0-9]+)[eE]\+?([0-9]{1,2})")
_MOST_DIGITS: Final = 12
_BARE_NATIONAL: Final = re.compile(r"[1-9][0-9]{8}")
_BARE_INTERNATIONAL: Final = re.compile(r"31[1-9][0-9]{8}")


class NotATelephoneNumberError(BadInputError):
    """The text cannot be a telephone number."""

    code: ClassVar[str] = "not_a_telephone_number"


@dataclass(frozen=True, slots=True)
class TelephoneNumber:
    """A telephone number in its stored form, +31341123456 (ITU-T E.164)."""

    e164: str

    def __post_init__(self) -> None:
        if _E164.fullmatch(self.e164) is None:
            raise NotATelephoneNumberError


class TelephoneNumbers(Protocol):
    """Reads and writes telephone numbers as people do."""

    def parse(self, text: str) -> TelephoneNumber | None:
        """The number in the text; None when there is none or more than one."""
        ...

    def show(self, number: TelephoneNumber) -> str:
        """The number as it is read aloud: '0341 12 34 56', '06 12 34 56 78'."""
        ...


def repaired(text: str) -> str:
    """Undoes what a spreadsheet did: 612345678.0, 6.12345678E8 and 612345678 get their 0 back.

    A text that was not damaged is returned as it is, without spaces around it.
    """
    text = text.strip()
    if match := _FLOAT.fullmatch(text):
        text = match[1]
    elif match := _SCIENTIFIC.fullmatch(text):
        decimals, exponent = match[2].rstrip("0"), int(match[3])
        if len(decimals) <= exponent <= _MOST_DIGITS:
            text = f"{match[1]}{decimals.ljust(exponent, '0')}"
    if _BARE_NATIONAL.fullmatch(text):
        return f"0{text}"
    if _BARE_INTERNATIONAL.fullmatch(text):
        return f"+{text}"
    return text
