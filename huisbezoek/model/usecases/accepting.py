"""Accepting proposals: the visits are planned and given, within the rules of this moment."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, TypeAlias

from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.hand_match import hand_match, hand_turn
from huisbezoek.model.domain.identity import RandomBytes
from huisbezoek.model.domain.partial_dates import add_months
from huisbezoek.model.domain.plan_capacity import (
    is_away_in,
    is_for_later,
    is_valid_in,
    plan_begins,
)
from huisbezoek.model.domain.visit_refusals import (
    ContactPausedError,
    ContactStoppedError,
    DeferredError,
    DoNotVisitError,
    ResidentExcludedError,
    VisitedByPartnerError,
    decide_approach,
    decide_deferral,
)
from huisbezoek.model.usecases.plan_basis import PlanBasis, read_plan
from huisbezoek.model.usecases.plan_taken import taken_places
from huisbezoek.model.usecases.plan_turns import PARTNER_MONTHS
from huisbezoek.model.usecases.plan_visitors import readiness
from huisbezoek.model.usecases.ports.people import ResidentHistory, VisitorRecord
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.proposals import ProposalRow
from huisbezoek.model.usecases.rounds import plan_again, plan_visit
from huisbezoek.model.usecases.visitors import give

Step: TypeAlias = Callable[[int, int], None]
"""Hears how many parts of how many are done; what it raises ends the work."""


class LeftReason(StrEnum):
    """Why an accepted row stays a proposal."""

    VISITOR_FULL = "visitor_full"
    VISITOR_STOPPED = "visitor_stopped"
    VISITOR_NOT_READY = "visitor_not_ready"
    VISITOR_AWAY = "visitor_away"
    """Away on all days of the month."""
    RULED_OUT = "ruled_out"
    OWN_STREET = "own_street"
    TRAINING_MISSING = "training_missing"
    ALREADY_GIVEN = "already_given"
    """Meanwhile somebody else, perhaps on another laptop, gave the resident to a visitor."""
    PREVIOUS_OPEN = "previous_open"
    """The report or the follow-up of the visit before was never finished."""
    GONE = "gone"
    """Nobody may visit the resident any more: died, moved, objected, excluded, erased."""
    VISITED_BY_PARTNER = "visited_by_partner"
    DEFERRED = "deferred"
    """Meanwhile the resident asked to wait until after the month of the proposal."""
    NOT_DUE = "not_due"


_REFUSED: Final[Mapping[type[RefusedByRuleError], LeftReason]] = {
    ContactStoppedError: LeftReason.GONE,
    ResidentExcludedError: LeftReason.GONE,
    DoNotVisitError: LeftReason.GONE,
    ContactPausedError: LeftReason.GONE,
    VisitedByPartnerError: LeftReason.VISITED_BY_PARTNER,
    DeferredError: LeftReason.DEFERRED,
}


@dataclass(frozen=True, slots=True)
class Left:
    """A row that was not accepted, and why."""

    row: ProposalRow
    reason: LeftReason


@dataclass(frozen=True, slots=True)
class Accepted:
    """What accepting did: the visits that were planned, how many residents were given, what stays.

    Whom somebody else visited before is given anew as well. The letters of the `later` visits wait
    for their month.
    """

    visits: tuple[str, ...]
    given: int
    left: tuple[Left, ...]
    later: int = 0


@dataclass(frozen=True, slots=True)
class _Present:
    """How everything stands at the moment of accepting; `taken` and `given` grow with it.

    `taken` counts the visits of a visitor from the month of which they count as open.
    """

    basis: PlanBasis
    visitors: Mapping[str, VisitorRecord]
    people: Mapping[str, ResidentHistory]
    taken: Counter[tuple[str, date]]
    given: set[str] = field(default_factory=set)


def accept(
    writing: Writing,
    rows: Sequence[ProposalRow],
    *,
    today: date,
    random_bytes: RandomBytes,
    step: Step = lambda _done, _total: None,
) -> Accepted:
    """Plans the visits of these rows and gives them to their visitors, in this order.

    The rules of the conduct certificate and secrecy hold, and nobody gets more open turns than
    stands on their card: what does not fit stays a proposal, and `left` tells why. Who was given to
    somebody since the proposal was made stays with that visitor; what changed for one of a couple
    leaves both, so that the next proposal is about who is still there.
    """
    present = _read(writing, rows, today, step)
    visits: list[str] = []
    left: list[Left] = []
    given = later = 0
    # From here on nothing is read: a question after a deed folds everything touched anew.
    for row in rows:
        reason = _why_not(row, present)
        if reason is None:
            planned, moved, going = _plan(writing, row, present, random_bytes)
            visits += planned
            later += (len(planned) + moved) * is_for_later(row.month, today)
            given += sum(give(writing, one, row.visitor, today=today) for one in going)
            reason = None if going else LeftReason.NOT_DUE
        if reason is not None:
            left.append(Left(row, reason))
            continue
        present.taken[row.visitor, _counts_from(row, present)] += 1
        present.given.update(row.residents)
    return Accepted(tuple(visits), given, tuple(left), later)


def _read(reading: Reading, rows: Sequence[ProposalRow], today: date, step: Step) -> _Present:
    basis = read_plan(reading, today=today)
    people = {}
    for number, row in enumerate(rows):
        step(number, len(rows))
        for one in row.residents:
            # Of whoever was erased since there is nothing left to read.
            with suppress(UnknownSubjectError):
                people[one] = reading.resident(one)
    return _Present(
        basis,
        {one.visitor: one for one in basis.visitors},
        people,
        _taken(basis),
    )


def _taken(basis: PlanBasis) -> Counter[tuple[str, date]]:
    begins = plan_begins(basis.today)
    present = taken_places(basis, (begins,))
    found = Counter({(visitor, begins): count for visitor, count in present.now.items()})
    for month, visitors in present.later.items():
        found.update({(visitor, month): count for visitor, count in visitors.items()})
    return found


def _counts_from(row: ProposalRow, present: _Present) -> date:
    """The month from which the visit of this row counts as open.

    What is open already counts now, unless it waits for a month of its own.
    """
    today = present.basis.today
    begins = plan_begins(today)
    is_now = row.is_open and not any(_waits(present.people[one], today) for one in row.residents)
    return begins if is_now else max(row.month, begins)


def _waits(history: ResidentHistory, today: date) -> bool:
    visit = history.state.open_visit
    return visit is not None and is_for_later(visit.planned_for, today)


def _plan(
    writing: Writing, row: ProposalRow, present: _Present, random_bytes: RandomBytes
) -> tuple[list[str], int, list[ResidentHistory]]:
    """The visits that were planned, how many got another month, and who has an open visit now."""
    today = present.basis.today
    horizon = add_months(max(row.month, today), PARTNER_MONTHS)
    visits, going, moved = [], [], 0
    for one in (present.people[resident] for resident in row.residents):
        visit = plan_visit(writing, one, today, horizon, random_bytes, month=row.month)
        if visit is not None:
            visits.append(visit)
        known = one.state.open_visit
        if known is not None and _waits(one, today):
            plan_again(writing, known, row.month, today)
            moved += 1
        if visit is not None or known is not None:
            going.append(one)
    return visits, moved, going


def _why_not(row: ProposalRow, present: _Present) -> LeftReason | None:
    if not present.people.keys() >= set(row.residents):
        return LeftReason.GONE
    try:
        for one in row.residents:
            state = present.people[one].state
            decide_approach(state)
            if state.open_visit is None:
                decide_deferral(state, present.basis.today, row.month)
    except RefusedByRuleError as refused:
        return _REFUSED[type(refused)]
    facts = [present.basis.facts[one] for one in row.residents]
    is_given = any(one.open_visit and one.visitor in present.visitors for one in facts)
    if is_given or not present.given.isdisjoint(row.residents):
        return LeftReason.ALREADY_GIVEN
    record = present.visitors.get(row.visitor)
    if record is None:
        return LeftReason.VISITOR_STOPPED
    return _why_not_this_visitor(row, record, present)


def _why_not_this_visitor(
    row: ProposalRow, record: VisitorRecord, present: _Present
) -> LeftReason | None:
    today = present.basis.today
    month = _counts_from(row, present)
    if not is_valid_in(month, readiness(record, today)):
        return LeftReason.VISITOR_NOT_READY
    if is_away_in(month, record.card):
        return LeftReason.VISITOR_AWAY
    people = [present.people[one] for one in row.residents]
    before = (one.state.open_visit for one in people)
    if any(visit is not None and visit.status.took_place for visit in before):
        return LeftReason.PREVIOUS_OPEN
    turns = (hand_turn([(one.state, one.groups)]) for one in people)
    matches = (hand_match(turn, record.visitor, record.card).refused for turn in turns)
    refused = next(filter(None, matches), None)
    if refused is not None:
        return LeftReason(refused.value)
    is_full = present.taken[record.visitor, month] >= record.card.most_open_visits
    return LeftReason.VISITOR_FULL if is_full else None
