"""Answers by link id: "rather not say" is an answer, and what is untouched was not discussed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Self

from huisbezoek.model.domain.errors import BadInputError, RefusedByRuleError
from huisbezoek.model.domain.guides import (
    Behaviour,
    Condition,
    ConversationGuide,
    Operator,
    Question,
    QuestionKind,
    evaluation_order,
)
from huisbezoek.model.domain.operations import JsonValue

TEXT_LIMIT: Final = 20_000
"""Characters in one text; longer stays in the draft and is never cut silently."""

AnswerValue = bool | int | str | date | tuple[str, ...]


class AnswerDoesNotFitError(RefusedByRuleError):
    """The value is not one that this question can hold."""

    code = "answer_does_not_fit"


class AnswerNotReadableError(BadInputError):
    """A stored answer has a shape that this program does not know."""

    code = "answer_not_readable"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: a value, chosen codes, words of one's own beside them, or "rather not say"."""

    value: AnswerValue | None = None
    other: str = ""
    rather_not: bool = False

    def is_empty(self) -> bool:
        """Whether nothing was answered: then the question was simply not discussed."""
        return not self.rather_not and not self.other and self.value in {None, "", ()}

    def codes(self) -> tuple[str, ...]:
        """The chosen codes of a choice, or nothing."""
        if isinstance(self.value, tuple):
            return self.value
        return (self.value,) if isinstance(self.value, str) and self.value else ()

    def to_document(self) -> dict[str, JsonValue]:
        """A JSON-ready shape with stable keys."""
        document: dict[str, JsonValue] = {}
        if isinstance(self.value, tuple):
            document["codes"] = list(self.value)
        elif isinstance(self.value, date):
            document["date"] = self.value.isoformat()
        elif self.value is not None:
            document["value"] = self.value
        if self.other:
            document["other"] = self.other
        if self.rather_not:
            document["rather_not"] = True
        return document

    @classmethod
    def from_document(cls, document: object) -> Self:
        """Reads what `to_document` wrote; raises AnswerNotReadableError on anything else."""
        if not isinstance(document, Mapping):
            raise AnswerNotReadableError
        value: AnswerValue | None = None
        codes, day, plain = document.get("codes"), document.get("date"), document.get("value")
        if isinstance(codes, list):
            value = tuple(str(code) for code in codes)
        elif isinstance(day, str):
            try:
                value = date.fromisoformat(day)
            except ValueError as error:
                raise AnswerNotReadableError from error
        elif isinstance(plain, bool | int | str):
            value = plain
        unknown = set(document) - {"codes", "date", "value", "other", "rather_not"}
        if unknown or (plain is not None and value is None):
            raise AnswerNotReadableError
        return cls(value, str(document.get("other", "")), document.get("rather_not") is True)


RATHER_NOT: Final = Answer(rather_not=True)


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers of one talk; replaced as a whole, never changed in place."""

    by_link: Mapping[str, Answer] = field(default_factory=dict)

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_link)

    def __len__(self) -> int:
        return len(self.by_link)

    def get(self, link_id: str) -> Answer | None:
        """The answer, or None when this was not discussed."""
        return self.by_link.get(link_id)

    def with_answer(self, link_id: str, answer: Answer) -> "Answers":
        """These answers with one more; an empty answer makes the question untouched again."""
        kept = {key: value for key, value in self.by_link.items() if key != link_id}
        if not answer.is_empty():
            kept[link_id] = answer
        return Answers(kept)

    def without(self, link_id: str) -> "Answers":
        """These answers, this question untouched."""
        return self.with_answer(link_id, Answer())

    def to_document(self) -> dict[str, JsonValue]:
        """A JSON-ready shape, ordered by link id so that equal answers give equal bytes."""
        return {key: self.by_link[key].to_document() for key in sorted(self.by_link)}

    @classmethod
    def from_document(cls, document: object) -> Self:
        """Reads what `to_document` wrote; raises AnswerNotReadableError on anything else."""
        if not isinstance(document, Mapping):
            raise AnswerNotReadableError
        return cls({str(key): Answer.from_document(value) for key, value in document.items()})


def check_fits(question: Question, answer: Answer) -> None:
    """Raises AnswerDoesNotFitError when the question cannot hold this answer."""
    if answer.rather_not:
        fits = answer.value is None and not answer.other
    elif question.kind in {QuestionKind.CHOICE, QuestionKind.OPEN_CHOICE}:
        fits = _choice_fits(question, answer)
    else:
        fits = not answer.other and _kind_fits(question.kind, answer.value)
    if not fits:
        raise AnswerDoesNotFitError(question=question.link_id)


def is_unread(question: Question, answer: Answer) -> bool:
    """Whether words were typed at a question for a day or a number, and are neither.

    They stay in the draft, as they were typed, and are not reported.
    """
    is_exact = question.kind in {QuestionKind.DATE, QuestionKind.INTEGER}
    return is_exact and answer.value is None and bool(answer.other)


def visible(guide: ConversationGuide, answers: Answers) -> frozenset[str]:
    """The link ids of the questions that are shown; hidden answers count as not given."""
    shown: set[str] = set()
    for question in evaluation_order(guide):
        results = [_holds(condition, answers, shown) for condition in question.show_when]
        wanted = any(results) if question.behaviour is Behaviour.ANY else all(results)
        if wanted or not results:
            shown.add(question.link_id)
    return frozenset(shown)


def reported(guide: ConversationGuide, answers: Answers) -> Answers:
    """What goes into the report: shown questions only, in the order of the guide.

    Hidden answers stay in the draft. Chosen codes follow the order of the options, so that the
    order of ticking leaves no trace.
    """
    shown = visible(guide, answers)
    kept: dict[str, Answer] = {}
    for question in guide.questions():
        answer = answers.get(question.link_id)
        if answer is None or question.link_id not in shown or answer.is_empty():
            continue
        if is_unread(question, answer):
            continue
        kept[question.link_id] = _in_order(question, answer)
    return Answers(kept)


def _in_order(question: Question, answer: Answer) -> Answer:
    if not isinstance(answer.value, tuple):
        return answer
    places = {option.code: place for place, option in enumerate(question.options)}
    codes = sorted(set(answer.value), key=lambda code: (places.get(code, len(places)), code))
    return Answer(tuple(codes), answer.other, answer.rather_not)


def _holds(condition: Condition, answers: Answers, shown: set[str]) -> bool:
    answer = answers.get(condition.link_id) if condition.link_id in shown else None
    has_value = answer is not None and not answer.is_empty() and not answer.rather_not
    if condition.operator is Operator.EXISTS:
        return has_value is (condition.value is True)
    equal = answer is not None and has_value and _equals(answer, condition)
    return equal if condition.operator is Operator.EQUALS else not equal


def _equals(answer: Answer, condition: Condition) -> bool:
    value = condition.value
    if isinstance(answer.value, tuple):
        return value in answer.value
    if isinstance(answer.value, date):
        return answer.value.isoformat() == value
    return type(answer.value) is type(value) and answer.value == value


def _choice_fits(question: Question, answer: Answer) -> bool:
    if answer.other and question.kind is not QuestionKind.OPEN_CHOICE:
        return False
    if answer.value is None:
        return bool(answer.other)
    if isinstance(answer.value, tuple) is not question.several:
        return False
    codes = answer.codes()
    return bool(codes) and all(question.option(code) for code in codes)


def _kind_fits(kind: QuestionKind, value: AnswerValue | None) -> bool:
    match kind:
        case QuestionKind.BOOLEAN:
            return isinstance(value, bool)
        case QuestionKind.INTEGER:
            return isinstance(value, int) and not isinstance(value, bool)
        case QuestionKind.DATE:
            return isinstance(value, date)
        case QuestionKind.STRING | QuestionKind.TEXT:
            return isinstance(value, str)
        case _:
            return False
