"""One resident's card: who it is, why and when due, what was done, what was permitted."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.consent import Consents
from huisbezoek.model.domain.cycle import DuePeriod, next_due, turn_months
from huisbezoek.model.domain.events import (
    Assigned,
    AssignmentEnded,
    Event,
    Listed,
    ReportHandedIn,
    StatusForced,
    VisitPlanned,
)
from huisbezoek.model.domain.report_documents import report_from_document
from huisbezoek.model.domain.reports import Report
from huisbezoek.model.domain.residents import ResidentState
from huisbezoek.model.domain.visibility import known_age
from huisbezoek.model.domain.visits import VisitState
from huisbezoek.model.usecases.ports.people import ResidentHistory, ResidentRow
from huisbezoek.model.usecases.ports.work import Reading

# What happened behind the screens and says nothing to a reader of the card.
_SILENT: Final = (Listed, VisitPlanned, StatusForced)


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One thing that happened: the event, who did it (a name, '' when not known), its visit."""

    on: date
    event: Event
    author: str
    visit: str = ""
    report: Report | None = None


@dataclass(frozen=True, slots=True)
class DueView:
    """When somebody is due: `is_now`, or in the months from `opens` to `closes`."""

    period: DuePeriod
    is_now: bool
    opens: date
    closes: date | None


@dataclass(frozen=True, slots=True)
class Housemate:
    """Somebody at the same address."""

    resident: str
    formal_name: str


@dataclass(frozen=True, slots=True)
class ResidentView:
    """Everything that the page of one resident shows. Entries are the newest first."""

    row: ResidentRow
    state: ResidentState
    card: ResidentCard
    age: int | None
    due: DueView | None
    open_visit: VisitState | None
    visitor_names: tuple[str, ...]
    housemates: tuple[Housemate, ...]
    entries: tuple[HistoryEntry, ...]
    consents: Consents
    consents_on: date | None
    groups: tuple[str, ...]
    differing_fields: tuple[str, ...]
    cycle_months: int


def view_resident(
    reading: Reading, resident: str, today: date, *, is_coordinator: bool
) -> ResidentView:
    """The card of one resident. A visitor sees an age and no birth date. UnknownSubjectError."""
    history = reading.resident(resident)
    row = reading.resident_rows([resident])[0]
    names = {one.visitor: one.card.name for one in reading.visitors()}
    entries = _entries(reading, history, names)
    reports = [entry.report for entry in entries if entry.report is not None]
    card = history.state.card
    return ResidentView(
        row=row,
        state=history.state,
        card=card if is_coordinator else replace(card, birth_date=""),
        age=known_age(card, today) if history.state.died_on is None else None,
        due=due_view(history.periods, today),
        open_visit=history.state.open_visit,
        visitor_names=tuple(names.get(one, "") for one in history.state.visitors),
        housemates=_housemates(reading, resident),
        entries=entries,
        consents=reports[0].consents if reports else Consents(),
        consents_on=reports[0].held_on if reports else None,
        groups=_groups(history),
        differing_fields=history.differing_fields,
        cycle_months=reading.organisation().cycle_months,
    )


def due_view(periods: tuple[DuePeriod, ...], today: date) -> DueView | None:
    """When somebody with these periods is due, now or next; None when never."""
    period = next_due(periods, today)
    if period is None:
        return None
    if period.holds_on(today):
        return DueView(period, is_now=True, opens=period.opens, closes=period.closes)
    opens, closes = turn_months(period)
    return DueView(period, is_now=False, opens=opens, closes=closes)


def _groups(history: ResidentHistory) -> tuple[str, ...]:
    # Without a birth date a visitor's laptop cannot tell the groups: the planned visit can.
    visit = history.state.open_visit
    return history.groups or (visit.groups if visit is not None else ())


def _housemates(reading: Reading, resident: str) -> tuple[Housemate, ...]:
    others = [one for one in reading.household(resident) if one != resident]
    return tuple(Housemate(row.resident, row.formal_name) for row in reading.resident_rows(others))


def _entries(
    reading: Reading, history: ResidentHistory, names: dict[str, str]
) -> tuple[HistoryEntry, ...]:
    found = [
        HistoryEntry(
            _day(stamped.event), stamped.event, _author(stamped.event, stamped.stamp.author, names)
        )
        for stamped in history.events
        if not isinstance(stamped.event, _SILENT)
    ]
    for visit in history.visits:
        for stamped in reading.visit_events(visit.visit):
            event = stamped.event
            if isinstance(event, _SILENT):
                continue
            report = None
            if isinstance(event, ReportHandedIn):
                report = report_from_document(event.report)
            name = names.get(stamped.stamp.author, "")
            found.append(HistoryEntry(_day(event), event, name, visit.visit, report))
    # Sorting is stable: what happened later on one day was recorded later, and stands above.
    found.reverse()
    found.sort(key=lambda entry: entry.on, reverse=True)
    return tuple(found)


def _author(event: Event, author: str, names: dict[str, str]) -> str:
    if isinstance(event, Assigned | AssignmentEnded):
        return names.get(event.visitor, "")
    return names.get(author, "")


def _day(event: Event) -> date:
    day = getattr(event, "on", None)
    if isinstance(day, date):
        return day
    moment = getattr(event, "at", None)
    return moment.date() if isinstance(moment, datetime) else date.min
