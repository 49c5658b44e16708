"""The practice mode: fictional people, both roles, and nothing that a real profile would accept."""

import shutil
from pathlib import Path

import pytest

from huisbezoek.app.parts import real_parts
from huisbezoek.app.places import ProgramPlace
from huisbezoek.app.practice import PRACTICE_PASSWORD, prepare_practice
from huisbezoek.app.resources import resources_folder
from huisbezoek.model.usecases.ports.people import ResidentFilter, ResidentQuestion
from huisbezoek.model.usecases.ports.sealing import FLOOR_COST
from huisbezoek.model.usecases.profile import check_profile, close_profile, open_profile
from tests.journey.conftest import Clock
from tests.journey.laptops import files_under, writing

ROLES = {"coordinator": "coordinator", "visitor": "visitor"}


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """The practice profiles, made once."""
    folder = tmp_path_factory.mktemp("practice") / "profiles"
    parts = real_parts(resources_folder(), now=Clock().now, cost=FLOOR_COST)
    prepare_practice(parts, ProgramPlace(folder, folder.parent / "settings.json"))
    return folder


@pytest.fixture
def place(made, tmp_path) -> ProgramPlace:
    shutil.copytree(made, tmp_path / "profiles")
    return ProgramPlace(tmp_path / "profiles", tmp_path / "settings.json")


def test_two_profiles_are_made_and_marked_as_practice(parts, place) -> None:
    labels = parts.labels.all_in(place.profiles)
    assert {label.folder.name: label.role for label in labels} == ROLES
    assert all(label.practice for label in labels)
    assert all(PRACTICE_PASSWORD in label.organisation for label in labels)
    for label in labels:
        profile = open_profile(parts.profile, label.folder, PRACTICE_PASSWORD)
        assert profile.identity.practice
        assert profile.identity.role == label.role
        assert check_profile(profile).findings == ()
        close_profile(parts.profile, profile)
    left = {path.suffix for path in files_under(place.profiles)}
    assert not left & {".csv", ".hbstart"}


def test_there_is_work_in_every_state_and_the_visitor_has_her_share(parts, place, clock) -> None:
    today = clock.now().date()
    coordinator = open_profile(parts.profile, place.profiles / "coordinator", PRACTICE_PASSWORD)
    with writing(coordinator) as work:
        due = work.resident_ids(ResidentQuestion(today=today, filter=ResidentFilter.DUE))
        all_people = set(work.known_people().values())
        visitors = work.visitors()
    close_profile(parts.profile, coordinator)
    assert len(due) > 5
    assert len(visitors) > 5
    visitor = open_profile(parts.profile, place.profiles / "visitor", PRACTICE_PASSWORD)
    with writing(visitor) as work:
        own = set(work.known_people().values())
    close_profile(parts.profile, visitor)
    assert 0 < len(own) < len(all_people)
    assert own < all_people


def test_starting_again_leaves_the_practice_as_it_was(parts, place) -> None:
    before = files_under(place.profiles)
    prepare_practice(parts, place)
    assert files_under(place.profiles) == before
