"""Plans in a process of its own: the side that asks, and the side that answers.

The question goes in as msgpack until the end of the input. Out come lines with the percentage that
is done, then `=` and the plan as msgpack. Nothing is written to disk, and nothing is logged.
"""

import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO, Final

import msgspec

from huisbezoek.model.domain.cycle_plan import CyclePlan, PlanProblem, PlanWay
from huisbezoek.model.domain.plan_rules import PlanWeights
from huisbezoek.model.planning.plans import best_plan, preview_plan
from huisbezoek.model.usecases.ports.planning import PlanCancelledError, Progress, StopSign

PLAN_FOLLOWS: Final = b"="


@dataclass(frozen=True, slots=True)
class Question:
    """What travels to the worker."""

    problem: PlanProblem
    weights: PlanWeights


class WorkerPlanner:
    """A `CyclePlanner` whose best plans are made by a process that can be stopped at any moment.

    `command` starts a process that calls `answer_question` with its input and output. When that
    process ends without a plan (killed, out of memory, not startable), the plan is the quick one.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._command = tuple(command)
        self._environment = dict(environment)

    def plan(
        self, problem: PlanProblem, weights: PlanWeights, progress: Progress, stop: StopSign
    ) -> CyclePlan:
        """See `CyclePlanner.plan`; the calling thread waits, and starts no other."""
        progress(0)
        said = self._ask(msgspec.msgpack.encode(Question(problem, weights)), progress, stop)
        if stop.is_cancelled:
            raise PlanCancelledError
        plan = _understood(said) or preview_plan(problem, weights, PlanWay.WORKER_LOST)
        progress(100)
        return plan

    def preview(self, problem: PlanProblem, weights: PlanWeights) -> CyclePlan:
        """See `CyclePlanner.preview`."""
        return preview_plan(problem, weights)

    def _ask(self, question: bytes, progress: Progress, stop: StopSign) -> bytes:
        """The plan as the worker said it; nothing when it did not come so far."""
        try:
            worker = subprocess.Popen(  # noqa: S603 - our own program, with a fixed command line
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=self._environment,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError:
            return b""
        with worker:
            # Its end is what ends waiting for it, on every system: nothing here asks a pipe
            # whether it is ready, which Windows cannot tell.
            stop.when_cancelled(worker.kill)
            try:
                said = _heard(worker, question, progress)
            except BaseException:
                worker.kill()
                raise
        return said if worker.returncode == 0 else b""


def answer_question(
    asked: BinaryIO, said: BinaryIO, got_on: Callable[[], None] = lambda: None
) -> None:
    """The worker's side: reads the question, makes the best plan, says how far it is and answers.

    `got_on` hears of every step. Raises msgspec.DecodeError on input that is no question.
    """
    question = msgspec.msgpack.decode(asked.read(), type=Question)

    def progress(percent: int) -> None:
        said.write(b"%d\n" % percent)
        said.flush()
        got_on()

    plan = best_plan(question.problem, question.weights, progress)
    said.write(PLAN_FOLLOWS + msgspec.msgpack.encode(plan))
    said.flush()


def _heard(worker: "subprocess.Popen[bytes]", question: bytes, progress: Progress) -> bytes:
    """Asks, passes the percentages on, and answers what follows them."""
    asked, worker.stdin = worker.stdin, None
    said = worker.stdout
    if asked is None or said is None:  # pragma: no cover - it was started with pipes
        return b""
    # A worker that ended before it read everything is noticed by what it does not answer.
    with suppress(OSError), asked:
        asked.write(question)
    for line in said:
        if line.startswith(PLAN_FOLLOWS):
            return line.removeprefix(PLAN_FOLLOWS) + said.read()
        if not line.strip().isdigit():
            break
        progress(int(line))
    # Whoever babbles or ended gets no longer to end properly.
    worker.kill()
    return b""


def _understood(said: bytes) -> CyclePlan | None:
    try:
        return msgspec.msgpack.decode(said, type=CyclePlan)
    except msgspec.DecodeError:
        return None
