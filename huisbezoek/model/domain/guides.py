"""The conversation guide: subjects and questions that help a talk along, not a list to tick off."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from huisbezoek.model.domain.errors import BadInputError

GUIDE_FORMAT: Final = 1
"""The newest shape of a guide that this program understands."""

DEFAULT_GUIDE: Final = "default"
SETS_FOR_GROUPS: Final[Mapping[str, str]] = {
    "former_carer": "former_carer",
    "carer": "carer",
    "pension": "pension",
}
"""Target group -> name of the extra set of questions (domain.md 2.3)."""
SETS_FOR_EVERYBODY: Final = ("falls", "connection")
LIFE_QUESTIONS_SET: Final = "life_questions"


class GuideCycleError(BadInputError):
    """Questions depend on each other in a circle, or on themselves."""

    code = "guide_cycle"


class GuideSelfReferenceError(GuideCycleError):
    """A question waits for its own answer."""

    code = "guide_self_reference"


class GuideReferenceError(BadInputError):
    """A question depends on one that is not in the guide."""

    code = "guide_reference"


class GuideDoubleLinkError(BadInputError):
    """Two parts of the guide carry the same link id."""

    code = "guide_double_link"


class QuestionKind(StrEnum):
    """How a question is answered; `starter` is only said aloud and never answered."""

    STARTER = "starter"
    CHOICE = "choice"
    OPEN_CHOICE = "open_choice"
    BOOLEAN = "boolean"
    INTEGER = "integer"
    DATE = "date"
    STRING = "string"
    TEXT = "text"


class Operator(StrEnum):
    """How a condition compares."""

    EQUALS = "="
    DIFFERS = "!="
    EXISTS = "exists"


class Behaviour(StrEnum):
    """Whether all conditions must hold, or any one of them."""

    ALL = "all"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Words:
    """One text in Dutch, with English where it was translated."""

    nl: str
    en: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen."""

    code: str
    text: Words


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds when the answer to another question compares as asked.

    `value` is a code for choices; for `exists` it is True (answered) or False (not answered).
    """

    link_id: str
    operator: Operator
    value: str | int | bool


@dataclass(frozen=True, slots=True)
class Question:
    """One question; everything is optional in a talk, so nothing is ever required."""

    link_id: str
    kind: QuestionKind
    text: Words
    help: Words = Words("")
    options: tuple[Option, ...] = ()
    several: bool = False
    show_when: tuple[Condition, ...] = ()
    behaviour: Behaviour = Behaviour.ALL

    def option(self, code: str) -> Option | None:
        """The option with this code, or None."""
        return next((option for option in self.options if option.code == code), None)


@dataclass(frozen=True, slots=True)
class LifeArea:
    """A subject of the talk; `permission` names the purpose that must be allowed first."""

    link_id: str
    title: Words
    questions: tuple[Question, ...] = ()
    permission: str = ""

    def starters(self) -> tuple[Question, ...]:
        """The helping questions: said aloud, never answered one by one."""
        return tuple(q for q in self.questions if q.kind is QuestionKind.STARTER)

    def answerable(self) -> tuple[Question, ...]:
        """The questions that can hold an answer."""
        return tuple(q for q in self.questions if q.kind is not QuestionKind.STARTER)

    def ticks(self) -> Question | None:
        """The few ticks of this subject, or None; what is no list of ticks is asked as it is."""
        wanted = part(self.link_id, "ticks")
        ticks = (q for q in self.questions if q.link_id == wanted)
        return next((q for q in ticks if q.several and q.kind is QuestionKind.CHOICE), None)


@dataclass(frozen=True, slots=True)
class GuideVersion:
    """Which version of which guide was used; a question in use is never changed."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class ConversationGuide:
    """Life areas in a quiet order; raises on double link ids, unknown references and circles."""

    name: str
    version: str
    title: Words
    areas: tuple[LifeArea, ...]
    groups: tuple[str, ...] = ()
    parts: tuple[GuideVersion, ...] = ()

    def __post_init__(self) -> None:
        _check_link_ids(self)
        evaluation_order(self)

    def questions(self) -> Iterator[Question]:
        """All questions in the order of the guide."""
        for area in self.areas:
            yield from area.questions

    def area(self, link_id: str) -> LifeArea | None:
        """The life area with this link id, or None."""
        return next((area for area in self.areas if area.link_id == link_id), None)

    def area_of(self, link_id: str) -> LifeArea | None:
        """The life area that holds this question, or None."""
        for area in self.areas:
            if any(question.link_id == link_id for question in area.questions):
                return area
        return None

    def versions(self) -> tuple[GuideVersion, ...]:
        """The guides that this one was put together from, itself when it was read from one file."""
        return self.parts or (GuideVersion(self.name, self.version),)


def part(subject: str, name: str) -> str:
    """The link id of a standing part of a subject: ticks, wish, help_wanted, mark, own_words."""
    return f"{subject}.{name}"


def evaluation_order(guide: ConversationGuide) -> tuple[Question, ...]:
    """The questions so that each comes after those it depends on.

    Raises GuideReferenceError, GuideSelfReferenceError and GuideCycleError, so a guide never hangs
    the form.
    """
    questions = {question.link_id: question for question in guide.questions()}
    waiting = {question.link_id: _needs(question, questions) for question in questions.values()}
    dependents: dict[str, list[str]] = {link_id: [] for link_id in questions}
    for link_id, needs in waiting.items():
        for needed in needs:
            dependents[needed].append(link_id)
    ready = [link_id for link_id, needs in waiting.items() if not needs]
    ordered: list[Question] = []
    for link_id in ready:
        ordered.append(questions[link_id])
        for dependent in dependents[link_id]:
            waiting[dependent].discard(link_id)
            if not waiting[dependent]:
                ready.append(dependent)
    if len(ordered) < len(questions):
        done = {question.link_id for question in ordered}
        raise GuideCycleError(question=next(key for key in questions if key not in done))
    return tuple(ordered)


def _needs(question: Question, known: Collection[str]) -> set[str]:
    needs = {condition.link_id for condition in question.show_when}
    if question.link_id in needs:
        raise GuideSelfReferenceError(question=question.link_id)
    for needed in needs:
        if needed not in known:
            raise GuideReferenceError(question=question.link_id, reference=needed)
    return needs


def combine(
    guide: ConversationGuide, *sets: ConversationGuide, place: int = 1
) -> ConversationGuide:
    """The guide with extra sets: known subjects get more questions, new ones come at this place."""
    areas = list(guide.areas)
    for extra in sets:
        for area in extra.areas:
            known = next((i for i, a in enumerate(areas) if a.link_id == area.link_id), None)
            if known is None:
                areas.insert(place, area)
                place += 1
            else:
                present = areas[known]
                areas[known] = replace(
                    present,
                    questions=present.questions + area.questions,
                    permission=present.permission or area.permission,
                )
    parts = tuple(version for one in (guide, *sets) for version in one.versions())
    return replace(guide, areas=tuple(areas), parts=parts)


def assemble(
    library: Mapping[str, ConversationGuide],
    groups: Collection[str],
    *,
    life_questions: bool = False,
) -> ConversationGuide:
    """The guide for a resident in these target groups.

    `life_questions` adds the slow questions, for a visitor who was trained in them. Sets that the
    library does not hold are left out.
    """
    names = [name for group, name in SETS_FOR_GROUPS.items() if group in groups]
    if life_questions:
        names.append(LIFE_QUESTIONS_SET)
    chosen = combine(library[DEFAULT_GUIDE], *(library[n] for n in names if n in library))
    everybody = (library[name] for name in SETS_FOR_EVERYBODY if name in library)
    return combine(chosen, *everybody, place=max(0, len(chosen.areas) - 1))


def _check_link_ids(guide: ConversationGuide) -> None:
    seen: set[str] = set()
    for area in guide.areas:
        for link_id in (area.link_id, *(question.link_id for question in area.questions)):
            if link_id in seen:
                raise GuideDoubleLinkError(link=link_id)
            seen.add(link_id)
