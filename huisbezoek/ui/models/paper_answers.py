"""What typing over from paper makes of a draft: own words per subject, letters, yes and no."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

from huisbezoek.model.domain.answers import RATHER_NOT, Answer
from huisbezoek.model.domain.free_text import Passage, pieces
from huisbezoek.model.domain.reports import ReportDraft
from huisbezoek.model.usecases.ports.paper_guide import (
    HELP_KEY,
    NO,
    RATHER_NOT_KEY,
    YES,
    PaperQuestion,
    PaperSubject,
)

_VALUES: Final = {YES: True, NO: False}


def words_of(draft: ReportDraft, subjects: Sequence[PaperSubject]) -> dict[str, str]:
    """What stands at each subject; what was not filed stands at the first one."""
    words = dict.fromkeys((subject.link_id for subject in subjects), "")
    for passage in draft.told:
        subject = passage.subject or next(iter(words), "")
        if subject in words:
            words[subject] += passage.text
    return {subject: text.strip() for subject, text in words.items()}


def with_words(
    draft: ReportDraft, subjects: Sequence[PaperSubject], words: Mapping[str, str]
) -> ReportDraft:
    """The draft with the own words in the order of the paper; nothing changes for equal words.

    What is filed under a subject that is not on this paper stays, behind the rest.
    """
    before = words_of(draft, subjects)
    if all(text.strip() == before.get(subject, "") for subject, text in words.items()):
        return draft
    told: list[Passage] = []
    for place, subject in enumerate(subjects):
        text = words.get(subject.link_id, before[subject.link_id]).strip()
        filed = subject.link_id if place else ""
        told += [Passage(piece, filed) for piece in pieces(f"{text}\n" if text else "")]
    known = {"", *before}
    told += [passage for passage in draft.told if passage.subject not in known]
    return replace(draft, told=tuple(told), stopped=False)


def with_texts(draft: ReportDraft, texts: Mapping[str, str]) -> ReportDraft:
    """The draft with wishes and other answers in words, by link id."""
    for link_id, typed in texts.items():
        before = draft.answers.get(link_id)
        known = before.value if before is not None else ""
        if typed != (known or ""):
            draft = draft.with_answer(link_id, Answer(typed))
    return draft


def with_others(draft: ReportDraft, others: Mapping[str, str]) -> ReportDraft:
    """The draft with own words beside what is chosen, by link id."""
    for link_id, typed in others.items():
        before = draft.answers.get(link_id) or Answer()
        if typed != before.other:
            changed = replace(before, other=typed, rather_not=before.rather_not and not typed)
            draft = draft.with_answer(link_id, changed)
    return draft


def with_exact(draft: ReportDraft, exact: Mapping[str, Answer]) -> ReportDraft:
    """The draft with days and numbers, by link id."""
    for link_id, answer in exact.items():
        if answer != (draft.answers.get(link_id) or Answer()):
            draft = draft.with_answer(link_id, answer)
    return draft


def other_of(draft: ReportDraft, link_id: str) -> str:
    """The own words beside what is chosen, or nothing."""
    answer = draft.answers.get(link_id)
    return answer.other if answer is not None else ""


def text_of(draft: ReportDraft, link_id: str) -> str:
    """The answer in words, or nothing."""
    answer = draft.answers.get(link_id)
    return answer.value if answer is not None and isinstance(answer.value, str) else ""


def ticked(draft: ReportDraft, subject: PaperSubject) -> tuple[str, ...]:
    """The letters that are ticked at a subject."""
    keys = list(chosen(draft, subject.ticks)) if subject.ticks is not None else []
    helped = draft.answers.get(subject.help_wanted)
    if helped is not None and helped.value is True:
        keys.append(HELP_KEY)
    return tuple(keys)


def with_ticks(draft: ReportDraft, subject: PaperSubject, keys: Collection[str]) -> ReportDraft:
    """The draft with exactly these letters ticked at a subject."""
    if subject.ticks is not None:
        draft = with_chosen(draft, subject.ticks, [key for key in keys if key != HELP_KEY])
    if subject.help_wanted:
        wanted = Answer(value=True) if HELP_KEY in keys else Answer()
        draft = draft.with_answer(subject.help_wanted, wanted)
    return draft


def chosen(draft: ReportDraft, question: PaperQuestion) -> tuple[str, ...]:
    """The letters that are chosen at a question."""
    answer = draft.answers.get(question.link_id)
    if answer is None:
        return ()
    if answer.rather_not:
        return (RATHER_NOT_KEY,)
    codes = answer.codes()
    if isinstance(answer.value, bool):
        codes = (YES if answer.value else NO,)
    return tuple(option.key for option in question.options if option.code in codes)


def with_chosen(draft: ReportDraft, question: PaperQuestion, keys: Collection[str]) -> ReportDraft:
    """The draft with exactly these letters at a question; none makes it untouched again.

    Words that were added to an answer elsewhere stay with it.
    """
    codes = tuple(option.code for option in question.options if option.key in keys)
    before = draft.answers.get(question.link_id)
    other = before.other if before is not None else ""
    if RATHER_NOT_KEY in keys:
        answer = RATHER_NOT
    elif question.several:
        answer = Answer(codes or None, other)
    elif codes and codes[0] in _VALUES:
        answer = Answer(_VALUES[codes[0]])
    else:
        answer = Answer(codes[0] if codes else None, other)
    return draft.with_answer(question.link_id, answer)
