"""Which districts lie beside each other: what a table of postcodes says, and what people decided.

A pair has no direction: it is kept in the order of the names, so that one tick holds both ways.
What nobody decided and no table says is not beside.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

Pair: TypeAlias = tuple[str, str]
"""Two different districts in the order of their names."""

_BESIDE: Final = "beside"
_APART: Final = "apart"
_PARTS: Final = 3


@dataclass(frozen=True, slots=True)
class DecidedPairs:
    """What people decided: pairs that lie beside each other, and pairs that do not.

    No pair is in both. Pairs in neither are as the table of postcodes has them.
    """

    beside: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()

    def applied(self, table: Iterable[Pair]) -> frozenset[Pair]:
        """All pairs that lie beside each other, when `table` is what the table says."""
        return frozenset(table) - self.apart | self.beside

    def decided(self, pair: Pair) -> bool | None:
        """Whether somebody decided that they lie beside each other, or not; None: nobody did."""
        if pair in self.beside:
            return True
        return False if pair in self.apart else None

    def changed(self, decisions: Mapping[Pair, bool | None]) -> "DecidedPairs":
        """With these decisions in place of what was; None takes a decision back."""
        others = frozenset(decisions)
        return DecidedPairs(
            self.beside - others | {one for one, said in decisions.items() if said is True},
            self.apart - others | {one for one, said in decisions.items() if said is False},
        )

    def names(self) -> frozenset[str]:
        """Every district that something was decided about."""
        return frozenset(name for pair in self.beside | self.apart for name in pair)


def clean_name(name: str) -> str:
    """A district's name on one line, without stray blanks."""
    return " ".join(name.split())


def district_pair(one: str, other: str) -> Pair | None:
    """The pair of two districts, whichever comes first; None when they are one or not known."""
    first, second = sorted((clean_name(one), clean_name(other)))
    return (first, second) if first and first != second else None


def beside(district: str, pairs: Iterable[Pair]) -> frozenset[str]:
    """The districts that lie beside this one."""
    name = clean_name(district)
    return frozenset(other for pair in pairs if name in pair for other in pair if other != name)


def write_decided(decided: DecidedPairs) -> str:
    """As text, a pair on a line: the same decisions give the same text."""
    lines = [
        *(f"{one}\t{other}\t{_BESIDE}" for one, other in decided.beside),
        *(f"{one}\t{other}\t{_APART}" for one, other in decided.apart),
    ]
    return "\n".join(sorted(lines))


def read_decided(text: str) -> DecidedPairs:
    """The decisions in a text of `write_decided`; a line in another form is passed over.

    Of a pair that stands there twice the last line counts.
    """
    found: dict[Pair, bool | None] = {}
    for line in text.splitlines():
        parts = line.split("\t")
        if len(parts) != _PARTS or parts[2] not in {_BESIDE, _APART}:
            continue
        pair = district_pair(parts[0], parts[1])
        if pair is not None:
            found[pair] = parts[2] == _BESIDE
    return DecidedPairs().changed(found)


def contradicted(several: Iterable[DecidedPairs]) -> frozenset[Pair]:
    """The pairs that lie beside each other by one of these, and do not by another."""
    found = tuple(several)
    near = frozenset(pair for one in found for pair in one.beside)
    return near & frozenset(pair for one in found for pair in one.apart)


def all_decided(several: Sequence[DecidedPairs]) -> DecidedPairs:
    """All of these in one; of a pair that they contradict each other about, the first counts."""
    found: dict[Pair, bool | None] = {}
    for one in reversed(several):
        found |= dict.fromkeys(one.beside, True) | dict.fromkeys(one.apart, False)
    return DecidedPairs().changed(found)


def kept_together(texts: Iterable[str]) -> str | None:
    """The decisions of all these texts in one; None when two of them contradict each other."""
    found = [read_decided(text) for text in texts]
    return None if contradicted(found) else write_decided(all_decided(found))
