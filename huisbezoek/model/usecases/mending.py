"""Mending the state of a visit by hand: where something went wrong, and only with a reason."""

from dataclasses import dataclass
from datetime import date, datetime

from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.visit_refusals import decide_force, mendable_now
from huisbezoek.model.domain.visits import VisitState, VisitStatus
from huisbezoek.model.usecases.ports.people import ResidentHistory
from huisbezoek.model.usecases.ports.work import Writing


@dataclass(frozen=True, slots=True)
class Mending:
    """A visit whose state may be set back, and to what; the likeliest of `choices` first.

    `on` is the day of the present state, `stood_at` that of the appointment which led to it.
    """

    visit: str
    status: VisitStatus
    on: date | None
    choices: tuple[VisitStatus, ...]
    stood_at: datetime | None = None
    has_report: bool = False


def mending_of(history: ResidentHistory) -> Mending | None:
    """What can be mended of the last visit of a resident; None when nothing can.

    A visit that stands open goes first: what came before it is over.
    """
    visit = history.state.open_visit or _last(history.visits)
    choices = mendable_now(history.state, visit) if visit is not None else ()
    if visit is None or not choices:
        return None
    stood = visit.last_appointment
    return Mending(
        visit.visit,
        visit.status,
        visit.since,
        choices,
        stood.starts if stood is not None else None,
        has_report=visit.report_on is not None,
    )


def mend_visit(
    writing: Writing, visit: str, status: VisitStatus, reason: str, *, today: date
) -> None:
    """Sets the state of a visit by hand; a coordinator's deed.

    Raises what `decide_force` raises; nothing is changed then.
    """
    state = writing.visit(visit)
    resident = writing.resident(state.resident).state
    forced = decide_force(resident, state, status, reason, today)
    writing.record(Subject(SubjectKind.VISIT, visit), forced)


def _last(visits: tuple[VisitState, ...]) -> VisitState | None:
    return max(visits, key=lambda one: (one.since or date.min, one.visit), default=None)
