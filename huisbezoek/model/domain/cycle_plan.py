"""The plan of the cycle: whose turn it is in which months, who may go, and what was proposed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class NoPlaceReason(StrEnum):
    """Why a turn got no visitor, or no month."""

    NO_VISITOR_ALLOWED = "no_visitor_allowed"
    """Nobody may go there: the district, the training, or everybody was ruled out."""
    VISITORS_FULL = "visitors_full"
    """Everybody who may go is full in the months of the turn."""
    NO_VISITORS = "no_visitors"
    """There are no visitors at all, or nobody with time."""
    NONE_READY = "none_ready"
    """Of no visitor the conduct certificate and the secrecy statement hold."""
    AFTER_THE_PLAN = "after_the_plan"
    """The turn opens only after the last month of the plan."""


class PlanWay(StrEnum):
    """How a plan was made, and why it was not the best one."""

    FLOW = "flow"
    """The whole of it at once: no plan of these months and candidates is cheaper."""
    PREVIEW = "preview"
    """In two stages, at once, because that was asked."""
    NO_SOLVER = "no_solver"
    """In two stages, because the part that finds the best plan is not installed."""
    WORKER_LOST = "worker_lost"
    """In two stages, because the process that was finding the best plan ended too early."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One visit to plan: of a resident, or of a couple that is visited together.

    Months are counted from the first month of the plan, which is 0; they may be negative. The turn
    lies ordinarily in `opens`..`closes`; `promised` is the month in which the cycle ends, the last
    one that keeps its promise (later is allowed, at a price), and with `ends` nothing comes after
    `closes`: the group's window is over. Who was never promised this cycle before (a first round)
    has as `promised` the month in which that round is to be done, so that the months can be
    levelled.
    With `is_open` the visit was planned before, and only a visitor is missing.
    `waits_from` is the day that the open rule counts from (architecture.md, Capacity is honest):
    own request first, then the longest since contact. `last_visitor` is who was there last time,
    '' when nobody was. `near` are the visitors whose home lies near, as far as the places of both
    postcodes are known. `day_parts` are the parts of the week that suit, as far as they were told
    (`availability.DAY_PARTS`). `fixed_visitor` and `fixed_month` are what a coordinator
    fixed by hand; a month outside the plan counts as not fixed.
    """

    key: str
    residents: tuple[str, ...]
    opens: int
    closes: int
    promised: int
    waits_from: date
    ends: bool = False
    asked_for: bool = False
    is_open: bool = False
    groups: frozenset[str] = frozenset()
    district: str = ""
    street: str = ""
    languages: frozenset[str] = frozenset()
    sex_wish: str = ""
    last_visitor: str = ""
    ruled_out: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    day_parts: frozenset[str] = frozenset()
    fixed_visitor: str = ""
    fixed_month: int | None = None


@dataclass(frozen=True, slots=True)
class PlanVisitor:
    """Who can go: `places` is how many more turns this visitor can take in each month.

    What is agreed already, holidays, days away, the end of the conduct certificate and the most
    open visits were taken off before. `street` is compared with that of a turn: nobody visits
    their own street. Who is not `is_ready` (certificate, secrecy) may go nowhere. `day_parts` are
    those on which the visitor can come; with none of them any will do.
    """

    visitor: str
    places: tuple[int, ...]
    district: str = ""
    street: str = ""
    languages: frozenset[str] = frozenset()
    sex: str = ""
    modules: frozenset[str] = frozenset()
    day_parts: frozenset[str] = frozenset()
    is_ready: bool = True


@dataclass(frozen=True, slots=True)
class AgreedTurn:
    """An open visit that no plan moves, in the month that it fills; a couple is one."""

    month: int
    district: str = ""
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PlanProblem:
    """Everything that decides a plan: the same problem gives the same plan.

    `months` are the first days of the months; `agreed` is how many turns each month holds already
    that no plan moves, and `agreed_turns` are these. `beside` says which districts lie beside
    which; `modules_for` which training a group asks for.
    """

    months: tuple[date, ...]
    turns: tuple[Turn, ...]
    visitors: tuple[PlanVisitor, ...]
    agreed: tuple[int, ...]
    beside: frozenset[tuple[str, str]] = frozenset()
    modules_for: tuple[tuple[str, str], ...] = ()
    agreed_turns: tuple[AgreedTurn, ...] = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """A turn with its month, and its visitor; without a visitor ('') it says why."""

    turn: str
    month: int
    visitor: str = ""
    why_nobody: NoPlaceReason | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A turn that has no month within the plan: it waits, and is the first of the next plan."""

    turn: str
    why: NoPlaceReason


@dataclass(frozen=True, slots=True)
class CyclePlan:
    """What was proposed; `price` is that of `plan_prices.plan_price`, for comparing plans.

    `placements` are in the order of the keys of the turns, `waiting` the first in standing first.
    """

    placements: tuple[Placement, ...]
    waiting: tuple[Waiting, ...]
    price: int
    way: PlanWay = PlanWay.FLOW
