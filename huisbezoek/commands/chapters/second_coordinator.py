"""Step 9: a second coordinator begins on her own laptop, and holds everything after a file."""

from huisbezoek.commands.cast import Cast
from huisbezoek.commands.chapters.exchanging import give_files, read_files
from huisbezoek.commands.chapters.people import COLLEAGUE, COLLEAGUE_PASSWORD, COORDINATOR
from huisbezoek.commands.chapters.start_files import make_start_file, open_start_file
from huisbezoek.commands.stage import Step, must
from huisbezoek.ui.actions import PageName


def welcome_colleague(cast: Cast) -> Step:
    """Step 9: start file, code, the words of the emergency sheet, and one file each way."""
    yield from _add_colleague(cast)
    yield from make_start_file(cast, COLLEAGUE)
    yield from _begin_as_coordinator(cast)
    yield from give_files(cast.colleague, COORDINATOR)
    cast.colleague.stage.picture("eerste-bestand")
    yield from read_files(cast.coordinator)
    yield from give_files(cast.coordinator, COLLEAGUE)
    yield from read_files(cast.colleague)
    yield cast.colleague.stage.says("page_exchange", "Dit is binnengekomen")
    cast.colleague.stage.picture("alles-gelezen")
    said = cast.colleague.stage.all_words("page_exchange")
    must("nog niet beantwoord" not in said, "somebody who takes part is said not to")
    yield from agree(cast)
    seen = len(cast.colleague.residents())
    cast.told(
        9,
        "Een tweede coördinator begint met startbestand en noodblad, en heeft alles.",
        {"coordinatoren": 2, "inwoners": seen},
    )


def agree(cast: Cast) -> Step:
    """Both coordinators hold the same."""
    yield cast.coordinator.is_idle
    yield cast.colleague.is_idle
    held = cast.coordinator.residents()
    must(held == cast.colleague.residents(), "the coordinators hold other residents")
    same = cast.coordinator.digest() == cast.colleague.digest()
    must(same, "the coordinators do not agree")


def _add_colleague(cast: Cast) -> Step:
    stage = cast.coordinator.stage
    stage.go_to(PageName.VISITORS)
    yield stage.shows("add_visitor")
    yield cast.coordinator.is_idle
    stage.click("add_visitor")
    yield stage.shows("field_visitor_name")
    stage.fill("field_visitor_name", COLLEAGUE)
    stage.fill("field_visitor_telephone", "06 0000 0101")
    stage.fill("field_secrecy_signed_on", "12-1-2026")
    stage.click("role_coordinator")
    stage.picture("tweede-coordinator")
    stage.click("save_visitor")
    yield stage.gone("save_visitor")
    yield cast.coordinator.is_idle


def _begin_as_coordinator(cast: Cast) -> Step:
    colleague, stage = cast.colleague, cast.colleague.stage
    yield from open_start_file(cast, colleague, COLLEAGUE, COLLEAGUE_PASSWORD)
    yield stage.shows("field_root_words")
    stage.fill("field_root_words", " ".join(cast.paper.root_words))
    stage.click("begin_as_coordinator")
    # Not before: the words on the paper never are in a picture.
    yield stage.shows("enter_program")
    stage.picture("profiel-staat-klaar")
    stage.click("enter_program")
    yield stage.shows("page_overview")
    yield colleague.is_idle
