"""What is given along to a visitor: own residents and their visits, as a visitor may see them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from huisbezoek.model.domain.operations import (
    AppendDocument,
    Operation,
    SetFields,
    Subject,
    SubjectKind,
)
from huisbezoek.model.domain.permission import Withdrawals, withdrawals_of
from huisbezoek.model.domain.visibility import narrow, reads_earlier_reports
from huisbezoek.model.usecases.organisation_keys import load_organisation_keys
from huisbezoek.model.usecases.ports.people import ResidentFilter, ResidentQuestion
from huisbezoek.model.usecases.ports.work import Reading, Writing

REPORT_DOCUMENT: Final = "report_handed_in"
_OWN_THINGS: Final = {"signal_raised": "signal", "referral_proposed": "referral"}


@dataclass(frozen=True, slots=True)
class VisitorWork:
    """What belongs on one visitor's laptop.

    `visits` are those of each own resident; `full_visits` those whose earlier reports the visitor
    reads, after a hand-over with full notes. `stopped` are own residents whom nobody may write to,
    call or visit any more: a laptop that has them hears that they stopped, and nothing new.
    `shared` is what everybody gets, the social map and the guides; `withdrawals` are permissions
    that own residents took back.
    """

    visitor: str
    organisation: str
    visits: Mapping[str, tuple[str, ...]]
    full_visits: frozenset[str] = frozenset()
    stopped: frozenset[str] = frozenset()
    shared: tuple[Subject, ...] = ()
    withdrawals: Withdrawals = ()

    def subjects(self, residents: Collection[str]) -> tuple[Subject, ...]:
        """The organisation, the own card, what is shared, these residents and their visits."""
        return (
            Subject(SubjectKind.ORGANISATION, self.organisation),
            Subject(SubjectKind.VISITOR, self.visitor),
            *self.shared,
            *with_visits({one: self.visits[one] for one in self.visits if one in residents}),
        )

    def is_withheld(self, operation: Operation) -> bool:
        """Whether it is a new fact about somebody who stopped."""
        subject = operation.subject
        return subject.identifier in self.stopped and isinstance(operation.body, SetFields)


def visitor_work(writing: Writing, visitor: str, *, today: date) -> VisitorWork:
    """The residents who are assigned to this visitor, with their visits."""
    question = ResidentQuestion(today=today, filter=ResidentFilter.ALL, visitor=visitor)
    visits: dict[str, tuple[str, ...]] = {}
    full: set[str] = set()
    stopped: set[str] = set()
    withdrawals: Withdrawals = ()
    for resident in writing.resident_ids(question):
        history = writing.resident(resident)
        visits[resident] = tuple(visit.visit for visit in history.visits)
        withdrawals += withdrawals_of(history.events)
        if reads_earlier_reports(history.events, visitor):
            full.update(visits[resident])
        if history.state.stopped_on is not None:
            stopped.add(resident)
    organisation = load_organisation_keys(writing).organisation
    return VisitorWork(
        visitor,
        organisation,
        visits,
        frozenset(full),
        frozenset(stopped),
        shared_subjects(writing),
        withdrawals,
    )


def shared_subjects(reading: Reading) -> tuple[Subject, ...]:
    """What every laptop gets: the social map, and the guides that were published."""
    guides = sorted({one.guide for one in reading.published_guides()})
    return (
        *(Subject(SubjectKind.OFFER, one.offer) for one in reading.offers()),
        *(Subject(SubjectKind.GUIDE, one) for one in guides),
    )


def with_visits(visits: Mapping[str, Iterable[str]]) -> tuple[Subject, ...]:
    """These residents as subjects, and then their visits."""
    return (
        *(Subject(SubjectKind.RESIDENT, resident) for resident in visits),
        *(Subject(SubjectKind.VISIT, visit) for found in visits.values() for visit in found),
    )


def own_work(operations: Iterable[Operation], person: str) -> frozenset[str]:
    """The visits whose report this person wrote, and the notes and referrals that are theirs."""
    found: set[str] = set()
    for one in operations:
        if one.author != person or not isinstance(one.body, AppendDocument):
            continue
        kind = one.body.document_kind
        if kind == REPORT_DOCUMENT:
            found.add(one.subject.identifier)
        elif kind in _OWN_THINGS:
            found.add(str(one.body.document.get(_OWN_THINGS[kind])))
    return frozenset(found)


def narrowed(
    operations: Iterable[Operation],
    role: str,
    person: str,
    own: Collection[str] = (),
    full_visits: Collection[str] = (),
    withdrawals: Withdrawals = (),
) -> Iterator[Operation]:
    """The operations as somebody in this role may see them; what they may not see is left out.

    A question about a report reaches who wrote it: `own` is the `own_work`.
    """
    for operation in operations:
        seen = narrow(operation, role, person, own, full_visits, withdrawals)
        if seen is not None:
            yield seen
