"""The light contact: a card or a call some months after a loss, long before a first visit.

Grief takes time (domain.md 1.4): until a visit may be offered somebody only lets the former carer
know that they are thought of. It moves no visit, and is no contact that a cycle counts from.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from huisbezoek.model.domain.cycle import group_facts
from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.partial_dates import add_months
from huisbezoek.model.domain.residents import ResidentState
from huisbezoek.model.domain.target_groups import CycleTerms
from huisbezoek.model.domain.visit_refusals import may_be_approached


class LightContactNotDueError(RefusedByRuleError):
    """There was contact meanwhile, or the days for a card or a call are over."""

    code = "light_contact_not_due"


@dataclass(frozen=True, slots=True)
class LightContactDays:
    """From `opens` to `closes`, both included: the day after that a visit may be offered."""

    opens: date
    closes: date

    def holds_on(self, day: date) -> bool:
        """Whether a card or a call fits on this day."""
        return self.opens <= day <= self.closes


def light_contact_days(state: ResidentState, terms: CycleTerms) -> LightContactDays | None:
    """When a card or a call fits, whatever day it is today; None when it never does any more.

    Any contact since the loss ends it: a card or call as meant here, a visit, and every answer to
    an invitation. With 0 months in the terms nobody gets one.
    """
    # Most people lost nobody that we know of, and lists of thousands come through here.
    if not state.card.loss_date or not terms.light_contact_months:
        return None
    known = group_facts(state).loss_date
    if known is None:
        return None
    loss = known.latest
    since = (state.light_contact_on, state.last_contact_on, state.deferred_on)
    if any(day is not None and day >= loss for day in since):
        return None
    opens = add_months(loss, terms.light_contact_months)
    closes = add_months(loss, terms.former_carer_first_months) - timedelta(days=1)
    return LightContactDays(opens, closes) if opens <= closes else None


def light_contact_due(state: ResidentState, terms: CycleTerms, today: date) -> bool:
    """Whether somebody is to send a card or to call today: as the list and its count have it.

    Never while a visit is open, after the contact stopped or while it rests.
    """
    if state.open_visit is not None or not may_be_approached(state):
        return False
    days = light_contact_days(state, terms)
    return days is not None and days.holds_on(today)
