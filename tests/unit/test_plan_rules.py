"""Who may go where, when, who is first, and what it costs: the rules of a plan by example."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.cycle_plan import Placement, PlanProblem, PlanVisitor, Turn
from huisbezoek.model.domain.plan_prices import (
    CrowdStep,
    crowd_price,
    crowd_steps,
    level,
    nobody_price,
    plan_price,
    ranks,
)
from huisbezoek.model.domain.plan_rules import (
    MatchReason,
    PlanWeights,
    Refusal,
    allowed_months,
    allows,
    can_wait,
    keeps_promise,
    last_month,
    match_reasons,
    month_price,
    price,
    refusal,
    refusals,
    standing,
    useful_visitors,
    visitor_price,
)
from tests.plan_problems import months_from

WEIGHTS = PlanWeights()
DAY = date(2025, 3, 14)
TURN = Turn("t", ("r",), opens=2, closes=4, promised=6, waits_from=DAY)
VISITOR = PlanVisitor("v", places=(2,) * 12)


def problem(*turns: Turn, visitors: tuple[PlanVisitor, ...] = (VISITOR,), **other) -> PlanProblem:
    months = len(visitors[0].places) if visitors else 12
    told = {"agreed": (0,) * months, **other}
    return PlanProblem(months_from(DAY, months), turns, visitors, **told)


@pytest.mark.parametrize(
    ("turn", "months", "expected"),
    [
        (TURN, 12, (2, 12)),
        (replace(TURN, opens=-3), 12, (0, 12)),
        (replace(TURN, ends=True), 12, (2, 5)),
        (replace(TURN, ends=True), 3, (2, 3)),
        (replace(TURN, opens=-5, closes=-1, ends=True), 12, (0, 0)),
        (replace(TURN, opens=12), 12, (12, 12)),
        (replace(TURN, fixed_month=1), 12, (1, 2)),
        (replace(TURN, fixed_month=12), 12, (2, 12)),
        (replace(TURN, fixed_month=-1), 12, (2, 12)),
    ],
)
def test_in_which_months_a_turn_may_lie(turn: Turn, months: int, expected) -> None:
    assert allowed_months(turn, months) == range(*expected)


def test_a_window_that_is_over_lies_in_no_month() -> None:
    """Not even counted from the end, where negative positions would lead."""
    over = allowed_months(replace(TURN, opens=-9, closes=-5, ends=True), 12)
    assert (over.start, over.stop) == (0, 0)


@pytest.mark.parametrize(
    ("turn", "waits", "month"),
    [
        (TURN, True, 2),
        (replace(TURN, promised=-4, opens=-9), True, 0),
        (replace(TURN, ends=True), False, 4),
        (replace(TURN, ends=True, closes=12), True, 11),
        (replace(TURN, asked_for=True), False, 2),
        (replace(TURN, asked_for=True, ends=True), False, 2),
        (replace(TURN, asked_for=True, opens=12), True, 11),
        (replace(TURN, fixed_month=3), False, 3),
        (replace(TURN, fixed_month=12), True, 2),
    ],
)
def test_who_cannot_wait_stands_in_the_last_month_and_who_asked_in_the_first(
    turn: Turn, waits: bool, month: int
) -> None:
    assert can_wait(turn, 12) is waits
    assert last_month(turn, 12) == month


def test_in_a_plan_without_months_everybody_waits() -> None:
    assert can_wait(replace(TURN, asked_for=True, ends=True), 0)


def test_the_open_rule_looks_at_what_was_fixed_asked_and_how_long_ago() -> None:
    early, late = replace(TURN, key="b"), replace(TURN, key="a", waits_from=date(2026, 1, 1))
    asked = replace(late, key="q", asked_for=True)
    visitor, month = (
        replace(late, key="x", fixed_visitor="v"),
        replace(late, key="y", fixed_month=3),
    )
    same_day = replace(early, key="c")
    ordered = sorted([late, same_day, month, early, asked, visitor], key=standing)
    assert [turn.key for turn in ordered] == ["x", "y", "q", "b", "c", "a"]
    assert ranks([late, early, asked]) == {"q": 2, "b": 1, "a": 0}


def test_what_forbids_a_match() -> None:
    whole = problem(TURN, modules_for=(("former_carer", "life_questions"), ("carer", "basic")))
    assert refusal(TURN, VISITOR, whole) is None
    assert refusal(replace(TURN, ruled_out=frozenset({"v"})), VISITOR, whole) is Refusal.RULED_OUT
    street = replace(VISITOR, street="Lindelaan")
    assert refusal(replace(TURN, street="Lindelaan"), street, whole) is Refusal.OWN_STREET
    assert refusal(replace(TURN, street="Beukenlaan"), street, whole) is None
    former_carer = replace(TURN, groups=frozenset({"former_carer", "age75"}))
    assert refusal(former_carer, VISITOR, whole) is Refusal.TRAINING_MISSING
    trained = replace(VISITOR, modules=frozenset({"life_questions"}))
    assert refusal(former_carer, trained, whole) is None


def test_a_fixed_visitor_shuts_others_out_but_lifts_no_rule() -> None:
    fixed = replace(TURN, fixed_visitor="v")
    assert allows(fixed, VISITOR, problem(fixed))
    assert not allows(fixed, replace(VISITOR, visitor="other"), problem(fixed))
    assert not allows(replace(fixed, ruled_out=frozenset({"v"})), VISITOR, problem(fixed))
    assert allows(TURN, VISITOR, problem(TURN))


BESIDE = frozenset({("Centrum", "Tweelingstad")})


@pytest.mark.parametrize(
    ("ours", "theirs", "points", "reason"),
    [
        ("Centrum", "Centrum", 0, MatchReason.SAME_DISTRICT),
        ("Centrum", "Tweelingstad", 10, MatchReason.DISTRICT_BESIDE),
        ("Tweelingstad", "Centrum", 10, MatchReason.DISTRICT_BESIDE),
        ("Centrum", "Drielanden", 30, MatchReason.OTHER_DISTRICT),
        ("", "Centrum", 30, None),
        ("Centrum", "", 30, None),
        ("", "", 30, None),
    ],
)
def test_districts(ours: str, theirs: str, points: int, reason: MatchReason | None) -> None:
    turn, visitor = replace(TURN, district=ours), replace(VISITOR, district=theirs)
    whole = problem(turn, visitors=(visitor,), beside=BESIDE)
    assert visitor_price(turn, visitor, whole, WEIGHTS) == points
    said = [one for one in match_reasons(turn, visitor, whole) if one is not MatchReason.MOST_ROOM]
    assert said == ([reason] if reason else [])


@pytest.mark.parametrize(
    ("ours", "theirs", "points", "reason"),
    [
        ("Centrum", "Centrum", 0, MatchReason.SAME_DISTRICT),
        ("Tweelingstad", "Centrum", 10, MatchReason.DISTRICT_BESIDE),
        ("Centrum", "Drielanden", 10, MatchReason.NEARBY),
        ("", "Centrum", 10, MatchReason.NEARBY),
        ("", "", 10, MatchReason.NEARBY),
    ],
)
def test_who_lives_near_is_as_handy_as_a_district_beside_it(ours, theirs, points, reason) -> None:
    turn = replace(TURN, district=ours, near=frozenset({"v"}))
    visitor = replace(VISITOR, district=theirs)
    whole = problem(turn, visitors=(visitor,), beside=BESIDE)
    assert visitor_price(turn, visitor, whole, WEIGHTS) == points
    assert match_reasons(turn, visitor, whole)[0] is reason
    other = replace(visitor, visitor="w")
    assert MatchReason.NEARBY not in match_reasons(turn, other, whole)


@given(
    st.sampled_from(["", "A", "B", "C"]),
    st.sampled_from(["", "A", "B", "C"]),
    st.frozensets(st.sampled_from([("A", "B"), ("B", "A"), ("B", "C"), ("A", "C")])),
)
def test_the_way_is_as_long_both_ways_and_unknown_is_elsewhere(ours, theirs, beside) -> None:
    def points(one: str, other: str) -> int:
        turn, visitor = replace(TURN, district=one), replace(VISITOR, district=other)
        whole = problem(turn, visitors=(visitor,), beside=beside)
        return visitor_price(turn, visitor, whole, WEIGHTS)

    assert points(ours, theirs) == points(theirs, ours)
    if not (ours and theirs):
        assert points(ours, theirs) == WEIGHTS.district_elsewhere


def test_last_time_language_and_wish() -> None:
    turn = replace(TURN, district="A", last_visitor="v", languages=frozenset({"tr"}), sex_wish="F")
    good = replace(VISITOR, district="A", languages=frozenset({"nl", "tr"}), sex="F")
    bad = replace(VISITOR, visitor="w", district="A", languages=frozenset({"nl"}), sex="M")
    whole = problem(turn, visitors=(good, bad))
    assert visitor_price(turn, good, whole, WEIGHTS) == 0
    assert visitor_price(turn, bad, whole, WEIGHTS) == 50 + 80 + 30
    assert match_reasons(turn, good, whole) == (
        MatchReason.SAME_VISITOR,
        MatchReason.SAME_DISTRICT,
        MatchReason.SPEAKS_LANGUAGE,
        MatchReason.SEX_WISH,
        MatchReason.MOST_ROOM,
    )
    assert match_reasons(turn, bad, whole) == (
        MatchReason.SAME_DISTRICT,
        MatchReason.LANGUAGE_MISSED,
        MatchReason.SEX_WISH_MISSED,
        MatchReason.MOST_ROOM,
    )


def test_most_room_is_compared_with_those_who_suit_as_well_and_may_go() -> None:
    roomy = replace(VISITOR, visitor="w", places=(3,) * 12)
    full = replace(VISITOR, visitor="x", places=(0,) * 12)
    whole = problem(TURN, visitors=(VISITOR, roomy, full))
    assert match_reasons(TURN, roomy, whole) == (MatchReason.MOST_ROOM,)
    assert match_reasons(TURN, VISITOR, whole) == ()
    without = replace(TURN, ruled_out=frozenset({"w"}))
    assert match_reasons(without, VISITOR, whole) == (MatchReason.MOST_ROOM,)
    assert match_reasons(TURN, full, problem(TURN, visitors=(full,))) == ()


@pytest.mark.parametrize(
    ("turn", "month", "points"),
    [
        (TURN, 2, 0),
        (TURN, 4, 0),
        (TURN, 6, 2 * 32),
        (TURN, 7, 3 * 32 + 100_000),
        (TURN, 0, 2 * 16),
        (replace(TURN, opens=-8, closes=-4, promised=-2), 0, 0),
        (replace(TURN, opens=-8, closes=-4, promised=-2), 2, 2 * 32 + 200_000),
    ],
)
def test_what_a_month_costs(turn: Turn, month: int, points: int) -> None:
    assert month_price(turn, month, WEIGHTS) == points
    assert price(turn, VISITOR, month, problem(turn), WEIGHTS) == 30 + points


def test_a_promise_is_kept_up_to_its_month() -> None:
    assert keeps_promise(TURN, 6)
    assert not keeps_promise(TURN, 7)


def many(count: int, **other) -> tuple[Turn, ...]:
    return tuple(
        replace(TURN, key=f"t{number}", **{"opens": 0, **other}) for number in range(count)
    )


@pytest.mark.parametrize(
    ("turns", "places", "agreed", "expected"),
    [
        (6, (4, 4, 4), (0, 0, 0), 2),
        (7, (4, 4, 4), (0, 0, 0), 3),
        (6, (4, 1, 4), (0, 0, 0), 3),
        (3, (4, 4, 4), (3, 0, 0), 2),
        (99, (4, 4, 4), (3, 0, 0), 7),
        (0, (4, 4), (0, 0), 0),
    ],
)
def test_the_level_is_as_low_as_the_places_allow(turns, places, agreed, expected) -> None:
    visitor = replace(VISITOR, places=places)
    assert level(problem(*many(turns), visitors=(visitor,), agreed=agreed)) == expected


def test_without_months_the_level_is_nothing() -> None:
    assert level(PlanProblem((), many(2), (), ())) == 0


def test_above_the_level_each_turn_costs_more() -> None:
    steps = crowd_steps(100, 40, 70, WEIGHTS)
    assert steps == (CrowdStep(60, 0), CrowdStep(4, 20), CrowdStep(4, 800), CrowdStep(2, 5_000))
    assert [crowd_price(steps, turns) for turns in (0, 60, 61, 65, 70)] == [
        *(0, 0, 20, 880),
        4 * 20 + 4 * 800 + 2 * 5_000,
    ]
    assert crowd_steps(100, 106, 5, WEIGHTS) == (CrowdStep(2, 800), CrowdStep(3, 5_000))
    assert crowd_steps(100, 130, 5, WEIGHTS) == (CrowdStep(5, 20_000),)
    assert crowd_steps(100, 0, 30, WEIGHTS) == (CrowdStep(30, 0),)


def test_a_plan_costs_its_matches_its_months_and_those_without_a_visitor() -> None:
    turns = many(3)
    whole = problem(*turns, visitors=(replace(VISITOR, places=(2, 2)),))
    both = {"t0": Placement("t0", 0, "v"), "t1": Placement("t1", 0, "v")}
    assert level(whole) == 2
    assert plan_price(whole, WEIGHTS, both) == 2 * 30 + nobody_price(0, WEIGHTS)
    shown = {**both, "t2": Placement("t2", 1)}
    assert plan_price(whole, WEIGHTS, shown) == plan_price(whole, WEIGHTS, both)
    lower = replace(whole, turns=turns[:2])
    assert level(lower) == 1
    assert plan_price(lower, WEIGHTS, both) == 2 * 30 + 20_000


def test_who_is_not_ready_may_go_nowhere_and_makes_no_room() -> None:
    late = replace(VISITOR, visitor="w", is_ready=False)
    whole = problem(TURN, visitors=(VISITOR, late))
    assert refusal(TURN, late, whole) is Refusal.NOT_READY
    assert useful_visitors(whole) == (VISITOR,)
    # While nobody has a turn, nobody's room is in vain.
    assert useful_visitors(problem(visitors=(VISITOR, late))) == (VISITOR, late)


def test_it_is_told_of_each_reason_how_many_visitors_it_holds_back() -> None:
    carer = replace(TURN, groups=frozenset({"former_carer"}), street="kade", fixed_visitor="")
    untrained = [replace(VISITOR, visitor=name) for name in "ab"]
    trained = replace(VISITOR, visitor="c", modules=frozenset({"life_questions"}))
    neighbour = replace(trained, street="kade")
    needed = (("former_carer", "life_questions"),)

    def of(*visitors: PlanVisitor, turn: Turn = carer):
        return refusals(turn, problem(turn, visitors=visitors, modules_for=needed))

    assert of(*untrained, trained) == ()
    assert of(*untrained, neighbour) == (
        (Refusal.OWN_STREET, 1),
        (Refusal.TRAINING_MISSING, 2),
    )
    assert of(*untrained, trained, turn=replace(carer, fixed_visitor="a")) == (
        (Refusal.TRAINING_MISSING, 1),
    )


def test_a_day_part_that_suits_nobody_costs_little_and_is_told() -> None:
    told = replace(TURN, day_parts=frozenset({"tue-pm", "tue-eve"}))
    free, mornings = VISITOR, replace(VISITOR, day_parts=frozenset({"mon-am", "tue-am"}))
    tuesday = replace(VISITOR, day_parts=frozenset({"tue-pm"}))
    whole = problem(told, visitors=(free,))
    base = visitor_price(TURN, free, whole, WEIGHTS)
    assert visitor_price(told, free, whole, WEIGHTS) == base
    assert visitor_price(told, tuesday, whole, WEIGHTS) == base
    assert visitor_price(told, mornings, whole, WEIGHTS) == base + WEIGHTS.time_missed
    assert WEIGHTS.time_missed < WEIGHTS.sex_wish_missed
    assert MatchReason.TIME_FITS in match_reasons(told, tuesday, whole)
    assert MatchReason.TIME_MISSED in match_reasons(told, mornings, whole)
    assert {MatchReason.TIME_FITS, MatchReason.TIME_MISSED}.isdisjoint(
        match_reasons(TURN, mornings, whole)
    )
