"""The sheet for a warm hand-over: only what the resident agreed to pass on to this partner."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.consent import ConsentAnswer, Purpose
from huisbezoek.model.domain.names import addressed_name
from huisbezoek.model.domain.referrals import (
    ReferralNotPermittedError,
    ReferralState,
    ReferralStatus,
)
from huisbezoek.model.domain.reports import LineKind, Report
from huisbezoek.model.usecases.permission import report_of
from huisbezoek.model.usecases.ports.documents import SenderInput, WarmHandOverInput
from huisbezoek.model.usecases.ports.work import Reading
from huisbezoek.model.usecases.referrals import referral_of
from huisbezoek.model.usecases.senders import known_sender

_NOT_NOW = frozenset({ReferralStatus.REFUSED, ReferralStatus.CLOSED})


class Shared(StrEnum):
    """What a resident may agree to pass on besides the lines that were agreed."""

    NAME = "name"
    ADDRESS = "address"
    TELEPHONE = "telephone"
    WISH = "wish"


@dataclass(frozen=True, slots=True)
class HandOverPlan:
    """What was agreed about the hand-over; nothing is passed on that is not named here.

    `lines` are the ids of the agreed lines of the report that may be passed on.
    """

    shared: Collection[Shared] = (Shared.WISH,)
    lines: Collection[str] = ()
    goes_along: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Partner:
    """The partner: `offer` is its identifier in the social map, `name` as people say it."""

    offer: str
    name: str

    def names(self) -> tuple[str, ...]:
        """Under what a permission for this partner may be kept."""
        return tuple(dict.fromkeys(one for one in (self.offer, self.name) if one))


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a referral; the report is the one of its visit, as it is allowed now."""

    referral: ReferralState
    report: Report | None
    card: ResidentCard
    partner: Partner


def prepare_hand_over(
    reading: Reading, resident: str, referral: str, partner: Partner, plan: HandOverPlan, on: date
) -> WarmHandOverInput:
    """The sheet for one referral, as the resident allows now.

    Raises ReferralNotPermittedError and UnknownSubjectError.
    """
    state = referral_of(reading, resident, referral)
    report = report_of(reading, state.visit) if state.visit else None
    card = reading.resident(resident).state.card
    sender = known_sender(reading.organisation())
    known = Known(state, report, card, partner)
    return warm_hand_over(known, plan, sender, on)


def agreed_lines(report: Report | None) -> tuple[tuple[str, str], ...]:
    """The lines that may be chosen for the sheet, with their ids: what was agreed together."""
    found = report.limited().of_kind(LineKind.AGREED) if report is not None else ()
    return tuple((line.id, line.text) for line in found)


def warm_hand_over(
    known: Known, plan: HandOverPlan, sender: SenderInput, on: date
) -> WarmHandOverInput:
    """The sheet out of what is known, limited by permission. Raises ReferralNotPermittedError.

    A no or a withdrawal at this partner outranks a permission on the referral.
    """
    referral, report, card, partner = known.referral, known.report, known.card, known.partner
    if not _is_permitted(referral, report, partner):
        raise ReferralNotPermittedError
    shares = frozenset(plan.shared)
    address = card.address()
    chosen = [text for key, text in agreed_lines(report) if key in plan.lines]
    return WarmHandOverInput(
        offer=partner.name,
        sender=sender,
        made_on=on,
        agreed_on=referral.answered_on or on,
        resident=addressed_name(card.name()) if Shared.NAME in shares else "",
        address_lines=address.lines() if Shared.ADDRESS in shares else (),
        telephone=card.telephone if Shared.TELEPHONE in shares else "",
        wish=referral.wish if Shared.WISH in shares and not referral.is_withheld else "",
        agreed=tuple(dict.fromkeys((*_said_to_pass_on(report, partner), *chosen))),
        goes_along=plan.goes_along.strip(),
        at=plan.at,
    )


def _said_to_pass_on(report: Report | None, partner: Partner) -> tuple[str, ...]:
    """What the resident said this partner may know, line by line, as the hand-in page kept it."""
    if report is None:
        return ()
    found = (report.limited().consents.find(Purpose.REFERRAL, name) for name in partner.names())
    return tuple(share for one in found if one is not None for share in one.shares)


def _is_permitted(referral: ReferralState, report: Report | None, partner: Partner) -> bool:
    if referral.is_permitted is not True or referral.status in _NOT_NOW:
        return False
    if report is None:
        return True
    said = {report.consents.answer(Purpose.REFERRAL, name) for name in partner.names()}
    return not said & {ConsentAnswer.NO, ConsentAnswer.WITHDRAWN}
