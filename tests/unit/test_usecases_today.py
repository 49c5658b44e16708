"""Vandaag: piles in order of urgency, couples as one card, and the terms of the organisation."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from huisbezoek.model.domain.events import (
    Answer,
    AppointmentMade,
    AssignmentEnded,
    CallLogged,
    CallOutcome,
    ContactKind,
    ReplyReceived,
    VisitHeld,
)
from huisbezoek.model.domain.next_steps import StepCode
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.usecases.ports.drafts import Draft
from huisbezoek.model.usecases.today import Today, TodayGroup, today_view
from tests.people import ORGANISATION, TODAY, at, day
from tests.unit.round_profile import RoundProfile

HELD = VisitHeld(day(-10), 60, ContactKind.HOME_VISIT)


def appointment(identifier: str, starts: datetime) -> AppointmentMade:
    return AppointmentMade(identifier, starts, 60, ContactKind.HOME_VISIT, day(-5))


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[RoundProfile]:
    opened = RoundProfile(tmp_path / "profile")
    opened.riet = opened.add_visitor()
    yield opened
    opened.close()


def resident(profile: RoundProfile, **card: object) -> str:
    added = profile.add_resident(**card)
    profile.give(profile.riet, added)
    return added


def couple(profile: RoundProfile, **card: object) -> tuple[str, str]:
    pair = profile.add_couple(**card)
    profile.give(profile.riet, *pair)
    return pair


def seen(profile: RoundProfile) -> Today:
    return profile.ask(today_view, visitor=profile.riet, today=TODAY)


def codes(view: Today) -> list[StepCode]:
    return [card.step.code for card in view.cards]


def test_nobody_yet(profile: RoundProfile) -> None:
    view = seen(profile)
    assert (view.hero, view.cards, view.has_residents) == (None, (), False)


def test_only_own_visits_are_shown(profile: RoundProfile) -> None:
    profile.invited(profile.add_resident(), sent_on=day(-20))
    assert seen(profile).cards == ()


def test_the_piles_go_by_urgency_and_then_by_day(profile: RoundProfile) -> None:
    called = CallLogged(CallOutcome.NO_ANSWER, at(day(-3), 16))
    profile.invited(resident(profile), sent_on=day(-2))
    profile.invited(resident(profile, telephone="+31600000111"), sent_on=day(-18))
    calling = resident(profile, telephone="+31600000112")
    profile.invited(calling, sent_on=day(-18), events=(called,))
    report = profile.agreed(resident(profile))
    profile.record(SubjectKind.VISIT, report, HELD)
    view = seen(profile)
    assert codes(view) == [
        StepCode.CALL_AFTER_LETTER,
        StepCode.WRITE_REPORT,
        StepCode.CALL_AGAIN,
        StepCode.AWAIT_REPLY,
    ]
    assert [card.group for card in view.cards] == [
        TodayGroup.WAITS_LONGER,
        TodayGroup.WAITS_LONGER,
        TodayGroup.THIS_WEEK,
        TodayGroup.AWAITS_ANSWER,
    ]
    assert view.waiting_longer == 2


def test_the_reply_term_is_that_of_the_organisation(profile: RoundProfile) -> None:
    profile.invited(resident(profile, telephone="+31600000111"), sent_on=day(-16))
    assert codes(seen(profile)) == [StepCode.CALL_AFTER_LETTER]
    profile.set_organisation(replace(ORGANISATION, reply_days=21))
    view = seen(profile)
    assert (codes(view), view.terms.reply_days) == ([StepCode.AWAIT_REPLY], 21)


def test_the_first_visit_of_today_is_the_hero(profile: RoundProfile) -> None:
    later, sooner = (profile.agreed(resident(profile)) for _ in range(2))
    profile.record(SubjectKind.VISIT, later, appointment("a" * 32, at(TODAY, 14)))
    profile.record(SubjectKind.VISIT, sooner, appointment("b" * 32, at(TODAY, 10)))
    view = seen(profile)
    assert view.hero is not None
    assert (view.hero.row.visit, view.visits_today) == (sooner, 2)
    assert [card.row.visit for card in view.cards] == [later]


def test_the_next_visit_is_the_first_one_after_today(profile: RoundProfile) -> None:
    for number, on in enumerate((10, 8)):
        one = profile.agreed(resident(profile))
        starts = at(date(2026, 12, on), 14)
        profile.record(SubjectKind.VISIT, one, appointment(str(number) * 32, starts))
    coming = seen(profile).next_visit
    assert coming is not None
    assert coming.state.appointment is not None
    assert coming.state.appointment.starts.day == 8


def test_a_couple_with_one_letter_is_one_card(profile: RoundProfile) -> None:
    her, him = couple(profile)
    first, second = profile.invited(her, him, sent_on=day(-2))
    (card,) = seen(profile).cards
    assert set(card.visits) == {first, second}
    assert card.name == "meneer en mevrouw ’t Hoen"


def test_the_card_of_one_resident_has_one_name(profile: RoundProfile) -> None:
    (sent,) = profile.invited(resident(profile, surname="Smeenk"), sent_on=day(-2))
    (card,) = seen(profile).cards
    assert (card.name, card.visits) == ("mevrouw Smeenk", (sent,))


def test_one_number_is_enough_to_call_a_couple(profile: RoundProfile) -> None:
    her = resident(profile, house_number=99, surname="Hoen", telephone="+31600000113")
    him = resident(profile, house_number=99, surname="Hoen", sex="M")
    profile.invited(her, him, sent_on=day(-20))
    (card,) = seen(profile).cards
    assert (card.step.code, card.telephone) == (StepCode.CALL_AFTER_LETTER, "+31600000113")


def test_a_couple_parts_when_the_steps_differ(profile: RoundProfile) -> None:
    first, _second = profile.invited(*couple(profile), sent_on=day(-2))
    profile.record(SubjectKind.VISIT, first, ReplyReceived(Answer.YES, TODAY))
    assert len(seen(profile).cards) == 2


def test_a_couple_with_two_times_is_two_cards(profile: RoundProfile) -> None:
    visits = profile.invited(*couple(profile), sent_on=day(-9))
    for one, on in zip(visits, (25, 26), strict=True):
        profile.record(SubjectKind.VISIT, one, appointment("c" * 32, at(date(2026, 11, on), 10)))
    assert len(seen(profile).cards) == 2


def test_each_of_a_couple_has_a_report_and_both_are_called_afterwards(
    profile: RoundProfile,
) -> None:
    visits = profile.invited(*couple(profile), sent_on=day(-20))
    for one in visits:
        profile.record(SubjectKind.VISIT, one, HELD)
    assert codes(seen(profile)) == [StepCode.WRITE_REPORT, StepCode.WRITE_REPORT]


def test_work_that_was_begun_stays_after_a_hand_over(profile: RoundProfile) -> None:
    begun, other = resident(profile), resident(profile)
    visit = profile.add_visit(begun, HELD)
    profile.add_visit(other, HELD)
    document = {"format": 1}
    profile.do(lambda writing: writing.save_draft(Draft(visit, document, at(TODAY, 9))))
    for one in (begun, other):
        profile.record(SubjectKind.RESIDENT, one, AssignmentEnded(profile.riet, TODAY, "ander"))
    view = seen(profile)
    assert [(card.row.visit, card.handed_over) for card in view.cards] == [(visit, True)]
    assert view.has_residents
    profile.do(lambda writing: writing.drop_draft(visit))
    assert seen(profile).cards == ()
    assert not seen(profile).has_residents
