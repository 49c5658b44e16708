"""Bezoekers, Brieven and Vandaag fit at every letter size, and what one can reach has a name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from huisbezoek.model.domain.cards import VisitorCard
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.page_frame import ScrollBody
from tests.people import day
from tests.ui.desk import Desk, press
from tests.ui.resident_window import settle

SIDEBAR_RAIL = 100
PAGES = {
    "visitors": "",
    "visitors new": "add_visitor",
    "visitors assign": "assign_residents",
    "letters": "",
    "letters reply": "enter_reply",
    "letters large": "larger",
    "today": "",
}


def opened(desk: Desk, name: str) -> QWidget:
    riet = desk.add_visitor()
    desk.add_visitor(VisitorCard(name="Wilhelmina van den Oudenhoven-Zandstra"))
    long = {
        "surname": "Oudenhoven",
        "partner_surname": "Zandstra",
        "name_usage": "N",
        "street": "Burgemeester Baron van Voorst van Lyndenstraat",
    }
    called, letter, waiting = (desk.add_resident(**long) for _ in range(3))
    desk.give(riet, called)
    desk.invited(called, sent_on=day(-20))
    desk.add_visit(letter)
    desk.invited(waiting, sent_on=day(-3))
    kind, _, _rest = name.partition(" ")
    page = desk.today(riet) if kind == "today" else getattr(desk, kind)()
    desk.show(page)
    if PAGES[name]:
        press(page, PAGES[name])
    settle()
    return page


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("theme", "percent"), [("light", 100), ("contrast", 200)])
def test_nothing_is_wider_than_a_small_laptop(
    desk: Desk, look: LookSource, name: str, theme: str, percent: int
) -> None:
    look.apply(theme, percent)
    page = opened(desk, name)
    assert page.minimumSizeHint().width() <= 1366 - SIDEBAR_RAIL
    bodies = page.window().findChildren(ScrollBody)
    assert bodies
    for body in bodies:
        assert body.widget().minimumSizeHint().width() <= body.viewport().width()
    for dialog in page.window().findChildren(DialogFrame):
        assert page.window().rect().contains(dialog.geometry())


@pytest.mark.parametrize("name", PAGES)
def test_everything_one_can_reach_has_a_name(desk: Desk, name: str) -> None:
    page = opened(desk, name)
    nameless = [
        widget
        for widget in page.window().findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget.parent(), QAbstractScrollArea)
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert [(type(widget).__name__, widget.objectName()) for widget in nameless] == []
