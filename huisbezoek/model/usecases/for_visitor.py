"""What goes to one visitor's laptop now: new work whole, changes, and what is taken back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from huisbezoek.model.domain.operations import (
    AppendDocument,
    Erase,
    Operation,
    OperationId,
    Redact,
    Reinstate,
    Subject,
    SubjectKind,
    Withdraw,
)
from huisbezoek.model.usecases.exchange import subjects_on_laptop
from huisbezoek.model.usecases.given_along import (
    VisitorWork,
    narrowed,
    own_work,
    visitor_work,
    with_visits,
)
from huisbezoek.model.usecases.laptop_contents import LaptopContents, contents_of_laptop
from huisbezoek.model.usecases.packing_slip import PackedContents, PeopleTally
from huisbezoek.model.usecases.ports.exchange import Peer
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.ports.work import Writing


@dataclass(frozen=True, slots=True)
class WorkForVisitor:
    """The operations for this laptop, narrowed; `given` are the residents who are new on it."""

    operations: tuple[Operation, ...]
    contents: PackedContents
    given: tuple[str, ...]


def work_for_visitor(writing: Writing, peer: Peer, *, today: date) -> WorkForVisitor:
    """What this visitor may see and has not confirmed; a visitor's work is small enough to hold."""
    collector = _Collector(writing, peer, today)
    operations = (*collector.own(), *collector.taken_back())
    before = writing.sent_to(peer.device, peer.sent_counter)
    tally = PeopleTally(
        resident_of=collector.resident_of,
        own=collector.residents,
        new=new_here(peer, collector.residents, collector.new),
        handed_over=collector.handed_over,
    )
    for operation in operations:
        tally.add(operation, sent_before=operation.identifier in before)
    return WorkForVisitor(operations, tally.contents(), tuple(sorted(collector.new)))


class _Collector:
    """Gathers the operations for one laptop."""

    def __init__(self, writing: Writing, peer: Peer, today: date) -> None:
        self._writing = writing
        self._peer = peer
        self._work: VisitorWork = visitor_work(writing, peer.visitor, today=today)
        self._laptop: LaptopContents = contents_of_laptop(writing, peer.visitor, peer.device)
        # Who stopped and is not on the laptop is not given any more.
        self.residents = frozenset(
            one
            for one in self._work.visits
            if one in self._laptop.residents or one not in self._work.stopped
        )
        self.new = self.residents - self._laptop.residents
        self.handed_over: frozenset[str] = frozenset()
        self.resident_of: dict[Subject, str] = {}
        for resident, visits in self._work.visits.items():
            self._note_visits(resident, visits)

    def own(self) -> Iterator[Operation]:
        """About the own residents, their visits, the own card and the organisation."""
        subjects = self._work.subjects(self.residents)
        present = tuple(self._writing.operations_about(subjects))
        confirmed = self._confirmed(present)
        self.handed_over = frozenset(
            one.subject.identifier
            for one in present
            if hands_over(one, self._peer.visitor) and one.identifier not in confirmed
        )
        going = [one for one in present if self._goes(one, confirmed)]
        return narrowed(
            going,
            self._peer.role,
            self._peer.visitor,
            own_work(present, self._peer.visitor),
            self._work.full_visits,
            self._work.withdrawals,
        )

    def taken_back(self) -> Iterator[Operation]:
        """About who is on the laptop and no longer theirs: that it ended, and what is gone."""
        former = tuple(self._writing.operations_about(self._former()))
        confirmed = self._confirmed(former)
        going = (
            one
            for one in former
            if one.identifier not in confirmed and ends(one, self._peer.visitor)
        )
        return narrowed(going, self._peer.role, self._peer.visitor)

    def _goes(self, operation: Operation, confirmed: frozenset[OperationId]) -> bool:
        subject = operation.subject
        is_person = subject.kind == SubjectKind.RESIDENT
        resident = subject.identifier if is_person else self.resident_of.get(subject, "")
        if self._work.is_withheld(operation):
            return False
        # Of whom the laptop let go once, it lacks what it made itself too.
        if self._is_their_own(operation) and resident not in self._laptop.removed_once:
            return False
        # Who is new gets everything, and so does whoever is handed over: what the laptop has of
        # them may have been narrowed more than it is now.
        is_whole = resident in self.new or resident in self.handed_over
        return is_whole or operation.identifier not in confirmed

    def _is_their_own(self, operation: Operation) -> bool:
        """Made by that device in its present life: then the laptop has it."""
        made = operation.identifier
        return made.device == self._peer.device and made.incarnation >= self._peer.incarnation

    def _former(self) -> tuple[Subject, ...]:
        """What is on the laptop of residents that are not theirs, as far as is known here."""
        gone = self._laptop.residents - frozenset(self._work.visits)
        known = {resident: self._visits_of(resident) for resident in gone}
        for resident, visits in known.items():
            self._note_visits(resident, visits)
        subjects = frozenset(with_visits(known))
        # Of who was erased only this laptop remembers which visits went along.
        remembered = subjects_on_laptop(self._writing, self._peer.visitor)
        lost = {
            one
            for one in remembered
            if one.kind == SubjectKind.VISIT
            and one not in self.resident_of
            and not self._is_known(one)
        }
        return tuple(sorted(subjects | lost))

    def _visits_of(self, resident: str) -> tuple[str, ...]:
        try:
            return tuple(visit.visit for visit in self._writing.resident(resident).visits)
        except UnknownSubjectError:
            return ()

    def _is_known(self, visit: Subject) -> bool:
        try:
            self._writing.visit(visit.identifier)
        except UnknownSubjectError:
            return False
        return True

    def _note_visits(self, resident: str, visits: tuple[str, ...]) -> None:
        self.resident_of.update(dict.fromkeys(with_visits({resident: visits})[1:], resident))

    def _confirmed(self, operations: tuple[Operation, ...]) -> frozenset[OperationId]:
        return self._writing.confirmed(self._peer, [one.identifier for one in operations])


def new_here(peer: Peer, own: frozenset[str], given: frozenset[str]) -> frozenset[str]:
    """Who is called new on a slip: with the first file to a laptop everybody.

    Its start file brought people along too, but of those nobody has heard that they arrived.
    """
    return given if peer.sent_counter else own


def hands_over(operation: Operation, visitor: str) -> bool:
    """Whether it says that a resident was handed over to this visitor."""
    body = operation.body
    if not isinstance(body, AppendDocument) or body.document_kind != "handed_over":
        return False
    return body.document.get("to_visitor") == visitor


def ends(operation: Operation, visitor: str) -> bool:
    """Whether it takes something away that this visitor's laptop has; it brings nothing new."""
    body = operation.body
    if isinstance(body, AppendDocument):
        is_end = body.document_kind == "assignment_ended"
        return is_end and body.document.get("visitor") == visitor
    return isinstance(body, Erase | Redact | Withdraw | Reinstate)
