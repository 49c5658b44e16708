"""Step 12: both coordinators change the same, and one of them decides what is right."""

from typing import Final

from huisbezoek.commands.cast import Actor, Cast
from huisbezoek.commands.chapters.exchanging import give_files, read_files
from huisbezoek.commands.chapters.handing_over import show_resident
from huisbezoek.commands.chapters.people import COLLEAGUE, COORDINATOR
from huisbezoek.commands.chapters.second_coordinator import agree
from huisbezoek.commands.stage import Step, must
from huisbezoek.ui.actions import PageName
from huisbezoek.ui.widgets.list_layout import CardRow

FIRST_NUMBER: Final = "06 00 00 03 01"
SECOND_NUMBER: Final = "06 00 00 03 02"


def settle_difference(cast: Cast) -> Step:
    """Step 12: two telephone numbers, a choice on Verschillen, and both agree again."""
    coordinator, colleague = cast.coordinator, cast.colleague
    # Anybody will do whose number nobody wrote down yet.
    row = cast.paper.due[0]
    yield from _change_number(coordinator, row, FIRST_NUMBER)
    cast.forward(0, 2)
    yield from _change_number(colleague, row, SECOND_NUMBER)
    must(coordinator.digest() != colleague.digest(), "a change of one is seen by the other")
    yield from give_files(colleague, COORDINATOR)
    yield from read_files(coordinator)
    yield from _decide(coordinator)
    yield from give_files(coordinator, COLLEAGUE)
    yield from read_files(colleague)
    yield from agree(cast)
    yield from show_resident(colleague, row)
    yield colleague.stage.says("page_resident", FIRST_NUMBER)
    cast.told(
        12,
        "Twee coördinatoren wijzigen hetzelfde. Eén kiest, en beiden hebben daarna hetzelfde.",
        {"verschillen": 1, "gekozen": 1},
    )


def _change_number(actor: Actor, row: CardRow, number: str) -> Step:
    stage = actor.stage
    yield from show_resident(actor, row)
    stage.click("edit_card")
    yield stage.shows("field_telephone")
    stage.fill("field_telephone", number)
    stage.click("save_card")
    yield stage.gone("save_card")
    yield actor.is_idle


def _decide(actor: Actor) -> Step:
    """On the page Verschillen: the number of the first is kept."""
    stage = actor.stage
    stage.go_to(PageName.DIFFERENCES)
    yield stage.shows("difference_card")
    yield actor.is_idle
    stage.picture("verschillen")
    values = [stage.text_of(f"difference_value_{place}") for place in (0, 1)]
    must(set(values) == {FIRST_NUMBER, SECOND_NUMBER}, "the difference shows something else")
    stage.click(f"keep_{values.index(FIRST_NUMBER)}")
    yield stage.shows("differences_done")
    yield stage.gone("difference_card")
    yield actor.is_idle
    stage.picture("verschil-gekozen")
