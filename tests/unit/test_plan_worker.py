"""The planner's own process: the same plan, told how far, stopped, killed, and not there at all."""

import io
import os
import sys
import time

import msgspec
import pytest

from huisbezoek.__main__ import main, parser
from huisbezoek.app.plan_worker import worker_planner
from huisbezoek.model.domain.cycle_plan import CyclePlan, PlanWay
from huisbezoek.model.domain.plan_rules import PlanWeights
from huisbezoek.model.planning.plans import best_plan, preview_plan
from huisbezoek.model.planning.worker import Question, WorkerPlanner, answer_question
from huisbezoek.model.usecases.ports.planning import PlanCancelledError
from tests.plan_problems import municipality, small

WEIGHTS = PlanWeights()
PROBLEM = small(3)
LARGE = municipality(turns=600, visitors=12)
LOST = preview_plan(PROBLEM, WEIGHTS, PlanWay.WORKER_LOST)


def never() -> bool:
    return False


def worker(code: str, quiet_seconds: float = 60) -> WorkerPlanner:
    return WorkerPlanner((sys.executable, "-S", "-E", "-c", code), os.environ, quiet_seconds)


def test_the_worker_makes_the_same_plan_and_says_how_far_it_is() -> None:
    """More than a pipe holds goes in, so that it must be read while it is written."""
    assert len(msgspec.msgpack.encode(Question(LARGE, WEIGHTS))) > 1 << 16
    told: list[int] = []
    plan = worker_planner().plan(LARGE, WEIGHTS, told.append, never)
    assert plan == best_plan(LARGE, WEIGHTS, lambda percent: None)
    assert (told[0], told[-1]) == (0, 100)
    assert told == sorted(told)


def test_a_frozen_program_starts_itself(monkeypatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker_planner()._command == (sys.executable, "plan-worker")


def test_the_command_answers_one_question_and_is_not_listed(monkeypatch) -> None:
    class Pipe:
        def __init__(self, content: bytes = b"") -> None:
            self.buffer = io.BytesIO(content)

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


def test_the_percentage_comes_through_while_the_worker_works() -> None:
    told: list[int] = []
    code = (
        "import sys, time; sys.stdin.buffer.read(); print('10\\n42', flush=True); time.sleep(0.3)"
    )
    assert worker(code).plan(PROBLEM, WEIGHTS, told.append, never) == LOST
    assert told[0] == 0
    assert set(told[1:-1]) <= {42}
    assert told[-1] == 100


def test_a_person_can_stop_it_at_once() -> None:
    asked: list[bool] = []

    def second_time() -> bool:
        asked.append(True)
        return len(asked) > 1

    began = time.monotonic()
    code = "import sys, time; sys.stdin.buffer.read(); time.sleep(60)"
    with pytest.raises(PlanCancelledError):
        worker(code).plan(PROBLEM, WEIGHTS, lambda percent: None, second_time)
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    "code",
    [
        "import os, signal, sys; sys.stdin.buffer.read(); os.kill(os.getpid(), signal.SIGKILL)",
        "import os; os._exit(0)",
        "import sys; sys.stdin.buffer.read(); sys.stdout.write('10\\n=no plan')",
        "import sys; sys.stdin.buffer.read(); sys.exit(1)",
    ],
    ids=["killed", "deaf", "babbling", "failing"],
)
def test_a_worker_that_is_lost_leaves_the_quick_plan_and_says_so(code: str) -> None:
    assert worker(code).plan(PROBLEM, WEIGHTS, lambda percent: None, never) == LOST


@pytest.mark.parametrize(
    "code",
    [
        "import time; time.sleep(60)",
        "import sys, time; sys.stdin.buffer.read(); print('10', flush=True); time.sleep(60)",
    ],
    ids=["before it listens", "while it works"],
)
def test_a_worker_that_hangs_is_given_up_and_ended(code: str) -> None:
    """The question is more than a pipe holds: who hangs before reading it must not hold us up."""
    began = time.monotonic()
    plan = worker(code, 0.3).plan(LARGE, WEIGHTS, lambda percent: None, never)
    assert plan.way is PlanWay.WORKER_LOST
    assert plan == preview_plan(LARGE, WEIGHTS, PlanWay.WORKER_LOST)
    assert time.monotonic() - began < 20


def test_a_worker_that_cannot_start_leaves_the_quick_plan() -> None:
    planner = WorkerPlanner(("/there/is/no/such/program",), {})
    assert planner.plan(PROBLEM, WEIGHTS, lambda percent: None, never) == LOST
    assert planner.preview(PROBLEM, WEIGHTS) == preview_plan(PROBLEM, WEIGHTS)


def test_what_is_no_question_is_not_answered() -> None:
    said = io.BytesIO()
    with pytest.raises(msgspec.DecodeError):
        answer_question(io.BytesIO(b"nothing of the kind"), said)
    assert said.getvalue() == b""
