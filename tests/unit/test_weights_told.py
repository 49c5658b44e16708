"""The weights of the plan: docs/decisions.md says the numbers that the program counts with."""

import re
from dataclasses import asdict
from pathlib import Path

from huisbezoek.model.domain.plan_rules import PlanWeights

DECISIONS = Path(__file__).parents[2] / "docs" / "decisions.md"
CHANGED = """\
every turn without a place costs {nobody} points and {standing} more for every turn behind it
another visitor than last time {other_visitor}, language missed {language_missed}
wish for a man or woman missed {sex_wish_missed}
a day part that suits missed {time_missed}
district beside {district_beside}, elsewhere {district_elsewhere}
a month early {early}, late {late}, a promise broken {promise_broken} a month
"""


def test_the_decisions_tell_the_weights_that_hold() -> None:
    told = " ".join(DECISIONS.read_text(encoding="utf-8").split())
    weights = asdict(PlanWeights())
    numbers = {name: f"{one:,}" for name, one in weights.items() if isinstance(one, int)}
    for line in CHANGED.splitlines():
        assert line.format(**numbers) in told
    (crowded,) = re.findall(r"a crowded month ([\d, and]+) a turn from ([\d, and]+) percent", told)
    points, percents = ([int(one.replace(",", "")) for one in _numbers(part)] for part in crowded)
    assert list(zip(percents, points, strict=True)) == list(PlanWeights().crowded)
    assert set(numbers) | {"crowded"} == set(weights), "a new weight is told too"


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+(?:,\d{3})*", text)
