"""Reports and drafts as JSON-ready documents with stable keys, and back."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from enum import StrEnum
from typing import Final, TypeVar

from huisbezoek.model.domain.answers import AnswerNotReadableError, Answers
from huisbezoek.model.domain.consent import ConsentNotReadableError, Consents, Understanding
from huisbezoek.model.domain.events import ContactKind
from huisbezoek.model.domain.follow_up_events import SignalKind
from huisbezoek.model.domain.free_text import Passage
from huisbezoek.model.domain.guides import GuideVersion
from huisbezoek.model.domain.operations import JsonValue
from huisbezoek.model.domain.reports import (
    AgreedLine,
    CoordinatorNote,
    GoodToKnow,
    LeftInformation,
    LineKind,
    NextVisitWish,
    NoteCall,
    PresentRole,
    Report,
    ReportDraft,
    ReportLine,
    ReportNotReadableError,
    Urgency,
)

REPORT_FORMAT: Final = 1
"""Written into each document; a newer one is refused, never half read."""

Document = dict[str, JsonValue]
T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


def report_to_document(report: Report) -> Document:
    """A handed-in report; equal reports give equal documents."""
    return {
        "format": REPORT_FORMAT,
        **_head_to_document(report),
        "health_subjects": list(report.health_subjects),
        "lines": [_line_to_document(line) for line in report.lines],
    }


def report_from_document(document: object) -> Report:
    """Reads what `report_to_document` wrote; raises ReportNotReadableError on anything else."""
    return _reading(document, _report)


def draft_to_document(draft: ReportDraft) -> Document:
    """A draft as it lies in the local table."""
    document: Document = {
        "format": REPORT_FORMAT,
        **_head_to_document(draft),
        "told": [{"text": p.text, "subject": p.subject} for p in draft.told],
        "answers": draft.answers.to_document(),
        "agreed": [{"text": line.text, "subject": line.subject} for line in draft.agreed],
        "good_to_know": [
            {"text": line.text, "subject": line.subject, "agreed": line.agreed}
            for line in draft.good_to_know
        ],
        "information_left": [_left_to_document(entry) for entry in draft.information_left],
        "next_visit": draft.next_visit.value if draft.next_visit else None,
        "wants_to_volunteer": draft.wants_to_volunteer,
        "aftercare_on": draft.aftercare_on.isoformat() if draft.aftercare_on else None,
        "satisfaction": draft.satisfaction,
        "impression": draft.impression,
        "note": note_to_document(draft.note) if draft.note is not None else None,
        "visitor_wants_support": draft.visitor_wants_support,
        "struck": [*sorted(draft.struck)],
    }
    if draft.open_note is not None:
        document["open_note"] = note_to_document(draft.open_note)
    return document


def draft_from_document(document: object) -> ReportDraft:
    """Reads what `draft_to_document` wrote; raises ReportNotReadableError on anything else."""
    return _reading(document, _draft)


def _reading(document: object, read: Callable[[Mapping[str, object]], T]) -> T:
    if not isinstance(document, Mapping) or document.get("format") != REPORT_FORMAT:
        raise ReportNotReadableError
    try:
        return read(document)
    except (KeyError, ValueError, AnswerNotReadableError, ConsentNotReadableError) as error:
        raise ReportNotReadableError from error


def _head_to_document(head: Report | ReportDraft) -> Document:
    return {
        "visit_id": head.visit_id,
        "resident_id": head.resident_id,
        "visitor_id": head.visitor_id,
        "held_on": head.held_on.isoformat(),
        "contact_kind": head.contact_kind.value,
        "start": head.start.isoformat("minutes") if head.start else None,
        "minutes": head.minutes,
        "present": [role.value for role in head.present],
        "understands": head.understands.value if head.understands else None,
        "consents": head.consents.to_document(),
        "guides": [{"name": g.name, "version": g.version} for g in head.guides],
        "stopped": head.stopped,
    }


def _line_to_document(line: ReportLine) -> Document:
    document: Document = {"kind": line.kind.value}
    for key in ("text", "subject", "link_id", "code", "question"):
        if getattr(line, key):
            document[key] = getattr(line, key)
    if line.value is not None:
        document["value"] = line.value
    if line.rather_not:
        document["rather_not"] = True
    return document


def _left_to_document(entry: LeftInformation) -> JsonValue:
    # A line of one's own stays the plain text that it was in the first drafts.
    return {"text": entry.text, "offer": entry.offer} if entry.offer else entry.text


def note_to_document(note: CoordinatorNote) -> Document:
    """A note as it lies in a draft."""
    return {
        "text": note.text,
        "urgency": note.urgency.value if note.urgency else None,
        "call": note.call.value if note.call else None,
        "called_at": note.called_at.isoformat("minutes") if note.called_at else None,
        "reason": note.reason,
        "kind": note.kind.value if note.kind else None,
    }


def _report(document: Mapping[str, object]) -> Report:
    return Report(
        visit_id=_text(document, "visit_id"),
        resident_id=_text(document, "resident_id"),
        visitor_id=_text(document, "visitor_id"),
        held_on=date.fromisoformat(_text(document, "held_on")),
        contact_kind=ContactKind(_text(document, "contact_kind")),
        start=_time(document, "start"),
        minutes=_whole(document, "minutes"),
        # Taken back with permission, it left its empty place behind.
        present=tuple(PresentRole(str(role)) for role in _present(document)),
        understands=_one_of(Understanding, document, "understands"),
        consents=Consents.from_document(document["consents"]),
        guides=_guides(document),
        health_subjects=tuple(str(subject) for subject in _list(document, "health_subjects")),
        # A line that was redacted for ever left its empty place behind.
        lines=tuple(
            line_from_document(entry)
            for entry in _entries({"lines": _without_gaps(document)}, "lines")
        ),
        stopped=document.get("stopped") is True,
    )


def _present(document: Mapping[str, object]) -> Sequence[object]:
    return () if document["present"] is None else _list(document, "present")


def _draft(document: Mapping[str, object]) -> ReportDraft:
    note, open_note = document["note"], document.get("open_note")
    return ReportDraft(
        visit_id=_text(document, "visit_id"),
        resident_id=_text(document, "resident_id"),
        visitor_id=_text(document, "visitor_id"),
        held_on=date.fromisoformat(_text(document, "held_on")),
        contact_kind=ContactKind(_text(document, "contact_kind")),
        start=_time(document, "start"),
        minutes=_whole(document, "minutes"),
        present=tuple(PresentRole(str(role)) for role in _list(document, "present")),
        understands=_one_of(Understanding, document, "understands"),
        consents=Consents.from_document(document["consents"]),
        guides=_guides(document),
        told=tuple(
            Passage(_text(entry, "text"), _text(entry, "subject"))
            for entry in _entries(document, "told")
        ),
        answers=Answers.from_document(document["answers"]),
        agreed=tuple(
            AgreedLine(_text(entry, "text"), _text(entry, "subject"))
            for entry in _entries(document, "agreed")
        ),
        good_to_know=tuple(
            GoodToKnow(_text(entry, "text"), _text(entry, "subject"), entry.get("agreed") is True)
            for entry in _entries(document, "good_to_know")
        ),
        information_left=tuple(_left(entry) for entry in _list(document, "information_left")),
        next_visit=_one_of(NextVisitWish, document, "next_visit"),
        wants_to_volunteer=_yes_or_no(document, "wants_to_volunteer"),
        aftercare_on=_day(document, "aftercare_on"),
        satisfaction=_whole(document, "satisfaction"),
        impression=_text(document, "impression"),
        note=_note(note) if isinstance(note, Mapping) else None,
        open_note=_note(open_note) if isinstance(open_note, Mapping) else None,
        visitor_wants_support=_yes_or_no(document, "visitor_wants_support"),
        stopped=document.get("stopped") is True,
        struck=frozenset(str(entry) for entry in _list(document, "struck")),
    )


def line_from_document(entry: Mapping[str, object]) -> ReportLine:
    """One line of a stored report; raises ReportNotReadableError, KeyError or ValueError."""
    value = entry.get("value")
    if value is not None and not isinstance(value, bool | int | str):
        raise ReportNotReadableError
    return ReportLine(
        kind=LineKind(_text(entry, "kind")),
        text=str(entry.get("text", "")),
        subject=str(entry.get("subject", "")),
        link_id=str(entry.get("link_id", "")),
        code=str(entry.get("code", "")),
        question=str(entry.get("question", "")),
        value=value,
        rather_not=entry.get("rather_not") is True,
    )


def _left(entry: object) -> LeftInformation:
    if isinstance(entry, Mapping):
        return LeftInformation(_text(entry, "text"), _text(entry, "offer"))
    return LeftInformation(str(entry))


def note_from_document(document: object) -> CoordinatorNote:
    """Reads what `note_to_document` wrote; raises ReportNotReadableError on anything else."""
    if not isinstance(document, Mapping):
        raise ReportNotReadableError
    try:
        return _note(document)
    except (KeyError, ValueError) as error:
        raise ReportNotReadableError from error


def _note(entry: Mapping[str, object]) -> CoordinatorNote:
    return CoordinatorNote(
        _text(entry, "text"),
        _one_of(Urgency, entry, "urgency"),
        _one_of(NoteCall, entry, "call"),
        _time(entry, "called_at"),
        _text(entry, "reason"),
        SignalKind(_text(entry, "kind")) if entry.get("kind") else None,
    )


def _guides(document: Mapping[str, object]) -> tuple[GuideVersion, ...]:
    entries = _entries(document, "guides")
    return tuple(GuideVersion(_text(entry, "name"), _text(entry, "version")) for entry in entries)


def _text(document: Mapping[str, object], key: str) -> str:
    value = document[key]
    if not isinstance(value, str):
        raise ReportNotReadableError
    return value


def _whole(document: Mapping[str, object], key: str) -> int | None:
    value = document[key]
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise ReportNotReadableError
    return value


def _yes_or_no(document: Mapping[str, object], key: str) -> bool | None:
    value = document[key]
    if value is not None and not isinstance(value, bool):
        raise ReportNotReadableError
    return value


def _list(document: Mapping[str, object], key: str) -> Sequence[object]:
    value = document[key]
    if not isinstance(value, list | tuple):
        raise ReportNotReadableError
    return value


def _entries(document: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    entries = [entry for entry in _list(document, key) if isinstance(entry, Mapping)]
    if len(entries) != len(_list(document, key)):
        raise ReportNotReadableError
    return entries


def _without_gaps(document: Mapping[str, object]) -> list[object]:
    return [entry for entry in _list(document, "lines") if entry is not None]


def _time(document: Mapping[str, object], key: str) -> time | None:
    return None if document[key] is None else time.fromisoformat(_text(document, key))


def _day(document: Mapping[str, object], key: str) -> date | None:
    return None if document[key] is None else date.fromisoformat(_text(document, key))


def _one_of(kind: type[E], document: Mapping[str, object], key: str) -> E | None:
    return None if document[key] is None else kind(_text(document, key))
