"""`demo --headless`: plays the main job on the real pages, from a list to a report and back.

Fields are filled and buttons clicked by the names of the widgets; what the pages show afterwards is
what a step is judged by. A page without its handler makes the story fail.
"""

from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Final

from huisbezoek.commands.cast import Cast
from huisbezoek.commands.stage import Condition, Stage, StoryFailedError
from huisbezoek.ui.actions import PageName
from huisbezoek.ui.dialogs.emergency_sheet_form import EmergencySheetForm
from huisbezoek.ui.widgets.list_layout import CardRow

COORDINATOR_PASSWORD: Final = "wij drinken samen thee"  # noqa: S105 - of fictional people
VISITOR_PASSWORD: Final = "de tram rijdt langzaam"  # noqa: S105 - of fictional people
LASTING_GROUP: Final = "75 jaar"
VISITOR: Final = "Riet Jansen"
TOLD: Final = "Werkt graag in de tuin. Op dinsdag komt de dochter langs. De trap is wat lastig."

Step = Iterator[Condition]


def story(cast: Cast) -> Step:
    """The eight steps of the main job, each yielding what it waits for."""
    yield from first_start(cast)
    yield from read_list(cast)
    due = yield from look_who_is_due(cast)
    answered = yield from send_letters(cast, due)
    yield from prepare_visitor(cast, answered)
    yield from open_start_file(cast)
    yield from hold_visit(cast)
    yield from read_report(cast)
    yield from give_file_back(cast)
    yield from look_around(cast)
    for actor in (cast.coordinator, cast.visitor):
        actor.program.end()
        yield actor.has_ended


def must(held: object, message: str) -> None:
    """Raises StoryFailedError unless what the step needs holds."""
    if not held:
        raise StoryFailedError(message)


def first_start(cast: Cast) -> Step:
    """Step 1: letters, organisation, password, emergency sheet."""
    stage = cast.coordinator.stage
    cast.coordinator.program.start()
    yield stage.shows("next_step_letters")
    stage.picture("eerste-start")
    stage.click("next_step_letters")
    yield stage.shows("choose_coordinator")
    stage.picture("waarmee-beginnen")
    stage.click("choose_coordinator")
    yield stage.shows("field_organisation")
    stage.fill("field_organisation", "Welzijn Voorbeelddam")
    stage.fill("field_own_name", "Anneke de Wit")
    stage.fill("field_own_telephone", "06 0000 0100")
    stage.picture("organisatie")
    stage.click("next_step_organisation")
    yield stage.shows("create_profile")
    stage.fill("field_password", COORDINATOR_PASSWORD)
    stage.fill("field_password_again", COORDINATOR_PASSWORD)
    stage.click("create_profile")
    yield from _keep_emergency_sheet(cast, stage)
    yield stage.shows("page_overview")
    yield cast.coordinator.is_idle
    stage.picture("overzicht-begin")
    yield from _fill_in_settings(cast)
    cast.told(1, "De coördinator maakt een profiel en bewaart het noodblad.", {"noodblad": 1})


def _keep_emergency_sheet(cast: Cast, stage: Stage) -> Step:
    """The sheet is written, and two of its words are typed over."""
    yield stage.shows("write_emergency_sheet")
    stage.picture("noodblad")
    stage.click("write_emergency_sheet")
    yield lambda: bool(_files(cast.out, "*oodblad*.pdf"))
    yield stage.shows("have_emergency_sheet")
    stage.click("have_emergency_sheet")
    yield stage.shows("field_emergency_word_1")
    form = stage.find("emergency_sheet_form", EmergencySheetForm)
    for place, number in enumerate(form.asked, start=1):
        stage.fill(f"field_emergency_word_{place}", form.sheet.recovery_words[number - 1])
    stage.click("confirm_emergency_sheet")


def _fill_in_settings(cast: Cast) -> Step:
    """The address that stands on the letters."""
    stage = cast.coordinator.stage
    stage.go_to(PageName.SETTINGS)
    yield stage.shows("field_street_line")
    yield cast.coordinator.is_idle
    stage.fill("field_street_line", "Dorpsplein 1")
    stage.fill("field_city_line", "1234 AA Voorbeelddam")
    stage.fill("field_municipality_name", "Voorbeelddam")
    stage.click("save_organisation")
    yield stage.shows("settings_done")
    stage.picture("instellingen")


def read_list(cast: Cast) -> Step:
    """Step 2: a list is looked at, checked and read in."""
    stage = cast.coordinator.stage
    stage.go_to(PageName.READ_LIST)
    yield stage.shows("choose_list_file")
    cast.coordinator.chooser.next_file = cast.residents
    stage.picture("lijst-inlezen")
    stage.click("choose_list_file")
    yield stage.shows("to_check")
    stage.picture("lijst-kolommen")
    stage.click("to_check")
    yield stage.shows("read_in")
    stage.picture("lijst-controle")
    stage.click("read_in")
    yield stage.shows("show_due")
    stage.picture("lijst-klaar")
    cast.told(2, "Zij leest een lijst met inwoners in.", {"lijsten": 1})


def look_who_is_due(cast: Cast) -> Generator[Condition, None, tuple[CardRow, ...]]:
    """Step 3: who is due, and why, in one sentence each. Answers them."""
    stage = cast.coordinator.stage
    stage.click("show_due")
    yield stage.shows("residents_list")
    yield lambda: bool(stage.rows("residents_list"))
    stage.picture("inwoners-aan-de-beurt")
    rows = stage.rows("residents_list")
    must(all(row.why for row in rows), "somebody is due without a reason")
    stage.open_row("residents_list", rows[0].id)
    yield stage.shows("resident_hero")
    stage.picture("inwoner")
    cast.told(3, "Zij ziet wie er aan de beurt is en waarom.", {"kaarten_in_beeld": len(rows)})
    return rows


def send_letters(cast: Cast, due: tuple[CardRow, ...]) -> Generator[Condition, None, CardRow]:
    """Step 4: letters as PDF, marked as sent, and a reply with a telephone number.

    Answers who replied: somebody who got a letter of their own and whose turn comes again.
    """
    stage = cast.coordinator.stage
    stage.go_to(PageName.LETTERS)
    yield stage.shows("plan_due")
    stage.click("plan_due")
    yield stage.shows("make_letters")
    yield cast.coordinator.is_idle
    stage.picture("brieven")
    stage.click("make_letters")
    yield lambda: len(_files(cast.out, "*.pdf")) > 1
    yield stage.shows("mark_sent")
    stage.click("mark_sent")
    yield from _confirm_if_asked(stage, "confirm_sent")
    yield cast.coordinator.is_idle
    yield stage.shows("enter_reply")
    stage.picture("brieven-verstuurd")
    row = _who_replies(stage.rows("waiting_for_reply"), due)
    stage.take_step("waiting_for_reply", row.id)
    yield stage.shows("reply_yes")
    stage.click("reply_yes")
    stage.fill("field_reply_telephone", "06 0000 0112")
    stage.picture("antwoord")
    stage.click("save_reply")
    yield stage.gone("save_reply")
    yield cast.coordinator.is_idle
    cast.told(4, "Zij maakt de brieven, verstuurt ze en noteert een antwoord.", {"antwoorden": 1})
    return row


def _who_replies(waiting: tuple[CardRow, ...], due: tuple[CardRow, ...]) -> CardRow:
    """Somebody who is 75: the other groups end, so that a next turn in two years is not sure."""
    lasting = {(one.name, one.address.split(",")[0]) for one in due if LASTING_GROUP in one.why}
    found = next((one for one in waiting if (one.name, one.address) in lasting), None)
    if found is None:
        message = "nobody of 75 got a letter of their own"
        raise StoryFailedError(message)
    return found


def prepare_visitor(cast: Cast, answered: CardRow) -> Step:
    """Step 5: a visitor, the resident who replied for her, and her start file."""
    stage = cast.coordinator.stage
    stage.go_to(PageName.VISITORS)
    yield stage.shows("add_visitor")
    stage.click("add_visitor")
    yield stage.shows("field_visitor_name")
    stage.fill("field_visitor_name", VISITOR)
    stage.fill("field_visitor_telephone", "06 0000 0200")
    stage.fill("field_training_on", "10-1-2026")
    stage.fill("field_conduct_certificate_on", "12-1-2026")
    stage.fill("field_secrecy_signed_on", "12-1-2026")
    stage.picture("bezoeker-toevoegen")
    stage.click("save_visitor")
    yield stage.shows("assign_residents")
    stage.click("assign_residents")
    yield stage.shows("confirm_assign")
    stage.picture("inwoners-toewijzen")
    stage.click_words("assign_", (answered.name, answered.address))
    stage.click("confirm_assign")
    yield stage.gone("confirm_assign")
    yield cast.coordinator.is_idle
    stage.picture("bezoekers")
    stage.click("make_start_file")
    yield stage.shows("write_start_file")
    stage.picture("startbestand")
    stage.click("write_start_file")
    yield lambda: bool(_files(cast.out, "*.hbstart"))
    cast.told(5, "Zij voegt een bezoeker toe en maakt een startbestand.", {"startbestanden": 1})


def open_start_file(cast: Cast) -> Step:
    """Step 6: the visitor begins with file and code, and sees only her own residents."""
    code = cast.coordinator.stage.text_of("start_code").split()
    stage = cast.visitor.stage
    cast.visitor.program.start()
    yield stage.shows("next_step_letters")
    stage.click("next_step_letters")
    yield stage.shows("choose_start_file")
    stage.picture("eerste-start")
    stage.click("choose_start_file")
    yield stage.shows("choose_file")
    cast.visitor.chooser.next_file = _files(cast.out, "*.hbstart")[0]
    stage.click("choose_file")
    for place, word in enumerate(code, start=1):
        stage.fill(f"field_code_{place}", word)
    stage.picture("startcode")
    yield stage.shows("open_start_file")
    stage.click("open_start_file")
    yield stage.shows("field_own_password")
    stage.fill("field_own_password", VISITOR_PASSWORD)
    stage.fill("field_own_password_again", VISITOR_PASSWORD)
    stage.click("next_step_own_password")
    yield stage.shows("agree_secrecy")
    stage.click("agree_secrecy")
    stage.click("begin")
    yield stage.shows("visits_today")
    yield lambda: bool(stage.rows("visits_today"))
    stage.picture("vandaag")
    rows = stage.rows("visits_today")
    must(len(rows) == 1, "the visitor sees other residents than her own")
    cast.told(6, "De bezoeker opent het startbestand en ziet haar inwoners.", {"eigen": len(rows)})


def hold_visit(cast: Cast) -> Step:
    """Step 7: a call, an appointment, the talk, the report, and a file to take back."""
    yield from _call_and_agree(cast)
    cast.forward(2, 0)
    yield from _talk(cast)
    yield from _hand_in(cast)
    stage = cast.visitor.stage
    stage.go_to(PageName.EXCHANGE)
    yield stage.shows("choose_folder")
    stage.click("choose_folder")
    yield stage.shows("exchange")
    stage.picture("uitwisselen")
    stage.click("exchange")
    yield lambda: bool(_files(cast.out, "*.hbz"))
    yield cast.visitor.is_idle
    stage.picture("uitgewisseld")
    cast.told(7, "Zij belt, gaat op bezoek en levert het verslag in.", {"bestanden": 1})


def _call_and_agree(cast: Cast) -> Step:
    stage = cast.visitor.stage
    visit = stage.rows("visits_today")[0].id
    stage.choose_row("visits_today", visit)
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
    yield from _confirm_if_asked(stage, "confirm_hand_in")
    yield stage.shows("page_today")
    yield cast.visitor.is_idle


def read_report(cast: Cast) -> Step:
    """Step 8: the report is on the card, the next turn is two years on, Overzicht counts it."""
    stage = cast.coordinator.stage
    stage.close_dialogs()
    stage.go_to(PageName.EXCHANGE)
    yield stage.shows("choose_folder")
    stage.click("choose_folder")
    yield cast.coordinator.is_idle
    if not stage.has("read_bundles"):
        stage.click("look_bundles")
    yield stage.shows("read_bundles")
    stage.picture("uitwisselen")
    stage.click("read_bundles")
    yield cast.coordinator.is_idle
    yield stage.shows("exchange_done")
    stage.picture("uitgewisseld")
    stage.go_to(PageName.OVERVIEW)
    yield stage.shows("tile_reports")
    yield cast.coordinator.is_idle
    stage.picture("overzicht")
    yield from _read_card(cast, stage)


def _read_card(cast: Cast, stage: Stage) -> Step:
    """From the tile on Overzicht to the card with the report."""
    stage.click("tile_reports")
    yield stage.shows("residents_list")
    yield lambda: bool(stage.rows("residents_list"))
    reports = stage.rows("residents_list")
    must(len(reports) == 1, "not exactly one report came in")
    stage.open_row("residents_list", reports[0].id)
    yield stage.shows("report_to_read")
    yield cast.coordinator.is_idle
    stage.picture("inwoner-verslag")
    year = str(cast.today().year + 2)
    must(year in stage.all_words("resident_hero"), "the next turn is not two years on")
    must(TOLD.split(".")[0] in stage.all_words("page_resident"), "the report is not on the card")


def give_file_back(cast: Cast) -> Step:
    """Step 8, its end: a file for the visitor, who reads it and sees that her report arrived."""
    stage = cast.coordinator.stage
    stage.go_to(PageName.EXCHANGE)
    yield stage.shows("write_bundle")
    yield cast.coordinator.is_idle
    stage.click("write_bundle")
    yield lambda: len(_files(cast.out, "*.hbz")) > 1
    yield stage.shows("exchange_done")
    yield cast.coordinator.is_idle
    stage.picture("bestand-gemaakt")
    stage = cast.visitor.stage
    stage.go_to(PageName.EXCHANGE)
    yield stage.shows("exchange")
    yield cast.visitor.is_idle
    stage.click("exchange")
    yield stage.shows("exchange_done")
    yield cast.visitor.is_idle
    stage.picture("bestand-gelezen")
    must("Binnengekomen" in stage.all_words("exchange_done"), "the visitor read no file")
    cast.told(
        8,
        "De coördinator leest het verslag; de volgende beurt is over 2 jaar.",
        {"verslagen": 1, "bestanden_terug": 1},
    )


def look_around(cast: Cast) -> Step:
    """A picture of each page that was not in view yet, in each role."""
    for actor, pages in (
        (cast.coordinator, (PageName.RESIDENTS, PageName.SETTINGS, PageName.HELP)),
        (cast.visitor, (PageName.RESIDENTS, PageName.SETTINGS, PageName.HELP)),
    ):
        for page in pages:
            actor.stage.go_to(page)
            yield actor.stage.shows(f"page_{page.name.lower()}")
            yield actor.is_idle
            actor.stage.picture(page.value)


def _confirm_if_asked(stage: Stage, name: str) -> Step:
    """Presses a second button when the page asks to confirm."""
    yield lambda: True
    if stage.has(name):
        stage.click(name)
        yield stage.gone(name)


def _files(folder: Path, pattern: str) -> list[Path]:
    return sorted(folder.glob(pattern))
