"""Makes small spreadsheets for tests of the intake of resident lists."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from xml.sax.saxutils import escape

import xlsxwriter

Cell = str | int | float | date | None

_MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"'
)


def xlsx(rows: Sequence[Sequence[Cell]], sheet: str = "Lijst") -> bytes:
    """An XLSX file with one sheet; text that begins with = becomes a formula without a result."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        day = workbook.add_format({"num_format": "dd-mm-yyyy"})
        page = workbook.add_worksheet(sheet)
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    moment = datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 - cells know no zone
                    page.write_datetime(place, column, moment, day)
                elif isinstance(cell, str) and cell.startswith("="):
                    page.write_formula(place, column, cell, None, "#NAME?")
                elif cell is not None:
                    page.write(place, column, cell)
    return content.getvalue()


def ods(rows: Sequence[Sequence[Cell]], sheet: str = "Lijst", *, encrypted: bool = False) -> bytes:
    """An ODS file with one sheet; `encrypted` only in what its manifest says."""
    body = "".join(
        f"<table:table-row>{''.join(_ods_cell(cell) for cell in row)}</table:table-row>"
        for row in rows
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMES}><office:body>'
        f'<office:spreadsheet><table:table table:name="{escape(sheet)}">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    secret = "<manifest:encryption-data/>" if encrypted else ""
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIMETYPE}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
        f"{secret}</manifest:file-entry></manifest:manifest>"
    )
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, text in (
            ("mimetype", _MIMETYPE),
            ("content.xml", content),
            ("META-INF/manifest.xml", manifest),
        ):
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text)
    return whole.getvalue()


def _ods_cell(cell: Cell) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, date):
        value = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
        shown = f"{cell.day}-{cell.month}-{cell.year}"
    elif isinstance(cell, str):
        value, shown = 'office:value-type="string"', cell
    else:
        value, shown = f'office:value-type="float" office:value="{cell}"', str(cell)
    return f"<table:table-cell {value}><text:p>{escape(shown)}</text:p></table:table-cell>"
