"""Differences: fields that people changed without knowing of each other, and deciding them.

Only coordinators decide. A decision is an ordinary change that replaces all values there were, so
it is kept as a record and reaches everybody by the same road.
"""

from dataclasses import dataclass
from typing import ClassVar, Final

from huisbezoek.model.domain.differences import SAFETY_FIELDS, kept_both
from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.names import formal_name, full_name
from huisbezoek.model.domain.operations import JsonValue, Subject, SubjectKind
from huisbezoek.model.usecases.ports.people import Difference
from huisbezoek.model.usecases.ports.work import Reading, Writing

_SECOND_TELEPHONE: Final = "second_telephone"


class DifferenceChangedError(RefusedByRuleError):
    """Somebody decided this already, or another value came in since it was shown."""

    code: ClassVar[str] = "difference_changed"


@dataclass(frozen=True, slots=True)
class OpenDifference:
    """A difference as a coordinator sees it.

    `about` is the name of the person or organisation. Of a field about safety nothing was chosen
    provisionally: the card shows all values. `both` are the fields that keeping both values sets,
    empty where one has to be chosen.
    """

    difference: Difference
    about: str
    is_about_safety: bool
    both: tuple[tuple[str, JsonValue], ...] = ()

    @property
    def can_keep_both(self) -> bool:
        """Whether all values can be kept side by side."""
        return bool(self.both)


def differences(reading: Reading) -> tuple[OpenDifference, ...]:
    """All differences that nobody has decided yet: fields about safety first, then by name."""
    found = reading.differences()
    names = _names(reading, found)
    second = _second_telephones(reading, found)
    opened = [_opened(one, names.get(one.subject, ""), second.get(one.subject)) for one in found]
    return tuple(
        sorted(
            opened,
            key=lambda one: (
                not one.is_about_safety,
                one.about.casefold(),
                one.difference.subject,
                one.difference.field,
            ),
        )
    )


def decide_difference(writing: Writing, difference: Difference, chosen: JsonValue) -> None:
    """Keeps one of the values and lets go of the others, also when it is the one that was shown.

    Raises DifferenceChangedError when the values are not those of `difference` any more.
    """
    if chosen not in [one.value for one in _present(writing, difference).values]:
        raise DifferenceChangedError
    writing.resolve(difference.subject, difference.field, chosen)


def keep_both(writing: Writing, difference: Difference) -> None:
    """Keeps all values: texts one after the other, a second telephone number in its own field.

    Raises DifferenceChangedError when the values are not those of `difference` any more, or when
    only one of them can be kept.
    """
    present = _present(writing, difference)
    second = _second_telephones(writing, writing.differences()).get(present.subject)
    fields = _opened(present, "", second).both
    if not fields:
        raise DifferenceChangedError
    for field, value in fields:
        writing.resolve(present.subject, field, value)


def _present(writing: Writing, seen: Difference) -> Difference:
    """The same difference as it is now, which must be what was seen."""
    if seen not in writing.differences():
        raise DifferenceChangedError
    return seen


def _opened(difference: Difference, about: str, second_telephone: str | None) -> OpenDifference:
    values = [one.value for one in difference.values]
    both = kept_both(difference.subject.kind, difference.field, values, second_telephone)
    is_about_safety = difference.field in SAFETY_FIELDS
    return OpenDifference(difference, about, is_about_safety, tuple((both or {}).items()))


def _second_telephones(
    reading: Reading, found: tuple[Difference, ...]
) -> dict[Subject, str | None]:
    """What stands in the second telephone field of those with two numbers.

    Nobody is in the answer with a second number that is itself a difference.
    """
    differing = {one.subject for one in found if one.field == _SECOND_TELEPHONE}
    return {
        one.subject: reading.resident(one.subject.identifier).state.card.second_telephone
        for one in found
        if one.field == "telephone"
        and one.subject.kind == SubjectKind.RESIDENT
        and one.subject not in differing
    }


def _names(reading: Reading, found: tuple[Difference, ...]) -> dict[Subject, str]:
    """The names of whom these differences are about."""
    names = {}
    visitors = {one.visitor: one.card.name for one in reading.visitors()}
    for subject in {one.subject for one in found}:
        if subject.kind == SubjectKind.RESIDENT:
            name = reading.resident(subject.identifier).state.card.name()
            names[subject] = formal_name(name) or full_name(name)
        elif subject.kind == SubjectKind.VISITOR:
            names[subject] = visitors.get(subject.identifier, "")
        else:
            names[subject] = reading.organisation().name
    return names
