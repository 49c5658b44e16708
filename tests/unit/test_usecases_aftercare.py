"""The call some weeks later: on its own day, whatever waits in the office, and never unasked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from huisbezoek.model.domain.cards import ResidentCard, VisitorCard
from huisbezoek.model.domain.consent import Consent, ConsentAnswer, Purpose
from huisbezoek.model.domain.events import (
    AftercareDone,
    Assigned,
    ContactKind,
    ReportAssessed,
    ReportHandedIn,
    VisitHeld,
    VisitOrigin,
    VisitPlanned,
)
from huisbezoek.model.domain.follow_up_events import SignalKind, Urgency
from huisbezoek.model.domain.next_steps import NOT_SAID, AgreedCall, StepCode, next_step
from huisbezoek.model.domain.open_loops import LoopKind, OpenLoop
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.domain.referrals import ReferralStatus
from huisbezoek.model.domain.report_documents import report_to_document
from huisbezoek.model.domain.reports import LineKind, ReportLine
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.usecases.aftercare import aftercare_talk, agreed_call
from huisbezoek.model.usecases.follow_up import (
    Loop,
    NewInvitation,
    NewSignal,
    assign_signal,
    invite_to,
    raise_signal,
)
from huisbezoek.model.usecases.follow_up_list import (
    FollowUpChoice,
    FollowUpPart,
    Reader,
    WaitingLoop,
    ask_addition,
    close_follow_up,
    follow_up_case,
    follow_up_list,
    late_loops,
)
from huisbezoek.model.usecases.overview import overview
from huisbezoek.model.usecases.ports.follow_up import ReferralRow
from huisbezoek.model.usecases.referrals import (
    NewReferral,
    enter_permission,
    hand_over_referral,
    propose_referral,
    remind_partner,
)
from huisbezoek.model.usecases.residents import StopReason, resume_contact, stop_contact
from huisbezoek.model.usecases.today import TodayGroup, today_view
from huisbezoek.model.usecases.visits import assess_report
from tests.open_profile import OpenProfile, open_profile
from tests.profiles import TODAY, identifier
from tests.resident_reports import VISITOR, report_of

CARD = ResidentCard(surname="Bakker", initials="A.", sex="V", telephone="+31600000007")
VISIT = identifier(70)


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[OpenProfile]:
    with open_profile(tmp_path / "profile") as opened:
        yield opened


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


HELD_ON = ago(10)


def visited(
    profile: OpenProfile,
    answer: ConsentAnswer | None,
    *,
    held_on: date = HELD_ON,
    agreed_on: date | None = None,
    visit: str = VISIT,
) -> str:
    """A resident with a report; `answer` is what was said about calling."""
    resident = profile.add(CARD, Assigned(VISITOR, ago(100)))
    report = report_of(visit, resident, held_on)
    consents = report.consents.without(Purpose.AFTERCARE)
    lines = tuple(line for line in report.lines if line.kind is not LineKind.AFTERCARE)
    if answer is not None:
        at = datetime.combine(held_on, time(11))
        consents = consents.with_consent(Consent(Purpose.AFTERCARE, answer, VISITOR, at))
    if agreed_on is not None:
        lines = (*lines, ReportLine(LineKind.AFTERCARE, value=agreed_on.isoformat()))
    document = report_to_document(replace(report, consents=consents, lines=lines))
    profile.record(
        SubjectKind.VISIT,
        visit,
        VisitPlanned(resident, ("age75",), VisitOrigin.ROUND, held_on),
        VisitHeld(held_on, 60, ContactKind.HOME_VISIT),
        ReportHandedIn(document, held_on),
    )
    return resident


def state(profile: OpenProfile, visit: str = VISIT):
    return profile.ask(lambda reading: reading.visit(visit))


def step(profile: OpenProfile, today: date):
    view = profile.ask(today_view, visitor=VISITOR, today=today)
    (card,) = view.cards
    return card


def test_the_call_comes_although_nobody_read_the_report_yet(profile: OpenProfile) -> None:
    visited(profile, ConsentAnswer.YES, held_on=ago(0))
    assert step(profile, TODAY + timedelta(days=27)).step.code is StepCode.ASSESS_REPORT
    found = step(profile, TODAY + timedelta(days=28))
    assert found.step.code is StepCode.CALL_AFTERCARE
    assert found.step.by == TODAY + timedelta(days=42)
    late = step(profile, TODAY + timedelta(days=43))
    assert late.group is TodayGroup.WAITS_LONGER


def test_the_call_comes_while_the_follow_up_runs_and_only_once(profile: OpenProfile) -> None:
    visited(profile, ConsentAnswer.YES, held_on=ago(30))
    profile.record(SubjectKind.VISIT, VISIT, ReportAssessed(follow_up=True, on=ago(20)))
    assert step(profile, TODAY).step.code is StepCode.CALL_AFTERCARE
    profile.record(SubjectKind.VISIT, VISIT, AftercareDone(TODAY))
    assert step(profile, TODAY).step.code is StepCode.CLOSE_FOLLOW_UP
    profile.do(close_follow_up, VISIT, today=TODAY)
    assert state(profile).status is VisitStatus.CLOSED_DONE


def test_the_agreed_day_counts(profile: OpenProfile) -> None:
    agreed = ago(-35)
    visited(profile, ConsentAnswer.YES, held_on=ago(10), agreed_on=agreed)
    profile.do(assess_report, VISIT, today=TODAY, follow_up=False)
    before = step(profile, TODAY + timedelta(days=34)).step
    assert (before.code, before.by) == (StepCode.AWAIT_AFTERCARE, agreed)
    on_the_day = step(profile, agreed).step
    assert (on_the_day.code, on_the_day.by) == (StepCode.CALL_AFTERCARE, agreed)


@pytest.mark.parametrize("answer", [ConsentAnswer.NO, ConsentAnswer.WITHDRAWN])
def test_who_does_not_want_a_call_is_not_called(
    profile: OpenProfile, answer: ConsentAnswer
) -> None:
    visited(profile, answer, held_on=ago(40))
    assert step(profile, TODAY).step.code is StepCode.ASSESS_REPORT
    profile.do(assess_report, VISIT, today=TODAY, follow_up=False)
    assert state(profile).status is VisitStatus.CLOSED_DONE
    assert state(profile).aftercare_on == TODAY


@pytest.mark.parametrize("reason", list(StopReason), ids=str)
def test_who_died_moved_or_wants_no_contact_is_not_called(
    profile: OpenProfile, reason: StopReason
) -> None:
    resident = visited(profile, ConsentAnswer.YES, held_on=ago(30))
    assert step(profile, TODAY).step.code is StepCode.CALL_AFTERCARE
    profile.do(stop_contact, resident, reason, TODAY)
    # The report is still read, and then the visit is done.
    assert step(profile, TODAY).step.code is StepCode.ASSESS_REPORT
    profile.do(assess_report, VISIT, today=TODAY, follow_up=False)
    assert profile.ask(today_view, visitor=VISITOR, today=TODAY).cards == ()
    assert state(profile).status is VisitStatus.CLOSED_DONE
    assert profile.database.check(thorough=True).projections_equal


def test_a_call_that_waited_goes_and_comes_back_with_a_mistaken_stop(
    profile: OpenProfile,
) -> None:
    resident = visited(profile, ConsentAnswer.YES, held_on=ago(30))
    profile.do(assess_report, VISIT, today=TODAY, follow_up=False)
    assert step(profile, TODAY).step.code is StepCode.CALL_AFTERCARE
    profile.do(stop_contact, resident, StopReason.DECEASED, TODAY)
    assert profile.ask(today_view, visitor=VISITOR, today=TODAY).cards == ()
    profile.do(resume_contact, resident, TODAY)
    assert step(profile, TODAY).step.code is StepCode.CALL_AFTERCARE


def test_after_follow_up_too_nobody_is_called_who_said_no(profile: OpenProfile) -> None:
    visited(profile, ConsentAnswer.NO)
    profile.do(assess_report, VISIT, today=TODAY, follow_up=True)
    assert state(profile).status is VisitStatus.FOLLOW_UP
    profile.do(close_follow_up, VISIT, today=TODAY)
    assert state(profile).status is VisitStatus.CLOSED_DONE


def test_what_was_not_asked_or_cannot_be_read_says_nothing(profile: OpenProfile) -> None:
    visited(profile, None)
    assert profile.ask(lambda reading: agreed_call(reading, reading.visit(VISIT))) == NOT_SAID
    resident = profile.add(CARD)
    later = identifier(71)
    profile.record(
        SubjectKind.VISIT,
        later,
        VisitPlanned(resident, ("age75",), VisitOrigin.ROUND, TODAY),
        ReportHandedIn({"format": 999}, TODAY),
    )
    assert profile.ask(lambda reading: agreed_call(reading, reading.visit(later))) == NOT_SAID
    planned = identifier(72)
    profile.record(
        SubjectKind.VISIT, planned, VisitPlanned(resident, ("age75",), VisitOrigin.ROUND, TODAY)
    )
    assert profile.ask(lambda reading: agreed_call(reading, reading.visit(planned))) == NOT_SAID
    talk = profile.ask(aftercare_talk, planned)
    assert (talk.agreed, talk.is_permitted) == ((), None)


def test_a_visit_without_a_day_has_no_day_to_call(profile: OpenProfile) -> None:
    visited(profile, ConsentAnswer.YES)
    undated = replace(state(profile), held_on=None, since=None)
    assert next_step(undated, TODAY, has_draft=False).code is StepCode.ASSESS_REPORT
    waiting = replace(undated, status=VisitStatus.AFTERCARE)
    assert next_step(waiting, TODAY, has_draft=False).by is None
    agreed = next_step(waiting, TODAY, has_draft=False, call=AgreedCall(ago(1)))
    assert agreed.code is StepCode.CALL_AFTERCARE


def test_the_call_asks_about_what_was_agreed_and_the_referrals(profile: OpenProfile) -> None:
    resident = visited(profile, ConsentAnswer.YES)
    new = NewReferral(identifier(90), "Schaken", VISIT)
    profile.do(propose_referral, resident, new, random_bytes=profile.random_bytes, on=TODAY)
    talk = profile.ask(aftercare_talk, VISIT)
    assert talk.agreed == ("De volgende keer nemen wij het boekje mee.",)
    assert [one.offer for one in talk.referrals] == [identifier(90)]
    assert talk.is_permitted is True


# --- the list of the coordinator -------------------------------------------------------------


def note(profile: OpenProfile, resident: str, urgency: Urgency | None, on: date) -> str:
    new = NewSignal(SignalKind.OTHER, "De post lag er nog.", urgency)
    return profile.do(raise_signal, resident, new, random_bytes=profile.random_bytes, on=on)


def test_of_one_day_the_most_urgent_stands_first(profile: OpenProfile) -> None:
    resident = profile.add(CARD)
    wait = note(profile, resident, Urgency.CAN_WAIT, ago(7))
    today = note(profile, resident, Urgency.CALL_TODAY, TODAY)
    danger = note(profile, resident, Urgency.DANGER_NOW, TODAY)
    found = profile.ask(follow_up_list)
    order = [one.loop.loop.identifier for one in found.loops if one.loop.loop.due_on == TODAY]
    assert order == [danger, today, wait]
    assert [one.opened_on for one in found.loops[:3]] == [TODAY, TODAY, ago(7)]


def test_what_is_past_its_term_is_counted_until_it_is_closed(profile: OpenProfile) -> None:
    resident = profile.add(CARD)
    note(profile, resident, Urgency.CAN_WAIT, ago(8))
    new = NewReferral(identifier(90), "Schaken")
    referral = profile.do(
        propose_referral, resident, new, random_bytes=profile.random_bytes, on=ago(15)
    )
    assert profile.ask(late_loops, TODAY) == 2
    found = profile.ask(follow_up_list)
    assert found.late(TODAY) == 2
    assert {one.opened_on for one in found.loops} == {ago(8), ago(15)}
    profile.do(enter_permission, resident, referral, given=False, on=TODAY)
    assert [row.referral for row in profile.ask(follow_up_list).closed_referrals] == [referral]
    assert profile.ask(late_loops, TODAY) == 1


def test_a_partner_that_is_silent_for_three_weeks_comes_back_by_itself(
    profile: OpenProfile,
) -> None:
    resident = profile.add(CARD)
    new = NewReferral(identifier(90), "Schaken")
    referral = profile.do(
        propose_referral, resident, new, random_bytes=profile.random_bytes, on=TODAY
    )
    profile.do(enter_permission, resident, referral, given=True, on=TODAY)
    profile.do(hand_over_referral, resident, referral, warm=False, to="De club", on=TODAY)
    (loop,) = profile.ask(follow_up_list).loops
    due = TODAY + timedelta(days=21)
    assert (loop.loop.loop.kind, loop.loop.loop.due_on) == (LoopKind.REMIND_PARTNER, due)
    late = due + timedelta(days=1)
    assert (profile.ask(late_loops, due), profile.ask(late_loops, late)) == (0, 1)
    assert profile.ask(overview, late).late_loops == 1
    # It stays, however long, until somebody asks the partner; then it comes back again.
    assert profile.ask(late_loops, due + timedelta(days=900)) == 1
    profile.do(remind_partner, resident, referral, on=late)
    assert profile.ask(late_loops, late + timedelta(days=21)) == 0
    assert profile.ask(late_loops, late + timedelta(days=22)) == 1


ME = Reader("me", "Anneke de Wit")


def test_the_list_is_narrowed_to_what_somebody_takes_up(profile: OpenProfile) -> None:
    resident = profile.add(CARD)
    loose = note(profile, resident, Urgency.CAN_WAIT, ago(9))
    mine, others = (note(profile, resident, None, TODAY) for _ in range(2))
    profile.do(assign_signal, resident, mine, "Anneke de Wit, coördinator", on=TODAY)
    profile.do(assign_signal, resident, others, "Joris van Dam, ouderenadviseur", on=TODAY)
    new = NewReferral(identifier(90), "Schaken")
    referral = profile.do(
        propose_referral, resident, new, random_bytes=profile.random_bytes, on=TODAY
    )
    found = profile.ask(follow_up_list)
    me = Reader(found.loops[-1].referral.proposed_by, "Anneke de Wit")

    def chosen(part: FollowUpPart, owner: str = "", reader: Reader = ME) -> set[str]:
        part_of_it = found.chosen(FollowUpChoice(part, owner), reader, TODAY)
        return {one.loop.loop.identifier for one in part_of_it.loops}

    assert chosen(FollowUpPart.ALL) == {loose, mine, others, referral}
    assert chosen(FollowUpPart.MINE) == {mine}
    assert chosen(FollowUpPart.MINE, reader=me) == {mine, referral}
    assert chosen(FollowUpPart.NOBODY) == {loose, referral}
    assert chosen(FollowUpPart.NOBODY, reader=me) == {loose}
    assert chosen(FollowUpPart.LATE) == {loose}
    assert chosen(FollowUpPart.ALL, "Joris van Dam") == {others}
    assert found.owners(ME) == ("Anneke de Wit", "Joris van Dam")


def test_a_referral_is_of_the_coordinator_who_proposed_it(profile: OpenProfile) -> None:
    visited(profile, None)
    found = profile.ask(follow_up_list)
    (row,) = found.reports
    referral = ReferralRow(
        referral="r",
        resident=row.resident,
        formal_name="",
        visit="",
        offer="",
        status=ReferralStatus.PROPOSED,
        is_permitted=None,
        handed_to="",
        result=None,
        proposed_on=TODAY,
        proposed_by="sanne",
        since=TODAY,
        due_on=TODAY,
    )
    loop = Loop(OpenLoop(TODAY, LoopKind.ASK_PERMISSION, "r"), row.resident, "")
    waiting = WaitingLoop(loop, referral=referral)
    for role, owner in (("coordinator", "Sanne Bos"), ("visitor", "")):
        known = replace(found, visitors={"sanne": VisitorCard(name="Sanne Bos", role=role)})
        assert known.owner(waiting, ME) == owner
    assert found.owner(WaitingLoop(loop), ME) == ""
    assert found.chosen(FollowUpChoice(FollowUpPart.LATE), ME, TODAY).reports == ()


def test_the_case_counts_the_contacts_of_every_kind(profile: OpenProfile) -> None:
    resident = visited(profile, None)
    profile.do(invite_to, resident, NewInvitation("Avond over wonen"), on=TODAY)
    counted = profile.ask(follow_up_case, resident).contacts
    assert counted == {ContactKind.HOME_VISIT: 1, ContactKind.GROUP_MEETING: 1}


def test_the_case_holds_the_wishes_of_the_last_report(profile: OpenProfile) -> None:
    resident = visited(profile, None)
    case = profile.ask(follow_up_case, resident)
    assert [line.kind for line in case.wishes] == [LineKind.HELP_WANTED]
    assert case.visit == VISIT
    assert case.signal("unknown") is None
    assert case.referral("unknown") is None
    signal = note(profile, resident, None, TODAY)
    known = profile.ask(follow_up_case, resident).signal(signal)
    assert known is not None
    nobody = profile.ask(follow_up_case, profile.add(CARD))
    assert (nobody.wishes, nobody.visit) == ((), "")


def test_an_addition_is_asked_of_the_visitor(profile: OpenProfile) -> None:
    visited(profile, None)
    profile.do(ask_addition, VISIT, " Welke dag? ", today=TODAY)
    assert state(profile).asked_addition == "Welke dag?"
