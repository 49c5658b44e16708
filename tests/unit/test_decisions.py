"""Choices between values stay on record, in order, until they are withdrawn."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from huisbezoek.model.domain.cards import ResidentCard, VisitorCard
from huisbezoek.model.domain.events import Assigned, AssignmentEnded, HandedOver, HandOverNotes
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.differences import decide_difference
from huisbezoek.model.usecases.resident_view import FieldDecided, view_resident
from tests.differing import change_elsewhere
from tests.open_profile import OpenProfile, open_profile
from tests.profiles import COORDINATOR, TODAY, identifier


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[OpenProfile]:
    with open_profile(tmp_path / "profile") as opened:
        yield opened


def decided(profile: OpenProfile, value: str) -> str:
    resident = profile.add(ResidentCard(surname="Bakker", street="Dorpsstraat"))
    change_elsewhere(profile, resident, "street", "Kerkstraat")
    (difference,) = profile.ask(lambda reading: reading.differences())
    profile.do(decide_difference, difference, value)
    return resident


@pytest.mark.parametrize("value", ["Kerkstraat", "Dorpsstraat"])
def test_a_choice_is_kept_as_a_record(profile: OpenProfile, value: str) -> None:
    resident = decided(profile, value)
    (decision,) = profile.ask(lambda reading: reading.decisions(resident))
    assert (decision.field, decision.value) == ("street", value)
    assert decision.author == COORDINATOR.person
    assert decision.at.date() == TODAY


def test_a_withdrawn_choice_is_none(profile: OpenProfile) -> None:
    resident = decided(profile, "Kerkstraat")
    subject = Subject(SubjectKind.RESIDENT, resident)

    def withdraw(writing: object) -> None:
        made_here = [
            one.identifier
            for one in writing.operations_about([subject])
            if one.identifier.device == COORDINATOR.device
        ]
        writing.withdraw([max(made_here)])

    profile.do(withdraw)
    assert profile.ask(lambda reading: reading.decisions(resident)) == ()


def test_nobody_chose_for_who_is_not_known(profile: OpenProfile) -> None:
    assert profile.ask(lambda reading: reading.decisions(identifier(999))) == ()


def test_the_history_of_a_coordinator_tells_the_choice(profile: OpenProfile) -> None:
    resident = decided(profile, "Kerkstraat")
    shown = profile.ask(view_resident, resident, TODAY, is_coordinator=True).entries
    assert [entry.event for entry in shown] == [FieldDecided("street", "Kerkstraat", TODAY)]
    assert profile.ask(view_resident, resident, TODAY, is_coordinator=False).entries == ()


def test_a_hand_over_is_told_once(profile: OpenProfile) -> None:
    anna, riet = identifier(61), identifier(62)
    for visitor, name in ((anna, "Anna Bos"), (riet, "Riet Jansen")):
        subject = Subject(SubjectKind.VISITOR, visitor)
        card = VisitorCard(name=name)
        profile.do(lambda writing, s=subject, c=card: writing.change_card(s, c))
    over = HandedOver(anna, riet, TODAY, "Anna stopt", HandOverNotes.NOTHING)
    resident = profile.add(
        ResidentCard(surname="Bakker"),
        Assigned(anna, TODAY, "eerste"),
        AssignmentEnded(anna, TODAY, "Anna stopt"),
        Assigned(riet, TODAY, "Anna stopt"),
        over,
    )
    shown = profile.ask(view_resident, resident, TODAY, is_coordinator=True).entries
    assert [(entry.event, entry.author, entry.earlier) for entry in shown] == [
        (over, "Riet Jansen", "Anna Bos"),
        (Assigned(anna, TODAY, "eerste"), "Anna Bos", ""),
    ]
