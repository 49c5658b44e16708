"""What the kills of `./check faults` look at: each kind of loss in a talk would be seen."""

from datetime import date

import pytest

from tests.faults.typing_child import text_of
from tests.faults.typing_lives import Left, Life, Told, TypingReport, judge

LIFE = Life(seed=1)
TEXT = text_of(LIFE.seed)
KEYS = [(100.0 + number, number) for number in range(1, 11)]
KILLED = 110.5
HELD = date(2026, 11, 22)
ALL = Told(KILLED, KEYS, saved=5)
REPORTED = ("Zin 1 0 ov",)


def judged(told: Told, left: Left) -> tuple[int, int, int]:
    report = TypingReport()
    judge(LIFE, told, left, report)
    return report.lost, report.half, report.damaged


def draft(letters: int) -> Left:
    return Left(TEXT[:letters], None, None, is_sound=True)


@pytest.mark.parametrize(("kept", "lost"), [(10, 0), (9, 0), (8, 0), (7, 1), (0, 1), (11, 1)])
def test_only_what_was_typed_less_than_two_seconds_ago_may_be_gone(kept: int, lost: int) -> None:
    assert judged(ALL, draft(kept)) == (lost, 0, 0)


def test_what_was_acknowledged_may_not_be_gone() -> None:
    assert judged(Told(KILLED, KEYS, saved=10), draft(9)) == (1, 0, 0)


def test_another_text_is_a_loss() -> None:
    assert judged(ALL, Left("x" * 10, None, None, is_sound=True)) == (1, 0, 0)


@pytest.mark.parametrize(
    ("left", "half"),
    [
        (Left(None, REPORTED, HELD, is_sound=True), 0),
        (Left(TEXT[:10], REPORTED, HELD, is_sound=True), 1),
        (Left(None, REPORTED, None, is_sound=True), 1),
        (Left(None, ("Zin 1",), HELD, is_sound=True), 1),
        (Left(TEXT[:10], None, HELD, is_sound=True), 1),
    ],
)
def test_half_a_report_is_seen(left: Left, half: int) -> None:
    assert judged(ALL, left) == (0, half, 0)


def test_a_handed_in_report_that_is_still_a_draft_is_a_loss() -> None:
    assert judged(Told(KILLED, KEYS, saved=10, handed=True), draft(10)) == (1, 0, 0)


def test_a_database_that_is_not_sound_is_seen() -> None:
    assert judged(ALL, Left(TEXT[:10], None, None, is_sound=False)) == (0, 0, 1)


def test_the_oldest_keystroke_that_is_gone_is_told() -> None:
    report = TypingReport()
    judge(LIFE, ALL, draft(8), report)
    assert report.oldest_lost == pytest.approx(1.5)
