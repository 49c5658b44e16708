"""Operations as JSON bytes: the bodies that the journal keeps and the lines that bundles carry.

The form is described in `docs/formats.md`, section journal. Names inside a known body are fixed:
a later version that needs another part uses another kind, which this version passes on unread.
"""

from collections.abc import Iterable
from typing import ClassVar, Final, assert_never

import msgspec

from huisbezoek.model.domain.errors import DamagedDataError
from huisbezoek.model.domain.identity import is_identifier
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
from huisbezoek.model.usecases.usual_lines import (
    LARGEST,
    LONGEST_KIND,
    UsualAppend,
    UsualLine,
    usual_line,
)

DEEPEST: Final = 16
"""How deep the values of a document may be nested."""

_BODY: Final = b',"body":'
_APPENDING: Final = b',"body":{"kind":"append","document_kind":"'


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


class _KindOfBody(msgspec.Struct):
    kind: str
    document_kind: str = ""


class _KindOfLine(msgspec.Struct):
    body: _KindOfBody


_KnownBody = _Set | _Append | _Add | _Remove | _Withdraw | _Reinstate | _Redact | _Erase
_KINDS: Final = frozenset(
    ("set", "append", "add", "remove", "withdraw", "reinstate", "redact", "erase")
)
_ENCODER: Final = msgspec.json.Encoder()
_BODY_DECODER: Final = msgspec.json.Decoder(_KnownBody)
_LINE_DECODER: Final = msgspec.json.Decoder(_Line)
_ANY_DECODER: Final = msgspec.json.Decoder(dict[str, object])
_KIND_DECODER: Final = msgspec.json.Decoder(_KindOfLine)


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


def kind_of_line(line: bytes) -> str:
    """What a line made here is: its document kind, 'card' for changed fields, or 'other'."""
    # Before the body stands no object, so that its first mention is the one that is meant.
    begin = line.find(_BODY)
    if line.startswith(_APPENDING, begin):
        begin += len(_APPENDING)
        kind = line[begin : line.index(b'"', begin)]
        if b"\\" not in kind:
            return kind.decode()
    body = _KIND_DECODER.decode(line).body
    return body.document_kind or ("card" if body.kind == "set" else "other")


def encode_operation(operation: Operation) -> bytes:
    """The operation as one line of JSON, without its line end."""
    identifier, subject, clock = operation.identifier, operation.subject, operation.clock
    return _ENCODER.encode(
        _Line(
            (identifier.device, identifier.incarnation, identifier.sequence),
            (subject.kind, subject.identifier),
            (clock.milliseconds, clock.counter),
            operation.author,
            msgspec.Raw(encode_body(operation.body)),
        )
    )


def decode_operation(line: bytes) -> Operation:
    """The operation of a line that came from elsewhere: shape, numbers and values are checked.

    Raises OperationUnreadableError; fractions are refused.
    """
    usual = usual_line(line)
    return _decoded(line) if usual is None else _usual_operation(usual)


def checked_kind(line: bytes) -> str:
    """The document kind of a line that came from elsewhere, or 'card' for everything else.

    Checks all that `decode_operation` does. Raises OperationUnreadableError.
    """
    usual = usual_line(line)
    if usual is None:
        body = _decoded(line).body
        return body.document_kind if isinstance(body, AppendDocument) else "card"
    return usual.body.document_kind if isinstance(usual.body, UsualAppend) else "card"


def _usual_operation(parts: UsualLine) -> Operation:
    body: Body
    if isinstance(parts.body, UsualAppend):
        body = AppendDocument(parts.body.document_kind, parts.body.document)  # type: ignore[arg-type] # narrower than a JsonValue
    else:
        replaced = parts.body.replaces.items()
        replaces = {name: _operation_ids(parents) for name, parents in replaced}
        body = SetFields(parts.body.fields, replaces)  # type: ignore[arg-type] # as above
    return Operation(
        OperationId(*parts.id),
        Subject(*parts.subject),
        body,
        HybridTime(*parts.clock),
        parts.author,
    )


def _decoded(line: bytes) -> Operation:
    """The operation of a line of any shape."""
    try:
        parts = _LINE_DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise OperationUnreadableError from error
    numbers = (*parts.id[1:], *parts.clock)
    names = (parts.id[0], parts.subject[1], parts.author)
    if not all(map(is_identifier, names)) or len(parts.subject[0]) > LONGEST_KIND:
        raise OperationUnreadableError
    if any(not 0 <= number <= LARGEST for number in numbers):
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
            return AppendDocument(body.document_kind, body.document)  # type: ignore[arg-type] # the values are checked by _check_values
        case _Set():
            replaces = {name: _operation_ids(parents) for name, parents in body.replaces.items()}
            return SetFields(body.fields, replaces)  # type: ignore[arg-type] # as above
        case _Add():
            return AddToSet(body.name, body.value)  # type: ignore[arg-type] # as above
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
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise OperationUnreadableError from error
    kind = content.pop("kind", None)
    if not isinstance(kind, str) or kind in _KINDS:
        raise OperationUnreadableError from error
    return UnknownBody(kind, content)  # type: ignore[arg-type] # as above


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
    if isinstance(value, int) and abs(value) > LARGEST:
        raise OperationUnreadableError
    if isinstance(value, dict):
        for item in value.values():
            _check_value(item, depth - 1)
    elif isinstance(value, list):
        for item in value:
            _check_value(item, depth - 1)
