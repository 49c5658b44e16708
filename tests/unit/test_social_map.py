"""The social map: what comes along, what people make of it, searching and proposing."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from huisbezoek.model.domain.cards import OfferCard
from huisbezoek.model.domain.identity import is_identifier
from huisbezoek.model.domain.social_map import (
    VOLUNTEERING,
    Offer,
    OfferNameMissingError,
    OfferQuestion,
    ReferralRoad,
    WorkingElement,
    offers_for_wish,
    search_offers,
    social_map,
)
from huisbezoek.model.reference.social_map import SocialMapDamagedError, load_social_map
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.social_map import (
    add_offer,
    change_offer,
    check_offer,
    offer_of,
    offers,
    retire_offer,
    view_social_map,
)
from tests.open_profile import OpenProfile, open_profile
from tests.profiles import TODAY, identifier

FILE = Path(__file__).parents[2] / "resources" / "tables" / "social-map.json"
SHIPPED = load_social_map(FILE)
GUIDE = json.loads((FILE.parents[1] / "guides" / "default.json").read_text(encoding="utf-8"))
AREAS = {item["linkId"] for item in GUIDE["item"]}
CHOIR = OfferCard(
    name="Het koor",
    what="Samen zingen.",
    life_areas="participation contact",
    working_elements="meeting_others meaningful_activity a_later_one",
    how_to_refer="self",
)


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[OpenProfile]:
    with open_profile(tmp_path / "profile") as opened:
        yield opened


# --- what comes along ------------------------------------------------------------------------


def test_forty_four_entries_come_along_with_fixed_identifiers() -> None:
    assert len(SHIPPED) == 44
    assert all(is_identifier(one) for one in SHIPPED)
    assert "vrijwilligerswerk" in SHIPPED[VOLUNTEERING].name.casefold()


def test_every_entry_says_what_it_is_for_whom_and_where_it_fits() -> None:
    for offer in social_map(SHIPPED, {}):
        card = offer.card
        assert card.name, offer
        assert card.what, offer
        assert card.for_whom, offer
        assert set(offer.life_areas()) <= AREAS, offer
        assert offer.life_areas(), offer
        assert len(offer.working_elements()) == len(card.working_elements.split()) > 0, offer
        assert offer.road() is not None, offer
        assert (card.contact, card.checked_on, card.retired) == ("", "", False)


def test_the_words_are_plain_dutch() -> None:
    for card in SHIPPED.values():
        words = f"{card.name}. {card.what} {card.for_whom}"
        assert not re.search(r"eenza|kwetsba|zorgvrager|casus|!", words, re.IGNORECASE), words
        assert not re.search(r"\d{4,}", words.replace("1330", "")), words
        for sentence in re.split(r"[.?]", f"{card.what} {card.for_whom}"):
            assert len(sentence.split()) <= 15, sentence


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{}",
        '{"offers": [5]}',
        '{"offers": [{"name": "Zonder nummer"}]}',
        '{"offers": [{"id": "kort", "name": "Koor"}]}',
        json.dumps({"offers": [{"id": "a" * 32, "name": ""}]}),
        json.dumps({"offers": [{"id": "a" * 32, "name": "Koor", "colour": "blauw"}]}),
        json.dumps({"offers": [{"id": "a" * 32, "name": "Koor", "what": 5}]}),
        json.dumps({"offers": [{"id": "a" * 32, "name": "Koor"}] * 2}),
    ],
)
def test_a_damaged_file_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "map.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SocialMapDamagedError):
        load_social_map(path)


# --- searching and proposing -----------------------------------------------------------------


def test_fields_are_read_as_far_as_they_are_known() -> None:
    offer = Offer("a", CHOIR)
    elements = (WorkingElement.MEETING_OTHERS, WorkingElement.MEANINGFUL_ACTIVITY)
    assert offer.working_elements() == elements
    assert offer.road() is ReferralRoad.SELF
    assert Offer("a", OfferCard(name="x", how_to_refer="by_pigeon")).road() is None


def test_an_entry_is_outdated_after_twelve_months() -> None:
    checked = Offer("a", OfferCard(name="x", checked_on="2025-11-22"))
    assert not checked.is_outdated(date(2026, 11, 22))
    assert checked.is_outdated(date(2026, 11, 23))
    assert Offer("a", CHOIR).is_outdated(TODAY)
    assert Offer("a", OfferCard(name="x", checked_on="vorig jaar")).is_outdated(TODAY)


def test_searching_by_words_subject_and_element() -> None:
    found = (
        Offer("a", CHOIR),
        Offer("b", OfferCard(name="Café", life_areas="contact", retired=True)),
    )

    def names(**asked: object) -> list[str]:
        question = OfferQuestion(**asked)  # type: ignore[arg-type] # the fields of the question
        return [one.offer for one in search_offers(found, question)]

    assert names() == ["a"]
    assert names(with_retired=True, words="cafe") == ["b"]
    assert names(words="zing sam") == ["a"]
    assert names(words="schaken") == []
    assert names(life_area="contact") == ["a"]
    assert names(life_area="money") == []
    assert names(working_element=WorkingElement.MEETING_OTHERS) == ["a"]
    assert names(working_element=WorkingElement.SOCIAL_SKILLS) == []


def test_beside_a_wish_the_best_match_comes_first() -> None:
    near = Offer("near", OfferCard(name="Zang", life_areas="participation"))
    every = Offer("every", OfferCard(name="Alles"))
    gone = Offer("gone", OfferCard(name="Weg", life_areas="participation", retired=True))
    else_ = Offer("else", OfferCard(name="Geld", life_areas="money"))
    known = (every, near, gone, else_, Offer("choir", CHOIR))
    meeting = [WorkingElement.MEETING_OTHERS]
    wished = offers_for_wish(known, "participation", meeting)
    assert [one.offer for one in wished] == ["choir", "near", "every"]
    wished = offers_for_wish(known, "participation")
    assert [one.offer for one in wished] == ["near", "choir", "every"]


# --- what people make of it ------------------------------------------------------------------


def test_the_shipped_map_stands_by_name_until_it_is_changed(profile: OpenProfile) -> None:
    view = profile.ask(view_social_map, SHIPPED, TODAY)
    assert (len(view.offers), view.outdated) == (44, 44)
    assert view.offers[0].card.name.startswith("1330")


def test_a_changed_entry_takes_the_place_of_the_shipped_one(profile: OpenProfile) -> None:
    card = SHIPPED[VOLUNTEERING]
    profile.do(check_offer, SHIPPED, VOLUNTEERING, on=TODAY)
    offer = profile.ask(offer_of, SHIPPED, VOLUNTEERING)
    assert (offer.card.name, offer.checked_on()) == (card.name, TODAY)
    assert profile.ask(view_social_map, SHIPPED, TODAY).outdated == 43
    profile.do(retire_offer, SHIPPED, VOLUNTEERING)
    assert profile.ask(offer_of, SHIPPED, VOLUNTEERING).card.retired
    assert profile.ask(view_social_map, SHIPPED, date(2030, 1, 1)).outdated == 43
    profile.do(retire_offer, SHIPPED, VOLUNTEERING, retired=False)
    assert not profile.ask(offer_of, SHIPPED, VOLUNTEERING).card.retired


def test_an_entry_is_added_and_changed(profile: OpenProfile) -> None:
    added = profile.do(add_offer, CHOIR, random_bytes=lambda count: b"\x07" * count)
    assert len(profile.ask(offers, SHIPPED)) == 45
    changed = OfferCard(name="Het grote koor", what="Samen zingen.")
    fields = profile.do(change_offer, added, changed)
    assert set(fields) == {"name", "life_areas", "working_elements", "how_to_refer"}
    assert profile.ask(offer_of, SHIPPED, added).card == changed


def test_an_entry_needs_a_name_and_must_be_known(profile: OpenProfile) -> None:
    with pytest.raises(OfferNameMissingError):
        profile.do(change_offer, VOLUNTEERING, OfferCard(name=" "))
    with pytest.raises(UnknownSubjectError):
        profile.ask(offer_of, SHIPPED, identifier(1))
