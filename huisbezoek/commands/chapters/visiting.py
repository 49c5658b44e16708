"""Steps 7 and 8: a visit, its report, and the way of the report to the coordinator and back."""

import shutil
from typing import Final

from huisbezoek.commands.cast import Cast
from huisbezoek.commands.chapters.exchanging import exchange, give_files, read_files
from huisbezoek.commands.chapters.people import VISITOR
from huisbezoek.commands.stage import Stage, Step
from huisbezoek.ui.actions import PageName

TOLD: Final = "Werkt graag in de tuin. Op dinsdag komt de dochter langs. De trap is wat lastig."
OLD_STICK: Final = "oude-stick"


def hold_visit(cast: Cast) -> Step:
    """Step 7: a call, an appointment, the talk, the report, and a file to take back."""
    yield from _call_and_agree(cast)
    cast.forward(2, 0)
    yield from _talk(cast)
    yield from _hand_in(cast)
    yield from exchange(cast.visitor, "uitwisselen")
    cast.visitor.stage.picture("uitgewisseld")
    # Somebody copies the stick; that copy comes back weeks later.
    (file,) = cast.files("*.hbz")
    (cast.out / OLD_STICK).mkdir()
    cast.paper.old_file = shutil.copyfile(file, cast.out / OLD_STICK / file.name)
    yield from exchange(cast.successor)
    count = len(cast.files("*.hbz"))
    cast.told(7, "Riet belt, gaat op bezoek en levert het verslag in.", {"bestanden": count})


def _call_and_agree(cast: Cast) -> Step:
    stage = cast.visitor.stage
    answered = cast.paper.answered
    visit = next(one for one in stage.rows("visits_today") if answered.address in one.address)
    stage.choose_row("visits_today", visit.id)
    stage.press("visits_today", "B")
    yield stage.shows("outcome_yes")
    stage.picture("bellen")
    stage.click("outcome_yes")
    stage.click("save_call")
    yield stage.shows("save_appointment")
    day = cast.today()
    stage.fill("field_appointment_day", f"{day.day + 2}-{day.month}-{day.year}")
    stage.fill("field_appointment_time", "10.30")
    stage.fill("field_appointment_present", "De dochter is erbij")
    stage.picture("afspraak")
    stage.click("save_appointment")
    yield stage.gone("save_appointment")
    yield cast.visitor.is_idle


def _talk(cast: Cast) -> Step:
    stage = cast.visitor.stage
    stage.go_to(PageName.TODAY)
    yield stage.shows("start_visit")
    stage.picture("vandaag-bezoek")
    stage.click("start_visit")
    yield stage.shows("permission_notes")
    stage.picture("gesprek-toestemming")
    stage.click("permission_notes")
    stage.click("understands_yes")
    stage.click("start_talk")
    yield stage.shows("field_told")
    stage.fill("field_told", TOLD)
    yield cast.visitor.is_idle
    stage.picture("gesprek")
    stage.click("finish_talk")


def _hand_in(cast: Cast) -> Step:
    stage = cast.visitor.stage
    yield stage.shows("hand_in")
    yield cast.visitor.is_idle
    stage.fill("field_minutes", "75")
    stage.picture("inleveren")
    stage.click("hand_in")
    yield from stage.confirm_if_asked("confirm_hand_in")
    yield stage.shows("page_today")
    yield cast.visitor.is_idle


def read_report(cast: Cast) -> Step:
    """Step 8: the report is on the card, the next turn is two years on, Overzicht counts it."""
    coordinator, stage = cast.coordinator, cast.coordinator.stage
    yield from read_files(coordinator, "uitwisselen")
    stage.picture("uitgewisseld")
    stage.go_to(PageName.OVERVIEW)
    yield stage.shows("tile_reports")
    yield coordinator.is_idle
    stage.picture("overzicht")
    yield from _read_card(cast, stage)
    yield from give_files(coordinator, VISITOR, picture="paklijst")
    stage.picture("bestand-gemaakt")
    yield from exchange(cast.visitor)
    yield cast.visitor.stage.says("exchange_done", "Binnengekomen")
    cast.visitor.stage.picture("bestand-gelezen")
    cast.told(
        8,
        "De coördinator leest het verslag; de volgende beurt is over 2 jaar.",
        {"verslagen": 1, "bestanden_terug": 1},
    )


def _read_card(cast: Cast, stage: Stage) -> Step:
    """From the tile on Overzicht to the card with the report."""
    stage.click("tile_reports")
    # Exactly one report came in.
    yield lambda: len(stage.rows("residents_list")) == 1
    stage.open_row("residents_list", stage.rows("residents_list")[0].id)
    yield stage.shows("report_to_read")
    yield cast.coordinator.is_idle
    stage.picture("inwoner-verslag")
    yield stage.says("resident_hero", str(cast.today().year + 2))
    yield stage.says("page_resident", TOLD.split(".", maxsplit=1)[0])
