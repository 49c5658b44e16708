"""The call some weeks after a visit: when it is agreed, and what to ask about."""

from dataclasses import dataclass
from datetime import date

from huisbezoek.model.domain.consent import ConsentAnswer, ConsentNotReadableError, Purpose
from huisbezoek.model.domain.events import AftercareDone
from huisbezoek.model.domain.next_steps import NOT_SAID, AgreedCall
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.referrals import ReferralState
from huisbezoek.model.domain.reports import LineKind, ReportNotReadableError
from huisbezoek.model.domain.visits import VisitState, VisitStatus
from huisbezoek.model.usecases.follow_up import follow_up_of
from huisbezoek.model.usecases.permission import report_of
from huisbezoek.model.usecases.ports.work import Reading, Writing

_REFUSED = {ConsentAnswer.NO, ConsentAnswer.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class AftercareTalk:
    """What to ask about in the call: the agreed lines, and how the referrals stand.

    `is_permitted` is None when the resident was not asked whether calling is fine.
    """

    agreed: tuple[str, ...]
    referrals: tuple[ReferralState, ...]
    is_permitted: bool | None


def agreed_call(reading: Reading, state: VisitState) -> AgreedCall:
    """What the report of a visit says about calling some weeks later."""
    if state.report is None:
        return NOT_SAID
    try:
        report = report_of(reading, state.visit)
    except (ReportNotReadableError, ConsentNotReadableError):
        # Made by a later program: what cannot be read says nothing about the call.
        return NOT_SAID
    if report is None or report.consents.answer(Purpose.AFTERCARE) is None:
        return NOT_SAID
    refused = report.consents.answer(Purpose.AFTERCARE) in _REFUSED
    return AgreedCall(report.aftercare_on(), refused=refused)


def aftercare_talk(reading: Reading, visit: str) -> AftercareTalk:
    """What to ask about in the call after this visit. Raises UnknownSubjectError."""
    report = report_of(reading, visit)
    referrals = follow_up_of(reading, reading.visit(visit).resident).referrals
    if report is None:
        return AftercareTalk((), referrals, is_permitted=None)
    answer = report.consents.answer(Purpose.AFTERCARE)
    return AftercareTalk(
        tuple(line.text for line in report.of_kind(LineKind.AGREED)),
        referrals,
        is_permitted=None if answer is None else answer is ConsentAnswer.YES,
    )


def waive_refused_call(writing: Writing, visit: str, *, today: date) -> None:
    """Closes a visit that only waits for a call that the resident does not want."""
    state = writing.visit(visit)
    if state.status is VisitStatus.AFTERCARE and agreed_call(writing, state).refused:
        writing.record(Subject(SubjectKind.VISIT, visit), AftercareDone(today, waived=True))
