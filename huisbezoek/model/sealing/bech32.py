"""Bech32 as age writes its keys (BIP 173, without its limit of 90 signs)."""

from collections.abc import Iterable
from typing import Final

_SIGNS: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM_SIGNS: Final = 6


class NotAKeyError(ValueError):
    """The text is not a key of the kind that was asked for; the text itself is never named."""


def encode(prefix: str, data: bytes) -> str:
    """The data as lower-case Bech32 behind its lower-case prefix."""
    groups = _regroup(data, 8, 5, pad=True)
    total = _polymod([*_spread(prefix), *groups, *([0] * _CHECKSUM_SIGNS)]) ^ 1
    checksum = [(total >> 5 * (5 - place)) & 31 for place in range(_CHECKSUM_SIGNS)]
    return f"{prefix}1" + "".join(_SIGNS[group] for group in [*groups, *checksum])


def decode(prefix: str, text: str) -> bytes:
    """The data behind this prefix; raises NotAKeyError for anything that is not exactly that."""
    if text not in {text.lower(), text.upper()}:
        raise NotAKeyError
    found, _, body = text.lower().rpartition("1")
    if found != prefix or len(body) < _CHECKSUM_SIGNS or set(body) - set(_SIGNS):
        raise NotAKeyError
    groups = [_SIGNS.index(sign) for sign in body]
    if _polymod([*_spread(prefix), *groups]) != 1:
        raise NotAKeyError
    return bytes(_regroup(groups[:-_CHECKSUM_SIGNS], 5, 8, pad=False))


def _polymod(values: Iterable[int]) -> int:
    total = 1
    for value in values:
        top = total >> 25
        total = (total & 0x1FFFFFF) << 5 ^ value
        for place, term in enumerate(_GENERATOR):
            if top >> place & 1:
                total ^= term
    return total


def _spread(prefix: str) -> list[int]:
    return [ord(sign) >> 5 for sign in prefix] + [0] + [ord(sign) & 31 for sign in prefix]


def _regroup(values: Iterable[int], from_bits: int, to_bits: int, *, pad: bool) -> list[int]:
    held = 0
    bits = 0
    groups: list[int] = []
    for value in values:
        held = held << from_bits | value
        bits += from_bits
        while bits >= to_bits:
            bits -= to_bits
            groups.append(held >> bits & ((1 << to_bits) - 1))
    rest = held & ((1 << bits) - 1)
    if pad and bits:
        groups.append(rest << (to_bits - bits) & ((1 << to_bits) - 1))
    if not pad and (bits >= from_bits or rest):
        raise NotAKeyError
    return groups
