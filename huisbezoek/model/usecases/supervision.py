"""How it goes: four numbers with one definition each, and whom each of them is about.

They say where somebody should look, never who does best: no ranking, and what is counted about a
visitor is shown to that visitor in the same words (architecture.md, Volunteers are unpaid).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from huisbezoek.model.domain.names import joint_formal_name
from huisbezoek.model.domain.next_steps import workdays_after
from huisbezoek.model.domain.visit_commands import DEFAULT_TERMS, WorkTerms
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.usecases.asked_now import work_now
from huisbezoek.model.usecases.overview import is_silent, working_visitors
from huisbezoek.model.usecases.ports.people import VisitorRecord
from huisbezoek.model.usecases.ports.visits import VisitQuestion, VisitRow
from huisbezoek.model.usecases.ports.work import Reading
from huisbezoek.model.usecases.today import (
    TodayCard,
    TodayGroup,
    card_of,
    joined_cards,
    reachable_by,
)

_TO_RECORD: Final = (
    VisitStatus.SCHEDULED,
    VisitStatus.CONFIRMED,
    VisitStatus.HELD,
    VisitStatus.REPORT_DRAFT,
)
"""States in which a visit may have been held while nothing of it was handed in."""


@dataclass(frozen=True, slots=True)
class SupervisionTerms:
    """From when each number counts somebody, as the words beside it say."""

    silent_days: int
    report_workdays: int
    waiting_days: int


@dataclass(frozen=True, slots=True)
class VisitorFound:
    """A visitor whom a number is about.

    `last_on` is the last exchange or start file; `open_visits` stand open, `most` were agreed.
    """

    visitor: str
    name: str
    last_on: date | None
    open_visits: int
    most: int


@dataclass(frozen=True, slots=True)
class VisitFound:
    """A visit that a number is about; `on` is the appointment, or since when the step waits.

    A couple with one letter or appointment is one. `visitor_name` is '' when nobody was chosen.
    """

    visit: str
    resident: str
    formal_name: str
    address_line: str
    visitor_name: str
    on: date


@dataclass(frozen=True, slots=True)
class Supervision:
    """The four numbers as the lists that they count; visitors by name, visits the oldest first.

    - `silent`: open visits, and no exchange for more than `terms.silent_days`.
    - `unrecorded`: the appointment is more than `terms.report_workdays` ago, and no report came.
    - `heavy`: more open visits than was agreed with the visitor.
    - `waiting`: the next step waits for more than `terms.waiting_days`.
    """

    silent: tuple[VisitorFound, ...]
    unrecorded: tuple[VisitFound, ...]
    heavy: tuple[VisitorFound, ...]
    waiting: tuple[VisitFound, ...]
    terms: SupervisionTerms


def supervision(reading: Reading, *, today: date) -> Supervision:
    """How it goes with all visitors and residents."""
    rows = work_now(reading.visit_rows(VisitQuestion()), today)
    return _found(reading, working_visitors(reading), rows, today)


def own_supervision(
    reading: Reading, visitor: str, *, today: date, last_exchange_on: date | None
) -> Supervision:
    """The same numbers about one visitor, on the visitor's own laptop.

    That laptop knows itself when it exchanged: `last_exchange_on`. What waits for the coordinator
    is not the visitor's: of the steps those count that Vandaag asks of her.
    """
    own = [
        replace(one, enrolled=True, last_exchange_on=last_exchange_on)
        for one in reading.visitors()
        if one.visitor == visitor
    ]
    rows = work_now(reading.visit_rows(VisitQuestion(visitor=visitor)), today)
    return _found(reading, own, rows, today, is_own=True)


def _found(
    reading: Reading,
    visitors: Sequence[VisitorRecord],
    rows: Sequence[VisitRow],
    today: date,
    *,
    is_own: bool = False,
) -> Supervision:
    card = reading.organisation()
    work = replace(DEFAULT_TERMS, reply_days=card.reply_days)
    terms = SupervisionTerms(card.silent_days, work.report_workdays, card.waiting_days)
    names = {one.visitor: one.card.name for one in reading.visitors()}
    by_name = sorted(
        (one.on(today) for one in visitors), key=lambda one: (one.card.name.casefold(), one.visitor)
    )
    cards = _waiting_cards(reading, rows, work, terms.waiting_days, today)
    return Supervision(
        silent=tuple(_visitor(one) for one in by_name if is_silent(one, today, terms.silent_days)),
        unrecorded=_unrecorded(rows, names, terms.report_workdays, today),
        heavy=tuple(
            _visitor(one) for one in by_name if one.open_visits > one.card.most_open_visits
        ),
        waiting=_oldest_first(
            _visit((one.row, *one.others), names, since)
            for one in cards
            if (since := one.step.waits_since) is not None
            and not (is_own and one.group is TodayGroup.AWAITS_ANSWER)
        ),
        terms=terms,
    )


def _waiting_cards(
    reading: Reading, rows: Sequence[VisitRow], work: WorkTerms, days: int, today: date
) -> list[TodayCard]:
    """The cards of Vandaag whose step waits for more than so many days.

    A couple is one, as far as both are visited by the same visitor: so it is on her own Vandaag.
    """
    drafted = frozenset(reading.drafted_visits())
    of_visitor: dict[str, list[VisitRow]] = {}
    for row in rows:
        of_visitor.setdefault(row.visitor, []).append(row)
    found = []
    for own in of_visitor.values():
        reachable = reachable_by(own)
        cards = (
            card_of(reading, row, today=today, terms=work, drafted=drafted, reachable=reachable)
            for row in own
            if _may_wait(row, days, today)
        )
        found += joined_cards(
            card
            for card in cards
            if card.step.waits_since is not None and (today - card.step.waits_since).days > days
        )
    return found


def _may_wait(row: VisitRow, days: int, today: date) -> bool:
    """Nothing waits since before its state, its appointment and its visit: most need no look."""
    appointed = row.appointment_at.date() if row.appointment_at is not None else None
    known = [day for day in (row.since, appointed, row.held_on) if day is not None]
    return bool(known) and (today - min(known)).days > days


def _unrecorded(
    rows: Sequence[VisitRow], names: Mapping[str, str], workdays: int, today: date
) -> tuple[VisitFound, ...]:
    """What was agreed longer than so many working days ago; a couple's appointment is one."""
    found: dict[tuple[str, str, date], tuple[VisitRow, ...]] = {}
    for row in rows:
        day = _day_to_record(row)
        if day is not None and workdays_after(day, workdays) < today:
            key = (row.appointment or row.visit, row.visitor, day)
            found[key] = (*found.get(key, ()), row)
    return _oldest_first(_visit(rows, names, key[2]) for key, rows in found.items())


def _day_to_record(row: VisitRow) -> date | None:
    if row.status not in _TO_RECORD:
        return None
    if row.held_on is not None:
        return row.held_on
    return row.appointment_at.date() if row.appointment_at is not None else None


def _oldest_first(found: Iterable[VisitFound]) -> tuple[VisitFound, ...]:
    return tuple(sorted(found, key=lambda one: (one.on, one.formal_name, one.visit)))


def _visitor(record: VisitorRecord) -> VisitorFound:
    return VisitorFound(
        record.visitor,
        record.card.name,
        record.last_exchange_on or record.start_file_on,
        record.open_visits,
        record.card.most_open_visits,
    )


def _visit(rows: Sequence[VisitRow], names: Mapping[str, str], on: date) -> VisitFound:
    """What is found about this visit, or about both of a couple."""
    first, *others = rows
    name = first.formal_name
    return VisitFound(
        visit=first.visit,
        resident=first.resident,
        formal_name=joint_formal_name(name, others[0].formal_name) if others else name,
        address_line=first.address_line,
        visitor_name=names.get(first.visitor, ""),
        on=on,
    )
