"""Long work of a profile: it holds up nothing else, and once stopped nothing of it is left."""

import os
import signal
import sys
import threading  # noqa: TID251 - the test holds the lane at a known moment
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from huisbezoek import logs
from huisbezoek.model.domain.cards import VisitorCard
from huisbezoek.model.domain.cycle_plan import PlanWay
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.partial_dates import ImpossibleDateError
from huisbezoek.model.domain.plan_rules import PlanWeights
from huisbezoek.model.planning.worker import WorkerPlanner
from huisbezoek.model.storage.database import StoredProfile
from huisbezoek.ui.lanes import ProfileLanes
from huisbezoek.ui.tasks import Reporter, Tasks
from tests.plan_problems import small
from tests.profiles import TestFolder, identifier

NAME = "Aaltje van der Voorbeeld"
# Says which process it is where others say how far they are, and goes on for ever.
ENDLESS = (
    "import os, sys, time; sys.stdin.buffer.read(); print(os.getpid(), flush=True); time.sleep(600)"
)


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.shutdown()


class Heard:
    """What came home."""

    def __init__(self) -> None:
        self.answers: list[Any] = []
        self.failures: list[Exception] = []
        self.progress: list[tuple[int, int]] = []

    def tell(self, part: int, whole: int) -> None:
        self.progress.append((part, whole))

    @property
    def is_silent(self) -> bool:
        return not (self.answers or self.failures or self.progress)


def begin(lanes: ProfileLanes, heard: Heard, work):
    return lanes.carry_long(work, heard.answers.append, heard.failures.append, heard.tell)


def test_long_work_tells_how_far_it_is_and_answers(qtbot, tasks: Tasks) -> None:
    heard = Heard()

    def work(reporter: Reporter) -> str:
        reporter.step(1, 2)
        return "klaar"

    begin(ProfileLanes(tasks, None), heard, work)
    qtbot.waitUntil(lambda: heard.answers == ["klaar"])
    assert heard.progress == [(1, 2)]


@pytest.mark.logs_warnings
@pytest.mark.parametrize(
    ("error", "level"), [(ImpossibleDateError(day=NAME), "INFO"), (ValueError(NAME), "ERROR")]
)
def test_a_failure_is_told_and_logged_without_its_words(
    qtbot, tasks: Tasks, tmp_path: Path, error: Exception, level: str
) -> None:
    heard, log = Heard(), logs.start(tmp_path)

    def work(_reporter: Reporter) -> None:
        raise error

    begin(ProfileLanes(tasks, None), heard, work)
    qtbot.waitUntil(lambda: heard.failures == [error])
    logs.stop(log)
    written = (tmp_path / logs.LOG_NAME).read_text("utf-8")
    assert f"{level} task.failed" in written
    assert type(error).__name__ in written
    assert NAME not in written


@pytest.mark.logs_warnings
@pytest.mark.parametrize("ends_badly", [False, True])
def test_what_was_stopped_calls_nothing_even_when_it_had_ended(
    qtbot, tasks: Tasks, ends_badly: bool
) -> None:
    heard, ended = Heard(), threading.Event()

    def work(reporter: Reporter) -> str:
        reporter.step(1, 2)
        ended.set()
        if ends_badly:
            raise ValueError
        return "te laat"

    stop = begin(ProfileLanes(tasks, None), heard, work)
    assert ended.wait(10)
    # Nothing came home yet: this is the thread on which it would.
    stop()
    qtbot.waitUntil(lambda: tasks.planning.is_idle)
    assert heard.is_silent


def test_long_work_that_runs_is_asked_to_stop(qtbot, tasks: Tasks) -> None:
    heard, begun, go_on, seen = Heard(), threading.Event(), threading.Event(), []

    def work(reporter: Reporter) -> None:
        begun.set()
        go_on.wait(10)
        seen.append(reporter.is_cancelled)
        reporter.step(1, 2)

    stop = begin(ProfileLanes(tasks, None), heard, work)
    assert begun.wait(10)
    stop()
    go_on.set()
    qtbot.waitUntil(lambda: tasks.planning.is_idle)
    assert seen == [True]
    assert heard.is_silent


class Endless:
    """A plan on its way in a process that would never answer."""

    def __init__(self, tasks: Tasks, qtbot) -> None:
        self.tasks = tasks
        self.lanes = ProfileLanes(tasks, None)
        self.heard = Heard()
        planner = WorkerPlanner((sys.executable, "-S", "-E", "-c", ENDLESS), os.environ)

        def work(reporter: Reporter) -> Any:
            def progress(number: int) -> None:
                reporter.step(number, 0)

            return planner.plan(small(3), PlanWeights(), progress, reporter)

        self.stop = begin(self.lanes, self.heard, work)
        qtbot.waitUntil(lambda: self.process > 0)

    @property
    def process(self) -> int:
        return max((number for number, _ in self.heard.progress), default=0)

    @property
    def has_ended(self) -> bool:
        try:
            os.kill(self.process, 0)
        except ProcessLookupError:
            return self.tasks.planning.is_idle
        return False


@pytest.fixture
def endless(tasks: Tasks, qtbot) -> Endless:
    return Endless(tasks, qtbot)


def test_nothing_waits_for_a_plan(qtbot, endless: Endless) -> None:
    done: list[str] = []
    endless.lanes.carry(lambda: "afgedrukt", done.append, done.append)
    qtbot.waitUntil(lambda: done == ["afgedrukt"])
    assert not endless.has_ended
    assert not endless.tasks.are_idle


def stop(endless: Endless) -> None:
    endless.stop()


def close(endless: Endless) -> None:
    """As the program does when it is locked, and before it ends."""
    endless.lanes.close(lambda: endless.heard.answers.append("dicht"))


def end(endless: Endless) -> None:
    endless.tasks.shutdown()


@pytest.mark.parametrize("leave", [stop, close, end])
def test_whoever_leaves_a_plan_leaves_no_process(
    qtbot, endless: Endless, leave: Callable[[Endless], None]
) -> None:
    leave(endless)
    qtbot.waitUntil(lambda: endless.has_ended)
    qtbot.waitUntil(lambda: endless.heard.answers == (["dicht"] if leave is close else []))
    assert not endless.heard.failures


def test_a_process_that_is_killed_leaves_the_quick_plan(qtbot, endless: Endless) -> None:
    os.kill(endless.process, signal.SIGKILL)
    qtbot.waitUntil(lambda: bool(endless.heard.answers))
    assert endless.heard.answers[0].way is PlanWay.WORKER_LOST
    assert endless.has_ended


class Long:
    """A deed in two steps on a real profile, held between them."""

    def __init__(self, tasks: Tasks, database: StoredProfile) -> None:
        self.database = database
        self.lanes = lanes = ProfileLanes(tasks, database)
        self.heard = Heard()
        self.stopped: list[str] = []
        self.begun, self.go_on = threading.Event(), threading.Event()
        self.ask_to_stop = lanes.do_long(
            self._deed,
            lambda answer, changes: self.heard.answers.append((answer, len(changes.subjects))),
            self.heard.failures.append,
            self.heard.tell,
            lambda: self.stopped.append("gestopt"),
        )

    def _deed(self, writing: Any, reporter: Reporter) -> str:
        for number in range(2):
            reporter.step(number, 2)
            riet = Subject(SubjectKind.VISITOR, identifier(900 + number))
            writing.change_card(riet, VisitorCard(name="Riet Jansen"))
            self.begun.set()
            assert self.go_on.wait(10)
        return "gedaan"

    def visitors(self, qtbot) -> int:
        counts: list[int] = []
        self.lanes.ask(lambda reading: len(reading.visitors()), counts.append, counts.append)
        qtbot.waitUntil(lambda: bool(counts))
        return counts[0]


@pytest.fixture
def long(qtbot, tasks: Tasks, tmp_path: Path) -> Iterator[Long]:
    database = TestFolder(tmp_path / "profile").create()
    made = Long(tasks, database)
    assert made.begun.wait(10)
    yield made
    made.go_on.set()
    closed: list[bool] = []
    made.lanes.close(lambda: closed.append(True))
    qtbot.waitUntil(lambda: bool(closed))
    database.close()


def test_a_long_deed_is_kept_whole_and_says_how_far_it_is(qtbot, long: Long) -> None:
    assert long.visitors(qtbot) == 0, "who reads meanwhile sees nothing of it"
    long.go_on.set()
    qtbot.waitUntil(lambda: long.heard.answers == [("gedaan", 2)])
    assert long.heard.progress[-1] == (1, 2)
    assert (long.visitors(qtbot), long.stopped, long.heard.failures) == (2, [], [])
    long.ask_to_stop()
    assert long.visitors(qtbot) == 2, "a stop that came too late changes nothing"


def test_a_long_deed_that_is_stopped_halfway_leaves_nothing(qtbot, long: Long) -> None:
    long.ask_to_stop()
    long.go_on.set()
    qtbot.waitUntil(lambda: long.stopped == ["gestopt"])
    assert long.heard.answers + long.heard.failures == []
    assert long.visitors(qtbot) == 0


def test_a_long_deed_is_finished_when_the_profile_is_closed(qtbot, long: Long) -> None:
    closed: list[bool] = []
    long.lanes.close(lambda: closed.append(True))
    long.go_on.set()
    qtbot.waitUntil(lambda: bool(closed))
    assert long.heard.answers + long.stopped == []
    reader = long.database.open_reader()
    with reader.reading() as reading:
        assert len(reading.visitors()) == 2
    reader.close()
