"""How a visit goes from one status to another, with everything that changes along with it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from huisbezoek.model.domain.visits import Appointment, VisitState, VisitStatus


def move(state: VisitState, status: VisitStatus, on: date) -> VisitState:
    """The visit in this status from this day; what does not belong to the status is cleared."""
    return replace(
        state,
        status=status,
        since=on,
        closed_on=on if status.is_closed else None,
        deferred_until=state.deferred_until if status is VisitStatus.CLOSED_DEFERRED else None,
        appointment=state.appointment if status.has_appointment else None,
        last_appointment=_last_appointment(state),
        second_letter_asked_on=None,
    )


def _last_appointment(state: VisitState) -> Appointment | None:
    """The appointment that ends with this move; once held or closed the one of until then."""
    is_over = state.status.took_place or state.status.is_closed
    return state.last_appointment if is_over else state.appointment


def move_from(
    sources: Iterable[VisitStatus], state: VisitState, status: VisitStatus, on: date
) -> VisitState:
    """The visit in this status if it was in one of `sources`, else as it was."""
    return move(state, status, on) if state.status in sources else state


def cancel(state: VisitState, on: date) -> VisitState:
    """The visit cancelled for good: no later appointment opens it again."""
    return move(replace(state, cancelled_on=on), VisitStatus.CLOSED_CANCELLED, on)
