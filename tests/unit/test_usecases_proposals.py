"""The round: rows with reasons, alternatives, accepting within the rules, fixing and splitting."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from huisbezoek.model.domain.cycle_plan import (
    CyclePlan,
    NoPlaceReason,
    Placement,
    PlanProblem,
    Waiting,
)
from huisbezoek.model.domain.events import Answer, Died, InvitationSent, ReplyReceived
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.domain.partial_dates import add_months
from huisbezoek.model.domain.plan_rules import MatchReason
from huisbezoek.model.usecases.accepting import Accepted, LeftReason, accept
from huisbezoek.model.usecases.match_decisions import (
    allow,
    fix,
    free,
    join_couple,
    rule_out,
    split_couple,
)
from huisbezoek.model.usecases.plan_basis import PlanBasis, read_plan
from huisbezoek.model.usecases.planning import problem_of, turns_of
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.proposals import ProposalRow, Round, alternatives, proposals
from huisbezoek.model.usecases.rounds import plan_visits
from huisbezoek.model.usecases.stopping_visitors import VisitorStoppedAlreadyError, stop_visitor
from huisbezoek.model.usecases.visitors import VisitorRuledOutError, assign
from tests.people import ORGANISATION, READY, TODAY
from tests.plan_now import plan_problem
from tests.unit.round_profile import RoundProfile


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[RoundProfile]:
    opened = RoundProfile(tmp_path / "profile")
    yield opened
    opened.close()


def basis(profile: RoundProfile) -> PlanBasis:
    return profile.ask(read_plan, today=TODAY)


def placed(problem: PlanProblem, visitor: str, month: int = 0) -> CyclePlan:
    """Everybody to one visitor, or to nobody."""
    why = None if visitor else NoPlaceReason.NO_VISITORS
    found = tuple(Placement(turn.key, month, visitor, why) for turn in problem.turns)
    return CyclePlan(found, (Waiting("gone", NoPlaceReason.NO_VISITORS),), 0)


def made(profile: RoundProfile, visitor: str = "", month: int = 0, months: int | None = None):
    known = basis(profile)
    problem = problem_of(known)
    plan = placed(problem, visitor, month)
    found: Round = profile.ask(proposals, known, problem, plan, months=months)
    return found


def known_room(problem: PlanProblem, visitor: str) -> int:
    return next(one.places[0] for one in problem.visitors if one.visitor == visitor)


def take(profile: RoundProfile, *rows: ProposalRow) -> Accepted:
    return profile.do(accept, rows, today=TODAY, random_bytes=profile.random_bytes)


def state(profile: RoundProfile, resident: str):
    return profile.ask(lambda reading: reading.resident(resident)).state


def test_a_row_says_who_when_and_why_and_a_couple_is_one(profile: RoundProfile) -> None:
    riet = profile.add_visitor()
    her, him = profile.add_couple()
    known = profile.add_resident(surname="Smit", birth_date="1941")
    carer = profile.add_resident(birth_date="?", carer_since="2025-01")
    profile.give(riet, known)
    found = made(profile, riet)
    rows = {row.residents[0]: row for row in found.rows_with}
    alone, couple = rows.pop(known), next(row for row in found.rows_with if row.is_couple)
    assert (rows[carer].age, rows[carer].groups) == (None, ("carer",))
    assert (alone.residents, alone.age, alone.visitor_name) == ((known,), None, "Riet Jansen")
    assert MatchReason.SAME_VISITOR in alone.reasons
    assert set(couple.residents) == {her, him}
    assert couple.name.startswith("meneer en mevrouw")
    assert (couple.age, couple.month, couple.district) == (85, date(2026, 12, 1), "Havenkwartier")
    assert (couple.is_open, couple.is_fixed, couple.groups) == (False, False, ("age75",))
    (room,) = found.room
    assert (room.name, room.taken, room.most, room.left) == ("Riet Jansen", 3, 1, 0)
    assert (found.waiting, found.same_visitor, found.known_visitor) == (1, 1, 1)
    assert found.months == (date(2026, 12, 1),)
    assert made(profile, "", 1).rows_without == ()
    without = made(profile, "", 1, months=2).rows_without
    assert {row.why_nobody for row in without} == {NoPlaceReason.NO_VISITORS}
    assert all(not row.reasons and not row.visitor_name for row in without)


def test_other_visitors_are_told_with_their_price_and_room(profile: RoundProfile) -> None:
    riet = profile.add_visitor()
    wim = profile.add_visitor(replace(READY, name="Wim Bakker", district="Elders"))
    els = profile.add_visitor(replace(READY, name="Els Bakker"))
    resident = profile.add_resident()
    other = profile.add_resident(house_number=9)
    profile.give(riet, resident)
    profile.do(rule_out, [other], els, today=TODAY)
    known = basis(profile)
    problem = problem_of(known)
    plan = placed(problem, riet)
    found = {one.visitor: one for one in alternatives(known, problem, plan, resident)}
    assert set(found) == {wim, els}
    assert (found[els].price, found[wim].price, found[els].name) == (50, 80, "Els Bakker")
    assert found[els].room == known_room(problem, els)
    assert [one.visitor for one in alternatives(known, problem, plan, other)] == [wim]
    assert alternatives(known, problem, plan, "nobody") == ()
    assert alternatives(known, problem, CyclePlan((), (), 0), other) == ()


def test_accepting_plans_the_visit_and_gives_it_within_the_rules(profile: RoundProfile) -> None:
    riet = profile.add_visitor(replace(READY, most_open_visits=1))
    first, second = profile.add_resident(), profile.add_resident(house_number=8)
    rows = made(profile, riet).rows_with
    done = take(profile, *rows)
    assert (len(done.visits), done.given) == (1, 1)
    assert [(one.row, one.reason) for one in done.left] == [(rows[1], LeftReason.VISITOR_FULL)]
    assert state(profile, rows[0].residents[0]).visitors == (riet,)
    # What was agreed is no turn any more; accepting it again does nothing.
    left = basis(profile)
    assert {one for turn in problem_of(left).turns for one in turn.residents} == {
        rows[1].residents[0]
    }
    assert {first, second} == {rows[0].residents[0], rows[1].residents[0]}


def test_what_changed_meanwhile_stays_a_proposal(profile: RoundProfile) -> None:
    riet = profile.add_visitor()
    unready = profile.add_visitor(replace(READY, name="Wim", secrecy_signed_on=""))
    resident, gone = profile.add_resident(), profile.add_resident(house_number=8)
    rows = {row.residents[0]: row for row in made(profile, riet).rows_with}
    profile.record(SubjectKind.RESIDENT, gone, Died(TODAY))
    profile.do(rule_out, [resident], riet, today=TODAY)
    later = replace(rows[resident], visitor=unready)
    nobody = replace(rows[resident], visitor="nobody")
    near = profile.add_visitor(replace(READY, street="havenkade"))
    neighbour = replace(rows[resident], visitor=near)
    done = take(profile, rows[gone], rows[resident], later, nobody, neighbour)
    assert [one.reason for one in done.left] == [
        LeftReason.GONE,
        LeftReason.RULED_OUT,
        LeftReason.VISITOR_NOT_READY,
        LeftReason.VISITOR_STOPPED,
        LeftReason.OWN_STREET,
    ]
    young = profile.add_resident(house_number=12, birth_date="1970-01-01")
    row = replace(rows[resident], residents=(young,), visitor=riet)
    assert [one.reason for one in take(profile, row).left] == [LeftReason.NOT_DUE]
    assert state(profile, young).visitors == ()


def test_a_visit_without_a_visitor_is_only_given(profile: RoundProfile) -> None:
    riet = profile.add_visitor()
    resident = profile.add_resident()
    profile.do(plan_visits, [resident], TODAY, profile.random_bytes)
    (row,) = made(profile, riet).rows_with
    assert row.is_open
    done = take(profile, row)
    assert (done.visits, done.given, done.left) == ((), 1, ())


def test_fixing_holds_until_it_is_freed(profile: RoundProfile) -> None:
    riet = profile.add_visitor()
    resident = profile.add_resident()
    profile.do(fix, [resident], riet, date(2027, 2, 1), today=TODAY)
    (turn,) = profile.ask(plan_problem, today=TODAY).turns
    assert (turn.fixed_visitor, turn.fixed_month) == (riet, 2)
    assert made(profile, riet).rows_with[0].is_fixed
    profile.do(fix, [resident], riet, today=TODAY)
    assert profile.ask(plan_problem, today=TODAY).turns[0].fixed_month is None
    profile.do(free, [resident], today=TODAY)
    assert profile.ask(plan_problem, today=TODAY).turns[0].fixed_visitor == ""


def test_ruled_out_is_never_theirs_until_allowed(profile: RoundProfile) -> None:
    riet = profile.add_visitor()
    resident = profile.add_resident()
    profile.give(riet, resident)
    profile.do(fix, [resident], riet, today=TODAY)
    profile.do(rule_out, [resident], riet, today=TODAY)
    known = state(profile, resident)
    assert (known.visitors, known.fixed_visitor, known.ruled_out) == ((), "", {riet})
    with pytest.raises(VisitorRuledOutError):
        profile.do(assign, [resident], riet, today=TODAY)
    profile.do(allow, [resident], riet, today=TODAY)
    assert profile.do(assign, [resident], riet, today=TODAY) == 1


def test_a_couple_is_split_and_joined(profile: RoundProfile) -> None:
    couple = profile.add_couple()
    profile.do(split_couple, couple, today=TODAY)
    assert len(profile.ask(plan_problem, today=TODAY).turns) == 2
    assert len(profile.do(plan_visits, couple[:1], TODAY, profile.random_bytes)) == 1
    profile.do(join_couple, couple[:1], today=TODAY)
    # One of them is still apart.
    assert len(profile.ask(plan_problem, today=TODAY).turns) == 2
    other = profile.add_couple("Bakker", house_number=77)
    profile.do(split_couple, other[1:], today=TODAY)
    assert len(profile.do(plan_visits, other[:1], TODAY, profile.random_bytes)) == 1
    profile.do(join_couple, other, today=TODAY)
    assert len(profile.do(plan_visits, other[1:], TODAY, profile.random_bytes)) == 1


def test_the_residents_of_who_stops_come_back_as_proposals(profile: RoundProfile) -> None:
    riet = profile.add_visitor()
    wim = profile.add_visitor(replace(READY, name="Wim Bakker"))
    resident = profile.add_resident()
    profile.give(riet, resident)
    profile.do(plan_visits, [resident], TODAY, profile.random_bytes)
    assert profile.do(stop_visitor, riet, today=TODAY, reason=" verhuisd ") == (resident,)
    assert state(profile, resident).visitors == ()
    known = basis(profile)
    problem = turns_of(known, [resident], riet)
    (row,) = profile.ask(proposals, known, problem, placed(problem, wim)).rows_with
    assert take(profile, row).given == 1
    assert state(profile, resident).visitors == (wim,)
    with pytest.raises(VisitorStoppedAlreadyError):
        profile.do(stop_visitor, riet, today=TODAY)
    with pytest.raises(UnknownSubjectError):
        profile.do(stop_visitor, "nobody", today=TODAY)


def test_the_organisation_decides_how_many_months_a_round_has(profile: RoundProfile) -> None:
    profile.add_resident()
    profile.set_organisation(replace(ORGANISATION, round_months=3))
    assert len(made(profile).months) == 3


def test_nothing_stays_of_an_accept_that_was_stopped(profile: RoundProfile) -> None:
    riet = profile.add_visitor()
    residents = [profile.add_resident(house_number=number) for number in (7, 8, 9)]
    rows = made(profile, riet).rows_with
    before, seen = profile.database.digest(), []

    def step(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        profile.do(accept, rows, today=TODAY, random_bytes=profile.random_bytes, step=step)
    assert seen == [(0, 3), (1, 3), (2, 3)]
    assert profile.database.digest() == before
    assert not any(state(profile, one).visitors for one in residents)


def test_a_resident_is_accepted_once_however_often_they_stand_there(profile: RoundProfile) -> None:
    riet = profile.add_visitor(replace(READY, most_open_visits=2))
    wim = profile.add_visitor(replace(READY, name="Wim Bakker"))
    profile.add_resident()
    profile.add_resident(house_number=8)
    first, second = made(profile, riet).rows_with
    young = profile.add_resident(house_number=12, birth_date="1970-01-01")
    not_due = replace(first, residents=(young,))
    done = take(profile, not_due, first, replace(first, visitor=wim), second)
    assert [one.reason for one in done.left] == [LeftReason.NOT_DUE, LeftReason.ALREADY_GIVEN]
    # Who is not due takes nobody's place.
    assert done.given == 2
    assert state(profile, first.residents[0]).visitors == (riet,)


def test_of_a_couple_only_who_is_due_gets_a_visit(profile: RoundProfile) -> None:
    riet = profile.add_visitor()
    her, him = profile.add_couple()
    (row,) = made(profile, riet).rows_with
    young = profile.add_resident(house_number=12, birth_date="1970-01-01")
    done = take(profile, replace(row, residents=(her, young)))
    assert (len(done.visits), done.given, done.left) == (1, 1, ())
    assert (state(profile, her).visitors, state(profile, young).visitors) == ((riet,), ())
    assert state(profile, him).visitors == ()


def said_later(profile: RoundProfile, resident: str, until: date) -> None:
    said = ReplyReceived(Answer.LATER, TODAY, until)
    profile.add_visit(resident, InvitationSent(profile.next_id(), TODAY), said)


def test_who_said_later_since_the_proposal_is_asked_later(profile: RoundProfile) -> None:
    riet = profile.add_visitor()
    her, him = profile.add_couple()
    later, soon = profile.add_resident(), profile.add_resident(house_number=8)
    rows = {row.residents[0]: row for row in made(profile, riet).rows_with}
    month = rows[soon].month
    assert all(row.month == month for row in rows.values())
    said_later(profile, him, add_months(month, 1))
    said_later(profile, later, add_months(month, 4))
    # In the month of the proposal it is late enough.
    said_later(profile, soon, month.replace(day=20))
    done = take(profile, *rows.values())
    assert {one.row.residents: one.reason for one in done.left} == {
        rows[her].residents: LeftReason.DEFERRED,
        (later,): LeftReason.DEFERRED,
    }
    assert [state(profile, one).visitors for one in (her, him, later)] == [(), (), ()]
    assert state(profile, soon).visitors == (riet,)
    # The next proposal is for her alone; whoever visits him now has an open visit.
    (hers,) = [row for row in made(profile, riet).rows_with if her in row.residents]
    assert hers.residents == (her,)
    assert take(profile, hers).given == 1
    profile.add_visit(later)
    assert take(profile, rows[later]).given == 1


def test_a_partner_who_said_later_gets_no_letter_along(profile: RoundProfile) -> None:
    her, him = profile.add_couple()
    said_later(profile, him, add_months(TODAY, 4))
    (visit,) = profile.do(plan_visits, [him, her], TODAY, profile.random_bytes)
    assert profile.ask(lambda reading: reading.visit(visit)).resident == her
    assert state(profile, him).open_visit is None
