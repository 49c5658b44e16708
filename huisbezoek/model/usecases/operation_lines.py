"""Operations as JSON bytes: the bodies that the journal keeps and the lines that bundles carry.

The form is described in `docs/formats.md`, section journal. Names inside a known body are fixed:
a later version that needs another part uses another kind, which this version passes on unread.
"""

from collections.abc import Iterable
from typing import ClassVar, Final, assert_never

import msgspec

from huisbezoek.model.domain.errors import DamagedDataError
from huisbezoek.model.domain.operations import (
    AddToSet,
    AppendDocument,
    Body,
    Erase,
    HybridTime,
    Operation,
    OperationId,
    Redact,
    Reinstate,
    RemoveFromSet,
    SetFields,
    Subject,
    UnknownBody,
    Withdraw,
)

DEEPEST: Final = 16
"""How deep the values of a document may be nested."""

_LARGEST: Final = 2**63 - 1


class OperationUnreadableError(DamagedDataError):
    """A line is no operation: cut off, changed, or made by something else."""

    code: ClassVar[str] = "operation_unreadable"


_Id = tuple[str, int, int]


class _Body(msgspec.Struct, tag_field="kind", forbid_unknown_fields=True):
    pass


class _Set(_Body, tag="set"):
    fields: dict[str, object]
    replaces: dict[str, list[_Id]] = {}


class _Append(_Body, tag="append"):
    document_kind: str
    document: dict[str, object]


class _Add(_Body, tag="add"):
    name: str
    value: object


class _Remove(_Body, tag="remove"):
    name: str
    removes: list[_Id]


class _Withdraw(_Body, tag="withdraw"):
    operations: list[_Id]


class _Reinstate(_Body, tag="reinstate"):
    operations: list[_Id]


class _Redact(_Body, tag="redact"):
    operation: _Id
    part: str


class _Erase(_Body, tag="erase"):
    reason: str


class _Line(msgspec.Struct, forbid_unknown_fields=True):
    id: _Id
    subject: tuple[str, str]
    clock: tuple[int, int]
    author: str
    body: msgspec.Raw


_KnownBody = _Set | _Append | _Add | _Remove | _Withdraw | _Reinstate | _Redact | _Erase
_KINDS: Final = frozenset(
    ("set", "append", "add", "remove", "withdraw", "reinstate", "redact", "erase")
)
_ENCODER: Final = msgspec.json.Encoder()
_BODY_DECODER: Final = msgspec.json.Decoder(_KnownBody)
_LINE_DECODER: Final = msgspec.json.Decoder(_Line)
_ANY_DECODER: Final = msgspec.json.Decoder(dict[str, object])


def encode_body(body: Body) -> bytes:
    """The body as one JSON text without line ends."""
    return _ENCODER.encode(_written(body))


def decode_body(data: bytes) -> Body:
    """The body of a JSON text. Raises OperationUnreadableError."""
    try:
        return _read(_BODY_DECODER.decode(data))
    except msgspec.ValidationError as error:
        return _unknown(data, error)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise OperationUnreadableError from error


def encode_operation(operation: Operation) -> bytes:
    """The operation as one line of JSON, without its line end."""
    return encode_line(operation, encode_body(operation.body))


def encode_line(operation: Operation, body: bytes) -> bytes:
    """The line of an operation whose body is already encoded; `operation.body` is not looked at."""
    identifier, clock = operation.identifier, operation.clock
    return _ENCODER.encode(
        _Line(
            (identifier.device, identifier.incarnation, identifier.sequence),
            (operation.subject.kind, operation.subject.identifier),
            (clock.milliseconds, clock.counter),
            operation.author,
            msgspec.Raw(body),
        )
    )


def decode_operation(line: bytes) -> Operation:
    """The operation of a line that came from elsewhere: shape, numbers and values are checked.

    Raises OperationUnreadableError; fractions are refused.
    """
    try:
        parts = _LINE_DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise OperationUnreadableError from error
    numbers = (*parts.id[1:], *parts.clock)
    if any(not 0 <= number <= _LARGEST for number in numbers) or not parts.id[0]:
        raise OperationUnreadableError
    body = decode_body(bytes(parts.body))
    _check_values(body)
    return Operation(
        OperationId(*parts.id),
        Subject(*parts.subject),
        body,
        HybridTime(*parts.clock),
        parts.author,
    )


def _written(body: Body) -> object:  # noqa: C901, PLR0911, PLR0912 - one line for each kind
    match body:
        case AppendDocument():
            return _Append(body.document_kind, dict(body.document))
        case SetFields():
            replaces = {name: _ids(parents) for name, parents in body.replaces.items()}
            return _Set(dict(body.fields), replaces)
        case AddToSet():
            return _Add(body.name, body.value)
        case RemoveFromSet():
            return _Remove(body.name, _ids(body.removes))
        case Withdraw():
            return _Withdraw(_ids(body.operations))
        case Reinstate():
            return _Reinstate(_ids(body.operations))
        case Redact():
            return _Redact(_ids((body.operation,))[0], body.part)
        case Erase():
            return _Erase(body.reason)
        case UnknownBody():
            return {**body.content, "kind": body.kind}
    assert_never(body)


def _read(body: _KnownBody) -> Body:  # noqa: C901, PLR0911 - one line for each kind
    match body:
        case _Append():
            return AppendDocument(body.document_kind, body.document)  # type: ignore[arg-type]
        case _Set():
            replaces = {name: _operation_ids(parents) for name, parents in body.replaces.items()}
            return SetFields(body.fields, replaces)  # type: ignore[arg-type]
        case _Add():
            return AddToSet(body.name, body.value)  # type: ignore[arg-type]
        case _Remove():
            return RemoveFromSet(body.name, _operation_ids(body.removes))
        case _Withdraw():
            return Withdraw(_operation_ids(body.operations))
        case _Reinstate():
            return Reinstate(_operation_ids(body.operations))
        case _Redact():
            return Redact(OperationId(*body.operation), body.part)
        case _Erase():
            return Erase(body.reason)
    assert_never(body)


def _unknown(data: bytes, error: Exception) -> UnknownBody:
    try:
        content = _ANY_DECODER.decode(data)
    except (msgspec.ValidationError, RecursionError):
        raise OperationUnreadableError from error
    kind = content.pop("kind", None)
    if not isinstance(kind, str) or kind in _KINDS:
        raise OperationUnreadableError from error
    return UnknownBody(kind, content)  # type: ignore[arg-type]


def _ids(identifiers: Iterable[OperationId]) -> list[_Id]:
    return [(found.device, found.incarnation, found.sequence) for found in identifiers]


def _operation_ids(identifiers: Iterable[_Id]) -> tuple[OperationId, ...]:
    return tuple(OperationId(*found) for found in identifiers)


def _check_values(body: Body) -> None:
    match body:
        case SetFields():
            _check_value(body.fields, DEEPEST)
        case AppendDocument():
            _check_value(body.document, DEEPEST)
        case AddToSet():
            _check_value(body.value, DEEPEST)
        case UnknownBody():
            _check_value(body.content, DEEPEST)
        case _:
            return


def _check_value(value: object, depth: int) -> None:
    if depth == 0 or isinstance(value, float):
        raise OperationUnreadableError
    if isinstance(value, int) and abs(value) > _LARGEST:
        raise OperationUnreadableError
    if isinstance(value, dict):
        for item in value.values():
            _check_value(item, depth - 1)
    elif isinstance(value, list):
        for item in value:
            _check_value(item, depth - 1)
