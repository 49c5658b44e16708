"""The few things that the field forbids; work that was already done is never among them."""

from collections.abc import Sequence
from datetime import date, timedelta

from huisbezoek.model.domain.cycle import DuePeriod, next_due
from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.events import StatusForced, VisitHeld
from huisbezoek.model.domain.partial_dates import add_months
from huisbezoek.model.domain.residents import ResidentState
from huisbezoek.model.domain.visit_mending import mendable
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


class DoNotVisitError(RefusedByRuleError):
    """The card says not to visit, with a reason that is for who reads the card."""

    code = "do_not_visit"


class ContactPausedError(RefusedByRuleError):
    """The contact rests until a coordinator decides, or for a reason that is not told here."""

    code = "contact_paused"


class VisitOpenAlreadyError(RefusedByRuleError):
    """The resident has an open visit."""

    code = "visit_open_already"


class NotDueError(RefusedByRuleError):
    """The resident is not due on this day and did not ask for a visit."""

    code = "not_due"


class DeferredError(RefusedByRuleError):
    """The resident asked to be visited later, and it is not that day yet."""

    code = "deferred"


class VisitOverError(RefusedByRuleError):
    """The visit was held or closed, so nothing is to be agreed for it."""

    code = "visit_over"


class ReasonMissingError(RefusedByRuleError):
    """Who changes this by hand says why."""

    code = "reason_missing"


class StatusNotFittingError(RefusedByRuleError):
    """The visit is no longer in a state that can be set back to the one that was chosen."""

    code = "status_not_fitting"


def decide_contact(resident: ResidentState) -> None:
    """Raises when nobody may write to the resident or call them to make an appointment."""
    if resident.stopped_on is not None:
        raise ContactStoppedError
    if resident.excluded:
        raise ResidentExcludedError


def decide_approach(resident: ResidentState) -> None:
    """Raises when we do not go to the resident of our own accord."""
    decide_contact(resident)
    if resident.card.visited_by:
        raise VisitedByPartnerError
    if resident.card.do_not_visit:
        raise DoNotVisitError
    if resident.rests:
        raise ContactPausedError


def may_be_approached(resident: ResidentState) -> bool:
    """Whether we go to the resident of our own accord, as `decide_approach` says."""
    try:
        decide_approach(resident)
    except RefusedByRuleError:
        return False
    return True


def decide_deferral(resident: ResidentState, today: date, month: date | None = None) -> None:
    """Raises when the resident asked to wait until after today, and after that month if given."""
    until = resident.deferred_until
    last = today if month is None else max(today, add_months(month, 1) - timedelta(days=1))
    if until is not None and until > last:
        raise DeferredError


def decide_round(
    resident: ResidentState,
    periods: Sequence[DuePeriod],
    today: date,
    horizon: date | None = None,
    month: date | None = None,
) -> DuePeriod:
    """The period for which the resident is taken into the round; raises when that cannot be.

    With a `horizon` also who is due on that later day is taken, but never before the day until
    which a resident asked to wait: at the soonest in the `month` of that day.
    """
    decide_approach(resident)
    if resident.open_visit is not None:
        raise VisitOpenAlreadyError
    decide_deferral(resident, today, month)
    period = next_due(periods, today)
    if period is None or period.opens > (horizon or today):
        raise NotDueError
    return period


def decide_invitation(resident: ResidentState, visit: VisitState) -> None:
    """Raises when no invitation may go into the post for this visit."""
    decide_approach(resident)
    _must_be_to_come(visit)


def decide_appointment(resident: ResidentState, visit: VisitState) -> None:
    """Raises when no appointment can be agreed for this visit."""
    decide_contact(resident)
    _must_be_to_come(visit)


def decide_held(visit: VisitState, held: VisitHeld) -> tuple[VisitHeld, ...]:
    """The events of a visit that took place: never refused, on whatever day.

    Also when the visit was closed, or the resident stopped since: it happened. Nothing when it is
    known already that the visit took place: its day, length and kind stand.
    """
    return () if visit.status.took_place and visit.held_on is not None else (held,)


def decide_force(
    resident: ResidentState, visit: VisitState, status: str, reason: str, on: date
) -> StatusForced:
    """The event of a coordinator who mends the state of a visit by hand.

    Raises ReasonMissingError without a reason, StatusNotFittingError when this visit does not go
    back to that status, VisitOpenAlreadyError beside another visit, and what `decide_contact`
    raises where a visit would be made after all.
    """
    if not reason.strip():
        raise ReasonMissingError
    found = next((one for one in mendable(visit) if one == status), None)
    if found is None:
        raise StatusNotFittingError
    _decide_mended(resident, visit, found)
    return StatusForced(found, reason.strip(), on)


def mendable_now(resident: ResidentState, visit: VisitState) -> tuple[VisitStatus, ...]:
    """The states that `decide_force` takes for this visit, the likeliest first."""
    found = []
    for status in mendable(visit):
        try:
            _decide_mended(resident, visit, status)
        except RefusedByRuleError:
            continue
        found.append(status)
    return tuple(found)


def _decide_mended(resident: ResidentState, visit: VisitState, status: VisitStatus) -> None:
    if status.is_closed:
        return
    if not status.took_place:
        decide_contact(resident)
    if visit.status.is_closed and resident.open_visit is not None:
        raise VisitOpenAlreadyError


def _must_be_to_come(visit: VisitState) -> None:
    if visit.status.took_place or visit.status.is_closed:
        raise VisitOverError
