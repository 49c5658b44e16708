"""The talk: opened with its guide, saved at every answer, read back and handed in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from huisbezoek.model.domain.cards import OrganisationCard, ResidentCard
from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.events import ContactKind, ReportHandedIn, VisitCancelled, VisitHeld
from huisbezoek.model.domain.follow_up_events import SignalKind, SignalRaised
from huisbezoek.model.domain.given_twice import called_off
from huisbezoek.model.domain.guide_versions import with_kept_answers
from huisbezoek.model.domain.guides import ConversationGuide, assemble
from huisbezoek.model.domain.identity import named_identifier
from huisbezoek.model.domain.names import formal_name
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.permission import Withdrawals, withdrawals_of
from huisbezoek.model.domain.report_documents import (
    draft_from_document,
    draft_to_document,
    report_to_document,
)
from huisbezoek.model.domain.report_lines import hand_in
from huisbezoek.model.domain.reports import GoodToKnow, LineKind, Report, ReportDraft
from huisbezoek.model.domain.signals import fold_signals
from huisbezoek.model.domain.visit_refusals import decide_held
from huisbezoek.model.domain.visits import VisitState, VisitStatus
from huisbezoek.model.usecases.permission import present_report
from huisbezoek.model.usecases.ports.drafts import Draft
from huisbezoek.model.usecases.ports.people import ResidentHistory
from huisbezoek.model.usecases.ports.work import Reading, Writing

USUAL_MINUTES = 60


class NothingToHandInError(RefusedByRuleError):
    """There is no draft of a report for this visit."""

    code = "nothing_to_hand_in"


@dataclass(frozen=True, slots=True)
class PartnerReport:
    """The other report of one appointment: each of a couple has a report of their own."""

    visit: str
    name: str
    sex: str


@dataclass(frozen=True, slots=True)
class Talk:
    """Everything that the page of the talk and the page of handing in show.

    `partners` are the other reports of the same appointment that are still to be handed in;
    nothing of them is in this one.
    """

    state: VisitState
    card: ResidentCard
    name: str
    guide: ConversationGuide
    draft: ReportDraft
    saved_at: datetime | None
    last_agreed: tuple[str, ...]
    last_held_on: date | None
    organisation: OrganisationCard
    partners: tuple[PartnerReport, ...] = ()


def open_talk(
    reading: Reading,
    visit: str,
    guides: Mapping[str, ConversationGuide],
    *,
    visitor: str,
    today: date,
    earlier_guides: Sequence[ConversationGuide] = (),
) -> Talk:
    """The talk with its draft, or a new draft when none was begun; nothing is written.

    The guide is put together for the groups of the visit as they were when it was planned, with
    the questions of `earlier_guides` (newest first) that were answered and are in it no more. A
    visit that was asked for an addition opens with a new, empty draft.
    """
    state = reading.visit(visit)
    history = reading.resident(state.resident)
    saved = reading.draft(visit)
    if saved is not None:
        draft = draft_from_document(saved.document)
    else:
        draft = _new_draft(state, history.state.card, visitor, today)
    guide = assemble(guides, state.talk_groups)
    if not draft.guides:
        # From here on the talk keeps to these versions, whatever comes in meanwhile.
        draft = replace(draft, guides=guide.versions())
    earlier = _last_report(history, visit)
    return Talk(
        state=state,
        card=history.state.card,
        name=formal_name(history.state.card.name()),
        guide=with_kept_answers(guide, draft.answers, earlier_guides),
        draft=draft,
        saved_at=saved.saved_at if saved is not None else None,
        last_agreed=tuple(
            line.text for line in earlier.of_kind(LineKind.AGREED, LineKind.GOOD_TO_KNOW)
        )
        if earlier is not None
        else (),
        last_held_on=earlier.held_on if earlier is not None else None,
        organisation=reading.organisation(),
        partners=tuple(_partners(reading, state)),
    )


def save_talk(writing: Writing, draft: ReportDraft, *, now: datetime) -> datetime:
    """Keeps the draft as it is; answers when. Every answer is kept at once, durably."""
    writing.save_draft(Draft(draft.visit_id, dict(draft_to_document(draft)), now))
    return now


def hand_in_talk(
    writing: Writing, draft: ReportDraft, guide: ConversationGuide, *, today: date
) -> Report:
    """Records that the visit took place and hands in its report; the draft is gone afterwards.

    What permission forbids or was struck is in neither. Raises NothingToHandInError and
    TextTooLongError; then the draft stays whole.
    """
    if writing.draft(draft.visit_id) is None:
        raise NothingToHandInError
    report = hand_in(draft, guide)
    subject = Subject(SubjectKind.VISIT, draft.visit_id)
    state = writing.visit(draft.visit_id)
    for held in decide_held(state, _held(report)):
        writing.record(subject, held)
    writing.record(subject, ReportHandedIn(report_to_document(report), today))
    _end_doubles(writing, state.resident, today)
    _raise_note(writing, state.resident, draft, report, today)
    _keep_good_to_know(writing, state.resident, report)
    writing.drop_draft(draft.visit_id)
    return report


def _held(report: Report) -> VisitHeld:
    """That the visit of this report took place."""
    start = report.start
    return VisitHeld(
        on=report.held_on,
        minutes=report.minutes if report.minutes is not None else USUAL_MINUTES,
        contact_kind=ContactKind(report.contact_kind),
        present=tuple(report.present),
        starts=datetime.combine(report.held_on, start) if start is not None else None,
    )


def _end_doubles(writing: Writing, resident: str, today: date) -> None:
    """A visit that was planned before this one was held, and of which nobody heard, is off."""
    for one in called_off(writing.resident(resident).visits):
        if one.status is VisitStatus.PLANNED:
            writing.record(Subject(SubjectKind.VISIT, one.visit), VisitCancelled(today))


def report_of(state: VisitState, withdrawals: Withdrawals = ()) -> Report | None:
    """The handed-in report of a visit as permission allows, or None while there is none."""
    return present_report(state, withdrawals)


def _raise_note(
    writing: Writing, resident: str, draft: ReportDraft, report: Report, today: date
) -> None:
    """The note of the report, as it was handed in, begins its own road to the coordinator."""
    note, text = draft.note, " ".join(line.text for line in report.of_kind(LineKind.NOTE))
    if note is None or not text:
        return
    earlier = [
        one
        for one in fold_signals(writing.resident(resident).events)
        if one.visit == report.visit_id
    ]
    if any(one.text == text for one in earlier):
        # Handed in again with an addition: the note is on its road already.
        return
    raised = SignalRaised(
        signal=named_identifier("signal", report.visit_id, str(len(earlier))),
        visit=report.visit_id,
        kind=note.kind if note.kind is not None else SignalKind.OTHER,
        urgency=note.urgency,
        text=text,
        on=today,
        reached=note.call,
        called_at=datetime.combine(report.held_on, note.called_at) if note.called_at else None,
        reason=" ".join(line.text for line in report.of_kind(LineKind.NOTE_REASON)),
    )
    writing.record(Subject(SubjectKind.RESIDENT, resident), raised)


def _partners(reading: Reading, state: VisitState) -> Iterator[PartnerReport]:
    # A visit that took place has no appointment any more: its report was handed in.
    if state.appointment is None:
        return
    for resident in reading.household(state.resident):
        if resident == state.resident:
            continue
        history = reading.resident(resident)
        card = history.state.card
        for visit in history.visits:
            shared = visit.appointment is not None and (
                visit.appointment.identifier == state.appointment.identifier
            )
            if shared:
                name = formal_name(card.name())
                yield PartnerReport(visit.visit, name, card.sex)


def _new_draft(state: VisitState, card: ResidentCard, visitor: str, today: date) -> ReportDraft:
    """An empty draft; the lines of last time are there to be agreed to again, or to be dropped."""
    appointment = state.appointment
    draft = ReportDraft(
        visit_id=state.visit,
        resident_id=state.resident,
        visitor_id=visitor,
        held_on=today,
        good_to_know=tuple(GoodToKnow(line) for line in card.good_to_know.splitlines() if line),
    )
    if state.held_on is not None:
        return replace(draft, held_on=state.held_on, minutes=state.minutes)
    if appointment is None or appointment.starts.date() > today:
        return draft
    return replace(
        draft,
        held_on=appointment.starts.date(),
        start=appointment.starts.time(),
        contact_kind=appointment.contact_kind,
    )


def _last_report(history: ResidentHistory, present: str) -> Report | None:
    earlier = [one for one in history.visits if one.visit != present and one.report is not None]
    newest = max(earlier, key=lambda one: (one.held_on or date.min, one.visit), default=None)
    return report_of(newest, withdrawals_of(history.events)) if newest is not None else None


def _keep_good_to_know(writing: Writing, resident: str, report: Report) -> None:
    agreed = "\n".join(report.good_to_know())
    if agreed:
        card = writing.resident(resident).state.card
        writing.change_card(
            Subject(SubjectKind.RESIDENT, resident), replace(card, good_to_know=agreed)
        )
