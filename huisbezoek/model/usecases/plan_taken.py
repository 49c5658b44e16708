"""What fills the visitors: one count of open visits for lists, the plan, its room and accepting.

A visit counts from the month for which it was accepted in a round: until then it lies ready, and
nobody is written to. A couple that goes together is one visit (`couples.visits_of`).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from huisbezoek.model.domain.couples import visits_of
from huisbezoek.model.domain.plan_capacity import Filled, is_done_before, is_for_later
from huisbezoek.model.usecases.plan_basis import PlanBasis
from huisbezoek.model.usecases.ports.plan_facts import PlanFacts


@dataclass(frozen=True, slots=True)
class Taken:
    """By visitor: `now` is how many visits are open, the number that the page Bezoekers shows.

    `later` holds by month those that were accepted for a month to come, `months` how many places
    of each month of a plan are filled.
    """

    now: Mapping[str, int]
    later: Mapping[date, Mapping[str, int]]
    months: Sequence[Mapping[str, int]]

    def of(self, visitor: str) -> Filled:
        """What fills this visitor."""
        months = tuple(month.get(visitor, 0) for month in self.months)
        return Filled(self.now.get(visitor, 0), months)


def taken_places(basis: PlanBasis, months: Sequence[date]) -> Taken:
    """What is open on the day of the basis; `months` are the first days of those of the plan."""
    found = [one for one in basis.facts.values() if one.open_visit and one.visitor]
    waiting = {one.planned_for for one in found if _is_later(one, basis.today)}
    later = {
        month: _visits(basis, [one for one in found if one.planned_for == month])
        for month in sorted(month for month in waiting if month is not None)
    }
    filling: list[list[PlanFacts]] = [[] for _ in months]
    for one in found:
        number = filled_month(one, months, basis)
        if number < len(months) and not is_done_before(months[0], one.appointment_on):
            filling[number].append(one)
    return Taken(
        now=_visits(basis, [one for one in found if not _is_later(one, basis.today)]),
        later=later,
        months=[_visits(basis, people) for people in filling],
    )


def filled_month(facts: PlanFacts, months: Sequence[date], basis: PlanBasis) -> int:
    """The month of a plan that an open visit fills: the first one when nothing later was agreed."""
    on = facts.open_month_on or basis.today
    first = months[0]
    return max(0, (on.year - first.year) * 12 + on.month - first.month)


def _is_later(facts: PlanFacts, today: date) -> bool:
    return not facts.has_appointment and is_for_later(facts.planned_for, today)


def _visits(basis: PlanBasis, found: Sequence[PlanFacts]) -> Counter[str]:
    if not found:
        return Counter()
    return visits_of(basis.units, {one.resident: one.visitor for one in found})
