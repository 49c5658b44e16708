"""Districts beside each other: the same both ways, decided by people before any table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.district_pairs import (
    DecidedPairs,
    all_decided,
    beside,
    clean_name,
    contradicted,
    district_pair,
    kept_together,
    read_decided,
    write_decided,
)

NAMES = st.sampled_from(["Haven", "Molen", "De Sypel", "’t Zand", "Kerk\taan Zee", " Haven "])
PAIRS = st.builds(district_pair, NAMES, NAMES).filter(bool)
DECISIONS = st.dictionaries(PAIRS, st.none() | st.booleans())
NONE = DecidedPairs()


def test_a_pair_has_no_direction() -> None:
    assert district_pair("Zeebuurt", "Binnenstad") == ("Binnenstad", "Zeebuurt")
    assert district_pair(" De  Sypel ", "Haven") == ("De Sypel", "Haven")
    assert district_pair("Haven", " Haven") is None
    assert district_pair("", "Haven") is None
    assert clean_name(" Kerk\t aan\nZee ") == "Kerk aan Zee"


@given(DECISIONS, st.frozensets(PAIRS))
def test_beside_holds_both_ways_and_a_person_goes_before_the_table(decisions, table) -> None:
    decided = NONE.changed(decisions)
    pairs = decided.applied(table)
    for one, other in pairs:
        assert other in beside(one, pairs)
        assert one in beside(other, pairs)
    for pair in table | frozenset(decisions):
        said = decided.decided(pair)
        assert said is decisions.get(pair)
        assert (pair in pairs) is (pair in table if said is None else said)
    assert pairs <= table | decided.beside, "what nobody said is not beside"


@given(DECISIONS, DECISIONS)
def test_decisions_are_read_as_they_were_written(first, later) -> None:
    decided = NONE.changed(first).changed(later)
    text = write_decided(decided)
    assert read_decided(text) == decided
    assert write_decided(read_decided(text)) == text
    assert not decided.beside & decided.apart
    taken_back = decided.changed(dict.fromkeys(decided.beside | decided.apart))
    assert taken_back == NONE
    assert taken_back.names() == frozenset()


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Haven",
        "Haven\tMolen",
        "Haven\tMolen\tmaybe",
        "Haven\t\tbeside",
        "A\tA\tbeside",
        "a\tb\tc\td",
    ],
)
def test_a_line_in_another_form_is_passed_over(line) -> None:
    text = f"{line}\nHaven\tMolen\tbeside\nMolen\tHaven\tapart"
    assert read_decided(text) == DecidedPairs(apart=frozenset({("Haven", "Molen")}))
    assert read_decided(text).names() == {"Haven", "Molen"}


def test_decisions_of_two_coordinators_are_kept_together_unless_they_contradict() -> None:
    one, other = "A\tB\tbeside", "B\tC\tapart"
    assert kept_together([one, other, ""]) == f"{one}\n{other}"
    assert kept_together([one, "B\tA\tapart"]) is None


def test_of_what_contradicts_the_first_counts_and_all_else_is_kept() -> None:
    ab, bc, cd = ("A", "B"), ("B", "C"), ("C", "D")
    latest = DecidedPairs(frozenset({ab}), frozenset({bc}))
    earlier = DecidedPairs(frozenset({cd}), frozenset({ab}))
    assert contradicted([latest, earlier]) == {ab}
    assert contradicted([latest]) == contradicted([]) == frozenset()
    assert all_decided([latest, earlier]) == DecidedPairs(frozenset({ab, cd}), frozenset({bc}))
    assert all_decided([earlier, latest]) == DecidedPairs(frozenset({cd}), frozenset({ab, bc}))
