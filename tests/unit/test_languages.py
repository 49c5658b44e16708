"""Languages on a card: however they are typed, they are compared as one."""

import pytest

from huisbezoek.model.domain.languages import LANGUAGES, spoken_languages
from huisbezoek.model.domain.people_search import fold


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("", set()),
        ("Nederlands", set()),
        ("Turks; Engels/Fries", {"turks", "engels", "fries"}),
        ("een beetje Turks", {"turks"}),
        ("geen Nederlands", set()),
        ("Engels.", {"engels"}),
        ("ENGELS EN DUITS", {"engels", "duits"}),
        ("Oekraiens", {"oekraïens"}),
        ("oekraïens", {"oekraïens"}),
        ("Turks of Koerdisch", {"turks", "koerdisch"}),
        ("Turks, geen Engels", {"turks"}),
        ("Turks maar niet goed Nederlands", {"turks"}),
        ("Turks niet Engels", {"turks"}),
        ("Engels spreekt zij niet", set()),
        ("geen", set()),
        ("Moluks Maleis", {"maleis"}),
        ("wit russisch", {"wit-russisch"}),
        ("Sranan Tongo", {"sranantongo"}),
        ("Ook Bargoens dialect", {"bargoens dialect"}),
        ("Bargoens dialect, Farsi", {"bargoens dialect", "perzisch"}),
        ("alleen", set()),
        ("onbekend", set()),
        ("Taal nog onbekend", set()),
        ("doof", set()),
        ("doof, Gebarentaal", {"gebarentaal"}),
        ("doof, spreekt goed Turks", {"turks"}),
        ("n.v.t.", set()),
        ("nvt", set()),
        ("t Bargoens", {"bargoens"}),
    ],
)
def test_a_language_is_known_however_it_is_typed(text: str, spoken: set[str]) -> None:
    assert spoken_languages(text) == spoken


def test_every_language_of_the_list_is_found_as_itself_and_in_order() -> None:
    assert all(spoken_languages(name) == {name.lower()} for name in LANGUAGES)
    assert list(LANGUAGES) == sorted(LANGUAGES, key=fold)
