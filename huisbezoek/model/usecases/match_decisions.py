"""What a coordinator decides about a match: fixed, free, ruled out, apart or together.

It stands in the history of the resident, and every plan keeps to it.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from huisbezoek.model.domain.events import AssignmentEnded
from huisbezoek.model.domain.hand_match import hand_match, hand_turn
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.planning_events import (
    MatchFixed,
    MatchFreed,
    PlanningEvent,
    VisitedApart,
    VisitedTogether,
    VisitorAllowed,
    VisitorRuledOut,
)
from huisbezoek.model.usecases.plan_visitors import readiness
from huisbezoek.model.usecases.ports.people import VisitorRecord
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.visitors import VisitorNotReadyError, refusal_error


def fix(
    writing: Writing,
    residents: Sequence[str],
    visitor: str,
    month: date | None = None,
    *,
    today: date,
) -> None:
    """The plan keeps to this visitor for these residents, and to the month when one is given.

    What no plan may do nobody can fix: raises VisitorNotReadyError, VisitorRuledOutError,
    VisitorOwnStreetError, VisitorUntrainedError and UnknownSubjectError.
    """
    record = _record_of(writing, visitor)
    if not readiness(record, today).is_ready:
        raise VisitorNotReadyError
    people = [writing.resident(one) for one in residents]
    turn = hand_turn([(one.state, one.groups) for one in people])
    refused = hand_match(turn, visitor, record.card).refused
    if refused is not None:
        raise refusal_error(refused)
    event = MatchFixed(visitor, "" if month is None else f"{month:%Y-%m}", today)
    _record(writing, residents, event)


def free(writing: Writing, residents: Iterable[str], *, today: date) -> None:
    """The plan may choose again for these residents."""
    _record(writing, residents, MatchFreed(today))


def split_couple(writing: Writing, residents: Iterable[str], *, today: date) -> None:
    """These two have a visit and a letter each from now on."""
    _record(writing, residents, VisitedApart(today))


def join_couple(writing: Writing, residents: Iterable[str], *, today: date) -> None:
    """These two share a visit and a letter again."""
    _record(writing, residents, VisitedTogether(today))


def rule_out(writing: Writing, residents: Iterable[str], visitor: str, *, today: date) -> None:
    """This visitor does not go to these residents, and no longer if it was theirs.

    The reason is never asked and never kept.
    """
    for resident in residents:
        state = writing.resident(resident).state
        subject = Subject(SubjectKind.RESIDENT, resident)
        writing.record(subject, VisitorRuledOut(visitor, today))
        if visitor in state.visitors:
            writing.record(subject, AssignmentEnded(visitor, today))
        if visitor == state.fixed_visitor:
            writing.record(subject, MatchFreed(today))


def allow(writing: Writing, residents: Iterable[str], visitor: str, *, today: date) -> None:
    """This visitor may go to these residents again."""
    _record(writing, residents, VisitorAllowed(visitor, today))


def _record_of(writing: Writing, visitor: str) -> VisitorRecord:
    for record in writing.visitors():
        if record.visitor == visitor:
            return record
    raise UnknownSubjectError


def _record(writing: Writing, residents: Iterable[str], event: PlanningEvent) -> None:
    for resident in residents:
        writing.record(Subject(SubjectKind.RESIDENT, resident), event)
