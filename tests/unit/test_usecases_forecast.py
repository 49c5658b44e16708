"""The forecast: what each month asks, why a month is too full, and how long the cycle becomes."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huisbezoek.model.domain.cycle_plan import (
    AgreedTurn,
    NoPlaceReason,
    PlanProblem,
    PlanVisitor,
    Turn,
)
from huisbezoek.model.domain.plan_capacity import months_from
from huisbezoek.model.domain.plan_prices import level
from huisbezoek.model.domain.plan_rules import PlanWeights
from huisbezoek.model.planning.plans import best_plan, preview_plan
from huisbezoek.model.usecases.forecast import forecast, highest_to_mean
from tests.plan_problems import DISTRICTS, municipality, small

MONTHS = months_from(date(2026, 11, 22), 24)


def turn(number: int, opens: int = 0, closes: int = 23, **facts: object) -> Turn:
    key = f"{number:03}"
    known = Turn(key, (key,), opens, closes, closes, date(2020, 1, 1), district="Hierden")
    return replace(known, **{"groups": frozenset({"age75"}), **facts})


def problem(*turns: Turn, room: int = 5, agreed: int = 0) -> PlanProblem:
    visitors = (PlanVisitor("a", (room,) * 24),) if room else ()
    held = tuple(AgreedTurn(month) for month in range(24) for _ in range(agreed))
    return PlanProblem(MONTHS, turns, visitors, (agreed,) * 24, agreed_turns=held)


def test_all_at_once_is_spread_and_compared_with_the_room() -> None:
    found = forecast(problem(*map(turn, range(72)), agreed=1), cycle_months=24)
    first = found.months[0]
    assert (first.due, first.levelled, first.capacity, first.agreed, first.over) == (73, 4, 6, 1, 0)
    assert found.months[1].due == 1
    assert (found.turns, found.residents, found.capacity, found.agreed) == (72, 72, 144, 24)
    assert found.highest_to_mean == 1.0
    assert (found.fits, found.over_months) == (True, ())
    assert (found.years, found.cycle_years) == (2.0, 2.0)
    assert found.by_district == {"": (1,) * 24, "Hierden": (3,) * 24}
    assert found.by_group == {"": (1,) * 24, "age75": (3,) * 24}


@pytest.mark.parametrize(("count", "room", "years"), [(240, 5, 4.0), (204, 5, 3.4), (10, 0, None)])
def test_when_it_does_not_fit_it_says_how_long_the_cycle_becomes(
    count: int, room: int, years: float | None
) -> None:
    found = forecast(problem(*map(turn, range(count)), room=room), cycle_months=24)
    assert found.years == years
    assert not found.fits


def test_those_who_come_once_are_taken_off_the_room_first() -> None:
    once = [turn(number, ends=True) for number in range(60)]
    every = [turn(100 + number) for number in range(120)]
    assert forecast(problem(*once, *every), cycle_months=24).years == 4.0
    assert forecast(problem(*once), cycle_months=24).years == 2.0


def test_a_month_over_its_room_tells_whose_last_month_it_is_and_who_asked() -> None:
    last = [turn(n, 0, 0, ends=True, groups=frozenset({"former_carer"})) for n in range(7)]
    asked = [turn(10, 0, 0, asked_for=True)]
    waiting = [turn(11, 0, 0, asked_for=True, is_open=True)]
    found = forecast(problem(*last, *asked, *waiting), cycle_months=24)
    (month,) = found.over_months
    # Whoever asked comes in the next month that has room, as the plan would have it.
    assert (month.over, month.last_chance) == (2, {"former_carer": 7})
    assert (found.months[1].asked, found.months[1].without_visitor) == (1, 1)
    nowhere = forecast(problem(*last, *asked, *waiting, room=0), cycle_months=24)
    (month,) = nowhere.over_months
    assert (month.over, month.asked, month.without_visitor) == (9, 1, 1)


def test_nothing_asked_is_flat() -> None:
    found = forecast(problem(), cycle_months=24)
    assert (found.highest_to_mean, found.years, found.fits) == (1.0, 2.0, True)
    assert highest_to_mean([1, 3, 2]) == 1.5


@given(seed=st.integers(0, 10**9), data=st.data())
@settings(max_examples=60)
def test_districts_and_groups_add_up_to_the_months(seed: int, data: st.DataObject) -> None:
    whole = small(seed)
    groups = st.frozensets(st.sampled_from(("age75", "carer", "former_carer")))
    names = st.sampled_from((*DISTRICTS[:3], ""))
    month = st.integers(0, len(whole.months) - 1)
    held = data.draw(st.lists(st.builds(AgreedTurn, month, names, groups), max_size=8))
    per_month = Counter(one.month for one in held)
    agreed = tuple(per_month[number] for number in range(len(whole.months)))
    found = forecast(replace(whole, agreed=agreed, agreed_turns=tuple(held)), cycle_months=24)
    levelled = [one.levelled for one in found.months]
    assert [sum(column) for column in columns(found.by_district, len(levelled))] == levelled
    by_group = [sum(column) for column in columns(found.by_group, len(levelled))]
    assert [sum(pair) for pair in zip(levelled, found.in_several, strict=True)] == by_group


def columns(parts, count: int):
    return zip(*parts.values(), strict=True) if parts else [()] * count


@pytest.mark.parametrize("room", [1.2, 1.35, 3.0])
def test_the_levelled_months_are_those_that_a_plan_would_have(room: float) -> None:
    """Also with more room in some months than in others: a plan has no use for fuller ones."""
    whole = municipality(turns=900, visitors=12, room=room)
    seen = [one.levelled for one in forecast(whole, cycle_months=24).months]
    assert max(seen) <= 1.15 * max(level(whole), sum(seen) / 24)
    for plan in (
        preview_plan(whole, PlanWeights()),
        best_plan(whole, PlanWeights(), lambda _: None),
    ):
        load = Counter(one.month for one in plan.placements)
        assert abs(max(seen) - max(load.values())) <= 0.06 * max(seen)


def test_whom_nobody_may_visit_takes_no_room_and_is_told() -> None:
    needed = (("former_carer", "life_questions"),)
    carers = [turn(n, groups=frozenset({"former_carer"}), ends=True) for n in range(10)]
    alone = replace(problem(*carers), modules_for=needed)
    found = forecast(alone, cycle_months=24)
    assert (found.nobody, found.years, found.capacity) == (10, None, 0)
    assert found.why_never is NoPlaceReason.NO_VISITOR_ALLOWED
    assert found.over_months == (), "it is not room that they lack"
    mixed = replace(problem(*carers, *(turn(n) for n in range(10, 130))), modules_for=needed)
    found = forecast(mixed, cycle_months=24)
    assert (found.nobody, found.years, found.capacity) == (10, 2.0, 120)
    assert max(one.levelled - one.nobody for one in found.months) == 5


def test_it_says_why_nobody_is_visited_at_all() -> None:
    def why(*visitors: PlanVisitor):
        return forecast(replace(problem(turn(1)), visitors=visitors), cycle_months=24).why_never

    idle = PlanVisitor("a", (0,) * 24)
    assert why() is NoPlaceReason.NO_VISITORS
    assert why(replace(idle, is_ready=False)) is NoPlaceReason.NONE_READY
    assert why(idle) is NoPlaceReason.VISITORS_FULL
    assert why(PlanVisitor("a", (1,) * 24)) is None


def test_who_comes_later_than_promised_is_counted() -> None:
    late = [turn(n, 0, 4, promised=2) for n in range(17)]
    found = forecast(problem(*late), cycle_months=24)
    # Fifteen fit in the three months that keep the promise; the others come as soon as they can.
    assert [one.levelled for one in found.months[:4]] == [5, 5, 5, 2]
    assert found.late == 2
    assert forecast(problem(*late[:15]), cycle_months=24).late == 0
