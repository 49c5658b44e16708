"""Where papers are reached from: the menu of a visit on Vandaag, and that of a resident."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from huisbezoek.app.resident_uses import resident_uses
from huisbezoek.app.visit_uses import paper_uses, today_uses
from huisbezoek.model.domain.events import AppointmentMade, ContactKind, ReportHandedIn, VisitHeld
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.domain.report_documents import report_to_document
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs.paper_printing import PaperPrintUses
from huisbezoek.ui.pages.paper_page import PaperPage
from huisbezoek.ui.pages.resident_page import ResidentPage
from huisbezoek.ui.pages.today_page import TodayPage
from huisbezoek.ui.printing import PrintLook
from tests.people import TODAY, at, day
from tests.resident_reports import report_of
from tests.ui.desk import Desk, VisitorBinding, press
from tests.ui.resident_window import named


@pytest.fixture
def visited(desk: Desk) -> tuple[str, str, str]:
    """A visitor, a resident of hers, and their visit of today."""
    riet = desk.add_visitor()
    resident = desk.add_resident(telephone="+31600000112")
    desk.give(riet, resident)
    visit = desk.agreed(resident)
    made = AppointmentMade(desk.next_id(), at(day(0), 10, 30), 60, ContactKind.HOME_VISIT, TODAY)
    desk.record(SubjectKind.VISIT, visit, made)
    return riet, resident, visit


def printing(desk: Desk, papers: PaperPrintUses | None) -> PaperPrintUses:
    assert papers is not None
    return replace(papers, print_sheets=desk._print)


def texts_of(desk: Desk) -> str:
    return " ".join(one.body.html + "".join(one.sections) for one in desk.printed)


def test_the_menu_of_a_visit_prints_the_guide_and_leads_to_typing_over(
    desk: Desk, visited: tuple[str, str, str]
) -> None:
    riet, _, visit = visited
    uses = today_uses(VisitorBinding(desk.bound, riet, "Riet Jansen"), PrintLook())
    uses = replace(uses, papers=printing(desk, uses.papers))
    page = desk.show(TodayPage(desk.workbench, desk.look, uses))
    menu = {action.objectName(): action for action in page.menu_of(visit).actions()}
    menu["menu_print_paper"].trigger()
    press(page, "print_paper")
    assert "Mensen om u heen" in texts_of(desk)
    assert "Smeenk" not in texts_of(desk)
    menu["menu_type_over"].trigger()
    assert desk.went_to == [Destination(PageName.PAPER, visit)]


def test_typing_over_opens_the_draft_of_that_visit(
    desk: Desk, visited: tuple[str, str, str]
) -> None:
    riet, _, visit = visited
    uses = paper_uses(VisitorBinding(desk.bound, riet, "Riet Jansen"))
    page = desk.show(PaperPage(desk.workbench, desk.look, uses), visit)
    named(page, "paper_a1_a", QWidget).click()
    draft = desk.ask(lambda reading: reading.draft(visit))
    assert draft is not None


def test_the_card_of_a_resident_prints_what_was_agreed(
    desk: Desk, visited: tuple[str, str, str]
) -> None:
    _, resident, visit = visited
    uses = resident_uses(desk.bound, PrintLook())
    uses = replace(uses, papers=printing(desk, uses.papers))
    page = desk.show(ResidentPage(desk.workbench, desk.look, uses), resident)
    assert not named(page, "more_agreed", QAction).isVisible()
    assert not named(page, "more_type_over", QAction).isVisible()
    report = report_of(visit, resident, TODAY)
    held = VisitHeld(TODAY, 60, ContactKind.HOME_VISIT, ())
    desk.record(SubjectKind.VISIT, visit, held)
    desk.record(SubjectKind.VISIT, visit, ReportHandedIn(report_to_document(report), TODAY))
    page.open(resident)
    named(page, "more_agreed", QAction).trigger()
    press(page, "print_paper")
    assert "De volgende keer nemen wij het boekje mee." in texts_of(desk)
    assert "opgewekte" not in texts_of(desk)


def test_a_visitor_types_over_from_the_card(desk: Desk, visited: tuple[str, str, str]) -> None:
    _, resident, visit = visited
    uses = replace(resident_uses(desk.bound, PrintLook()), is_coordinator=False)
    page = desk.show(ResidentPage(desk.workbench, desk.look, uses), resident)
    named(page, "more_type_over", QAction).trigger()
    assert desk.went_to == [Destination(PageName.PAPER, visit)]
