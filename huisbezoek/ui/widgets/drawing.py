"""The drawing at the door: a kitchen table with two cups, a lamp and a window."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from huisbezoek.ui.theme import DARK, Look, LookSource
from huisbezoek.ui.widgets.painting import draw_plate

# The drawing is made on a sheet of this size and scaled to its place.
_WIDTH, _HEIGHT = 615.0, 768.0


class KitchenTable(QWidget):
    """The drawing of the door pages; decoration, so it has no name for the reader.

    In high contrast it stays away: the sheet is black.
    """

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        look.changed.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._source.look.u(60), self._source.look.u(90))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._source.look
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("wash"))
        if not look.theme.is_high_contrast:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            scale = min(self.width() / _WIDTH, self.height() / _HEIGHT)
            painter.translate(
                (self.width() - _WIDTH * scale) / 2, (self.height() - _HEIGHT * scale) / 2
            )
            painter.scale(scale, scale)
            for part in (_window, _lamp, _table, _cups):
                part(painter, look)
        painter.end()


def _window(painter: QPainter, look: Look) -> None:
    card, tint = look.colour("card"), look.colour("tint")
    tint.setAlphaF(0.7)
    draw_plate(painter, QRectF(77, 130, 191, 231), 14, card)
    painter.fillRect(QRectF(170, 128, 4, 233), tint)
    painter.fillRect(QRectF(75, 244, 195, 4), tint)
    draw_plate(painter, QRectF(102, 360, 150, 11), 4, card)
    draw_plate(painter, QRectF(193, 162, 53, 53), 26, _sun())
    painter.setPen(Qt.PenStyle.NoPen)
    leaf = look.colour("good")
    leaf.setAlphaF(0.8)
    painter.setBrush(leaf)
    for angle in (-52, -22, 22, 52):
        painter.save()
        painter.translate(130, 322)
        painter.rotate(angle)
        painter.drawEllipse(QRectF(-8, -52, 16, 52))
        painter.restore()
    draw_plate(painter, QRectF(107, 319, 45, 42), 6, look.colour("rose"))


def _lamp(painter: QPainter, look: Look) -> None:
    # Light on a wall is lighter than the wall, by night too.
    glow = _sun() if look.theme.is_dark else look.colour("warn_wash")
    glow.setAlphaF(0.14 if look.theme.is_dark else 0.6)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(glow)
    corners = ((337, 281), (468, 281), (558, 531), (247, 531))
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    painter.fillRect(QRectF(400, 28, 5, 172), look.colour("accent_hover"))
    shade = QPainterPath(QPointF(328, 271))
    shade.cubicTo(335, 222, 362, 199, 402, 199)
    shade.cubicTo(443, 199, 470, 222, 477, 271)
    shade.closeSubpath()
    painter.fillPath(shade, look.colour("accent"))
    painter.setBrush(_sun())
    painter.drawEllipse(QRectF(382, 259, 41, 28))


def _table(painter: QPainter, look: Look) -> None:
    tint = look.colour("tint")
    legs = QPen(tint, 18, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    painter.setPen(legs)
    painter.drawLine(QPointF(88, 568), QPointF(71, 687))
    painter.drawLine(QPointF(527, 568), QPointF(544, 687))
    draw_plate(painter, QRectF(37, 531, 541, 26), 13, tint)
    draw_plate(painter, QRectF(241, 518, 133, 13), 4, look.colour("accent"))
    draw_plate(painter, QRectF(247, 511, 59, 12), 4, _china(look))
    draw_plate(painter, QRectF(309, 511, 59, 12), 4, _china(look))
    pencil = QPen(look.colour("warn"), 6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    painter.setPen(pencil)
    painter.drawLine(QPointF(321, 505), QPointF(365, 492))


def _cups(painter: QPainter, look: Look) -> None:
    card = _china(look)
    ear = QPen(card, 9)
    steam = QPen(look.colour("tint"), 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    for left, ear_x in ((119.0, 104.0), (419.0, 482.0)):
        painter.setPen(ear)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(ear_x, 481, 29, 29))
        draw_plate(painter, QRectF(left, 469, 77, 57), 14, card)
        draw_plate(painter, QRectF(left - 20, 523, 117, 9), 4, card)
        painter.setPen(steam)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for shift in (26.0, 50.0):
            line = QPainterPath(QPointF(left + shift, 415))
            x = left + shift
            line.cubicTo(x + 9, 428, x - 9, 440, x, 455)
            painter.drawPath(line)


def _china(look: Look) -> QColor:
    return look.colour("muted" if look.theme.is_dark else "card")


def _sun() -> QColor:
    return QColor(DARK.warn)
