"""What follows after a visit, in a real encrypted database: notes, referrals, permission."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.consent import Purpose
from huisbezoek.model.domain.events import (
    AftercareDone,
    ContactKind,
    ReportAdded,
    ReportAssessed,
    ReportHandedIn,
    VisitHeld,
    VisitOrigin,
    VisitPlanned,
)
from huisbezoek.model.domain.follow_up_events import (
    InvitedTo,
    ReferralResult,
    SignalKind,
    SignalOutcome,
    ToldBy,
    Urgency,
)
from huisbezoek.model.domain.open_loops import LoopKind
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.domain.referrals import ReferralStatus
from huisbezoek.model.domain.report_documents import report_to_document
from huisbezoek.model.domain.reports import LineKind, ReportLine
from huisbezoek.model.domain.signals import SignalStatus
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.usecases.follow_up import (
    InvitationOfferMissingError,
    NewInvitation,
    NewSignal,
    act_on_signal,
    assign_signal,
    call_visitor,
    close_signal,
    follow_up,
    follow_up_of,
    invite_to,
    own_notes,
    raise_signal,
    see_signal,
    signal_of,
)
from huisbezoek.model.usecases.permission import (
    NothingToWithdrawError,
    report_of,
    withdraw_permission,
)
from huisbezoek.model.usecases.ports.follow_up import ReferralQuestion, SignalQuestion
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.privacy import redact_line
from huisbezoek.model.usecases.referrals import (
    NewReferral,
    accept_referral,
    close_referral,
    enter_permission,
    enter_result,
    hand_over_referral,
    propose_referral,
    referral_of,
    remind_partner,
)
from huisbezoek.model.usecases.resident_view import view_resident
from tests import resident_reports
from tests.open_profile import OpenProfile, open_profile
from tests.profiles import COORDINATOR, TODAY, identifier

VISIT, OFFER = identifier(70), identifier(80)
HELD_ON = date(2026, 11, 18)
LATE = date(2027, 6, 1)
NOTE = NewSignal(SignalKind.EATING_AND_WEIGHT, " De koelkast was leeg. ", Urgency.CALL_TODAY, VISIT)


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[OpenProfile]:
    with open_profile(tmp_path / "profile") as opened:
        yield opened


@pytest.fixture
def resident(profile: OpenProfile) -> str:
    return profile.add(ResidentCard(surname="Bakker", initials="A.", sex="V"))


def raised(profile: OpenProfile, resident: str, note: NewSignal = NOTE) -> str:
    signal: str = profile.do(
        raise_signal, resident, note, random_bytes=profile.random_bytes, on=TODAY
    )
    return signal


def proposed(profile: OpenProfile, resident: str) -> str:
    new = NewReferral(OFFER, " Zij wil weer zingen. ", VISIT)
    referral: str = profile.do(
        propose_referral, resident, new, random_bytes=profile.random_bytes, on=TODAY
    )
    return referral


def loops(profile: OpenProfile) -> list[LoopKind]:
    return [one.loop.kind for one in profile.ask(follow_up).loops]


def test_a_note_is_followed_to_its_end(profile: OpenProfile, resident: str) -> None:
    signal = raised(profile, resident)
    found = profile.ask(follow_up)
    (row,) = found.signals
    assert (row.signal, row.resident, row.visit) == (signal, resident, VISIT)
    assert (row.formal_name, row.status) == ("mevrouw Bakker", SignalStatus.RAISED)
    assert (row.kind, row.urgency) == (SignalKind.EATING_AND_WEIGHT, Urgency.CALL_TODAY)
    assert "koelkast" not in repr(found)
    assert [one.loop.kind for one in found.loops] == [LoopKind.SIGNAL, LoopKind.CALL_VISITOR]
    assert (found.loops[0].resident, found.loops[0].urgency) == (resident, Urgency.CALL_TODAY)
    assert not found.loops[0].is_late(TODAY)
    assert found.loops[0].is_late(LATE)

    profile.do(see_signal, resident, signal, on=TODAY)
    profile.do(see_signal, resident, signal, on=LATE)
    assert profile.ask(own_notes, COORDINATOR.person)[0].seen_on == TODAY
    profile.do(assign_signal, resident, signal, "ouderenadviseur", on=TODAY)
    profile.do(act_on_signal, resident, signal, "Boodschappen geregeld", on=TODAY)
    profile.do(close_signal, resident, signal, SignalOutcome.HELP_ARRANGED, on=TODAY)
    # The visitor is still to be called.
    assert loops(profile) == [LoopKind.CALL_VISITOR]
    profile.do(call_visitor, resident, signal, on=TODAY)
    assert profile.ask(follow_up).signals == ()
    state = profile.ask(signal_of, resident, signal)
    assert (state.text, state.assigned_to) == ("De koelkast was leeg.", "ouderenadviseur")
    (row,) = profile.ask(follow_up, open_only=False).signals
    assert (row.outcome, row.due_on) == (SignalOutcome.HELP_ARRANGED, None)


def test_a_referral_is_followed_to_its_end(profile: OpenProfile, resident: str) -> None:
    referral = proposed(profile, resident)
    assert loops(profile) == [LoopKind.ASK_PERMISSION]
    profile.do(enter_permission, resident, referral, given=True, on=TODAY)
    assert loops(profile) == [LoopKind.HAND_OVER]
    profile.do(hand_over_referral, resident, referral, warm=True, to="Het koor", on=TODAY)
    profile.do(remind_partner, resident, referral, on=TODAY)
    assert loops(profile) == [LoopKind.REMIND_PARTNER]
    profile.do(accept_referral, resident, referral, on=TODAY)
    assert loops(profile) == [LoopKind.ASK_RESULT]
    profile.do(enter_result, resident, referral, ReferralResult.STARTED, on=TODAY)
    (row,) = profile.ask(follow_up).referrals
    assert (row.offer, row.handed_to, row.is_permitted) == (OFFER, "Het koor", True)
    assert (row.result, row.status) == (ReferralResult.STARTED, ReferralStatus.RESULT_KNOWN)
    profile.do(close_referral, resident, referral, on=TODAY)
    assert profile.ask(follow_up).referrals == ()
    (closed,) = profile.ask(follow_up, open_only=False).referrals
    assert closed.status is ReferralStatus.CLOSED
    assert profile.ask(follow_up, open_only=False).loops == ()
    assert profile.ask(referral_of, resident, referral).wish == "Zij wil weer zingen."


def test_lists_are_asked_for_by_resident_person_and_offer(
    profile: OpenProfile, resident: str
) -> None:
    other = profile.add(ResidentCard(surname="Smit"))
    for one in (resident, other):
        raised(profile, one)
        proposed(profile, one)
    me, nobody = COORDINATOR.person, identifier(99)

    def signals(**asked: Any) -> int:
        return len(profile.ask(lambda reading: reading.signals(SignalQuestion(**asked))))

    def referrals(**asked: Any) -> int:
        return len(profile.ask(lambda reading: reading.referrals(ReferralQuestion(**asked))))

    assert (signals(), signals(resident=other), signals(raised_by=me)) == (2, 1, 2)
    assert (signals(raised_by=nobody), referrals(proposed_by=nobody)) == (0, 0)
    assert (referrals(), referrals(resident=other), referrals(offer=OFFER)) == (2, 1, 2)


def test_one_resident_has_notes_referrals_and_invitations(
    profile: OpenProfile, resident: str
) -> None:
    raised(profile, resident)
    proposed(profile, resident)
    profile.do(invite_to, resident, NewInvitation(" Avond over wonen ", OFFER, TODAY), on=TODAY)
    known = profile.ask(follow_up_of, resident)
    assert (len(known.signals), len(known.referrals), len(known.loops)) == (1, 1, 3)
    assert [one.event for one in known.invitations] == [
        InvitedTo(OFFER, "Avond over wonen", TODAY, TODAY)
    ]
    with pytest.raises(InvitationOfferMissingError):
        profile.do(invite_to, resident, NewInvitation(" "), on=TODAY)


def test_what_somebody_told_keeps_who_and_asks_for_no_call(
    profile: OpenProfile, resident: str
) -> None:
    told = NewSignal(
        SignalKind.GRIEF,
        "De huisarts belde.",
        Urgency.CALL_TODAY,
        told_by=ToldBy.GENERAL_PRACTITIONER,
        agreed=True,
    )
    signal = profile.do(raise_signal, resident, told, random_bytes=profile.random_bytes, on=TODAY)
    known = profile.ask(signal_of, resident, signal)
    assert (known.told_by, known.agreed) == (ToldBy.GENERAL_PRACTITIONER, True)
    # The term is that of any urgent note; nobody was on a visit who should be called.
    assert (known.due_on, known.call_visitor_by) == (TODAY, None)
    (row,) = profile.ask(lambda reading: reading.signals(SignalQuestion()))
    assert (row.call_visitor_by, row.visit) == (None, "")


def test_what_is_not_known_is_refused(profile: OpenProfile, resident: str) -> None:
    with pytest.raises(UnknownSubjectError):
        profile.do(see_signal, resident, identifier(1), on=TODAY)
    with pytest.raises(UnknownSubjectError):
        profile.do(accept_referral, resident, identifier(1), on=TODAY)


# --- permission taken back -------------------------------------------------------------------


def visited(profile: OpenProfile, resident: str) -> None:
    report = resident_reports.report_of(VISIT, resident, HELD_ON)
    line = ReportLine(LineKind.GOOD_TO_KNOW, "De bel is stuk.")
    document = report_to_document(
        type(report)(**{**_parts(report), "lines": (*report.lines, line)})
    )
    profile.record(
        SubjectKind.VISIT,
        VISIT,
        VisitPlanned(resident, ("age75",), VisitOrigin.ROUND, HELD_ON),
        VisitHeld(HELD_ON, 60, ContactKind.HOME_VISIT),
        ReportHandedIn(document, HELD_ON),
        ReportAdded("Zij belde nog.", HELD_ON),
        ReportAssessed(follow_up=False, on=HELD_ON),
    )


def _parts(report: Any) -> dict[str, Any]:
    return {name: getattr(report, name) for name in report.__dataclass_fields__}


def test_withdrawing_takes_the_lines_out_everywhere_at_once(profile: OpenProfile) -> None:
    card = ResidentCard(surname="Bakker", good_to_know="De bel is stuk.\nZij hoort slecht.")
    resident = profile.add(card)
    visited(profile, resident)
    signal = raised(profile, resident, NewSignal(SignalKind.GRIEF, "Zij huilde.", visit=VISIT))
    assert resident_reports.TOLD in repr(profile.ask(report_of, VISIT))

    profile.do(withdraw_permission, VISIT, [Purpose.NOTES], on=TODAY)
    assert resident_reports.TOLD not in repr(profile.ask(report_of, VISIT))
    view = profile.ask(view_resident, resident, TODAY, is_coordinator=True)
    reports = [entry.report for entry in view.entries if entry.report is not None]
    assert resident_reports.TOLD not in repr(reports)
    assert "belde nog" not in repr([entry.event for entry in view.entries])
    assert not view.consents.allows(Purpose.NOTES)
    assert view.card.good_to_know == "Zij hoort slecht."
    assert profile.ask(signal_of, resident, signal).text == ""
    assert "huilde" not in repr(view.entries)
    with pytest.raises(NothingToWithdrawError):
        profile.do(withdraw_permission, VISIT, [Purpose.NOTES], on=TODAY)
    with pytest.raises(NothingToWithdrawError):
        profile.do(withdraw_permission, VISIT, [], on=TODAY)


def test_a_call_that_was_still_to_be_made_is_waived(profile: OpenProfile, resident: str) -> None:
    visited(profile, resident)
    profile.do(withdraw_permission, VISIT, [Purpose.AFTERCARE], on=TODAY)
    state = profile.ask(lambda reading: reading.visit(VISIT))
    assert state.status is VisitStatus.CLOSED_DONE
    events = profile.ask(lambda reading: reading.visit_events(VISIT))
    assert events[-1].event == AftercareDone(TODAY, waived=True)


def test_a_visit_without_report_or_resident_can_be_asked_about(
    profile: OpenProfile, resident: str
) -> None:
    planned = VisitPlanned(resident, ("age75",), VisitOrigin.ROUND, HELD_ON)
    profile.record(SubjectKind.VISIT, VISIT, planned)
    assert profile.ask(report_of, VISIT) is None
    profile.do(withdraw_permission, VISIT, [Purpose.FAMILY], on=TODAY)
    lost = VisitPlanned(identifier(404), ("age75",), VisitOrigin.ROUND, HELD_ON)
    profile.record(SubjectKind.VISIT, identifier(71), lost)
    assert profile.ask(report_of, identifier(71)) is None


def test_a_sentence_that_is_redacted_leaves_the_note_too(
    profile: OpenProfile, resident: str
) -> None:
    visited(profile, resident)
    signal = raised(
        profile,
        resident,
        NewSignal(SignalKind.OTHER, f"Let op. {resident_reports.TOLD}", visit=VISIT),
    )
    elsewhere = raised(profile, resident, NewSignal(SignalKind.OTHER, resident_reports.TOLD))
    unlike = raised(profile, resident, NewSignal(SignalKind.OTHER, "Iets anders.", visit=VISIT))
    report = profile.ask(report_of, VISIT)
    told = next(line for line in report.lines if line.text == resident_reports.TOLD)
    assert profile.do(redact_line, VISIT, told.id) == 1
    texts = {one: profile.ask(signal_of, resident, one).text for one in (signal, elsewhere, unlike)}
    assert texts == {signal: "", elsewhere: resident_reports.TOLD, unlike: "Iets anders."}
