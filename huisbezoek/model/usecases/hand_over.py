"""Handing over: a resident goes from one visitor to another, with a reason and chosen notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.events import HandedOver, HandOverNotes
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.visit_refusals import ReasonMissingError
from huisbezoek.model.usecases.partners import together
from huisbezoek.model.usecases.ports.people import ResidentRow
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.visitors import assign


class SummaryMissingError(RefusedByRuleError):
    """Handing over with a summary needs the words of that summary."""

    code = "hand_over_without_summary"


@dataclass(frozen=True, slots=True)
class HandOverLoad:
    """What handing over asks of the next visitor: a couple is one address and one visit.

    `open_visits` are those that are still to be made.
    """

    addresses: int
    people: int
    open_visits: int


def hand_over_load(reading: Reading, residents: Sequence[str]) -> HandOverLoad:
    """How many doors and visits these residents are together."""
    rows = {row.resident: row for row in reading.resident_rows(residents)}
    groups = together(reading, ((one, row.household) for one, row in rows.items()))
    return HandOverLoad(
        addresses=len(groups),
        people=len(rows),
        open_visits=sum(any(_is_to_come(rows[one]) for one in group) for group in groups),
    )


def _is_to_come(row: ResidentRow) -> bool:
    return row.open_status is not None and not row.open_status.took_place


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
