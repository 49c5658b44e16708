"""The state pension date: the table, the day rule, and what is not fixed yet."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.state_pension import StatePensionTable, state_pension_date
from huisbezoek.model.reference.districts import DistrictsDamagedError, load_districts
from huisbezoek.model.reference.state_pension_table import (
    StatePensionTableDamagedError,
    load_state_pension_table,
)

TABLES = Path(__file__).resolve().parents[2] / "resources" / "tables"
TABLE = load_state_pension_table(TABLES / "state-pension.json")


@pytest.mark.parametrize(
    ("birth", "day"),
    [
        ("1955-09-01", "2022-04-01"),
        ("1956-05-31", "2022-12-31"),
        ("1957-02-28", "2023-12-28"),
        ("1957-03-01", "2024-03-01"),
        ("1960-12-31", "2027-12-31"),
        ("1961-01-01", "2028-04-01"),
        ("1961-09-30", "2028-12-30"),
        ("1961-11-30", "2029-03-01"),
        ("1964-09-30", "2031-12-30"),
    ],
)
def test_dates_of_the_specification(birth: str, day: str) -> None:
    found = state_pension_date(date.fromisoformat(birth), TABLE)
    assert found is not None
    assert (found.day.isoformat(), found.is_provisional) == (day, False)


def test_outside_the_table() -> None:
    later = state_pension_date(date(1964, 10, 1), TABLE)
    assert later is not None
    assert (later.day, later.is_provisional) == (date(2032, 1, 1), True)
    assert state_pension_date(date(1949, 10, 31), TABLE) is None


@given(st.dates(date(1949, 11, 1), date(1990, 1, 1)), st.integers(1, 400))
def test_who_is_born_later_is_never_earlier_by_more_than_the_day_rule(
    birth: date, days: int
) -> None:
    first = state_pension_date(birth, TABLE)
    second = state_pension_date(date.fromordinal(birth.toordinal() + days), TABLE)
    assert first is not None
    assert second is not None
    assert first.day <= second.day


def test_the_table_says_when_it_is_old() -> None:
    assert not TABLE.is_old(date(2026, 11, 22))
    assert not TABLE.is_old(date(2028, 1, 21))
    assert TABLE.is_old(date(2028, 1, 22))


@pytest.mark.parametrize("damage", ["", "[]", "{}", "gap", "rows", "date"])
def test_a_damaged_table_is_told(tmp_path: Path, damage: str) -> None:
    content = json.loads((TABLES / "state-pension.json").read_text(encoding="utf-8"))
    if damage == "gap":
        del content["rows"][3]
    elif damage == "rows":
        content["rows"] = []
    elif damage == "date":
        content["valid_as_of"] = "gisteren"
    path = tmp_path / "table.json"
    whole = json.dumps(content) if damage in {"gap", "rows", "date"} else damage
    path.write_text(whole, encoding="utf-8")
    with pytest.raises(StatePensionTableDamagedError):
        load_state_pension_table(path)
    with pytest.raises(DistrictsDamagedError):
        load_districts(path)


def test_a_missing_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(StatePensionTableDamagedError):
        load_state_pension_table(tmp_path / "none.json")


def test_districts() -> None:
    districts = load_districts(TABLES / "districts.json")
    assert len(districts.names()) == 15
    assert districts.names()[-1] == "Hierden"


def test_the_table_is_a_value() -> None:
    assert load_state_pension_table(TABLES / "state-pension.json") == TABLE
    assert isinstance(TABLE, StatePensionTable)
