"""Who gets a card or a call after a loss: list and count are one, also after a change of terms."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from huisbezoek.model.domain.cards import OrganisationCard, ResidentCard
from huisbezoek.model.domain.events import OptedOut, VisitOrigin, VisitPlanned
from huisbezoek.model.domain.light_contact import LightContactNotDueError, light_contact_due
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.planning_events import LightContactKind
from huisbezoek.model.domain.target_groups import CycleTerms, TargetGroup
from huisbezoek.model.domain.undo import DeedName
from huisbezoek.model.domain.visit_refusals import ContactStoppedError
from huisbezoek.model.usecases.light_contacts import light_contacts, make_light_contact
from huisbezoek.model.usecases.overview import overview
from huisbezoek.model.usecases.ports.people import ResidentFilter, ResidentQuestion
from huisbezoek.model.usecases.resident_view import view_resident
from huisbezoek.model.usecases.residents import change_card
from huisbezoek.model.usecases.undo import last_deed, undo_deed
from tests.open_profile import OpenProfile, open_profile
from tests.profiles import TODAY, identifier

VISIT = identifier(70)
CARD = ResidentCard(surname="Bakker", birth_date="1975-01-01", loss_date="2026-06-01")
OTHERS = ("", "2026-10-01", "2026-08-22", "2026-08", "2025-11-23", "2025-11-22", "2023-01-01")


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[OpenProfile]:
    with open_profile(tmp_path / "profile") as opened:
        yield opened


def listed(profile: OpenProfile, today: date = TODAY) -> set[str]:
    question = ResidentQuestion(today, ResidentFilter.LIGHT_CONTACT)
    found = profile.ask(lambda reading: reading.resident_ids(question))
    assert profile.ask(light_contacts, today) == len(found)
    assert profile.ask(overview, today).light_contacts == len(found)
    return set(found)


def set_terms(profile: OpenProfile, **terms: int) -> None:
    organisation = Subject(SubjectKind.ORGANISATION, identifier(40))
    profile.do(lambda writing: writing.change_card(organisation, OrganisationCard(**terms)))


def test_the_list_is_what_the_rule_says_on_every_day(profile: OpenProfile) -> None:
    people = [profile.add(replace(CARD, loss_date=loss)) for loss in OTHERS]
    people.append(profile.add(CARD, OptedOut(TODAY)))
    people.append(profile.add(replace(CARD, visited_by="Buurtzorg")))
    profile.record(
        SubjectKind.VISIT,
        VISIT,
        VisitPlanned(profile.add(CARD), (), VisitOrigin.ROUND, TODAY),
    )
    states = [profile.ask(lambda reading, one=one: reading.resident(one)).state for one in people]
    for days in (0, 1, 30, 90, 270, 600):
        today = TODAY + timedelta(days=days)
        by_rule = {one.resident for one in states if light_contact_due(one, CycleTerms(), today)}
        assert listed(profile, today) == by_rule, days
    assert len(listed(profile)) == 2


def test_a_card_or_a_call_takes_somebody_off_and_undo_brings_them_back(
    profile: OpenProfile,
) -> None:
    lost, other = profile.add(CARD), profile.add(CARD)
    before = profile.ask(lambda reading: reading.resident(lost)).periods
    profile.do(make_light_contact, lost, LightContactKind.CARD, TODAY)
    assert listed(profile) == {other}
    history = profile.ask(lambda reading: reading.resident(lost))
    assert (history.state.light_contact_on, history.periods) == (TODAY, before)
    with pytest.raises(LightContactNotDueError):
        profile.do(make_light_contact, lost, LightContactKind.TELEPHONE, TODAY)
    deed = profile.ask(last_deed)
    assert deed.name is DeedName.LIGHT_CONTACT_MADE
    profile.do(undo_deed, deed)
    assert listed(profile) == {lost, other}
    profile.record(SubjectKind.RESIDENT, other, OptedOut(TODAY))
    with pytest.raises(ContactStoppedError):
        profile.do(make_light_contact, other, LightContactKind.CARD, TODAY)


def test_another_day_of_the_loss_counts_at_once(profile: OpenProfile) -> None:
    lost = profile.add(CARD)
    profile.do(change_card, lost, replace(CARD, loss_date="2026-11-01"))
    assert listed(profile) == set()
    profile.do(change_card, lost, replace(CARD, loss_date="2026-07-01"))
    assert listed(profile) == {lost}
    profile.do(change_card, lost, replace(CARD, loss_date=""))
    assert listed(profile) == set()


def test_changed_terms_reach_everybody_at_once(profile: OpenProfile) -> None:
    lost = profile.add(CARD)
    old = profile.add(ResidentCard(surname="Smit", birth_date="1955-01-01"))

    def groups(resident: str) -> tuple[str, ...]:
        return profile.ask(lambda reading: reading.resident_rows([resident]))[0].groups

    assert groups(old) == ()
    set_terms(profile, age_from=70, light_contact_months=0)
    assert groups(old) == (TargetGroup.AGE75,)
    assert listed(profile) == set()
    set_terms(profile, light_contact_months=5, former_carer_first_months=6)
    assert listed(profile) == {lost}
    digest = profile.database.digest()
    set_terms(profile, light_contact_months=6, former_carer_first_months=12)
    assert (listed(profile), groups(old)) == (set(), ())
    set_terms(profile, light_contact_months=5, former_carer_first_months=6)
    assert profile.database.digest() == digest


def test_a_visitor_is_told_nothing_of_it(profile: OpenProfile) -> None:
    lost = profile.add(CARD)
    for is_coordinator in (True, False):
        seen = profile.ask(view_resident, lost, TODAY, is_coordinator=is_coordinator)
        assert seen.gets_light_contact is is_coordinator
