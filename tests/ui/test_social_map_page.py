"""Sociale kaart on a real profile: searching, reading, keeping it right, by mouse and by keys."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from huisbezoek.app.binding import Binding
from huisbezoek.app.social_map_uses import social_map_uses
from huisbezoek.model.domain.cards import OfferCard
from huisbezoek.model.domain.errors import HuisbezoekError
from huisbezoek.model.domain.social_map import Offer
from huisbezoek.model.usecases.social_map import (
    change_offer,
    check_offer,
    offer_of,
    offers,
    view_social_map,
)
from huisbezoek.ui.actions import COORDINATOR_PAGES, VISITOR_PAGES, PageName
from huisbezoek.ui.pages.social_map_page import SocialMapPage, SocialMapUses
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.offer_cards import OfferCardPanel, OfferCards
from huisbezoek.ui.widgets.page_frame import ScrollBody
from tests.people import TODAY, day
from tests.ui.desk import Desk, fill, press
from tests.ui.resident_window import named, settle, words

ODENSEHUIS = "37ee9657f3ae83ae21dcb270ab9dafaa"
PRESENT = "ae6eb146cc571887354700e5f0f8a21d"
CALLED = OfferCard(
    name="Eetclub De Pan",
    what="Samen koken en eten.",
    for_whom="Mensen die niet graag alleen eten",
    life_areas="daily a_later_subject",
    working_elements="a_later_one meeting_others",
    cost="5 euro per keer",
    how_to_refer="self",
    contact="06 0000 0101",
)
Open = Callable[..., SocialMapPage]


class OfVisitor(Binding):
    """As `Binding`, for a visitor's profile."""

    is_coordinator = False


def uses_of(desk: Desk, *, is_coordinator: bool) -> SocialMapUses:
    """As the program binds them for this role."""
    if is_coordinator:
        return social_map_uses(desk.bound)
    return social_map_uses(OfVisitor(desk.parts, desk.profile, desk.chooser, "Riet Jansen"))


@pytest.fixture
def opened(desk: Desk) -> Open:
    def make(*, is_coordinator: bool = True) -> SocialMapPage:
        uses = uses_of(desk, is_coordinator=is_coordinator)
        page = desk.show(SocialMapPage(desk.workbench, desk.look, uses))
        named(page, "offer_cards", OfferCards).finish()
        return page

    return make


def cards(page: SocialMapPage) -> list[OfferCardPanel]:
    shown = named(page, "offer_cards", OfferCards)
    shown.finish()
    settle()
    panels = shown.findChildren(OfferCardPanel)
    return sorted((one for one in panels if one.isVisible()), key=lambda one: (one.y(), one.x()))


def names(page: SocialMapPage) -> list[str]:
    return [one.value.name for one in cards(page)]


def choose(page: SocialMapPage, name: str, key: str) -> None:
    box = named(page.window(), name, QComboBox)
    assert box.isVisible()
    place = box.findData(key)
    assert place >= 0, key
    box.setCurrentIndex(place)


def stored(desk: Desk, offer: str) -> OfferCard:
    return desk.ask(offer_of, desk.parts.offers, offer).card


def all_offers(desk: Desk) -> tuple[Offer, ...]:
    return desk.ask(offers, desk.parts.offers)


def check(desk: Desk, offer: str, days: int) -> None:
    desk.do(check_offer, desk.parts.offers, offer, on=day(days))


# --- reading -----------------------------------------------------------------------------------


def test_both_roles_have_the_page_in_their_menu() -> None:
    assert PageName.SOCIAL_MAP in VISITOR_PAGES
    assert PageName.SOCIAL_MAP in COORDINATOR_PAGES


def test_a_visitor_reads_everything_and_changes_nothing(desk: Desk, opened: Open) -> None:
    desk.do(change_offer, ODENSEHUIS, replace(CALLED, checked_on=day(-30).isoformat()))
    page = opened(is_coordinator=False)
    assert len(cards(page)) == 44
    assert "44 mogelijkheden." in words(page)
    (card,) = [one for one in cards(page) if one.value.offer == ODENSEHUIS]
    said = [line for line in words(card).splitlines() if line]
    assert said == [
        "Eetclub De Pan",
        "Samen koken en eten.",
        "Voor wie: Mensen die niet graag alleen eten",
        "Past bij: de dag door",
        "Kosten: 5 euro per keer",
        "Aanmelden: de inwoner meldt zich zelf aan",
        "Contact: 06 0000 0101",
    ]
    assert card.value.checked.text == "Nagekeken op 24 okt 2026"
    assert "Nagekeken op 24 okt 2026." in card.accessibleDescription()
    assert card.findChildren(QAbstractButton) == []
    assert page.findChild(QAbstractButton, "add_offer") is None
    assert not named(page, "field_which").isVisible()


def test_what_is_not_known_is_said_calmly(opened: Open) -> None:
    page = opened(is_coordinator=False)
    card = cards(page)[0]
    assert "Contact: nog niet ingevuld" in words(card)
    assert (card.value.checked.text, card.value.checked.tone) == ("Nog niet nagekeken", "plain")


def test_words_subject_and_what_helps_are_searched_together(opened: Open) -> None:
    page = opened(is_coordinator=False)
    fill(page, "field_search", "tuin")
    assert names(page) == ["Stichting Present"]
    assert "1 mogelijkheid van de 44." in words(page)
    fill(page, "field_search", "")
    choose(page, "field_area", "home")
    choose(page, "field_element", "social_skills")
    assert names(page) == [
        "Maatschappelijk werk Stimenz en Centrum voor Jeugd en Gezin",
        "Project Hofdijkflat",
    ]
    box = named(page, "field_area", QComboBox)
    assert [box.itemText(n) for n in range(3)] == [
        "Alle onderwerpen",
        "Mensen om u heen",
        "Zin en betekenis",
    ]
    assert (box.findData("start"), box.findData("close")) == (-1, -1)


def test_nothing_found_says_what_to_do_and_one_button_shows_all(opened: Open) -> None:
    page = opened(is_coordinator=False)
    fill(page, "field_search", "zeppelin")
    assert "Niets gevonden" in words(page)
    assert cards(page) == []
    press(page, "show_everything")
    assert len(cards(page)) == 44
    assert named(page, "field_search", QLineEdit).hasFocus()


@pytest.mark.parametrize("is_coordinator", [True, False])
def test_an_empty_map_says_who_fills_it(desk: Desk, is_coordinator: bool) -> None:
    uses = uses_of(desk, is_coordinator=is_coordinator)
    uses = replace(uses, view=lambda reading: view_social_map(reading, {}, TODAY))
    page = desk.show(SocialMapPage(desk.workbench, desk.look, uses))
    said = words(page)
    assert "De sociale kaart is leeg" in said
    assert ("Voeg toe wat er in de buurt is." in said) is is_coordinator
    assert not named(page, "show_everything").isVisible()


def test_a_map_that_cannot_be_read_says_so(desk: Desk) -> None:
    def broken(_reading):
        raise HuisbezoekError

    uses = replace(social_map_uses(desk.bound), view=broken)
    page = desk.show(SocialMapPage(desk.workbench, desk.look, uses))
    assert named(page, "social_map_error").isVisible()


# --- keeping it right --------------------------------------------------------------------------


def test_a_coordinator_looks_through_what_is_old(desk: Desk, opened: Open) -> None:
    for one in all_offers(desk):
        check(desk, one.offer, -100)
    check(desk, ODENSEHUIS, -400)
    page = opened()
    assert "44 mogelijkheden. Nog na te kijken: 1." in words(page)
    choose(page, "field_which", "outdated")
    (card,) = cards(page)
    assert (card.value.name, card.value.checked.icon_name) == ("Odensehuis", "clock")
    press(page, f"check_offer_{ODENSEHUIS}")
    assert stored(desk, ODENSEHUIS).checked_on == TODAY.isoformat()
    assert "Alles is nagekeken" in words(page)
    choose(page, "field_which", "")
    (card,) = [one for one in cards(page) if one.value.offer == ODENSEHUIS]
    assert card.value.checked.text == "Vandaag nagekeken"
    assert card.findChild(QAbstractButton, f"check_offer_{ODENSEHUIS}") is None
    assert "Nog na te kijken" not in words(page)


def test_something_new_is_added_and_needs_a_name(desk: Desk, opened: Open) -> None:
    page = opened()
    press(page, "add_offer")
    assert named(page.window(), "offer_checked_on", QLineEdit).text() == "23-11-2026"
    press(page, "save_offer")
    assert "Vul een naam in." in words(page.window())
    fill(page, "offer_name", "Eetclub De Pan")
    named(page.window(), "offer_what", QPlainTextEdit).setPlainText(" Samen koken. ")
    fill(page, "offer_for_whom", "Alle inwoners")
    press(page, "area_daily")
    press(page, "element_meeting_others")
    choose(page, "offer_road", "self")
    named(page.window(), "offer_contact", QPlainTextEdit).setPlainText("06 0000 0101")
    fill(page, "offer_district", "De Bogen")
    fill(page, "offer_cost", "Gratis")
    press(page, "save_offer")
    assert page.window().findChild(DialogFrame).isHidden()
    (new,) = [one for one in all_offers(desk) if one.card.name == "Eetclub De Pan"]
    assert new.card == OfferCard(
        name="Eetclub De Pan",
        what="Samen koken.",
        for_whom="Alle inwoners",
        life_areas="daily",
        working_elements="meeting_others",
        district="De Bogen",
        cost="Gratis",
        how_to_refer="self",
        contact="06 0000 0101",
        checked_on="2026-11-23",
    )
    assert "Eetclub De Pan" in names(page)


def test_a_change_keeps_what_a_later_version_wrote(desk: Desk, opened: Open) -> None:
    desk.do(change_offer, ODENSEHUIS, replace(CALLED, how_to_refer="by_pigeon"))
    page = opened()
    press(page, f"change_offer_{ODENSEHUIS}")
    fill(page, "offer_cost", "6 euro")
    press(page, "area_contact")
    press(page, "save_offer")
    changed = replace(
        CALLED, cost="6 euro", life_areas="daily a_later_subject contact", how_to_refer="by_pigeon"
    )
    assert stored(desk, ODENSEHUIS) == changed
    assert "Kosten: 6 euro" in words(page)


def test_a_day_that_is_none_or_still_comes_is_asked_again(desk: Desk, opened: Open) -> None:
    page = opened()
    press(page, f"change_offer_{ODENSEHUIS}")
    fill(page, "offer_checked_on", "31-2-2026")
    press(page, "save_offer")
    assert "Vul een dag in, zoals 23-11-2026." in words(page.window())
    fill(page, "offer_checked_on", "24-11-2026")
    press(page, "save_offer")
    assert "Deze dag komt nog." in words(page.window())
    assert stored(desk, ODENSEHUIS).checked_on == ""
    fill(page, "offer_checked_on", "1 11 2026")
    press(page, "save_offer")
    assert stored(desk, ODENSEHUIS).checked_on == "2026-11-01"


def test_what_is_gone_leaves_the_map_and_can_come_back(desk: Desk, opened: Open) -> None:
    page = opened()
    press(page, f"change_offer_{ODENSEHUIS}")
    press(page, "retire_offer")
    assert stored(desk, ODENSEHUIS).retired
    assert "Odensehuis" not in names(page)
    assert "43 mogelijkheden" in words(page)
    choose(page, "field_which", "retired")
    (card,) = cards(page)
    assert "Bestaat niet meer" in words(card)
    assert "1 bestaat niet meer." in words(page)
    assert card.findChild(QAbstractButton, f"check_offer_{ODENSEHUIS}") is None
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    press(page, f"change_offer_{ODENSEHUIS}")
    press(page, "retire_offer")
    assert not stored(desk, ODENSEHUIS).retired
    assert "Wat niet meer bestaat, komt hier te staan." in words(page)


def test_what_was_typed_stays_when_it_cannot_be_kept(desk: Desk, opened: Open) -> None:
    def refuse(*_arguments):
        raise HuisbezoekError

    uses = social_map_uses(desk.bound)
    assert uses.editing is not None
    uses = replace(uses, editing=replace(uses.editing, change=refuse, check=refuse))
    page = desk.show(SocialMapPage(desk.workbench, desk.look, uses))
    assert len(cards(page)) == 44
    press(page, f"change_offer_{ODENSEHUIS}")
    fill(page, "offer_cost", "6 euro")
    press(page, "save_offer")
    assert named(page.window(), "offer_problem").isVisible()
    assert named(page.window(), "offer_cost", QLineEdit).text() == "6 euro"
    page.window().findChild(DialogFrame).reject()
    press(page, f"check_offer_{ODENSEHUIS}")
    assert named(page, "social_map_error").isVisible()


# --- keys, names, sizes ------------------------------------------------------------------------


def test_the_arrow_keys_go_from_card_to_card_and_enter_opens(opened: Open) -> None:
    page = opened()
    first, second, last = cards(page)[0], cards(page)[1], cards(page)[-1]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Up)
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Up)
    assert first.hasFocus()
    last.setFocus()
    QTest.keyClick(last, Qt.Key.Key_Down)
    assert last.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Return)
    dialog = named(page.window(), "offer_dialog", DialogFrame)
    assert dialog.title.text() == first.value.name
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isHidden()


def test_enter_changes_nothing_for_a_visitor_and_tab_goes_through_the_cards(opened: Open) -> None:
    page = opened(is_coordinator=False)
    first, second = cards(page)[:2]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert page.window().findChildren(DialogFrame) == []
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert named(page, "field_search", QLineEdit).hasFocus()


def test_the_focus_stays_where_one_works(opened: Open) -> None:
    page = opened()
    before = cards(page)
    before[3].findChild(QAbstractButton, f"check_offer_{before[3].value.offer}").setFocus()
    press(page, f"check_offer_{before[3].value.offer}")
    assert cards(page)[3].hasFocus()
    choose(page, "field_which", "outdated")
    now = cards(page)
    following = now[1].value.offer
    now[0].setFocus()
    press(page, f"check_offer_{now[0].value.offer}")
    assert cards(page)[0].value.offer == following
    assert cards(page)[0].hasFocus()


@pytest.mark.parametrize("button", ["", "add_offer", f"change_offer_{PRESENT}"])
def test_everything_one_can_reach_has_a_name(opened: Open, button: str) -> None:
    page = opened()
    if button:
        press(page, button)
    settle()
    nameless = [
        widget
        for widget in page.window().findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget.parent(), QAbstractScrollArea)
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert [(type(widget).__name__, widget.objectName()) for widget in nameless] == []


@pytest.mark.parametrize("button", ["", "add_offer", f"change_offer_{PRESENT}"])
@pytest.mark.parametrize(("theme", "percent"), [("light", 100), ("contrast", 200)])
def test_nothing_is_wider_than_a_small_laptop(
    look: LookSource, opened: Open, button: str, theme: str, percent: int
) -> None:
    look.apply(theme, percent)
    page = opened()
    page.resize(1366 - 232 * percent // 100, 768)
    if button:
        press(page, button)
    settle()
    for body in page.window().findChildren(ScrollBody):
        assert body.widget().minimumSizeHint().width() <= body.viewport().width()
    for card in cards(page):
        for label in card.findChildren(QLabel):
            assert label.width() <= card.width()
