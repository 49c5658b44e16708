"""Questions about the last deeds: what each made, and whether anything of it has left."""

from typing import Final

from huisbezoek.model.domain.operations import Operation
from huisbezoek.model.storage.subject_log import stream_operations
from huisbezoek.model.storage.view import View
from huisbezoek.model.usecases.ports.deeds import KeptDeed

MOST_OPERATIONS: Final = 5_000
"""A round for a whole town fits; a list with its thousands is not undone as one deed."""

# Of an earlier life of the device nobody knows what left after the backup was made.
_LAST: Final = (
    "SELECT p.device, d.incarnation, d.first, d.last, d.is_local FROM deeds d, profile p"
    " WHERE d.incarnation = (SELECT value FROM counters WHERE name = 'incarnation')"
    " ORDER BY d.position DESC LIMIT 1"
)
_HAS_LEFT: Final = (
    "SELECT 1 FROM sent_runs WHERE device = ? AND incarnation = ? AND first <= ? AND last >= ?"
    " LIMIT 1"
)
_OPERATIONS: Final = "WHERE d.text = ? AND o.incarnation = ? AND o.sequence BETWEEN ? AND ?"


class DeedQueries(View):
    """Answers about the last deeds."""

    def last_kept_deed(self) -> KeptDeed | None:
        """The last deed of this life of the device; None after a restore or when all were undone.

        Only the last fifty are remembered.
        """
        rows = self._rows(_LAST)
        if not rows:
            return None
        device, incarnation, first, last, is_local = rows[0]
        return KeptDeed(
            incarnation=incarnation,
            first=first,
            last=last,
            operations=self._whole(device, incarnation, first, last),
            is_local=bool(is_local),
            has_left=bool(self._rows(_HAS_LEFT, (device, incarnation, last, first))),
        )

    def _whole(self, device: str, incarnation: int, first: int, last: int) -> tuple[Operation, ...]:
        """All operations of the run, or none."""
        count = last - first + 1
        if count > MOST_OPERATIONS:
            return ()
        values = (device, incarnation, first, last)
        found = tuple(stream_operations(self._view(), _OPERATIONS, values))
        return found if len(found) == count else ()
