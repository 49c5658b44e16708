"""The round: what the plan proposes for the coming months, as rows to read, and who else may go.

A proposal is not stored: the same facts give the same plan.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from huisbezoek.model.domain.cycle_plan import (
    CyclePlan,
    NoPlaceReason,
    Placement,
    PlanProblem,
    Turn,
)
from huisbezoek.model.domain.names import joint_formal_name
from huisbezoek.model.domain.partial_dates import ImpossibleDateError, PartialDate
from huisbezoek.model.domain.plan_rules import (
    MatchReason,
    PlanWeights,
    Refusal,
    allows,
    match_reasons,
    refusals,
    standing,
    visitor_price,
)
from huisbezoek.model.usecases.forecast import Forecast, forecast
from huisbezoek.model.usecases.plan_basis import PlanBasis
from huisbezoek.model.usecases.plan_taken import taken_places
from huisbezoek.model.usecases.ports.people import ResidentRow
from huisbezoek.model.usecases.ports.work import Reading


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One turn of the round: who, when, and who goes there; `visitor` is '' when nobody does.

    `name` is ready to be read ('meneer en mevrouw Smit'); `age` is that of the first resident,
    None when not known. `month` is a first day. `district` is '' when not known. `is_open` when
    the visit is planned already and only a visitor is missing. `refused` says of a row to which
    nobody may go why: each reason with how many visitors it holds back.
    """

    key: str
    residents: tuple[str, ...]
    name: str
    address_line: str
    district: str
    groups: tuple[str, ...]
    age: int | None
    month: date
    visitor: str
    visitor_name: str
    reasons: tuple[MatchReason, ...]
    is_fixed: bool
    is_couple: bool
    is_open: bool
    why_nobody: NoPlaceReason | None
    refused: tuple[tuple[Refusal, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Room:
    """How full a visitor is in the months of the round, in turns.

    `taken` is what is open already and what the round proposes, `most` what fits in all, `left`
    the difference.
    """

    visitor: str
    name: str
    taken: int
    most: int
    left: int


@dataclass(frozen=True, slots=True)
class Round:
    """A round as the page shows it, the longest waiting first within each part.

    `nobody` are the rows to which no visitor may go, of everybody whose turn comes in these months;
    they are in no other part. `waiting` is how many turns have no month in the whole plan for want
    of places; `same_visitor` how many rows go to
    who was there last time, of the `known_visitor` rows of which that is known.
    """

    rows_without: tuple[ProposalRow, ...]
    rows_with: tuple[ProposalRow, ...]
    room: tuple[Room, ...]
    forecast: Forecast
    months: tuple[date, ...]
    waiting: int
    same_visitor: int
    known_visitor: int
    nobody: tuple[ProposalRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another visitor for a row: `price` is how many points dearer (below 0: cheaper).

    `room` is how many turns the visitor can still take in the month of the row.
    """

    visitor: str
    name: str
    reasons: tuple[MatchReason, ...]
    price: int
    room: int


def proposals(
    reading: Reading,
    basis: PlanBasis,
    problem: PlanProblem,
    plan: CyclePlan,
    *,
    months: int | None = None,
) -> Round:
    """The first months of the plan as rows to read; the organisation's round when `months` is None.

    `problem` was made of `basis`, `plan` of `problem`.
    """
    wanted = basis.organisation.round_months if months is None else months
    count = min(len(problem.months), max(1, wanted))
    turns = {turn.key: turn for turn in problem.turns}
    barred = _barred(problem, count)
    placed = sorted(
        (turns[one.turn].waits_from, one.turn, one)
        for one in plan.placements
        if one.month < count and one.turn not in barred
    )
    residents = [one for _, key, _ in placed for one in turns[key].residents]
    residents += [one for key in barred for one in turns[key].residents]
    rows = {row.resident: row for row in reading.resident_rows(residents)}
    shown = [_row(turns[key], one, rows, basis, problem) for _, key, one in placed]
    nobody = [
        replace(_row(turns[key], place, rows, basis, problem), refused=refused)
        for key, (place, refused) in barred.items()
    ]
    known = [one for _, key, one in placed if turns[key].last_visitor and one.visitor]
    return Round(
        rows_without=tuple(row for row in shown if not row.visitor),
        rows_with=tuple(row for row in shown if row.visitor),
        room=_room(basis, problem, shown, count),
        forecast=forecast(
            problem, cycle_months=basis.terms.cycle_months, age_from=basis.terms.age_from
        ),
        months=problem.months[:count],
        waiting=sum(one.why is not NoPlaceReason.NO_VISITOR_ALLOWED for one in plan.waiting),
        same_visitor=sum(turns[one.turn].last_visitor == one.visitor for one in known),
        known_visitor=len(known),
        nobody=tuple(nobody),
    )


def _barred(
    problem: PlanProblem, count: int
) -> dict[str, tuple[Placement, tuple[tuple[Refusal, int], ...]]]:
    """To whom no visitor may go although it is their turn, the first in standing first.

    Nothing while no visitor is ready: that is said once, and not of everybody.
    """
    if not any(visitor.is_ready for visitor in problem.visitors):
        return {}
    found = {}
    why = NoPlaceReason.NO_VISITOR_ALLOWED
    for turn in sorted(problem.turns, key=standing):
        if turn.opens < count and (refused := refusals(turn, problem)):
            found[turn.key] = (Placement(turn.key, max(turn.opens, 0), "", why), refused)
    return found


def alternatives(
    basis: PlanBasis,
    problem: PlanProblem,
    plan: CyclePlan,
    key: str,
    weights: PlanWeights | None = None,
) -> tuple[Alternative, ...]:
    """All other visitors who may go to this turn, the cheapest first; nothing for an unknown one.

    With `room` 0 somebody is full: choosing them asks for a place of another resident.
    """
    found = {one.key: one for one in problem.turns}
    placements = {one.turn: one for one in plan.placements}
    if key not in found or key not in placements:
        return ()
    turn, present = found[key], placements[key]
    chosen = weights or PlanWeights()
    used = Counter(one.visitor for one in plan.placements if one.month == present.month)
    names = _names(basis)
    prices = {one.visitor: visitor_price(turn, one, problem, chosen) for one in problem.visitors}
    base = prices.get(present.visitor, 0)
    others = [
        Alternative(
            visitor=one.visitor,
            name=names.get(one.visitor, ""),
            reasons=match_reasons(turn, one, problem),
            price=prices[one.visitor] - base,
            room=max(0, one.places[present.month] - used[one.visitor]),
        )
        for one in problem.visitors
        if one.visitor != present.visitor and allows(_unfixed(turn), one, problem)
    ]
    return tuple(sorted(others, key=lambda one: (one.price, -one.room, one.name, one.visitor)))


def _row(
    turn: Turn,
    placed: Placement,
    rows: Mapping[str, ResidentRow],
    basis: PlanBasis,
    problem: PlanProblem,
) -> ProposalRow:
    found = [rows[one] for one in turn.residents]
    first = found[0]
    name = first.formal_name
    if len(found) > 1:
        name = joint_formal_name(first.formal_name, found[1].formal_name)
    visitor = next((one for one in problem.visitors if one.visitor == placed.visitor), None)
    facts = basis.facts[turn.residents[0]]
    return ProposalRow(
        key=turn.key,
        residents=turn.residents,
        name=name,
        address_line=first.address_line,
        district=turn.district,
        groups=tuple(sorted(turn.groups)),
        age=_age(facts.birth_date, basis.today),
        month=problem.months[placed.month],
        visitor=placed.visitor,
        visitor_name=_names(basis).get(placed.visitor, ""),
        reasons=() if visitor is None else match_reasons(turn, visitor, problem),
        is_fixed=bool(turn.fixed_visitor) or turn.fixed_month is not None,
        is_couple=len(found) > 1,
        is_open=bool(facts.open_visit),
        why_nobody=placed.why_nobody,
    )


def _age(birth_date: str, today: date) -> int | None:
    try:
        return PartialDate.from_text(birth_date).age_on(today) if birth_date else None
    except ImpossibleDateError:
        return None


def _names(basis: PlanBasis) -> dict[str, str]:
    return {one.visitor: one.card.name for one in basis.visitors}


def _room(
    basis: PlanBasis, problem: PlanProblem, shown: Sequence[ProposalRow], count: int
) -> tuple[Room, ...]:
    present = taken_places(basis, problem.months)
    open_now = Counter(present.now)
    for month in problem.months[:count]:
        open_now.update(present.later.get(month, {}))
    proposed = Counter(row.visitor for row in shown)
    names = _names(basis)
    found = []
    for one in problem.visitors:
        most = sum(one.places[:count]) + open_now[one.visitor]
        taken = open_now[one.visitor] + proposed[one.visitor]
        name = names.get(one.visitor, "")
        found.append(Room(one.visitor, name, taken, most, max(0, most - taken)))
    return tuple(sorted(found, key=lambda room: (room.name.casefold(), room.visitor)))


def _unfixed(turn: Turn) -> Turn:
    return replace(turn, fixed_visitor="")
