"""A round on the desk: after a decision only the turns that it touches are planned anew."""

from dataclasses import replace
from datetime import date

import pytest

from huisbezoek.model.domain.cycle_plan import CyclePlan, Placement, PlanProblem, PlanVisitor, Turn
from huisbezoek.model.domain.plan_capacity import months_from
from huisbezoek.model.usecases.forecast import forecast
from huisbezoek.model.usecases.plan_basis import WhatIf
from huisbezoek.model.usecases.proposals import Round
from huisbezoek.model.usecases.round_desk import Desk, kept, tried_out
from tests.unit.plan_people import basis, person, visitor

MONTHS = months_from(date(2026, 11, 8), 4)
TURN = Turn("1", ("1",), 0, 3, 3, date(2020, 1, 1), street="havenkade")
RIET = PlanVisitor("riet", (2,) * 4)
PLAN = CyclePlan((Placement("1", 2, "riet"),), (), 0)


def problem(*turns: Turn, visitors: tuple[PlanVisitor, ...] = (RIET,)) -> PlanProblem:
    return PlanProblem(MONTHS, turns, visitors, (0,) * 4)


def test_who_was_not_touched_keeps_visitor_and_month() -> None:
    (held,) = kept(problem(TURN), problem(TURN), PLAN).turns
    assert (held.fixed_visitor, held.fixed_month) == ("riet", 2)


@pytest.mark.parametrize(
    ("turn", "visitors"),
    [
        (replace(TURN, key="new"), (RIET,)),
        (replace(TURN, residents=("1", "2")), (RIET,)),
        (TURN, (replace(RIET, visitor="fatma"),)),
        (replace(TURN, fixed_month=1), (RIET,)),
        (replace(TURN, ruled_out=frozenset({"riet"})), (RIET,)),
        (replace(TURN, fixed_visitor="fatma"), (RIET,)),
    ],
)
def test_who_was_touched_is_planned_anew(turn: Turn, visitors: tuple[PlanVisitor, ...]) -> None:
    later = problem(turn, visitors=visitors)
    assert kept(later, problem(TURN), PLAN).turns == (turn,)


def test_who_had_nobody_is_planned_anew() -> None:
    without = CyclePlan((Placement("1", 2),), (), 0)
    assert kept(problem(TURN), problem(TURN), without).turns == (TURN,)


def test_the_desk_knows_its_turns_and_what_comes_after_the_round() -> None:
    asked = problem(TURN)
    seen = Round((), (), (), forecast(asked, cycle_months=24), MONTHS[:1], 0, 0, 0)
    desk = Desk(basis(), asked, PLAN, seen)
    assert desk.turn("1") == TURN
    assert desk.turn("2") is None
    assert desk.next_month == date(2027, 1, 1)
    assert replace(desk, plan=CyclePlan((), (), 0)).next_month is None


def test_trying_other_terms_changes_only_the_forecast() -> None:
    known = basis(person("1"), visitors=(visitor("riet"),))
    assert tried_out(known, WhatIf(), ()).cycle_years == 2.0
    longer = tried_out(known, WhatIf(cycle_months=60, visitors=9), ())
    assert longer.cycle_years == 5.0
    assert longer.capacity > tried_out(known, WhatIf(), ()).capacity
