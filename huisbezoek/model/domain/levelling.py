"""Spreads turns over their months as evenly as the room of the months allows, at once.

Turns with the least choice come first, and each takes the month that is the least full. It asks
for no visitor: it is the load that a forecast shows, not a plan.
"""

from collections.abc import Sequence

from huisbezoek.model.domain.cycle_plan import Turn


def levelled_months(
    turns: Sequence[Turn], room: Sequence[int], agreed: Sequence[int]
) -> tuple[int, ...]:
    """The month of each turn, in the order of `turns`.

    `room` is how many turns each month can hold in all, `agreed` how many it holds already. A turn
    whose window lies outside the plan gets the nearest month in it.
    """
    count = len(agreed)
    load = [float(turns) for turns in agreed]
    # Without any room the months are still to be even, so each counts as much as another.
    weight = [1 / max(1, places) for places in room] if any(room) else [1.0] * count
    fullness = [held * part for held, part in zip(load, weight, strict=True)]
    found = [0] * len(turns)
    order = sorted(range(len(turns)), key=lambda number: _choice(turns[number], count))
    for number in order:
        first, last = _within(turns[number], count)
        month = min(range(first, last + 1), key=fullness.__getitem__)
        fullness[month] += weight[month]
        found[number] = month
    return tuple(found)


def _choice(turn: Turn, count: int) -> tuple[int, int, str]:
    first, last = _within(turn, count)
    return last - first, first, turn.key


def _within(turn: Turn, count: int) -> tuple[int, int]:
    if turn.fixed_month is not None and 0 <= turn.fixed_month < count:
        return turn.fixed_month, turn.fixed_month
    first = min(max(turn.opens, 0), count - 1)
    return first, max(first, min(turn.closes, count - 1))
