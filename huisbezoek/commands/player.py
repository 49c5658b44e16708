"""Plays a story inside the running event loop: goes on when what it waits for holds."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from huisbezoek.commands.stage import Condition, StoryFailedError

Story = Iterator[Condition]

TICK_MILLISECONDS = 15
PATIENCE_SECONDS = 60


class Player(QObject):
    """Plays a story step by step inside the running event loop; nothing waits, nothing sleeps.

    A story is an iterator of conditions: it goes on when its last condition holds. `ended` carries
    None, or the error of the step that did not hold.
    """

    ended = Signal(object)
    _held = Signal()

    def __init__(self, story: Story, patience_seconds: float = PATIENCE_SECONDS) -> None:
        super().__init__()
        self._story = story
        self._ticks_left = 0
        self._most_ticks = 0
        self.wait_at_most(patience_seconds)
        self._condition: Condition = lambda: True
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MILLISECONDS)
        self._timer.timeout.connect(self._tick)
        self._held.connect(self._go_on, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begins; the story runs on the thread of the window."""
        self._ticks_left = self._most_ticks
        self._timer.start()

    def wait_at_most(self, seconds: float) -> None:
        """How long a step may take from now on."""
        self._most_ticks = int(seconds * 1000 / TICK_MILLISECONDS)
        self._ticks_left = min(self._ticks_left, self._most_ticks)

    def _tick(self) -> None:
        """Looks whether the condition holds; goes on only after all that waits in the event loop.

        What an answer has just put on a page becomes visible in the next round of events: a timer
        may run in between, and would find an idle program with half a page.
        """
        if self._holds():
            self._held.emit()
            return
        self._ticks_left -= 1
        if self._ticks_left <= 0:
            self._end(StoryFailedError("nothing happened in time"))

    def _go_on(self) -> None:
        if not self._timer.isActive() or not self._holds():
            return
        try:
            self._condition = next(self._story)
            self._ticks_left = self._most_ticks
        except StopIteration:
            self._end(None)
        except Exception as error:  # noqa: BLE001 - carried to whoever waits, which reports it
            self._end(error)

    def _holds(self) -> bool:
        try:
            return self._condition()
        except Exception as error:  # noqa: BLE001 - carried to whoever waits, which reports it
            self._end(error)
            return False

    def _end(self, error: Exception | None) -> None:
        self._timer.stop()
        self.ended.emit(error)
