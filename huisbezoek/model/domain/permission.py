"""Permission as it is now: what was taken back is out of every report, for every reader.

Nothing is removed from the journal here; a coordinator may redact or erase apart. Whoever shows a
stored report, or sends one to a visitor, asks this module first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from huisbezoek.model.domain.consent import Consent, ConsentAnswer, Consents, Purpose
from huisbezoek.model.domain.events import ResidentEvent, Stamped
from huisbezoek.model.domain.follow_up_events import PermissionWithdrawn
from huisbezoek.model.domain.operations import JsonValue
from huisbezoek.model.domain.report_documents import line_from_document, report_from_document
from huisbezoek.model.domain.reports import Report, ReportNotReadableError

Withdrawals = tuple[PermissionWithdrawn, ...]

WITHDRAWN: Final = "permission_withdrawn"
"""The kind of the document that takes permission back."""


def withdrawals_of(events: Iterable[Stamped[ResidentEvent]]) -> Withdrawals:
    """What a resident, with these events, took back: for `permitted` and all that stands on it."""
    return tuple(
        stamped.event for stamped in events if isinstance(stamped.event, PermissionWithdrawn)
    )


def permitted(report: Report, withdrawals: Iterable[PermissionWithdrawn]) -> Report:
    """The report with only what the resident allows now; the same for any order and repetition.

    A permission that was asked again on a later day than it was taken back counts again.
    """
    consents = report.consents
    for withdrawn in withdrawals:
        if withdrawn.visit == report.visit_id:
            consents = Consents(tuple(_after(one, withdrawn) for one in consents.given))
    return replace(report, consents=consents).limited()


def notes_withdrawn(visit: str, withdrawals: Iterable[PermissionWithdrawn]) -> bool:
    """Whether permission for notes of this visit was taken back: for what is not in the report."""
    return any(one.visit == visit and Purpose.NOTES.value in one.purposes for one in withdrawals)


def permitted_document(
    report: JsonValue, visit: str, withdrawals: Iterable[PermissionWithdrawn]
) -> JsonValue:
    """A stored report with null in the place of each line that was taken back.

    What is left out is only ever absent or null, so that it unites with the whole one. None when
    something was taken back for this visit and its report cannot be read.
    """
    taken = [one for one in withdrawals if one.visit == visit]
    if not taken or not isinstance(report, Mapping):
        return report
    try:
        known = report_from_document(report)
    except ReportNotReadableError:
        return None
    present = permitted(known, taken)
    if (present.lines, present.present) == (known.lines, known.present):
        return report
    lines = report.get("lines")
    kept = [
        _permitted_line(line, present)
        for line in (lines if isinstance(lines, list | tuple) else ())
    ]
    return {**report, "lines": kept, "present": report["present"] if present.present else None}


def _permitted_line(entry: JsonValue, present: Report) -> JsonValue:
    if not isinstance(entry, Mapping):
        return None
    line = line_from_document(entry)
    allowed = present.allowed(line)
    if allowed is None:
        return None
    if allowed != line:
        return {name: value for name, value in entry.items() if name != "question"}
    return entry


def _after(consent: Consent, withdrawn: PermissionWithdrawn) -> Consent:
    named = consent.purpose.value in withdrawn.purposes
    if consent.purpose is Purpose.REFERRAL and withdrawn.partner not in {"", consent.partner}:
        named = False
    if not named or consent.asked_at.date() > withdrawn.on:
        return consent
    return replace(consent, answer=ConsentAnswer.WITHDRAWN, shares=(), contact="")
