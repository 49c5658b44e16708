"""What stands in an open dialog about a resident and is not saved yet: on this laptop only.

It lies beside the drafts under the resident, so that it goes when the resident goes.
"""

from collections.abc import Mapping
from datetime import datetime

from huisbezoek.model.domain.operations import JsonValue
from huisbezoek.model.domain.report_documents import note_from_document, note_to_document
from huisbezoek.model.domain.reports import CoordinatorNote, ReportNotReadableError
from huisbezoek.model.usecases.ports.drafts import Draft
from huisbezoek.model.usecases.ports.work import Reading, Writing

_NOTE, _QUESTIONS = "note", "questions"


def unsaved_note(reading: Reading, resident: str) -> CoordinatorNote | None:
    """The note about a resident that was begun outside a talk, if this program can read it."""
    try:
        return note_from_document(_kept(reading, resident).get(_NOTE))
    except ReportNotReadableError:
        return None


def keep_unsaved_note(
    writing: Writing, resident: str, note: CoordinatorNote | None, *, now: datetime
) -> None:
    """Keeps the note as it stands in the dialog; None forgets it."""
    document = note_to_document(note) if note is not None else None
    _keep(writing, resident, {**_kept(writing, resident), _NOTE: document}, now)


def unsaved_question(reading: Reading, visit: str) -> str:
    """The question about the report of a visit that was begun; empty when there is none."""
    return str(_questions(reading, reading.visit(visit).resident).get(visit, ""))


def keep_unsaved_question(writing: Writing, visit: str, question: str, *, now: datetime) -> None:
    """Keeps the question as it stands in the dialog; an empty one forgets it."""
    resident = writing.visit(visit).resident
    others = {key: one for key, one in _questions(writing, resident).items() if key != visit}
    questions: dict[str, JsonValue] = {**others, visit: question} if question else others
    _keep(writing, resident, {**_kept(writing, resident), _QUESTIONS: questions}, now)


def _questions(reading: Reading, resident: str) -> Mapping[str, JsonValue]:
    found = _kept(reading, resident).get(_QUESTIONS)
    return found if isinstance(found, Mapping) else {}


def _kept(reading: Reading, resident: str) -> Mapping[str, JsonValue]:
    saved = reading.draft(resident)
    return saved.document if saved is not None else {}


def _keep(
    writing: Writing, resident: str, document: Mapping[str, JsonValue], now: datetime
) -> None:
    held = {key: one for key, one in document.items() if one}
    if held:
        writing.save_draft(Draft(resident, held, now))
    else:
        writing.drop_draft(resident)
