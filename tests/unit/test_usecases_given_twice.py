"""Choosing between two visitors: what a coordinator sees, what is recorded, and its undo."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from huisbezoek.model.domain.cycle import next_due
from huisbezoek.model.domain.events import (
    AppointmentCancelled,
    AppointmentMade,
    Assigned,
    CancelledBy,
    ContactKind,
    InvitationSent,
    StatusForced,
    VisitCancelled,
    VisitHeld,
)
from huisbezoek.model.domain.operations import (
    HybridTime,
    Operation,
    OperationId,
    Subject,
    SubjectKind,
)
from huisbezoek.model.domain.undo import DeedName, deed_name
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.storage.translation import to_document
from huisbezoek.model.usecases.differences import DifferenceChangedError
from huisbezoek.model.usecases.given_twice import (
    GivenTwice,
    choose_visitor,
    count_given_twice,
    given_twice,
)
from huisbezoek.model.usecases.letters import letter_queue, letters_to_send, mark_sent
from huisbezoek.model.usecases.match_decisions import rule_out
from huisbezoek.model.usecases.resident_view import view_resident
from huisbezoek.model.usecases.residents import StopReason, request_visit, stop_contact
from huisbezoek.model.usecases.stopping_visitors import stop_visitor
from huisbezoek.model.usecases.visitors import unassigned
from tests.people import READY, TODAY, at, day
from tests.unit.round_profile import RoundProfile

EARLIER = 1_795_327_200_000
"""Before anything that tests record themselves: 22 November 2026, 7.00 hours."""


class TwoProfile(RoundProfile):
    """A profile with Riet and Wim, and residents that were given to both."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.riet = self.add_visitor()
        self.wim = self.add_visitor(replace(READY, name="Wim Bakker"))

    def given_to(self, resident: str, *visitors: str) -> None:
        for place, visitor in enumerate(visitors):
            self.record(SubjectKind.RESIDENT, resident, Assigned(visitor, day(place - 5)))

    def twice(self) -> tuple[str, str, str]:
        """A resident given to both, and a visit by each coordinator."""
        resident = self.add_resident()
        visits = self.add_visit(resident), self.add_visit(resident)
        self.given_to(resident, self.riet, self.wim)
        return (resident, *visits)

    def agree(self, visit: str, identifier: str, days: int) -> AppointmentMade:
        made = AppointmentMade(identifier, at(day(days), 14), 60, ContactKind.HOME_VISIT, TODAY)
        self.record(SubjectKind.VISIT, visit, made)
        return made

    def seen(self) -> GivenTwice:
        (found,) = self.ask(given_twice)
        return found

    def choose(self, visitor: str, seen: GivenTwice | None = None) -> None:
        self.do(choose_visitor, seen or self.seen(), visitor, today=TODAY)

    def state(self, resident: str):
        return self.ask(lambda reading: reading.resident(resident))

    def statuses(self, resident: str) -> dict[str, VisitStatus]:
        return {one.visit: one.status for one in self.state(resident).visits}


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoProfile]:
    made = TwoProfile(tmp_path_factory.mktemp("twice"))
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _nothing_waits_afterwards(profile: TwoProfile) -> Iterator[None]:
    yield
    for one in profile.ask(given_twice):
        able = [known.claim.visitor for known in one.visitors if known.can_go]
        chosen = able[0] if able and len(one.visitors) > 1 else ""
        profile.do(choose_visitor, one, chosen, today=TODAY)
    assert profile.ask(count_given_twice) == 0


def test_both_are_named_with_since_when_and_one_choice_settles_it(profile: TwoProfile) -> None:
    resident, first, second = profile.twice()
    seen = profile.seen()
    assert profile.ask(count_given_twice) == 1
    assert seen.residents == (resident,)
    assert seen.names.startswith("mevrouw")
    assert seen.address_line
    assert [(one.name, one.claim.since, one.can_go) for one in seen.visitors] == [
        ("Riet Jansen", day(-5), True),
        ("Wim Bakker", day(-4), True),
    ]
    assert (seen.proposed, seen.stands, seen.made_twice) == (profile.riet, None, True)
    profile.choose(profile.wim)
    assert profile.ask(given_twice) == ()
    after = profile.state(resident)
    assert after.state.visitors == (profile.wim,)
    assert after.state.assigned_on == day(-4), "since when stays what it was"
    assert profile.statuses(resident) == {
        first: VisitStatus.PLANNED,
        second: VisitStatus.CLOSED_CANCELLED,
    }
    view = profile.ask(view_resident, resident, TODAY, is_coordinator=True)
    told = [entry.event for entry in view.entries if isinstance(entry.event, Assigned)]
    assert [one.visitor for one in told] == [profile.wim, profile.riet], "each told once"


def test_the_appointment_of_who_is_chosen_stands(profile: TwoProfile) -> None:
    resident, first, second = profile.twice()
    profile.agree(first, "a" * 32, 3)
    profile.record(SubjectKind.VISIT, second, InvitationSent("b" * 32, TODAY))
    theirs = profile.agree(second, "c" * 32, 5)
    seen = profile.seen()
    assert seen.stands is not None
    # Without the visitors' own laptops nobody tells whose appointment it is.
    assert [one.claim.appointment for one in seen.visitors] == [None, None]
    profile.choose(profile.riet)
    (stays,) = [one for one in profile.state(resident).visits if not one.status.is_closed]
    assert stays.visit == first
    assert stays.appointment is not None
    assert stays.appointment.starts != theirs.starts


def test_what_who_is_chosen_agreed_stands_again(profile: TwoProfile) -> None:
    """Riet agreed on a day; Wim on another one, which the resident called off."""
    resident = profile.add_resident()
    visit = profile.add_visit(resident)
    profile.given_to(resident, profile.riet, profile.wim)
    hers, his = (
        AppointmentMade(one * 32, at(day(days), 14), 60, ContactKind.HOME_VISIT, TODAY)
        for one, days in (("a", 3), ("b", 5))
    )
    off = AppointmentCancelled("b" * 32, CancelledBy.RESIDENT, TODAY)
    told = ((profile.riet, hers), (profile.wim, his), (profile.wim, off))
    elsewhere = [
        Operation(
            OperationId(person, 1, number),
            Subject(SubjectKind.VISIT, visit),
            to_document(event),
            HybridTime(EARLIER + number, 0),
            person,
        )
        for number, (person, event) in enumerate(told, start=1)
    ]
    profile.do(lambda writing: writing.unite(elsewhere))
    seen = profile.seen()
    assert {one.name: one.claim.appointment for one in seen.visitors} == {
        "Riet Jansen": hers,
        "Wim Bakker": None,
    }
    assert (seen.proposed, seen.stands, seen.made_twice) == (profile.riet, None, False)
    profile.choose(profile.riet)
    stays = profile.ask(lambda reading: reading.visit(visit)).appointment
    assert stays is not None
    assert (stays.identifier, stays.starts) == (hers.appointment, hers.starts)


def test_after_a_visit_was_held_no_other_is_made(profile: TwoProfile) -> None:
    resident, first, second = profile.twice()
    held = VisitHeld(TODAY, 60, ContactKind.HOME_VISIT)
    profile.record(SubjectKind.VISIT, second, held)
    assert (profile.seen().made_twice, profile.seen().visited_on) == (True, TODAY)
    profile.choose(profile.riet)
    assert profile.statuses(resident) == {
        first: VisitStatus.CLOSED_CANCELLED,
        second: VisitStatus.HELD,
    }


def test_a_visit_that_took_place_after_all_leaves_nobody_behind(profile: TwoProfile) -> None:
    """The first visit was called off, another planned; then the first turned out to be held."""
    resident = profile.add_resident()
    first = profile.add_visit(resident, VisitCancelled(day(-5)), planned_on=day(-30))
    second = profile.add_visit(resident, planned_on=day(-3))
    lines = [one.visits for one in profile.ask(letter_queue, today=TODAY).to_send]
    assert (second,) in lines
    held = VisitHeld(day(-1), 60, ContactKind.HOME_VISIT)
    profile.record(SubjectKind.VISIT, first, held)
    left = [one.visits for one in profile.ask(letter_queue, today=TODAY).to_send]
    assert left == [one for one in lines if one != (second,)]
    assert len(profile.ask(letters_to_send, TODAY)) == len(left)
    seen = profile.seen()
    assert (seen.residents, seen.made_twice, seen.visited_on) == ((resident,), True, day(-1))
    assert profile.ask(count_given_twice) == 1
    profile.choose("")
    assert profile.statuses(resident) == {
        first: VisitStatus.HELD,
        second: VisitStatus.CLOSED_CANCELLED,
    }
    assert next_due(profile.state(resident).periods, day(800)) is not None


def test_what_was_asked_on_the_day_of_a_visit_is_no_double_of_it(profile: TwoProfile) -> None:
    resident = profile.add_resident()
    held = VisitHeld(TODAY, 60, ContactKind.HOME_VISIT)
    done = StatusForced("closed_done", "af", TODAY)
    profile.record(SubjectKind.VISIT, profile.add_visit(resident), held, done)
    asked = profile.do(request_visit, resident, "zelf", TODAY, profile.random_bytes)
    assert profile.statuses(resident)[asked] is VisitStatus.TO_SCHEDULE
    assert profile.ask(given_twice) == ()
    assert profile.ask(count_given_twice) == 0


def test_nobody_is_chosen_for_who_died(profile: TwoProfile) -> None:
    resident, *_ = profile.twice()
    twice_planned = profile.add_resident()
    for _ in range(2):
        profile.add_visit(twice_planned)
    assert profile.ask(count_given_twice) == 2
    for one in (resident, twice_planned):
        profile.do(stop_contact, one, StopReason.DECEASED, TODAY)
    assert profile.ask(given_twice) == ()


def test_when_nobody_can_go_the_resident_waits_for_a_visitor_again(profile: TwoProfile) -> None:
    resident, first, second = profile.twice()
    for visitor in (profile.riet, profile.wim):
        profile.do(rule_out, (resident,), visitor, today=TODAY)
    profile.given_to(resident, profile.riet, profile.wim)
    seen = profile.seen()
    assert (seen.nobody_can, seen.proposed) == (True, "")
    with pytest.raises(DifferenceChangedError):
        profile.choose(profile.riet)
    profile.choose("")
    assert profile.state(resident).state.visitors == ()
    assert profile.statuses(resident) == {
        first: VisitStatus.PLANNED,
        second: VisitStatus.CLOSED_CANCELLED,
    }
    assert (resident,) in [one.residents for one in profile.ask(unassigned)]


def test_of_a_couple_each_may_refuse_another_visitor(profile: TwoProfile) -> None:
    her, him = profile.add_couple(surname="Bos", house_number=77)
    for one in (her, him):
        profile.given_to(one, profile.riet, profile.wim)
    profile.do(rule_out, (her,), profile.riet, today=TODAY)
    profile.given_to(her, profile.riet)
    found = {one.residents: one for one in profile.ask(given_twice)}
    assert found.keys() == {(her,), (him,)}
    assert found[her,].proposed == profile.wim


def test_a_couple_is_one_choice_unless_it_is_not_the_same_one(profile: TwoProfile) -> None:
    her, him = profile.add_couple()
    for one in (her, him):
        profile.given_to(one, profile.riet, profile.wim)
    profile.agree(profile.add_visit(him), "d" * 32, 4)
    seen = profile.seen()
    assert set(seen.residents) == {her, him}
    assert seen.stands is not None
    profile.choose(profile.riet)
    assert {profile.state(one).state.visitors for one in (her, him)} == {(profile.riet,)}
    profile.given_to(her, profile.wim)
    assert profile.seen().residents == (her,)
    profile.add_visit(him)
    assert {one.residents for one in profile.ask(given_twice)} == {(her,), (him,)}


def test_a_visit_made_twice_for_one_visitor_asks_for_no_visitor(profile: TwoProfile) -> None:
    resident = profile.add_resident()
    kept, double = sorted((profile.add_visit(resident), profile.add_visit(resident)))
    profile.given_to(resident, profile.riet)
    seen = profile.seen()
    assert [one.claim.visitor for one in seen.visitors] == [profile.riet]
    with pytest.raises(DifferenceChangedError):
        profile.choose(profile.riet)
    profile.choose("")
    assert profile.statuses(resident) == {
        kept: VisitStatus.PLANNED,
        double: VisitStatus.CLOSED_CANCELLED,
    }
    assert profile.state(resident).state.visitors == (profile.riet,)


def test_who_stopped_or_does_not_go_there_cannot_be_chosen(profile: TwoProfile) -> None:
    resident, *_ = profile.twice()
    jo = profile.add_visitor(replace(READY, name="Jo Vos"))
    profile.do(stop_visitor, jo, today=TODAY, reason="weg")
    profile.given_to(resident, profile.riet, jo)
    profile.do(rule_out, (resident,), profile.wim, today=TODAY)
    profile.given_to(resident, profile.wim)
    seen = profile.seen()
    assert {one.claim.visitor: one.can_go for one in seen.visitors} == {
        profile.riet: True,
        profile.wim: False,
        jo: False,
    }
    assert seen.proposed == profile.riet
    for visitor in (profile.wim, jo, "", "0" * 32):
        with pytest.raises(DifferenceChangedError):
            profile.choose(visitor)


def test_what_somebody_decided_meanwhile_is_not_decided_again(profile: TwoProfile) -> None:
    profile.twice()
    seen = profile.seen()
    profile.choose(profile.wim)
    with pytest.raises(DifferenceChangedError):
        profile.choose(profile.riet, seen)


def test_nobody_gets_a_second_letter_while_nothing_is_decided(profile: TwoProfile) -> None:
    _, first, second = profile.twice()
    queue = profile.ask(letter_queue, today=TODAY).to_send
    (line,) = [one for one in queue if {first, second} & set(one.visits)]
    assert line.visits == (min(first, second),)
    profile.record(SubjectKind.VISIT, second, InvitationSent("e" * 32, TODAY))
    queue = profile.ask(letter_queue, today=TODAY).to_send
    assert not [one for one in queue if {first, second} & set(one.visits)]
    chance = profile.random_bytes
    # A letter that was put on paper before the other coordinator's news came in.
    profile.do(mark_sent, (line,), on=TODAY, random_bytes=chance)
    assert profile.ask(lambda reading: reading.visit(first)).invited_on is None


def test_the_choice_is_undone_by_its_name(profile: TwoProfile) -> None:
    resident, *visits = profile.twice()
    subjects = [
        Subject(SubjectKind.RESIDENT, resident),
        *(Subject(SubjectKind.VISIT, one) for one in visits),
    ]

    def about(writing):
        return {one.identifier: one for one in writing.operations_about(subjects)}

    before = profile.do(about)
    profile.choose(profile.wim)
    after = profile.do(about)
    made = [after[one] for one in sorted(after.keys() - before.keys())]
    assert deed_name(made) is DeedName.VISITOR_CHOSEN
    profile.do(lambda writing: writing.withdraw([one.identifier for one in made]))
    assert profile.seen().residents == (resident,)


def test_assigned_since_the_day_that_was_said(profile: TwoProfile) -> None:
    resident, *_ = profile.twice()
    profile.choose(profile.riet)
    assert profile.state(resident).state.assigned_on == TODAY - timedelta(days=5)
