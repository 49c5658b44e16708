"""A match that a person makes by hand, judged by the same rules as a match of the plan."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from huisbezoek.model.domain.cards import VisitorCard
from huisbezoek.model.domain.cycle_plan import PlanProblem, PlanVisitor, Turn
from huisbezoek.model.domain.languages import spoken_languages
from huisbezoek.model.domain.people_search import fold
from huisbezoek.model.domain.plan_rules import MatchReason, Refusal, match_reasons, refusal
from huisbezoek.model.domain.residents import ResidentState
from huisbezoek.model.domain.training import MODULES_FOR, modules_followed

_HOUSE_NUMBER: Final = re.compile(r" (?!(?:1[5-9]|20)\d\d\b)\d{1,5}( ?[a-z]{1,3})?( \d{1,4})?$")
"""A house number with its letter and addition; a year, as in 'Plein 1940', belongs to the name."""

_MISSED: Final = (MatchReason.LANGUAGE_MISSED, MatchReason.SEX_WISH_MISSED)


@dataclass(frozen=True, slots=True)
class HandMatch:
    """What the rules say: `refused` forbids it; `missed` are wishes that it does not meet."""

    refused: Refusal | None = None
    missed: tuple[MatchReason, ...] = ()


def hand_match(turn: Turn, visitor: str, card: VisitorCard) -> HandMatch:
    """What the rules say when this visitor is sent to these residents by hand."""
    goes = PlanVisitor(
        visitor,
        (),
        street=street_key(card.street),
        languages=spoken_languages(card.languages),
        sex=card.sex,
        modules=modules_followed(card.modules),
    )
    problem = PlanProblem((), (turn,), (), (), modules_for=MODULES_FOR)
    missed = tuple(one for one in match_reasons(turn, goes, problem) if one in _MISSED)
    return HandMatch(refusal(turn, goes, problem), missed)


def hand_turn(people: Sequence[tuple[ResidentState, Collection[str]]]) -> Turn:
    """Residents who are given together, each with their groups: what holds for one, holds."""
    states = [state for state, _groups in people]
    return Turn(
        key=states[0].resident,
        residents=tuple(state.resident for state in states),
        opens=0,
        closes=0,
        promised=0,
        waits_from=date.min,
        groups=frozenset().union(*(groups for _state, groups in people)),
        street=street_key(states[0].card.street),
        languages=frozenset().union(*(spoken_languages(one.card.language) for one in states)),
        sex_wish=next((o.card.visitor_sex_wish for o in states if o.card.visitor_sex_wish), ""),
        ruled_out=frozenset().union(*(state.ruled_out for state in states)),
    )


@lru_cache(maxsize=4096)
def street_key(street: str) -> str:
    """A street as it is compared: without house number, capitals, accents and stray blanks."""
    name = _HOUSE_NUMBER.sub("", fold(street)).replace(" ", "")
    return f"{name}aat" if name.endswith("str") else name
