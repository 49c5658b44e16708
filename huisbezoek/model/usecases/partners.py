"""Who goes together: couples among residents, read from their cards only where it matters."""

from collections import Counter
from collections.abc import Iterable

from huisbezoek.model.domain.couples import Housemate, joined, partner_of
from huisbezoek.model.usecases.ports.work import Reading


def together(reading: Reading, people: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Residents (each with the household of its row) in groups of one or two, in the order given.

    Cards are read of those who share a front door only, so that a long list stays quick.
    """
    asked = list(people)
    homes = Counter(household for _resident, household in asked if household)
    return joined(
        _housemate(reading, resident) if homes[household] > 1 else Housemate(resident, "")
        for resident, household in asked
    )


def partner_visits(reading: Reading, visit: str) -> tuple[tuple[str, str], ...]:
    """The open visit of the partner that is still to come, with the partner's name; or nothing."""
    resident = reading.visit(visit).resident
    people = [_housemate(reading, one) for one in reading.household(resident)]
    partner = partner_of(resident, people)
    if partner is None:
        return ()
    row = reading.resident_rows([partner])[0]
    if not row.open_visit or row.open_status is None or row.open_status.took_place:
        return ()
    return ((row.open_visit, row.formal_name),)


def _housemate(reading: Reading, resident: str) -> Housemate:
    state = reading.resident(resident).state
    return Housemate.of(resident, state.card, apart=state.apart)
