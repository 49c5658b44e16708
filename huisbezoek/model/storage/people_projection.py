"""The rows of residents and their visits: folded anew as far as something was touched.

The state of a visit that was not touched is read back from its row, which says all that the state
of a resident needs, with two exceptions (`_Person.needs_all_visits`). What comes out is the same
as when everything is folded.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy.engine import Connection

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.cycle import group_facts, periods_on
from huisbezoek.model.domain.events import ResidentEvent, Stamped
from huisbezoek.model.domain.follow_up_events import FollowUpEvent
from huisbezoek.model.domain.merge import MergedSubject
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.domain.referrals import fold_referrals
from huisbezoek.model.domain.resident_fold import fold_resident, with_visits
from huisbezoek.model.domain.residents import ResidentState
from huisbezoek.model.domain.signals import fold_signals
from huisbezoek.model.domain.target_groups import GroupRules, grounds
from huisbezoek.model.domain.visit_fold import fold_visit
from huisbezoek.model.domain.visits import VisitState
from huisbezoek.model.storage.difference_rows import write_differences
from huisbezoek.model.storage.follow_up_rows import referral_rows, signal_rows
from huisbezoek.model.storage.projected_rows import (
    Row,
    due_rows,
    membership_rows,
    name_words,
    resident_row,
    stored_visit,
    visit_row,
)
from huisbezoek.model.storage.projected_writing import (
    identifiers,
    insert_rows,
    remove_rows,
    stored_rows,
)
from huisbezoek.model.storage.subject_log import PLANNED, as_list, chunks, merged_subjects
from huisbezoek.model.storage.translation import resident_events, to_card, visit_events

_RESIDENT_TABLES: Final = ("due_periods", "memberships", "signals", "referrals")
_STOPPED: Final = 12
"""Where in a row of `projection_tables.residents` stands why nobody may visit."""


@dataclass(slots=True)
class _Person:
    """A resident whose row is being made: `state` does not know of visits yet."""

    merged: MergedSubject
    events: tuple[Stamped[ResidentEvent], ...]
    state: ResidentState
    folded: list[tuple[int, VisitState]] = field(default_factory=list)
    kept: list[VisitState] = field(default_factory=list)

    @property
    def is_gone(self) -> bool:
        return self.merged.erased or not (self.merged.heads or self.merged.documents)

    def needs_all_visits(self, row: Row | None) -> bool:
        """Whether rows of visits do not suffice, given the row of this resident until now.

        A stop, of now or of before, closes visits or no longer does; and whether a request was
        answered is told by days of planning, which rows of visits do not have.
        """
        was_stopped = row is None or row[_STOPPED] != ""
        return (
            was_stopped or self.state.stopped_on is not None or self.state.requested_on is not None
        )

    def complete(self) -> ResidentState:
        return with_visits(self.state, [*self.kept, *(state for _, state in self.folded)])


class PeopleProjection:
    """Writes the rows of residents and visits in the running transaction."""

    def __init__(self, connection: Connection, rules: Callable[[], GroupRules]) -> None:
        self._connection = connection
        self._rules = rules

    def refresh(self, residents: Sequence[int], visits: Sequence[int]) -> None:
        """Brings the rows of these, and of the residents whose visits these are, up to date."""
        links = self._linked(visits)
        if residents:
            links |= self._linked(self._waiting())
        alone = [visit for visit in visits if visit not in links]
        self._write_visits_alone(alone)
        everyone = sorted({*residents, *links.values(), *self._earlier_residents(visits)})
        remove_rows(self._connection, "visit_links", "visit", alone)
        insert_rows(self._connection, "visit_links", list(links.items()))
        own, touched = set(residents), {*visits, *links}
        for piece in chunks(everyone):
            self._refold(piece, own, touched)

    def write_residents(self, people: Sequence[tuple[int, ResidentState]]) -> None:
        """Replaces the rows of these residents, apart from their notes and referrals."""
        standing = self._standing(number for number, _ in people)
        self._write(people, standing, {number for number, _ in people})

    def _standing(self, residents: Iterable[int]) -> dict[int, Row]:
        rows = stored_rows(self._connection, "residents", "number", list(residents))
        return {number: found[0] for number, found in rows.items()}

    def _refold(self, residents: Sequence[int], own: set[int], touched: set[int]) -> None:
        """Folds these residents; of those in `own` more changed than their visits."""
        standing = self._standing(residents)
        people = self._people(residents)
        of_visit = self._take_visits(people, standing, touched)
        self._fold_visits(people, of_visit)
        gone = [number for number, person in people.items() if person.is_gone]
        self._remove_residents([number for number in gone if number in standing])
        present = {number: one for number, one in people.items() if not one.is_gone}
        self._write(
            [(number, person.complete()) for number, person in present.items()], standing, own
        )
        changed = {number: person for number, person in people.items() if number in own}
        write_differences(
            self._connection,
            SubjectKind.RESIDENT,
            {number: person.merged for number, person in changed.items()},
        )
        self._write_follow_up(changed, standing)

    def _people(self, residents: Sequence[int]) -> dict[int, _Person]:
        names = identifiers(self._connection, residents)
        people = {}
        for number, merged in merged_subjects(self._connection, residents).items():
            events = resident_events(merged)
            state = fold_resident(names[number], to_card(merged, ResidentCard), events, ())
            people[number] = _Person(merged, events, state)
        return people

    def _take_visits(
        self, people: Mapping[int, _Person], standing: Mapping[int, Row], touched: set[int]
    ) -> dict[int, int]:
        """Gives people the visits whose rows suffice; the others are left to be folded."""
        rows = self._connection.exec_driver_sql(
            "SELECT l.resident, l.visit, v.visit, v.status, v.held_by, v.since, v.held_on,"
            " v.closed_on, v.deferred_until FROM visit_links l"
            " LEFT JOIN visits v ON v.number = l.visit"
            " WHERE l.resident IN (SELECT value FROM json_each(?))",
            (as_list(people),),
        )
        to_fold: dict[int, int] = {}
        needing = {
            number
            for number, person in people.items()
            if person.needs_all_visits(standing.get(number))
        }
        for resident, visit, *row in rows.all():
            if visit in touched or resident in needing:
                to_fold[visit] = resident
            elif row[0] is not None:
                people[resident].kept.append(stored_visit(row))
        return to_fold

    def _fold_visits(self, people: Mapping[int, _Person], of_visit: Mapping[int, int]) -> None:
        names = identifiers(self._connection, of_visit)
        rows = []
        removed = []
        for visit, merged in merged_subjects(self._connection, list(of_visit)).items():
            if merged.documents:
                resident = of_visit[visit]
                person = people[resident]
                stopped = person.state.stopped_on
                state = fold_visit(names[visit], visit_events(merged), stopped)
                person.folded.append((visit, state))
                rows.append(visit_row(visit, resident, state))
            else:
                removed.append(visit)
        remove_rows(self._connection, "visits", "number", removed)
        insert_rows(self._connection, "visits", rows)

    def _write(
        self,
        people: Sequence[tuple[int, ResidentState]],
        standing: Mapping[int, Row],
        own: set[int],
    ) -> None:
        """Writes what differs from the rows that stand."""
        rows: list[Row] = []
        words: list[Row] = []
        due: dict[int, list[Row]] = {}
        members: dict[int, list[Row]] = {}
        rules = self._rules()
        for number, state in people:
            row = resident_row(number, state)
            if standing.get(number) != row:
                rows.append(row)
            if number in own or number not in standing:
                # The words follow from the card alone.
                words.append((number, name_words(state)))
            found = grounds(group_facts(state), rules)
            due[number] = due_rows(number, periods_on(state, found, rules.terms))
            members[number] = membership_rows(number, found)
        insert_rows(self._connection, "residents", rows)
        self._write_differing("due_periods", due, standing)
        self._write_differing("memberships", members, standing)
        if words:
            self._connection.exec_driver_sql(
                "INSERT OR REPLACE INTO resident_names (rowid, words) VALUES (?, ?)", words
            )

    def _write_differing(
        self, table: str, wanted: Mapping[int, list[Row]], standing: Mapping[int, Row]
    ) -> None:
        """Replaces rows of which there may be any number; someone new has none yet."""
        known = [number for number in wanted if number in standing]
        present = stored_rows(self._connection, table, "resident", known)
        differing = {
            number: rows for number, rows in wanted.items() if rows != present.get(number, [])
        }
        remove_rows(
            self._connection, table, "resident", [one for one in differing if one in present]
        )
        insert_rows(self._connection, table, [row for rows in differing.values() for row in rows])

    def _write_follow_up(self, changed: Mapping[int, _Person], standing: Mapping[int, Row]) -> None:
        """Replaces notes and referrals, which follow from what happened to the resident alone."""
        signals: list[Row] = []
        referrals: list[Row] = []
        for number, person in changed.items():
            if any(isinstance(one.event, FollowUpEvent) for one in person.events):
                signals += signal_rows(number, fold_signals(person.events))
                referrals += referral_rows(number, fold_referrals(person.events))
        known = [number for number in changed if number in standing]
        for table, rows in (("signals", signals), ("referrals", referrals)):
            remove_rows(self._connection, table, "resident", known)
            insert_rows(self._connection, table, rows)

    def _remove_residents(self, numbers: Sequence[int]) -> None:
        for table in _RESIDENT_TABLES:
            remove_rows(self._connection, table, "resident", numbers)
        remove_rows(self._connection, "residents", "number", numbers)
        remove_rows(self._connection, "resident_names", "rowid", numbers)

    def _write_visits_alone(self, visits: Sequence[int]) -> None:
        for piece in chunks(visits):
            names = identifiers(self._connection, piece)
            merged = merged_subjects(self._connection, piece)
            rows = [
                visit_row(number, None, fold_visit(names[number], visit_events(merged[number])))
                for number in piece
                if merged[number].documents
            ]
            kept = {row[0] for row in rows}
            removed = [visit for visit in piece if visit not in kept]
            remove_rows(self._connection, "visits", "number", removed)
            insert_rows(self._connection, "visits", rows)

    def _waiting(self) -> list[int]:
        """Visits that were here before anything was known of their resident."""
        rows = self._connection.exec_driver_sql("SELECT number FROM visits WHERE resident IS NULL")
        return [row[0] for row in rows]

    def _earlier_residents(self, visits: Sequence[int]) -> list[int]:
        rows = self._connection.exec_driver_sql(
            "SELECT DISTINCT resident FROM visit_links"
            " WHERE visit IN (SELECT value FROM json_each(?))",
            (as_list(visits),),
        )
        return [row[0] for row in rows]

    def _linked(self, visits: Sequence[int]) -> dict[int, int]:
        """To which resident each of these visits belongs, as far as the journal says."""
        found: dict[int, int] = {}
        for piece in chunks(visits):
            rows = self._connection.exec_driver_sql(
                "SELECT o.subject, s.number FROM operations o"
                " JOIN subjects s ON s.kind = 'resident'"
                " AND s.identifier = json_extract(CAST(o.body AS TEXT), '$.document.resident')"
                " WHERE o.subject IN (SELECT value FROM json_each(?))"
                " AND substr(o.body, 1, ?) = ?"
                " ORDER BY o.milliseconds, o.counter, s.identifier",
                (as_list(piece), len(PLANNED), PLANNED),
            )
            found.update((row[0], row[1]) for row in rows)
        return found
