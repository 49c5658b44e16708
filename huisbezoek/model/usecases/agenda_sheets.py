"""The agenda on paper: one day with the handy order of its addresses, and one week."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from huisbezoek.model.domain.address_distance import address_distance
from huisbezoek.model.domain.addresses import Address
from huisbezoek.model.domain.agenda import week
from huisbezoek.model.domain.cards import VisitorCard
from huisbezoek.model.domain.postcodes import distance_among
from huisbezoek.model.usecases.agenda import Agenda, AgendaItem
from huisbezoek.model.usecases.ports.day_order import DayOrder
from huisbezoek.model.usecases.ports.documents import (
    DaySheetInput,
    DayVisit,
    WeekSheetDay,
    WeekSheetInput,
)
from huisbezoek.model.usecases.ports.work import Reading
from huisbezoek.model.usecases.postcodes import table_for
from huisbezoek.model.usecases.senders import known_sender


@dataclass(frozen=True, slots=True)
class OrderedDay:
    """The appointments of a day by time, and in the order in which the addresses lie.

    `handy` is empty with fewer than three addresses, and where several visitors go: then there is
    nothing to choose. It is `from_home` when it is known where the visitor lives.
    """

    day: date
    items: tuple[AgendaItem, ...]
    handy: tuple[AgendaItem, ...] = ()
    from_home: bool = False

    @property
    def is_of_several(self) -> bool:
        """Whether more than one visitor goes out on this day."""
        return len({one.visitor for one in self.items}) > 1

    @property
    def is_handy_already(self) -> bool:
        """Whether the times follow the addresses, from either end: home again is as far."""
        return not self.handy or self.handy in (self.items, self.items[::-1])


LEAST_TO_ORDER: Final = 3


def order_of_day(reading: Reading, agenda: Agenda, day: date, order: DayOrder) -> OrderedDay:
    """What would be handy on a day, from the visitor's home where that is known.

    The agreed times stay as they are.
    """
    items = agenda.on(day)
    by_time = OrderedDay(day, items)
    if by_time.is_of_several:
        return by_time
    addresses = [reading.resident(one.card.row.resident).state.card.address() for one in items]
    if len({address.household_key() or address for address in addresses}) < LEAST_TO_ORDER:
        return by_time
    home = _home(reading, items[0].visitor)
    table = table_for(reading, (*addresses, home))
    between = distance_among(table, addresses)
    is_known = bool(home.postcode)
    if between is not address_distance:
        # The others count in metres: a home without a place cannot be compared with them.
        is_known = table.point_of(home.postcode) is not None
    handy = order(addresses, between, home if is_known else None)
    return OrderedDay(day, items, tuple(items[place] for place in handy), is_known)


def day_sheet(
    reading: Reading,
    ordered: OrderedDay,
    visitor: str,
    about: Callable[[AgendaItem], str],
    show_telephone: Callable[[str], str],
) -> DaySheetInput:
    """The paper of a day; `about` says in words what was agreed."""
    return DaySheetInput(
        visitor=visitor,
        day=ordered.day,
        visits=tuple(_visit(item, about, show_telephone) for item in ordered.items),
        sender=known_sender(reading.organisation()),
        order=tuple(
            f"{one.card.row.address_line} ({one.card.name})"
            for one in (() if ordered.is_handy_already else ordered.handy)
        ),
    )


def week_sheet(
    reading: Reading,
    agenda: Agenda,
    first: date,
    visitor: str,
    about: Callable[[AgendaItem], str],
    notes: Mapping[date, str],
) -> WeekSheetInput:
    """The paper of the week of a day, without telephone numbers; `notes` say what a day is."""
    return WeekSheetInput(
        visitor=visitor,
        sender=known_sender(reading.organisation()),
        days=tuple(
            WeekSheetDay(day, notes.get(day, ""), tuple(_lines(agenda.on(day), about)))
            for day in week(first)
        ),
    )


def _home(reading: Reading, visitor: str) -> Address:
    """Where the visitor lives, without a number; nothing is known of who is not found."""
    cards = {record.visitor: record.card for record in reading.visitors()}
    card = cards.get(visitor, VisitorCard())
    return Address(street=card.street, postcode=card.postcode)


def _lines(items: Iterable[AgendaItem], about: Callable[[AgendaItem], str]) -> Iterable[DayVisit]:
    return (_visit(item, about, lambda _number: "") for item in items)


def _visit(
    item: AgendaItem, about: Callable[[AgendaItem], str], show_telephone: Callable[[str], str]
) -> DayVisit:
    telephone = item.card.telephone
    return DayVisit(
        time=f"{item.appointment.starts:%H.%M}".removeprefix("0"),
        name=item.card.name,
        address=item.card.row.address_line,
        telephone=show_telephone(telephone) if telephone else "",
        notes=about(item),
    )
