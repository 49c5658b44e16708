"""Measures the program and its reference in turns, and says how near each part is to its limit."""

import gc
import json
import math
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

Clock = Callable[[], float]
WALL: Clock = time.perf_counter
CPU: Clock = time.process_time
ROUNDS = 5


@dataclass(frozen=True)
class Part:
    """One comparison. Without a target it is shown and decides nothing.

    `value` and `reference` are in `unit`; `n` is how many times each of them was measured.
    """

    name: str
    value: float
    reference: float
    unit: str
    n: int
    target: float | None = None

    @property
    def ratio(self) -> float:
        return self.value / self.reference

    @property
    def ok(self) -> bool:
        return self.target is None or self.ratio <= self.target

    @property
    def share_of_target(self) -> float:
        """1.0 stands exactly at the limit; parts without a target are infinitely far from it."""
        return 0.0 if self.target is None else self.ratio / self.target

    def plain(self) -> dict[str, object]:
        kept = asdict(self)
        kept |= {
            "value": rounded(self.value),
            "reference": rounded(self.reference),
            "ratio": rounded(self.ratio),
            "ok": self.ok,
        }
        return kept


@dataclass(frozen=True)
class Outcome:
    """A benchmark that was run."""

    name: str
    size: str
    parts: tuple[Part, ...]

    @property
    def nearest(self) -> Part:
        """The part that is nearest to its limit, or farthest over it."""
        return max(self.parts, key=lambda part: part.share_of_target)

    @property
    def ok(self) -> bool:
        return all(part.ok for part in self.parts)

    def as_json(self) -> str:
        nearest = self.nearest
        return json.dumps(
            {
                "name": self.name,
                "size": self.size,
                "value": rounded(nearest.value),
                "reference": rounded(nearest.reference),
                "ratio": rounded(nearest.ratio),
                "target": nearest.target,
                "ok": self.ok,
                "n": nearest.n,
                "parts": [part.plain() for part in self.parts],
            }
        )

    def as_text(self) -> str:
        lines = [f"{self.name} ({self.size}): {'within its targets' if self.ok else 'NOT within'}"]
        for part in self.parts:
            target = "no target" if part.target is None else f"at most {part.target:g} x"
            verdict = "" if part.ok else "  TOO SLOW"
            lines.append(
                f"  {part.name}: {part.value:.4g} {part.unit} against {part.reference:.4g}"
                f" = {part.ratio:.2f} x ({target}, n={part.n}){verdict}"
            )
        return "\n".join(lines)


def rounded(number: float) -> float:
    return float(f"{number:.4g}")


def timed(work: Callable[[], object], clock: Clock) -> float:
    """Seconds that the work took; garbage of what came before is collected first."""
    gc.collect()
    began = clock()
    work()
    return clock() - began


def alternate(
    value: Callable[[], float], reference: Callable[[], float], rounds: int
) -> tuple[list[float], list[float]]:
    """Measures both so many times in turns, so that a busy moment of the machine meets both."""
    values, references = [], []
    for _ in range(rounds):
        values.append(value())
        references.append(reference())
    return values, references


def median(numbers: Sequence[float]) -> float:
    return statistics.median(numbers)


def p95(numbers: Sequence[float]) -> float:
    """The least number that at least 95 of 100 measurements do not exceed."""
    ordered = sorted(numbers)
    return ordered[max(0, math.ceil(0.95 * len(ordered)) - 1)]
