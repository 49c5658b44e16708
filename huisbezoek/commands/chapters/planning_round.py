"""Step 15: the round on Ronde is accepted, and stands on Riet's Vandaag after exchanging."""

from huisbezoek.commands.cast import Cast
from huisbezoek.commands.chapters.exchanging import exchange, give_files, read_files
from huisbezoek.commands.chapters.people import COLLEAGUE, VISITOR
from huisbezoek.commands.stage import Step, must
from huisbezoek.ui.actions import PageName
from huisbezoek.ui.widgets.list_layout import CardRow


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
    """Each resident of Riet's has a line; a couple shares one."""
    visitor = cast.visitor
    yield from exchange(visitor)
    own = cast.coordinator.given_to(VISITOR)
    must(visitor.residents() == own, "Riet's laptop holds other residents")
    visitor.stage.go_to(PageName.TODAY)
    yield lambda: _people(visitor.stage.rows("visits_today")) == len(own)
    yield visitor.is_idle
    visitor.stage.picture("vandaag-ronde")


def _people(rows: tuple[CardRow, ...]) -> int:
    """A couple has 'en' in its name."""
    return sum(2 if " en " in row.name else 1 for row in rows)
