"""What is on an invitation letter, for one resident or for two at one address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from huisbezoek.model.domain.cards import OrganisationCard, ResidentCard
from huisbezoek.model.domain.names import (
    addressed_name,
    formal_name,
    joint_formal_name,
    joint_name,
    joint_salutation,
    salutation,
)
from huisbezoek.model.usecases.ports.documents import AddressSource, InvitationInput
from huisbezoek.model.usecases.ports.visits import VisitRow
from huisbezoek.model.usecases.senders import sender

_COUPLE: Final = 2


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One letter in the queue: one resident, or two at one address. `visitor` may be empty.

    A `second` letter goes instead of a card to who did not answer the first.
    """

    visits: tuple[str, ...]
    residents: tuple[str, ...]
    names: str
    address_line: str
    invitation: InvitationInput
    initials: str = ""
    visitor: str = ""
    second: bool = False


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who gets a letter for this visit."""

    row: VisitRow
    card: ResidentCard


def letter_line(
    group: Sequence[Addressee],
    organisation: OrganisationCard,
    visitor_names: Mapping[str, str],
    *,
    today: date,
    second: bool,
) -> LetterLine:
    """The letter for a group of one or two, written today. Raises SenderMissingError."""
    names = [one.card.name() for one in group]
    is_couple = len(names) == _COUPLE
    card = group[0].card
    address = card.address()
    visitors = {visitor_names.get(one.row.visitor, "") for one in group}
    visitor = visitors.pop() if len(visitors) == 1 else ""
    formal = [formal_name(name) for name in names]
    written = joint_name(*names) if is_couple else addressed_name(names[0])
    return LetterLine(
        visits=tuple(one.row.visit for one in group),
        residents=tuple(one.row.resident for one in group),
        names=joint_formal_name(*formal) if is_couple else formal[0],
        address_line=address.street_line(),
        invitation=InvitationInput(
            address_lines=(written[:1].upper() + written[1:], *address.lines()),
            recipient=written,
            salutation=joint_salutation(*names) if is_couple else salutation(names[0]),
            sender=sender(organisation),
            written_on=today,
            reply_by=today + timedelta(days=organisation.reply_days),
            couple=is_couple,
            visitor=visitor,
            source=_source(card),
            second=second,
        ),
        initials=group[0].row.initials_pair,
        visitor=visitor,
        second=second,
    )


def _source(card: ResidentCard) -> AddressSource:
    is_carer = bool(card.carer_since or card.loss_date)
    return AddressSource.CARERS_DESK if is_carer else AddressSource.MUNICIPALITY
