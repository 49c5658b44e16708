"""The plan's problem: turns of one and of couples, the first round, visitors, what is agreed."""

from dataclasses import replace
from datetime import date

from huisbezoek.model.domain.cycle_plan import PlanProblem, Turn
from huisbezoek.model.domain.target_groups import TargetGroup
from huisbezoek.model.usecases.plan_basis import PlanBasis, WhatIf
from huisbezoek.model.usecases.plan_taken import taken_places
from huisbezoek.model.usecases.plan_visitors import EXTRA_VISITOR
from huisbezoek.model.usecases.planning import problem_of, turns_of
from tests.unit.plan_people import OLD, basis, ground, person, visitor

VISITED = date(2025, 3, 14)
"""24 months later it is March 2027: month 4 of a plan that begins in November 2026."""


def turns(plan: PlanBasis, months: int = 24, **changes: int) -> tuple[Turn, ...]:
    return problem_of(plan, months=months, changes=WhatIf(**changes)).turns


def windows(plan: PlanBasis, months: int = 24, **changes: int) -> list[tuple[str, int, int]]:
    return [(one.key, one.opens, one.closes) for one in turns(plan, months, **changes)]


def test_after_a_visit_the_turn_lies_around_the_due_month() -> None:
    (turn,) = turns(basis(person("a", last_contact_on=VISITED)))
    assert (turn.opens, turn.closes, turn.promised, turn.ends) == (2, 6, 4, False)
    # Every two years: March 2027 is the month in which it ends, whatever the months of the turn.
    assert (turn.waits_from, turn.groups) == (VISITED, {"age75"})
    assert (turn.district, turn.street) == ("Binnenstad", "havenkade")


def test_who_was_due_before_the_programme_began_has_the_whole_first_round() -> None:
    # It began in January 2026, so the first round ends with December 2027: month 13.
    never, long_ago = person("a"), person("b", last_contact_on=date(2021, 5, 1))
    assert windows(basis(never, long_ago)) == [("a", 0, 13), ("b", 0, 13)]
    # Due since June 2026 is ordinary waiting, and so is a first round that is over.
    june = person("c", last_contact_on=date(2024, 6, 1))
    assert windows(basis(june)) == [("c", 0, 0)]
    assert windows(basis(never, begins=date(2020, 1, 1))) == [("a", 0, 0)]


def test_a_short_cycle_gives_two_turns_and_a_long_one_gives_some_none() -> None:
    assert windows(basis(person("a", last_contact_on=VISITED)), cycle_months=12) == [
        ("a", 0, 0),
        ("a.1", 10, 14),
    ]
    assert windows(basis(person("a", last_contact_on=VISITED)), cycle_months=60) == []
    late = basis(*(person(f"{n}", last_contact_on=date(2010, 1, 1 + n)) for n in range(10)))
    due = windows(late, cycle_months=60)
    assert [key for key, _, _ in due] == ["0", "1", "2", "3", "4"]
    # With a second turn in the plan, the first one stays near the month that was meant.
    both = windows(late, cycle_months=12, months=14)
    assert ("0", 0, 1) in both
    assert ("0.1", 10, 14) in both
    assert windows(late, cycle_months=0, months=2)


def test_who_asked_comes_first_and_who_waits_longest_next() -> None:
    asked = person(
        "z",
        OLD,
        ground(TargetGroup.ON_REQUEST, date(2026, 11, 1)),
        requested_on=date(2026, 11, 1),
    )
    (turn,) = turns(basis(asked))
    assert turn.asked_for
    assert (turn.opens, turn.closes, turn.promised) == (0, 4, 4)


def test_a_window_that_ends_is_kept_and_one_visit_counts_for_all_groups() -> None:
    pension = ground(TargetGroup.PENSION, date(2026, 8, 1), date(2027, 9, 30))
    (turn,) = turns(basis(person("a", pension)))
    assert (turn.opens, turn.closes, turn.ends) == (0, 10, True)
    loss = ground(TargetGroup.FORMER_CARER, date(2026, 3, 1), date(2028, 3, 1))
    (both,) = turns(basis(person("a", OLD, loss)))
    assert (both.opens, both.closes, both.ends) == (4, 13, True)
    assert both.groups == {"age75", "former_carer"}
    over = ground(TargetGroup.PENSION, date(2024, 1, 1), date(2025, 9, 30))
    assert turns(basis(person("a", over))) == ()


def test_who_comes_once_has_no_second_turn() -> None:
    pension = ground(TargetGroup.PENSION, date(2026, 8, 1), date(2027, 1, 30))
    assert windows(basis(person("a", pension)), cycle_months=12) == [("a", 0, 2)]


def test_far_groups_give_turns_of_their_own() -> None:
    later = ground(TargetGroup.AGE75, date(2028, 3, 1))
    pension = ground(TargetGroup.PENSION, date(2026, 8, 1), date(2027, 1, 30))
    found = windows(basis(person("a", pension, later)), cycle_months=12)
    assert found == [("a", 0, 2), ("a.1", 16, 20)]
    carer = person("b", OLD, ground(TargetGroup.CARER, date(2027, 1, 1)), last_contact_on=VISITED)
    (turn,) = turns(basis(carer))
    assert turn.groups == {"age75", "carer"}


def test_nobody_goes_along_before_the_day_until_which_they_asked_to_wait() -> None:
    later = {"deferred_until": date(2027, 3, 20), "deferred_on": date(2026, 11, 1)}
    her, him = person("a"), person("b", **later)
    pair = (("a", "b"),)
    assert windows(basis(her, him, couples=pair), months=14) == [("a", 0, 13), ("b.1", 4, 8)]
    # A cycle that ends soon after that day opens no earlier either.
    visited = person("b", last_contact_on=date(2025, 4, 14), **later)
    assert windows(basis(visited)) == [("b", 4, 7)]
    # Both said so, or it is over before her turn begins: they go together.
    both = (person("a", **later), him)
    assert windows(basis(*both, couples=pair), months=14) == [("a", 4, 8)]
    hers = person("a", last_contact_on=date(2025, 5, 14))
    (turn,) = turns(basis(hers, him, couples=pair))
    assert (turn.residents, turn.opens) == (("a", "b"), 4)


def test_a_couple_is_one_turn_when_both_are_due_within_half_a_year() -> None:
    her, him = (person(one, last_contact_on=VISITED) for one in "ab")
    (turn,) = turns(basis(her, him, couples=(("a", "b"),)))
    assert turn.residents == ("a", "b")
    later = replace(him, last_contact_on=date(2025, 9, 1), last_held_on=date(2025, 9, 1))
    (shared,) = turns(basis(her, later, couples=(("a", "b"),)))
    assert (shared.opens, shared.closes) == (2, 6)
    far = replace(him, last_contact_on=date(2026, 3, 1), last_held_on=date(2026, 3, 1))
    assert windows(basis(her, far, couples=(("a", "b"),))) == [("a", 2, 6), ("b.1", 14, 18)]
    assert windows(basis(far, her, couples=(("b", "a"),))) == [("a", 2, 6), ("b.1", 14, 18)]
    gone = replace(him, grounds=())
    assert [one.residents for one in turns(basis(her, gone, couples=(("a", "b"),)))] == [("a",)]
    assert [one.residents for one in turns(basis(gone, her, couples=(("b", "a"),)))] == [("a",)]


def test_whoever_lives_there_goes_along_early_rather_than_late() -> None:
    """Together in both their months would be later than the first of them was promised."""
    her = person("a", last_contact_on=VISITED)
    him = person("b", last_contact_on=date(2025, 6, 14))
    for pair in ((her, him), (him, her)):
        (turn,) = turns(basis(*pair, couples=((pair[0].resident, pair[1].resident),)))
        assert (turn.opens, turn.closes, turn.promised) == (2, 6, 4)


def test_what_was_promised_is_the_month_in_which_the_cycle_ends() -> None:
    told = person("a", last_contact_on=VISITED, last_held_on=date(2023, 3, 1))
    (turn,) = turns(basis(told))
    # Who only answered is not asked before that day.
    assert (turn.opens, turn.closes, turn.promised) == (4, 8, 4)
    (new,) = turns(basis(person("b", ground(TargetGroup.AGE75, date(2027, 3, 1)))))
    assert (new.opens, new.closes, new.promised) == (4, 8, 8)


def test_the_day_parts_of_a_couple_are_those_that_suit_both() -> None:
    def parts(*told: str) -> frozenset[str]:
        pair = [person(key, preferred_time=words) for key, words in zip("ab", told, strict=True)]
        (turn,) = turns(basis(*pair, couples=(("a", "b"),)))
        return turn.day_parts

    assert parts("dinsdagmiddag", "") == {"tue-pm"}
    assert parts("dinsdag", "’s middags") == {"tue-pm"}
    assert parts("dinsdagmiddag", "vrijdagavond") == {"tue-pm"}
    assert parts("", "") == frozenset()


def test_an_open_visit_is_agreed_load_and_the_next_turn_comes_a_cycle_later() -> None:
    given = person("a", open_visit="v", open_on=date(2027, 1, 8), visitor="riet")
    plan = basis(given, visitors=(visitor("riet"),))
    problem = problem_of(plan)
    assert problem.agreed[:4] == (0, 0, 1, 0)
    assert problem.turns == ()
    assert taken_places(plan, problem.months).now == {"riet": 1}
    free = problem_of(basis(visitors=(visitor("riet"),))).visitors[0].places
    assert problem.visitors[0].places[:4] == (*free[:2], free[2] - 1, free[3])
    assert windows(plan, cycle_months=12) == [("a", 12, 16)]
    old = replace(given, open_on=None)
    assert problem_of(basis(old, visitors=(visitor("riet"),)), months=1).agreed == (1,)
    far = replace(given, open_on=date(2029, 1, 1))
    assert problem_of(basis(far, visitors=(visitor("riet"),)), months=2).agreed == (0, 0)


def test_an_open_visit_without_a_visitor_asks_for_one_now() -> None:
    waiting = person("a", open_visit="v", open_on=date(2026, 10, 8))
    (turn,) = turns(basis(waiting))
    assert (turn.key, turn.opens, turn.closes, turn.asked_for) == ("a.open", 0, 0, True)
    assert turn.is_open
    assert turn.waits_from == date(2026, 10, 8)
    # Whoever is not with us any more counts as nobody.
    gone = replace(waiting, visitor="gone", open_on=None)
    assert problem_of(basis(gone)).agreed == (0,) * 24
    assert len(turns(basis(gone))) == 1


def test_what_people_fixed_told_and_ruled_out_stands_on_the_turn() -> None:
    told = person(
        "a",
        language="Turks en Nederlands",
        sex_wish="F",
        ruled_out="x y",
        fixed_visitor="riet",
        fixed_month="2027-03",
        last_visitor="gone",
        visitor="riet",
    )
    plan = basis(told, visitors=(visitor("riet"),))
    (turn,) = turns(plan)
    assert (turn.languages, turn.sex_wish, turn.ruled_out) == ({"turks"}, "F", {"x", "y"})
    assert (turn.fixed_visitor, turn.fixed_month, turn.last_visitor) == ("riet", 4, "riet")
    for month in ("2026-01", "2030-01", "maart", ""):
        past = replace(told, fixed_month=month)
        assert turns(basis(past))[0].fixed_month is None
    assert turns(basis(told))[0].fixed_visitor == ""


def test_what_if_changes_visitors_visits_and_the_share_that_says_yes() -> None:
    plan = basis(person("a"), visitors=(visitor("b"), visitor("a")))

    def room(**changes: int) -> list[tuple[str, int]]:
        found = problem_of(plan, months=2, changes=WhatIf(**changes)).visitors
        return [(one.visitor, sum(one.places)) for one in found]

    assert room() == [("a", 5), ("b", 5)]
    assert room(visitors=1) == [("a", 5)]
    assert room(visitors=-1) == []
    assert [name for name, _ in room(visitors=3)] == ["a", "b", f"{EXTRA_VISITOR}1"]
    assert room(visits_per_month=0) == [("a", 0), ("b", 0)]
    assert room(yes_percent=100) == [("a", 3), ("b", 3)]
    # Turns are computed once for a cycle, so that the other sliders answer at once.
    assert len(plan.turns_known) == 1


def test_without_valid_papers_there_are_no_places() -> None:
    ended = visitor("a", conduct_certificate_on="2020-01-01")
    unsigned = visitor("b", secrecy_signed_on="")
    missing = visitor("c", conduct_certificate_on="")
    problem: PlanProblem = problem_of(basis(visitors=(ended, unsigned, missing)), months=1)
    assert [one.places for one in problem.visitors] == [(0,), (0,), (0,)]


def test_the_residents_of_who_stopped_get_a_turn_this_month_with_somebody_else() -> None:
    people = (
        person("a", open_visit="v", open_on=date(2026, 12, 1), visitor="riet"),
        person("b", visitor="riet", listed_on=None),
        person("c"),
    )
    plan = basis(*people, visitors=(visitor("riet"), visitor("wim")))
    problem = turns_of(plan, ("a", "b", "gone"), "riet")
    assert [(one.key, one.opens, one.closes) for one in problem.turns] == [("a", 0, 0), ("b", 0, 0)]
    assert [(one.is_open, one.asked_for, one.groups) for one in problem.turns] == [
        (True, False, {"age75"}),
        (False, False, {"age75"}),
    ]
    assert [(one.visitor, one.places) for one in problem.visitors] == [("wim", (4,))]
    assert all(one.last_visitor == "" for one in problem.turns)
    agreed = replace(people[0], has_appointment=True)
    (turn,) = turns_of(basis(agreed, visitors=plan.visitors), ("a",), "riet").turns
    assert (turn.asked_for, turn.waits_from) == (True, date(2026, 12, 1))
