"""Sends sheets to a printer, through the print window of the computer."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QDialog, QWidget

from huisbezoek.model.domain.errors import EnvironmentFailedError
from huisbezoek.model.usecases.ports.documents import Sheet
from huisbezoek.ui.printing import PrintLook, lay_out, paint_page

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_TENTHS_OF_A_POINT = 720


class NoPrinterError(EnvironmentFailedError):
    """This computer cannot print: the system's printing library is not there."""

    code: ClassVar[str] = "no_printer"


def print_on_paper(parent: QWidget, sheets: Sequence[Sheet], look: PrintLook) -> None:
    """Asks for a printer and prints each sheet on its own pages. Raises NoPrinterError."""
    try:
        # On Linux this part of Qt needs libcups2, which a computer without printers may lack.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - only when something is printed
    except ImportError as error:
        raise NoPrinterError from error
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    dialog.accepted.connect(lambda: paint_on(printer, sheets, look))
    QDialog.open(dialog)


def paint_on(printer: "QPrinter", sheets: Sequence[Sheet], look: PrintLook) -> None:
    """Paints the sheets page by page, exactly as the PDF has them."""
    painter = QPainter(printer)
    scale = printer.resolution() / _TENTHS_OF_A_POINT
    is_first = True
    for sheet in sheets:
        laid_out = lay_out(sheet, look)
        for page in range(laid_out.pages):
            if not is_first:
                printer.newPage()
            is_first = False
            painter.save()
            painter.scale(scale, scale)
            paint_page(painter, laid_out, page)
            painter.restore()
    painter.end()
