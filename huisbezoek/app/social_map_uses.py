"""Binds the use cases of Sociale kaart; it depends on the role."""

from huisbezoek.app.binding import Binding
from huisbezoek.model.usecases import social_map
from huisbezoek.model.usecases.guide_library import guide_library
from huisbezoek.model.usecases.ports.work import Reading
from huisbezoek.ui.pages.social_map_page import Areas, OfferEditing, SocialMapUses

_GUIDE = "default"
_NO_SUBJECTS = frozenset({"start", "close"})
"""How a talk begins and ends is no subject that somebody looks something up for."""


def social_map_uses(bound: Binding) -> SocialMapUses:
    """What Sociale kaart asks, and for a coordinator does."""
    parts, today = bound.parts, bound.today

    def areas(reading: Reading) -> Areas:
        guide = guide_library(reading, parts.guides).newest()[_GUIDE]
        return tuple(
            (area.link_id, area.title.nl)
            for area in guide.areas
            if area.link_id not in _NO_SUBJECTS
        )

    return SocialMapUses(
        view=lambda reading: social_map.view_social_map(reading, parts.offers, today()),
        areas=areas,
        today=today,
        editing=_editing(bound) if bound.is_coordinator else None,
    )


def _editing(bound: Binding) -> OfferEditing:
    parts = bound.parts
    return OfferEditing(
        add=lambda writing, card: social_map.add_offer(
            writing, card, random_bytes=parts.random_bytes
        ),
        change=social_map.change_offer,
        check=lambda writing, offer: social_map.check_offer(
            writing, parts.offers, offer, on=bound.today()
        ),
        retire=lambda writing, offer, gone: social_map.retire_offer(
            writing, parts.offers, offer, retired=gone
        ),
    )
