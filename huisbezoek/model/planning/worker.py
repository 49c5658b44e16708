"""Plans in a process of its own: the side that asks, and the side that answers.

The question goes in as msgpack until the end of the input. Out come lines with the percentage that
is done, then `=` and the plan as msgpack. Nothing is written to disk, and nothing is logged.
"""

import os
import select
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO, Final

import msgspec

from huisbezoek.model.domain.cycle_plan import CyclePlan, PlanProblem, PlanWay
from huisbezoek.model.domain.plan_rules import PlanWeights
from huisbezoek.model.planning.plans import best_plan, preview_plan
from huisbezoek.model.usecases.ports.planning import IsCancelled, PlanCancelledError, Progress

ASK_SECONDS: Final = 0.1
"""How often is asked whether the person stopped waiting."""
QUIET_SECONDS: Final = 120.0
"""After so long without progress a worker counts as lost: a plan of a region takes 20 seconds."""
PLAN_FOLLOWS: Final = b"="


@dataclass(frozen=True, slots=True)
class Question:
    """What travels to the worker."""

    problem: PlanProblem
    weights: PlanWeights


class WorkerPlanner:
    """A `CyclePlanner` whose best plans are made by a process that can be stopped at any moment.

    `command` starts a process that calls `answer_question` with its input and output. When that
    process ends without a plan (killed, out of memory, not startable), or hangs for
    `quiet_seconds`, the plan is the quick one.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        quiet_seconds: float = QUIET_SECONDS,
    ) -> None:
        self._command = tuple(command)
        self._environment = dict(environment)
        self._pieces = round(quiet_seconds / ASK_SECONDS)

    def plan(
        self,
        problem: PlanProblem,
        weights: PlanWeights,
        progress: Progress,
        is_cancelled: IsCancelled,
    ) -> CyclePlan:
        """See `CyclePlanner.plan`; the calling thread waits, and starts no other."""
        progress(0)
        question = msgspec.msgpack.encode(Question(problem, weights))
        plan = self._ask(question, progress, is_cancelled)
        if plan is None:
            plan = preview_plan(problem, weights, PlanWay.WORKER_LOST)
        progress(100)
        return plan

    def preview(self, problem: PlanProblem, weights: PlanWeights) -> CyclePlan:
        """See `CyclePlanner.preview`."""
        return preview_plan(problem, weights)

    def _ask(
        self, question: bytes, progress: Progress, is_cancelled: IsCancelled
    ) -> CyclePlan | None:
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
            return None
        try:
            patience = _Patience(self._pieces, progress, is_cancelled)
            said = _heard(worker, question, patience)
        finally:
            if worker.poll() is None:
                worker.kill()
                worker.communicate()
        return _understood(said) if worker.returncode == 0 else None


def answer_question(asked: BinaryIO, said: BinaryIO) -> None:
    """The worker's side: reads the question, makes the best plan, says how far it is and answers.

    Raises msgspec.DecodeError on input that is no question.
    """
    question = msgspec.msgpack.decode(asked.read(), type=Question)

    def progress(percent: int) -> None:
        said.write(b"%d\n" % percent)
        said.flush()

    plan = best_plan(question.problem, question.weights, progress)
    said.write(PLAN_FOLLOWS + msgspec.msgpack.encode(plan))
    said.flush()


class _Patience:
    """How long is still waited, in pieces of `ASK_SECONDS`; each new percentage begins anew."""

    def __init__(self, pieces: int, progress: Progress, is_cancelled: IsCancelled) -> None:
        self._pieces = pieces
        self._progress = progress
        self._is_cancelled = is_cancelled
        self._quiet = 0
        self._told = 0

    def lasts(self) -> bool:
        """Whether to wait another piece. Raises PlanCancelledError."""
        if self._is_cancelled():
            raise PlanCancelledError
        self._quiet += 1
        return self._quiet <= self._pieces

    def hear(self, said: bytes | None) -> None:
        """Passes the last percentage on; on Windows nothing is heard before the end."""
        lines = (said or b"").partition(PLAN_FOLLOWS)[0].split()
        if len(lines) > self._told:
            self._told, self._quiet = len(lines), 0
            self._progress(int(lines[-1]))


def _heard(worker: "subprocess.Popen[bytes]", question: bytes, patience: _Patience) -> bytes:
    """All that the worker said until it ended; nothing when the patience ended before it.

    Raises PlanCancelledError.
    """
    asked, worker.stdin = worker.stdin, None
    if asked is None:  # pragma: no cover - it was started with a pipe
        return b""
    # A worker that ended before it read everything is noticed by what it does not answer.
    with suppress(BrokenPipeError), asked:
        _ask_it(asked.fileno(), question, patience)
    while patience.lasts():
        try:
            return worker.communicate(timeout=ASK_SECONDS)[0]
        except subprocess.TimeoutExpired as waiting:
            patience.hear(waiting.output)
    return b""


def _ask_it(pipe: int, question: bytes, patience: _Patience) -> None:
    """Hands the question over; the worker reads it all before it does anything else.

    Not through `communicate`, which before Python 3.12 forgets the rest after its first timeout.
    """
    left = memoryview(question)
    if sys.platform == "win32":  # pragma: no cover - there nobody can ask whether a pipe is full
        while left:
            left = left[os.write(pipe, left) :]
        return
    os.set_blocking(pipe, False)
    while left and patience.lasts():
        _, ready, _ = select.select((), (pipe,), (), ASK_SECONDS)
        if ready:
            left = left[os.write(pipe, left) :]


def _understood(said: bytes) -> CyclePlan | None:
    try:
        return msgspec.msgpack.decode(said.partition(PLAN_FOLLOWS)[2], type=CyclePlan)
    except msgspec.DecodeError:
        return None
