"""Couples: which two residents share one letter and one appointment, each with an own record."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.partial_dates import ImpossibleDateError, PartialDate

GENERATION_YEARS: Final = 20
"""Two people who differ more than this are taken for parent and child, not for a couple."""

FAMILY: Final = 6
"""Of more people behind one front door nobody says who might be a couple by their age alone."""

_COUPLE: Final = 2


@dataclass(frozen=True, slots=True)
class Housemate:
    """Somebody who is due or has an open visit, as far as this matters for joining.

    `household` is `Address.household_key`, '' when not known; `birth_year` 0 when not known;
    `apart` when a coordinator decided that they are visited on another occasion.
    """

    resident: str
    household: str
    surname: str = ""
    partner_surname: str = ""
    birth_year: int = 0
    apart: bool = False

    @classmethod
    def of(cls, resident: str, card: ResidentCard, *, apart: bool = False) -> "Housemate":
        """From the resident's card."""
        return cls(
            resident=resident,
            household=card.address().household_key(),
            surname=card.surname,
            partner_surname=card.partner_surname,
            birth_year=_birth_year(card),
            apart=apart,
        )


def joined(people: Iterable[Housemate]) -> tuple[tuple[str, ...], ...]:
    """All residents in groups of one or two, in the order given: a couple is one group.

    Exactly two people behind one front door are a couple unless a generation lies between them.
    In a larger household only those whose surnames point to each other, and to nobody else, are.
    """
    everybody = list(people)
    households: dict[str, list[Housemate]] = {}
    for person in everybody:
        if person.household:
            households.setdefault(person.household, []).append(person)
    partners: dict[str, str] = {}
    for members in households.values():
        partners.update(_partners(members))
    groups: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for person in everybody:
        if person.resident in seen:
            continue
        partner = partners.get(person.resident)
        group = (person.resident,) if partner is None else (person.resident, partner)
        seen.update(group)
        groups.append(group)
    return tuple(groups)


def couples(people: Iterable[Housemate]) -> tuple[tuple[str, str], ...]:
    """Only the couples among these people."""
    return tuple((group[0], group[1]) for group in joined(people) if len(group) == _COUPLE)


def partner_of(resident: str, people: Iterable[Housemate]) -> str | None:
    """With whom this resident shares a letter, if anybody."""
    for pair in couples(people):
        if resident in pair:
            return pair[1] if pair[0] == resident else pair[0]
    return None


def possible_partners(resident: str, people: Iterable[Housemate]) -> tuple[str, ...]:
    """Who may be the partner of this resident: the one it must be, or all whom it can be.

    For a harm that nobody may do, such as a letter to who lost a partner on that very day; a couple
    that shares a letter is `partner_of`. Behind a door with more people than a family has, as in a
    home, only names tell.
    """
    everybody = list(people)
    sure = partner_of(resident, everybody)
    if sure is not None:
        return (sure,)
    found = [one for one in everybody if one.resident == resident and one.household]
    at_home = [one for one in everybody if found and one.household == found[0].household]
    size = _COUPLE if len(at_home) <= FAMILY else len(at_home)
    return tuple(
        other.resident for one in found for other in at_home if _may_be_partners(one, other, size)
    )


def visits_of(units: Iterable[Sequence[str]], visitors: Mapping[str, str]) -> Counter[str]:
    """How many visits each visitor has: two who go together (`joined`) are one visit.

    `visitors` says of each resident with an open visit who goes there, '' when nobody does. This is
    the one place that says what fills a visitor: lists, plan and accepting all count this way.
    """
    found: Counter[str] = Counter()
    for unit in units:
        found.update({visitors[one] for one in unit if visitors.get(one)})
    return found


def _partners(members: Sequence[Housemate]) -> dict[str, str]:
    found: dict[str, str] = {}
    for person in members:
        matches = [other for other in members if _may_be_partners(person, other, len(members))]
        if len(matches) == 1:
            found[person.resident] = matches[0].resident
    return {
        resident: partner for resident, partner in found.items() if found.get(partner) == resident
    }


def _may_be_partners(one: Housemate, other: Housemate, household_size: int) -> bool:
    if one.resident == other.resident or one.apart or other.apart:
        return False
    are_known = one.birth_year and other.birth_year
    if are_known and abs(one.birth_year - other.birth_year) > GENERATION_YEARS:
        return False
    return household_size == _COUPLE or _names_match(one, other)


def _names_match(one: Housemate, other: Housemate) -> bool:
    points_to_other = bool(one.partner_surname) and _same(one.partner_surname, other.surname)
    points_to_one = bool(other.partner_surname) and _same(other.partner_surname, one.surname)
    return points_to_other or points_to_one


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _birth_year(card: ResidentCard) -> int:
    """The year of birth; on a visitor's laptop as far as the age tells."""
    try:
        if card.birth_date:
            return PartialDate.from_text(card.birth_date).year
    except ImpossibleDateError:
        return 0
    if card.age.isdecimal() and card.age_on[:4].isdecimal():
        return int(card.age_on[:4]) - int(card.age)
    return 0
