"""Erasing a resident and redacting sentences: what goes, what stays, and who is not known."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.events import (
    ContactKind,
    ReportHandedIn,
    VisitHeld,
    VisitOrigin,
    VisitPlanned,
)
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.domain.report_documents import report_from_document, report_to_document
from huisbezoek.model.domain.reports import Report
from huisbezoek.model.usecases.ports.people import ResidentQuestion
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.privacy import ErasureReason, erase_resident, redact_line
from tests.open_profile import OpenProfile, open_profile
from tests.profiles import TODAY, identifier
from tests.resident_reports import TOLD, report_of

VISIT = identifier(70)
HELD_ON = date(2026, 11, 18)


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[OpenProfile]:
    with open_profile(tmp_path / "profile") as opened:
        yield opened


def visited(profile: OpenProfile) -> str:
    resident = profile.add(ResidentCard(surname="Bakker", initials="A.", sex="V"))
    profile.record(
        SubjectKind.VISIT,
        VISIT,
        VisitPlanned(resident, ("age75",), VisitOrigin.ROUND, HELD_ON),
        VisitHeld(HELD_ON, 60, ContactKind.HOME_VISIT),
        ReportHandedIn(report_to_document(report_of(VISIT, resident, HELD_ON)), HELD_ON),
    )
    return resident


def report(profile: OpenProfile) -> Report:
    return report_from_document(profile.ask(lambda reading: reading.visit(VISIT)).report)


def test_an_erased_resident_leaves_a_number_a_day_and_a_reason(profile: OpenProfile) -> None:
    resident = visited(profile)
    other = profile.add(ResidentCard(surname="Smit"))
    profile.do(erase_resident, resident, ErasureReason.REQUEST)
    assert profile.ask(lambda reading: reading.resident_ids(ResidentQuestion(TODAY))) == (other,)
    (erasure,) = profile.ask(lambda reading: reading.erasures())
    assert (erasure.resident, erasure.reason) == (resident, "request")
    assert erasure.at.date() == TODAY
    with pytest.raises(UnknownSubjectError):
        profile.ask(lambda reading: reading.visit(VISIT))


def test_who_is_not_known_cannot_be_erased(profile: OpenProfile) -> None:
    with pytest.raises(UnknownSubjectError):
        profile.do(erase_resident, identifier(999), ErasureReason.TERM)
    assert profile.ask(lambda reading: reading.erasures()) == ()


def test_a_sentence_is_gone_and_the_others_stay(profile: OpenProfile) -> None:
    visited(profile)
    before = report(profile).lines
    assert before[0].text == TOLD
    assert profile.do(redact_line, VISIT, before[0].id) == 1
    assert report(profile).lines == before[1:]
    # The places of what is left are those of before: the next one hits its own line.
    assert profile.do(redact_line, VISIT, before[2].id) == 1
    assert report(profile).lines == (before[1], *before[3:])


def test_an_unknown_sentence_or_one_that_is_gone_is_refused(profile: OpenProfile) -> None:
    visited(profile)
    line = report(profile).lines[0].id
    profile.do(redact_line, VISIT, line)
    with pytest.raises(UnknownSubjectError):
        profile.do(redact_line, VISIT, line)


def test_a_report_without_lines_has_nothing_to_redact(profile: OpenProfile) -> None:
    resident = profile.add(ResidentCard(surname="Bakker"))
    profile.record(
        SubjectKind.VISIT,
        VISIT,
        VisitPlanned(resident, ("age75",), VisitOrigin.ROUND, HELD_ON),
        ReportHandedIn(None, HELD_ON),
    )
    with pytest.raises(UnknownSubjectError):
        profile.do(redact_line, VISIT, identifier(5))
