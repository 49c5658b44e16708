"""Reads a sheet of an XLSX or ODS workbook."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

import python_calamine

from huisbezoek.model.domain.list_errors import (
    BrokenSpreadsheetError,
    ListTooLargeError,
    OldSpreadsheetError,
    PasswordProtectedListError,
    SheetNotFoundError,
)
from huisbezoek.model.intake.formula_cells import cells_without_value
from huisbezoek.model.intake.raw_tables import (
    MOST_BYTES,
    MOST_ROWS,
    ROWS_BEFORE_HEADER,
    RawTable,
    check_size,
)
from huisbezoek.model.intake.sheet_extent import check_extent
from huisbezoek.model.usecases.ports.intake import ListFileKind, ReadingChoices

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PART: Final = "EncryptedPackage".encode("utf-16-le")
_ODS_MANIFEST: Final = "META-INF/manifest.xml"
_MOST_UNPACKED: Final = 3 * MOST_BYTES
_ZIP_FAILURES: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
)
"""All that the library raises over archives that are damaged."""

CellValue = int | float | str | bool | time | date | datetime | timedelta


def is_spreadsheet(data: bytes) -> bool:
    """Whether the bytes begin as a workbook does, whatever the name of the file says."""
    return data.startswith((_ZIP, _OLE))


def read_spreadsheet(
    data: bytes, choices: ReadingChoices, score: Callable[[Sequence[str]], int]
) -> RawTable:
    """The rows of the chosen sheet, else of the first sheet that shows column names.

    Raises PasswordProtectedListError, OldSpreadsheetError, BrokenSpreadsheetError,
    SheetNotFoundError and the errors of size.
    """
    kind = _kind_of(data)
    check_extent(data)
    try:
        workbook = python_calamine.load_workbook(io.BytesIO(data))
        sheets = tuple(workbook.sheet_names)
        wanted = sheets if choices.sheet is None else (choices.sheet,)
        if not sheets or any(name not in sheets for name in wanted):
            raise SheetNotFoundError
        best: tuple[int, str, list[list[str]]] | None = None
        for name in wanted:
            rows = _rows_of(workbook.get_sheet_by_name(name))
            found = max((score(row) for row in rows[:ROWS_BEFORE_HEADER]), default=0)
            if best is None or found > best[0]:
                best = found, name, rows
    except python_calamine.PasswordError as error:
        raise PasswordProtectedListError from error
    except python_calamine.CalamineError as error:
        raise BrokenSpreadsheetError from error
    if best is None:
        raise SheetNotFoundError
    _, sheet, rows = best
    lacking = cells_without_value(data, sheet) if kind is ListFileKind.XLSX else frozenset()
    return RawTable(kind, rows, sheet=sheet, sheets=sheets, without_value=lacking)


def _kind_of(data: bytes) -> ListFileKind:
    if data.startswith(_OLE):
        raise PasswordProtectedListError if _ENCRYPTED_PART in data else OldSpreadsheetError
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_UNPACKED:
                raise ListTooLargeError(rows=MOST_ROWS)
            # The reader of sheets does not look at checksums: a changed name would go unseen.
            if archive.testzip() is not None:
                raise BrokenSpreadsheetError
            return _kind_of_archive(archive)
    except _ZIP_FAILURES as error:
        raise BrokenSpreadsheetError from error


def _kind_of_archive(archive: zipfile.ZipFile) -> ListFileKind:
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return ListFileKind.XLSX
    if "content.xml" in names and _ODS_MANIFEST in names:
        if b"encryption-data" in archive.read(_ODS_MANIFEST):
            raise PasswordProtectedListError
        return ListFileKind.ODS
    raise BrokenSpreadsheetError


def _rows_of(sheet: python_calamine.CalamineSheet) -> list[list[str]]:
    check_size(sheet.total_height, sheet.total_width)
    return [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]


def _text(cell: CellValue) -> str:
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date | datetime):
        return cell.isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()
    return str(cell)
