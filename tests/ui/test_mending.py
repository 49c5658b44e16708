"""Stand van het bezoek herstellen: a coordinator sets right what went wrong, and says why."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QRadioButton, QWidget

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.events import (
    ContactKind,
    ReportHandedIn,
    VisitCancelled,
    VisitHeld,
    VisitOrigin,
    VisitPlanned,
)
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.domain.report_documents import report_to_document
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.ui.dialogs.mend_steps import MendDialog
from huisbezoek.ui.theme import LookSource
from tests.profiles import TODAY, identifier
from tests.resident_reports import report_of
from tests.ui.resident_window import PageWindow, click, named, page_window, words

VISIT = identifier(70)
HELD_ON = date(2026, 11, 18)


@pytest.fixture
def window(tmp_path: Path, look: LookSource, shown: Callable[..., QWidget]) -> Iterator[PageWindow]:
    with page_window(tmp_path / "profile", look, shown) as opened:
        yield opened


def visited(window: PageWindow, *, with_report: bool) -> str:
    resident = window.profile.add(ResidentCard(surname="Bakker", sex="V", birth_date="1940-01-01"))
    planned = VisitPlanned(resident, ("age75",), VisitOrigin.ROUND, date(2026, 11, 1))
    held = VisitHeld(HELD_ON, 75, ContactKind.HOME_VISIT)
    report = report_to_document(report_of(VISIT, resident, HELD_ON))
    handed_in = (ReportHandedIn(report, TODAY),) if with_report else ()
    window.profile.record(SubjectKind.VISIT, VISIT, planned, held, *handed_in)
    return resident


def begin(page: QWidget) -> MendDialog:
    action = page.findChild(QAction, "more_mend")
    assert action.isVisible()
    action.trigger()
    return next(one for one in page.window().findChildren(MendDialog) if one.isVisible())


def status(window: PageWindow) -> VisitStatus:
    found: VisitStatus = window.profile.ask(lambda reading: reading.visit(VISIT)).status
    return found


def test_a_visit_that_was_not_held_goes_back_with_a_reason(window: PageWindow) -> None:
    page = window.show(window.pages.resident(), visited(window, with_report=True))
    assert "Gevraagd op 18 november 2026" in words(page)
    dialog = begin(page)
    assert "Bij mevrouw Bakker staat nu: verslag lezen, sinds 22 november 2026." in words(dialog)
    click(dialog, "save_mended")
    assert {"Kies eerst hoe het echt is.", "Schrijf op waarom."} <= set(words(dialog).split("\n"))
    named(dialog, "mend_to_schedule", QRadioButton).setChecked(True)
    told = words(named(dialog, "mend_consequence"))
    assert "Het telt dan niet meer als een bezoek. Het verslag blijft" in told
    reason = named(dialog, "field_mend_reason", QLineEdit)
    reason.setText("Nummer 123456782 was het")
    click(dialog, "save_mended")
    assert "burgerservicenummer" in words(dialog)
    assert status(window) is VisitStatus.REPORT_SUBMITTED
    reason.setText("Op de verkeerde kaart gezet")
    click(dialog, "save_mended")
    assert not dialog.isVisible()
    assert status(window) is VisitStatus.TO_SCHEDULE
    assert "De stand is hersteld" in words(page)
    assert "Gevraagd op" not in words(page), "what somebody else permitted is no permission"
    seen = named(page, "resident_timeline").accessibleDescription()
    assert "Stand van het bezoek hersteld" in seen
    assert "Afspraak maken. Op de verkeerde kaart gezet." in seen
    assert not page.findChild(QAction, "more_mend").isVisible()


def test_a_closed_visit_is_opened_again_and_a_refusal_keeps_what_was_typed(
    window: PageWindow,
) -> None:
    resident = window.profile.add(ResidentCard(surname="Bakker", birth_date="1940-01-01"))
    planned = VisitPlanned(resident, ("age75",), VisitOrigin.ROUND, TODAY)
    window.profile.record(SubjectKind.VISIT, VISIT, planned, VisitCancelled(TODAY))
    page = window.show(window.pages.resident(), resident)
    dialog = begin(page)
    named(dialog, "mend_planned", QRadioButton).setChecked(True)
    assert "De bezoeker ziet dat na het uitwisselen." in words(named(dialog, "mend_consequence"))
    named(dialog, "field_mend_reason", QLineEdit).setText("Verkeerde knop")
    # A colleague planned a new visit meanwhile.
    window.profile.record(SubjectKind.VISIT, identifier(71), planned)
    click(dialog, "save_mended")
    assert dialog.isVisible()
    assert "Voor deze inwoner staat al een bezoek open." in words(dialog)
    assert named(dialog, "field_mend_reason", QLineEdit).text() == "Verkeerde knop"
    assert status(window) is VisitStatus.CLOSED_CANCELLED


@pytest.mark.parametrize(
    ("with_report", "key", "said"),
    [
        (False, "closed_cancelled", "Het telt dan niet meer als een bezoek."),
        (True, "to_schedule", "Het verslag blijft in de geschiedenis staan."),
    ],
)
def test_the_dialog_says_what_happens(
    window: PageWindow, key: str, said: str, *, with_report: bool
) -> None:
    page = window.show(window.pages.resident(), visited(window, with_report=with_report))
    dialog = begin(page)
    named(dialog, f"mend_{key}", QRadioButton).setChecked(True)
    assert said in words(named(dialog, "mend_consequence"))


def test_a_visitor_mends_nothing_and_reads_no_reason(window: PageWindow) -> None:
    resident = visited(window, with_report=False)
    window.pages.is_coordinator = False
    page = window.show(window.pages.resident(), resident)
    assert page.findChild(QAction, "more_mend") is None
