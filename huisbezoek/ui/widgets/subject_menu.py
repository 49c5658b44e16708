"""The quiet menu of subjects in the talk: words, and a dot where something was written."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
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
from huisbezoek.ui.widgets.quiet_list import ROW_ROLE, Index, QuietList

_ROW: Final = 5.0


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
        if index.data(ROW_ROLE):
            side = look.u(1)
            dot = QRectF(box.right() - look.u(2.75), 0, side, side)
            dot.moveTop(box.top() + (box.height() - side) / 2)
            draw_circle(painter, dot, look.colour("accent" if ink == "ink" else ink))


class SubjectMenu(QuietList):
    """Subjects without number, order or score."""

    def __init__(self, look: LookSource, name: str, subjects: Sequence[Choice]) -> None:
        super().__init__(look, name, _SubjectDelegate(look))
        self.set_subjects(subjects)

    def set_subjects(self, subjects: Sequence[Choice]) -> None:
        """Shows other subjects; none is chosen then."""
        with QSignalBlocker(self):
            self.clear()
            for subject in subjects:
                self.add(subject.key, subject.text)
            self.setCurrentRow(-1)
        self.dress()

    def set_written(self, key: str, spoken: str) -> None:
        """Puts the dot, with words for the reader ('hier staat iets bij'); no words: no dot."""
        item = self.item_of(key)
        if item is not None:
            item.setData(ROW_ROLE, bool(spoken))
            text = f"{item.text()}, {spoken}" if spoken else item.text()
            item.setData(Qt.ItemDataRole.AccessibleTextRole, text)

    def set_current(self, key: str) -> None:
        """Chooses a subject; emits `part_chosen` when that changes something."""
        item = self.item_of(key)
        if item is not None:
            self.setCurrentItem(item)

    @override
    def sizeHint(self) -> QSize:
        look = self.source.look
        font = look.font(bold=True)
        texts = (self.item(place).text() for place in range(self.count()))
        widest = max((text_size(font, text).width() for text in texts), default=0)
        return QSize(widest + look.u(6), look.u(_ROW) * self.count())
