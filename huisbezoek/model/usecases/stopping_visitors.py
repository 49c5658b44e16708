"""A visitor stops: nobody is theirs any more, and whoever was gets a proposal for somebody else."""

from datetime import date

from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.events import AssignmentEnded
from huisbezoek.model.domain.office_events import VisitorStopped
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.ports.people import ResidentFilter, ResidentQuestion
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.ports.work import Writing


class VisitorStoppedAlreadyError(RefusedByRuleError):
    """The visitor stopped before."""

    code = "visitor_stopped_already"


def stop_visitor(
    writing: Writing, visitor: str, *, today: date, reason: str = ""
) -> tuple[str, ...]:
    """The visitor takes part no longer; answers the residents who have nobody now, by name.

    Visits that were agreed stay agreed: `planning.turns_of` makes a problem of these residents, so
    that a plan proposes others for them in one step. Raises UnknownSubjectError and
    VisitorStoppedAlreadyError.
    """
    record = next((one for one in writing.visitors() if one.visitor == visitor), None)
    if record is None:
        raise UnknownSubjectError
    if record.stopped_on is not None:
        raise VisitorStoppedAlreadyError
    question = ResidentQuestion(today, ResidentFilter.ALL, visitor=visitor)
    residents = writing.resident_ids(question)
    writing.record(Subject(SubjectKind.VISITOR, visitor), VisitorStopped(today))
    for resident in residents:
        ended = AssignmentEnded(visitor, today, reason.strip())
        writing.record(Subject(SubjectKind.RESIDENT, resident), ended)
    return residents
