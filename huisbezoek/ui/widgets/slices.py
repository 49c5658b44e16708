"""Does many small pieces of work between the events of the window, so that it never freezes."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget


class Slices(QObject):
    """The first pieces are done at once, the others a few at a time while their owner shows.

    The owner calls `go_on` when it comes into sight again: a page that was left is no work.
    """

    def __init__(self, owner: QWidget, at_once: int, in_a_slice: int) -> None:
        super().__init__(owner)
        self._owner = owner
        self._at_once = at_once
        self._in_a_slice = in_a_slice
        self._left: list[Callable[[], None]] = []
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._slice)

    def begin(self, pieces: Sequence[Callable[[], None]]) -> None:
        """Begins with these pieces; what was left of others is not done any more."""
        self._left = list(reversed(pieces))
        self._do(self._at_once)
        self.go_on()

    def go_on(self) -> None:
        """Goes on with what is left, while the owner shows."""
        if self._left and self._owner.isVisible():
            self._timer.start()
        else:
            self._timer.stop()

    def finish(self) -> None:
        """Does everything that is left now."""
        self._do(len(self._left))
        self.go_on()

    def _slice(self) -> None:
        if self._owner.isVisible():
            self._do(self._in_a_slice)
        self.go_on()

    def _do(self, count: int) -> None:
        for _piece in range(min(count, len(self._left))):
            self._left.pop()()
