"""The frame of a dialog: one question on a sheet over a veil, or a page when narrow."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from huisbezoek.ui.theme import LookSource, is_narrow
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.page_frame import ScrollBody
from huisbezoek.ui.widgets.painting import repolish
from huisbezoek.ui.widgets.text import Icon, Text

_WIDEST = 84
_AIR = 3.0
_VEIL = 0.5


class DialogFrame(QDialog):
    """A dialog inside the window; put content into `content`, buttons in with `add_button`.

    Show it with `show_once()`; there is no nested event loop. It ends with `accepted` or `rejected`
    (Escape, or the 'back' button of the narrow form). The last button added is the filled one.
    Enter presses nothing by itself.
    """

    def __init__(
        self, look: LookSource, window: QWidget, title: str, sentence: str = "", icon: str = ""
    ) -> None:
        super().__init__(window)
        self.setWindowFlags(Qt.WindowType.Widget)
        self._source = look
        self._window = window
        self._before: QWidget | None = None
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.title = Text(look, title, size="xl", bold=True)
        self.sentence = Text(look, sentence, tone="muted")
        self.sentence.setVisible(bool(sentence))
        self._back = Button(look, "", "flush", "arrow-left")
        self._back.clicked.connect(self.reject)
        self._back.hide()
        self.body = ScrollBody(look)
        self.content = self.body.content
        self._build(icon)
        window.installEventFilter(self)
        self.body.measured.connect(self._place)
        look.changed.connect(self._dress)
        self._dress()
        self.hide()

    def set_back(self, text: str) -> None:
        """The words of the button that closes the narrow form: 'Terug'."""
        self._back.setText(text)

    def add_button(self, button: Button) -> None:
        """Adds a button at the right; what it does is connected by the dialog."""
        self._buttons.addWidget(button)

    def add_left(self, widget: QWidget) -> None:
        """Adds a quiet thing at the left of the buttons."""
        self._buttons.insertWidget(0, widget)

    def show_once(self) -> None:
        """Shows it for one question: it is deleted after it closed, with what was typed in it."""
        self.finished.connect(self.deleteLater)
        self.show()

    def finish(self) -> None:
        """Closes it, as accepted; nothing happens when a person closed it meanwhile."""
        if isValid(self):
            self.accept()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self._before = self._window.focusWidget()
        self.setGeometry(self._window.rect())
        self._place()
        self.raise_()
        super().showEvent(event)
        # Once more when all parts know that they are in sight: some are lower then.
        QTimer.singleShot(0, self, self._place)
        stops = self._focusables()
        inside = [stop for stop in stops if self.body.isAncestorOf(stop)]
        for first in (inside or stops)[:1]:
            first.setFocus(Qt.FocusReason.PopupFocusReason)

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
            self.setGeometry(window.rect())
        return False

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        stops = self._focusables()
        if not stops:
            return True
        now = self._window.focusWidget()
        place = stops.index(now) if now in stops else -1
        step = 1 if next else -1
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        stops[(place + step) % len(stops)].setFocus(reason)
        return True

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        # The veil takes the click, so that nothing below it is touched.
        event.accept()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._source.look
        painter = QPainter(self)
        veil = QColor("#000000") if look.theme.is_dark else look.colour("ink")
        veil.setAlphaF(_VEIL)
        painter.fillRect(self.rect(), veil)
        painter.end()

    def _build(self, icon: str) -> None:
        self._sheet = QFrame(self)
        self._sheet.setProperty("dialog", "true")
        self._head = QWidget()
        self._head_box = QVBoxLayout(self._head)
        self._title_row = QHBoxLayout()
        if icon:
            self._title_row.addWidget(Icon(self._source, icon, units=3.5, tone="accent"))
        self._title_row.addWidget(self.title, 1)
        self._head_box.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self._head_box.addLayout(self._title_row)
        self._head_box.addWidget(self.sentence)
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        self._box = QVBoxLayout(self._sheet)
        self._box.addWidget(self._head)
        self._box.addWidget(self.body, 1)
        # A scroll area asks for more than a short question needs, and would push on the title.
        self.body.setMinimumHeight(1)
        self._box.addLayout(self._buttons)

    def _focusables(self) -> list[QWidget]:
        found: list[QWidget] = []
        at: QWidget | None = self.nextInFocusChain()
        while at is not None and at is not self:
            reachable = at.focusPolicy() & Qt.FocusPolicy.TabFocus
            if reachable and self.isAncestorOf(at) and at.isVisible() and at.isEnabled():
                found.append(at)
            at = at.nextInFocusChain()
        return found

    def _place(self) -> None:
        look = self._source.look
        narrow = is_narrow(self, look)
        self._back.setVisible(narrow and bool(self._back.text()))
        self._sheet.setProperty("dialog", "page" if narrow else "true")
        repolish(self._sheet)
        air = 0 if narrow else look.u(2)
        width = self.width() if narrow else min(look.u(_WIDEST), self.width() - 2 * air)
        head = self._head_box.totalHeightForWidth(width)
        bar = self._buttons.sizeHint().height()
        # In high contrast the sheet has an edge of its own.
        edges = 2 * look.edge if look.theme.is_high_contrast and not narrow else 0
        wanted = head + self.body.height_without_bar(width - edges) + bar + edges
        height = self.height() if narrow else min(wanted, self.height() - 2 * air)
        box = QRect((self.width() - width) // 2, (self.height() - height) // 2, width, height)
        self._head.setFixedHeight(max(1, head))
        self._sheet.setGeometry(box)

    def _dress(self) -> None:
        look = self._source.look
        side = look.u(_AIR)
        self._head_box.setContentsMargins(side, look.u(2.5), side, look.u(1))
        self._head_box.setSpacing(look.u(0.5))
        self._title_row.setSpacing(look.u(1.5))
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._buttons.setContentsMargins(side, look.u(1), side, look.u(_AIR - 0.5))
        self._buttons.setSpacing(look.u(1.5))
        self.body.set_margin(_AIR)
        if self.isVisible():
            self._place()
