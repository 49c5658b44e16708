"""What happens on the way to a resident who was not reached yet, beside letters, calls and cards.

As in `domain.events`: dates are local days.
"""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class SecondLetterAsked:
    """The visitor asks the coordinator for a second letter instead of sending a card."""

    on: date


@dataclass(frozen=True, slots=True)
class SecondLetterSent:
    """A second letter went into the post; `letter` is shared by the visits it is about."""

    letter: str
    on: date


@dataclass(frozen=True, slots=True)
class VisitPostponed:
    """The visitor does the next step no sooner than this day; the step after it ends that."""

    until: date
    on: date


LadderEvent: TypeAlias = SecondLetterAsked | SecondLetterSent | VisitPostponed
