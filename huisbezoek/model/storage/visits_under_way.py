"""Visits that go on, and change nothing of their resident but which visit is open.

That is what happens most: a visit is planned, written about, called about, agreed on. The resident
need not be folded for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Final

from sqlalchemy.engine import Connection

from huisbezoek.model.domain.resident_fold import most_advanced
from huisbezoek.model.domain.visits import VisitState, VisitStatus
from huisbezoek.model.storage.kept_folds import keep_folds
from huisbezoek.model.storage.people_folding import FoldedVisit, PeopleFolding
from huisbezoek.model.storage.projected_rows import (
    Row,
    is_under_way,
    says_the_same_of_resident,
    visit_row,
)
from huisbezoek.model.storage.projected_writing import insert_rows, stored_rows
from huisbezoek.model.storage.subject_log import as_list, chunks
from huisbezoek.model.storage.visit_links import linked
from huisbezoek.model.storage.without_collecting import without_collecting

# A stop closes visits, and whether a request was answered is told by more than rows of visits.
_UNDISTURBED: Final = (
    "SELECT number FROM residents WHERE number IN (SELECT value FROM json_each(?))"
    " AND stopped = '' AND requested_on IS NULL"
)
_OPEN: Final = (
    "SELECT resident, visit, status FROM visits"
    " WHERE resident IN (SELECT value FROM json_each(?)) AND is_open = 1 ORDER BY visit"
)
_RESIDENT: Final = 2
"""Where in a row of `projection_tables.visits` stands the resident."""


class VisitsUnderWay:
    """Writes such visits in the running transaction."""

    def __init__(self, connection: Connection, folding: PeopleFolding) -> None:
        self._connection = connection
        self._folding = folding

    def write(self, visits: Sequence[int], disturbed: set[int]) -> set[int]:
        """Answers which of these visits were written; the others ask for more.

        Those of `disturbed` residents, of whom more changed than visits and the card, always do.
        """
        written: set[int] = set()
        for piece in chunks(visits):
            with without_collecting():
                written |= self._write(piece, disturbed)
        return written

    def _write(self, visits: Sequence[int], disturbed: set[int]) -> set[int]:
        folded = self._folding.visits_at_hand(visits)
        before = {
            visit: rows[0]
            for visit, rows in stored_rows(
                self._connection, "visits", "number", list(folded)
            ).items()
        }
        residents = self._residents(folded, before)
        undisturbed = self._undisturbed(set(residents.values()) - disturbed)
        rows = {
            visit: visit_row(visit, resident, folded[visit].state)
            for visit, resident in residents.items()
            if resident in undisturbed
        }
        told = {
            visit
            for visit, row in rows.items()
            if visit in before and says_the_same_of_resident(before[visit], row)
        }
        opened = {
            visit
            for visit, row in rows.items()
            if visit not in told
            and is_under_way(row)
            and (visit not in before or is_under_way(before[visit]))
        }
        kept = sorted(told | opened)
        differing = [rows[visit] for visit in kept if rows[visit] != before.get(visit)]
        insert_rows(self._connection, "visits", differing)
        links = [(visit, residents[visit]) for visit in kept if visit not in before]
        insert_rows(self._connection, "visit_links", links)
        keep_folds(self._connection, {visit: folded[visit].kept for visit in kept})
        self._write_open({residents[visit] for visit in opened})
        return set(kept)

    def _residents(
        self, folded: Mapping[int, FoldedVisit], before: Mapping[int, Row]
    ) -> dict[int, int]:
        """To whom these visits belong, without those that belong to nobody who is known."""
        found = linked(self._connection, [visit for visit in folded if visit not in before])
        for visit, row in before.items():
            resident = row[_RESIDENT]
            if isinstance(resident, int):
                found[visit] = resident
        return found

    def _undisturbed(self, residents: Iterable[int]) -> frozenset[int]:
        rows = self._connection.exec_driver_sql(_UNDISTURBED, (as_list(residents),))
        return frozenset(rows.scalars())

    def _write_open(self, residents: set[int]) -> None:
        """Writes of these residents which visit is open."""
        visits: dict[int, list[VisitState]] = {}
        for resident, visit, status in self._connection.exec_driver_sql(
            _OPEN, (as_list(residents),)
        ).all():
            found = visits.setdefault(resident, [])
            found.append(VisitState(visit, status=VisitStatus(status)))
        rows = [
            (one.visit, one.status.value, resident)
            for resident, found in sorted(visits.items(), key=itemgetter(0))
            if (one := most_advanced(found)) is not None
        ]
        if rows:
            self._connection.exec_driver_sql(
                "UPDATE residents SET open_visit = ?, open_status = ? WHERE number = ?", rows
            )
