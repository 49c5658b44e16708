"""What the use cases put on paper: frozen inputs, and sheets that any painter can draw in mm."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Protocol

REPLY_TERM_DAYS: Final = 14
"""Days that a resident has to answer an invitation (domain.md 1.3, step 2)."""


class AddressSource(StrEnum):
    """Where the address came from; the letter must say so (AVG article 14)."""

    MUNICIPALITY = "municipality"
    CARERS_DESK = "carers_desk"
    RESIDENT = "resident"


@dataclass(frozen=True, slots=True)
class SenderInput:
    """Who sends the letter: the organisation and a person with a telephone number."""

    organisation: str
    address_line: str
    city: str
    municipality: str
    coordinator: str
    telephone: str


@dataclass(frozen=True, slots=True)
class InvitationInput:
    """One invitation: one resident, or a couple at one address.

    `address_lines` are the lines in the envelope window (names first), `recipient` is the name for
    the reply slip ("mevrouw A. Smeenk"), `salutation` has no comma at its end.
    """

    address_lines: tuple[str, ...]
    recipient: str
    salutation: str
    sender: SenderInput
    written_on: date
    reply_by: date
    couple: bool = False
    visitor: str = ""
    source: AddressSource = AddressSource.MUNICIPALITY


@dataclass(frozen=True, slots=True)
class EmergencySheetInput:
    """The two secrets of an organisation as words, for paper or a stick only."""

    organisation: str
    made_on: date
    recovery_words: tuple[str, ...]
    organisation_words: tuple[str, ...]
    keepers: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class StartCodeInput:
    """A start code for one visitor, told in person or by telephone, or on this slip."""

    visitor: str
    words: tuple[str, str, str, str]
    sender: SenderInput
    made_on: date


@dataclass(frozen=True, slots=True)
class DayVisit:
    """One appointment on a day sheet; `notes` only what the resident agreed to."""

    time: str
    name: str
    address: str
    telephone: str
    notes: str = ""


@dataclass(frozen=True, slots=True)
class DaySheetInput:
    """The appointments of one visitor on one day."""

    visitor: str
    day: date
    visits: tuple[DayVisit, ...]
    sender: SenderInput


@dataclass(frozen=True, slots=True)
class Block:
    """Rich text at a fixed place; all measures in millimetres from the top left of the page."""

    html: str
    left: float
    top: float
    width: float
    points: float = 13.0


@dataclass(frozen=True, slots=True)
class ReplySlip:
    """The strip below a dashed line: boxes to tick and lines to fill in."""

    title: str
    choices: tuple[str, ...]
    lines: tuple[str, ...]
    top: float = 236.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document on A4: blocks at fixed places, a text that flows on, and perhaps a reply slip.

    When the flowing text does not fit above the slip, the slip moves to the next page.
    """

    title: str
    placed: tuple[Block, ...]
    body: Block
    slip: ReplySlip | None = None
    bottom: float = 277.0
    next_top: float = 25.0


class Documents(Protocol):
    """Makes sheets out of inputs; the words come from the templates of the program."""

    def invitation(self, letter: InvitationInput) -> Sheet:
        """The invitation with its reply slip."""
        ...

    def emergency_sheet(self, secrets: EmergencySheetInput) -> Sequence[Sheet]:
        """The emergency sheet in two copies."""
        ...

    def start_code_slip(self, code: StartCodeInput) -> Sheet:
        """The slip with a start code."""
        ...

    def day_sheet(self, day: DaySheetInput) -> Sheet:
        """The day sheet of a visitor."""
        ...
