"""The process that plans: how the program starts it, and what it does."""

import os
import sys
from pathlib import Path
from typing import Final

from huisbezoek.model.planning.worker import WorkerPlanner, answer_question

COMMAND: Final = "plan-worker"
"""The hidden command, also of the frozen program."""


def worker_planner() -> WorkerPlanner:
    """The planner that starts this same program again as its worker."""
    if getattr(sys, "frozen", False):
        return WorkerPlanner((sys.executable, COMMAND), os.environ)
    root = str(Path(__file__).resolve().parents[2])
    command = (sys.executable, "-P", "-m", "huisbezoek", COMMAND)
    return WorkerPlanner(command, {**os.environ, "PYTHONPATH": root})


def run_worker() -> int:
    """Answers the one question on standard input and ends."""
    answer_question(sys.stdin.buffer, sys.stdout.buffer)
    return 0
