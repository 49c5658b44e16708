"""Answers: "rather not say" counts, hidden ones are kept, and the order leaves no trace."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from huisbezoek.model.domain.answers import (
    RATHER_NOT,
    Answer,
    AnswerDoesNotFitError,
    AnswerNotReadableError,
    Answers,
    check_fits,
    reported,
    visible,
)
from huisbezoek.model.domain.guides import (
    Behaviour,
    Condition,
    ConversationGuide,
    LifeArea,
    Operator,
    Option,
    Question,
    QuestionKind,
    Words,
)
from tests.unit.report_samples import answer_for

OPTIONS = tuple(Option(code, Words(code)) for code in ("x", "y", "z"))


def one(link_id: str, kind: QuestionKind, *conditions: Condition, **more: object) -> Question:
    return Question(link_id, kind, Words(link_id), show_when=conditions, **more)  # type: ignore[arg-type] # fields by name


def when(link_id: str, operator: Operator, value: str | int | bool) -> Condition:
    return Condition(link_id, operator, value)


CHOICE = one("choice", QuestionKind.CHOICE, options=OPTIONS)
TICKS = one("ticks", QuestionKind.CHOICE, options=OPTIONS, several=True)
OPEN = one("open", QuestionKind.OPEN_CHOICE, options=OPTIONS)
EQUAL = one("equal", QuestionKind.TEXT, when("choice", Operator.EQUALS, "x"))
DIFFERENT = one("different", QuestionKind.TEXT, when("choice", Operator.DIFFERS, "x"))
EXISTS = one("exists", QuestionKind.BOOLEAN, when("choice", Operator.EXISTS, value=True))
ABSENT = one("absent", QuestionKind.INTEGER, when("choice", Operator.EXISTS, value=False))
TICKED = one("ticked", QuestionKind.DATE, when("ticks", Operator.EQUALS, "y"))
BEHIND = one("behind", QuestionKind.TEXT, when("exists", Operator.EQUALS, value=True))
BOTH = one(
    "both",
    QuestionKind.TEXT,
    when("choice", Operator.EQUALS, "x"),
    when("ticks", Operator.EQUALS, "y"),
)
EITHER = one("either", QuestionKind.TEXT, *BOTH.show_when, behaviour=Behaviour.ANY)
QUESTIONS = (CHOICE, TICKS, OPEN, EQUAL, DIFFERENT, EXISTS, ABSENT, TICKED, BEHIND, BOTH, EITHER)
GUIDE = ConversationGuide("g", "1", Words("g"), (LifeArea("a", Words("a"), QUESTIONS),))


@pytest.mark.parametrize(
    ("given_answers", "shown", "hidden"),
    [
        ({}, {"different", "absent"}, {"equal", "exists", "both", "either", "ticked"}),
        ({"choice": Answer("x")}, {"equal", "exists", "either"}, {"different", "absent", "both"}),
        ({"choice": Answer("y")}, {"different", "exists"}, {"equal", "absent", "either"}),
        ({"choice": RATHER_NOT}, {"different", "absent"}, {"equal", "exists"}),
        ({"ticks": Answer(("y", "z"))}, {"ticked", "either"}, {"both"}),
        ({"choice": Answer("x"), "ticks": Answer(("y",))}, {"both", "either"}, {"different"}),
        ({"choice": Answer("x"), "exists": Answer(value=True)}, {"behind"}, set()),
        # The answer behind a hidden question counts as not given.
        ({"exists": Answer(value=True)}, {"absent"}, {"behind", "exists"}),
    ],
)
def test_questions_show_when_their_conditions_hold(
    given_answers: dict[str, Answer], shown: set[str], hidden: set[str]
) -> None:
    found = visible(GUIDE, Answers(given_answers))
    assert shown <= found
    assert not hidden & found


def test_a_question_can_wait_for_a_date() -> None:
    asked = one("since", QuestionKind.DATE)
    follows = one("after", QuestionKind.TEXT, when("since", Operator.EQUALS, "2026-11-02"))
    guide = ConversationGuide("g", "1", Words("g"), (LifeArea("a", Words("a"), (asked, follows)),))
    same, other = Answer(date(2026, 11, 2)), Answer(date(2026, 11, 3))
    assert "after" in visible(guide, Answers({"since": same}))
    assert "after" not in visible(guide, Answers({"since": other}))


def test_a_hidden_answer_is_kept_but_not_reported() -> None:
    answers = Answers({"choice": Answer("x"), "equal": Answer("Ja, graag.")})
    hiding = answers.with_answer("choice", Answer("y"))
    assert hiding.get("equal") == Answer("Ja, graag.")
    assert "equal" not in set(reported(GUIDE, hiding))
    back = hiding.with_answer("choice", Answer("x"))
    assert reported(GUIDE, back) == reported(GUIDE, answers)


def test_untouched_is_not_discussed() -> None:
    answers = Answers().with_answer("choice", Answer("x")).without("choice")
    assert answers == Answers()
    assert len(reported(GUIDE, answers)) == 0


def test_rather_not_say_is_an_answer() -> None:
    assert reported(GUIDE, Answers({"choice": RATHER_NOT})).get("choice") == RATHER_NOT


@st.composite
def acts(draw: st.DrawFn) -> list[tuple[str, Answer]]:
    """Answering, changing and clearing, in any order."""
    chosen = draw(st.lists(st.sampled_from(QUESTIONS), max_size=15))
    clear = st.just(Answer())
    return [(q.link_id, draw(st.one_of(answer_for(q), clear))) for q in chosen]


@given(acts(), st.randoms(use_true_random=False))
def test_no_order_of_answering_and_hiding_changes_what_is_reported(acts, random) -> None:
    answers = Answers()
    for link_id, answer in acts:
        answers = answers.with_answer(link_id, answer)
    final = list(dict(acts).items())
    random.shuffle(final)
    shuffled = Answers()
    for link_id, answer in final:
        turned = answer
        if isinstance(answer.value, tuple):
            turned = Answer(tuple(random.sample(answer.value, len(answer.value))))
        shuffled = shuffled.with_answer(link_id, turned)
    assert reported(GUIDE, shuffled) == reported(GUIDE, answers)
    assert list(reported(GUIDE, shuffled)) == list(reported(GUIDE, answers))


@given(acts())
@example([("open", Answer("x", other="eigen woorden")), ("choice", RATHER_NOT)])
def test_answers_survive_their_document(acts) -> None:
    answers = Answers()
    for link_id, answer in acts:
        answers = answers.with_answer(link_id, answer)
    assert Answers.from_document(answers.to_document()) == answers


@pytest.mark.parametrize(
    "document", [None, [], {"a": 1}, {"a": []}, {"a": {"new": 1}}, {"a": {"date": "x"}}]
)
def test_an_unknown_document_is_refused(document: object) -> None:
    with pytest.raises(AnswerNotReadableError):
        Answers.from_document(document)


@given(st.sampled_from(QUESTIONS).flatmap(lambda q: st.tuples(st.just(q), answer_for(q))))
def test_fitting_answers_fit(pair: tuple[Question, Answer]) -> None:
    check_fits(*pair)
    assert pair[0].kind is not QuestionKind.STARTER


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (CHOICE, Answer("w")),
        (CHOICE, Answer(("x",))),
        (CHOICE, Answer(value=True)),
        (CHOICE, Answer("x", other="meer")),
        (CHOICE, Answer("x", rather_not=True)),
        (TICKS, Answer("x")),
        (TICKS, Answer(("x", "w"))),
        (EXISTS, Answer("ja")),
        (ABSENT, Answer(value=True)),
        (TICKED, Answer("2026-11-23")),
        (EQUAL, Answer(date(2026, 11, 23))),
        (one("starter", QuestionKind.STARTER), Answer("x")),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(question: Question, answer: Answer) -> None:
    with pytest.raises(AnswerDoesNotFitError):
        check_fits(question, answer)


def test_an_open_choice_takes_own_words() -> None:
    check_fits(OPEN, Answer("x", other="En nog iets."))
    check_fits(OPEN, Answer(other="Iets anders."))
    assert reported(GUIDE, Answers({"open": Answer(other="Iets.")})).get("open") is not None
