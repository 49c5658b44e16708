"""Binds the use cases of the agenda: appointments, days away, paper and the calendar file."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from huisbezoek.app.binding import Binding
from huisbezoek.app.paper_uses import paper_print_uses
from huisbezoek.app.visit_uses import today_uses
from huisbezoek.model.domain.agenda import week
from huisbezoek.model.domain.availability import AwayPeriod
from huisbezoek.model.usecases import agenda, agenda_sheets
from huisbezoek.model.usecases.agenda_sheets import OrderedDay
from huisbezoek.model.usecases.calendar_export import calendar_entries, file_name
from huisbezoek.model.usecases.ports.calendar import CalendarEntry
from huisbezoek.model.usecases.ports.documents import Sheet
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.ui.dialogs.agenda_steps import AgendaUses
from huisbezoek.ui.models import agenda_words
from huisbezoek.ui.printing import PrintLook


def agenda_uses(bound: Binding, look: PrintLook) -> AgendaUses:
    """What the agenda asks and does; a coordinator sees that of all visitors."""

    def keep_times(
        writing: Writing, visitor: str, away: tuple[AwayPeriod, ...], available: frozenset[str]
    ) -> None:
        agenda.keep_times(writing, visitor, away, available)

    def entries(
        writing: Writing, visitor: str, summary: Callable[[str], str]
    ) -> tuple[CalendarEntry, ...]:
        return calendar_entries(writing, summary, visitor=visitor, now=bound.naive_now())

    return AgendaUses(
        visitor="" if bound.is_coordinator else bound.person,
        view=lambda reading, visitor, first, last: agenda.agenda(
            reading, visitor=visitor, first=first, last=last, now=bound.naive_now()
        ),
        around=lambda reading, visits, visitor: agenda.surroundings(
            reading, visits, visitor=visitor, now=bound.naive_now()
        ),
        to_appoint=lambda reading, visitor: agenda.to_appoint(reading, visitor=visitor),
        card=lambda reading, rows: agenda.agenda_card(reading, rows, bound.today()),
        keep_times=keep_times,
        entries=entries,
        write=lambda path, made: _write(bound, path, made),
        file_name=lambda: file_name(bound.today()),
        ordered=lambda reading, visitor, day: _ordered(bound, reading, visitor, day),
        day_sheet=lambda reading, visitor, day: _day_sheet(bound, reading, visitor, day),
        week_sheet=lambda reading, visitor, day: _week_sheet(bound, reading, visitor, day),
        papers=paper_print_uses(bound, look),
        steps=today_uses(bound),
    )


def _ordered(bound: Binding, reading: Reading, visitor: str, day: date) -> OrderedDay:
    view = agenda.agenda(reading, visitor=visitor, first=day, last=day, now=bound.naive_now())
    return agenda_sheets.order_of_day(reading, view, day, bound.parts.day_order)


def _day_sheet(bound: Binding, reading: Reading, visitor: str, day: date) -> Sheet:
    paper = agenda_sheets.day_sheet(
        reading,
        _ordered(bound, reading, visitor, day),
        _name(bound, reading, visitor) or agenda_words.everybody(),
        _about(visitor),
        bound.show_telephone,
    )
    readable = replace(paper, sender=bound.readable(paper.sender))
    return bound.parts.documents.day_sheet(readable)


def _week_sheet(bound: Binding, reading: Reading, visitor: str, day: date) -> Sheet:
    days = week(day)
    view = agenda.agenda(
        reading, visitor=visitor, first=days[0], last=days[-1], now=bound.naive_now()
    )
    is_own = not bound.is_coordinator
    notes = {one: agenda_words.day_note(one, view.away, is_own=is_own) for one in days}
    name = _name(bound, reading, visitor)
    paper = agenda_sheets.week_sheet(reading, view, day, name, _about(visitor), notes)
    readable = replace(paper, sender=bound.readable(paper.sender))
    return bound.parts.documents.week_sheet(readable)


def _about(visitor: str) -> Callable[[agenda.AgendaItem], str]:
    """What was agreed, with who comes where that is not the same for all."""
    return agenda_words.about if visitor else agenda_words.about_with_visitor


def _name(bound: Binding, reading: Reading, visitor: str) -> str:
    """The name of the visitor; '' for all."""
    if visitor == bound.person:
        return bound.person_name
    return next((one.card.name for one in reading.visitors() if one.visitor == visitor), "")


def _write(bound: Binding, path: Path, entries: Sequence[CalendarEntry]) -> str:
    """The name of the file as it was written; nothing half is ever left behind."""
    content = bound.parts.calendar_files.write(entries, written_at=bound.parts.now())
    written = bound.parts.transfer.write(path.parent, path.name, lambda out: out.write(content))
    return written.path.name
