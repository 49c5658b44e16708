"""What happens after a visit: notes for the coordinator, referrals, and permission taken back.

These events belong to the resident, so that a loop stays open when the visit is long closed. As in
`domain.events`: dates are local days, moments local wall-clock times without a zone.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias


class SignalKind(StrEnum):
    """What was seen or heard (domain.md 1.6), as a plain observation and never a diagnosis."""

    FEW_PEOPLE = "few_people"
    MISSES_SOMEONE_CLOSE = "misses_someone_close"
    LITTLE_MEANING = "little_meaning"
    GRIEF = "grief"
    LOW_SPIRITS = "low_spirits"
    FORGETFUL = "forgetful"
    FALLS_AND_SAFETY = "falls_and_safety"
    EATING_AND_WEIGHT = "eating_and_weight"
    SELF_CARE = "self_care"
    MONEY = "money"
    CARING_TOO_MUCH = "caring_too_much"
    HOUSING = "housing"
    HARMED_BY_SOMEONE = "harmed_by_someone"
    ALCOHOL_OR_MEDICINES = "alcohol_or_medicines"
    LANGUAGE_AND_CULTURE = "language_and_culture"
    OTHER = "other"


class Urgency(StrEnum):
    """How soon the coordinator must act on a note; none is chosen in advance."""

    DANGER_NOW = "danger_now"
    CALL_TODAY = "call_today"
    WITHIN_TWO_DAYS = "within_two_days"
    CAN_WAIT = "can_wait"


class Reached(StrEnum):
    """Whether the coordinator was called about a note; "not reached" is an answer."""

    CALLED = "called"
    NOT_REACHED = "not_reached"


class ToldBy(StrEnum):
    """Who told a coordinator about a worry: a role, never a name."""

    RESIDENT = "resident"
    FAMILY = "family"
    NEIGHBOUR = "neighbour"
    GENERAL_PRACTITIONER = "general_practitioner"
    HOME_CARE = "home_care"
    ORGANISATION = "organisation"
    OTHER = "other"


class SignalOutcome(StrEnum):
    """How a note was closed."""

    HELP_ARRANGED = "help_arranged"
    REFERRED = "referred"
    TALKED_OVER = "talked_over"
    RESIDENT_DECLINED = "resident_declined"
    PASSED_ON = "passed_on"
    """Given to the person in charge of the code on abuse; that file is not kept here."""
    NOTHING_NEEDED = "nothing_needed"


class ReferralResult(StrEnum):
    """What became of a referral."""

    STARTED = "started"
    WAITING = "waiting"
    NOT_SUITABLE = "not_suitable"
    STOPPED = "stopped"


# Notes for the coordinator


@dataclass(frozen=True, slots=True)
class SignalRaised:
    """Somebody wrote a note for the coordinator; `visit` is empty for one outside a visit.

    `reason` says why an urgent note is kept although there is no permission for notes. `told_by` is
    who told it when a coordinator wrote it down; `agreed`: the resident then said that it may be.
    """

    signal: str
    visit: str
    kind: SignalKind
    urgency: Urgency | None
    text: str
    on: date
    reached: Reached | None = None
    called_at: datetime | None = None
    reason: str = ""
    told_by: ToldBy | None = None
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class SignalSeen:
    """A coordinator read the note; all that its writer hears of it: "ontvangen"."""

    signal: str
    on: date


@dataclass(frozen=True, slots=True)
class SignalAssigned:
    """Somebody takes the note up: a colleague or partner, by name or role."""

    signal: str
    to: str
    on: date


@dataclass(frozen=True, slots=True)
class SignalActed:
    """Something was done about the note."""

    signal: str
    words: str
    on: date


@dataclass(frozen=True, slots=True)
class SignalClosed:
    """A coordinator closed the note."""

    signal: str
    outcome: SignalOutcome
    on: date


@dataclass(frozen=True, slots=True)
class VisitorCalled:
    """The visitor was called to hear how they are, after an urgent note of theirs."""

    visitor: str
    signal: str
    on: date


# Referrals


@dataclass(frozen=True, slots=True)
class ReferralProposed:
    """An offer was proposed to the resident beside a wish; `visit` may be empty."""

    referral: str
    visit: str
    offer: str
    wish: str
    on: date


@dataclass(frozen=True, slots=True)
class ReferralPermission:
    """The resident said whether this may be passed on to this partner."""

    referral: str
    given: bool
    on: date


@dataclass(frozen=True, slots=True)
class ReferralHandedOver:
    """The referral went to the partner `to`: `warm` is together with the resident."""

    referral: str
    warm: bool
    to: str
    on: date


@dataclass(frozen=True, slots=True)
class ReferralAccepted:
    """The partner took it on."""

    referral: str
    on: date


@dataclass(frozen=True, slots=True)
class ReferralResultKnown:
    """What became of the referral; a later result replaces an earlier one."""

    referral: str
    result: ReferralResult
    on: date


@dataclass(frozen=True, slots=True)
class ReferralReminded:
    """The partner, who did not answer, was asked again."""

    referral: str
    on: date


@dataclass(frozen=True, slots=True)
class ReferralClosed:
    """A coordinator closed the referral."""

    referral: str
    on: date


# What the resident decides or is asked


@dataclass(frozen=True, slots=True)
class PermissionWithdrawn:
    """The resident took permission back for these purposes (`consent.Purpose`) of one visit.

    `partner` narrows a withdrawn referral to one partner; empty means all of them.
    """

    visit: str
    purposes: tuple[str, ...]
    on: date
    partner: str = ""


@dataclass(frozen=True, slots=True)
class InvitedTo:
    """The resident was invited to a meeting, such as an information evening.

    `words` is its name; `offer` its entry of the social map, or empty when the name was typed.
    `meeting_on` is the day of the meeting, when it was told.
    """

    offer: str
    words: str
    on: date
    meeting_on: date | None = None


SignalEvent: TypeAlias = (
    SignalRaised | SignalSeen | SignalAssigned | SignalActed | SignalClosed | VisitorCalled
)
ReferralEvent: TypeAlias = (
    ReferralProposed
    | ReferralPermission
    | ReferralHandedOver
    | ReferralAccepted
    | ReferralResultKnown
    | ReferralReminded
    | ReferralClosed
)
FollowUpEvent: TypeAlias = SignalEvent | ReferralEvent | PermissionWithdrawn | InvitedTo


# Events of a conversation guide


@dataclass(frozen=True, slots=True)
class GuidePublished:
    """A version of a guide came into use; `document` is the FHIR Questionnaire as JSON text."""

    name: str
    version: str
    document: str
    on: date


GuideEvent: TypeAlias = GuidePublished
