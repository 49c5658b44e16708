"""Questions about what stays on record: choices between values, and who was erased."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from huisbezoek.model.domain.merge import hidden_operations, stamp_of
from huisbezoek.model.domain.operations import Erase, Operation, SetFields, Subject, SubjectKind
from huisbezoek.model.storage.subject_log import operations_by_subject, subject_number
from huisbezoek.model.storage.view import View
from huisbezoek.model.usecases.ports.people import Decision, Erasure


class RecordQueries(View):
    """Answers from the journal itself: no projection holds them, and they are seldom asked."""

    def decisions(self, resident: str) -> tuple[Decision, ...]:
        """The choices between values of this resident's card, in order; nothing when unknown."""
        number = subject_number(self._view(), Subject(SubjectKind.RESIDENT, resident))
        if number is None:
            return ()
        operations = operations_by_subject(self._view(), [number])[number]
        hidden = hidden_operations(operations)
        return tuple(
            decision
            for operation in sorted(operations, key=stamp_of)
            if operation.identifier not in hidden
            for decision in _decisions(operation)
        )

    def erasures(self) -> tuple[Erasure, ...]:
        """The residents who were erased, the last one first."""
        rows = self._rows(
            "SELECT number FROM subjects WHERE erased AND kind = ?", (SubjectKind.RESIDENT.value,)
        )
        known = operations_by_subject(self._view(), [row[0] for row in rows])
        found = [erasure for operations in known.values() for erasure in _erasure(operations)]
        return tuple(sorted(found, key=lambda one: (one.at, one.resident), reverse=True))


def _decisions(operation: Operation) -> Iterator[Decision]:
    body = operation.body
    if not isinstance(body, SetFields):
        return
    for name, value in body.fields.items():
        if len(body.replaces.get(name, ())) > 1:
            yield Decision(name, value, operation.author, _moment(operation))


def _erasure(operations: Iterable[Operation]) -> Iterator[Erasure]:
    """The first of the erasures of one resident: two coordinators may both have done it."""
    erasing = [one for one in operations if isinstance(one.body, Erase)]
    if erasing:
        first = min(erasing, key=stamp_of)
        reason = first.body.reason if isinstance(first.body, Erase) else ""
        yield Erasure(first.subject.identifier, reason, _moment(first))


def _moment(operation: Operation) -> datetime:
    return datetime.fromtimestamp(operation.clock.milliseconds / 1000, UTC)
