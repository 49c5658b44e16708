"""Reading visits: open work, states and histories."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from huisbezoek.model.domain.events import Stamped, VisitEvent
from huisbezoek.model.domain.visits import VisitState, VisitStatus


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit as lists show it, with the resident's words beside it.

    `planned_for` is the first day of the month for which a round was accepted; None is for now.
    It `rests` when the resident may not be asked now and it was not held: see `asked_now`.
    """

    visit: str
    resident: str
    status: VisitStatus
    since: date | None
    visitor: str
    formal_name: str
    initials_pair: str
    address_line: str
    household: str
    telephone: str
    letter: str
    invited_on: date | None
    calls: int
    last_call_at: datetime | None
    appointment: str
    appointment_at: datetime | None
    held_on: date | None
    report_on: date | None
    due_on: date | None
    deferred_until: date | None
    closed_on: date | None
    planned_for: date | None = None
    rests: bool = False


@dataclass(frozen=True, slots=True)
class VisitQuestion:
    """Which visits: of one visitor, in these states (all when empty), open ones only or all."""

    visitor: str = ""
    statuses: tuple[VisitStatus, ...] = ()
    open_only: bool = True


class VisitsReading(Protocol):
    """Questions about visits."""

    def visit_rows(self, question: VisitQuestion) -> tuple[VisitRow, ...]:
        """The visits asked for, the longest waiting first."""
        ...

    def visit(self, visit: str) -> VisitState:
        """One visit, folded. Raises UnknownSubjectError."""
        ...

    def visit_events(self, visit: str) -> tuple[Stamped[VisitEvent], ...]:
        """What happened in one visit, in order."""
        ...

    def visit_counts(self, since: date) -> dict[str, int]:
        """How many visits per status; and 'held', 'invited', 'declined' since that day."""
        ...
