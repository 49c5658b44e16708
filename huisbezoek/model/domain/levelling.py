"""Spreads turns over their months as evenly as the room of the months allows, at once.

Turns with the least choice come first, and each takes the month that is the least full. When all
its months are full it comes in the first month after them that is not, as a plan would have it. It
asks for no visitor: it is the load that a forecast shows, not a plan.
"""

from collections.abc import Sequence

from huisbezoek.model.domain.cycle_plan import Turn


def levelled_months(
    turns: Sequence[Turn], room: Sequence[int], agreed: Sequence[int]
) -> tuple[int, ...]:
    """The month of each turn, in the order of `turns`.

    `room` is how many turns each month can hold in all, `agreed` how many it holds already. A turn
    whose window lies outside the plan gets the nearest month in it. Over the room stands only what
    cannot come later, or what no month has room for.
    """
    count = len(agreed)
    load = list(agreed)
    # Without any room the months are still to be even, so each counts as much as another.
    weight = [1 / max(1, places) for places in room] if any(room) else [1.0] * count
    fullness = [held * part for held, part in zip(load, weight, strict=True)]
    found = [0] * len(turns)
    order = sorted(range(len(turns)), key=lambda number: _choice(turns[number], count))
    for number in order:
        first, last = _within(turns[number], count)
        month = min(range(first, last + 1), key=fullness.__getitem__)
        if load[month] >= room[month] and _may_come_later(turns[number]):
            after = range(last + 1, count)
            month = next((one for one in after if load[one] < room[one]), month)
        load[month] += 1
        fullness[month] += weight[month]
        found[number] = month
    return tuple(found)


def _may_come_later(turn: Turn) -> bool:
    return not turn.ends and turn.fixed_month is None


def _choice(turn: Turn, count: int) -> tuple[int, int, str]:
    first, last = _within(turn, count)
    return last - first, first, turn.key


def _within(turn: Turn, count: int) -> tuple[int, int]:
    if turn.fixed_month is not None and 0 <= turn.fixed_month < count:
        return turn.fixed_month, turn.fixed_month
    first = min(max(turn.opens, 0), count - 1)
    return first, max(first, min(turn.closes, count - 1))
