"""Paints sheets in millimetres: the same function makes the PDF and the picture on the screen."""

import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path
from typing import Final

from PySide6.QtCore import (
    QBuffer,
    QCoreApplication,
    QIODevice,
    QMarginsF,
    QPointF,
    QRectF,
    QSizeF,
    Qt,
)
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QImage,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QPen,
    QTextDocument,
)

from huisbezoek.model.domain.errors import EnvironmentFailedError
from huisbezoek.model.usecases.ports.documents import Block, ReplySlip, Sheet

UNITS_PER_INCH: Final = 720
"""Layout happens in tenths of a point, so that letters stand where they stand on paper."""
_MM: Final = UNITS_PER_INCH / 25.4
_POINT: Final = UNITS_PER_INCH / 72
PAGE_WIDTH: Final = 210.0
PAGE_HEIGHT: Final = 297.0
_INK: Final = QColor("#1B1F24")
_WATERMARK: Final = QColor(27, 31, 36, 28)
_POINTS: Final = re.compile(r"([0-9.]+)pt\b")
_SLIP_POINTS: Final = 12.0
_FOOT_POINTS: Final = 14.0
_PAGE_OBJECT: Final = re.compile(rb"/Type\s*/Page\b")


class PrintingFailedError(EnvironmentFailedError):
    """The PDF could not be made or written; nothing was left behind."""

    code = "printing_failed"


@dataclass(frozen=True, slots=True)
class PrintLook:
    """How sheets look: the letters of the bundled font, and the mark of the practice mode."""

    family: str = "Noto Sans"
    practice: bool = False


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A sheet with its flowing text laid out; pages are counted from 0.

    `whole` has a text of its own for each page, when no section is torn over two of them.
    """

    sheet: Sheet
    look: PrintLook
    body: QTextDocument
    body_pages: int
    slip_page: int
    whole: tuple[QTextDocument, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages the sheet takes."""
        return max(self.body_pages, self.slip_page + 1)


def load_fonts(folder: Path) -> str:
    """Makes the bundled fonts known and answers their family.

    Without readable fonts in the folder the family of the computer is used, so printing goes on.
    """
    family = ""
    for path in sorted(folder.glob("*.ttf")):
        families = QFontDatabase.applicationFontFamilies(
            QFontDatabase.addApplicationFont(str(path))
        )
        family = family or next(iter(families), "")
    return family or QFont().defaultFamily()


def lay_out(sheet: Sheet, look: PrintLook) -> LaidOut:
    """Lays out the text; the slip moves to a further page when there is no room above it."""
    slip_top = sheet.slip.top - 4 if sheet.slip else sheet.bottom
    whole = _whole_sections(sheet, look)
    if whole:
        return LaidOut(sheet, look, whole[0], len(whole), -1, whole)
    flowing = replace(sheet.body, html="".join((sheet.body.html, *sheet.sections)))
    body = _document(flowing, look)
    if body.size().height() <= (slip_top - sheet.body.top) * _MM:
        return LaidOut(sheet, look, body, 1, 0 if sheet.slip else -1)
    # One page height serves all pages: that of the first, which has the least room.
    body.setPageSize(QSizeF(sheet.body.width * _MM, (sheet.bottom - sheet.body.top) * _MM))
    pages = body.pageCount()
    return LaidOut(sheet, look, body, pages, pages if sheet.slip else -1)


def paint_page(painter: QPainter, laid_out: LaidOut, page: int) -> None:
    """Paints one page; the painter must be scaled to units of a tenth of a point.

    `write_pdf` and `picture` do that scaling; both show exactly the same.
    """
    sheet, look = laid_out.sheet, laid_out.look
    if page == 0:
        for block in sheet.placed:
            _paint_document(painter, _document(block, look), block.left, block.top)
    if page < laid_out.body_pages:
        _paint_body(painter, laid_out, page)
    if sheet.slip is not None and page == laid_out.slip_page:
        _paint_slip(painter, sheet.slip, sheet.body, look)
    if sheet.foot:
        _paint_foot(painter, laid_out, page)
    if look.practice:
        _paint_watermark(painter, look)


def picture(sheet: Sheet, look: PrintLook, width: int, page: int = 0) -> QImage:
    """A page as a picture of this width in pixels, for the screen: always white and ink."""
    image = QImage(width, ceil(width * PAGE_HEIGHT / PAGE_WIDTH), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    scale = width / (PAGE_WIDTH * _MM)
    painter.scale(scale, scale)
    paint_page(painter, lay_out(sheet, look), page)
    painter.end()
    return image


def pdf_bytes(sheets: Sequence[Sheet], look: PrintLook, title: str) -> bytes:
    """One PDF with each sheet on its own pages. The title must not name a resident."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(UNITS_PER_INCH)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF())
    writer.setTitle(title)
    writer.setCreator("huisbezoek")
    painter = QPainter()
    if not painter.begin(writer):
        raise PrintingFailedError
    for number, (laid_out, page) in enumerate(_pages(sheets, look)):
        if number:
            writer.newPage()
        paint_page(painter, laid_out, page)
    if not painter.end():
        raise PrintingFailedError
    return bytes(buffer.data().data())


def write_pdf(path: Path, sheets: Sequence[Sheet], look: PrintLook, title: str) -> int:
    """Writes the PDF at once or not at all; answers the number of sheets.

    Raises PrintingFailedError on a full disk, a vanished stick or a locked file.
    """
    content = pdf_bytes(sheets, look, title)
    try:
        handle, name = tempfile.mkstemp(prefix=".huisbezoek-", suffix=".part", dir=path.parent)
    except OSError as error:
        raise PrintingFailedError from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise PrintingFailedError from error
    return len(sheets)


def pages_in(path: Path) -> int:
    """How many pages the PDF on disk has, read back from the file. Raises PrintingFailedError."""
    try:
        return len(_PAGE_OBJECT.findall(path.read_bytes()))
    except OSError as error:
        raise PrintingFailedError from error


def _whole_sections(sheet: Sheet, look: PrintLook) -> tuple[QTextDocument, ...]:
    """The text of each page with whole sections; none when a section is taller than a page."""
    room = (sheet.bottom - max(sheet.body.top, sheet.next_top)) * _MM
    pages: list[str] = []
    documents: list[QTextDocument] = []
    for section in (sheet.body.html, *sheet.sections) if sheet.sections else ():
        longer = _document(replace(sheet.body, html="".join((*pages[-1:], section))), look)
        if documents and longer.size().height() <= room:
            pages[-1] += section
            documents[-1] = longer
            continue
        alone = _document(replace(sheet.body, html=section), look)
        if alone.size().height() > room:
            return ()
        pages.append(section)
        documents.append(alone)
    return tuple(documents)


def _pages(sheets: Sequence[Sheet], look: PrintLook) -> Iterator[tuple[LaidOut, int]]:
    for sheet in sheets:
        laid_out = lay_out(sheet, look)
        for page in range(laid_out.pages):
            yield laid_out, page


def _font(look: PrintLook, points: float) -> QFont:
    font = QFont(look.family)
    font.setPixelSize(round(points * _POINT))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _document(block: Block, look: PrintLook) -> QTextDocument:
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(_font(look, block.points))
    # Points become layout units, so that the same numbers hold on paper and on the screen.
    in_units = _POINTS.sub(lambda found: f"{round(float(found[1]) * _POINT)}px", block.html)
    document.setHtml(in_units)
    document.setTextWidth(block.width * _MM)
    return document


def _paint_document(painter: QPainter, document: QTextDocument, left: float, top: float) -> None:
    painter.save()
    painter.translate(left * _MM, top * _MM)
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette.setColor(QPalette.ColorRole.Text, _INK)
    document.documentLayout().draw(painter, context)
    painter.restore()


def _paint_body(painter: QPainter, laid_out: LaidOut, page: int) -> None:
    body, sheet = laid_out.body, laid_out.sheet
    if laid_out.whole:
        top = sheet.body.top if page == 0 else sheet.next_top
        _paint_document(painter, laid_out.whole[page], sheet.body.left, top)
        return
    if laid_out.body_pages == 1:
        _paint_document(painter, body, sheet.body.left, sheet.body.top)
        return
    height = body.pageSize().height()
    top = sheet.body.top if page == 0 else sheet.next_top
    painter.save()
    painter.translate(sheet.body.left * _MM, top * _MM - page * height)
    clip = QRectF(0, page * height, sheet.body.width * _MM, height)
    painter.setClipRect(clip)
    context = QAbstractTextDocumentLayout.PaintContext()
    # A line that begins exactly on the border belongs to the next page and is not written twice.
    context.clip = clip.adjusted(0, 1, 0, -1)
    context.palette.setColor(QPalette.ColorRole.Text, _INK)
    body.documentLayout().draw(painter, context)
    painter.restore()


def _paint_foot(painter: QPainter, laid_out: LaidOut, page: int) -> None:
    sheet = laid_out.sheet
    words = sheet.foot.replace("{page}", str(page + 1)).replace("{pages}", str(laid_out.pages))
    painter.setPen(QPen(_INK))
    painter.setFont(_font(laid_out.look, _FOOT_POINTS))
    area = QRectF(sheet.body.left * _MM, (PAGE_HEIGHT - 14) * _MM, sheet.body.width * _MM, 8 * _MM)
    painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)


def _paint_slip(painter: QPainter, slip: ReplySlip, body: Block, look: PrintLook) -> None:
    left, right = body.left, body.left + body.width
    pen = QPen(_INK, 0.25 * _MM)
    pen.setDashPattern([8, 6])
    painter.setPen(pen)
    painter.drawLine(QPointF(8 * _MM, slip.top * _MM), QPointF(202 * _MM, slip.top * _MM))
    font = _font(look, _SLIP_POINTS)
    bold = QFont(font)
    bold.setBold(True)
    painter.setPen(QPen(_INK, 0.25 * _MM))
    painter.setFont(bold)
    painter.drawText(QPointF(left * _MM, (slip.top + 9) * _MM), slip.title)
    painter.setFont(font)
    step = body.width / max(1, len(slip.choices))
    for number, choice in enumerate(slip.choices):
        place = left + number * step
        painter.drawRect(QRectF(place * _MM, (slip.top + 14) * _MM, 4 * _MM, 4 * _MM))
        painter.drawText(QPointF((place + 6) * _MM, (slip.top + 17.6) * _MM), choice)
    widest = max((QFontMetricsF(font).horizontalAdvance(line) for line in slip.lines), default=0)
    for number, line in enumerate(slip.lines):
        base = (slip.top + 29 + 12 * number) * _MM
        painter.drawText(QPointF(left * _MM, base), line)
        start = left * _MM + widest + 4 * _MM
        painter.drawLine(QPointF(start, base + 0.6 * _MM), QPointF(right * _MM, base + 0.6 * _MM))


def _paint_watermark(painter: QPainter, look: PrintLook) -> None:
    painter.save()
    font = _font(look, 76)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(_WATERMARK)
    painter.translate(PAGE_WIDTH / 2 * _MM, PAGE_HEIGHT / 2 * _MM)
    painter.rotate(-52)
    text = QCoreApplication.translate("printing", "OEFENMODUS")
    area = QRectF(-140 * _MM, -25 * _MM, 280 * _MM, 50 * _MM)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
