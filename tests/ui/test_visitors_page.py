"""Bezoekers: cards, adding, assigning with its refusal and warning, and the start file."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QWidget

from huisbezoek.model.domain.cards import OrganisationCard, VisitorCard
from huisbezoek.model.domain.events import AppointmentMade, ContactKind, OptedOut, VisitHeld
from huisbezoek.model.domain.languages import LANGUAGES
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.planning_events import VisitorRuledOut
from huisbezoek.model.domain.postcodes import Place, PostcodeTable
from huisbezoek.model.usecases.postcodes import keep_postcodes
from huisbezoek.model.usecases.start_files import open_start_file
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs.assign_dialog import AssignDialog
from huisbezoek.ui.dialogs.start_file_dialog import StartFileDialog
from huisbezoek.ui.dialogs.visitor_dialog import VisitorDialog
from huisbezoek.ui.widgets.visitor_card import VisitorCardPanel
from tests.people import READY, TODAY, at, day
from tests.ui.desk import Desk, choose, fill, press
from tests.ui.resident_window import click, named, settle, words


def panels(page: QWidget) -> list[VisitorCardPanel]:
    settle()
    found = [panel for panel in page.findChildren(VisitorCardPanel) if panel.isVisible()]
    return sorted(found, key=lambda panel: (panel.y(), panel.x()))


def cards(desk: Desk) -> list[VisitorCard]:
    known = desk.ask(lambda reading: reading.visitors())
    return [one.card for one in known if one.card.role == "visitor"]


def visitors_of(desk: Desk, resident: str) -> tuple[str, ...]:
    return desk.ask(lambda reading: reading.resident(resident)).state.visitors


def test_an_empty_page_says_what_to_do(desk: Desk) -> None:
    page = desk.show(desk.visitors())
    assert "Nog geen bezoekers" in words(page)
    assert not named(page, "assign_card").isVisible()


def test_adding_a_visitor_keeps_what_was_typed(desk: Desk) -> None:
    page = desk.show(desk.visitors(), detail="new")
    fill(page, "field_visitor_name", "Riet Jansen")
    fill(page, "field_visitor_telephone", "06 0000 0112")
    fill(page, "field_visitor_district", "Havenkwartier")
    fill(page, "field_conduct_certificate_on", "10-5-2025")
    fill(page, "field_secrecy_signed_on", "12-5-2025")
    fill(page, "field_training_on", "4-3-2026")
    press(page, "save_visitor")
    assert cards(desk) == [replace(READY, telephone="+31600000112")]
    (panel,) = panels(page)
    assert panel.value.name == "Riet Jansen"
    assert "Tot mei 2029" in words(panel)
    assert "nog 4" in words(panel)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("field_visitor_name", " "),
        ("field_visitor_telephone", "bel mij"),
        ("field_conduct_certificate_on", "31-2-2025"),
        ("field_secrecy_signed_on", "1-1-2027"),
        ("field_visitor_email", "riet"),
        ("field_visitor_postcode", "12 AB"),
    ],
)
def test_what_is_typed_wrong_stays_to_mend(desk: Desk, name: str, text: str) -> None:
    page = desk.show(desk.visitors())
    press(page, "add_visitor")
    fill(page, "field_visitor_name", "Riet Jansen")
    fill(page, name, text)
    press(page, "save_visitor")
    dialog = page.window().findChild(VisitorDialog)
    assert dialog is not None
    assert dialog.isVisible()
    assert named(dialog, name, QLineEdit).text() == text
    assert cards(desk) == []


def test_who_needs_something_comes_first_and_says_why(desk: Desk) -> None:
    desk.add_visitor(replace(READY, name="Anna Klaar"))
    desk.add_visitor(VisitorCard(name="Zeger Nieuw"))
    desk.add_visitor(replace(READY, name="Henk Smit", conduct_certificate_on="2023-01-14"))
    page = desk.show(desk.visitors())
    assert [panel.value.name for panel in panels(page)] == [
        "Henk Smit",
        "Zeger Nieuw",
        "Anna Klaar",
    ]
    chips = [panel.value.facts[0].chip for panel in panels(page)]
    assert chips[0] is not None
    assert chips[0].text == "tot 14 jan 2027"
    assert chips[2] is None
    assert "geen geldige VOG en geen geheimhouding" in words(panels(page)[1])


def test_a_couple_is_given_together(desk: Desk) -> None:
    riet = desk.add_visitor()
    her, him = desk.add_couple()
    desk.invited(her, him, sent_on=day(-3))
    page = desk.show(desk.visitors())
    assert "2 inwoners hebben nog geen bezoeker" in words(page)
    press(page, "assign_residents")
    choose(page, "assign_0")
    press(page, "confirm_assign")
    assert visitors_of(desk, her) == visitors_of(desk, him) == (riet,)
    assert "2 inwoners zijn toegewezen aan Riet Jansen." in words(page)
    assert not named(page, "assign_card").isVisible()


def test_a_visitor_who_is_not_ready_is_refused_in_one_sentence(desk: Desk) -> None:
    desk.add_visitor(replace(READY, secrecy_signed_on=""))
    resident = desk.add_resident()
    desk.agreed(resident)
    page = desk.show(desk.visitors())
    press(page, "assign_residents")
    choose(page, "assign_0")
    press(page, "confirm_assign")
    dialog = page.window().findChild(AssignDialog)
    assert dialog is not None
    assert dialog.isVisible()
    assert "nog geen geldige VOG of geheimhouding" in words(dialog)
    assert visitors_of(desk, resident) == ()


def test_too_many_visits_is_said_and_not_refused(desk: Desk) -> None:
    riet = desk.add_visitor(replace(READY, most_open_visits=1))
    residents = [desk.add_resident() for _ in range(2)]
    for resident in residents:
        desk.agreed(resident)
    page = desk.show(desk.visitors())
    press(page, "assign_residents")
    choose(page, "assign_0")
    dialog = page.window().findChild(AssignDialog)
    assert "Afgesproken is 1" not in words(dialog)
    choose(page, "assign_1")
    assert "Riet Jansen heeft dan 2 open bezoeken. Afgesproken is 1." in words(dialog)
    press(page, "confirm_assign")
    assert {visitors_of(desk, one) for one in residents} == {(riet,)}
    assert panels(page)[0].value.room == "vol"


def test_a_wish_from_the_card_of_a_resident_is_chosen_already(desk: Desk) -> None:
    riet = desk.add_visitor()
    _other, wanted = (desk.add_resident() for _ in range(2))
    for resident in (_other, wanted):
        desk.agreed(resident)
    page = desk.show(desk.visitors(), wanted, "assign")
    press(page, "confirm_assign")
    assert (visitors_of(desk, wanted), visitors_of(desk, _other)) == ((riet,), ())


def test_the_visitors_district_comes_first_and_the_ready_one_is_offered(desk: Desk) -> None:
    desk.add_visitor(VisitorCard(name="Aad Nieuw"))
    desk.add_visitor()
    desk.agreed(desk.add_resident(surname="Ver", district="Boswijk"))
    desk.agreed(desk.add_resident(surname="Buur", district="Havenkwartier"))
    page = desk.show(desk.visitors(), detail="assign")
    offered = named(page.window(), "field_assign_visitor", QComboBox).currentText()
    assert offered == "Riet Jansen, Havenkwartier, nog 4"
    assert named(page.window(), "assign_0").text().startswith("Mevrouw Buur")


def test_a_resident_is_taken_back_with_a_reason(desk: Desk) -> None:
    riet, resident = desk.add_visitor(), desk.add_resident()
    desk.agreed(resident)
    desk.give(riet, resident)
    page = desk.show(desk.visitors())
    press(page, "view_visitor")
    dialog = page.window().findChild(VisitorDialog)
    press(page, "end_assignment")
    assert "Kies eerst wie er weggaat." in words(dialog)
    dialog._residents.set_chosen([resident])
    fill(page, "field_end_reason", "woont in dezelfde straat")
    press(page, "end_assignment")
    assert visitors_of(desk, resident) == ()


def test_the_card_is_changed_and_keeps_what_was_not_touched(desk: Desk) -> None:
    desk.add_visitor(replace(READY, telephone="+31600000112", languages="Fries"))
    page = desk.show(desk.visitors())
    press(page, "view_visitor")
    assert named(page.window(), "field_visitor_telephone", QLineEdit).text() == "06 00 00 01 12"
    fill(page, "field_visitor_district", "Boswijk")
    press(page, "save_visitor")
    expected = replace(READY, telephone="+31600000112", languages="Fries", district="Boswijk")
    assert cards(desk) == [expected]


def test_the_start_file_opens_with_the_code_on_the_screen(desk: Desk, tmp_path: Path) -> None:
    riet, resident = desk.add_visitor(), desk.add_resident()
    desk.agreed(resident)
    desk.give(riet, resident)
    desk.chooser.path = tmp_path / "stick"
    desk.chooser.path.mkdir()
    page = desk.show(desk.visitors(), detail="start_file")
    dialog = page.window().findChild(StartFileDialog)
    code = named(dialog, "start_code", QLabel).text().split()
    assert len(code) == 4
    assert "Vertel de code zelf, per telefoon of op papier." in words(dialog)
    press(page, "write_start_file")
    (path,) = desk.chooser.path.iterdir()
    assert path.name in words(dialog)
    assert "Riet" not in path.name
    content = open_start_file(desk.parts.start, path, code, today=TODAY)
    assert (content.visitor, content.visitor_name) == (riet, "Riet Jansen")
    press(page, "write_start_file")
    assert not dialog.isVisible()
    assert "Startbestand van 23 november" in words(panels(page)[0])


def test_a_vanished_stick_is_said_and_the_code_stays(desk: Desk, tmp_path: Path) -> None:
    desk.add_visitor()
    desk.chooser.path = tmp_path / "weg"
    page = desk.show(desk.visitors())
    press(page, "make_start_file")
    dialog = page.window().findChild(StartFileDialog)
    code = named(dialog, "start_code", QLabel).text()
    press(page, "write_start_file")
    assert dialog.isVisible()
    assert named(dialog, "start_file_result").isVisible()
    assert named(dialog, "start_code", QLabel).text() == code
    desk.chooser.path.mkdir()
    press(page, "write_start_file")
    assert len(list(desk.chooser.path.iterdir())) == 1


def test_choosing_no_folder_makes_nothing(desk: Desk) -> None:
    desk.add_visitor()
    page = desk.show(desk.visitors())
    press(page, "make_start_file")
    press(page, "write_start_file")
    known = desk.ask(lambda reading: reading.visitors())
    assert {one.start_file_on for one in known} == {None}


def test_the_slip_goes_to_paper_with_the_code(desk: Desk) -> None:
    desk.add_visitor()
    page = desk.show(desk.visitors())
    press(page, "make_start_file")
    code = named(page.window(), "start_code", QLabel).text().split()
    press(page, "print_start_code")
    (sheet,) = desk.printed
    assert all(word in sheet.body.html for word in code)


def test_without_a_sender_the_slip_says_what_is_missing(desk: Desk) -> None:
    organisation = desk.ask(lambda reading: reading.organisation())
    desk.set_organisation_card(replace(organisation, coordinator_telephone=""))
    assert desk.ask(lambda reading: reading.organisation()) != OrganisationCard()
    desk.add_visitor()
    page = desk.show(desk.visitors())
    press(page, "make_start_file")
    press(page, "print_start_code")
    assert desk.printed == []
    assert named(page.window(), "start_file_result").isVisible()


def test_what_a_visitor_can_do_is_kept_on_the_card(desk: Desk) -> None:
    desk.add_visitor(replace(READY, modules="newer basic", away="2026-01-01/2026-01-09"))
    page = desk.show(desk.visitors())
    press(page, "view_visitor")
    shown = named(page.window(), "visitor_times", QLabel).text()
    assert shown == "Geen vrije dagen bekend. Elk dagdeel is goed."
    fill(page, "field_visitor_street", "Dorpsstraat")
    fill(page, "field_visitor_languages", "Bargoens, een beetje Turks")
    languages = named(page.window(), "field_visitor_languages", QLineEdit).parent()
    assert isinstance(languages, QComboBox)
    assert [languages.itemText(one) for one in range(languages.count())] == list(LANGUAGES)
    for name, key in (("field_visitor_sex", "F"), ("field_visits_per_month", "3")):
        combo = named(page.window(), name, QComboBox)
        combo.setCurrentIndex(combo.findData(key))
    choose(page, "module_life_questions")
    press(page, "change_times")
    fill(page, "away_first", "20-12-2026")
    choose(page, "part_tue-pm")
    press(page, "save_times")
    assert "20 december 2026. Komt uit: dinsdagmiddag." in words(page.window())
    press(page, "save_visitor")
    (card,) = cards(desk)
    assert (card.street, card.sex, card.visits_per_month) == ("Dorpsstraat", "F", 3)
    assert card.languages == "Bargoens, een beetje Turks"
    assert card.modules == "basic life_questions newer"
    assert card.away == "2026-01-01/2026-01-09 2026-12-20/2026-12-20"
    assert card.available == "tue-pm"


def test_a_district_is_chosen_from_the_list_and_other_words_are_kept(desk: Desk) -> None:
    desk.add_visitor(replace(READY, district="De Hoek"))
    page = desk.show(desk.visitors())
    press(page, "view_visitor")
    field = named(page.window(), "field_visitor_district", QLineEdit)
    combo = field.parent()
    assert isinstance(combo, QComboBox)
    assert field.text() == "De Hoek"
    assert combo.count() == len(desk.parts.districts.names()) + 1, "what is on a card counts too"
    combo.setCurrentIndex(0)
    press(page, "save_visitor")
    assert cards(desk)[0].district == desk.parts.districts.names()[0]


def test_the_postcode_proposes_a_district_and_what_was_written_stays(desk: Desk) -> None:
    places = {"1234AB": Place("Havenkwartier"), "1234BA": Place("Molenveld")}
    desk.do(keep_postcodes, PostcodeTable(places), on=TODAY)
    page = desk.show(desk.visitors(), detail="new")
    fill(page, "field_visitor_name", "Riet Jansen")
    postcode = named(page.window(), "field_visitor_postcode", QLineEdit)
    district = named(page.window(), "field_visitor_district", QLineEdit)

    def typed(text: str) -> str:
        postcode.setFocus()
        postcode.selectAll()
        QTest.keyClicks(postcode, text)
        QTest.keyClick(postcode, Qt.Key.Key_Tab)
        return district.text()

    assert typed("1234 ab") == "Havenkwartier"
    assert "Volgens de tabel ligt deze postcode in Havenkwartier." in words(page.window())
    assert typed("1234 BA") == "Molenveld"
    assert typed("9999 XX") == "Molenveld"
    district.setFocus()
    district.selectAll()
    QTest.keyClicks(district, "Zelf bedacht")
    assert typed("1234ab") == "Zelf bedacht"
    press(page, "save_visitor")
    (card,) = cards(desk)
    assert (card.postcode, card.district) == ("1234AB", "Zelf bedacht")
    press(page, "view_visitor")
    shown = page.window().findChildren(QLineEdit, "field_visitor_postcode")
    assert "1234 AB" in [one.text() for one in shown]


def test_what_the_plan_never_proposes_is_refused_by_hand(desk: Desk) -> None:
    riet = desk.add_visitor()
    barred = desk.add_resident(surname="Bakker")
    turkish = desk.add_resident(surname="Visser", language="Turks", visitor_sex_wish="M")
    woman = desk.add_resident(surname="Ada", visitor_sex_wish="F")
    for resident in (barred, turkish, woman):
        desk.agreed(resident)
    desk.record(SubjectKind.RESIDENT, barred, VisitorRuledOut(riet, TODAY))
    page = desk.show(desk.visitors(), barred, "assign")
    press(page, "confirm_assign")
    dialog = page.window().findChild(AssignDialog)
    assert "Mevrouw Bakker: Riet Jansen gaat hier niet naartoe." in words(dialog)
    assert dialog.isVisible()
    for place in range(3):
        choose(page, f"assign_{place}")
    said = words(dialog)
    assert "Mevrouw Visser spreekt Turks. Dat staat niet op de kaart van Riet Jansen." in said
    assert "Mevrouw Visser heeft liever een man op bezoek." in said
    assert "Mevrouw Ada heeft liever een vrouw op bezoek. Het mag wel." in said
    dialog._choices.set_chosen([turkish, woman])
    press(page, "confirm_assign")
    assert [visitors_of(desk, one) for one in (barred, turkish, woman)] == [(), (riet,), (riet,)]


def test_how_it_goes_says_whom_each_number_is_about(desk: Desk) -> None:
    riet, resident = desk.add_visitor(replace(READY, most_open_visits=1)), desk.add_resident()
    other = desk.add_resident(surname="Bakker")
    desk.invited(resident, sent_on=day(-40))
    desk.agreed(other)
    desk.give(riet, resident, other)
    page = desk.show(desk.visitors(), detail="silent")
    fold = named(page, "supervision")
    said = words(fold)
    assert "0 bezoekers wisselden lang niet uit" in said
    assert "1 bezoeker heeft meer open bezoeken dan afgesproken" in said
    assert "1 inwoner wacht lang" in said
    assert "Telt mee: de volgende stap wacht meer dan 14 dagen." in said
    press(page, "see_waiting")
    assert named(page, "list_waiting").isVisible()
    desk.do(lambda writing: writing.record(Subject(SubjectKind.RESIDENT, other), OptedOut(TODAY)))
    page.open()
    assert named(page, "list_waiting").isVisible()
    click(named(page, "list_waiting"), "see_card")
    assert desk.went_to == [Destination(PageName.RESIDENT, resident)]


def test_a_visitor_stops_and_the_residents_go_to_others_in_one_step(desk: Desk) -> None:
    riet = desk.add_visitor()
    anna = desk.add_visitor(replace(READY, name="Anna Bakker"))
    resident, barred = desk.add_resident(), desk.add_resident(surname="Weg")
    desk.give(riet, resident, barred)
    desk.record(SubjectKind.RESIDENT, barred, VisitorRuledOut(anna, TODAY))
    for days in (3, -3):
        made = AppointmentMade(
            desk.next_id(), at(day(days), 14), 60, ContactKind.HOME_VISIT, day(-9)
        )
        desk.add_visit(resident if days > 0 else barred, made)
    held = desk.add_resident()
    desk.add_visit(held, VisitHeld(day(-4), 60, ContactKind.HOME_VISIT))
    desk.give(riet, held)
    page = desk.show(desk.visitors())
    view = next(one for one in panels(page) if one.value.visitor == riet)
    click(view, "view_visitor")
    press(page, "stop_visitor")
    said = words(page.window())
    assert "Bel eerst over deze afspraken" in said
    assert "Donderdag 26 november om 14.00 uur, geen telefoonnummer" in said
    assert "Vraag na hoe deze bezoeken gingen" in said
    assert "Bezoek was op 19 november 2026." in said
    assert "Afspraak was op 20 november 2026." in said
    over = named(page.window(), "successor_0", QCheckBox).text()
    assert "naar Anna Bakker, zelfde buurt" in over
    assert "Nog zonder nieuwe bezoeker" in said
    # Meanwhile another coordinator decided that Anna does not go there.
    desk.record(SubjectKind.RESIDENT, held, VisitorRuledOut(anna, TODAY))
    press(page, "confirm_stop")
    assert [visitors_of(desk, one) for one in (resident, barred)] == [(anna,), ()]
    said = words(page)
    assert "Riet Jansen is gestopt" in said
    assert "1 inwoner gaat naar een andere bezoeker. 2 inwoners hebben nog geen bezoeker." in said
    assert [panel.value.name for panel in panels(page)] == ["Anna Bakker"]
