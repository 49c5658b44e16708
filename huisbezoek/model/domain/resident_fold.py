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
    MatchFixed,
    MatchFreed,
    PlanningEvent,
    VisitedApart,
    VisitedTogether,
    VisitorAllowed,
    VisitorRuledOut,
)
from huisbezoek.model.domain.residents import ResidentState, ResidentStatus
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
        open_visit=_most_advanced(visits),
        last_held_on=max(held, default=None),
        last_contact_on=max([*held, *answered], default=None),
        last_visitor=_last_visitor(visits),
    )
    state = replace(state, request_answered=_answers_request(state, visits))
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
            return replace(state, requested_on=_latest(state.requested_on, event.on))
        case WantsRepeat():
            return replace(state, wants_repeat=event.wanted)
        case Excluded():
            return replace(state, excluded=event.reason.value)
        case ExclusionLifted():
            return replace(state, excluded="")
        case _:
            return _stop(state, event)


def _planned(state: ResidentState, event: PlanningEvent) -> ResidentState:
    match event:
        case VisitorRuledOut():
            return replace(state, ruled_out=state.ruled_out | {event.visitor})
        case VisitorAllowed():
            return replace(state, ruled_out=state.ruled_out - {event.visitor})
        case MatchFixed():
            visitor, month = event.visitor, event.month
            return replace(state, fixed_visitor=visitor, fixed_month=month, fixed_on=event.on)
        case MatchFreed():
            return _freed(state)
        case VisitedApart():
            return replace(state, apart=True)
        case VisitedTogether():
            return replace(state, apart=False)
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


def _answers_request(state: ResidentState, visits: Sequence[VisitState]) -> bool:
    """Whether a contact came after the last request, or ended a visit planned since then.

    The second holds for a visit that was made before the request was entered.
    """
    if state.requested_on is None:
        return False
    if state.last_contact_on is not None and state.last_contact_on > state.requested_on:
        return True
    return any(
        visit.planned_on is not None
        and visit.planned_on >= state.requested_on
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


def _most_advanced(visits: Sequence[VisitState]) -> VisitState | None:
    order = list(VisitStatus)
    still_open = [visit for visit in visits if not visit.status.is_closed]
    return max(still_open, key=lambda visit: order.index(visit.status), default=None)


def _with_deferral(state: ResidentState, visits: Sequence[VisitState]) -> ResidentState:
    """The last *later* counts, unless a contact or a request came after it."""
    deferrals = [
        (visit.closed_on, visit.deferred_until)
        for visit in visits
        if visit.status is VisitStatus.CLOSED_DEFERRED and visit.closed_on and visit.deferred_until
    ]
    if not deferrals:
        return state
    said_on, until = max(deferrals)
    overtaken = [day for day in (state.last_contact_on, state.requested_on) if day is not None]
    if any(day > said_on for day in overtaken):
        return state
    return replace(state, deferred_on=said_on, deferred_until=until)


def _earliest(known: date | None, day: date) -> date:
    return day if known is None else min(known, day)


def _latest(known: date | None, day: date) -> date:
    return day if known is None else max(known, day)
