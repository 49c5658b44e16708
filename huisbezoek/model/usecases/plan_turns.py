"""Whose turn falls in which months of the plan: the due periods of everybody, looked ahead.

A turn that was due before the programme began has the whole first round (one cycle from the first
list that was read) to be done in, so that the load becomes even. Every other turn lies in the
months of `cycle.turn_months`. After a turn the next one is looked for as if somebody had been
visited in the month that was meant, so that a short cycle gives two turns and a long one none.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.cycle import DuePeriod, DueReason, periods_on, turn_months
from huisbezoek.model.domain.partial_dates import add_months
from huisbezoek.model.domain.residents import ResidentState
from huisbezoek.model.domain.target_groups import CycleTerms
from huisbezoek.model.usecases.ports.plan_facts import PlanFacts

FIRST_ROUND_SLACK: Final = 3
"""Months to either side that a first turn may move when a second one follows in the same plan."""

PARTNER_MONTHS: Final = 6
"""Who lives with somebody who is due is visited along when due within so many months."""

_YEAR: Final = 12
_NO_CARD: Final = ResidentCard()
_AFTER_A_CYCLE: Final = frozenset(
    {DueReason.CYCLE_AFTER_VISIT, DueReason.CYCLE_AFTER_CONTACT, DueReason.WANTS_REPEAT}
)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The months of the plan, and the first round: from the day `begins` for one cycle.

    `last_of_first_round` is the last month in which it can be done; negative when it is over.
    """

    first: date
    count: int
    today: date
    begins: date
    last_of_first_round: int

    def month(self, day: date) -> int:
        """The number of the day's month: 0 is the first of the plan, before it is negative."""
        return (day.year - self.first.year) * _YEAR + day.month - self.first.month

    def day(self, month: int) -> date:
        """The first day of this month; today in the first month, since what is past is past."""
        return max(add_months(self.first, month), self.today)


@dataclass(frozen=True, slots=True)
class Window:
    """A turn of one person or couple: in the months `opens`..`closes`, meant for `meant`.

    `in_first_round` when it was due before the programme began; then `meant` is not known yet.
    `promised` is the last month that keeps the promise: after a visit or a contact the month in
    which the cycle ends, else the last month of the turn. Who said *later* is visited
    `not_before` that month, whoever lives there.
    """

    opens: int
    closes: int
    meant: int
    waits_from: date
    ends: bool = False
    asked_for: bool = False
    in_first_round: bool = False
    groups: frozenset[str] = frozenset()
    promised: int = 0
    not_before: int = 0


def state_of(facts: PlanFacts) -> ResidentState:
    """The state of the resident as far as due periods depend on it."""
    return ResidentState(
        facts.resident,
        _card(facts),
        listed_on=facts.listed_on,
        requested_on=facts.requested_on,
        wants_repeat=facts.wants_repeat,
        last_contact_on=facts.last_contact_on,
        last_held_on=facts.last_held_on,
        deferred_until=facts.deferred_until,
        deferred_on=facts.deferred_on,
        request_answered=facts.request_answered,
    )


def _card(facts: PlanFacts) -> ResidentCard:
    """What periods ask of the card: only a wish to be visited again looks at it."""
    if not facts.wants_repeat:
        return _NO_CARD
    return ResidentCard(birth_date=facts.birth_date, loss_date=facts.loss_date)


def first_windows(
    people: Iterable[PlanFacts], calendar: Calendar, terms: CycleTerms
) -> dict[str, Window]:
    """The first turn of everybody who has none open and is due some day."""
    found = {}
    for facts in people:
        periods = periods_on(state_of(facts), facts.grounds, terms)
        window = _first(facts, periods, calendar)
        if window is not None:
            found[facts.resident] = window
    return found


def in_turn(
    windows: Mapping[str, Window], units: Sequence[Sequence[str]], calendar: Calendar, cycle: int
) -> dict[str, Window]:
    """The windows with a month that is meant for everybody of the first round.

    Who waits longest goes first (architecture.md, Capacity is honest), a couple in one month. When
    the next turn falls within the plan too, the first one stays near the month that was meant.
    """
    last = calendar.last_of_first_round
    late = [
        (min((not windows[one].asked_for, windows[one].waits_from) for one in waiting), waiting)
        for unit in units
        if (waiting := [one for one in unit if one in windows and windows[one].in_first_round])
    ]
    late.sort()
    placed = dict(windows)
    for rank, (_, unit) in enumerate(late):
        meant = rank * (last + 1) // len(late)
        opens, closes = 0, last
        if meant + cycle < calendar.count:
            opens, closes = max(0, meant - FIRST_ROUND_SLACK), min(last, meant + FIRST_ROUND_SLACK)
        for one in unit:
            found = windows[one]
            # Made anew: a copy takes four times as long, and this is most of a town.
            placed[one] = Window(
                opens=opens,
                closes=closes,
                meant=meant,
                waits_from=found.waits_from,
                in_first_round=True,
                groups=found.groups,
                promised=closes,
                not_before=found.not_before,
            )
    return placed


def later_windows(
    facts: PlanFacts, after: int, calendar: Calendar, terms: CycleTerms
) -> Iterator[Window]:
    """The turns that follow on a visit in the month `after`, as far as the plan reaches."""
    while _may_follow(facts, after, calendar, terms):
        visited = calendar.day(after)
        # Made anew, which takes a third of the time of a copy with four changes.
        state = ResidentState(
            facts.resident,
            _card(facts),
            listed_on=facts.listed_on,
            requested_on=facts.requested_on,
            wants_repeat=facts.wants_repeat,
            last_contact_on=visited,
            last_held_on=visited,
            request_answered=True,
        )
        window = _first(facts, periods_on(state, facts.grounds, terms), calendar)
        if window is None or window.meant <= after:
            return
        yield window
        after = window.meant


def together(one: Window, other: Window) -> Window | None:
    """The turn of a couple; None when their turns lie too far apart to go on one occasion."""
    not_before = max(one.not_before, other.not_before)
    if min(one.opens, other.opens) < not_before:
        # One said *later*: the other does not wait for that, and gets a letter alone.
        return None
    opens, closes = max(one.opens, other.opens), min(one.closes, other.closes)
    first = min(one, other, key=lambda window: (window.opens, window.closes))
    if opens > closes:
        if opens - first.opens > PARTNER_MONTHS:
            return None
        opens, closes = first.opens, first.closes
    promised = min(one.promised, other.promised)
    if promised < opens:
        # The other goes along early, so that neither is asked later than promised.
        opens = first.opens
    return Window(
        opens=opens,
        closes=closes,
        meant=max(opens, min(closes, one.meant, other.meant)),
        waits_from=min(one.waits_from, other.waits_from),
        ends=one.ends or other.ends,
        asked_for=one.asked_for or other.asked_for,
        in_first_round=one.in_first_round and other.in_first_round,
        groups=one.groups | other.groups,
        promised=promised,
        not_before=not_before,
    )


def _first(facts: PlanFacts, periods: Sequence[DuePeriod], calendar: Calendar) -> Window | None:
    """The turn of the periods that are open first; one visit counts for all groups."""
    windows = [
        _window(facts, period, calendar)
        for period in periods
        if period.closes is None or period.closes >= calendar.today
    ]
    if not windows:
        return None
    windows.sort(key=lambda window: (window.opens, window.closes))
    turn, *rest = windows
    for other in rest:
        if other.opens <= turn.closes:
            turn = together(turn, other) or turn
    held = {one.group.value for one in facts.grounds if one.holds_on(calendar.day(turn.opens))}
    return turn if held <= turn.groups else replace(turn, groups=turn.groups | held)


def _window(facts: PlanFacts, period: DuePeriod, calendar: Calendar) -> Window:
    first, last = (calendar.month(day) for day in turn_months(period))
    not_before = max(0, calendar.month(facts.deferred_until or calendar.first))
    first = max(first, not_before)
    ends = period.closes is not None
    asked_for = period.reason is DueReason.REQUESTED
    due_since = max(period.opens, facts.listed_on or period.opens)
    in_first_round = (
        due_since <= calendar.begins
        and period.opens <= calendar.today
        and not (ends or asked_for)
        and calendar.last_of_first_round >= 0
    )
    closes = calendar.last_of_first_round if in_first_round else max(0, last)
    if period.closes is not None:
        closes = max(0, calendar.month(period.closes))
    promised = closes
    if period.reason in _AFTER_A_CYCLE and not in_first_round:
        promised = min(closes, max(0, calendar.month(period.opens)))
    return Window(
        opens=first,
        closes=closes,
        meant=0 if in_first_round else max(0, (first + last) // 2),
        waits_from=facts.last_contact_on or period.since or period.opens,
        ends=ends,
        asked_for=asked_for,
        in_first_round=in_first_round,
        groups=frozenset({period.group.value}),
        promised=promised,
        not_before=not_before,
    )


def _may_follow(facts: PlanFacts, after: int, calendar: Calendar, terms: CycleTerms) -> bool:
    """Whether anything can come after this month and within the plan: most often it cannot."""
    if after + terms.cycle_months < calendar.count:
        return True
    return any(
        after <= calendar.month(ground.first_day) < calendar.count for ground in facts.grounds
    )
