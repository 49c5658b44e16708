"""Steps 4 to 6: letters go out, two visitors get residents, and begin on their own laptops."""

from collections.abc import Sequence
from typing import Final

from huisbezoek.commands.cast import Actor, Cast
from huisbezoek.commands.chapters.people import (
    SUCCESSOR,
    SUCCESSOR_PASSWORD,
    VISITOR,
    VISITOR_PASSWORD,
)
from huisbezoek.commands.chapters.start_files import make_start_file, open_start_file
from huisbezoek.commands.stage import Stage, Step, StoryFailedError, must
from huisbezoek.ui.actions import PageName
from huisbezoek.ui.widgets.list_layout import CardRow

LASTING_GROUP: Final = "75 jaar"


def send_letters(cast: Cast) -> Step:
    """Step 4: letters as PDF, marked as sent, and a reply with a telephone number.

    Who replies got a letter of their own, and their turn comes again.
    """
    stage = cast.coordinator.stage
    stage.go_to(PageName.LETTERS)
    yield stage.shows("plan_due")
    stage.click("plan_due")
    yield stage.shows("make_letters")
    yield cast.coordinator.is_idle
    stage.picture("brieven")
    stage.click("make_letters")
    yield lambda: len(cast.files("*.pdf")) > 1
    yield stage.shows("mark_sent")
    stage.click("mark_sent")
    yield from stage.confirm_if_asked("confirm_sent")
    yield cast.coordinator.is_idle
    yield stage.shows("enter_reply")
    stage.picture("brieven-verstuurd")
    row = _who_replies(stage.rows("waiting_for_reply"), cast.paper.due)
    stage.take_step("waiting_for_reply", row.id)
    yield stage.shows("reply_yes")
    stage.click("reply_yes")
    stage.fill("field_reply_telephone", "06 0000 0112")
    stage.picture("antwoord")
    stage.click("save_reply")
    yield stage.gone("save_reply")
    yield cast.coordinator.is_idle
    cast.paper.answered = row
    cast.told(4, "Zij maakt de brieven, verstuurt ze en noteert een antwoord.", {"antwoorden": 1})


def _who_replies(waiting: tuple[CardRow, ...], due: tuple[CardRow, ...]) -> CardRow:
    """Somebody who is 75: the other groups end, so that a next turn in two years is not sure."""
    lasting = {(one.name, one.address.split(",")[0]) for one in due if LASTING_GROUP in one.why}
    found = next((one for one in waiting if (one.name, one.address) in lasting), None)
    if found is None:
        message = "nobody of 75 got a letter of their own"
        raise StoryFailedError(message)
    return found


def prepare_visitors(cast: Cast) -> Step:
    """Step 5: two visitors, residents for each, and their start files."""
    stage = cast.coordinator.stage
    answered = cast.paper.answered
    stage.go_to(PageName.VISITORS)
    yield from _add_visitor(cast, VISITOR, "06 0000 0200")
    yield from _add_visitor(cast, SUCCESSOR, "06 0000 0201")
    # Whom Riet hands over later is somebody who did not answer yet.
    yield from _assign(cast, VISITOR, (answered.name, answered.address))
    yield from _assign(cast, SUCCESSOR)
    stage.picture("bezoekers")
    for name in (VISITOR, SUCCESSOR):
        yield from make_start_file(cast, name)
    counts = {"bezoekers": 2, "startbestanden": len(cast.files("*.hbstart"))}
    cast.told(5, "Zij voegt twee bezoekers toe en maakt hun startbestanden.", counts)


def _add_visitor(cast: Cast, name: str, telephone: str) -> Step:
    stage = cast.coordinator.stage
    yield stage.shows("add_visitor")
    stage.click("add_visitor")
    yield stage.shows("field_visitor_name")
    stage.fill("field_visitor_name", name)
    stage.fill("field_visitor_telephone", telephone)
    stage.fill("field_visits_per_month", "5")
    stage.fill("field_most_open_visits", "8")
    stage.fill("field_training_on", "10-1-2026")
    stage.fill("field_conduct_certificate_on", "12-1-2026")
    stage.fill("field_secrecy_signed_on", "12-1-2026")
    # Whoever lost somebody is only given to a visitor with this training.
    stage.click("module_life_questions")
    if name == VISITOR:
        stage.picture("bezoeker-toevoegen")
    stage.click("save_visitor")
    yield stage.gone("save_visitor")
    yield cast.coordinator.is_idle


def _assign(cast: Cast, visitor: str, *chosen: Sequence[str]) -> Step:
    """Gives this visitor those that are named, and one more who lives alone."""
    stage = cast.coordinator.stage
    yield stage.shows("assign_residents")
    stage.click("assign_residents")
    yield stage.shows("confirm_assign")
    stage.fill("field_assign_visitor", visitor)
    yield lambda: bool(stage.ticks("assign_"))
    for words in chosen:
        stage.click_words("assign_", tuple(words))
    stage.click_words("assign_", (_alone(stage),))
    if chosen:
        stage.picture("inwoners-toewijzen")
    stage.click("confirm_assign")
    yield stage.gone("confirm_assign")
    yield cast.coordinator.is_idle


def _alone(stage: Stage) -> str:
    """The first in the list who is not ticked and lives alone: a couple has 'en' in its name."""
    for words, is_ticked in stage.ticks("assign_").items():
        if not is_ticked and "," in words and " en " not in words.split(",")[0]:
            return words
    message = "nobody who lives alone is left to assign"
    raise StoryFailedError(message)


def open_start_files(cast: Cast) -> Step:
    """Step 6: both begin with file and code, and see only their own residents."""
    yield from _begin_visiting(cast, cast.visitor, VISITOR, VISITOR_PASSWORD)
    yield from _begin_visiting(cast, cast.successor, SUCCESSOR, SUCCESSOR_PASSWORD)
    seen = [len(actor.residents()) for actor in (cast.visitor, cast.successor)]
    cast.told(
        6,
        "De bezoekers openen hun startbestand en zien alleen hun eigen inwoners.",
        {"bij_riet": seen[0], "bij_joop": seen[1]},
    )


def _begin_visiting(cast: Cast, actor: Actor, name: str, password: str) -> Step:
    stage = actor.stage
    yield from open_start_file(cast, actor, name, password)
    yield stage.shows("agree_secrecy")
    stage.click("agree_secrecy")
    stage.click("begin")
    yield stage.shows("visits_today")
    yield lambda: bool(stage.rows("visits_today"))
    yield actor.is_idle
    if actor is cast.visitor:
        stage.picture("vandaag")
    own = cast.coordinator.given_to(name)
    must(actor.residents() == own, f"{stage.role}: other residents than the own ones")
    yield lambda: len(stage.rows("visits_today")) == len(own)
