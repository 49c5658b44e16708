"""The few things that the field forbids; work that was already done is never among them."""

from collections.abc import Sequence
from datetime import date

from huisbezoek.model.domain.cycle import DuePeriod, due_on
from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.events import StatusForced, VisitHeld
from huisbezoek.model.domain.residents import ResidentState
from huisbezoek.model.domain.visits import VisitState, VisitStatus


class ContactStoppedError(RefusedByRuleError):
    """The resident died, moved or wants no contact: no letter, call or visit goes out."""

    code = "contact_stopped"


class ResidentExcludedError(RefusedByRuleError):
    """A coordinator excluded the resident."""

    code = "resident_excluded"


class VisitedByPartnerError(RefusedByRuleError):
    """A partner organisation visits the resident, so nobody is asked twice."""

    code = "visited_by_partner"


class VisitOpenAlreadyError(RefusedByRuleError):
    """The resident has an open visit."""

    code = "visit_open_already"


class NotDueError(RefusedByRuleError):
    """The resident is not due on this day and did not ask for a visit."""

    code = "not_due"


class VisitOverError(RefusedByRuleError):
    """The visit was held or closed, so nothing is to be agreed for it."""

    code = "visit_over"


class ReasonMissingError(RefusedByRuleError):
    """A state set by hand needs a reason and a known state."""

    code = "reason_missing"


def decide_contact(resident: ResidentState) -> None:
    """Raises when nobody may write to the resident or call them to make an appointment."""
    if resident.stopped_on is not None:
        raise ContactStoppedError
    if resident.excluded:
        raise ResidentExcludedError


def decide_round(resident: ResidentState, periods: Sequence[DuePeriod], today: date) -> None:
    """Raises when the resident cannot be taken into the round on this day."""
    decide_contact(resident)
    if resident.card.visited_by:
        raise VisitedByPartnerError
    if resident.open_visit is not None:
        raise VisitOpenAlreadyError
    if not due_on(periods, today):
        raise NotDueError


def decide_invitation(resident: ResidentState, visit: VisitState) -> None:
    """Raises when no invitation may go into the post for this visit."""
    decide_contact(resident)
    if resident.card.visited_by:
        raise VisitedByPartnerError
    _must_be_to_come(visit)


def decide_appointment(resident: ResidentState, visit: VisitState) -> None:
    """Raises when no appointment can be agreed for this visit."""
    decide_contact(resident)
    _must_be_to_come(visit)


def decide_held(visit: VisitState, held: VisitHeld) -> tuple[VisitHeld, ...]:
    """The events of a visit that took place: never refused, on whatever day.

    Also when the visit was closed, or the resident stopped since: it happened. Nothing when exactly
    this is known already.
    """
    same_day = visit.status.took_place and visit.held_on == held.on
    same = same_day and (visit.minutes, visit.contact_kind) == (held.minutes, held.contact_kind)
    return () if same and visit.present == held.present else (held,)


def decide_force(status: str, reason: str, on: date) -> StatusForced:
    """The event of a coordinator who sets the state by hand; raises ReasonMissingError."""
    if not reason.strip() or status not in set(VisitStatus):
        raise ReasonMissingError
    return StatusForced(status, reason.strip(), on)


def _must_be_to_come(visit: VisitState) -> None:
    if visit.status.took_place or visit.status.is_closed:
        raise VisitOverError
