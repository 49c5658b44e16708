"""The problem in numbers: turns, visitors and slots in a fixed order, and who may sit where."""

from functools import cached_property
from zlib import crc32

from huisbezoek.model.domain.cycle_plan import PlanProblem, PlanVisitor, Turn
from huisbezoek.model.domain.plan_prices import CrowdStep, crowd_steps, level, month_places
from huisbezoek.model.domain.plan_rules import (
    PlanWeights,
    allowed_months,
    keeps_promise,
    modules_needed,
    month_price,
    standing,
    visitor_price,
)

Choice = tuple[int, int]
"""The price of a visitor for a turn, and the visitor's number."""

Window = tuple[int, int, int, range]
"""When a turn opens and closes, what was promised, and the months that it may have."""


class Board:
    """A problem with everything numbered; a slot is a month with a visitor.

    Turns are numbered by key and visitors by identifier, so that the order in which they came plays
    no part. Visitors without any place, or who are not ready, are left out. Slot = month x
    visitors + visitor; a set of slots is one whole number with a bit for each.
    """

    def __init__(self, problem: PlanProblem, weights: PlanWeights) -> None:
        self.problem = problem
        self.weights = weights
        self.turns: list[Turn] = sorted(problem.turns, key=lambda turn: turn.key)
        self.visitors: list[PlanVisitor] = sorted(
            (one for one in problem.visitors if one.is_ready and any(one.places)),
            key=lambda visitor: visitor.visitor,
        )
        self.months = len(problem.months)
        self.places: list[int] = [
            visitor.places[month] for month in range(self.months) for visitor in self.visitors
        ]
        self.ranges: list[range] = [allowed_months(turn, self.months) for turn in self.turns]
        self.by_standing: list[int] = sorted(
            range(len(self.turns)), key=lambda one: standing(self.turns[one])
        )
        self._repeat = sum(1 << len(self.visitors) * month for month in range(self.months))
        self._alike: dict[tuple[object, ...], list[Choice]] = {}
        self._month_prices: dict[tuple[int, int, int], list[int]] = {}
        self._reach: dict[int, int] = {}

    @cached_property
    def choices(self) -> list[list[Choice]]:
        """Per turn whom no rule forbids, the cheapest first.

        Among equals each turn begins with another visitor, so that a shortened list does not name
        the same few everywhere.
        """
        return [self._choices(turn) for turn in self.turns]

    @cached_property
    def crowds(self) -> list[tuple[CrowdStep, ...]]:
        """Per month what each further turn costs."""
        height = level(self.problem)
        return [
            crowd_steps(height, agreed, places, self.weights)
            for agreed, places in zip(self.problem.agreed, month_places(self.problem), strict=True)
        ]

    def window(self, turn: int) -> Window:
        """What decides the price of every month for this turn: turns that share it may swap."""
        found = self.turns[turn]
        return (found.opens, found.closes, found.promised, self.ranges[turn])

    def month_prices(self, turn: int) -> list[int]:
        """What each month of the plan costs for this turn, whoever goes."""
        found = self.turns[turn]
        key = (found.opens, found.closes, found.promised)
        prices = self._month_prices.get(key)
        if prices is None:
            prices = [month_price(found, month, self.weights) for month in range(self.months)]
            self._month_prices[key] = prices
        return prices

    def reach(self, turn: int) -> int:
        """Every slot that the turn may have."""
        slots = self._reach.get(turn)
        if slots is None:
            visitors = sum(1 << visitor for _, visitor in self.choices[turn])
            slots = visitors * self._repeat & self._within(self.ranges[turn])
            self._reach[turn] = slots
        return slots

    def promised_reach(self, turn: int) -> int:
        """The slots that keep the promise of the cycle."""
        found, months = self.turns[turn], self.ranges[turn]
        kept = [month for month in months if keeps_promise(found, month)]
        return self.reach(turn) & self._within(range(months.start, months.start + len(kept)))

    def is_promised(self, turn: int, slot: int) -> bool:
        """Whether this slot keeps the promise to this turn."""
        return keeps_promise(self.turns[turn], slot // len(self.visitors))

    def slot_price(self, turn: int, slot: int) -> int:
        """What this slot costs for this turn, apart from how crowded the month is."""
        month, visitor = divmod(slot, len(self.visitors))
        found = self.turns[turn]
        prices = visitor_price(found, self.visitors[visitor], self.problem, self.weights)
        return prices + self.month_prices(turn)[month]

    def _within(self, months: range) -> int:
        width = len(self.visitors)
        return ((1 << width * len(months)) - 1) << width * months.start if months else 0

    def _choices(self, turn: Turn) -> list[Choice]:
        count = len(self.visitors)
        if not count:
            return []
        shift = crc32(turn.key.encode()) % count
        other = self.weights.other_visitor if turn.last_visitor else 0
        codes = []
        for price, number in self._priced_alike(turn):
            visitor = self.visitors[number]
            if (
                (turn.street and visitor.street == turn.street)
                or visitor.visitor in turn.ruled_out
                or (turn.fixed_visitor and turn.fixed_visitor != visitor.visitor)
            ):
                continue
            added = other if visitor.visitor != turn.last_visitor else 0
            codes.append((price + added) * count + (number - shift) % count)
        codes.sort()
        return [(code // count, (code + shift) % count) for code in codes]

    def _priced_alike(self, turn: Turn) -> list[Choice]:
        """The trained visitors with their prices, worked out once for all turns like this one."""
        key = (turn.district, turn.near, turn.groups, turn.languages, turn.sex_wish, turn.day_parts)
        found = self._alike.get(key)
        if found is None:
            needed = modules_needed(turn.groups, self.problem.modules_for)
            found = [
                (self._price_without_last(turn, visitor), number)
                for number, visitor in enumerate(self.visitors)
                if needed <= visitor.modules
            ]
            self._alike[key] = found
        return found

    def _price_without_last(self, turn: Turn, visitor: PlanVisitor) -> int:
        price = visitor_price(turn, visitor, self.problem, self.weights)
        is_other = bool(turn.last_visitor) and turn.last_visitor != visitor.visitor
        return price - is_other * self.weights.other_visitor
