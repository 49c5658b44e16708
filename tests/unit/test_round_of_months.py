"""A round of several months: what was accepted keeps its month, and one count of what is open."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from huisbezoek.model.domain.events import (
    AppointmentMade,
    AssignmentEnded,
    ContactKind,
    InvitationSent,
    VisitCancelled,
    VisitEvent,
    VisitHeld,
    VisitOrigin,
    VisitPlanned,
    VisitRequested,
)
from huisbezoek.model.domain.next_steps import StepCode, next_step
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.domain.plan_rules import PlanWeights
from huisbezoek.model.domain.visit_fold import apply_event
from huisbezoek.model.domain.visits import VisitState
from huisbezoek.model.planning.worker import WorkerPlanner
from huisbezoek.model.usecases import round_desk
from huisbezoek.model.usecases.accepting import Accepted, LeftReason, accept
from huisbezoek.model.usecases.letters import letter_queue
from huisbezoek.model.usecases.overview import overview
from huisbezoek.model.usecases.ports.drafts import Draft
from huisbezoek.model.usecases.proposals import ProposalRow
from huisbezoek.model.usecases.residents import request_visit
from huisbezoek.model.usecases.round_desk import Desk
from huisbezoek.model.usecases.rounds import plan_visit
from huisbezoek.model.usecases.supervision import supervision
from huisbezoek.model.usecases.today import today_view
from huisbezoek.model.usecases.visitors import visitors
from huisbezoek.ui.models import round_words
from tests.people import ORGANISATION, READY, at
from tests.unit.round_profile import RoundProfile

QUICK = WorkerPlanner(("/there/is/no/such/program",), {})
FEBRUARY = date(2027, 2, 5)
MARCH = date(2027, 3, 5)


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[RoundProfile]:
    opened = RoundProfile(tmp_path / "profile")
    opened.set_organisation(replace(ORGANISATION, round_months=3))
    yield opened
    opened.close()


def desk(profile: RoundProfile, today: date = FEBRUARY) -> Desk:
    return profile.ask(round_desk.at_once, QUICK, PlanWeights(), today=today, beside=())


def take(profile: RoundProfile, seen: Desk, today: date = FEBRUARY) -> Accepted:
    rows = seen.round.rows_with
    return profile.do(accept, rows, today=today, random_bytes=profile.random_bytes)


def open_now(profile: RoundProfile, today: date = FEBRUARY) -> int:
    return sum(one.record.open_visits for one in profile.ask(visitors, today=today))


def test_what_was_accepted_for_a_later_month_waits_for_it(profile: RoundProfile) -> None:
    for number in range(3):
        profile.add_visitor(replace(READY, name=f"Bezoeker {number}"))
    profile.add_couple()
    for number in range(59):
        profile.add_resident(surname=f"Bakker{number}")
    seen = desk(profile)
    wanted = Counter(row.month for row in seen.round.rows_with)
    assert len(wanted) == 3
    done = take(profile, seen)
    assert done.left == ()
    after = desk(profile)
    assert after.problem.agreed[:4] == (*(wanted[month] for month in seen.problem.months[:3]), 0)
    # No place is lost or won: what was proposed fills the places of its own month.
    for before, now in zip(seen.problem.visitors, after.problem.visitors, strict=True):
        mine = Counter(row.month for row in seen.round.rows_with if row.visitor == before.visitor)
        proposed = tuple(mine[month] for month in seen.problem.months)
        assert tuple(map(sum, zip(now.places, proposed, strict=True))) == before.places
    queue = profile.ask(letter_queue, today=FEBRUARY)
    assert len(queue.to_send) == wanted[seen.problem.months[0]]
    assert len(queue.to_send) + queue.later >= len(seen.round.rows_with)
    assert profile.ask(overview, FEBRUARY).letters_to_send == len(queue.to_send)
    assert open_now(profile) == wanted[date(2027, 2, 1)]
    assert profile.ask(supervision, today=FEBRUARY).heavy == ()
    # From the eleventh on a plan begins with March, and so do its letters.
    assert len(profile.ask(letter_queue, today=FEBRUARY + timedelta(days=5)).to_send) == len(
        queue.to_send
    )
    later = profile.ask(letter_queue, today=FEBRUARY + timedelta(days=6))
    assert len(later.to_send) == len(queue.to_send) + wanted[date(2027, 3, 1)]
    assert open_now(profile, MARCH) == len(later.to_send)


def test_a_letter_for_a_later_month_waits_for_nobody_before_it() -> None:
    visit = VisitState("v", planned_on=FEBRUARY, due_on=FEBRUARY, planned_for=date(2027, 4, 1))
    in_march = next_step(visit, date(2027, 3, 20), has_draft=False, has_telephone=True)
    assert (in_march.by, in_march.waits_since) == (date(2027, 4, 1), None)
    in_april = next_step(visit, date(2027, 4, 3), has_draft=False, has_telephone=True)
    assert in_april.waits_since == date(2027, 4, 1)


def test_nobody_gets_more_for_a_later_month_than_the_card_says(profile: RoundProfile) -> None:
    profile.add_visitor(replace(READY, most_open_visits=1, visits_per_month=1))
    for number in range(8):
        profile.add_resident(surname=f"Bakker{number}")
    seen = desk(profile)
    first, second, *_rest = seen.round.rows_with
    march = date(2027, 3, 1)
    rows = [replace(one, month=march) for one in (first, second)]

    def give(row: ProposalRow) -> Accepted:
        return profile.do(accept, [row], today=FEBRUARY, random_bytes=profile.random_bytes)

    done = give(rows[0])
    assert (done.given, done.later, open_now(profile)) == (1, 1, 0)
    assert round_words.accepted_words(done, 1)[1] == (
        "Brieven voor latere maanden komen daar vanzelf bij."
    )
    assert [one.reason for one in give(rows[1]).left] == [LeftReason.VISITOR_FULL]
    done = give(replace(second, month=date(2027, 2, 1)))
    assert (done.given, done.later, open_now(profile)) == (1, 0, 1)


def test_a_day_that_was_agreed_goes_before_the_month_that_was_accepted(
    profile: RoundProfile,
) -> None:
    visitor = profile.add_visitor()
    for number in range(12):
        profile.add_resident(surname=f"Bakker{number}")
    done = take(profile, desk(profile))
    states = [profile.ask(lambda r, one=one: r.visit(one)) for one in done.visits]
    last = max(states, key=lambda state: state.planned_for or date.min)
    assert last.planned_for == date(2027, 4, 1)
    before = open_now(profile)
    profile.record(
        SubjectKind.VISIT,
        last.visit,
        InvitationSent("brief", FEBRUARY),
        AppointmentMade("a", at(MARCH, 10), 60, ContactKind.HOME_VISIT, FEBRUARY),
    )
    assert open_now(profile) == before + 1
    assert (
        desk(profile).problem.agreed[1]
        == sum(one.planned_for == date(2027, 3, 1) for one in states) + 1
    )
    assert [one.record.visitor for one in profile.ask(visitors, today=FEBRUARY)] == [visitor]


def test_who_asked_for_a_visit_does_not_wait_for_a_month(profile: RoundProfile) -> None:
    profile.add_visitor()
    profile.add_resident(VisitRequested(FEBRUARY, "zelf"), birth_date="1990-01-01")
    (visit,) = take(profile, desk(profile)).visits
    assert profile.ask(lambda reading: reading.visit(visit)).planned_for is None


def for_april(profile: RoundProfile) -> tuple[str, str, str]:
    """A visitor, a resident, and the visit that was accepted for April."""
    visitor, resident = profile.add_visitor(), profile.add_resident()
    month = date(2027, 4, 1)
    visit = profile.do(
        lambda writing: plan_visit(
            writing, writing.resident(resident), FEBRUARY, month, profile.random_bytes, month=month
        )
    )
    profile.give(visitor, resident)
    return visitor, resident, visit


def test_who_asks_for_a_visit_waits_no_longer_for_the_month(profile: RoundProfile) -> None:
    visitor, resident, visit = for_april(profile)
    assert profile.ask(letter_queue, today=FEBRUARY).later == 1
    assert open_now(profile) == 0
    chance = profile.random_bytes
    assert profile.do(request_visit, resident, "zelf", MARCH, chance) == visit
    queue = profile.ask(letter_queue, today=MARCH)
    assert ([one.visits for one in queue.to_send], queue.later) == ([(visit,)], 0)
    assert open_now(profile, MARCH) == 1
    (card,) = profile.ask(today_view, visitor=visitor, today=MARCH).cards
    assert card.step.waits_since == date(2027, 3, 1), "not since the round"
    profile.do(request_visit, resident, "zelf", MARCH, chance)
    assert len(profile.ask(lambda reading: reading.visit_events(visit))) == 2


def test_what_is_given_back_goes_out_for_the_month_of_its_next_proposal(
    profile: RoundProfile,
) -> None:
    visitor, resident, visit = for_april(profile)
    ended = AssignmentEnded(visitor, FEBRUARY, "vol")
    profile.record(SubjectKind.RESIDENT, resident, ended)
    (row,) = desk(profile).round.rows_with
    assert row.is_open
    assert (row.residents, row.month) == ((resident,), date(2027, 2, 1))

    def take_for(month: date) -> Accepted:
        rows = [replace(row, month=month)]
        return profile.do(accept, rows, today=FEBRUARY, random_bytes=profile.random_bytes)

    done = take_for(date(2027, 3, 1))
    assert (done.visits, done.given, done.later, done.left) == ((), 1, 1, ())
    assert profile.ask(letter_queue, today=FEBRUARY).later == 1
    assert profile.ask(lambda reading: reading.visit(visit)).planned_for == date(2027, 3, 1)
    profile.record(SubjectKind.RESIDENT, resident, ended)
    assert take_for(date(2027, 2, 1)).later == 0
    assert len(profile.ask(letter_queue, today=FEBRUARY).to_send) == 1
    assert open_now(profile) == 1


def test_vandaag_shows_nothing_of_a_later_month_but_what_was_begun(profile: RoundProfile) -> None:
    visitor, _resident, visit = for_april(profile)
    view = profile.ask(today_view, visitor=visitor, today=FEBRUARY)
    assert (view.cards, view.has_residents) == ((), True)
    assert len(profile.ask(today_view, visitor=visitor, today=date(2027, 3, 11)).cards) == 1
    profile.do(lambda writing: writing.save_draft(Draft(visit, {}, at(FEBRUARY, 9))))
    (card,) = profile.ask(today_view, visitor=visitor, today=FEBRUARY).cards
    assert (card.step.code, card.handed_over) == (StepCode.FINISH_REPORT, False)


@pytest.mark.parametrize(
    "over", [VisitHeld(FEBRUARY, 60, ContactKind.HOME_VISIT), VisitCancelled(FEBRUARY)]
)
def test_what_is_over_gets_no_other_month(over: VisitEvent) -> None:
    planned = VisitPlanned("r", (), VisitOrigin.ROUND, FEBRUARY, planned_for=MARCH)
    again = replace(planned, on=MARCH, planned_for=None)
    told = {"before": (planned, again), "after": (planned, over, again)}
    states = {}
    for name, events in told.items():
        state = VisitState("v")
        for event in events:
            state = apply_event(state, event)
        states[name] = state
    assert (states["before"].planned_for, states["before"].planned_on) == (None, FEBRUARY)
    assert states["after"].planned_for == MARCH


def test_an_old_visit_without_a_month_is_for_now(profile: RoundProfile) -> None:
    visit = profile.add_visit(profile.add_resident())
    assert profile.ask(lambda reading: reading.visit(visit)).planned_for is None
    assert len(profile.ask(letter_queue, today=FEBRUARY).to_send) == 1


def test_all_open_visits_count_also_those_with_an_appointment_this_month(
    profile: RoundProfile,
) -> None:
    today = date(2026, 11, 23)
    visitor = profile.add_visitor(replace(READY, most_open_visits=4))
    for number in range(4):
        resident = profile.add_resident(surname=f"Smit{number}")
        visit = profile.agreed(resident)
        profile.give(visitor, resident)
        made = AppointmentMade(
            f"a{number}", at(today, 9 + number), 60, ContactKind.HOME_VISIT, today
        )
        profile.record(SubjectKind.VISIT, visit, made)
    profile.add_resident(surname="Bakker", birth_date="1990-01-01", loss_date="")
    profile.add_resident(surname="Visser")
    seen = desk(profile, today)
    # The plan itself begins next month, when these four are done: their places are free then.
    assert seen.problem.visitors[0].places[0] == 0
    assert all(row.month > seen.problem.months[0] for row in seen.round.rows_with)
    (room,) = seen.round.room
    assert open_now(profile, today) == 4
    assert (room.taken - len(seen.round.rows_with), room.most) == (
        4,
        4 + sum(seen.problem.visitors[0].places[:3]),
    )
    row = replace(seen.round.rows_with[0], month=seen.problem.months[0])
    (left,) = profile.do(accept, [row], today=today, random_bytes=profile.random_bytes).left
    assert left.reason is LeftReason.VISITOR_FULL
    assert open_now(profile, today) == 4
