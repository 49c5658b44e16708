"""T19: each bomb is refused within 2 seconds and 300 MiB, measured in a process of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.faults.bomb_making import Bomb, bombs, sound
from tests.faults.bomb_runner import SEED
from tests.faults.guard_results import GuardResult
from tests.faults.memory import MEBIBYTE
from tests.faults.sealed_world import REPOSITORY, sealed_world

MOST_SECONDS = 2.0
MOST_BYTES = 300 * MEBIBYTE


@dataclass(frozen=True)
class Cost:
    """What reading one file came to."""

    came: str
    seconds: float
    peak: int

    def is_cheap(self) -> bool:
        return self.seconds < MOST_SECONDS and self.peak < MOST_BYTES


def all_bombs(folder: Path) -> GuardResult:
    """All of them, one whole file for each parser, and three broken parsers."""
    result = GuardResult("T19 bombs")
    world = sealed_world(SEED)
    worst = Cost("", 0.0, 0)
    for bomb in bombs(world):
        cost = defused(folder, bomb)
        note = f"{bomb[0]}: {cost.came} {cost.seconds:.1f} s {cost.peak / MEBIBYTE:.0f} MiB"
        result.plant(caught=cost.came == "refused" and cost.is_cheap(), note=f"{note};")
        worst = Cost("", max(worst.seconds, cost.seconds), max(worst.peak, cost.peak))
    count = result.planted
    for whole in sound(world):
        cost = defused(folder, whole)
        result.case(held=cost.came == "done" and cost.is_cheap(), note=f"{whole[0]}: {cost.came};")
    for parser, content in (("greedy", b"x" * (10 << 20)), ("slow", bytes(200_000))):
        cost = defused(folder, (parser, parser, lambda content=content: content))
        result.plant(caught=not cost.is_cheap(), note=f"{parser} parser;")
    careless = defused(folder, ("careless", "careless", lambda: b"[" * 100_000))
    result.plant(caught=careless.came not in {"refused", "done"}, note="careless parser;")
    result.notes = (
        f"{result.notes} {count} bombs, slowest {worst.seconds:.1f} s, "
        f"peak {worst.peak / MEBIBYTE:.0f} MiB"
    ).strip()
    return result


def defused(folder: Path, bomb: Bomb) -> Cost:
    """Reads one file in a process with limits; a process that dies counts as an error."""
    _, parser, content = bomb
    place = folder / f"{len(list(folder.iterdir()))}" / "place"
    place.mkdir(parents=True)
    path = place / "file"
    path.write_bytes(content())
    done = subprocess.run(
        [sys.executable, "-P", "-m", "tests.faults.bomb_runner", parser, str(path)],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
    )
    for left in place.iterdir():
        left.unlink()
    if done.returncode:
        return Cost(f"exit status {done.returncode}", 0.0, 0)
    return Cost(**json.loads(done.stdout))
