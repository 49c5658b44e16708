"""A file as rows of text, before anything is known about its columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from huisbezoek.model.domain.list_errors import ListTooLargeError, TooManyColumnsError
from huisbezoek.model.usecases.ports.intake import ListFileKind

MOST_BYTES: Final = 400 * 1024 * 1024
MOST_COLUMNS: Final = 2_000
MOST_ROWS: Final = 500_000
ROWS_BEFORE_HEADER: Final = 40
"""How far down the row with column names is looked for."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """All rows of one sheet or text file, cells as text without spaces around them.

    `without_value` are (row, column) places, from 0, of formulas that came without a result.
    """

    file_kind: ListFileKind
    rows: Sequence[Sequence[str]]
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    without_value: frozenset[tuple[int, int]] = frozenset()


def check_size(rows: int, columns: int) -> None:
    """Raises ListTooLargeError or TooManyColumnsError for what cannot be a resident list."""
    if columns > MOST_COLUMNS:
        raise TooManyColumnsError(columns=columns, most=MOST_COLUMNS)
    if rows > MOST_ROWS:
        raise ListTooLargeError(rows=MOST_ROWS)
