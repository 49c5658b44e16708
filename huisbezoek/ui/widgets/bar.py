"""A bar of parts that add up, with its legend."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from huisbezoek.ui.theme import Look, LookSource, Token
from huisbezoek.ui.widgets.painting import (
    LEFT,
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
