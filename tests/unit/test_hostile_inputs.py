"""Small samples of the long fault runs on sealed files and parsers (`./check faults`)."""

import pytest

from tests.faults import bombs, fuzz, mutations, start_codes
from tests.faults.bomb_making import bombs as made_bombs
from tests.faults.bomb_runner import SEED
from tests.faults.fuzz_parsers import targets
from tests.faults.memory import can_measure
from tests.faults.sealed_world import sealed_world


def test_changed_bundles_are_refused(tmp_path):
    tally = mutations.sealed_sample(tmp_path, 200, 3)
    assert (tally.refused, tally.applied, tally.others) == (200, 0, "")


@pytest.mark.skipif(not can_measure(), reason="memory is measured on Linux only")
def test_hostile_inputs_are_refused_in_words(tmp_path):
    attacked = targets(tmp_path, sealed_world(4))
    tried = fuzz.attack(attacked, 2_000, seed=4)
    assert not tried.wrong
    assert tried.refused.total() > 1_000
    assert all(tried.refused[target.name] + tried.accepted[target.name] for target in attacked)


@pytest.mark.skipif(not can_measure(), reason="memory is measured on Linux only")
def test_a_bomb_is_refused_cheaply(tmp_path):
    bomb = next(one for one in made_bombs(sealed_world(SEED)) if "missing counters" in one[0])
    cost = bombs.defused(tmp_path, bomb)
    assert cost.came == "refused"
    assert cost.is_cheap()


def test_there_are_sixty_bombs_with_names_of_their_own():
    names = [name for name, _, _ in made_bombs(sealed_world(SEED))]
    assert len(set(names)) == len(names) >= 60


def test_near_misses_are_no_spelling_of_the_code():
    world = sealed_world(5)
    near = start_codes.near_misses(("water", "boek", "zomer", "tafel"), world)
    assert len(near) > 40
    assert ("boek", "water", "zomer", "tafel") in near
    assert ("Water", "boek", "zomer", "tafel") not in near
