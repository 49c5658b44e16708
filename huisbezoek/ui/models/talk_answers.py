"""What the fields of the talk make of a draft: permission, the free sheet, the typed answers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from huisbezoek.model.domain.answers import Answer
from huisbezoek.model.domain.consent import Consent, ConsentAnswer, Purpose, Understanding
from huisbezoek.model.domain.free_text import refile, sheet
from huisbezoek.model.domain.guides import ConversationGuide
from huisbezoek.model.domain.reports import ReportDraft


@dataclass(frozen=True, slots=True)
class Permission:
    """What is ticked at the beginning."""

    notes: bool
    health: bool
    understands: Understanding | None


def with_permission(
    draft: ReportDraft, said: Permission, now: datetime, *, is_complete: bool
) -> ReportDraft:
    """The draft with what is ticked; what was never ticked is a no once the asking is complete."""
    ticked = {Purpose.NOTES: said.notes, Purpose.HEALTH: said.health}
    changed = replace(draft, understands=said.understands)
    for purpose, is_yes in ticked.items():
        was_asked = draft.consents.answer(purpose) is not None
        if is_yes or was_asked or is_complete:
            changed = with_consent(changed, purpose, now, is_yes=is_yes)
    return changed


def with_consent(
    draft: ReportDraft, purpose: Purpose, now: datetime, *, is_yes: bool, partner: str = ""
) -> ReportDraft:
    """The draft with one answer about permission; an answer that was there keeps its moment."""
    answer = ConsentAnswer.YES if is_yes else ConsentAnswer.NO
    if draft.consents.answer(purpose, partner) is answer:
        return draft
    consent = Consent(purpose, answer, draft.visitor_id, now, partner=partner)
    return replace(draft, consents=draft.consents.with_consent(consent))


def with_typed(
    draft: ReportDraft, text: str, subject: str, answers: Mapping[str, Answer]
) -> ReportDraft:
    """The draft with the free sheet, new sentences filed under a subject, and typed answers.

    Writing on takes back that the talk was stopped.
    """
    if text != sheet(draft.told):
        draft = replace(draft, told=refile(draft.told, text, subject), stopped=False)
    for link_id, typed in answers.items():
        before = draft.answers.get(link_id) or Answer()
        if before != typed and not (before.is_empty() and typed.is_empty()):
            draft = draft.with_answer(link_id, typed)
    return draft


def written_subjects(draft: ReportDraft, guide: ConversationGuide) -> frozenset[str]:
    """The subjects where something was written or ticked."""
    written = {passage.subject for passage in draft.told if passage.text.strip()}
    areas = (guide.area_of(link_id) for link_id in draft.answers)
    return frozenset(written | {area.link_id for area in areas if area is not None})
