"""Resident lists: who is accepted, refused and warned about, on real files."""

import csv
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.addresses import Address
from huisbezoek.model.domain.eleven_test import passes_eleven_test
from huisbezoek.model.domain.names import PersonName, full_name
from huisbezoek.model.domain.partial_dates import PartialDate
from huisbezoek.model.domain.resident_lists import (
    CheckedList,
    ListedPerson,
    ListPerson,
    ListTerms,
    RefusalReason,
    RefusedRow,
    RegistrationFacts,
    RowWarning,
    WarningKind,
    check_list,
    check_person,
)
from huisbezoek.model.domain.target_groups import CycleTerms, GroupRules, TargetGroup
from huisbezoek.model.domain.telephone_numbers import TelephoneNumber
from huisbezoek.model.intake.list_reader import FileListReader
from huisbezoek.model.reference.state_pension_table import load_state_pension_table
from huisbezoek.model.reference.telephone_numbers import NumberingPlan
from huisbezoek.model.usecases.ports.intake import ListForm, ReadingChoices, ReadList

ROOT = Path(__file__).resolve().parents[2]
LISTS = ROOT / "tests" / "fixtures" / "lists"
RULES = GroupRules(
    CycleTerms(), load_state_pension_table(ROOT / "resources" / "tables" / "state-pension.json")
)
TODAY = date(2026, 11, 22)
TERMS = ListTerms(on=date(2026, 11, 21), today=TODAY, rules=RULES)
PERSON = ListPerson(
    row=2,
    name=PersonName("Horst", "J.", "van der"),
    birth_date=PartialDate(1948, 3, 11),
    address=Address("Dorpsstraat", 1, postcode="1234AB", city="Voorbeelddam"),
)


def read(path: Path) -> ReadList:
    return FileListReader(NumberingPlan(), TODAY).read(path, ReadingChoices())


def checked(path: Path, terms: ListTerms = TERMS) -> tuple[ReadList, CheckedList]:
    found = read(path)
    return found, check_list(found.persons, terms)


# --- the rules -------------------------------------------------------------------------------

REFUSALS: dict[RefusalReason, Callable[[ListPerson], ListPerson]] = {
    RefusalReason.DECEASED: lambda person: with_facts(person, is_deceased=True),
    RefusalReason.SECRECY: lambda person: with_facts(person, has_secrecy=True),
    RefusalReason.SUSPENDED: lambda person: with_facts(person, is_suspended=True),
    RefusalReason.OTHER_MUNICIPALITY: lambda person: with_facts(person, municipality="0233"),
    RefusalReason.NO_ADDRESS: lambda person: with_facts(person, lives_abroad=True),
    RefusalReason.UNREADABLE: lambda person: with_facts(person, is_readable=False),
}


def with_facts(person: ListPerson, **facts: bool | str) -> ListPerson:
    merged = {name: getattr(person.registration, name) for name in RegistrationFacts.__slots__}
    return replace(person, registration=RegistrationFacts(**{**merged, **facts}))


@given(st.sets(st.sampled_from(RefusalReason)))
def test_the_first_reason_in_order_is_given(reasons: set[RefusalReason]) -> None:
    person = PERSON
    for reason in reasons:
        person = REFUSALS[reason](person)
    judged = check_person(person, replace(TERMS, municipality="0243"))
    if reasons:
        first = next(reason for reason in RefusalReason if reason in reasons)
        assert judged == RefusedRow(2, first)
    else:
        assert isinstance(judged, ListedPerson)


@pytest.mark.parametrize(
    ("asked", "found", "refused"),
    [
        ("", "0233", False),
        ("0243", "0243", False),
        ("243", "0243", False),
        ("0243", "243", False),
        ("0243", "0233", True),
        ("0243", "", True),
        ("0243", None, False),
    ],
)
def test_municipality_counts_only_when_asked(
    asked: str, found: str | None, *, refused: bool
) -> None:
    person = replace(PERSON, registration=RegistrationFacts(municipality=found))
    judged = check_person(person, replace(TERMS, municipality=asked))
    assert isinstance(judged, RefusedRow) == refused


def test_who_is_born_after_today_is_unreadable() -> None:
    person = replace(PERSON, birth_date=PartialDate(2026, 11, 23))
    assert check_person(person, TERMS) == RefusedRow(2, RefusalReason.UNREADABLE)
    born_today = replace(PERSON, birth_date=PartialDate(2026, 11, 22))
    past = replace(TERMS, on=date(2010, 1, 1))
    assert isinstance(check_person(born_today, past), ListedPerson)


def test_an_unknown_surname_is_accepted_and_an_empty_one_is_not() -> None:
    assert isinstance(check_person(replace(PERSON, name=PersonName(".")), TERMS), ListedPerson)
    judged = check_person(replace(PERSON, name=PersonName("")), TERMS)
    assert judged == RefusedRow(2, RefusalReason.UNREADABLE)


def test_warnings() -> None:
    person = replace(PERSON, birth_date=PartialDate(1899), is_letter_address=True)
    judged = check_person(person, TERMS)
    assert isinstance(judged, ListedPerson)
    assert judged.warnings == tuple(WarningKind)
    exactly = check_person(replace(PERSON, birth_date=PartialDate(1911, 11, 21)), TERMS)
    assert isinstance(exactly, ListedPerson)
    assert exactly.warnings == ()
    older = check_person(replace(PERSON, birth_date=PartialDate(1910, 11, 21)), TERMS)
    assert isinstance(older, ListedPerson)
    assert older.warnings == (WarningKind.AGE_OVER_115,)


@given(st.lists(st.sampled_from([None, *RefusalReason]), max_size=30))
def test_nobody_is_lost(reasons: list[RefusalReason | None]) -> None:
    persons = [
        replace(REFUSALS[reason](PERSON) if reason else PERSON, row=row)
        for row, reason in enumerate(reasons, start=2)
    ]
    result = check_list(persons, replace(TERMS, municipality="0243"))
    rows = sorted([*(one.row for one in result.accepted), *(one.row for one in result.refused)])
    assert rows == [person.row for person in persons]
    assert result.counts.persons == len(persons)
    assert sum(result.counts.refused.values()) + result.counts.accepted == len(persons)


def test_match_keys_see_through_spelling() -> None:
    first = check_person(PERSON, TERMS)
    again = check_person(replace(PERSON, name=PersonName("HORST", "J.P.")), TERMS)
    moved = check_person(replace(PERSON, address=Address("Kerkweg", 9)), TERMS)
    assert isinstance(first, ListedPerson)
    assert isinstance(again, ListedPerson)
    assert isinstance(moved, ListedPerson)
    assert first.match_key == again.match_key == "horst|1948-03-11|1234AB|1"
    assert first.match_key != moved.match_key
    assert first.soft_match_key == moved.soft_match_key


# --- own files with fixed counts -------------------------------------------------------------


def test_brp_list() -> None:
    found, result = checked(LISTS / "brp.csv")
    assert found.layout.form is ListForm.BRP
    assert result.counts.as_plain(found.layout.dropped_columns) == {
        "persons": 20,
        "accepted": 12,
        "refused": {
            "deceased": 2,
            "secrecy": 1,
            "suspended": 1,
            "no_address": 2,
            "unreadable": 2,
        },
        "groups": {"age75": 5, "pension": 1},
        "in_no_group": 6,
        "warnings": {"incomplete_birth_date": 4, "age_over_115": 1, "letter_address": 1},
        "dropped_columns": ["01.01.10", "01.01.20", "01.20.10", "02.01.20", "05.01.20"],
    }
    assert len(result.to_be_stored()) == result.counts.to_be_stored == 9
    assert RefusedRow(19, RefusalReason.OTHER_MUNICIPALITY) not in result.refused
    local = check_list(found.persons, replace(TERMS, municipality="0243"))
    assert RefusedRow(19, RefusalReason.OTHER_MUNICIPALITY) in local.refused
    assert RowWarning(5, WarningKind.INCOMPLETE_BIRTH_DATE) in result.warnings


def test_persons_of_the_brp_list() -> None:
    persons = {person.row: person for person in read(LISTS / "brp.csv").persons}
    assert [full_name(persons[row].name) for row in (2, 4, 5, 7, 9, 10)] == [
        "J.M. van der Horst",
        "R. van Puffelen",
        "A. Velzen-in het Veld",
        "S. Ærøskøbing",
        "IJ. 't Hoen",
        "P.J. de Jong",
    ]
    assert persons[2].address.household_key() == persons[4].address.household_key()
    assert persons[5].address.street_line() == "Dorpsstraat 3a"
    assert persons[7].address.street_line() == "Dorpsstraat 5-bis"
    assert persons[8].address.street_line() == "Dorpsstraat tegenover 7"
    assert persons[13].address.lines() == ("Woonboot in de Oude Haven", "1234 AB Voorbeelddam")
    assert persons[9].birth_date is None
    assert persons[5].birth_date == PartialDate(1951)


@pytest.mark.parametrize("name", ["everyday.csv", "everyday.xlsx", "everyday.ods"])
def test_everyday_list(name: str) -> None:
    found, result = checked(LISTS / name)
    assert found.layout.form is ListForm.EVERYDAY
    assert found.layout.header_row == 4
    assert result.counts.as_plain(found.layout.dropped_columns) == {
        "persons": 8,
        "accepted": 6,
        "refused": {"unreadable": 2},
        "groups": {"age75": 2, "pension": 1},
        "in_no_group": 3,
        "warnings": {"incomplete_birth_date": 2},
        "dropped_columns": ["BSN"],
    }
    assert [row.row for row in result.refused] == [10, 11]
    persons = {person.row: person for person in result.accepted}
    assert [full_name(person.name) for person in result.accepted] == [
        "J.M. van der Horst",
        "R. van Puffelen",
        "J.P. de Vries",
        "A. Bakker-Smit",
        "Th. Ørsted",
        "L. Jong",
    ]
    assert persons[5].telephone == TelephoneNumber("+31600001234")
    assert persons[6].telephone == TelephoneNumber("+31341123456")
    assert persons[7].telephone == TelephoneNumber("+31600001235")
    assert (persons[9].telephone, persons[9].telephone_text) == (None, "geen")
    assert persons[7].address.street_line() == "Kerkweg 3a"
    assert persons[9].birth_date == PartialDate(1951)
    assert persons[5].birth_date == PartialDate(1948, 3, 11)


def test_carers_list() -> None:
    found, result = checked(LISTS / "carers.csv")
    assert result.counts.groups == {
        TargetGroup.AGE75: 0,
        TargetGroup.FORMER_CARER: 1,
        TargetGroup.CARER: 2,
        TargetGroup.PENSION: 0,
    }
    assert result.refused == (RefusedRow(6, RefusalReason.UNREADABLE),)
    first = result.accepted[0]
    assert full_name(first.name) == "G. van den Berg"
    assert first.address.lines() == ("Molenpad 2", "1234 EF Voorbeelddam")
    assert first.loss_date == PartialDate(2025, 6, 12)
    assert first.groups == {TargetGroup.FORMER_CARER}
    assert found.layout.separator == ","


# --- the real format ------------------------------------------------------------------------


def test_real_list(shared: Path) -> None:
    found, result = checked(shared / "data" / "brp" / "persoonslijsten-a.csv")
    plain = result.counts.as_plain(found.layout.dropped_columns)
    assert plain["persons"] == 344
    assert plain["accepted"] == 280
    assert plain["refused"] == {"deceased": 13, "secrecy": 21, "suspended": 30}
    assert plain["groups"] == {"age75": 42, "pension": 6}
    assert plain["in_no_group"] == 232
    assert plain["warnings"] == {
        "incomplete_birth_date": 6,
        "age_over_115": 4,
        "letter_address": 5,
    }
    assert found.layout.dropped_columns[:4] == ("01.01.10", "01.01.20", "01.20.10", "01.20.20")
    assert len(found.layout.dropped_columns) == 12


def dropped_values(path: Path, encoding: str) -> set[str]:
    with path.open(encoding=encoding, newline="") as file:
        rows = [row for row in csv.reader(file, delimiter=";") if any(row)]
    places = {
        place
        for row in rows
        for place, cell in enumerate(row)
        if cell == "BSN" or cell.endswith((".01.10", ".01.20")) or cell.startswith("01.20.")
    }
    cells = {row[place] for row in rows for place in places if place < len(row)}
    return {cell for cell in cells if cell.isdecimal() and len(cell) >= 8}


@pytest.mark.parametrize(
    ("name", "encoding"), [("brp.csv", "utf-8-sig"), ("everyday.csv", "cp1252")]
)
def test_no_dropped_number_leaves_the_reader(name: str, encoding: str) -> None:
    _no_dropped_number_leaves(LISTS / name, encoding)


def test_no_dropped_number_of_the_real_list_leaves_the_reader(shared: Path) -> None:
    _no_dropped_number_leaves(shared / "data" / "brp" / "persoonslijsten-a.csv", "utf-8-sig")


def _no_dropped_number_leaves(path: Path, encoding: str) -> None:
    secret = dropped_values(path, encoding)
    assert any(passes_eleven_test(number) for number in secret)
    found, result = checked(path)
    told = set(re.findall(r"(?<![0-9])[0-9]+(?![0-9])", repr((found, result))))
    assert not told & secret
