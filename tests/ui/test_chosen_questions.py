"""Questions that the guide editor makes, in a visit: several answers, and own words beside."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLineEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from huisbezoek.model.domain.answers import RATHER_NOT, Answer
from huisbezoek.model.domain.guides import LifeArea, Option, Question, QuestionKind, Words
from huisbezoek.model.domain.reports import LineKind
from huisbezoek.model.usecases.paper_guide import paper_subjects
from huisbezoek.model.usecases.ports.documents import PaperGuideInput
from huisbezoek.ui.models.paper_answers import other_of
from huisbezoek.ui.models.report_words import report_blocks
from huisbezoek.ui.models.together_words import together_blocks
from huisbezoek.ui.pages.paper_page import PaperPage, PaperUses
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.subject_menu import SubjectMenu
from tests.open_profile import open_profile
from tests.ui.resident_window import click, named, settle, words
from tests.ui.talk_pages import GUIDES, VISIT, TalkPages
from tests.unit.letter_samples import DOCUMENTS, SENDER

OPTIONS = (Option("bus", Words("met de bus")), Option("bike", Words("op de fiets")))
SEVERAL = Question(
    "out.how", QuestionKind.CHOICE, Words("Hoe gaat u weg?"), options=OPTIONS, several=True
)
OPEN = Question("out.with", QuestionKind.OPEN_CHOICE, Words("En met wie?"), options=OPTIONS)
BOTH = replace(SEVERAL, link_id="out.both", kind=QuestionKind.OPEN_CHOICE, text=Words("Waarheen?"))
LOOSE_TICKS = replace(OPEN, link_id="out.ticks", text=Words("Hoe vaak?"))
AREA = LifeArea("out", Words("Eropuit gaan"), (SEVERAL, OPEN, BOTH, LOOSE_TICKS))


@pytest.fixture
def pages(tmp_path: Path, look: LookSource, shown: Callable[..., QWidget]) -> Iterator[TalkPages]:
    with open_profile(tmp_path / "profile") as profile:
        made = TalkPages(profile, look, shown)
        known = GUIDES["default"]
        made.guides["default"] = replace(known, areas=(AREA, *known.areas))
        yield made


@pytest.fixture
def page(pages: TalkPages) -> QWidget:
    made = pages.begun()
    named(made, "subjects", SubjectMenu).set_current("out")
    settle()
    return made


def answer(pages: TalkPages, name: str) -> Answer | None:
    return pages.stored().answers.get(f"out.{name}")


def put(page: QWidget, name: str, text: str) -> QLineEdit:
    editor = named(page, name, QLineEdit)
    editor.setText(text)
    editor.editingFinished.emit()
    return editor


def is_on(page: QWidget, name: str) -> bool:
    return named(page, name, QAbstractButton).isChecked()


def test_as_many_answers_as_wanted_and_rather_not_is_the_last_word(
    page: QWidget, pages: TalkPages
) -> None:
    named(page, "answer_out_how_bus", QCheckBox)
    click(page, "answer_out_how_bus")
    click(page, "answer_out_how_bike")
    assert answer(pages, "how") == Answer(("bus", "bike"))
    click(page, "answer_out_how_rather_not")
    assert answer(pages, "how") == RATHER_NOT
    assert not is_on(page, "answer_out_how_bus")
    click(page, "answer_out_how_bike")
    assert answer(pages, "how") == Answer(("bike",))
    assert not is_on(page, "answer_out_how_rather_not")
    click(page, "answer_out_how_bike")
    assert answer(pages, "how") is None, "nothing ticked was not discussed"


def test_own_words_stand_beside_one_answer(page: QWidget, pages: TalkPages) -> None:
    named(page, "answer_out_with_bus", QRadioButton)
    assert is_on(page, "answer_out_with_untouched")
    put(page, "field_out_with", "samen met mijn zus")
    assert answer(pages, "with") == Answer(other="samen met mijn zus")
    assert not is_on(page, "answer_out_with_untouched")
    click(page, "answer_out_with_bike")
    assert answer(pages, "with") == Answer("bike", "samen met mijn zus")
    page.open(VISIT)
    named(page, "subjects", SubjectMenu).set_current("out")
    settle()
    assert is_on(page, "answer_out_with_bike")
    assert named(page, "field_out_with", QLineEdit).text() == "samen met mijn zus"


def test_words_that_were_taken_back_come_back_with_the_next_choice(
    page: QWidget, pages: TalkPages
) -> None:
    field = put(page, "field_out_both", "naar zee")
    click(page, "answer_out_both_rather_not")
    assert (answer(pages, "both"), field.text()) == (RATHER_NOT, "")
    click(page, "answer_out_both_bus")
    assert answer(pages, "both") == Answer(("bus",), "naar zee")
    put(page, "field_out_both", "")
    click(page, "answer_out_both_rather_not")
    click(page, "answer_out_both_rather_not")
    assert answer(pages, "both") is None
    put(page, "field_out_with", "met de hond")
    click(page, "answer_out_with_untouched")
    assert answer(pages, "with") is None
    assert field.text() == ""


def test_they_are_read_together_reviewed_and_reported(page: QWidget, pages: TalkPages) -> None:
    click(page, "answer_out_how_bus")
    click(page, "answer_out_how_bike")
    put(page, "field_out_with", "Samen met mijn zus.")
    put(page, "field_out_ticks", "Elke week.")
    talk = pages.profile.ask(lambda reading: pages.view(reading, VISIT))
    blocks = together_blocks(pages.stored(), talk.guide)
    said = [line for block in blocks for line in block.lines]
    assert said == [
        "Hoe gaat u weg? met de bus",
        "Hoe gaat u weg? op de fiets",
        "En met wie? Samen met mijn zus.",
    ]
    click(page, "finish_talk")
    hand_in = pages.hand_in()
    seen = "\n".join(hand_in._review.sentences())
    for line in (*said, "Elke week."):
        assert line in seen
    click(hand_in, "hand_in")
    report = pages.report()
    assert [line.code for line in report.of_kind(LineKind.ANSWER)] == ["bus", "bike", ""]
    read = "\n".join(line for block in report_blocks(report) for line in block.lines)
    for line in (*said, "Elke week."):
        assert line in read


def test_the_paper_has_a_line_for_own_words_and_they_are_typed_over(
    pages: TalkPages, qtbot: QtBot
) -> None:
    talk = pages.profile.ask(lambda reading: pages.view(reading, VISIT))
    (subject, *_) = paper_subjects(talk.guide)
    assert [(one.several, one.is_open) for one in subject.questions] == [
        (True, False),
        (False, True),
        (True, True),
        (False, True),
    ]
    sheet = DOCUMENTS.paper_guide(PaperGuideInput((subject,), SENDER))
    assert "".join(sheet.sections).count("Iets anders") == 3
    typed = PaperPage(pages.workbench, pages.look, PaperUses(pages.view, pages.save, pages.now))
    pages._show(typed, 1366, 768)
    for stop in ("A1", "A2", "A3"):
        assert stop in words(typed)
    for group in typed._permission.stops():
        group.press("a")
    settle()
    block = typed._blocks[0]
    first, second, _, _ = (block._questions[one.link_id][1] for one in subject.questions)
    for letter in "ab":
        qtbot.keyClick(first.stop(), letter)
    assert answer(pages, "how") == Answer(("bus", "bike"))
    qtbot.keyClick(second.stop(), "b")
    other = put(typed, "paper_other_1_2", "met mijn zus")
    assert answer(pages, "with") == Answer("bike", "met mijn zus")
    second.press("z")
    assert answer(pages, "with") == RATHER_NOT
    assert not other.isVisible()
    second.press("a")
    typed._saving.flush()
    assert answer(pages, "with") == Answer("bus", "met mijn zus")
    assert other_of(pages.stored(), "out.with") == "met mijn zus"
    typed.open(VISIT)
    again = named(typed, "paper_other_1_2", QLineEdit)
    assert (again.text(), again.isVisible()) == ("met mijn zus", True)
    qtbot.keyClick(again, Qt.Key.Key_Return)
    assert typed.focusWidget() is not again
