"""A list of words on the plate of its page: no frame, one row chosen, as tall as it asks for."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyledItemDelegate,
)
from typing_extensions import override

from huisbezoek.ui.theme import LookSource

Index = QModelIndex | QPersistentModelIndex

_KEY: Final = int(Qt.ItemDataRole.UserRole) + 1
ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 2
"""For what a kind of list keeps beside its words."""


class QuietList(QListWidget):
    """`part_chosen` carries the key of the chosen row. Who makes one says in `sizeHint` how tall.

    `dress` fits it again after other rows, another width or another look.
    """

    part_chosen = Signal(str)

    def __init__(self, look: LookSource, name: str, paints: QStyledItemDelegate) -> None:
        super().__init__()
        self.source = look
        # A view does not keep its delegate alive.
        self._paints = paints
        self.setItemDelegate(paints)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.currentItemChanged.connect(self._tell)
        look.changed.connect(self.dress)

    def add(self, key: str, text: str) -> QListWidgetItem:
        """Adds a row."""
        item = QListWidgetItem(text, self)
        item.setData(_KEY, key)
        return item

    def item_of(self, key: str) -> QListWidgetItem | None:
        """The row of this key, or None."""
        rows = (self.item(place) for place in range(self.count()))
        return next((row for row in rows if row.data(_KEY) == key), None)

    def current_key(self) -> str:
        """The key of the chosen row; empty when there is none."""
        return str(self.currentIndex().data(_KEY) or "")

    def focus_rectangle(self) -> QRect:
        """Where the focus ring goes: around the chosen row."""
        index = self.currentIndex()
        return self.visualRect(index) if index.isValid() else self.viewport().rect()

    def dress(self) -> None:
        """Takes the height that it asks for."""
        self.setFixedHeight(max(1, self.sizeHint().height()))
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _tell(self) -> None:
        key = self.current_key()
        if key:
            self.part_chosen.emit(key)
