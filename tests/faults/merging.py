"""Guards of merging: random histories against a model (T1)."""

from pathlib import Path

from tests.faults.guard_results import GuardResult
from tests.faults.histories import PLANTED, holds

HISTORIES = 2_000
TRIES = 400


def histories(_folder: Path, count: int = HISTORIES) -> GuardResult:
    """T1: `count` histories of forty steps on five laptops, then every wrong merger."""
    result = GuardResult("T1 histories merged")
    for seed in range(count):
        result.case(held=holds(seed), note=f"seed {seed}")
    for name, merger in PLANTED.items():
        is_caught = not all(holds(seed, merger) for seed in range(TRIES))
        result.plant(caught=is_caught, note=name)
    is_caught = not all(holds(seed, raises_incarnation=False) for seed in range(TRIES))
    result.plant(caught=is_caught, note="numbers used twice after a backup")
    return result
