"""The table of postcodes: looking at one that was read, keeping it, and taking it away."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from huisbezoek.model.domain.addresses import Address, normal_postcode
from huisbezoek.model.domain.office_events import PostcodesRead
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.postcode_rows import CollectedPostcodes, collect_postcodes
from huisbezoek.model.domain.postcodes import (
    PostcodeTable,
    districts_beside,
    write_table,
)
from huisbezoek.model.usecases.organisation_keys import load_organisation_keys
from huisbezoek.model.usecases.ports.postcodes import PostcodesKept, ReadPostcodes
from huisbezoek.model.usecases.ports.work import Reading, Writing

_FIGURES: Final = 4


@dataclass(frozen=True, slots=True)
class PostcodesPreview:
    """What keeping a table would do.

    `residents` are those who may be visited: of `placed` the table knows the postcode, of
    `with_district` its district too. `columns` are the names of the columns that are used,
    `beside` is how many pairs of districts lie beside each other.
    """

    columns: tuple[str, ...]
    collected: CollectedPostcodes
    residents: int
    placed: int
    with_district: int
    beside: int


@dataclass(frozen=True, slots=True)
class PostcodesNow:
    """What is there: the table that counts, and when tables were read or taken away, last first.

    `residents` of those who may be visited, of whom `placed` have a postcode in the table.
    """

    table: PostcodeTable
    history: tuple[PostcodesKept, ...]
    residents: int
    placed: int

    @property
    def kept(self) -> PostcodesKept | None:
        """When the table that counts was read; None when there is none."""
        return self.history[0] if self.history and self.history[0].postcodes else None


def table_now(reading: Reading) -> PostcodeTable:
    """The whole table that counts; empty when there is none."""
    return PostcodeTable(reading.postcode_places())


def table_for(reading: Reading, addresses: Iterable[Address]) -> PostcodeTable:
    """What the table says of these addresses only."""
    wanted = {normal_postcode(address.postcode) for address in addresses}
    return PostcodeTable(reading.postcode_places(wanted))


def postcodes_now(reading: Reading) -> PostcodesNow:
    """What the page of settings shows."""
    table = table_now(reading)
    postcodes = _postcodes_of_residents(reading)
    placed = sum(one in table.places for one in postcodes)
    return PostcodesNow(table, reading.postcode_tables(), len(postcodes), placed)


def wanted_figures(reading: Reading) -> frozenset[str]:
    """The four figures of the postcodes of residents: of these whole tables are kept."""
    return frozenset(one[:_FIGURES] for one in _postcodes_of_residents(reading) if one)


def preview_postcodes(
    reading: Reading, read: ReadPostcodes, names: Mapping[str, str]
) -> PostcodesPreview:
    """What keeping this table would do; writes nothing. `names` are districts by their code.

    Raises the errors of `domain.postcode_rows`.
    """
    collected = collect_postcodes(read.rows, wanted_figures(reading), names)
    table = collected.table
    postcodes = _postcodes_of_residents(reading)
    return PostcodesPreview(
        columns=read.columns,
        collected=collected,
        residents=len(postcodes),
        placed=sum(one in table.places for one in postcodes),
        with_district=sum(bool(table.district_of(one)) for one in postcodes),
        beside=len(districts_beside(table)),
    )


def keep_postcodes(writing: Writing, table: PostcodeTable, *, on: date) -> None:
    """From now on this table counts, on every laptop as soon as it exchanged."""
    _record(writing, PostcodesRead(write_table(table), on))


def remove_postcodes(writing: Writing, *, on: date) -> None:
    """From now on no table counts: streets and figures of postcodes tell what is near."""
    _record(writing, PostcodesRead("", on))


def _record(writing: Writing, event: PostcodesRead) -> None:
    keys = load_organisation_keys(writing)
    writing.record(Subject(SubjectKind.ORGANISATION, keys.organisation), event)


def _postcodes_of_residents(reading: Reading) -> Collection[str]:
    return [normal_postcode(one.postcode) for one in reading.plan_facts()]
