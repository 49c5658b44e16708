"""T22 in every check: some assignments by chance, and the search itself shown two faults."""

import pytest

from tests.journey.minimisation import (
    SEALED_EVERY,
    narrowing_off,
    one_too_many,
    prepare_laptops,
    random_assignments,
)

DRAWS = SEALED_EVERY + 1


@pytest.fixture
def dealt(enrolled):
    """Both laptops, ready to draw."""
    prepare_laptops(enrolled)
    return enrolled


def test_random_assignments_never_let_a_foreign_resident_out(dealt):
    found = random_assignments(dealt, DRAWS)
    assert (found.draws, found.leaks, found.lacks) == (DRAWS, [], [])
    assert len(found.different) > DRAWS // 2


@pytest.mark.parametrize("broken", [narrowing_off, one_too_many])
def test_a_broken_way_of_collecting_is_noticed(dealt, broken):
    assert random_assignments(dealt, 3, collect=broken).leaks
