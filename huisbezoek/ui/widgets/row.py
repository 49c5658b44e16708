"""A row of widgets whose spacing follows the letters; stacked in the narrow form if wanted."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override

from huisbezoek.ui.theme import LookSource, is_narrow


class Row(QWidget):
    """Widgets beside each other, `spacing` u apart; put more into `box`.

    With `stacks` they stand under each other in the narrow form. `above` is space above the row.
    """

    def __init__(
        self,
        look: LookSource,
        *,
        spacing: float = 1.5,
        above: float = 0,
        stacks: bool = False,
    ) -> None:
        super().__init__()
        self._source = look
        self._spacing = spacing
        self._above = above
        self._stacks = stacks
        self.box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        look.changed.connect(self._dress)
        self._dress()

    def add(
        self,
        widget: QWidget,
        stretch: int = 0,
        place: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignTop,
    ) -> None:
        """Adds a widget; `place` says where it stands when it is lower than the row."""
        self.box.addWidget(widget, stretch, place)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._stacks:
            return
        narrow = is_narrow(self, self._source.look)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if way != self.box.direction():
            self.box.setDirection(way)

    def _dress(self) -> None:
        self.box.setContentsMargins(0, self._source.look.u(self._above), 0, 0)
        self.box.setSpacing(self._source.look.u(self._spacing))
