"""What counts as contact with a resident, and what a report leads to."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from huisbezoek.model.domain.answers import Answer, Answers
from huisbezoek.model.domain.cards import OfferCard, ResidentCard
from huisbezoek.model.domain.consent import Consent, ConsentAnswer, Purpose
from huisbezoek.model.domain.contacts import contact_of, count_contacts
from huisbezoek.model.domain.events import (
    AftercareDone,
    CallLogged,
    CallOutcome,
    CardSent,
    ContactKind,
    Event,
    InvitationSent,
    OptedOut,
    VisitHeld,
)
from huisbezoek.model.domain.follow_up_events import InvitedTo
from huisbezoek.model.domain.planning_events import LightContactKind, LightContactMade
from huisbezoek.model.domain.referrals import ReferralStatus
from huisbezoek.model.domain.reports import LineKind, Report, ReportDraft, ReportLine
from huisbezoek.model.domain.social_map import VOLUNTEERING, Offer
from huisbezoek.model.domain.wishes import draft_helps_others, offers_for_line, wishes_of
from huisbezoek.model.usecases.follow_up import follow_up_of
from huisbezoek.model.usecases.referrals import enter_permission, propose_from_report
from tests.open_profile import OpenProfile, open_profile
from tests.resident_reports import report_of

ON, AT = date(2026, 11, 22), datetime(2026, 11, 22, 10, 0)  # noqa: DTZ001 - a wall-clock time
HELPS = ReportLine(
    LineKind.TICK, "Wil iets voor een ander doen", "participation", code="wants_to_help"
)
CHESS = "c" * 32
OFFERS = (
    Offer(VOLUNTEERING, OfferCard(name="Servicepunt Vrijwilligerswerk", life_areas="meaning")),
    Offer(CHESS, OfferCard(name="Schaakclub De Toren", life_areas="participation")),
    Offer("d" * 32, OfferCard(name="Oude club", life_areas="participation", retired=True)),
)


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        (InvitationSent("letter", ON), ContactKind.LETTER),
        (CardSent(ON), ContactKind.CARD),
        (InvitedTo("", "Avond", ON), ContactKind.GROUP_MEETING),
        (VisitHeld(ON, 60, ContactKind.WALK), ContactKind.WALK),
        (CallLogged(CallOutcome.YES, AT), ContactKind.TELEPHONE),
        (CallLogged(CallOutcome.NO_ANSWER, AT), None),
        (AftercareDone(ON), ContactKind.AFTERCARE),
        (AftercareDone(ON, waived=True), None),
        (LightContactMade(LightContactKind.CARD, ON), ContactKind.CARD),
        (LightContactMade(LightContactKind.TELEPHONE, ON), ContactKind.TELEPHONE),
        (OptedOut(ON), None),
    ],
)
def test_only_who_was_reached_counts(event: Event, kind: ContactKind | None) -> None:
    assert contact_of(event) is kind


def test_contacts_are_counted_per_kind() -> None:
    counted = count_contacts([CardSent(ON), InvitationSent("a", ON), CardSent(ON), OptedOut(ON)])
    assert list(counted.items()) == [(ContactKind.LETTER, 1), (ContactKind.CARD, 2)]


def test_who_wants_to_help_others_leads_to_volunteering_first() -> None:
    assert [one.offer for one in offers_for_line(OFFERS, HELPS)] == [VOLUNTEERING, CHESS]
    wish = ReportLine(LineKind.WISH, "Schaken", "participation")
    assert [one.offer for one in offers_for_line(OFFERS, wish)] == [CHESS]


def test_the_wishes_of_a_report_are_those_that_somebody_has() -> None:
    lines = (
        HELPS,
        replace(HELPS, code="active"),
        ReportLine(LineKind.VOLUNTEER, value=True),
        ReportLine(LineKind.VOLUNTEER, value=False),
        ReportLine(LineKind.HELP_WANTED, subject="home", value=False),
        ReportLine(LineKind.WISH, "Schaken"),
    )
    report = replace(report_of("v", "r", ON), lines=lines)
    assert wishes_of(report) == (lines[0], lines[2], lines[5])


def test_a_draft_says_it_by_a_tick_of_any_subject_or_at_the_end() -> None:
    draft = ReportDraft("v", "r", "riet", ON)
    assert not draft_helps_others(draft)
    assert draft_helps_others(replace(draft, wants_to_volunteer=True))
    ticked = Answers({"participation.ticks": Answer(("active", "wants_to_help"))})
    assert draft_helps_others(replace(draft, answers=ticked))


@pytest.fixture
def made(tmp_path: Path):
    with open_profile(tmp_path / "profile") as profile:
        yield profile, profile.add(ResidentCard(surname="Bakker"))


def handed_in(resident: str, *asked: tuple[str, ConsentAnswer], helps: bool = True) -> Report:
    report = report_of("e" * 32, resident, ON)
    consents = report.consents
    for partner, answer in asked:
        said = Consent(Purpose.REFERRAL, answer, "riet", AT, partner=partner, shares=("Schaakt.",))
        consents = consents.with_consent(said)
    return replace(report, consents=consents, lines=(HELPS,) if helps else ())


def propose(profile: OpenProfile, report: Report) -> tuple[str, ...]:
    return profile.do(propose_from_report, report, OFFERS, lambda line: line.text, on=ON)


def referrals(profile: OpenProfile, resident: str) -> dict[str, tuple[str, ReferralStatus]]:
    known = profile.ask(follow_up_of, resident).referrals
    return {one.offer: (one.wish, one.status) for one in known}


def test_helping_others_becomes_a_proposal_that_waits_for_permission(made) -> None:
    profile, resident = made
    assert len(propose(profile, handed_in(resident))) == 1
    asked = {VOLUNTEERING: (HELPS.text, ReferralStatus.PROPOSED)}
    assert referrals(profile, resident) == asked
    # Handed in again with an addition: it is on its road already.
    assert propose(profile, handed_in(resident)) == ()
    assert referrals(profile, resident) == asked
    (only,) = profile.ask(follow_up_of, resident).referrals
    profile.do(enter_permission, resident, only.referral, given=False, on=ON)
    assert propose(profile, handed_in(resident)) == ()


def test_a_yes_at_the_table_is_permission_and_a_no_is_no_proposal(made) -> None:
    profile, resident = made
    yes, no = ConsentAnswer.YES, ConsentAnswer.NO
    said = (("Servicepunt Vrijwilligerswerk", no), ("schaakclub de toren", yes), ("Elders", yes))
    propose(profile, handed_in(resident, *said))
    assert referrals(profile, resident) == {CHESS: ("Schaakt.", ReferralStatus.PERMITTED)}
    assert propose(profile, handed_in(resident, helps=False)) == ()
