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
    (`resident_fold.stopped_on`); it closes what was not yet held.
    """
    state = VisitState(visit)
    for event in in_order(events):
        state = apply_event(state, event)
    return cancel_when_stopped(state, stopped_on)


def cancel_when_stopped(state: VisitState, stopped_on: date | None) -> VisitState:
    """Closes a visit that was not held before the resident died, moved or objected."""
    if stopped_on is None or state.status.took_place or state.status.is_closed:
        return state
    return cancel(state, stopped_on)


def apply_event(state: VisitState, event: VisitEvent) -> VisitState:
    """The state after one more event, in journal order."""
    match event:
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
