"""Inwoners: searching, filtering, long lists, and what is said when nobody is there."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.events import OptedOut
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.list_card import ListCard
from tests.profiles import TODAY, fictional_people
from tests.ui.resident_window import PageWindow, named, page_window


@pytest.fixture
def window(tmp_path: Path, look: LookSource, shown: Callable[..., QWidget]) -> Iterator[PageWindow]:
    with page_window(tmp_path / "profile", look, shown) as opened:
        yield opened


def add(window: PageWindow, surname: str, born: str, number: int, *events) -> str:
    card = ResidentCard(
        surname=surname,
        initials="A.",
        sex="V",
        birth_date=born,
        street="Dorpsstraat",
        house_number=number,
        postcode="1234AB",
        city="Voorbeelddam",
    )
    return window.profile.add(card, *events)


def rows(page: QWidget):
    return named(page, "residents_list", ListCard).rows()


def test_a_card_says_who_where_and_why_now(window: PageWindow) -> None:
    resident = add(window, "Bakker", "1940-01-01", 1)
    page = window.show(window.pages.residents())
    (row,) = rows(page)
    assert (row.id, row.name) == (resident, "Mevrouw Bakker")
    assert row.address == "Dorpsstraat 1, 1234 AB Voorbeelddam"
    assert row.chip.text == "aan de beurt"
    assert row.why == "Is 75 jaar of ouder en is nog niet eerder bezocht."


def test_a_click_opens_the_card(window: PageWindow) -> None:
    resident = add(window, "Bakker", "1940-01-01", 1)
    page = window.show(window.pages.residents())
    named(page, "residents_list", ListCard).activated_row.emit(resident)
    assert window.went_to == [Destination(PageName.RESIDENT, resident)]


def test_search_waits_for_the_last_letter_and_finds_by_name(
    window: PageWindow, qtbot: QtBot
) -> None:
    add(window, "Bakker", "1940-01-01", 1)
    smit = add(window, "Smit", "1940-01-01", 3)
    page = window.show(window.pages.residents())
    named(page, "field_search", QLineEdit).setText("smi")
    qtbot.waitUntil(lambda: [row.id for row in rows(page)] == [smit])


def test_an_overview_tile_chooses_the_list(window: PageWindow) -> None:
    due = add(window, "Bakker", "1940-01-01", 1)
    soon = add(window, "Smit", "1952-01-15", 3)
    stopped = add(window, "Visser", "1940-01-01", 5, OptedOut(TODAY))
    page = window.show(window.pages.residents(), detail="due")
    assert [row.id for row in rows(page)] == [due]
    page.open("", "soon")
    assert [row.id for row in rows(page)] == [due, soon]
    page.open("", "stopped")
    assert [row.id for row in rows(page)] == [stopped]
    assert rows(page)[0].chip.text == "geen contact meer"
    page.open("", "unassigned")
    assert rows(page) == ()


def test_a_group_is_a_filter_of_its_own(window: PageWindow) -> None:
    old = add(window, "Bakker", "1940-01-01", 1)
    add(window, "Smit", "1952-01-15", 3)
    page = window.show(window.pages.residents())
    group = named(page, "field_group", QComboBox)
    group.setCurrentIndex(group.findData("age75"))
    assert [row.id for row in rows(page)] == [old]


def test_a_long_list_comes_a_page_at_a_time(window: PageWindow) -> None:
    people = fictional_people(300)
    window.profile.do(lambda writing: writing.add_residents(people))
    page = window.show(window.pages.residents())
    cards = named(page, "residents_list", ListCard)
    shown_first = len(cards.rows())
    last = cards.visualRect(cards.model().index(shown_first - 1, 0))
    assert last.top() > cards.viewport().height(), "the first cards are more than a screen holds"
    while cards.model().canFetchMore(cards.rootIndex()):
        cards.model().fetchMore(cards.rootIndex())
    assert shown_first < len(people)
    assert sorted(row.id for row in cards.rows()) == sorted(
        subject.identifier for subject, _card, _events in people
    )


def test_nobody_there_says_what_to_do(window: PageWindow) -> None:
    page = window.show(window.pages.residents())
    assert named(page, "empty_read_list").isVisible()
    add(window, "Bakker", "1940-01-01", 1)
    page.open("", "stopped")
    assert not named(page, "empty_read_list").isVisible()
    assert not named(page, "residents_list").isVisible()


def test_a_visitor_has_no_filters_and_no_list_to_read(window: PageWindow) -> None:
    window.pages.is_coordinator = False
    page = window.show(window.pages.residents())
    assert not named(page, "field_filter").isVisible()
    assert not named(page, "empty_read_list").isVisible()


def test_the_list_follows_a_change_elsewhere(window: PageWindow) -> None:
    resident = add(window, "Bakker", "1940-01-01", 1)
    page = window.show(window.pages.residents())
    subject = Subject(SubjectKind.RESIDENT, resident)
    window.workbench.do(lambda writing: writing.record(subject, OptedOut(TODAY)))
    assert rows(page)[0].chip.text == "geen contact meer"
