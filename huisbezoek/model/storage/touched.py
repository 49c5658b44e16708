"""What changed since the rows were written: whole subjects, or only operations that came."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from huisbezoek.model.domain.operations import AppendDocument, Operation, SetFields
from huisbezoek.model.storage.translation import VISIT_PLANNED

MOST_HELD: Final = 16_384
"""So many operations are held at most; rows of what came after are folded from the journal."""

_PLAIN: Final = (SetFields, AppendDocument)


@dataclass(frozen=True, slots=True)
class Added:
    """Operations that came about a subject, none of which says anything about others.

    `is_all`: the journal holds no others about it.
    """

    operations: tuple[Operation, ...]
    is_all: bool

    @property
    def plans_visit(self) -> bool:
        """Whether one of them says to which resident a visit belongs."""
        return any(
            isinstance(operation.body, AppendDocument)
            and operation.body.document_kind == VISIT_PLANNED
            for operation in self.operations
        )


@dataclass(slots=True)
class Touched:
    """The subjects whose rows are to be written; None for those that are folded anew."""

    subjects: dict[int, Added | None] = field(default_factory=dict)
    held: int = 0

    def anew(self, number: int) -> None:
        """Anything may have happened to this subject."""
        self.subjects[number] = None

    def add(self, number: int, operations: Iterable[Operation], *, is_new: bool) -> None:
        """These operations came about a subject, of which nothing was known if it `is_new`."""
        came = tuple(operations)
        before = self.subjects.get(number, Added((), is_new))
        self.held += len(came)
        if before is None or self.held > MOST_HELD or not all(map(is_plain, came)):
            self.subjects[number] = None
        else:
            self.subjects[number] = Added((*before.operations, *came), before.is_all)

    def adding(self, numbers: Iterable[int]) -> dict[int, Added]:
        """Those of these subjects about which only operations came, none of them about others."""
        found = ((number, self.subjects.get(number)) for number in numbers)
        return {number: added for number, added in found if added is not None}


def is_plain(operation: Operation) -> bool:
    """Whether the operation only adds: it hides, removes or strikes nothing of others."""
    return isinstance(operation.body, _PLAIN)
