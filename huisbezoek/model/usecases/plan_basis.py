"""What a plan is made of, read once: the residents, the visitors, and the organisation's terms."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, TypeAlias

from huisbezoek.model.domain.cards import OrganisationCard
from huisbezoek.model.domain.couples import Housemate, joined, visits_of
from huisbezoek.model.domain.cycle_plan import Turn
from huisbezoek.model.domain.plan_capacity import is_done_before
from huisbezoek.model.domain.postcodes import districts_beside
from huisbezoek.model.domain.target_groups import CycleTerms
from huisbezoek.model.usecases.ports.people import VisitorRecord
from huisbezoek.model.usecases.ports.plan_facts import PlanFacts
from huisbezoek.model.usecases.ports.work import Reading
from huisbezoek.model.usecases.postcodes import table_now

_TurnsOf: TypeAlias = tuple[int, CycleTerms, frozenset[str]]
"""What turns depend on besides the basis: the months, the terms and who the visitors are."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Other terms to look at, without keeping them; None leaves what is.

    `visitors` is how many there are in all, `visits_per_month` what each of them does,
    `cycle_months` the cycle, `yes_percent` how many of 100 people let a visitor come.
    """

    visitors: int | None = None
    visits_per_month: int | None = None
    cycle_months: int | None = None
    yes_percent: int | None = None


AS_IT_IS: Final = WhatIf()


@dataclass(frozen=True, slots=True)
class PlanBasis:
    """Everything that a plan is made of, as it is on `today`; read once, good for many problems.

    `units` are the residents who go together: one, or a couple. `begins` is the day on which the
    programme began: that of the first list that was read, and where residents were only entered by
    hand that of the first of them. `beside` says which districts lie beside
    each other, by the table of postcodes.
    """

    today: date
    organisation: OrganisationCard
    facts: Mapping[str, PlanFacts]
    units: tuple[tuple[str, ...], ...]
    visitors: tuple[VisitorRecord, ...]
    begins: date
    beside: frozenset[tuple[str, str]] = frozenset()
    # The turns that were computed before: a slider that leaves the cycle alone answers at once.
    turns_known: dict[_TurnsOf, tuple[Turn, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )

    @property
    def terms(self) -> CycleTerms:
        """The organisation's terms of the cycle."""
        card = self.organisation
        return CycleTerms(
            cycle_months=card.cycle_months,
            pension_months_before=card.pension_months_before,
            pension_months_after=card.pension_months_after,
            former_carer_first_months=card.former_carer_first_months,
            former_carer_last_months=card.former_carer_last_months,
            entering_months=card.entering_months,
        )


def read_plan(reading: Reading, *, today: date) -> PlanBasis:
    """Reads everything that plans are made of: one narrow question for all residents."""
    facts = {one.resident: one for one in reading.plan_facts()}
    working = tuple(
        record
        for record in reading.visitors()
        if record.stopped_on is None and record.card.role == "visitor"
    )
    return PlanBasis(
        today=today,
        organisation=reading.organisation(),
        facts=facts,
        units=joined(map(_housemate, facts.values())),
        visitors=working,
        begins=_begins(reading, facts.values(), today),
        beside=districts_beside(table_now(reading)),
    )


def terms_with(basis: PlanBasis, changes: WhatIf) -> CycleTerms:
    """The organisation's terms with the cycle of a what-if; a cycle lasts a month at least."""
    if changes.cycle_months is None:
        return basis.terms
    return replace(basis.terms, cycle_months=max(1, changes.cycle_months))


def open_turns(basis: PlanBasis, begins: date) -> Counter[str]:
    """How many turns each visitor still has open when a plan begins; a couple is one."""
    return visits_of(
        basis.units,
        {
            one.resident: one.visitor
            for one in basis.facts.values()
            if one.open_visit and not is_done_before(begins, one.appointment_on)
        },
    )


def _begins(reading: Reading, facts: Iterable[PlanFacts], today: date) -> date:
    listed = (one.listed_on for one in facts if one.listed_on is not None)
    # Without any such day the programme would begin anew each day, and nobody's turn would come.
    by_hand = min(listed, default=today)
    return min((read.event.on for read in reading.intakes()), default=by_hand)


def _housemate(facts: PlanFacts) -> Housemate:
    year = facts.birth_date[:4]
    return Housemate(
        facts.resident,
        facts.household,
        facts.surname,
        facts.partner_surname,
        int(year) if year.isdecimal() else 0,
        facts.apart,
    )
