"""Paints the items of the sidebar, with words or, in the narrow form, as a rail of icons."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from huisbezoek.ui.theme import Look, LookSource, Token
from huisbezoek.ui.widgets.painting import (
    LEFT_MIDDLE,
    MIDDLE,
    draw_icon,
    draw_plate,
    draw_text,
    pen,
    text_size,
)

ITEM_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
COUNT_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 2
_ROW: Final = 5.5
_RAIL_ROW: Final = 4.25
_ICON: Final = 2.75
# The least that can be hit, in pixels (WCAG 2.2, criterion 2.5.8).
_TARGET: Final = 24

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class SidebarItem:
    """One page: the key that `page_chosen` carries, the word, and its icon."""

    key: str
    text: str
    icon: str


@dataclass(frozen=True, slots=True)
class SidebarCount:
    """Waiting work behind a page: the number, its words for the reader, clay for signals only."""

    number: int
    spoken: str
    is_signal: bool = False


class SidebarDelegate(QStyledItemDelegate):
    """Rows of 5.5 u that shrink to fit: with words to the height of their line, else to 24 px."""

    def __init__(self, look: LookSource, parent: QObject, *, is_rail: bool) -> None:
        super().__init__(parent)
        self._source = look
        self._is_rail = is_rail
        self._height = 0

    def set_room(self, height: int, count: int) -> None:
        """Tells how many pixels there are for how many rows."""
        look = self._source.look
        full = look.u(_RAIL_ROW if self._is_rail else _ROW)
        least = _TARGET if self._is_rail else look.em + look.u(0.75)
        self._height = max(least, min(full, height // max(1, count)))

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._height or self._source.look.u(_ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._source.look
        item = index.data(ITEM_ROLE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        gap = look.u(0.25)
        box = option.rect.adjusted(0, gap // 2, 0, -(gap - gap // 2))
        ink = self._paint_plate(painter, look, box, chosen=chosen, hovered=hovered)
        side = min(look.u(_ICON), box.height() - 2)
        left = box.left() + (box.width() - side) / 2 if self._is_rail else box.left() + look.u(2)
        spot = QPointF(left, box.top() + (box.height() - side) / 2)
        draw_icon(painter, look, spot, item.icon, ink, side)
        if not self._is_rail:
            words = QRect(box).adjusted(look.u(6), 0, -look.u(4.5), 0)
            font = look.font(bold=chosen)
            draw_text(painter, words, item.text, font, look.colour(ink), LEFT_MIDDLE)
        count = index.data(COUNT_ROLE)
        if isinstance(count, SidebarCount) and count.number:
            self._paint_count(painter, look, box, count, on_plate=chosen)

    def _paint_plate(
        self, painter: QPainter, look: Look, box: QRect, *, chosen: bool, hovered: bool
    ) -> Token:
        frame, radius = QRectF(box), look.u(1)
        if chosen and look.theme.is_high_contrast:
            draw_plate(painter, frame, radius, look.colour("accent"))
            return "on_accent"
        if chosen:
            edge = pen(look.colour("accent"), look.thick_edge)
            if not self._is_rail:
                edge = pen(look.colour("hair"), look.edge)
            draw_plate(painter, frame, radius, look.colour("card"), edge)
            if not self._is_rail:
                inset = min(look.u(1.25), box.height() // 4)
                bar = QRectF(box.left() + look.u(0.5), box.top() + inset, look.u(0.5), 0)
                bar.setBottom(box.bottom() + 1 - inset)
                draw_plate(painter, bar, bar.width() / 2 - 0.1, look.colour("accent"))
            return "accent"
        if hovered:
            draw_plate(painter, frame, radius, None, pen(look.colour("line"), look.edge))
        return "ink"

    def _paint_count(
        self, painter: QPainter, look: Look, box: QRect, count: SidebarCount, *, on_plate: bool
    ) -> None:
        ink: Token = "late" if count.is_signal else "warn"
        wash: Token = "late_wash" if count.is_signal else "warn_wash"
        if self._is_rail:
            side = look.u(1)
            dot = QRectF(box.right() - look.u(1.5), box.top() + look.u(0.5), side, side)
            token: Token = "on_accent" if on_plate and look.theme.is_high_contrast else ink
            draw_plate(painter, dot, side / 2 - 0.1, look.colour(token))
            return
        font, words = look.font("s", bold=True), str(count.number)
        high = min(look.u(3), box.height() - 2)
        wide = max(high, text_size(font, words).width() + look.u(1.25))
        place = QRectF(box.right() - look.u(1.25) - wide, 0, wide, high)
        place.moveTop(box.top() + (box.height() - high) / 2)
        edge = pen(look.colour(ink), look.edge) if look.theme.is_high_contrast else None
        draw_plate(painter, place, high / 2 - 0.1, look.colour(wash), edge)
        draw_text(painter, place.toAlignedRect(), words, font, look.colour(ink), MIDDLE)
