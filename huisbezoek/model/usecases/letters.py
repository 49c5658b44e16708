"""Invitation letters: who gets one now, and that it went into the post."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from huisbezoek.model.domain.cards import OrganisationCard
from huisbezoek.model.domain.events import InvitationSent, VisitCancelled
from huisbezoek.model.domain.given_twice import called_off
from huisbezoek.model.domain.identity import RandomBytes, new_identifier
from huisbezoek.model.domain.ladder_events import SecondLetterSent
from huisbezoek.model.domain.names import formal_name
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.plan_capacity import is_for_later
from huisbezoek.model.domain.visits import VisitState, VisitStatus
from huisbezoek.model.usecases.held_back import HeldBack, HeldBackLine, held_back, stopped
from huisbezoek.model.usecases.letter_lines import Addressee, LetterLine, letter_line
from huisbezoek.model.usecases.partners import together
from huisbezoek.model.usecases.ports.people import ResidentHistory, ResidentQuestion
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.ports.visits import VisitQuestion, VisitRow
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.today import TodayCard
from huisbezoek.model.usecases.waiting_replies import (
    WaitingReply,
    overdue_steps,
    waiting_replies,
    wants_second_letter,
)

STOPPED_DAYS: Final = 30
"""So long the page says of somebody who stopped why no letter goes out."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What marking did: how many letters went, visits that were touched, and who gets none."""

    letters: int
    visits: int
    held_back: tuple[HeldBackLine, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterQueue:
    """The page Brieven: to send now, held back with reasons, waiting for an answer, and who is due.

    `due` counts the residents who are due and for whom no visit was planned yet, `later` the visits
    that were accepted for a month whose letters do not go out yet.
    """

    to_send: tuple[LetterLine, ...]
    held_back: tuple[HeldBackLine, ...]
    waiting: tuple[WaitingReply, ...]
    due: int = 0
    later: int = 0


@dataclass(frozen=True, slots=True)
class _Going:
    """Who gets a letter now, each group with whether it is the second; and who does not."""

    groups: list[tuple[list[Addressee], bool]]
    stays: list[HeldBackLine]
    overdue: dict[str, TodayCard]
    later: int


def letter_queue(reading: Reading, *, today: date) -> LetterQueue:
    """All invitations that may go into the post now, one per couple. Raises SenderMissingError.

    What a round was accepted for in a later month comes when that month begins a plan.
    """
    organisation = reading.organisation()
    names = {one.visitor: one.card.name for one in reading.visitors()}
    going = _going(reading, organisation, today)
    letters = (
        letter_line(group, organisation, names, today=today, second=is_second)
        for group, is_second in going.groups
    )
    return LetterQueue(
        to_send=tuple(letters),
        held_back=(*going.stays, *_stopped(reading, today=today)),
        waiting=waiting_replies(reading, organisation, names, going.overdue),
        due=reading.resident_counts(ResidentQuestion(today)).get("due", 0),
        later=going.later,
    )


def letters_to_send(reading: Reading, today: date) -> tuple[tuple[str, ...], ...]:
    """The residents of each letter that `letter_queue` has to send, also without a sender.

    First letters are told by rows alone: Overzicht counts them each time it is shown.
    """
    planned, _later = _ready(reading, today)
    doubles = frozenset(reading.given_twice())
    unclear = [row for row in planned if row.resident in doubles]
    rows = {one.resident: one for one in reading.resident_rows([row.resident for row in planned])}
    first = (
        (row.resident, row.household)
        for row in planned
        if row.resident not in doubles
        and not row.rests
        and rows[row.resident].address_line
        and rows[row.resident].place_line
    )
    known = [(one.row.resident, one.row.household) for one in _people(reading, unclear, [])]
    overdue = overdue_steps(reading, reading.organisation(), today=today)
    second = _addressed(reading, _wanted(overdue), [])
    return (
        *together(reading, (*first, *known)),
        *(tuple(one.row.resident for one in group) for group in second),
    )


def _going(reading: Reading, organisation: OrganisationCard, today: date) -> _Going:
    stays: list[HeldBackLine] = []
    overdue = overdue_steps(reading, organisation, today=today)
    planned, later = _ready(reading, today)
    groups = [
        (group, is_second)
        for rows, is_second in ((planned, False), (_wanted(overdue), True))
        for group in _addressed(reading, rows, stays)
    ]
    return _Going(groups, stays, overdue, later)


def _ready(reading: Reading, today: date) -> tuple[list[VisitRow], int]:
    """The visits whose first letter may go out now, and how many come in a later month."""
    ready = reading.visit_rows(VisitQuestion(statuses=(VisitStatus.PLANNED,)))
    planned = [row for row in ready if not is_for_later(row.planned_for, today)]
    return planned, len(ready) - len(planned)


def _wanted(overdue: Mapping[str, TodayCard]) -> list[VisitRow]:
    """The visits for which a second letter goes out."""
    return [card.row for card in overdue.values() if wants_second_letter(card)]


def _addressed(
    reading: Reading, rows: Iterable[VisitRow], stays: list[HeldBackLine]
) -> list[list[Addressee]]:
    """Who gets a letter, a couple together; `stays` gets who does not."""
    people = {one.row.resident: one for one in _people(reading, rows, stays)}
    groups = together(reading, ((one, known.row.household) for one, known in people.items()))
    return [[people[one] for one in group] for group in groups]


def _people(
    reading: Reading, rows: Iterable[VisitRow], stays: list[HeldBackLine]
) -> list[Addressee]:
    """Of a visit that was made twice only the one that stays: nobody is written to twice."""
    found = []
    for row in rows:
        history = reading.resident(row.resident)
        if _is_double(history, row.visit):
            continue
        state = history.state
        visit = next(one for one in history.visits if one.visit == row.visit)
        why = held_back(state, visit)
        if why is None:
            found.append(Addressee(row, state.card))
        else:
            stays.append(HeldBackLine(row.visit, row.resident, row.formal_name, *why))
    return found


def mark_sent(
    writing: Writing, letters: Sequence[LetterLine], *, on: date, random_bytes: RandomBytes
) -> Sent:
    """Remembers that these letters went into the post, except what may not go there any more.

    A letter stays for all its readers when one of them stopped, or may not be asked, since it was
    put on paper. A visit whose letter was marked before keeps its first day. Where two
    coordinators planned the same resident before they exchanged, the visit without a letter is
    off: nobody is asked twice.
    """
    touched = 0
    goes: list[LetterLine] = []
    stays: list[HeldBackLine] = []
    for line in letters:
        found = _staying(writing, line)
        if found:
            stays += found
            continue
        goes.append(line)
        touched += _mark(writing, line, on, random_bytes)
    return Sent(len(goes), touched, tuple(stays))


def _mark(writing: Writing, line: LetterLine, on: date, random_bytes: RandomBytes) -> int:
    touched = 0
    letter = new_identifier(random_bytes)
    for visit in line.visits:
        state = writing.visit(visit)
        if _was_marked(line, state) or _is_double(writing.resident(state.resident), visit):
            continue
        event = (SecondLetterSent if line.second else InvitationSent)(letter, on)
        writing.record(Subject(SubjectKind.VISIT, visit), event)
        touched += 1
        _call_off_doubles(writing, state.resident, line.visits, on)
    return touched


def _staying(reading: Reading, line: LetterLine) -> list[HeldBackLine]:
    """Which readers of a letter on paper may not get it any more."""
    found = []
    for visit, resident in zip(line.visits, line.residents, strict=True):
        try:
            state, known = reading.visit(visit), reading.resident(resident).state
        except UnknownSubjectError:
            found.append(HeldBackLine(visit, resident, line.names, HeldBack.GONE))
            continue
        why = None if _was_marked(line, state) else held_back(known, state)
        if why is not None:
            found.append(HeldBackLine(visit, resident, formal_name(known.card.name()), *why))
    return found


def _was_marked(line: LetterLine, visit: VisitState) -> bool:
    return (visit.second_letter_on if line.second else visit.invited_on) is not None


def _is_double(history: ResidentHistory, visit: str) -> bool:
    """Whether another coordinator planned the same visit, and that one is further."""
    return visit in {one.visit for one in called_off(history.visits)}


def _call_off_doubles(writing: Writing, resident: str, invited: Sequence[str], on: date) -> None:
    for other in writing.resident(resident).visits:
        if other.status is VisitStatus.PLANNED and other.visit not in invited:
            writing.record(Subject(SubjectKind.VISIT, other.visit), VisitCancelled(on))


def _stopped(reading: Reading, *, today: date) -> tuple[HeldBackLine, ...]:
    """Visits whose letter was still to be sent when the resident stopped, not long ago."""
    question = VisitQuestion(statuses=(VisitStatus.CLOSED_CANCELLED,), open_only=False)
    since = today - timedelta(days=STOPPED_DAYS)
    found = []
    for row in reading.visit_rows(question):
        if row.invited_on is not None or row.closed_on is None or row.closed_on < since:
            continue
        stop = stopped(reading.resident(row.resident).state)
        if stop is not None:
            found.append(HeldBackLine(row.visit, row.resident, row.formal_name, *stop))
    return tuple(found)
