"""`plan`: makes the plan of a fictional municipality and says what came out; counts only."""

from collections.abc import Callable
from dataclasses import asdict, dataclass

from huisbezoek.commands.speaking import print_line, print_words

_HEADS = ("maand", "nodig", "verdeeld", "gepland", "plek")


@dataclass(frozen=True, slots=True)
class PlanWish:
    """What was asked on the command line."""

    residents: int
    visitors: int
    months: int
    cycle_months: int


@dataclass(frozen=True, slots=True)
class PlannedMonth:
    """One month in turns: as due without levelling, as the forecast and as the plan levels it.

    Each includes what was agreed already, and so does `capacity`.
    """

    month: str
    due: int
    levelled: int
    planned: int
    capacity: int
    agreed: int


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """What a plan came to.

    `unplanned` are turns without a visitor, `waiting` those of them that have no month either;
    `same_visitor` is a share of the `known_visitor` turns of which it is known who was there last
    time. `seconds` are of the clock on the wall.
    """

    residents: int
    visitors: int
    months: tuple[PlannedMonth, ...]
    turns: int
    mean: float
    highest: int
    highest_to_mean: float
    highest_before: int
    unplanned: int
    waiting: int
    known_visitor: int
    same_visitor: float
    years_per_cycle: float | None
    way: str
    seconds: dict[str, float]


def plan(measure: Callable[[PlanWish], PlanFigures], wish: PlanWish, *, as_json: bool) -> int:
    """Makes the plan and prints its figures. Raises typed errors."""
    figures = measure(wish)
    if as_json:
        print_line(asdict(figures))
    else:
        print_words(_sentences(figures))
    return 0


def _sentences(figures: PlanFigures) -> list[str]:
    rows = [_HEADS] + [
        (one.month, str(one.due), str(one.levelled), str(one.planned), str(one.capacity))
        for one in figures.months
    ]
    line = asdict(figures)
    line.pop("months")
    return [
        *("".join(cell.rjust(10) for cell in row) for row in rows),
        *(f"{name}: {value}" for name, value in line.items()),
    ]
