"""Verschillen: both values with who and when, one choice after the other, and what is recorded."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from huisbezoek.app.differences_uses import differences_uses
from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.pages.differences_page import DifferencesPage
from huisbezoek.ui.widgets.chip import Chip
from tests.differing import change_elsewhere
from tests.people import READY
from tests.ui.desk import Desk, press
from tests.ui.resident_window import named, words


def page_of(desk: Desk) -> DifferencesPage:
    return DifferencesPage(desk.workbench, desk.look, differences_uses(desk.bound))


def card(desk: Desk, resident: str) -> ResidentCard:
    return desk.ask(lambda reading: reading.resident(resident)).state.card


def value(page: QWidget, place: int) -> str:
    return named(page, f"difference_value_{place}", QLabel).text()


def shown_chips(page: QWidget) -> list[str]:
    return [chip.accessibleName() for chip in page.findChildren(Chip) if chip.isVisible()]


def test_without_differences_the_page_is_kind(desk: Desk) -> None:
    page = desk.show(page_of(desk))
    assert "Er zijn geen verschillen" in words(page)


def test_both_values_stand_side_by_side_with_who_and_when(desk: Desk) -> None:
    riet = desk.add_visitor()
    resident = desk.add_resident(surname="Bakker", district="Boswijk")
    change_elsewhere(desk, resident, "district", "Havenkwartier", author=riet)
    page = desk.show(page_of(desk))
    assert "Mevrouw Bakker: wijk" in words(page)
    assert (value(page, 0), value(page, 1)) == ("Boswijk", "Havenkwartier")
    assert "Riet Jansen, zondag 22 november om 7.01 uur" in words(page)
    assert shown_chips(page) == ["staat nu op de kaart"]
    assert not named(page, "keep_both").isVisible()
    assert not named(page, "decide_later").isVisible()


@pytest.mark.parametrize(("place", "kept"), [(0, "Boswijk"), (1, "Havenkwartier")])
def test_a_choice_is_kept_and_told_in_the_history(desk: Desk, place: int, kept: str) -> None:
    resident = desk.add_resident(surname="Bakker", district="Boswijk")
    change_elsewhere(desk, resident, "district", "Havenkwartier")
    page = desk.show(page_of(desk))
    press(page, f"keep_{place}")
    assert card(desk, resident).district == kept
    assert f"Mevrouw Bakker: wijk: {kept}" in words(page)
    assert "Dat was alles" in words(page)
    (decision,) = desk.ask(lambda reading: reading.decisions(resident))
    assert (decision.field, decision.value) == ("district", kept)


def test_the_next_one_comes_by_itself_and_one_may_wait(desk: Desk) -> None:
    first = desk.add_resident(surname="Aker", city="Voorbeelddam")
    second = desk.add_resident(surname="Bakker", city="Voorbeelddam")
    for resident in (first, second):
        change_elsewhere(desk, resident, "city", "Elders", number=1 + (resident == second))
    page = desk.show(page_of(desk))
    assert "2 gegevens werden door twee mensen gewijzigd" in words(page)
    assert "1 van 2" in words(page)
    press(page, "decide_later")
    assert "Mevrouw Bakker: plaats" in words(page)
    press(page, "decide_later")
    press(page, "keep_1")
    assert "Mevrouw Bakker: plaats" in words(page)
    assert page.window().focusWidget() is named(page, "keep_0")


def test_texts_are_kept_together(desk: Desk) -> None:
    resident = desk.add_resident(surname="Bakker", good_to_know="Bel twee keer.")
    change_elsewhere(desk, resident, "good_to_know", "De kat heet Pluk.")
    page = desk.show(page_of(desk))
    press(page, "keep_both")
    known = card(desk, resident).good_to_know
    assert "Bel twee keer." in known
    assert "De kat heet Pluk." in known


def test_a_second_number_finds_its_own_field(desk: Desk) -> None:
    resident = desk.add_resident(surname="Bakker", telephone="+31600000112")
    change_elsewhere(desk, resident, "telephone", "+31600000113")
    page = desk.show(page_of(desk))
    assert "06 00 00 01 12" in words(page)
    press(page, "keep_both")
    numbers = {card(desk, resident).telephone, card(desk, resident).second_telephone}
    assert numbers == {"+31600000112", "+31600000113"}


def test_of_safety_nothing_is_chosen_beforehand(desk: Desk) -> None:
    resident = desk.add_resident(surname="Bakker", danger_at_address="Losse hond.")
    change_elsewhere(desk, resident, "danger_at_address", "Gladde trap.")
    page = desk.show(page_of(desk))
    assert "Dit gaat over veiligheid." in words(page)
    assert shown_chips(page) == []
    shown = card(desk, resident).danger_at_address
    assert "Losse hond." in shown
    assert "Gladde trap." in shown


def test_from_a_card_the_differences_of_that_resident_come_first(desk: Desk) -> None:
    first = desk.add_resident(surname="Aker", city="Voorbeelddam")
    wanted = desk.add_resident(surname="Zandstra", city="Voorbeelddam")
    for number, resident in enumerate((first, wanted), start=1):
        change_elsewhere(desk, resident, "city", "Elders", number=number)
    page = desk.show(page_of(desk), wanted)
    assert "Mevrouw Zandstra: plaats" in words(page)
    press(page, "view_resident")
    assert desk.went_to == [Destination(PageName.RESIDENT, wanted)]


def test_a_visitor_and_the_organisation_may_differ_too(desk: Desk) -> None:
    visitor = desk.add_visitor(replace(READY, district="Boswijk"))
    change_elsewhere(desk, visitor, "district", "Haven", kind=SubjectKind.VISITOR)
    page = desk.show(page_of(desk))
    assert "Riet Jansen: wijk" in words(page)
    assert not named(page, "view_resident").isVisible()
    press(page, "keep_1")
    (record,) = desk.ask(
        lambda reading: [one for one in reading.visitors() if one.visitor == visitor]
    )
    assert record.card.district == "Haven"


def test_a_choice_of_somebody_else_meanwhile_is_said(desk: Desk) -> None:
    resident = desk.add_resident(surname="Bakker", city="Voorbeelddam")
    change_elsewhere(desk, resident, "city", "Elders")
    page = desk.show(page_of(desk))
    desk.do(
        lambda writing: writing.resolve(
            Subject(SubjectKind.RESIDENT, resident), "city", "Voorbeelddam"
        )
    )
    press(page, "keep_1")
    assert named(page, "differences_error").isVisible()
    assert card(desk, resident).city == "Voorbeelddam"
