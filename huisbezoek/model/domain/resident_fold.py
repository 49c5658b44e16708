"""Folds the events and visits of one resident into a state, and names that state on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import assert_never

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.cycle import DuePeriod, due_on
from huisbezoek.model.domain.events import (
    Assigned,
    AssignmentEnded,
    Died,
    Excluded,
    ExclusionLifted,
    Listed,
    Moved,
    OptedIn,
    OptedOut,
    ResidentEvent,
    Stamped,
    VisitRequested,
    WantsRepeat,
)
from huisbezoek.model.domain.planning_events import (
    ContactContinued,
    ContactPaused,
    LightContactMade,
    MatchFixed,
    MatchFreed,
    PlanningEvent,
    TermLeft,
    VisitedApart,
    VisitedTogether,
    VisitorAllowed,
    VisitorRuledOut,
)
from huisbezoek.model.domain.residents import NOT_TOLD, ResidentState, ResidentStatus
from huisbezoek.model.domain.visit_fold import cancel_when_stopped, in_order
from huisbezoek.model.domain.visits import VisitState, VisitStatus


def fold_resident(
    resident: str,
    card: ResidentCard,
    events: Iterable[Stamped[ResidentEvent]],
    visits: Sequence[VisitState],
) -> ResidentState:
    """The state of the resident: total, equal for any order and repetition of events and visits."""
    ordered = in_order(events)
    listed = [event.on for event in ordered if isinstance(event, Listed)]
    # Lists of thousands come through here: making the state once is what takes the time.
    state = ResidentState(resident, card, listed_on=min(listed, default=None))
    assigned: dict[str, date] = {}
    for event in ordered:
        if isinstance(event, PlanningEvent):
            state = _planned(state, event)
            continue
        state = _apply(state, event)
        _assign(assigned, event)
    if assigned:
        state = replace(state, visitors=tuple(assigned), assigned_on=max(assigned.values()))
    return with_visits(state, visits)


def with_visits(state: ResidentState, visits: Sequence[VisitState]) -> ResidentState:
    """The state of a resident, folded without visits, completed by what these visits say.

    Of a visit count its identifier, status, `held_by` and the days `since`, `held_on`, `closed_on`
    and `deferred_until`; `planned_on` only for who asked for a visit.
    """
    if not visits:
        return state
    visits = sorted(
        (cancel_when_stopped(visit, state.stopped_on) for visit in visits),
        key=lambda visit: visit.visit,
    )
    days = [visit.held_on or visit.since for visit in visits if visit.status.took_place]
    held = [day for day in days if day is not None]
    answered = [visit.closed_on for visit in visits if _is_contact(visit) and visit.closed_on]
    state = replace(
        state,
        open_visit=most_advanced(visits),
        last_held_on=max(held, default=None),
        last_contact_on=max([*held, *answered], default=None),
        last_visitor=_last_visitor(visits),
    )
    if state.requested_on is not None:
        is_answered = _is_answered(state.requested_on, state.last_contact_on, visits)
        state = replace(state, request_answered=is_answered)
    if state.fixed_on and state.last_contact_on and state.last_contact_on >= state.fixed_on:
        state = _freed(state)
    return _with_deferral(state, visits)


def stopped_on(events: Iterable[Stamped[ResidentEvent]]) -> date | None:
    """Since when nobody may write, call or visit: what `fold_visit` needs to close open visits."""
    return fold_resident("", ResidentCard(), events, ()).stopped_on


def resident_status(
    state: ResidentState, periods: Sequence[DuePeriod], today: date
) -> ResidentStatus:
    """The one status of domain.md 1.5 on this day; `periods` are those of `cycle.due_periods`."""
    deferred = state.deferred_until is not None and today < state.deferred_until
    checks = (
        (state.died_on is not None, ResidentStatus.DECEASED),
        (state.moved_on is not None, ResidentStatus.MOVED),
        (state.opted_out_on is not None, ResidentStatus.OPTED_OUT),
        (bool(state.excluded), ResidentStatus.EXCLUDED),
        (state.open_visit is not None, ResidentStatus.IN_ROUND),
        (deferred, ResidentStatus.DEFERRED),
        (bool(due_on(periods, today)), ResidentStatus.ELIGIBLE),
        (state.last_contact_on is not None, ResidentStatus.WAITING),
    )
    return next((status for holds, status in checks if holds), ResidentStatus.IMPORTED)


def _apply(state: ResidentState, event: ResidentEvent) -> ResidentState:
    match event:
        case Listed():
            # Already in the state: the earliest day of all lists.
            return state
        case VisitRequested():
            requested = _latest(state.requested_on, event.on)
            return replace(state, requested_on=requested, paused_on=None)
        case WantsRepeat():
            return replace(state, wants_repeat=event.wanted)
        case Excluded():
            return replace(state, excluded=event.reason.value if event.reason else NOT_TOLD)
        case ExclusionLifted():
            return replace(state, excluded="")
        case _:
            return _stop(state, event)


def _planned(state: ResidentState, event: PlanningEvent) -> ResidentState:
    match event:
        case VisitorRuledOut():
            # Who said so herself, on her own laptop, does not know what was fixed in the plan.
            state = _freed(state) if event.visitor == state.fixed_visitor else state
            return replace(state, ruled_out=state.ruled_out | {event.visitor})
        case VisitorAllowed():
            return replace(state, ruled_out=state.ruled_out - {event.visitor})
        case MatchFixed():
            visitor, month = event.visitor, event.month
            return replace(state, fixed_visitor=visitor, fixed_month=month, fixed_on=event.on)
        case MatchFreed():
            return _freed(state)
        case _:
            return _decided(state, event)


def _decided(
    state: ResidentState,
    event: VisitedApart
    | VisitedTogether
    | ContactPaused
    | ContactContinued
    | TermLeft
    | LightContactMade,
) -> ResidentState:
    match event:
        case VisitedApart():
            return replace(state, apart=True)
        case VisitedTogether():
            return replace(state, apart=False)
        case ContactPaused():
            return replace(state, paused_on=event.on)
        case ContactContinued():
            return replace(state, paused_on=None)
        case TermLeft():
            return replace(state, term_left_on=event.on)
        case LightContactMade():
            return replace(state, light_contact_on=_latest(state.light_contact_on, event.on))
    assert_never(event)


def _freed(state: ResidentState) -> ResidentState:
    return replace(state, fixed_visitor="", fixed_month="", fixed_on=None)


def _stop(state: ResidentState, event: ResidentEvent) -> ResidentState:
    match event:
        case OptedOut():
            return replace(state, opted_out_on=event.on)
        case OptedIn():
            return replace(state, opted_out_on=None)
        case Moved():
            return replace(state, moved_on=_earliest(state.moved_on, event.on))
        case Died():
            return replace(state, died_on=_earliest(state.died_on, event.on))
        case _:
            return state


def _assign(assigned: dict[str, date], event: ResidentEvent) -> None:
    match event:
        case Assigned():
            assigned.pop(event.visitor, None)
            assigned[event.visitor] = event.on
        case AssignmentEnded():
            assigned.pop(event.visitor, None)
        case _:
            pass


def _is_answered(
    requested_on: date, last_contact_on: date | None, visits: Sequence[VisitState]
) -> bool:
    """Whether a contact came after the last request, or ended a visit planned since then.

    The second holds for a visit that was made before the request was entered.
    """
    if last_contact_on is not None and last_contact_on > requested_on:
        return True
    return any(
        visit.planned_on is not None
        and visit.planned_on >= requested_on
        and (visit.status.took_place or _is_contact(visit))
        for visit in visits
    )


def _last_visitor(visits: Sequence[VisitState]) -> str:
    """Who held the last visit of which that is known; '' when of none."""
    known = [(visit.held_on, visit.held_by) for visit in visits if visit.held_on and visit.held_by]
    return max(known)[1] if known else ""


def _is_contact(visit: VisitState) -> bool:
    """Declined and unreached count as a contact: the resident is asked again a cycle later."""
    return visit.status in {VisitStatus.CLOSED_DECLINED, VisitStatus.CLOSED_UNREACHED}


def most_advanced(visits: Sequence[VisitState]) -> VisitState | None:
    """Of the visits that are open the one that counts, given all in the order of identifiers."""
    order = list(VisitStatus)
    still_open = [visit for visit in visits if not visit.status.is_closed]
    return max(still_open, key=lambda visit: order.index(visit.status), default=None)


def _with_deferral(state: ResidentState, visits: Sequence[VisitState]) -> ResidentState:
    """The last *later* counts, unless a contact or a request came after it."""
    deferrals = [
        (visit.closed_on, visit.deferred_until, visit.planned_on or date.min)
        for visit in visits
        if visit.status is VisitStatus.CLOSED_DEFERRED and visit.closed_on and visit.deferred_until
    ]
    if not deferrals:
        return state
    said_on, until, planned_on = max(deferrals)
    if state.last_contact_on is not None and state.last_contact_on > said_on:
        return state
    if _asked_after(state.requested_on, said_on, planned_on):
        return state
    return replace(state, deferred_on=said_on, deferred_until=until)


def _asked_after(requested_on: date | None, said_on: date, planned_on: date) -> bool:
    """Whether a request came after *later*.

    On one day it did, unless the visit that was put off was planned for that very request.
    """
    if requested_on is None:
        return False
    return requested_on > said_on or planned_on < requested_on == said_on


def _earliest(known: date | None, day: date) -> date:
    return day if known is None else min(known, day)


def _latest(known: date | None, day: date) -> date:
    return day if known is None else max(known, day)
