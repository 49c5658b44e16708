"""A secret of 32 bytes as 24 Dutch words of 12 bits each, with a checksum of 32 bits.

Exact format: docs/formats.md, "Emergency sheet".
"""

import hashlib
from collections.abc import Sequence
from enum import Enum
from typing import Final

from huisbezoek.model.domain.start_words import StartWords, normal_word
from huisbezoek.model.usecases.ports.sealing import WordsNotUnderstoodError

WORDS: Final = 24
_BITS: Final = 12
_SECRET_SIZE: Final = 32
_CHECKSUM_SIZE: Final = 4


class Kind(Enum):
    """What the secret is; part of the checksum, so the two sheets cannot be mixed up."""

    ROOT = b"huisbezoek/words/1/root"
    RECOVERY = b"huisbezoek/words/1/recovery"


def words_of(secret: bytes, kind: Kind, words: StartWords) -> tuple[str, ...]:
    """The words of a secret of 32 bytes."""
    number = int.from_bytes(secret + _checksum(secret, kind))
    places = (number >> _BITS * (WORDS - 1 - place) & ((1 << _BITS) - 1) for place in range(WORDS))
    return tuple(words.words[place] for place in places)


def secret_of(typed: Sequence[str], kind: Kind, words: StartWords) -> bytes:
    """The secret behind the words; raises WordsNotUnderstoodError with the first bad position."""
    number = 0
    for position, word in enumerate(typed, start=1):
        if not words.holds(word):
            raise WordsNotUnderstoodError(position=position)
        number = number << _BITS | words.words.index(normal_word(word))
    if len(typed) != WORDS:
        raise WordsNotUnderstoodError(position=0)
    data = number.to_bytes(_SECRET_SIZE + _CHECKSUM_SIZE)
    secret = data[:_SECRET_SIZE]
    if data[_SECRET_SIZE:] != _checksum(secret, kind):
        raise WordsNotUnderstoodError(position=0)
    return secret


def _checksum(secret: bytes, kind: Kind) -> bytes:
    return hashlib.sha256(kind.value + b"\n" + secret).digest()[:_CHECKSUM_SIZE]
