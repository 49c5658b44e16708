"""What was typed in a dialog about a resident stays on this laptop until it is kept or dropped."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.events import VisitOrigin, VisitPlanned
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.domain.reports import CoordinatorNote
from huisbezoek.model.usecases.ports.drafts import Draft
from huisbezoek.model.usecases.unsaved_words import (
    keep_unsaved_note,
    keep_unsaved_question,
    unsaved_note,
    unsaved_question,
)
from tests.open_profile import OpenProfile, open_profile
from tests.profiles import identifier

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
FIRST, SECOND = identifier(50), identifier(51)
NOTE = CoordinatorNote("De kachel rook naar gas. ")


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[OpenProfile]:
    with open_profile(tmp_path / "profile") as made:
        yield made


@pytest.fixture
def resident(profile: OpenProfile) -> str:
    added = profile.add(ResidentCard(surname="Bakker", initials="A.", sex="V"))
    for visit in (FIRST, SECOND):
        planned = VisitPlanned(added, ("age75",), VisitOrigin.ROUND, date(2026, 11, 1))
        profile.record(SubjectKind.VISIT, visit, planned)
    return added


def question(profile: OpenProfile, visit: str) -> str:
    return profile.ask(lambda reading: unsaved_question(reading, visit))


def note(profile: OpenProfile, resident: str) -> CoordinatorNote | None:
    return profile.ask(lambda reading: unsaved_note(reading, resident))


def test_a_note_and_questions_lie_beside_each_other_and_leave_nothing_behind(
    profile: OpenProfile, resident: str
) -> None:
    assert (note(profile, resident), question(profile, FIRST)) == (None, "")
    profile.do(keep_unsaved_note, resident, NOTE, now=NOW)
    profile.do(keep_unsaved_question, FIRST, "Welke dag", now=NOW)
    profile.do(keep_unsaved_question, SECOND, "Wie belt er?", now=NOW)
    assert note(profile, resident) == NOTE
    assert (question(profile, FIRST), question(profile, SECOND)) == ("Welke dag", "Wie belt er?")
    profile.do(keep_unsaved_question, FIRST, "", now=NOW)
    profile.do(keep_unsaved_note, resident, None, now=NOW)
    assert (note(profile, resident), question(profile, FIRST)) == (None, "")
    assert question(profile, SECOND) == "Wie belt er?"
    profile.do(keep_unsaved_question, SECOND, "", now=NOW)
    assert profile.ask(lambda reading: reading.draft(resident)) is None


def test_what_a_newer_program_kept_is_not_read(profile: OpenProfile, resident: str) -> None:
    newer = Draft(resident, {"note": {"voice": "…"}, "questions": 3}, NOW)
    profile.do(lambda writing: writing.save_draft(newer))
    assert (note(profile, resident), question(profile, FIRST)) == (None, "")
