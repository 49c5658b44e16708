"""Letters that wait for an answer, and what comes next when none came within the term."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from huisbezoek.model.domain.cards import OrganisationCard
from huisbezoek.model.domain.names import joint_formal_name
from huisbezoek.model.domain.next_steps import StepCode, next_step
from huisbezoek.model.domain.visit_commands import DEFAULT_TERMS, VisitCommand
from huisbezoek.model.domain.visit_stages import WAITING
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.usecases.asked_now import asked_now
from huisbezoek.model.usecases.ports.visits import VisitQuestion, VisitRow
from huisbezoek.model.usecases.ports.work import Reading
from huisbezoek.model.usecases.today import TodayCard, group_of

_COUPLE: Final = 2
_LADDER: Final = (
    VisitStatus.INVITED,
    VisitStatus.CALLING,
    VisitStatus.CARD_SENT,
    VisitStatus.NOT_HOME,
)


@dataclass(frozen=True, slots=True)
class WaitingPerson:
    """One of the people a letter went to, whose answer is not known yet."""

    visit: str
    resident: str
    name: str
    telephone: str


@dataclass(frozen=True, slots=True)
class WaitingReply:
    """A letter that was sent and that waits for an answer, of one resident or of a couple.

    `card` is the next step once the term has passed; it is for the coordinator while `visitor` (a
    name) is empty.
    """

    people: tuple[WaitingPerson, ...]
    names: str
    initials: str
    address_line: str
    sent_on: date | None
    reply_by: date | None
    status: VisitStatus
    visitor: str = ""
    card: TodayCard | None = None


def overdue_steps(
    reading: Reading, organisation: OrganisationCard, *, today: date
) -> dict[str, TodayCard]:
    """By visit: the next step to whom did not answer the letter within the term."""
    written_by = today - timedelta(days=organisation.reply_days)
    terms = replace(DEFAULT_TERMS, reply_days=organisation.reply_days)
    rows = [
        row
        for row in asked_now(reading, VisitQuestion(statuses=_LADDER))
        if row.status is not VisitStatus.INVITED
        or (row.invited_on is not None and row.invited_on <= written_by)
    ]
    reachable = {row.letter or row.visit for row in rows if row.telephone}
    found = {}
    for row in rows:
        state = reading.visit(row.visit)
        has_telephone = (row.letter or row.visit) in reachable
        step = next_step(state, today, has_draft=False, has_telephone=has_telephone, terms=terms)
        found[row.visit] = TodayCard(row, state, step, group_of(step, today))
    return found


def wants_second_letter(card: TodayCard) -> bool:
    """Whether the visitor asked for one, or nobody else is there to send a card."""
    if card.step.code is StepCode.AWAIT_SECOND_LETTER:
        return True
    return card.step.command is VisitCommand.SEND_CARD and not card.row.visitor


def waiting_replies(
    reading: Reading,
    organisation: OrganisationCard,
    names: dict[str, str],
    overdue: dict[str, TodayCard],
) -> tuple[WaitingReply, ...]:
    """The letters without an answer; `overdue` are the next steps to those whose term passed."""
    letters: dict[str, list[VisitRow]] = {}
    for row in asked_now(reading, VisitQuestion(statuses=WAITING)):
        letters.setdefault(row.letter or row.visit, []).append(row)
    return tuple(_waiting_line(rows, organisation, names, overdue) for rows in letters.values())


def _waiting_line(
    rows: Sequence[VisitRow],
    organisation: OrganisationCard,
    visitor_names: dict[str, str],
    overdue: dict[str, TodayCard],
) -> WaitingReply:
    first = rows[0]
    card = overdue.get(first.visit)
    if card is not None:
        same = [row for row in rows[1:] if row.visit in overdue]
        others = tuple(row for row in same if overdue[row.visit].step.code is card.step.code)
        card = replace(card, others=others)
    names = [row.formal_name for row in rows]
    days = timedelta(days=organisation.reply_days)
    return WaitingReply(
        people=tuple(
            WaitingPerson(row.visit, row.resident, row.formal_name, row.telephone) for row in rows
        ),
        names=joint_formal_name(*names) if len(names) == _COUPLE else ", ".join(names),
        initials=first.initials_pair,
        address_line=first.address_line,
        sent_on=first.invited_on,
        reply_by=first.invited_on + days if first.invited_on is not None else None,
        status=first.status,
        visitor=visitor_names.get(first.visitor, ""),
        card=card,
    )
