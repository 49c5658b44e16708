"""The form: a guide of sixty questions opened, and another subject chosen, to painted widgets."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from huisbezoek.app.resources import resources_folder
from huisbezoek.app.windows import make_application
from huisbezoek.model.domain.answers import Answers, visible
from huisbezoek.model.domain.guides import (
    ConversationGuide,
    LifeArea,
    Option,
    Question,
    QuestionKind,
    Words,
    part,
)
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.field import TextField
from huisbezoek.ui.widgets.subject_menu import SubjectMenu
from huisbezoek.ui.widgets.talk_sheet import TalkSheet
from huisbezoek.ui.widgets.told_sheet import ToldSheet
from tests.bench.measuring import CPU, Outcome, Part, alternate, p95, timed
from tests.bench.populations import Size

SUBJECTS, QUESTIONS = 10, 6
TIMES_PER_ROUND = 8
TARGET = 2.0
_ANSWERS = ("Graag", "Liever niet", "Misschien later")


def run(size: Size, rounds: int) -> Outcome:
    """p95 of the talk's own widgets against the same ones made and painted bare; processor time."""
    application = make_application()
    look = LookSource(application, resources_folder())
    guide = _guide()
    times = max(rounds * TIMES_PER_ROUND, 5)
    opened = alternate(
        lambda: _opening(application, lambda: _open(look, guide)),
        lambda: _opening(application, lambda: _open_bare(look, guide)),
        times,
    )
    switched = alternate(
        _switching(application, look, guide), _switching_bare(application, look, guide), times
    )
    parts = (
        Part("open_60_questions_p95", p95(opened[0]), p95(opened[1]), "s", times, TARGET),
        Part("switch_subject_p95", p95(switched[0]), p95(switched[1]), "s", times, TARGET),
    )
    return Outcome("form", size.name, parts)


def _guide() -> ConversationGuide:
    """Ten subjects of six questions: ticks, wish, help, two choices and a text."""
    options = tuple(Option(f"o{n}", Words(text)) for n, text in enumerate(_ANSWERS))
    kinds = {
        "ticks": (QuestionKind.CHOICE, True),
        "wish": (QuestionKind.STRING, False),
        "help_wanted": (QuestionKind.BOOLEAN, False),
        "own1": (QuestionKind.CHOICE, False),
        "own2": (QuestionKind.CHOICE, False),
        "own3": (QuestionKind.TEXT, False),
    }
    areas = []
    for number in range(SUBJECTS):
        link_id = f"s{number}"
        questions = tuple(
            Question(
                part(link_id, name),
                kind,
                Words(f"Wat vindt u van onderwerp {number}?"),
                options=options if kind is QuestionKind.CHOICE else (),
                several=several,
            )
            for name, (kind, several) in kinds.items()
        )
        assert len(questions) == QUESTIONS
        areas.append(LifeArea(link_id, Words(f"Onderwerp {number}"), questions))
    return ConversationGuide("bench", "1", Words("Gesprek"), tuple(areas))


def _open(look: LookSource, guide: ConversationGuide) -> QWidget:
    sheet = TalkSheet(look)
    sheet.questions.set_person("mevrouw")
    sheet.set_subjects(guide.areas, guide.areas[0].link_id)
    _show_subject(sheet, guide, 0)
    return sheet


def _show_subject(sheet: TalkSheet, guide: ConversationGuide, number: int) -> None:
    """As the page of the talk does when a subject is chosen."""
    answers = Answers()
    sheet.questions.set_area(guide.areas[number], answers, visible(guide, answers))
    sheet.set_written(frozenset())


def _open_bare(look: LookSource, guide: ConversationGuide) -> QWidget:
    window = QWidget()
    box = QVBoxLayout(window)
    choices = [Choice(area.link_id, area.title.nl) for area in guide.areas]
    box.addWidget(SubjectMenu(look, "", choices))
    box.addWidget(ToldSheet(look))
    box.addWidget(_bare_questions(look, guide.areas[0]))
    return window


def _bare_questions(look: LookSource, area: LifeArea) -> QWidget:
    """The widgets of a subject without what fills, shows, hides and answers."""
    holder = QWidget()
    box = QVBoxLayout(holder)
    rows = [Choice(str(number), text) for number, text in enumerate((*_ANSWERS, "x", "y"))]
    for question in area.questions:
        if question.kind is QuestionKind.CHOICE:
            several = question.several
            box.addWidget(
                ChoiceGroup(
                    look,
                    "" if several else question.text.nl,
                    rows,
                    several=several,
                    columns=2 if several else 3,
                )
            )
        elif question.kind is not QuestionKind.BOOLEAN:
            box.addWidget(TextField(look, question.text.nl))
    return holder


def _opening(application: QApplication, make: Callable[[], QWidget]) -> float:
    windows = []

    def work() -> None:
        window = make()
        _paint(application, window)
        windows.append(window)

    took = timed(work, CPU)
    for window in windows:
        window.close()
    return took


def _paint(application: QApplication, window: QWidget) -> None:
    window.resize(1134, 700)
    window.show()
    application.processEvents()
    assert not window.grab().isNull()


def _switching(
    application: QApplication, look: LookSource, guide: ConversationGuide
) -> Callable[[], float]:
    sheet = _open(look, guide)
    assert isinstance(sheet, TalkSheet)
    _paint(application, sheet)
    turn = [0]

    def switch() -> None:
        turn[0] += 1
        _show_subject(sheet, guide, turn[0] % SUBJECTS)
        application.processEvents()
        sheet.grab()

    return lambda: timed(switch, CPU)


def _switching_bare(
    application: QApplication, look: LookSource, guide: ConversationGuide
) -> Callable[[], float]:
    window = _open_bare(look, guide)
    _paint(application, window)
    turn, shown = [0], [window.layout().itemAt(2).widget()]

    def switch() -> None:
        turn[0] += 1
        shown[0].setParent(None)
        shown[0] = _bare_questions(look, guide.areas[turn[0] % SUBJECTS])
        window.layout().addWidget(shown[0])
        application.processEvents()
        window.grab()

    return lambda: timed(switch, CPU)
