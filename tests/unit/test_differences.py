"""Several values of one field: what is shown, what can be kept, and what a decision does."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from huisbezoek.model.domain.cards import OrganisationCard, ResidentCard, VisitorCard
from huisbezoek.model.domain.differences import (
    differing_heads,
    is_shown,
    joined_texts,
    kept_both,
    shown_value,
)
from huisbezoek.model.domain.merge import Head, MergedSubject
from huisbezoek.model.domain.operations import (
    HybridTime,
    Operation,
    OperationId,
    SetFields,
    Stamp,
    Subject,
    SubjectKind,
)
from huisbezoek.model.usecases.differences import (
    DifferenceChangedError,
    OpenDifference,
    decide_difference,
    differences,
    keep_both,
)
from tests.open_profile import OpenProfile, open_profile
from tests.profiles import identifier

RESIDENT = Subject(SubjectKind.RESIDENT, identifier(10))
VISITOR = Subject(SubjectKind.VISITOR, identifier(30))
ORGANISATION = Subject(SubjectKind.ORGANISATION, identifier(9))
AUTHOR = identifier(31)
MOMENT = datetime(2027, 1, 5, 9, 0, tzinfo=UTC)


def heads(*values: object) -> tuple[Head, ...]:
    return tuple(
        Head(Stamp(HybridTime(9 - place, 0), OperationId("a", 1, place)), value)  # type: ignore[arg-type] # a card value
        for place, value in enumerate(values)
    )


@pytest.mark.parametrize(
    ("field", "values", "shown", "which"),
    [
        ("street", ("B", "A"), "B", (True, False)),
        ("street", ("", "A"), "", (True, False)),
        ("do_not_visit", ("B",), "B", (True,)),
        ("do_not_visit", ("", "hond"), "hond", (False, True)),
        ("danger_at_address", ("hond", ""), "hond", (True, False)),
        ("danger_at_address", ("hond", "trap"), "hond · trap", (True, True)),
        ("danger_at_address", ("hond", " hond", "trap", 5), "hond · trap", (True,) * 4),
        ("danger_at_address", ("", ""), "", (True, True)),
    ],
)
def test_of_safety_everything_shows_and_nothing_hides_it(field, values, shown, which) -> None:
    found = heads(*values)
    assert shown_value(field, found) == shown
    assert tuple(is_shown(field, found, place) for place in range(len(found))) == which


def test_who_set_the_same_value_agrees() -> None:
    merged = MergedSubject(heads={"street": heads("A", "A"), "city": heads("A", "B", "A")})
    assert differing_heads(merged) == {"city": merged.heads["city"]}


def test_texts_are_joined_once_each_and_without_empty_ones() -> None:
    assert joined_texts([" een", "", "twee ", "een"]) == "een · twee"


@pytest.mark.parametrize(
    ("kind", "field", "values", "second", "kept"),
    [
        ("resident", "good_to_know", ("twee", "een"), None, {"good_to_know": "een · twee"}),
        ("resident", "good_to_know", ("twee", "een", "twee"), "", {"good_to_know": "een · twee"}),
        ("resident", "good_to_know", ("twee", ""), "", None),
        ("resident", "house_number", (1, 2), "", None),
        ("resident", "surname", ("A", "B"), "", None),
        ("resident", "telephone", ("1", "2"), "", {"telephone": "1", "second_telephone": "2"}),
        ("resident", "telephone", ("1", "2"), "2", {"telephone": "1", "second_telephone": "2"}),
        ("resident", "telephone", ("1", "2"), "3", None),
        ("resident", "telephone", ("1", "2"), None, None),
        ("resident", "telephone", ("1", "2", "3"), "", None),
        ("visitor", "telephone", ("1", "2"), "", None),
    ],
)
def test_what_can_be_kept_side_by_side(kind, field, values, second, kept) -> None:
    assert kept_both(kind, field, values, second) == kept


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[OpenProfile]:
    with open_profile(tmp_path / "profile") as opened:
        opened.do(
            lambda work: work.change_card(RESIDENT, ResidentCard(surname="Puffelen", telephone="0"))
        )
        opened.do(lambda work: work.change_card(VISITOR, VisitorCard(name="Riet Jansen")))
        opened.do(
            lambda work: work.change_card(ORGANISATION, OrganisationCard(name="Voorbeelddam"))
        )
        yield opened


def differ(profile: OpenProfile, subject: Subject, field: str, *values: object) -> None:
    """Each value was set on another laptop by somebody who knew the first card only."""

    def unite(work) -> None:
        known = [one.identifier for one in work.operations_about([subject])]
        count = len(list(work.all_operations()))
        work.unite(
            Operation(
                OperationId(identifier(60 + place), 1, count),
                subject,
                SetFields({field: value}, {field: tuple(known)}),  # type: ignore[dict-item] # a card value
                HybridTime(int(MOMENT.timestamp() * 1000) + place, 0),
                AUTHOR,
            )
            for place, value in enumerate(values)
        )

    profile.do(unite)


def found(profile: OpenProfile) -> dict[str, OpenDifference]:
    return {one.difference.field: one for one in profile.ask(differences)}


def card(profile: OpenProfile) -> ResidentCard:
    return profile.ask(lambda reading: reading.resident(RESIDENT.identifier).state.card)


def test_differences_are_told_with_names_safety_first(profile: OpenProfile) -> None:
    assert profile.ask(differences) == ()
    differ(profile, ORGANISATION, "name", "Voorbeelddam Noord", "Voorbeelddam Zuid")
    differ(profile, VISITOR, "telephone", "1", "2")
    differ(profile, RESIDENT, "street", "Kerkstraat", "Dorpsstraat")
    differ(profile, RESIDENT, "do_not_visit", "hond", "")
    differ(profile, RESIDENT, "later_field", "x", "y")
    differ(profile, Subject("later_kind", "x"), "street", "x", "y")
    opened = profile.ask(differences)
    assert [(one.about, one.difference.field, one.is_about_safety) for one in opened] == [
        (opened[0].about, "do_not_visit", True),
        (opened[1].about, "street", False),
        ("Riet Jansen", "telephone", False),
        ("Voorbeelddam Zuid", "name", False),
    ]
    assert "Puffelen" in opened[0].about
    street = opened[1].difference
    assert [(one.value, one.author, one.is_shown) for one in street.values] == [
        ("Dorpsstraat", AUTHOR, True),
        ("Kerkstraat", AUTHOR, False),
    ]
    assert street.values[1].at == MOMENT
    assert [one.is_shown for one in opened[0].difference.values] == [False, True]
    assert card(profile).do_not_visit == "hond"
    history = profile.ask(lambda reading: reading.resident(RESIDENT.identifier))
    assert "street" in history.differing_fields


@pytest.mark.parametrize("chosen", ["Kerkstraat", "Dorpsstraat"])
def test_a_decision_replaces_all_values_also_by_the_one_that_was_shown(
    profile: OpenProfile, chosen: str
) -> None:
    differ(profile, RESIDENT, "street", "Kerkstraat", "Dorpsstraat")
    seen = found(profile)["street"].difference
    profile.do(decide_difference, seen, chosen)
    assert card(profile).street == chosen
    assert found(profile) == {}
    operations = profile.do(lambda work: list(work.operations_about([RESIDENT])))
    own = [one for one in operations if one.identifier.device == identifier(2)]
    decision = max(own, key=lambda one: one.identifier)
    assert isinstance(decision.body, SetFields)
    assert len(decision.body.replaces["street"]) == 2
    with pytest.raises(DifferenceChangedError):
        profile.do(decide_difference, seen, chosen)


def test_a_value_that_nobody_set_and_a_difference_that_grew_are_refused(
    profile: OpenProfile,
) -> None:
    differ(profile, RESIDENT, "street", "Kerkstraat", "Dorpsstraat")
    seen = found(profile)["street"].difference
    with pytest.raises(DifferenceChangedError):
        profile.do(decide_difference, seen, "Plein")
    differ(profile, RESIDENT, "street", "Laan")
    for deed in (lambda work: decide_difference(work, seen, "Laan"), lambda w: keep_both(w, seen)):
        with pytest.raises(DifferenceChangedError):
            profile.do(deed)


def test_both_telephone_numbers_are_kept_if_the_second_field_is_free(
    profile: OpenProfile,
) -> None:
    differ(profile, RESIDENT, "telephone", "1", "2")
    differ(profile, RESIDENT, "second_telephone", "8", "9")
    opened = found(profile)
    assert not opened["telephone"].can_keep_both
    with pytest.raises(DifferenceChangedError):
        profile.do(keep_both, opened["telephone"].difference)
    profile.do(decide_difference, opened["second_telephone"].difference, "9")
    assert not found(profile)["telephone"].can_keep_both
    with pytest.raises(DifferenceChangedError):
        profile.do(keep_both, opened["telephone"].difference)
    profile.do(lambda work: work.resolve(RESIDENT, "second_telephone", ""))
    assert found(profile)["telephone"].both == (("telephone", "2"), ("second_telephone", "1"))
    profile.do(keep_both, opened["telephone"].difference)
    known = card(profile)
    assert (known.telephone, known.second_telephone) == ("2", "1")
    assert found(profile) == {}


def test_free_texts_are_kept_one_after_the_other(profile: OpenProfile) -> None:
    differ(profile, RESIDENT, "danger_at_address", "hond", "losse traptrede")
    assert card(profile).danger_at_address == "losse traptrede · hond"
    profile.do(keep_both, found(profile)["danger_at_address"].difference)
    assert card(profile).danger_at_address == "hond · losse traptrede"
    assert found(profile) == {}


def test_an_erased_or_withdrawn_difference_is_gone(profile: OpenProfile) -> None:
    differ(profile, RESIDENT, "street", "Kerkstraat", "Dorpsstraat")
    last = profile.do(
        lambda work: [
            one.identifier for one in work.operations_about([RESIDENT]) if one.author == AUTHOR
        ][-1]
    )
    profile.do(lambda work: work.withdraw([last]))
    assert found(profile) == {}
    profile.do(lambda work: work.reinstate([last]))
    assert list(found(profile)) == ["street"]
    profile.do(lambda work: work.erase(RESIDENT, "asked"))
    assert found(profile) == {}


def test_a_clock_far_beyond_any_calendar_is_shown_as_its_last_day(profile: OpenProfile) -> None:
    differ(profile, RESIDENT, "street", "Kerkstraat")
    far = Operation(
        OperationId(identifier(70), 1, 1),
        RESIDENT,
        SetFields({"street": "Laan"}),
        HybridTime(2**63 - 1, 0),
        AUTHOR,
    )
    profile.do(lambda work: work.unite([far]))
    assert found(profile)["street"].difference.values[0].at.year == 9999
