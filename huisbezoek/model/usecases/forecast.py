"""The forecast: what each month asks, what it can hold, and how long the cycle becomes.

It is made of a `PlanProblem` alone and answers at once, so that it can follow a slider. Load is in
turns: people who are asked, a couple as one. What is *due* is the load if everybody were asked as
soon as the turn opens; *levelled* is the same turns spread over their months.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from huisbezoek.model.domain.cycle_plan import NoPlaceReason, PlanProblem, Turn
from huisbezoek.model.domain.levelling import levelled_months
from huisbezoek.model.domain.plan_prices import month_places
from huisbezoek.model.domain.plan_rules import refusals, useful_visitors
from huisbezoek.model.domain.target_groups import DEFAULT_TERMS

_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class MonthLoad:
    """One month, in turns. `due` and `levelled` include what is `agreed`; so does `capacity`.

    `last_chance` counts, of the turns that stand here, those whose group is over after this month,
    by group; `asked` those who asked for a visit themselves; `without_visitor` those whose visit
    was planned before. They explain a month over capacity. `nobody` counts those to whom no
    visitor may go, whatever room there is.
    """

    month: date
    due: int
    levelled: int
    capacity: int
    agreed: int
    last_chance: Mapping[str, int] = field(default_factory=dict)
    asked: int = 0
    without_visitor: int = 0
    nobody: int = 0

    @property
    def over(self) -> int:
        """How many turns do not fit; those whom nobody may visit would fit nowhere."""
        return max(0, self.levelled - self.nobody - self.capacity)


@dataclass(frozen=True, slots=True)
class Forecast:
    """All months, and what they say together.

    `highest_to_mean` compares the highest levelled month with the mean (1.0 is flat). `years` is
    how often these visitors can visit everybody they may go to, in years (one decimal; None when
    never, and then `why_never` says why); `cycle_years` is the cycle that is asked for. `residents`
    is how many people have a turn, `nobody` to how many of them no visitor may go, `late` how many
    turns stand later than the cycle promises.
    `by_district` and `by_group` hold turns per month, agreed ones too; '' is a district or a group
    that is not known. The districts add up to the months; so do the groups without what
    `in_several` counts: each turn as often as it stands under one group more.
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
    in_several: tuple[int, ...] = ()
    nobody: int = 0
    late: int = 0
    why_never: NoPlaceReason | None = None
    age_from: int = DEFAULT_TERMS.age_from

    @property
    def fits(self) -> bool:
        """Whether no month holds more than it can."""
        return all(month.over == 0 for month in self.months)

    @property
    def over_months(self) -> tuple[MonthLoad, ...]:
        """The months that hold more than they can, each of which needs a sentence why."""
        return tuple(month for month in self.months if month.over)


def forecast(
    problem: PlanProblem, *, cycle_months: int, age_from: int = DEFAULT_TERMS.age_from
) -> Forecast:
    """What this problem asks of each month. `cycle_months` is the cycle it was made for.

    `age_from` is the age from which people are asked: the name of their group has it.
    """
    count = len(problem.months)
    agreed = problem.agreed
    room = [held + places for held, places in zip(agreed, month_places(problem), strict=True)]
    barred = frozenset(turn.key for turn in problem.turns if refusals(turn, problem))
    standing = list(zip(problem.turns, _placed(problem, room, barred), strict=True))
    months = _months(problem, standing, room, barred)
    parts = [(turn.district, turn.groups, month) for turn, month in standing]
    parts += [(one.district, one.groups, one.month) for one in problem.agreed_turns]
    years = _years(problem, sum(room), cycle_months, barred)
    return Forecast(
        months=months,
        turns=len(problem.turns),
        residents=len({one for turn in problem.turns for one in turn.residents}),
        capacity=sum(room),
        agreed=sum(agreed),
        highest_to_mean=highest_to_mean([month.levelled for month in months]),
        years=years,
        cycle_years=round(cycle_months / _YEAR, 1),
        by_district=_split(((district, month) for district, _, month in parts), count),
        by_group=_split(
            ((name, month) for _, groups, month in parts for name in groups or ("",)), count
        ),
        in_several=_in_several(parts, count),
        nobody=len({one for turn in problem.turns if turn.key in barred for one in turn.residents}),
        late=sum(month > max(turn.promised, turn.opens, 0) for turn, month in standing),
        why_never=_why_never(problem) if years is None else None,
        age_from=age_from,
    )


def _months(
    problem: PlanProblem,
    standing: Sequence[tuple[Turn, int]],
    room: Sequence[int],
    barred: frozenset[str],
) -> tuple[MonthLoad, ...]:
    count, agreed = len(problem.months), problem.agreed
    due = Counter(min(max(turn.opens, 0), count - 1) for turn, _ in standing)
    levelled = Counter(month for _, month in standing)
    chances = _last_chances(standing, count)
    asked, still_open = (
        Counter(month for turn, month in standing if turn.asked_for and turn.is_open is is_open)
        for is_open in (False, True)
    )
    nobody = Counter(month for turn, month in standing if turn.key in barred)
    return tuple(
        MonthLoad(
            month=first,
            due=due[number] + agreed[number],
            levelled=levelled[number] + agreed[number],
            capacity=room[number],
            agreed=agreed[number],
            last_chance=chances[number],
            asked=asked[number],
            without_visitor=still_open[number],
            nobody=nobody[number],
        )
        for number, first in enumerate(problem.months)
    )


def _placed(problem: PlanProblem, room: Sequence[int], barred: frozenset[str]) -> tuple[int, ...]:
    """The month of each turn; those to whom nobody may go take no room of the others."""
    going = [turn for turn in problem.turns if turn.key not in barred]
    waiting = [turn for turn in problem.turns if turn.key in barred]
    first = levelled_months(going, room, problem.agreed)
    held = Counter(first)
    load = [agreed + held[number] for number, agreed in enumerate(problem.agreed)]
    then = levelled_months(waiting, room, load)
    months = {
        turn.key: month for turn, month in zip((*going, *waiting), (*first, *then), strict=True)
    }
    return tuple(months[turn.key] for turn in problem.turns)


def highest_to_mean(load: Sequence[int]) -> float:
    """The highest month against the mean of all; 1.0 when nothing is asked."""
    total = sum(load)
    return max(load) * len(load) / total if total else 1.0


def _years(
    problem: PlanProblem, capacity: int, cycle_months: int, barred: frozenset[str]
) -> float | None:
    """How many years these visitors need for everybody: one decimal, never shorter than asked.

    Turns that come once (around the pension, after a loss) are taken off the room first; those to
    whom nobody may go are left out.
    """
    turns = [turn for turn in problem.turns if turn.key not in barred]
    once = sum(turn.ends for turn in turns)
    every = len(turns) - once + sum(problem.agreed)
    if barred and not turns and not every:
        return None
    left = capacity - once
    if every and left <= 0:
        return None
    return round(max(1.0, every / left if every else 0) * cycle_months / _YEAR, 1)


def _why_never(problem: PlanProblem) -> NoPlaceReason:
    """Why nobody is visited: no visitors, none whose papers hold, or none who may go."""
    if not problem.visitors:
        return NoPlaceReason.NO_VISITORS
    if not any(visitor.is_ready for visitor in problem.visitors):
        return NoPlaceReason.NONE_READY
    if not useful_visitors(problem):
        return NoPlaceReason.NO_VISITOR_ALLOWED
    return NoPlaceReason.VISITORS_FULL


def _last_chances(standing: Sequence[tuple[Turn, int]], count: int) -> list[dict[str, int]]:
    found: list[Counter[str]] = [Counter() for _ in range(count)]
    for turn, month in standing:
        if turn.ends and turn.closes <= month:
            found[month].update(turn.groups)
    return [dict(sorted(counts.items())) for counts in found]


def _split(parts: Iterable[tuple[str, int]], count: int) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for name, month in parts:
        found.setdefault(name, [0] * count)[month] += 1
    return {name: tuple(load) for name, load in sorted(found.items())}


def _in_several(parts: Iterable[tuple[str, frozenset[str], int]], count: int) -> tuple[int, ...]:
    found = [0] * count
    for _district, groups, month in parts:
        found[month] += max(0, len(groups) - 1)
    return tuple(found)
