"""Why a letter does not go into the post: the refusals of the field, as the page names them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.residents import ResidentState
from huisbezoek.model.domain.visit_refusals import (
    ContactPausedError,
    DoNotVisitError,
    ResidentExcludedError,
    VisitedByPartnerError,
    VisitOverError,
    decide_invitation,
)
from huisbezoek.model.domain.visits import VisitState


class HeldBack(StrEnum):
    """Why a planned visit gets no letter now."""

    DECEASED = "deceased"
    MOVED = "moved"
    OPTED_OUT = "opted_out"
    EXCLUDED = "excluded"
    VISITED_BY_PARTNER = "visited_by_partner"
    DO_NOT_VISIT = "do_not_visit"
    PAUSED = "paused"
    """The partner died; a coordinator decides whether the contact goes on."""
    NO_ADDRESS = "no_address"
    VISIT_OVER = "visit_over"
    """While the letter lay on paper the visit was held or closed."""
    GONE = "gone"
    """While the letter lay on paper everything about the resident was erased."""


@dataclass(frozen=True, slots=True)
class HeldBackLine:
    """A planned visit that gets no letter now, why, and since which day where that is known."""

    visit: str
    resident: str
    name: str
    reason: HeldBack
    on: date | None = None


_REFUSED: Final[Mapping[type[RefusedByRuleError], HeldBack]] = {
    ResidentExcludedError: HeldBack.EXCLUDED,
    VisitedByPartnerError: HeldBack.VISITED_BY_PARTNER,
    DoNotVisitError: HeldBack.DO_NOT_VISIT,
    ContactPausedError: HeldBack.PAUSED,
    VisitOverError: HeldBack.VISIT_OVER,
}


def held_back(state: ResidentState, visit: VisitState) -> tuple[HeldBack, date | None] | None:
    """Why no letter goes out for this visit, and since when; None when one may."""
    try:
        decide_invitation(state, visit)
    except RefusedByRuleError as refused:
        return stopped(state) or (_REFUSED[type(refused)], None)
    street, city = state.card.address().lines()
    return None if street and city else (HeldBack.NO_ADDRESS, None)


def stopped(state: ResidentState) -> tuple[HeldBack, date] | None:
    """Which of death, move and objection stopped the contact, and on which day."""
    if state.died_on is not None:
        return HeldBack.DECEASED, state.died_on
    if state.moved_on is not None:
        return HeldBack.MOVED, state.moved_on
    if state.opted_out_on is not None:
        return HeldBack.OPTED_OUT, state.opted_out_on
    return None
