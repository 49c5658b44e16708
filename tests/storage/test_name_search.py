"""Searching by name finds who a plain scan of all names finds, and nobody is lost to a limit."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.events import OptedOut
from huisbezoek.model.domain.names import search_text
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.people_search import matches
from huisbezoek.model.usecases.ports.people import (
    ResidentFilter,
    ResidentOrder,
    ResidentQuestion,
)
from huisbezoek.model.usecases.ports.profile import Reader
from huisbezoek.model.usecases.residents import MOST_FOUND, FoundResidents, find_residents
from tests.profiles import TODAY, TestFolder, identifier

SURNAMES = ("Bakker", "Bakels", "Çelik", "Dam", "d'Hondt", "IJsbrand", "Müller", "Vries", "Øster")
PREFIXES = ("", "van", "van der", "de", "'t")
INITIALS = ("A.", "B.J.", "Ü.", "")
NAMES = tuple(
    (surname, prefix, initials)
    for surname in SURNAMES
    for prefix in PREFIXES
    for initials in INITIALS
)
OF_ONE_NAME = MOST_FOUND + 1
CARD = ResidentCard(surname="Zwart", sex="V", birth_date="1940-01-01", postcode="1234AB")


@pytest.fixture(scope="module")
def cards() -> dict[str, ResidentCard]:
    """Names of all shapes, and one name that more people have than a search answers."""
    named = [
        replace(CARD, surname=surname, name_prefix=prefix, initials=initials)
        for surname, prefix, initials in NAMES
    ]
    named += [CARD] * OF_ONE_NAME
    return {
        identifier(1000 + place): replace(card, house_number=place + 1)
        for place, card in enumerate(named)
    }


@pytest.fixture(scope="module")
def reader(cards: dict[str, ResidentCard], tmp_path_factory: pytest.TempPathFactory) -> Iterator:
    database = TestFolder(Path(tmp_path_factory.mktemp("names")) / "profile").create()
    writer = database.open_writer()
    with writer.writing() as writing:
        writing.add_residents(
            [
                (Subject(SubjectKind.RESIDENT, resident), card, ())
                for resident, card in cards.items()
            ]
        )
        writing.record(Subject(SubjectKind.RESIDENT, last_of(cards)), OptedOut(TODAY))
        writing.commit()
    yield database.open_reader()
    database.close()


def last_of(cards: dict[str, ResidentCard]) -> str:
    return list(cards)[-1]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(st.sampled_from((*SURNAMES, *PREFIXES, *INITIALS)), st.integers(1, 4)),
        min_size=1,
        max_size=3,
    ),
    st.integers(1, 40),
)
def test_a_search_finds_who_a_plain_scan_finds_in_the_order_of_names(
    cards: dict[str, ResidentCard], reader: Reader, typed: list[tuple[str, int]], limit: int
) -> None:
    text = " ".join(word[:letters] for word, letters in typed)
    with reader.reading() as reading:
        by_name = reading.resident_ids(ResidentQuestion(TODAY, order=ResidentOrder.NAME))
        found = reading.search_residents(text)
        some = reading.search_residents(text, limit)
    scanned = tuple(one for one in by_name if matches(search_text(cards[one].name()), text))
    # A plain scan for nothing finds everybody; the search waits for a letter.
    assert found == (scanned if any(letter.isalpha() for letter in text) else ())
    assert some == tuple(one for one in found if one in set(some))
    assert len(some) == min(limit, len(found))


def test_everybody_is_capped_but_a_filter_looks_at_all(
    cards: dict[str, ResidentCard], reader: Reader
) -> None:
    stopped = ResidentQuestion(TODAY, ResidentFilter.STOPPED)
    with reader.reading() as reading:
        everybody = find_residents(reading, ResidentQuestion(TODAY), "zwa")
        assert (len(everybody.residents), everybody.has_more) == (MOST_FOUND, True)
        last = FoundResidents((last_of(cards),))
        assert find_residents(reading, stopped, "zwa") == last
        by_street = ResidentQuestion(TODAY, order=ResidentOrder.STREET)
        assert len(find_residents(reading, by_street, "zwa").residents) == OF_ONE_NAME


def test_a_list_of_the_overview_looks_at_all_and_keeps_its_order(
    cards: dict[str, ResidentCard], reader: Reader
) -> None:
    """Whoever has the last of many equal names is found in a list that holds them."""
    everybody = ResidentQuestion(TODAY)
    with reader.reading() as reading:
        first = find_residents(reading, everybody, "zwa").residents[0]
        listed = (last_of(cards), "nobody", first)
        assert find_residents(reading, everybody, "zwa", listed).residents == (listed[0], first)
        assert find_residents(reading, everybody, "", listed).residents == (listed[0], first)
        by_name = replace(everybody, order=ResidentOrder.NAME)
        named = find_residents(reading, by_name, "zwa", listed)
        assert (set(named.residents), named.has_more) == ({first, listed[0]}, False)
        assert find_residents(reading, by_name, "nergens", listed).residents == ()
