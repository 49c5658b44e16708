"""Names: written, said, sorted and found as the rules of the BRP and of Dutch have it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.names import (
    PersonName,
    addressed_name,
    formal_name,
    full_name,
    initials_of,
    joint_formal_name,
    joint_name,
    joint_salutation,
    list_name,
    normal_initials,
    normal_prefix,
    salutation,
    search_text,
    sort_text,
    split_prefix,
    surname_core,
    surname_in_use,
)
from huisbezoek.model.domain.people_search import fold, matches, query_words

PUFFELEN = PersonName("Puffelen", "R.M.", "van", sex="V")
VELZEN = PersonName(
    "Veld", "A.", "in het", usage="V", partner_prefix="van", partner_surname="Velzen", sex="V"
)
ANY_TEXT = st.text(max_size=20)
NAMES = st.builds(
    PersonName,
    surname=ANY_TEXT,
    initials=ANY_TEXT,
    prefix=st.sampled_from(["", "van der", "'t", "d'"]),
    usage=st.sampled_from(["E", "P", "V", "N", "", "X"]),
    partner_prefix=st.sampled_from(["", "de"]),
    partner_surname=ANY_TEXT,
    sex=st.sampled_from(["M", "V", "O", ""]),
)


def test_written_and_said() -> None:
    assert full_name(PUFFELEN) == "R.M. van Puffelen"
    assert formal_name(PUFFELEN) == "mevrouw Van Puffelen"
    assert salutation(PUFFELEN) == "Geachte mevrouw Van Puffelen"
    assert salutation(PersonName("Puffelen", "R.M.", "van", sex="O")) == "Geachte R.M. van Puffelen"
    assert salutation(PersonName("Jong", "P.", "de", sex="M")) == "Geachte meneer De Jong"
    assert salutation(PersonName("Hoen", "P.", "'t", sex="M")) == "Geachte meneer 't Hoen"


def test_name_usage() -> None:
    assert salutation(VELZEN) == "Geachte mevrouw Van Velzen-in het Veld"
    parts = {
        "E": "in het Veld",
        "P": "van Velzen",
        "V": "van Velzen-in het Veld",
        "N": "in het Veld-van Velzen",
    }
    for usage, expected in parts.items():
        name = PersonName("Veld", "A.", "in het", usage, "van", "Velzen")
        assert surname_in_use(name) == expected


def test_a_missing_partner_leaves_the_own_name() -> None:
    for usage in "EPVN":
        assert surname_in_use(PersonName("Veld", prefix="in het", usage=usage)) == "in het Veld"


def test_an_unknown_surname_is_never_shown_as_a_full_stop() -> None:
    name = PersonName(".", "A.", sex="V")
    assert full_name(name) == "A."
    assert salutation(name) == "Geachte mevrouw A."
    assert list_name(name) == "A."
    assert salutation(PersonName(".")) == "Geachte heer of mevrouw"


def test_couples() -> None:
    man = PersonName("Puffelen", "K.", "van", sex="M")
    expected = "Geachte mevrouw Van Velzen-in het Veld en meneer Van Puffelen"
    assert joint_salutation(man, VELZEN) == joint_salutation(VELZEN, man) == expected
    assert joint_name(man, VELZEN) == "mevrouw A. van Velzen-in het Veld en meneer K. van Puffelen"


def test_a_couple_in_one_sentence() -> None:
    her, him = "mevrouw ’t Hoen", "meneer ’t Hoen"
    assert joint_formal_name(her, him) == joint_formal_name(him, her) == "meneer en mevrouw ’t Hoen"
    assert joint_formal_name("meneer Smit", "mevrouw De Boer") == "mevrouw De Boer en meneer Smit"
    assert joint_formal_name("meneer Smit", "meneer Smit") == "meneer Smit en meneer Smit"
    assert joint_formal_name("R. Smit", "mevrouw Bos") == "mevrouw Bos en R. Smit"


def test_the_name_on_an_envelope() -> None:
    assert addressed_name(PersonName("Puffelen", "K.", "van", sex="M")) == "meneer K. van Puffelen"
    assert addressed_name(PersonName("Smit", "A.")) == "A. Smit"


def test_list_name_and_order() -> None:
    assert list_name(PersonName("Horst", "J.", "van der")) == "Horst, J. van der"
    assert list_name(VELZEN) == "Velzen-in het Veld, A. van"
    names = [
        PersonName("Zon"),
        PersonName("Berg Jansen"),
        PersonName("Berg", "B.", "van den"),
        PersonName("Berg", "A.", "van den"),
        PersonName("Berg", "Z."),
        PersonName("IJzer"),
        PersonName("Iep"),
        PersonName("Ærø"),
        PersonName("d'Oude"),
        PersonName("Dorp"),
    ]
    ordered = sorted(names, key=sort_text)
    shown = [list_name(name) for name in ordered]
    assert shown == [
        "Ærø",
        "Berg, Z.",
        "Berg, A. van den",
        "Berg, B. van den",
        "Berg Jansen",
        "Dorp",
        "d'Oude",
        "Iep",
        "IJzer",
        "Zon",
    ]
    assert sort_text(PUFFELEN, "1940") < sort_text(PUFFELEN, "1941")


def test_found_with_and_without_prefix_and_accents() -> None:
    text = search_text(PersonName("Bérgström", "J.P.", "van der", "E", "", "D'Árc"))
    for query in ("bergstrom", "Van der Berg", "vanderbergstrom", "darc", "jp", "der bergström"):
        assert matches(text, query), query
    assert not matches(text, "jansen")
    assert search_text(PersonName("Bakker")) == "bakker"
    assert query_words("  Bérg bérg-JAN ") == ("berg", "jan")


@pytest.mark.parametrize(
    ("given_names", "expected"),
    [
        ("Johanna Maria", "J.M."),
        ("Peter-Jan", "P.J."),
        ("IJsbrand", "IJ."),
        ("Pâte-de-Loupé", "P.D.L."),
        (".", ""),
        ("", ""),
        ("Élodie", "É."),
    ],
)
def test_initials_from_given_names(given_names: str, expected: str) -> None:
    assert initials_of(given_names) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("jp", "J.P."),
        ("JP", "J.P."),
        ("J P", "J.P."),
        ("j.p.", "J.P."),
        ("J.P", "J.P."),
        ("Th.M.", "Th.M."),
        ("Johanna", "J."),
        ("", ""),
    ],
)
def test_initials_as_typed(typed: str, expected: str) -> None:
    assert normal_initials(typed) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("van der Horst", ("van der", "Horst")),
        ("Horst, van der", ("van der", "Horst")),
        ("Van Horst", ("", "Van Horst")),
        ("in ’t Veld", ("in 't", "Veld")),
        ("'t Hoen", ("'t", "Hoen")),
        ("Horst", ("", "Horst")),
        ("van", ("", "van")),
    ],
)
def test_prefix_in_the_surname_column(written: str, expected: tuple[str, str]) -> None:
    assert split_prefix(written) == expected


def test_prefix_is_stored_in_lower_case() -> None:
    assert normal_prefix(" Van  Der ") == "van der"
    assert surname_core(PersonName("Huis in 't Veld")) == "huisintveld"


@given(NAMES, NAMES)
def test_every_name_can_be_said(first: PersonName, second: PersonName) -> None:
    assert salutation(first).startswith("Geachte ")
    assert salutation(first).strip() != "Geachte"
    assert joint_salutation(first, second).startswith("Geachte ")
    assert "\n" not in sort_text(first)


@given(ANY_TEXT)
def test_folding_is_final(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert set(folded) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")
