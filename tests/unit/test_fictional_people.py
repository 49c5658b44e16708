"""Fictional people: the same for the same seed, varied, and never real."""

import random
import re
import time
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.fictional_people import (
    FictionalResident,
    everyday_rows,
    fictional_residents,
    fictional_visitors,
)
from huisbezoek.model.domain.partial_dates import PartialDate
from huisbezoek.model.domain.target_groups import (
    CycleTerms,
    GroupFacts,
    GroupRules,
    TargetGroup,
    groups_on,
)
from huisbezoek.model.reference.state_pension_table import load_state_pension_table

TODAY = date(2026, 11, 22)
TABLE = Path(__file__).resolve().parents[2] / "resources" / "tables" / "state-pension.json"


def residents(count: int, seed: int = 7) -> list[FictionalResident]:
    return list(fictional_residents(count, random.Random(seed), TODAY))


@given(st.integers(0, 60), st.integers())
def test_the_same_seed_gives_the_same_people(count: int, seed: int) -> None:
    first = residents(count, seed)
    assert first == residents(count, seed)
    assert [one.number for one in first] == list(range(1, count + 1))


def test_everybody_lives_in_a_place_that_does_not_exist() -> None:
    for one in residents(2000):
        assert one.address.city == "Voorbeelddam"
        assert re.fullmatch(r"1234[A-Z]{2}", one.address.postcode)
        assert re.fullmatch(r"(06 0000 \d{4})?", one.telephone)
    for visitor in fictional_visitors(40, random.Random(1), TODAY):
        assert re.fullmatch(r"06 0000 \d{4}", visitor.telephone)


def test_couples_share_a_door_and_strangers_do_not() -> None:
    people = residents(8000)
    doors = Counter((one.household, one.address.household_key()) for one in people)
    assert len(doors) == len({household for household, _ in doors})
    assert len(doors) == len({key for _, key in doors})
    assert max(doors.values()) == 2
    assert sum(1 for size in doors.values() if size == 2) > 1000


def test_all_groups_accents_prefixes_and_partial_dates_are_there() -> None:
    people = residents(2000)
    groups = {one.group for one in people}
    assert groups == {
        TargetGroup.AGE75,
        TargetGroup.PENSION,
        TargetGroup.CARER,
        TargetGroup.FORMER_CARER,
    }
    assert any(one.name.prefix for one in people)
    assert any(not one.name.surname.isascii() for one in people)
    assert any(one.birth_date.month is None for one in people)
    assert any(one.birth_date.month and not one.birth_date.day for one in people)
    assert any(one.name.partner_surname for one in people)


@pytest.mark.parametrize("day", [TODAY, date(2028, 2, 29), date(2031, 7, 1)])
def test_each_belongs_to_the_group_on_the_day(day: date) -> None:
    rules = GroupRules(CycleTerms(), load_state_pension_table(TABLE))
    for one in fictional_residents(1500, random.Random(3), day):
        loss, carer = one.loss_date, one.carer_since
        facts = GroupFacts(
            one.birth_date,
            loss_date=PartialDate.from_date(loss) if loss else None,
            carer_since=PartialDate.from_date(carer) if carer else None,
        )
        assert one.group in groups_on(facts, day, rules)


def test_eight_thousand_are_made_within_a_second() -> None:
    started = time.process_time()
    assert len(residents(8000)) == 8000
    assert time.process_time() - started < 1


def test_an_everyday_list_has_a_header_and_a_row_each() -> None:
    rows = list(everyday_rows(iter(residents(50))))
    assert len(rows) == 51
    assert {len(row) for row in rows} == {len(rows[0])}
    assert rows[0][2] == "Achternaam"
