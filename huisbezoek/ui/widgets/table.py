"""A table of figures: calm rows, numbers right, the total bold."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QSizePolicy, QTableView
from typing_extensions import override

from huisbezoek.ui.theme import LookSource

Index = QModelIndex | QPersistentModelIndex


class FiguresModel(QAbstractTableModel):
    """Rows of text; the first column is a name, the others are figures; `total` is the last row."""

    def __init__(self, look: LookSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = look
        self._heads: tuple[str, ...] = ()
        self._rows: tuple[tuple[str, ...], ...] = ()
        self._has_total = False

    def set_rows(
        self, heads: Sequence[str], rows: Sequence[Sequence[str]], *, has_total: bool = False
    ) -> None:
        """Shows other figures."""
        self.beginResetModel()
        self._heads = tuple(heads)
        self._rows = tuple(tuple(row) for row in rows)
        self._has_total = has_total
        self.endResetModel()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _place(section)
        if role == Qt.ItemDataRole.FontRole:
            # A head keeps the font it was made with when the letters of the window grow.
            return self._source.look.font("s", bold=True)
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        text = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._heads[index.column()]}: {text}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _place(index.column())
        if role == Qt.ItemDataRole.FontRole:
            return self._font(index.row())
        return None

    def _font(self, row: int) -> QFont:
        is_total = self._has_total and row == len(self._rows) - 1
        return self._source.look.font(bold=is_total)


class Table(QTableView):
    """Figures in rows of 4.75 u; as tall as its rows unless `scrolls`. Names are never cut."""

    def __init__(self, look: LookSource, name: str, *, scrolls: bool = False) -> None:
        super().__init__()
        self._source = look
        self._scrolls = scrolls
        self.figures = FiguresModel(look, self)
        self.setModel(self.figures)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.viewport().setAutoFillBackground(False)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setStretchLastSection(False)
        head.setMinimumSectionSize(1)
        if not scrolls:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._dress)
        self._dress()

    def set_rows(
        self, heads: Sequence[str], rows: Sequence[Sequence[str]], *, has_total: bool = False
    ) -> None:
        """Shows other figures: heads, rows, and whether the last row is the total."""
        self.figures.set_rows(heads, rows, has_total=has_total)
        self._dress()

    def _dress(self) -> None:
        look = self._source.look
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(look.u(4.75))
        head = self.horizontalHeader()
        for column in range(self.figures.columnCount()):
            mode = (
                QHeaderView.ResizeMode.ResizeToContents
                if column == 0
                else QHeaderView.ResizeMode.Stretch
            )
            head.setSectionResizeMode(column, mode)
        if not self._scrolls:
            rows = self.figures.rowCount() * look.u(4.75)
            self.setFixedHeight(rows + head.sizeHint().height() + look.u(0.5))


def _place(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter
