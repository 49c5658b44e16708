"""One resident's card: who it is, why and when due, what was done, what was permitted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, get_args

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.consent import Consents
from huisbezoek.model.domain.cycle import DuePeriod, next_due, turn_months
from huisbezoek.model.domain.events import (
    Assigned,
    AssignmentEnded,
    Event,
    HandedOver,
    Listed,
    ReportAdded,
    ReportHandedIn,
    VisitPlanned,
)
from huisbezoek.model.domain.follow_up_events import (
    ReferralAccepted,
    ReferralClosed,
    ReferralPermission,
    ReferralReminded,
    ReferralResultKnown,
    SignalEvent,
)
from huisbezoek.model.domain.group_terms import terms_of
from huisbezoek.model.domain.operations import JsonValue, OperationId
from huisbezoek.model.domain.permission import notes_withdrawn, permitted, withdrawals_of
from huisbezoek.model.domain.planning_events import MatchFixed, VisitorAllowed, VisitorRuledOut
from huisbezoek.model.domain.report_documents import report_from_document
from huisbezoek.model.domain.reports import Report
from huisbezoek.model.domain.residents import ResidentState, ResidentStatus
from huisbezoek.model.domain.target_groups import CycleTerms
from huisbezoek.model.domain.visibility import known_age
from huisbezoek.model.domain.visits import VisitState
from huisbezoek.model.usecases.exclusions import excluded_on
from huisbezoek.model.usecases.light_contacts import gets_light_contact
from huisbezoek.model.usecases.mending import Mending, mending_of
from huisbezoek.model.usecases.ports.people import ResidentHistory, ResidentRow
from huisbezoek.model.usecases.ports.work import Reading
from huisbezoek.model.usecases.to_decide import ToDecide, decisions_about

# What happened behind the screens and says nothing to a reader of the card.
_SILENT: Final = (
    Listed,
    VisitPlanned,
    # Notes and what partners answer stand on the page Signalen en vervolg, for coordinators.
    *get_args(SignalEvent),
    ReferralPermission,
    ReferralAccepted,
    ReferralResultKnown,
    ReferralReminded,
    ReferralClosed,
)


# Of these the visitor whom it is about is shown, instead of who wrote it down.
_ABOUT_A_VISITOR: Final = (
    Assigned,
    AssignmentEnded,
    VisitorRuledOut,
    VisitorAllowed,
    MatchFixed,
)

# Also what a visitor said of herself is not for whoever looks along on her screen.
_FOR_COORDINATORS: Final = (VisitorRuledOut, VisitorAllowed)


_NOT_HERE: Final = (ResidentStatus.DECEASED.value, ResidentStatus.MOVED.value)


@dataclass(frozen=True, slots=True)
class FieldDecided:
    """A coordinator chose between several values of a card field."""

    field: str
    value: JsonValue
    on: date


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One thing that happened: the event, who did it (a name, '' when not known), its visit.

    Of a hand-over `author` is who visits from then on, and `earlier` who did before.
    """

    on: date
    event: Event | FieldDecided
    author: str
    visit: str = ""
    report: Report | None = None
    earlier: str = ""


@dataclass(frozen=True, slots=True)
class DueView:
    """When somebody is due: `is_now`, or in the months from `opens` to `closes`."""

    period: DuePeriod
    is_now: bool
    opens: date
    closes: date | None


@dataclass(frozen=True, slots=True)
class Housemate:
    """Somebody at the same address; who died or moved does not live there any more."""

    resident: str
    formal_name: str
    lives_here: bool = True


@dataclass(frozen=True, slots=True)
class ResidentView:
    """Everything that the page of one resident shows. Entries are the newest first.

    `consents_visit` is the visit at which the permission was given. `mending` is a coordinator's:
    what can be set right of the last visit. So are the `decisions` that wait. `excluded_on` is the
    day of the present exclusion. `gets_light_contact` tells a coordinator that a card or call fits.
    """

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
    terms: CycleTerms
    consents_visit: str = ""
    mending: Mending | None = None
    excluded_on: date | None = None
    decisions: tuple[ToDecide, ...] = ()
    gets_light_contact: bool = False


def view_resident(
    reading: Reading, resident: str, today: date, *, is_coordinator: bool
) -> ResidentView:
    """The card of one resident. A visitor sees an age and no birth date. UnknownSubjectError."""
    history = reading.resident(resident)
    row = reading.resident_rows([resident])[0]
    names = {one.visitor: one.card.name for one in reading.visitors()}
    entries = _entries(reading, history, names)
    if is_coordinator:
        entries = _newest_first((*reversed(entries), *_decided(reading, resident, names)))
    else:
        entries = tuple(one for one in entries if not isinstance(one.event, _FOR_COORDINATORS))
    # A visit that was not held after all says nothing of what this resident permitted.
    held = {visit.visit for visit in history.visits if visit.report_on is not None}
    reports = [one.report for one in entries if one.report is not None and one.visit in held]
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
        terms=terms_of(reading.organisation()),
        consents_visit=reports[0].visit_id if reports else "",
        mending=mending_of(history) if is_coordinator else None,
        excluded_on=excluded_on(history),
        decisions=decisions_about(history, row.formal_name, today) if is_coordinator else (),
        gets_light_contact=is_coordinator and gets_light_contact(reading, history.state, today),
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
    return tuple(
        Housemate(row.resident, row.formal_name, lives_here=row.stopped not in _NOT_HERE)
        for row in reading.resident_rows(others)
    )


def _entries(
    reading: Reading, history: ResidentHistory, names: dict[str, str]
) -> tuple[HistoryEntry, ...]:
    told = _told_by_hand_overs(history)
    repeated = _repeated(history)
    found = [
        HistoryEntry(
            _day(stamped.event),
            stamped.event,
            _author(stamped.event, stamped.stamp.author, names),
            earlier=_earlier(stamped.event, names),
        )
        for stamped in history.events
        if not isinstance(stamped.event, _SILENT)
        and stamped.event not in told
        and stamped.stamp.operation not in repeated
    ]
    withdrawals = withdrawals_of(history.events)
    for visit in history.visits:
        for stamped in reading.visit_events(visit.visit):
            event = stamped.event
            if isinstance(event, _SILENT):
                continue
            report = None
            # On a visitor's laptop the report of somebody else may be left out.
            if isinstance(event, ReportHandedIn) and event.report is not None:
                report = permitted(report_from_document(event.report), withdrawals)
                # As it was handed in it holds what was taken back since: nobody reads that here.
                event = replace(event, report=None)
            if isinstance(event, ReportAdded) and notes_withdrawn(visit.visit, withdrawals):
                event = replace(event, text="")
            name = names.get(stamped.stamp.author, "")
            found.append(HistoryEntry(_day(event), event, name, visit.visit, report))
    return _newest_first(found)


def _decided(reading: Reading, resident: str, names: dict[str, str]) -> Iterator[HistoryEntry]:
    for one in reading.decisions(resident):
        on = one.at.date()
        yield HistoryEntry(on, FieldDecided(one.field, one.value, on), names.get(one.author, ""))


def _newest_first(found: Iterable[HistoryEntry]) -> tuple[HistoryEntry, ...]:
    # Sorting is stable: what happened later on one day was recorded later, and stands above.
    entries = [*found]
    entries.reverse()
    entries.sort(key=lambda entry: entry.on, reverse=True)
    return tuple(entries)


def _author(event: Event, author: str, names: dict[str, str]) -> str:
    if isinstance(event, _ABOUT_A_VISITOR):
        return names.get(event.visitor, "")
    if isinstance(event, HandedOver):
        return names.get(event.to_visitor, "")
    return names.get(author, "")


def _earlier(event: Event, names: dict[str, str]) -> str:
    return names.get(event.from_visitor, "") if isinstance(event, HandedOver) else ""


def _told_by_hand_overs(history: ResidentHistory) -> frozenset[Event]:
    """The two halves of each hand-over, which its own entry tells already."""
    found: set[Event] = set()
    for stamped in history.events:
        event = stamped.event
        if isinstance(event, HandedOver):
            found.add(AssignmentEnded(event.from_visitor, event.on, event.reason))
            found.add(Assigned(event.to_visitor, event.on, event.reason))
    return frozenset(found)


def _repeated(history: ResidentHistory) -> frozenset[OperationId]:
    """Assignments of who was there already: said once more when a coordinator chose between two."""
    present: set[str] = set()
    found = []
    for stamped in history.events:
        match stamped.event:
            case Assigned(visitor=visitor) if visitor in present:
                found.append(stamped.stamp.operation)
            case Assigned(visitor=visitor):
                present.add(visitor)
            case AssignmentEnded(visitor=visitor):
                present.discard(visitor)
            case _:
                pass
    return frozenset(found)


def _day(event: Event) -> date:
    day = getattr(event, "on", None)
    if isinstance(day, date):
        return day
    moment = getattr(event, "at", None)
    return moment.date() if isinstance(moment, datetime) else date.min
