"""Steps 13 and 14: an old file comes back, and a laptop is lost."""

from collections.abc import Generator
from typing import Final

from huisbezoek.commands.cast import Actor, Cast
from huisbezoek.commands.chapters.exchanging import (
    exchange,
    give_files,
    look_in_folder,
    read_files,
)
from huisbezoek.commands.chapters.handing_over import show_resident
from huisbezoek.commands.chapters.people import COLLEAGUE, SUCCESSOR
from huisbezoek.commands.stage import Condition, Step, must
from huisbezoek.ui.actions import PageName
from huisbezoek.ui.widgets.fold import Fold
from huisbezoek.ui.widgets.list_layout import CardRow

FOUND_WORDS: Final = "De achterdeur is altijd open."


def replay_old_file(cast: Cast) -> Step:
    """Step 13: a copy of a file of weeks ago says that it was read already; nothing changes."""
    coordinator, stage = cast.coordinator, cast.coordinator.stage
    must(cast.paper.old_file is not None, "the old file was not kept")
    before = coordinator.digest()
    stage.go_to(PageName.EXCHANGE)
    yield stage.shows("choose_file")
    yield coordinator.is_idle
    coordinator.chooser.next_file = cast.paper.old_file
    stage.click("choose_file")
    yield stage.shows("exchange_done")
    yield coordinator.is_idle
    yield stage.says("exchange_done", "1 bestand was al eerder gelezen")
    stage.picture("oud-bestand")
    must(not stage.has("read_bundles"), "an old file is offered to be read")
    must(coordinator.digest() == before, "an old file changed something")
    cast.told(13, "Een oud bestand duikt weer op. Het was al gelezen.", {"oude_bestanden": 1})


def lose_laptop(cast: Cast) -> Step:
    """Step 14: Joop's laptop is lost and blocked; what it sends later waits for a decision."""
    coordinator, stage = cast.coordinator, cast.coordinator.stage
    yield from _block(coordinator)
    yield stage.says("page_visitors", f"De laptop van {SUCCESSOR} is kwijt")
    people = stage.find("lost_laptop_people", Fold)
    people.button.click()
    stage.picture("laptop-kwijt-lijst")
    cast.forward(1, 0)
    row = yield from _send_after_all(cast)
    yield from _review(coordinator)
    yield from show_resident(coordinator, row)
    yield stage.says("page_resident", FOUND_WORDS)
    yield from give_files(coordinator, COLLEAGUE)
    yield from read_files(cast.colleague)
    cast.told(
        14,
        "Een laptop is kwijt en doet niet meer mee. Wat hij nog stuurt, wacht op een besluit.",
        {"inwoners_op_laptop": len(cast.successor.residents()), "beoordeeld": 1},
    )


def _block(actor: Actor) -> Step:
    stage = actor.stage
    stage.go_to(PageName.VISITORS)
    yield stage.shows("laptop_lost")
    yield actor.is_idle
    stage.click("laptop_lost")
    yield stage.shows("confirm_laptop_lost")
    stage.fill("field_lost_laptop", SUCCESSOR)
    stage.picture("laptop-kwijt")
    stage.click("confirm_laptop_lost")
    yield stage.gone("confirm_laptop_lost")
    yield stage.shows("lost_laptop_people")
    yield actor.is_idle


def _send_after_all(cast: Cast) -> Generator[Condition, None, CardRow]:
    """The laptop turns up, and somebody exchanges with it before anybody knows."""
    stage = cast.successor.stage
    stage.go_to(PageName.RESIDENTS)
    yield stage.shows("residents_list")
    yield lambda: bool(stage.rows("residents_list"))
    row = stage.rows("residents_list")[0]
    yield from show_resident(cast.successor, row)
    stage.click("edit_card")
    yield stage.shows("field_good_to_know")
    stage.fill("field_good_to_know", FOUND_WORDS)
    stage.click("save_card")
    yield stage.gone("save_card")
    yield cast.successor.is_idle
    yield from exchange(cast.successor)
    return row


def _review(actor: Actor) -> Step:
    """The file is held; the coordinator called Joop, and reads it after all."""
    stage = actor.stage
    before = actor.digest()
    yield from look_in_folder(actor)
    yield stage.shows("held_files")
    stage.picture("wacht-op-besluit")
    must(actor.digest() == before, "a file of a lost laptop was read unasked")
    yield stage.says("page_exchange", f"{SUCCESSOR}: deze laptop doet niet meer mee")
    stage.click("held_read_after_all_0")
    yield stage.shows("confirm_question")
    stage.picture("toch-lezen")
    stage.click("confirm_question")
    yield stage.gone("held_files")
    yield actor.is_idle
