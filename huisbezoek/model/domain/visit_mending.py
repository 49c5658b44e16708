"""Mending by hand: to which states a coordinator may set a visit back when something went wrong."""

from typing import Final

from huisbezoek.model.domain.visits import VisitState, VisitStatus

_AFTER_THE_REPORT: Final = (
    VisitStatus.REPORT_SUBMITTED,
    VisitStatus.FOLLOW_UP,
    VisitStatus.AFTERCARE,
    VisitStatus.CLOSED_DONE,
)


def mendable(visit: VisitState) -> tuple[VisitStatus, ...]:
    """The states that this visit may be set back to, the likeliest first.

    A visit that was closed without taking place goes on where it was; one that was held may turn
    out not to have been, or not to be as far. Nothing for a visit that is on its way: its ordinary
    steps and the undo are enough.
    """
    if visit.status.took_place:
        return (*_before(visit), VisitStatus.CLOSED_CANCELLED, *_less_far(visit))
    return (*_before(visit), _without_an_answer(visit)) if visit.status.is_closed else ()


def _before(visit: VisitState) -> tuple[VisitStatus, ...]:
    stood = visit.last_appointment is not None
    kept = (VisitStatus.SCHEDULED,) if stood else ()
    return (*kept, VisitStatus.TO_SCHEDULE)


def _without_an_answer(visit: VisitState) -> VisitStatus:
    return VisitStatus.INVITED if visit.invited_on is not None else VisitStatus.PLANNED


def _less_far(visit: VisitState) -> tuple[VisitStatus, ...]:
    if visit.status not in _AFTER_THE_REPORT:
        return ()
    return _AFTER_THE_REPORT[: _AFTER_THE_REPORT.index(visit.status)][::-1]
