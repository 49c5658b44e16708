"""Supervision: four numbers with one definition each, the same for who they are about."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from huisbezoek.app.plan_worker import worker_planner
from huisbezoek.model.domain.events import (
    AppointmentMade,
    ContactKind,
    InvitationSent,
    StatusForced,
    VisitHeld,
)
from huisbezoek.model.domain.office_events import VisitorStopped
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.domain.plan_rules import MatchReason, Refusal
from huisbezoek.model.domain.planning_events import VisitorRuledOut
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.ruling_out import (
    ruled_out_names,
    set_ruled_out,
    visitor_choices,
)
from huisbezoek.model.usecases.successors import stop_and_give, stopping
from huisbezoek.model.usecases.supervision import own_supervision, supervision
from huisbezoek.model.usecases.today import today_view
from huisbezoek.model.usecases.visitors import (
    VisitorOwnStreetError,
    VisitorRuledOutError,
    VisitorUntrainedError,
    assign,
    hand_turns,
    refusal_error,
    unassigned,
)
from tests.people import ORGANISATION, READY, TODAY, at, day
from tests.unit.round_profile import RoundProfile


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[RoundProfile]:
    opened = RoundProfile(tmp_path / "profile")
    yield opened
    opened.close()


def appointed(profile: RoundProfile, resident: str, days: int, made: int = 5) -> str:
    """A visit with an appointment so many days from now, made so many days ago or before it."""
    said = min(days - 5, -made)
    event = AppointmentMade(
        profile.next_id(), at(day(days), 14), 60, ContactKind.HOME_VISIT, day(said)
    )
    sent = InvitationSent(profile.next_id(), day(said - 4))
    return profile.add_visit(resident, sent, event, planned_on=day(said - 4))


def test_each_number_counts_what_its_words_say(profile: RoundProfile) -> None:
    riet = profile.add_visitor(replace(READY, most_open_visits=1))
    profile.add_visitor(replace(READY, name="Anna Rustig"))
    profile.add_visitor(replace(READY, name="Co Kantoor", role="coordinator"))
    past, recent, held, old = (profile.add_resident() for _ in range(4))
    late = appointed(profile, past, -9)
    appointed(profile, recent, -7)
    done = appointed(profile, held, -12)
    profile.record(SubjectKind.VISIT, done, VisitHeld(day(-12), 60, ContactKind.HOME_VISIT))
    profile.give(riet, past, recent, held)
    waiting = profile.invited(old, sent_on=day(-40))[0]
    appointed(profile, profile.add_resident(), 30, made=20)
    seen = profile.ask(supervision, today=TODAY)
    # Nine days ago is a Saturday: five working days later is last Friday. Seven days: today.
    assert [one.visit for one in seen.unrecorded] == [done, late]
    assert seen.unrecorded[1].visitor_name == "Riet Jansen"
    assert [(one.name, one.open_visits, one.most) for one in seen.heavy] == [("Riet Jansen", 2, 1)]
    assert [(one.visit, one.visitor_name) for one in seen.waiting] == [(waiting, "")]
    assert seen.waiting[0].on == day(-26)
    assert seen.silent == ()
    assert (seen.terms.silent_days, seen.terms.waiting_days) == (30, 14)


def test_a_visitor_sees_the_same_about_herself(profile: RoundProfile) -> None:
    riet, anna = profile.add_visitor(), profile.add_visitor(replace(READY, name="Anna Rustig"))
    mine, hers = profile.add_resident(), profile.add_resident()
    visit = appointed(profile, mine, -20)
    appointed(profile, hers, -20)
    profile.give(riet, mine)
    profile.give(anna, hers)
    for last, count in ((day(-31), 1), (day(-30), 0), (None, 0)):
        seen = profile.ask(own_supervision, riet, today=TODAY, last_exchange_on=last)
        assert len(seen.silent) == count
    assert [one.visit for one in seen.unrecorded] == [visit]
    profile.set_organisation(replace(ORGANISATION, silent_days=60))
    seen = profile.ask(own_supervision, riet, today=TODAY, last_exchange_on=day(-31))
    assert seen.silent == ()


def test_own_numbers_leave_out_what_waits_for_the_coordinator(profile: RoundProfile) -> None:
    riet = profile.add_visitor()
    letter, read, called = (profile.add_resident(telephone="+31600000001") for _ in range(3))
    profile.give(riet, letter, read, called)
    profile.add_visit(letter, planned_on=day(-40))
    visit = profile.agreed(read)
    held = VisitHeld(day(-26), 60, ContactKind.HOME_VISIT)
    profile.record(
        SubjectKind.VISIT, visit, held, StatusForced("report_submitted", "op papier", day(-25))
    )
    (own,) = profile.invited(called, sent_on=day(-40))
    seen = profile.ask(own_supervision, riet, today=TODAY, last_exchange_on=TODAY)
    assert [one.visit for one in seen.waiting] == [own]
    assert len(profile.ask(supervision, today=TODAY).waiting) == 3
    vandaag = profile.ask(today_view, visitor=riet, today=TODAY)
    assert vandaag.waiting_longer == len(seen.waiting)


def test_a_couple_counts_once(profile: RoundProfile) -> None:
    riet = profile.add_visitor()
    waits = profile.add_couple(telephone="+31600000001")
    past = profile.add_couple(surname="Bos", house_number=101, telephone="+31600000002")
    profile.give(riet, *waits, *past)
    profile.invited(*waits, sent_on=day(-60))
    made = AppointmentMade("a" * 32, at(day(-30), 14), 60, ContactKind.HOME_VISIT, day(-40))
    for visit in profile.invited(*past, sent_on=day(-60)):
        profile.record(SubjectKind.VISIT, visit, made)
    seen = profile.ask(supervision, today=TODAY)
    assert [one.formal_name for one in seen.unrecorded] == ["meneer en mevrouw Bos"]
    assert {one.formal_name for one in seen.waiting} == {
        "meneer en mevrouw Bos",
        "meneer en mevrouw ’t Hoen",
    }
    assert len(seen.waiting) == 2
    own = profile.ask(own_supervision, riet, today=TODAY, last_exchange_on=TODAY)
    assert (own.waiting, own.unrecorded) == (seen.waiting, seen.unrecorded)


def test_who_does_not_go_is_chosen_without_a_reason(profile: RoundProfile) -> None:
    riet, anna = profile.add_visitor(), profile.add_visitor(replace(READY, name="Anna Rustig"))
    profile.add_visitor(replace(READY, name="Co Kantoor", role="coordinator"))
    gone = profile.add_visitor(replace(READY, name="Gerda Weg"))
    profile.record(SubjectKind.VISITOR, gone, VisitorStopped(TODAY))
    resident = profile.add_resident()
    profile.give(riet, resident)
    assert profile.ask(ruled_out_names, resident) == ()
    assert profile.do(set_ruled_out, resident, [riet, anna], today=TODAY) == 2
    assert profile.do(set_ruled_out, resident, [riet, anna], today=TODAY) == 0
    assert profile.ask(ruled_out_names, resident) == ("Anna Rustig", "Riet Jansen")
    assert profile.ask(lambda reading: reading.resident(resident)).state.visitors == ()
    for visitor in (riet, anna):
        with pytest.raises(VisitorRuledOutError):
            profile.do(assign, [resident], visitor, today=TODAY)
    assert profile.do(set_ruled_out, resident, [anna], today=TODAY) == 1
    choices = profile.ask(visitor_choices, resident)
    assert [(one.name, one.is_ruled_out) for one in choices] == [
        ("Anna Rustig", True),
        ("Riet Jansen", False),
    ]
    assert profile.do(assign, [resident], riet, today=TODAY) == 1
    assert profile.ask(visitor_choices, resident)[1].visits_now


def test_the_rules_of_the_plan_hold_by_hand_too(profile: RoundProfile) -> None:
    lives_there = profile.add_visitor(replace(READY, street="HAVENKADE"))
    riet = profile.add_visitor()
    anna = profile.add_resident(
        street="Havenkade", birth_date="1961-03-12", loss_date="2025-10-01", carer_since=""
    )
    couple = profile.add_couple()
    for resident in (anna, *couple):
        profile.agreed(resident)
    with pytest.raises(VisitorOwnStreetError):
        profile.do(assign, [anna], lives_there, today=TODAY)
    with pytest.raises(VisitorUntrainedError):
        profile.do(assign, [anna], riet, today=TODAY)
    turns = profile.ask(lambda reading: hand_turns(reading, unassigned(reading)))
    assert {key: turn.residents for key, turn in turns.items()} == {
        anna: (anna,),
        couple[0]: couple,
    }
    assert refusal_error(Refusal.OWN_STREET).code == "visitor_own_street"


def test_a_visitor_who_stops_hands_everything_over_in_one_step(profile: RoundProfile) -> None:
    riet = profile.add_visitor()
    anna = profile.add_visitor(replace(READY, name="Anna Rustig"))
    her, him = profile.add_couple(district="Havenkwartier", language="Turks")
    alone = profile.add_resident()
    barred = profile.add_resident(surname="Bakker")
    profile.give(riet, her, him, alone, barred)
    profile.record(SubjectKind.RESIDENT, barred, VisitorRuledOut(anna, TODAY))
    appointed(profile, alone, 3)
    appointed(profile, her, -2)
    profile.agreed(barred)
    planner = worker_planner()
    seen = profile.ask(stopping, planner, riet, today=TODAY)
    assert (seen.name, seen.has_laptop) == ("Riet Jansen", False)
    assert [(one.resident, one.at) for one in seen.unrecorded] == [(her, at(day(-2), 14))]
    assert [(one.resident, one.at) for one in seen.appointments] == [(alone, at(day(3), 14))]
    found = {one.residents: one for one in seen.successors}
    assert set(found) == {(her, him), (alone,), (barred,)}
    assert found[her, him].visitor_name == "Anna Rustig"
    assert found[her, him].name == "meneer en mevrouw ’t Hoen"
    assert found[her, him].language == "turks"
    assert MatchReason.SAME_DISTRICT in found[alone,].reasons
    assert found[barred,].visitor == ""
    assert found[barred,].why_nobody is not None
    assert seen.successors[-1].residents == (barred,)
    chosen = [(one.residents, one.visitor) for one in seen.successors if one.visitor]
    assert profile.do(stop_and_give, riet, chosen, today=TODAY) == (barred,)
    given = profile.ask(lambda reading: [reading.resident(one[0]).state.visitors for one in found])
    assert given == [(anna,) if one.visitor else () for one in found.values()]
    with pytest.raises(UnknownSubjectError):
        profile.ask(stopping, planner, "0" * 32, today=TODAY)


def test_a_visitor_with_nobody_stops_at_once(profile: RoundProfile) -> None:
    riet = profile.add_visitor()
    seen = profile.ask(stopping, worker_planner(), riet, today=TODAY)
    assert (seen.appointments, seen.successors) == ((), ())
    assert profile.do(stop_and_give, riet, [], today=TODAY) == ()
