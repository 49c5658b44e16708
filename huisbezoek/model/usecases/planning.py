"""Builds the plan's problem: whose turn it is, who can go, and how many each month holds.

`plan_basis.read_plan` reads the database once; `problem_of` makes a problem of it at once, also
for other terms (`WhatIf`), so that a slider answers while it is moved.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from huisbezoek.model.domain.availability import parts_told
from huisbezoek.model.domain.cycle_plan import AgreedTurn, PlanProblem, PlanVisitor, Turn
from huisbezoek.model.domain.district_pairs import clean_name
from huisbezoek.model.domain.hand_match import street_key
from huisbezoek.model.domain.languages import spoken_languages
from huisbezoek.model.domain.partial_dates import add_months
from huisbezoek.model.domain.plan_capacity import is_done_before, months_from, plan_begins
from huisbezoek.model.domain.target_groups import CycleTerms
from huisbezoek.model.domain.training import MODULES_FOR
from huisbezoek.model.usecases.plan_basis import (
    AS_IT_IS,
    PlanBasis,
    Told,
    WhatIf,
    near_visitors,
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

_UNTIL_FULL: Final = 1_000
"""More visits a month than anybody does: then only the most open visits of a card count."""


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
    agreed = _agreed(basis, calendar, known)
    per_month = Counter(one.month for one in agreed)
    return PlanProblem(
        months=first_days,
        turns=turns,
        visitors=_visitors(basis, first_days, changes),
        agreed=tuple(per_month[month] for month in range(count)),
        agreed_turns=agreed,
        beside=basis.beside(beside),
        modules_for=MODULES_FOR,
    )


def _visitors(
    basis: PlanBasis, months: tuple[date, ...], changes: WhatIf
) -> tuple[PlanVisitor, ...]:
    key = len(months), replace(changes, cycle_months=None)
    found = basis.visitors_known.get(key)
    if found is None:
        found = plan_visitors(basis, months, changes)
        basis.visitors_known[key] = found
    return found


def turns_of(basis: PlanBasis, residents: Iterable[str], visitor: str) -> PlanProblem:
    """The problem of this month alone for residents whose visitor stopped, whoever they are.

    Each has a turn now: somebody else comes. With an open visit that turn `is_open`, and it is
    `asked_for` when somebody is expected on an agreed day: the first day comes first. Nobody goes
    back to `visitor`, and all others have room until the most open visits of their card.
    """
    wanted = frozenset(residents)
    known = frozenset(one.visitor for one in basis.visitors) - {visitor}
    turns = []
    for unit in basis.units:
        asked = tuple(one for one in unit if one in wanted)
        if asked:
            people = [basis.facts[one] for one in asked]
            turn = _turn(asked[0], asked, _left_window(people, basis.today), basis, known, None)
            turns.append(replace(turn, is_open=any(one.open_visit for one in people)))
    left = replace(basis, visitors=tuple(o for o in basis.visitors if o.visitor != visitor))
    months = months_from(basis.today, 1)
    return PlanProblem(
        months=months,
        turns=tuple(turns),
        visitors=plan_visitors(left, months, WhatIf(visits_per_month=_UNTIL_FULL)),
        agreed=(0,),
        beside=basis.beside(),
        modules_for=MODULES_FOR,
    )


def _left_window(people: Sequence[PlanFacts], today: date) -> Window:
    agreed = [day for one in people if (day := one.appointment_on) is not None and day >= today]
    return Window(
        0,
        0,
        0,
        waits_from=min(agreed, default=None) or min(map(_waits_from, people)),
        asked_for=bool(agreed),
        groups=_groups_now(people, today),
    )


def _groups_now(people: Iterable[PlanFacts], today: date) -> frozenset[str]:
    return frozenset(
        ground.group.value for one in people for ground in one.grounds if ground.holds_on(today)
    )


def _waits_from(facts: PlanFacts) -> date:
    return facts.last_contact_on or facts.listed_on or date.min


def _calendar(basis: PlanBasis, count: int, terms: CycleTerms) -> Calendar:
    first = plan_begins(basis.today)
    begins = min(basis.begins, basis.today)
    # A cycle of whole months of planning: it began with the first plan of its first day.
    ends = plan_begins(add_months(begins, terms.cycle_months))
    last = (ends.year - first.year) * 12 + ends.month - first.month - 1
    return Calendar(first, count, basis.today, begins, last)


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
        agreed = max(0, calendar.month(facts.open_month_on or calendar.today))
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
        groups = _groups_now([basis.facts[one] for one in waiting], basis.today)
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
    who = _told(residents, basis, known)
    return Turn(
        key=key,
        residents=residents,
        opens=window.opens,
        closes=window.closes,
        promised=window.promised,
        waits_from=window.waits_from,
        ends=window.ends,
        asked_for=window.asked_for,
        groups=window.groups,
        district=who.district,
        street=who.street,
        languages=who.languages,
        sex_wish=who.sex_wish,
        last_visitor=who.last_visitor,
        ruled_out=who.ruled_out,
        near=who.near,
        day_parts=who.day_parts,
        fixed_visitor=who.fixed_visitor,
        fixed_month=fixed_month,
    )


def _told(residents: tuple[str, ...], basis: PlanBasis, known: frozenset[str]) -> Told:
    """What every turn of these residents says, whatever the terms; found once."""
    of_these = basis.told_known.setdefault(known, {})
    found = of_these.get(residents)
    if found is None:
        people = [basis.facts[one] for one in residents]
        found = Told(
            district=clean_name(people[0].district),
            street=street_key(people[0].street),
            languages=frozenset().union(*(spoken_languages(one.language) for one in people)),
            sex_wish=next((one.sex_wish for one in people if one.sex_wish), ""),
            last_visitor=_of_these(known, (who for one in people for who in _visitors_of(one))),
            ruled_out=frozenset().union(*(one.ruled_out.split() for one in people)),
            near=near_visitors(basis, people[0]),
            day_parts=_in_common([parts_told(one.preferred_time) for one in people]),
            fixed_visitor=_of_these(known, (one.fixed_visitor for one in people)),
        )
        of_these[residents] = found
    return found


def _in_common(told: Sequence[frozenset[str]]) -> frozenset[str]:
    """What suits all who told something; what suits the first when nothing suits all."""
    found = [parts for parts in told if parts]
    return frozenset.intersection(*found) or found[0] if found else frozenset()


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


def _agreed(basis: PlanBasis, calendar: Calendar, known: frozenset[str]) -> tuple[AgreedTurn, ...]:
    """What is agreed already; a couple is one, in the month that comes first."""
    found = []
    for unit in basis.units:
        people = [
            facts
            for facts in map(basis.facts.__getitem__, unit)
            if facts.open_visit
            and facts.visitor in known
            and not is_done_before(calendar.first, facts.appointment_on)
        ]
        if not people:
            continue
        month = min(
            max(0, calendar.month(facts.open_month_on or calendar.today)) for facts in people
        )
        if month < calendar.count:
            groups = _groups_now(people, basis.today)
            found.append(AgreedTurn(month, clean_name(people[0].district), groups))
    return tuple(found)
