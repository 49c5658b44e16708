"""The state of one visit: a total fold of its events, whatever their order of arrival."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from huisbezoek.model.domain.events import ContactKind, VisitOrigin
from huisbezoek.model.domain.operations import JsonValue


class VisitStatus(StrEnum):
    """The states of a visit (domain.md 1.6)."""

    PLANNED = "planned"
    INVITED = "invited"
    CALLING = "calling"
    CARD_SENT = "card_sent"
    TO_SCHEDULE = "to_schedule"
    SCHEDULED = "scheduled"
    CONFIRMED = "confirmed"
    NOT_HOME = "not_home"
    HELD = "held"
    REPORT_DRAFT = "report_draft"
    REPORT_SUBMITTED = "report_submitted"
    FOLLOW_UP = "follow_up"
    AFTERCARE = "aftercare"
    CLOSED_DONE = "closed_done"
    CLOSED_DECLINED = "closed_declined"
    CLOSED_DEFERRED = "closed_deferred"
    CLOSED_UNREACHED = "closed_unreached"
    CLOSED_CANCELLED = "closed_cancelled"

    @property
    def is_closed(self) -> bool:
        """Whether nothing is expected any more."""
        return self.value.startswith("closed_")

    @property
    def took_place(self) -> bool:
        """Whether the visit was held: from then on no planning event changes the state."""
        return self in _AFTER_THE_VISIT

    @property
    def has_appointment(self) -> bool:
        """Whether the resident expects somebody on an agreed day."""
        return self in {VisitStatus.SCHEDULED, VisitStatus.CONFIRMED}


_AFTER_THE_VISIT: Final = frozenset(
    {
        VisitStatus.HELD,
        VisitStatus.REPORT_DRAFT,
        VisitStatus.REPORT_SUBMITTED,
        VisitStatus.FOLLOW_UP,
        VisitStatus.AFTERCARE,
        VisitStatus.CLOSED_DONE,
    }
)


@dataclass(frozen=True, slots=True)
class Appointment:
    """The day and time that stand now."""

    identifier: str
    starts: datetime
    minutes: int
    contact_kind: ContactKind
    place: str
    present: str
    needs: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class VisitState:
    """Everything that a page or a rule wants to know of one visit.

    `since` is the day on which the present status began; `calls` counts the attempts at which the
    resident was not reached; `cancelled_on` is set when a person or a stop ended the visit, so that
    a later appointment does not open it again. An asked addition is empty once it was answered.
    `held_by` is the person who wrote down that the visit was held. `last_appointment` stood until
    the visit was held or closed. `tried_parts` are the parts of
    the day (`availability.PARTS`) of the calls that stayed without an answer, each once. The day in
    `card_sent_on` is also that of a second letter, the other way to try once more. `turn` are the
    first days of the first and the last month in which the resident is due; None when not told.
    `planned_for` is the first day of the month for which a round was accepted; None is for now.
    `extra_guide` names the questions of a group that is not told here.
    """

    visit: str
    resident: str = ""
    groups: tuple[str, ...] = ()
    origin: VisitOrigin = VisitOrigin.ROUND
    status: VisitStatus = VisitStatus.PLANNED
    since: date | None = None
    planned_on: date | None = None
    due_on: date | None = None
    letter: str = ""
    invited_on: date | None = None
    calls: int = 0
    last_call_at: datetime | None = None
    card_sent_on: date | None = None
    not_home_times: int = 0
    appointment: Appointment | None = None
    held_on: date | None = None
    minutes: int = 0
    contact_kind: ContactKind | None = None
    report: JsonValue = None
    report_on: date | None = None
    asked_addition: str = ""
    additions: tuple[str, ...] = ()
    deferred_until: date | None = None
    closed_on: date | None = None
    cancelled_on: date | None = None
    present: tuple[str, ...] = ()
    aftercare_on: date | None = None
    first_call_on: date | None = None
    tried_parts: tuple[str, ...] = ()
    second_letter_asked_on: date | None = None
    second_letter_on: date | None = None
    postponed_until: date | None = None
    held_by: str = ""
    last_appointment: Appointment | None = None
    turn: tuple[date, date] | None = None
    planned_for: date | None = None
    extra_guide: str = ""

    @property
    def talk_groups(self) -> tuple[str, ...]:
        """The groups that decide which questions the talk has, also where one is not told."""
        return (*self.groups, self.extra_guide) if self.extra_guide else self.groups
