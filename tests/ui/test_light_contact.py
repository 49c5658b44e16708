"""A card or a call after a loss, from the line on Overzicht to the card of the resident."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.planning_events import LightContactKind, LightContactMade
from huisbezoek.model.usecases.light_contacts import make_light_contact
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.theme import LookSource
from tests.profiles import TODAY
from tests.ui.resident_window import PageWindow, click, named, page_window, words

CARD = ResidentCard(
    surname="Bakker", sex="V", birth_date="1975-01-01", loss_date="2026-06-01",
    telephone="+31600000101",
)  # fmt: skip


@pytest.fixture
def window(tmp_path: Path, look: LookSource, shown: Callable[..., QWidget]) -> Iterator[PageWindow]:
    with page_window(tmp_path / "profile", look, shown) as opened:
        yield opened


def test_the_line_on_overzicht_opens_the_list(window: PageWindow) -> None:
    page = window.show(window.pages.overview())
    assert not named(page, "light_contacts").isVisible()
    lost = window.profile.add(CARD)
    page.open()
    assert "1 inwoner verloor een naaste. Stuur een kaartje of bel." in words(page)
    window.profile.add(CARD)
    page.open()
    assert "2 mensen verloren een naaste. Stuur een kaartje of bel." in words(page)
    click(page, "see_light_contacts")
    assert window.went_to == [Destination(PageName.RESIDENTS, detail="light_contact")]
    window.profile.add(replace(CARD, loss_date=""))
    people = window.show(window.pages.residents(), detail="light_contact")
    assert "2 inwoners van de 3" in words(people)
    assert lost in people._ids


@pytest.mark.parametrize(
    ("button", "kind", "said"),
    [
        ("light_card", LightContactKind.CARD, "Kaartje gestuurd."),
        ("light_call", LightContactKind.TELEPHONE, "Gebeld."),
    ],
)
def test_two_buttons_on_the_card_keep_it(
    window: PageWindow, button: str, kind: LightContactKind, said: str
) -> None:
    lost = window.profile.add(CARD)
    page = window.show(window.pages.resident(), lost)
    seen = words(page)
    assert "Mevrouw Bakker verloor een naaste" in seen
    assert "Stuur een kaartje of bel even. Een bezoek komt pas later." in seen
    assert "Na een jaar bieden wij een gesprek aan." in seen, "the first visit stays where it is"
    click(page, button)
    assert not named(page, "light_contact").isVisible()
    history = window.profile.ask(lambda reading: reading.resident(lost))
    assert history.events[-1].event == LightContactMade(kind, TODAY)
    timeline = named(page, "resident_timeline").accessibleDescription()
    assert "Even contact na het verlies" in timeline
    assert said in timeline


def test_without_a_number_a_card_is_asked_for(window: PageWindow) -> None:
    page = window.show(window.pages.resident(), window.profile.add(replace(CARD, telephone="")))
    assert "Stuur een kaartje. Een bezoek komt pas later." in words(page)


def test_what_was_kept_elsewhere_meanwhile_is_said(window: PageWindow) -> None:
    lost = window.profile.add(CARD)
    page = window.show(window.pages.resident(), lost)
    window.profile.do(make_light_contact, lost, LightContactKind.CARD, TODAY)
    click(page, "light_call")
    assert "Een kaartje of belletje past hier nu niet meer." in words(page)


def test_a_visitor_sees_none_of_it(window: PageWindow) -> None:
    window.pages.is_coordinator = False
    page = window.show(window.pages.resident(), window.profile.add(CARD))
    assert not named(page, "light_contact").isVisible()
    assert "verloor" not in words(page)
