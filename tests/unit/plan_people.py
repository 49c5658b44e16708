"""Made-up facts for tests of the plan: people without a database."""

from dataclasses import replace
from datetime import date
from typing import Any

from huisbezoek.model.domain.cards import OrganisationCard, VisitorCard
from huisbezoek.model.domain.target_groups import Ground, TargetGroup
from huisbezoek.model.usecases.plan_basis import PlanBasis
from huisbezoek.model.usecases.ports.people import VisitorRecord
from huisbezoek.model.usecases.ports.plan_facts import PlanFacts

TODAY = date(2026, 11, 8)
OLD = Ground(TargetGroup.AGE75, date(2010, 1, 1), None, date(2010, 1, 1))
NOBODY = PlanFacts(
    resident="",
    grounds=(OLD,),
    district="Binnenstad",
    street="Havenkade",
    postcode="1234AA",
    household="",
    surname="Bakker",
    partner_surname="",
    birth_date="1935-01-01",
    loss_date="",
    language="",
    sex_wish="",
    visitor="",
    last_visitor="",
    ruled_out="",
    fixed_visitor="",
    fixed_month="",
    apart=False,
    open_visit="",
    open_on=None,
    has_appointment=False,
    listed_on=date(2026, 1, 5),
    requested_on=None,
    request_answered=False,
    wants_repeat=None,
    last_contact_on=None,
    last_held_on=None,
    deferred_until=None,
    deferred_on=None,
)
CARD = VisitorCard(
    name="Riet Jansen",
    district="Binnenstad",
    languages="Nederlands, Turks",
    conduct_certificate_on="2026-01-10",
    secrecy_signed_on="2026-01-12",
)


def person(resident: str, *grounds: Ground, **facts: Any) -> PlanFacts:
    """Somebody with these facts; 75 or older unless other grounds are given."""
    if "last_contact_on" in facts:
        facts.setdefault("last_held_on", facts["last_contact_on"])
    return replace(NOBODY, resident=resident, **({"grounds": grounds} if grounds else {}), **facts)


def ground(group: TargetGroup, first: date, last: date | None = None) -> Ground:
    return Ground(group, first, last, first)


def visitor(identifier: str, **card: Any) -> VisitorRecord:
    return VisitorRecord(
        identifier, replace(CARD, **card), 0, 0, None, None, None, None, enrolled=False
    )


def basis(
    *people: PlanFacts,
    visitors: tuple[VisitorRecord, ...] = (),
    couples: tuple[tuple[str, str], ...] = (),
    begins: date = date(2026, 1, 5),
    **organisation: Any,
) -> PlanBasis:
    """The basis of a plan on 8 November 2026; the programme began in January."""
    paired = {one for pair in couples for one in pair}
    alone = tuple((one.resident,) for one in people if one.resident not in paired)
    return PlanBasis(
        today=TODAY,
        organisation=OrganisationCard(**organisation),
        facts={one.resident: one for one in people},
        units=(*couples, *alone),
        visitors=visitors,
        begins=begins,
    )
