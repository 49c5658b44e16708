"""The visitors of a plan: who may go, and how many turns each can take in each month."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from huisbezoek.model.domain.availability import read_available
from huisbezoek.model.domain.cards import VisitorCard
from huisbezoek.model.domain.cycle_plan import PlanVisitor
from huisbezoek.model.domain.hand_match import street_key
from huisbezoek.model.domain.languages import spoken_languages
from huisbezoek.model.domain.plan_capacity import CapacityTerms, Filled, Readiness, places
from huisbezoek.model.domain.training import MODULES_FOR, modules_followed
from huisbezoek.model.usecases.plan_basis import PlanBasis, WhatIf, home_district
from huisbezoek.model.usecases.plan_taken import taken_places
from huisbezoek.model.usecases.ports.people import VisitorRecord
from huisbezoek.model.usecases.visitors import certificate

EXTRA_VISITOR: Final = "extra-"
"""What the identifiers of visitors begin with who exist only in a what-if."""


def plan_visitors(
    basis: PlanBasis, months: Sequence[date], changes: WhatIf
) -> tuple[PlanVisitor, ...]:
    """All visitors with their places in these months; more, or fewer, in a what-if."""
    card = basis.organisation
    terms = CapacityTerms(
        card.yes_percent if changes.yes_percent is None else changes.yes_percent,
        changes.visits_per_month,
    )
    present = taken_places(basis, months)
    everybody = sorted(basis.visitors, key=lambda record: record.visitor)
    wanted = len(everybody) if changes.visitors is None else max(0, changes.visitors)
    found = [
        PlanVisitor(
            visitor=record.visitor,
            places=places(
                record.card,
                months,
                ready=readiness(record, basis.today),
                filled=present.of(record.visitor),
                terms=terms,
                # Nobody's parts of turns come due in the same month.
                carried=Fraction(number, len(everybody)),
            ),
            district=home_district(basis, record.card),
            street=street_key(record.card.street),
            languages=spoken_languages(record.card.languages),
            sex=record.card.sex,
            modules=modules_followed(record.card.modules),
            day_parts=read_available(record.card.available),
            is_ready=readiness(record, basis.today).is_ready,
        )
        for number, record in enumerate(everybody[:wanted])
    ]
    return (*found, *_extra(wanted - len(found), months, terms))


def _extra(count: int, months: Sequence[date], terms: CapacityTerms) -> Iterator[PlanVisitor]:
    """Visitors who do not exist yet: trained, and with an ordinary card."""
    ready = Readiness(is_ready=True, until=date.max)
    modules = frozenset(module for _, module in MODULES_FOR)
    for number in range(count):
        part = Fraction(number, count)
        room = places(
            VisitorCard(), months, ready=ready, filled=Filled(), terms=terms, carried=part
        )
        yield PlanVisitor(f"{EXTRA_VISITOR}{number + 1}", room, modules=modules)


def readiness(record: VisitorRecord, today: date) -> Readiness:
    """Whether the visitor may be given residents on this day, and until when."""
    _, until = certificate(record.card, today=today)
    is_valid = until is not None and until >= today
    return Readiness(is_ready=is_valid and bool(record.card.secrecy_signed_on), until=until)
