"""A visitor stops: nobody is theirs any more, and whoever was gets a proposal for somebody else."""

from collections.abc import Sequence
from datetime import date

from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.events import AssignmentEnded
from huisbezoek.model.domain.office_events import VisitorStopped
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.ports.people import ResidentFilter, ResidentQuestion
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.ports.work import Reading, Writing


class VisitorStoppedAlreadyError(RefusedByRuleError):
    """The visitor stopped before."""

    code = "visitor_stopped_already"


def stop_visitor(
    writing: Writing, visitor: str, *, today: date, reason: str = ""
) -> tuple[str, ...]:
    """The visitor takes part no longer; answers the residents who have nobody now, by name.

    Who was given twice keeps the other one. Visits that were agreed stay agreed:
    `planning.turns_of` makes a problem of these residents, so that a plan proposes others for them
    in one step. Raises UnknownSubjectError and VisitorStoppedAlreadyError.
    """
    record = next((one for one in writing.visitors() if one.visitor == visitor), None)
    if record is None:
        raise UnknownSubjectError
    if record.stopped_on is not None:
        raise VisitorStoppedAlreadyError
    question = ResidentQuestion(today, ResidentFilter.ALL, visitor=visitor)
    residents = writing.resident_ids(question)
    left = with_nobody_else(writing, residents, visitor)
    writing.record(Subject(SubjectKind.VISITOR, visitor), VisitorStopped(today))
    for resident in residents:
        ended = AssignmentEnded(visitor, today, reason.strip())
        writing.record(Subject(SubjectKind.RESIDENT, resident), ended)
    return left


def with_nobody_else(reading: Reading, residents: Sequence[str], visitor: str) -> tuple[str, ...]:
    """Those of these residents whom nobody but this visitor goes to.

    Who was given twice keeps the other one, who takes part and was not ruled out there.
    """
    taking_part = {one.visitor for one in reading.visitors() if one.stopped_on is None} - {visitor}
    states = [reading.resident(one).state for one in residents]
    return tuple(
        one.resident
        for one in states
        if not taking_part.intersection(one.visitors).difference(one.ruled_out)
    )
