"""Reading for the plan of the cycle: of every resident the few facts that it asks for."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from huisbezoek.model.domain.target_groups import Ground


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What the plan knows of a resident who may be visited: no names but those that tell couples.

    `grounds` say from when until when somebody is in a group; their `since` is their first day.
    `visitor` is who the resident is given to, `last_visitor` who held the last visit. Of an open
    visit that is still to be held, `open_visit` is the identifier and `open_on` the day of the
    appointment (`has_appointment`), else of the last step; `planned_for` the first day of the
    month for which a round was accepted. `ruled_out` holds identifiers with spaces between them.
    """

    resident: str
    grounds: tuple[Ground, ...]
    district: str
    street: str
    postcode: str
    household: str
    surname: str
    partner_surname: str
    birth_date: str
    loss_date: str
    language: str
    sex_wish: str
    visitor: str
    last_visitor: str
    ruled_out: str
    fixed_visitor: str
    fixed_month: str
    apart: bool
    open_visit: str
    open_on: date | None
    has_appointment: bool
    listed_on: date | None
    requested_on: date | None
    request_answered: bool
    wants_repeat: bool | None
    last_contact_on: date | None
    last_held_on: date | None
    deferred_until: date | None
    deferred_on: date | None
    planned_for: date | None = None
    preferred_time: str = ""

    @property
    def open_month_on(self) -> date | None:
        """A day in the month that the open visit fills: as agreed, else as accepted in a round."""
        if self.has_appointment or self.planned_for is None:
            return self.open_on
        return max(self.planned_for, self.open_on or self.planned_for)

    @property
    def appointment_on(self) -> date | None:
        """The day that was agreed for the open visit, if any was."""
        return self.open_on if self.has_appointment else None


class PlanReading(Protocol):
    """Questions that the plan of the cycle asks."""

    def plan_facts(self) -> tuple[PlanFacts, ...]:
        """Of every resident who may be visited, by identifier.

        Left out are those who died, moved, objected or were excluded, those whom another
        organisation visits, and those with a reason not to visit.
        """
        ...
