"""The list of cards: a list view that paints people as sheets, with one next step each."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QListView, QScrollArea, QSizePolicy
from typing_extensions import override

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.list_delegate import ROW_ROLE, CardDelegate
from huisbezoek.ui.widgets.list_layout import CardRow, GroupRow

Index = QModelIndex | QPersistentModelIndex
Row = CardRow | GroupRow

_BAR: Final = 2.0
"""The width of a scroll bar in u, as the sheet has it."""


class CardModel(QAbstractListModel):
    """The rows of a list of cards; asks for more with `more_needed` while `set_more(True)`."""

    more_needed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._has_more = False

    def set_rows(self, rows: Sequence[Row], *, has_more: bool = False) -> None:
        """Shows these rows instead of what was there."""
        self.beginResetModel()
        self._rows = list(rows)
        self._has_more = has_more
        self.endResetModel()

    def append_rows(self, rows: Sequence[Row], *, has_more: bool) -> None:
        """Adds the next page of rows."""
        self._has_more = has_more
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def change_row(self, changed: CardRow) -> None:
        """Shows the card of this id otherwise, if it is there."""
        for place, row in enumerate(self._rows):
            if isinstance(row, CardRow) and row.id == changed.id:
                self._rows[place] = changed
                index = self.index(place)
                self.dataChanged.emit(index, index)
                return

    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return tuple(self._rows)

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return row.spoken
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._rows[index.row()], GroupRow):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    @override
    def canFetchMore(self, parent: Index) -> bool:
        return self._has_more and not parent.isValid()

    @override
    def fetchMore(self, parent: Index) -> None:
        if self._has_more:
            self._has_more = False
            self.more_needed.emit()


class ListCard(QListView):
    """People as cards, in groups if wanted.

    Enter and a click on the button emit `activated_row` (the next step); a double click and Space
    emit `opened_row`; the Menu key and the right button emit `menu_requested` with a place on the
    screen. All carry the id of the row. A card without a button is activated by one click.
    As tall as its rows, so that the page scrolls; with `scrolls=True` it scrolls itself and emits
    `more_needed` at its end (answer with `append_rows`). With `marks=True` several cards may be
    chosen: Space and a click on the circle emit `marked_row` (answer with `change_row`), Ctrl+A
    emits `all_marked`, and Enter emits `entered_row`, since it is about all that are chosen.
    """

    activated_row = Signal(str)
    opened_row = Signal(str)
    menu_requested = Signal(str, QPoint)
    more_needed = Signal()
    marked_row = Signal(str)
    entered_row = Signal(str)
    all_marked = Signal()

    def __init__(
        self, look: LookSource, name: str = "", *, scrolls: bool = False, marks: bool = False
    ) -> None:
        super().__init__()
        self._marks = marks
        self._source = look
        self._scrolls = scrolls
        self._cards = CardModel(self)
        self._cards.more_needed.connect(self.more_needed)
        self._painter = CardDelegate(look, self)
        self.setModel(self._cards)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        if not scrolls:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        else:
            self.verticalScrollBar().rangeChanged.connect(self._keep_line)
            self._keep_line()
        look.changed.connect(self._refresh)

    def set_rows(self, rows: Sequence[Row], *, has_more: bool = False) -> None:
        """Shows these rows; the current person stays current when she is still there."""
        current = self.current_id()
        self._painter.fit_to(rows)
        self._cards.set_rows(rows, has_more=has_more)
        self._follow_height()
        if current:
            self.set_current(current)

    def append_rows(self, rows: Sequence[Row], *, has_more: bool) -> None:
        """Adds the next page of a long list."""
        self._painter.widen_for(rows)
        self._cards.append_rows(rows, has_more=has_more)
        self._follow_height()

    def change_row(self, row: CardRow) -> None:
        """Shows the card of this id otherwise, in its place."""
        self._painter.widen_for((row,))
        self._cards.change_row(row)

    def rows(self) -> tuple[Row, ...]:
        """What is shown now."""
        return self._cards.rows()

    def most_in_view(self) -> int:
        """How many cards fill the view as it is now and one below it, whatever they say."""
        return self.viewport().height() // self._painter.least_height() + 2

    def current_id(self) -> str:
        """The id of the current card; empty when there is none."""
        row = self.currentIndex().data(ROW_ROLE)
        return row.id if isinstance(row, CardRow) else ""

    def set_current(self, row_id: str) -> None:
        """Makes a card the current one, if it is there."""
        for place, row in enumerate(self._cards.rows()):
            if isinstance(row, CardRow) and row.id == row_id:
                self.setCurrentIndex(self._cards.index(place))
                return

    def focus_rectangle(self) -> QRect:
        """Where the focus ring goes: around the current card."""
        index = self.currentIndex()
        if not index.isValid():
            return self.viewport().rect()
        return self._painter.card_rect(self.visualRect(index), index)

    @override
    def heightForWidth(self, width: int) -> int:
        return self._painter.total_height(self._cards.rows(), width)

    @override
    def hasHeightForWidth(self) -> bool:
        return not self._scrolls

    @override
    def sizeHint(self) -> QSize:
        width = max(self.viewport().width(), self._source.look.u(40))
        height = self._source.look.u(40) if self._scrolls else self.heightForWidth(width)
        return QSize(width, height)

    @override
    def minimumSizeHint(self) -> QSize:
        look = self._source.look
        return QSize(look.u(30), look.u(20) if self._scrolls else 0)

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        self._painter.set_width(self.viewport().width())
        super().resizeEvent(e)
        if e.oldSize().width() != e.size().width():
            self.scheduleDelayedItemsLayout()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and event.reason() in {
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        }:
            first = next((row for row in self.rows() if isinstance(row, CardRow)), None)
            if first is not None:
                self.set_current(first.id)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.current_id()
        if current and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            (self.entered_row if self._marks else self.activated_row).emit(current)
        elif self._marks and event.matches(QKeySequence.StandardKey.SelectAll):
            self.all_marked.emit()
        elif current and event.key() == Qt.Key.Key_Space:
            (self.marked_row if self._marks else self.opened_row).emit(current)
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, e: QMouseEvent) -> None:
        super().mouseReleaseEvent(e)
        row = self._row_at(e.position().toPoint())
        is_left = e.button() == Qt.MouseButton.LeftButton
        if row is None or not is_left:
            return
        if self._is_target(e.position().toPoint(), row):
            self.activated_row.emit(row.id)
        elif self._is_circle(e.position().toPoint(), row):
            self.marked_row.emit(row.id)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        row = self._row_at(event.position().toPoint())
        place = event.position().toPoint()
        if row is None or self._is_target(place, row) or self._is_circle(place, row):
            return
        self.opened_row.emit(row.id)

    @override
    def mouseMoveEvent(self, e: QMouseEvent) -> None:
        super().mouseMoveEvent(e)
        place = e.position().toPoint()
        row = self._row_at(place)
        is_target = row is not None and self._is_target(place, row)
        is_over = is_target or (row is not None and self._is_circle(place, row))
        shape = Qt.CursorShape.PointingHandCursor if is_over else Qt.CursorShape.ArrowCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)
        if self._painter.set_hovered(row.id if row is not None and is_target else ""):
            self.viewport().update()

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave and self._painter.set_hovered(""):
            self.viewport().update()
        return super().viewportEvent(event)

    @override
    def contextMenuEvent(self, a0: QContextMenuEvent) -> None:
        current = self.current_id()
        if not current:
            return
        place = a0.globalPos()
        if a0.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.focus_rectangle().bottomLeft())
        self.menu_requested.emit(current, place)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self._scrolls and current.isValid():
            self._show_in_page(self.visualRect(current))
        self.viewport().update()

    def _show_in_page(self, box: QRect) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        sheet = above.widget() if above is not None else None
        if above is not None and sheet is not None:
            place = self.viewport().mapTo(sheet, box.center())
            above.ensureVisible(place.x(), place.y(), 0, box.height())

    def _row_at(self, place: QPoint) -> CardRow | None:
        row = self.indexAt(place).data(ROW_ROLE)
        return row if isinstance(row, CardRow) else None

    def _is_target(self, place: QPoint, row: CardRow) -> bool:
        index = self.indexAt(place)
        box = self._painter.target_rect(self.visualRect(index), row)
        return box.contains(place)

    def _is_circle(self, place: QPoint, row: CardRow) -> bool:
        if not self._marks:
            return False
        box = self._painter.circle_rect(self.visualRect(self.indexAt(place)), row)
        return box.contains(place)

    def _follow_height(self) -> None:
        # A list that scrolls itself is as high with any rows; asking would lay out the whole page.
        if not self._scrolls:
            self.updateGeometry()

    def _keep_line(self) -> None:
        # Cards end on the same line whether or not the bar shows beside them.
        bar = self.verticalScrollBar()
        room = 0 if bar.maximum() > bar.minimum() else self._source.look.u(_BAR)
        if self.viewportMargins().right() != room:
            self.setViewportMargins(0, 0, room, 0)

    def _refresh(self) -> None:
        self._painter.forget(self.rows())
        if self._scrolls:
            self._keep_line()
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
