"""Measures a workbook before it is read: a damaged or endless one would end the program."""

import io
import re
import zipfile
from typing import Final
from xml.parsers import expat

from huisbezoek.model.domain.list_errors import BrokenSpreadsheetError, ListTooLargeError
from huisbezoek.model.intake.raw_tables import MOST_ROWS, check_size

MOST_CELLS: Final = 40_000_000
_CLAIM: Final = re.compile(rb'\b(?:uniqueCount|count)\s*=\s*["\']([^"\']*)["\']')
_HEAD: Final = 4096
_LONGEST_NUMBER: Final = 9
_LONGEST_COLUMN: Final = 8
_ODS_FILLED: Final = (b"office:value", b"office:string-value", b"table:formula")
_XLSX_COLUMN: Final = re.compile(rb"""\br\s*=\s*["']([A-Za-z]+)[0-9]*["']""")
_XLSX_ROW: Final = re.compile(rb"""\br\s*=\s*["'][A-Za-z]*([0-9]+)["']""")
_ODS_TAG: Final = re.compile(
    rb"<table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^>]*)>"
)
_ODS_REPEAT: Final = re.compile(rb'\btable:number-(?:rows|columns)-repeated="([^"]*)"')


def check_extent(data: bytes) -> None:
    """Raises ListTooLargeError, TooManyColumnsError or BrokenSpreadsheetError.

    The reader of sheets reserves room for every cell up to the farthest one and for as many texts
    as a part claims to hold, and never ends on a part that is not well-formed.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            content = archive.read(name)
            _check_form(content)
            if name == "content.xml":
                _check_ods(content)
            elif b"sheetData" in content:
                _check_xlsx(content)
            else:
                _check_claims(content)


def column_number(letters: str) -> int:
    """The number of a column from 1: A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _check_form(content: bytes) -> None:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_document_type
    try:
        parser.Parse(content, True)  # noqa: FBT003 - the parser takes no names
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise BrokenSpreadsheetError from error


def _refuse_document_type(*declared: str | bool | None) -> None:
    # No program writes one in a workbook; it is the road to endless expansion.
    del declared
    raise BrokenSpreadsheetError


def _check_claims(content: bytes) -> None:
    for claimed in _CLAIM.findall(content[:_HEAD]):
        if _number(claimed) > MOST_CELLS:
            raise ListTooLargeError(rows=MOST_ROWS)


def _check_xlsx(content: bytes) -> None:
    letters = {column[:_LONGEST_COLUMN] for column in set(_XLSX_COLUMN.findall(content))}
    rows = max((_number(row) for row in set(_XLSX_ROW.findall(content))), default=0)
    _check(rows, max((column_number(column.decode("ascii")) for column in letters), default=0))


def _check_ods(content: bytes) -> None:
    above = height = column = width = 0
    for tag, attributes in _ODS_TAG.findall(content):
        if tag == b"table":
            above = height = width = 0
            continue
        match = _ODS_REPEAT.search(attributes)
        repeat = _number(match[1]) if match is not None else 1
        if tag == b"table-row":
            above, height, column = above + height, repeat, 0
            continue
        column += repeat
        # What follows the last filled cell or row takes no room.
        if any(mark in attributes for mark in _ODS_FILLED):
            width = max(width, column)
            _check(above + height, width)


def _number(digits: bytes) -> int:
    if not digits.isdigit() or len(digits) > _LONGEST_NUMBER:
        raise BrokenSpreadsheetError
    return int(digits)


def _check(rows: int, columns: int) -> None:
    check_size(rows, columns)
    if rows * columns > MOST_CELLS:
        raise ListTooLargeError(rows=MOST_ROWS)
