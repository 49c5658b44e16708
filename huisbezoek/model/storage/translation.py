"""Events and cards as operations and back: the one module that knows field names and parents.

The kind of a document is the name of its event class in snake_case; its fields are those of the
class. A card is a set of flat fields, of which only those that differ are written.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date, datetime
from enum import StrEnum
from types import NoneType
from typing import Any, Final, TypeVar, get_args

from huisbezoek.model.domain.cards import (
    Card,
    OfferCard,
    OrganisationCard,
    ResidentCard,
    VisitorCard,
)
from huisbezoek.model.domain.differences import shown_value
from huisbezoek.model.domain.events import (
    Event,
    IntakeEvent,
    OrganisationEvent,
    ResidentEvent,
    Stamped,
    VisitEvent,
    VisitPlanned,
)
from huisbezoek.model.domain.events import VisitorEvent as EventOfVisitor
from huisbezoek.model.domain.follow_up_events import GuideEvent
from huisbezoek.model.domain.merge import MergedDocument, MergedSubject
from huisbezoek.model.domain.operations import (
    AppendDocument,
    JsonValue,
    OperationId,
    SetFields,
    SubjectKind,
)

CardT = TypeVar("CardT", ResidentCard, VisitorCard, OrganisationCard, OfferCard)

CARD_OF: Final[Mapping[str, type[Card]]] = {
    SubjectKind.RESIDENT: ResidentCard,
    SubjectKind.VISITOR: VisitorCard,
    SubjectKind.ORGANISATION: OrganisationCard,
    SubjectKind.OFFER: OfferCard,
}

_Writer = Callable[[object], JsonValue]
_Reader = Callable[[object], object]
_CAPITAL: Final = re.compile(r"(?<!^)(?=[A-Z])")


class _UnreadableError(Exception):
    """A document does not have the shape of its event."""


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    write: _Writer
    read: _Reader
    is_required: bool


@dataclass(frozen=True, slots=True)
class _Shape:
    kind: str
    event: type
    fields: tuple[_Field, ...]


def to_document(event: Event) -> AppendDocument:
    """The document that appends this event."""
    shape = _SHAPES[type(event)]
    return AppendDocument(
        shape.kind,
        {known.name: known.write(getattr(event, known.name)) for known in shape.fields},
    )


def to_event(document: MergedDocument) -> Stamped[Event] | None:
    """The event of a document; None for one that this version does not know or cannot read.

    Such a document stays in the journal and is passed on; it says nothing here.
    """
    shape = _KINDS.get(document.kind)
    if shape is None:
        return None
    try:
        values = dict(_read_fields(shape, document.content))
    except (_UnreadableError, ValueError):
        return None
    return Stamped(shape.event(**values), document.stamp)


def resident_events(merged: MergedSubject) -> tuple[Stamped[ResidentEvent], ...]:
    """The events of a resident, in order."""
    events: tuple[Stamped[ResidentEvent], ...] = _events(merged, _RESIDENT)
    return events


def visit_events(merged: MergedSubject) -> tuple[Stamped[VisitEvent], ...]:
    """The events of a visit, in order."""
    events: tuple[Stamped[VisitEvent], ...] = _events(merged, _VISIT)
    return events


def visitor_events(merged: MergedSubject) -> tuple[Stamped[EventOfVisitor], ...]:
    """The events of a visitor, in order."""
    events: tuple[Stamped[EventOfVisitor], ...] = _events(merged, _VISITOR)
    return events


def intake_events(merged: MergedSubject) -> tuple[Stamped[IntakeEvent], ...]:
    """The events of an intake, in order."""
    events: tuple[Stamped[IntakeEvent], ...] = _events(merged, _INTAKE)
    return events


def organisation_events(merged: MergedSubject) -> tuple[Stamped[OrganisationEvent], ...]:
    """The events of the organisation, in order."""
    events: tuple[Stamped[OrganisationEvent], ...] = _events(merged, _ORGANISATION)
    return events


def guide_events(merged: MergedSubject) -> tuple[Stamped[GuideEvent], ...]:
    """The versions of a guide that were published, in order."""
    events: tuple[Stamped[GuideEvent], ...] = _events(merged, _GUIDE)
    return events


def to_card(merged: MergedSubject, card_type: type[CardT]) -> CardT:
    """The card as it is shown: of several values of a field the one that `shown_value` tells.

    A value of the wrong type counts as absent, a field that is not known here is passed over.
    """
    values = {}
    for name, (accepts, _) in _CARD_FIELDS[card_type].items():
        heads = merged.heads.get(name)
        if heads and accepts(value := shown_value(name, heads)):
            values[name] = value
    return card_type(**values)  # type: ignore[arg-type] # each value was checked above


def with_fields(card: CardT, values: Mapping[str, JsonValue]) -> CardT:
    """The card with these values as the only ones of their fields, by the rules of `to_card`."""
    known = _CARD_FIELDS[type(card)]
    changed = {
        name: value if known[name][0](value) else known[name][1]
        for name, value in values.items()
        if name in known
    }
    return replace(card, **changed) if changed else card  # type: ignore[arg-type] # each value was checked above


def is_card_field(kind: str, field: str) -> bool:
    """Whether this version knows the field on the card of this kind of subject."""
    card = CARD_OF.get(kind)
    return card is not None and field in _CARD_FIELDS[card]


def resolution(merged: MergedSubject, field: str, value: JsonValue) -> SetFields:
    """Sets one field in place of all values that it has."""
    parents = tuple(sorted(head.stamp.operation for head in merged.heads.get(field, ())))
    return SetFields({field: value}, {field: parents})


def new_card_fields(card: Card) -> dict[str, JsonValue]:
    """What a first operation about a subject sets: everything that is not empty."""
    return {
        name: value
        for name, (_, default) in _CARD_FIELDS[type(card)].items()
        if (value := getattr(card, name)) != default
    }


def card_change(merged: MergedSubject, card: Card) -> SetFields:
    """The fields in which `card` differs from the present card, with what they replace."""
    present = to_card(merged, type(card))  # type: ignore[type-var] # Card is exactly these types
    changed: dict[str, JsonValue] = {
        name: getattr(card, name)
        for name in _CARD_FIELDS[type(card)]
        if getattr(card, name) != getattr(present, name)
    }
    replaces: dict[str, tuple[OperationId, ...]] = {
        name: tuple(sorted(head.stamp.operation for head in merged.heads[name]))
        for name in changed
        if name in merged.heads
    }
    return SetFields(changed, replaces)


def _events(merged: MergedSubject, kinds: Mapping[str, _Shape]) -> Any:  # noqa: ANN401 - a row of the database
    # The kinds decide which union of events this is; the caller's return type names it.
    found = (to_event(known) for known in merged.documents if known.kind in kinds)
    return tuple(stamped for stamped in found if stamped is not None)


def _read_fields(shape: _Shape, content: Mapping[str, JsonValue]) -> Iterable[tuple[str, object]]:
    for known in shape.fields:
        value = content.get(known.name)
        if value is not None:
            yield known.name, known.read(value)
        elif known.is_required:
            yield known.name, known.read(None)


def _as_is(value: object) -> JsonValue:
    return value  # type: ignore[return-value] # the fields of events are JSON values


def _listed(value: object) -> JsonValue:
    return list(value)  # type: ignore[call-overload,no-any-return] # a tuple of texts


def _iso(value: object) -> JsonValue:
    return value.isoformat() if isinstance(value, date) else None


def _text(value: object) -> str:
    if not isinstance(value, str):
        # A text that was redacted leaves its place empty.
        return _refuse() if value is not None else ""
    return value


def _whole(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else _refuse()


def _tick(value: object) -> bool:
    return value if isinstance(value, bool) else _refuse()


def _day(value: object) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else _refuse()


def _moment(value: object) -> datetime:
    return datetime.fromisoformat(value) if isinstance(value, str) else _refuse()


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        return _refuse()
    return tuple(_text(item) for item in value)


def _counts(value: object) -> dict[str, int]:
    if not isinstance(value, Mapping):
        return _refuse()
    return {_text(name): _whole(count) for name, count in value.items()}


ResultT = TypeVar("ResultT")


def _refuse() -> ResultT:  # type: ignore[type-var] # never returns
    raise _UnreadableError


def _one_of(kind: type[StrEnum]) -> _Reader:
    return lambda value: kind(_text(value))


def _one_or_none(kind: type[StrEnum]) -> _Reader:
    return lambda value: None if value is None else kind(_text(value))


def _text_or_none(value: object) -> JsonValue:
    return None if value is None else str(value)


_CODECS: Final[Mapping[object, tuple[_Writer, _Reader]]] = {
    str: (_as_is, _text),
    str | None: (_as_is, _text),
    int: (_as_is, _whole),
    bool: (_as_is, _tick),
    date: (_iso, _day),
    date | None: (_iso, _day),
    datetime: (_iso, _moment),
    datetime | None: (_iso, _moment),
    tuple[str, ...]: (_listed, _texts),
    dict[str, int]: (_as_is, _counts),
}


def _codec(annotation: object) -> tuple[_Writer, _Reader]:
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return str, _one_of(annotation)
    chosen = [one for one in get_args(annotation) if one is not NoneType]
    if len(chosen) == 1 and isinstance(chosen[0], type) and issubclass(chosen[0], StrEnum):
        return _text_or_none, _one_or_none(chosen[0])
    if isinstance(annotation, str):
        # The one field of any JSON value is annotated by the name of a recursive type.
        return _as_is, lambda value: value
    return _CODECS[annotation]


def _shape(event: type) -> _Shape:
    known = []
    for declared in fields(event):
        write, read = _codec(declared.type)
        is_required = declared.default is MISSING and declared.default_factory is MISSING
        known.append(_Field(declared.name, write, read, is_required))
    return _Shape(_CAPITAL.sub("_", event.__name__).lower(), event, tuple(known))


_SHAPES: Final = {event: _shape(event) for event in get_args(Event)}
_KINDS: Final = {shape.kind: shape for shape in _SHAPES.values()}


def _kinds_of(union: object) -> dict[str, _Shape]:
    events = get_args(union) or (union,)
    return {_SHAPES[event].kind: _SHAPES[event] for event in events}


_RESIDENT: Final = _kinds_of(ResidentEvent)
_VISIT: Final = _kinds_of(VisitEvent)
VISIT_PLANNED: Final = _SHAPES[VisitPlanned].kind
"""The kind of document that says to which resident a visit belongs."""

_VISITOR: Final = _kinds_of(EventOfVisitor)
_INTAKE: Final = _kinds_of(IntakeEvent)
_GUIDE: Final = _kinds_of(GuideEvent)
_ORGANISATION: Final = _kinds_of(OrganisationEvent)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_tick(value: object) -> bool:
    return isinstance(value, bool)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_whole_or_empty(value: object) -> bool:
    return value is None or _is_whole(value)


_ACCEPTS: Final[Mapping[object, Callable[[object], bool]]] = {
    str: _is_text,
    int: _is_whole,
    int | None: _is_whole_or_empty,
    bool: _is_tick,
}
_CARD_FIELDS: Final = {
    card: {declared.name: (_ACCEPTS[declared.type], declared.default) for declared in fields(card)}
    for card in CARD_OF.values()
}
