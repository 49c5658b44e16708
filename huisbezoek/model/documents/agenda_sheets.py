"""Makes the papers of the agenda: a day with its handy order, and a week day by day."""

import html
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from huisbezoek.model.documents.templates import Templates
from huisbezoek.model.usecases.ports.documents import (
    Block,
    DaySheetInput,
    DayVisit,
    SenderInput,
    Sheet,
    WeekSheetDay,
    WeekSheetInput,
)

_MARGIN: Final = 24.0
_TOP: Final = 22.0
_WIDTH: Final = 162.0


def day_sheet(templates: Templates, day: DaySheetInput) -> Sheet:
    """The appointments of one visitor by time, then the order in which the addresses lie."""
    name = "day_sheet"
    fields = {
        **_sender(day.sender),
        "visitor": day.visitor,
        "day": templates.day(day.day, weekday=True),
    }
    when = [part for part, holds in (("empty", not day.visits), ("order", day.order)) if holds]
    order = "".join(
        f"<p style='margin-bottom:2pt'>{place}. {html.escape(line)}</p>"
        for place, line in enumerate(day.order, start=1)
    )
    body = templates.body(name, fields, when)
    body = body.replace("<!--visits-->", _visits(day.visits)).replace("<!--order-->", order)
    return _sheet(templates.text(name, "title", fields), body)


def week_sheet(templates: Templates, week: WeekSheetInput) -> Sheet:
    """Every day of the week, also one without appointments; a day stays on one page if it can."""
    name = "week_sheet"
    fields = {
        **_sender(week.sender),
        "visitor": week.visitor,
        "first": templates.day(week.days[0].day),
        "last": templates.day(week.days[-1].day),
    }
    body = templates.body(name, fields, ("one" if week.visitor else "all",))
    free = templates.text(name, "free", fields)
    head, _, tail = body.partition("<!--days-->")
    days = tuple(_day(templates, one, free) for one in week.days)
    sheet = _sheet(templates.text(name, "title", fields), head)
    return replace(sheet, sections=(*days, tail))


def _day(templates: Templates, day: WeekSheetDay, free: str) -> str:
    head = html.escape(templates.day(day.day, weekday=True).capitalize())
    note = f" ({html.escape(day.note)})" if day.note else ""
    visits = _visits(day.visits) or f"<p style='margin-bottom:12pt'>{html.escape(free)}</p>"
    return f"<p style='margin-bottom:3pt'><b>{head}</b>{note}</p>{visits}"


def _visits(visits: Iterable[DayVisit]) -> str:
    return "".join(
        f"<p style='margin-bottom:12pt'><b>{html.escape(visit.time)}</b> "
        f"<b>{html.escape(visit.name)}</b><br>"
        f"{_lines((visit.address, visit.telephone, visit.notes))}</p>"
        for visit in visits
    )


def _lines(lines: Iterable[str]) -> str:
    return "<br>".join(html.escape(line) for line in lines if line)


def _sender(sender: SenderInput) -> Mapping[str, str]:
    return {
        "organisation": sender.organisation,
        "coordinator": sender.coordinator,
        "telephone": sender.telephone,
    }


def _sheet(title: str, body: str) -> Sheet:
    return Sheet(title, (), Block(body, _MARGIN, _TOP, _WIDTH))
