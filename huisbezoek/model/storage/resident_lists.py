"""Lists of residents: which ones, how many, and their rows, a page at a time."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from huisbezoek.model.domain.cycle import DuePeriod, DueReason
from huisbezoek.model.domain.people_search import query_words
from huisbezoek.model.domain.target_groups import TargetGroup
from huisbezoek.model.domain.visit_stages import AGREED, NOT_VISITED, WAITING
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.storage.postcode_rows import DISTRICT
from huisbezoek.model.storage.subject_log import as_list
from huisbezoek.model.storage.view import View, to_day
from huisbezoek.model.usecases.ports.people import (
    ResidentFilter,
    ResidentOrder,
    ResidentQuestion,
    ResidentRow,
)

_HELD: Final = tuple(one for one in VisitStatus if one.took_place)


def _listed(statuses: Sequence[VisitStatus]) -> str:
    return ", ".join(f"'{one.value}'" for one in statuses)


_REACHABLE: Final = "r.stopped = '' AND r.excluded = ''"
# Whom another organisation visits, where nobody may go, and for whom it rests, is not asked.
_MAY_BE_ASKED: Final = f"{_REACHABLE} AND r.held_back = 0"
# The days that a question names, once for all its parts.
_ASKED: Final = "WITH asked(today, horizon) AS (SELECT ?, ?) "
_TODAY: Final = "(SELECT today FROM asked)"
_STANDS: Final = f"(p.closes IS NULL OR p.closes >= {_TODAY})"
# A period counts when it opens on or before the horizon and has not closed before today.
_DUE_PERIODS: Final = (
    "SELECT p.resident, min(p.opens) AS opens FROM due_periods p"  # noqa: S608 - names of our own columns
    f" WHERE p.opens <= (SELECT horizon FROM asked) AND {_STANDS} GROUP BY p.resident"
)
_IS_DUE: Final = f"d.opens IS NOT NULL AND r.open_visit = '' AND {_MAY_BE_ASKED}"
# A term that closed while the resident was known here and nobody asked, with nothing else now.
_TERM_PAST: Final = (
    f"r.open_visit = '' AND {_MAY_BE_ASKED}"  # noqa: S608 - names of our own columns
    " AND EXISTS (SELECT 1 FROM due_periods p"
    f" WHERE p.resident = r.number AND p.closes < {_TODAY} AND p.closes >= ifnull(r.listed_on, '')"
    " AND p.reason IN ('loss', 'pension_window')) AND NOT EXISTS (SELECT 1 FROM due_periods p"
    f" WHERE p.resident = r.number AND {_STANDS}"
    f" AND (p.opens <= {_TODAY} OR p.reason = 'deferred'))"
)
# Somebody lost a loved one some months ago; a visit may be offered later (domain.light_contact).
_LIGHT_CONTACT: Final = (
    f"r.loss_date <> '' AND r.open_visit = '' AND {_MAY_BE_ASKED}"  # noqa: S608 - names of our own columns
    " AND EXISTS (SELECT 1 FROM light_contacts c WHERE c.resident = r.number"
    f" AND c.opens <= {_TODAY} AND c.closes >= {_TODAY})"
)
_CONDITIONS: Final = {
    ResidentFilter.ALL: "1",
    ResidentFilter.DUE: _IS_DUE,
    ResidentFilter.SOON: f"{_IS_DUE} AND d.opens > {_TODAY}",
    ResidentFilter.IN_ROUND: (
        f"r.open_visit <> '' AND {_REACHABLE}"
        f" AND (r.held_back = 0 OR r.open_status IN ({_listed(_HELD)}))"
    ),
    ResidentFilter.WAITING: f"d.opens IS NULL AND r.open_visit = '' AND {_REACHABLE}",
    ResidentFilter.UNASSIGNED: (
        f"r.visitor = '' AND (r.open_visit <> '' OR d.opens IS NOT NULL) AND {_MAY_BE_ASKED}"
    ),
    ResidentFilter.STOPPED: "(r.stopped <> '' OR r.excluded <> '')",
    ResidentFilter.HELD_BACK: f"r.held_back = 1 AND {_REACHABLE}",
    ResidentFilter.PAUSED: f"r.paused_on IS NOT NULL AND {_REACHABLE}",
    ResidentFilter.TERM_PAST: _TERM_PAST,
    ResidentFilter.LIGHT_CONTACT: _LIGHT_CONTACT,
}
# Who asked for a visit and still waits for it comes first, as in the plan.
_LONGEST_WAITING: Final = "r.requested_on IS NULL OR r.request_answered = 1, d.opens, r.sort_name"
# The house number stands behind the street, as text with letters and additions after it.
_BY_STREET: Final = (
    "r.street = '', r.street, CAST(substr(r.address_line, length(r.street) + 1) AS INTEGER),"
    " r.address_line, r.sort_name"
)
_FIRST_DUE: Final = (
    ", (SELECT min(p.opens) FROM due_periods p"  # noqa: S608 - names of our own columns
    f" WHERE p.resident = r.number AND {_STANDS}) AS first_due"
)
_ORDERS: Final = {
    ResidentOrder.NAME: "r.sort_name",
    ResidentOrder.STREET: _BY_STREET,
    ResidentOrder.DUE: "first_due IS NULL, first_due, r.sort_name",
    ResidentOrder.DISTRICT: f"{DISTRICT} = '', {DISTRICT}, {_BY_STREET}",
}
_FROM: Final = f" FROM residents r LEFT JOIN ({_DUE_PERIODS}) d ON d.resident = r.number WHERE "
_EVERYBODY: Final = " FROM residents r WHERE "
_IN_GROUP: Final = (
    " AND EXISTS (SELECT 1 FROM memberships m WHERE m.resident = r.number"
    " AND m.target_group = ? AND m.first_day <= ? AND (m.last_day IS NULL OR m.last_day >= ?))"
)
_OF_VISITOR: Final = " AND instr(r.visitors, ?)"
# One statement for a page: each row with its periods and groups as text beside it. CROSS JOIN
# makes the engine begin with what was asked instead of with everybody.
_PAGE: Final = (
    "SELECT r.resident, r.formal_name, r.list_name, r.initials_pair, r.address_line, r.place_line,"  # noqa: S608 - names of our own tables and columns
    f" {DISTRICT}, r.household, r.telephone <> '', r.stopped, r.opted_out_on, r.excluded,"
    " r.open_visit, r.open_status, r.visitor, r.last_contact_on, r.deferred_until,"
    " (SELECT group_concat(concat_ws(' ', p.opens, p.target_group, p.reason,"
    " ifnull(p.since, '-'), ifnull(p.closes, '-')), char(10) ORDER BY p.position)"
    " FROM due_periods p WHERE p.resident = r.number),"
    " (SELECT group_concat(DISTINCT m.target_group) FROM memberships m"
    " WHERE m.resident = r.number AND m.first_day <= ?"
    " AND (m.last_day IS NULL OR m.last_day >= ?)), r.held_back, r.paused_on"
    " FROM json_each(?) asked"
    " CROSS JOIN subjects s ON s.kind = 'resident' AND s.identifier = asked.value"
    " CROSS JOIN residents r ON r.number = s.number ORDER BY asked.key"
)
_SEARCH: Final = (
    "SELECT r.resident FROM (SELECT rowid FROM resident_names WHERE resident_names MATCH ? LIMIT ?)"
    " n JOIN residents r ON r.number = n.rowid ORDER BY r.sort_name, r.resident"
)
_NO_LIMIT: Final = -1


# Each resident once: a visit that was held counts before what is open, and that before an end.
_ROUND: Final = (
    "SELECT CASE WHEN v.held THEN 'visited'"  # noqa: S608 - names of our own tables and columns
    f" WHEN NOT ({_MAY_BE_ASKED}) THEN iif(v.ended AND r.stopped = '', 'not_visited', '')"
    f" WHEN r.open_status IN ({_listed(AGREED)}) THEN 'agreed'"
    f" WHEN r.open_status IN ({_listed(WAITING)}) THEN 'waiting'"
    " WHEN v.ended AND r.open_visit = '' THEN 'not_visited' ELSE 'not_invited' END AS outcome,"
    " count(*) FROM residents r LEFT JOIN (SELECT w.resident, max(w.held_on >= ?) AS held,"
    f" max(w.status IN ({_listed(NOT_VISITED)}) AND w.closed_on >= ?) AS ended"
    " FROM visits w GROUP BY w.resident) v ON v.resident = r.number GROUP BY outcome"
)


class ResidentLists(View):
    """Answers about many residents, each with one statement per page."""

    def resident_ids(self, question: ResidentQuestion) -> tuple[str, ...]:
        """Identifiers of the residents asked for, in the order asked for."""
        condition, values = _condition(question)
        by_day = question.filter in {
            ResidentFilter.DUE,
            ResidentFilter.SOON,
            ResidentFilter.UNASSIGNED,
        }
        order = _ORDERS.get(question.order, _LONGEST_WAITING if by_day else "r.sort_name")
        # Who is due plays no part in most lists: the join would be most of the work.
        source = _FROM if "d.opens" in condition + order else _EVERYBODY
        column = _FIRST_DUE if question.order is ResidentOrder.DUE else ""
        return self._identifiers(
            f"{_ASKED}SELECT r.resident{column}{source}{condition} ORDER BY {order}, r.resident",
            values,
        )

    def resident_counts(self, question: ResidentQuestion) -> dict[str, int]:
        """How many residents: the names of `ResidentFilter`, and 'groups.*'."""
        # The filter chooses a list; counts are of all lists within the rest of the question.
        everyone = ResidentQuestion(
            question.today, ResidentFilter.ALL, question.horizon, "", question.district,
            question.visitor,
        )  # fmt: skip
        condition, values = _condition(everyone)
        names = [known for known in ResidentFilter if known is not ResidentFilter.ALL]
        sums = "".join(f", ifnull(sum({_CONDITIONS[name]}), 0)" for name in names)
        row = self._rows(f"{_ASKED}SELECT count(*){sums}{_FROM}{condition}", values)[0]
        counts = {ResidentFilter.ALL.value: row[0]}
        counts |= {name.value: n for name, n in zip(names, row[1:], strict=True)}
        return counts | self._group_counts(question, condition, values)

    def round_counts(self, begins: date) -> dict[str, int]:
        """How many residents by what came of them since that day: `RoundOutcome` as keys."""
        rows = self._rows(_ROUND, (begins.isoformat(),) * 2)
        return {row[0]: row[1] for row in rows if row[0]}

    def resident_rows(self, residents: Sequence[str]) -> tuple[ResidentRow, ...]:
        """The rows of these residents, in the order asked; whoever is not known is left out."""
        today = self._today().isoformat()
        rows = self._rows(_PAGE, (today, today, as_list(residents)))
        return tuple(_to_row(row) for row in rows)

    def search_residents(self, words: str, limit: int | None = None) -> tuple[str, ...]:
        """Residents with a name that has each word at the start of a word, without accents."""
        asked = query_words(words)
        if not asked:
            return ()
        query = " ".join(f'"{word}"*' for word in asked)
        most = _NO_LIMIT if limit is None else limit
        return self._identifiers(_SEARCH, (query, most))

    def _identifiers(self, question: str, values: tuple[object, ...]) -> tuple[str, ...]:
        """The identifiers that a question for residents finds, in its order."""
        # One row with all of them: the driver hands over each row by itself, which would be most
        # of the work. Identifiers hold no spaces. The order is that of the inner question (tests
        # hold it): to ask it of group_concat again takes half as long again.
        whole = f"SELECT group_concat(f.resident, ' ') FROM ({question}) f"  # noqa: S608 - names of our own tables and columns
        found = self._view().exec_driver_sql(whole, values).scalar()
        return tuple(found.split(" ")) if found else ()

    def _group_counts(
        self, question: ResidentQuestion, condition: str, values: tuple[object, ...]
    ) -> dict[str, int]:
        counts: dict[str, int] = defaultdict(int)
        day = question.today.isoformat()
        rows = self._rows(
            f"{_ASKED}SELECT m.target_group, count(DISTINCT m.resident) FROM memberships m"  # noqa: S608 - names of our own tables and columns
            f" WHERE m.resident IN (SELECT r.number{_FROM}{condition} AND r.stopped = '')"
            " AND m.first_day <= ? AND (m.last_day IS NULL OR m.last_day >= ?)"
            " GROUP BY m.target_group",
            (*values, day, day),
        )
        for group, count in rows:
            counts[f"groups.{group}"] = count
        return dict(counts)


def _condition(question: ResidentQuestion) -> tuple[str, tuple[object, ...]]:
    today = question.today.isoformat()
    horizon = (question.horizon or question.today).isoformat()
    values: list[object] = [today, horizon]
    condition = _CONDITIONS[question.filter]
    if question.group:
        condition += _IN_GROUP
        values += [question.group, today, today]
    if question.district:
        condition += f" AND {DISTRICT} = ?"
        values.append(question.district)
    if question.visitor:
        condition += _OF_VISITOR
        values.append(question.visitor)
    return condition, tuple(values)


def _to_row(row: Any) -> ResidentRow:  # noqa: ANN401 - a row of the database
    return ResidentRow(
        resident=row[0],
        formal_name=row[1],
        list_name=row[2],
        initials_pair=row[3],
        address_line=row[4],
        place_line=row[5],
        district=row[6],
        household=row[7],
        has_telephone=bool(row[8]),
        stopped=row[9],
        opted_out_on=to_day(row[10]),
        excluded=row[11],
        open_visit=row[12],
        open_status=VisitStatus(row[13]) if row[13] else None,
        visitor=row[14],
        last_contact_on=to_day(row[15]),
        deferred_until=to_day(row[16]),
        periods=_periods(row[17]),
        groups=tuple(sorted(row[18].split(","))) if row[18] else (),
        held_back=bool(row[19]),
        paused_on=to_day(row[20]),
    )


def _periods(text: str | None) -> tuple[DuePeriod, ...]:
    return tuple(_period(*line.split(" ")) for line in text.split("\n")) if text else ()


def _period(opens: str, group: str, reason: str, since: str, closes: str) -> DuePeriod:
    return DuePeriod(
        date.fromisoformat(opens),
        TargetGroup(group),
        DueReason(reason),
        None if since == "-" else date.fromisoformat(since),
        None if closes == "-" else date.fromisoformat(closes),
    )
