"""Step 15: the round on Ronde is accepted, and stands on Riet's Vandaag after exchanging."""

from huisbezoek.commands.cast import Cast
from huisbezoek.commands.chapters.exchanging import exchange, give_files, read_files
from huisbezoek.commands.chapters.people import COLLEAGUE, VISITOR
from huisbezoek.commands.stage import Step, must
from huisbezoek.ui.actions import PageName


def plan_round(cast: Cast) -> Step:
    """Step 15: the months, all proposals accepted at once, and whom Riet visits from now on."""
    coordinator, stage = cast.coordinator, cast.coordinator.stage
    before = coordinator.given_to(VISITOR)
    stage.go_to(PageName.ROUND)
    yield stage.shows("load_chart")
    yield lambda: bool(stage.rows("rows_with"))
    yield coordinator.is_idle
    stage.picture("ronde")
    proposed = len(stage.rows("rows_with"))
    stage.click("accept_all")
    yield stage.shows("round_done")
    yield coordinator.is_idle
    stage.picture("ronde-aangenomen")
    own = coordinator.given_to(VISITOR)
    must(own > before, "nobody was given to Riet")
    yield from give_files(coordinator, VISITOR, COLLEAGUE)
    yield from read_files(cast.colleague)
    yield from _stands_on_today(cast)
    cast.told(
        15,
        "De coördinator neemt de ronde aan; Riet ziet haar nieuwe inwoners op Vandaag.",
        {"voorstellen": proposed, "nieuw_bij_riet": len(own - before)},
    )


def _stands_on_today(cast: Cast) -> Step:
    """Each resident of Riet's who is still to be visited has a line."""
    visitor = cast.visitor
    shown = len(visitor.residents())
    yield from exchange(visitor)
    own = cast.coordinator.given_to(VISITOR)
    must(visitor.residents() == own, "Riet's laptop holds other residents")
    visitor.stage.go_to(PageName.TODAY)
    yield lambda: len(visitor.stage.rows("visits_today")) >= len(own) - shown
    yield visitor.is_idle
    visitor.stage.picture("vandaag-ronde")
