"""Recording what people do: events and cards become operations of this device."""

from collections.abc import Mapping, Sequence

from huisbezoek.model.domain.cards import Card, ResidentCard
from huisbezoek.model.domain.events import Event, Stamped
from huisbezoek.model.domain.follow_up_events import FollowUpEvent
from huisbezoek.model.domain.operations import (
    Erase,
    JsonValue,
    OperationId,
    Redact,
    Reinstate,
    SetFields,
    Stamp,
    Subject,
    SubjectKind,
    Withdraw,
)
from huisbezoek.model.domain.resident_fold import fold_resident
from huisbezoek.model.storage.deeds import forget_deed
from huisbezoek.model.storage.journal import Row, grouped
from huisbezoek.model.storage.session import Session
from huisbezoek.model.storage.subject_log import (
    as_list,
    chunks,
    merged_subjects,
    subject_number,
)
from huisbezoek.model.storage.translation import (
    card_change,
    new_card_fields,
    resolution,
    to_document,
)
from huisbezoek.model.usecases.ports.deeds import KeptDeed
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError

Person = tuple[Subject, Card, tuple[Event, ...]]


class JournalDeeds(Session):
    """The journal as use cases write it."""

    def record(self, subject: Subject, event: Event) -> OperationId:
        """Appends the event to the subject's history. Raises UnknownSubjectError once erased."""
        return self._journal.append(self._living(subject), to_document(event))

    def change_card(self, subject: Subject, card: Card) -> tuple[str, ...]:
        """Sets the fields in which `card` differs from the present card; answers their names.

        Raises UnknownSubjectError for a subject that was erased.
        """
        number = self._living(subject)
        merged = merged_subjects(self._connection, [number])[number]
        change = card_change(merged, card)
        if not change.fields:
            return ()
        self._journal.append(number, change)
        return tuple(change.fields)

    def add_residents(self, people: Sequence[Person]) -> None:
        """Adds many new subjects at once: the fast road for lists.

        Whoever is known already gets the card and events like anyone else.
        """
        for piece in chunks(people):
            known = self._known(piece)
            for subject, card, events in piece:
                if subject.identifier in known or subject.kind != SubjectKind.RESIDENT:
                    self.change_card(subject, card)
                    for event in events:
                        self.record(subject, event)
            self._add_new([one for one in piece if one[0].identifier not in known])

    def withdraw(self, operations: Sequence[OperationId]) -> None:
        """Hides operations without erasing them. Raises UnknownSubjectError for an unknown one."""
        about = [(self._subject_of(operation), operation) for operation in operations]
        for number, hidden in grouped(about).items():
            self._touch(number)
            self._journal.append(number, Withdraw(hidden))

    def reinstate(self, operations: Sequence[OperationId]) -> None:
        """Shows withdrawn operations again. Raises UnknownSubjectError for an unknown one."""
        about = [(self._subject_of(operation), operation) for operation in operations]
        for number, shown in grouped(about).items():
            self._touch(number)
            self._journal.append(number, Reinstate(shown))

    def forget_deed(self, deed: KeptDeed) -> None:
        """Forgets a deed that was undone; the running transaction is not remembered as a deed."""
        forget_deed(self._connection, deed.incarnation, deed.last)
        self._is_undo = True

    def resolve(self, subject: Subject, field: str, value: JsonValue) -> OperationId:
        """Sets one card field in place of all its present values, also of an equal one.

        Raises UnknownSubjectError for a subject that was erased.
        """
        number = self._living(subject)
        merged = merged_subjects(self._connection, [number])[number]
        return self._journal.append(number, resolution(merged, field, value))

    def let_go(self, subjects: Sequence[Subject]) -> None:
        """Takes everything about these subjects off this laptop; only ids of operations stay."""
        numbers = {
            number
            for subject in subjects
            if (number := subject_number(self._connection, subject)) is not None
        }
        numbers.update(visit for visit, _ in self._visits_of(sorted(numbers)))
        for number in numbers:
            if not self._journal.is_erased(number):
                self._touch(number)
                self._journal.let_go(number)
        self._drop_drafts(numbers)

    def redact(self, operation: OperationId, part: str) -> None:
        """Removes one part of a document for ever. Raises UnknownSubjectError."""
        number = self._subject_of(operation)
        self._touch(number)
        self._journal.append(number, Redact(operation, part))
        self._journal.make_final((number,))

    def erase(self, subject: Subject, reason: str) -> None:
        """Removes everything about the subject for ever, leaving the tombstone.

        The visits of a resident go with the resident; so do the drafts of a visit.
        """
        number = self._journal.subject_number(subject)
        numbers = [number, *(visit for visit, _ in self._visits_of([number]))]
        for one in numbers:
            if not self._journal.is_erased(one):
                self._touch(one)
                self._journal.append(one, Erase(reason))
        self._journal.make_final(numbers)
        self._drop_drafts(numbers)

    def _living(self, subject: Subject) -> int:
        number = self._journal.subject_number(subject)
        if self._journal.is_erased(number):
            raise UnknownSubjectError
        self._touch(number, subject)
        return number

    def _subject_of(self, operation: OperationId) -> int:
        number = self._connection.exec_driver_sql(
            "SELECT subject FROM operations WHERE device ="
            " (SELECT number FROM identifiers WHERE text = ?)"
            " AND incarnation = ? AND sequence = ?",
            (operation.device, operation.incarnation, operation.sequence),
        ).scalar()
        if number is None:
            raise UnknownSubjectError
        return int(number)

    def _known(self, people: Sequence[Person]) -> frozenset[str]:
        rows = self._connection.exec_driver_sql(
            "SELECT identifier FROM subjects WHERE kind = 'resident'"
            " AND identifier IN (SELECT value FROM json_each(?))",
            (as_list(subject.identifier for subject, _, _ in people),),
        )
        return frozenset(row[0] for row in rows)

    def _add_new(self, people: Sequence[Person]) -> None:
        residents = [
            (subject, card, events)
            for subject, card, events in people
            if isinstance(card, ResidentCard)
        ]
        numbers = self._number_new([subject for subject, _, _ in residents])
        operations: list[OperationId] = []
        rows: list[Row] = []
        states = []
        for subject, card, events in residents:
            number = numbers[subject.identifier]
            operation, row = self._journal.prepared(number, SetFields(new_card_fields(card)))
            operations.append(operation)
            rows.append(row)
            stamped = []
            for event in events:
                operation, row = self._journal.prepared(number, to_document(event))
                operations.append(operation)
                rows.append(row)
                stamped.append(Stamped(event, Stamp(self._journal.clock, operation, self._author)))
            # The row of someone new follows from what is at hand; nothing is read back.
            states.append(
                (number, fold_resident(subject.identifier, card, stamped, ()))  # type: ignore[arg-type] # events of residents only
            )
            self._note(subject)
            if any(isinstance(event, FollowUpEvent) for event in events):
                self._touched.anew(number)
        self._journal.append_rows(operations, rows)
        self._projector.write_residents(states)

    def _number_new(self, subjects: Sequence[Subject]) -> Mapping[str, int]:
        first = 1 + int(
            self._connection.exec_driver_sql(
                "SELECT ifnull(max(number), 0) FROM subjects"
            ).scalar_one()
        )
        numbers = {subject.identifier: first + i for i, subject in enumerate(subjects)}
        if numbers:
            self._connection.exec_driver_sql(
                "INSERT INTO subjects (number, kind, identifier) VALUES (?, 'resident', ?)",
                [(number, identifier) for identifier, number in numbers.items()],
            )
        return numbers
