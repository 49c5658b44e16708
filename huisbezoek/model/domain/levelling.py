"""Spreads turns over their months as evenly as the room of the months allows, at once.

As a plan does it: who can wait the shortest chooses first, and takes the first month that is below
the height of the months when the work lies even (`plan_prices.level`); nobody comes later than
promised while an earlier month has room. When all the months of a turn are full it comes in the
first month after them that is not. It asks for no visitor: it is the load that a forecast shows,
not a plan.
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
    height = even_height(len(turns), room, agreed)
    found = [0] * len(turns)
    windows = [_within(turn, count) for turn in turns]
    order = sorted(
        range(len(turns)), key=lambda one: (windows[one][1], -windows[one][0], turns[one].key)
    )
    for number in order:
        first, last = windows[number]
        month = _month(turns[number], range(first, last + 1), height, load, room)
        load[month] += 1
        found[number] = month
    return tuple(found)


def even_height(turns: int, room: Sequence[int], agreed: Sequence[int]) -> int:
    """How high the months are when so many turns lie as even as the room allows.

    With more turns than room that of the fullest month; without any room as if it were endless.
    """
    free = [max(0, places - held) for places, held in zip(room, agreed, strict=True)]
    if not any(free):
        free = [turns] * len(agreed)
    wanted = min(turns, sum(free))
    low, high = (
        0,
        max((held + places for held, places in zip(agreed, free, strict=True)), default=0),
    )
    while low < high:
        middle = (low + high) // 2
        fits = sum(
            max(0, min(middle - held, places)) for held, places in zip(agreed, free, strict=True)
        )
        low, high = (low, middle) if fits >= wanted else (middle + 1, high)
    return low


def _month(
    turn: Turn, own: Sequence[int], height: int, load: Sequence[int], room: Sequence[int]
) -> int:
    """The first of its months below the height; else the emptiest with room, or one after them."""
    roomy = [month for month in own if load[month] < room[month]]
    if not roomy and not turn.ends and turn.fixed_month is None:
        after = range(own[-1] + 1, len(load))
        roomy = [month for month in after if load[month] < room[month]][:1]
    low = next((month for month in roomy if load[month] < height), None)
    return min(roomy or own, key=load.__getitem__) if low is None else low


def _within(turn: Turn, count: int) -> tuple[int, int]:
    """The first and the last month that keep the promise, or of the turn when none does."""
    if turn.fixed_month is not None and 0 <= turn.fixed_month < count:
        return turn.fixed_month, turn.fixed_month
    first = min(max(turn.opens, 0), count - 1)
    return first, max(first, min(turn.closes, turn.promised, count - 1))
