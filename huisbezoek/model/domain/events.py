"""What can happen in the work: one frozen value for each thing worth remembering.

Dates are local calendar days; moments are local wall-clock times without a zone, as people in one
town say them. An event is appended to the journal and never changed.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar

from huisbezoek.model.domain.follow_up_events import FollowUpEvent, GuideEvent
from huisbezoek.model.domain.ladder_events import LadderEvent
from huisbezoek.model.domain.office_events import (
    LaptopRevoked,
    ListRead,
    PostcodesRead,
    ResidentsGiven,
    ResidentsRemoved,
    RosterSigned,
    StartFileMade,
    VisitorStopped,
)
from huisbezoek.model.domain.operations import JsonValue, Stamp
from huisbezoek.model.domain.planning_events import PlanningEvent


class VisitOrigin(StrEnum):
    """Why a visit was planned."""

    ROUND = "round"
    REQUEST = "request"
    SIGNAL = "signal"


class Answer(StrEnum):
    """What a resident says to an invitation."""

    YES = "yes"
    NO = "no"
    LATER = "later"


class CallOutcome(StrEnum):
    """How a call attempt ended."""

    YES = "yes"
    NO = "no"
    LATER = "later"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"


class ContactKind(StrEnum):
    """Kinds of contact (domain.md 1.6)."""

    LETTER = "letter"
    TELEPHONE = "telephone"
    HOME_VISIT = "home_visit"
    WALK = "walk"
    ELSEWHERE = "elsewhere"
    VIDEO_CALL = "video_call"
    GROUP_MEETING = "group_meeting"
    CARD = "card"
    AFTERCARE = "aftercare"


class ExclusionReason(StrEnum):
    """Why a known resident is not visited."""

    NURSING_HOME = "nursing_home"
    TOO_YOUNG = "too_young"
    ADDRESS_UNKNOWN = "address_unknown"
    LETTER_RETURNED = "letter_returned"
    SECRECY = "secrecy"


class HandOverNotes(StrEnum):
    """What the next visitor may read of what was written before."""

    FULL = "full"
    SUMMARY = "summary"
    NOTHING = "nothing"


class CancelledBy(StrEnum):
    """Who cancelled an appointment."""

    RESIDENT = "resident"
    VISITOR = "visitor"


# Events of a resident


@dataclass(frozen=True, slots=True)
class Listed:
    """The resident stood on a list that was read."""

    intake: str
    on: date


@dataclass(frozen=True, slots=True)
class VisitRequested:
    """The resident, or somebody for them, asked for a visit."""

    on: date
    by: str


@dataclass(frozen=True, slots=True)
class Excluded:
    """A coordinator excluded the resident; None where the reason is not told, as to visitors."""

    reason: ExclusionReason | None
    on: date


@dataclass(frozen=True, slots=True)
class ExclusionLifted:
    """The reason for an exclusion is gone."""

    on: date


@dataclass(frozen=True, slots=True)
class OptedOut:
    """The resident wants no contact any more."""

    on: date


@dataclass(frozen=True, slots=True)
class OptedIn:
    """The resident asked to be contacted again."""

    on: date


@dataclass(frozen=True, slots=True)
class Moved:
    """The resident moved out of the municipality."""

    on: date


@dataclass(frozen=True, slots=True)
class Died:
    """The resident died."""

    on: date


@dataclass(frozen=True, slots=True)
class WantsRepeat:
    """Whether the resident wants to be visited again when no group asks for it."""

    wanted: bool
    on: date


@dataclass(frozen=True, slots=True)
class Assigned:
    """From this day the visitor goes to this resident, for the reason given."""

    visitor: str
    on: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AssignmentEnded:
    """The visitor no longer goes to this resident, for the reason given."""

    visitor: str
    on: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The resident went from one visitor to another; `summary` belongs to *summary*.

    Stands beside the `Assigned` and `AssignmentEnded` of the same deed, which decide who visits.
    """

    from_visitor: str
    to_visitor: str
    on: date
    reason: str
    notes: HandOverNotes
    summary: str = ""


# Events of a visit


@dataclass(frozen=True, slots=True)
class VisitPlanned:
    """A visit to this resident is to be made; `groups` as they were on that day.

    `turn_first` and `turn_last` are the first days of the first and the last month of the turn, so
    that a visitor's laptop, which has no birth date, can say when a day lies outside it: only of a
    turn that follows a visit or a contact, for any other tells of a birth date or a loss.
    `extra_guide` is what narrowing puts in the place of a group that stays behind: the name of its
    set of questions, without which the talk can not be held. `planned_for` is the first day of the
    month for which a round was accepted; None when a visit was planned without a plan, and then it
    is for now. Recorded once more for the same visit it only says for which month it is now.
    """

    resident: str
    groups: tuple[str, ...]
    origin: VisitOrigin
    on: date
    due_on: date | None = None
    round: str | None = None
    turn_first: date | None = None
    turn_last: date | None = None
    planned_for: date | None = None
    extra_guide: str | None = None


@dataclass(frozen=True, slots=True)
class InvitationSent:
    """The invitation letter went into the post; couples share one letter."""

    letter: str
    on: date


@dataclass(frozen=True, slots=True)
class ReplyReceived:
    """The reply slip or a call back came in; `until` belongs to *later*."""

    answer: Answer
    on: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class CallLogged:
    """Somebody called the resident; `until` belongs to *later*."""

    outcome: CallOutcome
    at: datetime
    until: date | None = None


@dataclass(frozen=True, slots=True)
class CardSent:
    """A card went out after calls or letters without an answer."""

    on: date


@dataclass(frozen=True, slots=True)
class LetterReturned:
    """The post brought the letter back."""

    on: date


@dataclass(frozen=True, slots=True)
class AppointmentMade:
    """A day and time were agreed. A couple shares `appointment` between its two visits."""

    appointment: str
    starts: datetime
    minutes: int
    contact_kind: ContactKind
    on: date
    place: str = ""
    present: str = ""
    needs: str = ""


@dataclass(frozen=True, slots=True)
class AppointmentConfirmed:
    """The resident was reminded and still expects the visitor."""

    appointment: str
    on: date


@dataclass(frozen=True, slots=True)
class AppointmentCancelled:
    """The appointment is off; `declined` when the resident wants no new one."""

    appointment: str
    by: CancelledBy
    on: date
    declined: bool = False


@dataclass(frozen=True, slots=True)
class VisitHeld:
    """The visit took place."""

    on: date
    minutes: int
    contact_kind: ContactKind
    present: tuple[str, ...] = ()
    starts: datetime | None = None


@dataclass(frozen=True, slots=True)
class NotAtHome:
    """Nobody opened the door at the agreed time."""

    on: date


@dataclass(frozen=True, slots=True)
class ReportHandedIn:
    """The report as handed in: `report` is the document of `domain.reports`."""

    report: JsonValue
    on: date


@dataclass(frozen=True, slots=True)
class AdditionAsked:
    """The coordinator asks the visitor to add something to the report."""

    question: str
    on: date


@dataclass(frozen=True, slots=True)
class ReportAdded:
    """An addition to a report that was handed in."""

    text: str
    on: date


@dataclass(frozen=True, slots=True)
class ReportAssessed:
    """The coordinator read the report; `follow_up` when something has to be done."""

    follow_up: bool
    on: date


@dataclass(frozen=True, slots=True)
class FollowUpClosed:
    """Everything that had to be done after the visit is done."""

    on: date


@dataclass(frozen=True, slots=True)
class AftercareDone:
    """The visitor called some weeks later, or the resident did not want that."""

    on: date
    waived: bool = False


@dataclass(frozen=True, slots=True)
class VisitClosedUnreached:
    """Nobody could be reached within the term after the card."""

    on: date


@dataclass(frozen=True, slots=True)
class VisitCancelled:
    """The visit does not take place, for an organisational reason."""

    on: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StatusForced:
    """The coordinator set the state by hand, with a reason."""

    status: str
    reason: str
    on: date


ResidentEvent: TypeAlias = (
    Listed
    | VisitRequested
    | Excluded
    | ExclusionLifted
    | OptedOut
    | OptedIn
    | Moved
    | Died
    | WantsRepeat
    | Assigned
    | AssignmentEnded
    | HandedOver
    | FollowUpEvent
    | PlanningEvent
)
VisitEvent: TypeAlias = (
    VisitPlanned
    | InvitationSent
    | ReplyReceived
    | CallLogged
    | CardSent
    | LetterReturned
    | AppointmentMade
    | AppointmentConfirmed
    | AppointmentCancelled
    | VisitHeld
    | NotAtHome
    | ReportHandedIn
    | AdditionAsked
    | ReportAdded
    | ReportAssessed
    | FollowUpClosed
    | AftercareDone
    | VisitClosedUnreached
    | VisitCancelled
    | StatusForced
    | LadderEvent
)
VisitorEvent: TypeAlias = (
    StartFileMade | VisitorStopped | ResidentsGiven | ResidentsRemoved | LaptopRevoked
)
OrganisationEvent: TypeAlias = RosterSigned | PostcodesRead
IntakeEvent: TypeAlias = ListRead
Event: TypeAlias = (
    ResidentEvent | VisitEvent | VisitorEvent | OrganisationEvent | IntakeEvent | GuideEvent
)

EventT_co = TypeVar("EventT_co", bound=Event, covariant=True)


@dataclass(frozen=True, slots=True)
class Stamped(Generic[EventT_co]):
    """An event with its place in the journal."""

    event: EventT_co
    stamp: Stamp
