"""The first button of the rail: three lines that open the sidebar with words."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy
from typing_extensions import override

from huisbezoek.ui.theme import LookSource, Token
from huisbezoek.ui.widgets.painting import draw_icon


class MenuButton(QAbstractButton):
    """An icon only, so it has a tooltip and a name for the reader."""

    def __init__(self, look: LookSource, name: str) -> None:
        super().__init__()
        self._source = look
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._source.look.u(4.25), self._source.look.u(4))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._source.look
        painter = QPainter(self)
        side = look.u(2.75)
        place = QPointF((self.width() - side) / 2, (self.height() - side) / 2)
        token: Token = "accent" if self.underMouse() else "ink"
        draw_icon(painter, look, place, "menu", token, side)
        painter.end()
