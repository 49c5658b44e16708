"""What a coordinator does with visitors: add them, keep their card, give them residents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from huisbezoek.model.domain.cards import VisitorCard
from huisbezoek.model.domain.cycle_plan import Turn
from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.events import Assigned, AssignmentEnded
from huisbezoek.model.domain.hand_match import hand_match, hand_turn
from huisbezoek.model.domain.identity import RandomBytes, new_identifier
from huisbezoek.model.domain.names import joint_formal_name
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.partial_dates import add_months
from huisbezoek.model.domain.plan_rules import Refusal
from huisbezoek.model.domain.visit_refusals import ReasonMissingError
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.usecases.asked_now import asked_now
from huisbezoek.model.usecases.overview import is_silent, residents_without_visitor
from huisbezoek.model.usecases.partners import together
from huisbezoek.model.usecases.ports.people import (
    ResidentFilter,
    ResidentHistory,
    ResidentQuestion,
    ResidentRow,
    VisitorRecord,
)
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.ports.visits import VisitQuestion
from huisbezoek.model.usecases.ports.work import Reading, Writing

CERTIFICATE_YEARS: Final = 4
"""A conduct certificate (VOG) is renewed every 3 to 5 years (domain.md 1.9); 4 is the default."""

CERTIFICATE_WARNING_DAYS: Final = 90


class VisitorNotReadyError(RefusedByRuleError):
    """No valid conduct certificate or no signed secrecy statement: no residents are given."""

    code = "visitor_not_ready"


class VisitorRuledOutError(RefusedByRuleError):
    """A coordinator decided that this visitor does not go to one of these residents."""

    code = "visitor_ruled_out"


class VisitorOwnStreetError(RefusedByRuleError):
    """Nobody visits in the street where they live."""

    code = "visitor_own_street"


class VisitorUntrainedError(RefusedByRuleError):
    """A group of one of these residents asks for a training that the visitor did not follow."""

    code = "visitor_untrained"


class NamelessVisitorError(RefusedByRuleError):
    """A visitor without a name cannot be kept."""

    code = "visitor_without_name"


class CertificateState(StrEnum):
    """How a conduct certificate stands."""

    MISSING = "missing"
    VALID = "valid"
    ENDS_SOON = "ends_soon"
    ENDED = "ended"


class VisitorNeed(StrEnum):
    """What a coordinator should look after, the first one first."""

    CERTIFICATE = "certificate"
    SECRECY = "secrecy"
    CERTIFICATE_ENDS_SOON = "certificate_ends_soon"
    START_FILE = "start_file"
    SILENT = "silent"


_REFUSED: Final[Mapping[Refusal, type[RefusedByRuleError]]] = {
    Refusal.RULED_OUT: VisitorRuledOutError,
    Refusal.OWN_STREET: VisitorOwnStreetError,
    Refusal.TRAINING_MISSING: VisitorUntrainedError,
    Refusal.NOT_READY: VisitorNotReadyError,
}


@dataclass(frozen=True, slots=True)
class VisitorView:
    """A visitor as the page Bezoekers shows one; `room` is how many more open visits fit."""

    record: VisitorRecord
    certificate: CertificateState
    certificate_until: date | None
    trained_on: date | None
    secrecy_signed_on: date | None
    ready: bool
    room: int
    residents: tuple[ResidentRow, ...]
    needs: tuple[VisitorNeed, ...] = ()


@dataclass(frozen=True, slots=True)
class AssignLine:
    """Who is given at once: one resident, or a couple. `status` is that of the first visit."""

    residents: tuple[str, ...]
    names: str
    address_line: str
    district: str
    status: VisitStatus | None


def visitors(reading: Reading, *, today: date) -> tuple[VisitorView, ...]:
    """All visitors that have not stopped: those who need something first, then by name."""
    views = [
        visitor_view(reading, record, today=today)
        for record in reading.visitors()
        if record.stopped_on is None and record.card.role == "visitor"
    ]
    return tuple(sorted(views, key=lambda one: (not one.needs, one.record.card.name.casefold())))


def colleagues(reading: Reading, own_person: str, *, today: date) -> tuple[VisitorView, ...]:
    """The other coordinators that have not stopped, by name."""
    views = [
        visitor_view(reading, record, today=today)
        for record in reading.visitors()
        if record.stopped_on is None
        and record.card.role == "coordinator"
        and record.visitor != own_person
    ]
    return tuple(sorted(views, key=lambda one: one.record.card.name.casefold()))


def visitor_view(reading: Reading, record: VisitorRecord, *, today: date) -> VisitorView:
    """One visitor with certificate, room, needs and residents."""
    record = record.on(today)
    state, until = certificate(record.card, today=today)
    silent_days = reading.organisation().silent_days
    question = ResidentQuestion(today=today, filter=ResidentFilter.ALL, visitor=record.visitor)
    return VisitorView(
        record=record,
        certificate=state,
        certificate_until=until,
        trained_on=_day(record.card.training_on),
        secrecy_signed_on=_day(record.card.secrecy_signed_on),
        ready=_is_ready(record.card, today=today),
        room=max(0, record.card.most_open_visits - record.open_visits),
        residents=reading.resident_rows(reading.resident_ids(question)),
        needs=_needs(record, silent_days, today=today),
    )


def certificate(card: VisitorCard, *, today: date) -> tuple[CertificateState, date | None]:
    """How the conduct certificate stands, and the last day on which it is valid."""
    given = _day(card.conduct_certificate_on)
    if given is None:
        return CertificateState.MISSING, None
    until = add_months(given, 12 * CERTIFICATE_YEARS)
    if until < today:
        return CertificateState.ENDED, until
    if (until - today).days <= CERTIFICATE_WARNING_DAYS:
        return CertificateState.ENDS_SOON, until
    return CertificateState.VALID, until


def add_visitor(writing: Writing, card: VisitorCard, *, random_bytes: RandomBytes) -> str:
    """Keeps a new visitor; answers the identifier. Raises NamelessVisitorError."""
    visitor = new_identifier(random_bytes)
    change_visitor(writing, visitor, card)
    return visitor


def change_visitor(writing: Writing, visitor: str, card: VisitorCard) -> None:
    """Keeps the visitor's card. Raises NamelessVisitorError."""
    if not card.name.strip():
        raise NamelessVisitorError
    writing.change_card(Subject(SubjectKind.VISITOR, visitor), card)


def assign(
    writing: Writing, residents: Sequence[str], visitor: str, *, today: date, reason: str = ""
) -> int:
    """Gives these residents to the visitor; answers how many were given anew.

    A resident who has another visitor is taken over: the earlier assignment ends on the same day.
    The rules of the plan hold by hand too: raises VisitorNotReadyError, VisitorRuledOutError,
    VisitorOwnStreetError, VisitorUntrainedError and UnknownSubjectError; nothing is kept then.
    """
    record = _record(writing, visitor)
    if record.stopped_on is not None or not _is_ready(record.card, today=today):
        raise VisitorNotReadyError
    histories = [writing.resident(resident) for resident in residents]
    for history in histories:
        match = hand_match(hand_turn([(history.state, history.groups)]), visitor, record.card)
        if match.refused is not None:
            raise _REFUSED[match.refused]
    return sum(give(writing, one, visitor, today=today, reason=reason) for one in histories)


def give(
    writing: Writing, history: ResidentHistory, visitor: str, *, today: date, reason: str = ""
) -> bool:
    """Gives this resident to the visitor, whoever it was before; whether that is new.

    Judges nothing and reads nothing: `assign` is for who has not looked at the rules yet.
    """
    present = history.state.visitors
    subject = Subject(SubjectKind.RESIDENT, history.state.resident)
    for earlier in present:
        if earlier != visitor:
            writing.record(subject, AssignmentEnded(earlier, today, reason))
    if visitor in present:
        return False
    writing.record(subject, Assigned(visitor, today, reason))
    return True


def hand_turns(reading: Reading, lines: Sequence[AssignLine]) -> dict[str, Turn]:
    """What the rules of a match ask about each line, by its first resident."""
    found = {}
    for line in lines:
        histories = [reading.resident(one) for one in line.residents]
        found[line.residents[0]] = hand_turn([(one.state, one.groups) for one in histories])
    return found


def refusal_error(why: Refusal) -> RefusedByRuleError:
    """The error that giving by hand ends in, for the sentence that says it beforehand."""
    return _REFUSED[why]()


def end_assignment(writing: Writing, resident: str, *, today: date, reason: str) -> None:
    """Takes the resident back from whoever visits them. Raises ReasonMissingError."""
    if not reason.strip():
        raise ReasonMissingError
    for visitor in writing.resident(resident).state.visitors:
        writing.record(
            Subject(SubjectKind.RESIDENT, resident), AssignmentEnded(visitor, today, reason.strip())
        )


def waiting_for_visitor(reading: Reading) -> int:
    """How many residents were written to or agreed and have no visitor, as Overzicht counts."""
    return len(residents_without_visitor(reading))


def unassigned(reading: Reading) -> tuple[AssignLine, ...]:
    """Who can be given to a visitor: first who was written to or agreed, then who gets a letter.

    Within each the longest waiting first; a couple is one line.
    """
    planned = asked_now(reading, VisitQuestion(statuses=(VisitStatus.PLANNED,)))
    waiting = [row.resident for row in planned if not row.visitor]
    found = dict.fromkeys((*residents_without_visitor(reading), *waiting))
    rows = {row.resident: row for row in reading.resident_rows(tuple(found))}
    groups = together(reading, ((one, row.household) for one, row in rows.items()))
    return tuple(_assign_line([rows[resident] for resident in group]) for group in groups)


def _assign_line(rows: Sequence[ResidentRow]) -> AssignLine:
    first = rows[0]
    names = first.formal_name
    if len(rows) > 1:
        names = joint_formal_name(first.formal_name, rows[1].formal_name)
    residents = tuple(row.resident for row in rows)
    return AssignLine(residents, names, first.address_line, first.district, first.open_status)


def _needs(record: VisitorRecord, silent_days: int, *, today: date) -> tuple[VisitorNeed, ...]:
    state, _ = certificate(record.card, today=today)
    expires = record.start_file_expires_on
    holds = {
        VisitorNeed.CERTIFICATE: state in {CertificateState.MISSING, CertificateState.ENDED},
        VisitorNeed.SECRECY: not record.card.secrecy_signed_on,
        VisitorNeed.CERTIFICATE_ENDS_SOON: state is CertificateState.ENDS_SOON,
        VisitorNeed.START_FILE: (
            record.assigned > 0 and not record.enrolled and (expires is None or expires < today)
        ),
        VisitorNeed.SILENT: is_silent(record, today, silent_days),
    }
    return tuple(need for need, is_so in holds.items() if is_so)


def _record(reading: Reading, visitor: str) -> VisitorRecord:
    for record in reading.visitors():
        if record.visitor == visitor:
            return record
    raise UnknownSubjectError


def _is_ready(card: VisitorCard, *, today: date) -> bool:
    state, _ = certificate(card, today=today)
    valid = state in {CertificateState.VALID, CertificateState.ENDS_SOON}
    return valid and _day(card.secrecy_signed_on) is not None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
