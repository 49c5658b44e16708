"""Folds the events of one visit into its state, whatever the order in which they arrived.

The transitions are those of domain.md 1.6. What happened outranks what was planned: after a visit
was held no letter, call, appointment or closing changes the state. The passing of time is no event,
so three calls without an answer stay *calling* until the card goes out.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from huisbezoek.model.domain.events import (
    AdditionAsked,
    AftercareDone,
    Event,
    FollowUpClosed,
    ReportAdded,
    ReportAssessed,
    ReportHandedIn,
    Stamped,
    StatusForced,
    VisitEvent,
    VisitHeld,
)
from huisbezoek.model.domain.ladder_events import VisitPostponed
from huisbezoek.model.domain.visit_approach import approach, late_facts
from huisbezoek.model.domain.visit_moves import cancel, move
from huisbezoek.model.domain.visit_reporting import report
from huisbezoek.model.domain.visits import VisitState, VisitStatus

EventT = TypeVar("EventT", bound=Event)


def in_order(events: Iterable[Stamped[EventT]]) -> tuple[EventT, ...]:
    """The events in the one order that every device agrees on, each once."""
    return tuple(stamped.event for stamped in _ordered(events))


def _ordered(events: Iterable[Stamped[EventT]]) -> list[Stamped[EventT]]:
    once = {stamped.stamp.operation: stamped for stamped in events}
    return sorted(once.values(), key=lambda stamped: stamped.stamp)


def fold_visit(
    visit: str, events: Iterable[Stamped[VisitEvent]], stopped_on: date | None = None
) -> VisitState:
    """The state of the visit: total, and equal for any order and repetition of the events.

    `stopped_on` is the day of death, move or objection of the resident, if any
    (`resident_fold.stopped_on`); it closes what was not yet held, and nobody calls afterwards.
    """
    state = VisitState(visit)
    for stamped in _ordered(events):
        state = with_later(state, stamped)
    return cancel_when_stopped(state, stopped_on)


def with_later(state: VisitState, stamped: Stamped[VisitEvent]) -> VisitState:
    """The state of a visit that nothing has stopped, after an event later than all others."""
    state = apply_event(state, stamped.event)
    if isinstance(stamped.event, VisitHeld):
        state = replace(state, held_by=stamped.stamp.author)
    return state


def cancel_when_stopped(state: VisitState, stopped_on: date | None) -> VisitState:
    """Closes a visit that was not held before the resident died, moved or objected.

    Of one that was held the report is still finished, but the call some weeks later is waived.
    """
    if stopped_on is None or state.status.is_closed:
        return state
    if not state.status.took_place:
        return cancel(state, stopped_on)
    if state.aftercare_on is not None:
        return state
    return report(state, AftercareDone(stopped_on, waived=True))


def apply_event(state: VisitState, event: VisitEvent) -> VisitState:
    """The state after one more event, in journal order; what happens ends a postponement."""
    if state.postponed_until is not None:
        state = replace(state, postponed_until=None)
    match event:
        case VisitPostponed() if state.status.took_place:
            closed = state.status.is_closed
            return state if closed else replace(state, postponed_until=event.until)
        case StatusForced():
            return _force(state, event)
        case (
            VisitHeld()
            | ReportHandedIn()
            | AdditionAsked()
            | ReportAdded()
            | ReportAssessed()
            | FollowUpClosed()
            | AftercareDone()
        ):
            return report(state, event)
        case _ if state.status.took_place:
            return late_facts(state, event)
        case _:
            return approach(state, event)


def _force(state: VisitState, event: StatusForced) -> VisitState:
    if event.status not in set(VisitStatus):
        return state
    status = VisitStatus(event.status)
    cancelled = event.on if status is VisitStatus.CLOSED_CANCELLED else None
    state = replace(state, cancelled_on=cancelled)
    if not status.took_place:
        state = _not_held(state)
    if status is VisitStatus.AFTERCARE:
        # Otherwise the call that is still to be made would count as made.
        state = replace(state, aftercare_on=None)
    stood = state.last_appointment
    if status.has_appointment and state.appointment is None and stood is not None:
        confirmed = status is VisitStatus.CONFIRMED
        state = replace(state, appointment=replace(stood, confirmed=confirmed))
    return move(state, status, event.on)


def _not_held(state: VisitState) -> VisitState:
    """Without all that says the visit was held; a report stays in the journal."""
    return replace(
        state,
        held_on=None,
        minutes=0,
        contact_kind=None,
        present=(),
        held_by="",
        report=None,
        report_on=None,
        asked_addition="",
        additions=(),
        aftercare_on=None,
    )
