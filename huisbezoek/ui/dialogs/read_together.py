"""What was told, wished and agreed, in large letters over the whole window, to read together."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from huisbezoek.ui.models.together_words import TogetherBlock
from huisbezoek.ui.theme import LookSource, is_narrow
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.page_frame import ScrollBody
from huisbezoek.ui.widgets.text import Rule, Text

_WIDE_SIDE: Final = 10.0
_NARROW_SIDE: Final = 2.0


class ReadTogether(QDialog):
    """Fills the window; Escape and the button go back, arrows and page keys scroll."""

    def __init__(
        self, look: LookSource, window: QWidget, title: str, blocks: Sequence[TogetherBlock]
    ) -> None:
        super().__init__(window)
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setObjectName("read_together")
        self.setAccessibleName(title)
        self._source = look
        self._window = window
        self._before: QWidget | None = None
        self._body = ScrollBody(look)
        self._body.content.addWidget(Text(look, title, size="xxl", bold=True))
        if not blocks:
            empty = _tr("Er staat nog niets om samen te lezen.")
            self._body.content.addWidget(Text(look, empty, size="xxl"))
        for block in blocks:
            self._add(block)
        self._body.content.addStretch(1)
        self._close = Button(look, _tr("&Terug"), icon="arrow-left")
        self._close.setObjectName("close_read_together")
        self._close.clicked.connect(self.accept)
        self._box = QVBoxLayout(self)
        self._head = QHBoxLayout()
        self._head.addWidget(self._close)
        self._head.addStretch(1)
        self._box.addLayout(self._head)
        self._box.addWidget(self._body, 1)
        window.installEventFilter(self)
        self._close.installEventFilter(self)
        look.changed.connect(self._dress)
        self.hide()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self._before = self._window.focusWidget()
        self._fill_window()
        self.raise_()
        super().showEvent(event)
        self._close.setFocus(Qt.FocusReason.PopupFocusReason)

    @override
    def done(self, arg__1: int) -> None:
        super().done(arg__1)
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        window = self.parentWidget()
        if watched is window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._fill_window()
        # The button would take the arrows for going to the next button, which there is not.
        return watched is self._close and isinstance(event, QKeyEvent) and self._scroll(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        # There is one thing to press here; nothing below may get the keys.
        self._close.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._source.look.colour("card"))
        painter.end()

    def _scroll(self, event: QKeyEvent) -> bool:
        bar = self._body.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None and event.type() == QEvent.Type.KeyPress:
            bar.setValue(bar.value() + step)
        return step is not None

    def _add(self, block: TogetherBlock) -> None:
        look = self._source
        self._body.content.addWidget(Rule())
        self._body.content.addWidget(Text(look, block.title, size="xl", bold=True, tone="accent"))
        for line in block.lines:
            self._body.content.addWidget(Text(look, line, size="xxl"))

    def _fill_window(self) -> None:
        self.setGeometry(self._window.rect())
        self._dress()

    def _dress(self) -> None:
        look = self._source.look
        side = _NARROW_SIDE if is_narrow(self, look) else _WIDE_SIDE
        self._box.setContentsMargins(0, 0, 0, 0)
        self._head.setContentsMargins(look.u(side), look.u(1.5), 0, look.u(1.5))
        self._box.setSpacing(0)
        self._body.set_margin(side)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReadTogether", text)
