"""Undoing the last deed by its name, as long as it has not left this laptop.

The simplest safe rule: only the very last deed is undone, then the one before it, and so on. So
nothing that somebody did later ever rests on what is undone. A deed without a name (`domain.undo`)
ends the trail. An undo is not itself a deed: doing it again is doing it.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.operations import AppendDocument, Operation, SubjectKind
from huisbezoek.model.domain.undo import (
    DeedName,
    changed_fields,
    deed_name,
    had_appointment,
    hidden_by_undo,
    shown_by_undo,
)
from huisbezoek.model.usecases.ports.deeds import KeptDeed
from huisbezoek.model.usecases.ports.work import Reading, Writing

_MOST_NAMED: Final = 2
"""A couple is named; of more people only their number is told."""


class Obstacle(StrEnum):
    """Why a deed that could be undone by nature no longer is."""

    LEFT = "left"
    TALK_BEGUN = "talk_begun"


class NothingToUndoError(RefusedByRuleError):
    """It is not the last deed any more, or it was undone already."""

    code = "nothing_to_undo"


class DeedLeftError(RefusedByRuleError):
    """The deed is in a file already."""

    code = "deed_left"


class TalkBegunError(RefusedByRuleError):
    """A talk was begun since on a visit of the deed: its words rest on it."""

    code = "talk_begun"


_REFUSALS: Final[dict[Obstacle, type[RefusedByRuleError]]] = {
    Obstacle.LEFT: DeedLeftError,
    Obstacle.TALK_BEGUN: TalkBegunError,
}


@dataclass(frozen=True, slots=True)
class UndoableDeed:
    """The last deed: its name, about whom (`names` of at most two of `count`), when (UTC).

    `fields` are the card fields that it changed, `last` is its place among the own operations.
    """

    name: DeedName
    names: tuple[str, ...] = field(repr=False)
    count: int
    at: datetime
    fields: tuple[str, ...]
    obstacle: Obstacle | None
    last: int

    def refusal(self) -> RefusedByRuleError | None:
        """The error that says why it is not undone, if there is an obstacle."""
        return _REFUSALS[self.obstacle]() if self.obstacle is not None else None


def last_deed(reading: Reading) -> UndoableDeed | None:
    """The deed that an undo would undo, with what stands in the way; None when there is none."""
    kept = reading.last_kept_deed()
    if kept is None or kept.is_local:
        return None
    name = deed_name(kept.operations)
    if name is None:
        return None
    if name is DeedName.APPOINTMENT_MADE and _was_moved(reading, kept.operations):
        name = DeedName.APPOINTMENT_MOVED
    people = _people(reading, kept.operations)
    return UndoableDeed(
        name=name,
        names=people if len(people) <= _MOST_NAMED and all(people) else (),
        count=len(people),
        at=datetime.fromtimestamp(kept.operations[-1].clock.milliseconds / 1000, UTC),
        fields=changed_fields(kept.operations),
        obstacle=_obstacle(reading, kept),
        last=kept.last,
    )


def undo_deed(writing: Writing, deed: UndoableDeed) -> None:
    """Hides what the last deed noted, and shows again what it hid; both visits of a couple.

    Raises NothingToUndoError when `deed` is not the last one any more, DeedLeftError and
    TalkBegunError; nothing is changed then.
    """
    kept, present = writing.last_kept_deed(), last_deed(writing)
    if kept is None or present is None or present.last != deed.last:
        raise NothingToUndoError
    refusal = present.refusal()
    if refusal is not None:
        raise refusal
    writing.withdraw(hidden_by_undo(kept.operations))
    writing.reinstate(shown_by_undo(kept.operations))
    writing.forget_deed(kept)


def _was_moved(reading: Reading, operations: tuple[Operation, ...]) -> bool:
    made = (
        one
        for one in operations
        if isinstance(one.body, AppendDocument) and one.body.document_kind == "appointment_made"
    )
    return any(had_appointment(reading.visit_events(one.subject.identifier), one) for one in made)


def _people(reading: Reading, operations: tuple[Operation, ...]) -> tuple[str, ...]:
    """A name for each person that the deed is about, or an empty one; residents before visitors."""
    about = {kind: _subjects(operations, kind) for kind in SubjectKind}
    residents = about[SubjectKind.RESIDENT]
    most = max(len(about[SubjectKind.VISIT]), len(residents))
    if most > _MOST_NAMED:
        return ("",) * most
    visited = [reading.visit(visit).resident for visit in about[SubjectKind.VISIT]]
    residents = tuple(dict.fromkeys((*residents, *visited)))
    if residents:
        names = {row.resident: row.formal_name for row in reading.resident_rows(residents)}
        return tuple(names.get(resident, "") for resident in residents)
    people = {one.visitor: one.card.name for one in reading.visitors()}
    return tuple(people.get(visitor, "") for visitor in about[SubjectKind.VISITOR])


def _subjects(operations: tuple[Operation, ...], kind: str) -> tuple[str, ...]:
    """The subjects of this kind, in the order of the deed."""
    found = (one.subject.identifier for one in operations if one.subject.kind == kind)
    return tuple(dict.fromkeys(found))


def _obstacle(reading: Reading, kept: KeptDeed) -> Obstacle | None:
    if kept.has_left:
        return Obstacle.LEFT
    begun = frozenset(reading.drafted_visits())
    is_begun = not begun.isdisjoint(_subjects(kept.operations, SubjectKind.VISIT))
    return Obstacle.TALK_BEGUN if is_begun else None
