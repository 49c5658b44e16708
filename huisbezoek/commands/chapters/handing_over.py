"""Steps 10 and 11: a resident goes from Riet to Joop, and Riet's laptop lets go."""

from collections.abc import Generator
from typing import Final

from huisbezoek.commands.cast import Actor, Cast
from huisbezoek.commands.chapters.exchanging import exchange, give_files, read_files
from huisbezoek.commands.chapters.people import SUCCESSOR, VISITOR
from huisbezoek.commands.stage import Condition, Stage, Step, must
from huisbezoek.ui.actions import PageName
from huisbezoek.ui.widgets.list_layout import CardRow

SUMMARY: Final = "Belt liever 's ochtends. De bel doet het niet: even op het raam kloppen."
REASON: Final = "Joop woont in dezelfde straat."


def hand_over(cast: Cast) -> Step:
    """Step 10: with a reason and a summary; until Riet exchanges, her laptop is named."""
    coordinator, stage = cast.coordinator, cast.coordinator.stage
    cast.forward(1, 0)
    row = yield from _whom(cast)
    yield from show_resident(coordinator, row)
    stage.choose_action("more", "more_hand_over")
    yield stage.shows("confirm_hand_over")
    stage.fill("field_hand_over_visitor", SUCCESSOR)
    stage.fill("field_hand_over_reason", REASON)
    stage.click("notes_summary")
    stage.fill("field_hand_over_summary", SUMMARY)
    stage.picture("overdragen")
    stage.click("confirm_hand_over")
    yield stage.gone("confirm_hand_over")
    yield stage.shows("resident_done")
    yield stage.says("still_on_laptop", VISITOR)
    yield coordinator.is_idle
    stage.picture("staat-nog-op-laptop")
    yield from give_files(coordinator, VISITOR, SUCCESSOR, picture="paklijst-overdracht")
    yield from _take_over(cast, row)
    yield from _let_go(cast, row)


def _whom(cast: Cast) -> Generator[Condition, None, CardRow]:
    """The resident of Riet's whom she did not visit."""
    stage = cast.visitor.stage
    stage.go_to(PageName.RESIDENTS)
    yield stage.shows("residents_list")
    yield lambda: bool(stage.rows("residents_list"))
    yield cast.visitor.is_idle
    answered = cast.paper.answered
    return next(one for one in stage.rows("residents_list") if answered.address not in one.address)


def show_resident(actor: Actor, row: CardRow) -> Step:
    """Looks somebody up by name on the page Inwoners, and opens the card."""
    stage = actor.stage
    stage.go_to(PageName.RESIDENTS)
    yield stage.shows("field_search")
    if stage.has("field_filter"):
        stage.fill("field_filter", "all")
    stage.fill("field_search", row.name.split()[-1])
    yield lambda: _is_listed(stage, row)
    yield actor.is_idle
    stage.open_row("residents_list", row.id)
    yield stage.shows("resident_hero")
    yield actor.is_idle


def _is_listed(stage: Stage, row: CardRow) -> bool:
    is_there = stage.has("residents_list")
    return is_there and any(one.id == row.id for one in stage.rows("residents_list"))


def _take_over(cast: Cast, row: CardRow) -> Step:
    """Joop gets the resident, with what the coordinator wrote."""
    successor, stage = cast.successor, cast.successor.stage
    yield from exchange(successor)
    stage.picture("overgenomen")
    yield from show_resident(successor, row)
    yield stage.says("page_resident", SUMMARY)
    stage.picture("overgenomen-inwoner")
    own = cast.coordinator.given_to(SUCCESSOR)
    must(row.id in own and successor.residents() == own, "Joop has other residents than his own")
    cast.told(
        10,
        "Een inwoner gaat over van Riet naar Joop, met reden en samenvatting.",
        {"overgedragen": 1, "bij_joop": len(own)},
    )


def _let_go(cast: Cast, row: CardRow) -> Step:
    """Step 11: Riet's laptop removes the resident and says so; the coordinator reads that."""
    coordinator, stage = cast.coordinator, cast.coordinator.stage
    yield from exchange(cast.visitor)
    cast.visitor.stage.picture("overgedragen")
    own = coordinator.given_to(VISITOR)
    held = cast.visitor.residents()
    must(row.id not in held and held == own, "Riet's laptop did not let go")
    yield from read_files(coordinator)
    yield from show_resident(coordinator, row)
    yield stage.gone("still_on_laptop")
    stage.picture("overgedragen-bevestigd")
    cast.told(
        11,
        "Riets laptop laat de inwoner los en bevestigt dat.",
        {"losgelaten": 1, "bij_riet": len(own)},
    )
