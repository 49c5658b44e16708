"""The eleven-test: tells citizen service numbers from other digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.eleven_test import (
    holds_citizen_service_number,
    mostly_citizen_service_numbers,
    passes_eleven_test,
    without_citizen_service_numbers,
)


def by_the_book(digits: str) -> bool:
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return total % 11 == 0 and int(digits) > 0


@given(st.from_regex(r"[0-9]{9}", fullmatch=True))
def test_agrees_with_the_definition(digits: str) -> None:
    assert passes_eleven_test(digits) == by_the_book(digits)


@given(st.integers(10_000_000, 999_999_999))
def test_one_wrong_digit_is_always_seen(number: int) -> None:
    digits = f"{number:09d}"
    if by_the_book(digits):
        for place in range(9):
            other = str((int(digits[place]) + 1) % 10)
            assert not passes_eleven_test(digits[:place] + other + digits[place + 1 :])


@pytest.mark.parametrize(
    "text", ["999990019", "9999.90.019", "999990019.0", " 999990019 ", "999 990 019"]
)
def test_however_written(text: str) -> None:
    assert passes_eleven_test(text)


@pytest.mark.parametrize(
    "text",
    ["", "000000000", "999990018", "0341123456", "99999001", "naam", "19480311", "٩٩٩٩٩٠٠١٩"],
)
def test_other_texts(text: str) -> None:
    assert not passes_eleven_test(text)


def test_a_lost_leading_zero() -> None:
    assert by_the_book("010000008") == passes_eleven_test("10000008")


def test_columns() -> None:
    good = "999990019"
    assert mostly_citizen_service_numbers([good, good, "", "", "", "x"])
    assert not mostly_citizen_service_numbers([good, "x"])
    assert not mostly_citizen_service_numbers(["", ""])


def test_free_text() -> None:
    assert holds_citizen_service_number("nummer 999990019.")
    assert not holds_citizen_service_number("nummer 9999900190")
    assert without_citizen_service_numbers("a 999990019 b 123") == "a ••• b 123"
