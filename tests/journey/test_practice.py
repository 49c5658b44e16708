"""The practice mode: fictional people, both roles, and nothing that a real profile would accept."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from huisbezoek.app.parts import real_parts
from huisbezoek.app.places import ProgramPlace
from huisbezoek.app.practice import PRACTICE_PASSWORD, prepare_practice
from huisbezoek.app.resources import resources_folder
from huisbezoek.model.domain.consent import ConsentAnswer, Purpose
from huisbezoek.model.domain.reports import LineKind, Report, ReportLine
from huisbezoek.model.usecases.ports.people import ResidentFilter, ResidentQuestion
from huisbezoek.model.usecases.ports.sealing import FLOOR_COST
from huisbezoek.model.usecases.profile import check_profile, close_profile, open_profile
from huisbezoek.model.usecases.resident_view import view_resident
from tests.journey.conftest import Clock
from tests.journey.laptops import files_under, writing
from tests.resident_reports import report_of

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


DETAIL = frozenset(LineKind) - {
    # What may be kept without permission for notes: that something is asked, and when to call.
    LineKind.HELP_WANTED,
    LineKind.NEXT_VISIT,
    LineKind.AFTERCARE,
    LineKind.SATISFACTION,
    LineKind.SUPPORT,
}


def forbidden(report: Report) -> list[ReportLine]:
    """What a report shows and its own permissions forbid; written apart from the program's rule."""
    says = {one.purpose for one in report.consents.given if one.answer is ConsentAnswer.YES}
    found = [line for line in report.lines if line.kind in DETAIL and Purpose.NOTES not in says]
    about_health = [line for line in report.lines if line.subject in report.health_subjects]
    found += about_health if Purpose.HEALTH not in says else []
    calls = (LineKind.AFTERCARE, Purpose.AFTERCARE), (LineKind.SATISFACTION, Purpose.QUALITY)
    return found + [
        line for kind, purpose in calls if purpose not in says for line in report.of_kind(kind)
    ]


def test_no_card_shows_what_its_permission_forbids(parts, place, clock) -> None:
    told, without_notes = "De tuin is haar lust", 0
    for role in ROLES:
        profile = open_profile(parts.profile, place.profiles / role, PRACTICE_PASSWORD)
        with writing(profile) as work:
            views = [
                view_resident(work, one, clock.now().date(), is_coordinator=role == "coordinator")
                for one in work.known_people().values()
            ]
        close_profile(parts.profile, profile)
        for view in views:
            reports = [entry.report for entry in view.entries if entry.report is not None]
            assert [line for report in reports for line in forbidden(report)] == []
            refused = [one for one in reports if not one.consents.allows(Purpose.NOTES)]
            without_notes += len(refused)
            assert not refused or told not in repr(view)
    # One who refused and one who took it back, so that there is something to see.
    assert without_notes == 2


def test_the_guard_of_permission_sees_what_is_not_allowed() -> None:
    report = report_of("v", "r", date(2026, 11, 2))
    assert forbidden(report) == []
    for purpose in (Purpose.NOTES, Purpose.AFTERCARE):
        assert forbidden(replace(report, consents=report.consents.without(purpose)))
    health = replace(report, health_subjects=("living",))
    assert forbidden(health) == [report.lines[0]]


def test_starting_again_leaves_the_practice_as_it_was(parts, place) -> None:
    before = files_under(place.profiles)
    prepare_practice(parts, place)
    assert files_under(place.profiles) == before
