"""The one question of the plan: of every resident who may be visited the facts it asks for."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, Final

from huisbezoek.model.domain.couples import Housemate, joined, visits_of
from huisbezoek.model.domain.target_groups import Ground, TargetGroup
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.storage.postcode_rows import DISTRICT
from huisbezoek.model.storage.subject_log import as_list
from huisbezoek.model.storage.view import View, to_day
from huisbezoek.model.usecases.ports.plan_facts import PlanFacts

_TOOK_PLACE: Final = as_list(one.value for one in VisitStatus if one.took_place)
# One narrow statement for everybody: 4,500 single readings would take a minute.
_FACTS: Final = (
    f"SELECT r.resident, {DISTRICT}, r.street, r.postcode, r.household, r.surname,"  # noqa: S608 - names of our own tables and columns
    " r.partner_surname, r.birth_date, r.loss_date, r.language, r.visitor_sex_wish, r.visitor,"
    " r.last_visitor, r.ruled_out, r.fixed_visitor, r.fixed_month, r.apart,"
    " CASE WHEN r.open_status IN (SELECT value FROM json_each(?)) THEN '' ELSE r.open_visit END,"
    " coalesce(substr(v.appointment_at, 1, 10), v.since), v.appointment_at IS NOT NULL,"
    " r.listed_on, r.requested_on, r.request_answered, r.wants_repeat, r.last_contact_on,"
    " r.last_held_on, r.deferred_until, r.deferred_on,"
    " (SELECT group_concat(concat_ws(' ', m.target_group, m.first_day, ifnull(m.last_day, '-')),"
    " char(10) ORDER BY m.position) FROM memberships m WHERE m.resident = r.number),"
    " v.planned_for, r.preferred_time"
    " FROM residents r"
    " LEFT JOIN subjects s ON s.kind = 'visit' AND s.identifier = r.open_visit"
    " AND r.open_visit <> ''"
    " LEFT JOIN visits v ON v.number = s.number"
    " WHERE r.stopped = '' AND r.excluded = '' AND r.held_back = 0 ORDER BY r.resident"
)
_OPEN: Final = (
    "r.stopped = '' AND r.excluded = '' AND r.held_back = 0 AND r.open_visit <> ''"
    " AND r.open_status NOT IN (SELECT value FROM json_each(?))"
)
_GIVEN: Final = f"SELECT r.resident, r.visitor FROM residents r WHERE r.visitor <> '' AND {_OPEN}"  # noqa: S608 - names of our own columns
_LATER: Final = (
    "SELECT r.resident, r.visitor, v.planned_for FROM residents r"  # noqa: S608 - names of our own columns
    " JOIN subjects s ON s.kind = 'visit' AND s.identifier = r.open_visit"
    " JOIN visits v ON v.number = s.number"
    " WHERE r.visitor <> '' AND v.planned_for IS NOT NULL AND v.appointment_at IS NULL"
    f" AND {_OPEN}"
)
# Whoever shares a front door with somebody may make a couple of them, or no couple.
_SHARED_HOMES: Final = (
    "SELECT resident, household, surname, partner_surname, birth_date, apart FROM residents"  # noqa: S608 - names of our own columns
    " WHERE stopped = '' AND excluded = '' AND held_back = 0 AND household IN"
    f" (SELECT r.household FROM residents r WHERE r.household <> '' AND {_OPEN}"
    " GROUP BY r.household HAVING count(*) > 1) ORDER BY resident"
)


class PlanQueries(View):
    """Answers for the plan of the cycle."""

    def plan_facts(self) -> tuple[PlanFacts, ...]:
        """Of every resident who may be visited, by identifier."""
        return tuple(_facts(row) for row in self._rows(_FACTS, (_TOOK_PLACE,)))


def open_visits(rows: Callable[[str, Iterable[object]], list[Any]]) -> Counter[str]:
    """How many visits each visitor still has to make; a couple is one, as in `couples.visits_of`.

    `rows` answers a statement.
    """
    given = {row[0]: row[1] for row in rows(_GIVEN, (_TOOK_PLACE,))}
    return visits_of(_units(rows, given), given)


def later_visits(
    rows: Callable[[str, Iterable[object]], list[Any]],
) -> dict[str, tuple[date, ...]]:
    """For which months the visits of each visitor were accepted, as long as no day was agreed."""
    found: dict[date, dict[str, str]] = {}
    for resident, visitor, month in rows(_LATER, (_TOOK_PLACE,)):
        found.setdefault(date.fromisoformat(month), {})[resident] = visitor
    months: dict[str, list[date]] = {}
    for month, given in sorted(found.items()):
        for visitor, count in visits_of(_units(rows, given), given).items():
            months.setdefault(visitor, []).extend([month] * count)
    return {visitor: tuple(dates) for visitor, dates in months.items()}


def _units(
    rows: Callable[[str, Iterable[object]], list[Any]], given: Iterable[str]
) -> Iterator[tuple[str, ...]]:
    """Who of these goes together; who shares no front door goes alone."""
    homes = [_housemate(row) for row in rows(_SHARED_HOMES, (_TOOK_PLACE,))]
    shared = {one.resident for one in homes}
    yield from joined(homes)
    yield from ((one,) for one in given if one not in shared)


def _housemate(row: Any) -> Housemate:  # noqa: ANN401 - a row of the database
    year = row[4][:4]
    born = int(year) if year.isdecimal() else 0
    return Housemate(row[0], row[1], row[2], row[3], born, bool(row[5]))


def _facts(row: Any) -> PlanFacts:  # noqa: ANN401 - a row of the database
    return PlanFacts(
        resident=row[0],
        district=row[1],
        street=row[2],
        postcode=row[3],
        household=row[4],
        surname=row[5],
        partner_surname=row[6],
        birth_date=row[7],
        loss_date=row[8],
        language=row[9],
        sex_wish=row[10],
        visitor=row[11],
        last_visitor=row[12],
        ruled_out=row[13],
        fixed_visitor=row[14],
        fixed_month=row[15],
        apart=bool(row[16]),
        open_visit=row[17],
        open_on=to_day(row[18]) if row[17] else None,
        has_appointment=bool(row[17] and row[19]),
        listed_on=to_day(row[20]),
        requested_on=to_day(row[21]),
        request_answered=bool(row[22]),
        wants_repeat=None if row[23] is None else bool(row[23]),
        last_contact_on=to_day(row[24]),
        last_held_on=to_day(row[25]),
        deferred_until=to_day(row[26]),
        deferred_on=to_day(row[27]),
        grounds=tuple(map(_ground, row[28].split("\n"))) if row[28] else (),
        planned_for=to_day(row[29]) if row[17] else None,
        preferred_time=row[30],
    )


def _ground(line: str) -> Ground:
    group, first, last = line.split(" ")
    first_day = date.fromisoformat(first)
    last_day = None if last == "-" else date.fromisoformat(last)
    return Ground(TargetGroup(group), first_day, last_day, first_day)
