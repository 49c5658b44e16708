"""Handing over: from a card and from Bezoekers, what must be filled in, and what stays visible."""

from dataclasses import replace

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from huisbezoek.app.people_uses import hand_over_uses, visited_by_others
from huisbezoek.app.resident_uses import resident_uses, residents_uses
from huisbezoek.model.domain.events import HandedOver, HandOverNotes
from huisbezoek.model.domain.office_events import ResidentsGiven
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.usecases.hand_over import hand_over_load
from huisbezoek.ui.dialogs.assign_dialog import AssignDialog
from huisbezoek.ui.dialogs.hand_over_dialog import HandOverDialog
from huisbezoek.ui.dialogs.hand_over_steps import HandOverSteps
from huisbezoek.ui.pages.resident_page import ResidentPage
from huisbezoek.ui.pages.residents_page import ResidentsPage
from huisbezoek.ui.printing import PrintLook
from huisbezoek.ui.widgets.list_card import ListCard
from tests.people import READY, TODAY
from tests.profiles import identifier
from tests.ui.desk import Desk, choose, fill, press
from tests.ui.resident_window import named, words


def two_visitors(desk: Desk) -> tuple[str, str]:
    return (
        desk.add_visitor(replace(READY, name="Anna Bos")),
        desk.add_visitor(replace(READY, name="Riet Jansen")),
    )


def resident_page(desk: Desk, resident: str) -> QWidget:
    page = ResidentPage(desk.workbench, desk.look, resident_uses(desk.bound, PrintLook()))
    return desk.show(page, resident)


def hand_over_from(page: QWidget) -> HandOverDialog:
    named(page, "more_hand_over", QAction).trigger()
    dialog = page.window().findChild(HandOverDialog)
    assert dialog is not None
    return dialog


def state(desk: Desk, resident: str):
    return desk.ask(lambda reading: reading.resident(resident))


def handed_over(desk: Desk, resident: str) -> list[HandedOver]:
    events = [stamped.event for stamped in state(desk, resident).events]
    return [event for event in events if isinstance(event, HandedOver)]


def test_nobody_is_handed_over_who_has_no_visitor(desk: Desk) -> None:
    resident = desk.add_resident(surname="Bakker")
    page = resident_page(desk, resident)
    assert not named(page, "more_hand_over", QAction).isVisible()


def test_the_safest_choice_stands_ready_and_a_reason_is_needed(desk: Desk) -> None:
    anna, riet = two_visitors(desk)
    resident = desk.add_resident(surname="Bakker")
    desk.give(anna, resident)
    page = resident_page(desk, resident)
    dialog = hand_over_from(page)
    assert "Nu bij Anna Bos." in words(dialog)
    assert "Dit gaat in op 23 november 2026." in words(dialog)
    offered = named(dialog, "field_hand_over_visitor", QComboBox)
    assert [offered.itemData(place) for place in range(offered.count())] == [riet]
    press(page, "confirm_hand_over")
    assert "Schrijf op waarom." in words(dialog)
    assert state(desk, resident).state.visitors == (anna,)
    fill(page, "field_hand_over_reason", "Anna stopt")
    press(page, "confirm_hand_over")
    assert state(desk, resident).state.visitors == (riet,)
    assert handed_over(desk, resident) == [
        HandedOver(anna, riet, TODAY, "Anna stopt", HandOverNotes.NOTHING)
    ]
    assert "Mevrouw Bakker gaat over naar Riet Jansen." in words(page)


def test_a_summary_has_to_be_written(desk: Desk) -> None:
    anna, riet = two_visitors(desk)
    resident = desk.add_resident(surname="Bakker")
    desk.give(anna, resident)
    page = resident_page(desk, resident)
    dialog = hand_over_from(page)
    fill(page, "field_hand_over_reason", "Anna stopt")
    assert not named(dialog, "field_hand_over_summary").isVisible()
    choose(page, "notes_summary")
    press(page, "confirm_hand_over")
    assert "Schrijf een samenvatting." in words(dialog)
    named(dialog, "field_hand_over_summary", QPlainTextEdit).setPlainText("De kat heet Pluk.")
    press(page, "confirm_hand_over")
    (event,) = handed_over(desk, resident)
    assert (event.to_visitor, event.notes) == (riet, HandOverNotes.SUMMARY)
    assert event.summary == "De kat heet Pluk."


def test_who_may_not_go_is_refused_and_a_full_week_is_said(desk: Desk) -> None:
    anna = desk.add_visitor(replace(READY, name="Anna Bos"))
    desk.add_visitor(replace(READY, name="Henk Smit", secrecy_signed_on="", most_open_visits=0))
    resident = desk.add_resident(surname="Bakker")
    desk.add_visit(resident)
    desk.give(anna, resident)
    page = resident_page(desk, resident)
    dialog = hand_over_from(page)
    assert "Henk Smit heeft dan 1 open bezoek. Afgesproken is 0." in words(dialog)
    fill(page, "field_hand_over_reason", "Anna stopt")
    press(page, "confirm_hand_over")
    assert "nog geen geldige VOG of geheimhouding" in words(dialog)
    assert state(desk, resident).state.visitors == (anna,)


def test_a_couple_is_one_address_and_one_visit(desk: Desk) -> None:
    anna = desk.add_visitor(replace(READY, name="Anna Bos"))
    desk.add_visitor(replace(READY, name="Riet Jansen", most_open_visits=1))
    people = (*desk.add_couple("Bakker"), desk.add_resident(surname="Aker"))
    for resident in people:
        desk.add_visit(resident)
    desk.give(anna, *people)
    load = desk.ask(hand_over_load, people)
    assert (load.addresses, load.people, load.open_visits) == (2, 3, 2)
    page = resident_page(desk, people[0])
    steps = HandOverSteps(desk.workbench, desk.look, hand_over_uses(desk.bound), page)
    steps.begin(desk.ask(visited_by_others, people, ""))
    dialog = page.window().findChild(HandOverDialog)
    assert "2 adressen, 3 mensen. Een paar is één bezoek." in words(dialog)
    assert "Riet Jansen heeft dan 2 open bezoeken. Afgesproken is 1." in words(dialog)
    dialog.set_load(desk.ask(hand_over_load, people[2:]))
    assert "mensen" not in words(dialog)
    assert "open bezoeken" not in words(dialog)


def test_without_another_visitor_the_dialog_says_what_to_do(desk: Desk) -> None:
    anna = desk.add_visitor()
    resident = desk.add_resident(surname="Bakker")
    desk.give(anna, resident)
    page = resident_page(desk, resident)
    dialog = hand_over_from(page)
    fill(page, "field_hand_over_reason", "Anna stopt")
    press(page, "confirm_hand_over")
    assert "Voeg eerst een andere bezoeker toe" in words(dialog)


def test_several_residents_go_at_once_from_bezoekers(desk: Desk) -> None:
    anna, riet = two_visitors(desk)
    residents = [desk.add_resident(surname=name) for name in ("Aker", "Bakker")]
    desk.give(anna, *residents)
    page = desk.show(desk.visitors())
    panel = named(page, f"visitor_card_{anna}")
    press_in(panel, "view_visitor")
    press(page, "hand_over_residents")
    assert "Kies eerst wie u overdraagt." in words(page.window())
    page.window().findChild(QWidget, "visitor_dialog")._residents.set_chosen(residents)
    press(page, "hand_over_residents")
    dialog = page.window().findChild(HandOverDialog)
    assert "2 inwoners overdragen" in words(dialog)
    fill(page, "field_hand_over_reason", "Anna stopt")
    press(page, "confirm_hand_over")
    assert {state(desk, one).state.visitors for one in residents} == {(riet,)}
    assert "2 inwoners gaan over naar Riet Jansen." in words(page)


def test_who_was_given_meanwhile_is_handed_over_and_not_just_taken(desk: Desk) -> None:
    anna, riet = two_visitors(desk)
    free, taken = (desk.add_resident(surname=name) for name in ("Aker", "Bakker"))
    for resident in (free, taken):
        desk.agreed(resident)
    page = desk.show(desk.visitors(), detail="assign")
    dialog = page.window().findChild(AssignDialog)
    named(dialog, "field_assign_visitor", QComboBox).setCurrentIndex(
        named(dialog, "field_assign_visitor", QComboBox).findData(riet)
    )
    dialog._choices.set_chosen([free, taken])
    desk.give(anna, taken)
    press(page, "confirm_assign")
    assert state(desk, free).state.visitors == (riet,)
    assert state(desk, taken).state.visitors == (anna,)
    asked = page.window().findChild(HandOverDialog)
    assert named(asked, "field_hand_over_visitor", QComboBox).currentData() == riet
    fill(page, "field_hand_over_reason", "dichterbij")
    press(page, "confirm_hand_over")
    assert state(desk, taken).state.visitors == (riet,)


def test_until_the_laptop_confirmed_the_card_and_the_list_say_so(desk: Desk) -> None:
    anna, riet = two_visitors(desk)
    resident = desk.add_resident(surname="Bakker")
    desk.give(anna, resident)
    desk.record(SubjectKind.VISITOR, anna, ResidentsGiven(identifier(80), (resident,), TODAY))
    page = resident_page(desk, resident)
    assert "Staat nog op de laptop" not in words(page)
    hand_over_from(page)
    fill(page, "field_hand_over_reason", "Anna stopt")
    press(page, "confirm_hand_over")
    said = "Staat nog op de laptop van Anna Bos, sinds 23 november."
    assert said in words(page)
    listed = ResidentsPage(desk.workbench, desk.look, residents_uses(desk.bound))
    desk.show(listed)
    shown = named(listed, "residents_list", ListCard)
    assert any(said in row.why for row in shown.rows())
    assert riet in state(desk, resident).state.visitors


def press_in(panel: QWidget, name: str) -> None:
    button = named(panel, name)
    assert button.isVisible()
    button.click()
