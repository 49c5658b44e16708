"""The rows of residents and their visits: folded as far as something was touched.

The state of a visit that was not touched is read back from its row, which says all that the state
of a resident needs, with two exceptions (`_needs_all_visits`). Of a resident of whom only the card
changed what follows from visits stays as it stands. What comes out is the same as when everything
is folded.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Final

from sqlalchemy.engine import Connection

from huisbezoek.model.domain.cycle import GROUP_FIELDS, group_facts, periods_on
from huisbezoek.model.domain.follow_up_events import FollowUpEvent
from huisbezoek.model.domain.light_contact import light_contact_days
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.domain.referrals import fold_referrals
from huisbezoek.model.domain.residents import ResidentState
from huisbezoek.model.domain.signals import fold_signals
from huisbezoek.model.domain.target_groups import GroupRules, grounds
from huisbezoek.model.storage.difference_rows import write_differences
from huisbezoek.model.storage.follow_up_rows import referral_rows, signal_rows
from huisbezoek.model.storage.kept_folds import keep_folds
from huisbezoek.model.storage.people_folding import FoldedVisit, PeopleFolding, Person
from huisbezoek.model.storage.projected_rows import (
    Row,
    due_rows,
    has_same_periods,
    light_contact_rows,
    membership_rows,
    name_words,
    resident_row,
    stored_visit,
    visit_row,
    with_visits_of,
)
from huisbezoek.model.storage.projected_writing import (
    insert_rows,
    remove_rows,
    stored_rows,
)
from huisbezoek.model.storage.subject_log import as_list, chunks
from huisbezoek.model.storage.touched import Added
from huisbezoek.model.storage.visit_links import earlier_residents, linked, waiting
from huisbezoek.model.storage.visits_under_way import VisitsUnderWay
from huisbezoek.model.storage.without_collecting import without_collecting

_RESIDENT_TABLES: Final = ("due_periods", "memberships", "light_contacts", "signals", "referrals")
_STOPPED: Final = 12
"""Where in a row of `projection_tables.residents` stands why nobody may visit."""


class PeopleProjection:
    """Writes the rows of residents and visits in the running transaction."""

    def __init__(self, connection: Connection, rules: Callable[[], GroupRules]) -> None:
        self._connection = connection
        self._rules = rules

    def refresh(
        self, residents: Sequence[int], visits: Sequence[int], added: Mapping[int, Added]
    ) -> None:
        """Brings the rows of these, and of the residents whose visits these are, up to date.

        `added` has those of which only operations came.
        """
        own = set(residents)
        folding = PeopleFolding(self._connection, added)
        under_way = VisitsUnderWay(self._connection, folding)
        written = under_way.write(
            [visit for visit in visits if visit in added],
            {one for one in residents if not folding.is_card_only(one)},
        )
        visits = [visit for visit in visits if visit not in written]
        links = linked(self._connection, visits)
        links |= linked(self._connection, waiting(self._connection, residents))
        alone = [visit for visit in visits if visit not in links]
        self._write_visits_alone(folding, alone)
        visited = {*links.values(), *earlier_residents(self._connection, visits)}
        remove_rows(self._connection, "visit_links", "visit", alone)
        insert_rows(self._connection, "visit_links", sorted(links.items()))
        touched = {*visits, *links}
        for piece in chunks(sorted({*residents, *visited})):
            with without_collecting():
                self._refold(folding, piece, own, visited, touched)

    def write_residents(self, people: Sequence[tuple[int, ResidentState]]) -> None:
        """Replaces the rows of these residents, apart from their notes and referrals."""
        standing = self._standing(number for number, _ in people)
        self._write(people, standing, {number for number, _ in people})

    def _standing(self, residents: Iterable[int]) -> dict[int, Row]:
        rows = stored_rows(self._connection, "residents", "number", list(residents))
        return {number: found[0] for number, found in rows.items()}

    def _refold(
        self,
        folding: PeopleFolding,
        residents: Sequence[int],
        own: set[int],
        visited: set[int],
        touched: set[int],
    ) -> None:
        """Folds these residents; of those in `own` more changed than their visits."""
        standing = self._standing(residents)
        people = folding.people(residents, own)
        cards = {
            number: person
            for number, person in people.items()
            if number not in visited and number in standing and _has_same_grounds(person)
        }
        self._write_cards(cards, standing)
        rest = {number: person for number, person in people.items() if number not in cards}
        of_visit = self._take_visits(rest, standing, touched)
        self._fold_visits(folding, rest, of_visit)
        gone = [number for number, person in rest.items() if person.is_gone]
        self._remove_residents([number for number in gone if number in standing])
        present = {number: one for number, one in rest.items() if not one.is_gone}
        self._write(
            [(number, person.complete()) for number, person in present.items()], standing, own
        )
        self._write_what_is_anew(
            {number: person for number, person in rest.items() if number in own}, standing
        )
        # What only visits changed is kept already, if it was not folded anew.
        new = {number: one for number, one in people.items() if number in own or one.anew}
        keep_folds(
            self._connection,
            {number: None if one.is_gone else one.kept for number, one in new.items()},
        )

    def _take_visits(
        self, people: Mapping[int, Person], standing: Mapping[int, Row], touched: set[int]
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
            if _needs_all_visits(person, standing.get(number))
        }
        for resident, visit, *row in rows.all():
            if visit in touched or resident in needing:
                to_fold[visit] = resident
            elif row[0] is not None:
                people[resident].visits.append(stored_visit(row))
        return to_fold

    def _fold_visits(
        self, folding: PeopleFolding, people: Mapping[int, Person], of_visit: Mapping[int, int]
    ) -> None:
        found = folding.visits(list(of_visit))
        rows = []
        for visit, folded in found.items():
            resident = of_visit[visit]
            person = people[resident]
            state = folded.stopped_by(person.state)
            person.visits.append(state)
            rows.append(visit_row(visit, resident, state))
        self._replace_visits(of_visit, found, rows)

    def _replace_visits(
        self, visits: Iterable[int], found: Mapping[int, FoldedVisit], rows: list[Row]
    ) -> None:
        """Writes the rows of these visits; of those that were not found nothing stays."""
        removed = [visit for visit in visits if visit not in found]
        remove_rows(self._connection, "visits", "number", removed)
        insert_rows(self._connection, "visits", sorted(rows, key=itemgetter(0)))
        nothing = dict.fromkeys(removed)
        kept = {visit: folded.kept for visit, folded in found.items()}
        keep_folds(self._connection, {**nothing, **kept})

    def _write_cards(self, people: Mapping[int, Person], standing: Mapping[int, Row]) -> None:
        """Writes residents of whom the card changed, and nothing that makes another period."""
        rows: list[Row] = []
        words: list[Row] = []
        for number, person in people.items():
            row = with_visits_of(standing[number], resident_row(number, person.state))
            if row != standing[number]:
                rows.append(row)
            if person.before is None or person.before.state.card.name() != person.state.card.name():
                words.append((number, name_words(person.state)))
        insert_rows(self._connection, "residents", rows)
        self._write_words(words)

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
        light: dict[int, list[Row]] = {}
        rules = self._rules()
        for number, state in people:
            row = resident_row(number, state)
            before = standing.get(number)
            if before != row:
                rows.append(row)
            if number in own or before is None:
                # The words follow from the card alone.
                words.append((number, name_words(state)))
            elif has_same_periods(before, row):
                continue
            found = grounds(group_facts(state), rules)
            due[number] = due_rows(number, periods_on(state, found, rules.terms))
            members[number] = membership_rows(number, found)
            light[number] = light_contact_rows(number, light_contact_days(state, rules.terms))
        insert_rows(self._connection, "residents", rows)
        self._write_differing("due_periods", due, standing)
        self._write_differing("memberships", members, standing)
        self._write_differing("light_contacts", light, standing)
        self._write_words(words)

    def _write_words(self, words: Sequence[Row]) -> None:
        if words:
            self._connection.exec_driver_sql(
                "INSERT OR REPLACE INTO resident_names (rowid, words) VALUES (?, ?)", list(words)
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

    def _write_what_is_anew(
        self, changed: Mapping[int, Person], standing: Mapping[int, Row]
    ) -> None:
        """Replaces differences, notes and referrals, which follow from the resident alone.

        Where only the card changed there are no differences, and events are as they were.
        """
        merged = {number: one.anew for number, one in changed.items() if one.anew is not None}
        write_differences(self._connection, SubjectKind.RESIDENT, merged)
        signals: list[Row] = []
        referrals: list[Row] = []
        for number in merged:
            events = changed[number].events
            if any(isinstance(one.event, FollowUpEvent) for one in events):
                signals += signal_rows(number, fold_signals(events))
                referrals += referral_rows(number, fold_referrals(events))
        known = [number for number in merged if number in standing]
        for table, rows in (("signals", signals), ("referrals", referrals)):
            remove_rows(self._connection, table, "resident", known)
            insert_rows(self._connection, table, rows)

    def _remove_residents(self, numbers: Sequence[int]) -> None:
        for table in _RESIDENT_TABLES:
            remove_rows(self._connection, table, "resident", numbers)
        remove_rows(self._connection, "residents", "number", numbers)
        remove_rows(self._connection, "resident_names", "rowid", numbers)

    def _write_visits_alone(self, folding: PeopleFolding, visits: Sequence[int]) -> None:
        for piece in chunks(visits):
            found = folding.visits(piece)
            rows = [visit_row(number, None, folded.state) for number, folded in found.items()]
            self._replace_visits(piece, found, rows)


def _needs_all_visits(person: Person, row: Row | None) -> bool:
    """Whether rows of visits do not suffice, given the row of this resident until now.

    A stop, of now or of before, closes visits or no longer does; and whether a request was
    answered is told by days of planning, which rows of visits do not have.
    """
    was_stopped = row is None or row[_STOPPED] != ""
    state = person.state
    return was_stopped or state.stopped_on is not None or state.requested_on is not None


def _has_same_grounds(person: Person) -> bool:
    """Whether a card changed, and nothing on it that decides about groups and periods."""
    before, after = person.before, person.state.card
    return before is not None and all(
        getattr(before.state.card, name) == getattr(after, name) for name in GROUP_FIELDS
    )
