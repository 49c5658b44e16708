"""Levelling: even where the windows allow it, later only where they are full."""

from dataclasses import replace
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


def test_whose_months_are_full_comes_in_the_first_month_after_them_with_room() -> None:
    turns = [turn(number, 0, 0) for number in range(5)]
    assert load(turns, [2, 1, 9], [0, 0, 0]) == [2, 1, 2]
    assert load(turns, [2, 1, 1], [0, 0, 0]) == [3, 1, 1]
    last = [replace(one, ends=True) for one in turns]
    assert load(last, [2, 9, 9], [0, 0, 0]) == [5, 0, 0]
    assert load([turn(1, 0, 0, fixed=0)], [0, 9], [0, 0]) == [1, 0]


def test_a_month_without_room_is_only_taken_when_there_is_none_anywhere() -> None:
    assert load([turn(n, 0, 1) for n in range(3)], [9, 0], [0, 0]) == [3, 0]
    assert load([turn(n, 0, 1) for n in range(3)], [1, 0], [0, 0]) == [2, 1]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=60))
def test_nobody_comes_too_early_or_later_than_needed(windows: list[tuple[int, int]]) -> None:
    turns = [turn(n, min(pair), max(pair)) for n, pair in enumerate(windows)]
    room, agreed = [7, 7, 3, 7, 7, 0], [0, 2, 0, 0, 0, 0]
    placed = levelled_months(turns, room, agreed)
    held = [agreed[month] + placed.count(month) for month in range(6)]
    for one, month in zip(turns, placed, strict=True):
        assert one.opens <= month
        between = range(one.opens, max(one.opens, month))
        assert month <= one.closes or all(held[earlier] >= room[earlier] for earlier in between)
        # Whoever came later found room there; it may have filled up only when all after it had.
        is_full_to_the_end = all(held[late] >= room[late] for late in range(month, 6))
        assert month <= one.closes or held[month] <= room[month] or is_full_to_the_end
