"""Invitation letters: who gets one, what is on it, and that it went into the post."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from huisbezoek.model.domain.addresses import normal_postcode
from huisbezoek.model.domain.cards import OrganisationCard, ResidentCard
from huisbezoek.model.domain.couples import Housemate, joined
from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.events import InvitationSent, VisitCancelled
from huisbezoek.model.domain.identity import RandomBytes, new_identifier
from huisbezoek.model.domain.ladder_events import SecondLetterSent
from huisbezoek.model.domain.names import (
    addressed_name,
    formal_name,
    joint_formal_name,
    joint_name,
    joint_salutation,
    salutation,
)
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.residents import ResidentState
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.usecases.ports.documents import (
    AddressSource,
    InvitationInput,
    SenderInput,
)
from huisbezoek.model.usecases.ports.people import ResidentQuestion
from huisbezoek.model.usecases.ports.visits import VisitQuestion, VisitRow
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.waiting_replies import (
    WaitingReply,
    overdue_steps,
    waiting_replies,
    wants_second_letter,
)

COUPLE: Final = 2
STOPPED_DAYS: Final = 30
"""So long the page says of somebody who stopped why no letter goes out."""


class SenderMissingError(RefusedByRuleError):
    """A letter needs the coordinator's name and telephone number; they are not entered yet."""

    code = "sender_missing"


class HeldBack(StrEnum):
    """Why a planned visit gets no letter now."""

    DECEASED = "deceased"
    MOVED = "moved"
    OPTED_OUT = "opted_out"
    EXCLUDED = "excluded"
    VISITED_BY_PARTNER = "visited_by_partner"
    DO_NOT_VISIT = "do_not_visit"
    NO_ADDRESS = "no_address"


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
class HeldBackLine:
    """A planned visit that gets no letter now, why, and since which day where that is known."""

    visit: str
    resident: str
    name: str
    reason: HeldBack
    on: date | None = None


@dataclass(frozen=True, slots=True)
class LetterQueue:
    """The page Brieven: to send now, held back with reasons, waiting for an answer, and who is due.

    `due` counts the residents who are due and for whom no visit was planned yet.
    """

    to_send: tuple[LetterLine, ...]
    held_back: tuple[HeldBackLine, ...]
    waiting: tuple[WaitingReply, ...]
    due: int = 0


@dataclass(frozen=True, slots=True)
class _Addressee:
    row: VisitRow
    card: ResidentCard
    apart: bool


def letter_queue(reading: Reading, *, today: date) -> LetterQueue:
    """All invitations that may go into the post now, one per couple. Raises SenderMissingError."""
    organisation = reading.organisation()
    names = {one.visitor: one.card.name for one in reading.visitors()}
    held_back: list[HeldBackLine] = []
    overdue = overdue_steps(reading, organisation, today=today)
    wanted = [card.row for card in overdue.values() if wants_second_letter(card)]
    planned = reading.visit_rows(VisitQuestion(statuses=(VisitStatus.PLANNED,)))
    letters: list[LetterLine] = []
    for rows, is_second in ((planned, False), (wanted, True)):
        groups = _addressed(reading, rows, held_back)
        letters += (
            _letter(group, organisation, names, today=today, second=is_second) for group in groups
        )
    return LetterQueue(
        to_send=tuple(letters),
        held_back=(*held_back, *_stopped(reading, today=today)),
        waiting=waiting_replies(reading, organisation, names, overdue),
        due=reading.resident_counts(ResidentQuestion(today)).get("due", 0),
    )


def _addressed(
    reading: Reading, rows: Iterable[VisitRow], held_back: list[HeldBackLine]
) -> list[list[_Addressee]]:
    """Who gets a letter, a couple together; `held_back` gets who does not."""
    people: dict[str, _Addressee] = {}
    for row in rows:
        state = reading.resident(row.resident).state
        reason = _held_back(state)
        if reason is None:
            people[row.resident] = _Addressee(row, state.card, state.apart)
        else:
            held_back.append(HeldBackLine(row.visit, row.resident, row.formal_name, reason))
    groups = joined(
        Housemate.of(one, known.card, apart=known.apart) for one, known in people.items()
    )
    return [[people[one] for one in group] for group in groups]


def mark_sent(
    writing: Writing, letters: Sequence[LetterLine], *, on: date, random_bytes: RandomBytes
) -> int:
    """Remembers that these letters went into the post; answers how many visits that touched.

    A visit whose letter was marked before keeps its first day. Where two coordinators planned the
    same resident before they exchanged, the visit without a letter is off: nobody is asked twice.
    """
    touched = 0
    for line in letters:
        letter = new_identifier(random_bytes)
        for visit in line.visits:
            state = writing.visit(visit)
            known = state.second_letter_on if line.second else state.invited_on
            if known is not None:
                continue
            sent = (SecondLetterSent if line.second else InvitationSent)(letter, on)
            writing.record(Subject(SubjectKind.VISIT, visit), sent)
            touched += 1
            _call_off_doubles(writing, state.resident, line.visits, on)
    return touched


def _call_off_doubles(writing: Writing, resident: str, invited: Sequence[str], on: date) -> None:
    for other in writing.resident(resident).visits:
        if other.status is VisitStatus.PLANNED and other.visit not in invited:
            writing.record(Subject(SubjectKind.VISIT, other.visit), VisitCancelled(on))


def sender(organisation: OrganisationCard) -> SenderInput:
    """Who sends the letters. Raises SenderMissingError while name or number is not entered."""
    if not organisation.coordinator_name or not organisation.coordinator_telephone:
        raise SenderMissingError
    return known_sender(organisation)


def known_sender(organisation: OrganisationCard) -> SenderInput:
    """The sender as far as it is entered: for paper that must also be there before that."""
    return SenderInput(
        organisation=organisation.name,
        address_line=", ".join(
            line for line in (organisation.street_line, organisation.city_line) if line
        ),
        city=_place(organisation.city_line),
        municipality=organisation.municipality_name,
        coordinator=organisation.coordinator_name,
        telephone=organisation.coordinator_telephone,
    )


def _place(city_line: str) -> str:
    """The place of '1234 AA Voorbeelddam', for the line with the date."""
    parts = city_line.split()
    begins_with_postcode = len(parts) > len(("1234", "AA")) and bool(
        normal_postcode("".join(parts[:2]))
    )
    return " ".join(parts[2:]) if begins_with_postcode else city_line


def _held_back(state: ResidentState) -> HeldBack | None:
    card = state.card
    stop = _stop(state)
    if stop is not None:
        return stop[0]
    if state.excluded:
        return HeldBack.EXCLUDED
    if card.visited_by:
        return HeldBack.VISITED_BY_PARTNER
    if card.do_not_visit:
        return HeldBack.DO_NOT_VISIT
    street, city = card.address().lines()
    return None if street and city else HeldBack.NO_ADDRESS


def _stop(state: ResidentState) -> tuple[HeldBack, date] | None:
    if state.died_on is not None:
        return HeldBack.DECEASED, state.died_on
    if state.moved_on is not None:
        return HeldBack.MOVED, state.moved_on
    if state.opted_out_on is not None:
        return HeldBack.OPTED_OUT, state.opted_out_on
    return None


def _stopped(reading: Reading, *, today: date) -> tuple[HeldBackLine, ...]:
    """Visits whose letter was still to be sent when the resident stopped, not long ago."""
    question = VisitQuestion(statuses=(VisitStatus.CLOSED_CANCELLED,), open_only=False)
    since = today - timedelta(days=STOPPED_DAYS)
    found = []
    for row in reading.visit_rows(question):
        if row.invited_on is not None or row.closed_on is None or row.closed_on < since:
            continue
        stop = _stop(reading.resident(row.resident).state)
        if stop is not None:
            found.append(HeldBackLine(row.visit, row.resident, row.formal_name, *stop))
    return tuple(found)


def _letter(
    group: Sequence[_Addressee],
    organisation: OrganisationCard,
    visitor_names: dict[str, str],
    *,
    today: date,
    second: bool,
) -> LetterLine:
    names = [one.card.name() for one in group]
    is_couple = len(names) == COUPLE
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
