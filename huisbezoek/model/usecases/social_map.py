"""The social map: the entries that the program ships, with what people here made of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from huisbezoek.model.domain.cards import OfferCard
from huisbezoek.model.domain.identity import RandomBytes, new_identifier
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.social_map import Offer, OfferNameMissingError, social_map
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.ports.work import Reading, Writing

Shipped = Mapping[str, OfferCard]
"""The entries of `resources/tables/social-map.json` by their fixed identifiers."""


@dataclass(frozen=True, slots=True)
class SocialMapView:
    """The whole map by name, and how many entries nobody looked at for twelve months."""

    offers: tuple[Offer, ...]
    outdated: int


def offers(reading: Reading, shipped: Shipped) -> tuple[Offer, ...]:
    """All entries by name, retired ones too; `domain.social_map` searches and proposes in them."""
    return social_map(shipped, {one.offer: one.card for one in reading.offers()})


def view_social_map(reading: Reading, shipped: Shipped, today: date) -> SocialMapView:
    """What the page shows; retired entries do not count as outdated."""
    found = offers(reading, shipped)
    outdated = sum(one.is_outdated(today) for one in found if not one.card.retired)
    return SocialMapView(found, outdated)


def offer_of(reading: Reading, shipped: Shipped, offer: str) -> Offer:
    """One entry. Raises UnknownSubjectError."""
    found = next((one for one in offers(reading, shipped) if one.offer == offer), None)
    if found is None:
        raise UnknownSubjectError
    return found


def add_offer(writing: Writing, card: OfferCard, *, random_bytes: RandomBytes) -> str:
    """A new entry; answers its identifier. Raises OfferNameMissingError."""
    offer = new_identifier(random_bytes)
    change_offer(writing, offer, card)
    return offer


def change_offer(writing: Writing, offer: str, card: OfferCard) -> tuple[str, ...]:
    """Keeps the entry as it is on `card`; answers the names of the changed fields.

    A shipped entry is written whole the first time. Raises OfferNameMissingError.
    """
    if not card.name.strip():
        raise OfferNameMissingError
    return writing.change_card(Subject(SubjectKind.OFFER, offer), card)


def check_offer(writing: Writing, shipped: Shipped, offer: str, *, on: date) -> None:
    """Somebody looked: the entry is right on this day. Raises UnknownSubjectError."""
    card = offer_of(writing, shipped, offer).card
    change_offer(writing, offer, replace(card, checked_on=on.isoformat()))


def retire_offer(writing: Writing, shipped: Shipped, offer: str, *, retired: bool = True) -> None:
    """The entry is no longer proposed, or is again; what was referred to it keeps its name.

    Raises UnknownSubjectError.
    """
    card = offer_of(writing, shipped, offer).card
    change_offer(writing, offer, replace(card, retired=retired))
