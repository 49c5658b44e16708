"""Decoding JSON from a stranger: whatever is wrong with it, one error."""

from typing import TypeVar

import msgspec

_Kind = TypeVar("_Kind")


class UnreadableJsonError(ValueError):
    """The bytes are not JSON of the kind that was asked for; nothing of them is named."""


def decode(data: bytes, kind: type[_Kind]) -> _Kind:
    """The value; raises UnreadableJsonError also for bad UTF-8 and for deep nesting."""
    try:
        return msgspec.json.decode(data, type=kind)
    except (ValueError, RecursionError) as error:
        raise UnreadableJsonError from error
