"""What becomes of visits that were open when the contact with a resident stopped for a while."""

from datetime import date

from huisbezoek.model.domain.events import AftercareDone, VisitCancelled
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.visits import VisitState
from huisbezoek.model.usecases.ports.people import ResidentHistory
from huisbezoek.model.usecases.ports.work import Writing


def end_stale_visits(writing: Writing, history: ResidentHistory, today: date) -> None:
    """Ends visits to come, so that nobody is called about a letter of long ago.

    An appointment that is still ahead stays: the resident expects somebody.
    """
    for visit in history.visits:
        if _is_to_come(visit) and not _is_ahead(visit, today):
            writing.record(_subject(visit), VisitCancelled(today))


def end_all_visits(writing: Writing, history: ResidentHistory, on: date) -> None:
    """Ends visits to come, and the call some weeks after a visit, as the stop on that day did."""
    for visit in history.visits:
        if _is_to_come(visit):
            writing.record(_subject(visit), VisitCancelled(on))
        elif not visit.status.is_closed and visit.aftercare_on is None:
            writing.record(_subject(visit), AftercareDone(on, waived=True))


def _is_to_come(visit: VisitState) -> bool:
    return not visit.status.is_closed and not visit.status.took_place


def _is_ahead(visit: VisitState, today: date) -> bool:
    return visit.appointment is not None and visit.appointment.starts.date() >= today


def _subject(visit: VisitState) -> Subject:
    return Subject(SubjectKind.VISIT, visit.visit)
