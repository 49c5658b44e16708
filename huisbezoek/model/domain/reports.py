"""The report of a visit: a draft while it is written, and a document once it is handed in."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import StrEnum
from typing import Final

from huisbezoek.model.domain import follow_up_events
from huisbezoek.model.domain.answers import Answer, Answers
from huisbezoek.model.domain.consent import Consents, Purpose, Understanding
from huisbezoek.model.domain.errors import BadInputError, RefusedByRuleError
from huisbezoek.model.domain.events import ContactKind
from huisbezoek.model.domain.free_text import Passage
from huisbezoek.model.domain.guides import GuideVersion


class TextTooLongError(RefusedByRuleError):
    """A text is longer than 20,000 characters; it stays in the draft, whole."""

    code = "text_too_long"


class ReportNotReadableError(BadInputError):
    """A stored report has a shape that this program does not know."""

    code = "report_not_readable"


class PresentRole(StrEnum):
    """Who was there besides the resident: roles, never names."""

    ALONE = "alone"
    PARTNER = "partner"
    CHILD = "child"
    FAMILY = "family"
    NEIGHBOUR = "neighbour"
    FRIEND = "friend"
    PROFESSIONAL = "professional"
    REPRESENTATIVE = "representative"
    SECOND_VISITOR = "second_visitor"
    OTHER = "other"


class NextVisitWish(StrEnum):
    """What the resident would like next."""

    NEXT_CYCLE = "next_cycle"
    EARLIER = "earlier"
    NONE = "none"


Urgency = follow_up_events.Urgency
NoteCall = follow_up_events.Reached


class LineKind(StrEnum):
    """What a line of a report is; the order here is the order in which lines are read."""

    TOLD = "told"
    TICK = "tick"
    WISH = "wish"
    HELP_WANTED = "help_wanted"
    MARK = "mark"
    ANSWER = "answer"
    AGREED = "agreed"
    GOOD_TO_KNOW = "good_to_know"
    INFORMATION_LEFT = "information_left"
    NEXT_VISIT = "next_visit"
    VOLUNTEER = "volunteer"
    AFTERCARE = "aftercare"
    SATISFACTION = "satisfaction"
    IMPRESSION = "impression"
    NOTE = "note"
    NOTE_CALL = "note_call"
    NOTE_REASON = "note_reason"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True)
class AgreedLine:
    """What was agreed together, in words that the resident heard."""

    text: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class GoodToKnow:
    """A line for the next visitor; it is kept only when the resident agreed to it."""

    text: str
    subject: str = ""
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class LeftInformation:
    """What was left with the resident; `offer` is its identifier in the social map, or empty."""

    text: str
    offer: str = ""


BREAKS_SILENCE: Final = frozenset({Urgency.DANGER_NOW, Urgency.CALL_TODAY})
"""How urgent a note is that may be kept without permission, with its reason."""


@dataclass(frozen=True, slots=True)
class CoordinatorNote:
    """A note for the coordinator: plain observations, no diagnosis.

    `reason` says why an urgent note is kept although there is no permission for notes.
    """

    text: str
    urgency: Urgency | None = None
    call: NoteCall | None = None
    called_at: time | None = None
    reason: str = ""
    kind: follow_up_events.SignalKind | None = None


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """A report while it is written. Every answer replaces the draft and is saved at once.

    `open_note` is what stands in the dialog of the note and was neither kept nor thrown away yet;
    it is never part of a report.
    """

    visit_id: str
    resident_id: str
    visitor_id: str
    held_on: date
    contact_kind: ContactKind = ContactKind.HOME_VISIT
    start: time | None = None
    minutes: int | None = None
    present: tuple[PresentRole, ...] = ()
    understands: Understanding | None = None
    consents: Consents = Consents()  # noqa: RUF009 - a frozen value without state
    guides: tuple[GuideVersion, ...] = ()
    told: tuple[Passage, ...] = ()
    answers: Answers = field(default_factory=Answers)
    agreed: tuple[AgreedLine, ...] = ()
    good_to_know: tuple[GoodToKnow, ...] = ()
    information_left: tuple[LeftInformation, ...] = ()
    next_visit: NextVisitWish | None = None
    wants_to_volunteer: bool | None = None
    aftercare_on: date | None = None
    satisfaction: int | None = None
    impression: str = ""
    note: CoordinatorNote | None = None
    open_note: CoordinatorNote | None = None
    visitor_wants_support: bool | None = None
    stopped: bool = False
    struck: frozenset[str] = frozenset()

    def with_answer(self, link_id: str, answer: Answer) -> "ReportDraft":
        """This draft with one answer more, or one less when the answer is empty."""
        return replace(self, answers=self.answers.with_answer(link_id, answer))

    def strike(self, line_id: str) -> "ReportDraft":
        """This draft with a line struck: it will not be in the report, nor in its bytes."""
        return replace(self, struck=self.struck | {line_id})

    def restore(self, line_id: str) -> "ReportDraft":
        """This draft with a struck line put back."""
        return replace(self, struck=self.struck - {line_id})


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One sentence, tick, answer or agreement, exactly as the coordinator will read it.

    Words are in `text`; what has no words of its own (a mark, yes or no, a date) is in `value`,
    a chosen option also in `code`. `question` is the question as the guide put it.
    """

    kind: LineKind
    text: str = ""
    subject: str = ""
    link_id: str = ""
    code: str = ""
    question: str = ""
    value: bool | int | str | None = None
    rather_not: bool = False

    @property
    def id(self) -> str:
        """The same for the same words, wherever they stand: striking one strikes them all."""
        chosen = self.link_id and self.code
        if self.text and not chosen:
            content = " ".join(self.text.split()).casefold()
        else:
            content = f"{self.kind}|{self.subject}|{self.link_id}|{self.code}"
        return hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it is handed in: what permission forbids or what was struck is not in it."""

    visit_id: str
    resident_id: str
    visitor_id: str
    held_on: date
    contact_kind: ContactKind
    start: time | None
    minutes: int | None
    present: tuple[PresentRole, ...]
    understands: Understanding | None
    consents: Consents
    guides: tuple[GuideVersion, ...]
    health_subjects: tuple[str, ...]
    lines: tuple[ReportLine, ...]
    stopped: bool = False

    def of_kind(self, *kinds: LineKind) -> tuple[ReportLine, ...]:
        """The lines of these kinds, in reading order."""
        return tuple(line for line in self.lines if line.kind in kinds)

    def aftercare_on(self) -> date | None:
        """The day on which the visitor calls to hear how it goes, or None."""
        lines = self.of_kind(LineKind.AFTERCARE)
        return date.fromisoformat(str(lines[0].value)) if lines else None

    def next_visit(self) -> NextVisitWish | None:
        """What the resident would like next, or None when it was not discussed."""
        lines = self.of_kind(LineKind.NEXT_VISIT)
        return NextVisitWish(str(lines[0].value)) if lines else None

    def good_to_know(self) -> tuple[str, ...]:
        """The lines for the next visitor that the resident agreed to."""
        return tuple(line.text for line in self.of_kind(LineKind.GOOD_TO_KNOW))

    def without_lines(self, line_ids: Iterable[str]) -> "Report":
        """This report with these lines gone, for striking and for redaction later."""
        gone = frozenset(line_ids)
        return replace(self, lines=tuple(line for line in self.lines if line.id not in gone))

    def limited(self) -> "Report":
        """This report with only what permission allows, also after permission was withdrawn.

        Doubt, or no permission for notes, leaves that the visit took place; without permission for
        notes also requests without detail. An urgent note with its reason always stays, and so
        does what the visitor asks for himself.
        """
        lines = tuple(kept for line in self.lines if (kept := self.allowed(line)) is not None)
        if self._notes_allowed():
            return replace(self, lines=lines)
        doubt = self.understands is Understanding.DOUBT
        consents = self.consents.without_detail(contacts=doubt)
        return replace(self, lines=lines, present=(), consents=consents)

    def allowed(self, line: ReportLine) -> ReportLine | None:
        """The line as far as permission allows it, or None; `limited` asks this of each line."""
        notes = self._notes_allowed()
        urgent = line.kind in _NOTE_KINDS and not notes and self._urgent_with_reason()
        if line.kind is LineKind.SUPPORT or urgent:
            return line
        if self.understands is Understanding.DOUBT or not self._purpose_allowed(line):
            return None
        return line if notes else _without_detail(line)

    def _notes_allowed(self) -> bool:
        understood = self.understands is not Understanding.DOUBT
        return understood and self.consents.allows(Purpose.NOTES)

    def _purpose_allowed(self, line: ReportLine) -> bool:
        about_health = line.subject in self.health_subjects
        if about_health and not self.consents.allows(Purpose.HEALTH):
            return False
        purpose = _PURPOSES.get(line.kind)
        return purpose is None or self.consents.allows(purpose)

    def _urgent_with_reason(self) -> bool:
        codes = {line.code for line in self.of_kind(LineKind.NOTE)}
        urgent = bool(codes & BREAKS_SILENCE)
        return urgent and bool(self.of_kind(LineKind.NOTE_REASON))


_NOTE_KINDS: Final = frozenset({LineKind.NOTE, LineKind.NOTE_CALL, LineKind.NOTE_REASON})
_PURPOSES: Final = {
    LineKind.AFTERCARE: Purpose.AFTERCARE,
    LineKind.SATISFACTION: Purpose.QUALITY,
}
_WITHOUT_NOTES: Final = frozenset({LineKind.NEXT_VISIT, *_PURPOSES})


def _without_detail(line: ReportLine) -> ReportLine | None:
    if line.kind is LineKind.HELP_WANTED and line.value is True:
        return replace(line, question="")
    return line if line.kind in _WITHOUT_NOTES else None
