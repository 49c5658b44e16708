"""What waits after visits: the coordinator's list, and what its steps show of one resident.

A loop stays in the list until a person closes it; those past their term stand on top.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from huisbezoek.model.domain.cards import OrganisationCard, VisitorCard
from huisbezoek.model.domain.contacts import count_contacts
from huisbezoek.model.domain.events import AdditionAsked, ContactKind, FollowUpClosed
from huisbezoek.model.domain.follow_up_events import Urgency
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.referrals import ReferralState
from huisbezoek.model.domain.reports import ReportLine
from huisbezoek.model.domain.signals import SignalState
from huisbezoek.model.domain.visits import VisitState, VisitStatus
from huisbezoek.model.domain.wishes import wishes_of
from huisbezoek.model.usecases.aftercare import waive_refused_call
from huisbezoek.model.usecases.follow_up import Loop, ResidentFollowUp, follow_up, follow_up_of
from huisbezoek.model.usecases.permission import report_of
from huisbezoek.model.usecases.ports.follow_up import ReferralRow, SignalRow
from huisbezoek.model.usecases.ports.people import ResidentHistory
from huisbezoek.model.usecases.ports.visits import VisitQuestion, VisitRow
from huisbezoek.model.usecases.ports.work import Reading, Writing

_FIRST: Final[Mapping[Urgency | None, int]] = {
    Urgency.DANGER_NOW: 0,
    Urgency.CALL_TODAY: 1,
    Urgency.WITHIN_TWO_DAYS: 2,
    None: 3,
    Urgency.CAN_WAIT: 4,
}


class FollowUpPart(StrEnum):
    """Which part of the list somebody wants to see."""

    ALL = "all"
    MINE = "mine"
    NOBODY = "nobody"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class FollowUpChoice:
    """A part of the list, and of it what one person takes up; no owner is everybody's."""

    part: FollowUpPart = FollowUpPart.ALL
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads the list: the identifier and the name of the coordinator at work."""

    person: str
    name: str


@dataclass(frozen=True, slots=True)
class WaitingLoop:
    """One loop of the list, with the row of the note or of the referral that it belongs to."""

    loop: Loop
    signal: SignalRow | None = None
    referral: ReferralRow | None = None

    @property
    def opened_on(self) -> date:
        """Since when it is open."""
        if self.signal is not None:
            return self.signal.raised_on
        return self.referral.proposed_on if self.referral is not None else self.loop.loop.due_on


@dataclass(frozen=True, slots=True)
class FollowUpList:
    """Everything that waits: loops by term and urgency, reports to read, visits to round off.

    `visitors` are the cards of visitors by identifier; `closed_signals` and `closed_referrals` are
    what persons closed, the last first.
    """

    loops: tuple[WaitingLoop, ...]
    reports: tuple[VisitRow, ...]
    running: tuple[VisitRow, ...]
    closed_signals: tuple[SignalRow, ...]
    closed_referrals: tuple[ReferralRow, ...]
    visitors: Mapping[str, VisitorCard]

    def late(self, today: date) -> int:
        """How many loops are past their term."""
        return sum(one.loop.is_late(today) for one in self.loops)

    def owner(self, one: WaitingLoop, reader: Reader) -> str:
        """Who takes it up, as it was written down; of a referral the coordinator who proposed it.

        Empty when nobody does yet.
        """
        if one.signal is not None:
            return one.signal.assigned_to
        proposer = one.referral.proposed_by if one.referral is not None else ""
        if proposer == reader.person:
            return reader.name
        card = self.visitors.get(proposer)
        return card.name if card is not None and card.role == "coordinator" else ""

    def owners(self, reader: Reader) -> tuple[str, ...]:
        """The names of everybody who takes something up, without their function."""
        names = {_name(self.owner(one, reader)) for one in self.loops}
        return tuple(sorted(names - {""}))

    def chosen(self, choice: FollowUpChoice, reader: Reader, today: date) -> "FollowUpList":
        """Only what was asked for; reports and visits have no owner and no term of this list."""
        if choice == FollowUpChoice():
            return self

        def fits(one: WaitingLoop) -> bool:
            owner = _name(self.owner(one, reader))
            is_asked = {
                FollowUpPart.ALL: True,
                FollowUpPart.MINE: bool(owner) and owner == reader.name,
                FollowUpPart.NOBODY: not owner,
                FollowUpPart.LATE: one.loop.is_late(today),
            }[choice.part]
            return is_asked and choice.owner in {"", owner}

        return replace(
            self, loops=tuple(one for one in self.loops if fits(one)), reports=(), running=()
        )


@dataclass(frozen=True, slots=True)
class FollowUpCase:
    """What the steps show of one resident: notes and referrals whole, and who can be called.

    `wishes` are the wishes and requests for help of the last report, `visit` its visit;
    `contacts` is how often there was contact, per kind.
    """

    resident: str
    name: str
    sex: str
    telephone: str
    follow_up: ResidentFollowUp
    wishes: tuple[ReportLine, ...]
    visit: str
    visitors: Mapping[str, VisitorCard]
    organisation: OrganisationCard
    contacts: Mapping[ContactKind, int]

    def signal(self, identifier: str) -> SignalState | None:
        """One of the notes; None when it is not there (any more)."""
        known = self.follow_up.signals
        return next((one for one in known if one.signal == identifier), None)

    def referral(self, identifier: str) -> ReferralState | None:
        """One of the referrals; None when it is not there (any more)."""
        known = self.follow_up.referrals
        return next((one for one in known if one.referral == identifier), None)


def follow_up_list(reading: Reading) -> FollowUpList:
    """What waits for the coordinator: the first due first, of one day the most urgent."""
    found = follow_up(reading, open_only=False)
    signals = {row.signal: row for row in found.signals}
    referrals = {row.referral: row for row in found.referrals}
    loops = [
        WaitingLoop(one, signals.get(one.loop.identifier), referrals.get(one.loop.identifier))
        for one in found.loops
    ]
    loops.sort(key=_order)
    open_ones = {one.loop.identifier for one in found.loops}
    return FollowUpList(
        loops=tuple(loops),
        reports=reading.visit_rows(VisitQuestion(statuses=(VisitStatus.REPORT_SUBMITTED,))),
        running=reading.visit_rows(VisitQuestion(statuses=(VisitStatus.FOLLOW_UP,))),
        closed_signals=tuple(
            sorted(
                (row for row in found.signals if row.signal not in open_ones),
                key=lambda row: row.since,
                reverse=True,
            )
        ),
        closed_referrals=tuple(
            sorted(
                (row for row in found.referrals if row.referral not in open_ones),
                key=lambda row: row.since,
                reverse=True,
            )
        ),
        visitors=_visitors(reading),
    )


def late_loops(reading: Reading, today: date) -> int:
    """How many notes and referrals are past their term: the count in the sidebar."""
    return sum(one.is_late(today) for one in follow_up(reading).loops)


def follow_up_case(reading: Reading, resident: str) -> FollowUpCase:
    """What follows after the visits to one resident. Raises UnknownSubjectError."""
    history = reading.resident(resident)
    last = _last_reported(history.visits)
    report = report_of(reading, last.visit) if last is not None else None
    card = history.state.card
    return FollowUpCase(
        resident=resident,
        name=reading.resident_rows([resident])[0].formal_name,
        sex=card.sex,
        telephone=card.telephone,
        follow_up=follow_up_of(reading, resident),
        wishes=wishes_of(report) if report is not None else (),
        visit=last.visit if last is not None else "",
        visitors=_visitors(reading),
        organisation=reading.organisation(),
        contacts=_contacts(reading, history),
    )


def ask_addition(writing: Writing, visit: str, question: str, *, today: date) -> None:
    """Asks the visitor to add something to the report."""
    writing.record(Subject(SubjectKind.VISIT, visit), AdditionAsked(question.strip(), today))


def close_follow_up(writing: Writing, visit: str, *, today: date) -> None:
    """Everything that had to be done after the visit is done; the call afterwards comes next."""
    writing.record(Subject(SubjectKind.VISIT, visit), FollowUpClosed(today))
    waive_refused_call(writing, visit, today=today)


def _contacts(reading: Reading, history: ResidentHistory) -> Mapping[ContactKind, int]:
    of_visits = (
        stamped.event for one in history.visits for stamped in reading.visit_events(one.visit)
    )
    return count_contacts((*(stamped.event for stamped in history.events), *of_visits))


def _visitors(reading: Reading) -> Mapping[str, VisitorCard]:
    return {one.visitor: one.card for one in reading.visitors()}


def _name(owner: str) -> str:
    """Without the function that is written behind it: 'Anneke de Wit, coördinator'."""
    return owner.partition(",")[0].strip()


def _order(one: WaitingLoop) -> tuple[date, int, str, str]:
    loop = one.loop.loop
    return loop.due_on, _FIRST[one.loop.urgency], loop.kind.value, loop.identifier


def _last_reported(visits: tuple[VisitState, ...]) -> VisitState | None:
    reported = [one for one in visits if one.report is not None]
    return max(reported, key=lambda one: (one.held_on or date.min, one.visit), default=None)
