"""Excluding a known resident with a reason, and lifting that again (domain.md 1.5)."""

from datetime import date

from huisbezoek.model.domain.events import Excluded, ExclusionLifted, ExclusionReason
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.visit_refusals import decide_contact
from huisbezoek.model.usecases.open_visits import end_stale_visits
from huisbezoek.model.usecases.ports.people import ResidentHistory
from huisbezoek.model.usecases.ports.work import Writing


def exclude(writing: Writing, resident: str, reason: ExclusionReason, today: date) -> None:
    """No letter, call or visit from now on, until somebody lifts it; another reason replaces one.

    An open visit rests and is not closed. Raises ContactStoppedError.
    """
    state = writing.resident(resident).state
    if not state.excluded:
        decide_contact(state)
    writing.record(Subject(SubjectKind.RESIDENT, resident), Excluded(reason, today))


def lift_exclusion(writing: Writing, resident: str, today: date) -> None:
    """The reason is gone: the resident may be asked again, as soon as it is their turn.

    What waited for an answer before is off, and on the day of the exclusion itself nothing is: then
    it was a mistake. Nothing happens to whoever is not excluded.
    """
    history = writing.resident(resident)
    if not history.state.excluded:
        return
    writing.record(Subject(SubjectKind.RESIDENT, resident), ExclusionLifted(today))
    if (excluded_on(history) or today) < today:
        end_stale_visits(writing, history, today)


def excluded_on(history: ResidentHistory) -> date | None:
    """On which day the present exclusion was entered; None when there is none."""
    if not history.state.excluded:
        return None
    days = [one.event.on for one in history.events if isinstance(one.event, Excluded)]
    return days[-1] if days else None
