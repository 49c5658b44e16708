"""The forecast: what each month asks, what it can hold, and how long the cycle becomes.

It is made of a `PlanProblem` alone and answers at once, so that it can follow a slider. Load is in
turns: people who are asked, a couple as one. What is *due* is the load if everybody were asked as
soon as the turn opens; *levelled* is the same turns spread over their months.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from huisbezoek.model.domain.cycle_plan import PlanProblem, Turn
from huisbezoek.model.domain.levelling import levelled_months

_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class MonthLoad:
    """One month, in turns. `due` and `levelled` include what is `agreed`; so does `capacity`.

    `last_chance` counts, of the turns that stand here, those whose group is over after this month,
    by group; `asked` those who asked for a visit themselves; `without_visitor` those whose visit
    was planned before. They explain a month over capacity.
    """

    month: date
    due: int
    levelled: int
    capacity: int
    agreed: int
    last_chance: Mapping[str, int] = field(default_factory=dict)
    asked: int = 0
    without_visitor: int = 0

    @property
    def over(self) -> int:
        """How many turns do not fit in this month."""
        return max(0, self.levelled - self.capacity)


@dataclass(frozen=True, slots=True)
class Forecast:
    """All months, and what they say together.

    `highest_to_mean` compares the highest levelled month with the mean (1.0 is flat). `years` is
    how often these visitors can visit everybody, in years (one decimal; None when never);
    `cycle_years` is the cycle that is asked for. `residents` is how many people have a turn.
    `by_district` and `by_group` hold turns per month; '' is a district that is not known.
    """

    months: tuple[MonthLoad, ...]
    turns: int
    residents: int
    capacity: int
    agreed: int
    highest_to_mean: float
    years: float | None
    cycle_years: float
    by_district: Mapping[str, tuple[int, ...]]
    by_group: Mapping[str, tuple[int, ...]]

    @property
    def fits(self) -> bool:
        """Whether no month holds more than it can."""
        return all(month.over == 0 for month in self.months)

    @property
    def over_months(self) -> tuple[MonthLoad, ...]:
        """The months that hold more than they can, each of which needs a sentence why."""
        return tuple(month for month in self.months if month.over)


def forecast(problem: PlanProblem, *, cycle_months: int) -> Forecast:
    """What this problem asks of each month. `cycle_months` is the cycle it was made for."""
    count = len(problem.months)
    agreed = problem.agreed
    room = [
        agreed[month] + sum(visitor.places[month] for visitor in problem.visitors)
        for month in range(count)
    ]
    placed = levelled_months(problem.turns, room, agreed)
    due = Counter(min(max(turn.opens, 0), count - 1) for turn in problem.turns)
    levelled = Counter(placed)
    chances = _last_chances(problem.turns, placed, count)
    asked, still_open = (
        Counter(
            month
            for turn, month in zip(problem.turns, placed, strict=True)
            if turn.asked_for and turn.is_open is is_open
        )
        for is_open in (False, True)
    )
    months = tuple(
        MonthLoad(
            month=first,
            due=due[number] + agreed[number],
            levelled=levelled[number] + agreed[number],
            capacity=room[number],
            agreed=agreed[number],
            last_chance=chances[number],
            asked=asked[number],
            without_visitor=still_open[number],
        )
        for number, first in enumerate(problem.months)
    )
    return Forecast(
        months=months,
        turns=len(problem.turns),
        residents=len({one for turn in problem.turns for one in turn.residents}),
        capacity=sum(room),
        agreed=sum(agreed),
        highest_to_mean=highest_to_mean([month.levelled for month in months]),
        years=_years(problem, sum(room), cycle_months),
        cycle_years=round(cycle_months / _YEAR, 1),
        by_district=_split(problem.turns, placed, count, lambda turn: (turn.district,)),
        by_group=_split(problem.turns, placed, count, lambda turn: tuple(turn.groups)),
    )


def highest_to_mean(load: Sequence[int]) -> float:
    """The highest month against the mean of all; 1.0 when nothing is asked."""
    total = sum(load)
    return max(load) * len(load) / total if total else 1.0


def _years(problem: PlanProblem, capacity: int, cycle_months: int) -> float | None:
    """How many years these visitors need for everybody: one decimal, never shorter than asked.

    Turns that come once (around the pension, after a loss) are taken off the room first.
    """
    once = sum(turn.ends for turn in problem.turns)
    every = len(problem.turns) - once + sum(problem.agreed)
    if every == 0:
        return round(cycle_months / _YEAR, 1)
    left = capacity - once
    if left <= 0:
        return None
    return round(max(1.0, every / left) * cycle_months / _YEAR, 1)


def _last_chances(turns: Sequence[Turn], placed: Sequence[int], count: int) -> list[dict[str, int]]:
    found: list[Counter[str]] = [Counter() for _ in range(count)]
    for turn, month in zip(turns, placed, strict=True):
        if turn.ends and turn.closes <= month:
            found[month].update(turn.groups)
    return [dict(sorted(counts.items())) for counts in found]


def _split(
    turns: Sequence[Turn],
    placed: Sequence[int],
    count: int,
    names_of: Callable[[Turn], tuple[str, ...]],
) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for turn, month in zip(turns, placed, strict=True):
        for name in names_of(turn):
            found.setdefault(name, [0] * count)[month] += 1
    return {name: tuple(load) for name, load in sorted(found.items())}
