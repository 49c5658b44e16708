"""The one rule of whom nobody may ask now, for every list of work that is still to be done.

Who died, moved or objected has no visit to come: the fold closes it. Who is excluded, visited by
another organisation, not to be visited, or resting until somebody decides keeps the visit, and it
rests: it is on no list of work, in no agenda and in no number until that is over.
"""

from collections.abc import Iterable
from datetime import date

from huisbezoek.model.domain.plan_capacity import is_for_later
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.usecases.ports.visits import VisitQuestion, VisitRow
from huisbezoek.model.usecases.ports.work import Reading


def asked_now(reading: Reading, question: VisitQuestion) -> tuple[VisitRow, ...]:
    """The visits asked for, without those to come of whoever may not be asked now."""
    return tuple(row for row in reading.visit_rows(question) if not row.rests)


def work_now(rows: Iterable[VisitRow], today: date) -> tuple[VisitRow, ...]:
    """Of these the visits on which something has to be done.

    As in `asked_now`, and those of a day that is past: how that went still has to be written down.
    """
    return tuple(row for row in rows if not row.rests or _is_past(row, today))


def is_for_now(row: VisitRow, today: date) -> bool:
    """Whether there is something to do: not as long as the first letter waits for its month."""
    return row.status is not VisitStatus.PLANNED or not is_for_later(row.planned_for, today)


def _is_past(row: VisitRow, today: date) -> bool:
    return row.appointment_at is not None and row.appointment_at.date() < today
