"""Long work of a profile: it tells how far it is, and once stopped it calls nothing any more."""

import threading  # noqa: TID251 - the test holds the lane at a known moment
from collections.abc import Iterator
from typing import Any

import pytest

from huisbezoek.ui.lanes import ProfileLanes
from huisbezoek.ui.tasks import Reporter, Tasks


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


def test_a_failure_of_long_work_is_told(qtbot, tasks: Tasks) -> None:
    heard = Heard()
    begin(ProfileLanes(tasks, None), heard, lambda reporter: 1 // 0)
    qtbot.waitUntil(lambda: [type(one) for one in heard.failures] == [ZeroDivisionError])


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
    qtbot.waitUntil(lambda: tasks.files.is_idle)
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
    qtbot.waitUntil(lambda: tasks.files.is_idle)
    assert seen == [True]
    assert heard.is_silent
