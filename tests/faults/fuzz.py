"""T18: hostile inputs for every parser of what comes from outside; only typed errors come out."""

import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from huisbezoek.model.sealing import strict_json
from tests.faults.fuzz_json import Hostile
from tests.faults.fuzz_parsers import Target, targets, without_stretching
from tests.faults.guard_results import GuardResult
from tests.faults.memory import MEBIBYTE, forget_peak, peak_bytes
from tests.faults.sealed_world import broken, outcome, sealed_world

INPUTS = 100_000
SEED = 18
MOST_SECONDS = 2.0
MOST_BYTES = 400 * MEBIBYTE
SAMPLE = 4_000
PLANTED_SAMPLE = 400


@dataclass
class Tried:
    """What came of the inputs: how many, per parser, and those that went wrong."""

    inputs: int = 0
    accepted: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    peak: int = 0

    def is_sound(self) -> bool:
        return not self.wrong and self.slowest < MOST_SECONDS and self.peak < MOST_BYTES


def fuzz(folder: Path, inputs: int = INPUTS) -> GuardResult:
    """So many inputs, spread over the parsers; the seed and the counts are printed."""
    result = GuardResult("T18 hostile inputs")
    attacked = targets(folder, sealed_world(SEED))
    tried = attack(attacked, inputs)
    result.cases, result.failed = tried.inputs, tried.wrong.total()
    result.case(held=tried.slowest < MOST_SECONDS, note=f"{tried.slowest:.1f} s")
    result.case(held=tried.peak < MOST_BYTES, note=f"{tried.peak / MEBIBYTE:.0f} MiB")
    for name, caught in planted(attacked):
        result.plant(caught=caught, note=name)
    wrong = "; ".join(f"{count} {name}" for name, count in tried.wrong.most_common(8))
    result.notes = (
        f"{result.notes} seed {SEED}; {len(attacked)} parsers; {tried.refused.total()} refused, "
        f"slowest {tried.slowest:.2f} s, peak {tried.peak / MEBIBYTE:.0f} MiB {wrong}"
    ).strip()
    return result


def attack(attacked: tuple[Target, ...], inputs: int, seed: int = SEED) -> Tried:
    """Tries so many inputs; the same ones for the same seed."""
    hostile = Hostile(random.Random(seed))
    shares = [target.share for target in attacked]
    tried = Tried()
    forget_peak()
    with without_stretching():
        for target in hostile.chance.choices(attacked, shares, k=inputs):
            made = target.make(hostile)
            began = time.perf_counter()
            came = outcome(lambda: target.parse(made))  # noqa: B023 - called at once
            tried.slowest = max(tried.slowest, time.perf_counter() - began)
            tried.inputs += 1
            count = {"done": tried.accepted, "refused": tried.refused}.get(came, tried.wrong)
            count[target.name if count is not tried.wrong else f"{target.name}: {came}"] += 1
    tried.peak = peak_bytes()
    return tried


def planted(attacked: tuple[Target, ...]) -> Iterator[tuple[str, bool]]:
    """Parsers broken on purpose, and whether the attack saw it."""
    with broken(strict_json, "decode", _loose):
        yield "errors of the library", bool(attack(attacked, SAMPLE).wrong)
    one = next(target for target in attacked if target.name == "operation")
    for name, parse, inputs in (
        ("a parser that gives up", _giving_up, PLANTED_SAMPLE),
        ("a slow parser", _slow, 1),
        ("a greedy parser", _greedy, 1),
    ):
        yield name, not attack((replace(one, parse=parse),), inputs).is_sound()


def _giving_up(data: object) -> object:
    assert isinstance(data, bytes)
    return json.loads(data)


def _greedy(_data: object) -> int:
    return (b"x" * MOST_BYTES).count(b"y")


def _slow(_data: object) -> None:
    time.sleep(MOST_SECONDS + 0.01)


def _loose(data: bytes, kind: type) -> object:
    """As a library decodes that nobody wrapped."""
    return msgspec.convert(json.loads(data), kind)
