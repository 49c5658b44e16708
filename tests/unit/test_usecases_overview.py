"""The Monday page: its numbers add up, and nobody is counted twice."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from huisbezoek.model.domain.cards import OrganisationCard, ResidentCard, VisitorCard
from huisbezoek.model.domain.events import (
    Answer,
    Assigned,
    ContactKind,
    Died,
    Excluded,
    ExclusionReason,
    InvitationSent,
    ReplyReceived,
    ReportHandedIn,
    VisitHeld,
    VisitOrigin,
    VisitPlanned,
)
from huisbezoek.model.domain.office_events import ListRead
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.report_documents import report_to_document
from huisbezoek.model.usecases.overview import (
    LOCAL_NUMBERS,
    FirstStep,
    Overview,
    is_silent,
    overview,
    residents_to_assess,
    residents_waiting_for_answer,
    residents_without_visitor,
)
from huisbezoek.model.usecases.ports.people import VisitorRecord
from tests.open_profile import OpenProfile, open_profile
from tests.profiles import TODAY, identifier
from tests.resident_reports import VISITOR, report_of

LIST_READ_ON = date(2026, 9, 1)


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[OpenProfile]:
    with open_profile(tmp_path / "profile") as opened:
        yield opened


def people(profile: OpenProfile, count: int) -> list[str]:
    event = ListRead(LIST_READ_ON, count, count, count, count, 0, {}, {}, {}, ())
    profile.record(SubjectKind.INTAKE, identifier(4), event)
    return [
        profile.add(
            ResidentCard(
                surname="Bakker",
                birth_date="1940-01-01",
                street="Dorpsstraat",
                house_number=n,
                postcode="1234AB",
                city="Voorbeelddam",
            )
        )
        for n in range(1, count + 1)
    ]


def plan(profile: OpenProfile, resident: str, number: int, *events) -> str:
    visit = identifier(300 + number)
    planned = VisitPlanned(resident, ("age75",), VisitOrigin.ROUND, LIST_READ_ON)
    profile.record(SubjectKind.VISIT, visit, planned, *events)
    return visit


def seen(profile: OpenProfile) -> Overview:
    return profile.ask(overview, TODAY)


SENT = InvitationSent(identifier(90), date(2026, 11, 5))
YES = ReplyReceived(Answer.YES, date(2026, 11, 12))
NO = ReplyReceived(Answer.NO, date(2026, 11, 12))


def test_an_empty_profile_shows_all_first_steps_and_no_round(profile: OpenProfile) -> None:
    found = seen(profile)
    assert found.steps_to_do == tuple(FirstStep)
    assert (found.people, found.round) == (0, None)


def test_each_state_of_a_visit_is_counted_in_its_own_tile(profile: OpenProfile) -> None:
    residents = people(profile, 6)
    plan(profile, residents[0], 0)
    plan(profile, residents[1], 1, SENT)
    plan(profile, residents[2], 2, SENT, YES)
    plan(profile, residents[3], 3, SENT, NO)
    held_on = date(2026, 11, 18)
    held = VisitHeld(held_on, 60, ContactKind.HOME_VISIT)
    visit = plan(profile, residents[4], 4, SENT, YES, held)
    document = report_to_document(report_of(visit, residents[4], held_on))
    profile.record(SubjectKind.VISIT, visit, ReportHandedIn(document, TODAY))
    found = seen(profile)
    # The second letter is for who did not answer the first, and cannot be called.
    assert (found.letters_to_send, found.waiting_for_answer, found.to_assign) == (2, 1, 2)
    assert (found.reports_to_assess, found.due) == (1, 1)
    assert profile.ask(residents_to_assess) == (residents[4],)
    assert profile.ask(residents_waiting_for_answer) == (residents[1],)
    assert set(profile.ask(residents_without_visitor)) == {residents[1], residents[2]}


def test_the_parts_of_the_round_add_up_to_its_people(profile: OpenProfile) -> None:
    residents = people(profile, 5)
    plan(profile, residents[1], 1, SENT)
    plan(profile, residents[2], 2, SENT, YES)
    plan(profile, residents[3], 3, SENT, NO)
    found = seen(profile).round
    assert found is not None
    parts = (found.visited, found.agreed, found.waiting, found.not_visited, found.not_invited)
    assert parts == (0, 1, 1, 1, 2)
    assert sum(parts) == found.people == 5
    assert (found.begins, found.ends) == (LIST_READ_ON, date(2028, 9, 1))
    # 82 of 730 days have passed.
    assert (found.planned, found.behind) == (5 * 82 // 731, 0)


def test_the_next_round_begins_where_the_first_one_ended(profile: OpenProfile) -> None:
    people(profile, 1)
    found = profile.ask(overview, date(2028, 9, 2)).round
    assert found is not None
    assert found.begins == date(2028, 9, 1)


def test_steps_disappear_as_they_are_done(profile: OpenProfile) -> None:
    resident = people(profile, 1)[0]
    card = OrganisationCard(
        name="Welzijn Voorbeelddam",
        coordinator_name="Anneke de Wit",
        coordinator_telephone="+31341000000",
    )

    def deed(writing) -> None:
        writing.change_card(Subject(SubjectKind.ORGANISATION, identifier(0)), card)
        writing.change_card(Subject(SubjectKind.VISITOR, VISITOR), VisitorCard(name="Riet Jansen"))

    profile.do(deed)
    plan(profile, resident, 1, SENT)
    profile.record(SubjectKind.RESIDENT, resident, Assigned(VISITOR, TODAY))
    found = seen(profile)
    assert found.coordinator_name == "Anneke de Wit"
    assert found.steps_to_do == (FirstStep.NUMBERS, FirstStep.START_FILE)
    numbers = dict.fromkeys(LOCAL_NUMBERS, "+31600000000")
    subject = Subject(SubjectKind.ORGANISATION, identifier(0))
    profile.do(lambda writing: writing.change_card(subject, replace(card, **numbers)))
    assert seen(profile).steps_to_do == (FirstStep.START_FILE,)


def visitor(**changes: object) -> VisitorRecord:
    values: dict[str, object] = {
        "visitor": VISITOR,
        "card": VisitorCard(),
        "open_visits": 1,
        "assigned": 1,
        "start_file_on": None,
        "start_file_expires_on": None,
        "stopped_on": None,
        "last_exchange_on": TODAY - timedelta(days=31),
        "enrolled": True,
    }
    return VisitorRecord(**(values | changes))


def test_a_laptop_is_silent_after_thirty_days_with_open_visits() -> None:
    assert is_silent(visitor(), TODAY)
    assert not is_silent(visitor(last_exchange_on=TODAY - timedelta(days=30)), TODAY)
    assert not is_silent(visitor(open_visits=0), TODAY)
    assert not is_silent(visitor(enrolled=False), TODAY)
    assert not is_silent(visitor(stopped_on=TODAY), TODAY)


def test_in_the_round_everybody_counts_once_by_what_came_last(profile: OpenProfile) -> None:
    residents = people(profile, 9)
    later = ReplyReceived(Answer.LATER, date(2026, 9, 10), date(2026, 10, 1))
    plan(profile, residents[0], 0, SENT, later)
    held = VisitHeld(date(2026, 11, 18), 60, ContactKind.HOME_VISIT)
    plan(profile, residents[0], 1, SENT, YES, held)
    plan(profile, residents[1], 2, SENT, later)
    plan(profile, residents[1], 3, SENT)
    plan(profile, residents[2], 4, SENT, NO)
    plan(profile, residents[3], 5, SENT, YES)
    plan(profile, residents[4], 6)
    plan(profile, residents[5], 7, SENT, NO)
    profile.record(SubjectKind.RESIDENT, residents[5], Excluded(ExclusionReason.SECRECY, TODAY))
    profile.record(SubjectKind.RESIDENT, residents[6], Excluded(ExclusionReason.SECRECY, TODAY))
    profile.record(SubjectKind.RESIDENT, residents[7], Died(TODAY))
    round_ = seen(profile).round
    assert round_ is not None
    assert (round_.visited, round_.agreed, round_.waiting) == (1, 1, 1)
    assert (round_.not_visited, round_.not_invited, round_.people) == (2, 2, 7)
