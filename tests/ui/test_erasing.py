"""Erasing a resident and sentences of a report: the question, the deed, the traces, the proof."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from huisbezoek.app.resident_uses import resident_uses
from huisbezoek.model.domain.events import (
    ContactKind,
    ReportHandedIn,
    VisitHeld,
    VisitOrigin,
    VisitPlanned,
)
from huisbezoek.model.domain.office_events import ResidentsGiven
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.domain.report_documents import report_to_document
from huisbezoek.model.usecases.ports.profile import DatabaseBusyError
from huisbezoek.model.usecases.traces import traces_left
from huisbezoek.ui.dialogs.erase_dialog import EraseDialog
from huisbezoek.ui.dialogs.privacy_steps import PrivacySteps
from huisbezoek.ui.dialogs.redact_dialog import RedactDialog
from huisbezoek.ui.models.erasure_words import shown_number
from huisbezoek.ui.pages.resident_page import ResidentPage
from huisbezoek.ui.printing import PrintLook
from tests.people import TODAY
from tests.profiles import identifier
from tests.resident_reports import TOLD, report_of
from tests.ui.desk import Desk, choose, fill, press
from tests.ui.resident_window import named, words

VISIT = identifier(70)
HELD_ON = date(2026, 11, 18)
AGREED = "De volgende keer nemen wij het boekje mee."


def page_of(desk: Desk, resident: str) -> QWidget:
    return desk.show(
        ResidentPage(desk.workbench, desk.look, resident_uses(desk.bound, PrintLook())), resident
    )


def visited(desk: Desk) -> str:
    resident = desk.add_resident(surname="Bakker")
    desk.record(
        SubjectKind.VISIT,
        VISIT,
        VisitPlanned(resident, ("age75",), VisitOrigin.ROUND, HELD_ON),
        VisitHeld(HELD_ON, 60, ContactKind.HOME_VISIT),
        ReportHandedIn(report_to_document(report_of(VISIT, resident, HELD_ON)), HELD_ON),
    )
    return resident


def begin_erase(page: QWidget) -> EraseDialog:
    named(page, "more_erase", QAction).trigger()
    dialog = page.window().findChild(EraseDialog)
    assert dialog is not None
    return dialog


def erasures(desk: Desk) -> Any:
    return desk.ask(lambda reading: reading.erasures())


@pytest.mark.parametrize("typed", ["", "ja", "wis", "wissen a.u.b."])
def test_nothing_is_erased_without_the_word(desk: Desk, typed: str) -> None:
    resident = visited(desk)
    page = page_of(desk, resident)
    dialog = begin_erase(page)
    choose(page, "erase_request")
    fill(page, "field_erase_word", typed)
    press(page, "confirm_erase")
    assert "Typ hier: wissen" in words(dialog)
    assert named(dialog, "field_erase_word", QLineEdit).text() == typed
    assert erasures(desk) == ()


def test_nothing_is_erased_without_a_reason(desk: Desk) -> None:
    page = page_of(desk, visited(desk))
    dialog = begin_erase(page)
    fill(page, "field_erase_word", "wissen")
    press(page, "confirm_erase")
    assert "Kies eerst waarom." in words(dialog)
    press(page, "keep_resident")
    assert erasures(desk) == ()


def test_erased_is_gone_and_who_still_has_it_is_shown(desk: Desk) -> None:
    anna = desk.add_visitor()
    resident = visited(desk)
    desk.record(SubjectKind.VISITOR, anna, ResidentsGiven(identifier(80), (resident,), TODAY))
    page = page_of(desk, resident)
    dialog = begin_erase(page)
    assert "Dit verdwijnt" in words(dialog)
    assert "Een nummer dat door loting is gemaakt" in words(dialog)
    choose(page, "erase_request")
    fill(page, "field_erase_word", " Wissen ")
    press(page, "confirm_erase")
    (erasure,) = erasures(desk)
    assert (erasure.resident, erasure.reason) == (resident, "request")
    assert "Alles over deze inwoner is gewist" in words(page)
    assert "Bakker" not in words(page)
    assert not named(page, "resident_error").isVisible()
    visitors = desk.show(desk.visitors())
    said = words(visitors)
    assert f"Nummer {shown_number(resident)}, gewist op 23 november 2026, op verzoek" in said
    assert "Wacht op Riet Jansen." in said


def test_no_trace_is_left_in_the_file_or_the_backups(desk: Desk) -> None:
    desk.profile.database.back_up(desk.profile.folder / "backups", desk.bound.parts.now())
    resident = visited(desk)
    page = page_of(desk, resident)
    begin_erase(page)
    choose(page, "erase_mistake")
    fill(page, "field_erase_word", "wissen")
    press(page, "confirm_erase")
    assert not named(page, "resident_error").isVisible()
    assert desk.do(traces_left) == 0
    # The older backup went, the new one came after the erasure.
    assert len([*(desk.profile.folder / "backups").iterdir()]) == 1


def test_a_sentence_goes_and_the_rest_stays(desk: Desk) -> None:
    page = page_of(desk, visited(desk))
    assert TOLD in words(page)
    press(page, "redact_report")
    dialog = page.window().findChild(RedactDialog)
    press(page, "confirm_redact")
    assert "Kies eerst een zin." in words(dialog)
    choose(page, "redact_0")
    press(page, "confirm_redact")
    assert TOLD not in words(page)
    assert AGREED in words(page)
    assert "De zinnen staan nergens meer." in words(page)


def test_a_wiping_that_fails_is_said_and_undoes_nothing(desk: Desk) -> None:
    resident = visited(desk)

    def busy() -> None:
        raise DatabaseBusyError

    page = QWidget()
    desk._shown(page, 1366, 768)
    erased: list[object] = []
    uses = resident_uses(desk.bound, PrintLook()).privacy
    assert uses is not None
    failing = replace(uses, cleaning=replace(uses.cleaning, wipe=busy))
    steps = PrivacySteps(desk.workbench, desk.look, failing, page)
    steps.erased.connect(erased.append)
    steps.failed.connect(erased.append)
    steps.begin_erase(resident, "mevrouw Bakker")
    choose(page, "erase_term")
    fill(page, "field_erase_word", "wissen")
    press(page, "confirm_erase")
    assert erased[0] == resident
    assert isinstance(erased[1], DatabaseBusyError)
    assert len(erasures(desk)) == 1
    assert desk.do(traces_left), "the next exchange wipes once more"
