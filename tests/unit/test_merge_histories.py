"""T1: histories of five laptops end in what a model says; two thousand in the fault runs."""

import pytest

from tests.faults.histories import PLANTED, holds

HISTORIES = 500
TRIES = 100


def test_every_history_ends_in_what_the_model_says() -> None:
    assert [seed for seed in range(HISTORIES) if not holds(seed)] == []


@pytest.mark.parametrize("name", PLANTED)
def test_a_wrong_merger_is_caught(name: str) -> None:
    assert not all(holds(seed, PLANTED[name]) for seed in range(TRIES))


def test_numbers_used_twice_after_a_backup_are_caught() -> None:
    assert not all(holds(seed, raises_incarnation=False) for seed in range(TRIES))
