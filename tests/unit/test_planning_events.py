"""What is decided about the plan of one resident: folded, and over after the next contact."""

from datetime import date
from typing import Any

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.events import (
    ContactKind,
    ResidentEvent,
    Stamped,
    VisitEvent,
    VisitHeld,
)
from huisbezoek.model.domain.operations import HybridTime, OperationId, Stamp
from huisbezoek.model.domain.planning_events import (
    MatchFixed,
    MatchFreed,
    PlanningEvent,
    VisitedApart,
    VisitedTogether,
    VisitorAllowed,
    VisitorRuledOut,
)
from huisbezoek.model.domain.resident_fold import fold_resident
from huisbezoek.model.domain.residents import ResidentState
from huisbezoek.model.domain.visit_fold import fold_visit
from huisbezoek.model.domain.visits import VisitState, VisitStatus

ON, LATER = date(2026, 11, 1), date(2027, 1, 1)


def stamped_events(*events: ResidentEvent | VisitEvent) -> list[Stamped[Any]]:
    return [
        Stamped(event, Stamp(HybridTime(number + 1, 0), OperationId("d", 1, number + 1), "riet"))
        for number, event in enumerate(events)
    ]


def fold(*events: PlanningEvent, visits: tuple[VisitState, ...] = ()) -> ResidentState:
    return fold_resident("r", ResidentCard(), stamped_events(*events), visits)


def held(on: date, by: str = "riet") -> VisitState:
    return VisitState("v", status=VisitStatus.CLOSED_DONE, held_on=on, held_by=by)


def test_what_was_said_last_counts() -> None:
    assert fold(VisitorRuledOut("a", ON), VisitorRuledOut("b", ON)).ruled_out == {"a", "b"}
    assert fold(VisitorRuledOut("a", ON), VisitorAllowed("a", ON)).ruled_out == frozenset()
    assert fold(VisitedApart(ON)).apart
    assert not fold(VisitedApart(ON), VisitedTogether(ON)).apart
    fixed = fold(MatchFixed("a", "2027-03", ON))
    assert (fixed.fixed_visitor, fixed.fixed_month, fixed.fixed_on) == ("a", "2027-03", ON)
    assert fold(MatchFixed("a", "2027-03", ON), MatchFreed(ON)).fixed_visitor == ""


def test_who_better_does_not_go_is_not_fixed_any_more() -> None:
    fixed = MatchFixed("a", "2027-03", ON)
    assert fold(fixed, VisitorRuledOut("a", ON)).fixed_month == ""
    assert fold(fixed, VisitorRuledOut("b", ON)).fixed_visitor == "a"


def test_what_was_fixed_is_over_after_the_next_contact() -> None:
    fixed = MatchFixed("a", "", ON)
    assert fold(fixed, visits=(held(LATER),)).fixed_visitor == ""
    assert fold(fixed, visits=(held(date(2026, 10, 1)),)).fixed_visitor == "a"
    assert fold(fixed, visits=(VisitState("v"),)).fixed_visitor == "a"


def test_who_held_the_last_visit_is_known_from_who_wrote_it() -> None:
    assert fold(visits=(held(ON), held(LATER, "wim"))).last_visitor == "wim"
    assert fold(visits=(held(ON, ""),)).last_visitor == ""
    (event,) = stamped_events(VisitHeld(ON, 60, ContactKind.HOME_VISIT))
    assert fold_visit("v", [event]).held_by == event.stamp.author
    assert fold_visit("v", []).held_by == ""
