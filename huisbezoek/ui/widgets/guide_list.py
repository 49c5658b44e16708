"""A list of the parts of a guide: words that wrap, a quiet second line, one of them chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)
from typing_extensions import override

from huisbezoek.ui.theme import LookSource, Token
from huisbezoek.ui.widgets.painting import draw_plate, draw_text, pen, text_size

_KEY: Final = int(Qt.ItemDataRole.UserRole) + 1
_NOTE: Final = int(Qt.ItemDataRole.UserRole) + 2
_SIDE: Final = 1.5
_ABOVE: Final = 1.0

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class GuideRow:
    """A subject or a question in the list; `note` is the quiet second line."""

    key: str
    text: str
    note: str = ""


class _RowDelegate(QStyledItemDelegate):
    """Bold words when chosen; the second line is muted and wraps too."""

    def __init__(self, look: LookSource, parent: QObject) -> None:
        super().__init__(parent)
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
        return QSize(0, self.height(text, str(index.data(_NOTE) or ""), width))

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
        words = QRect(box).adjusted(side, look.u(_ABOVE), -side, 0)
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        font = look.font(bold=chosen)
        high = text_size(look.font(bold=True), text, words.width()).height()
        note = str(index.data(_NOTE) or "")
        if not note:
            words.setTop(box.top() + (box.height() - high) // 2)
        words.setHeight(high)
        draw_text(painter, words, text, font, look.colour(ink))
        if note:
            below = QRect(words.left(), words.bottom() + 1, words.width(), box.height())
            draw_text(painter, below, note, look.font("s"), look.colour(quiet))


class GuideList(QListWidget):
    """As tall as its rows, or as `set_most_rows` says.

    `part_chosen` carries a key, `moved` -1 or 1 for Alt with an arrow.
    """

    part_chosen = Signal(str)
    moved = Signal(int)

    def __init__(self, look: LookSource, name: str) -> None:
        super().__init__()
        self._source = look
        self._paints = _RowDelegate(look, self)
        self._most_rows = 0
        self.setItemDelegate(self._paints)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.currentItemChanged.connect(self._tell)
        look.changed.connect(self._dress)

    def set_rows(self, rows: Sequence[GuideRow], current: str = "") -> None:
        """Shows other parts; `current` is chosen, or the first one when it is not there."""
        with QSignalBlocker(self):
            self.clear()
            for row in rows:
                item = QListWidgetItem(row.text, self)
                item.setData(_KEY, row.key)
                item.setData(_NOTE, row.note)
                spoken = f"{row.text}. {row.note}" if row.note else row.text
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            keys = [row.key for row in rows]
            self.setCurrentRow(keys.index(current) if current in keys else 0 if keys else -1)
        self._dress()

    def set_most_rows(self, rows: int) -> None:
        """Shows so many rows at most and scrolls the others; 0 shows them all."""
        self._most_rows = rows
        self._dress()

    def current_key(self) -> str:
        """The key of the chosen part; empty when there is none."""
        return str(self.currentIndex().data(_KEY) or "")

    def focus_rectangle(self) -> QRect:
        """Where the focus ring goes: around the chosen part."""
        index = self.currentIndex()
        return self.visualRect(index) if index.isValid() else self.viewport().rect()

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
        self._dress()

    @override
    def sizeHint(self) -> QSize:
        width = max(self.viewport().width(), self._source.look.u(24))
        rows = (self.item(place) for place in range(self.count()))
        high = sum(self._paints.height(row.text(), str(row.data(_NOTE)), width) for row in rows)
        if self._most_rows:
            high = min(high, self._source.look.u(5) * self._most_rows)
        return QSize(self._source.look.u(24), high)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _tell(self) -> None:
        key = self.current_key()
        if key:
            self.part_chosen.emit(key)

    def _dress(self) -> None:
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if self._most_rows
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setFixedHeight(max(1, self.sizeHint().height()))
        self.scrollTo(self.currentIndex())
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
