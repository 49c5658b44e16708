"""The way to a resident who was not reached yet: second letter, later, given or sent back."""

from collections.abc import Sequence
from datetime import date

from huisbezoek.model.domain.events import (
    AssignmentEnded,
    Excluded,
    ExclusionReason,
    LetterReturned,
)
from huisbezoek.model.domain.ladder_events import SecondLetterAsked, VisitPostponed
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.planning_events import VisitorRuledOut
from huisbezoek.model.usecases.ports.work import Writing


def ask_second_letter(writing: Writing, visit: str, *, today: date) -> None:
    """The coordinator sends a second letter, so that the visitor need not send a card."""
    writing.record(_visit(visit), SecondLetterAsked(today))


def postpone(writing: Writing, visit: str, until: date, *, today: date) -> None:
    """The next step of this visit waits until that day, and is not late before it."""
    writing.record(_visit(visit), VisitPostponed(until, today))


def hand_back(
    writing: Writing,
    visits: Sequence[str],
    visitor: str,
    *,
    today: date,
    reason: str,
    rather_not: bool = False,
) -> int:
    """The visitor goes no longer to the residents of these visits; answers how many that are.

    They come on the coordinator's list of residents without a visitor. Drafts stay here until they
    are handed in. With `rather_not` no plan proposes this visitor for them again; why is not kept.
    """
    residents = dict.fromkeys(writing.visit(visit).resident for visit in visits)
    own = [one for one in residents if visitor in writing.resident(one).state.visitors]
    for resident in own:
        subject = Subject(SubjectKind.RESIDENT, resident)
        writing.record(subject, AssignmentEnded(visitor, today, reason))
        if rather_not:
            writing.record(subject, VisitorRuledOut(visitor, today))
    return len(own)


def letter_returned(writing: Writing, visit: str, *, on: date) -> None:
    """The post brought the letter back: the visit ends, and nothing goes to this address again.

    A coordinator who finds the right address lifts that.
    """
    resident = Subject(SubjectKind.RESIDENT, writing.visit(visit).resident)
    writing.record(_visit(visit), LetterReturned(on))
    writing.record(resident, Excluded(ExclusionReason.LETTER_RETURNED, on))


def _visit(visit: str) -> Subject:
    return Subject(SubjectKind.VISIT, visit)
