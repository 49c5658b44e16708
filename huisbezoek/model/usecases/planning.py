"""Builds the plan's problem: whose turn it is, who can go, and how many each month holds.

`plan_basis.read_plan` reads the database once; `problem_of` makes a problem of it at once, also
for other terms (`WhatIf`), so that a slider answers while it is moved.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from huisbezoek.model.domain.cycle_plan import PlanProblem, Turn
from huisbezoek.model.domain.hand_match import languages_told, street_key
from huisbezoek.model.domain.partial_dates import add_months
from huisbezoek.model.domain.plan_capacity import is_done_before, months_from, plan_begins
from huisbezoek.model.domain.target_groups import CycleTerms
from huisbezoek.model.domain.training import MODULES_FOR
from huisbezoek.model.usecases.plan_basis import (
    AS_IT_IS,
    PlanBasis,
    WhatIf,
    read_plan,
    terms_with,
)
from huisbezoek.model.usecases.plan_turns import (
    Calendar,
    Window,
    first_windows,
    in_turn,
    later_windows,
    together,
)
from huisbezoek.model.usecases.plan_visitors import plan_visitors
from huisbezoek.model.usecases.ports.plan_facts import PlanFacts
from huisbezoek.model.usecases.ports.work import Reading


def plan_problem(
    reading: Reading,
    *,
    today: date,
    months: int | None = None,
    changes: WhatIf = AS_IT_IS,
    beside: Iterable[tuple[str, str]] = (),
) -> PlanProblem:
    """The problem of so many months from `plan_begins`; the organisation's number when None."""
    return problem_of(
        read_plan(reading, today=today), months=months, changes=changes, beside=beside
    )


def problem_of(
    basis: PlanBasis,
    *,
    months: int | None = None,
    changes: WhatIf = AS_IT_IS,
    beside: Iterable[tuple[str, str]] = (),
) -> PlanProblem:
    """The problem of so many months, with these changes; the same basis gives the same problem."""
    count = max(1, basis.organisation.plan_months if months is None else months)
    terms = terms_with(basis, changes)
    calendar = _calendar(basis, count, terms)
    first_days = months_from(calendar.first, count)
    known = frozenset(one.visitor for one in basis.visitors)
    turns = basis.turns_known.get((count, terms, known))
    if turns is None:
        turns = tuple(_turns(basis, calendar, terms, known))
        basis.turns_known[count, terms, known] = turns
    return PlanProblem(
        months=first_days,
        turns=turns,
        visitors=plan_visitors(basis, first_days, changes),
        agreed=_agreed(basis, calendar, known),
        beside=basis.beside.union(beside),
        modules_for=MODULES_FOR,
    )


def turns_of(basis: PlanBasis, residents: Iterable[str], visitor: str) -> PlanProblem:
    """The problem of this month alone for residents whose visitor stopped, whoever they are.

    Each has a turn now, also with an open visit: somebody else comes. Nobody goes back to
    `visitor`.
    """
    wanted = frozenset(residents)
    known = frozenset(one.visitor for one in basis.visitors) - {visitor}
    turns = []
    for unit in basis.units:
        asked = tuple(one for one in unit if one in wanted)
        if asked:
            window = Window(0, 0, 0, min(map(_waits_from, (basis.facts[one] for one in asked))))
            turns.append(_turn(asked[0], asked, window, basis, known, None))
    left = replace(basis, visitors=tuple(o for o in basis.visitors if o.visitor != visitor))
    months = months_from(basis.today, 1)
    return PlanProblem(
        months=months,
        turns=tuple(turns),
        visitors=plan_visitors(left, months, AS_IT_IS),
        agreed=(0,),
        beside=basis.beside,
        modules_for=MODULES_FOR,
    )


def _waits_from(facts: PlanFacts) -> date:
    return facts.last_contact_on or facts.listed_on or date.min


def _calendar(basis: PlanBasis, count: int, terms: CycleTerms) -> Calendar:
    first = plan_begins(basis.today)
    begins = min(basis.begins, basis.today)
    return Calendar(first, count, basis.today, begins, add_months(begins, terms.cycle_months))


def _turns(
    basis: PlanBasis, calendar: Calendar, terms: CycleTerms, known: frozenset[str]
) -> Iterator[Turn]:
    facts = basis.facts
    free = [one for one in facts.values() if not one.open_visit]
    first = in_turn(first_windows(free, calendar, terms), basis.units, calendar, terms.cycle_months)
    for unit in basis.units:
        yield from _waiting_for_visitor(unit, basis, known)
        turns = [list(_all_windows(facts[one], first, calendar, terms)) for one in unit]
        for number, (residents, window) in enumerate(_shared(unit, turns)):
            if window.meant < calendar.count:
                month = _fixed_month(facts[residents[0]], calendar) if number == 0 else None
                key = residents[0] if not number else f"{residents[0]}.{number}"
                yield _turn(key, residents, window, basis, known, month)


def _all_windows(
    facts: PlanFacts, first: Mapping[str, Window], calendar: Calendar, terms: CycleTerms
) -> Iterator[Window]:
    if facts.open_visit:
        agreed = max(0, calendar.month(facts.open_on or calendar.today))
        yield from later_windows(facts, agreed, calendar, terms)
    elif (window := first.get(facts.resident)) is not None:
        yield window
        yield from later_windows(facts, window.meant, calendar, terms)


def _shared(
    unit: tuple[str, ...], turns: Sequence[list[Window]]
) -> Iterator[tuple[tuple[str, ...], Window]]:
    """The turns of a couple, together where they lie near each other; of one resident as they are.

    Both lists are in order of time.
    """
    if len(unit) == 1:
        yield from ((unit, window) for window in turns[0])
        return
    ours, theirs = (list(reversed(windows)) for windows in turns)
    while ours and theirs:
        shared = together(ours[-1], theirs[-1])
        if shared is not None:
            ours.pop()
            theirs.pop()
            yield unit, shared
        elif ours[-1].opens <= theirs[-1].opens:
            yield unit[:1], ours.pop()
        else:
            yield unit[1:], theirs.pop()
    yield from ((unit[:1], window) for window in reversed(ours))
    yield from ((unit[1:], window) for window in reversed(theirs))


def _waiting_for_visitor(
    unit: tuple[str, ...], basis: PlanBasis, known: frozenset[str]
) -> Iterator[Turn]:
    """Who has an open visit and nobody to come: now, before everybody whose turn is still to be."""
    waiting = tuple(
        one for one in unit if basis.facts[one].open_visit and basis.facts[one].visitor not in known
    )
    if waiting:
        since = min(basis.facts[one].open_on or basis.today for one in waiting)
        groups = frozenset(
            ground.group.value
            for one in waiting
            for ground in basis.facts[one].grounds
            if ground.holds_on(basis.today)
        )
        window = Window(0, 0, 0, since, asked_for=True, groups=groups)
        turn = _turn(f"{waiting[0]}.open", waiting, window, basis, known, None)
        yield replace(turn, is_open=True)


def _turn(
    key: str,
    residents: tuple[str, ...],
    window: Window,
    basis: PlanBasis,
    known: frozenset[str],
    fixed_month: int | None,
) -> Turn:
    people = [basis.facts[one] for one in residents]
    first = people[0]
    return Turn(
        key=key,
        residents=residents,
        opens=window.opens,
        closes=window.closes,
        promised=window.closes,
        waits_from=window.waits_from,
        ends=window.ends,
        asked_for=window.asked_for,
        groups=window.groups,
        district=first.district,
        street=street_key(first.street),
        languages=frozenset().union(*(languages_told(one.language) for one in people)),
        sex_wish=next((one.sex_wish for one in people if one.sex_wish), ""),
        last_visitor=_of_these(known, (who for one in people for who in _visitors_of(one))),
        ruled_out=frozenset().union(*(one.ruled_out.split() for one in people)),
        fixed_visitor=_of_these(known, (one.fixed_visitor for one in people)),
        fixed_month=fixed_month,
    )


def _visitors_of(facts: PlanFacts) -> tuple[str, str]:
    """Who held the last visit, else whoever the resident is given to."""
    return facts.last_visitor, facts.visitor


def _of_these(known: frozenset[str], visitors: Iterable[str]) -> str:
    return next((one for one in visitors if one in known), "")


def _fixed_month(facts: PlanFacts, calendar: Calendar) -> int | None:
    """The month that was fixed; None when none was, or when it is past or beyond the plan."""
    year, _, month = facts.fixed_month.partition("-")
    if not (year.isdecimal() and month.isdecimal()):
        return None
    number = (int(year) - calendar.first.year) * 12 + int(month) - calendar.first.month
    return number if 0 <= number < calendar.count else None


def _agreed(basis: PlanBasis, calendar: Calendar, known: frozenset[str]) -> tuple[int, ...]:
    """How many turns each month holds already; a couple is one, in the month that comes first."""
    load = [0] * calendar.count
    for unit in basis.units:
        months = [
            max(0, calendar.month(facts.open_on or calendar.today))
            for facts in map(basis.facts.__getitem__, unit)
            if facts.open_visit
            and facts.visitor in known
            and not is_done_before(calendar.first, facts.appointment_on)
        ]
        if months and min(months) < calendar.count:
            load[min(months)] += 1
    return tuple(load)
