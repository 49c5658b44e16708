"""What happens from the visit on: held, report, addition, assessment, follow-up, aftercare."""

from dataclasses import replace
from datetime import date
from typing import TypeAlias, assert_never

from huisbezoek.model.domain.events import (
    AdditionAsked,
    AftercareDone,
    FollowUpClosed,
    ReportAdded,
    ReportAssessed,
    ReportHandedIn,
    VisitHeld,
)
from huisbezoek.model.domain.visit_moves import move, move_from
from huisbezoek.model.domain.visits import VisitState, VisitStatus

ReportingEvent: TypeAlias = (
    VisitHeld
    | ReportHandedIn
    | AdditionAsked
    | ReportAdded
    | ReportAssessed
    | FollowUpClosed
    | AftercareDone
)


def report(state: VisitState, event: ReportingEvent) -> VisitState:
    """The state after an event of the visit or later."""
    match event:
        case VisitHeld():
            held = _held(state, event)
            return held if state.status.took_place else move(held, VisitStatus.HELD, event.on)
        case ReportHandedIn():
            return _hand_in(state, event)
        case AdditionAsked() | ReportAdded():
            return _add(state, event)
        case ReportAssessed() | FollowUpClosed():
            return _finish(state, event)
        case AftercareDone():
            state = replace(state, aftercare_on=event.on)
            return move_from({VisitStatus.AFTERCARE}, state, VisitStatus.CLOSED_DONE, event.on)
    assert_never(event)


def _held(state: VisitState, event: VisitHeld) -> VisitState:
    return replace(
        state,
        held_on=event.on,
        minutes=event.minutes,
        contact_kind=event.contact_kind,
        present=event.present,
        cancelled_on=None,
    )


def _hand_in(state: VisitState, event: ReportHandedIn) -> VisitState:
    state = replace(
        state,
        report=event.report,
        report_on=event.on,
        asked_addition="",
        held_on=state.held_on or event.on,
        cancelled_on=None,
    )
    awaited = state.status in {VisitStatus.HELD, VisitStatus.REPORT_DRAFT}
    if awaited or not state.status.took_place:
        return move(state, VisitStatus.REPORT_SUBMITTED, event.on)
    return state


def _add(state: VisitState, event: AdditionAsked | ReportAdded) -> VisitState:
    if isinstance(event, AdditionAsked):
        if state.status.is_closed:
            return state
        asked = replace(state, asked_addition=event.question)
        submitted = {VisitStatus.REPORT_SUBMITTED}
        return move_from(submitted, asked, VisitStatus.REPORT_DRAFT, event.on)
    added = replace(state, additions=(*state.additions, event.text), asked_addition="")
    drafting = {VisitStatus.REPORT_DRAFT}
    return move_from(drafting, added, VisitStatus.REPORT_SUBMITTED, event.on)


def _finish(state: VisitState, event: ReportAssessed | FollowUpClosed) -> VisitState:
    if isinstance(event, FollowUpClosed):
        return _to_aftercare(state, event.on) if state.status is VisitStatus.FOLLOW_UP else state
    if state.status is not VisitStatus.REPORT_SUBMITTED:
        return state
    if event.follow_up:
        return move(state, VisitStatus.FOLLOW_UP, event.on)
    return _to_aftercare(state, event.on)


def _to_aftercare(state: VisitState, on: date) -> VisitState:
    done = state.aftercare_on is not None
    return move(state, VisitStatus.CLOSED_DONE if done else VisitStatus.AFTERCARE, on)
