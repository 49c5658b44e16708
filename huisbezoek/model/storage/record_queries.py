"""Questions about what stays on record: choices between values, and who was erased."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Final

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.merge import hidden_operations, stamp_of
from huisbezoek.model.domain.names import sort_text
from huisbezoek.model.domain.operations import Erase, Operation, SetFields, Subject, SubjectKind
from huisbezoek.model.storage.subject_log import operations_by_subject, subject_number
from huisbezoek.model.storage.view import View
from huisbezoek.model.usecases.ports.people import Decision, Erasure

_SETTING: Final = b'{"kind":"set"'
"""How the body begins of an operation that sets fields of a card."""


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

    def incomplete_subjects(self) -> int:
        """Of how many visits and residents an operation is here, and not the one before it."""
        visits = self._rows("SELECT count(*) FROM visits WHERE resident IS NULL")
        # A card that was withdrawn is no card that did not come; who stopped may come without one.
        residents = self._rows(
            "SELECT count(*) FROM residents r WHERE r.sort_name = ? AND r.stopped = ''"
            " AND NOT EXISTS (SELECT 1 FROM operations o WHERE o.subject = r.number"
            " AND substr(o.body, 1, ?) = ?)",
            (sort_text(ResidentCard().name(), ""), len(_SETTING), _SETTING),
        )
        return int(visits[0][0]) + int(residents[0][0])


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
