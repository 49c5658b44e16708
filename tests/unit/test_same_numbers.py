"""The same number everywhere: Overzicht, lists, Brieven, Ronde, Bezoekers and supervision agree.

Random populations: couples, three at one address, every stage of a visit, and every reason not to
be asked, some with a visitor and some without.
"""

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from huisbezoek.model.domain.events import (
    Answer,
    AppointmentMade,
    CardSent,
    ContactKind,
    Died,
    Event,
    Excluded,
    ExclusionReason,
    InvitationSent,
    OptedOut,
    ReplyReceived,
    StatusForced,
    VisitHeld,
    VisitRequested,
)
from huisbezoek.model.domain.office_events import ListRead
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.domain.partial_dates import add_months
from huisbezoek.model.domain.planning_events import ContactPaused
from huisbezoek.model.usecases.letters import letter_queue
from huisbezoek.model.usecases.overview import (
    HORIZON_MONTHS,
    overview,
    residents_to_assess,
    residents_waiting_for_answer,
    residents_without_visitor,
)
from huisbezoek.model.usecases.plan_basis import read_plan
from huisbezoek.model.usecases.planning import problem_of
from huisbezoek.model.usecases.ports.people import ResidentFilter, ResidentQuestion
from huisbezoek.model.usecases.ports.visits import VisitQuestion
from huisbezoek.model.usecases.rounds import due_residents
from huisbezoek.model.usecases.supervision import own_supervision, supervision
from huisbezoek.model.usecases.to_decide import DecideKind, decisions_about, to_decide
from huisbezoek.model.usecases.today import TodayGroup, today_view
from huisbezoek.model.usecases.visitors import (
    VisitorNeed,
    unassigned,
    visitors,
    waiting_for_visitor,
)
from tests.people import TODAY, at, day
from tests.profiles import identifier
from tests.unit.round_profile import RoundProfile

HOMES = 22
SOON = add_months(TODAY, HORIZON_MONTHS)


def stages(profile: RoundProfile, chance: random.Random) -> tuple[Event, ...]:
    """What happened to a visit, up to some stage; () is planned."""
    sent_on = day(-chance.randint(3, 70))
    sent = InvitationSent(profile.next_id(), sent_on)
    yes = ReplyReceived(Answer.YES, sent_on + timedelta(2))
    made = AppointmentMade(
        profile.next_id(), at(day(chance.randint(-30, 30)), 14), 60, ContactKind.HOME_VISIT, TODAY
    )
    held = VisitHeld(day(-25), 60, ContactKind.HOME_VISIT)
    submitted = StatusForced("report_submitted", "op papier", day(-20))
    return chance.choice(
        (
            (),
            (sent,),
            (sent, CardSent(sent_on + timedelta(1))),
            (sent, yes),
            (sent, yes, made),
            (sent, yes, held),
            (sent, yes, held, submitted),
            (sent, ReplyReceived(Answer.NO, day(-2))),
            (sent, ReplyReceived(Answer.LATER, day(-2), day(40))),
        )
    )


def reasons(chance: random.Random) -> tuple[tuple[Event, ...], dict[str, str]]:
    return chance.choice(
        (
            *[((), {})] * 6,
            ((Died(TODAY),), {}),
            ((OptedOut(TODAY),), {}),
            ((Excluded(ExclusionReason.NURSING_HOME, TODAY),), {}),
            ((ContactPaused(TODAY),), {}),
            ((VisitRequested(day(-9), "zelf"),), {}),
            ((), {"visited_by": "Kerk"}),
            ((), {"do_not_visit": "hond"}),
            ((), {"street": ""}),
        )
    )


def fill(profile: RoundProfile, chance: random.Random) -> list[str]:
    """The visitors; around them a small town."""
    read = ListRead(day(-200), 1, 1, 1, 1, 0, {}, {}, {}, ())
    profile.record(SubjectKind.INTAKE, identifier(4), read)
    people = [profile.add_visitor() for _ in range(3)]
    for home in range(1, HOMES + 1):
        who = chance.choice(people)
        happened = stages(profile, chance)
        for _ in range(chance.choice((1, 1, 1, 2, 2, 3))):
            events, card = reasons(chance)
            born = chance.choice(("1941-03-12", "1941-03-12", "1951-12-20", "1959-11-01"))
            known = {"birth_date": born, "surname": "Smit", "house_number": home, **card}
            resident = profile.add_resident(*events, **known)
            if chance.random() < 0.6:
                profile.give(who, resident)
            if chance.random() < 0.75:
                profile.add_visit(resident, *happened, planned_on=day(-71))
    return people


@pytest.fixture(params=(7, 8, 9, 14))
def town(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[tuple[RoundProfile, list[str]]]:
    profile = RoundProfile(tmp_path / "profile")
    yield profile, fill(profile, random.Random(request.param))
    profile.close()


def ids(profile: RoundProfile, kind: ResidentFilter, *, soon: bool = False) -> tuple[str, ...]:
    question = ResidentQuestion(TODAY, kind, horizon=SOON if soon else None)
    return profile.ask(lambda reading: reading.resident_ids(question))


def test_every_number_is_the_length_of_its_list(town: tuple[RoundProfile, list[str]]) -> None:
    profile, people = town
    tiles = profile.ask(overview, TODAY)
    queue = profile.ask(letter_queue, today=TODAY)
    due = ids(profile, ResidentFilter.DUE)
    assert tiles.due == len(due) == queue.due
    assert due == profile.ask(due_residents, TODAY)
    soon = ids(profile, ResidentFilter.SOON, soon=True)
    assert tiles.due_soon == len(soon)
    assert {*due, *soon} == {*ids(profile, ResidentFilter.DUE, soon=True)}
    assert tiles.letters_to_send == len(queue.to_send)
    waiting = profile.ask(residents_waiting_for_answer)
    assert tiles.waiting_for_answer == len(waiting) == len(set(waiting))
    assert set(waiting) == {one.resident for line in queue.waiting for one in line.people}
    assert tiles.reports_to_assess == len(profile.ask(residents_to_assess))
    _same_without_visitor(profile, tiles.to_assign)
    _same_supervision(profile, people, tiles.silent_visitors)
    _couples_of_the_plan(profile)


def _same_without_visitor(profile: RoundProfile, tile: int) -> None:
    without = set(profile.ask(residents_without_visitor))
    assert tile == len(without) == profile.ask(waiting_for_visitor)
    to_give = {one for line in profile.ask(unassigned) for one in line.residents}
    problem = problem_of(profile.ask(read_plan, today=TODAY))
    in_round = {one for turn in problem.turns if turn.is_open for one in turn.residents}
    assert to_give == in_round
    assert without <= to_give
    planned = {row.resident for row in rows(profile) if row.status.value == "planned"}
    assert to_give - without == to_give & planned


def _same_supervision(profile: RoundProfile, people: list[str], silent: int) -> None:
    seen = profile.ask(supervision, today=TODAY)
    views = profile.ask(visitors, today=TODAY)
    assert silent == len(seen.silent) == sum(VisitorNeed.SILENT in one.needs for one in views)
    own_unrecorded: set[str] = set()
    for person in people:
        own = profile.ask(own_supervision, person, today=TODAY, last_exchange_on=TODAY)
        vandaag = profile.ask(today_view, visitor=person, today=TODAY)
        asked = {
            card.row.visit
            for card in (*vandaag.cards, *([vandaag.hero] if vandaag.hero else []))
            if card.group is TodayGroup.WAITS_LONGER
            and card.step.waits_since is not None
            and (TODAY - card.step.waits_since).days > seen.terms.waiting_days
        }
        assert {one.visit for one in own.waiting} == asked
        assert asked <= {one.visit for one in seen.waiting}
        own_unrecorded |= {one.visit for one in own.unrecorded}
    assert own_unrecorded <= {one.visit for one in seen.unrecorded}
    assert {one.visit for one in seen.unrecorded if one.visitor_name} == own_unrecorded


def _couples_of_the_plan(profile: RoundProfile) -> None:
    units = {frozenset(unit) for unit in profile.ask(read_plan, today=TODAY).units}
    for line in profile.ask(letter_queue, today=TODAY).to_send:
        assert len(line.residents) == 1 or frozenset(line.residents) in units


def test_everybody_counts_once_in_the_round(town: tuple[RoundProfile, list[str]]) -> None:
    profile, _people = town
    found = profile.ask(overview, TODAY).round
    parts = (found.visited, found.agreed, found.waiting, found.not_visited, found.not_invited)
    assert found.people == sum(parts)
    everybody = profile.ask(lambda reading: reading.resident_ids(ResidentQuestion(TODAY)))
    assert found.people <= len(everybody)
    assert found.waiting == len(profile.ask(residents_waiting_for_answer))


def test_a_decision_on_the_card_is_one_on_the_lists(town: tuple[RoundProfile, list[str]]) -> None:
    profile, _people = town
    profile.add_resident(birth_date="1959-11-01")
    everybody = profile.ask(lambda reading: reading.resident_ids(ResidentQuestion(TODAY)))
    histories = [profile.ask(lambda reading, one=one: reading.resident(one)) for one in everybody]
    for today in (TODAY, day(500), day(1000)):
        on_cards = [
            (one.kind, one.resident)
            for history in histories
            for one in decisions_about(history, "", today)
        ]
        listed = [(one.kind, one.resident) for one in profile.ask(to_decide, today)]
        question = ResidentQuestion(today, ResidentFilter.TERM_PAST)
        past = profile.ask(lambda reading, question=question: reading.resident_ids(question))
        listed += [(DecideKind.TERM_PAST, one) for one in past]
        assert sorted(on_cards) == sorted(listed)
    assert past


def rows(profile: RoundProfile):
    return profile.ask(lambda reading: reading.visit_rows(VisitQuestion()))
