"""Removing for ever: a resident with everything about them, or one sentence of a report."""

from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum

from huisbezoek.model.domain.events import ReportHandedIn, ResidentEvent, Stamped, VisitEvent
from huisbezoek.model.domain.follow_up_events import SignalRaised
from huisbezoek.model.domain.operations import JsonValue, Subject, SubjectKind
from huisbezoek.model.domain.report_documents import line_from_document
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.ports.work import Writing


class ErasureReason(StrEnum):
    """Why everything about a resident is removed (article 17 GDPR); kept with the number."""

    REQUEST = "request"
    MISTAKE = "mistake"
    TERM = "term"


def erase_resident(writing: Writing, resident: str, reason: ErasureReason) -> None:
    """Removes everything about the resident and their visits for ever, on every laptop in time.

    What stays is the random number of each, the day and the reason. Raises UnknownSubjectError for
    somebody who is not (or no longer) known.
    """
    writing.resident(resident)
    writing.erase(Subject(SubjectKind.RESIDENT, resident), reason.value)


def redact_line(writing: Writing, visit: str, line: str) -> int:
    """Removes the line with this id from the report of the visit for ever; answers how often.

    The same words have the same id wherever they stand, and go everywhere in the report; a note to
    the coordinator that was made of them loses its words. Raises UnknownSubjectError when no report
    of this visit has such a line.
    """
    found = [
        (stamped, place)
        for stamped in writing.visit_events(visit)
        for place in _places(stamped, line)
    ]
    if not found:
        raise UnknownSubjectError
    for stamped, place in found:
        writing.redact(stamped.stamp.operation, f"report/lines/{place}")
    words = {_words(stamped.event, place) for stamped, place in found} - {""}
    for note in _notes_with(writing, visit, words):
        writing.redact(note.stamp.operation, "text")
        writing.redact(note.stamp.operation, "reason")
    return len(found)


def _notes_with(
    writing: Writing, visit: str, words: Collection[str]
) -> Iterator[Stamped[ResidentEvent]]:
    """The notes from this visit that hold any of these words."""
    for stamped in writing.resident(writing.visit(visit).resident).events:
        event = stamped.event
        if not isinstance(event, SignalRaised) or event.visit != visit:
            continue
        if any(said in event.text or said in event.reason for said in words):
            yield stamped


def _words(event: VisitEvent, place: int) -> str:
    report: JsonValue = event.report if isinstance(event, ReportHandedIn) else None
    lines = report.get("lines") if isinstance(report, Mapping) else None
    entry = lines[place] if isinstance(lines, list | tuple) else None
    return str(entry.get("text", "")) if isinstance(entry, Mapping) else ""


def _places(stamped: Stamped[VisitEvent], line: str) -> Iterator[int]:
    """Where the line stands in the stored report; places of lines removed before still count."""
    if not isinstance(stamped.event, ReportHandedIn):
        return
    report: JsonValue = stamped.event.report
    lines = report.get("lines") if isinstance(report, Mapping) else None
    for place, entry in enumerate(lines if isinstance(lines, list | tuple) else ()):
        if isinstance(entry, Mapping) and line_from_document(entry).id == line:
            yield place
