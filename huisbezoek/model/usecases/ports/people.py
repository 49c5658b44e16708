"""Reading people: residents, visitors and the organisation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from huisbezoek.model.domain.cards import OrganisationCard, VisitorCard
from huisbezoek.model.domain.cycle import DuePeriod
from huisbezoek.model.domain.events import IntakeEvent, ResidentEvent, Stamped, VisitorEvent
from huisbezoek.model.domain.operations import JsonValue, Subject
from huisbezoek.model.domain.plan_capacity import is_for_later
from huisbezoek.model.domain.residents import ResidentState
from huisbezoek.model.domain.visits import VisitState, VisitStatus


class ResidentFilter(StrEnum):
    """The lists of residents that pages ask for."""

    ALL = "all"
    DUE = "due"
    IN_ROUND = "in_round"
    WAITING = "waiting"
    UNASSIGNED = "unassigned"
    STOPPED = "stopped"
    HELD_BACK = "held_back"
    """Visited by another organisation, not to be visited, or resting until somebody decides."""
    SOON = "soon"
    """Not due today, and due on the horizon."""
    TERM_PAST = "term_past"
    """A term of a former carer or around retirement went by without anybody asking."""
    LIGHT_CONTACT = "light_contact"
    """A former carer to whom a card or a call fits now: see `domain.light_contact`."""
    PAUSED = "paused"
    """Held back since the partner died; a coordinator decides."""


class RoundOutcome(StrEnum):
    """How far a resident is in the round that runs; the latest and strongest word counts."""

    VISITED = "visited"
    AGREED = "agreed"
    WAITING = "waiting"
    NOT_VISITED = "not_visited"
    NOT_INVITED = "not_invited"


class ResidentOrder(StrEnum):
    """In which order a list stands; whoever is equal goes by name."""

    USUAL = "usual"
    """Due lists by day, all others by name."""
    NAME = "name"
    STREET = "street"
    DUE = "due"
    """Who is due first, first; who is not due at all, last."""
    DISTRICT = "district"


@dataclass(frozen=True, slots=True)
class ResidentQuestion:
    """Which residents, on which day; `horizon` is the last day on which someone counts as due."""

    today: date
    filter: ResidentFilter = ResidentFilter.ALL
    horizon: date | None = None
    group: str = ""
    district: str = ""
    visitor: str = ""
    order: ResidentOrder = ResidentOrder.USUAL


@dataclass(frozen=True, slots=True)
class ResidentRow:
    """A resident as lists show it. `formal_name` and `address_line` are ready to be read.

    Who is `held_back` is visited by another organisation, is not to be visited, or rests since
    `paused_on` until a coordinator decides.
    """

    resident: str
    formal_name: str
    list_name: str
    initials_pair: str
    address_line: str
    place_line: str
    district: str
    groups: tuple[str, ...]
    household: str
    has_telephone: bool
    stopped: str
    opted_out_on: date | None
    excluded: str
    open_visit: str
    open_status: VisitStatus | None
    visitor: str
    last_contact_on: date | None
    deferred_until: date | None
    periods: tuple[DuePeriod, ...]
    held_back: bool = False
    paused_on: date | None = None


@dataclass(frozen=True, slots=True)
class ResidentHistory:
    """One resident with everything known of them, folded and as events in order."""

    state: ResidentState
    events: tuple[Stamped[ResidentEvent], ...]
    visits: tuple[VisitState, ...]
    periods: tuple[DuePeriod, ...]
    groups: tuple[str, ...] = ()
    differing_fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VisitorRecord:
    """A visitor with the numbers that the page Bezoekers shows.

    `open_visits` are still to be made; of a couple that is visited together it is one visit.
    `later` are the months for which some of them were accepted, one for each visit.
    """

    visitor: str
    card: VisitorCard
    open_visits: int
    assigned: int
    start_file_on: date | None
    start_file_expires_on: date | None
    stopped_on: date | None
    last_exchange_on: date | None
    enrolled: bool
    later: tuple[date, ...] = ()

    def on(self, today: date) -> "VisitorRecord":
        """The visitor as on this day: visits of months that are still to begin are not open."""
        waiting = sum(is_for_later(month, today) for month in self.later)
        return replace(self, open_visits=max(0, self.open_visits - waiting), later=())


@dataclass(frozen=True, slots=True)
class DifferingValue:
    """One of several values of a card field: who set it and when (UTC).

    `is_shown` says that the card shows it until somebody decides; of a field about safety every
    value that is not empty is shown.
    """

    value: JsonValue
    author: str
    at: datetime
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """A card field that people changed without knowing of each other; the latest value first."""

    subject: Subject
    field: str
    values: tuple[DifferingValue, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """A choice between several values of a card field: what was kept, by whom and when (UTC)."""

    field: str
    value: JsonValue
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Erasure:
    """A resident of whom all was erased: the random number that stays, why and when (UTC)."""

    resident: str
    reason: str
    at: datetime


class PeopleReading(Protocol):
    """Questions about people."""

    def differences(self) -> tuple[Difference, ...]:
        """All fields with several different values, by kind and identifier of the subject."""
        ...

    def given_twice(self) -> tuple[str, ...]:
        """Who may have more than one visitor or visit, but who died, moved or objected.

        With several visitors, with several visits still to come, or with one to come that was
        planned before, or on the day that, another was held.
        """
        ...

    def organisation(self) -> OrganisationCard:
        """The organisation's card; all defaults when nothing was entered yet."""
        ...

    def resident_ids(self, question: ResidentQuestion) -> tuple[str, ...]:
        """Identifiers of the residents asked for: due lists by due date, the rest by name."""
        ...

    def search_residents(self, words: str, limit: int | None = None) -> tuple[str, ...]:
        """Residents with a name that has each word at the start of a word, without accents.

        In the order of names; with a limit only some of them when there are more.
        """
        ...

    def resident_rows(self, residents: Sequence[str]) -> tuple[ResidentRow, ...]:
        """The rows of these residents, in the order asked."""
        ...

    def resident(self, resident: str) -> ResidentHistory:
        """Everything about one resident. Raises UnknownSubjectError."""
        ...

    def visits_of(self, residents: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The visits of each of these residents, by identifier; none of who is unknown here."""
        ...

    def resident_counts(self, question: ResidentQuestion) -> dict[str, int]:
        """How many residents: the names of `ResidentFilter` as keys, and 'groups.*'."""
        ...

    def round_counts(self, begins: date) -> dict[str, int]:
        """How many residents by what came of them since that day: `RoundOutcome` as keys.

        Everybody who stopped, is excluded or is held back without a visit since then is left out.
        """
        ...

    def household(self, resident: str) -> tuple[str, ...]:
        """The residents at the same address, this one included."""
        ...

    def known_people(self) -> dict[str, str]:
        """Matching key (surname core, birth date, postcode, number) to resident."""
        ...

    def visitors(self) -> tuple[VisitorRecord, ...]:
        """All visitors by name."""
        ...

    def decisions(self, resident: str) -> tuple[Decision, ...]:
        """The choices between values of this resident's card, in order; nothing when unknown."""
        ...

    def erasures(self) -> tuple[Erasure, ...]:
        """The residents who were erased, the last one first."""
        ...

    def incomplete_subjects(self) -> int:
        """Of how many visits and residents an operation is here, and not the one before it.

        Of such a visit nothing says yet whose it is, of such a resident there is no card. It comes
        about when two coordinators write to each other and to the same visitor.
        """
        ...

    def visitor_events(self, visitor: str) -> tuple[Stamped[VisitorEvent], ...]:
        """What happened to a visitor and their laptops, in order; nothing for an unknown one."""
        ...

    def intakes(self) -> tuple[Stamped[IntakeEvent], ...]:
        """The resident lists that were read, the last one first."""
        ...
