"""Merging: the same operations give the same state, whatever their order or repetition.

Rules (architecture.md, Data; keys-and-exchange.md 6): a card field holds every value that nobody
who had seen it replaced; documents stand in the order of their stamps; sets are add-wins; withdrawn
operations are as if absent; redacted parts and erased subjects never come back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar

from huisbezoek.model.domain.errors import DamagedDataError
from huisbezoek.model.domain.operations import (
    AddToSet,
    AppendDocument,
    Body,
    Erase,
    JsonValue,
    Operation,
    OperationId,
    Redact,
    Reinstate,
    RemoveFromSet,
    SetFields,
    Stamp,
    Withdraw,
)


class ForkError(DamagedDataError):
    """One operation id stands for two different things: a cloned or restored device."""

    code: ClassVar[str] = "fork"


@dataclass(frozen=True, slots=True)
class Head:
    """A value of a card field that nobody has replaced."""

    stamp: Stamp
    value: JsonValue


@dataclass(frozen=True, slots=True)
class MergedDocument:
    """A document that counts, without what was redacted from it."""

    stamp: Stamp
    kind: str
    content: Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class MergedSubject:
    """What the operations about one subject say together.

    `heads` has per field its unreplaced values, the one to show provisionally first; a field with
    different ones is a difference that a person decides. Everything is empty once `erased`.
    """

    heads: Mapping[str, tuple[Head, ...]] = field(default_factory=dict)
    documents: tuple[MergedDocument, ...] = ()
    sets: Mapping[str, tuple[Head, ...]] = field(default_factory=dict)
    erased: bool = False

    def differing_fields(self) -> tuple[str, ...]:
        """Card fields with values that are not all equal, by name."""
        return tuple(
            sorted(
                name
                for name, heads in self.heads.items()
                if any(head.value != heads[0].value for head in heads)
            )
        )


def stamp_of(operation: Operation) -> Stamp:
    """The place of the operation in the one order that every device agrees on."""
    return Stamp(operation.clock, operation.identifier, operation.author)


def unite(first: Operation, second: Operation) -> Operation:
    """Two copies of one operation, each perhaps narrowed, as one that holds all parts of both.

    Raises ForkError when they differ in anything that both hold.
    """
    if first is second:
        return first
    if (first.identifier, first.subject, first.clock, first.author) != (
        second.identifier,
        second.subject,
        second.clock,
        second.author,
    ):
        raise ForkError
    return replace(first, body=_united_body(first.body, second.body))


def redacted(body: Body, parts: Iterable[str]) -> Body:
    """The body without these parts: a card field, or a path such as 'report/lines/3'.

    What was redacted is gone from its mapping, or empty in its list; a field that was redacted
    still replaces the values that it replaced.
    """
    for part in parts:
        path = part.split("/")
        if isinstance(body, SetFields):
            fields = {name: value for name, value in body.fields.items() if name != path[0]}
            body = replace(body, fields=fields)
        elif isinstance(body, AppendDocument):
            document = _without(body.document, path)
            body = replace(body, document=document if isinstance(document, Mapping) else {})
    return body


def redactions(operations: Iterable[Operation]) -> dict[OperationId, tuple[str, ...]]:
    """Which parts of which operations are to be removed."""
    found: dict[OperationId, tuple[str, ...]] = {}
    for operation in operations:
        body = operation.body
        if isinstance(body, Redact):
            found[body.operation] = (*found.get(body.operation, ()), body.part)
    return found


def merge(operations: Iterable[Operation]) -> MergedSubject:
    """What these operations, all about one subject, say together; total and order-independent.

    An operation that another one refers to may be absent: it counts as replaced, removed or hidden.
    Raises ForkError for one id with two meanings.
    """
    known: dict[OperationId, Operation] = {}
    for operation in operations:
        earlier = known.get(operation.identifier)
        known[operation.identifier] = unite(earlier, operation) if earlier else operation
    if any(isinstance(operation.body, Erase) for operation in known.values()):
        return MergedSubject(erased=True)
    parts = redactions(known.values())
    hidden = hidden_operations(known.values())
    visible = sorted(
        (
            (stamp_of(operation), redacted(operation.body, parts.get(identifier, ())))
            for identifier, operation in known.items()
            if identifier not in hidden
        ),
        key=_by_stamp,
    )
    documents = tuple(
        MergedDocument(stamp, body.document_kind, body.document)
        for stamp, body in visible
        if isinstance(body, AppendDocument)
    )
    return MergedSubject(heads=_heads(visible), documents=documents, sets=_sets(visible))


def _by_stamp(entry: tuple[Stamp, Body]) -> Stamp:
    return entry[0]


def hidden_operations(operations: Iterable[Operation]) -> frozenset[OperationId]:
    """The operations whose last word is a withdrawal."""
    last: dict[OperationId, tuple[Stamp, bool]] = {}
    for operation in operations:
        body = operation.body
        if isinstance(body, Withdraw | Reinstate):
            word = (stamp_of(operation), isinstance(body, Withdraw))
            for target in body.operations:
                last[target] = max(last.get(target, word), word)
    return frozenset(target for target, (_, withdrawn) in last.items() if withdrawn)


def _heads(visible: Sequence[tuple[Stamp, Body]]) -> dict[str, tuple[Head, ...]]:
    replaced: set[tuple[str, OperationId]] = set()
    values: dict[str, list[Head]] = {}
    for stamp, body in visible:
        if isinstance(body, SetFields):
            for name, value in body.fields.items():
                values.setdefault(name, []).append(Head(stamp, value))
            for name, parents in body.replaces.items():
                replaced.update((name, parent) for parent in parents)
    heads = {
        name: tuple(
            head for head in reversed(found) if (name, head.stamp.operation) not in replaced
        )
        for name, found in values.items()
    }
    return {name: found for name, found in heads.items() if found}


def _sets(visible: Sequence[tuple[Stamp, Body]]) -> dict[str, tuple[Head, ...]]:
    removed = {
        target for _, body in visible if isinstance(body, RemoveFromSet) for target in body.removes
    }
    elements: dict[str, list[Head]] = {}
    for stamp, body in visible:
        if isinstance(body, AddToSet) and stamp.operation not in removed:
            elements.setdefault(body.name, []).append(Head(stamp, body.value))
    return {name: tuple(found) for name, found in elements.items()}


def _united_body(first: Body, second: Body) -> Body:
    if isinstance(first, SetFields) and isinstance(second, SetFields):
        return SetFields(
            fields=_united_mapping(first.fields, second.fields),
            replaces={
                name: _agreed(first.replaces.get(name), second.replaces.get(name))
                for name in {**first.replaces, **second.replaces}
            },
        )
    if (
        isinstance(first, AppendDocument)
        and isinstance(second, AppendDocument)
        and first.document_kind == second.document_kind
    ):
        return replace(first, document=_united_mapping(first.document, second.document))
    if first != second:
        raise ForkError
    return first


def _agreed(
    first: tuple[OperationId, ...] | None, second: tuple[OperationId, ...] | None
) -> tuple[OperationId, ...]:
    if first is not None and second is not None and frozenset(first) != frozenset(second):
        raise ForkError
    return first if first is not None else (second or ())


def _united_mapping(
    first: Mapping[str, JsonValue], second: Mapping[str, JsonValue]
) -> dict[str, JsonValue]:
    return {name: _united_value(first.get(name), second.get(name)) for name in {**first, **second}}


def _united_value(first: JsonValue, second: JsonValue) -> JsonValue:
    """Both values as one; an empty one stands for a part that was not sent or was redacted."""
    if first is None or second is None:
        return second if first is None else first
    if isinstance(first, Mapping) and isinstance(second, Mapping):
        return _united_mapping(first, second)
    if isinstance(first, list | tuple) and isinstance(second, list | tuple):
        if len(first) != len(second):
            raise ForkError
        return [_united_value(*pair) for pair in zip(first, second, strict=True)]
    if first != second or isinstance(first, bool) != isinstance(second, bool):
        raise ForkError
    return first


def _without(value: JsonValue, path: Sequence[str]) -> JsonValue:
    if isinstance(value, Mapping):
        return _mapping_without(value, path)
    if isinstance(value, list | tuple) and path[0].isdecimal():
        position = int(path[0])
        return [
            item if index != position else _without(item, path[1:]) if path[1:] else None
            for index, item in enumerate(value)
        ]
    return value


def _mapping_without(value: Mapping[str, JsonValue], path: Sequence[str]) -> dict[str, JsonValue]:
    name, rest = path[0], path[1:]
    if rest and name in value:
        return {**value, name: _without(value[name], rest)}
    return {key: item for key, item in value.items() if key != name}
