"""Versions of a guide: a question in use never changes, and no answer to one is lost."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest

from huisbezoek.model.domain.answers import Answer, Answers, reported
from huisbezoek.model.domain.guide_editing import (
    editable,
    moved_area,
    moved_question,
    new_question_link,
    renamed_area,
    with_new_area,
    with_question,
    without_area,
    without_question,
)
from huisbezoek.model.domain.guide_versions import (
    QUESTION_LIMIT,
    GuideConditionError,
    GuideDifference,
    GuideTooLongError,
    GuideWithoutSubjectError,
    QuestionInUseError,
    check_complete,
    check_in_use,
    guide_difference,
    original_link,
    renewed,
    version_number,
    with_kept_answers,
)
from huisbezoek.model.domain.guides import (
    Condition,
    ConversationGuide,
    GuideCycleError,
    GuideReferenceError,
    GuideSelfReferenceError,
    LifeArea,
    Operator,
    Option,
    Question,
    QuestionKind,
    Words,
)

YES_NO = (Option("y", Words("Ja")), Option("n", Words("Nee")))


def choice(link_id: str, text: str = "Kiest u?", *, options=YES_NO, when=()) -> Question:
    return Question(link_id, QuestionKind.CHOICE, Words(text), options=options, show_when=when)


def said(link_id: str, text: str = "Vertel eens.") -> Question:
    return Question(link_id, QuestionKind.TEXT, Words(text))


def if_yes(link_id: str) -> tuple[Condition, ...]:
    return (Condition(link_id, Operator.EQUALS, "y"),)


TICKS = Question(
    "home.ticks", QuestionKind.CHOICE, Words("Past dit?"), options=YES_NO, several=True
)
HOME = LifeArea(
    "home",
    Words("Wonen"),
    (
        Question("home.q1", QuestionKind.STARTER, Words("Hoe woont u?")),
        choice("home.q2"),
        said("home.own_words"),
        choice("home.q3", "Waarom?", when=if_yes("home.q2")),
        TICKS,
    ),
)
MONEY = LifeArea("money", Words("Geld"), (said("money.q1"),), permission="health")
GUIDE = ConversationGuide("default", "1", Words("Gesprek"), (HOME, MONEY))


@pytest.fixture
def new_link():
    numbers = count(0xA0)
    return lambda: f"{next(numbers):x}"


def changed(question: Question, guide: ConversationGuide = GUIDE) -> ConversationGuide:
    area = guide.area_of(question.link_id)
    assert area is not None
    return with_question(guide, area.link_id, question)


def links(guide: ConversationGuide) -> Iterator[str]:
    return (question.link_id for question in guide.questions())


# --- editing -------------------------------------------------------------------------------------


def test_subjects_move_by_one_place_and_stop_at_the_edge() -> None:
    assert [area.link_id for area in moved_area(GUIDE, "money", -1).areas] == ["money", "home"]
    assert moved_area(GUIDE, "money", 1) == GUIDE
    assert moved_area(GUIDE, "nowhere", 1) == GUIDE


def test_a_question_changes_place_with_the_next_that_is_not_standing() -> None:
    moved = moved_question(GUIDE, "home.q3", -1)
    order = [question.link_id for question in moved.areas[0].questions]
    assert order == ["home.q1", "home.q3", "home.own_words", "home.q2", "home.ticks"]
    assert moved_question(GUIDE, "nowhere", 1) == GUIDE
    assert "home.own_words" not in [question.link_id for question in editable(HOME)]


def test_a_new_subject_comes_before_the_last_with_the_standing_parts(new_link) -> None:
    made = with_new_area(GUIDE, Words("Tuin"), GUIDE, new_link)
    assert [area.title.nl for area in made.areas] == ["Wonen", "Tuin", "Geld"]
    assert [question.link_id for question in made.areas[1].questions] == ["sa0.own_words"]
    assert new_question_link("sa0", new_link) == "sa0.qa1"


def test_a_subject_is_renamed_and_removed() -> None:
    assert renamed_area(GUIDE, "home", Words("Thuis")).areas[0].title.nl == "Thuis"
    assert [area.link_id for area in without_area(GUIDE, "money").areas] == ["home"]


def test_a_question_comes_last_or_in_its_own_place() -> None:
    added = with_question(GUIDE, "money", said("money.q2"))
    assert list(links(added))[-1] == "money.q2"
    again = changed(said("money.q1", "Anders"), added)
    assert [q.text.nl for q in again.areas[1].questions] == ["Anders", "Vertel eens."]
    assert "money.q1" not in links(without_question(GUIDE, "money.q1"))


def test_what_another_question_waits_for_cannot_go() -> None:
    with pytest.raises(GuideReferenceError) as refused:
        without_question(GUIDE, "home.q2")
    assert refused.value.values["question"] == "home.q3"


def test_a_circle_and_a_question_that_waits_for_itself_are_refused() -> None:
    with pytest.raises(GuideCycleError):
        changed(choice("home.q2", when=if_yes("home.q3")))
    with pytest.raises(GuideSelfReferenceError) as refused:
        changed(choice("home.q2", when=if_yes("home.q2")))
    assert refused.value.values == {"question": "home.q2"}


# --- a question in use ---------------------------------------------------------------------------


def test_versions_are_called_by_their_number() -> None:
    assert [version_number(one) for one in ("1", "12-3f9a", "nieuw")] == [1, 12, 0]
    assert original_link("home.q1.v3f9a") == "home.q1"
    assert original_link("home.q1") == "home.q1"


@pytest.mark.parametrize(
    "question",
    [
        choice("home.q2", "Iets anders?"),
        said("home.q2", "Kiest u?"),
        choice("home.q2", options=YES_NO[:1]),
        choice("home.q2", options=(Option("y", Words("Jazeker")), YES_NO[1])),
        replace(choice("home.q2"), several=True),
        replace(TICKS, text=Words("Klopt dit?")),
        replace(TICKS, options=(Option("y", Words("Jazeker")),)),
    ],
)
def test_a_question_in_use_keeps_its_meaning(question: Question) -> None:
    with pytest.raises(QuestionInUseError) as refused:
        check_in_use(changed(question), [GUIDE])
    assert refused.value.values == {"question": question.link_id}


@pytest.mark.parametrize(
    "question",
    [
        replace(choice("home.q2"), help=Words("Mag ook later.")),
        replace(choice("home.q2"), text=Words("Kiest u?", "Do you choose?")),
        choice("home.q2", options=YES_NO[::-1]),
        replace(TICKS, options=(*YES_NO, Option("z", Words("Soms")))),
        replace(TICKS, options=YES_NO[:1]),
        choice("home.q9"),
    ],
)
def test_help_translation_order_and_ticks_that_come_or_go_are_free(
    question: Question, new_link
) -> None:
    guide = with_question(GUIDE, "home", question)
    check_in_use(guide, [GUIDE])
    assert renewed(guide, [GUIDE], new_link) == guide


def test_a_changed_question_gets_a_link_of_its_own_and_conditions_follow(new_link) -> None:
    made = renewed(changed(choice("home.q2", "Wilt u dat?")), [GUIDE], new_link)
    check_in_use(made, [GUIDE])
    assert "home.q2.va0" in links(made)
    assert made.areas[0].questions[3].show_when == if_yes("home.q2.va0")
    difference = guide_difference(GUIDE, made)
    assert [(one.text.nl, other.text.nl) for one, other in difference.changed] == [
        ("Kiest u?", "Wilt u dat?")
    ]
    assert difference.added == difference.gone == ()
    again = renewed(changed(choice("home.q2.va0", "Echt?"), made), [made, GUIDE], new_link)
    assert "home.q2.va1" in links(again)


def test_a_reworded_tick_gets_another_code(new_link) -> None:
    reworded = replace(TICKS, options=(Option("y", Words("Jazeker")), YES_NO[1]))
    made = renewed(changed(reworded), [GUIDE], new_link)
    ticks = made.areas[0].ticks()
    assert ticks is not None
    assert [option.code for option in ticks.options] == ["y.va0", "n"]
    check_in_use(made, [GUIDE])
    (pair,) = guide_difference(GUIDE, made).changed
    assert pair[1].link_id == "home.ticks"


# --- what may be published -----------------------------------------------------------------------


def test_a_guide_without_subjects_is_refused() -> None:
    with pytest.raises(GuideWithoutSubjectError):
        check_complete(replace(GUIDE, areas=()))


def test_five_hundred_questions_are_refused_with_their_number() -> None:
    many = LifeArea("home", Words("Wonen"), tuple(said(f"home.q{n}") for n in range(500)))
    with pytest.raises(GuideTooLongError) as refused:
        check_complete(replace(GUIDE, areas=(many,)))
    assert refused.value.values == {"count": 500, "most": QUESTION_LIMIT}


def test_a_condition_on_an_answer_that_is_not_there_is_refused() -> None:
    wrong = choice("home.q3", when=(Condition("home.q2", Operator.EQUALS, "gone"),))
    with pytest.raises(GuideConditionError) as refused:
        check_complete(changed(wrong))
    assert refused.value.values == {"question": "home.q3", "reference": "home.q2"}


def test_conditions_on_texts_and_on_being_answered_are_fine() -> None:
    text = Condition("money.q1", Operator.EQUALS, "ja")
    known = Condition("home.q2", Operator.EXISTS, value=True)
    check_complete(changed(choice("home.q3", when=(text, known))))


# --- the difference ------------------------------------------------------------------------------


def test_equal_guides_do_not_differ() -> None:
    assert guide_difference(GUIDE, replace(GUIDE, version="2")).is_empty()


def test_the_difference_names_everything_once(new_link) -> None:
    after = with_new_area(without_area(GUIDE, "money"), Words("Tuin"), GUIDE, new_link)
    after = renamed_area(after, "home", Words("Thuis"))
    after = with_question(after, "home", said("home.q9", "Nieuw"))
    after = changed(replace(HOME.questions[0], help=Words("Rustig.")), after)
    difference = guide_difference(GUIDE, after)
    assert [area.title.nl for area in difference.new_areas] == ["Tuin"]
    assert [area.title.nl for area in difference.gone_areas] == ["Geld"]
    assert [(a.title.nl, b.title.nl) for a, b in difference.renamed_areas] == [("Wonen", "Thuis")]
    assert [one.link_id for one in difference.added] == ["sa0.own_words", "home.q9"]
    assert [one.link_id for one in difference.gone] == ["money.q1"]
    assert [one.link_id for one in difference.rules] == ["home.q1"]
    assert not difference.moved
    assert not difference.is_empty()
    assert guide_difference(GUIDE, moved_area(GUIDE, "home", 1)) == GuideDifference(moved=True)


# --- answers that are kept -----------------------------------------------------------------------


def test_an_answered_question_that_is_gone_stays_in_sight_and_goes_along() -> None:
    newer = without_area(without_question(GUIDE, "home.q3"), "money")
    answers = Answers(
        {
            "home.q2": Answer("y"),
            "home.q3": Answer("n"),
            "money.q1": Answer("Ja hoor."),
            "home.ticks": Answer(("y",)),
        }
    )
    kept = with_kept_answers(newer, answers, [newer, GUIDE])
    assert set(links(kept)) - set(links(newer)) == {"home.q3", "money.q1"}
    assert kept.areas[-1].permission == "health"
    assert set(reported(kept, answers)) == set(answers)
    assert with_kept_answers(newer, Answers({"home.q3": Answer()}), [GUIDE]) == newer


def test_an_answer_that_was_hidden_is_kept_and_not_brought_back() -> None:
    newer = without_question(GUIDE, "home.q3")
    answers = Answers({"home.q2": Answer("n"), "home.q3": Answer("y")})
    kept = with_kept_answers(newer, answers, [GUIDE])
    assert kept == newer
    assert "home.q3" not in set(reported(kept, answers))
    assert answers.get("home.q3") == Answer("y")


def test_a_tick_that_is_gone_stays_where_it_was_ticked() -> None:
    newer = changed(replace(TICKS, options=YES_NO[:1]))
    kept = with_kept_answers(newer, Answers({"home.ticks": Answer(("n",))}), [GUIDE])
    ticks = kept.areas[0].ticks()
    assert ticks is not None
    assert [option.code for option in ticks.options] == ["y", "n"]
