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
    once = {stamped.stamp.operation: stamped for stamped in events}
    return tuple(s.event for s in sorted(once.values(), key=lambda s: s.stamp))


def fold_visit(
    visit: str, events: Iterable[Stamped[VisitEvent]], stopped_on: date | None = None
) -> VisitState:
    """The state of the visit: total, and equal for any order and repetition of the events.

    `stopped_on` is the day of death, move or objection of the resident, if any
    (`resident_fold.stopped_on`); it closes what was not yet held, and nobody calls afterwards.
    """
    events = tuple(events)
    state = VisitState(visit)
    for event in in_order(events):
        state = apply_event(state, event)
    held = max((one.stamp for one in events if isinstance(one.event, VisitHeld)), default=None)
    if held is not None:
        state = replace(state, held_by=held.author)
    return cancel_when_stopped(state, stopped_on)


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
    return move(replace(state, cancelled_on=cancelled), status, event.on)
