"""Gespreksleidraad: changed by keys and buttons, seen at once, published with what changed."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from huisbezoek.app.guide_uses import guide_editor_uses
from huisbezoek.model.domain.follow_up_events import GuidePublished
from huisbezoek.model.domain.guides import Words
from huisbezoek.model.usecases.guide_library import Library, guide_library, guide_subject
from huisbezoek.ui.pages.guide_editor_page import GuideEditorPage
from huisbezoek.ui.widgets.choice import ChoiceGroup
from huisbezoek.ui.widgets.guide_list import GuideList
from tests.ui import desk as desks
from tests.ui.desk import Desk
from tests.ui.resident_window import named, swept, words

Open = Callable[..., GuideEditorPage]


@pytest.fixture
def editor(desk: Desk) -> Open:
    def make(choose: Path | None = None) -> GuideEditorPage:
        uses = guide_editor_uses(desk.bound)
        files = replace(uses.files, choose_file=lambda _page, _title: choose)
        uses = replace(uses, files=files)
        return desk.show(GuideEditorPage(desk.workbench, desk.look, uses))

    return make


def press(page: QWidget, name: str) -> None:
    desks.press(page, name)
    swept()


def library(desk: Desk) -> Library:
    return desk.ask(lambda reading: guide_library(reading, desk.parts.guides))


def subjects(page: QWidget) -> list[str]:
    found = named(page, "guide_subjects", GuideList)
    return [found.item(place).text() for place in range(found.count())]


def questions(page: QWidget) -> list[str]:
    found = named(page, "guide_questions", GuideList)
    return [found.item(place).text() for place in range(found.count())]


def choose(page: QWidget, name: str, text: str) -> None:
    found = named(page, name, GuideList)
    rows = [found.item(place).text() for place in range(found.count())]
    found.setCurrentRow(rows.index(text))


def pick(page: QWidget, name: str, text: str) -> None:
    box = named(page.window(), name, QComboBox)
    place = box.findText(text, Qt.MatchFlag.MatchContains)
    assert place >= 0, (text, [box.itemText(n) for n in range(box.count())])
    box.setCurrentIndex(place)


def write(page: QWidget, name: str, text: str) -> None:
    named(page.window(), name, QPlainTextEdit).setPlainText(text)


def add_question(page: QWidget, kind: str, text: str, options: str = "") -> None:
    press(page, "question_add")
    pick(page, "guide_kind", kind)
    write(page, "guide_text", text)
    if options:
        write(page, "guide_options", options)
    press(page, "guide_question_keep")


def publish(page: QWidget) -> str:
    """Brings the guide into use; answers what the dialog said about it."""
    press(page, "guide_publish")
    said = words(named(page.window(), "guide_publish_dialog"))
    press(page, "guide_publish_confirm")
    return said


def test_the_guide_in_use_stands_there_with_its_preview(editor: Open) -> None:
    page = editor()
    assert subjects(page)[:3] == ["Begin", "Mensen om u heen", "Zin en betekenis"]
    assert "Deze versie is in gebruik" in words(page)
    assert not named(page, "guide_discard").isVisible()
    choose(page, "guide_subjects", "Mensen om u heen")
    assert "Vragen bij Mensen om u heen" in words(page)
    preview = named(page, "guide_preview")
    assert "Om over te praten: mensen om u heen" in words(preview)


def test_a_subject_goes_up_and_down_also_by_keys(editor: Open) -> None:
    page = editor()
    choose(page, "guide_subjects", "Wonen")
    before = subjects(page)
    press(page, "subject_up")
    assert subjects(page).index("Wonen") == before.index("Wonen") - 1
    found = named(page, "guide_subjects", GuideList)
    QTest.keyClick(found, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert subjects(page) == before
    assert not named(page, "guide_discard").isVisible()


def test_a_question_with_answers_and_a_condition_is_added_and_seen(editor: Open) -> None:
    page = editor()
    choose(page, "guide_subjects", "Wonen")
    add_question(page, "Ja of nee", "Heeft u een tuin?")
    press(page, "question_add")
    pick(page, "guide_kind", "Kiezen uit antwoorden")
    write(page, "guide_text", "Wie doet de tuin?")
    write(page, "guide_options", "Ik zelf\nIemand anders")
    press(page, "condition_add")
    pick(page, "condition_question_0", "Heeft u een tuin?")
    pick(page, "condition_value_0", "ja")
    press(page, "guide_question_keep")
    assert questions(page)[-2:] == ["Heeft u een tuin?", "Wie doet de tuin?"]
    assert "Alleen als ‘ja’ gekozen is bij ‘Heeft u een tuin?’" in page.findChild(
        GuideList, "guide_questions"
    ).currentItem().data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Nog niet in gebruik: 2 nieuwe vragen." in words(page)
    preview = named(page, "guide_preview")
    group = [one for one in preview.findChildren(ChoiceGroup) if "tuin" in one.accessibleName()]
    asked, waiting = group
    assert not waiting.isVisible()
    asked.rows()["@true"].click()
    assert waiting.isVisible()


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("Helpende vraag", ""),
        ("Kiezen uit antwoorden", "Wel\nNiet"),
        ("iets anders invullen", "Wel\nNiet"),
        ("Ja of nee", ""),
        ("Een getal", ""),
        ("Een dag", ""),
        ("korte tekst", ""),
        ("langere tekst", ""),
    ],
)
def test_a_question_of_each_kind_is_added(editor: Open, kind: str, options: str) -> None:
    page = editor()
    add_question(page, kind, "Hoe ging dat?", options)
    assert "Hoe ging dat?" in questions(page)
    assert "Hoe ging dat?" in publish(page)


def test_what_is_missing_is_said_at_its_place(editor: Open) -> None:
    page = editor()
    press(page, "question_add")
    pick(page, "guide_kind", "Kiezen uit antwoorden")
    press(page, "guide_question_keep")
    dialog = named(page.window(), "guide_question_dialog")
    assert "Schrijf op wat u vraagt." in words(dialog)
    assert "Schrijf minstens één antwoord" in words(dialog)
    write(page, "guide_text", "a" * 501)
    write(page, "guide_options", "Wel\nWel")
    press(page, "condition_add")
    press(page, "guide_question_keep")
    assert "Dit is 1 tekens te lang." in words(dialog)
    assert "elk antwoord één keer" in words(dialog)
    assert "Kies bij elke voorwaarde een vraag en een antwoord" in words(dialog)
    press(page, "condition_remove_0")
    write(page, "guide_text", "Wilt u dat?")
    write(page, "guide_options", "Wel\nNiet")
    press(page, "guide_question_keep")
    assert "Wilt u dat?" in questions(page)


def test_a_circle_is_a_sentence_at_the_conditions(editor: Open) -> None:
    page = editor()
    add_question(page, "Ja of nee", "Eerste?")
    add_question(page, "Ja of nee", "Tweede?")
    for wanted, needed in (("Tweede?", "Eerste?"), ("Eerste?", "Tweede?")):
        choose(page, "guide_questions", wanted)
        press(page, "question_edit")
        press(page, "condition_add")
        pick(page, "condition_question_0", needed)
        press(page, "guide_question_keep")
    dialog = named(page.window(), "guide_question_dialog")
    assert dialog.isVisible()
    assert "Zo wachten vragen op elkaar, bij ‘" in words(dialog)
    dialog.reject()
    choose(page, "guide_questions", "Eerste?")
    press(page, "question_remove")
    assert "‘Tweede?’ wacht op een antwoord dat hier gegeven wordt." in words(page)
    assert "Eerste?" in questions(page)


def test_conditions_of_each_kind_are_read_back(editor: Open) -> None:
    page = editor()
    add_question(page, "Ja of nee", "Eerste?")
    add_question(page, "korte tekst", "Tweede?")
    press(page, "question_add")
    pick(page, "guide_kind", "Een dag")
    write(page, "guide_text", "Derde?")
    for place, (needed, how) in enumerate(
        [("Eerste?", "niet gekozen is"), ("Tweede?", "er niet is"), ("Tweede?", "er is")]
    ):
        press(page, "condition_add")
        pick(page, f"condition_question_{place}", needed)
        pick(page, f"condition_how_{place}", how)
    pick(page, "condition_together", "Eén voorwaarde is genoeg")
    press(page, "guide_question_keep")
    choose(page, "guide_questions", "Derde?")
    press(page, "question_edit")
    again = [
        named(page.window(), f"condition_how_{place}", QComboBox).currentText()
        for place in range(3)
    ]
    assert again == ["niet gekozen is", "er niet is", "er is, wat het ook is"]
    together = named(page.window(), "condition_together", QComboBox)
    assert together.currentText() == "Eén voorwaarde is genoeg"
    press(page, "guide_question_keep")
    note = named(page, "guide_questions", GuideList).currentItem()
    spoken = note.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "‘ja’ niet gekozen is bij ‘Eerste?’ of ‘Tweede?’ niet is beantwoord of" in spoken


def test_publishing_says_what_changed_and_keeps_the_question_in_use(
    editor: Open, desk: Desk
) -> None:
    page = editor()
    choose(page, "guide_subjects", "Wonen")
    choose(page, "guide_questions", "Woont u hier prettig?")
    press(page, "question_edit")
    write(page, "guide_text", "Woont u hier graag?")
    press(page, "guide_question_keep")
    said = publish(page)
    assert "1 vraag gewijzigd." in said
    assert "Gewijzigd: Woont u hier prettig? Het wordt: Woont u hier graag?" in said
    assert "De nieuwe versie is in gebruik" in words(page)
    assert not named(page, "guide_discard").isVisible()
    newest, before = library(desk).versions_of("default")
    links = {question.text.nl: question.link_id for question in newest.questions()}
    assert links["Woont u hier graag?"].startswith("home.q1.v")
    assert "Woont u hier prettig?" in {question.text.nl for question in before.questions()}
    box = named(page, "guide_version", QComboBox)
    assert [box.itemText(place) for place in range(box.count())] == [
        "Versie 2, van 23 nov 2026, in gebruik",
        "Versie 1, van het programma",
    ]
    pick(page, "guide_version", "Versie 1")
    assert "Woont u hier prettig?" in questions(page)
    pick(page, "guide_version", "Versie 2")
    assert "Er zijn nog wijzigingen" in words(page)


def test_a_subject_is_added_renamed_and_removed(editor: Open) -> None:
    page = editor()
    press(page, "subject_add")
    press(page, "guide_subject_keep")
    dialog = named(page.window(), "guide_subject_dialog")
    assert "Geef het onderwerp een naam." in words(dialog)
    title = named(page.window(), "guide_subject_title", QLineEdit)
    title.setText("a" * 70)
    QTest.keyClick(title, Qt.Key.Key_Return)
    assert "Deze naam is 10 tekens te lang." in words(dialog)
    title.setText("De tuin")
    press(page, "guide_subject_keep")
    assert subjects(page)[-2:] == ["De tuin", "Afronden"]
    assert "Hier staan nog geen vragen." in words(page)
    press(page, "subject_rename")
    named(page.window(), "guide_subject_title", QLineEdit).setText("Buiten")
    press(page, "guide_subject_keep")
    assert "Buiten" in subjects(page)
    press(page, "subject_remove")
    assert "Buiten" not in subjects(page)
    choose(page, "guide_subjects", "Later")
    press(page, "subject_remove")
    press(page, "subject_up")
    said = publish(page)
    assert "Onderwerp weg: Later" in said


def test_english_is_kept_and_may_be_empty(editor: Open, desk: Desk) -> None:
    page = editor()
    press(page, "question_add")
    pick(page, "guide_kind", "Kiezen uit antwoorden")
    write(page, "guide_text", "Wilt u dat?")
    write(page, "guide_text_en", "Would you like that?")
    write(page, "guide_options", "Graag\nNee")
    write(page, "guide_options_en", "Yes please")
    named(page.window(), "guide_several", QCheckBox).setChecked(True)
    press(page, "guide_question_keep")
    publish(page)
    made = next(
        one for one in library(desk).newest()["default"].questions() if one.text.nl == "Wilt u dat?"
    )
    assert made.text.en == "Would you like that?"
    assert made.several
    assert [(option.text.nl, option.text.en) for option in made.options] == [
        ("Graag", "Yes please"),
        ("Nee", ""),
    ]


def test_what_was_changed_is_there_again_and_can_be_thrown_away(editor: Open) -> None:
    page = editor()
    press(page, "guide_publish")
    assert "Er is nog niets gewijzigd" in words(page)
    add_question(page, "Een getal", "Hoeveel trappen heeft u?")
    again = editor()
    assert "Nog niet in gebruik: 1 nieuwe vraag." in words(again)
    press(again, "guide_discard")
    press(again, "confirm_question")
    assert "Deze versie is in gebruik" in words(again)
    assert "Deze versie is in gebruik" in words(editor())


def test_another_guide_is_chosen_and_the_newest_comes_in_by_itself(
    editor: Open, desk: Desk
) -> None:
    page = editor()
    pick(page, "guide_which", "Voor iedereen: vallen")
    assert subjects(page) == ["Gezondheid"]
    falls = library(desk).newest()["falls"]
    renamed = replace(falls, version="2-aa", areas=(replace(falls.areas[0], title=Words("Lijf")),))
    publish_elsewhere(desk, desk.parts.guides.write(renamed).decode(), "2-aa")
    assert subjects(page) == ["Lijf"]
    page.open("carer")
    assert "Wat maakt uw bordje te vol?" in questions(page)
    page.open("unknown")
    assert subjects(page)[0] == "Begin"


def publish_elsewhere(desk: Desk, document: str, version: str) -> None:
    event = GuidePublished("falls", version, document, date(2026, 11, 20))
    subject = guide_subject("falls")
    desk.workbench.do(lambda writing: writing.record(subject, event))


def test_a_newer_guide_is_refused_by_name(editor: Open, desk: Desk, tmp_path: Path) -> None:
    document = json.loads(desk.parts.guides.write(library(desk).newest()["falls"]))
    document["meta"]["profile"] = ["urn:huisbezoek:guide:2"]
    publish_elsewhere(desk, json.dumps(document), "9")
    page = editor()
    refused = words(named(page, "guide_refused"))
    assert f"‘{document['title']}’ is gemaakt voor een nieuwer programma." in refused
    file = tmp_path / "newer.json"
    file.write_text(json.dumps(document))
    page = editor(file)
    press(page, "guide_read_file")
    assert "is gemaakt voor een nieuwer programma" in words(named(page, "guide_error"))


def test_a_guide_goes_out_as_a_file_and_comes_back(
    editor: Open, desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "leidraad.json"
    desk.chooser.path = path
    page = editor(path)
    choose(page, "guide_subjects", "Wonen")
    press(page, "guide_write_file")
    assert desk.chooser.suggestions == ["gespreksleidraad-default.json"]
    assert "Het bestand is bewaard" in words(page)
    Questionnaire.model_validate_json(path.read_bytes())
    press(page, "guide_read_file")
    assert "gelijk aan de leidraad die in gebruik is" in words(page)
    document = json.loads(path.read_bytes())
    document["item"][0]["item"][0]["text"] = "Hoe is het vandaag?"
    path.write_text(json.dumps(document))
    press(page, "guide_read_file")
    assert "Bekijk het eerst." in words(page)
    assert "1 vraag gewijzigd" in publish(page)


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("start.q1", "wacht op haar eigen antwoord"),
        ("start.own_words", "wachten vragen op elkaar"),
    ],
)
def test_a_file_that_refers_to_itself_is_refused_in_words(
    editor: Open, desk: Desk, tmp_path: Path, condition: str, said: str
) -> None:
    document = json.loads(desk.parts.guides.write(library(desk).newest()["default"]))
    for link_id, needed in (("start.q1", condition), ("start.own_words", "start.q1")):
        part = next(one for one in document["item"][0]["item"] if one["linkId"] == link_id)
        part["enableWhen"] = [{"question": needed, "operator": "exists", "answerBoolean": True}]
    file = tmp_path / "circle.json"
    file.write_text(json.dumps(document))
    page = editor(file)
    press(page, "guide_read_file")
    assert said in words(named(page, "guide_error"))
    assert "Deze versie is in gebruik" in words(page)


def test_five_hundred_questions_are_refused_with_a_sentence(
    editor: Open, desk: Desk, tmp_path: Path
) -> None:
    document = json.loads(desk.parts.guides.write(library(desk).newest()["default"]))
    many = [{"linkId": f"start.x{n}", "type": "string", "text": f"Vraag {n}"} for n in range(500)]
    document["item"][0]["item"] += many
    file = tmp_path / "many.json"
    file.write_text(json.dumps(document))
    page = editor(file)
    press(page, "guide_read_file")
    assert "Meer dan 300 past niet in een gesprek." in words(named(page, "guide_error"))
    assert "Deze versie is in gebruik" in words(page)
    document["item"] = []
    file.write_text(json.dumps(document))
    press(page, "guide_read_file")
    assert "heeft geen onderwerp" in words(named(page, "guide_error"))


def test_what_does_not_fit_is_refused_when_it_is_brought_into_use(
    editor: Open, desk: Desk, tmp_path: Path
) -> None:
    document = json.loads(desk.parts.guides.write(library(desk).newest()["default"]))
    taken = next(iter(library(desk).newest()["falls"].questions())).link_id
    double = {"linkId": taken, "type": "string", "text": "Nog eens?"}
    document["item"][0]["item"].append(double)
    file = tmp_path / "double.json"
    file.write_text(json.dumps(document))
    page = editor(file)
    press(page, "guide_read_file")
    publish(page)
    assert "twee keer" in words(named(page, "guide_error"))
    assert named(page, "guide_discard").isVisible()


def test_nothing_is_chosen_when_no_file_is_chosen(editor: Open, desk: Desk) -> None:
    page = editor()
    press(page, "guide_read_file")
    press(page, "guide_write_file")
    assert not named(page, "guide_error").isVisible()
    assert not named(page, "guide_done").isVisible()
