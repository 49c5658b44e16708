"""What a plan is made of, read once: the residents, the visitors, and the organisation's terms."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, TypeAlias

from huisbezoek.model.domain.cards import OrganisationCard, VisitorCard
from huisbezoek.model.domain.couples import Housemate, joined
from huisbezoek.model.domain.cycle_plan import PlanVisitor, Turn
from huisbezoek.model.domain.district_pairs import (
    DecidedPairs,
    Pair,
    clean_name,
    district_pair,
)
from huisbezoek.model.domain.group_terms import terms_of
from huisbezoek.model.domain.postcodes import PostcodeTable, districts_beside
from huisbezoek.model.domain.rd_points import metres
from huisbezoek.model.domain.target_groups import CycleTerms
from huisbezoek.model.usecases.districts import decided_now
from huisbezoek.model.usecases.ports.people import VisitorRecord
from huisbezoek.model.usecases.ports.plan_facts import PlanFacts
from huisbezoek.model.usecases.ports.work import Reading
from huisbezoek.model.usecases.postcodes import table_now

NEAR_METRES: Final = 1_000
"""Who lives so near, as the crow flies, is as handy as somebody in a district beside it."""

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
class Told:
    """What `Turn` holds of its residents whatever the terms are; see there."""

    district: str
    street: str
    languages: frozenset[str]
    sex_wish: str
    last_visitor: str
    ruled_out: frozenset[str]
    near: frozenset[str]
    day_parts: frozenset[str]
    fixed_visitor: str


@dataclass(frozen=True, slots=True)
class PlanBasis:
    """Everything that a plan is made of, as it is on `today`; read once, good for many problems.

    `units` are the residents who go together: one, or a couple. `begins` is the day on which the
    programme began: that of the first list that was read, and where residents were only entered by
    hand that of the first of them. `by_table` says which districts lie beside each other by the
    `table` of postcodes, `decided` what people decided of it.
    """

    today: date
    organisation: OrganisationCard
    facts: Mapping[str, PlanFacts]
    units: tuple[tuple[str, ...], ...]
    visitors: tuple[VisitorRecord, ...]
    begins: date
    table: PostcodeTable = field(default_factory=PostcodeTable)
    by_table: frozenset[Pair] = frozenset()
    decided: DecidedPairs = field(default_factory=DecidedPairs)
    # The turns that were computed before: a slider that leaves the cycle alone answers at once.
    turns_known: dict[_TurnsOf, tuple[Turn, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )
    near_known: dict[tuple[str, str], frozenset[str]] = field(
        default_factory=dict, compare=False, repr=False
    )
    # The visitors have nothing to do with the cycle.
    visitors_known: dict[tuple[int, WhatIf], tuple[PlanVisitor, ...]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    # So does one that changes it: by who the visitors are, and by who goes together.
    told_known: dict[frozenset[str], dict[tuple[str, ...], Told]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    @property
    def terms(self) -> CycleTerms:
        """The organisation's terms of the cycle."""
        return terms_of(self.organisation)

    def beside(self, usual: Iterable[Pair] = ()) -> frozenset[Pair]:
        """The districts that lie beside each other; what a person decided goes before all else."""
        return self.decided.applied(self.by_table.union(usual))


def read_plan(reading: Reading, *, today: date) -> PlanBasis:
    """Reads everything that plans are made of: one narrow question for all residents."""
    table = table_now(reading)
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
        table=table,
        by_table=districts_beside(table),
        decided=decided_now(reading),
    )


def home_district(basis: PlanBasis, card: VisitorCard) -> str:
    """Where a visitor lives: what is on the card, else the district of the postcode."""
    return clean_name(card.district) or basis.table.district_of(card.postcode)


def near_visitors(basis: PlanBasis, facts: PlanFacts) -> frozenset[str]:
    """The visitors who live within NEAR_METRES, as far as both places are known.

    Nobody from a district of which a person decided that it does not lie beside this one: a canal
    or a railway may lie between.
    """
    key = (facts.postcode, facts.district)
    found = basis.near_known.get(key)
    if found is None:
        found = frozenset(_near(basis, facts))
        basis.near_known[key] = found
    return found


def terms_with(basis: PlanBasis, changes: WhatIf) -> CycleTerms:
    """The organisation's terms with the cycle of a what-if; a cycle lasts a month at least."""
    if changes.cycle_months is None:
        return basis.terms
    return replace(basis.terms, cycle_months=max(1, changes.cycle_months))


def _near(basis: PlanBasis, facts: PlanFacts) -> Iterator[str]:
    place = basis.table.point_of(facts.postcode)
    if place is None:
        return
    for record in basis.visitors:
        home = basis.table.point_of(record.card.postcode)
        if home is None or metres(place, home) > NEAR_METRES:
            continue
        pair = district_pair(facts.district, home_district(basis, record.card))
        if pair is None or pair not in basis.decided.apart:
            yield record.visitor


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
