"""Taking in a list: who comes in, who is known, and what a list never touches."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from huisbezoek.model.domain.addresses import Address
from huisbezoek.model.domain.events import Moved, OptedOut
from huisbezoek.model.domain.names import PersonName
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.partial_dates import PartialDate
from huisbezoek.model.domain.resident_lists import ListPerson, ListTerms, RegistrationFacts
from huisbezoek.model.domain.target_groups import CycleTerms, GroupRules
from huisbezoek.model.domain.telephone_numbers import TelephoneNumber
from huisbezoek.model.usecases.intake import (
    Standing,
    count_list,
    list_terms,
    preview_list,
    take_in,
)
from huisbezoek.model.usecases.ports.intake import (
    ListFileKind,
    ListForm,
    ListLayout,
    ReadList,
)
from huisbezoek.model.usecases.ports.people import ResidentQuestion
from tests.open_profile import OpenProfile, open_profile
from tests.profiles import PENSION_TABLE, TODAY

TERMS = ListTerms(TODAY, TODAY, GroupRules(CycleTerms(), PENSION_TABLE))
DROPPED = ("01.01.20",)


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[OpenProfile]:
    with open_profile(tmp_path / "profile") as opened:
        yield opened


def person(row: int, surname: str, born: str = "1945-03-04", **changes: object) -> ListPerson:
    made = ListPerson(
        row=row,
        name=PersonName(surname=surname, initials="A.", sex="V"),
        birth_date=PartialDate.from_text(born) if born else None,
        address=Address("Dorpsstraat", 10 + row, postcode="1234AB", city="Voorbeelddam"),
    )
    return replace(made, **changes)


def of(*persons: ListPerson) -> ReadList:
    layout = ListLayout(
        file_kind=ListFileKind.CSV,
        form=ListForm.BRP,
        encoding="utf-8",
        separator=";",
        sheet="",
        sheets=(),
        header_row=1,
        rows_below=len(persons),
        columns=(),
        dropped_columns=DROPPED,
        lacks=(),
        duplicates=(),
    )
    return ReadList(layout, persons)


def taken_in(profile: OpenProfile, read: ReadList, terms: ListTerms = TERMS):
    return profile.do(take_in, read, terms, random_bytes=profile.random_bytes)


def everybody(profile: OpenProfile) -> tuple[str, ...]:
    return profile.ask(lambda reading: reading.resident_ids(ResidentQuestion(TODAY)))


def test_counts_have_the_keys_that_the_command_prints() -> None:
    secret = person(3, "Geheim", registration=RegistrationFacts(has_secrecy=True))
    counts = count_list(of(person(2, "Bakker"), secret), TERMS)
    assert counts == {
        "persons": 2,
        "accepted": 1,
        "refused": {"secrecy": 1},
        "groups": {"age75": 1, "pension": 0},
        "in_no_group": 0,
        "warnings": {},
        "dropped_columns": ["01.01.20"],
    }


def test_only_who_is_in_a_group_or_enters_one_within_a_year_is_kept(profile: OpenProfile) -> None:
    entering, young = person(3, "Straks", "1952-05-01"), person(4, "Jong", "1990-01-01")
    taken = taken_in(profile, of(person(2, "Bakker"), entering, young))
    assert (taken.new, taken.imported, taken.stored, taken.accepted) == (2, 1, 2, 3)
    assert len(everybody(profile)) == 2


def test_the_list_itself_leaves_counts_and_no_persons(profile: OpenProfile) -> None:
    taken_in(profile, of(person(2, "Bakker")))
    (intake,) = profile.ask(lambda reading: reading.intakes())
    assert (intake.event.persons, intake.event.new, intake.event.stored) == (1, 1, 1)
    assert intake.event.dropped_columns == DROPPED
    assert "Bakker" not in repr(intake.event)


def test_a_second_reading_changes_nothing(profile: OpenProfile) -> None:
    read = of(person(2, "Bakker"), person(3, "Smit"))
    taken_in(profile, read)
    again = taken_in(profile, read)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 2)
    assert len(everybody(profile)) == 2


def test_a_list_updates_its_own_fields_and_never_telephone_or_notes(profile: OpenProfile) -> None:
    taken_in(profile, of(person(2, "Bakker", telephone=TelephoneNumber("+31612345678"))))
    (resident,) = everybody(profile)
    subject = Subject(SubjectKind.RESIDENT, resident)
    card = profile.ask(lambda reading: reading.resident(resident)).state.card
    kept = replace(card, telephone="+31600000009", good_to_know="Klop op het raam.")
    profile.do(lambda writing: writing.change_card(subject, kept))
    listed = person(
        2,
        "Bakker",
        telephone=TelephoneNumber("+31612345678"),
        loss_date=PartialDate.from_text("2026-01-05"),
    )
    taken = taken_in(profile, of(listed))
    after = profile.ask(lambda reading: reading.resident(resident)).state.card
    assert taken.changed == 1
    assert after.loss_date == "2026-01-05"
    assert (after.telephone, after.good_to_know) == ("+31600000009", "Klop op het raam.")


def test_who_wants_no_contact_is_not_revived_after_a_move(profile: OpenProfile) -> None:
    taken_in(profile, of(person(2, "Bakker")))
    (resident,) = everybody(profile)
    profile.record(SubjectKind.RESIDENT, resident, OptedOut(TODAY))
    moved = person(2, "Bakker", address=Address("Kerkweg", 1, postcode="1234CD"))
    read = of(moved)
    preview = profile.ask(preview_list, read, TERMS)
    taken = taken_in(profile, read)
    assert preview.standings == {Standing.OPTED_OUT: 1}
    assert (taken.opted_out, taken.new, taken.changed) == (1, 0, 0)
    assert everybody(profile) == (resident,)


def test_who_moved_away_and_stands_on_the_list_again_is_known(profile: OpenProfile) -> None:
    taken_in(profile, of(person(2, "Bakker")))
    (resident,) = everybody(profile)
    profile.record(SubjectKind.RESIDENT, resident, Moved(TODAY))
    preview = profile.ask(preview_list, of(person(2, "Bakker")), TERMS)
    assert preview.standings == {Standing.KNOWN: 1}


def test_a_partner_with_the_same_name_and_day_but_other_initials_is_somebody_else(
    profile: OpenProfile,
) -> None:
    taken_in(profile, of(person(2, "Bakker")))
    (resident,) = everybody(profile)
    profile.record(SubjectKind.RESIDENT, resident, OptedOut(TODAY))
    other = person(9, "Bakker", name=PersonName(surname="Bakker", initials="Z.", sex="M"))
    assert taken_in(profile, of(other)).new == 1


def test_the_same_person_twice_on_a_list_comes_in_once(profile: OpenProfile) -> None:
    twin = person(2, "Bakker")
    taken = taken_in(profile, of(twin, replace(twin, row=5)))
    assert (taken.new, taken.accepted) == (1, 2)


def test_preview_adds_up_and_writes_nothing(profile: OpenProfile) -> None:
    taken_in(profile, of(person(2, "Bakker")))
    read = of(person(2, "Bakker"), person(3, "Smit"), person(4, "Jong", "1990-01-01"))
    preview = profile.ask(preview_list, read, TERMS)
    assert preview.standings == {Standing.NEW: 1, Standing.KNOWN: 1}
    assert preview.checked.counts.accepted == 3
    assert len(everybody(profile)) == 1


def test_a_list_without_birth_dates_names_the_row_of_a_likely_double(
    profile: OpenProfile,
) -> None:
    taken_in(profile, of(person(2, "Bakker")))
    carer = person(2, "Bakker", "", carer_since=PartialDate.from_text("2024"))
    assert profile.ask(preview_list, of(carer), TERMS).similar_rows == (2,)


def test_terms_come_from_the_organisation(profile: OpenProfile) -> None:
    terms = profile.ask(list_terms, TODAY, PENSION_TABLE)
    assert (terms.on, terms.today, terms.municipality) == (TODAY, TODAY, "")
    assert terms.rules.terms.entering_months == 12


def test_a_district_follows_from_the_postcode(profile: OpenProfile) -> None:
    def district_of(postcode: str) -> str:
        return "Molenveld" if postcode == "1234AB" else ""

    profile.do(
        take_in,
        of(person(2, "Bakker")),
        TERMS,
        random_bytes=profile.random_bytes,
        district_of=district_of,
    )
    (resident,) = everybody(profile)
    card = profile.ask(lambda reading: reading.resident(resident)).state.card
    assert (card.district, card.born()) == ("Molenveld", PartialDate.from_date(date(1945, 3, 4)))
