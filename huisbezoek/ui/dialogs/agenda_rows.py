"""What the agenda shows: appointments as rows of the list and as blocks of the week."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.usecases.agenda import Agenda, AgendaItem
from huisbezoek.model.usecases.ports.visits import VisitRow
from huisbezoek.ui import texts
from huisbezoek.ui.models import agenda_words
from huisbezoek.ui.widgets.chip import ChipValue
from huisbezoek.ui.widgets.list_layout import CardRow, GroupRow
from huisbezoek.ui.widgets.week_model import GridDay, GridEntry, GridWords

WORKING_DAYS = 5


def without_visitors(agenda: Agenda) -> Agenda:
    """The same without who comes: for her own eyes."""
    return replace(agenda, items=tuple(replace(one, visitor_name="") for one in agenda.items))


def list_rows(agenda: Agenda, *, is_own: bool) -> list[CardRow | GroupRow]:
    """The appointments day by day, each day with what is the matter with it."""
    rows: list[CardRow | GroupRow] = []
    for day in sorted({one.appointment.starts.date() for one in agenda.items}):
        items = agenda.on(day)
        note = agenda_words.day_note(day, agenda.away, is_own=is_own)
        head = texts.capital(texts.long_date(day))
        rows.append(GroupRow(". ".join(part for part in (head, note) if part), len(items)))
        rows.extend(map(_card, items))
    return rows


def grid_days(
    days: Sequence[date], agenda: Agenda, today: date, *, is_own: bool, narrow: bool
) -> list[GridDay]:
    """The days of a week; the narrow form leaves out Saturday and Sunday when nothing is there."""
    taken = {one.appointment.starts.date() for one in agenda.items}
    shown = [one for one in days if not narrow or one.weekday() < WORKING_DAYS or one in taken]
    return [_day(one, agenda, today, is_own=is_own) for one in shown]


def grid_entries(items: Iterable[AgendaItem]) -> list[GridEntry]:
    """The appointments as blocks."""
    return [
        GridEntry(
            id=one.identifier,
            starts=one.appointment.starts,
            minutes=one.appointment.minutes,
            name=texts.capital(one.card.name),
            shorter=(*_shorter(one), one.card.row.initials_pair),
            spoken=agenda_words.spoken(one),
            is_settled=one.appointment.confirmed,
            is_marked=bool(agenda_words.chip(one)),
        )
        for one in items
    ]


def grid_words() -> GridWords:
    """What the grid says of a half hour: {0} the day, {1} the time, {2} who, {3} how many."""
    return GridWords(
        free=_tr("{0}, {1} uur, vrij"),
        taken=_tr("{0}, {1} uur. {2}"),
        several=_tr("{0}, {1} uur, {3} afspraken tegelijk. {2}"),
    )


def who_rows(groups: Iterable[Sequence[VisitRow]]) -> list[CardRow]:
    """The people with whom an appointment can be made."""
    return [
        CardRow(
            id=rows[0].visit,
            name=" ".join((texts.capital(rows[0].formal_name), *_others(rows[1:]))),
            address=rows[0].address_line,
            initials=rows[0].initials_pair,
            chip=ChipValue(texts.visit_status(rows[0].status)),
        )
        for rows in groups
    ]


def _shorter(item: AgendaItem) -> tuple[str, ...]:
    """'Van Leeuwen en meneer De Koning', then without any title: 'Van Leeuwen en De Koning'."""
    surname = agenda_words.surname(item)
    if not item.card.others:
        return (surname,)
    return surname, surname.replace(f" {_tr('meneer')} ", " ").replace(f" {_tr('mevrouw')} ", " ")


def _others(rows: Sequence[VisitRow]) -> tuple[str, ...]:
    return tuple(_tr("en {0}").format(row.formal_name) for row in rows)


def _card(item: AgendaItem) -> CardRow:
    clock = texts.clock(item.appointment.starts)
    remarks = agenda_words.chip(item)
    parts = (
        remarks and _tr("Let op: {0}").format(remarks),
        texts.capital(agenda_words.state(item)),
        item.visitor_name,
    )
    said = " ".join(f"{part}." for part in parts if part)
    return CardRow(
        id=item.identifier,
        name=texts.capital(item.card.name),
        address=item.card.row.address_line,
        initials=item.card.row.initials_pair,
        chip=ChipValue(clock, "ok" if item.appointment.confirmed else "today"),
        why=f"{said} {agenda_words.about(item)}",
        action=_tr("Openen"),
        action_icon="calendar-check",
    )


def _day(day: date, agenda: Agenda, today: date, *, is_own: bool) -> GridDay:
    spoken = texts.long_date(day)
    note = agenda_words.day_note(day, agenda.away, is_own=is_own)
    return GridDay(
        day=day,
        head=" ".join(spoken.split(" ")[:2]),
        spoken=spoken,
        note=". ".join(part for part in (_tr("Vandaag") if day == today else "", note) if part),
        is_off=bool(note) or day.weekday() >= WORKING_DAYS,
        is_today=day == today,
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("AgendaRows", text)
