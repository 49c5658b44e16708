"""The Monday page: what waits, how the round goes, and what a new organisation has still to do."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from huisbezoek.model.domain.cards import OrganisationCard
from huisbezoek.model.domain.partial_dates import add_months
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.usecases.follow_up_list import late_loops
from huisbezoek.model.usecases.ports.follow_up import SignalQuestion
from huisbezoek.model.usecases.ports.people import (
    ResidentQuestion,
    VisitorRecord,
)
from huisbezoek.model.usecases.ports.visits import VisitQuestion, VisitRow
from huisbezoek.model.usecases.ports.work import Reading

SILENT_DAYS: Final = OrganisationCard().silent_days
"""What an organisation begins with."""
HORIZON_MONTHS: Final = 3
LOCAL_NUMBERS: Final = (
    "stand_in_telephone",
    "on_duty_telephone",
    "out_of_hours_telephone",
    "carer_crisis_telephone",
    "attention_officer_name",
)
"""The fields of the organisation's card that a visitor needs in trouble (domain.md 1.7)."""
_WAITING: Final = (VisitStatus.INVITED, VisitStatus.CALLING, VisitStatus.CARD_SENT)
_AGREED: Final = (
    VisitStatus.TO_SCHEDULE,
    VisitStatus.SCHEDULED,
    VisitStatus.CONFIRMED,
    VisitStatus.NOT_HOME,
)
_NOT_VISITED: Final = (
    VisitStatus.CLOSED_DECLINED,
    VisitStatus.CLOSED_DEFERRED,
    VisitStatus.CLOSED_UNREACHED,
)


class FirstStep(StrEnum):
    """What a new organisation does before the first visit, in this order."""

    ORGANISATION = "organisation"
    LIST = "list"
    VISITOR = "visitor"
    LETTERS = "letters"
    ASSIGNMENT = "assignment"
    NUMBERS = "numbers"
    START_FILE = "start_file"


@dataclass(frozen=True, slots=True)
class RoundProgress:
    """The round that runs now.

    The five parts add up to `people`; `planned` is how many the plan has visited up to today.
    """

    begins: date
    ends: date
    people: int
    visited: int
    agreed: int
    waiting: int
    not_visited: int
    not_invited: int
    planned: int

    @property
    def behind(self) -> int:
        """Visits fewer than the plan; 0 when on it."""
        return max(0, self.planned - self.visited)


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that the page Overzicht shows on one day, in numbers only.

    `late_loops` counts the notes and referrals that are past their term.
    """

    coordinator_name: str
    people: int
    due: int
    letters_to_send: int
    waiting_for_answer: int
    to_assign: int
    reports_to_assess: int
    open_signals: int
    late_loops: int
    silent_visitors: int
    due_soon: int
    horizon: date
    round: RoundProgress | None
    steps_to_do: tuple[FirstStep, ...]


def overview(reading: Reading, today: date) -> Overview:
    """What waits for the coordinator today."""
    organisation = reading.organisation()
    horizon = add_months(today, HORIZON_MONTHS)
    counts = reading.resident_counts(ResidentQuestion(today=today))
    soon = reading.resident_counts(ResidentQuestion(today=today, horizon=horizon))
    rows = reading.visit_rows(VisitQuestion())
    open_visits = Counter(row.status for row in rows)
    progress = _round(reading, counts, open_visits, today)
    visitors = reading.visitors()
    return Overview(
        coordinator_name=organisation.coordinator_name,
        people=counts.get("all", 0),
        due=counts.get("due", 0),
        letters_to_send=open_visits[VisitStatus.PLANNED],
        waiting_for_answer=_sum(open_visits, _WAITING),
        to_assign=len(_without_visitor(rows)),
        reports_to_assess=open_visits[VisitStatus.REPORT_SUBMITTED],
        open_signals=len(reading.signals(SignalQuestion())),
        late_loops=late_loops(reading, today),
        silent_visitors=sum(is_silent(one, today, organisation.silent_days) for one in visitors),
        due_soon=max(0, soon.get("due", 0) - counts.get("due", 0)),
        horizon=horizon,
        round=progress,
        steps_to_do=_steps(reading, visitors, open_visits),
    )


def is_silent(visitor: VisitorRecord, today: date, days: int = SILENT_DAYS) -> bool:
    """Whether a laptop with open visits brought nothing for more than so many days."""
    if visitor.stopped_on is not None or not visitor.enrolled or not visitor.open_visits:
        return False
    last = visitor.last_exchange_on or visitor.start_file_on
    return last is not None and last < today - timedelta(days=days)


def residents_without_visitor(reading: Reading) -> tuple[str, ...]:
    """Residents with an open visit that nobody was chosen for, the longest waiting first."""
    return _without_visitor(reading.visit_rows(VisitQuestion()))


def residents_to_assess(reading: Reading) -> tuple[str, ...]:
    """Residents whose report waits to be read, the longest waiting first."""
    question = VisitQuestion(statuses=(VisitStatus.REPORT_SUBMITTED,))
    return tuple(row.resident for row in reading.visit_rows(question))


def residents_waiting_for_answer(reading: Reading) -> tuple[str, ...]:
    """Residents who were written to, called or sent a card and have not answered yet."""
    return tuple(row.resident for row in reading.visit_rows(VisitQuestion(statuses=_WAITING)))


def _without_visitor(rows: Sequence[VisitRow]) -> tuple[str, ...]:
    asked = (row for row in rows if row.status in _WAITING or row.status in _AGREED)
    return tuple(dict.fromkeys(row.resident for row in asked if not row.visitor))


def _sum(visits: Counter[VisitStatus], statuses: tuple[VisitStatus, ...]) -> int:
    return sum(visits[status] for status in statuses)


def _round(
    reading: Reading, counts: dict[str, int], open_visits: Counter[VisitStatus], today: date
) -> RoundProgress | None:
    lists = reading.intakes()
    if not lists:
        return None
    months = reading.organisation().cycle_months
    begins = min(*(read.event.on for read in lists), today)
    while (ends := add_months(begins, months)) <= today:
        begins = ends
    visited = reading.visit_counts(begins).get("held", 0)
    agreed, waiting = _sum(open_visits, _AGREED), _sum(open_visits, _WAITING)
    not_visited = _not_visited(reading, begins)
    people = max(
        counts.get("all", 0) - counts.get("stopped", 0), visited + agreed + waiting + not_visited
    )
    passed, whole = (today - begins).days, (ends - begins).days
    return RoundProgress(
        begins=begins,
        ends=ends,
        people=people,
        visited=visited,
        agreed=agreed,
        waiting=waiting,
        not_visited=not_visited,
        not_invited=people - visited - agreed - waiting - not_visited,
        planned=people * passed // whole,
    )


def _not_visited(reading: Reading, begins: date) -> int:
    rows = reading.visit_rows(VisitQuestion(statuses=_NOT_VISITED, open_only=False))
    return sum(row.closed_on is not None and row.closed_on >= begins for row in rows)


def _steps(
    reading: Reading, visitors: tuple[VisitorRecord, ...], open_visits: Counter[VisitStatus]
) -> tuple[FirstStep, ...]:
    organisation = reading.organisation()
    ended = reading.visit_counts(date.min)
    invited = any(status is not VisitStatus.PLANNED for status in open_visits) or any(
        ended.get(status.value) for status in VisitStatus if status.is_closed
    )
    done = {
        FirstStep.ORGANISATION: bool(
            organisation.name
            and organisation.coordinator_name
            and organisation.coordinator_telephone
        ),
        FirstStep.LIST: bool(reading.intakes()),
        FirstStep.VISITOR: bool(visitors),
        FirstStep.LETTERS: invited,
        FirstStep.ASSIGNMENT: any(one.assigned for one in visitors),
        FirstStep.NUMBERS: all(getattr(organisation, field) for field in LOCAL_NUMBERS),
        FirstStep.START_FILE: any(one.start_file_on for one in visitors),
    }
    return tuple(step for step in FirstStep if not done[step])
