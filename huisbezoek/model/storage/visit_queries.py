"""Questions about visits: lists, one visit, and how many."""

from datetime import date
from typing import Any, Final

from huisbezoek.model.domain.events import Stamped, VisitEvent
from huisbezoek.model.domain.merge import MergedSubject
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.resident_fold import stopped_on
from huisbezoek.model.domain.visit_fold import fold_visit
from huisbezoek.model.domain.visits import VisitState, VisitStatus
from huisbezoek.model.storage.subject_log import as_list, merged_subject
from huisbezoek.model.storage.translation import resident_events, visit_events
from huisbezoek.model.storage.view import View, to_day, to_moment
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.ports.visits import VisitQuestion, VisitRow

_COLUMNS: Final = (
    "SELECT v.visit, ifnull(r.resident, ''), v.status, v.since, ifnull(r.visitor, ''),"
    " ifnull(r.formal_name, ''), ifnull(r.initials_pair, ''), ifnull(r.address_line, ''),"
    " ifnull(r.household, ''), ifnull(r.telephone, ''), v.letter, v.invited_on, v.calls,"
    " v.last_call_at, v.appointment, v.appointment_at, v.held_on, v.report_on, v.due_on,"
    " v.deferred_until, v.closed_on, v.planned_for, r.excluded <> '' OR r.held_back = 1"
    " FROM visits v LEFT JOIN residents r ON r.number = v.resident WHERE 1"
)
_COUNTED: Final = {
    "held": "SELECT count(*) FROM visits WHERE held_on >= ?",
    "invited": "SELECT count(*) FROM visits WHERE invited_on >= ?",
    "declined": ("SELECT count(*) FROM visits WHERE status = 'closed_declined' AND closed_on >= ?"),
}


class VisitQueries(View):
    """Answers about visits."""

    def visit_rows(self, question: VisitQuestion) -> tuple[VisitRow, ...]:
        """The visits asked for, the longest waiting first."""
        statement, values = _COLUMNS, list[object]()
        if question.open_only:
            statement += " AND v.is_open"
        if question.statuses:
            statement += " AND v.status IN (SELECT value FROM json_each(?))"
            values.append(as_list(status.value for status in question.statuses))
        if question.visitor:
            statement += " AND instr(' ' || r.visitors || ' ', ' ' || ? || ' ')"
            values.append(question.visitor)
        rows = self._rows(f"{statement} ORDER BY v.since, v.visit", values)
        return tuple(_to_row(row) for row in rows)

    def visit(self, visit: str) -> VisitState:
        """One visit, folded. Raises UnknownSubjectError."""
        merged = self._merged_visit(visit)
        state = fold_visit(visit, visit_events(merged))
        resident = merged_subject(self._view(), Subject(SubjectKind.RESIDENT, state.resident))
        return fold_visit(visit, visit_events(merged), stopped_on(resident_events(resident)))

    def visit_events(self, visit: str) -> tuple[Stamped[VisitEvent], ...]:
        """What happened in one visit, in order."""
        return visit_events(self._merged_visit(visit))

    def visit_counts(self, since: date) -> dict[str, int]:
        """How many visits per status; and 'held', 'invited', 'declined' since that day."""
        rows = self._rows("SELECT status, count(*) FROM visits GROUP BY status")
        counts = {row[0]: row[1] for row in rows}
        for name, statement in _COUNTED.items():
            counts[name] = self._rows(statement, (since.isoformat(),))[0][0]
        return counts

    def _merged_visit(self, visit: str) -> MergedSubject:
        merged = merged_subject(self._view(), Subject(SubjectKind.VISIT, visit))
        if not merged.documents:
            raise UnknownSubjectError
        return merged


def _to_row(row: Any) -> VisitRow:  # noqa: ANN401 - a row of the database
    return VisitRow(
        visit=row[0],
        resident=row[1],
        status=VisitStatus(row[2]),
        since=to_day(row[3]),
        visitor=row[4],
        formal_name=row[5],
        initials_pair=row[6],
        address_line=row[7],
        household=row[8],
        telephone=row[9],
        letter=row[10],
        invited_on=to_day(row[11]),
        calls=row[12],
        last_call_at=to_moment(row[13]),
        appointment=row[14],
        appointment_at=to_moment(row[15]),
        held_on=to_day(row[16]),
        report_on=to_day(row[17]),
        due_on=to_day(row[18]),
        deferred_until=to_day(row[19]),
        closed_on=to_day(row[20]),
        planned_for=to_day(row[21]),
        rests=bool(row[22]) and not VisitStatus(row[2]).took_place,
    )
