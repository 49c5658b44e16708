"""What waits for a coordinator: resting appointments, partners of who died, terms that went by."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from huisbezoek.model.domain.events import (
    AppointmentMade,
    ContactKind,
    Died,
    Excluded,
    ExclusionReason,
    VisitHeld,
)
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.planning_events import ContactPaused, VisitedApart
from huisbezoek.model.domain.undo import DeedName
from huisbezoek.model.domain.visit_refusals import (
    ContactPausedError,
    NotDueError,
    VisitOpenAlreadyError,
)
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.usecases.letters import letter_queue
from huisbezoek.model.usecases.ports.people import ResidentFilter, ResidentQuestion
from huisbezoek.model.usecases.residents import (
    StoppedContact,
    StopReason,
    request_visit,
    resume_contact,
    stop_contact,
)
from huisbezoek.model.usecases.rounds import due_residents
from huisbezoek.model.usecases.to_decide import (
    DecideKind,
    ask_after_all,
    call_off,
    continue_contact,
    decisions_about,
    leave_term,
    terms_past,
    to_decide,
)
from huisbezoek.model.usecases.today import today_view
from huisbezoek.model.usecases.undo import last_deed, undo_deed
from tests.people import TODAY, at, day
from tests.unit.round_profile import RoundProfile

LOSS = {"birth_date": "1975-01-01", "loss_date": "2024-11-15"}
"""Asked from 12 to 24 months after the loss: until eight days ago."""


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[RoundProfile]:
    opened = RoundProfile(tmp_path / "profile")
    yield opened
    opened.close()


def kinds(profile: RoundProfile, resident: str) -> list[DecideKind]:
    history = profile.ask(lambda reading: reading.resident(resident))
    return [one.kind for one in decisions_about(history, "mevrouw", TODAY)]


def state(profile: RoundProfile, resident: str):
    return profile.ask(lambda reading: reading.resident(resident)).state


def test_an_appointment_with_whom_nobody_visits_now_is_decided(profile: RoundProfile) -> None:
    people = [profile.add_resident() for _ in range(3)]
    visits = []
    for number, resident in enumerate(people):
        made = AppointmentMade(
            profile.next_id(), at(day(9 - number), 14), 60, ContactKind.HOME_VISIT, TODAY
        )
        visits.append(profile.agreed(resident))
        profile.record(SubjectKind.VISIT, visits[-1], made)
    assert profile.ask(to_decide, TODAY) == ()
    excluded = Excluded(ExclusionReason.NURSING_HOME, TODAY)
    profile.record(SubjectKind.RESIDENT, people[0], excluded)
    card = replace(state(profile, people[1]).card, do_not_visit="hond")
    subject = Subject(SubjectKind.RESIDENT, people[1])
    profile.do(lambda writing: writing.change_card(subject, card))
    found = profile.ask(to_decide, TODAY)
    assert [(one.resident, one.visit, one.at) for one in found] == [
        (people[1], visits[1], at(day(8), 14)),
        (people[0], visits[0], at(day(9), 14)),
    ]
    assert kinds(profile, people[0]) == kinds(profile, people[1]) == [DecideKind.APPOINTMENT]
    assert kinds(profile, people[2]) == []
    profile.do(call_off, visits[1], TODAY)
    assert profile.ask(lambda reading: reading.visit(visits[1])).status.is_closed
    assert [one.resident for one in profile.ask(to_decide, TODAY)] == [people[0]]
    profile.record(SubjectKind.RESIDENT, people[0], Died(TODAY))
    assert profile.ask(to_decide, TODAY) == ()
    assert kinds(profile, people[0]) == []


def test_nobody_writes_or_calls_the_partner_of_who_died(profile: RoundProfile) -> None:
    riet = profile.add_visitor()
    her, him = profile.add_couple(telephone="+31600000001")
    profile.give(riet, her, him)
    profile.invited(her, him, sent_on=day(-20))
    assert profile.do(stop_contact, him, StopReason.DECEASED, TODAY) == StoppedContact(
        (her,), (her,)
    )
    assert state(profile, her).paused_on == TODAY
    assert profile.ask(today_view, visitor=riet, today=TODAY).cards == ()
    (found,) = profile.ask(to_decide, TODAY)
    assert (found.kind, found.resident, found.on) == (DecideKind.PARTNER_DIED, her, TODAY)
    assert kinds(profile, her) == [DecideKind.PARTNER_DIED]
    deed = profile.ask(last_deed)
    assert deed.name is DeedName.DECEASED
    profile.do(continue_contact, her, TODAY)
    assert len(profile.ask(today_view, visitor=riet, today=TODAY).cards) == 1
    assert profile.ask(last_deed).name is DeedName.CONTACT_CONTINUED
    assert profile.ask(to_decide, TODAY) == ()
    profile.do(continue_contact, her, TODAY)
    assert profile.ask(last_deed).name is DeedName.CONTACT_CONTINUED


def test_no_letter_by_itself_either_and_later_the_old_one_is_off(profile: RoundProfile) -> None:
    her, him = profile.add_couple()
    other, gone = profile.add_couple(surname="Bos", house_number=101)
    profile.record(SubjectKind.RESIDENT, other, VisitedApart(TODAY))
    (visit,) = profile.invited(other, sent_on=day(-90))
    for one in (him, gone):
        profile.do(stop_contact, one, StopReason.DECEASED, day(-60))
    assert profile.ask(due_residents, TODAY) == ()
    assert profile.ask(letter_queue, today=TODAY).to_send == ()
    with pytest.raises(ContactPausedError):
        profile.do(ask_after_all, her, TODAY, profile.random_bytes)
    profile.do(continue_contact, other, TODAY)
    assert profile.ask(lambda reading: reading.visit(visit)).status is VisitStatus.CLOSED_CANCELLED
    assert profile.ask(due_residents, TODAY) == (other,)
    profile.do(request_visit, her, "zelf", TODAY, profile.random_bytes)
    assert state(profile, her).paused_on is None
    assert state(profile, her).open_visit.status is VisitStatus.TO_SCHEDULE


def test_a_death_by_mistake_wakes_the_partner_too(profile: RoundProfile) -> None:
    her, him = profile.add_couple()
    profile.record(SubjectKind.RESIDENT, her, ContactPaused(day(-9)))
    profile.do(stop_contact, him, StopReason.DECEASED, TODAY)
    profile.do(resume_contact, him, TODAY)
    assert (state(profile, him).died_on, state(profile, her).paused_on) == (None, day(-9))
    deed = profile.ask(last_deed)
    assert deed.name is DeedName.CONTACT_RESUMED
    profile.do(undo_deed, deed)
    assert state(profile, her).paused_on == TODAY


def test_a_parent_or_a_lodger_does_not_rest(profile: RoundProfile) -> None:
    mother = profile.add_resident(house_number=5, birth_date="1931-01-01")
    daughter = profile.add_resident(house_number=5, birth_date="1961-01-01")
    assert profile.do(stop_contact, mother, StopReason.DECEASED, TODAY) == StoppedContact(
        (daughter,)
    )
    assert state(profile, daughter).paused_on is None


def test_when_it_is_not_clear_who_the_partner_was_all_who_can_be_rest(
    profile: RoundProfile,
) -> None:
    her, him = profile.add_couple()
    home = {"house_number": 99, "postcode": "1234ZZ", "surname": "’t Hoen"}
    son = profile.add_resident(birth_date="1975-01-01", sex="M", **home)
    profile.add_visit(her)
    stopped = profile.do(stop_contact, him, StopReason.DECEASED, TODAY)
    assert (set(stopped.others), stopped.resting) == ({her, son}, (her,))
    assert profile.ask(letter_queue, today=TODAY).to_send == ()
    profile.do(resume_contact, him, TODAY)
    assert state(profile, her).paused_on is None
    sister = profile.add_resident(birth_date="1944-01-01", **home)
    stopped = profile.do(stop_contact, him, StopReason.DECEASED, TODAY)
    assert set(stopped.resting) == {her, sister}
    assert len(profile.ask(to_decide, TODAY)) == 2


def test_the_wrong_one_of_a_couple_marked_first_still_lets_her_rest(profile: RoundProfile) -> None:
    her, him = profile.add_couple()
    profile.add_visit(her)
    profile.do(stop_contact, her, StopReason.DECEASED, day(-1))
    assert profile.do(stop_contact, him, StopReason.DECEASED, TODAY) == StoppedContact((her,))
    profile.do(resume_contact, her, TODAY)
    assert state(profile, her).paused_on == TODAY
    assert profile.ask(letter_queue, today=TODAY).to_send == ()
    assert profile.ask(last_deed).name is DeedName.CONTACT_RESUMED
    # What was decided about it is not asked again when she is marked by mistake once more.
    profile.do(continue_contact, her, TODAY)
    profile.do(stop_contact, her, StopReason.MOVED, TODAY)
    profile.do(resume_contact, her, TODAY)
    assert state(profile, her).paused_on is None
    profile.do(resume_contact, him, TODAY)
    assert profile.ask(to_decide, TODAY) == ()


def test_a_term_that_went_by_stays_until_somebody_decides(profile: RoundProfile) -> None:
    past, moved_in, cycle = (
        profile.add_resident(**LOSS),
        profile.add_resident(birth_date="1955-01-01"),
        profile.add_resident(loss_date="2024-11-15"),
    )
    assert past not in profile.ask(due_residents, TODAY)
    # Everybody of the fixture was listed today, after the term: nothing was missed here.
    assert kinds(profile, past) == kinds(profile, moved_in) == kinds(profile, cycle) == []
    later = day(400)
    new = profile.add_resident(birth_date="1975-01-01", loss_date="2025-03-01")
    question = ResidentQuestion(later, ResidentFilter.TERM_PAST)
    assert profile.ask(lambda reading: reading.resident_ids(question)) == (new,)
    assert profile.ask(terms_past, later) == 1
    assert profile.ask(terms_past, TODAY) == 0
    history = profile.ask(lambda reading: reading.resident(new))
    (found,) = decisions_about(history, "meneer", later)
    assert (found.kind, found.on) == (DecideKind.TERM_PAST, day(98))
    assert profile.ask(letter_queue, today=later).to_send == ()
    visit = profile.do(ask_after_all, new, later, profile.random_bytes)
    assert profile.ask(lambda reading: reading.visit(visit)).status is VisitStatus.PLANNED
    assert profile.ask(terms_past, later) == 0
    assert len(profile.ask(letter_queue, today=later).to_send) == 1
    with pytest.raises(VisitOpenAlreadyError):
        profile.do(ask_after_all, new, later, profile.random_bytes)
    deed = profile.ask(last_deed)
    assert deed.name is DeedName.VISIT_PLANNED
    profile.do(undo_deed, deed)
    profile.do(leave_term, new, later)
    assert profile.ask(last_deed).name is DeedName.TERM_LEFT
    assert profile.ask(terms_past, later) == 0
    with pytest.raises(NotDueError):
        profile.do(ask_after_all, new, later, profile.random_bytes)


def test_a_visit_since_the_term_leaves_nothing_to_decide(profile: RoundProfile) -> None:
    resident = profile.add_resident(birth_date="1975-01-01", loss_date="2025-03-01")
    later = day(400)
    assert profile.ask(terms_past, later) == 1
    visit = profile.agreed(resident)
    profile.record(SubjectKind.VISIT, visit, VisitHeld(day(300), 60, ContactKind.HOME_VISIT))
    assert profile.ask(terms_past, later) == 0
