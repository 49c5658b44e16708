"""A month to choose a day from; holidays and appointments are said in words, never by colour."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)
from typing_extensions import override

from huisbezoek.model.domain.partial_dates import add_months
from huisbezoek.ui.theme import Look, LookSource, Token
from huisbezoek.ui.widgets.in_view import bring_part_in_view, show_part
from huisbezoek.ui.widgets.painting import draw_plate, draw_text, pen, text_size

_WEEKS: Final = 6
_DAYS: Final = 7
_ROW: Final = 8.25
_STEPS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -_DAYS,
    Qt.Key.Key_Down: _DAYS,
}
_MONTH_STEPS: Final = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class DayMark:
    """What is on a day: its name in full, a short note ('Kerst'), and how much is agreed."""

    spoken: str
    note: str = ""
    agreed: str = ""


class MonthModel(QAbstractTableModel):
    """Six weeks from the Monday before the first of a month."""

    def __init__(
        self,
        look: LookSource,
        heads: tuple[str, ...],
        mark: Callable[[date], DayMark],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._source = look
        self._heads = heads
        self._mark = mark
        self._month = date(2000, 1, 1)

    @property
    def month(self) -> date:
        """The first day of the month that is shown."""
        return self._month

    def set_month(self, day: date) -> None:
        """Shows the month of a day."""
        self.beginResetModel()
        self._month = day.replace(day=1)
        self.endResetModel()

    def day_of(self, index: Index) -> date:
        """The day of a cell."""
        return self._first() + timedelta(days=index.row() * _DAYS + index.column())

    def index_of(self, day: date) -> QModelIndex:
        """The cell of a day of the six weeks."""
        row, column = divmod((day - self._first()).days, _DAYS)
        return self.index(row, column)

    def mark_of(self, index: Index) -> DayMark:
        """What is on the day of a cell."""
        return self._mark(self.day_of(index))

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else _WEEKS

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else _DAYS

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.FontRole:
            return self._source.look.font("s")
        return self._heads[section] if role == Qt.ItemDataRole.DisplayRole else None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role != Qt.ItemDataRole.AccessibleTextRole:
            return None
        mark = self.mark_of(index)
        return ", ".join(part for part in (mark.spoken, mark.note, mark.agreed) if part)

    def _first(self) -> date:
        return self._month - timedelta(days=self._month.weekday())


class DayDelegate(QStyledItemDelegate):
    """Paints one day: its number, and below it what is on it."""

    def __init__(self, look: LookSource, model: MonthModel, parent: "MonthPicker") -> None:
        super().__init__(parent)
        self._source = look
        self._model = model
        self._view = parent

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._source.look
        box: QRect = option.rect
        place = box.adjusted(look.u(0.25), look.u(0.25), -look.u(0.25), -look.u(0.25))
        day, mark = self._model.day_of(index), self._model.mark_of(index)
        is_chosen = day == self._view.day()
        if is_chosen or mark.agreed:
            edge = pen(look.colour("accent"), look.thick_edge) if is_chosen else None
            draw_plate(painter, QRectF(place), look.u(1), look.colour("wash"), edge)
        is_inside = day.month == self._model.month.month
        ink: Token = "muted"
        if is_inside:
            ink = "on_wash" if is_chosen or mark.agreed else "ink"
        inner = place.adjusted(look.u(0.5), look.u(0.25), -look.u(0.25), 0)
        bold = is_chosen or bool(mark.agreed)
        draw_text(painter, inner, str(day.day), look.font(bold=bold), look.colour(ink))
        below = inner.adjusted(0, text_size(look.font(), "0").height(), 0, 0)
        words = _fitting(look, mark.agreed or mark.note, below)
        draw_text(painter, below, words, look.font("s"), look.colour(ink))


def _fitting(look: Look, words: str, box: QRect) -> str:
    """The words as they fit: on one line, else one below the other, else only how many."""
    font = look.font("s")
    count = words.split(" ", 1)[0]
    for text in (words, words.replace(" ", "\n", 1), count if count.isdigit() else ""):
        size = text_size(font, text)
        if size.width() <= box.width() + 1 and size.height() <= box.height():
            return text
    return ""


class MonthPicker(QTableView):
    """One month; `chosen` carries the day of Enter or a click, `day_changed` the day of now.

    Arrows go from day to day, also into the next month; Page Up and Page Down go by months.
    """

    chosen = Signal(object)
    day_changed = Signal(object)

    def __init__(
        self,
        look: LookSource,
        name: str,
        heads: tuple[str, ...],
        mark: Callable[[date], DayMark],
    ) -> None:
        super().__init__()
        self._source = look
        self._day = date(2000, 1, 1)
        self.month = MonthModel(look, heads, mark, self)
        self.setModel(self.month)
        self.setItemDelegate(DayDelegate(look, self.month, self))
        self.setProperty("heads", "tight")
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setMinimumSectionSize(1)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setMinimumSectionSize(1)
        look.changed.connect(self._dress)
        self._dress()

    def day(self) -> date:
        """The day that is current."""
        return self._day

    def set_day(self, day: date) -> None:
        """Makes this the current day, and shows its month."""
        self._day = day
        if self.month.month != day.replace(day=1):
            self.month.set_month(day)
        self.setCurrentIndex(self.month.index_of(day))
        self.viewport().update()
        show_part(self, self.focus_rectangle())
        self.day_changed.emit(day)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Where the month is higher than the page, the day of now comes first.
        bring_part_in_view(self, self.focus_rectangle)

    def focus_rectangle(self) -> QRect:
        """Where the focus ring goes: around the current day."""
        return self.visualRect(self.currentIndex()).translated(self.viewport().pos())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.set_day(self._day + timedelta(days=_STEPS[key]))
        elif key in _MONTH_STEPS:
            self.set_day(add_months(self._day, _MONTH_STEPS[key]))
        elif key in _ENTER:
            self.chosen.emit(self._day)
        else:
            event.ignore()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.set_day(self.month.day_of(index))
            self.chosen.emit(self._day)

    def _dress(self) -> None:
        look = self._source.look
        self.horizontalHeader().setFixedHeight(look.u(4.5))
        self.verticalHeader().setDefaultSectionSize(look.u(_ROW))
        self.setFixedHeight(look.u(4.5) + _WEEKS * look.u(_ROW) + look.u(0.5))
