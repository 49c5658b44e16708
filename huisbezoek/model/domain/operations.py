"""Operations: the immutable lines of the journal, each with its place, time and author."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

JsonValue: TypeAlias = (
    "bool | int | str | list[JsonValue] | tuple[JsonValue, ...] | Mapping[str, JsonValue] | None"
)
"""What a field or document may hold. Fractions are not used: integers only."""


class SubjectKind(StrEnum):
    """The kinds of thing that an operation can be about."""

    RESIDENT = "resident"
    VISIT = "visit"
    VISITOR = "visitor"
    ORGANISATION = "organisation"
    INTAKE = "intake"
    OFFER = "offer"
    GUIDE = "guide"


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """The one thing that an operation is about.

    `kind` is text, not `SubjectKind`: a later version may know kinds that this one only passes on.
    """

    kind: str
    identifier: str


@dataclass(frozen=True, slots=True, order=True)
class OperationId:
    """Where an operation was made: a device, its incarnation, and the sequence number there.

    The incarnation rises with every restore of a backup, so that a number is never used twice.
    """

    device: str
    incarnation: int
    sequence: int


@dataclass(frozen=True, slots=True, order=True)
class HybridTime:
    """A clock that never goes back: milliseconds since 1970 (UTC) and a counter within one."""

    milliseconds: int
    counter: int


@dataclass(frozen=True, slots=True)
class SetFields:
    """Gives card fields a value; per field the operations whose value it replaces."""

    fields: Mapping[str, JsonValue]
    replaces: Mapping[str, tuple[OperationId, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AppendDocument:
    """Adds a document (an event or a report) that is never changed afterwards."""

    document_kind: str
    document: Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class AddToSet:
    """Adds an element to a named set of the subject; this operation's id names the element."""

    name: str
    value: JsonValue


@dataclass(frozen=True, slots=True)
class RemoveFromSet:
    """Removes the elements that these operations added; an addition unknown here stays."""

    name: str
    removes: tuple[OperationId, ...]


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Hides operations without erasing them: undo of an import, un-merge."""

    operations: tuple[OperationId, ...]


@dataclass(frozen=True, slots=True)
class Reinstate:
    """Shows withdrawn operations again."""

    operations: tuple[OperationId, ...]


@dataclass(frozen=True, slots=True)
class Redact:
    """Removes one field or one sentence of a document for ever, everywhere."""

    operation: OperationId
    part: str


@dataclass(frozen=True, slots=True)
class Erase:
    """Removes everything about the subject for ever, everywhere; only the tombstone stays."""

    reason: str


@dataclass(frozen=True, slots=True)
class UnknownBody:
    """A body that only a later version can read; kept and passed on between coordinators."""

    kind: str
    content: Mapping[str, JsonValue]


Body: TypeAlias = (
    SetFields
    | AppendDocument
    | AddToSet
    | RemoveFromSet
    | Withdraw
    | Reinstate
    | Redact
    | Erase
    | UnknownBody
)


@dataclass(frozen=True, slots=True)
class Operation:
    """One line of the journal. `author` is the identifier of the visitor or coordinator."""

    identifier: OperationId
    subject: Subject
    body: Body
    clock: HybridTime
    author: str


@dataclass(frozen=True, slots=True, order=True)
class Stamp:
    """The place of an operation in the one order that every device agrees on."""

    clock: HybridTime
    operation: OperationId
    author: str = ""
