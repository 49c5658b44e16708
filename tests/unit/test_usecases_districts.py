"""Who lies beside whom: names from everywhere, what was decided, and what the plan makes of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from huisbezoek.model.domain.cards import VisitorCard
from huisbezoek.model.domain.differences import kept_both
from huisbezoek.model.domain.district_pairs import DecidedPairs
from huisbezoek.model.domain.operations import (
    HybridTime,
    Operation,
    OperationId,
    SetFields,
    Subject,
    SubjectKind,
)
from huisbezoek.model.domain.plan_rules import MatchReason, match_reasons
from huisbezoek.model.domain.postcodes import Place, PostcodeTable
from huisbezoek.model.domain.undo import DeedName
from huisbezoek.model.domain.visibility import Role, narrow, visible_fields
from huisbezoek.model.usecases.districts import (
    DistrictsContradictedError,
    decided_now,
    district_choices,
    district_names,
    districts_now,
    keep_beside,
)
from huisbezoek.model.usecases.organisation_keys import OrganisationKeys, save_organisation_keys
from huisbezoek.model.usecases.ports.sealing import PublicKeys
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.postcodes import keep_postcodes, remove_postcodes
from huisbezoek.model.usecases.undo import last_deed
from tests.people import READY, TODAY
from tests.plan_now import plan_problem
from tests.profiles import identifier
from tests.unit.round_profile import RoundProfile

KEYS = OrganisationKeys(identifier(9), "", "", "", PublicKeys("", ""), "", "")
ORGANISATION = Subject(SubjectKind.ORGANISATION, identifier(9))
FIELD = "districts_beside"
USUAL = ("Haven", "Molen", "Kerk")
TABLE = PostcodeTable(
    {
        "1234AA": Place("Haven", (160_000, 510_000)),
        "1234BA": Place("Molen", (160_200, 510_000)),
        "1235AA": Place("Kerk", (160_900, 510_000)),
        "1236AA": Place("Ver", (180_000, 540_000)),
    }
)


@pytest.fixture
def profile(tmp_path) -> Iterator[RoundProfile]:
    opened = RoundProfile(tmp_path / "profile")
    opened.do(save_organisation_keys, KEYS)
    yield opened
    opened.close()


def reason(profile: RoundProfile, resident: str, visitor: str) -> MatchReason | None:
    """What the plan says of how these two live."""
    problem = profile.ask(plan_problem, today=TODAY)
    (turn,) = (one for one in problem.turns if resident in one.residents)
    (goes,) = (one for one in problem.visitors if one.visitor == visitor)
    said = match_reasons(turn, goes, problem)
    return next((one for one in said if one is not MatchReason.MOST_ROOM), None)


def test_districts_are_those_of_the_table_and_of_everybodys_cards(profile) -> None:
    profile.add_resident(district="zandweg")
    profile.add_resident(district="Haven")
    profile.add_visitor(replace(READY, district=" De  Hoek"))
    profile.do(keep_beside, {("Haven", "Oud"): True})
    assert profile.ask(district_names, USUAL) == (*USUAL, "De Hoek", "Oud", "zandweg")
    profile.do(keep_postcodes, TABLE, on=TODAY)
    found = profile.ask(district_choices, USUAL)
    assert found.names == ("Haven", "Kerk", "Molen", "Ver", "De Hoek", "Oud", "zandweg")
    assert found.table == TABLE


def test_what_a_person_ticked_goes_before_the_table(profile) -> None:
    assert profile.ask(districts_now, USUAL).beside == frozenset()
    assert profile.ask(districts_now, USUAL, {("Haven", "Kerk")}).beside == {("Haven", "Kerk")}
    profile.do(keep_postcodes, TABLE, on=TODAY)
    by_table = {("Haven", "Molen"), ("Kerk", "Molen")}
    assert profile.ask(districts_now, USUAL).beside == by_table
    profile.do(keep_beside, {("Haven", "Molen"): False, ("Haven", "Kerk"): True})
    assert profile.ask(last_deed).name is DeedName.SETTINGS_CHANGED
    now = profile.ask(districts_now, USUAL)
    assert (now.by_table, now.beside) == (by_table, {("Kerk", "Molen"), ("Haven", "Kerk")})
    problem = profile.ask(plan_problem, today=TODAY, beside=[("Haven", "Molen"), ("A", "B")])
    assert problem.beside == now.beside | {("A", "B")}
    profile.do(keep_beside, {("Haven", "Molen"): None})
    assert profile.ask(districts_now, USUAL).beside == by_table | {("Haven", "Kerk")}
    profile.do(remove_postcodes, on=TODAY)
    assert profile.ask(districts_now, USUAL).beside == {("Haven", "Kerk")}


def test_a_match_says_how_the_two_live(profile) -> None:
    riet = profile.add_visitor(replace(READY, district="Molen"))
    unknown = profile.add_visitor(replace(READY, district=""))
    resident = profile.add_resident(district="Haven", postcode="1234AA")
    assert reason(profile, resident, riet) is MatchReason.OTHER_DISTRICT
    assert reason(profile, resident, unknown) is None
    profile.do(keep_beside, {("Haven", "Molen"): True})
    assert reason(profile, resident, riet) is MatchReason.DISTRICT_BESIDE
    assert reason(profile, resident, unknown) is None


def test_the_places_of_both_postcodes_tell_who_lives_near(profile) -> None:
    resident = profile.add_resident(district="", postcode="1234AA")
    elsewhere = profile.add_resident(district="", postcode="1239ZZ")

    def living(postcode: str, district: str = "") -> str:
        return profile.add_visitor(replace(READY, district=district, postcode=postcode))

    same, next_to, near = living("1234AA"), living("1234BA"), living("1235AA", "Dorp")
    far, nowhere = living("1236AA"), living("9999AA")
    profile.do(keep_postcodes, TABLE, on=TODAY)
    said = [reason(profile, resident, one) for one in (same, next_to, near, far, nowhere)]
    assert said == [
        MatchReason.SAME_DISTRICT,
        MatchReason.DISTRICT_BESIDE,
        MatchReason.NEARBY,
        MatchReason.OTHER_DISTRICT,
        None,
    ]
    assert reason(profile, elsewhere, same) is None, "a place that is not known is elsewhere"
    profile.do(keep_beside, {("Dorp", "Haven"): False})
    assert reason(profile, resident, near) is MatchReason.OTHER_DISTRICT


def test_two_coordinators_decide_and_visitors_are_not_told(profile) -> None:
    profile.do(keep_beside, {("Haven", "Molen"): True})
    operations = profile.do(lambda work: list(work.operations_about([ORGANISATION])))
    decided = next(
        one
        for one in operations
        if isinstance(one.body, SetFields) and "districts_beside" in one.body.fields
    )
    assert narrow(decided, Role.COORDINATOR) is decided
    assert narrow(decided, Role.VISITOR, identifier(30)) is None
    hidden = visible_fields(ORGANISATION.kind, Role.COORDINATOR) - visible_fields(
        ORGANISATION.kind, Role.VISITOR
    )
    assert hidden == {"districts_beside"}
    one = profile.ask(lambda reading: reading.organisation()).districts_beside
    field = "districts_beside"
    both = kept_both(ORGANISATION.kind, field, [one, "Haven\tKerk\tapart", ""], None)
    assert both == {field: "Haven\tKerk\tapart\nHaven\tMolen\tbeside"}
    assert kept_both(ORGANISATION.kind, field, [one, "Haven\tMolen\tapart"], None) is None


def decided_elsewhere(profile: RoundProfile, text: str) -> None:
    """A second coordinator decided this without knowing of anything else."""
    stamp = int(datetime(2027, 1, 5, tzinfo=UTC).timestamp() * 1000)

    def unite(work: Writing) -> None:
        known = tuple(one.identifier for one in work.operations_about([ORGANISATION]))
        body = SetFields({FIELD: text}, {FIELD: known[:1]})
        count = len(list(work.all_operations()))
        operation = OperationId(identifier(60), 1, count)
        clock = HybridTime(stamp, 0)
        work.unite([Operation(operation, ORGANISATION, body, clock, identifier(31))])

    profile.do(unite)


def test_one_more_pair_loses_nothing_that_two_coordinators_decided(profile) -> None:
    profile.do(keep_beside, {("Aa", "Bb"): True, ("Aa", "Cc"): False})
    decided_elsewhere(profile, "Pp\tQq\tbeside")
    near, apart = {("Aa", "Bb"), ("Pp", "Qq")}, {("Aa", "Cc")}
    assert len(profile.ask(lambda reading: reading.differences())) == 1
    assert profile.ask(decided_now) == DecidedPairs(frozenset(near), frozenset(apart))
    profile.do(keep_beside, {("Aa", "Zz"): True})
    assert profile.ask(lambda reading: reading.differences()) == ()
    near.add(("Aa", "Zz"))
    assert profile.ask(decided_now) == DecidedPairs(frozenset(near), frozenset(apart))


def test_what_contradicts_is_decided_first(profile) -> None:
    profile.do(keep_beside, {("Aa", "Bb"): True})
    decided_elsewhere(profile, "Aa\tBb\tapart\nPp\tQq\tbeside")
    before = profile.ask(decided_now)
    with pytest.raises(DistrictsContradictedError):
        profile.do(keep_beside, {("Aa", "Zz"): True})
    assert profile.ask(decided_now) == before
    assert len(profile.ask(lambda reading: reading.differences())) == 1
    profile.do(keep_beside, {("Aa", "Bb"): True})
    assert profile.ask(lambda reading: reading.differences()) == ()
    assert profile.ask(decided_now) == DecidedPairs(frozenset({("Aa", "Bb"), ("Pp", "Qq")}))


def test_a_home_is_kept_and_only_goes_to_the_visitor_self(profile) -> None:
    riet = profile.add_visitor(replace(READY, postcode="1234AA"))
    (record,) = profile.ask(lambda reading: reading.visitors())
    assert record.card.postcode == "1234AA"
    subject = Subject(SubjectKind.VISITOR, riet)
    (made,) = profile.do(lambda work: list(work.operations_about([subject])))
    assert narrow(made, Role.VISITOR, riet) == made
    assert narrow(made, Role.VISITOR, identifier(31)) is None
    assert VisitorCard().postcode == ""
