"""Identifiers: 128 random bits, written as 32 lower-case hexadecimal digits."""

import hashlib
import re
from collections.abc import Callable
from typing import Final

RandomBytes = Callable[[int], bytes]
"""A source of randomness: a number of bytes in, that many random bytes out."""

_PATTERN: Final = re.compile(r"[0-9a-f]{32}")


def new_identifier(random_bytes: RandomBytes) -> str:
    """A fresh identifier from the given source of randomness."""
    return random_bytes(16).hex()


def named_identifier(*names: str) -> str:
    """The same identifier for the same names on every laptop: for what needs no chance.

    Never made from words of people: an identifier outlives what is erased.
    """
    return hashlib.blake2b("|".join(names).encode(), digest_size=16).hexdigest()


def is_identifier(text: str) -> bool:
    """Whether the text has the form of an identifier."""
    return _PATTERN.fullmatch(text) is not None
