"""A match by hand: the same refusals as the plan, and wishes that are only told."""

from dataclasses import replace

import pytest

from huisbezoek.model.domain.cards import ResidentCard, VisitorCard
from huisbezoek.model.domain.hand_match import HandMatch, hand_match, hand_turn, street_key
from huisbezoek.model.domain.plan_rules import MatchReason, Refusal
from huisbezoek.model.domain.residents import ResidentState

RIET = "riet"
CARD = ResidentCard(street="Havenkade", language="Turks", visitor_sex_wish="F")
STATE = ResidentState("anna", CARD)
VISITOR = VisitorCard(street="Dorpsstraat", languages="turks, Fries", sex="F")


@pytest.mark.parametrize(
    ("visitor", "groups", "ruled_out", "expected"),
    [
        (VISITOR, (), frozenset(), HandMatch()),
        (VISITOR, (), frozenset({RIET}), HandMatch(Refusal.RULED_OUT)),
        (replace(VISITOR, street=" havenkade "), (), frozenset(), HandMatch(Refusal.OWN_STREET)),
        (replace(VISITOR, street="Havenkade 12"), (), frozenset(), HandMatch(Refusal.OWN_STREET)),
        (VISITOR, ("former_carer",), frozenset(), HandMatch(Refusal.TRAINING_MISSING)),
        (replace(VISITOR, modules="life_questions"), ("former_carer",), frozenset(), HandMatch()),
        (
            replace(VISITOR, sex="M", languages=""),
            (),
            frozenset(),
            HandMatch(None, (MatchReason.LANGUAGE_MISSED, MatchReason.SEX_WISH_MISSED)),
        ),
    ],
)
def test_the_rules_of_the_plan_hold_by_hand(
    visitor: VisitorCard, groups: tuple[str, ...], ruled_out: frozenset[str], expected: HandMatch
) -> None:
    turn = hand_turn([(replace(STATE, ruled_out=ruled_out), groups)])
    assert hand_match(turn, RIET, visitor) == expected


def test_what_holds_for_one_of_a_couple_holds_for_both() -> None:
    partner = ResidentState("bert", ResidentCard(street="Havenkade"), ruled_out=frozenset({RIET}))
    turn = hand_turn([(STATE, ("age75",)), (partner, ("carer",))])
    assert turn.residents == ("anna", "bert")
    assert turn.groups == {"age75", "carer"}
    assert (turn.languages, turn.sex_wish) == ({"turks"}, "F")
    assert hand_match(turn, RIET, VISITOR).refused is Refusal.RULED_OUT


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Havenkade 12", "havenkade", True),
        ("Havenkade 12a", "HAVEN-KADE", True),
        ("Havenkade 12 A-3", "Hávenkade ", True),
        ("1e Havenstr. 5", "1e Havenstraat", True),
        ("Plein 1940, 12", "Plein 1940", True),
        ("Plein 1940", "Plein 1813", False),
        ("1e Havenstraat", "2e Havenstraat", False),
        ("Havenkade", "Havenweg", False),
    ],
)
def test_a_street_is_the_same_however_it_is_typed(one: str, other: str, *, is_same: bool) -> None:
    assert (street_key(one) == street_key(other)) is is_same
    assert street_key(" ") == ""
