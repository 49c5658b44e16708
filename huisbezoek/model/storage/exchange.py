"""Operations as they travel: collected for a bundle, and united with what arrives."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from huisbezoek.model.domain.merge import ForkError, unite
from huisbezoek.model.domain.operations import (
    AppendDocument,
    Body,
    Erase,
    Operation,
    OperationId,
    SetFields,
    Subject,
    SubjectKind,
)
from huisbezoek.model.storage.arriving import buried_operations, kept_operations
from huisbezoek.model.storage.journal import Arrived, SubjectPlace
from huisbezoek.model.storage.kept_folds import with_kept_folds
from huisbezoek.model.storage.operation_runs import runs_of
from huisbezoek.model.storage.session import Session
from huisbezoek.model.storage.subject_log import (
    operations_by_subject,
    stream_operations,
    subject_number,
    to_operation,
)
from huisbezoek.model.storage.without_collecting import without_collecting
from huisbezoek.model.usecases.operation_lines import encode_body
from huisbezoek.model.usecases.ports.exchange import Union

BATCH = 2048
"""How many arriving operations are looked up and united at once."""


@dataclass(slots=True)
class _Outcome:
    """What uniting did so far."""

    bundle: str
    total: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    removed: bool = False


@dataclass(frozen=True, slots=True)
class _Meeting:
    """What a batch of arriving operations meets here, and what of it is new."""

    known: dict[OperationId, Operation]
    buried: dict[OperationId, int]
    new: dict[OperationId, Arrived] = field(default_factory=dict)


class Exchange(Session):
    """The journal as bundles see it."""

    def operations_about(self, subjects: Iterable[Subject]) -> Iterator[Operation]:
        """All operations about these subjects, in journal order."""
        numbers = [
            number
            for subject in subjects
            if (number := subject_number(self._connection, subject)) is not None
        ]
        found = operations_by_subject(self._connection, numbers)
        yield from sorted(
            (operation for operations in found.values() for operation in operations),
            key=lambda operation: operation.identifier,
        )

    def operations_since(self, device: str, sequence: int) -> Iterator[Operation]:
        """All operations that this device made after that sequence number."""
        return stream_operations(
            self._connection, "WHERE d.text = ? AND o.sequence > ?", (device, sequence)
        )

    def all_operations(self) -> Iterator[Operation]:
        """The whole journal in order."""
        return stream_operations(self._connection)

    def unite(self, operations: Iterable[Operation], bundle: str = "") -> Union:
        """Adds what is new, keeps what is here; narrowed operations are united per field.

        Raises `domain.merge.ForkError` for a known operation id with other content.
        Projections follow in the same transaction.
        """
        outcome = _Outcome(bundle)
        batch: list[Operation] = []
        for operation in operations:
            batch.append(operation)
            if len(batch) == BATCH:
                self._unite_batch(batch, outcome)
                batch = []
        self._unite_batch(batch, outcome)
        total = outcome.total
        return Union(
            total["new"], total["known"], total["erased"], dict(outcome.kinds), outcome.removed
        )

    def arrivals(self, bundle: str) -> tuple[Operation, ...]:
        """The operations that were new in this received bundle, in journal order."""
        rows = self._rows(
            "SELECT o.subject, d.text, o.incarnation, o.sequence, s.kind, s.identifier,"
            " o.milliseconds, o.counter, a.text, o.body FROM arrivals r"
            " CROSS JOIN identifiers d ON d.text = r.device"
            " CROSS JOIN operations o ON o.device = d.number AND o.incarnation = r.incarnation"
            " AND o.sequence BETWEEN r.first AND r.last"
            " JOIN identifiers a ON a.number = o.author"
            " JOIN subjects s ON s.number = o.subject WHERE r.bundle = ?",
            (bundle,),
        )
        found = {operation.identifier: operation for operation in map(to_operation, rows)}
        return tuple(found[identifier] for identifier in sorted(found))

    def known_operations(self, operations: Sequence[OperationId]) -> frozenset[OperationId]:
        """Which of these operations are here, also if only as the tombstone of what was erased."""
        kept = kept_operations(self._connection, operations)
        return frozenset(kept) | frozenset(buried_operations(self._connection, operations))

    @without_collecting()
    def _unite_batch(self, batch: Sequence[Operation], outcome: _Outcome) -> None:
        subjects = self._journal.numbered_subjects(operation.subject for operation in batch)
        identifiers = [operation.identifier for operation in batch]
        meeting = _Meeting(
            kept_operations(self._connection, identifiers),
            buried_operations(self._connection, identifiers),
        )
        widened: dict[int, Subject] = {}
        for operation in batch:
            place = subjects[operation.subject]
            what = self._unite_one(operation, place, meeting)
            outcome.total["known" if what == "widened" else what] += 1
            if what == "new":
                outcome.kinds[_kind(operation.body)] += 1
            if what == "widened":
                widened[place.number] = operation.subject
        self._journal.receive(meeting.new.values())
        self._note_arrivals(outcome.bundle, tuple(meeting.new))
        for number, subject in widened.items():
            self._touch(number, subject)
        changed = {**widened, **self._add(meeting.new.values(), subjects)}
        outcome.removed |= self._settle(changed)

    def _add(
        self, arrived: Iterable[Arrived], subjects: Mapping[Subject, SubjectPlace]
    ) -> dict[int, Subject]:
        """Remembers which operations came about which subjects; answers these."""
        came: dict[Subject, list[Operation]] = {}
        for one in arrived:
            came.setdefault(one.operation.subject, []).append(one.operation)
        for subject, operations in came.items():
            place = subjects[subject]
            self._touched.add(place.number, operations, is_new=place.is_new)
            self._note(subject)
        return {subjects[subject].number: subject for subject in came}

    def _unite_one(self, operation: Operation, place: SubjectPlace, meeting: _Meeting) -> str:
        identifier = operation.identifier
        if place.is_erased and not isinstance(operation.body, Erase):
            self._journal.bury(identifier, place.number)
            return "erased"
        earlier = meeting.known.get(identifier)
        if earlier is None:
            if meeting.buried.get(identifier, place.number) != place.number:
                raise ForkError
            meeting.known[identifier] = operation
            is_back = identifier in meeting.buried
            meeting.new[identifier] = Arrived(operation, place.number, is_back=is_back)
            return "new"
        united = unite(earlier, operation)
        meeting.known[identifier] = united
        if encode_body(united.body) == encode_body(earlier.body):
            return "known"
        if identifier in meeting.new:
            # It came twice in this batch, each time with other parts.
            meeting.new[identifier] = replace(meeting.new[identifier], operation=united)
        else:
            self._journal.rewrite(united)
        return "widened"

    def _note_arrivals(self, bundle: str, new: Sequence[OperationId]) -> None:
        if bundle and new:
            self._connection.exec_driver_sql(
                "INSERT OR REPLACE INTO arrivals (bundle, device, incarnation, first, last)"
                " VALUES (?, ?, ?, ?, ?)",
                [(bundle, *run) for run in runs_of(new)],
            )
            self._local.add("ledger")

    def _settle(self, changed: Mapping[int, Subject]) -> bool:
        """Carries out erasures and redactions, also of visits that hang on an erased resident.

        Whether anything that was here went.
        """
        adding = self._adding(changed)
        doubtful = [number for number in changed if number not in adding]
        final = self._journal.make_final(self._journal.to_be_made_final(doubtful))
        erased, hanging = set(final.erased), set[int]()
        if erased:
            # Visits of which whoever erased the resident did not know.
            hanging |= self._bury_all(one for one, _ in self._visits_of(sorted(erased)))
        living = [
            number
            for number, subject in changed.items()
            if subject.kind == SubjectKind.VISIT and not adding.get(number, False)
        ]
        living = sorted(set(living) - erased - hanging)
        hanging |= self._bury_all(self._journal.visits_of_erased(living))
        erased |= hanging
        if erased:
            self._drop_drafts(erased)
        for number in erased:
            self._touch(number, changed.get(number))
        return final.was_here or bool(hanging)

    def _adding(self, changed: Iterable[int]) -> dict[int, bool]:
        """Those of these subjects about which no operation says anything of others.

        With whether they stay with what they hung on: a fold is kept, and nothing was planned.
        """
        came = self._touched.adding(changed)
        known = (number for number, added in came.items() if not added.is_all)
        kept = with_kept_folds(self._connection, known)
        return {
            number: number in kept and not added.plans_visit
            for number, added in came.items()
            if added.is_all or number in kept
        }

    def _bury_all(self, numbers: Iterable[int]) -> set[int]:
        found = {number for number in numbers if not self._journal.is_erased(number)}
        for number in found:
            self._journal.erase_quietly(number)
        return found


def _kind(body: Body) -> str:
    if isinstance(body, AppendDocument):
        return body.document_kind
    return "card" if isinstance(body, SetFields) else "other"
