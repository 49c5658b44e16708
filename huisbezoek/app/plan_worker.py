"""The process that plans: how the program starts it, and what it does."""

import faulthandler
import os
import sys
from pathlib import Path
from typing import Final

from huisbezoek.model.planning.worker import WorkerPlanner, answer_question

COMMAND: Final = "plan-worker"
"""The hidden command, also of the frozen program."""
QUIET_SECONDS: Final = 120.0
"""After so long without a step the worker gives itself up: a plan of a region takes 20 seconds."""


def worker_planner() -> WorkerPlanner:
    """The planner that starts this same program again as its worker."""
    if getattr(sys, "frozen", False):
        return WorkerPlanner((sys.executable, COMMAND), os.environ)
    root = str(Path(__file__).resolve().parents[2])
    command = (sys.executable, "-P", "-m", "huisbezoek", COMMAND)
    return WorkerPlanner(command, {**os.environ, "PYTHONPATH": root})


def run_worker(quiet_seconds: float = QUIET_SECONDS) -> int:
    """Answers the one question on standard input and ends; ends too when it hangs for so long.

    The watch is the interpreter's own and also ends a solver that never comes back.
    """
    with Path(os.devnull).open("wb") as nowhere:

        def got_on() -> None:
            faulthandler.dump_traceback_later(quiet_seconds, file=nowhere, exit=True)

        got_on()
        try:
            answer_question(sys.stdin.buffer, sys.stdout.buffer, got_on)
        finally:
            faulthandler.cancel_dump_traceback_later()
    return 0
