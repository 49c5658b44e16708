"""Folds that are kept, so that a later operation goes on from there and not from the beginning.

A fold is kept only of a subject about which all operations just add (`touched.is_plain`), and is
good for operations that come after all of those in the one order; for anything else the journal is
read. It follows from the journal alone: whoever removes it loses time and nothing else.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import Field, dataclass, fields
from typing import Any, Final, Literal, TypeAlias
from zlib import crc32

import msgspec
from sqlalchemy.engine import Connection

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.operations import Operation, OperationId
from huisbezoek.model.domain.residents import ResidentState
from huisbezoek.model.domain.visits import VisitState
from huisbezoek.model.storage.projected_writing import insert_rows, remove_rows
from huisbezoek.model.storage.subject_log import as_list

FOLDING: Final = 1
"""Rises when folding the same operations gives other states: older folds are not read then."""

Place: TypeAlias = tuple[int, int, str, int, int]
"""Clock and id of an operation, which compare as its stamp does."""

# No rule of folding asks for these words, and they stay in the journal alone.
_UNSAID: Final = frozenset({"report", "asked_addition", "additions"})
_APART: Final = frozenset({"card", "open_visit"})


@dataclass(frozen=True, slots=True)
class KeptVisit:
    """A visit after the operation at `place`, without its report and before any stop counts."""

    place: Place
    state: VisitState


@dataclass(frozen=True, slots=True)
class KeptResident:
    """A resident after the operation at `place`, without visits.

    `heads` has of each field of the card the one operation that set it; None when a field has
    several values, or a value was replaced that never came.
    """

    place: Place
    state: ResidentState
    heads: Mapping[str, OperationId] | None


def place_of(operation: Operation) -> Place:
    """Where the operation stands in the one order."""
    clock, identifier = operation.clock, operation.identifier
    return (
        clock.milliseconds,
        clock.counter,
        identifier.device,
        identifier.incarnation,
        identifier.sequence,
    )


def kept_visits(connection: Connection, numbers: Sequence[int]) -> dict[int, KeptVisit]:
    """The folds of these visits, as far as they are kept."""
    found = {}
    for number, fold in _folds(connection, numbers):
        values = _decoded(_VISIT_DECODER, fold)
        if values is not None:
            _, place, *rest = values
            found[number] = KeptVisit(place, VisitState(**dict(zip(_VISIT, rest, strict=True))))
    return found


def kept_residents(connection: Connection, numbers: Sequence[int]) -> dict[int, KeptResident]:
    """The folds of these residents, as far as they are kept."""
    found = {}
    for number, fold in _folds(connection, numbers):
        values = _decoded(_RESIDENT_DECODER, fold)
        if values is not None:
            _, place, heads, card, *rest = values
            state = ResidentState(
                card=ResidentCard(*card), **dict(zip(_RESIDENT, rest, strict=True))
            )
            found[number] = KeptResident(place, state, _heads(heads))
    return found


def with_kept_folds(connection: Connection, numbers: Iterable[int]) -> frozenset[int]:
    """Those of these subjects of which a fold is kept."""
    rows = connection.exec_driver_sql(
        "SELECT number FROM folds WHERE number IN (SELECT value FROM json_each(?))",
        (as_list(numbers),),
    )
    return frozenset(row[0] for row in rows)


def keep_folds(
    connection: Connection, folds: Mapping[int, KeptVisit | KeptResident | None]
) -> None:
    """Keeps these folds; of a subject with None none is kept any more."""
    remove_rows(connection, "folds", "number", [one for one, fold in folds.items() if fold is None])
    rows = [(one, _encoded(fold)) for one, fold in sorted(folds.items()) if fold is not None]
    insert_rows(connection, "folds", rows)


def _folds(connection: Connection, numbers: Sequence[int]) -> Sequence[Any]:
    if not numbers:
        return ()
    return connection.exec_driver_sql(
        "SELECT number, fold FROM folds WHERE number IN (SELECT value FROM json_each(?))",
        (as_list(numbers),),
    ).all()


def _encoded(fold: KeptVisit | KeptResident) -> bytes:
    state = fold.state
    if isinstance(fold, KeptVisit):
        return _ENCODER.encode((_VISIT_MARK, fold.place, *[getattr(state, one) for one in _VISIT]))
    card = [getattr(fold.state.card, one) for one in _CARD]
    rest = [getattr(state, one) for one in _RESIDENT]
    heads = _written_heads(fold.heads)
    return _ENCODER.encode((_RESIDENT_MARK, fold.place, heads, card, *rest))


def _decoded(decoder: msgspec.json.Decoder[Any], fold: bytes) -> Any:  # noqa: ANN401 - the types stand in the decoder
    """The values of a fold; None for one that another version of the program kept."""
    try:
        return decoder.decode(fold)
    except msgspec.DecodeError:
        return None


def _written_heads(heads: Mapping[str, OperationId] | None) -> list[tuple[object, ...]] | None:
    """By operation, for most fields were set by the same one."""
    if heads is None:
        return None
    named: dict[OperationId, list[str]] = {}
    for name, operation in heads.items():
        named.setdefault(operation, []).append(name)
    return [
        (known.device, known.incarnation, known.sequence, names) for known, names in named.items()
    ]


def _heads(written: Any) -> dict[str, OperationId] | None:  # noqa: ANN401 - as it was decoded
    if written is None:
        return None
    heads = {}
    for device, incarnation, sequence, names in written:
        operation = OperationId(device, incarnation, sequence)
        for name in names:
            heads[name] = operation
    return heads


def _declared(state: type, without: frozenset[str]) -> tuple[Field[Any], ...]:
    return tuple(one for one in fields(state) if one.name not in without)


def _mark(*declared: Field[Any]) -> int:
    """Another number when fields come or go, so that a fold without them is not read."""
    text = f"{FOLDING} {[(one.name, str(one.type)) for one in declared]}"
    return crc32(text.encode())


def _decoder(mark: int, *types: object) -> msgspec.json.Decoder[Any]:
    shape = tuple.__class_getitem__((Literal.__getitem__(mark), Place, *types))
    return msgspec.json.Decoder(shape)


_VISIT_FIELDS: Final = _declared(VisitState, _UNSAID)
_RESIDENT_FIELDS: Final = _declared(ResidentState, _APART)
_CARD_FIELDS: Final = _declared(ResidentCard, frozenset())
_VISIT: Final = tuple(one.name for one in _VISIT_FIELDS)
_RESIDENT: Final = tuple(one.name for one in _RESIDENT_FIELDS)
_CARD: Final = tuple(one.name for one in _CARD_FIELDS)
_VISIT_MARK: Final = _mark(*_VISIT_FIELDS)
_RESIDENT_MARK: Final = _mark(*_RESIDENT_FIELDS, *_CARD_FIELDS)
_ENCODER: Final = msgspec.json.Encoder()
_VISIT_DECODER: Final = _decoder(_VISIT_MARK, *[one.type for one in _VISIT_FIELDS])
_RESIDENT_DECODER: Final = _decoder(
    _RESIDENT_MARK,
    list[tuple[str, int, int, list[str]]] | None,
    tuple.__class_getitem__(tuple(one.type for one in _CARD_FIELDS)),
    *[one.type for one in _RESIDENT_FIELDS],
)
