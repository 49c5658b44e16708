"""Notices that nobody touched keyboard or mouse for a while, on a clock that never jumps."""

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer, Signal
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
        # Every event of the window passes a filter, so it hangs there only while it is of use.
        self._application.removeEventFilter(self)
        self._application.installEventFilter(self)

    def stop(self) -> None:
        """Watches no more: a door is shown."""
        self._timer.stop()
        self._application.removeEventFilter(self)

    def check(self, elapsed_milliseconds: int | None = None) -> None:
        """Emits `idle` when the time is over; a test hands in the milliseconds that passed."""
        elapsed = self._since.elapsed() if elapsed_milliseconds is None else elapsed_milliseconds
        if elapsed >= self._minutes * 60_000:
            self.stop()
            self.idle.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE and self._timer.isActive():
            self._since.restart()
        return super().eventFilter(watched, event)
