"""Around a visit: replies, calls, appointments of one and of two, and what may not be agreed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from huisbezoek.model.domain.events import (
    Answer,
    CallOutcome,
    CancelledBy,
    ContactKind,
    Died,
    ReportHandedIn,
    VisitHeld,
)
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.domain.visit_refusals import ContactStoppedError, VisitOverError
from huisbezoek.model.domain.visits import VisitState, VisitStatus
from huisbezoek.model.usecases.partners import partner_visits
from huisbezoek.model.usecases.visits import (
    NewAppointment,
    NoAppointmentError,
    assess_report,
    cancel_appointment,
    close_unreached,
    confirm_appointment,
    enter_reply,
    finish_aftercare,
    log_call,
    make_appointment,
    not_at_home,
    send_card,
)
from tests.people import TODAY, at, day
from tests.unit.round_profile import RoundProfile

WEDNESDAY = NewAppointment(at(day(2), 10, 30), present="Haar dochter is erbij")
THURSDAY = NewAppointment(at(day(3), 14))


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[RoundProfile]:
    opened = RoundProfile(tmp_path / "profile")
    yield opened
    opened.close()


def visit(profile: RoundProfile, identifier: str) -> VisitState:
    return profile.ask(lambda reading: reading.visit(identifier))


def appoint(profile: RoundProfile, visits: list[str], new: NewAppointment) -> str:
    return profile.do(make_appointment, visits, new, today=TODAY, random_bytes=profile.random_bytes)


def test_a_slip_brings_the_answer_the_number_and_the_best_time(profile: RoundProfile) -> None:
    resident = profile.add_resident(preferred_time="na het eten")
    (sent,) = profile.invited(resident)
    profile.do(enter_reply, sent, Answer.YES, on=TODAY, telephone="+31600000112")
    card = profile.ask(lambda reading: reading.resident(resident)).state.card
    assert (card.telephone, card.preferred_time) == ("+31600000112", "na het eten")
    assert visit(profile, sent).status is VisitStatus.TO_SCHEDULE


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (Answer.NO, VisitStatus.CLOSED_DECLINED),
        (Answer.LATER, VisitStatus.CLOSED_DEFERRED),
    ],
)
def test_no_and_later_close_the_visit(
    profile: RoundProfile, answer: Answer, status: VisitStatus
) -> None:
    (sent,) = profile.invited(profile.add_resident())
    profile.do(enter_reply, sent, answer, on=TODAY, until=day(200))
    state = visit(profile, sent)
    assert state.status is status
    assert state.deferred_until == (day(200) if answer is Answer.LATER else None)


def test_one_of_a_couple_may_answer_alone(profile: RoundProfile) -> None:
    first, second = profile.invited(*profile.add_couple())
    profile.do(enter_reply, first, Answer.NO, on=TODAY)
    assert visit(profile, first).status is VisitStatus.CLOSED_DECLINED
    assert visit(profile, second).status is VisitStatus.INVITED


def test_a_couple_shares_an_appointment_and_moves_it_together(profile: RoundProfile) -> None:
    visits = list(profile.invited(*profile.add_couple()))
    made = appoint(profile, visits, WEDNESDAY)
    assert appoint(profile, visits, THURSDAY) == made
    for one in visits:
        appointment = visit(profile, one).appointment
        assert appointment is not None
        assert (appointment.identifier, appointment.starts) == (made, THURSDAY.starts)


def test_one_of_a_couple_may_move_alone_without_moving_the_other(profile: RoundProfile) -> None:
    first, second = profile.invited(*profile.add_couple())
    made = appoint(profile, [first, second], WEDNESDAY)
    assert appoint(profile, [first], THURSDAY) != made
    kept = visit(profile, second).appointment
    assert kept is not None
    assert (kept.identifier, kept.starts) == (made, WEDNESDAY.starts)


def test_nothing_is_agreed_with_somebody_who_stopped_or_was_visited(profile: RoundProfile) -> None:
    resident = profile.add_resident()
    profile.record(SubjectKind.RESIDENT, resident, Died(day(-1)))
    (over,) = profile.invited(resident)
    with pytest.raises(ContactStoppedError):
        appoint(profile, [over], WEDNESDAY)
    held = profile.agreed(profile.add_resident())
    profile.record(SubjectKind.VISIT, held, VisitHeld(TODAY, 60, ContactKind.HOME_VISIT))
    with pytest.raises(VisitOverError):
        appoint(profile, [held], WEDNESDAY)
    assert visit(profile, held).status is VisitStatus.HELD


def test_confirming_and_cancelling_need_an_appointment(profile: RoundProfile) -> None:
    agreed = profile.agreed(profile.add_resident())
    with pytest.raises(NoAppointmentError):
        profile.do(confirm_appointment, agreed, today=TODAY)
    with pytest.raises(NoAppointmentError):
        profile.do(cancel_appointment, agreed, CancelledBy.VISITOR, today=TODAY)
    appoint(profile, [agreed], WEDNESDAY)
    profile.do(confirm_appointment, agreed, today=TODAY)
    assert visit(profile, agreed).status is VisitStatus.CONFIRMED
    profile.do(cancel_appointment, agreed, CancelledBy.VISITOR, today=TODAY)
    assert visit(profile, agreed).status is VisitStatus.TO_SCHEDULE


def test_cancelling_for_good_closes_the_visit(profile: RoundProfile) -> None:
    agreed = profile.agreed(profile.add_resident())
    appoint(profile, [agreed], WEDNESDAY)
    profile.do(cancel_appointment, agreed, CancelledBy.RESIDENT, today=TODAY, declined=True)
    assert visit(profile, agreed).status is VisitStatus.CLOSED_DECLINED


def test_the_road_of_somebody_who_is_not_reached(profile: RoundProfile) -> None:
    (sent,) = profile.invited(profile.add_resident(), sent_on=day(-20))
    profile.do(log_call, sent, CallOutcome.NO_ANSWER, at=at(day(-1), 10))
    assert visit(profile, sent).status is VisitStatus.CALLING
    profile.do(send_card, sent, today=TODAY)
    assert visit(profile, sent).status is VisitStatus.CARD_SENT
    profile.do(close_unreached, sent, today=day(21))
    assert visit(profile, sent).status is VisitStatus.CLOSED_UNREACHED


def test_nobody_at_home_and_aftercare_are_remembered(profile: RoundProfile) -> None:
    agreed = profile.agreed(profile.add_resident())
    appoint(profile, [agreed], WEDNESDAY)
    profile.do(not_at_home, agreed, today=day(2))
    assert visit(profile, agreed).status is VisitStatus.NOT_HOME
    profile.record(SubjectKind.VISIT, agreed, VisitHeld(day(3), 60, ContactKind.HOME_VISIT))
    profile.do(finish_aftercare, agreed, today=day(40), waived=True)
    assert visit(profile, agreed).aftercare_on == day(40)


@pytest.mark.parametrize(
    ("follow_up", "status"), [(True, VisitStatus.FOLLOW_UP), (False, VisitStatus.AFTERCARE)]
)
def test_a_report_that_was_read_goes_on_to_its_next_step(
    profile: RoundProfile, follow_up: bool, status: VisitStatus
) -> None:
    (sent,) = profile.invited(profile.add_resident())
    held = VisitHeld(TODAY, 60, ContactKind.HOME_VISIT)
    profile.record(SubjectKind.VISIT, sent, held, ReportHandedIn({}, TODAY))
    profile.do(assess_report, sent, today=TODAY, follow_up=follow_up)
    assert visit(profile, sent).status is status


def test_only_a_partner_who_is_still_to_be_visited_is_proposed(profile: RoundProfile) -> None:
    her, him = profile.add_couple()
    first, second = profile.invited(her, him)
    name = profile.ask(lambda reading: reading.resident_rows([him]))[0].formal_name
    assert profile.ask(partner_visits, first) == ((second, name),)
    profile.record(SubjectKind.VISIT, second, VisitHeld(TODAY, 60, ContactKind.HOME_VISIT))
    assert profile.ask(partner_visits, first) == ()
    alone = profile.agreed(profile.add_resident())
    assert profile.ask(partner_visits, alone) == ()
