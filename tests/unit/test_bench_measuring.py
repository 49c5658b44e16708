"""The arithmetic of the benchmarks, and that each of them runs and agrees with its reference."""

import json
import tempfile
from importlib import import_module
from pathlib import Path

import pytest

from tests.bench.__main__ import LATER, NAMES, main
from tests.bench.measuring import Outcome, Part, alternate, p95
from tests.bench.populations import SIZES, people_of

BENCH = Path(__file__).resolve().parents[1] / "bench"
REFERENCES = ("references.py", "bare_exchange.py", "bare_flow.py", "bare_merge.py")
TINY = SIZES["tiny"]


def part(name: str, value: float, target: float | None) -> Part:
    return Part(name, value, 2.0, "s", 5, target)


def test_the_part_nearest_its_limit_is_told_and_all_must_hold() -> None:
    easy, near, shown = part("easy", 1.0, 4.0), part("near", 2.0, 1.2), part("shown", 99.0, None)
    outcome = Outcome("save", "small", (easy, near, shown))
    told = json.loads(outcome.as_json())
    assert (told["ratio"], told["target"], told["ok"], told["n"]) == (1.0, 1.2, True, 5)
    assert [one["name"] for one in told["parts"]] == ["easy", "near", "shown"]
    over = Outcome("save", "small", (near, part("over", 9.0, 4.0)))
    assert not over.ok
    assert over.nearest.name == "over"
    assert "TOO SLOW" in over.as_text()


def test_value_and_reference_are_measured_in_turns() -> None:
    order = []

    def measured(name: str) -> float:
        order.append(name)
        return float(len(order))

    values, references = alternate(lambda: measured("v"), lambda: measured("r"), 3)
    assert order == ["v", "r"] * 3
    assert (values, references) == ([1, 3, 5], [2, 4, 6])


def test_the_95th_of_a_hundred() -> None:
    assert p95([float(number) for number in range(1, 101)]) == 95.0
    assert p95([3.0]) == 3.0


def test_the_same_seed_gives_the_same_people() -> None:
    first, again = list(people_of(TINY)), list(people_of(TINY))
    assert first == again
    assert len(first) == TINY.residents
    assert sum(len(one.visits) for one in first) == TINY.visits
    assert list(people_of(TINY, seed=1)) != first


@pytest.mark.parametrize("name", REFERENCES)
def test_references_know_nothing_of_the_program(name: str) -> None:
    assert "huisbezoek" not in (BENCH / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", LATER)
def test_what_is_not_there_yet_says_so(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--size", "small", "--json"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "not there yet" in said.err


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory):
    before, tempfile.tempdir = tempfile.tempdir, str(tmp_path_factory.mktemp("bench"))
    yield
    tempfile.tempdir = before


SLOW = {"start", "unlock", "intake", "exchange"}
"""They start programs or derive keys: seconds each, so they wait for the fault runs."""


@pytest.mark.usefixtures("cache", "qapp")
@pytest.mark.parametrize(
    "name",
    [pytest.param(one, marks=pytest.mark.faults if one in SLOW else ()) for one in NAMES],
)
def test_each_benchmark_runs_and_agrees_with_its_reference(name: str) -> None:
    outcome = import_module(f"tests.bench.{name}").run(TINY, 0)
    assert outcome.parts
    assert all(part.value > 0 and part.reference > 0 for part in outcome.parts)
