"""The round with bad input and faults: real storage, the real plan, accepting, and what is said."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from huisbezoek.model.domain.cards import VisitorCard
from huisbezoek.model.domain.cycle_plan import NoPlaceReason, PlanWay
from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.events import (
    AppointmentMade,
    Assigned,
    ContactKind,
    Died,
    VisitHeld,
    VisitRequested,
)
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.plan_rules import PlanWeights
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.planning.worker import WorkerPlanner
from huisbezoek.model.usecases import match_decisions, round_desk
from huisbezoek.model.usecases.accepting import Accepted, LeftReason, accept
from huisbezoek.model.usecases.letters import letter_queue, mark_sent
from huisbezoek.model.usecases.ports.planning import NeverStopped, PlanCancelledError
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.proposals import ProposalRow
from huisbezoek.model.usecases.round_desk import Desk
from huisbezoek.model.usecases.stopping_visitors import stop_visitor
from huisbezoek.model.usecases.visitors import (
    VisitorOwnStreetError,
    VisitorRuledOutError,
    VisitorUntrainedError,
    visitors,
)
from huisbezoek.ui.errors import sentence
from huisbezoek.ui.models import match_words, round_words
from huisbezoek.ui.tasks import Reporter
from tests.people import ORGANISATION, READY, TODAY, at
from tests.unit.round_profile import RoundProfile

WEIGHTS = PlanWeights()
LOST = WorkerPlanner(("/there/is/no/such/program",), {})
"""Whose worker is never there: it leaves the quick plan."""


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[RoundProfile]:
    opened = RoundProfile(tmp_path / "profile")
    opened.set_organisation(replace(ORGANISATION, round_months=12))
    yield opened
    opened.close()


def desk(profile: RoundProfile, today: date = TODAY) -> Desk:
    found: Desk = profile.ask(round_desk.at_once, LOST, WEIGHTS, today=today, beside=())
    return found


def take(profile: RoundProfile, *rows: ProposalRow) -> tuple[Accepted, str]:
    """What accepting did, and the whole of what the page says about it."""
    done = profile.do(accept, rows, today=TODAY, random_bytes=profile.random_bytes)
    return done, " ".join(round_words.accepted_words(done, len(rows)))


def given_to(profile: RoundProfile, resident: str) -> tuple[str, ...]:
    found: tuple[str, ...] = profile.ask(lambda reading: reading.resident(resident)).state.visitors
    return found


def everybody(found: Desk) -> set[str]:
    """All residents with a row, in the rest of the plan, or waiting."""
    keys = {one.turn for one in (*found.plan.placements, *found.plan.waiting)}
    return {one for turn in found.problem.turns if turn.key in keys for one in turn.residents}


@pytest.mark.parametrize(
    "cards",
    [
        (),
        (replace(READY, visits_per_month=0),),
        (replace(READY, most_open_visits=0),),
        (replace(READY, conduct_certificate_on="2022-11-22"),),
    ],
    ids=["no visitors", "no visits", "no open visits", "certificate ended yesterday"],
)
def test_without_a_place_everybody_waits_and_nobody_is_lost(
    profile: RoundProfile, cards: tuple[VisitorCard, ...]
) -> None:
    for card in cards:
        profile.add_visitor(card)
    residents = {profile.add_resident() for _ in range(2)}
    asked = profile.add_resident(VisitRequested(TODAY, "zelf"), birth_date="1990-01-01")
    found = desk(profile)
    assert everybody(found) == {*residents, asked}
    has_ended = bool(cards) and cards[0].conduct_certificate_on == "2022-11-22"
    why = NoPlaceReason.NONE_READY if has_ended else NoPlaceReason.NO_VISITORS
    assert {one.why for one in found.plan.waiting} == {why}
    (row,) = found.round.rows_without
    assert (row.residents, row.why_nobody) == ((asked,), why)
    chip, _sentence = match_words.nobody_words(why)
    assert chip == ("geen bezoeker is klaar" if has_ended else "nog geen bezoekers")
    assert round_words.waiting_sentence(found.round) == "2 wachten tot er plaats is."
    rest = "Kijk bij Bezoekers wat er nodig is." if has_ended else "of pas de ronde aan."
    assert round_words.next_words(found).endswith(rest)
    assert (round_words.empty_title(found.round) == "Geen bezoeker is klaar") is has_ended
    assert found.round.nobody == ()


def test_everybody_due_on_one_day_is_spread_over_the_months(profile: RoundProfile) -> None:
    for name in ("Riet Jansen", "Wim Bakker", "Els Smit"):
        profile.add_visitor(replace(READY, name=name))
    residents = {profile.add_resident() for _ in range(24)}
    found = desk(profile)
    assert everybody(found) == residents
    assert found.plan.waiting == ()
    assert max(month.levelled for month in found.round.forecast.months) <= 2


def test_a_visitor_and_a_resident_without_a_district_still_meet(profile: RoundProfile) -> None:
    riet = profile.add_visitor(replace(READY, district=""))
    resident = profile.add_resident(district="", postcode="")
    (row,) = desk(profile).round.rows_with
    assert (row.visitor, row.district) == (riet, "")
    done, said = take(profile, row)
    assert done.given == 1
    assert said == "1 voorstel is aangenomen De brieven staan klaar bij Brieven."
    assert given_to(profile, resident) == (riet,)


@pytest.mark.parametrize(("cycle", "turns"), [(12, 2), (24, 1), (60, 1)])
def test_a_short_and_a_long_cycle(profile: RoundProfile, cycle: int, turns: int) -> None:
    profile.set_organisation(replace(ORGANISATION, cycle_months=cycle))
    profile.add_visitor()
    resident = profile.add_resident(birth_date="1950-06-01")
    found = desk(profile)
    assert [one.residents for one in found.problem.turns] == [(resident,)] * turns
    assert found.round.forecast.cycle_years == cycle / 12


def test_the_29th_of_february(profile: RoundProfile) -> None:
    """Born on it, 75 in a year without it; visited on it, due again in a year without it."""
    profile.add_visitor()
    born = profile.add_resident(birth_date="1952-02-29")
    visited = profile.add_resident(birth_date="1940-02-29")
    visit = profile.add_visit(visited, planned_on=date(2024, 2, 29))
    profile.record(
        SubjectKind.VISIT, visit, VisitHeld(date(2024, 2, 29), 60, ContactKind.HOME_VISIT)
    )
    for today in (TODAY, date(2027, 2, 28), date(2028, 2, 29)):
        assert {born} <= everybody(desk(profile, today))
    opens = {turn.residents[0]: turn.opens for turn in desk(profile).problem.turns}
    assert opens[born] == 3, "75 on the first of March 2027, counted from December"


def test_a_resident_in_all_groups_has_one_turn(profile: RoundProfile) -> None:
    profile.add_visitor(replace(READY, modules="life_questions"))
    profile.add_visitor(replace(READY, name="Zonder training"))
    resident = profile.add_resident(
        VisitRequested(TODAY, "zelf"),
        birth_date="1945-03-12",
        carer_since="2024-01",
        loss_date="2026-08-01",
    )
    (turn,) = desk(profile).problem.turns
    assert turn.residents == (resident,)
    # Whoever lost the one they cared for is no carer any more.
    assert turn.groups == {"age75", "former_carer", "on_request"}
    (row,) = desk(profile).round.rows_with
    assert row.visitor_name == "Riet Jansen", "the other one lacks the training"


def test_a_cancelled_plan_and_a_killed_worker_leave_everything_as_it_was(
    profile: RoundProfile,
) -> None:
    profile.add_visitor()
    profile.add_resident()
    before = profile.database.digest()
    found = desk(profile)
    lost = LOST.plan(found.problem, WEIGHTS, lambda percent: None, NeverStopped())
    assert lost.way is PlanWay.WORKER_LOST
    assert lost.placements == found.plan.placements
    assert "eenvoudige voorstel" in round_words.way_sentence(lost.way)
    slow = WorkerPlanner(("/bin/sleep", "60"), {})
    stop = Reporter(lambda done, total: None)
    stop.cancel()
    with pytest.raises(PlanCancelledError):
        slow.plan(found.problem, WEIGHTS, lambda percent: None, stop)
    assert profile.database.digest() == before
    assert sentence(PlanCancelledError())


def test_who_stopped_or_died_between_proposal_and_accepting(profile: RoundProfile) -> None:
    riet = profile.add_visitor()
    stays, gone = profile.add_resident(), profile.add_resident(house_number=60)
    her, him = profile.add_couple()
    rows = {row.residents[0]: row for row in desk(profile).round.rows_with}
    couple = rows.get(her) or rows[him]
    for died in (gone, him):
        profile.record(SubjectKind.RESIDENT, died, Died(TODAY))
    done, said = take(profile, rows[gone], couple)
    assert [one.reason for one in done.left] == [LeftReason.GONE] * 2
    assert said == (
        "Er is niets aangenomen Dit is niet aangenomen: "
        "2 omdat de inwoners niet meer bezocht worden."
    )
    # Whoever is left of the couple has a turn of her own.
    assert everybody(desk(profile)) == {stays, her}
    profile.do(stop_visitor, riet, today=TODAY)
    done, said = take(profile, rows[stays])
    assert [one.reason for one in done.left] == [LeftReason.VISITOR_STOPPED]
    assert said.endswith("1 omdat de bezoeker is gestopt.")
    assert everybody(desk(profile)) == {stays, her}


def test_a_certificate_that_ended_yesterday_is_noticed_when_accepting(
    profile: RoundProfile,
) -> None:
    riet = profile.add_visitor()
    profile.add_resident()
    (row,) = desk(profile).round.rows_with
    ended = replace(READY, conduct_certificate_on="2022-11-22")
    profile.do(lambda writing: writing.change_card(_visitor(riet), ended))
    done, _said = take(profile, row)
    assert [one.reason for one in done.left] == [LeftReason.VISITOR_NOT_READY]
    for last_but_one in ("2022-11-23", "2022-12-30"):
        # Valid today, but no longer on each day of December, the month of the row.
        card = replace(READY, conduct_certificate_on=last_but_one)
        profile.do(lambda writing, card=card: writing.change_card(_visitor(riet), card))
        assert [one.reason for one in take(profile, row)[0].left] == [LeftReason.VISITOR_NOT_READY]
    valid = replace(READY, conduct_certificate_on="2022-12-31")
    profile.do(lambda writing: writing.change_card(_visitor(riet), valid))
    assert take(profile, row)[0].given == 1, "until and with its last day it is valid"


def test_who_is_away_the_whole_month_is_noticed_when_accepting(profile: RoundProfile) -> None:
    riet = profile.add_visitor()
    profile.add_resident()
    (row,) = desk(profile).round.rows_with
    away = replace(READY, away="2026-12-01/2026-12-31")
    profile.do(lambda writing: writing.change_card(_visitor(riet), away))
    done, said = take(profile, row)
    assert [one.reason for one in done.left] == [LeftReason.VISITOR_AWAY]
    assert said.endswith("1 omdat de bezoeker die maand weg is.")
    back = replace(READY, away="2026-12-01/2026-12-30")
    profile.do(lambda writing: writing.change_card(_visitor(riet), back))
    assert take(profile, row)[0].given == 1


def test_who_was_accepted_on_another_laptop_stays_with_that_visitor(profile: RoundProfile) -> None:
    """What a colleague accepted comes in between the proposal and accepting."""
    riet = profile.add_visitor()
    wim = profile.add_visitor(replace(READY, name="Wim Bakker"))
    resident = profile.add_resident()
    (row,) = desk(profile).round.rows_with
    other = wim if row.visitor == riet else riet
    profile.add_visit(resident)
    profile.give(other, resident)
    done, said = take(profile, row)
    assert [one.reason for one in done.left] == [LeftReason.ALREADY_GIVEN]
    assert said.endswith("Dit is niet aangenomen: 1 omdat er al een bezoeker is.")
    assert given_to(profile, resident) == (other,)


def test_a_visit_that_was_never_finished_is_named_before_the_next_one(
    profile: RoundProfile,
) -> None:
    profile.add_visitor()
    resident = profile.add_resident()
    visit = profile.add_visit(resident, planned_on=date(2024, 5, 1))
    profile.record(
        SubjectKind.VISIT, visit, VisitHeld(date(2024, 5, 9), 60, ContactKind.HOME_VISIT)
    )
    (row,) = desk(profile).round.rows_with
    done, said = take(profile, row)
    assert [one.reason for one in done.left] == [LeftReason.PREVIOUS_OPEN]
    assert said.endswith("1 omdat het vorige bezoek nog niet is afgerond.")
    assert given_to(profile, resident) == ()


def test_two_coordinators_who_accepted_the_same_resident_lose_nothing(
    profile: RoundProfile,
) -> None:
    """Both did it before they exchanged: one letter, one visit to make, and both are named."""
    riet = profile.add_visitor()
    wim = profile.add_visitor(replace(READY, name="Wim Bakker"))
    resident = profile.add_resident()
    for visitor in (riet, wim):
        profile.add_visit(resident)
        profile.record(SubjectKind.RESIDENT, resident, Assigned(visitor, TODAY))
    assert given_to(profile, resident) == (riet, wim)
    assert everybody(desk(profile)) == set(), "no third one is proposed"
    (line,) = profile.ask(letter_queue, today=TODAY).to_send
    assert line.residents == (resident,)
    chance = profile.random_bytes
    profile.do(mark_sent, (line,), on=TODAY, random_bytes=chance)
    assert profile.ask(letter_queue, today=TODAY).to_send == (), "nobody is asked twice"
    states = [one.status for one in profile.ask(lambda reading: reading.resident(resident)).visits]
    assert set(states) == {VisitStatus.INVITED, VisitStatus.CLOSED_CANCELLED}
    views = profile.ask(visitors, today=TODAY)
    assert sorted(view.record.open_visits for view in views) == [0, 1]
    assert all([row.resident for row in view.residents] == [resident] for view in views)


def test_a_couple_is_one_visit_wherever_it_is_counted(profile: RoundProfile) -> None:
    riet = profile.add_visitor(replace(READY, most_open_visits=2))
    couple = profile.add_couple()
    (row,) = desk(profile).round.rows_with
    assert set(row.residents) == set(couple)
    take(profile, row)
    profile.add_resident()
    (view,) = profile.ask(visitors, today=TODAY)
    assert (view.record.open_visits, view.record.assigned, view.room) == (1, 2, 1)
    (room,) = desk(profile).round.room
    assert room.taken - len(desk(profile).round.rows_with) == 1
    # Visited apart they are two.
    profile.do(match_decisions.split_couple, couple, today=TODAY)
    (view,) = profile.ask(visitors, today=TODAY)
    assert (view.record.open_visits, view.room) == (2, 0)
    assert riet == view.record.visitor


def test_who_lost_the_place_to_what_was_accepted_goes_elsewhere(profile: RoundProfile) -> None:
    profile.add_visitor(replace(READY, most_open_visits=8))
    profile.add_visitor(replace(READY, name="Wim Bakker", most_open_visits=8))
    residents = {profile.add_resident() for _ in range(4)}
    before = desk(profile)
    take(profile, *before.round.rows_with[1:3])
    after: Desk = profile.ask(round_desk.again, LOST, WEIGHTS, before, today=TODAY, beside=())
    assert after.round.rows_without == ()
    left = {one for row in after.round.rows_with for one in row.residents}
    accepted = {one for row in before.round.rows_with[1:3] for one in row.residents}
    assert left == residents - accepted


@pytest.mark.parametrize(
    ("card", "error"),
    [
        (replace(READY, street="  HAVENKADE"), VisitorOwnStreetError),
        (READY, VisitorUntrainedError),
        (replace(READY, modules="life_questions"), VisitorRuledOutError),
    ],
)
def test_what_no_plan_may_do_nobody_can_fix(
    profile: RoundProfile, card: VisitorCard, error: type[RefusedByRuleError]
) -> None:
    visitor = profile.add_visitor(card)
    resident = profile.add_resident(loss_date="2025-01-01")
    if error is VisitorRuledOutError:
        profile.do(match_decisions.rule_out, [resident], visitor, today=TODAY)
    with pytest.raises(error) as refused:
        profile.do(match_decisions.fix, [resident], visitor, date(2027, 1, 1), today=TODAY)
    assert len(sentence(refused.value)) > 20
    state = profile.ask(lambda reading: reading.resident(resident)).state
    assert (state.fixed_visitor, state.fixed_month) == ("", "")


def test_nobody_unknown_can_be_fixed(profile: RoundProfile) -> None:
    with pytest.raises(UnknownSubjectError):
        profile.do(match_decisions.fix, [profile.add_resident()], "nobody", today=TODAY)


def test_what_is_agreed_for_this_month_does_not_fill_the_next(profile: RoundProfile) -> None:
    """On 23 November the plan begins with December; an older letter is still to be visited."""
    riet = profile.add_visitor(replace(READY, visits_per_month=4, most_open_visits=8))
    soon, later = profile.agreed(profile.add_resident()), profile.agreed(profile.add_resident())
    for visit in (soon, later):
        profile.give(riet, profile.ask(lambda reading, one=visit: reading.visit(one)).resident)
    found = desk(profile)
    assert found.problem.months[0] == date(2026, 12, 1)
    assert (found.problem.agreed[0], found.problem.visitors[0].places[0]) == (2, 1)
    starts = at(TODAY + timedelta(days=3), 14)
    made = AppointmentMade(profile.next_id(), starts, 60, ContactKind.HOME_VISIT, TODAY)
    profile.record(SubjectKind.VISIT, soon, made)
    found = desk(profile)
    assert (found.problem.agreed[0], found.problem.visitors[0].places[0]) == (1, 2)
    assert desk(profile, date(2026, 11, 10)).problem.months[0] == date(2026, 11, 1)


def _visitor(visitor: str) -> Subject:
    return Subject(SubjectKind.VISITOR, visitor)
