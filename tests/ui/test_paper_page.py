"""Van papier overtypen: keys alone, the numbers of the paper, one draft with the talk."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from huisbezoek.model.domain.answers import RATHER_NOT, Answer
from huisbezoek.model.domain.consent import ConsentAnswer, Purpose, Understanding
from huisbezoek.model.domain.free_text import Passage, sheet
from huisbezoek.model.domain.guides import LifeArea, Question, QuestionKind, Words
from huisbezoek.model.domain.reports import LineKind, ReportDraft
from huisbezoek.model.usecases.paper_guide import paper_subjects
from huisbezoek.model.usecases.ports.paper_guide import PaperSubject
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.pages.paper_page import PaperPage, PaperUses
from huisbezoek.ui.theme import LookSource
from tests.open_profile import open_profile
from tests.profiles import identifier
from tests.ui.talk_pages import VISIT, TalkPages

KEYS_A_SECOND = 5
KEYS_BESIDE_TEXT = 4
MOST_SECONDS = 180
SUBJECTS = 12


class Keys:
    """A person at the keyboard: every key goes to what has the focus, and is counted."""

    def __init__(self) -> None:
        self.text = 0
        self.other = 0

    def enter(self, *, control: bool = False) -> None:
        modifier = (
            Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        )
        self.other += 1
        QTest.keyClick(focused(), Qt.Key.Key_Return, modifier)

    def tick(self, letters: str) -> None:
        self.other += len(letters)
        for letter in letters:
            QTest.keyClick(focused(), letter)

    def write(self, text: str) -> None:
        self.text += len(text)
        QTest.keyClicks(focused(), text)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.fixture
def pages(tmp_path: Path, look: LookSource, shown: Callable[..., QWidget]) -> Iterator[TalkPages]:
    with open_profile(tmp_path / "profile") as profile:
        yield TalkPages(profile, look, shown)


def paper(pages: TalkPages, qtbot, width: int = 1366, height: int = 768) -> PaperPage:
    uses = PaperUses(view=pages.view, save=pages.save, now=pages.now)
    page = PaperPage(pages.workbench, pages.look, uses)
    page.go.connect(pages.went_to.append)
    pages._shown(page, width, height)
    page.open(VISIT)
    qtbot.waitUntil(lambda: focused().objectName().startswith(("paper_", "finish_paper")))
    return page


def permit(keys: Keys, answers: str = "aaa") -> None:
    for letter in answers:
        keys.tick(letter)
        keys.enter()


def test_a_paper_of_twelve_subjects_takes_less_than_three_minutes_of_keys(
    pages: TalkPages, qtbot
) -> None:
    paper(pages, qtbot)
    subjects = paper_subjects(pages.profile.ask(lambda reading: pages.view(reading, VISIT)).guide)
    assert len(subjects) == SUBJECTS
    keys = Keys()
    permit(keys)
    most = 0
    for subject in subjects:
        before = keys.other
        assert focused().objectName() == f"paper_words_{subject.number}"
        keys.write(f"Dit is wat {subject.number} zegt.")
        if subject.ticks is not None:
            keys.enter()
            keys.tick("b")
            keys.enter()
            keys.write("Ik wil graag mee.")
        keys.enter(control=True)
        most = max(most, keys.other - before)
    assert focused().objectName() == "finish_paper"
    keys.enter()
    assert pages.went_to == [Destination(PageName.HAND_IN, VISIT)]
    assert most <= KEYS_BESIDE_TEXT
    seconds = (keys.text + keys.other) / KEYS_A_SECOND
    assert seconds < MOST_SECONDS, seconds
    check_everything_is_kept(pages.stored(), subjects)


def check_everything_is_kept(draft: ReportDraft | None, subjects: tuple[PaperSubject, ...]) -> None:
    assert draft is not None
    assert draft.understands is Understanding.YES
    assert draft.consents.allows(Purpose.HEALTH)
    for subject in subjects:
        filed = "" if subject.number == 1 else subject.link_id
        assert Passage(f"Dit is wat {subject.number} zegt.\n", filed) in draft.told
        if subject.ticks is not None:
            ticked = draft.answers.get(subject.ticks.link_id)
            assert ticked == Answer((subject.ticks.options[1].code,))
            assert draft.answers.get(subject.wish) == Answer("Ik wil graag mee.")


def test_the_keys_alone_reach_a_report_that_holds_it_all(pages: TalkPages, qtbot) -> None:
    paper(pages, qtbot)
    keys = Keys()
    permit(keys)
    keys.write("Het gaat goed.")
    keys.enter()
    keys.write("Ik mis mijn zus.")
    keys.enter()
    keys.tick("ch")
    keys.enter(control=True)
    page = pages.hand_in()
    assert page is not None
    page.findChild(QAbstractButton, "hand_in").click()
    report = pages.report()
    assert report is not None
    assert [line.text for line in report.of_kind(LineKind.TOLD)] == [
        "Het gaat goed.",
        "Ik mis mijn zus.",
    ]
    assert [line.text for line in report.of_kind(LineKind.TICK)] == ["Mist iemand"]
    assert [line.subject for line in report.of_kind(LineKind.HELP_WANTED)] == ["contact"]


def test_a_letter_takes_its_tick_back_and_rather_not_stands_alone(pages: TalkPages, qtbot) -> None:
    page = paper(pages, qtbot)
    keys = Keys()
    permit(keys)
    keys.enter()
    keys.enter()
    assert focused().objectName() == "paper_tick_2_a"

    def ticked() -> str:
        rows = {key: page.findChild(QAbstractButton, f"paper_tick_2_{key}") for key in "abcdhz"}
        return "".join(key for key, row in rows.items() if row.isChecked())

    keys.tick("ab")
    assert ticked() == "ab"
    keys.tick("a")
    assert ticked() == "b"
    keys.tick("hz")
    assert ticked() == "hz"
    keys.tick("4")
    assert ticked() == "dh"
    keys.tick("xq")
    assert ticked() == "dh"
    QTest.keyClick(focused(), "A", Qt.KeyboardModifier.ControlModifier)
    assert ticked() == "dh"
    draft = pages.stored()
    assert draft is not None
    answer = draft.answers.get("contact.help_wanted")
    assert answer is not None
    assert answer.value is True


def test_dependent_questions_come_and_go_with_their_answer(pages: TalkPages, qtbot) -> None:
    page = paper(pages, qtbot)
    keys = Keys()
    permit(keys)
    depends = page.findChild(QWidget, "paper_choices_7_4")
    assert depends.isHidden()
    page.findChild(QAbstractButton, "paper_tick_7_1_a").click()
    assert not depends.isHidden()
    page.findChild(QAbstractButton, "paper_tick_7_4_a").click()
    draft = pages.stored()
    assert draft is not None
    answer = draft.answers.get("falls.information")
    assert answer is not None
    assert answer.value is True
    page.findChild(QAbstractButton, "paper_tick_7_1_b").click()
    assert depends.isHidden()


def test_without_permission_for_health_its_number_is_passed_over(pages: TalkPages, qtbot) -> None:
    page = paper(pages, qtbot)
    keys = Keys()
    permit(keys, "aab")
    assert page.findChild(QWidget, "paper_7").isHidden()
    for _ in range(6):
        keys.enter(control=True)
    assert focused().objectName() == "paper_words_8"


@pytest.mark.parametrize(("answers", "asks"), [("ba", True), ("ab", False)])
def test_refusal_and_doubt_leave_nothing_to_type(
    pages: TalkPages, qtbot, answers: str, asks: bool
) -> None:
    page = paper(pages, qtbot)
    keys = Keys()
    permit(keys, answers)
    if answers == "ab":
        permit(keys, "b")
    assert page.findChild(QWidget, "paper_2").isHidden()
    helped = page.findChild(QAbstractButton, "help_contact")
    qtbot.waitUntil(lambda: helped.isVisible() is asks)
    if asks:
        helped.click()
    page.findChild(QAbstractButton, "finish_paper").click()
    assert pages.went_to == [Destination(PageName.HAND_IN, VISIT)]
    draft = pages.stored()
    assert draft is not None
    assert draft.consents.answer(Purpose.HEALTH) is ConsentAnswer.NO
    assert (draft.answers.get("contact.help_wanted") is not None) is asks


def test_an_open_question_of_permission_is_asked_again(pages: TalkPages, qtbot) -> None:
    page = paper(pages, qtbot)
    page.findChild(QAbstractButton, "finish_paper").click()
    assert pages.went_to == []
    assert focused().objectName() == "paper_a1_a"
    said = page.findChild(QWidget, "paper_a1").accessibleDescription()
    assert said == "Kies wat er op het papier staat."
    permit(Keys(), "a")
    assert page.findChild(QWidget, "paper_a1").accessibleDescription() == ""


def test_what_was_said_in_the_talk_stands_there_and_stays(pages: TalkPages, qtbot) -> None:
    first = paper(pages, qtbot)
    keys = Keys()
    permit(keys)
    keys.write("Eerst dit. En dan dat.")
    keys.enter()
    keys.write("Over mijn zus.")
    keys.enter()
    keys.tick("a")
    first.hide()
    before = pages.stored()
    second = paper(pages, qtbot)
    assert second.findChild(QPlainTextEdit, "paper_words_1").toPlainText() == (
        "Eerst dit. En dan dat."
    )
    assert second.findChild(QAbstractButton, "paper_tick_2_a").isChecked()
    assert second.findChild(QAbstractButton, "paper_a3_a").isChecked()
    second.hide()
    assert pages.stored() == before
    assert before is not None
    assert sheet(before.told) == "Eerst dit. En dan dat.\nOver mijn zus.\n"


def test_a_new_line_is_shift_enter_and_a_citizen_number_is_said(pages: TalkPages, qtbot) -> None:
    page = paper(pages, qtbot)
    keys = Keys()
    permit(keys)
    keys.write("Een.")
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    keys.write("Twee. 111222333")
    editor = page.findChild(QPlainTextEdit, "paper_words_1")
    assert editor.toPlainText() == "Een.\nTwee. 111222333"
    assert "burgerservicenummer" in editor.accessibleDescription()


def test_a_full_disk_keeps_what_was_typed(pages: TalkPages, qtbot) -> None:
    page = paper(pages, qtbot)
    keys = Keys()
    permit(keys)
    pages.full_disk = OSError("full")
    keys.write("Blijft staan.")
    keys.enter()
    editor = page.findChild(QPlainTextEdit, "paper_words_1")
    assert editor.toPlainText() == "Blijft staan."
    page.findChild(QAbstractButton, "finish_paper").click()
    assert pages.went_to == []
    pages.full_disk = None
    page.findChild(QAbstractButton, "finish_paper").click()
    assert pages.went_to == [Destination(PageName.HAND_IN, VISIT)]


def test_the_way_back_keeps_what_was_typed(pages: TalkPages, qtbot) -> None:
    page = paper(pages, qtbot)
    permit(Keys())
    QTest.keyClicks(page.findChild(QLineEdit, "paper_wish_2"), "Koffie drinken")
    page.findChild(QAbstractButton, "back_to_today").click()
    assert pages.went_to == [Destination(PageName.TODAY)]
    draft = pages.stored()
    assert draft is not None
    wish = draft.answers.get("contact.wish")
    assert wish is not None
    assert wish.value == "Koffie drinken"


def test_a_day_and_a_number_are_typed_over_and_what_is_neither_stays(
    pages: TalkPages, qtbot
) -> None:
    kinds = (QuestionKind.DATE, QuestionKind.INTEGER)
    asked = tuple(Question(f"own.{kind.value}", kind, Words("Sinds?")) for kind in kinds)
    known = pages.guides["default"]
    own = LifeArea("own", Words("Eigen"), asked)
    pages.guides["default"] = replace(known, areas=(own, *known.areas))
    page = paper(pages, qtbot)
    keys = Keys()
    permit(keys)
    for typed in ("", "3-5-1998", "41 jaar"):
        keys.write(typed)
        keys.enter()
    draft = pages.stored()
    assert draft is not None
    assert draft.answers.get("own.date") == Answer(date(1998, 5, 3))
    assert draft.answers.get("own.integer") == Answer(other="41 jaar")
    page.open(VISIT)
    assert page.findChild(QLineEdit, "field_paper_1_1").text() == "3-5-1998"
    page.findChild(QAbstractButton, "rather_not_paper_1_2").click()
    assert pages.stored().answers.get("own.integer") == RATHER_NOT


def test_a_visit_that_is_not_there_says_so(pages: TalkPages, qtbot) -> None:
    page = paper(pages, qtbot)
    page.open(identifier(999))
    said = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert "Dit bezoek ging niet open." in said


@pytest.mark.parametrize(("theme", "percent"), [("light", 100), ("dark", 150), ("contrast", 200)])
def test_the_page_fits_the_smallest_screen(
    pages: TalkPages, qtbot, theme: str, percent: int
) -> None:
    pages.look.apply(theme, percent)
    page = paper(pages, qtbot)
    permit(Keys())
    assert page.demanded_width() <= 1366
