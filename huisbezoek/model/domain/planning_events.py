"""What a coordinator decides about the plan of one resident: who may go, and what is fixed.

As in `domain.events`: dates are local days. Why a visitor may not go is never kept: the reason
can be one that must not be stored, such as religion (architecture.md, matching).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class VisitorRuledOut:
    """This visitor does not go to the resident, whoever of the two said so."""

    visitor: str
    on: date


@dataclass(frozen=True, slots=True)
class VisitorAllowed:
    """This visitor may go to the resident again."""

    visitor: str
    on: date


@dataclass(frozen=True, slots=True)
class MatchFixed:
    """The plan keeps to this visitor and this month ('yyyy-mm'); '' leaves either to the plan.

    It holds for one visit: the next contact ends it.
    """

    visitor: str
    month: str
    on: date


@dataclass(frozen=True, slots=True)
class MatchFreed:
    """The plan is free again to choose a visitor and a month."""

    on: date


@dataclass(frozen=True, slots=True)
class VisitedApart:
    """The resident has a visit and a letter of their own, apart from who lives with them."""

    on: date


@dataclass(frozen=True, slots=True)
class VisitedTogether:
    """The resident shares a visit and a letter again with a partner, if there is one."""

    on: date


@dataclass(frozen=True, slots=True)
class ContactPaused:
    """No letter and no call until a coordinator decides: the partner of the resident died.

    A request of the resident ends it as well. Why it rests is not told: visitors get this too.
    """

    on: date


@dataclass(frozen=True, slots=True)
class ContactContinued:
    """A coordinator decided that letters and calls go on."""

    on: date


@dataclass(frozen=True, slots=True)
class TermLeft:
    """A coordinator leaves it at that: a term went by in which nobody asked the resident."""

    on: date


class LightContactKind(StrEnum):
    """How somebody was told that they are thought of; the texts are those of `ContactKind`."""

    CARD = "card"
    TELEPHONE = "telephone"


@dataclass(frozen=True, slots=True)
class LightContactMade:
    """A card went out, or somebody called, some months after a loss: no visit and no invitation."""

    kind: LightContactKind
    on: date


PlanningEvent: TypeAlias = (
    VisitorRuledOut
    | VisitorAllowed
    | MatchFixed
    | MatchFreed
    | VisitedApart
    | VisitedTogether
    | ContactPaused
    | ContactContinued
    | TermLeft
    | LightContactMade
)
