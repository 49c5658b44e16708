"""From a draft to a report: every sentence, tick and agreement as the coordinator will read it."""

from collections.abc import Iterator
from dataclasses import dataclass

from huisbezoek.model.domain.answers import Answer, check_fits, is_unread, reported
from huisbezoek.model.domain.consent import Purpose, Understanding
from huisbezoek.model.domain.free_text import sentences, sheet, too_long_by
from huisbezoek.model.domain.guides import (
    ConversationGuide,
    LifeArea,
    Question,
    QuestionKind,
    part,
)
from huisbezoek.model.domain.reports import (
    CoordinatorNote,
    LineKind,
    Report,
    ReportDraft,
    ReportLine,
    TextTooLongError,
)

_STANDING_PARTS = {
    "own_words": LineKind.TOLD,
    "ticks": LineKind.TICK,
    "wish": LineKind.WISH,
    "help_wanted": LineKind.HELP_WANTED,
    "mark": LineKind.MARK,
}


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A line on the hand-in page, struck or not."""

    line: ReportLine
    struck: bool


@dataclass(frozen=True, slots=True)
class Withheld:
    """What the coordinator does not get, and why."""

    struck: int
    without_permission: int
    notes_refused: bool
    health_refused: bool
    doubt: bool
    unread: int = 0
    """Typed at a question for a day or a number, and neither; it stays in the draft."""


def review(draft: ReportDraft, guide: ConversationGuide) -> tuple[ReviewLine, ...]:
    """Every line that permission allows, struck ones too, as the hand-in page shows them."""
    lines = compose(draft, guide).limited().lines
    return tuple(ReviewLine(line, line.id in draft.struck) for line in lines)


def withheld(draft: ReportDraft, guide: ConversationGuide) -> Withheld:
    """What does not go along."""
    whole = compose(draft, guide)
    allowed = whole.limited()
    handed_in = allowed.without_lines(draft.struck)
    return Withheld(
        struck=len(allowed.lines) - len(handed_in.lines),
        without_permission=len(whole.lines) - len(allowed.lines),
        notes_refused=not draft.consents.allows(Purpose.NOTES),
        health_refused=not draft.consents.allows(Purpose.HEALTH),
        doubt=draft.understands is Understanding.DOUBT,
        unread=sum(
            is_unread(question, answer)
            for question in guide.questions()
            if (answer := draft.answers.get(question.link_id)) is not None
        ),
    )


def is_too_long(draft: ReportDraft) -> bool:
    """Whether a text is over the limit, so that the report cannot be handed in as it is."""
    return any(too_long_by(text) for text in _texts(draft))


def hand_in(draft: ReportDraft, guide: ConversationGuide) -> Report:
    """The report: what permission allows, without what was struck.

    Raises TextTooLongError when a text is over the limit, and AnswerDoesNotFitError for an answer
    that its question cannot hold; the draft then stays as it is.
    """
    for text in _texts(draft):
        over = too_long_by(text)
        if over:
            raise TextTooLongError(over=over)
    answers = reported(guide, draft.answers)
    for question in guide.questions():
        answer = answers.get(question.link_id)
        if answer is not None:
            check_fits(question, answer)
    return compose(draft, guide).limited().without_lines(draft.struck)


def compose(draft: ReportDraft, guide: ConversationGuide) -> Report:
    """Everything in the draft that would be reported if nothing were struck or refused."""
    health = tuple(area.link_id for area in guide.areas if area.permission == Purpose.HEALTH.value)
    lines = [*_told(draft), *_answered(draft, guide), *_afterwards(draft), *_note(draft.note)]
    order = {kind: place for place, kind in enumerate(LineKind)}
    lines.sort(key=lambda line: order[line.kind])
    return Report(
        visit_id=draft.visit_id,
        resident_id=draft.resident_id,
        visitor_id=draft.visitor_id,
        held_on=draft.held_on,
        contact_kind=draft.contact_kind,
        start=draft.start,
        minutes=draft.minutes,
        present=tuple(sorted(set(draft.present))),
        understands=draft.understands,
        consents=draft.consents,
        guides=draft.guides or guide.versions(),
        health_subjects=health,
        lines=tuple(lines),
        stopped=draft.stopped,
    )


def _texts(draft: ReportDraft) -> Iterator[str]:
    yield sheet(draft.told)
    yield draft.impression
    yield from (line.text for line in draft.agreed)
    yield from (line.text for line in draft.good_to_know)
    yield from (entry.text for entry in draft.information_left)
    for consent in draft.consents.given:
        yield consent.contact
        yield from consent.shares
    if draft.note is not None:
        yield draft.note.text
        yield draft.note.reason
    for answer in draft.answers.by_link.values():
        yield answer.other
        yield answer.value if isinstance(answer.value, str) else ""


def _written(kind: LineKind, text: str, subject: str = "") -> Iterator[ReportLine]:
    for sentence in sentences(text):
        yield ReportLine(kind, sentence, subject)


def _told(draft: ReportDraft) -> Iterator[ReportLine]:
    for passage in draft.told:
        yield from _written(LineKind.TOLD, passage.text, passage.subject)


def _answered(draft: ReportDraft, guide: ConversationGuide) -> Iterator[ReportLine]:
    answers = reported(guide, draft.answers)
    for area in guide.areas:
        for question in area.answerable():
            answer = answers.get(question.link_id)
            if answer is not None:
                yield from _lines_of(area, question, answer)


def _lines_of(area: LifeArea, question: Question, answer: Answer) -> Iterator[ReportLine]:
    standing = {part(area.link_id, name): kind for name, kind in _STANDING_PARTS.items()}
    kind = standing.get(question.link_id, LineKind.ANSWER)
    asked = question.text.nl
    where = (area.link_id, question.link_id)
    if answer.rather_not:
        yield ReportLine(kind, "", *where, question=asked, rather_not=True)
        return
    if question.kind in {QuestionKind.CHOICE, QuestionKind.OPEN_CHOICE}:
        for code in answer.codes():
            option = question.option(code)
            words = option.text.nl if option is not None else code
            yield ReportLine(kind, words, *where, code=code, question=asked)
        for sentence in sentences(answer.other):
            yield ReportLine(kind, sentence, *where, question=asked)
    elif question.kind in {QuestionKind.STRING, QuestionKind.TEXT}:
        for sentence in sentences(str(answer.value)):
            yield ReportLine(kind, sentence, *where, question=asked)
    else:
        value = answer.value
        plain = value if isinstance(value, bool | int) else str(value)
        yield ReportLine(kind, "", *where, question=asked, value=plain)


def _afterwards(draft: ReportDraft) -> Iterator[ReportLine]:
    for line in draft.agreed:
        yield from _written(LineKind.AGREED, line.text, line.subject)
    for known in draft.good_to_know:
        if known.agreed:
            yield from _written(LineKind.GOOD_TO_KNOW, known.text, known.subject)
    for entry in draft.information_left:
        if entry.offer:
            # The name of an offer is one thing, also with a full stop in it.
            yield ReportLine(LineKind.INFORMATION_LEFT, entry.text, code=entry.offer)
        else:
            yield from _written(LineKind.INFORMATION_LEFT, entry.text)
    yield from _chosen_afterwards(draft)
    yield from _written(LineKind.IMPRESSION, draft.impression)


def _chosen_afterwards(draft: ReportDraft) -> Iterator[ReportLine]:
    day = draft.aftercare_on
    values = {
        LineKind.NEXT_VISIT: draft.next_visit.value if draft.next_visit else None,
        LineKind.VOLUNTEER: draft.wants_to_volunteer,
        LineKind.AFTERCARE: day.isoformat() if day else None,
        LineKind.SATISFACTION: draft.satisfaction,
        LineKind.SUPPORT: draft.visitor_wants_support,
    }
    for kind, value in values.items():
        if value is not None:
            yield ReportLine(kind, value=value)


def _note(note: CoordinatorNote | None) -> Iterator[ReportLine]:
    if note is None:
        return
    urgency = note.urgency.value if note.urgency is not None else ""
    for sentence in sentences(note.text):
        yield ReportLine(LineKind.NOTE, sentence, code=urgency)
    if note.call is not None:
        at = note.called_at.isoformat("minutes") if note.called_at is not None else None
        yield ReportLine(LineKind.NOTE_CALL, code=note.call.value, value=at)
    yield from _written(LineKind.NOTE_REASON, note.reason)
