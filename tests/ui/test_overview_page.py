"""Overzicht: the first steps, the tiles, and letters made ready for who waits longest."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.usecases.overview import FirstStep
from huisbezoek.model.usecases.ports.visits import VisitQuestion
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.tile import Tile
from tests.profiles import fictional_people
from tests.ui.resident_window import PageWindow, click, named, page_window


@pytest.fixture
def window(tmp_path: Path, look: LookSource, shown: Callable[..., QWidget]) -> Iterator[PageWindow]:
    with page_window(tmp_path / "profile", look, shown) as opened:
        yield opened


def add_people(window: PageWindow, count: int) -> None:
    for number in range(1, count + 1):
        card = ResidentCard(
            surname="Bakker",
            sex="V",
            birth_date="1940-01-01",
            street="Dorpsstraat",
            house_number=number,
            postcode="1234AB",
        )
        window.profile.add(card)


def planned(window: PageWindow) -> int:
    question = VisitQuestion(statuses=(VisitStatus.PLANNED,))
    return len(window.profile.ask(lambda reading: reading.visit_rows(question)))


def test_a_new_organisation_sees_only_what_to_do_first(window: PageWindow) -> None:
    page = window.show(window.pages.overview())
    assert named(page, "first_steps").isVisible()
    assert not named(page, "tile_due").isVisible()
    click(page, "step_list")
    assert window.went_to == [Destination(PageName.READ_LIST)]


def test_every_first_step_has_a_button(window: PageWindow) -> None:
    page = window.show(window.pages.overview())
    for step in FirstStep:
        click(page, f"step_{step.value}")
    assert len(window.went_to) == len(FirstStep)


def test_a_tile_reads_as_one_phrase_and_opens_its_list(window: PageWindow) -> None:
    add_people(window, 1)
    page = window.show(window.pages.overview())
    tile = named(page, "tile_due", Tile)
    assert tile.accessibleName() == "1 inwoner aan de beurt, nog zonder brief"
    tile.click()
    assert window.went_to == [Destination(PageName.RESIDENTS, detail="due")]


def test_letters_are_made_ready_for_as_many_as_asked(window: PageWindow) -> None:
    add_people(window, 3)
    page = window.show(window.pages.overview())
    field = named(page, "field_letters", QLineEdit)
    assert field.text() == "3"
    field.setText("2")
    click(page, "plan_visits")
    assert planned(window) == 2
    assert window.went_to == [Destination(PageName.LETTERS)]
    assert named(page, "tile_letters", Tile).accessibleName() == "2 brieven om te versturen"


@pytest.mark.parametrize("typed", ["", "nul", "0", "-2", "1,5"])
def test_no_number_makes_no_letters_and_says_so_at_the_field(
    window: PageWindow, typed: str
) -> None:
    add_people(window, 1)
    page = window.show(window.pages.overview())
    field = named(page, "field_letters", QLineEdit)
    field.setText(typed)
    click(page, "plan_visits")
    assert planned(window) == 0
    assert field.text() == typed
    assert "Vul een getal in" in field.accessibleDescription()


def test_the_page_follows_what_happens_elsewhere(window: PageWindow) -> None:
    page = window.show(window.pages.overview())
    assert not named(page, "plan_card").isVisible()
    (person,) = fictional_people(1)
    window.workbench.do(lambda writing: writing.add_residents([person]))
    assert named(page, "plan_card").isVisible()


def test_a_failure_is_said_and_changes_nothing(window: PageWindow) -> None:
    page = window.show(window.pages.overview())
    window.profile.close()
    page.open()
    assert named(page, "overview_error").isVisible()
