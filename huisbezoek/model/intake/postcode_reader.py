"""Reads tables of postcodes, as open data has them, from CSV, XLSX and ODS files."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from huisbezoek.model.domain.postcode_rows import (
    PlaceColumnMissingError,
    PostcodeColumnMissingError,
    PostcodeRow,
)
from huisbezoek.model.intake.postcode_headers import PostcodeField, postcode_field
from huisbezoek.model.intake.raw_tables import (
    MOST_BYTES,
    ROWS_BEFORE_HEADER,
    RawTable,
    check_size,
)
from huisbezoek.model.intake.spreadsheet_tables import is_spreadsheet
from huisbezoek.model.intake.table_files import bytes_of, named_failures, table_of
from huisbezoek.model.usecases.ports.intake import ReadingChoices
from huisbezoek.model.usecases.ports.postcodes import ReadPostcodes

SIFTED_FROM: Final = 16 * 1024 * 1024
"""Text files from this size are read line by line for the wanted postcodes: whole countries."""

_MOST_SIFTED: Final = 2 * MOST_BYTES
_PAIRS: Final = (
    (PostcodeField.EAST, PostcodeField.NORTH),
    (PostcodeField.LATITUDE, PostcodeField.LONGITUDE),
)


class FilePostcodeReader:
    """Reads tables of postcodes from files, each time from the bytes of that moment."""

    __slots__ = ("_sifted_from",)

    def __init__(self, sifted_from: int = SIFTED_FROM) -> None:
        self._sifted_from = sifted_from

    def read(self, path: Path, figures: Collection[str]) -> ReadPostcodes:
        """The rows of the file; of a very large one those with these four figures.

        Raises the errors of `domain.list_errors`, PostcodeColumnMissingError and
        PlaceColumnMissingError.
        """
        table = table_of(_data(path, figures, self._sifted_from), ReadingChoices(), header_score)
        header_row = _header_row(table.rows)
        header = table.rows[header_row]
        used = _used(header)
        if PostcodeField.POSTCODE not in used:
            raise PostcodeColumnMissingError
        district = used.get(PostcodeField.DISTRICT, used.get(PostcodeField.NEIGHBOURHOOD))
        pair = next(((used[a], used[b]) for a, b in _PAIRS if a in used and b in used), None)
        if district is None and pair is None:
            raise PlaceColumnMissingError
        places = (used[PostcodeField.POSTCODE], district, *(pair or (None, None)))
        return ReadPostcodes(
            columns=tuple(header[place] for place in places if place is not None),
            rows=tuple(_rows(table, header_row + 1, places)),
        )


def header_score(row: Sequence[str]) -> int:
    """How many cells of the row are names of columns that can be used."""
    return sum(bool(cell) and postcode_field(cell) is not None for cell in row)


def _header_row(rows: Sequence[Sequence[str]]) -> int:
    scores = [header_score(row) for row in rows[:ROWS_BEFORE_HEADER]]
    best = max(scores)
    if not best:
        raise PostcodeColumnMissingError
    return scores.index(best)


def _used(header: Sequence[str]) -> Mapping[PostcodeField, int]:
    """The place of the best named column of each field; of equals the first."""
    best: dict[PostcodeField, tuple[int, int]] = {}
    for place, cell in enumerate(header):
        found = postcode_field(cell) if cell else None
        if found is not None:
            best[found[0]] = min(best.get(found[0], (found[1], place)), (found[1], place))
    return {field: place for field, (_, place) in best.items()}


def _rows(table: RawTable, first: int, places: tuple[int | None, ...]) -> Iterator[PostcodeRow]:
    for row in table.rows[first:]:
        if any(row):
            yield PostcodeRow(*(_cell(row, place) for place in places))


def _cell(row: Sequence[str], place: int | None) -> str:
    return row[place] if place is not None and place < len(row) else ""


def _data(path: Path, figures: Collection[str], sifted_from: int) -> bytes:
    with named_failures():
        size = path.stat().st_size
        if figures and sifted_from <= size <= _MOST_SIFTED:
            with path.open("rb") as file:
                head = file.read(4)
                # Text of two bytes a sign has noughts in its first names of columns.
                if not is_spreadsheet(head) and b"\x00" not in head:
                    file.seek(0)
                    return _sifted(file, frozenset(figures))
    return bytes_of(path)


def _sifted(lines: Iterable[bytes], figures: frozenset[str]) -> bytes:
    """The first lines, and of the others those that hold any of the figures anywhere.

    Raises ListTooLargeError.
    """
    wanted = re.compile(b"|".join(sorted(one.encode() for one in figures)))
    kept = []
    for number, line in enumerate(lines):
        if number < ROWS_BEFORE_HEADER or wanted.search(line):
            kept.append(line)
            check_size(len(kept), 0)
    return b"".join(kept)
