"""Referrals: proposed beside a wish, allowed, handed over, and followed until a person closes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from huisbezoek.model.domain.consent import ConsentAnswer
from huisbezoek.model.domain.follow_up_events import (
    ReferralEvent,
    ReferralProposed,
    ReferralResult,
)
from huisbezoek.model.domain.identity import RandomBytes, named_identifier, new_identifier
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.people_search import fold
from huisbezoek.model.domain.referrals import (
    ReferralState,
    decide_accept,
    decide_close_referral,
    decide_permission,
    decide_propose,
    decide_referral_hand_over,
    decide_remind,
    decide_result,
    fold_referrals,
)
from huisbezoek.model.domain.reports import Report, ReportLine
from huisbezoek.model.domain.social_map import VOLUNTEERING, Offer
from huisbezoek.model.domain.wishes import helps_others
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.ports.work import Reading, Writing


@dataclass(frozen=True, slots=True)
class NewReferral:
    """What is proposed: an entry of the social map, beside a wish in the resident's words."""

    offer: str
    wish: str = ""
    visit: str = ""


def referral_of(reading: Reading, resident: str, referral: str) -> ReferralState:
    """One referral. Raises UnknownSubjectError."""
    known = fold_referrals(reading.resident(resident).events)
    found = next((one for one in known if one.referral == referral), None)
    if found is None:
        raise UnknownSubjectError
    return found


def propose_referral(
    writing: Writing, resident: str, new: NewReferral, *, random_bytes: RandomBytes, on: date
) -> str:
    """Remembers what was proposed; answers its identifier. Raises ReferralOfferMissingError."""
    proposed = ReferralProposed(
        new_identifier(random_bytes), new.visit, new.offer, new.wish.strip(), on
    )
    _record(writing, resident, decide_propose(proposed))
    return proposed.referral


def propose_from_report(
    writing: Writing,
    report: Report,
    offers: Iterable[Offer],
    words: Callable[[ReportLine], str],
    *,
    on: date,
) -> tuple[str, ...]:
    """What a report that is handed in leads to by itself; answers the new referrals.

    To each entry of the social map about which the resident was asked and said yes; and to
    volunteering when the resident wants to do something for somebody else and did not refuse:
    without an answer the coordinator asks. `words` writes a line of the report for reading.
    """
    known = {one.offer: one for one in offers if not one.card.retired}
    by_name = {fold(one.card.name): one.offer for one in known.values()}
    asked = {by_name.get(fold(one.partner), ""): one for one in report.consents.partners()}
    wished = {
        offer: "\n".join(one.shares)
        for offer, one in asked.items()
        if offer and one.answer is ConsentAnswer.YES
    }
    helping = [words(line) for line in report.lines if helps_others(line)]
    refused = VOLUNTEERING in asked and VOLUNTEERING not in wished
    if helping and VOLUNTEERING in known and not refused:
        wished[VOLUNTEERING] = helping[0]
    events = writing.resident(report.resident_id).events
    waiting = {one.offer for one in fold_referrals(events) if one.is_open}
    made = []
    for offer in wished.keys() - waiting:
        # The same when the report is handed in again with an addition.
        referral = named_identifier("referral", report.visit_id, offer)
        if any(one.referral == referral for one in fold_referrals(events)):
            continue
        proposed = ReferralProposed(referral, report.visit_id, offer, wished[offer], on)
        _record(writing, report.resident_id, decide_propose(proposed))
        if offer in asked:
            enter_permission(writing, report.resident_id, referral, given=True, on=on)
        made.append(referral)
    return tuple(sorted(made))


def enter_permission(
    writing: Writing, resident: str, referral: str, *, given: bool, on: date
) -> None:
    """What the resident said about passing it on. Raises ReferralClosedError."""
    state = referral_of(writing, resident, referral)
    _record(writing, resident, decide_permission(state, on, given=given))


def hand_over_referral(
    writing: Writing, resident: str, referral: str, *, warm: bool, to: str, on: date
) -> None:
    """To the partner `to`; `warm` is together with the resident.

    Raises ReferralClosedError, ReferralNotPermittedError and ReferralOfferMissingError.
    """
    state = referral_of(writing, resident, referral)
    _record(writing, resident, decide_referral_hand_over(state, to, on, warm=warm))


def accept_referral(writing: Writing, resident: str, referral: str, *, on: date) -> None:
    """The partner took it on. Raises ReferralClosedError and ReferralNotHandedOverError."""
    _record(writing, resident, decide_accept(referral_of(writing, resident, referral), on))


def enter_result(
    writing: Writing, resident: str, referral: str, result: ReferralResult, *, on: date
) -> None:
    """What became of it. Raises ReferralClosedError and ReferralNotHandedOverError."""
    _record(writing, resident, decide_result(referral_of(writing, resident, referral), result, on))


def remind_partner(writing: Writing, resident: str, referral: str, *, on: date) -> None:
    """The partner was asked again.

    Raises ReferralClosedError, ReferralNotHandedOverError and ReferralNotPermittedError.
    """
    _record(writing, resident, decide_remind(referral_of(writing, resident, referral), on))


def close_referral(writing: Writing, resident: str, referral: str, *, on: date) -> None:
    """The referral is closed. Raises ReferralClosedError."""
    _record(writing, resident, decide_close_referral(referral_of(writing, resident, referral), on))


def _record(writing: Writing, resident: str, events: tuple[ReferralEvent, ...]) -> None:
    for event in events:
        writing.record(Subject(SubjectKind.RESIDENT, resident), event)
