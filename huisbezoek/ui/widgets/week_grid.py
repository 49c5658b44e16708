"""The week as a grid: days beside each other, half hours below each other, appointments upon it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableView,
)
from typing_extensions import override

from huisbezoek.ui.theme import Look, LookSource
from huisbezoek.ui.widgets.in_view import bring_part_in_view
from huisbezoek.ui.widgets.kept_heads import KeptHeads
from huisbezoek.ui.widgets.painting import text_size
from huisbezoek.ui.widgets.week_model import (
    HALF_HOURS,
    Block,
    GridDay,
    GridEntry,
    GridWords,
    WeekModel,
)
from huisbezoek.ui.widgets.week_painter import (
    DayPlace,
    block_box,
    paint_block,
    paint_ghost,
    short_clock,
)
from huisbezoek.ui.widgets.week_paper import HalfHourDelegate

Index = QModelIndex | QPersistentModelIndex

_ROW: Final = 4.0
_HEAD_AIR: Final = 1.5
_MOVES: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class WeekGrid(QTableView):
    """Days by half hours; as tall as its rows, so that the page scrolls under its days.

    Enter and a double click emit `opened` with the id of the appointment, or `new_asked` with the
    time of a free cell; `several_asked` carries the ids where appointments take the same time. The
    Menu key and the right button emit `menu_requested`. Ctrl with an arrow emits `move_keyed` with
    days and half hours; while `ghost` shows the new time, Enter emits `move_confirmed` and Escape
    `move_left`.
    """

    opened = Signal(str)
    new_asked = Signal(object)
    several_asked = Signal(object, QPoint)
    menu_requested = Signal(str, QPoint)
    move_keyed = Signal(str, int, int)
    move_confirmed = Signal()
    move_left = Signal()

    def __init__(self, look: LookSource, name: str, words: GridWords) -> None:
        super().__init__()
        self._source = look
        self._several = "{0}"
        self._ghost: datetime | None = None
        self._heads = KeptHeads(self)
        self.week = WeekModel(look, words, self)
        self.setModel(self.week)
        self.setItemDelegate(HalfHourDelegate(look, self.week, self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setHighlightSections(False)
            head.setSectionsClickable(False)
            head.setMinimumSectionSize(1)
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag(int(Qt.TextFlag.TextWordWrap))
        )
        self.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        )
        look.changed.connect(self._dress)
        self._dress()

    def set_several_words(self, words: str) -> None:
        """How several appointments in one place are written: '{0} afspraken'."""
        self._several = words

    def set_week(self, days: Sequence[GridDay], entries: Sequence[GridEntry]) -> None:
        """Shows these days; the same day and time stay current where they can."""
        index = self.currentIndex()
        before = self.week.moment_of(index) if index.isValid() else None
        self.week.set_week(days, entries)
        if before is not None:
            self.set_current(before)
        self._dress()

    def current_moment(self) -> datetime | None:
        """The day and time of the current cell."""
        index = self.currentIndex()
        return self.week.moment_of(index) if index.isValid() else None

    def current_entries(self) -> tuple[GridEntry, ...]:
        """The appointments in the current cell."""
        index = self.currentIndex()
        block = self.week.block_at(index) if index.isValid() else None
        return block.entries if block is not None else ()

    def set_current(self, moment: datetime) -> None:
        """Goes to the cell of a day and time, or the same time of the first day."""
        index = self.week.index_of(moment)
        if not index.isValid() and self.week.columnCount():
            row = self.week.index_of(datetime.combine(self.week.days[0].day, moment.time()))
            index = row
        self.setCurrentIndex(index)

    def set_ghost(self, moment: datetime | None) -> None:
        """Shows where the current appointment would go, or nothing."""
        self._ghost = moment
        self.viewport().update()

    def focus_rectangle(self) -> QRect:
        """Where the focus ring goes: around the appointment, or the free half hour."""
        index = self.currentIndex()
        if not index.isValid():
            return self.rect()
        block = self.week.block_at(index)
        if block is None:
            return self.visualRect(index).translated(self.viewport().pos())
        box = block_box(self._source.look, block, self._place(block.column))
        return box.translated(self.viewport().pos())

    # --- keys and mouse --------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        is_moving = event.modifiers() & Qt.KeyboardModifier.ControlModifier and key in _MOVES
        if is_moving:
            self._ask_move(*_MOVES[key])
        elif key in _ENTER and self._ghost is not None:
            self.move_confirmed.emit()
        elif key == Qt.Key.Key_Escape and self._ghost is not None:
            self.move_left.emit()
        elif key in _ENTER:
            self._open_current(self.mapToGlobal(self.focus_rectangle().bottomLeft()))
        else:
            super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if self.indexAt(event.position().toPoint()).isValid():
            self._open_current(event.globalPosition().toPoint())

    @override
    def contextMenuEvent(self, a0: QContextMenuEvent) -> None:
        entries = self.current_entries()
        place = a0.globalPos()
        if a0.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.mapToGlobal(self.focus_rectangle().bottomLeft())
        if len(entries) == 1:
            self.menu_requested.emit(entries[0].id, place)
        elif entries:
            self.several_asked.emit([one.id for one in entries], place)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._choose_first()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._heads.begin()
        self._choose_first()
        bring_part_in_view(self, self._part_to_see)

    @override
    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._heads.place()

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid():
            # Once the page knows how high everything is.
            bring_part_in_view(self, self._part_to_see)

    def _part_to_see(self) -> QRect:
        """The current appointment with as much above it as the days take."""
        return self.focus_rectangle().adjusted(0, -self.horizontalHeader().height(), 0, 0)

    def _choose_first(self) -> None:
        if not self.currentIndex().isValid() and self.week.columnCount():
            first = self.week.blocks[0] if self.week.blocks else Block(0, 2, 2, ())
            self.setCurrentIndex(self.week.index(first.first, first.column))

    def _ask_move(self, days: int, half_hours: int) -> None:
        entries = self.current_entries()
        if self._ghost is not None or len(entries) == 1:
            self.move_keyed.emit(entries[0].id if len(entries) == 1 else "", days, half_hours)

    def _open_current(self, place: QPoint) -> None:
        entries = self.current_entries()
        moment = self.current_moment()
        if len(entries) == 1:
            self.opened.emit(entries[0].id)
        elif entries:
            self.several_asked.emit([one.id for one in entries], place)
        elif moment is not None:
            self.new_asked.emit(moment)

    # --- painting --------------------------------------------------------------------------

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        super().paintEvent(e)
        look = self._source.look
        painter = QPainter(self.viewport())
        current = self.week.block_at(self.currentIndex())
        for block in self.week.blocks:
            paint_block(
                painter,
                look,
                block,
                self._place(block.column),
                is_current=block is current,
                several=self._several,
            )
        if self._ghost is not None:
            self._paint_ghost(painter, look, self._ghost)
        painter.end()

    def _paint_ghost(self, painter: QPainter, look: Look, moment: datetime) -> None:
        index = self.week.index_of(moment)
        if index.isValid():
            box = self.visualRect(index)
            box.setHeight(2 * box.height())
            paint_ghost(painter, look, box, short_clock(moment))

    def _place(self, column: int) -> DayPlace:
        first = self.visualRect(self.week.index(0, column))
        last = self.visualRect(self.week.index(HALF_HOURS - 1, column))
        return DayPlace(first.united(last), first.height())

    # --- size ------------------------------------------------------------------------------

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._measure()

    def _measure(self) -> None:
        """The head is as tall as its tallest day; every row has the same height."""
        look = self._source.look
        days = self.week.days
        side = text_size(look.font("s"), "00.00").width() + look.u(2.5) + 8
        room = (self.width() - side) // max(1, len(days)) - look.u(2.5) - 6
        bold = look.font("s", bold=True)
        heads = [
            text_size(bold, "\n".join(part for part in (one.head, one.note) if part), room).height()
            for one in days
        ]
        height = max(heads, default=0) + look.u(_HEAD_AIR)
        self.verticalHeader().setFixedWidth(side)
        self.horizontalHeader().setFixedHeight(height)
        wanted = height + HALF_HOURS * look.u(_ROW) + look.u(0.5)
        if self.height() != wanted or self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)

    def _dress(self) -> None:
        look = self._source.look
        self.verticalHeader().setDefaultSectionSize(look.u(_ROW))
        self._measure()
