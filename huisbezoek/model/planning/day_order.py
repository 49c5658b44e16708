"""The order of the addresses of a day: the shortest way past all of them."""

from collections.abc import Callable, Sequence
from math import hypot
from typing import Final, TypeVar

Point = tuple[float, float]
"""East and north in metres; or, without coordinates, any two numbers a distance can be told of."""

EXACT_MOST: Final = 10
"""Up to so many addresses every order is weighed (performance.md 2.2: 11 ms)."""

P = TypeVar("P")


def straight(one: Point, other: Point) -> float:
    """The distance as the crow flies, in the unit of the points."""
    return hypot(one[0] - other[0], one[1] - other[1])


def day_order(points: Sequence[Point], start: Point | None = None) -> tuple[int, ...]:
    """The order in which to pass the points, as their positions; see `order_by`."""
    return order_by(points, straight, start)


def order_by(
    points: Sequence[P], distance: Callable[[P, P], float], start: P | None = None
) -> tuple[int, ...]:
    """The order in which to pass the points with this distance, as their positions.

    The way begins at `start` when there is one, else at whichever point is best, and does not come
    back.
    Shortest of all orders up to EXACT_MOST points; above that near it (nearest neighbour, 2-opt).
    The distance must be the same both ways. The same points give the same order.
    """
    if not points:
        return ()
    between = [[distance(one, other) for other in points] for one in points]
    first = [0.0 if start is None else distance(start, point) for point in points]
    found = _exact if len(points) <= EXACT_MOST else _near
    return tuple(found(first, between))


def _exact(first: list[float], between: list[list[float]]) -> list[int]:
    """Dynamic programming over which points were passed and which was the last (Held and Karp)."""
    count = len(first)
    best: list[dict[int, tuple[float, int]]] = [{} for _ in range(1 << count)]
    for last in range(count):
        best[1 << last][last] = (first[last], -1)
    for passed in range(1, 1 << count):
        for last, (so_far, _) in best[passed].items():
            row = between[last]
            for following in range(count):
                if passed >> following & 1:
                    continue
                reached = best[passed | 1 << following]
                way = (so_far + row[following], last)
                if following not in reached or way < reached[following]:
                    reached[following] = way
    return _traced(best)


def _traced(best: list[dict[int, tuple[float, int]]]) -> list[int]:
    passed = len(best) - 1
    last = min(best[passed], key=lambda one: (best[passed][one][0], one))
    order = []
    while last >= 0:
        order.append(last)
        passed, last = passed & ~(1 << last), best[passed][last][1]
    return order[::-1]


def _near(first: list[float], between: list[list[float]]) -> list[int]:
    """Always the nearest that is left, and then every stretch turned round that shortens it."""
    left = set(range(len(first)))
    order = [min(left, key=lambda one: (first[one], one))]
    left.discard(order[0])
    while left:
        row = between[order[-1]]
        order.append(min(left, key=lambda one: (row[one], one)))
        left.discard(order[-1])
    while (shorter := _turned(order, first, between)) is not None:
        order = shorter
    return order


def _turned(order: list[int], first: list[float], between: list[list[float]]) -> list[int] | None:
    """A shorter order that has one stretch the other way round; None when there is none."""
    count = len(order)
    for begin in range(count - 1):
        before = first if begin == 0 else between[order[begin - 1]]
        for end in range(begin + 1, count):
            gain = before[order[begin]] - before[order[end]]
            if end + 1 < count:
                after = order[end + 1]
                gain += between[order[end]][after] - between[order[begin]][after]
            if gain > 1e-9:  # noqa: PLR2004 - less is rounding, and would turn for ever
                return order[:begin] + order[begin : end + 1][::-1] + order[end + 1 :]
    return None
