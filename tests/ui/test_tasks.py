"""The lanes: in order, home on the GUI thread, and nothing gets lost."""

import gc
import threading  # noqa: TID251 - to see on which thread work is done

import pytest
from PySide6.QtCore import QThread  # noqa: TID251 - likewise

from huisbezoek.ui.tasks import (
    CancelledWorkError,
    Lane,
    LaneClosedError,
    Reporter,
    Tasks,
    WindowCollector,
)


@pytest.fixture
def lane(qapp):
    made = Lane("test")
    yield made
    made.shutdown()


class Home:
    """Notes what came home, and on which thread."""

    def __init__(self):
        self.results = []
        self.failures = []
        self.progress = []
        self.cancelled = 0
        self.threads = set()

    def done(self, result):
        self.threads.add(QThread.currentThread())
        self.results.append(result)

    def failed(self, failure):
        self.threads.add(QThread.currentThread())
        self.failures.append(failure)

    def told(self, done, total):
        self.threads.add(QThread.currentThread())
        self.progress.append((done, total))

    def stopped(self):
        self.cancelled += 1


def test_results_come_home_in_order_on_the_gui_thread(qtbot, qapp, lane):
    home = Home()
    for number in range(50):
        lane.run(lambda number=number: number, home.done, home.failed)
    qtbot.waitUntil(lambda: len(home.results) == 50)
    assert home.results == list(range(50))
    assert home.threads == {qapp.thread()}
    assert lane.is_idle


def test_work_is_done_on_one_other_thread(qtbot, lane):
    home = Home()
    for _number in range(5):
        lane.run(threading.get_ident, home.done, home.failed)
    qtbot.waitUntil(lambda: len(home.results) == 5)
    assert len(set(home.results)) == 1
    assert home.results[0] != threading.get_ident()


@pytest.mark.logs_warnings
def test_a_failure_comes_home_and_the_next_work_is_still_done(qtbot, qapp, lane):
    home = Home()
    lane.run(lambda: 1 // 0, home.done, home.failed)
    lane.run(lambda: "after", home.done, home.failed)
    qtbot.waitUntil(lambda: bool(home.results))
    assert [type(failure) for failure in home.failures] == [ZeroDivisionError]
    assert home.results == ["after"]
    assert home.threads == {qapp.thread()}


@pytest.mark.logs_warnings
def test_even_an_exit_inside_work_comes_home(qtbot, lane):
    def leave():
        raise SystemExit(3)

    home = Home()
    lane.run(leave, home.done, home.failed)
    qtbot.waitUntil(lambda: bool(home.failures))
    assert isinstance(home.failures[0], SystemExit)


def test_progress_shows_the_last_value_and_does_not_flood(qtbot, qapp, lane):
    home = Home()

    def work(reporter: Reporter):
        for number in range(10_001):
            reporter.step(number, 10_000)
        return "ready"

    lane.run_long(work, home.done, home.failed, home.told, home.stopped)
    qtbot.waitUntil(lambda: home.results == ["ready"])
    assert home.progress[-1] == (10_000, 10_000)
    assert len(home.progress) <= 10_001
    assert home.threads == {qapp.thread()}


def test_long_work_stops_at_its_next_step_after_a_cancel(qtbot, lane):
    home, begun, go_on = Home(), threading.Event(), threading.Event()

    def work(reporter: Reporter):
        begun.set()
        go_on.wait(10)
        reporter.step(1, 2)

    task = lane.run_long(work, home.done, home.failed, home.told, home.stopped)
    assert begun.wait(10)
    task.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: home.cancelled == 1)
    assert not home.results
    assert not home.failures


def test_waiting_work_that_is_cancelled_is_never_begun(qtbot, lane):
    home, go_on = Home(), threading.Event()
    lane.run(lambda: go_on.wait(10), home.done, home.failed)
    task = lane.run(lambda: "never", home.done, home.failed, home.stopped)
    task.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: home.cancelled == 1 and home.results == [True])


@pytest.mark.logs_warnings
def test_shutdown_waits_and_delivers_results_and_failures_before_it_returns(qapp):
    lane, home = Lane("closing"), Home()
    lane.run(lambda: "saved", home.done, home.failed)
    lane.run(lambda: 1 // 0, home.done, home.failed)
    lane.run(lambda: "saved too", home.done, home.failed)
    lane.shutdown()
    assert home.results == ["saved", "saved too"]
    assert len(home.failures) == 1
    assert lane.is_idle


def test_shutdown_without_finish_tells_what_was_cancelled(qapp):
    lane, home, go_on = Lane("closing"), Home(), threading.Event()
    lane.run(lambda: go_on.wait(10), home.done, home.failed)
    for _number in range(3):
        lane.run(lambda: "never", home.done, home.failed, home.stopped)
    go_on.set()
    lane.shutdown(finish=False)
    assert home.results.count("never") + home.cancelled == 3


def test_a_closed_lane_refuses_work(qapp):
    lane = Lane("closed")
    lane.shutdown()
    with pytest.raises(LaneClosedError):
        lane.run(lambda: None, lambda _result: None, lambda _failure: None)


def test_a_reporter_raises_only_after_a_cancel():
    steps = []
    reporter = Reporter(lambda done, total: steps.append((done, total)))
    reporter.step(1, 3)
    reporter.cancel()
    with pytest.raises(CancelledWorkError):
        reporter.step(2, 3)
    assert steps == [(1, 3)]
    assert reporter.is_cancelled


def test_cycles_are_collected_on_the_thread_of_the_window_only(qtbot) -> None:
    tasks = Tasks()
    assert not gc.isenabled()
    ended_on = []

    class Cycle:
        def __init__(self) -> None:
            self.itself = self

        def __del__(self) -> None:
            ended_on.append(threading.get_ident())

    def make_garbage() -> None:
        for _ in range(5_000):
            Cycle()

    done = []
    tasks.data.run(make_garbage, done.append, pytest.fail)
    qtbot.waitUntil(lambda: len(done) == 1)
    assert ended_on == []
    gc.collect()
    assert set(ended_on) == {threading.get_ident()}
    tasks.shutdown()
    assert gc.isenabled()


def test_collecting_stays_with_the_window_while_another_window_works(qtbot) -> None:
    first, second = Tasks(), Tasks()
    done = []
    second.read.run(lambda: 1, done.append, pytest.fail)
    qtbot.waitUntil(lambda: done == [1])
    first.shutdown()
    assert not gc.isenabled()
    second.shutdown()
    assert gc.isenabled()


def test_nothing_is_collected_in_the_midst_of_work_unless_that_lasts(qapp) -> None:
    is_busy, ended = True, []

    class Cycle:
        def __init__(self) -> None:
            self.itself = self

        def __del__(self) -> None:
            ended.append(True)

    collector = WindowCollector(lambda: is_busy)

    def collected(times: int) -> bool:
        ended.clear()
        for _ in range(5_000):
            Cycle()
        for _ in range(times):
            collector.collect()
        return bool(ended)

    assert not collected(30)
    assert collected(1), "half a minute is long enough"
    assert not collected(30), "and then it waits again"
    is_busy = False
    assert collected(1)
    collector.stop()


def test_what_waits_is_told_of_a_stop_whenever_that_comes() -> None:
    reporter, told = Reporter(lambda done, total: None), []
    reporter.when_cancelled(lambda: told.append("first"))
    assert told == []
    reporter.cancel()
    reporter.cancel()
    assert told == ["first"]
    reporter.when_cancelled(lambda: told.append("late"))
    assert told == ["first", "late"]
