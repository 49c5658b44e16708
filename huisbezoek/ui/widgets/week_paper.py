"""The paper of the week: a rule on each hour and each day, sunk where the day is off."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView
from typing_extensions import override

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.painting import pen
from huisbezoek.ui.widgets.week_model import WeekModel

Index = QModelIndex | QPersistentModelIndex


class HalfHourDelegate(QStyledItemDelegate):
    """Paints the paper under the appointments: a rule on each hour, sunk where the day is off."""

    def __init__(self, look: LookSource, model: WeekModel, parent: QTableView) -> None:
        super().__init__(parent)
        self._source = look
        self._model = model

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._source.look
        box: QRect = option.rect
        shown = self._model.days[index.column()]
        painter.fillRect(box, look.colour("sunk" if shown.is_off else "card"))
        rule = pen(look.colour("hair"), look.edge)
        if look.theme.is_high_contrast:
            # There the rules are as white as the edge of an appointment: only that is to stand out.
            rule.setWidth(1)
            rule.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(rule)
        if index.row() % 2 == 0:
            painter.drawLine(box.topLeft(), box.topRight())
        painter.drawLine(box.topLeft(), box.bottomLeft())
        if shown.is_today:
            bar = QRect(box.left(), box.top(), look.u(0.5), box.height())
            painter.fillRect(bar, look.colour("accent"))
