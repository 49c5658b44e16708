"""After a hand-over on visitors' laptops: what the old one still does, what the new one reads."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.cards import ResidentCard, VisitorCard
from huisbezoek.model.domain.events import (
    Assigned,
    AssignmentEnded,
    ContactKind,
    HandedOver,
    HandOverNotes,
    ReportHandedIn,
    VisitHeld,
    VisitOrigin,
    VisitPlanned,
)
from huisbezoek.model.domain.operations import JsonValue, Subject, SubjectKind
from huisbezoek.model.domain.report_documents import report_to_document
from huisbezoek.model.usecases.ports.drafts import Draft
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.fold import Fold
from huisbezoek.ui.widgets.list_card import ListCard
from huisbezoek.ui.widgets.timeline import Timeline
from tests.people import at
from tests.profiles import TODAY, identifier
from tests.resident_reports import TOLD, VISITOR, report_of
from tests.ui.desk import Desk
from tests.ui.resident_window import PageWindow, named, page_window, words

ANNA, RIET = VISITOR, identifier(62)
VISIT = identifier(70)
HELD_ON = date(2026, 11, 18)
CARD = ResidentCard(surname="Bakker", initials="A.", sex="V", birth_date="1940-01-01")


@pytest.fixture
def window(tmp_path: Path, look: LookSource, shown: Callable[..., QWidget]) -> Iterator[PageWindow]:
    with page_window(tmp_path / "profile", look, shown) as opened:
        opened.pages.is_coordinator = False
        opened.pages.person = RIET
        yield opened


def handed_over(window: PageWindow, notes: HandOverNotes, report: JsonValue) -> str:
    for visitor, name in ((ANNA, "Anna Bos"), (RIET, "Riet Jansen")):
        subject, card = Subject(SubjectKind.VISITOR, visitor), VisitorCard(name=name)
        window.profile.do(lambda writing, s=subject, c=card: writing.change_card(s, c))
    summary = "De kat heet Pluk." if notes is HandOverNotes.SUMMARY else ""
    resident = window.profile.add(
        CARD,
        Assigned(ANNA, TODAY),
        AssignmentEnded(ANNA, TODAY),
        Assigned(RIET, TODAY),
        HandedOver(ANNA, RIET, TODAY, "", notes, summary),
    )
    window.profile.record(
        SubjectKind.VISIT,
        VISIT,
        VisitPlanned(resident, ("age75",), VisitOrigin.ROUND, HELD_ON),
        VisitHeld(HELD_ON, 60, ContactKind.HOME_VISIT),
        ReportHandedIn(report, HELD_ON),
    )
    return resident


def read_by(window: PageWindow, resident: str) -> str:
    page = window.show(window.pages.resident(), resident)
    for fold in page.findChildren(Fold, "report_fold"):
        fold.button.click()
    return words(page)


def test_full_notes_are_read_by_the_next_visitor_and_not_removed(window: PageWindow) -> None:
    report = report_to_document(report_of(VISIT, identifier(5001), HELD_ON))
    resident = handed_over(window, HandOverNotes.FULL, report)
    said = read_by(window, resident)
    assert TOLD in said
    assert "Zinnen wissen" not in said


def test_who_wrote_it_does_not_read_it_again(window: PageWindow) -> None:
    report = report_to_document(report_of(VISIT, identifier(5001), HELD_ON))
    resident = handed_over(window, HandOverNotes.FULL, report)
    window.pages.person = ANNA
    assert TOLD not in read_by(window, resident)


def test_a_summary_is_read_in_the_history(window: PageWindow) -> None:
    resident = handed_over(window, HandOverNotes.SUMMARY, None)
    page = window.show(window.pages.resident(), resident)
    said = named(page, "resident_timeline", Timeline).accessibleDescription()
    assert "Overgedragen van Anna Bos aan Riet Jansen. Met een samenvatting: De kat heet" in said
    assert "Verslag ingeleverd" in said


def test_a_visitor_lists_the_own_residents_only(window: PageWindow) -> None:
    window.profile.add(CARD, Assigned(RIET, TODAY))
    window.profile.add(CARD, Assigned(ANNA, TODAY))
    page = window.show(window.pages.residents())
    assert len(named(page, "residents_list", ListCard).rows()) == 1
    assert "1 inwoner" in words(page)


def test_begun_work_asks_for_its_report(desk: Desk) -> None:
    anna = desk.add_visitor()
    resident = desk.add_resident(surname="Bakker")
    desk.give(anna, resident)
    visit = desk.add_visit(resident, VisitHeld(HELD_ON, 60, ContactKind.HOME_VISIT))
    desk.do(lambda writing: writing.save_draft(Draft(visit, {"format": 1}, at(TODAY, 9))))
    desk.record(SubjectKind.RESIDENT, resident, AssignmentEnded(anna, TODAY, "ander"))
    page = desk.show(desk.today(anna))
    (row,) = [row for row in named(page, "visits_today", ListCard).rows() if hasattr(row, "why")]
    assert row.why == "Overgedragen aan een andere bezoeker. Lever uw verslag nog in."
    assert row.action
