"""The social map: what there is in the neighbourhood, searched by life area and working element."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from huisbezoek.model.domain.cards import OfferCard
from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.partial_dates import add_months
from huisbezoek.model.domain.people_search import fold, matches

CHECK_MONTHS: Final = 12
"""After so many months somebody should look whether an entry is still right."""


VOLUNTEERING: Final = "bfd090ab3bd1acefe44466b6260bd1f2"
"""Servicepunt Vrijwilligerswerk: where "wil iets voor een ander doen" leads to."""


class OfferNameMissingError(RefusedByRuleError):
    """An entry of the social map needs a name."""

    code = "offer_name_missing"


class WorkingElement(StrEnum):
    """The seven working elements on wishes and activities (domain.md 6.2)."""

    MEANINGFUL_ACTIVITY = "meaningful_activity"
    MEETING_OTHERS = "meeting_others"
    PRACTICAL_SUPPORT = "practical_support"
    MEANINGFUL_CONTACT = "meaningful_contact"
    SOCIAL_SKILLS = "social_skills"
    REALISTIC_EXPECTATIONS = "realistic_expectations"
    MEANINGFUL_ROLE = "meaningful_role"


class ReferralRoad(StrEnum):
    """How somebody comes to an offer."""

    SELF = "self"
    WITH_PERMISSION = "with_permission"
    BY_ADVISER = "by_adviser"


@dataclass(frozen=True, slots=True)
class Offer:
    """An entry of the social map with its identifier."""

    offer: str
    card: OfferCard

    def life_areas(self) -> tuple[str, ...]:
        """The link ids of the subjects for which it is meant."""
        return tuple(self.card.life_areas.split())

    def working_elements(self) -> tuple[WorkingElement, ...]:
        """Its working elements, as far as this version knows them."""
        known = set(WorkingElement)
        return tuple(
            WorkingElement(one) for one in self.card.working_elements.split() if one in known
        )

    def road(self) -> ReferralRoad | None:
        """How somebody comes to it; None when that was not entered."""
        known = self.card.how_to_refer in set(ReferralRoad)
        return ReferralRoad(self.card.how_to_refer) if known else None

    def checked_on(self) -> date | None:
        """When somebody last looked whether it is right; None when nobody did."""
        try:
            return date.fromisoformat(self.card.checked_on)
        except ValueError:
            return None

    def is_outdated(self, today: date) -> bool:
        """Whether nobody looked at it in the last twelve months."""
        checked = self.checked_on()
        return checked is None or add_months(checked, CHECK_MONTHS) < today


@dataclass(frozen=True, slots=True)
class OfferQuestion:
    """Which entries: words in name or function, subjects, elements; all that are given must fit."""

    words: str = ""
    life_area: str = ""
    working_element: WorkingElement | None = None
    with_retired: bool = False


def social_map(
    shipped: Mapping[str, OfferCard], changed: Mapping[str, OfferCard]
) -> tuple[Offer, ...]:
    """All entries by name: a changed one stands in the place of the shipped one with its id."""
    cards = {**shipped, **changed}
    found = (Offer(identifier, card) for identifier, card in cards.items())
    return tuple(sorted(found, key=_by_name))


def search_offers(offers: Iterable[Offer], question: OfferQuestion) -> tuple[Offer, ...]:
    """The entries that fit, in their own order."""
    return tuple(one for one in offers if _fits(one, question))


def offers_for_wish(
    offers: Iterable[Offer], life_area: str, elements: Iterable[WorkingElement] = ()
) -> tuple[Offer, ...]:
    """What may be proposed beside a wish under this subject, the best match first.

    Best is: the subject fits and most of the elements do; then an entry for fewer subjects.
    Entries for every subject, without any of their own, come last.
    """
    wanted = frozenset(elements)

    def order(one: Offer) -> tuple[int, int, tuple[str, str]]:
        shared = len(wanted.intersection(one.working_elements()))
        areas = one.life_areas()
        return (-shared, len(areas) if areas else 99, _by_name(one))

    fitting = [
        one
        for one in offers
        if not one.card.retired and (life_area in one.life_areas() or not one.life_areas())
    ]
    return tuple(sorted(fitting, key=order))


def _fits(one: Offer, question: OfferQuestion) -> bool:
    if one.card.retired and not question.with_retired:
        return False
    if question.life_area and question.life_area not in one.life_areas():
        return False
    element = question.working_element
    if element is not None and element not in one.working_elements():
        return False
    said = fold(f"{one.card.name} {one.card.what} {one.card.for_whom}")
    return matches(said, question.words)


def _by_name(one: Offer) -> tuple[str, str]:
    return (fold(one.card.name), one.offer)
