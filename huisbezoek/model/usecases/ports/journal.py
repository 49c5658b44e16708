"""The journal as use cases write it: events and cards, never fields, parents or clocks."""

from collections.abc import Sequence
from typing import Protocol

from huisbezoek.model.domain.cards import Card
from huisbezoek.model.domain.events import Event
from huisbezoek.model.domain.operations import JsonValue, OperationId, Subject


class Journal(Protocol):
    """Everything a person does ends here, in the running transaction."""

    def record(self, subject: Subject, event: Event) -> OperationId:
        """Appends the event to the subject's history."""
        ...

    def change_card(self, subject: Subject, card: Card) -> tuple[str, ...]:
        """Sets the fields in which `card` differs from the present card; answers their names."""
        ...

    def add_residents(self, people: Sequence[tuple[Subject, Card, tuple[Event, ...]]]) -> None:
        """Adds many new subjects at once: the fast road for lists."""
        ...

    def withdraw(self, operations: Sequence[OperationId]) -> None:
        """Hides operations without erasing them."""
        ...

    def reinstate(self, operations: Sequence[OperationId]) -> None:
        """Shows withdrawn operations again. Raises UnknownSubjectError for an unknown one."""
        ...

    def resolve(self, subject: Subject, field: str, value: JsonValue) -> OperationId:
        """Sets one card field in place of all its present values, also of an equal one.

        Raises UnknownSubjectError for a subject that was erased.
        """
        ...

    def let_go(self, subjects: Sequence[Subject]) -> None:
        """Takes everything about these subjects off this laptop, without saying so to anybody.

        The visits of a resident go with the resident; so do rows, search words and drafts. Only
        the ids of the operations stay. Nothing is erased: the same operations may come again and
        then count as they did before. Traces in the file are wiped by
        `ProfileDatabase.wipe_traces`, after the commit.
        """
        ...

    def redact(self, operation: OperationId, part: str) -> None:
        """Removes one part of a document for ever."""
        ...

    def erase(self, subject: Subject, reason: str) -> None:
        """Removes everything about the subject for ever, leaving the tombstone."""
        ...
