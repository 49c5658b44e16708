"""Accepting proposals: the visits are planned and given, within the rules of this moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from huisbezoek.model.domain.hand_match import hand_match, hand_turn
from huisbezoek.model.domain.identity import RandomBytes
from huisbezoek.model.domain.partial_dates import add_months
from huisbezoek.model.domain.plan_capacity import plan_begins
from huisbezoek.model.usecases.plan_basis import PlanBasis, open_turns, read_plan
from huisbezoek.model.usecases.plan_turns import PARTNER_MONTHS
from huisbezoek.model.usecases.plan_visitors import readiness
from huisbezoek.model.usecases.ports.people import VisitorRecord
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.proposals import ProposalRow
from huisbezoek.model.usecases.rounds import plan_together
from huisbezoek.model.usecases.visitors import assign


class LeftReason(StrEnum):
    """Why an accepted row stays a proposal."""

    VISITOR_FULL = "visitor_full"
    VISITOR_STOPPED = "visitor_stopped"
    VISITOR_NOT_READY = "visitor_not_ready"
    RULED_OUT = "ruled_out"
    OWN_STREET = "own_street"
    TRAINING_MISSING = "training_missing"
    ALREADY_GIVEN = "already_given"
    """Meanwhile somebody else, perhaps on another laptop, gave the resident to a visitor."""
    PREVIOUS_OPEN = "previous_open"
    """The report or the follow-up of the visit before was never finished."""
    GONE = "gone"
    """Nobody may visit the resident any more: died, moved, objected, excluded."""
    NOT_DUE = "not_due"


@dataclass(frozen=True, slots=True)
class Left:
    """A row that was not accepted, and why."""

    row: ProposalRow
    reason: LeftReason


@dataclass(frozen=True, slots=True)
class Accepted:
    """What accepting did: the visits that were planned, how many residents were given, what stays.

    Whom somebody else visited before is given anew as well.
    """

    visits: tuple[str, ...]
    given: int
    left: tuple[Left, ...]


def accept(
    writing: Writing, rows: Sequence[ProposalRow], *, today: date, random_bytes: RandomBytes
) -> Accepted:
    """Plans the visits of these rows and gives them to their visitors, in this order.

    The rules of the conduct certificate and secrecy hold, and nobody gets more open turns than
    stands on their card: what does not fit stays a proposal, and `left` tells why. Who was given to
    somebody since the proposal was made stays with that visitor; what changed for one of a couple
    leaves both, so that the next proposal is about who is still there.
    """
    basis = read_plan(writing, today=today)
    visitors = {one.visitor: one for one in basis.visitors}
    taken = open_turns(basis, plan_begins(today))
    visits: list[str] = []
    left: list[Left] = []
    given = 0
    for row in rows:
        reason = _why_not(writing, row, visitors.get(row.visitor), basis, taken)
        if reason is None:
            horizon = add_months(max(row.month, today), PARTNER_MONTHS)
            visits += plan_together(writing, row.residents, today, horizon, random_bytes)
            going = _with_open_visit(writing, row.residents)
            given += assign(writing, going, row.visitor, today=today)
            taken[row.visitor] += 1
            reason = None if going else LeftReason.NOT_DUE
        if reason is not None:
            left.append(Left(row, reason))
    return Accepted(tuple(visits), given, tuple(left))


def _why_not(
    reading: Reading,
    row: ProposalRow,
    record: VisitorRecord | None,
    basis: PlanBasis,
    taken: Mapping[str, int],
) -> LeftReason | None:
    if not basis.facts.keys() >= set(row.residents):
        return LeftReason.GONE
    working = {one.visitor for one in basis.visitors}
    facts = [basis.facts[one] for one in row.residents]
    if any(one.open_visit and one.visitor in working for one in facts):
        return LeftReason.ALREADY_GIVEN
    if record is None:
        return LeftReason.VISITOR_STOPPED
    return _why_not_this_visitor(reading, row, record, basis, taken)


def _why_not_this_visitor(
    reading: Reading,
    row: ProposalRow,
    record: VisitorRecord,
    basis: PlanBasis,
    taken: Mapping[str, int],
) -> LeftReason | None:
    if not readiness(record, basis.today).is_ready:
        return LeftReason.VISITOR_NOT_READY
    people = [reading.resident(one) for one in row.residents]
    before = (one.state.open_visit for one in people)
    if any(visit is not None and visit.status.took_place for visit in before):
        return LeftReason.PREVIOUS_OPEN
    refused = hand_match(
        hand_turn([(one.state, one.groups) for one in people]), record.visitor, record.card
    ).refused
    if refused is not None:
        return LeftReason(refused.value)
    is_full = taken.get(record.visitor, 0) >= record.card.most_open_visits
    return LeftReason.VISITOR_FULL if is_full else None


def _with_open_visit(writing: Writing, residents: Sequence[str]) -> list[str]:
    return [row.resident for row in writing.resident_rows(residents) if row.open_visit]
