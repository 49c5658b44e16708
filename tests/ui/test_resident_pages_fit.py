"""The pages about residents fit at every letter size, and everything one can reach has a name."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.page_frame import ScrollBody
from tests.ui.resident_window import PageWindow, click, page_window, settle

SIDEBAR_RAIL = 100


@pytest.fixture
def window(tmp_path: Path, look: LookSource, shown: Callable[..., QWidget]) -> Iterator[PageWindow]:
    with page_window(tmp_path / "profile", look, shown) as opened:
        yield opened


def opened(window: PageWindow, name: str, lists: Path) -> QWidget:
    card = ResidentCard(
        surname="Van den Oudenhoven-Zandstra",
        sex="V",
        birth_date="1940-01-01",
        street="Burgemeester Baron van Voorst van Lyndenstraat",
        house_number=125,
        postcode="1234AB",
        city="Voorbeelddam",
    )
    resident = window.profile.add(card)
    window.pages.chosen_file = lists / "everyday.csv"
    page = getattr(window.pages, name.partition(" ")[0])()
    window.show(page, resident if name.startswith("resident ") else "")
    clicks = {"read_list columns": ["choose_list_file"], "resident form": ["edit_card"]}
    clicks["read_list check"] = ["choose_list_file", "to_check"]
    for button in clicks.get(name, []):
        click(page, button)
    settle()
    return page


NAMES = (
    "overview",
    "residents",
    "resident card",
    "resident form",
    "read_list",
    "read_list columns",
    "read_list check",
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("theme", "percent"), [("light", 100), ("contrast", 200)])
def test_nothing_is_wider_than_a_small_laptop(
    window: PageWindow, look: LookSource, repository: Path, name: str, theme: str, percent: int
) -> None:
    look.apply(theme, percent)
    page = opened(window, name, repository / "tests" / "fixtures" / "lists")
    assert page.minimumSizeHint().width() <= 1366 - SIDEBAR_RAIL
    (body,) = page.findChildren(ScrollBody)
    assert body.widget().minimumSizeHint().width() <= body.viewport().width()


@pytest.mark.parametrize("name", NAMES)
def test_everything_one_can_reach_has_a_name(
    window: PageWindow, repository: Path, name: str
) -> None:
    page = opened(window, name, repository / "tests" / "fixtures" / "lists")
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget.parent(), QAbstractScrollArea)
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert [(type(widget).__name__, widget.objectName()) for widget in nameless] == []
