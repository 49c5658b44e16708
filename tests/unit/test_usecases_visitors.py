"""Visitors: who needs something first, who may get residents, and couples that stay together."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from huisbezoek.model.domain.cards import VisitorCard
from huisbezoek.model.domain.visit_refusals import ReasonMissingError
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.visitors import (
    CertificateState,
    NamelessVisitorError,
    VisitorNeed,
    VisitorNotReadyError,
    add_visitor,
    assign,
    certificate,
    change_visitor,
    colleagues,
    end_assignment,
    unassigned,
    visitors,
    waiting_for_visitor,
)
from tests.people import READY, TODAY, day
from tests.unit.round_profile import RoundProfile


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[RoundProfile]:
    opened = RoundProfile(tmp_path / "profile")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ("", CertificateState.MISSING),
        ("2022-11-22", CertificateState.ENDED),
        ("2022-11-23", CertificateState.ENDS_SOON),
        ("2023-02-21", CertificateState.ENDS_SOON),
        ("2023-02-22", CertificateState.VALID),
        ("2024-02-29", CertificateState.VALID),
    ],
)
def test_a_certificate_counts_for_four_years(given: str, state: CertificateState) -> None:
    assert certificate(VisitorCard(conduct_certificate_on=given), today=TODAY)[0] is state


def test_who_needs_something_comes_first(profile: RoundProfile) -> None:
    profile.add_visitor(replace(READY, name="Anna Ready"))
    profile.add_visitor(replace(READY, name="Zus Nodig", secrecy_signed_on=""))
    profile.add_visitor(VisitorCard(name="Bert Nieuw"))
    views = profile.ask(visitors, today=TODAY)
    assert [view.record.card.name for view in views] == ["Bert Nieuw", "Zus Nodig", "Anna Ready"]
    assert [view.ready for view in views] == [False, False, True]
    assert views[0].needs == (VisitorNeed.CERTIFICATE, VisitorNeed.SECRECY)
    assert views[1].needs == (VisitorNeed.SECRECY,)


def test_a_coordinator_is_no_visitor(profile: RoundProfile) -> None:
    profile.add_visitor(replace(READY, role="coordinator"))
    assert profile.ask(visitors, today=TODAY) == ()


def test_room_counts_open_visits_and_is_never_negative(profile: RoundProfile) -> None:
    riet = profile.add_visitor(replace(READY, most_open_visits=1))
    for _ in range(2):
        resident = profile.add_resident()
        profile.agreed(resident)
        profile.give(riet, resident)
    (view,) = profile.ask(visitors, today=TODAY)
    assert (view.record.open_visits, view.room, len(view.residents)) == (2, 0, 2)
    assert VisitorNeed.START_FILE in view.needs


def test_a_visitor_needs_a_name(profile: RoundProfile) -> None:
    with pytest.raises(NamelessVisitorError):
        profile.do(add_visitor, VisitorCard(name="  "), random_bytes=profile.random_bytes)
    visitor = profile.do(add_visitor, READY, random_bytes=profile.random_bytes)
    with pytest.raises(NamelessVisitorError):
        profile.do(change_visitor, visitor, replace(READY, name=""))
    assert [one.card.name for one in profile.ask(lambda reading: reading.visitors())] == [
        "Riet Jansen"
    ]


@pytest.mark.parametrize(
    "card",
    [
        replace(READY, conduct_certificate_on=""),
        replace(READY, conduct_certificate_on="2020-01-01"),
        replace(READY, secrecy_signed_on=""),
    ],
)
def test_without_certificate_or_secrecy_nobody_is_given(
    profile: RoundProfile, card: VisitorCard
) -> None:
    resident = profile.add_resident()
    visitor = profile.add_visitor(card)
    with pytest.raises(VisitorNotReadyError):
        profile.do(assign, [resident], visitor, today=TODAY)
    assert profile.ask(lambda reading: reading.resident(resident)).state.visitors == ()


def test_an_unknown_visitor_or_resident_changes_nothing(profile: RoundProfile) -> None:
    riet, resident = profile.add_visitor(), profile.add_resident()
    with pytest.raises(UnknownSubjectError):
        profile.do(assign, [resident], "0" * 32, today=TODAY)
    with pytest.raises(UnknownSubjectError):
        profile.do(assign, [resident, "0" * 32], riet, today=TODAY)
    assert profile.ask(lambda reading: reading.resident(resident)).state.visitors == ()


def test_giving_takes_over_from_the_earlier_visitor(profile: RoundProfile) -> None:
    riet = profile.add_visitor()
    henk = profile.add_visitor(replace(READY, name="Henk Smit"))
    resident = profile.add_resident()
    assert profile.do(assign, [resident], riet, today=TODAY) == 1
    assert profile.do(assign, [resident], riet, today=TODAY) == 0
    assert profile.do(assign, [resident], henk, today=day(1), reason="dezelfde straat") == 1
    assert profile.ask(lambda reading: reading.resident(resident)).state.visitors == (henk,)


def test_taking_back_needs_a_reason(profile: RoundProfile) -> None:
    riet, resident = profile.add_visitor(), profile.add_resident()
    profile.give(riet, resident)
    with pytest.raises(ReasonMissingError):
        profile.do(end_assignment, resident, today=TODAY, reason=" ")
    profile.do(end_assignment, resident, today=TODAY, reason="zelfde kerk")
    assert profile.ask(lambda reading: reading.resident(resident)).state.visitors == ()


def test_colleagues_are_the_other_coordinators_by_name(profile: RoundProfile) -> None:
    own, _, _, _ = (
        profile.add_visitor(VisitorCard(name=name, role=role))
        for name, role in (
            ("Anneke", "coordinator"),
            ("zus", "coordinator"),
            ("Bea", "coordinator"),
            ("Riet", "visitor"),
        )
    )
    found = profile.ask(colleagues, own, today=TODAY)
    assert [view.record.card.name for view in found] == ["Bea", "zus"]


def test_a_couple_is_one_line_and_who_agreed_comes_before_letters_to_send(
    profile: RoundProfile,
) -> None:
    alone = profile.add_resident(surname="Dam")
    profile.add_visit(alone)
    her, him = profile.add_couple()
    profile.invited(her, him, sent_on=day(-3))
    mother = profile.add_resident(house_number=200, birth_date="1930-01-01")
    son = profile.add_resident(house_number=200, birth_date="1956-01-01", sex="M")
    profile.invited(mother, son, sent_on=day(-2))
    lines = profile.ask(unassigned)
    assert [line.residents for line in lines] == [(her, him), (mother,), (son,), (alone,)]
    assert lines[0].names == "meneer en mevrouw ’t Hoen"
    assert lines[-1].status is VisitStatus.PLANNED
    assert profile.ask(waiting_for_visitor) == 4


def test_who_has_a_visitor_is_not_offered(profile: RoundProfile) -> None:
    riet = profile.add_visitor()
    given = profile.add_resident()
    profile.agreed(given)
    profile.give(riet, given)
    profile.add_resident(surname="Nog niet aan de beurt")
    assert profile.ask(unassigned) == ()
