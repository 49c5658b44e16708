"""Taking permission back on the card of a resident: nothing chosen beforehand, at work at once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget

from huisbezoek.model.domain.consent import Consent, ConsentAnswer, Purpose
from huisbezoek.ui.dialogs.permission_dialog import PermissionDialog, permission_words
from huisbezoek.ui.theme import LookSource
from tests.ui.resident_window import PageWindow, click, named, page_window, settle, words
from tests.ui.test_resident_page import TOLD, visited
from tests.unit.report_samples import ALLOWED, NOW


@pytest.fixture
def window(tmp_path: Path, look: LookSource, shown: Callable[..., QWidget]) -> Iterator[PageWindow]:
    with page_window(tmp_path / "profile", look, shown) as made:
        yield made


@pytest.mark.parametrize("is_coordinator", [True, False])
def test_what_was_told_is_gone_at_once(window: PageWindow, is_coordinator: bool) -> None:
    window.pages.is_coordinator = is_coordinator
    page = window.show(window.pages.resident(), visited(window))
    assert (TOLD in words(page)) is is_coordinator
    click(page, "withdraw_permission")
    for row in page.window().findChildren(QAbstractButton):
        if row.objectName().startswith("take_back_"):
            assert not row.isChecked()
    click(page.window(), "confirm_take_back")
    assert "Kies eerst wat er niet meer mag." in words(page.window())
    click(page.window(), "take_back_0")
    rows = page.window().findChildren(QAbstractButton)
    for row in rows:
        if row.objectName().startswith("take_back_") and not row.isChecked():
            row.click()
    click(page.window(), "confirm_take_back")
    settle()
    seen = words(page)
    assert not window.failures
    assert TOLD not in seen
    assert "De toestemming is ingetrokken" in seen
    assert "ingetrokken" in seen
    assert not page.findChildren(QAbstractButton, "withdraw_permission")


def test_a_partner_is_taken_back_apart(look: LookSource, shown: Callable[..., QWidget]) -> None:
    partner = Consent(Purpose.REFERRAL, ConsentAnswer.YES, "33", NOW, partner="Koor")
    window = shown(QWidget())
    dialog = PermissionDialog(look, window, ALLOWED.with_consent(partner))
    dialog.show()
    rows = dialog.findChildren(QAbstractButton)
    click(dialog, next(row.objectName() for row in rows if row.text().endswith(": Koor")))
    click(dialog, "confirm_take_back")
    assert dialog.taken.partners == ("Koor",)
    assert dialog.taken.purposes == ()
    assert permission_words(partner).endswith(": Koor")
    assert named(dialog, "confirm_take_back").text()
