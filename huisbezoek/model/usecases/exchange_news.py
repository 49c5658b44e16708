"""What an exchange changed for a visitor: who came, whose card changed, who went."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.usecases.ports.people import ResidentQuestion
from huisbezoek.model.usecases.ports.work import Reading


@dataclass(frozen=True, slots=True)
class PersonHere:
    """A resident of this visitor as the lists show them, with the card of now."""

    name: str
    address_line: str
    card: ResidentCard


@dataclass(frozen=True, slots=True)
class PersonNews:
    """A resident about whom something came; `changed` names the fields of the card."""

    name: str
    address_line: str
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExchangeNews:
    """New residents, changed ones, and those who are this visitor's no more."""

    new: tuple[PersonNews, ...] = ()
    changed: tuple[PersonNews, ...] = ()
    gone: tuple[PersonNews, ...] = ()


def people_here(reading: Reading, visitor: str, today: date) -> Mapping[str, PersonHere]:
    """The residents of this visitor by identifier, in the order of the lists."""
    residents = reading.resident_ids(ResidentQuestion(today, visitor=visitor))
    return {
        row.resident: PersonHere(
            row.formal_name, row.address_line, reading.resident(row.resident).state.card
        )
        for row in reading.resident_rows(residents)
    }


def news_between(before: Mapping[str, PersonHere], after: Mapping[str, PersonHere]) -> ExchangeNews:
    """What changed from one moment to the next."""
    changed = {
        resident: _changed_fields(before[resident].card, person.card)
        for resident, person in after.items()
        if resident in before
    }
    return ExchangeNews(
        new=tuple(_news(one) for resident, one in after.items() if resident not in before),
        changed=tuple(_news(after[one], names) for one, names in changed.items() if names),
        gone=tuple(_news(one) for resident, one in before.items() if resident not in after),
    )


def _news(person: PersonHere, changed: tuple[str, ...] = ()) -> PersonNews:
    return PersonNews(person.name, person.address_line, changed)


def _changed_fields(before: ResidentCard, after: ResidentCard) -> tuple[str, ...]:
    names = (field.name for field in fields(ResidentCard))
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))
