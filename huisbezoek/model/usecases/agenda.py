"""The agenda of a visitor, or of all: appointments by day, what to think of, and who is to come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from huisbezoek.model.domain.agenda import AgendaWarning, Slot, Surroundings, warnings
from huisbezoek.model.domain.availability import (
    AwayPeriod,
    read_available,
    read_away,
    write_available,
    write_away,
)
from huisbezoek.model.domain.cards import VisitorCard
from huisbezoek.model.domain.cycle import next_due, turn_months
from huisbezoek.model.domain.next_steps import next_step
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.visit_commands import DEFAULT_TERMS
from huisbezoek.model.domain.visits import Appointment, VisitState, VisitStatus
from huisbezoek.model.usecases.asked_now import asked_now, work_now
from huisbezoek.model.usecases.ports.people import ResidentRow
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.ports.visits import VisitQuestion, VisitRow
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.today import TodayCard, TodayGroup

_APPOINTED: Final = (VisitStatus.SCHEDULED, VisitStatus.CONFIRMED)
_SAID_YES: Final = (VisitStatus.TO_SCHEDULE, VisitStatus.NOT_HOME)
_NOT_ASKED: Final = (VisitStatus.CALLING, VisitStatus.INVITED, VisitStatus.CARD_SENT)


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One appointment, of a resident or a couple, with what to think of.

    `turn` are the first days of the first and the last month of the resident's turn.
    """

    card: TodayCard
    appointment: Appointment
    visitor: str
    visitor_name: str
    warnings: tuple[AgendaWarning, ...] = ()
    turn: tuple[date, date] | None = None

    @property
    def identifier(self) -> str:
        """The first visit: it stands for the appointment."""
        return self.card.row.visit

    @property
    def slot(self) -> Slot:
        """The time that it takes."""
        return Slot(self.appointment.starts, self.appointment.minutes)


@dataclass(frozen=True, slots=True)
class Agenda:
    """The appointments between two days; `away` and `available` are those of the one visitor.

    `has_any` tells that there is an appointment somewhere, `days` on which days one stands.
    `visitors` are those that can be chosen, with their names.
    """

    items: tuple[AgendaItem, ...]
    days: Mapping[date, int]
    away: tuple[AwayPeriod, ...] = ()
    available: frozenset[str] = frozenset()
    visitors: tuple[tuple[str, str], ...] = ()

    @property
    def has_any(self) -> bool:
        """Whether there is an appointment at all, also outside the days that are shown."""
        return bool(self.days)

    def on(self, day: date) -> tuple[AgendaItem, ...]:
        """The appointments of one day, in the order of their times."""
        return tuple(one for one in self.items if one.appointment.starts.date() == day)


def agenda(
    reading: Reading, *, visitor: str, first: date, last: date | None, now: datetime
) -> Agenda:
    """The appointments of a visitor ('' for all) from `first` to `last`, both included.

    Without `last` everything from `first` on.
    """
    cards = {one.visitor: one.card for one in reading.visitors() if one.stopped_on is None}
    appointed = reading.visit_rows(VisitQuestion(visitor, _APPOINTED))
    rows = _appointments(work_now(appointed, now.date()))
    days: dict[date, int] = {}
    shown = []
    for group, starts in rows:
        day = starts.date()
        days[day] = days.get(day, 0) + 1
        if first <= day and (last is None or day <= last):
            shown.append(group)
    items = _items(reading, shown, now.date(), cards)
    own = cards.get(visitor, VisitorCard())
    return Agenda(
        items=_with_warnings(reading, items, cards, now),
        days=days,
        away=read_away(own.away),
        available=read_available(own.available),
        visitors=tuple(
            sorted(
                ((one, card.name) for one, card in cards.items() if card.role == "visitor"),
                key=lambda pair: pair[1].casefold(),
            )
        ),
    )


def surroundings(
    reading: Reading, visits: Sequence[str], *, visitor: str, now: datetime
) -> Surroundings:
    """What stands around a new time for these visits: the agenda of whoever visits them.

    `visitor` is asked when nobody visits them yet.
    """
    first = reading.visit(visits[0])
    present = sorted(reading.resident(first.resident).state.visitors) or [visitor]
    visiting = visitor if visitor in present else present[0]
    card = next((one.card for one in reading.visitors() if one.visitor == visiting), None)
    rows = asked_now(reading, VisitQuestion(visiting, _APPOINTED)) if visiting else ()
    others = [
        Slot(appointment.starts, appointment.minutes)
        for group, _ in _appointments(rows)
        if not {row.visit for row in group} & set(visits)
        and (appointment := reading.visit(group[0].visit).appointment) is not None
    ]
    return Surroundings(
        others=tuple(others),
        away=read_away(card.away) if card else (),
        available=read_available(card.available) if card else frozenset(),
        turn=_turn(first, reading.resident_rows([first.resident]), now.date()),
    )


def to_appoint(reading: Reading, *, visitor: str) -> tuple[tuple[VisitRow, ...], ...]:
    """With whom an appointment can be made; a couple with one letter is one.

    Who said yes comes first. For all visitors together it is only those: the others wait for an
    answer or a call by their own visitor.
    """
    statuses = (*_SAID_YES, *_NOT_ASKED) if visitor else _SAID_YES
    rows = asked_now(reading, VisitQuestion(visitor, statuses))
    groups: dict[str, tuple[VisitRow, ...]] = {}
    for row in sorted(rows, key=lambda one: statuses.index(one.status)):
        key = row.letter or row.visit
        groups[key] = (*groups.get(key, ()), row)
    return tuple(groups.values())


def agenda_card(reading: Reading, rows: Sequence[VisitRow], today: date) -> TodayCard:
    """What the steps around a visit need to know of these visits of one appointment or letter."""
    state = reading.visit(rows[0].visit)
    terms = replace(DEFAULT_TERMS, reply_days=reading.organisation().reply_days)
    has_telephone = any(row.telephone for row in rows)
    step = next_step(state, today, has_draft=False, has_telephone=has_telephone, terms=terms)
    return TodayCard(rows[0], state, step, TodayGroup.LATER, others=tuple(rows[1:]))


def keep_times(
    writing: Writing, visitor: str, away: Iterable[AwayPeriod], available: frozenset[str]
) -> None:
    """Keeps when a visitor is away and can come, on the card that goes along with an exchange.

    Raises AwayPeriodError and UnknownSubjectError.
    """
    card = next((one.card for one in writing.visitors() if one.visitor == visitor), None)
    if card is None:
        raise UnknownSubjectError
    kept = replace(card, away=write_away(away), available=write_available(available))
    writing.change_card(Subject(SubjectKind.VISITOR, visitor), kept)


def _appointments(
    rows: Iterable[VisitRow],
) -> tuple[tuple[tuple[VisitRow, ...], datetime], ...]:
    """The rows of each appointment with its time, in the order of time."""
    found: dict[tuple[datetime, str], tuple[VisitRow, ...]] = {}
    for row in sorted(rows, key=lambda one: one.visit):
        if row.appointment_at is not None:
            key = (row.appointment_at, row.appointment)
            found[key] = (*found.get(key, ()), row)
    return tuple((found[key], key[0]) for key in sorted(found))


def _items(
    reading: Reading,
    groups: Iterable[tuple[VisitRow, ...]],
    today: date,
    cards: Mapping[str, VisitorCard],
) -> tuple[AgendaItem, ...]:
    made = [agenda_card(reading, rows, today) for rows in groups]
    return tuple(
        AgendaItem(
            card,
            card.state.appointment,
            card.row.visitor,
            cards.get(card.row.visitor, VisitorCard()).name,
        )
        for card in made
        if card.state.appointment is not None
    )


def _with_warnings(
    reading: Reading,
    items: Sequence[AgendaItem],
    cards: Mapping[str, VisitorCard],
    now: datetime,
) -> tuple[AgendaItem, ...]:
    residents = reading.resident_rows([one.card.row.resident for one in items])
    known = {row.resident: row for row in residents}
    found = []
    for item in items:
        card = cards.get(item.visitor, VisitorCard())
        row = known.get(item.card.row.resident)
        turn = _turn(item.card.state, (row,) if row else (), now.date())
        around = Surroundings(
            others=tuple(
                one.slot
                for one in items
                # Of two appointments without a visitor nobody has to be at both.
                if one is not item and item.visitor and one.visitor == item.visitor
            ),
            away=read_away(card.away),
            available=read_available(card.available),
            turn=turn,
        )
        found.append(replace(item, warnings=warnings(item.slot, around, now), turn=turn))
    return tuple(found)


def _turn(visit: VisitState, rows: Sequence[ResidentRow], today: date) -> tuple[date, date] | None:
    """The months of the turn that the visit was planned for, else those that are known here.

    A visitor's laptop has no birth date and so no periods: there the visit tells it.
    """
    if visit.turn is not None:
        return visit.turn
    period = next_due(rows[0].periods, today) if rows else None
    return turn_months(period) if period is not None else None
