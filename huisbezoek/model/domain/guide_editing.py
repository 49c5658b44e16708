"""Edits of a guide: each gives another guide, or refuses and leaves the old one as it was.

A guide raises GuideReferenceError when a question goes that another one waits for, and
GuideCycleError when a condition closes a circle.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from huisbezoek.model.domain.guide_versions import NewLink
from huisbezoek.model.domain.guides import (
    ConversationGuide,
    LifeArea,
    Question,
    Words,
    part,
)

STANDING: Final = ("own_words", "wish", "help_wanted", "mark")
"""Parts of a subject that the talk itself knows by name; they are not edited one by one."""

_PartT = TypeVar("_PartT", LifeArea, Question)


def is_standing(area: LifeArea, question: Question) -> bool:
    """Whether the talk knows this question by name, so that it stays as it is."""
    return question.link_id in {part(area.link_id, name) for name in STANDING}


def editable(area: LifeArea) -> tuple[Question, ...]:
    """The questions of a subject that may be edited, in their order."""
    return tuple(question for question in area.questions if not is_standing(area, question))


def new_question_link(area: str, new_link: NewLink) -> str:
    """A link id for a new question in this subject."""
    return f"{area}.q{new_link()}"


def with_new_area(
    guide: ConversationGuide, title: Words, pattern: ConversationGuide, new_link: NewLink
) -> ConversationGuide:
    """The guide with a new subject before the last one.

    It gets the standing parts (own words, wish, help wanted) of the fullest subject of `pattern`.
    """
    link_id = f"s{new_link()}"
    like = max(pattern.areas, key=lambda area: len(_standing(area)))
    standing = tuple(
        replace(question, link_id=part(link_id, question.link_id.removeprefix(like.link_id)[1:]))
        for question in _standing(like)
    )
    place = max(0, len(guide.areas) - 1)
    areas = (*guide.areas[:place], LifeArea(link_id, title, standing), *guide.areas[place:])
    return replace(guide, areas=areas)


def renamed_area(guide: ConversationGuide, link_id: str, title: Words) -> ConversationGuide:
    """The guide in which this subject has another title."""
    return _with_area(guide, link_id, lambda area: replace(area, title=title))


def without_area(guide: ConversationGuide, link_id: str) -> ConversationGuide:
    """The guide without this subject and its questions."""
    return replace(guide, areas=tuple(area for area in guide.areas if area.link_id != link_id))


def moved_area(guide: ConversationGuide, link_id: str, step: int) -> ConversationGuide:
    """The guide in which this subject stands one place up (-1) or down (1)."""
    return replace(guide, areas=_moved(guide.areas, link_id, step))


def with_question(guide: ConversationGuide, area: str, question: Question) -> ConversationGuide:
    """The guide with this question: in the place of the one with its link id, or as the last."""

    def put(present: LifeArea) -> LifeArea:
        known = [one.link_id for one in present.questions]
        if question.link_id in known:
            place = known.index(question.link_id)
            before, after = present.questions[:place], present.questions[place + 1 :]
            return replace(present, questions=(*before, question, *after))
        return replace(present, questions=(*present.questions, question))

    return _with_area(guide, area, put)


def without_question(guide: ConversationGuide, link_id: str) -> ConversationGuide:
    """The guide without this question."""
    return replace(
        guide,
        areas=tuple(
            replace(area, questions=tuple(q for q in area.questions if q.link_id != link_id))
            for area in guide.areas
        ),
    )


def moved_question(guide: ConversationGuide, link_id: str, step: int) -> ConversationGuide:
    """The guide in which this question stands one place up (-1) or down (1) in its subject.

    Standing parts keep their places: the question changes place with the next one like it.
    """
    area = guide.area_of(link_id)
    if area is None:
        return guide
    order = iter(_moved(editable(area), link_id, step))
    questions = tuple(one if is_standing(area, one) else next(order) for one in area.questions)
    return _with_area(guide, area.link_id, lambda one: replace(one, questions=questions))


def _moved(parts: Sequence[_PartT], link_id: str, step: int) -> tuple[_PartT, ...]:
    ordered = list(parts)
    place = next((n for n, one in enumerate(ordered) if one.link_id == link_id), None)
    if place is not None and 0 <= place + step < len(ordered):
        ordered[place], ordered[place + step] = ordered[place + step], ordered[place]
    return tuple(ordered)


def _with_area(
    guide: ConversationGuide, link_id: str, change: Callable[[LifeArea], LifeArea]
) -> ConversationGuide:
    areas = tuple(change(area) if area.link_id == link_id else area for area in guide.areas)
    return replace(guide, areas=areas)


def _standing(area: LifeArea) -> tuple[Question, ...]:
    return tuple(question for question in area.questions if is_standing(area, question))
