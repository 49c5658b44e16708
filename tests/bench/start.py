"""Starting: from nothing to the first painted window, and to a list of residents on screen."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.bench.measuring import WALL, Outcome, Part, alternate, median, timed
from tests.bench.populations import Size
from tests.bench.prepared import Prepared, cache_folder, work_copy

WINDOW_TARGET = 1.5
LIST_TARGET = 4.0
REPOSITORY = Path(__file__).resolve().parents[2]
LONGEST_SECONDS = 120


def run(size: Size, rounds: int) -> Outcome:
    """Wall clock against an empty window in a fresh process; byte-compiled, files in memory."""
    warm_ups, rounds = min(rounds, 1), max(rounds, 1)
    with work_copy(size) as made:
        door = ["tests.bench.program_window", str(made.profiles)]
        empty = ["tests.bench.empty_window"]
        for warm in (door, empty) * warm_ups:
            seconds_until_painted(warm)
        windows, empties = alternate(
            lambda: seconds_until_painted(door), lambda: seconds_until_painted(empty), rounds
        )
    lists, others = alternate(
        lambda: _list_seconds(size), lambda: seconds_until_painted(empty), rounds
    )
    return Outcome(
        "start",
        size.name,
        (
            Part("first_window", median(windows), median(empties), "s", rounds, WINDOW_TARGET),
            Part("usable_list", median(lists), median(others), "s", rounds, LIST_TARGET),
        ),
    )


def _list_seconds(size: Size) -> float:
    """On a copy of its own, because the day's backup is written as it is on a real day."""
    with work_copy(size) as made:
        return seconds_until_painted(_list_command(made))


def _list_command(made: Prepared) -> list[str]:
    return ["tests.bench.program_window", str(made.profiles), *made.recovery_words]


def seconds_until_painted(module_and_arguments: Sequence[str]) -> float:
    """From starting a fresh Python until it says that it has painted."""
    command = [sys.executable, "-m", *module_and_arguments]
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(REPOSITORY),
        # Byte-compiled as on a person's computer, also where the environment says otherwise.
        "PYTHONPYCACHEPREFIX": str(cache_folder() / "bytecode"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def until_painted() -> None:
        with subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=REPOSITORY,
        ) as child:
            assert child.stdout is not None
            said = child.stdout.readline()
            assert said == b"painted\n", f"{module_and_arguments[0]} ended without painting"

    return timed(until_painted, WALL)
