"""Who goes together: couples among residents, read from their cards only where it matters.

Whether two people are a couple is told by everybody at their address who may be asked, as the plan
does it, and not by who happens to be in a list: so a letter, a turn and a visit are of the same two
(docs/decisions.md).
"""

from collections import Counter
from collections.abc import Iterable

from huisbezoek.model.domain.couples import Housemate, couples, partner_of, possible_partners
from huisbezoek.model.domain.visit_refusals import may_be_approached
from huisbezoek.model.usecases.ports.work import Reading


def together(reading: Reading, people: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Residents (each with the household of its row) in groups of one or two, in the order given.

    Cards are read of those who share a front door only, so that a long list stays quick.
    """
    asked = dict(people)
    homes = Counter(household for household in asked.values() if household)
    shared = {household: one for one, household in asked.items() if homes[household] > 1}
    partners: dict[str, str] = {}
    for resident in shared.values():
        for one, other in couples(_to_ask(reading, resident)):
            partners |= {one: other, other: one}
    groups = []
    seen: set[str] = set()
    for resident in asked:
        if resident not in seen:
            partner = partners.get(resident)
            is_asked = partner is not None and partner in asked
            group = (resident, partner) if partner is not None and is_asked else (resident,)
            seen.update(group)
            groups.append(group)
    return tuple(groups)


def partner(reading: Reading, resident: str) -> str | None:
    """With whom this resident shares a letter and a visit, of those who may be asked; or nobody."""
    return partner_of(resident, _to_ask(reading, resident))


def partner_visits(reading: Reading, visit: str) -> tuple[tuple[str, str], ...]:
    """The open visit of the partner that is still to come, with the partner's name; or nothing."""
    other = partner(reading, reading.visit(visit).resident)
    if other is None:
        return ()
    row = reading.resident_rows([other])[0]
    if not row.open_visit or row.open_status is None or row.open_status.took_place:
        return ()
    return ((row.open_visit, row.formal_name),)


def survivors(reading: Reading, resident: str) -> tuple[str, ...]:
    """Who may have lost a partner in this resident, visited together or not: nobody, one, or more.

    More when it is not clear who the partner was. Who stopped is left out.
    """
    states = [reading.resident(one).state for one in reading.household(resident)]
    living = [one for one in states if one.resident == resident or one.stopped_on is None]
    return possible_partners(resident, [Housemate.of(one.resident, one.card) for one in living])


def _to_ask(reading: Reading, resident: str) -> list[Housemate]:
    """Everybody at the address of this resident who may be asked."""
    states = [reading.resident(one).state for one in reading.household(resident)]
    return [
        Housemate.of(one.resident, one.card, apart=one.apart)
        for one in states
        if may_be_approached(one)
    ]
