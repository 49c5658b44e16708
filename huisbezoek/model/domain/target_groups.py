"""The target groups: on which days someone belongs to which, and why (domain.md 1.4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from huisbezoek.model.domain.partial_dates import PartialDate, add_months
from huisbezoek.model.domain.state_pension import StatePensionTable, state_pension_date


class TargetGroup(StrEnum):
    """The groups that are visited."""

    AGE75 = "age75"
    FORMER_CARER = "former_carer"
    CARER = "carer"
    PENSION = "pension"
    ON_REQUEST = "on_request"


@dataclass(frozen=True, slots=True)
class CycleTerms:
    """The terms that the organisation may set; ages in years, all else in months.

    `light_contact_months` is how long after a loss a card or a call comes; 0 is never.
    """

    age_from: int = 75
    cycle_months: int = 24
    pension_months_before: int = 6
    pension_months_after: int = 12
    former_carer_first_months: int = 12
    former_carer_last_months: int = 24
    entering_months: int = 12
    light_contact_months: int = 3


DEFAULT_TERMS: Final = CycleTerms()
"""The terms that an organisation begins with (domain.md 1.4)."""


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """What decides to which groups someone belongs. A partial date counts as its latest day."""

    birth_date: PartialDate | None = None
    loss_date: PartialDate | None = None
    carer_since: PartialDate | None = None
    requested_on: date | None = None


@dataclass(frozen=True, slots=True)
class GroupRules:
    """The organisation's terms with the law's table."""

    terms: CycleTerms
    pension_table: StatePensionTable


@dataclass(frozen=True, slots=True)
class Ground:
    """Belongs to `group` from `first_day` to `last_day` (both included; None is for ever).

    `since` is the day that explains it: the birthday, the state pension date, the loss, the start
    of the care, the request.
    """

    group: TargetGroup
    first_day: date
    last_day: date | None
    since: date
    is_provisional: bool = False

    def holds_on(self, day: date) -> bool:
        """Whether someone belongs to the group on this day."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


def grounds(facts: GroupFacts, rules: GroupRules) -> tuple[Ground, ...]:
    """Every period in which these facts put someone in a group, past and future."""
    found = [*_age_grounds(facts.birth_date, rules), *_care_grounds(facts, rules.terms)]
    if facts.requested_on is not None:
        requested = facts.requested_on
        found.append(Ground(TargetGroup.ON_REQUEST, requested, None, requested))
    return tuple(found)


def groups_on(facts: GroupFacts, day: date, rules: GroupRules) -> frozenset[TargetGroup]:
    """The groups to which someone belongs on this day."""
    return groups_held(grounds(facts, rules), day)


def groups_held(found: Iterable[Ground], day: date) -> frozenset[TargetGroup]:
    """As `groups_on`, for whoever has the grounds at hand already."""
    return frozenset(ground.group for ground in found if ground.holds_on(day))


def groups_entered(found: Sequence[Ground], day: date, horizon: date) -> frozenset[TargetGroup]:
    """The groups that someone is not in on this day but enters up to and including the horizon."""
    present = groups_held(found, day)
    return frozenset(
        ground.group
        for ground in found
        if day < ground.first_day <= horizon and ground.group not in present
    )


def _age_grounds(birth_date: PartialDate | None, rules: GroupRules) -> list[Ground]:
    if birth_date is None:
        return []
    terms = rules.terms
    birth = birth_date.latest
    birthday = add_months(birth, 12 * terms.age_from)
    found = [Ground(TargetGroup.AGE75, birthday, None, birthday)]
    pension = state_pension_date(birth, rules.pension_table)
    if pension is not None:
        first = add_months(pension.day, -terms.pension_months_before)
        last = add_months(pension.day, terms.pension_months_after)
        found.append(Ground(TargetGroup.PENSION, first, last, pension.day, pension.is_provisional))
    return found


def _care_grounds(facts: GroupFacts, terms: CycleTerms) -> list[Ground]:
    found = []
    loss = facts.loss_date.latest if facts.loss_date is not None else None
    if loss is not None:
        last = add_months(loss, terms.former_carer_last_months)
        found.append(Ground(TargetGroup.FORMER_CARER, loss, last, loss))
    if facts.carer_since is not None:
        since = facts.carer_since.earliest
        if loss is None or since > loss:
            found.append(Ground(TargetGroup.CARER, since, None, since))
    return found
