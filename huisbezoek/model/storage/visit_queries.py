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
from huisbezoek.model.storage.view import View, to_moment
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
# Looking a status up is a quarter of the time of making it from its text, a list long.
_STATUSES: Final = {status.value: status for status in VisitStatus}
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
            statement += " AND instr(r.visitors, ?)"
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
    (
        visit, resident, status, since, visitor, formal_name, initials_pair, address_line,
        household, telephone, letter, invited_on, calls, last_call_at, appointment, appointment_at,
        held_on, report_on, due_on, deferred_until, closed_on, planned_for, is_not_asked,
    ) = row  # fmt: skip
    # A list of sixty has over five hundred of these: a call for each would be a fifth of its time.
    day, stands = date.fromisoformat, _STATUSES[status]
    return VisitRow(
        visit=visit,
        resident=resident,
        status=stands,
        since=day(since) if since else None,
        visitor=visitor,
        formal_name=formal_name,
        initials_pair=initials_pair,
        address_line=address_line,
        household=household,
        telephone=telephone,
        letter=letter,
        invited_on=day(invited_on) if invited_on else None,
        calls=calls,
        last_call_at=to_moment(last_call_at),
        appointment=appointment,
        appointment_at=to_moment(appointment_at),
        held_on=day(held_on) if held_on else None,
        report_on=day(report_on) if report_on else None,
        due_on=day(due_on) if due_on else None,
        deferred_until=day(deferred_until) if deferred_until else None,
        closed_on=day(closed_on) if closed_on else None,
        planned_for=day(planned_for) if planned_for else None,
        rests=bool(is_not_asked) and not stands.took_place,
    )
