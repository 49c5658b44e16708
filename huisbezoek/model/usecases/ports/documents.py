"""What the use cases put on paper: frozen inputs, and sheets that any painter can draw in mm."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from huisbezoek.model.usecases.ports.paper_guide import PaperSubject


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
    the reply slip ("mevrouw A. Smeenk"), `salutation` has no comma at its end. A `second` letter
    says that it is the last one of this round.
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
    second: bool = False


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
class LostLaptopInput:
    """Whose data was on a lost laptop: names with their addresses, and the 72 hours in words."""

    person: str
    noticed_at: datetime
    report_until: datetime
    residents: tuple[tuple[str, str], ...]
    sender: SenderInput


@dataclass(frozen=True, slots=True)
class PartnerListInput:
    """Whom a partner organisation visits: names with their addresses, and nothing else of them."""

    partner: str
    residents: tuple[tuple[str, str], ...]
    made_on: date
    sender: SenderInput


@dataclass(frozen=True, slots=True)
class DaySheetInput:
    """The appointments of one visitor on one day.

    `order` are the addresses in the order that would be handy; empty when the times follow it.
    """

    visitor: str
    day: date
    visits: tuple[DayVisit, ...]
    sender: SenderInput
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WeekSheetDay:
    """One day of a week on paper; `note` says what is the matter with it, a holiday for one."""

    day: date
    note: str
    visits: tuple[DayVisit, ...]


@dataclass(frozen=True, slots=True)
class WeekSheetInput:
    """The appointments of one week, from Monday; `visitor` is '' for those of all visitors."""

    visitor: str
    days: tuple[WeekSheetDay, ...]
    sender: SenderInput


@dataclass(frozen=True, slots=True)
class PaperGuideInput:
    """The guide of a talk for on paper; no name on it, the visitor may write one down."""

    subjects: tuple[PaperSubject, ...]
    sender: SenderInput


@dataclass(frozen=True, slots=True)
class WarmHandOverInput:
    """What a partner gets at a warm hand-over: only what the resident agreed to pass on.

    Every field that the resident did not agree to is empty. `wish` and `agreed` are in the words of
    the talk, `goes_along` says who comes with the resident, `at` when the three of them meet.
    """

    offer: str
    sender: SenderInput
    made_on: date
    agreed_on: date
    resident: str = ""
    address_lines: tuple[str, ...] = ()
    telephone: str = ""
    wish: str = ""
    agreed: tuple[str, ...] = ()
    goes_along: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AgreedInput:
    """What stays with the resident: what was agreed, who calls when, and what was left.

    No name of the resident on it, and nothing of notes or of an impression.
    """

    held_on: date
    visitor: str
    agreed: tuple[str, ...]
    left: tuple[str, ...]
    calls_on: date | None
    sender: SenderInput
    stand_in: str = ""
    stand_in_telephone: str = ""


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

    When the flowing text does not fit above the slip, the slip moves to the next page. `sections`
    flow on after the body and are not torn over two pages where that can be avoided. `foot` stands
    below each page; in it {page} is the number of the page and {pages} how many there are.
    """

    title: str
    placed: tuple[Block, ...]
    body: Block
    slip: ReplySlip | None = None
    bottom: float = 277.0
    next_top: float = 25.0
    sections: tuple[str, ...] = ()
    foot: str = ""


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

    def answer_code_slip(self, code: StartCodeInput) -> Sheet:
        """The slip with the four words that open an answer to a forgotten password."""
        ...

    def lost_laptop_list(self, lost: LostLaptopInput) -> Sheet:
        """The list of whose data was on a lost laptop, to judge and report by."""
        ...

    def partner_list(self, listed: PartnerListInput) -> Sheet:
        """The list of whom a partner organisation visits."""
        ...

    def day_sheet(self, day: DaySheetInput) -> Sheet:
        """The day sheet of a visitor."""
        ...

    def week_sheet(self, week: WeekSheetInput) -> Sheet:
        """The week of a visitor, or of all."""
        ...

    def paper_guide(self, guide: PaperGuideInput) -> Sheet:
        """The guide of a talk, to write on."""
        ...

    def warm_hand_over(self, hand_over: WarmHandOverInput) -> Sheet:
        """The sheet for the partner at a warm hand-over."""
        ...

    def agreed(self, agreed: AgreedInput) -> Sheet:
        """The page 'Dit hebben we afgesproken', which stays with the resident."""
        ...
