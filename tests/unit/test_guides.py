"""The conversation guide: circles and doubles are refused, sets are put together in order."""

import random
from dataclasses import replace

import pytest

from huisbezoek.model.domain.guides import (
    Condition,
    ConversationGuide,
    GuideCycleError,
    GuideDoubleLinkError,
    GuideReferenceError,
    LifeArea,
    Operator,
    Option,
    Question,
    QuestionKind,
    Words,
    assemble,
    combine,
    evaluation_order,
)


def question(link_id: str, *needs: str) -> Question:
    conditions = tuple(Condition(need, Operator.EQUALS, value=True) for need in needs)
    return Question(link_id, QuestionKind.BOOLEAN, Words(link_id), show_when=conditions)


def guide(name: str, *areas: LifeArea) -> ConversationGuide:
    return ConversationGuide(name, "1", Words(name), areas)


def area(link_id: str, *questions: Question) -> LifeArea:
    return LifeArea(link_id, Words(link_id), questions)


def test_a_question_that_waits_for_itself_is_refused() -> None:
    with pytest.raises(GuideCycleError):
        guide("g", area("a", question("a.1", "a.1")))


def test_a_circle_is_refused_also_across_subjects() -> None:
    with pytest.raises(GuideCycleError):
        guide("g", area("a", question("a.1", "b.1")), area("b", question("b.1", "a.1")))


def test_an_unknown_reference_is_refused_by_name() -> None:
    with pytest.raises(GuideReferenceError) as refused:
        guide("g", area("a", question("a.1", "nowhere")))
    assert refused.value.values == {"question": "a.1", "reference": "nowhere"}


def test_a_double_link_id_is_refused() -> None:
    with pytest.raises(GuideDoubleLinkError):
        guide("g", area("a", question("x")), area("b", question("x")))


def test_five_hundred_questions_in_one_chain_are_ordered() -> None:
    chain = [question("q0"), *(question(f"q{n}", f"q{n - 1}") for n in range(1, 500))]
    random.Random(1).shuffle(chain)
    ordered = evaluation_order(guide("g", area("a", *chain)))
    assert [one.link_id for one in ordered] == [f"q{n}" for n in range(500)]


def test_a_known_subject_gets_more_questions_and_a_new_one_its_place() -> None:
    base = guide("default", area("start"), area("health", question("health.1")), area("close"))
    extra = guide("extra", area("plate", question("plate.1")), area("health", question("falls.1")))
    whole = combine(base, extra)
    assert [one.link_id for one in whole.areas] == ["start", "plate", "health", "close"]
    assert [one.link_id for one in whole.questions()] == ["plate.1", "health.1", "falls.1"]
    assert [(one.name, one.version) for one in whole.versions()] == [
        ("default", "1"),
        ("extra", "1"),
    ]


def test_a_question_is_found_in_its_area_and_one_of_an_older_guide_in_none() -> None:
    health = area("health", question("health.1"))
    known = guide("g", area("start"), health)
    assert known.area_of("health.1") == health
    assert known.area_of("asked.formerly") is None


def test_an_area_knows_its_own_ticks() -> None:
    loose = question("health.ticks")
    one = replace(loose, kind=QuestionKind.CHOICE, options=(Option("a", Words("A")),))
    ticks = replace(one, several=True)
    assert area("health", question("health.1"), ticks).ticks() == ticks
    assert area("home", question("home.1"), ticks).ticks() is None
    for other in (loose, one, replace(ticks, kind=QuestionKind.OPEN_CHOICE)):
        assert area("health", other).ticks() is None


def test_sets_follow_the_groups_of_the_resident() -> None:
    names = ("former_carer", "carer", "pension", "life_questions", "connection")
    library = {name: guide(name, area(name)) for name in names}
    library["default"] = guide("default", area("start"), area("close"))
    chosen = assemble(library, {"age75", "carer"})
    assert [one.link_id for one in chosen.areas] == ["start", "carer", "connection", "close"]
    trained = assemble(library, {"pension"}, life_questions=True)
    assert [one.link_id for one in trained.areas][1:3] == ["pension", "life_questions"]
