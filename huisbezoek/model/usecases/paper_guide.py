"""The guide of a visit for on paper: the same subjects, each with its number and letters."""

from collections.abc import Mapping
from typing import Final

from huisbezoek.model.domain.consent import Purpose
from huisbezoek.model.domain.guides import (
    ConversationGuide,
    LifeArea,
    Question,
    QuestionKind,
    assemble,
    part,
)
from huisbezoek.model.usecases.ports.documents import PaperGuideInput
from huisbezoek.model.usecases.ports.paper_guide import (
    NO,
    OPTION_KEYS,
    YES,
    PaperOption,
    PaperQuestion,
    PaperSubject,
    PaperWriting,
)
from huisbezoek.model.usecases.ports.work import Reading
from huisbezoek.model.usecases.senders import known_sender

_CHOSEN: Final = frozenset({QuestionKind.CHOICE, QuestionKind.OPEN_CHOICE})
_WRITTEN: Final = {
    QuestionKind.STRING: PaperWriting.WORDS,
    QuestionKind.TEXT: PaperWriting.WORDS,
    QuestionKind.DATE: PaperWriting.DAY,
    QuestionKind.INTEGER: PaperWriting.NUMBER,
}
_STANDING: Final = ("own_words", "wish", "help_wanted", "mark")


def paper_guide(
    reading: Reading, visit: str, guides: Mapping[str, ConversationGuide]
) -> PaperGuideInput:
    """What the paper guide of a visit holds: nothing about the resident.

    Only the choice of subjects shows for which target group it was made.
    """
    guide = assemble(guides, reading.visit(visit).talk_groups)
    return PaperGuideInput(paper_subjects(guide), known_sender(reading.organisation()))


def paper_subjects(guide: ConversationGuide) -> tuple[PaperSubject, ...]:
    """The subjects in the order of the guide, numbered from 1.

    Marks are not on it: a talk knows no scores.
    """
    return tuple(_subject(number, area) for number, area in enumerate(guide.areas, start=1))


def _subject(number: int, area: LifeArea) -> PaperSubject:
    ticks = area.ticks()
    present = {question.link_id for question in area.questions}
    wish, helped = part(area.link_id, "wish"), part(area.link_id, "help_wanted")
    return PaperSubject(
        number=number,
        link_id=area.link_id,
        title=area.title.nl,
        starters=tuple(question.text.nl for question in area.starters()),
        ticks=_question(str(number), ticks) if ticks is not None else None,
        wish=wish if wish in present else "",
        help_wanted=helped if helped in present else "",
        questions=_own_questions(number, area),
        about_health=area.permission == Purpose.HEALTH.value,
    )


def _own_questions(number: int, area: LifeArea) -> tuple[PaperQuestion, ...]:
    standing = {part(area.link_id, name) for name in _STANDING}
    asked = [
        question
        for question in area.answerable()
        if question.link_id not in standing
        and question != area.ticks()
        and question.kind in {*_CHOSEN, *_WRITTEN, QuestionKind.BOOLEAN}
    ]
    return tuple(
        _question(f"{number}.{place}", question) for place, question in enumerate(asked, start=1)
    )


def _question(number: str, question: Question) -> PaperQuestion:
    if question.kind is QuestionKind.BOOLEAN:
        answers = [(YES, ""), (NO, "")]
    else:
        answers = [(option.code, option.text.nl) for option in question.options]
    # More answers than letters have no place on paper; the page shows them all.
    keys = [*OPTION_KEYS, *("" for _ in answers[len(OPTION_KEYS) :])]
    return PaperQuestion(
        number=number,
        link_id=question.link_id,
        text=question.text.nl,
        options=tuple(
            PaperOption(key, code, text) for key, (code, text) in zip(keys, answers, strict=False)
        ),
        several=question.several,
        is_open=question.kind is QuestionKind.OPEN_CHOICE,
        help=question.help.nl,
        writing=_WRITTEN.get(question.kind, PaperWriting.WORDS),
    )
