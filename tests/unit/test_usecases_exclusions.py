"""Excluding somebody with a reason, lifting that, and contact again after an objection."""

from collections.abc import Iterator

import pytest

from huisbezoek.model.domain.events import (
    Answer,
    AppointmentMade,
    ContactKind,
    Died,
    Excluded,
    ExclusionReason,
    OptedOut,
    ReplyReceived,
    StatusForced,
    VisitHeld,
)
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.domain.undo import DeedName
from huisbezoek.model.domain.visit_refusals import (
    ContactStoppedError,
    DoNotVisitError,
    ResidentExcludedError,
    VisitedByPartnerError,
)
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.usecases.exclusions import exclude, excluded_on, lift_exclusion
from huisbezoek.model.usecases.ladder import letter_returned
from huisbezoek.model.usecases.residents import request_visit, resume_contact
from huisbezoek.model.usecases.rounds import due_residents
from huisbezoek.model.usecases.today import today_view
from huisbezoek.model.usecases.undo import last_deed, undo_deed
from tests.people import TODAY, at, day
from tests.unit.round_profile import RoundProfile


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RoundProfile]:
    opened = RoundProfile(tmp_path_factory.mktemp("exclusions") / "profile")
    yield opened
    opened.close()


def status(profile: RoundProfile, visit: str) -> VisitStatus:
    return profile.ask(lambda reading: reading.visit(visit)).status


def is_due(profile: RoundProfile, resident: str) -> bool:
    return resident in profile.ask(due_residents, TODAY)


@pytest.mark.parametrize("reason", ExclusionReason)
def test_excluded_with_each_reason_and_lifted_again(
    profile: RoundProfile, reason: ExclusionReason
) -> None:
    resident = profile.add_resident()
    profile.do(exclude, resident, reason, TODAY)
    history = profile.ask(lambda reading: reading.resident(resident))
    assert (history.state.excluded, excluded_on(history)) == (reason.value, TODAY)
    assert not is_due(profile, resident)
    profile.do(lift_exclusion, resident, TODAY)
    history = profile.ask(lambda reading: reading.resident(resident))
    assert (history.state.excluded, excluded_on(history)) == ("", None)
    assert is_due(profile, resident)
    profile.do(lift_exclusion, resident, TODAY)
    assert profile.ask(lambda reading: reading.resident(resident)) == history


def test_a_letter_that_came_back_is_lifted_when_the_address_is_right_again(
    profile: RoundProfile,
) -> None:
    resident = profile.add_resident()
    (visit,) = profile.invited(resident, sent_on=day(-40))
    profile.do(letter_returned, visit, on=day(-30))
    assert not is_due(profile, resident)
    profile.do(lift_exclusion, resident, TODAY)
    assert is_due(profile, resident)
    assert status(profile, visit) is VisitStatus.CLOSED_CANCELLED


def test_what_waited_before_is_off_and_an_appointment_ahead_stays(profile: RoundProfile) -> None:
    waiting, expected, mistaken, held = (profile.add_resident() for _ in range(4))
    (written,) = profile.invited(waiting, sent_on=day(-400))
    made = AppointmentMade(profile.next_id(), at(day(4), 14), 60, ContactKind.HOME_VISIT, day(-3))
    agreed = profile.agreed(expected)
    profile.record(SubjectKind.VISIT, agreed, made)
    (today,) = profile.invited(mistaken, sent_on=day(-9))
    over = profile.agreed(held)
    profile.record(SubjectKind.VISIT, over, VisitHeld(day(-9), 60, ContactKind.HOME_VISIT))
    for one, on in ((waiting, day(-380)), (expected, day(-1)), (mistaken, TODAY), (held, day(-1))):
        profile.record(SubjectKind.RESIDENT, one, Excluded(ExclusionReason.NURSING_HOME, on))
        profile.do(lift_exclusion, one, TODAY)
    assert status(profile, written) is VisitStatus.CLOSED_CANCELLED
    assert is_due(profile, waiting)
    assert status(profile, agreed) is VisitStatus.SCHEDULED
    assert status(profile, today) is VisitStatus.INVITED
    assert status(profile, over) is VisitStatus.HELD


def test_who_stopped_is_not_excluded_and_a_reason_can_be_another(profile: RoundProfile) -> None:
    gone, moved_in = profile.add_resident(Died(TODAY)), profile.add_resident()
    with pytest.raises(ContactStoppedError):
        profile.do(exclude, gone, ExclusionReason.SECRECY, TODAY)
    for reason in (ExclusionReason.ADDRESS_UNKNOWN, ExclusionReason.NURSING_HOME):
        profile.do(exclude, moved_in, reason, TODAY)
    state = profile.ask(lambda reading: reading.resident(moved_in)).state
    assert state.excluded == "nursing_home"


def test_both_are_undone_by_name(profile: RoundProfile) -> None:
    resident = profile.add_resident()
    profile.do(exclude, resident, ExclusionReason.TOO_YOUNG, TODAY)
    deed = profile.ask(last_deed)
    assert deed.name is DeedName.EXCLUDED
    profile.do(undo_deed, deed)
    assert is_due(profile, resident)
    (visit,) = profile.invited(resident, sent_on=day(-40))
    profile.record(SubjectKind.RESIDENT, resident, Excluded(ExclusionReason.TOO_YOUNG, day(-3)))
    profile.do(lift_exclusion, resident, TODAY)
    deed = profile.ask(last_deed)
    assert deed.name is DeedName.EXCLUSION_LIFTED
    profile.do(undo_deed, deed)
    assert status(profile, visit) is VisitStatus.INVITED
    assert not is_due(profile, resident)


def test_contact_again_opens_nothing_of_before(profile: RoundProfile) -> None:
    riet = profile.add_visitor()
    written, visited, today = (profile.add_resident(telephone="+31600000001") for _ in range(3))
    profile.give(riet, written, visited, today)
    (refused,) = profile.invited(written, sent_on=day(-900))
    profile.record(SubjectKind.VISIT, refused, ReplyReceived(Answer.NO, day(-890)))
    (letter,) = profile.invited(written, sent_on=day(-400))
    held = profile.agreed(visited)
    profile.record(
        SubjectKind.VISIT,
        held,
        VisitHeld(day(-200), 60, ContactKind.HOME_VISIT),
        StatusForced("aftercare", "gelezen", day(-190)),
    )
    (mistake,) = profile.invited(today, sent_on=day(-18))
    for one, on in ((written, day(-380)), (visited, day(-180)), (today, TODAY)):
        profile.record(SubjectKind.RESIDENT, one, OptedOut(on))
        profile.do(resume_contact, one, TODAY)
    assert status(profile, refused) is VisitStatus.CLOSED_DECLINED
    assert status(profile, letter) is VisitStatus.CLOSED_CANCELLED
    assert status(profile, held) is VisitStatus.CLOSED_DONE
    assert status(profile, mistake) is VisitStatus.INVITED
    assert profile.ask(lambda reading: reading.visit(letter)).closed_on == day(-380)
    assert is_due(profile, written)
    view = profile.ask(today_view, visitor=riet, today=TODAY)
    assert [card.row.visit for card in view.cards] == [mistake]


def test_who_may_not_be_asked_gets_no_visit_on_request(profile: RoundProfile) -> None:
    refusals = (
        ({"visited_by": "Kerk"}, VisitedByPartnerError),
        ({"do_not_visit": "hond"}, DoNotVisitError),
    )
    for card, error in refusals:
        resident = profile.add_resident(**card)
        with pytest.raises(error):
            profile.do(request_visit, resident, "zelf", TODAY, profile.random_bytes)
    excluded = profile.add_resident(Excluded(ExclusionReason.SECRECY, TODAY))
    with pytest.raises(ResidentExcludedError):
        profile.do(request_visit, excluded, "zelf", TODAY, profile.random_bytes)
