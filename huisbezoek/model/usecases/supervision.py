"""How it goes: four numbers with one definition each, and whom each of them is about.

They say where somebody should look, never who does best: no ranking, and what is counted about a
visitor is shown to that visitor in the same words (architecture.md, Volunteers are unpaid).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from huisbezoek.model.domain.next_steps import next_step, workdays_after
from huisbezoek.model.domain.visit_commands import DEFAULT_TERMS, WorkTerms
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.usecases.aftercare import agreed_call
from huisbezoek.model.usecases.overview import is_silent
from huisbezoek.model.usecases.ports.people import VisitorRecord
from huisbezoek.model.usecases.ports.visits import VisitQuestion, VisitRow
from huisbezoek.model.usecases.ports.work import Reading

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

    `visitor_name` is '' when nobody was chosen.
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
    working = [
        one for one in reading.visitors() if one.stopped_on is None and one.card.role == "visitor"
    ]
    return _found(reading, working, reading.visit_rows(VisitQuestion()), today)


def own_supervision(
    reading: Reading, visitor: str, *, today: date, last_exchange_on: date | None
) -> Supervision:
    """The same numbers about one visitor, on the visitor's own laptop.

    That laptop knows itself when it exchanged: `last_exchange_on`.
    """
    own = [
        replace(one, enrolled=True, last_exchange_on=last_exchange_on)
        for one in reading.visitors()
        if one.visitor == visitor
    ]
    return _found(reading, own, reading.visit_rows(VisitQuestion(visitor=visitor)), today)


def _found(
    reading: Reading, visitors: Sequence[VisitorRecord], rows: Sequence[VisitRow], today: date
) -> Supervision:
    card = reading.organisation()
    work = replace(DEFAULT_TERMS, reply_days=card.reply_days)
    terms = SupervisionTerms(card.silent_days, work.report_workdays, card.waiting_days)
    names = {one.visitor: one.card.name for one in reading.visitors()}
    by_name = sorted(visitors, key=lambda one: (one.card.name.casefold(), one.visitor))
    return Supervision(
        silent=tuple(_visitor(one) for one in by_name if is_silent(one, today, terms.silent_days)),
        unrecorded=_oldest_first(
            _visit(row, names, day)
            for row in rows
            if (day := _day_to_record(row)) is not None
            and workdays_after(day, terms.report_workdays) < today
        ),
        heavy=tuple(
            _visitor(one) for one in by_name if one.open_visits > one.card.most_open_visits
        ),
        waiting=_waiting(reading, rows, names, work, terms.waiting_days, today),
        terms=terms,
    )


def _waiting(
    reading: Reading,
    rows: Sequence[VisitRow],
    names: Mapping[str, str],
    work: WorkTerms,
    days: int,
    today: date,
) -> tuple[VisitFound, ...]:
    drafted = frozenset(reading.drafted_visits())
    found = []
    for row in rows:
        # Nothing waits longer than the visit is in its state: most need not be looked at.
        if row.since is None or (today - row.since).days <= days:
            continue
        state = reading.visit(row.visit)
        step = next_step(
            state,
            today,
            has_draft=row.visit in drafted,
            has_telephone=bool(row.telephone),
            terms=work,
            call=agreed_call(reading, state),
        )
        if step.waits_since is not None and (today - step.waits_since).days > days:
            found.append(_visit(row, names, step.waits_since))
    return _oldest_first(found)


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


def _visit(row: VisitRow, names: Mapping[str, str], on: date) -> VisitFound:
    return VisitFound(
        visit=row.visit,
        resident=row.resident,
        formal_name=row.formal_name,
        address_line=row.address_line,
        visitor_name=names.get(row.visitor, ""),
        on=on,
    )
