"""A letter on the screen: an A4 sheet painted by the function that makes the PDF."""

from math import ceil

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from huisbezoek.model.usecases.ports.documents import Sheet
from huisbezoek.ui.printing import PAGE_HEIGHT, PAGE_WIDTH, PrintLook, picture
from huisbezoek.ui.theme import LookSource


class LetterView(QWidget):
    """The first page of a sheet, at most `units` u wide; always white and ink, in each theme.

    The page hands in with `set_sheet` what the reader hears: for whom the letter is.
    """

    def __init__(self, look: LookSource, print_look: PrintLook, *, units: float) -> None:
        super().__init__()
        self._source = look
        self._print_look = print_look
        self._units = units
        self._sheet: Sheet | None = None
        self._image: QImage | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._dress)
        self._dress()

    def set_sheet(self, sheet: Sheet | None, spoken: str) -> None:
        """Shows another letter, or none."""
        if sheet != self._sheet:
            self._sheet, self._image = sheet, None
            self.update()
        self.setAccessibleName(spoken)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return ceil(min(width, self.maximumWidth()) * PAGE_HEIGHT / PAGE_WIDTH)

    @override
    def sizeHint(self) -> QSize:
        width = self._source.look.u(self._units)
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        width = self._source.look.u(28)
        return QSize(width, self.heightForWidth(width))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._image = None

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._source.look
        painter = QPainter(self)
        if self._sheet is not None:
            if self._image is None:
                # As many pixels as the screen has, so that the letters are sharp.
                width = round(self.width() * self.devicePixelRatioF())
                self._image = picture(self._sheet, self._print_look, width)
            painter.drawImage(QRectF(self.rect()), self._image)
        painter.setPen(look.colour("line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _dress(self) -> None:
        self.setMaximumWidth(self._source.look.u(self._units))
        self.updateGeometry()
