"""Finds the formulas of an XLSX sheet that were saved without a result, or with a failure."""

import io
import re
import zipfile
from html import unescape
from typing import Final

from huisbezoek.model.intake.sheet_extent import column_number

_SHEET: Final = re.compile(r"<sheet\b[^>]*>")
_ATTRIBUTE: Final = re.compile(r'([\w:]+)="([^"]*)"')
_RELATIONSHIP: Final = re.compile(r"<Relationship\b[^>]*>")
_CELL: Final = re.compile(rb'<c\b([^>]*?)r="([A-Z]{1,3})(\d+)"([^>]*)>(.*?)</c>', re.DOTALL)
_FAILED: Final = re.compile(rb'\bt="e"')
_VALUE: Final = re.compile(rb"<v>[^<]+</v>|<v [^>]*>[^<]+</v>")
_TEXT_RESULT: Final = re.compile(rb'\bt="str"')
FAILURES: Final = re.compile(
    r"#(?:REF!|VERW!|N/A|N/B|NAME\?|NAAM\?|VALUE!|WAARDE!|DIV/0!|DEEL/0!|NUM!|GETAL!|NULL!|LEEG!)"
    r"|Err:\d+"
)
"""What spreadsheets show, in English and Dutch, where a formula failed."""


def is_formula_or_failure(text: str) -> bool:
    """Whether the cell shows a formula, or the mark of one that failed."""
    return text[:1] == "=" or FAILURES.fullmatch(text) is not None


def cells_without_value(data: bytes, sheet: str) -> frozenset[tuple[int, int]]:
    """The (row, column) places, from 0, of formulas in this sheet that have no result."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = _part_of(archive, sheet)
        if part not in archive.namelist():
            return frozenset()
        content = archive.read(part)
    if b"<f" not in content and b't="e"' not in content:
        return frozenset()
    return frozenset(
        (int(row) - 1, column_number(letters.decode("ascii")) - 1)
        for before, letters, row, after, inside in _CELL.findall(content)
        if _FAILED.search(before + after) or _is_empty_formula(before + after, inside)
    )


def _is_empty_formula(attributes: bytes, inside: bytes) -> bool:
    # A formula may rightly give an empty text; that is saved as a text result without a value.
    return b"<f" in inside and not _VALUE.search(inside) and not _TEXT_RESULT.search(attributes)


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    workbook = archive.read("xl/workbook.xml").decode("utf-8", errors="replace")
    wanted = ""
    for tag in _SHEET.findall(workbook):
        attributes = dict(_ATTRIBUTE.findall(tag))
        if unescape(attributes.get("name", "")) == sheet:
            wanted = attributes.get("r:id", "")
    path = "xl/_rels/workbook.xml.rels"
    if not wanted or path not in archive.namelist():
        return ""
    for tag in _RELATIONSHIP.findall(archive.read(path).decode("utf-8", errors="replace")):
        attributes = dict(_ATTRIBUTE.findall(tag))
        if attributes.get("Id") == wanted:
            target = attributes.get("Target", "")
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return ""
