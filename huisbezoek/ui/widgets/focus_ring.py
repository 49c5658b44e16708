"""One focus ring for the whole window, shown only while the keyboard is used."""

from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from typing_extensions import override

from huisbezoek.ui.theme import LookSource, Token
from huisbezoek.ui.widgets.painting import draw_plate, pen

_OUTSIDE: Final = 0.5
_FOLLOWED: Final = frozenset(
    {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.KeyPress, QEvent.Type.KeyRelease}
)
_MNEMONICS: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.WindowDeactivate,
    }
)


class FocusRing(QWidget):
    """A transparent sheet over `window` that follows the focus and the scrolling.

    Fields have an accent edge of their own and get no ring. A widget with a method
    `focus_rectangle() -> QRect` says itself where the ring goes (the current row of a list).
    """

    def __init__(self, look: LookSource, window: QWidget) -> None:
        super().__init__(window)
        self._source = look
        self._window = window
        self._target: QWidget | None = None
        self._is_keyboard = False
        self._box = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        window.installEventFilter(self)
        self._watch_input()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)
        look.changed.connect(self.place)
        self.setGeometry(window.rect())

    def set_keyboard(self, *, used: bool) -> None:
        """Tells whether the person uses the keyboard; done by itself from keys and mouse."""
        if used != self._is_keyboard:
            self._is_keyboard = used
            self.place()

    def place(self) -> None:
        """Puts the ring around what has the focus now."""
        box = self._wanted_box()
        if box != self._box:
            self._box = box
            self.update()
        if not box.isEmpty():
            self.raise_()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        window = self.parentWidget()
        if watched is window:
            if kind == QEvent.Type.Resize:
                self.setGeometry(window.rect())
            elif kind == QEvent.Type.Show:
                self._watch_input()
        if kind in {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin}:
            self.set_keyboard(used=False)
        elif kind == QEvent.Type.KeyPress:
            self.set_keyboard(used=True)
        if kind in _MNEMONICS:
            self._follow_alt(event)
        if kind in _FOLLOWED:
            QTimer.singleShot(0, self, self.place)
        return False

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._box.isEmpty():
            return
        look = self._source.look
        painter = QPainter(self)
        token: Token = "accent" if look.theme.is_high_contrast else "ink"
        colour = look.colour(token)
        draw_plate(painter, QRectF(self._box), look.u(1.25), None, pen(colour, look.ring))
        painter.end()

    def _watch_input(self) -> None:
        handle = self._window.windowHandle()
        if handle is not None:
            handle.removeEventFilter(self)
            handle.installEventFilter(self)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        # A widget that is going loses the focus before it tells that it is gone.
        if self._target is not None and shiboken6.isValid(self._target):
            self._target.removeEventFilter(self)
            self._target.destroyed.disconnect(self._lose)
        self._target = None
        if new is not None and new.window() is self._window:
            self._target = new
            new.installEventFilter(self)
            new.destroyed.connect(self._lose)
            for area in self._areas(new):
                bar = area.verticalScrollBar()
                bar.valueChanged.connect(self.place, Qt.ConnectionType.UniqueConnection)
        self.place()

    def _follow_alt(self, event: QEvent) -> None:
        held = False
        if isinstance(event, QKeyEvent):
            if event.key() != Qt.Key.Key_Alt:
                return
            held = event.type() == QEvent.Type.KeyPress
        if held != self._source.look.mnemonics:
            self._source.show_mnemonics(shown=held)
            self._window.update()

    def _lose(self) -> None:
        self._target = None
        self.place()

    def _wanted_box(self) -> QRect:
        target = self._target
        if target is None or not self._is_keyboard or not target.isVisible():
            return QRect()
        if isinstance(target, QLineEdit | QPlainTextEdit | QComboBox):
            return QRect()
        inner = getattr(target, "focus_rectangle", target.rect)()
        out = self._source.look.u(_OUTSIDE) + self._source.look.ring
        box = QRect(target.mapTo(self._window, inner.topLeft()), inner.size())
        for area in self._areas(target):
            port = area.viewport()
            seen = QRect(port.mapTo(self._window, QPoint(0, 0)), port.size())
            box = box.intersected(seen)
        return box.adjusted(-out, -out, out, out) if not box.isEmpty() else QRect()

    def _areas(self, widget: QWidget) -> list[QAbstractScrollArea]:
        areas = []
        above: QWidget | None = widget
        while above is not None and above is not self._window:
            if isinstance(above, QAbstractScrollArea):
                areas.append(above)
            above = above.parentWidget()
        return areas
