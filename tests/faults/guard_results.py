"""What a guard found: cases on the sound program, faults planted on purpose, faults caught."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass
class GuardResult:
    """One row of the table.

    `cases` were tried on the program as it is, `failed` of them went wrong. `planted` are faults
    made on purpose (damaged bytes, hostile input, a broken part of the program), `caught` those
    that were noticed. `skipped` holds the reason why a guard could not run here.
    """

    test: str
    cases: int = 0
    failed: int = 0
    planted: int = 0
    caught: int = 0
    skipped: str = ""
    notes: str = ""

    @property
    def ok(self) -> bool:
        return bool(self.skipped) or (not self.failed and self.planted == self.caught)

    def case(self, *, held: bool, note: str = "") -> None:
        """Counts one case on the sound program."""
        self.cases += 1
        self.failed += not held
        if not held and note:
            self.notes = f"{self.notes} {note}".strip()

    def plant(self, *, caught: bool, note: str = "") -> None:
        """Counts one planted fault."""
        self.planted += 1
        self.caught += caught
        if not caught and note:
            self.notes = f"{self.notes} {note}".strip()

    def as_json(self) -> str:
        return json.dumps({**asdict(self), "ok": self.ok}, ensure_ascii=False)

    def as_text(self) -> str:
        if self.skipped:
            return f"{self.test:<46} skipped: {self.skipped}"
        verdict = "ok" if self.ok else "FAILED"
        return (
            f"{self.test:<46}{self.cases:>7}{self.failed:>8}{self.planted:>9}{self.caught:>8}"
            f"  {verdict}{'  ' + self.notes if self.notes else ''}"
        )


HEADING = f"{'test':<46}{'cases':>7}{'failed':>8}{'planted':>9}{'caught':>8}"

Guard = Callable[[Path], GuardResult]
"""A guard gets an empty folder of its own."""
