"""The order of a day: the shortest way, against all orders that there are."""

from itertools import pairwise, permutations
from math import inf
from random import Random

import pytest

from huisbezoek.model.planning.day_order import EXACT_MOST, day_order, order_by, straight


def way(order, points, start=None) -> float:
    passed = [points[one] for one in order]
    return sum(straight(*leg) for leg in pairwise(passed if start is None else [start, *passed]))


def points_of(count: int, seed: int) -> list[tuple[float, float]]:
    random = Random(seed)
    return [(random.uniform(0, 5_000), random.uniform(0, 5_000)) for _ in range(count)]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 6, 7])
@pytest.mark.parametrize("start", [None, (0.0, 0.0)])
def test_no_order_is_shorter(count: int, start) -> None:
    points = points_of(count, seed=count)
    best = min((way(one, points, start) for one in permutations(range(count))), default=inf)
    order = day_order(points, start)
    assert sorted(order) == list(range(count))
    assert count == 0 or way(order, points, start) == pytest.approx(best)


@pytest.mark.parametrize("start", [None, (0.0, 0.0)])
def test_a_long_day_is_nearly_as_short(start) -> None:
    points = [(float(place), float(place % 2)) for place in range(EXACT_MOST + 5)]
    Random(4).shuffle(points)
    order = day_order(points, start)
    assert sorted(order) == list(range(len(points)))
    assert way(order, points, start) < 1.5 * way(
        sorted(order, key=points.__getitem__), points, start
    )
    assert way(order, points, start) < way(range(len(points)), points, start)
    assert day_order(points, start) == order


def test_places_at_the_same_spot_are_all_passed() -> None:
    assert sorted(day_order([(1.0, 1.0)] * (EXACT_MOST + 2))) == list(range(EXACT_MOST + 2))
    assert day_order([(1.0, 1.0)] * 3) == day_order([(1.0, 1.0)] * 3)


def test_without_coordinates_postcode_and_number_tell_the_distance() -> None:
    addresses = [("1234 AB", 40), ("1234 AA", 7), ("1234 AB", 2)]

    def distance(one: tuple[str, int], other: tuple[str, int]) -> float:
        return 1_000.0 * (one[0] != other[0]) + abs(one[1] - other[1])

    assert order_by(addresses, distance, ("1234 AA", 1)) == (1, 2, 0)
