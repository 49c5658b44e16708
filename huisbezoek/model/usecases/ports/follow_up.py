"""Reading what follows after visits: signals, referrals, the social map and published guides."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from huisbezoek.model.domain.cards import OfferCard
from huisbezoek.model.domain.follow_up_events import (
    ReferralResult,
    SignalKind,
    SignalOutcome,
    Urgency,
)
from huisbezoek.model.domain.referrals import ReferralStatus
from huisbezoek.model.domain.signals import SignalStatus


@dataclass(frozen=True, slots=True)
class SignalQuestion:
    """Which notes: open ones only or all; of one resident, or raised by one person.

    Open is also a closed note whose visitor is still to be called.
    """

    open_only: bool = True
    resident: str = ""
    raised_by: str = ""


@dataclass(frozen=True, slots=True)
class SignalRow:
    """A note as lists show it, without its words. `formal_name` is that of the resident.

    `due_on` is the day by which the next step is expected, `call_visitor_by` the day by which the
    visitor is to be called; None when nothing is.
    """

    signal: str
    resident: str
    formal_name: str
    visit: str
    kind: SignalKind
    urgency: Urgency | None
    status: SignalStatus
    raised_on: date
    raised_by: str
    seen_on: date | None
    assigned_to: str
    since: date
    due_on: date | None
    call_visitor_by: date | None
    outcome: SignalOutcome | None


@dataclass(frozen=True, slots=True)
class ReferralQuestion:
    """Which referrals: open ones only or all; of one resident, to one offer, or by one person."""

    open_only: bool = True
    resident: str = ""
    offer: str = ""
    proposed_by: str = ""


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """A referral as lists show it, without the wish. `formal_name` is that of the resident."""

    referral: str
    resident: str
    formal_name: str
    visit: str
    offer: str
    status: ReferralStatus
    is_permitted: bool | None
    handed_to: str
    result: ReferralResult | None
    proposed_on: date
    proposed_by: str
    since: date
    due_on: date | None


@dataclass(frozen=True, slots=True)
class StoredOffer:
    """An entry of the social map that somebody on this profile added or changed."""

    offer: str
    card: OfferCard


@dataclass(frozen=True, slots=True)
class PublishedGuide:
    """A version of a guide that was published: `document` is the FHIR Questionnaire as text."""

    guide: str
    name: str
    version: str
    document: str
    on: date
    author: str


class FollowUpReading(Protocol):
    """Questions about what follows after visits."""

    def signals(self, question: SignalQuestion) -> tuple[SignalRow, ...]:
        """The notes asked for, the first due first."""
        ...

    def referrals(self, question: ReferralQuestion) -> tuple[ReferralRow, ...]:
        """The referrals asked for, the first due first."""
        ...

    def offers(self) -> tuple[StoredOffer, ...]:
        """The entries of the social map that were added or changed, retired ones too, by id."""
        ...

    def published_guides(self) -> tuple[PublishedGuide, ...]:
        """The versions of guides that were published, by guide and in order."""
        ...
