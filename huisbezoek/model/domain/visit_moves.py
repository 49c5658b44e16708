"""How a visit goes from one status to another, with everything that changes along with it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from huisbezoek.model.domain.visits import VisitState, VisitStatus


def move(state: VisitState, status: VisitStatus, on: date) -> VisitState:
    """The visit in this status from this day; what does not belong to the status is cleared."""
    return replace(
        state,
        status=status,
        since=on,
        closed_on=on if status.is_closed else None,
        deferred_until=state.deferred_until if status is VisitStatus.CLOSED_DEFERRED else None,
        appointment=state.appointment if status.has_appointment else None,
        second_letter_asked_on=None,
    )


def move_from(
    sources: Iterable[VisitStatus], state: VisitState, status: VisitStatus, on: date
) -> VisitState:
    """The visit in this status if it was in one of `sources`, else as it was."""
    return move(state, status, on) if state.status in sources else state


def cancel(state: VisitState, on: date) -> VisitState:
    """The visit cancelled for good: no later appointment opens it again."""
    return move(replace(state, cancelled_on=on), VisitStatus.CLOSED_CANCELLED, on)
