"""The week as a model: half hours of days, and which appointments lie in each of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
)
from typing_extensions import override

from huisbezoek.model.domain.agenda import FIRST_HOUR, LAST_HOUR
from huisbezoek.ui.theme import LookSource

HALF_HOURS: Final = 2 * (LAST_HOUR - FIRST_HOUR)
_MINUTES: Final = 30

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class GridEntry:
    """One appointment in the grid; the `shorter` names fit where `name` does not.

    `spoken` is what the screen reader hears of it. `is_marked` asks for a sign: there is something
    to think of, and `spoken` says what.
    """

    id: str
    starts: datetime
    minutes: int
    name: str
    shorter: tuple[str, ...]
    spoken: str
    is_settled: bool = False
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class GridDay:
    """One day: its head ('woensdag 25'), its name in full, and what is the matter with it."""

    day: date
    head: str
    spoken: str
    note: str = ""
    is_off: bool = False
    is_today: bool = False


@dataclass(frozen=True, slots=True)
class GridWords:
    """What the grid says itself: {0} the day, {1} the time, {2} who."""

    free: str
    taken: str
    several: str


@dataclass(frozen=True, slots=True)
class Block:
    """Appointments of one day that take the same time, in half hours from the first hour on."""

    column: int
    first: int
    last: int
    entries: tuple[GridEntry, ...]


def row_of(moment: datetime) -> int:
    """The half hour in which a moment lies, kept within the hours of the grid."""
    row = (moment.hour - FIRST_HOUR) * 2 + moment.minute // _MINUTES
    return min(max(row, 0), HALF_HOURS - 1)


def blocks_of(days: Sequence[GridDay], entries: Sequence[GridEntry]) -> tuple[Block, ...]:
    """The appointments of these days, joined where they take the same half hour."""
    found: list[Block] = []
    for column, shown in enumerate(days):
        of_day = [one for one in entries if one.starts.date() == shown.day]
        for entry in sorted(of_day, key=lambda one: (one.starts, one.id)):
            first = row_of(entry.starts)
            end = entry.starts + timedelta(minutes=max(entry.minutes, 1) - 1)
            last = row_of(end) if end.date() == shown.day else HALF_HOURS - 1
            before = found[-1] if found else None
            if before is not None and before.column == column and first <= before.last:
                joined = (*before.entries, entry)
                found[-1] = Block(column, before.first, max(before.last, last), joined)
            else:
                found.append(Block(column, first, max(first, last), (entry,)))
    return tuple(found)


class WeekModel(QAbstractTableModel):
    """Half hours of days; each cell says the day, the time, and who is expected."""

    def __init__(self, look: LookSource, words: GridWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = look
        self._words = words
        self._days: tuple[GridDay, ...] = ()
        self._blocks: tuple[Block, ...] = ()

    def set_week(self, days: Sequence[GridDay], entries: Sequence[GridEntry]) -> None:
        """Shows other days."""
        self.beginResetModel()
        self._days = tuple(days)
        self._blocks = blocks_of(days, entries)
        self.endResetModel()

    @property
    def days(self) -> tuple[GridDay, ...]:
        """The days that are shown."""
        return self._days

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The appointments that are shown."""
        return self._blocks

    def block_at(self, index: Index) -> Block | None:
        """The appointments in a cell."""
        return next(
            (
                one
                for one in self._blocks
                if one.column == index.column() and one.first <= index.row() <= one.last
            ),
            None,
        )

    def moment_of(self, index: Index) -> datetime:
        """The day and time of a cell."""
        hour, half = divmod(index.row(), 2)
        clock = time(FIRST_HOUR + hour, half * _MINUTES)
        return datetime.combine(self._days[index.column()].day, clock)

    def index_of(self, moment: datetime) -> QModelIndex:
        """The cell of a moment; an invalid one on a day that is not shown."""
        for column, shown in enumerate(self._days):
            if shown.day == moment.date():
                return self.index(row_of(moment), column)
        return QModelIndex()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        """The half hours."""
        return 0 if parent is not None and parent.isValid() else HALF_HOURS

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        """The days."""
        return 0 if parent is not None and parent.isValid() else len(self._days)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Days above, times beside; the reader hears the day in full with its note."""
        if role == Qt.ItemDataRole.FontRole:
            # A head keeps the font it was made with when the letters of the window grow.
            bold = orientation == Qt.Orientation.Horizontal
            return self._source.look.font("s", bold=bold)
        if orientation == Qt.Orientation.Vertical:
            return _clock(section) if role == Qt.ItemDataRole.DisplayRole else None
        shown = self._days[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return "\n".join(part for part in (shown.head, shown.note) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (shown.spoken, shown.note) if part)
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the reader hears; the painting is done by the view."""
        if not index.isValid() or role not in _SPOKEN:
            return None
        shown = self._days[index.column()]
        day = ", ".join(part for part in (shown.spoken, shown.note) if part)
        block = self.block_at(index)
        if block is None:
            return self._words.free.format(day, _clock(index.row()))
        words = self._words.taken if len(block.entries) == 1 else self._words.several
        who = ". ".join(one.spoken for one in block.entries)
        return words.format(day, _clock(index.row()), who, len(block.entries))


_SPOKEN: Final = frozenset({Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole})


def _clock(row: int) -> str:
    hour, half = divmod(row, 2)
    return f"{FIRST_HOUR + hour}.{half * _MINUTES:02d}"


def side_by_side(box: QRect, count: int, gap: int) -> tuple[QRect, ...]:
    """The box cut into `count` columns with a gap between them."""
    width = (box.width() - gap * (count - 1)) // count
    return tuple(
        QRect(box.left() + number * (width + gap), box.top(), width, box.height())
        for number in range(count)
    )
