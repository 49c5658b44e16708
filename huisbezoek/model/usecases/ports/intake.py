"""What the intake of a resident list asks of a reader of files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from huisbezoek.model.domain.resident_lists import ListField, ListPerson


class ListFileKind(StrEnum):
    """The kinds of file that are read."""

    CSV = "csv"
    XLSX = "xlsx"
    ODS = "ods"


class ListForm(StrEnum):
    """How the columns are named: by BRP element numbers or by everyday words."""

    BRP = "brp"
    EVERYDAY = "everyday"


@dataclass(frozen=True, slots=True)
class ReadingChoices:
    """What a person chose about reading a file; None and absent mean: find out.

    `header_row` is the row with the column names, from 1. `columns` says per column position
    (from 0) what it means, None for "do not use"; positions that are absent are guessed.
    """

    sheet: str | None = None
    encoding: str | None = None
    separator: str | None = None
    header_row: int | None = None
    columns: Mapping[int, ListField | None] = field(default_factory=dict)


class ColumnLack(StrEnum):
    """What a list must have before it can be read."""

    SURNAME = "surname"
    ADDRESS = "address"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """A column that is not dropped: its place from 0, its header, its meaning if it is used."""

    position: int
    header: str
    field: ListField | None
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListLayout:
    """How a file was understood.

    `encoding` and `separator` are '' for a spreadsheet, `sheet` and `sheets` are empty for CSV.
    `dropped_columns` are the headers, in file order, whose cells never leave the reader.
    `columns` holds in a BRP list the used columns only. A list with `lacks` or `duplicates`
    (headers of used columns that stand there twice) cannot be read before that is chosen.
    """

    file_kind: ListFileKind
    form: ListForm
    encoding: str
    separator: str
    sheet: str
    sheets: tuple[str, ...]
    header_row: int
    rows_below: int
    columns: tuple[FoundColumn, ...]
    dropped_columns: tuple[str, ...]
    lacks: tuple[ColumnLack, ...]
    duplicates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list that was read whole: how, and the persons in the order of the file."""

    layout: ListLayout
    persons: tuple[ListPerson, ...]


class ResidentListReader(Protocol):
    """Reads resident lists. Nothing is written; cells of dropped columns never leave it."""

    def look(self, path: Path, choices: ReadingChoices) -> ListLayout:
        """How the file would be read, with samples; says what is lacking instead of raising it.

        Raises the errors of `huisbezoek.model.domain.list_errors` when the file is not readable
        at all.
        """
        ...

    def read(self, path: Path, choices: ReadingChoices) -> ReadList:
        """All persons of the file. Raises as `look`, and for lacking or double used columns."""
        ...
