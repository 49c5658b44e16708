"""Inwoners: searching, filtering, long lists, and what is said when nobody is there."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.events import InvitationSent, OptedOut, VisitOrigin, VisitPlanned
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.residents import MOST_FOUND
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.list_card import CardModel, ListCard
from tests.open_profile import OpenProfile
from tests.profiles import TODAY, fictional_people
from tests.ui.desk import Desk, press
from tests.ui.desk import choose as choose_answer
from tests.ui.immediate_lanes import ImmediateLanes
from tests.ui.resident_window import PageWindow, named, page_window, words


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


def test_each_letter_searches_at_once(window: PageWindow) -> None:
    add(window, "Bakker", "1940-01-01", 1)
    smit = add(window, "Smit", "1940-01-01", 3)
    page = window.show(window.pages.residents())
    named(page, "field_search", QLineEdit).setText("smi")
    assert [row.id for row in rows(page)] == [smit]
    assert "1 inwoner van de 2" in words(page)
    named(page, "clear_search", QAbstractButton).click()
    assert len(rows(page)) == len(("Bakker", "Smit"))
    assert "2 inwoners" in words(page)


class SlowLanes(ImmediateLanes):
    """Keeps questions until somebody lets them be answered, in their order."""

    def __init__(self, profile: OpenProfile) -> None:
        super().__init__(profile)
        self.waiting: list[Callable[[], None]] = []

    def ask(self, question, done, failed) -> None:
        self.waiting.append(partial(super().ask, question, done, failed))


def test_who_types_faster_than_the_answers_waits_for_the_last_only(
    tmp_path: Path, look: LookSource, shown: Callable[..., QWidget]
) -> None:
    profile = OpenProfile(tmp_path / "profile")
    lanes = SlowLanes(profile)
    window = PageWindow(profile, look, shown, lanes)
    add(window, "Bakker", "1940-01-01", 1)
    smit = add(window, "Smit", "1940-01-01", 3)
    page = window.show(window.pages.residents())
    lanes.waiting.pop()()
    for typed in ("b", "ba", "s", "sm"):
        named(page, "field_search", QLineEdit).setText(typed)
    (first,) = lanes.waiting
    lanes.waiting.clear()
    first()
    assert len(rows(page)) == len(("Bakker", "Smit")), "the answer to 'b' is not shown"
    (last,) = lanes.waiting
    lanes.waiting.clear()
    last()
    assert [row.id for row in rows(page)] == [smit]
    assert lanes.waiting == []
    profile.close()


def test_an_overview_tile_chooses_the_list(window: PageWindow) -> None:
    due = add(window, "Bakker", "1940-01-01", 1)
    soon = add(window, "Smit", "1952-01-15", 3)
    stopped = add(window, "Visser", "1940-01-01", 5, OptedOut(TODAY))
    page = window.show(window.pages.residents(), detail="due")
    assert [row.id for row in rows(page)] == [due]
    page.open("", "soon")
    assert [row.id for row in rows(page)] == [soon]
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


def test_more_hits_than_are_shown_says_to_type_on(window: PageWindow) -> None:
    many = [
        (subject, replace(card, surname="Bakker"), events)
        for subject, card, events in fictional_people(MOST_FOUND + 1)
    ]
    window.profile.do(lambda writing: writing.add_residents(many))
    page = window.show(window.pages.residents())
    named(page, "field_search", QLineEdit).setText("bak")
    assert "De eerste 200 inwoners. Typ meer letters." in words(page)


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


def ordered(page: QWidget, order: str) -> list[str]:
    box = named(page, "field_order", QComboBox)
    box.setCurrentIndex(box.findData(order))
    return [row.name for row in rows(page)]


def test_a_list_stands_in_the_order_that_is_chosen(window: PageWindow) -> None:
    people = (
        ("Bakker", "1952-01-15", "Zandweg", 10, ""),
        ("Smit", "1940-01-01", "Zandweg", 9, "Stadsweiden"),
        ("Visser", "1954-01-01", "Akker", 2, "Drielanden"),
    )
    for surname, born, street, number, district in people:
        card = ResidentCard(
            surname=surname,
            birth_date=born,
            street=street,
            house_number=number,
            district=district,
            postcode="1234AB",
            city="Voorbeelddam",
        )
        resident = window.profile.add(card)
        if surname != "Bakker":
            planned = VisitPlanned(resident, (), VisitOrigin.ROUND, TODAY)
            sent = InvitationSent(resident, TODAY)
            window.profile.record(SubjectKind.VISIT, resident, planned, sent)
    page = window.show(window.pages.residents())
    assert ordered(page, "street") == ["Visser", "Smit", "Bakker"]
    assert ordered(page, "district") == ["Visser", "Smit", "Bakker"]
    assert ordered(page, "due") == ["Smit", "Bakker", "Visser"]
    assert ordered(page, "name") == ["Bakker", "Smit", "Visser"]
    page.open("", "unassigned")
    assert ordered(page, "street") == ["Visser", "Smit"]
    assert ordered(page, "name") == ["Smit", "Visser"]
    page.open("", "all")
    ordered(page, "street")
    named(page, "field_search", QLineEdit).setText("s")
    assert [row.name for row in rows(page)] == ["Smit"]


def test_nothing_on_the_road_of_the_list_holds_every_row_twice(window: PageWindow) -> None:
    page = window.show(window.pages.residents())
    assert type(named(page, "residents_list", ListCard).model()) is CardModel
    sources = (Path(__file__).parents[2] / "huisbezoek").rglob("*.py")
    named_in = [one.name for one in sources if "QSortFilterProxyModel" in one.read_text("utf-8")]
    assert named_in == []


def test_whom_a_partner_visits_is_put_on_paper(
    tmp_path: Path, look: LookSource, shown: Callable[..., QWidget], desk: Desk
) -> None:
    first = desk.add_resident(surname="Bos", visited_by="Kerk Noord")
    page = desk.show(desk.residents(), detail="held_back")
    (row,) = rows(page)
    assert (row.id, row.chip.text) == (first, "wordt niet gevraagd")
    assert row.why == "Een andere organisatie komt hier, of niemand gaat heen. Zie de kaart."
    press(page, "print_partner_list")
    press(page, "save_step")
    assert "Kies eerst" in words(page.window())
    choose_answer(page, "answer_0")
    press(page, "save_step")
    desk.chooser.path = tmp_path / "lijst.pdf"
    press(page, "keep_paper")
    read = PdfReader(desk.chooser.path).pages[0].extract_text().replace("\t", " ")
    assert "Kerk Noord" in read
    assert "mevrouw Bos" in read
    assert desk.chooser.suggestions == ["Bezocht door Kerk Noord.pdf"]


def test_without_a_partner_the_list_says_so(desk: Desk) -> None:
    desk.add_resident(do_not_visit="hond")
    page = desk.show(desk.residents(), detail="held_back")
    press(page, "print_partner_list")
    assert "Op geen kaart staat" in words(page.window())
    press(page, "save_step")
    page.open("", "all")
    assert not named(page, "print_partner_list").isVisible()
