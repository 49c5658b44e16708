"""The start file: a clear line, and an age file to the identity that the start code gives.

Exact format: docs/formats.md, "Start file".
"""

import hashlib
from collections.abc import Sequence
from typing import Final, Literal

import msgspec

from huisbezoek.model.domain.identity import RandomBytes
from huisbezoek.model.domain.start_words import CODE_LENGTH, StartWords, normal_word
from huisbezoek.model.sealing import age_files, age_keys, strict_json
from huisbezoek.model.sealing.derivation import SALT_SIZE, check_travelling_cost, key_from_password
from huisbezoek.model.usecases.ports.sealing import (
    START_FILE_COST,
    KdfCost,
    NewerStartFileError,
    StartFileDamagedError,
    WrongStartCodeError,
)

FORMAT: Final = "huisbezoek-start"
VERSION: Final = 1
_LONGEST_LINE: Final = 1024


class _Version(msgspec.Struct, frozen=True):
    format: Literal["huisbezoek-start"]
    version: int


class _ClearLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is open to read. `digest` is SHA-256 of the age file: it tells damage from a typo."""

    format: Literal["huisbezoek-start"]
    version: Literal[1]
    salt: str
    memory_kib: int
    passes: int
    lanes: int
    digest: str


class SealedStartFiles:
    """Makes and opens start files; the randomness and the word list are handed in."""

    def __init__(self, random_bytes: RandomBytes, words: StartWords) -> None:
        self._random_bytes = random_bytes
        self._words = words

    def new_code(self) -> tuple[str, ...]:
        """Four different random words from the list."""
        chosen: list[str] = []
        while len(chosen) < CODE_LENGTH:
            word = self._words.words[self._place()]
            if word not in chosen:
                chosen.append(word)
        return tuple(chosen)

    def make(self, payload: bytes, code: Sequence[str], cost: KdfCost = START_FILE_COST) -> bytes:
        """The start file: only file and code together give the payload back."""
        salt = self._random_bytes(SALT_SIZE)
        recipient = age_keys.recipient_of(_identity(code, salt, cost))
        sealed = age_files.seal(payload, recipient)
        line = _ClearLine(
            format=FORMAT,
            version=VERSION,
            salt=salt.hex(),
            memory_kib=cost.memory_kib,
            passes=cost.passes,
            lanes=cost.lanes,
            digest=hashlib.sha256(sealed).hexdigest(),
        )
        return msgspec.json.encode(line) + b"\n" + sealed

    def open(self, data: bytes, code: Sequence[str]) -> bytes:
        """The payload; damage is told before the code is tried."""
        line, sealed = _split(data)
        cost = KdfCost(line.memory_kib, line.passes, line.lanes)
        identity = _identity(code, bytes.fromhex(line.salt), cost)
        try:
            return age_files.unseal(sealed, identity)
        except age_files.SealedToOthersError as error:
            raise WrongStartCodeError from error
        except age_files.SealBrokenError as error:
            raise StartFileDamagedError from error

    def _place(self) -> int:
        """A random place in the list, each equally likely."""
        size = len(self._words.words)
        while (place := int.from_bytes(self._random_bytes(4))) >= (1 << 32) // size * size:
            pass
        return place % size


def _identity(code: Sequence[str], salt: bytes, cost: KdfCost) -> str:
    spelled = " ".join(normal_word(word) for word in code)
    return age_keys.identity_from(key_from_password(spelled, salt, cost))


def _split(data: bytes) -> tuple[_ClearLine, bytes]:
    first, end, sealed = data.partition(b"\n")
    if not end or len(first) > _LONGEST_LINE:
        raise StartFileDamagedError
    try:
        if strict_json.decode(first, _Version).version > VERSION:
            raise NewerStartFileError
        line = strict_json.decode(first, _ClearLine)
        salt = bytes.fromhex(line.salt)
    except ValueError as error:
        raise StartFileDamagedError from error
    if msgspec.json.encode(line) != first or len(salt) != SALT_SIZE:
        raise StartFileDamagedError
    if hashlib.sha256(sealed).hexdigest() != line.digest:
        raise StartFileDamagedError
    check_travelling_cost(KdfCost(line.memory_kib, line.passes, line.lanes))
    return line, sealed
