"""Reads a text file with separated cells, whatever its encoding and separator."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final

from huisbezoek.model.domain.list_errors import (
    BrokenQuotesError,
    EmptyListError,
    UnknownEncodingError,
)
from huisbezoek.model.intake.raw_tables import ROWS_BEFORE_HEADER, RawTable, check_size
from huisbezoek.model.usecases.ports.intake import ListFileKind, ReadingChoices

SEPARATORS: Final = (";", ",", "\t", "|")
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE: Final = 4096
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")
_KEPT_AS_TEXT: Final = re.compile(r'="(.*)"')

HeaderScore = Callable[[Sequence[str]], int]
"""How many column names a row holds."""


def read_text_table(data: bytes, choices: ReadingChoices, score: HeaderScore) -> RawTable:
    """The rows of the text; the separator is the one that shows the most column names.

    Raises EmptyListError, UnknownEncodingError, BrokenQuotesError and the errors of size.
    """
    text, encoding = decode(data, choices.encoding)
    if not text.strip("\ufeff \t\r\n;,|"):
        raise EmptyListError
    separator = choices.separator or _best_separator(text, score)
    rows: list[list[str]] = []
    for row in _rows(text, separator):
        check_size(len(rows), len(row))
        rows.append(row)
    return RawTable(ListFileKind.CSV, rows, encoding=encoding, separator=separator)


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text and the name of its encoding: mark, UTF-16 by its zeros, UTF-8, Windows-1252.

    Raises UnknownEncodingError when it is none of these, or not the chosen one.
    """
    try:
        if encoding is not None:
            return _checked(data.decode(encoding)), encoding
        for mark, name in _MARKS:
            if data.startswith(mark):
                return _checked(data.decode(name)), name
        name = _unmarked(data)
        return _checked(data.decode(name)), name
    except (UnicodeDecodeError, LookupError) as error:
        raise UnknownEncodingError from error


def _unmarked(data: bytes) -> str:
    sample = data[:_SAMPLE]
    if b"\x00" in sample:
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        return "utf-16-le" if odd > even else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        attempt = data.decode("utf-8", errors="replace")
        damaged = attempt.count("\ufffd")
        sound = sum(sign > "\x7f" for sign in attempt) - damaged
        # Mostly sound UTF-8 with a wrong byte is a damaged file: read as Windows-1252
        # every name with an accent would be stored wrong.
        if sound > damaged:
            raise
        return "cp1252"
    return "utf-8"


def _checked(text: str) -> str:
    if _CONTROL.search(text):
        raise UnknownEncodingError
    return text


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, row in enumerate(reader, start=1):  # noqa: B007 - told in the error
            yield [_cell(cell) if cell else cell for cell in row]
    except csv.Error as error:
        raise BrokenQuotesError(row=number + 1) from error


def _cell(text: str) -> str:
    text = text.strip()
    if text.startswith('="') and (match := _KEPT_AS_TEXT.fullmatch(text)):
        return match[1].strip()
    return text


def _best_separator(text: str, score: HeaderScore) -> str:
    def names(separator: str) -> int:
        try:
            head = list(islice(_rows(text, separator), ROWS_BEFORE_HEADER))
        except BrokenQuotesError:
            return -1
        return max((score(row) for row in head), default=0)

    return max(SEPARATORS, key=names)
