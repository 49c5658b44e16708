"""Opens a file with a table, whatever its kind: CSV, XLSX or ODS."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from huisbezoek.model.domain.list_errors import (
    EmptyListError,
    ListLockedError,
    ListNotFoundError,
    ListTooLargeError,
    ListUnreachableError,
)
from huisbezoek.model.intake.raw_tables import MOST_BYTES, MOST_ROWS, RawTable
from huisbezoek.model.intake.spreadsheet_tables import is_spreadsheet, read_spreadsheet
from huisbezoek.model.intake.text_tables import HeaderScore, read_text_table
from huisbezoek.model.usecases.ports.intake import ReadingChoices


def read_table_file(path: Path, choices: ReadingChoices, score: HeaderScore) -> RawTable:
    """The rows of the file as it is now. Raises the errors of `domain.list_errors`."""
    return table_of(bytes_of(path), choices, score)


def table_of(data: bytes, choices: ReadingChoices, score: HeaderScore) -> RawTable:
    """The rows of a file with these bytes. Raises as `read_table_file`."""
    read = read_spreadsheet if is_spreadsheet(data) else read_text_table
    table = read(data, choices, score)
    if not any(any(row) for row in table.rows):
        raise EmptyListError
    return table


def bytes_of(path: Path) -> bytes:
    """What the file holds. Raises as `read_table_file`."""
    with named_failures():
        if path.stat().st_size > MOST_BYTES:
            raise ListTooLargeError(rows=MOST_ROWS)
        data = path.read_bytes()
    if not data:
        raise EmptyListError
    return data


@contextmanager
def named_failures() -> Iterator[None]:
    """Says in the errors of `domain.list_errors` why a file cannot be read."""
    try:
        yield
    except FileNotFoundError as error:
        raise ListNotFoundError from error
    except PermissionError as error:
        raise ListLockedError from error
    except OSError as error:
        raise ListUnreachableError from error
