"""The rows of follow-up in a real encrypted database: the same by deed, by rebuild, and gone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from huisbezoek.model.domain.cards import OfferCard, ResidentCard
from huisbezoek.model.domain.follow_up_events import (
    GuidePublished,
    PermissionWithdrawn,
    ReferralPermission,
    ReferralProposed,
    SignalKind,
    SignalRaised,
)
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.given_along import shared_subjects
from huisbezoek.model.usecases.ports.follow_up import ReferralQuestion, SignalQuestion
from tests.differing import change_elsewhere
from tests.open_profile import OpenProfile, open_profile
from tests.profiles import COORDINATOR, TODAY, identifier

VISIT, OFFER, GUIDE = identifier(70), identifier(80), identifier(90)
RAISED = SignalRaised(identifier(91), VISIT, SignalKind.OTHER, None, "Kapotte lamp.", TODAY)
PROPOSED = ReferralProposed(identifier(92), VISIT, OFFER, "Zingen.", TODAY)


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[OpenProfile]:
    with open_profile(tmp_path / "profile") as opened:
        yield opened


def rows(profile: OpenProfile) -> tuple[int, int]:
    everything = SignalQuestion(open_only=False), ReferralQuestion(open_only=False)
    return profile.ask(
        lambda reading: (
            len(reading.signals(everything[0])),
            len(reading.referrals(everything[1])),
        )
    )


def publish(profile: OpenProfile, version: str, on: date) -> None:
    profile.record(SubjectKind.GUIDE, GUIDE, GuidePublished("default", version, "{}", on))


def test_rows_follow_the_events_and_a_rebuild_says_the_same(profile: OpenProfile) -> None:
    resident = profile.add(ResidentCard(surname="Bakker"))
    profile.record(SubjectKind.RESIDENT, resident, RAISED, PROPOSED)
    profile.record(
        SubjectKind.RESIDENT, resident, ReferralPermission(identifier(92), given=True, on=TODAY)
    )
    # Somebody new with a history takes the fast road, and has the same rows.
    profile.add(ResidentCard(surname="Smit"), RAISED, PROPOSED)
    assert rows(profile) == (2, 2)
    profile.do(
        lambda writing: writing.change_card(
            Subject(SubjectKind.OFFER, OFFER), OfferCard(name="Koor", retired=True)
        )
    )
    publish(profile, "2", TODAY)
    before = profile.database.digest()
    report = profile.database.check(thorough=True)
    assert (report.findings, report.projections_equal) == ((), True)
    assert profile.database.digest() == before


def test_the_rows_of_who_is_let_go_or_erased_are_gone(profile: OpenProfile) -> None:
    first = profile.add(ResidentCard(surname="Bakker"), RAISED)
    second = profile.add(ResidentCard(surname="Smit"), PROPOSED)
    profile.do(lambda writing: writing.let_go([Subject(SubjectKind.RESIDENT, first)]))
    profile.do(lambda writing: writing.erase(Subject(SubjectKind.RESIDENT, second), "asked"))
    assert rows(profile) == (0, 0)


def test_a_withdrawn_event_takes_its_row_away(profile: OpenProfile) -> None:
    resident = profile.add(ResidentCard(surname="Bakker"))
    subject = Subject(SubjectKind.RESIDENT, resident)
    made = profile.do(lambda writing: writing.record(subject, RAISED))
    assert rows(profile) == (1, 0)
    profile.do(lambda writing: writing.withdraw([made]))
    assert rows(profile) == (0, 0)


def test_offers_and_guides_are_read_back_whole(profile: OpenProfile) -> None:
    card = OfferCard(name="Koor", contact="06 0000 0000", checked_on="2026-11-22")
    offer = Subject(SubjectKind.OFFER, OFFER)
    profile.do(lambda writing: writing.change_card(offer, card))
    publish(profile, "1", TODAY)
    publish(profile, "2", date(2026, 11, 23))
    (stored,) = profile.ask(lambda reading: reading.offers())
    assert (stored.offer, stored.card) == (OFFER, card)
    first, second = profile.ask(lambda reading: reading.published_guides())
    assert (first.guide, first.name, first.version, first.document) == (GUIDE, "default", "1", "{}")
    assert (second.version, second.on) == ("2", date(2026, 11, 23))
    assert second.author == COORDINATOR.person
    assert profile.ask(shared_subjects) == (offer, Subject(SubjectKind.GUIDE, GUIDE))
    profile.do(lambda writing: writing.erase(offer, "asked"))
    assert profile.ask(lambda reading: reading.offers()) == ()


def test_two_values_of_an_offer_are_a_difference(profile: OpenProfile) -> None:
    offer = Subject(SubjectKind.OFFER, OFFER)
    profile.do(lambda writing: writing.change_card(offer, OfferCard(name="Koor")))
    change_elsewhere(profile, OFFER, "name", "Zangkoor", kind=SubjectKind.OFFER)
    (difference,) = profile.ask(lambda reading: reading.differences())
    assert (difference.subject, difference.field) == (offer, "name")
    profile.do(lambda writing: writing.resolve(offer, "name", "Zangkoor"))
    assert profile.ask(lambda reading: reading.differences()) == ()
    assert profile.ask(lambda reading: reading.offers())[0].card.name == "Zangkoor"


def test_what_was_taken_back_is_read_with_the_resident(profile: OpenProfile) -> None:
    taken = PermissionWithdrawn(VISIT, ("notes", "health"), TODAY, "koor")
    resident = profile.add(ResidentCard(surname="Bakker"))
    profile.record(SubjectKind.RESIDENT, resident, taken)
    events = profile.ask(lambda reading: reading.resident(resident)).events
    assert taken in [stamped.event for stamped in events]
