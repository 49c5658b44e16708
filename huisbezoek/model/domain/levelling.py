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
        month = min(_open_to(turns[number], load, room), key=fullness.__getitem__)
        load[month] += 1
        fullness[month] += weight[month]
        found[number] = month
    return tuple(found)


def _open_to(turn: Turn, load: Sequence[int], room: Sequence[int]) -> Sequence[int]:
    """Its months with room; else the first one after them; else its months, full as they are."""
    first, last = _within(turn, len(load))
    own = range(first, last + 1)
    roomy = [month for month in own if load[month] < room[month]]
    if not roomy and not turn.ends and turn.fixed_month is None:
        after = range(last + 1, len(load))
        roomy = [month for month in after if load[month] < room[month]][:1]
    return roomy or own


def _choice(turn: Turn, count: int) -> tuple[int, int, str]:
    first, last = _within(turn, count)
    return last - first, first, turn.key


def _within(turn: Turn, count: int) -> tuple[int, int]:
    if turn.fixed_month is not None and 0 <= turn.fixed_month < count:
        return turn.fixed_month, turn.fixed_month
    first = min(max(turn.opens, 0), count - 1)
    return first, max(first, min(turn.closes, count - 1))
