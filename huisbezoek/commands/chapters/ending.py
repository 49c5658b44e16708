"""Step 16: who should agree agrees, a visitor has exactly what is theirs, and all close."""

from huisbezoek.commands.cast import Cast
from huisbezoek.commands.chapters.people import VISITOR
from huisbezoek.commands.chapters.second_coordinator import agree
from huisbezoek.commands.stage import Step, must
from huisbezoek.ui.actions import PageName


def compare(cast: Cast) -> Step:
    """Step 16: the same digest at both coordinators; Riet's laptop holds her own residents."""
    yield from agree(cast)
    own = cast.coordinator.given_to(VISITOR)
    must(own and cast.visitor.residents() == own, "Riet's laptop holds other residents")
    digest = cast.coordinator.digest()[:8]
    cast.told(
        16,
        f"Beide coördinatoren hebben hetzelfde ({digest}); Riet heeft alleen wat van haar is.",
        {"coordinatoren_gelijk": 2, "bij_riet": len(own)},
    )


def look_around(cast: Cast) -> Step:
    """A picture of each page that was not in view yet, in each role."""
    for actor, pages in (
        (cast.coordinator, (PageName.AGENDA, PageName.RESIDENTS, PageName.SETTINGS, PageName.HELP)),
        (cast.visitor, (PageName.AGENDA, PageName.RESIDENTS, PageName.SETTINGS, PageName.HELP)),
    ):
        for page in pages:
            actor.stage.go_to(page)
            yield actor.stage.shows(f"page_{page.name.lower()}")
            yield actor.is_idle
            actor.stage.picture(page.value)


def go_home(cast: Cast) -> Step:
    """Everybody closes the program."""
    for actor in cast.actors:
        actor.program.end()
        yield actor.has_ended
