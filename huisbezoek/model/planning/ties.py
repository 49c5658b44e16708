"""Which of all plans that cost the same is proposed: one that the identifiers alone decide.

A price is multiplied until one point is more than all tie-breakers of a plan together, and a small
number that a hash of the identifiers gives is added. So the points of a plan stay the least, and
among the many plans of as many points the solver's path decides nothing. What was accepted out of
a plan takes its tie-breakers along: the rest of that plan is still the one of the rest.
"""

from typing import Final
from zlib import crc32

MOST: Final = 2**59
"""The solver counts below 2**63, in prices times nodes; a sixteenth leaves room for its sums."""

FINEST: Final = 10
"""A tie-breaker has at most so many bits: 1,024 values."""

_WORD: Final = 0xFFFFFFFF
_ODD: Final = 0x9E3779B1
"""2**32 divided by the golden ratio: the high bits of a product with it depend on every bit."""


class Ties:
    """Tie-breakers for a network of so many turns and nodes whose dearest arc costs `dearest`.

    Each turn pays two: one of who goes to it, one of the month of that visitor for turns of that
    window. Each is below 2**bits, so that all together are less than `factor`, turns x 2 x 2**bits.
    For 4,500 turns (2**12.2) in 9,100 nodes (2**13.2) that makes dearest x 2**26.4 x 2**bits: with
    a dearest match of 2,400,000 points (2**21.2) and 10 bits 2**57.6. Where it would be more than
    `most` there are fewer bits; with none each tie-breaker is 0, and prices stay as they are.
    """

    def __init__(self, turns: int, nodes: int, dearest: int, most: int = MOST) -> None:
        bits = FINEST
        while bits and (dearest + 1) * (turns << bits + 1) * nodes > most:
            bits -= 1
        self.factor = turns << bits + 1 if bits else 1
        self._unused = 32 - bits

    def of(self, *codes: int) -> int:
        """The tie-breaker of what these codes (see `code`) stand for."""
        mixed = 0
        for one in codes:
            mixed = (mixed ^ one) * _ODD & _WORD
            mixed = (mixed ^ mixed >> 15) * _ODD & _WORD
        return mixed >> self._unused


def code(name: object) -> int:
    """A number that stands for a name, on every day and machine the same."""
    return crc32(str(name).encode())
