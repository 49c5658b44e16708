"""Fictional reports and random answers for the tests of guides, answers and reports."""

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st

from huisbezoek.model.domain.answers import Answer, Answers
from huisbezoek.model.domain.consent import Consent, ConsentAnswer, Consents, Purpose
from huisbezoek.model.domain.guides import ConversationGuide, Question, QuestionKind

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
VISIT: dict[str, Any] = {
    "visit_id": "11",
    "resident_id": "22",
    "visitor_id": "33",
    "held_on": date(2026, 11, 23),
}


def consents(*allowed: Purpose, refused: tuple[Purpose, ...] = ()) -> Consents:
    """Permission for these purposes; the others were not asked, or refused."""
    known = Consents()
    for purpose in allowed:
        known = known.with_consent(Consent(purpose, ConsentAnswer.YES, "v1", NOW))
    for purpose in refused:
        known = known.with_consent(Consent(purpose, ConsentAnswer.NO, "v1", NOW))
    return known


ALLOWED = consents(Purpose.NOTES, Purpose.HEALTH, Purpose.AFTERCARE, Purpose.QUALITY)


def answer_for(question: Question) -> st.SearchStrategy[Answer]:
    """Any answer that fits the question, "rather not say" among them."""
    codes = [option.code for option in question.options]
    match question.kind:
        case QuestionKind.CHOICE | QuestionKind.OPEN_CHOICE if question.several:
            values: st.SearchStrategy[Any] = st.lists(
                st.sampled_from(codes), min_size=1, unique=True
            ).map(tuple)
        case QuestionKind.CHOICE | QuestionKind.OPEN_CHOICE:
            values = st.sampled_from(codes)
        case QuestionKind.BOOLEAN:
            values = st.booleans()
        case QuestionKind.INTEGER:
            values = st.integers(0, 10)
        case QuestionKind.DATE:
            values = st.dates(date(2020, 1, 1), date(2030, 1, 1))
        case _:
            values = st.sampled_from([f"Over {question.link_id}.", "Dat weet ik niet. Of wel?"])
    answers = values.map(Answer)
    if question.kind is QuestionKind.OPEN_CHOICE:
        own_words = st.sampled_from(["", "Met mijn zus. En de hond."])
        answers = st.builds(Answer, st.none() | values, own_words).filter(
            lambda answer: not answer.is_empty()
        )
    return st.one_of(answers, st.just(Answer(rather_not=True)))


@st.composite
def some_answers(draw: st.DrawFn, guide: ConversationGuide) -> Answers:
    """Answers to a few questions of the guide."""
    questions = [one for area in guide.areas for one in area.answerable()]
    chosen = draw(st.lists(st.sampled_from(questions), max_size=12, unique=True))
    return Answers({one.link_id: draw(answer_for(one)) for one in chosen})
