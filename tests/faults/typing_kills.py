"""kill -9 while somebody types in the talk, and while the report is handed in."""

from pathlib import Path

from tests.faults.guard_results import GuardResult
from tests.faults.typing_lives import (
    Life,
    PreparedProfile,
    kill_while_typing,
    mixed_lives,
    prepare,
)

KILLS = 30
SEED = 40
FAULTY_LIVES = 3
FAULTS = {"early": "aimed", "off": "aimed", "half": "hand-in"}
"""The planted faults, and in which kind of life each has to come to light."""


def typing_kills(folder: Path, kills: int = KILLS) -> GuardResult:
    """Kills the real window; then windows that speak early, never save, or hand in by halves."""
    result = GuardResult("kill -9 while typing in the talk")
    prepared = prepare(folder / "prepared")
    report = kill_while_typing(prepared, folder, mixed_lives(kills, SEED))
    result.cases = report.kills
    result.failed = report.wrong
    result.notes = report.as_text()
    for fault in FAULTS:
        result.plant(caught=_is_seen(prepared, folder / fault, fault), note=fault)
    return result


def _is_seen(prepared: PreparedProfile, folder: Path, fault: str) -> bool:
    lives = [Life(SEED + number, FAULTS[fault], fault) for number in range(FAULTY_LIVES)]
    report = kill_while_typing(prepared, folder, lives)
    return (report.half if fault == "half" else report.lost) > 0
