"""The four lanes of work beside the window: the only threads of the program."""

import gc
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot

from huisbezoek import logs
from huisbezoek.logs import Event
from huisbezoek.model.domain.errors import HuisbezoekError

_LANE: Final = "lane-"
_COLLECT_MILLISECONDS: Final = 1_000
_MOST_PASSED_BY: Final = 30

Result = TypeVar("Result")
Failed = Callable[[BaseException], None]
Progress = Callable[[int, int], None]


class LaneClosedError(RuntimeError):
    """Work was offered to a lane that is shutting down: a mistake in the program."""


class CancelledWorkError(Exception):
    """Raised inside a piece of work by `Reporter.step` after a person cancelled it."""


class Reporter:
    """What long work holds in its hand: it tells how far it is and hears whether to stop."""

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        self._tell = tell
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._to_call: list[Callable[[], None]] = []

    def step(self, done: int, total: int) -> None:
        """Tells that `done` of `total` parts are done; raises CancelledWorkError after a cancel.

        Cheap enough to call per row: the window sees the last value, not each of them.
        """
        if self._stop.is_set():
            raise CancelledWorkError
        self._tell(done, total)

    @property
    def is_cancelled(self) -> bool:
        """Whether a person asked to stop."""
        return self._stop.is_set()

    def when_cancelled(self, call: Callable[[], None]) -> None:
        """Calls this once, on the thread of who cancels; at once when that happened already.

        For work that waits for something else and takes no step meanwhile.
        """
        with self._lock:
            if not self._stop.is_set():
                self._to_call.append(call)
                return
        call()

    def cancel(self) -> None:
        """Asks the work to stop at its next step; safe from any thread."""
        with self._lock:
            self._stop.set()
            calls, self._to_call = self._to_call, []
        for call in calls:
            call()


class Task(Generic[Result]):
    """One piece of work on its way; its page keeps it only to cancel it."""

    def __init__(
        self,
        done: Callable[[Result], None],
        failed: Failed,
        progress: Progress | None,
        cancelled: Callable[[], None] | None,
    ) -> None:
        self.reporter = Reporter(self._note)
        self.future: Future[Result] | None = None
        self.announce: Callable[[], None] = lambda: None
        self._done = done
        self._failed = failed
        self._progress = progress
        self._cancelled = cancelled
        self._lock = threading.Lock()
        self._latest: tuple[int, int] | None = None

    def cancel(self) -> None:
        """Drops the work if it has not begun, else asks it to stop; `cancelled` is called then."""
        self.reporter.cancel()
        if self.future is not None:
            self.future.cancel()

    def come_home(self, future: Future[Result]) -> None:
        """Calls exactly one of done, failed and cancelled; on the GUI thread only."""
        if future.cancelled():
            self._call_cancelled()
            return
        failure = future.exception()
        if failure is None:
            self._done(future.result())
        elif isinstance(failure, CancelledWorkError):
            self._call_cancelled()
        else:
            # What the program knows how to say is no mistake in the program.
            level = logging.INFO if isinstance(failure, HuisbezoekError) else logging.ERROR
            logs.record(Event.TASK_FAILED, level=level, error=failure)
            self._failed(failure)

    def show_progress(self) -> None:
        """Hands the newest progress to the page; on the GUI thread only."""
        with self._lock:
            latest, self._latest = self._latest, None
        if latest is not None and self._progress is not None:
            self._progress(*latest)

    def _note(self, done: int, total: int) -> None:
        with self._lock:
            is_underway = self._latest is not None
            self._latest = (done, total)
        # One announcement at a time keeps a fast loop from flooding the window.
        if not is_underway and self._progress is not None:
            self.announce()

    def _call_cancelled(self) -> None:
        if self._cancelled is not None:
            self._cancelled()


class Lane(QObject):
    """One worker that does its work strictly in order; answers come home on the GUI thread.

    Make and shut it down on the GUI thread. A connection that belongs to the lane is made inside
    the work that uses it, so it is made on the lane's own thread.
    """

    _came_home = Signal(object, object)
    _progressed = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=_LANE + name)
        self._is_open = True
        self._underway: set[Task[object]] = set()
        self._came_home.connect(self._take_home, Qt.ConnectionType.QueuedConnection)
        self._progressed.connect(self._take_progress, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Failed,
        cancelled: Callable[[], None] | None = None,
    ) -> Task[Result]:
        """Does `work` after all that was offered before; then calls one of the other three.

        Raises LaneClosedError after `shutdown`.
        """
        task = Task(done, failed, None, cancelled)
        self._start(task, work)
        return task

    def run_long(
        self,
        work: Callable[[Reporter], Result],
        done: Callable[[Result], None],
        failed: Failed,
        progress: Progress,
        cancelled: Callable[[], None],
    ) -> Task[Result]:
        """Like `run`, for work over half a second: it gets a Reporter and can be cancelled.

        `progress` is called with (done, total) on the GUI thread.
        """
        task = Task(done, failed, progress, cancelled)
        task.announce = lambda: self._progressed.emit(task)
        self._start(task, lambda: work(task.reporter))
        return task

    @property
    def is_idle(self) -> bool:
        """Whether no work waits, runs or is on its way home."""
        return not self._underway

    def cancel(self) -> None:
        """Drops what has not begun and asks what runs to stop."""
        for task in tuple(self._underway):
            task.cancel()

    def shutdown(self, *, finish: bool = True) -> None:
        """Takes no more work, waits for the worker, and delivers every answer before it returns.

        With `finish` all waiting work is still done (the data lane: nothing acknowledged may be
        lost); without it, work that has not begun is cancelled.
        """
        self._is_open = False
        if not finish:
            self.cancel()
        self._executor.shutdown(wait=True)
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def _start(self, task: Task[Result], work: Callable[[], Result]) -> None:
        if not self._is_open:
            raise LaneClosedError
        self._underway.add(task)  # type: ignore[arg-type] # the set holds tasks of any answer
        task.future = self._executor.submit(work)
        task.future.add_done_callback(lambda future: self._came_home.emit(task, future))

    @Slot(object, object)
    def _take_home(self, task: Task[object], future: Future[object]) -> None:
        self._underway.discard(task)
        task.come_home(future)

    @Slot(object)
    def _take_progress(self, task: Task[object]) -> None:
        task.show_progress()


class WindowCollector(QObject):
    """Collects reference cycles on the thread of the window only.

    Python collects on whichever thread happens to allocate. On a lane that may be the end of a
    widget, and a widget that ends outside the thread of the window takes the program with it.

    While `is_busy` says that lanes are at work it waits, half a minute at most: the many things
    that a plan or an import makes end by themselves, and looking at them would hold up the window.
    """

    def __init__(self, is_busy: Callable[[], bool] = lambda: False) -> None:
        super().__init__()
        gc.disable()
        self._is_busy = is_busy
        self._passed_by = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_COLLECT_MILLISECONDS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Does what Python itself would do now, generation by generation."""
        # The end of another window may just have handed collecting back to Python.
        gc.disable()
        if self._passed_by < _MOST_PASSED_BY and self._is_busy():
            self._passed_by += 1
            return
        self._passed_by = 0
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation] > 0:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Hands collecting back to Python, unless lanes of another window are still at work."""
        self._timer.stop()
        if not any(thread.name.startswith(_LANE) for thread in threading.enumerate()):
            gc.enable()


class Tasks:
    """The lanes: `data` writes, `read` serves the pages, `files` unseals, parses and prints.

    `planning` only waits for the process that plans, so that a letter need not.
    """

    def __init__(self) -> None:
        self.data = Lane("data")
        self.read = Lane("read")
        self.files = Lane("files")
        self.planning = Lane("planning")
        self._collector = WindowCollector(lambda: not self.are_idle)

    @property
    def are_idle(self) -> bool:
        """Whether no lane has work that waits, runs or is on its way home."""
        lanes = (self.data, self.read, self.files, self.planning)
        return all(lane.is_idle for lane in lanes)

    def shutdown(self) -> None:
        """Ends all lanes: files before data, to which it hands its work; a plan is given up."""
        self.planning.shutdown(finish=False)
        self.files.shutdown(finish=False)
        self.read.shutdown(finish=False)
        self.data.shutdown(finish=True)
        self._collector.stop()


__all__ = [
    "CancelledWorkError",
    "Lane",
    "LaneClosedError",
    "Reporter",
    "Task",
    "Tasks",
    "WindowCollector",
]
