"""Verschillen: both values with who and when, one choice after the other, and what is recorded."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from huisbezoek.app.differences_uses import differences_uses
from huisbezoek.app.resident_uses import overview_uses
from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.events import AppointmentMade, Assigned, ContactKind
from huisbezoek.model.domain.given_twice import Claim
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.visits import Appointment
from huisbezoek.model.usecases.given_twice import GivenTwice, VisitorOfTwo
from huisbezoek.model.usecases.ports.visits import VisitQuestion
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs.twice_card import TwiceCard
from huisbezoek.ui.models import twice_words
from huisbezoek.ui.pages.differences_page import DifferencesPage
from huisbezoek.ui.pages.overview_page import OverviewPage
from huisbezoek.ui.widgets.chip import Chip
from tests.differing import change_elsewhere
from tests.people import READY, TODAY, at, day
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


# --- two visitors for one resident ----------------------------------------------------------------


def given_to_two(desk: Desk, **known: object) -> tuple[str, str, str]:
    """Riet since 3 November, and Wim since a day later with an appointment of his own."""
    riet, wim = desk.add_visitor(), desk.add_visitor(replace(READY, name="Wim Bos"))
    resident = desk.add_resident(surname="Bakker", **known)
    for place, visitor in enumerate((riet, wim)):
        desk.record(SubjectKind.RESIDENT, resident, Assigned(visitor, date(2026, 11, 3 + place)))
    return resident, riet, wim


def test_two_visitors_stand_on_overzicht_and_here_with_a_button_each(desk: Desk) -> None:
    resident, riet, wim = given_to_two(desk)
    desk.add_visit(resident)
    overview = desk.show(OverviewPage(desk.workbench, desk.look, overview_uses(desk.bound)))
    banner = words(named(overview, "given_twice"))
    assert "Twee bezoekers voor dezelfde inwoner" in banner
    assert "Riet Jansen sinds 3 november 2026, Wim Bos sinds 4 november 2026." in banner
    went = []
    overview.go.connect(went.append)
    press(overview, "step_given_twice")
    assert went == [Destination(PageName.DIFFERENCES)]
    desk.went_to.clear()
    page = desk.show(page_of(desk))
    assert "Mevrouw Bakker: twee bezoekers voor dezelfde inwoner" in words(page)
    assert "Eén inwoner heeft twee bezoekers." in words(page)
    assert "Bezoeker sinds 3 november 2026." in words(page)
    assert shown_chips(page) == ["ons voorstel"]
    assert [named(page, f"goes_{place}").text() for place in (0, 1)] == [
        "Riet Jansen gaat",
        "Wim Bos gaat",
    ]
    press(page, "view_resident")
    assert desk.went_to == [Destination(PageName.RESIDENT, resident)]
    press(page, "goes_1")
    state = desk.ask(lambda reading: reading.resident(resident)).state
    assert state.visitors == (wim,)
    assert "Wim Bos gaat naar mevrouw Bakker." in words(page)
    assert "Dat was alles" in words(page)
    overview.open()
    assert overview.findChild(QWidget, "given_twice") is None
    assert riet not in state.visitors


def test_a_visit_that_was_planned_twice_needs_no_name(desk: Desk) -> None:
    resident = desk.add_resident(surname="Bakker")
    visits = [desk.add_visit(resident) for _ in range(2)]
    other, *_ = given_to_two(desk)
    change_elsewhere(desk, other, "district", "Elders")
    overview = desk.show(OverviewPage(desk.workbench, desk.look, overview_uses(desk.bound)))
    banner = words(named(overview, "given_twice"))
    assert "Bij 2 inwoners kozen twee coördinatoren los van elkaar" in banner
    page = desk.show(page_of(desk), resident)
    assert "Eén inwoner heeft twee bezoekers. Eén bezoek is twee keer gepland." in words(page)
    assert "1 gegeven werd door twee mensen gewijzigd" in words(page)
    assert "1 van 3" in words(page)
    press(page, "keep_one_visit")
    assert "Van mevrouw Bakker staat nog één bezoek gepland." in words(page)
    (kept,) = desk.ask(lambda reading: reading.visit_rows(VisitQuestion()))
    assert kept.visit == min(visits)
    assert page.window().focusWidget() is named(page, "goes_0")


def two_of_whom_one_can_go(desk: Desk) -> GivenTwice:
    """The first was there and stopped; the second has an appointment."""
    resident, riet, wim = given_to_two(desk)
    since = date(2026, 11, 3)
    agreed = AppointmentMade("a" * 32, at(day(3), 14), 60, ContactKind.HOME_VISIT, TODAY)
    held = VisitorOfTwo(Claim(riet, since, held_on=since), "", can_go=False)
    appointed = VisitorOfTwo(Claim(wim, since, agreed), "Wim Bos", can_go=True)
    stands = Appointment("a" * 32, at(day(3), 14), 60, ContactKind.HOME_VISIT, "", "", "", False)
    return GivenTwice((resident,), "mevrouw Bakker", "", (held, appointed), wim, stands, True)


def test_an_appointment_and_a_visit_held_are_told(
    desk: Desk, shown: Callable[..., QWidget]
) -> None:
    seen = two_of_whom_one_can_go(desk)
    appointed = seen.visitors[1]
    card = shown(TwiceCard(desk.look, seen, ""), 900, 500)
    told = words(card)
    assert "een bezoeker" in told
    assert "Is er geweest op 3 november 2026." in told
    assert "Kan niet meer gaan." in told
    assert "Heeft een afspraak: donderdag 26 november om 14.00 uur." in told
    assert "De afspraak blijft staan, wie er ook gaat." in told
    assert "Het andere vervalt." in told
    assert card.findChild(QWidget, "goes_0") is None
    alone = replace(seen, visitors=(appointed,))
    assert twice_words.banner_title((alone,)) == "Twee keer een bezoek voor dezelfde inwoner"
    both = replace(seen, visitors=(appointed, appointed))
    assert "Wie gaat, houdt de eigen afspraak." in twice_words.consequence(both)


def test_nobody_is_chosen_where_nobody_can_go_or_somebody_was(
    desk: Desk, shown: Callable[..., QWidget]
) -> None:
    seen = two_of_whom_one_can_go(desk)
    stopped, able = seen.visitors
    nobody = replace(seen, visitors=(stopped, stopped), proposed="")
    card = shown(TwiceCard(desk.look, nobody, ""), 900, 500)
    assert card.first_button().text() == "&Niemand van hen gaat"
    chosen = []
    card.chosen.connect(chosen.append)
    press(card, "keep_one_visit")
    assert chosen == [""]
    assert "Niemand van hen kan nog gaan." in words(card)
    assert twice_words.done_words(nobody, None) == ("Kies een andere bezoeker voor mevrouw Bakker.")
    visited = replace(seen, visitors=(able,), stands=None, visited_on=day(-1))
    card = shown(TwiceCard(desk.look, visited, ""), 900, 500)
    assert "Mevrouw Bakker: na een bezoek nog een bezoek gepland" in words(card)
    assert "Op 22 november 2026 is er al iemand geweest." in words(card)
    assert "Het bezoek dat nog gepland is, vervalt." in words(card)
    assert card.first_button().text() == "&Gepland bezoek laten vervallen"
    assert twice_words.done_words(visited, None) == (
        "Het bezoek aan mevrouw Bakker dat nog gepland was, vervalt."
    )
