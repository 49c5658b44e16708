"""The terms per group as the organisation set them, what each may be, and which do not fit.

The defaults are those of domain.md 1.4; the card of the organisation has them by the same names.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Final

from huisbezoek.model.domain.cards import OrganisationCard
from huisbezoek.model.domain.target_groups import CycleTerms

_NAMES: Final = tuple(declared.name for declared in fields(CycleTerms))


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most that a term may be: `age_from` in years, all others in months."""

    least: int
    most: int


BOUNDS: Final[Mapping[str, Bounds]] = {
    "age_from": Bounds(60, 90),
    "cycle_months": Bounds(12, 60),
    "light_contact_months": Bounds(0, 24),
    "former_carer_first_months": Bounds(1, 60),
    "former_carer_last_months": Bounds(1, 120),
    "pension_months_before": Bounds(0, 24),
    "pension_months_after": Bounds(0, 60),
}


class TermsProblem(StrEnum):
    """Which two terms do not fit together."""

    LAST_BEFORE_FIRST = "last_before_first"
    LIGHT_AFTER_FIRST = "light_after_first"
    NO_PENSION_WINDOW = "no_pension_window"


FIELD_OF_PROBLEM: Final[Mapping[TermsProblem, str]] = {
    TermsProblem.LAST_BEFORE_FIRST: "former_carer_last_months",
    TermsProblem.LIGHT_AFTER_FIRST: "light_contact_months",
    TermsProblem.NO_PENSION_WINDOW: "pension_months_after",
}
"""The term to look at first; all are names of the card of the organisation."""


def terms_of(card: OrganisationCard) -> CycleTerms:
    """The terms of the cycle as the organisation set them."""
    return CycleTerms(**{name: getattr(card, name) for name in _NAMES})


def problems_of(card: OrganisationCard) -> tuple[TermsProblem, ...]:
    """Which of the terms on this card do not fit together, each within its bounds."""
    found = []
    first = card.former_carer_first_months
    if card.former_carer_last_months < first:
        found.append(TermsProblem.LAST_BEFORE_FIRST)
    if card.light_contact_months >= first:
        found.append(TermsProblem.LIGHT_AFTER_FIRST)
    if not card.pension_months_before + card.pension_months_after:
        found.append(TermsProblem.NO_PENSION_WINDOW)
    return tuple(found)
