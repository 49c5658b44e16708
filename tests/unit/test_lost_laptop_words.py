"""The clock of 72 hours in words, times as people type them, and words for what was erased."""

from datetime import date, datetime, time, timedelta

import pytest

from huisbezoek.model.domain.cards import OrganisationCard, ResidentCard, VisitorCard
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.ui.models.difference_words import field_name, value_words
from huisbezoek.ui.models.erasure_words import (
    confirmed_words,
    reason_words,
    short_reason,
    shown_number,
)
from huisbezoek.ui.models.laptop_words import laptop_choice_words, still_on_words
from huisbezoek.ui.models.lost_laptop_words import deadline_words, time_left, typed_moment

DAY = date(2026, 11, 23)
UNTIL = datetime.combine(date(2026, 11, 25), time(14, 0))


def test_the_deadline_says_when_and_how_long() -> None:
    now = UNTIL - timedelta(days=2, hours=3, minutes=20)
    assert deadline_words(UNTIL, now) == (
        "Beoordeel en meld dit vóór woensdag 25 november 14.00 uur bij de Autoriteit "
        "Persoonsgegevens; nog 2 dagen en 3 uur."
    )
    assert "voorbij sinds woensdag 25 november 14.00 uur" in deadline_words(UNTIL, UNTIL)


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(hours=72), "3 dagen"),
        (timedelta(hours=71, minutes=59), "2 dagen en 23 uur"),
        (timedelta(hours=25), "1 dag en 1 uur"),
        (timedelta(hours=5, minutes=30), "5 uur"),
        (timedelta(minutes=59), "minder dan een uur"),
        (timedelta(hours=-3), "minder dan een uur"),
    ],
)
def test_the_time_left_is_whole_hours(left: timedelta, words: str) -> None:
    assert time_left(UNTIL, UNTIL - left) == words


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [("14.05", 14, 5), ("14:05", 14, 5), ("9", 9, 0), (" 9.00 uur ", 9, 0), ("0.00", 0, 0)],
)
def test_a_typed_time_is_understood(text: str, hour: int, minute: int) -> None:
    assert typed_moment(DAY, text) == datetime.combine(DAY, time(hour, minute))


@pytest.mark.parametrize("text", ["", "25.00", "14.75", "half drie", "14.5", "1405"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert typed_moment(DAY, text) is None
    assert typed_moment(None, "14.00") is None


def test_an_erasure_is_told_without_a_name() -> None:
    assert shown_number("3f0791bc" + "0" * 24) == "3F07 91BC"
    assert short_reason("request") == "op verzoek"
    assert reason_words("later") == short_reason("later") == "later"
    assert confirmed_words((), ()) == "Stond op geen enkele andere laptop."
    assert confirmed_words(("Riet",), ()).startswith("De laptop waarop het stond, heeft")
    assert confirmed_words(("Riet", "Anna"), ()).startswith("Alle 2 laptops")
    assert confirmed_words((), ("Anna",)).endswith("Wacht op Anna.")
    assert confirmed_words(("A", "B", "C"), ("Anna", "Riet")) == (
        "3 van de 5 laptops hebben dit bevestigd. Wacht op Anna, Riet."
    )


def test_every_field_of_a_card_has_its_own_words() -> None:
    left_out = {"age", "age_on", "rests"}
    for kind, card in (
        (SubjectKind.RESIDENT, ResidentCard),
        (SubjectKind.VISITOR, VisitorCard),
        (SubjectKind.ORGANISATION, OrganisationCard),
    ):
        names = [field_name(kind, name) for name in card.__slots__ if name not in left_out]
        assert len(set(names)) == len(names)
        assert not any("nieuwere versie" in name for name in names)
    assert "nieuwere versie" in field_name("resident", "shoe_size")


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("telephone", "+31600000001", "[+31600000001]"),
        ("good_to_know", "", "(leeg)"),
        ("house_number", None, "(leeg)"),
        ("house_number", 12, "12"),
        ("letter_address", True, "ja"),
        ("letter_address", False, "nee"),
        ("birth_date", "1948-04-03", "3 april 1948"),
        ("loss_date", "2025-04", "4-2025"),
        ("loss_date", "ooit", "ooit"),
        ("sex", "V", "mevrouw"),
        ("sex", "O", "O"),
        ("life_areas", "home daily", "Wonen, De dag door"),
        ("life_areas", "home moon sun", "Wonen, Iets van een nieuwere versie"),
        ("working_elements", "meeting_others", "Anderen ontmoeten"),
        ("how_to_refer", "self", "De inwoner meldt zich zelf aan"),
        ("checked_on", "2026-11-23", "23 november 2026"),
        ("retired", True, "ja"),
    ],
)
def test_a_value_is_read_as_on_a_card(field: str, value: object, words: str) -> None:
    assert value_words(field, value, lambda number: f"[{number}]") == words


def test_laptops_are_told_apart() -> None:
    assert still_on_words("Anna Bos", DAY, DAY) == (
        "Staat nog op de laptop van Anna Bos, sinds 23 november."
    )
    assert still_on_words("", DAY, DAY) == "Staat nog op een laptop, sinds 23 november."
    assert laptop_choice_words("Anna Bos", None, DAY) == "Anna Bos, nog nooit uitgewisseld"
    assert "laatst uitgewisseld op 23 november" in laptop_choice_words("Anna Bos", DAY, DAY)
