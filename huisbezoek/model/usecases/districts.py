"""The districts that there are, and which of them lie beside each other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar, Final

from huisbezoek.model.domain.district_pairs import (
    DecidedPairs,
    Pair,
    all_decided,
    clean_name,
    contradicted,
    read_decided,
    write_decided,
)
from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.postcodes import PostcodeTable, districts_beside
from huisbezoek.model.usecases.organisation import change_organisation
from huisbezoek.model.usecases.ports.people import Difference
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.postcodes import table_now

_FIELD: Final = "districts_beside"


class DistrictsContradictedError(RefusedByRuleError):
    """Two coordinators decided opposite things about a pair, and nobody chose between them yet."""

    code: ClassVar[str] = "districts_contradicted"


@dataclass(frozen=True, slots=True)
class DistrictChoices:
    """The districts that a form offers, and the table that knows which postcode lies in which."""

    names: tuple[str, ...] = ()
    table: PostcodeTable = field(default_factory=PostcodeTable)


NO_DISTRICTS: Final = DistrictChoices()
"""Nothing to choose from: what is typed counts."""


@dataclass(frozen=True, slots=True)
class DistrictsNow:
    """What is known of districts: their names, what the table says, and what people decided."""

    names: tuple[str, ...]
    by_table: frozenset[Pair]
    decided: DecidedPairs

    @property
    def beside(self) -> frozenset[Pair]:
        """The pairs that count: what a person decided goes before what the table says."""
        return self.decided.applied(self.by_table)


def district_names(reading: Reading, usual: Iterable[str]) -> tuple[str, ...]:
    """The districts to choose from: those of the table, else the usual ones in their order.

    After them by name every other one that stands on somebody's card or that was decided about.
    """
    return _names(reading, table_now(reading), usual)


def district_choices(reading: Reading, usual: Iterable[str]) -> DistrictChoices:
    """What a form offers for a district; `usual` are the districts that come with the program."""
    table = table_now(reading)
    return DistrictChoices(_names(reading, table, usual), table)


def districts_now(
    reading: Reading, usual: Iterable[str], usually_beside: Iterable[Pair] = ()
) -> DistrictsNow:
    """What a coordinator sees who decides which districts lie beside each other.

    `usual` are the districts that come with the program, `usually_beside` what it knows of them.
    """
    table = table_now(reading)
    by_table = districts_beside(table).union(usually_beside)
    return DistrictsNow(_names(reading, table, usual), by_table, decided_now(reading))


def decided_now(reading: Reading) -> DecidedPairs:
    """What people decided about districts beside each other.

    While a difference stands it is what all of them decided, and the latest of what contradicts.
    """
    return all_decided(_standing(reading, _difference(reading)))


def keep_beside(writing: Writing, decisions: Mapping[Pair, bool | None]) -> None:
    """Keeps these decisions beside those there are; None takes one back: then the table counts.

    A difference between coordinators ends with it, and what each of them decided is kept. Raises
    DistrictsContradictedError when they contradict each other about a pair that is not in here.
    """
    difference = _difference(writing)
    standing = _standing(writing, difference)
    if contradicted(standing).difference(decisions):
        raise DistrictsContradictedError
    decided = write_decided(all_decided(standing).changed(decisions))
    if difference is not None:
        writing.resolve(difference.subject, difference.field, decided)
    else:
        change_organisation(writing, replace(writing.organisation(), districts_beside=decided))


def _difference(reading: Reading) -> Difference | None:
    """What coordinators decided without knowing of each other, while nobody chose."""
    return next((one for one in reading.differences() if one.field == _FIELD), None)


def _standing(reading: Reading, difference: Difference | None) -> tuple[DecidedPairs, ...]:
    """All that was decided, the latest first: one, or several while a difference stands."""
    if difference is None:
        return (read_decided(reading.organisation().districts_beside),)
    return tuple(read_decided(str(one.value)) for one in difference.values)


def _names(reading: Reading, table: PostcodeTable, usual: Iterable[str]) -> tuple[str, ...]:
    first = table.districts() or tuple(usual)
    visitors = (one.card.district for one in reading.visitors())
    others = {clean_name(name) for name in (*reading.resident_districts(), *visitors)}
    others |= decided_now(reading).names()
    return (*first, *sorted(others.difference(first, ("",)), key=str.casefold))
