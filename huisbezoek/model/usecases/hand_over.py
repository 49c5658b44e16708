"""Handing over: a resident goes from one visitor to another, with a reason and chosen notes."""

from collections.abc import Sequence
from datetime import date

from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.events import HandedOver, HandOverNotes
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.visit_refusals import ReasonMissingError
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.visitors import assign


class SummaryMissingError(RefusedByRuleError):
    """Handing over with a summary needs the words of that summary."""

    code = "hand_over_without_summary"


def hand_over(  # noqa: PLR0913 - each argument is a choice of the dialog
    writing: Writing,
    residents: Sequence[str],
    to_visitor: str,
    *,
    today: date,
    reason: str,
    notes: HandOverNotes,
    summary: str = "",
) -> int:
    """Ends who visited these residents until now and assigns them; answers how many changed hands.

    Who is with this visitor already, or had nobody, is assigned as always and not handed over.
    `notes` says what the next visitor may read of earlier reports; `summary` is kept with
    HandOverNotes.SUMMARY only. Raises ReasonMissingError, SummaryMissingError,
    VisitorNotReadyError and UnknownSubjectError; nothing is kept then.
    """
    if not reason.strip():
        raise ReasonMissingError
    words = summary.strip() if notes is HandOverNotes.SUMMARY else ""
    if notes is HandOverNotes.SUMMARY and not words:
        raise SummaryMissingError
    earlier = {
        resident: [one for one in writing.resident(resident).state.visitors if one != to_visitor]
        for resident in residents
    }
    assign(writing, residents, to_visitor, today=today, reason=reason.strip())
    for resident, visitors in earlier.items():
        for visitor in visitors:
            event = HandedOver(visitor, to_visitor, today, reason.strip(), notes, words)
            writing.record(Subject(SubjectKind.RESIDENT, resident), event)
    return sum(bool(visitors) for visitors in earlier.values())
