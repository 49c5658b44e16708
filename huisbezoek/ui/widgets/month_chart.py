"""Bars per month with the dashed line of what there is room for, and the legend beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QHelpEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from huisbezoek.ui.theme import Look, LookSource
from huisbezoek.ui.widgets.painting import (
    LEFT_MIDDLE,
    MIDDLE,
    draw_plate,
    draw_text,
    pen,
    spell,
    text_size,
)

_PART: Final = 0.61
"""How much of a month its bar takes."""
_HIGH: Final = 9.0
_ROW: Final = 12
"""Months in a row when a year is all that fits."""


@dataclass(frozen=True, slots=True)
class MonthBar:
    """A month: 'dec', its year where it begins, how many, and the room; `spoken` says it all."""

    label: str
    count: int
    room: int
    spoken: str
    year: str = ""

    @property
    def over(self) -> int:
        """How many more than there is room for."""
        return max(0, self.count - self.room)


class MonthChart(QWidget):
    """Bars from zero; the room of each month is a dashed line, and what is over it has a number.

    The reader hears a summary and then each month. Pointing at a month shows it in words. Where
    the months do not fit beside each other they break into rows of twelve.
    """

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look
        self._months: tuple[MonthBar, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self.updateGeometry)

    def set_months(self, months: Sequence[MonthBar], summary: str) -> None:
        """Shows other months."""
        self._months = tuple(months)
        spell(self, summary, ". ".join(month.spoken for month in self._months))
        self.updateGeometry()
        self.update()

    def months(self) -> tuple[MonthBar, ...]:
        """What is shown."""
        return self._months

    @override
    def heightForWidth(self, width: int) -> int:
        return len(self._rows(width)) * self._row_height()

    @override
    def sizeHint(self) -> QSize:
        width = self._source.look.u(100)
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._widest_label() * _ROW, 0)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            month = self._month_at(QPointF(event.pos()))
            if month is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), month.spoken, self)
            return True
        return super().event(event)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._source.look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0
        for row in self._rows(self.width()):
            self._paint_row(painter, look, row, top)
            top += self._row_height()
        painter.end()

    def _paint_row(
        self, painter: QPainter, look: Look, row: tuple[MonthBar, ...], top: int
    ) -> None:
        foot = top + self._figure_height() + look.u(0.5) + look.u(_HIGH)
        step = self._step(row)
        self._paint_room(painter, look, row, foot)
        for place, month in enumerate(row):
            self._paint_bar(painter, look, month, QRectF(place * step, foot, step, 0))
        base = pen(look.colour("line"), look.edge)
        painter.setPen(base)
        painter.drawLine(QPointF(0, foot), QPointF(step * len(row), foot))
        small, high = look.font("s"), text_size(look.font("s"), "0").height()
        for place, month in enumerate(row):
            left, line = round(place * step), round(foot) + look.u(0.5)
            box = QRect(left, line, round(step), high)
            draw_text(painter, box, month.label, small, look.colour("muted"), MIDDLE)
            if month.year:
                below = box.translated(0, high)
                bold = look.font("s", bold=True)
                draw_text(painter, below, month.year, bold, look.colour("ink"), MIDDLE)

    def _paint_room(
        self, painter: QPainter, look: Look, row: tuple[MonthBar, ...], foot: int
    ) -> None:
        step = self._step(row)
        line = pen(look.colour("ink"), look.thick_edge, is_dashed=True)
        line.setDashPattern([4, 2.5])
        line.setCapStyle(Qt.PenCapStyle.FlatCap)
        path = QPainterPath()
        for place, month in enumerate(row):
            y = foot - self._height(look, month.room)
            if place:
                path.lineTo(QPointF(place * step, y))
            else:
                path.moveTo(QPointF(0, y))
            path.lineTo(QPointF((place + 1) * step, y))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(line)
        painter.drawPath(path)

    def _paint_bar(self, painter: QPainter, look: Look, month: MonthBar, slot: QRectF) -> None:
        width = slot.width() * _PART
        left = slot.left() + (slot.width() - width) / 2
        fits = self._height(look, min(month.count, month.room))
        box = QRectF(left, slot.top() - fits, width, fits)
        corner = look.u(0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent"))
        painter.drawPath(_rounded_above(box, 0 if month.over else corner))
        if not month.over:
            return
        above = self._height(look, month.count) - fits
        over = QRectF(left, box.top() - above, width, above)
        painter.setBrush(over_brush(look))
        painter.setPen(_over_edge(look))
        painter.drawPath(_rounded_above(over, min(corner, above / 2)))
        font = look.font("s", bold=True)
        words = str(month.count)
        size = text_size(font, words)
        line = QRect(
            round(slot.center().x() - size.width() / 2),
            round(over.top()) - size.height(),
            size.width() + 1,
            size.height(),
        )
        draw_text(painter, line, words, font, look.colour("warn"), MIDDLE)

    def _height(self, look: Look, count: int) -> float:
        most = max((max(month.count, month.room) for month in self._months), default=0)
        return look.u(_HIGH) * count / most if most else 0

    def _rows(self, width: int) -> tuple[tuple[MonthBar, ...], ...]:
        if not self._months or width >= self._widest_label() * len(self._months):
            return (self._months,)
        return tuple(
            self._months[start : start + _ROW] for start in range(0, len(self._months), _ROW)
        )

    def _step(self, row: tuple[MonthBar, ...]) -> float:
        months = len(self._months) if len(row) == len(self._months) else _ROW
        return self.width() / max(1, months)

    def _widest_label(self) -> int:
        look = self._source.look
        words = [(month.label, False) for month in self._months]
        words += [(month.year, True) for month in self._months if month.year]
        words += [(str(month.count), True) for month in self._months if month.over]
        widths = [text_size(look.font("s", bold=bold), text).width() for text, bold in words]
        return max(widths, default=look.u(3)) + look.u(0.5)

    def _row_height(self) -> int:
        look = self._source.look
        line = text_size(look.font("s", bold=True), "0").height()
        bars = self._figure_height() + look.u(0.5) + look.u(_HIGH)
        return bars + look.u(0.5) + 2 * line + look.u(0.75)

    def _figure_height(self) -> int:
        """The room above the bars for numbers, where some month has one."""
        if not any(month.over for month in self._months):
            return 0
        return text_size(self._source.look.font("s", bold=True), "0").height()

    def _month_at(self, place: QPointF) -> MonthBar | None:
        rows = self._rows(self.width())
        number = int(place.y() // max(1, self._row_height()))
        if not 0 <= number < len(rows) or not rows[number]:
            return None
        column = int(place.x() // max(1.0, self._step(rows[number])))
        return rows[number][column] if 0 <= column < len(rows[number]) else None


class MonthLegend(QWidget):
    """What the dashed line and the other colour mean; decoration, the chart says it in words."""

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look
        self._room = ""
        self._over = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def set_words(self, room: str, over: str) -> None:
        """'plaats voor 105 bezoeken' and 'te veel'; without `over` nothing is too much."""
        self._room, self._over = room, over
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        look = self._source.look
        font = look.font()
        width = look.u(3.25) + text_size(font, self._room).width()
        if self._over:
            width += look.u(3) + look.u(2.5) + text_size(font, self._over).width()
        return QSize(width + 2, text_size(font, self._room or "0").height())

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._source.look
        painter = QPainter(self)
        font, middle = look.font(), self.height() / 2
        line = pen(look.colour("ink"), look.thick_edge)
        line.setCapStyle(Qt.PenCapStyle.FlatCap)
        dash = look.u(1.125)
        painter.setPen(line)
        for left in (0.0, dash + look.u(0.4)):
            painter.drawLine(QPointF(left, middle), QPointF(left + dash, middle))
        left = look.u(3.25)
        words = QRect(left, 0, self.width(), self.height())
        draw_text(painter, words, self._room, font, look.colour("muted"), LEFT_MIDDLE)
        if self._over:
            left += text_size(font, self._room).width() + look.u(3)
            side = look.u(1.5)
            box = QRectF(left, middle - side / 2, side, side)
            draw_plate(painter, box, look.u(0.4), look.colour("card"), None)
            painter.setBrush(over_brush(look))
            painter.setPen(_over_edge(look))
            painter.drawRoundedRect(box, look.u(0.4), look.u(0.4))
            words = QRect(left + look.u(2.5), 0, self.width(), self.height())
            draw_text(painter, words, self._over, font, look.colour("muted"), LEFT_MIDDLE)
        painter.end()


def over_brush(look: Look) -> QBrush:
    """How what is over the line is filled; in high contrast a pattern tells it apart."""
    if look.theme.is_high_contrast:
        return QBrush(look.colour("warn"), Qt.BrushStyle.Dense4Pattern)
    return QBrush(look.colour("warn"))


def _over_edge(look: Look) -> QPen:
    if look.theme.is_high_contrast:
        return pen(look.colour("warn"), look.edge)
    return QPen(Qt.PenStyle.NoPen)


def _rounded_above(box: QRectF, corner: float) -> QPainterPath:
    """The box with only its upper corners rounded: a bar stands on its line."""
    path = QPainterPath()
    corner = max(0.0, min(corner, box.height(), box.width() / 2))
    path.moveTo(box.bottomLeft())
    path.lineTo(box.left(), box.top() + corner)
    path.quadTo(box.topLeft(), QPointF(box.left() + corner, box.top()))
    path.lineTo(box.right() - corner, box.top())
    path.quadTo(box.topRight(), QPointF(box.right(), box.top() + corner))
    path.lineTo(box.bottomRight())
    path.closeSubpath()
    return path
