"""The state of one resident: a total fold of events and visits, plus today's date."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.visits import VisitState


class ResidentStatus(StrEnum):
    """The states of a resident (domain.md 1.5)."""

    IMPORTED = "imported"
    ELIGIBLE = "eligible"
    IN_ROUND = "in_round"
    WAITING = "waiting"
    DEFERRED = "deferred"
    OPTED_OUT = "opted_out"
    EXCLUDED = "excluded"
    MOVED = "moved"
    DECEASED = "deceased"


NOT_TOLD: Final = "not_told"
"""In the place of the reason of an exclusion, on a laptop that does not get the reason."""


@dataclass(frozen=True, slots=True)
class ResidentState:
    """Everything that does not depend on today's date; `status` does.

    `ruled_out` are visitors who do not go there; `fixed_visitor` and `fixed_month` ('yyyy-mm') are
    what a coordinator fixed in the plan, '' when nothing is or a contact came since; `apart` when a
    partner is visited on another occasion. `last_visitor` held the last visit, '' when not known.
    From `paused_on` the contact rests until a coordinator decides; on `term_left_on` one left it
    at that of terms that had gone by. `light_contact_on` is the last card or call after a loss.
    """

    resident: str
    card: ResidentCard
    listed_on: date | None = None
    requested_on: date | None = None
    wants_repeat: bool | None = None
    excluded: str = ""
    opted_out_on: date | None = None
    moved_on: date | None = None
    died_on: date | None = None
    visitors: tuple[str, ...] = ()
    assigned_on: date | None = None
    open_visit: VisitState | None = None
    last_contact_on: date | None = None
    last_held_on: date | None = None
    deferred_until: date | None = None
    deferred_on: date | None = None
    request_answered: bool = False
    last_visitor: str = ""
    ruled_out: frozenset[str] = frozenset()
    fixed_visitor: str = ""
    fixed_month: str = ""
    fixed_on: date | None = None
    apart: bool = False
    paused_on: date | None = None
    term_left_on: date | None = None
    light_contact_on: date | None = None

    @property
    def stopped_on(self) -> date | None:
        """Since when nobody may write, call or visit: death, a move or an objection."""
        return self.died_on or self.moved_on or self.opted_out_on

    @property
    def rests(self) -> bool:
        """Whether we do not go there of our own accord now, though nothing stopped the contact.

        Of the words on the card a visitor knows `do_not_visit` alone, of the others that it rests.
        """
        card = self.card
        return bool(card.visited_by or card.do_not_visit or card.rests or self.paused_on)
