"""The journal as use cases write it: events and cards, never fields, parents or clocks."""

from collections.abc import Sequence
from typing import Protocol

from huisbezoek.model.domain.cards import Card
from huisbezoek.model.domain.events import Event
from huisbezoek.model.domain.operations import OperationId, Subject


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

    def redact(self, operation: OperationId, part: str) -> None:
        """Removes one part of a document for ever."""
        ...

    def erase(self, subject: Subject, reason: str) -> None:
        """Removes everything about the subject for ever, leaving the tombstone."""
        ...
