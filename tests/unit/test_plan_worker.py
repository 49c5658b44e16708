"""The planner's own process: the same plan, told how far, stopped, killed, and not there at all."""

import faulthandler
import io
import os
import subprocess
import sys

import msgspec
import pytest

from huisbezoek.__main__ import main, parser
from huisbezoek.app.plan_worker import run_worker, worker_planner
from huisbezoek.model.domain.cycle_plan import CyclePlan, PlanWay
from huisbezoek.model.domain.plan_rules import PlanWeights
from huisbezoek.model.planning.plans import best_plan, preview_plan
from huisbezoek.model.planning.worker import Question, WorkerPlanner, answer_question
from huisbezoek.model.usecases.ports.planning import NeverStopped, PlanCancelledError
from huisbezoek.ui.tasks import Reporter
from tests.plan_problems import municipality, small

WEIGHTS = PlanWeights()
PROBLEM = small(3)
LARGE = municipality(turns=600, visitors=12)
LOST = preview_plan(PROBLEM, WEIGHTS, PlanWay.WORKER_LOST)


NEVER = NeverStopped()
LISTENS = "import sys, time; sys.stdin.buffer.read(); "


def worker(code: str) -> WorkerPlanner:
    return WorkerPlanner((sys.executable, "-S", "-E", "-c", code), os.environ)


class Pipe:
    """Standard input or output."""

    def __init__(self, content: bytes = b"") -> None:
        self.buffer = io.BytesIO(content)


def person() -> Reporter:
    """Somebody who may stop waiting, as the lane has them."""
    return Reporter(lambda done, total: None)


def test_the_worker_makes_the_same_plan_and_says_how_far_it_is() -> None:
    """More than a pipe holds goes in, so that it must be read while it is written."""
    assert len(msgspec.msgpack.encode(Question(LARGE, WEIGHTS))) > 1 << 16
    told: list[int] = []
    plan = worker_planner().plan(LARGE, WEIGHTS, told.append, NEVER)
    assert plan == best_plan(LARGE, WEIGHTS, lambda percent: None)
    assert (told[0], told[-1]) == (0, 100)
    assert told == sorted(told)


def test_a_frozen_program_starts_itself(monkeypatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker_planner()._command == (sys.executable, "plan-worker")


def test_the_command_answers_one_question_and_is_not_listed(monkeypatch) -> None:
    said = Pipe()
    question = msgspec.msgpack.encode(Question(PROBLEM, WEIGHTS))
    monkeypatch.setattr(sys, "stdin", Pipe(question))
    monkeypatch.setattr(sys, "stdout", said)
    assert main(["plan-worker"]) == 0
    head, _, answer = said.buffer.getvalue().partition(b"=")
    assert [int(line) for line in head.split()] == [10, 80, 90]
    expected = best_plan(PROBLEM, WEIGHTS, lambda percent: None)
    assert msgspec.msgpack.decode(answer, type=CyclePlan) == expected
    assert "plan-worker" not in parser().format_help()


def test_each_percentage_comes_through_while_the_worker_works() -> None:
    told: list[int] = []
    ends_when_seen = LISTENS + "print('10\\n42', flush=True); time.sleep(60)"
    stop = person()

    def progress(percent: int) -> None:
        told.append(percent)
        if percent == 42:
            stop.cancel()

    with pytest.raises(PlanCancelledError):
        worker(ends_when_seen).plan(PROBLEM, WEIGHTS, progress, stop)
    assert told == [0, 10, 42]


@pytest.mark.parametrize("code", ["import time; time.sleep(60)", LISTENS + "time.sleep(60)"])
def test_whoever_stopped_before_it_began_waits_for_nothing(code: str) -> None:
    stop = person()
    stop.cancel()
    with pytest.raises(PlanCancelledError):
        worker(code).plan(LARGE, WEIGHTS, lambda percent: None, stop)


def test_what_hears_of_progress_may_end_it_and_no_process_stays(monkeypatch) -> None:
    """The reporter of a lane raises at the step after a stop."""
    started: list[subprocess.Popen] = []

    class Kept(subprocess.Popen):
        def __init__(self, *command, **how) -> None:
            super().__init__(*command, **how)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Kept)
    with pytest.raises(ZeroDivisionError):
        worker(LISTENS + "print(0, flush=True); time.sleep(60)").plan(
            PROBLEM, WEIGHTS, lambda percent: 1 // percent if started else None, NEVER
        )
    assert [one.returncode is not None for one in started] == [True]


@pytest.mark.parametrize(
    "code",
    [
        "import os, signal, sys; sys.stdin.buffer.read(); os.kill(os.getpid(), signal.SIGKILL)",
        "import os; os._exit(0)",
        "import sys; sys.stdin.buffer.read(); sys.stdout.write('10\\n=no plan')",
        LISTENS + "print('no number', flush=True); time.sleep(60)",
        "import sys; sys.stdin.buffer.read(); sys.exit(1)",
    ],
    ids=["killed", "deaf", "no plan", "babbling", "failing"],
)
def test_a_worker_that_is_lost_leaves_the_quick_plan_and_says_so(code: str) -> None:
    assert worker(code).plan(PROBLEM, WEIGHTS, lambda percent: None, NEVER) == LOST


def test_a_worker_that_hangs_gives_itself_up() -> None:
    """It waits for a question that does not come to an end; nobody else looks at the clock."""
    code = "from huisbezoek.app.plan_worker import run_worker; run_worker(0.2)"
    hangs = subprocess.Popen(
        (sys.executable, "-c", code),
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=worker_planner()._environment,
    )
    with hangs:
        assert hangs.wait(20) == 1
        assert hangs.stderr.read() == b""


def test_a_worker_that_is_done_watches_no_more(monkeypatch) -> None:
    seen = []
    monkeypatch.setattr(sys, "stdin", Pipe(b"nothing of the kind"))
    monkeypatch.setattr(sys, "stdout", Pipe())
    monkeypatch.setattr(faulthandler, "cancel_dump_traceback_later", lambda: seen.append("off"))
    monkeypatch.setattr(faulthandler, "dump_traceback_later", lambda *_, **__: seen.append("on"))
    with pytest.raises(msgspec.DecodeError):
        run_worker()
    assert seen == ["on", "off"]


def test_a_worker_that_cannot_start_leaves_the_quick_plan() -> None:
    planner = WorkerPlanner(("/there/is/no/such/program",), {})
    assert planner.plan(PROBLEM, WEIGHTS, lambda percent: None, NEVER) == LOST
    assert planner.preview(PROBLEM, WEIGHTS) == preview_plan(PROBLEM, WEIGHTS)


def test_what_is_no_question_is_not_answered() -> None:
    said = io.BytesIO()
    with pytest.raises(msgspec.DecodeError):
        answer_question(io.BytesIO(b"nothing of the kind"), said)
    assert said.getvalue() == b""
