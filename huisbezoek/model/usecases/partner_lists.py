"""Whom each partner organisation visits, so that nobody is asked twice: name and address only."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from huisbezoek.model.usecases.ports.documents import PartnerListInput
from huisbezoek.model.usecases.ports.people import (
    ResidentFilter,
    ResidentOrder,
    ResidentQuestion,
)
from huisbezoek.model.usecases.ports.work import Reading
from huisbezoek.model.usecases.senders import known_sender


@dataclass(frozen=True, slots=True)
class PartnerList:
    """The residents whom one organisation visits, each as name and address, by street."""

    organisation: str
    residents: tuple[tuple[str, str], ...]


def partner_lists(reading: Reading, *, today: date) -> tuple[PartnerList, ...]:
    """A list per organisation on a card, by name; however it is written in capitals.

    Who died, moved, wants no contact or is excluded stands on none.
    """
    question = ResidentQuestion(today, ResidentFilter.HELD_BACK, order=ResidentOrder.STREET)
    spelled: dict[str, str] = {}
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in reading.resident_rows(reading.resident_ids(question)):
        partner = " ".join(reading.resident(row.resident).state.card.visited_by.split())
        if not partner:
            continue
        spelled.setdefault(partner.casefold(), partner)
        address = ", ".join(part for part in (row.address_line, row.place_line) if part)
        found[partner.casefold()].append((row.formal_name, address))
    return tuple(PartnerList(spelled[key], tuple(found[key])) for key in sorted(found))


def partner_sheet(reading: Reading, listed: PartnerList, *, today: date) -> PartnerListInput:
    """What is put on paper for this organisation."""
    sender = known_sender(reading.organisation())
    return PartnerListInput(listed.organisation, listed.residents, today, sender)
