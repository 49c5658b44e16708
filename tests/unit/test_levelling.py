"""Levelling: even where the windows allow it, and never outside them."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.cycle_plan import Turn
from huisbezoek.model.domain.levelling import levelled_months


def turn(key: int, opens: int, closes: int, fixed: int | None = None) -> Turn:
    return Turn(
        f"{key:04}", (f"{key}",), opens, closes, closes, date(2020, 1, 1), fixed_month=fixed
    )


def load(turns: list[Turn], room: list[int], agreed: list[int]) -> list[int]:
    placed = levelled_months(turns, room, agreed)
    return [placed.count(month) for month in range(len(agreed))]


def test_everybody_at_once_becomes_even_and_a_holiday_gets_half() -> None:
    turns = [turn(number, 0, 3) for number in range(35)]
    assert load(turns, [10, 10, 5, 10], [0] * 4) == [10, 10, 5, 10]
    assert load(turns[:34], [10, 10, 5, 10], [1, 0, 0, 0]) == [9, 10, 5, 10]
    assert load(turns[:8], [0] * 4, [0] * 4) == [2, 2, 2, 2]


def test_what_is_fixed_stays_and_windows_beyond_the_plan_end_at_its_edge() -> None:
    turns = [turn(1, 0, 3, fixed=2), turn(2, 3, 3, fixed=9), turn(3, 7, 9), turn(4, -3, -1)]
    assert levelled_months(turns, [5] * 4, [0] * 4) == (2, 3, 3, 0)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=60))
def test_nobody_leaves_the_window(windows: list[tuple[int, int]]) -> None:
    turns = [turn(n, min(pair), max(pair)) for n, pair in enumerate(windows)]
    placed = levelled_months(turns, [7, 7, 3, 7, 7, 0], [0, 2, 0, 0, 0, 0])
    assert all(one.opens <= month <= one.closes for one, month in zip(turns, placed, strict=True))
