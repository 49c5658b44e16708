"""The Monday page: what waits, how the round goes, and what a new organisation has still to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from huisbezoek.model.domain.cards import OrganisationCard
from huisbezoek.model.domain.partial_dates import add_months
from huisbezoek.model.domain.visit_stages import AGREED, WAITING
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.usecases.asked_now import asked_now
from huisbezoek.model.usecases.follow_up_list import late_loops
from huisbezoek.model.usecases.letters import letters_to_send
from huisbezoek.model.usecases.ports.follow_up import SignalQuestion
from huisbezoek.model.usecases.ports.people import (
    ResidentFilter,
    ResidentQuestion,
    RoundOutcome,
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

    Each resident counts once, in one of the five parts that add up to `people`; who may not be
    asked and was not visited is no part of it. `planned` is how many the plan has visited up to
    today.
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

    `late_loops` counts the notes and referrals that are past their term;
    `light_contacts` who gets a card or a call after a loss.
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
    light_contacts: int = 0


def overview(reading: Reading, today: date) -> Overview:
    """What waits for the coordinator today; each number counts the list that its tile opens."""
    organisation = reading.organisation()
    horizon = add_months(today, HORIZON_MONTHS)
    counts = reading.resident_counts(ResidentQuestion(today=today, horizon=horizon))
    due = due_now(reading, today)
    visitors = reading.visitors()
    silent = (
        one
        for one in working_visitors(reading)
        if is_silent(one.on(today), today, organisation.silent_days)
    )
    return Overview(
        coordinator_name=organisation.coordinator_name,
        people=counts.get(ResidentFilter.ALL.value, 0),
        due=due,
        letters_to_send=len(letters_to_send(reading, today)),
        waiting_for_answer=len(residents_waiting_for_answer(reading)),
        to_assign=len(residents_without_visitor(reading)),
        reports_to_assess=len(residents_to_assess(reading)),
        open_signals=len(reading.signals(SignalQuestion())),
        late_loops=late_loops(reading, today),
        silent_visitors=sum(1 for _ in silent),
        due_soon=counts.get(ResidentFilter.SOON.value, 0),
        horizon=horizon,
        round=_round(reading, today),
        steps_to_do=_steps(reading, visitors),
        light_contacts=counts.get(ResidentFilter.LIGHT_CONTACT.value, 0),
    )


def due_now(reading: Reading, today: date) -> int:
    """How many residents are due today and may be asked, and have no visit yet."""
    return reading.resident_counts(ResidentQuestion(today)).get(ResidentFilter.DUE.value, 0)


def working_visitors(reading: Reading) -> tuple[VisitorRecord, ...]:
    """The visitors who have not stopped, without coordinators."""
    return tuple(
        one for one in reading.visitors() if one.stopped_on is None and one.card.role == "visitor"
    )


def is_silent(visitor: VisitorRecord, today: date, days: int = SILENT_DAYS) -> bool:
    """Whether a laptop with open visits brought nothing for more than so many days."""
    if visitor.stopped_on is not None or not visitor.enrolled or not visitor.open_visits:
        return False
    last = visitor.last_exchange_on or visitor.start_file_on
    return last is not None and last < today - timedelta(days=days)


def residents_without_visitor(reading: Reading) -> tuple[str, ...]:
    """Residents with an open visit that nobody was chosen for, the longest waiting first."""
    rows = asked_now(reading, VisitQuestion(statuses=(*WAITING, *AGREED)))
    return _once(row for row in rows if not row.visitor)


def residents_to_assess(reading: Reading) -> tuple[str, ...]:
    """Residents whose report waits to be read, the longest waiting first."""
    return _once(reading.visit_rows(VisitQuestion(statuses=(VisitStatus.REPORT_SUBMITTED,))))


def residents_waiting_for_answer(reading: Reading) -> tuple[str, ...]:
    """Residents who were written to, called or sent a card and have not answered yet."""
    return _once(asked_now(reading, VisitQuestion(statuses=WAITING)))


def _once(rows: Iterable[VisitRow]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.resident for row in rows))


def _round(reading: Reading, today: date) -> RoundProgress | None:
    lists = reading.intakes()
    if not lists:
        return None
    months = reading.organisation().cycle_months
    begins = min(*(read.event.on for read in lists), today)
    while (ends := add_months(begins, months)) <= today:
        begins = ends
    counts = reading.round_counts(begins)
    parts = {one: counts.get(one.value, 0) for one in RoundOutcome}
    people = sum(parts.values())
    passed, whole = (today - begins).days, (ends - begins).days
    return RoundProgress(
        begins=begins,
        ends=ends,
        people=people,
        visited=parts[RoundOutcome.VISITED],
        agreed=parts[RoundOutcome.AGREED],
        waiting=parts[RoundOutcome.WAITING],
        not_visited=parts[RoundOutcome.NOT_VISITED],
        not_invited=parts[RoundOutcome.NOT_INVITED],
        planned=people * passed // whole,
    )


def _steps(reading: Reading, visitors: tuple[VisitorRecord, ...]) -> tuple[FirstStep, ...]:
    organisation = reading.organisation()
    counts = reading.visit_counts(date.min)
    invited = any(
        counts.get(status.value) for status in VisitStatus if status is not VisitStatus.PLANNED
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
