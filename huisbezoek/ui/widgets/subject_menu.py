"""The quiet menu of subjects in the talk: words, and a dot where something was written."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
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
from huisbezoek.ui.widgets.choice import Choice
from huisbezoek.ui.widgets.painting import (
    LEFT_MIDDLE,
    draw_circle,
    draw_plate,
    draw_text,
    pen,
    text_size,
)

_KEY: Final = int(Qt.ItemDataRole.UserRole) + 1
_WRITTEN: Final = int(Qt.ItemDataRole.UserRole) + 2
_ROW: Final = 5.0

Index = QModelIndex | QPersistentModelIndex


class _SubjectDelegate(QStyledItemDelegate):
    """Rows of 5 u; chosen = card plate and petrol bold, never a tick or a number."""

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._source.look.u(_ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._source.look
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        box = option.rect.adjusted(0, look.u(0.25), 0, -look.u(0.25))
        ink: Token = "accent" if chosen else "ink"
        if chosen and look.theme.is_high_contrast:
            ink = "on_accent"
            draw_plate(painter, QRectF(box), look.u(1), look.colour("accent"))
        elif chosen:
            edge = pen(look.colour("hair"), look.edge)
            draw_plate(painter, QRectF(box), look.u(1), look.colour("card"), edge)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            edge = pen(look.colour("line"), look.edge)
            draw_plate(painter, QRectF(box), look.u(1), None, edge)
        words = QRect(box).adjusted(look.u(1.75), 0, -look.u(3.5), 0)
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        draw_text(painter, words, text, look.font(bold=chosen), look.colour(ink), LEFT_MIDDLE)
        if index.data(_WRITTEN):
            side = look.u(1)
            dot = QRectF(box.right() - look.u(2.75), 0, side, side)
            dot.moveTop(box.top() + (box.height() - side) / 2)
            draw_circle(painter, dot, look.colour("accent" if ink == "ink" else ink))


class SubjectMenu(QListWidget):
    """Subjects without number, order or score; `subject_chosen` carries the key."""

    subject_chosen = Signal(str)

    def __init__(self, look: LookSource, name: str, subjects: Sequence[Choice]) -> None:
        super().__init__()
        self._source = look
        self._paints = _SubjectDelegate(look)
        self.setItemDelegate(self._paints)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_subjects(subjects)
        self.currentItemChanged.connect(self._tell)
        look.changed.connect(self._dress)

    def set_subjects(self, subjects: Sequence[Choice]) -> None:
        """Shows other subjects; none is chosen then."""
        with QSignalBlocker(self):
            self.clear()
            for subject in subjects:
                item = QListWidgetItem(subject.text, self)
                item.setData(_KEY, subject.key)
            self.setCurrentRow(-1)
        self._dress()

    def set_written(self, key: str, spoken: str) -> None:
        """Puts the dot, with words for the reader ('hier staat iets bij'); no words: no dot."""
        for place in range(self.count()):
            item = self.item(place)
            if item.data(_KEY) == key:
                item.setData(_WRITTEN, bool(spoken))
                text = f"{item.text()}, {spoken}" if spoken else item.text()
                item.setData(Qt.ItemDataRole.AccessibleTextRole, text)

    def current_key(self) -> str:
        """The chosen subject; empty when there is none."""
        return str(self.currentIndex().data(_KEY) or "")

    def set_current(self, key: str) -> None:
        """Chooses a subject; emits `subject_chosen` when that changes something."""
        for place in range(self.count()):
            if self.item(place).data(_KEY) == key:
                self.setCurrentRow(place)

    def focus_rectangle(self) -> QRect:
        """Where the focus ring goes: around the current subject."""
        index = self.currentIndex()
        return self.visualRect(index) if index.isValid() else self.viewport().rect()

    @override
    def sizeHint(self) -> QSize:
        look = self._source.look
        font = look.font(bold=True)
        texts = (self.item(place).text() for place in range(self.count()))
        widest = max((text_size(font, text).width() for text in texts), default=0)
        return QSize(widest + look.u(6), look.u(_ROW) * self.count())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _tell(self) -> None:
        key = self.current_key()
        if key:
            self.subject_chosen.emit(key)

    def _dress(self) -> None:
        self.setFixedHeight(self.sizeHint().height())
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
