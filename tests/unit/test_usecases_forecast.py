"""The forecast: what each month asks, why a month is too full, and how long the cycle becomes."""

from dataclasses import replace
from datetime import date

import pytest

from huisbezoek.model.domain.cycle_plan import PlanProblem, PlanVisitor, Turn
from huisbezoek.model.domain.plan_capacity import months_from
from huisbezoek.model.usecases.forecast import forecast, highest_to_mean

MONTHS = months_from(date(2026, 11, 22), 24)


def turn(number: int, opens: int = 0, closes: int = 23, **facts: object) -> Turn:
    key = f"{number:03}"
    known = Turn(key, (key,), opens, closes, closes, date(2020, 1, 1), district="Hierden")
    return replace(known, **{"groups": frozenset({"age75"}), **facts})


def problem(*turns: Turn, room: int = 5, agreed: int = 0) -> PlanProblem:
    visitors = (PlanVisitor("a", (room,) * 24),) if room else ()
    return PlanProblem(MONTHS, turns, visitors, (agreed,) * 24)


def test_all_at_once_is_spread_and_compared_with_the_room() -> None:
    found = forecast(problem(*map(turn, range(72)), agreed=1), cycle_months=24)
    first = found.months[0]
    assert (first.due, first.levelled, first.capacity, first.agreed, first.over) == (73, 4, 6, 1, 0)
    assert found.months[1].due == 1
    assert (found.turns, found.residents, found.capacity, found.agreed) == (72, 72, 144, 24)
    assert found.highest_to_mean == 1.0
    assert (found.fits, found.over_months) == (True, ())
    assert (found.years, found.cycle_years) == (2.0, 2.0)
    assert found.by_district == {"Hierden": (3,) * 24}
    assert found.by_group == {"age75": (3,) * 24}


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
