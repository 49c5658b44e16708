"""Bars: a share with the plan's mark, the tile of a district, and a bar of parts with legend."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from huisbezoek.ui.theme import Look, LookSource, Token
from huisbezoek.ui.widgets.painting import (
    LEFT,
    LEFT_MIDDLE,
    draw_icon,
    draw_plate,
    draw_text,
    pen,
    spell,
    text_size,
)

_PARTS: Final[tuple[Token, ...]] = ("accent", "tint", "wash", "stone", "track")
# In high contrast all parts are white on black, so a pattern tells them apart.
_PATTERNS: Final[tuple[Qt.BrushStyle, ...]] = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.Dense6Pattern,
    Qt.BrushStyle.HorPattern,
    Qt.BrushStyle.NoBrush,
)


def paint_share(
    painter: QPainter, look: Look, box: QRectF, share: float, plan: float | None
) -> None:
    """Paints a share (0-1) of a bar, with an ink mark at the plan's share."""
    radius = box.height() / 2
    is_contrast = look.theme.is_high_contrast
    edge = pen(look.colour("line"), look.edge) if is_contrast else None
    draw_plate(painter, box, radius, look.colour("track"), edge)
    filled = QRectF(box)
    filled.setWidth(box.width() * min(max(share, 0.0), 1.0))
    if filled.width() >= 1:
        draw_plate(painter, filled, min(radius, filled.width() / 2), look.colour("accent"))
    if plan is not None:
        x = box.left() + box.width() * min(max(plan, 0.0), 1.0)
        high = look.u(0.5)
        mark = QRectF(x - look.edge, box.top() - high, look.edge * 2, box.height() + 2 * high)
        painter.fillRect(mark, look.colour("ink"))


class Bar(QWidget):
    """A share from 0 to 1 as a bar; `spoken` holds all numbers for the reader."""

    def __init__(
        self, look: LookSource, share: float, spoken: str, plan: float | None = None
    ) -> None:
        super().__init__()
        self._source = look
        self._share = share
        self._plan = plan
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(spoken)
        look.changed.connect(self.updateGeometry)

    def set_share(self, share: float, spoken: str, plan: float | None = None) -> None:
        """Shows another share."""
        self._share, self._plan = share, plan
        self.setAccessibleName(spoken)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._source.look.u(20), self._source.look.u(2))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._source.look
        painter = QPainter(self)
        height = look.u(0.9)
        box = QRectF(0, (self.height() - height) / 2, self.width(), height)
        paint_share(painter, look, box, self._share, self._plan)
        painter.end()


@dataclass(frozen=True, slots=True)
class DistrictValue:
    """A district: 'Molenveld', '133 van 492, 27 %', its share and the plan's, 'achter' if below."""

    name: str
    count: str
    share: float
    plan: float | None = None
    behind: str = ""


class DistrictTile(QWidget):
    """A sunk tile with name, count, bar and plan; 'achter' with an icon when it is behind."""

    def __init__(self, look: LookSource, value: DistrictValue) -> None:
        super().__init__()
        self._source = look
        self._value = value
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        spell(self, value.name, f"{value.count} {value.behind}".strip())
        look.changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        look, value = self._source.look, self._value
        small, bold = look.font("s"), look.font("s", bold=True)
        count = text_size(small, value.count)
        width = count.width() + text_size(bold, value.behind).width() + look.u(2.5 + 4)
        name = text_size(look.font(bold=True), value.name)
        least = max(width, name.width() + look.u(2.5))
        return QSize(least, look.u(1) + name.height() + count.height() + look.u(2.75))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        look, value = self._source.look, self._value
        painter = QPainter(self)
        edge = pen(look.colour("hair"), look.edge) if look.theme.is_high_contrast else None
        draw_plate(painter, QRectF(self.rect()), look.u(1), look.colour("sunk"), edge)
        side, room = look.u(1.25), self.width() - look.u(2.5)
        bold = look.font(bold=True)
        name = QRect(side, look.u(0.75), room, text_size(bold, value.name).height())
        draw_text(painter, name, value.name, bold, look.colour("ink"), LEFT)
        small = look.font("s")
        high = text_size(small, value.count).height()
        count = QRect(side, name.bottom() + 1, room, high)
        draw_text(painter, count, value.count, small, look.colour("muted"), LEFT)
        if value.behind:
            self._paint_behind(painter, look, count)
        height = look.u(0.9)
        bar = QRectF(side, self.height() - look.u(1) - height, room, height)
        paint_share(painter, look, bar, value.share, value.plan)
        painter.end()

    def _paint_behind(self, painter: QPainter, look: Look, line: QRect) -> None:
        font, side = look.font("s", bold=True), look.u(2)
        width = text_size(font, self._value.behind).width()
        left = line.right() + 1 - width
        words = QRect(left, line.top(), width + 1, line.height())
        draw_text(painter, words, self._value.behind, font, look.colour("warn"), LEFT_MIDDLE)
        place = QPointF(left - side - look.u(0.5), line.top() + (line.height() - side) / 2)
        draw_icon(painter, look, place, "trending-down", "warn", side)


@dataclass(frozen=True, slots=True)
class BarPart:
    """One part of a bar of parts: its size, the figure as text, and the words under it."""

    size: int
    figure: str
    words: str


class PartsBar(QWidget):
    """Up to five parts that add up, with a legend below; a mark may stand at the plan (0-1)."""

    def __init__(
        self,
        look: LookSource,
        parts: Sequence[BarPart],
        plan: float | None = None,
        plan_words: str = "",
    ) -> None:
        super().__init__()
        self._source = look
        # Not Fixed: that would keep the height of the widest form when the legend wraps.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_parts(parts, plan, plan_words)
        look.changed.connect(self.updateGeometry)

    def set_parts(
        self, parts: Sequence[BarPart], plan: float | None = None, plan_words: str = ""
    ) -> None:
        """Shows other parts."""
        self._parts = tuple(parts)[: len(_PARTS)]
        self._plan = plan
        self._plan_words = plan_words
        spoken = ". ".join(f"{part.words}: {part.figure}" for part in self._parts)
        spell(self, spoken, plan_words)
        self.updateGeometry()
        self.update()

    @override
    def heightForWidth(self, width: int) -> int:
        look = self._source.look
        legend = -(-len(self._parts) // self._columns(width)) * self._legend_height(look)
        return self._bar_top(look) + look.u(3) + look.u(1) + legend

    @override
    def sizeHint(self) -> QSize:
        width = self._source.look.u(90)
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        width = self._source.look.u(30)
        return QSize(width, 0)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._source.look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0, self._bar_top(look), self.width(), look.u(3))
        self._paint_parts(painter, look, box)
        if self._plan is not None:
            self._paint_plan(painter, look, box, self._plan)
        self._paint_legend(painter, look, round(box.bottom()) + look.u(1))
        painter.end()

    def _paint_parts(self, painter: QPainter, look: Look, box: QRectF) -> None:
        total = sum(part.size for part in self._parts) or 1
        outline = QPainterPath()
        inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
        outline.addRoundedRect(inner, look.u(1), look.u(1))
        painter.save()
        painter.setClipPath(outline)
        painter.fillRect(box, look.colour("track"))
        left = box.left()
        for place, part in enumerate(self._parts):
            width = box.width() * part.size / total
            piece = QRectF(left, box.top(), width, box.height())
            painter.fillRect(piece, self._brush(look, place))
            left += width
            painter.fillRect(QRectF(left, box.top(), look.edge, box.height()), self._line(look))
        painter.restore()
        draw_plate(painter, box, look.u(1), None, pen(look.colour("line"), look.edge))

    def _paint_plan(self, painter: QPainter, look: Look, box: QRectF, plan: float) -> None:
        x = box.left() + box.width() * min(max(plan, 0.0), 1.0)
        over = look.u(0.75)
        mark = QRectF(x - look.edge, box.top() - over, look.edge * 2, box.height() + 1.5 * over)
        painter.fillRect(mark, look.colour("ink"))
        font = look.font("s", bold=True)
        width = text_size(font, self._plan_words).width()
        left = min(max(0, round(x - width / 2)), max(0, self.width() - width))
        words = QRect(left, 0, width + 1, text_size(font, self._plan_words).height())
        draw_text(painter, words, self._plan_words, font, look.colour("ink"), LEFT)

    def _paint_legend(self, painter: QPainter, look: Look, top: int) -> None:
        columns = self._columns(self.width())
        step, side = self.width() // columns, look.u(1.75)
        for place, part in enumerate(self._parts):
            x = (place % columns) * step
            y = top + place // columns * self._legend_height(look)
            bold = look.font(bold=True)
            high = text_size(bold, part.figure).height()
            sample = QRectF(x, y + (high - side) / 2, side, side)
            edge = pen(look.colour("line"), look.edge)
            if look.theme.is_high_contrast:
                painter.fillRect(sample.adjusted(2, 2, -2, -2), self._brush(look, place))
            else:
                draw_plate(painter, sample, look.u(0.5), look.colour(_PARTS[place]))
            draw_plate(painter, sample, look.u(0.5), None, edge)
            left = x + side + look.u(0.75)
            figure = QRect(left, y, step, high)
            draw_text(painter, figure, part.figure, bold, look.colour("ink"), LEFT)
            words = QRect(left, y + high, step, high)
            draw_text(painter, words, part.words, look.font("s"), look.colour("muted"), LEFT)

    def _columns(self, width: int) -> int:
        look = self._source.look
        widest = max(
            (text_size(look.font("s"), part.words).width() for part in self._parts), default=1
        )
        room = widest + look.u(4)
        return max(1, min(len(self._parts) or 1, width // room))

    def _bar_top(self, look: Look) -> int:
        if self._plan is None:
            return look.u(0.5)
        return text_size(look.font("s", bold=True), self._plan_words).height() + look.u(0.75)

    @staticmethod
    def _legend_height(look: Look) -> int:
        return look.u(2.75 + 2.5 + 0.75)

    @staticmethod
    def _line(look: Look) -> QColor:
        return look.colour("line")

    @staticmethod
    def _brush(look: Look, place: int) -> QBrush:
        colour = look.colour(_PARTS[place])
        if not look.theme.is_high_contrast:
            return QBrush(colour)
        return QBrush(look.colour("accent" if place == 0 else "ink"), _PATTERNS[place])
