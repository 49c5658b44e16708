"""Versions of a guide: a question in use is never changed, and what was answered is never lost."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from huisbezoek.model.domain.answers import Answers, visible
from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.guides import (
    ConversationGuide,
    LifeArea,
    Option,
    Question,
    part,
)

QUESTION_LIMIT: Final = 300
"""More questions than this do not fit in a talk, nor on its paper form."""

_RENEWED: Final = re.compile(r"\.v[0-9a-f]+$")
_NUMBER: Final = re.compile(r"[0-9]{1,9}")

NewLink = Callable[[], str]
"""Fresh hexadecimal digits for a link id or code."""


class QuestionInUseError(RefusedByRuleError):
    """A question that is in use would get another meaning under the same link id."""

    code = "question_in_use"


class GuideTooLongError(RefusedByRuleError):
    """The guide has more questions than fit in a talk."""

    code = "guide_too_long"


class GuideWithoutSubjectError(RefusedByRuleError):
    """The guide has no subject left to talk about."""

    code = "guide_without_subject"


class GuideConditionError(RefusedByRuleError):
    """A condition compares with an answer that cannot be given."""

    code = "guide_condition"


@dataclass(frozen=True, slots=True)
class GuideDifference:
    """What changed between two versions; a changed question is (before, after).

    `rules` are questions of which only help, English or the condition changed.
    """

    new_areas: tuple[LifeArea, ...] = ()
    gone_areas: tuple[LifeArea, ...] = ()
    renamed_areas: tuple[tuple[LifeArea, LifeArea], ...] = ()
    added: tuple[Question, ...] = ()
    gone: tuple[Question, ...] = ()
    changed: tuple[tuple[Question, Question], ...] = ()
    rules: tuple[Question, ...] = ()
    moved: bool = False

    def is_empty(self) -> bool:
        """Whether both versions are the same to whoever uses them."""
        return self == GuideDifference()


def version_number(version: str) -> int:
    """The number that people call a version by; 0 when it has none."""
    found = _NUMBER.match(version)
    return int(found.group()) if found else 0


def original_link(link_id: str) -> str:
    """The link id of the question that this one came in the place of."""
    return _RENEWED.sub("", link_id)


def is_ticks(area: LifeArea, question: Question) -> bool:
    """Whether these are the few ticks of the subject, whose options may come and go."""
    return question.link_id == part(area.link_id, "ticks")


def check_complete(guide: ConversationGuide) -> None:
    """Raises when the guide cannot be used in a talk: too long, empty, or a senseless condition."""
    questions = {question.link_id: question for question in guide.questions()}
    if not guide.areas:
        raise GuideWithoutSubjectError
    if len(questions) > QUESTION_LIMIT:
        raise GuideTooLongError(count=len(questions), most=QUESTION_LIMIT)
    for question in questions.values():
        for condition in question.show_when:
            needed = questions[condition.link_id]
            is_code = needed.options and isinstance(condition.value, str)
            if is_code and needed.option(str(condition.value)) is None:
                raise GuideConditionError(question=question.link_id, reference=needed.link_id)


def check_in_use(guide: ConversationGuide, earlier: Iterable[ConversationGuide]) -> None:
    """Raises QuestionInUseError when a link id of an earlier version means something else now."""
    for area, question in _altered(guide, tuple(earlier)):
        if not is_ticks(area, question) or _reworded(question, earlier):
            raise QuestionInUseError(question=question.link_id)


def renewed(
    guide: ConversationGuide, earlier: Sequence[ConversationGuide], new_link: NewLink
) -> ConversationGuide:
    """The guide in which each changed question in use has a link id of its own.

    Conditions follow it. Ticks keep theirs; a reworded tick gets another code.
    """
    links: dict[str, str] = {}
    for area, question in _altered(guide, tuple(earlier)):
        if not is_ticks(area, question):
            links[question.link_id] = f"{original_link(question.link_id)}.v{new_link()}"
    areas = []
    for area in guide.areas:
        questions = (_renewed(area, one, links, earlier, new_link) for one in area.questions)
        areas.append(replace(area, questions=tuple(questions)))
    return replace(guide, areas=tuple(areas))


def guide_difference(before: ConversationGuide, after: ConversationGuide) -> GuideDifference:
    """What changed, in the order of the guide."""
    old_areas = {area.link_id: area for area in before.areas}
    new_areas = {area.link_id: area for area in after.areas}
    old = {question.link_id: question for question in before.questions()}
    new = {question.link_id: question for question in after.questions()}
    added = [question for link_id, question in new.items() if link_id not in old]
    gone = [question for link_id, question in old.items() if link_id not in new]
    changed = _pairs(gone, added)
    paired = {one.link_id for pair in changed for one in pair}
    same = [(old[link_id], new[link_id]) for link_id in new if link_id in old]
    reworded = [(one, other) for one, other in same if one.options != other.options]
    both = {link_id for link_id in (*old_areas, *old) if link_id in {**new_areas, **new}}
    return GuideDifference(
        new_areas=tuple(area for key, area in new_areas.items() if key not in old_areas),
        gone_areas=tuple(area for key, area in old_areas.items() if key not in new_areas),
        renamed_areas=tuple(
            (old_areas[key], area)
            for key, area in new_areas.items()
            if key in old_areas and old_areas[key].title.nl != area.title.nl
        ),
        added=tuple(one for one in added if one.link_id not in paired),
        gone=tuple(one for one in gone if one.link_id not in paired),
        changed=(*changed, *reworded),
        rules=tuple(other for one, other in same if one != other and one.options == other.options),
        moved=_order(before, both) != _order(after, both),
    )


def with_kept_answers(
    guide: ConversationGuide, answers: Answers, earlier: Iterable[ConversationGuide]
) -> ConversationGuide:
    """The guide with the questions of earlier versions that were answered and are in it no more.

    So what was answered stays in sight and goes along. `earlier` is newest first; a question that
    was hidden there is not brought back.
    """
    kept = guide
    for known in earlier:
        present = {question.link_id: question for question in kept.questions()}
        shown = visible(known, answers)
        for area in known.areas:
            for question in area.answerable():
                answer = answers.get(question.link_id)
                if answer is None or answer.is_empty() or question.link_id not in shown:
                    continue
                now = present.get(question.link_id)
                if now is None:
                    kept = _with_question(kept, area, replace(question, show_when=()))
                else:
                    kept = _with_options(kept, now, question, answer.codes())
    return kept


def _altered(
    guide: ConversationGuide, earlier: Sequence[ConversationGuide]
) -> list[tuple[LifeArea, Question]]:
    known: dict[str, list[Question]] = {}
    for one in earlier:
        for question in one.questions():
            known.setdefault(question.link_id, []).append(question)
    return [
        (area, question)
        for area in guide.areas
        for question in area.questions
        if any(_meaning(question) != _meaning(one) for one in known.get(question.link_id, ()))
    ]


def _meaning(question: Question) -> tuple[object, ...]:
    options = frozenset((option.code, option.text.nl) for option in question.options)
    return question.kind, question.text.nl, question.several, options


def _reworded(question: Question, earlier: Iterable[ConversationGuide]) -> bool:
    """Whether ticks in use changed otherwise than by options that come or go."""
    for one in earlier:
        for known in one.questions():
            if known.link_id == question.link_id and (
                _meaning(replace(known, options=())) != _meaning(replace(question, options=()))
                or _reworded_codes(question, known)
            ):
                return True
    return False


def _reworded_codes(question: Question, known: Question) -> set[str]:
    texts = {option.code: option.text.nl for option in known.options}
    return {one.code for one in question.options if texts.get(one.code, one.text.nl) != one.text.nl}


def _renewed(
    area: LifeArea,
    question: Question,
    links: dict[str, str],
    earlier: Sequence[ConversationGuide],
    new_link: NewLink,
) -> Question:
    options = question.options
    if is_ticks(area, question):
        known = [one for old in earlier for one in old.questions()]
        codes = {
            code
            for one in known
            if one.link_id == question.link_id
            for code in _reworded_codes(question, one)
        }
        options = tuple(
            Option(f"{original_link(one.code)}.v{new_link()}", one.text)
            if one.code in codes
            else one
            for one in options
        )
    conditions = tuple(
        replace(one, link_id=links.get(one.link_id, one.link_id)) for one in question.show_when
    )
    link_id = links.get(question.link_id, question.link_id)
    return replace(question, link_id=link_id, options=options, show_when=conditions)


def _pairs(
    gone: Sequence[Question], added: Sequence[Question]
) -> tuple[tuple[Question, Question], ...]:
    came = {original_link(one.link_id): one for one in added if _RENEWED.search(one.link_id)}
    return tuple(
        (one, came[original_link(one.link_id)])
        for one in gone
        if original_link(one.link_id) in came
    )


def _order(guide: ConversationGuide, link_ids: set[str]) -> list[str]:
    found = []
    for area in guide.areas:
        found += [area.link_id, *(question.link_id for question in area.questions)]
    return [link_id for link_id in found if link_id in link_ids]


def _with_question(
    guide: ConversationGuide, area: LifeArea, question: Question
) -> ConversationGuide:
    if guide.area(area.link_id) is None:
        return replace(guide, areas=(*guide.areas, replace(area, questions=(question,))))
    return replace(
        guide,
        areas=tuple(
            replace(one, questions=(*one.questions, question))
            if one.link_id == area.link_id
            else one
            for one in guide.areas
        ),
    )


def _with_options(
    guide: ConversationGuide, now: Question, known: Question, codes: tuple[str, ...]
) -> ConversationGuide:
    missing = tuple(
        option for option in known.options if option.code in codes and not now.option(option.code)
    )
    if not missing:
        return guide
    wider = replace(now, options=(*now.options, *missing))
    return replace(
        guide,
        areas=tuple(
            replace(
                area,
                questions=tuple(wider if one == now else one for one in area.questions),
            )
            for area in guide.areas
        ),
    )
