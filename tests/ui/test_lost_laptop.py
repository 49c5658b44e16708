"""A lost laptop: blocking it, the clock of 72 hours, whose data was on it, and what is next."""

from dataclasses import replace
from datetime import datetime, time

import pytest
from PySide6.QtWidgets import QComboBox, QRadioButton, QWidget

from huisbezoek.app.resident_uses import overview_uses
from huisbezoek.model.domain.office_events import LaptopRevoked, RevokedReason
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs.laptop_lost_dialog import LaptopLostDialog
from huisbezoek.ui.dialogs.start_file_dialog import StartFileDialog
from huisbezoek.ui.pages.overview_page import OverviewPage
from huisbezoek.ui.widgets.fold import Fold
from tests.differing import change_elsewhere
from tests.people import READY, TODAY, day
from tests.ui.desk import Desk, choose, fill, press
from tests.ui.lost import add_laptop
from tests.ui.resident_window import named, words

NINE = datetime.combine(TODAY, time(9, 0))


def losses(desk: Desk, visitor: str) -> list[LaptopRevoked]:
    events = desk.ask(lambda reading: reading.visitor_events(visitor))
    return [stamped.event for stamped in events if isinstance(stamped.event, LaptopRevoked)]


def anna_with_two(desk: Desk) -> tuple[str, str]:
    anna = desk.add_visitor(replace(READY, name="Anna Bos"))
    residents = [desk.add_resident(surname=name) for name in ("Bakker", "Aker")]
    desk.give(anna, *residents)
    return anna, add_laptop(desk, anna, *residents)


def begin(desk: Desk) -> tuple[QWidget, LaptopLostDialog]:
    page = desk.show(desk.visitors())
    press(page, "laptop_lost")
    dialog = page.window().findChild(LaptopLostDialog)
    assert dialog is not None
    return page, dialog


def choose_laptop(dialog: QWidget, device: str) -> None:
    combo = named(dialog, "field_lost_laptop", QComboBox)
    combo.setCurrentIndex(combo.findData(device))


def block(desk: Desk, device: str, clock: str = "9.00") -> QWidget:
    page, dialog = begin(desk)
    choose_laptop(dialog, device)
    fill(page, "field_noticed_time", clock)
    press(page, "confirm_laptop_lost")
    return page


def test_nobodys_laptop_is_chosen_beforehand(desk: Desk) -> None:
    anna, _device = anna_with_two(desk)
    page, dialog = begin(desk)
    assert "Deze laptop krijgt niets meer." in words(dialog)
    press(page, "confirm_laptop_lost")
    assert "Kies eerst welke laptop." in words(dialog)
    assert losses(desk, anna) == []


@pytest.mark.parametrize(
    ("day_typed", "clock", "said"),
    [
        ("31-2-2026", "9.00", "Vul een dag in"),
        ("23-11-2026", "half tien", "Vul in als 14.30."),
        ("23-11-2026", "9.31", "Dit is later dan nu. Het is nu 9.30 uur."),
    ],
)
def test_a_wrong_moment_is_said(desk: Desk, day_typed: str, clock: str, said: str) -> None:
    anna, device = anna_with_two(desk)
    page, dialog = begin(desk)
    choose_laptop(dialog, device)
    fill(page, "field_noticed_day", day_typed)
    fill(page, "field_noticed_time", clock)
    press(page, "confirm_laptop_lost")
    assert said in words(dialog)
    assert losses(desk, anna) == []


def test_a_lost_laptop_is_blocked_and_the_clock_runs(desk: Desk) -> None:
    anna, device = anna_with_two(desk)
    page = block(desk, device)
    (loss,) = losses(desk, anna)
    assert (loss.device, loss.noticed_at) == (device, NINE)
    said = words(page)
    assert "De laptop van Anna Bos is kwijt of gestolen" in said
    assert "vóór donderdag 26 november 9.00 uur" in said
    assert "nog 2 dagen en 23 uur" in said
    fold = named(page, "lost_laptop_people", Fold)
    fold.button.click()
    assert "Mevrouw Aker, Havenkade 3, sinds 12 november 2026" in words(page)
    assert words(page).index("Mevrouw Aker") < words(page).index("Mevrouw Bakker")
    page, dialog = begin(desk)
    assert named(dialog, "field_lost_laptop", QComboBox).count() == 0


def test_the_list_goes_to_paper(desk: Desk) -> None:
    _anna, device = anna_with_two(desk)
    page = block(desk, device)
    press(page, "print_lost_laptop")
    (sheet,) = desk.printed
    assert "Anna Bos" in sheet.body.html
    assert "Mevrouw Bakker" in sheet.body.html
    assert "donderdag 26 november 2026, 09.00 uur" in sheet.body.html


def test_a_new_start_file_is_one_step_away(desk: Desk) -> None:
    _anna, device = anna_with_two(desk)
    page = block(desk, device)
    press(page, "start_file_after_loss")
    dialog = page.window().findChild(StartFileDialog)
    assert dialog is not None
    assert "Startbestand voor Anna Bos" in words(dialog)


def test_it_stands_on_overzicht_until_it_is_handled(desk: Desk) -> None:
    _anna, device = anna_with_two(desk)
    page = block(desk, device)
    overview = OverviewPage(desk.workbench, desk.look, overview_uses(desk.bound))
    desk.show(overview)
    assert "nog 2 dagen en 23 uur" in words(overview)
    press(overview, "step_lost_laptop")
    assert desk.went_to == [Destination(PageName.VISITORS, detail="lost")]
    press(page, "lost_laptop_handled")
    assert "kwijt of gestolen" not in words(page).replace("Laptop kwijt of gestolen", "")
    overview.open()
    assert "nog 2 dagen" not in words(overview)


def test_a_loss_of_last_week_says_that_it_is_late(desk: Desk) -> None:
    _anna, device = anna_with_two(desk)
    page, dialog = begin(desk)
    choose_laptop(dialog, device)
    fill(page, "field_noticed_day", f"{day(-5):%d-%m-%Y}")
    press(page, "confirm_laptop_lost")
    assert "De 72 uur zijn voorbij" in words(page)


def test_an_empty_laptop_has_no_list(desk: Desk) -> None:
    anna = desk.add_visitor()
    device = add_laptop(desk, anna)
    page = block(desk, device)
    assert "Op de laptop stonden geen inwoners." in words(page)
    assert not named(page, "print_lost_laptop").isVisible()


def test_differences_are_a_step_on_overzicht_too(desk: Desk) -> None:
    resident = desk.add_resident(surname="Bakker", city="Voorbeelddam")
    change_elsewhere(desk, resident, "city", "Elders")
    overview = OverviewPage(desk.workbench, desk.look, overview_uses(desk.bound))
    desk.show(overview)
    assert "1 gegeven werd door twee mensen gewijzigd" in words(overview)
    press(overview, "step_differences")
    assert desk.went_to == [Destination(PageName.DIFFERENCES)]


def test_the_laptop_of_who_stopped_is_closed_when_it_was_heard_for_the_last_time(
    desk: Desk,
) -> None:
    anna, device = anna_with_two(desk)
    page = desk.show(desk.visitors())
    page._stops.begin(anna)
    assert named(page.window(), "laptop_keeps", QRadioButton).isChecked()
    press(page, "confirm_stop")
    assert losses(desk, anna) == []
    assert "Gestopt, maar de laptop doet nog mee" in words(page)
    press(page, "close_laptop")
    assert [(one.device, one.reason) for one in losses(desk, anna)] == [
        (device, RevokedReason.STOPPED)
    ]
    assert "Gestopt, maar de laptop doet nog mee" not in words(page)


def test_a_laptop_that_is_gone_is_closed_at_once_when_its_visitor_stops(desk: Desk) -> None:
    anna, _device = anna_with_two(desk)
    page = desk.show(desk.visitors())
    page._stops.begin(anna)
    choose(page, "laptop_blocked")
    press(page, "confirm_stop")
    assert [one.reason for one in losses(desk, anna)] == [RevokedReason.STOPPED]
    assert "2 inwoners hebben nog geen bezoeker." in words(page)
