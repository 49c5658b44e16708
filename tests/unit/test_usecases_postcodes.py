"""The table of postcodes in the records: looked at, kept, replaced, taken away, and used."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from huisbezoek.model.domain.addresses import Address
from huisbezoek.model.domain.office_events import PostcodesRead
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.postcodes import Place, PostcodeTable
from huisbezoek.model.domain.undo import DeedName
from huisbezoek.model.intake.postcode_reader import FilePostcodeReader
from huisbezoek.model.usecases.districts import district_names
from huisbezoek.model.usecases.organisation_keys import OrganisationKeys, save_organisation_keys
from huisbezoek.model.usecases.plan_basis import read_plan
from huisbezoek.model.usecases.planning import turns_of
from huisbezoek.model.usecases.ports.people import ResidentQuestion
from huisbezoek.model.usecases.ports.sealing import PublicKeys
from huisbezoek.model.usecases.postcodes import (
    PostcodesNow,
    keep_postcodes,
    postcodes_now,
    preview_postcodes,
    remove_postcodes,
    table_for,
    table_now,
    wanted_figures,
)
from huisbezoek.model.usecases.undo import last_deed, undo_deed
from tests.people import TODAY, day
from tests.plan_now import plan_problem
from tests.profiles import identifier
from tests.unit.round_profile import RoundProfile
from tests.unit.test_postcode_reader import SAMPLE

KEYS = OrganisationKeys(identifier(9), "", "", "", PublicKeys("", ""), "", "")
BESIDE = {("Havenkwartier", "Molenveld"), ("Havenkwartier", "Kerkdorp")}


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RoundProfile]:
    opened = RoundProfile(tmp_path_factory.mktemp("postcodes") / "profile")
    opened.do(save_organisation_keys, KEYS)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def people(profile: RoundProfile) -> tuple[str, ...]:
    """In Molenveld without a district, in one that was written down, and unknown to the table."""
    return (
        profile.add_resident(postcode="1234BA", district=""),
        profile.add_resident(postcode="1234BB", district="Eigen wijk"),
        profile.add_resident(postcode="1235ZZ", district=""),
    )


def sample(profile: RoundProfile):
    read = FilePostcodeReader().read(SAMPLE, profile.ask(wanted_figures))
    return profile.ask(preview_postcodes, read, {})


def districts(profile: RoundProfile, people: tuple[str, ...]) -> list[str]:
    return [one.district for one in profile.ask(lambda reading: reading.resident_rows(people))]


def test_a_table_is_looked_at_kept_undone_and_taken_away(profile, people) -> None:
    assert profile.ask(postcodes_now) == PostcodesNow(PostcodeTable(), (), 3, 0)
    assert profile.ask(district_names, ("A", "B")) == ("A", "B", "Eigen wijk")
    preview = sample(profile)
    assert (preview.residents, preview.placed, preview.with_district, preview.beside) == (
        3,
        2,
        2,
        2,
    )
    assert (preview.collected.rows, preview.collected.elsewhere) == (17, 2)
    table = preview.collected.table
    assert profile.ask(postcodes_now).kept is None, "looking keeps nothing"

    profile.do(keep_postcodes, table, on=TODAY)
    now = profile.ask(postcodes_now)
    assert (now.table, now.placed, now.kept.on) == (table, 2, TODAY)
    assert now.kept.postcodes == 15
    known = ("Havenkwartier", "Kerkdorp", "Molenveld", "Eigen wijk")
    assert profile.ask(district_names, ()) == known
    assert districts(profile, people) == ["Molenveld", "Eigen wijk", ""]
    asked = ResidentQuestion(TODAY, district="Molenveld")
    assert profile.ask(lambda reading: reading.resident_ids(asked)) == people[:1]
    known = profile.ask(table_for, [Address(postcode="1234 BA"), Address()])
    assert set(known.places) == {"1234BA"}

    deed = profile.ask(last_deed)
    assert deed.name is DeedName.POSTCODES_READ
    profile.do(undo_deed, deed)
    assert profile.ask(postcodes_now).history == ()
    assert districts(profile, people) == ["", "Eigen wijk", ""]


def test_the_newest_counts_and_a_later_form_is_passed_over(profile, people) -> None:
    one, other = (PostcodeTable({"1234BA": Place(name)}) for name in ("Oud", "Nieuw"))
    profile.do(keep_postcodes, one, on=TODAY)
    profile.do(keep_postcodes, other, on=day(1))
    unknown = PostcodesRead("huisbezoek postcodes 9\n", day(2))
    profile.record(SubjectKind.ORGANISATION, identifier(9), unknown)
    assert profile.ask(table_now) == other
    card = profile.ask(lambda reading: reading.organisation())
    subject = Subject(SubjectKind.ORGANISATION, identifier(9))
    profile.do(lambda writing: writing.change_card(subject, replace(card, stand_in_name="Bo")))
    assert [kept.on for kept in profile.ask(postcodes_now).history] == [day(1), TODAY]
    profile.do(remove_postcodes, on=day(3))
    now = profile.ask(postcodes_now)
    assert (now.kept, now.table, len(now.history)) == (None, PostcodeTable(), 3)
    assert districts(profile, people)[0] == ""


def test_the_plan_knows_the_district_and_what_lies_beside(profile, people) -> None:
    profile.do(keep_postcodes, sample(profile).collected.table, on=day(4))
    problem = profile.ask(plan_problem, today=TODAY, beside=[("A", "B")])
    found = {turn.residents[0]: turn.district for turn in problem.turns}
    assert [found[one] for one in people] == ["Molenveld", "Eigen wijk", ""]
    assert problem.beside == BESIDE | {("A", "B")}
    basis = profile.ask(read_plan, today=TODAY)
    assert turns_of(basis, people, "").beside == BESIDE
