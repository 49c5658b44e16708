"""Steps 1 to 3: a coordinator begins, reads a list of residents in, and sees who is due."""

from huisbezoek.commands.cast import Cast
from huisbezoek.commands.chapters.people import COORDINATOR, COORDINATOR_PASSWORD
from huisbezoek.commands.stage import Stage, Step, must
from huisbezoek.ui.actions import PageName
from huisbezoek.ui.dialogs.emergency_sheet_form import EmergencySheetForm


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
    stage.fill("field_own_name", COORDINATOR)
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
    yield lambda: bool(cast.files("*oodblad*.pdf"))
    yield stage.shows("have_emergency_sheet")
    stage.click("have_emergency_sheet")
    yield stage.shows("field_emergency_word_1")
    form = stage.find("emergency_sheet_form", EmergencySheetForm)
    cast.paper.root_words = form.sheet.root_words
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


def look_who_is_due(cast: Cast) -> Step:
    """Step 3: who is due, and why, in one sentence each."""
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
    cast.paper.due = rows
    cast.told(3, "Zij ziet wie er aan de beurt is en waarom.", {"kaarten_in_beeld": len(rows)})
