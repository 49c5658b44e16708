"""Paints the cards and group headings of a list, and remembers where their parts are."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from huisbezoek.ui.theme import LookSource, Token
from huisbezoek.ui.widgets.buttons import ButtonState, button_size, paint_button
from huisbezoek.ui.widgets.chip import paint_chip
from huisbezoek.ui.widgets.circle import paint_initials, tint_for
from huisbezoek.ui.widgets.list_layout import (
    CardLayout,
    CardRow,
    GroupRow,
    lay_out,
    least_height,
)
from huisbezoek.ui.widgets.painting import (
    LEFT,
    draw_circle,
    draw_icon,
    draw_plate,
    draw_text,
    pen,
    text_size,
)

ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
_BETWEEN: Final = 1.0
_CHECK: Final = 3.0
_MOST_KEPT: Final = 1024
"""Measures of cards that are kept for when a card comes back."""

Index = QModelIndex | QPersistentModelIndex


class CardDelegate(QStyledItemDelegate):
    """Paints the rows of one list; all its buttons are as wide as the widest of them."""

    def __init__(self, look: LookSource, parent: QObject) -> None:
        super().__init__(parent)
        self._source = look
        self._width = 0
        self._button_width = 0
        self._hovered = ""
        self._layouts: dict[tuple[CardRow, int], CardLayout] = {}

    def forget(self, rows: Iterable[CardRow | GroupRow]) -> None:
        """Measures anew for another look."""
        self._layouts.clear()
        self.fit_to(rows)

    def fit_to(self, rows: Iterable[CardRow | GroupRow]) -> None:
        """Follows other rows; a card that was there before keeps its measures."""
        if len(self._layouts) > _MOST_KEPT:
            self._layouts.clear()
        self._take_button_width(self._widest_button(rows))

    def widen_for(self, rows: Iterable[CardRow | GroupRow]) -> None:
        """Makes all buttons as wide as the widest of these too."""
        self._take_button_width(max(self._button_width, self._widest_button(rows)))

    def _widest_button(self, rows: Iterable[CardRow | GroupRow]) -> int:
        look = self._source.look
        faces = {row.face for row in rows if isinstance(row, CardRow) and row.action}
        return max((button_size(look, face).width() for face in faces), default=0)

    def _take_button_width(self, width: int) -> None:
        if width != self._button_width:
            self._button_width = width
            self._layouts.clear()

    def set_width(self, width: int) -> None:
        """The width of the view, from which every row is laid out."""
        if width != self._width:
            self._width = width
            self._layouts.clear()

    def set_hovered(self, row_id: str) -> bool:
        """The card of which the button lies under the mouse; answers whether that changed."""
        is_other = row_id != self._hovered
        self._hovered = row_id
        return is_other

    def total_height(self, rows: Iterable[CardRow | GroupRow], width: int) -> int:
        """The height of all rows together at a width."""
        return sum(self._height(row, width, place) for place, row in enumerate(rows))

    def least_height(self) -> int:
        """The height of a card with one line of words and the space below it."""
        look = self._source.look
        return least_height(look) + look.u(_BETWEEN)

    def card_rect(self, row_rect: QRect, index: Index) -> QRect:
        """The sheet within the row, without the space below it."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, CardRow):
            return row_rect
        return QRect(row_rect.topLeft(), self._layout(row, row_rect.width()).size)

    def circle_rect(self, row_rect: QRect, row: CardRow) -> QRect:
        """Where the circle of the person is; a click there marks the card."""
        return self._layout(row, row_rect.width()).circle.translated(row_rect.topLeft())

    def target_rect(self, row_rect: QRect, row: CardRow) -> QRect:
        """What reacts to a click: the button, or the whole sheet when there is none."""
        layout = self._layout(row, row_rect.width())
        if not row.action:
            return QRect(row_rect.topLeft(), layout.size)
        return layout.button.translated(row_rect.topLeft())

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._height(index.data(ROW_ROLE), self._width, index.row()))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if isinstance(row, GroupRow):
            self._paint_group(painter, box, row)
        else:
            is_current = bool(state & QStyle.StateFlag.State_Selected)
            self._paint_card(painter, box, row, is_current=is_current)

    def _layout(self, row: CardRow, width: int) -> CardLayout:
        found = self._layouts.get((row, width))
        if found is None:
            found = lay_out(self._source.look, row, width, self._button_width)
            self._layouts[row, width] = found
        return found

    def _height(self, row: CardRow | GroupRow, width: int, place: int) -> int:
        look = self._source.look
        if isinstance(row, GroupRow):
            above = look.u(2.25) if place else look.u(0.75)
            line = text_size(look.font(bold=True), row.text, width).height()
            return above + line + look.u(0.9)
        return self._layout(row, width).size.height() + look.u(_BETWEEN)

    def _paint_group(self, painter: QPainter, box: QRect, row: GroupRow) -> None:
        look = self._source.look
        font = look.font(bold=True)
        height = text_size(font, row.text, box.width()).height()
        line = QRect(box.left(), box.bottom() + 1 - look.u(0.9) - height, box.width(), height)
        draw_text(painter, line, row.text, font, look.colour("ink"), LEFT)
        start = text_size(font, row.text).width() + look.u(1)
        rest = line.adjusted(start, 0, 0, 0)
        draw_text(painter, rest, str(row.count), look.font(), look.colour("muted"), LEFT)

    def _paint_card(self, painter: QPainter, box: QRect, row: CardRow, *, is_current: bool) -> None:
        look = self._source.look
        layout = self._layout(row, box.width())
        corner = box.topLeft()
        edge = pen(
            look.colour("accent" if is_current else "hair"),
            look.thick_edge if is_current else look.edge,
        )
        sheet = QRectF(QRect(corner, layout.size))
        fill: Token = "wash" if row.marked else "card"
        draw_plate(painter, sheet, look.u(1.5), look.colour(fill), edge)
        circle = QRectF(layout.circle.translated(corner))
        if row.marked:
            draw_circle(painter, circle, look.colour("accent"))
            side = look.u(_CHECK)
            place = circle.center() - QPointF(side / 2, side / 2)
            draw_icon(painter, look, place, "check", "on_accent", side)
        elif row.initials:
            paint_initials(painter, look, circle, row.initials, tint_for(row.id))
        self._paint_words(painter, corner, row, layout)
        if row.action:
            button = layout.button.translated(corner)
            state = ButtonState(is_hovered=row.id == self._hovered)
            paint_button(painter, look, button, row.face, state)

    def _paint_words(
        self, painter: QPainter, corner: QPoint, row: CardRow, layout: CardLayout
    ) -> None:
        look = self._source.look
        name = layout.name.translated(corner)
        draw_text(painter, name, row.name, look.font("l", bold=True), look.colour("ink"))
        address = layout.address.translated(corner)
        draw_text(painter, address, row.address, look.font(), look.colour("muted"))
        if row.chip:
            paint_chip(painter, look, layout.chip + corner, row.chip)
        draw_text(painter, layout.why.translated(corner), row.why, look.font(), look.colour("ink"))
