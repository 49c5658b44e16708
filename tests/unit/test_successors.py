"""A visitor who stops: who is expected somewhere comes first, and nothing stops for one of them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from huisbezoek.app.plan_worker import worker_planner
from huisbezoek.model.domain.cycle_plan import NoPlaceReason
from huisbezoek.model.domain.events import (
    AppointmentMade,
    ContactKind,
    StatusForced,
    VisitHeld,
)
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.planning_events import VisitorRuledOut
from huisbezoek.model.usecases.stopping_visitors import stop_visitor
from huisbezoek.model.usecases.successors import Stopping, stop_and_give, stopping
from huisbezoek.model.usecases.visitors import assign
from tests.people import READY, TODAY, at, day
from tests.unit.round_profile import RoundProfile


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[RoundProfile]:
    opened = RoundProfile(tmp_path / "profile")
    yield opened
    opened.close()


def seen(profile: RoundProfile, visitor: str) -> Stopping:
    found: Stopping = profile.ask(stopping, worker_planner(), visitor, today=TODAY)
    return found


def takers(found: Stopping) -> dict[str, str]:
    return {one.residents[0]: one.visitor for one in found.successors}


def expected(profile: RoundProfile, resident: str, days: int) -> str:
    made = AppointmentMade(
        profile.next_id(), at(day(days), 14), 60, ContactKind.HOME_VISIT, day(-20)
    )
    visit = profile.agreed(resident)
    profile.record(SubjectKind.VISIT, visit, made)
    return visit


def visitors_of(profile: RoundProfile, resident: str) -> tuple[str, ...]:
    found: tuple[str, ...] = profile.ask(lambda reading: reading.resident(resident)).state.visitors
    return found


def test_a_former_carer_is_not_proposed_to_who_misses_the_training(profile: RoundProfile) -> None:
    riet = profile.add_visitor(replace(READY, modules="life_questions"))
    anna = profile.add_visitor(replace(READY, name="Anna Rustig"))
    grieving = profile.add_resident(birth_date="1965-01-01", loss_date="2025-08-01")
    profile.give(riet, grieving)
    (found,) = seen(profile, riet).successors
    assert (found.visitor, found.why_nobody) == ("", NoPlaceReason.NO_VISITOR_ALLOWED)
    # Somebody chose Anna all the same: Riet stops, and nobody goes there yet.
    given = [((grieving,), anna)]
    assert profile.do(stop_and_give, riet, given, today=TODAY) == (grieving,)
    assert visitors_of(profile, grieving) == ()


def test_who_is_expected_somewhere_comes_first_and_quiet_residents_take_no_place(
    profile: RoundProfile,
) -> None:
    riet = profile.add_visitor()
    anna = profile.add_visitor(replace(READY, name="Anna Rustig", most_open_visits=2))
    quiet = [profile.add_resident() for _ in range(4)]
    later, soon, invited = (profile.add_resident() for _ in range(3))
    profile.give(riet, *quiet, later, soon, invited)
    profile.invited(invited, sent_on=day(-30))
    expected(profile, later, 9)
    expected(profile, soon, 4)
    found = seen(profile, riet)
    assert takers(found) == dict.fromkeys((*quiet, later, soon), anna) | {invited: ""}
    (left,) = [one for one in found.successors if not one.visitor]
    assert left.why_nobody is NoPlaceReason.VISITORS_FULL


def test_a_busy_month_stops_nobody_who_has_room_on_the_card(profile: RoundProfile) -> None:
    riet = profile.add_visitor()
    anna = profile.add_visitor(replace(READY, name="Anna Rustig", visits_per_month=1))
    people = [profile.add_resident() for _ in range(4)]
    profile.give(riet, *people)
    for number, one in enumerate(people):
        expected(profile, one, number + 2)
    assert set(takers(seen(profile, riet)).values()) == {anna}


def test_quiet_residents_are_shared_between_who_suit_as_well(profile: RoundProfile) -> None:
    riet = profile.add_visitor()
    anna = profile.add_visitor(replace(READY, name="Anna Rustig"))
    wim = profile.add_visitor(replace(READY, name="Wim Bakker"))
    profile.add_visitor(replace(READY, name="Els Ver", district="Polder"))
    profile.add_visitor(replace(READY, name="Jo Jansen", secrecy_signed_on=""))
    people = [profile.add_resident() for _ in range(4)]
    profile.give(riet, *people)
    profile.record(SubjectKind.RESIDENT, people[0], VisitorRuledOut(anna, TODAY))
    found = takers(seen(profile, riet))
    assert found[people[0]] == wim
    assert sorted(found.values()) == sorted([anna, anna, wim, wim])


def test_without_anybody_who_may_go_it_says_so(profile: RoundProfile) -> None:
    riet = profile.add_visitor()
    quiet, soon = profile.add_resident(), profile.add_resident()
    profile.give(riet, quiet, soon)
    expected(profile, soon, 4)
    found = seen(profile, riet)
    assert {one.why_nobody for one in found.successors} == {NoPlaceReason.NO_VISITORS}
    profile.add_visitor(replace(READY, name="Jo Jansen", conduct_certificate_on="2020-01-01"))
    found = seen(profile, riet)
    assert {one.why_nobody for one in found.successors} == {NoPlaceReason.NONE_READY}


def test_what_is_refused_for_some_stops_nothing_for_the_others(profile: RoundProfile) -> None:
    riet = profile.add_visitor()
    anna = profile.add_visitor(replace(READY, name="Anna Rustig"))
    wim = profile.add_visitor(replace(READY, name="Wim Bakker"))
    her, him = profile.add_couple()
    one, two, moved_on = (profile.add_resident() for _ in range(3))
    profile.give(riet, her, him, one, two, moved_on)
    chosen = [((her, him), anna), ((one,), anna), ((two,), wim), ((moved_on,), anna)]
    # While the question is on the screen, all of this comes in from another laptop.
    profile.record(SubjectKind.RESIDENT, him, VisitorRuledOut(anna, TODAY))
    profile.do(
        lambda writing: writing.change_card(
            Subject(SubjectKind.VISITOR, wim),
            replace(READY, name="Wim Bakker", secrecy_signed_on=""),
        )
    )
    els = profile.add_visitor(replace(READY, name="Els Ver"))
    take_over(profile, moved_on, riet, els)
    left = profile.do(stop_and_give, riet, [*chosen, ((two,), "0" * 32)], today=TODAY)
    assert set(left) == {her, him, two}
    assert [visitors_of(profile, who) for who in (her, him, one, two, moved_on)] == [
        (),
        (),
        (anna,),
        (),
        (els,),
    ]


def test_who_was_given_twice_stays_with_the_other_one(profile: RoundProfile) -> None:
    riet = profile.add_visitor()
    anna, wim, jo = (
        profile.add_visitor(replace(READY, name=name)) for name in ("Anna Rustig", "Wim", "Jo")
    )
    profile.do(stop_visitor, jo, today=TODAY)
    twice, barred, gone, single = (profile.add_resident(surname=name) for name in "ABCD")
    profile.give(riet, twice, barred, gone, single)
    profile.give(anna, twice, barred)
    profile.give(jo, gone)
    profile.record(SubjectKind.RESIDENT, barred, VisitorRuledOut(anna, TODAY))
    # Jo stopped, and Anna does not go to everybody: those two have nobody after Riet.
    assert set(takers(seen(profile, riet))) == {barred, gone, single}
    chosen = [((twice,), wim), ((single,), wim)]
    assert profile.do(stop_and_give, riet, chosen, today=TODAY) == (barred, gone)
    assert [visitors_of(profile, who) for who in (twice, single)] == [(anna,), (wim,)]


def take_over(profile: RoundProfile, resident: str, old: str, new: str) -> None:
    assert visitors_of(profile, resident) == (old,)
    assert profile.do(assign, [resident], new, today=TODAY) == 1


def test_a_visit_that_was_held_without_a_report_is_told(profile: RoundProfile) -> None:
    riet = profile.add_visitor()
    held, past, done, soon = (profile.add_resident(surname=name) for name in "ABCD")
    profile.give(riet, held, past, done, soon)
    was = VisitHeld(day(-3), 60, ContactKind.HOME_VISIT)
    profile.record(SubjectKind.VISIT, expected(profile, held, -3), was)
    profile.record(
        SubjectKind.VISIT,
        expected(profile, done, -3),
        was,
        StatusForced("closed_done", "klaar", TODAY),
    )
    expected(profile, past, -2)
    expected(profile, soon, 0)
    found = seen(profile, riet)
    assert [(one.resident, one.was_held, one.at.date()) for one in found.unrecorded] == [
        (held, True, day(-3)),
        (past, False, day(-2)),
    ]
    assert [one.resident for one in found.appointments] == [soon]
