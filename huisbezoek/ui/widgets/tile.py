"""Tiles: a number with the words that finish its phrase, as one button."""

from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy
from typing_extensions import override

from huisbezoek.ui.theme import LookSource, Token
from huisbezoek.ui.widgets.circle import paint_icon_circle
from huisbezoek.ui.widgets.painting import draw_plate, draw_text, pen, text_size, widest_word

TileTone = Literal["work", "late", "warn", "done"]

_TONES: Final[dict[TileTone, tuple[Token, Token]]] = {
    "work": ("on_wash", "wash"),
    "late": ("late", "late_wash"),
    "warn": ("warn", "warn_wash"),
    "done": ("good", "good_wash"),
}
_CIRCLE: Final = 4.5


@dataclass(frozen=True, slots=True)
class TileValue:
    """A number and its words: 3, 'signalen die te lang open staan'; clay only for signals."""

    number: str
    words: str
    icon: str
    tone: TileTone = "work"


class Tile(QAbstractButton):
    """A tile; the whole of it is a button (`clicked`), read as one phrase.

    A zero that is good news is shown by tone 'done': a green sign, and the tile stays.
    """

    def __init__(self, look: LookSource, value: TileValue) -> None:
        super().__init__()
        self._source = look
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_value(value)
        look.changed.connect(self.updateGeometry)

    def set_value(self, value: TileValue) -> None:
        """Shows another number."""
        self._value = value
        self.setAccessibleName(f"{value.number} {value.words}")
        self.updateGeometry()
        self.update()

    @override
    def heightForWidth(self, width: int) -> int:
        look = self._source.look
        room = width - look.u(4)
        number = text_size(look.font("xxl", bold=True), self._value.number).height()
        words = text_size(look.font(), self._value.words, room).height()
        return look.u(1.25) + number + words + look.u(1.5)

    @override
    def sizeHint(self) -> QSize:
        width = self._source.look.u(24)
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        look = self._source.look
        least = widest_word(look.font(), self._value.words) + look.u(4)
        number = text_size(look.font("xxl", bold=True), self._value.number).width()
        width = max(least, number + look.u(_CIRCLE + 5.5))
        return QSize(width, self.heightForWidth(width))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        look, value = self._source.look, self._value
        ink, wash = _TONES[value.tone]
        painter = QPainter(self)
        edge = pen(look.colour("line" if self.underMouse() else "hair"), look.edge)
        sheet = QRectF(self.rect())
        draw_plate(painter, sheet, look.u(1.5), look.colour("card"), edge)
        side = look.u(2)
        font = look.font("xxl", bold=True)
        height = text_size(font, value.number).height()
        number = QRect(side, look.u(1.25), self.width() - 2 * side, height)
        colour: Token = "late" if value.tone == "late" else "ink"
        draw_text(painter, number, value.number, font, look.colour(colour))
        words = QRect(side, number.bottom() + 1, number.width(), self.height())
        draw_text(painter, words, value.words, look.font(), look.colour("ink"))
        circle = look.u(_CIRCLE)
        spot = QRectF(self.width() - look.u(1.75) - circle, look.u(1.75), circle, circle)
        paint_icon_circle(painter, look, spot, value.icon, ink, wash)
        painter.end()
