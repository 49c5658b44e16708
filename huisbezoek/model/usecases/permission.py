"""Taking permission back: as easy as giving it, and at work everywhere at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from huisbezoek.model.domain.consent import Purpose
from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.events import AftercareDone
from huisbezoek.model.domain.follow_up_events import PermissionWithdrawn
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.permission import Withdrawals, permitted, withdrawals_of
from huisbezoek.model.domain.report_documents import report_from_document
from huisbezoek.model.domain.reports import Report
from huisbezoek.model.domain.visits import VisitState, VisitStatus
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.ports.work import Reading, Writing


class NothingToWithdrawError(RefusedByRuleError):
    """No purpose was named, or all of it was taken back already."""

    code = "nothing_to_withdraw"


def present_report(state: VisitState, withdrawals: Withdrawals) -> Report | None:
    """The report of a visit with what the resident allows now; None while there is none."""
    if state.report is None:
        return None
    return permitted(report_from_document(state.report), withdrawals)


def report_of(reading: Reading, visit: str) -> Report | None:
    """As `present_report`, for one visit. Raises UnknownSubjectError."""
    state = reading.visit(visit)
    return present_report(state, _withdrawals(reading, state.resident))


def withdraw_permission(
    writing: Writing, visit: str, purposes: Sequence[Purpose], *, on: date, partner: str = ""
) -> None:
    """The resident takes permission back for these purposes of one visit.

    At once the lines are out of every list, page, file and bundle, here and on each laptop after
    its next exchange; lines under *good to know* that came from this report leave the card, and
    a call afterwards that was still to be made is waived. Raises NothingToWithdrawError and
    UnknownSubjectError.
    """
    state = writing.visit(visit)
    earlier = _withdrawals(writing, state.resident)
    withdrawn = PermissionWithdrawn(
        visit, tuple(sorted({one.value for one in purposes})), on, partner
    )
    if not withdrawn.purposes or withdrawn in earlier:
        raise NothingToWithdrawError
    before = present_report(state, earlier)
    writing.record(Subject(SubjectKind.RESIDENT, state.resident), withdrawn)
    after = present_report(state, (*earlier, withdrawn))
    if before is not None and after is not None:
        _forget_good_to_know(writing, state.resident, before, after)
    if Purpose.AFTERCARE in purposes and state.status is VisitStatus.AFTERCARE:
        writing.record(Subject(SubjectKind.VISIT, visit), AftercareDone(on, waived=True))


def _withdrawals(reading: Reading, resident: str) -> Withdrawals:
    try:
        return withdrawals_of(reading.resident(resident).events)
    except UnknownSubjectError:
        # A visit can be known before its resident is: nothing was taken back then.
        return ()


def _forget_good_to_know(writing: Writing, resident: str, before: Report, after: Report) -> None:
    gone = frozenset(before.good_to_know()) - frozenset(after.good_to_know())
    card = writing.resident(resident).state.card
    kept = "\n".join(line for line in card.good_to_know.splitlines() if line not in gone)
    if kept != card.good_to_know:
        changed = replace(card, good_to_know=kept)
        writing.change_card(Subject(SubjectKind.RESIDENT, resident), changed)
