"""Notices that nobody touched keyboard or mouse for a while, on a clock that never jumps."""

from typing import Final

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication
from typing_extensions import override

_CHECK_MILLISECONDS = 5_000
_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)
_ONCE: Final = Qt.ConnectionType.UniqueConnection


class IdleWatch(QObject):
    """Emits `idle` once when the allowed minutes passed without a sign of life.

    It watches the whole application, so that open dialogs do not stop it, and measures with a
    monotonic clock, so that a sleep of the laptop or a changed clock is noticed at wake.
    """

    idle = Signal()

    def __init__(self, application: QApplication, minutes: int) -> None:
        super().__init__(application)
        self._minutes = minutes
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_CHECK_MILLISECONDS)
        self._timer.timeout.connect(self.check)
        self._application = application

    def start(self, minutes: int) -> None:
        """Starts to watch, or goes on with other minutes."""
        self._minutes = minutes
        self._since.start()
        self._timer.start()
        # Not on the application: then every event of every widget would pass through here.
        for window in self._application.topLevelWindows():
            self._watch(window)
        self._application.focusWindowChanged.connect(self._watch, _ONCE)

    def stop(self) -> None:
        """Watches no more: a door is shown."""
        self._timer.stop()

    def check(self, elapsed_milliseconds: int | None = None) -> None:
        """Emits `idle` when the time is over; a test hands in the milliseconds that passed."""
        elapsed = self._since.elapsed() if elapsed_milliseconds is None else elapsed_milliseconds
        if elapsed >= self._minutes * 60_000:
            self.stop()
            self.idle.emit()

    def _watch(self, window: QWindow | None) -> None:
        """What a person does arrives at the window first; a dialog is one of its own."""
        if window is not None and self._timer.isActive():
            window.removeEventFilter(self)
            window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE and self._timer.isActive():
            self._since.restart()
        return super().eventFilter(watched, event)
