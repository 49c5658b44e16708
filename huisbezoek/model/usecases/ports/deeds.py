"""Deeds as they were kept: which operations one commit made, so that it can be undone whole."""

from dataclasses import dataclass
from typing import Protocol

from huisbezoek.model.domain.operations import Operation


@dataclass(frozen=True, slots=True)
class KeptDeed:
    """The own operations `first` to `last` of one commit.

    `operations` are empty when some of them are gone (erased, let go) or when there are more than
    anybody undoes at once. `is_local`: it also changed what belongs to this profile alone, which
    nothing brings back; drafts do not count. `has_left`: something of it is in a bundle that was
    kept as sent.
    """

    incarnation: int
    first: int
    last: int
    operations: tuple[Operation, ...]
    is_local: bool
    has_left: bool


class DeedsReading(Protocol):
    """Questions about the last deeds."""

    def last_kept_deed(self) -> KeptDeed | None:
        """The last deed of this life of the device; None after a restore or when all were undone.

        Only the last fifty are remembered.
        """
        ...


class Deeds(DeedsReading, Protocol):
    """The last deeds in the running transaction."""

    def forget_deed(self, deed: KeptDeed) -> None:
        """Forgets a deed that was undone; the running transaction is not remembered as a deed."""
        ...
