"""The cycle: in which periods a resident is due, and why.

The rules are those of domain.md 1.4 and architecture.md, Groups. Periods are absolute: today's date
plays no part, so they can be kept beside the resident and compared with any day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final, assert_never

from huisbezoek.model.domain.partial_dates import ImpossibleDateError, PartialDate, add_months
from huisbezoek.model.domain.residents import ResidentState
from huisbezoek.model.domain.target_groups import (
    CycleTerms,
    Ground,
    GroupFacts,
    GroupRules,
    TargetGroup,
    grounds,
    groups_on,
)

TURN_MONTHS: Final = 4
"""How many months after the first month a turn is spread over (product-bar.md a3)."""

RECENTLY_MONTHS: Final = 12
"""Someone who came on a list longer than this after a 75th birthday did not just become 75."""

GROUP_FIELDS: Final = ("birth_date", "loss_date", "carer_since")
"""The fields of a card that decide about groups; see `group_facts`."""


class DueReason(StrEnum):
    """Why a period opens; the window turns it into one sentence with `DuePeriod.since`."""

    BECAME_75 = "became_75"
    CYCLE_AFTER_VISIT = "cycle_after_visit"
    CYCLE_AFTER_CONTACT = "cycle_after_contact"
    NEVER_VISITED = "never_visited"
    LOSS = "loss"
    CARER = "carer"
    PENSION_WINDOW = "pension_window"
    REQUESTED = "requested"
    WANTS_REPEAT = "wants_repeat"
    DEFERRED = "deferred"


FROM_CYCLE: Final = frozenset({DueReason.CYCLE_AFTER_VISIT, DueReason.CYCLE_AFTER_CONTACT})
"""Why somebody comes again: it says nothing of the group that the cycle is for."""

_TERMS: Final = frozenset({DueReason.LOSS, DueReason.PENSION_WINDOW})
"""Talks that are offered once, within a term."""


@dataclass(frozen=True, slots=True, order=True)
class DuePeriod:
    """Due from `opens` until `closes`, both included; for ever when `closes` is None.

    `since` is the day the reason names: the 75th birthday, the last visit or contact, the loss, the
    state pension date, the request, the end of the deferral.
    """

    opens: date
    group: TargetGroup
    reason: DueReason
    since: date | None = None
    closes: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the resident is due on this day; both ends are included."""
        return self.opens <= day and (self.closes is None or day <= self.closes)


def group_facts(state: ResidentState) -> GroupFacts:
    """What decides the resident's groups; a date that cannot be read counts as not known."""
    return GroupFacts(
        birth_date=_partial(state.card.birth_date),
        loss_date=_partial(state.card.loss_date),
        carer_since=_partial(state.card.carer_since),
        requested_on=state.requested_on,
    )


def resident_groups(state: ResidentState, day: date, rules: GroupRules) -> frozenset[TargetGroup]:
    """All groups of the resident on this day; a visit counts for each of them."""
    return groups_on(group_facts(state), day, rules)


def due_periods(state: ResidentState, rules: GroupRules) -> tuple[DuePeriod, ...]:
    """Every period in which the resident is to be visited, the first to open first.

    Someone in several groups has a period for each, so that the earliest due date wins. Nobody is
    due after death, a move, an objection or an exclusion. A deferral freezes until its date and
    removes nothing. What an open visit means for today is `resident_fold.resident_status`.
    """
    return periods_on(state, grounds(group_facts(state), rules), rules.terms)


def periods_on(
    state: ResidentState, found_grounds: Iterable[Ground], terms: CycleTerms
) -> tuple[DuePeriod, ...]:
    """As `due_periods`, for whoever has the resident's grounds at hand already."""
    if state.stopped_on is not None or state.excluded:
        return ()
    found = [
        period for ground in found_grounds if (period := _period(ground, state, terms)) is not None
    ]
    repeat = _repeat_period(state, found, terms)
    if repeat is not None:
        found.append(repeat)
    return tuple(sorted(set(_frozen(found, state)), key=_order))


def due_on(periods: Iterable[DuePeriod], day: date) -> tuple[DuePeriod, ...]:
    """The periods that are open on this day, the earliest due date first."""
    return tuple(sorted((period for period in periods if period.holds_on(day)), key=_order))


def next_due(periods: Iterable[DuePeriod], day: date) -> DuePeriod | None:
    """The period that explains the resident: the earliest open one, else the first to open."""
    kept = sorted(
        (period for period in periods if period.closes is None or day <= period.closes), key=_order
    )
    return kept[0] if kept else None


def past_term(
    periods: Iterable[DuePeriod], day: date, known_since: date | None
) -> DuePeriod | None:
    """The last term that closed without anybody asking, while the resident was known here.

    None when something else is open on this day, or a later day was agreed with the resident.
    """
    found = tuple(periods)
    if any(_stands_beside(period, day) for period in found):
        return None
    missed = [
        period
        for period in found
        if period.reason in _TERMS
        and period.closes is not None
        and (known_since or date.min) <= period.closes < day
    ]
    return max(missed, key=_order, default=None)


def _stands_beside(period: DuePeriod, day: date) -> bool:
    is_over = period.closes is not None and period.closes < day
    return not is_over and (period.opens <= day or period.reason is DueReason.DEFERRED)


def turn_months(period: DuePeriod) -> tuple[date, date]:
    """Between which months the turn falls: the first days of the first and the last month.

    After an earlier visit the turn lies around the due day, else it begins on that day.
    """
    months_before = TURN_MONTHS // 2 if period.reason is DueReason.CYCLE_AFTER_VISIT else 0
    first = add_months(period.opens.replace(day=1), -months_before)
    last = add_months(first, TURN_MONTHS)
    if period.closes is not None:
        last = max(first, min(last, period.closes.replace(day=1)))
    return first, last


def _period(ground: Ground, state: ResidentState, terms: CycleTerms) -> DuePeriod | None:
    match ground.group:
        case TargetGroup.AGE75 | TargetGroup.CARER:
            return _cycle_period(ground, state, terms)
        case TargetGroup.FORMER_CARER:
            first = add_months(ground.since, terms.former_carer_first_months)
            return _window(ground, state, first, DueReason.LOSS)
        case TargetGroup.PENSION:
            return _window(ground, state, ground.first_day, DueReason.PENSION_WINDOW)
        case TargetGroup.ON_REQUEST:
            if state.request_answered:
                return None
            return DuePeriod(ground.first_day, ground.group, DueReason.REQUESTED, ground.since)
    assert_never(ground.group)


def _cycle_period(ground: Ground, state: ResidentState, terms: CycleTerms) -> DuePeriod:
    """From the first day in the group, and again a cycle after each contact."""
    contact = state.last_contact_on
    if contact is not None:
        again = add_months(contact, terms.cycle_months)
        if again > ground.first_day:
            return DuePeriod(again, ground.group, _after_contact(state), contact)
    return DuePeriod(ground.first_day, ground.group, _first_reason(ground, state), ground.since)


def _window(
    ground: Ground, state: ResidentState, first: date, reason: DueReason
) -> DuePeriod | None:
    """One talk between the first day and the last; a contact in or after the window ends it.

    So does a coordinator who leaves it at that once the window has closed.
    """
    last = ground.last_day if ground.last_day is None else max(first, ground.last_day)
    if state.last_contact_on is not None and state.last_contact_on >= first:
        return None
    if last is not None and state.term_left_on is not None and state.term_left_on > last:
        return None
    return DuePeriod(first, ground.group, reason, ground.since, last)


def _repeat_period(
    state: ResidentState, found: Sequence[DuePeriod], terms: CycleTerms
) -> DuePeriod | None:
    """Every cycle when the resident said yes to that, unless a group asks for it anyway."""
    if state.last_contact_on is None or not state.wants_repeat:
        return None
    opens = add_months(state.last_contact_on, terms.cycle_months)
    if any(period.opens <= opens and period.closes is None for period in found):
        return None
    group = TargetGroup.ON_REQUEST
    if _partial(state.card.loss_date) is not None:
        group = TargetGroup.FORMER_CARER
    elif _partial(state.card.birth_date) is not None:
        group = TargetGroup.PENSION
    return DuePeriod(opens, group, DueReason.WANTS_REPEAT, state.last_contact_on)


def _frozen(periods: Sequence[DuePeriod], state: ResidentState) -> list[DuePeriod]:
    """The periods with what opens before the deferral's date moved to it.

    A period that closes meanwhile stays open instead, for who said *later* did not say *no*.
    """
    until, said_on = state.deferred_until, state.deferred_on
    if until is None:
        return list(periods)
    kept = [_frozen_period(period, until, said_on or until) for period in periods]
    if not any(p.opens <= until and (p.closes is None or p.closes >= until) for p in kept):
        kept.append(DuePeriod(until, TargetGroup.ON_REQUEST, DueReason.DEFERRED, until))
    return kept


def _frozen_period(period: DuePeriod, until: date, said_on: date) -> DuePeriod:
    ended_before = period.closes is not None and period.closes < said_on
    if period.opens >= until or ended_before:
        return period
    closes = period.closes if period.closes is None or period.closes > until else None
    return replace(period, opens=until, reason=DueReason.DEFERRED, since=until, closes=closes)


def _after_contact(state: ResidentState) -> DueReason:
    if state.last_held_on == state.last_contact_on:
        return DueReason.CYCLE_AFTER_VISIT
    return DueReason.CYCLE_AFTER_CONTACT


def _first_reason(ground: Ground, state: ResidentState) -> DueReason:
    if ground.group is TargetGroup.CARER:
        return DueReason.CARER
    if state.last_contact_on is not None or state.listed_on is None:
        return DueReason.BECAME_75
    recently = add_months(ground.since, RECENTLY_MONTHS)
    return DueReason.BECAME_75 if state.listed_on <= recently else DueReason.NEVER_VISITED


def _partial(text: str) -> PartialDate | None:
    try:
        return PartialDate.from_text(text) if text else None
    except ImpossibleDateError:
        return None


def _order(period: DuePeriod) -> tuple[date, TargetGroup, DueReason, date, date]:
    far = date.max
    return period.opens, period.group, period.reason, period.since or far, period.closes or far
