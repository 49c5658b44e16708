"""Lines from elsewhere in the two shapes that nearly all of them have, checked while decoded.

A line that does not fit may still be an operation: `operation_lines` decides about it at leisure.
"""

import re
from typing import Annotated, Final, TypeAlias

import msgspec

LARGEST: Final = 2**63 - 1
LONGEST_KIND: Final = 64

_NAME_LENGTH: Final = 32
_NAMES: Final = re.compile(r"[0-9a-f]{96}")

# Nested so deep and no deeper: types that name themselves are checked many times slower.
_Name: TypeAlias = Annotated[str, msgspec.Meta(min_length=_NAME_LENGTH, max_length=_NAME_LENGTH)]
_Number: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=LARGEST)]
_Whole: TypeAlias = Annotated[int, msgspec.Meta(ge=-LARGEST, le=LARGEST)]
_Leaf: TypeAlias = bool | _Whole | str | None
_Value1: TypeAlias = bool | _Whole | str | list[_Leaf] | dict[str, _Leaf] | None
_Value2: TypeAlias = bool | _Whole | str | list[_Value1] | dict[str, _Value1] | None
_Value3: TypeAlias = bool | _Whole | str | list[_Value2] | dict[str, _Value2] | None
_Value4: TypeAlias = bool | _Whole | str | list[_Value3] | dict[str, _Value3] | None


class _Body(msgspec.Struct, tag_field="kind", forbid_unknown_fields=True, gc=False):
    pass


class UsualAppend(_Body, tag="append"):
    """A document that is added."""

    document_kind: str
    document: dict[str, _Value4]


class UsualSet(_Body, tag="set"):
    """Card fields that are set."""

    fields: dict[str, _Value2]
    replaces: dict[str, list[tuple[str, int, int]]] = {}


class UsualLine(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """A line whose shape, numbers, names and values are as they must be."""

    id: tuple[_Name, _Number, _Number]
    subject: tuple[Annotated[str, msgspec.Meta(max_length=LONGEST_KIND)], _Name]
    clock: tuple[_Number, _Number]
    author: _Name
    body: UsualAppend | UsualSet


_DECODER: Final = msgspec.json.Decoder(UsualLine)


def usual_line(line: bytes) -> UsualLine | None:
    """The parts of the line; None for any other shape, which says nothing about the line yet."""
    try:
        parts = _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return parts if _NAMES.fullmatch(parts.id[0] + parts.subject[1] + parts.author) else None
