"""When somebody is due, said the same in the list and on the card, and promised to nobody else."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.events import ContactKind, VisitHeld, VisitOrigin, VisitPlanned
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.usecases.resident_view import view_resident
from huisbezoek.ui import texts
from huisbezoek.ui.models.resident_words import hero_words, row_words
from huisbezoek.ui.theme import LookSource
from tests.profiles import TODAY, identifier
from tests.ui.resident_window import PageWindow, page_window

VISIT = identifier(70)
HELD = VisitHeld(date(2026, 11, 1), 60, ContactKind.HOME_VISIT)


@pytest.fixture
def window(tmp_path: Path, look: LookSource, shown: Callable[..., QWidget]) -> Iterator[PageWindow]:
    with page_window(tmp_path / "profile", look, shown) as opened:
        yield opened


def visited(window: PageWindow, birth_date: str):
    """How somebody stands who was visited this month, with the report still open."""
    resident = window.profile.add(ResidentCard(surname="Bakker", birth_date=birth_date))
    planned = VisitPlanned(resident, (), VisitOrigin.ROUND, HELD.on)
    window.profile.record(SubjectKind.VISIT, VISIT, planned, HELD)
    return window.profile.ask(
        lambda reading: view_resident(reading, resident, TODAY, is_coordinator=True)
    )


def test_list_and_card_begin_in_the_same_month(window: PageWindow) -> None:
    view = visited(window, "1940-01-01")
    closed = replace(view.row, open_visit="", open_status=None)
    chip = row_words(closed, TODAY, view.terms).chip
    assert view.due is not None
    assert view.due.opens < view.due.period.opens, "a turn may begin before the cycle ends"
    assert texts.month(view.due.opens) in hero_words(view, TODAY).title
    assert chip.text == f"vanaf {texts.month(view.due.opens)}"


@pytest.mark.parametrize(("birth_date", "promised"), [("1940-01-01", True), ("1960-03-01", False)])
def test_only_who_is_visited_every_cycle_is_told_so(
    window: PageWindow, birth_date: str, *, promised: bool
) -> None:
    view = visited(window, birth_date)
    assert ("Wij komen elke 2 jaar." in hero_words(view, TODAY).sentence) is promised
