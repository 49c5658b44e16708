"""Target groups: who belongs to which on which day."""

from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.partial_dates import PartialDate, add_months
from huisbezoek.model.domain.target_groups import (
    CycleTerms,
    GroupFacts,
    GroupRules,
    TargetGroup,
    grounds,
    groups_entered,
    groups_on,
)
from huisbezoek.model.reference.state_pension_table import load_state_pension_table

TABLES = Path(__file__).resolve().parents[2] / "resources" / "tables"
RULES = GroupRules(CycleTerms(), load_state_pension_table(TABLES / "state-pension.json"))
ON = date(2026, 11, 21)


def born(*parts: int) -> GroupFacts:
    return GroupFacts(birth_date=PartialDate(*parts))


def test_from_the_75th_birthday() -> None:
    assert groups_on(born(1951, 11, 21), ON, RULES) == {TargetGroup.AGE75}
    assert groups_on(born(1951, 11, 22), ON, RULES) == frozenset()
    assert groups_on(born(1952, 2, 29), date(2027, 2, 28), RULES) == frozenset()
    assert groups_on(born(1952, 2, 29), date(2027, 3, 1), RULES) == {TargetGroup.AGE75}


def test_a_partial_birth_date_counts_as_its_latest_day() -> None:
    assert groups_on(born(1951), ON, RULES) == frozenset()
    assert groups_on(born(1951), date(2026, 12, 31), RULES) == {TargetGroup.AGE75}
    assert groups_on(born(1951, 11), date(2026, 11, 29), RULES) == frozenset()
    assert groups_on(born(1951, 11), date(2026, 11, 30), RULES) == {TargetGroup.AGE75}


def test_the_window_around_the_state_pension_date() -> None:
    facts = born(1959, 11, 21)
    for day, expected in (
        (date(2026, 5, 20), set()),
        (date(2026, 5, 21), {TargetGroup.PENSION}),
        (date(2027, 11, 21), {TargetGroup.PENSION}),
        (date(2027, 11, 22), set()),
    ):
        assert groups_on(facts, day, RULES) == expected
    later = [ground for ground in grounds(born(1970, 1, 1), RULES) if ground.is_provisional]
    assert [ground.group for ground in later] == [TargetGroup.PENSION]


def test_carers_and_former_carers() -> None:
    loss = GroupFacts(loss_date=PartialDate(2025, 6, 12))
    assert groups_on(loss, date(2025, 6, 11), RULES) == frozenset()
    assert groups_on(loss, ON, RULES) == {TargetGroup.FORMER_CARER}
    assert groups_on(loss, date(2027, 6, 12), RULES) == {TargetGroup.FORMER_CARER}
    assert groups_on(loss, date(2027, 6, 13), RULES) == frozenset()
    carer = GroupFacts(carer_since=PartialDate(2026))
    assert groups_on(carer, ON, RULES) == {TargetGroup.CARER}
    both = GroupFacts(loss_date=PartialDate(2025, 6, 12), carer_since=PartialDate(2019))
    assert groups_on(both, ON, RULES) == {TargetGroup.FORMER_CARER}
    again = GroupFacts(loss_date=PartialDate(2020, 6, 12), carer_since=PartialDate(2022))
    assert groups_on(again, ON, RULES) == {TargetGroup.CARER}


def test_on_request_and_several_groups() -> None:
    facts = GroupFacts(birth_date=PartialDate(1940), carer_since=PartialDate(2020), requested_on=ON)
    assert groups_on(facts, ON, RULES) == {
        TargetGroup.AGE75,
        TargetGroup.CARER,
        TargetGroup.ON_REQUEST,
    }


def entering_within(facts: GroupFacts, day: date, months: int = 12) -> frozenset[TargetGroup]:
    return groups_entered(grounds(facts, RULES), day, add_months(day, months))


def test_who_enters_within_the_horizon() -> None:
    assert entering_within(born(1952, 11, 21), ON) == {TargetGroup.AGE75}
    assert entering_within(born(1952, 11, 22), ON) == frozenset()
    assert entering_within(born(1952, 11, 22), ON, months=13) == {TargetGroup.AGE75}
    assert entering_within(born(1940), ON) == frozenset()


@given(
    st.dates(date(1900, 1, 1), date(2020, 1, 1)),
    st.integers(1, 3),
    st.dates(date(2020, 1, 1), date(2050, 1, 1)),
    st.integers(0, 36),
)
def test_who_enters_is_in_the_group_at_some_day_of_the_horizon(
    birth: date, known: int, on: date, months: int
) -> None:
    parts = (birth.year, birth.month, birth.day)[:known]
    facts = GroupFacts(birth_date=PartialDate(*parts), loss_date=PartialDate.from_date(birth))
    entered: set[TargetGroup] = set()
    day = on + timedelta(days=1)
    last = add_months(on, months)
    marks = [ground.first_day for ground in grounds(facts, RULES)]
    for mark in marks:
        if day <= mark <= last:
            entered |= groups_on(facts, mark, RULES)
    assert entering_within(facts, on, months) <= entered


@given(st.dates(date(1900, 1, 1), date(1975, 1, 1)))
def test_once_75_always_in_a_group(birth: date) -> None:
    facts = GroupFacts(birth_date=PartialDate.from_date(birth))
    birthday = add_months(birth, 900)
    for days in (0, 1, 400, 9000):
        assert TargetGroup.AGE75 in groups_on(facts, birthday + timedelta(days=days), RULES)
