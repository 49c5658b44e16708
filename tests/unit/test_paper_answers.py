"""Typing over from paper: the draft holds the words and letters, and what was there stays."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.answers import RATHER_NOT, Answer
from huisbezoek.model.domain.free_text import Passage, sheet
from huisbezoek.model.domain.guides import assemble
from huisbezoek.model.domain.reports import ReportDraft
from huisbezoek.model.usecases.paper_guide import paper_subjects
from huisbezoek.ui.models.paper_answers import (
    chosen,
    text_of,
    ticked,
    with_chosen,
    with_texts,
    with_ticks,
    with_words,
    words_of,
)
from tests.unit.report_samples import VISIT
from tests.unit.test_talk_sheets import GUIDES

SUBJECTS = paper_subjects(assemble(GUIDES, ()))
CONTACT = SUBJECTS[1]
HEALTH = next(subject for subject in SUBJECTS if subject.about_health)
EMPTY = ReportDraft(**VISIT)
KEYS = "abcdhz"
WORDS = st.dictionaries(
    st.sampled_from([subject.link_id for subject in SUBJECTS]),
    st.text("ab .\n\U0001f600\u202e", max_size=30),
)


@given(words=WORDS)
def test_words_come_back_as_they_were_typed(words: dict[str, str]) -> None:
    draft = with_words(EMPTY, SUBJECTS, words)
    kept = words_of(draft, SUBJECTS)
    assert kept == {subject.link_id: words.get(subject.link_id, "").strip() for subject in SUBJECTS}
    assert with_words(draft, SUBJECTS, kept) is draft


def test_what_is_not_on_this_paper_stays_behind_the_rest() -> None:
    told = (
        Passage("Los. ", ""),
        Passage("Van vroeger.", "after_caring"),
        Passage("Mens.", "contact"),
    )
    draft = replace(EMPTY, told=told, stopped=True)
    assert words_of(draft, SUBJECTS)["start"] == "Los."
    changed = with_words(draft, SUBJECTS, {"contact": "Mens. Meer."})
    assert sheet(changed.told) == "Los.\nMens. Meer.\nVan vroeger."
    assert changed.told[-1].subject == "after_caring"
    assert not changed.stopped


@given(keys=st.lists(st.sampled_from(KEYS), unique=True))
def test_ticks_come_back(keys: list[str]) -> None:
    draft = with_ticks(EMPTY, CONTACT, keys)
    expected = {"z", *set(keys) & {"h"}} if "z" in keys else set(keys)
    assert set(ticked(draft, CONTACT)) == expected
    assert with_ticks(draft, CONTACT, []).answers == EMPTY.answers


def test_yes_and_no_are_answers_and_rather_not_is_one_too() -> None:
    question = HEALTH.questions[3]
    for key, answer in (("a", Answer(value=True)), ("b", Answer(value=False)), ("z", RATHER_NOT)):
        draft = with_chosen(EMPTY, question, [key])
        assert draft.answers.get(question.link_id) == answer
        assert chosen(draft, question) == (key,)
    assert chosen(EMPTY, question) == ()
    assert with_chosen(EMPTY, HEALTH.questions[0], ["a"]).answers.get("falls.fell") == Answer("yes")


def test_words_beside_an_answer_stay_with_it() -> None:
    question = HEALTH.questions[0]
    draft = EMPTY.with_answer(question.link_id, Answer("yes", other="Op de trap."))
    changed = with_chosen(draft, question, ["b"])
    assert changed.answers.get(question.link_id) == Answer("no", other="Op de trap.")


def test_a_frame_has_nothing_to_tick() -> None:
    assert ticked(EMPTY, SUBJECTS[0]) == ()
    assert with_ticks(EMPTY, SUBJECTS[0], ["a", "h"]) == EMPTY


@pytest.mark.parametrize(
    ("before", "typed", "after"),
    [
        (None, "", None),
        (None, "Koffie", Answer("Koffie")),
        (Answer("Koffie"), "Koffie", Answer("Koffie")),
        (Answer("Koffie"), "", None),
        (RATHER_NOT, "", RATHER_NOT),
    ],
)
def test_wishes_are_kept_as_typed(before: Answer | None, typed: str, after: Answer | None) -> None:
    draft = EMPTY.with_answer("contact.wish", before) if before is not None else EMPTY
    changed = with_texts(draft, {"contact.wish": typed})
    assert changed.answers.get("contact.wish") == after
    assert text_of(changed, "contact.wish") == (typed if after != RATHER_NOT else "")
