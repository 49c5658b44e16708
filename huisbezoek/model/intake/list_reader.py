"""Reads resident lists from CSV, XLSX and ODS files."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from huisbezoek.model.domain.list_errors import (
    AddressColumnMissingError,
    DateColumnMissingError,
    DuplicateColumnError,
    FormulaCellError,
    SurnameColumnMissingError,
)
from huisbezoek.model.domain.resident_lists import ListField, ListPerson
from huisbezoek.model.domain.telephone_numbers import TelephoneNumbers
from huisbezoek.model.intake.formula_cells import is_formula_or_failure
from huisbezoek.model.intake.layouts import FoundLayout, find_layout, header_score
from huisbezoek.model.intake.person_rows import PersonReading
from huisbezoek.model.intake.raw_tables import RawTable
from huisbezoek.model.intake.table_files import read_table_file
from huisbezoek.model.usecases.ports.intake import (
    ColumnLack,
    ListFileKind,
    ListForm,
    ListLayout,
    ReadingChoices,
    ReadList,
)

_LACK_ERRORS: Final = {
    ColumnLack.SURNAME: SurnameColumnMissingError,
    ColumnLack.ADDRESS: AddressColumnMissingError,
    ColumnLack.DATE: DateColumnMissingError,
}


class FileListReader:
    """Reads resident lists from files, each time from the bytes of that moment.

    `today` decides the century of years of two digits (never of birth dates).
    """

    __slots__ = ("_telephones", "_today")

    def __init__(self, telephones: TelephoneNumbers, today: date) -> None:
        self._telephones = telephones
        self._today = today

    def look(self, path: Path, choices: ReadingChoices) -> ListLayout:
        """How the file would be read; what is lacking is told, not raised."""
        return find_layout(read_table_file(path, choices, header_score), choices).layout

    def read(self, path: Path, choices: ReadingChoices) -> ReadList:
        """All persons of the file. Raises the errors of `huisbezoek.model.domain.list_errors`."""
        table = read_table_file(path, choices, header_score)
        found = find_layout(table, choices)
        layout = found.layout
        for lack in layout.lacks:
            raise _LACK_ERRORS[lack]
        if layout.duplicates:
            raise DuplicateColumnError(column=layout.duplicates[0])
        reading = PersonReading(
            form=layout.form,
            telephones=self._telephones,
            newest=self._today,
            has_municipality=ListField.MUNICIPALITY in found.used,
        )
        return ReadList(layout, tuple(_persons(table, found, reading)))


def _persons(table: RawTable, found: FoundLayout, reading: PersonReading) -> Iterator[ListPerson]:
    used = tuple(found.used.items())
    width = len(table.rows[found.layout.header_row - 1])
    is_text = table.file_kind is ListFileKind.CSV
    is_brp = found.layout.form is ListForm.BRP
    has_list_names = is_brp and 0 not in found.used.values()
    for index in range(found.layout.header_row, len(table.rows)):
        row = table.rows[index]
        if not any(row) or (has_list_names and not row[0]):
            continue
        cells = {
            field: _without_decimals(row[place])
            for field, place in used
            if place < len(row) and row[place]
        }
        _refuse_formulas(table, found, index)
        if not cells and not is_brp:
            continue
        # Cells beyond the header mean that a separator inside a cell has shifted the row.
        is_whole = not (is_text and len(row) > width and any(row[width:]))
        yield reading.person(index + 1, cells, is_whole=is_whole)


def _without_decimals(text: str) -> str:
    # Programs that take every number for a fraction write the year 1948 as 1948.0.
    return text[:-2] if text.endswith((".0", ",0")) and text[:-2].isdecimal() else text


def _refuse_formulas(table: RawTable, found: FoundLayout, index: int) -> None:
    row = table.rows[index]
    header = table.rows[found.layout.header_row - 1]
    for place in found.used.values():
        if place >= len(row):
            continue
        text = row[place]
        shows_formula = text[:1] in {"=", "#", "E"} and is_formula_or_failure(text)
        if shows_formula or (index, place) in table.without_value:
            raise FormulaCellError(column=header[place], row=index + 1)
