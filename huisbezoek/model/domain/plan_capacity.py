"""How many turns a visitor can take in each month: the one place where capacity is counted.

A turn is somebody who is asked; only a share says yes. So a visitor who does three visits a month
can take five turns when 60 of 100 people say yes. Parts of turns are carried over to the next
month, so that over a year nothing is lost by rounding.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from huisbezoek.model.domain.availability import AwayPeriod, is_away, read_away
from huisbezoek.model.domain.cards import VisitorCard
from huisbezoek.model.domain.partial_dates import add_months

HOLIDAY_MONTHS: Final = frozenset({7, 8, 12})
"""July, August and December: people are away, visitors and residents."""

HOLIDAY_PERCENT: Final = 50
"""What is left of a month's visits in a holiday month."""

LAST_DAY_FOR_THIS_MONTH: Final = 10
"""Later in a month its plan begins with the next one: first the letters go out."""

_WHOLE: Final = 100


@dataclass(frozen=True, slots=True)
class CapacityTerms:
    """`yes_percent` of 100 people who are asked let a visitor come.

    `visits_per_month` is what everybody does, instead of what stands on the cards.
    """

    yes_percent: int = 60
    visits_per_month: int | None = None


@dataclass(frozen=True, slots=True)
class Readiness:
    """Until when a visitor may be given residents: `until` is the certificate's last day.

    `is_ready` is whether secrecy was promised and the visitor still works along.
    """

    is_ready: bool
    until: date | None


@dataclass(frozen=True, slots=True)
class Filled:
    """What a visitor has open: `now` on this day, `months` how many places of each month it has."""

    now: int = 0
    months: tuple[int, ...] = ()


def plan_begins(today: date) -> date:
    """The first day of the first month that a plan of this day can still fill."""
    this_month = today.replace(day=1)
    return this_month if today.day <= LAST_DAY_FOR_THIS_MONTH else add_months(this_month, 1)


def is_done_before(begins: date, appointment: date | None) -> bool:
    """Whether an open visit fills no month of a plan: its appointment comes before the plan.

    Without an appointment it fills the first month, however old its letter is.
    """
    return appointment is not None and appointment < begins


def is_for_later(planned_for: date | None, today: date) -> bool:
    """Whether the letter of a visit still waits for the month for which it was accepted.

    A letter goes out as soon as a plan of the day begins with that month: before it, so that there
    is time to answer.
    """
    return planned_for is not None and planned_for > plan_begins(today)


def months_from(first: date, count: int) -> tuple[date, ...]:
    """The first days of so many months, beginning with the month of `first`."""
    start = first.replace(day=1)
    return tuple(add_months(start, month) for month in range(count))


def is_valid_in(month: date, ready: Readiness) -> bool:
    """Whether the papers hold on all days of this month: on which one the visit falls is open."""
    last = add_months(month, 1) - timedelta(days=1)
    return ready.is_ready and ready.until is not None and last <= ready.until


def is_away_in(month: date, card: VisitorCard) -> bool:
    """Whether the visitor is away on all days of this month."""
    return not _present(month, read_away(card.away))


def places(
    card: VisitorCard,
    months: Sequence[date],
    *,
    ready: Readiness,
    filled: Filled,
    terms: CapacityTerms,
    carried: Fraction = Fraction(0),
) -> tuple[int, ...]:
    """How many more turns this visitor can take in each month.

    What is `filled` is taken off; in the first month there are never more than the card says at
    once, with what is open on this day.
    `carried` is the part of a turn (from 0, less than 1) that stands over from before.
    """
    if not ready.is_ready or ready.until is None:
        return (0,) * len(months)
    usual = terms.visits_per_month
    visits = max(0, card.visits_per_month if usual is None else usual)
    turns = Fraction(visits * _WHOLE, min(_WHOLE, max(1, terms.yes_percent)))
    stretches = read_away(card.away)
    most = max(0, card.most_open_visits)
    found = []
    earned = carried
    for number, month in enumerate(months):
        before = int(earned)
        share = Fraction(0)
        if is_valid_in(month, ready):
            share = _present(month, stretches) * _holiday(month)
        earned += turns * share
        free = min(int(earned) - before, most) if share else 0
        free -= filled.months[number] if number < len(filled.months) else 0
        found.append(max(0, free if number else min(free, most - filled.now)))
    return tuple(found)


def _holiday(month: date) -> Fraction:
    return Fraction(HOLIDAY_PERCENT if month.month in HOLIDAY_MONTHS else _WHOLE, _WHOLE)


def _present(month: date, stretches: Sequence[AwayPeriod]) -> Fraction:
    """The share of the days of this month on which the visitor is not away."""
    if not stretches:
        return Fraction(1)
    days = (add_months(month, 1) - month).days
    away = sum(is_away(stretches, month + timedelta(days=day)) for day in range(days))
    return Fraction(days - away, days)
