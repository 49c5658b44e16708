"""For whom there is news: what is in a file of now and never went there, without making it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from huisbezoek.model.domain.operations import (
    AppendDocument,
    Operation,
    SetFields,
    Subject,
    SubjectKind,
)
from huisbezoek.model.domain.visibility import Role, visible_documents
from huisbezoek.model.usecases.exchange import subjects_on_laptop
from huisbezoek.model.usecases.for_visitor import ends, hands_over, new_here
from huisbezoek.model.usecases.given_along import (
    narrowed,
    own_work,
    shared_subjects,
    with_visits,
)
from huisbezoek.model.usecases.laptop_contents import LaptopContents, contents_of_laptop
from huisbezoek.model.usecases.organisation_keys import load_organisation_keys
from huisbezoek.model.usecases.packing_slip import PackedContents, PeopleTally
from huisbezoek.model.usecases.ports.exchange import Peer
from huisbezoek.model.usecases.ports.people import ResidentFilter, ResidentQuestion
from huisbezoek.model.usecases.ports.rosters import DeviceRole
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.ports.work import Writing


def news_of(writing: Writing, peer: Peer, *, today: date) -> PackedContents | None:
    """What never went to this device, counted; None when there is nothing.

    What went along before without a word that it arrived goes along again, but is no news. A
    coordinator gets everything: of that nothing is counted. Nothing is sealed or compressed, and
    only operations that never went there are read.
    """
    # As if everything that was sent had been confirmed.
    since = replace(peer, acknowledged=peer.sent_counter, unread=())
    if peer.role == DeviceRole.COORDINATOR:
        is_new = next(writing.unconfirmed_lines(since), None) is not None
        return PackedContents() if is_new else None
    return _News(writing, since, today).contents()


@dataclass(frozen=True, slots=True)
class _Fresh:
    """Operations that never went to the laptop: about the visitor's own people, and others."""

    own: tuple[Operation, ...]
    former: tuple[Operation, ...]


class _News:
    """Looks for operations that one laptop never got, as `for_visitor` collects what it gets."""

    def __init__(self, writing: Writing, peer: Peer, today: date) -> None:
        self._writing = writing
        self._peer = peer
        self._laptop: LaptopContents = contents_of_laptop(writing, peer.visitor, peer.device)
        question = ResidentQuestion(today=today, filter=ResidentFilter.ALL, visitor=peer.visitor)
        self._own = frozenset(writing.resident_ids(question))
        self._visits = writing.visits_of(self._own | self._laptop.residents)
        self._resident_of = {
            subject: resident
            for resident, visits in self._visits.items()
            for subject in with_visits({resident: visits})
        }

    def contents(self) -> PackedContents | None:
        """What is new, counted; nothing of what went along before."""
        fresh = self._fresh()
        operations = (*self._seen_of_own(fresh.own), *self._seen_of_former(fresh.former))
        if not operations:
            return None
        handed_over = {
            one.subject.identifier for one in fresh.own if hands_over(one, self._peer.visitor)
        }
        new = self._own - self._laptop.residents
        tally = PeopleTally(
            self._resident_of, self._own, new_here(self._peer, self._own, new), handed_over
        )
        for operation in operations:
            tally.add(operation, sent_before=False)
        return tally.contents()

    def _fresh(self) -> _Fresh:
        organisation = load_organisation_keys(self._writing).organisation
        whole = frozenset(
            (
                Subject(SubjectKind.ORGANISATION, organisation),
                Subject(SubjectKind.VISITOR, self._peer.visitor),
                *shared_subjects(self._writing),
                *self._subjects_of(self._own),
            )
        )
        # Of who was erased only this laptop remembers which visits went along.
        remembered = subjects_on_laptop(self._writing, self._peer.visitor)
        gone = {one for one in remembered if one.kind == SubjectKind.VISIT}
        gone.update(self._subjects_of(self._laptop.residents - self._own))
        found = tuple(self._writing.unconfirmed(self._peer, whole | gone))
        return _Fresh(
            tuple(one for one in found if one.subject in whole),
            tuple(one for one in found if one.subject not in whole),
        )

    def _subjects_of(self, residents: Collection[str]) -> tuple[Subject, ...]:
        return with_visits({one: self._visits[one] for one in residents})

    def _seen_of_own(self, fresh: Iterable[Operation]) -> Iterator[Operation]:
        """What the visitor may see of it; most of what never went there is not for visitors."""
        visible = [one for one in fresh if _is_for_visitors(one)]
        stopped = self._stopped(visible)
        going = [one for one in visible if self._goes(one, stopped)]
        about = {one.subject for one in going}
        whose = {self._resident_of[one] for one in about if one in self._resident_of}
        present = self._writing.operations_about(self._subjects_of(whose))
        visitor = self._peer.visitor
        return narrowed(going, self._peer.role, visitor, own_work(present, visitor))

    def _stopped(self, operations: Iterable[Operation]) -> frozenset[str]:
        """Of these residents who may not be written to, called or visited any more."""
        about = {self._resident_of.get(one.subject, "") for one in operations} - {""}
        rows = self._writing.resident_rows(sorted(about))
        return frozenset(row.resident for row in rows if row.stopped)

    def _goes(self, operation: Operation, stopped: Collection[str]) -> bool:
        """Who stopped is not given any more, and of who is there nothing new is told."""
        resident = self._resident_of.get(operation.subject, "")
        if resident not in stopped:
            return True
        is_here = resident in self._laptop.residents
        is_card = operation.subject.kind == SubjectKind.RESIDENT
        return is_here and not (is_card and isinstance(operation.body, SetFields))

    def _seen_of_former(self, fresh: Iterable[Operation]) -> Iterator[Operation]:
        visitor = self._peer.visitor
        going = [one for one in fresh if ends(one, visitor) and self._was_here(one.subject)]
        return narrowed(going, self._peer.role, visitor)

    def _was_here(self, subject: Subject) -> bool:
        """Whether it is on the laptop: of who is no longer theirs, or erased here altogether."""
        if subject in self._resident_of or subject.kind != SubjectKind.VISIT:
            return True
        try:
            self._writing.visit(subject.identifier)
        except UnknownSubjectError:
            return True
        return False


def _is_for_visitors(operation: Operation) -> bool:
    body = operation.body
    if not isinstance(body, AppendDocument):
        return True
    return body.document_kind in visible_documents(operation.subject.kind, Role.VISITOR)
