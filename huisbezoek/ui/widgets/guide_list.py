"""A list of the parts of a guide: words that wrap, a quiet second line, one of them chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from huisbezoek.ui.theme import LookSource, Token
from huisbezoek.ui.widgets.painting import draw_plate, draw_text, pen, text_size
from huisbezoek.ui.widgets.quiet_list import ROW_ROLE, Index, QuietList

_SIDE: Final = 1.5
_ABOVE: Final = 1.0


@dataclass(frozen=True, slots=True)
class GuideRow:
    """A subject or a question in the list; `note` is the quiet second line."""

    key: str
    text: str
    note: str = ""


class _RowDelegate(QStyledItemDelegate):
    """Bold words when chosen; the second line is muted and wraps too."""

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look

    def height(self, text: str, note: str, width: int) -> int:
        """The height in pixels of a row of this width."""
        look = self._source.look
        room = width - look.u(2 * _SIDE)
        words = text_size(look.font(bold=True), text, room).height()
        second = text_size(look.font("s"), note, room).height() if note else 0
        return max(look.u(5), words + second + look.u(2 * _ABOVE))

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = option.rect.width() or self._source.look.u(30)
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        return QSize(0, self.height(text, str(index.data(ROW_ROLE) or ""), width))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._source.look
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        box = QRect(option.rect).adjusted(0, 1, 0, -1)
        ink: Token = "on_wash" if chosen else "ink"
        quiet: Token = "on_wash" if chosen else "muted"
        if chosen:
            edge = pen(look.colour("accent"), look.thick_edge)
            draw_plate(painter, QRectF(box), look.u(1), look.colour("wash"), edge)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            edge = pen(look.colour("line"), look.edge)
            draw_plate(painter, QRectF(box), look.u(1), None, edge)
        side = look.u(_SIDE)
        words = QRect(box).adjusted(side, 0, -side, 0)
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        font = look.font(bold=chosen)
        high = text_size(font, text, words.width()).height()
        note = str(index.data(ROW_ROLE) or "")
        second = text_size(look.font("s"), note, words.width()).height() if note else 0
        # Bold words may take a line more: what stands in the row stands in its middle.
        words.setTop(box.top() + (box.height() - high - second) // 2)
        words.setHeight(high)
        draw_text(painter, words, text, font, look.colour(ink))
        if note:
            below = QRect(words.left(), words.bottom() + 1, words.width(), box.height())
            draw_text(painter, below, note, look.font("s"), look.colour(quiet))


class GuideList(QuietList):
    """As tall as its rows, or as `set_most_rows` says; `moved` is -1 or 1 for Alt with an arrow."""

    moved = Signal(int)

    def __init__(self, look: LookSource, name: str) -> None:
        self._rows = _RowDelegate(look)
        self._most_rows = 0
        super().__init__(look, name, self._rows)

    def set_rows(self, rows: Sequence[GuideRow], current: str = "") -> None:
        """Shows other parts; `current` is chosen, or the first one when it is not there."""
        with QSignalBlocker(self):
            self.clear()
            for row in rows:
                item = self.add(row.key, row.text)
                item.setData(ROW_ROLE, row.note)
                spoken = f"{row.text}. {row.note}" if row.note else row.text
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            keys = [row.key for row in rows]
            self.setCurrentRow(keys.index(current) if current in keys else 0 if keys else -1)
        self.dress()

    def set_most_rows(self, rows: int) -> None:
        """Shows so many rows at most and scrolls the others; 0 shows them all."""
        self._most_rows = rows
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if rows else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.dress()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.dress()

    @override
    def sizeHint(self) -> QSize:
        look = self.source.look
        width = max(self.viewport().width(), look.u(24))
        rows = (self.item(place) for place in range(self.count()))
        high = sum(self._rows.height(row.text(), str(row.data(ROW_ROLE)), width) for row in rows)
        if self._most_rows:
            high = min(high, look.u(5) * self._most_rows)
        return QSize(look.u(24), high)

    @override
    def dress(self) -> None:
        super().dress()
        self.scrollTo(self.currentIndex())
