"""Projections: the rows that the screens read, folded anew from the journal for what was touched.

The same code serves a single deed, a bundle and a rebuild, so that all three give the same rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Final

import msgspec
from sqlalchemy.engine import Connection

from huisbezoek.model.domain.cards import (
    OfferCard,
    OrganisationCard,
    ResidentCard,
    VisitorCard,
)
from huisbezoek.model.domain.cycle import group_facts, periods_on
from huisbezoek.model.domain.follow_up_events import FollowUpEvent
from huisbezoek.model.domain.merge import MergedSubject
from huisbezoek.model.domain.office_events import StartFileMade, VisitorStopped
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.domain.referrals import fold_referrals
from huisbezoek.model.domain.resident_fold import fold_resident, stopped_on
from huisbezoek.model.domain.residents import ResidentState
from huisbezoek.model.domain.signals import fold_signals
from huisbezoek.model.domain.state_pension import StatePensionTable
from huisbezoek.model.domain.target_groups import CycleTerms, GroupRules, grounds
from huisbezoek.model.domain.visit_fold import fold_visit
from huisbezoek.model.storage.difference_rows import write_differences
from huisbezoek.model.storage.follow_up_rows import guide_rows, referral_rows, signal_rows
from huisbezoek.model.storage.projected_rows import (
    Row,
    due_rows,
    iso,
    membership_rows,
    name_words,
    resident_row,
    visit_row,
)
from huisbezoek.model.storage.subject_log import (
    PLANNED,
    as_list,
    chunks,
    merged_subjects,
    numbers_of_kind,
)
from huisbezoek.model.storage.translation import (
    intake_events,
    resident_events,
    to_card,
    visit_events,
    visitor_events,
)

_RESIDENT_TABLES: Final = tuple(
    (table, "resident") for table in ("due_periods", "memberships", "signals", "referrals")
)
_TERM_NAMES: Final = tuple(declared.name for declared in fields(CycleTerms))


class Projector:
    """Writes projections in the running transaction."""

    def __init__(self, connection: Connection, pension_table: StatePensionTable) -> None:
        self._connection = connection
        self._pension_table = pension_table
        self._rules: GroupRules | None = None

    @property
    def rules(self) -> GroupRules:
        """The organisation's terms as they are now, with the law's table."""
        if self._rules is None:
            terms = terms_of(stored_organisation(self._connection))
            self._rules = GroupRules(terms, self._pension_table)
        return self._rules

    def refresh(self, touched: Iterable[int]) -> None:
        """Brings the rows of these subjects, and of those that depend on them, up to date."""
        kinds = self._by_kind(touched)
        if kinds.get(SubjectKind.ORGANISATION) and self._refresh_organisation(
            kinds[SubjectKind.ORGANISATION]
        ):
            kinds[SubjectKind.RESIDENT] = numbers_of_kind(self._connection, SubjectKind.RESIDENT)
        self._refresh_visitors(kinds.get(SubjectKind.VISITOR, []))
        self._refresh_intakes(kinds.get(SubjectKind.INTAKE, []))
        self._refresh_offers(kinds.get(SubjectKind.OFFER, []))
        self._refresh_guides(kinds.get(SubjectKind.GUIDE, []))
        self._refresh_people(kinds.get(SubjectKind.RESIDENT, []), kinds.get(SubjectKind.VISIT, []))

    def rebuild(self) -> None:
        """Writes every row from the journal."""
        numbers = self._connection.exec_driver_sql("SELECT number FROM subjects").scalars().all()
        self.refresh(numbers)

    def write_residents(self, people: Sequence[tuple[int, ResidentState]]) -> None:
        """Replaces the rows of these residents."""
        numbers = [number for number, _ in people]
        self._remove_periods(numbers)
        rows: list[Row] = []
        due: list[Row] = []
        members: list[Row] = []
        words: list[Row] = []
        rules = self.rules
        for number, state in people:
            rows.append(resident_row(number, state))
            found = grounds(group_facts(state), rules)
            due.extend(due_rows(number, periods_on(state, found, rules.terms)))
            members.extend(membership_rows(number, found))
            words.append((number, name_words(state)))
        self._insert("residents", rows)
        self._insert("due_periods", due)
        self._insert("memberships", members)
        if words:
            self._connection.exec_driver_sql(
                "INSERT OR REPLACE INTO resident_names (rowid, words) VALUES (?, ?)", words
            )

    def _by_kind(self, touched: Iterable[int]) -> dict[str, list[int]]:
        kinds: dict[str, list[int]] = {}
        for piece in chunks(sorted(set(touched))):
            rows = self._connection.exec_driver_sql(
                "SELECT number, kind FROM subjects"
                " WHERE number IN (SELECT value FROM json_each(?))",
                (as_list(piece),),
            )
            for number, kind in rows:
                kinds.setdefault(kind, []).append(number)
        return kinds

    def _refresh_people(self, residents: Sequence[int], visits: Sequence[int]) -> None:
        links = self._linked(visits)
        alone = [visit for visit in visits if visit not in links]
        self._write_visits_alone(alone)
        everyone = sorted({*residents, *links.values(), *self._earlier_residents(visits)})
        self._remove("visit_links", "visit", alone)
        self._insert("visit_links", list(links.items()))
        arrived: dict[int, dict[int, int]] = {}
        for visit, resident in links.items():
            arrived.setdefault(resident, {})[visit] = resident
        for piece in chunks(everyone):
            new = [arrived[resident] for resident in piece if resident in arrived]
            self._refold(piece, {visit: link for found in new for visit, link in found.items()})

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

    def _refold(self, residents: Sequence[int], arrived: dict[int, int]) -> None:
        visits = {**self._known_visits(residents), **arrived}
        merged = merged_subjects(self._connection, [*residents, *visits])
        names = self._identifiers([*residents, *visits])
        of_resident: dict[int, list[int]] = {number: [] for number in residents}
        for visit, resident in visits.items():
            of_resident[resident].append(visit)
        people = []
        visit_rows = []
        gone = []
        for number in residents:
            state, rows = fold_person(number, names, merged, sorted(of_resident[number]))
            visit_rows += rows
            if merged[number].erased or not (merged[number].heads or merged[number].documents):
                gone.append(number)
            else:
                people.append((number, state))
        self._replace_visits(list(visits), visit_rows)
        people_only = {number: merged[number] for number in residents}
        write_differences(self._connection, SubjectKind.RESIDENT, people_only)
        self._remove_residents(gone)
        self.write_residents(people)
        for number, _ in people:
            self._write_follow_up(number, merged[number])

    def _write_follow_up(self, number: int, merged: MergedSubject) -> None:
        events = resident_events(merged)
        if any(isinstance(one.event, FollowUpEvent) for one in events):
            self._insert("signals", signal_rows(number, fold_signals(events)))
            self._insert("referrals", referral_rows(number, fold_referrals(events)))

    def _known_visits(self, residents: Sequence[int]) -> dict[int, int]:
        rows = self._connection.exec_driver_sql(
            "SELECT visit, resident FROM visit_links"
            " WHERE resident IN (SELECT value FROM json_each(?))",
            (as_list(residents),),
        )
        return {row[0]: row[1] for row in rows}

    def _write_visits_alone(self, visits: Sequence[int]) -> None:
        for piece in chunks(visits):
            names = self._identifiers(piece)
            merged = merged_subjects(self._connection, piece)
            rows = [
                visit_row(
                    number,
                    None,
                    fold_visit(names[number], visit_events(merged[number])),
                )
                for number in piece
                if merged[number].documents
            ]
            self._replace_visits(piece, rows)

    def _identifiers(self, numbers: Sequence[int]) -> dict[int, str]:
        rows = self._connection.exec_driver_sql(
            "SELECT number, identifier FROM subjects"
            " WHERE number IN (SELECT value FROM json_each(?))",
            (as_list(numbers),),
        )
        return {row[0]: row[1] for row in rows}

    def _replace_visits(self, visits: Sequence[int], rows: Sequence[Row]) -> None:
        kept = {row[0] for row in rows}
        self._remove("visits", "number", [visit for visit in visits if visit not in kept])
        self._insert("visits", rows)

    def _remove_residents(self, numbers: Sequence[int]) -> None:
        self._remove_periods(numbers)
        self._remove("residents", "number", numbers)
        self._remove("resident_names", "rowid", numbers)

    def _remove_periods(self, numbers: Sequence[int]) -> None:
        """Removes rows of which there may be any number; someone new has none yet."""
        if not numbers:
            return
        standing = (
            self._connection.exec_driver_sql(
                "SELECT number FROM residents WHERE number IN (SELECT value FROM json_each(?))",
                (as_list(numbers),),
            )
            .scalars()
            .all()
        )
        for table, column in _RESIDENT_TABLES:
            self._remove(table, column, standing)

    def _refresh_organisation(self, numbers: Sequence[int]) -> bool:
        """Whether the terms of the cycle changed, so that everyone's periods do."""
        before = terms_of(stored_organisation(self._connection))
        names = self._identifiers(numbers)
        merged = merged_subjects(self._connection, numbers)
        write_differences(self._connection, SubjectKind.ORGANISATION, merged)
        rows = [
            (
                number,
                names[number],
                encoded_card(to_card(merged[number], OrganisationCard)),
            )
            for number in numbers
            if not merged[number].erased
        ]
        self._remove("organisations", "number", numbers)
        self._insert("organisations", rows)
        self._rules = None
        return self.rules.terms != before

    def _refresh_visitors(self, numbers: Sequence[int]) -> None:
        for piece in chunks(numbers):
            names = self._identifiers(piece)
            merged = merged_subjects(self._connection, piece)
            write_differences(self._connection, SubjectKind.VISITOR, merged)
            self._remove("visitors", "number", piece)
            self._insert(
                "visitors",
                [
                    _visitor_row(number, names[number], merged[number])
                    for number in piece
                    if merged[number].heads or merged[number].documents
                ],
            )

    def _refresh_intakes(self, numbers: Sequence[int]) -> None:
        for piece in chunks(numbers):
            names = self._identifiers(piece)
            merged = merged_subjects(self._connection, piece)
            self._remove("intakes", "number", piece)
            rows = [
                (
                    number,
                    names[number],
                    max(iso(found.event.on) or "" for found in events),
                )
                for number in piece
                if (events := intake_events(merged[number]))
            ]
            self._insert("intakes", rows)

    def _refresh_offers(self, numbers: Sequence[int]) -> None:
        for piece in chunks(numbers):
            names = self._identifiers(piece)
            merged = merged_subjects(self._connection, piece)
            write_differences(self._connection, SubjectKind.OFFER, merged)
            self._remove("offers", "number", piece)
            rows = [
                (number, names[number], encoded_card(to_card(merged[number], OfferCard)))
                for number in piece
                if merged[number].heads
            ]
            self._insert("offers", rows)

    def _refresh_guides(self, numbers: Sequence[int]) -> None:
        for piece in chunks(numbers):
            names = self._identifiers(piece)
            merged = merged_subjects(self._connection, piece)
            self._remove("guides", "number", piece)
            for number in piece:
                self._insert("guides", guide_rows(number, names[number], merged[number]))

    def _remove(self, table: str, column: str, numbers: Sequence[int]) -> None:
        if numbers:
            self._connection.exec_driver_sql(
                f"DELETE FROM {table} WHERE {column} = ?",  # noqa: S608 - our own names
                [(number,) for number in numbers],
            )

    def _insert(self, table: str, rows: Sequence[Row]) -> None:
        if rows:
            places = ", ".join("?" * len(rows[0]))
            self._connection.exec_driver_sql(
                f"INSERT OR REPLACE INTO {table} VALUES ({places})",  # noqa: S608 - our own names
                list(rows),
            )


def fold_person(
    number: int,
    names: dict[int, str],
    merged: dict[int, MergedSubject],
    visits: Sequence[int],
) -> tuple[ResidentState, list[Row]]:
    """The state of a resident, and the rows of the visits that belong to them."""
    events = resident_events(merged[number])
    stopped = stopped_on(events)
    states = [
        (visit, fold_visit(names[visit], visit_events(merged[visit]), stopped))
        for visit in visits
        if merged[visit].documents
    ]
    card = to_card(merged[number], ResidentCard)
    state = fold_resident(names[number], card, events, [state for _, state in states])
    return state, [visit_row(visit, number, state) for visit, state in states]


def stored_organisation(connection: Connection) -> OrganisationCard:
    """The organisation's card as the projection has it; all defaults when there is none."""
    row = connection.exec_driver_sql(
        "SELECT card FROM organisations ORDER BY organisation LIMIT 1"
    ).one_or_none()
    if row is None:
        return OrganisationCard()
    return msgspec.json.decode(row[0], type=OrganisationCard)


def terms_of(card: OrganisationCard) -> CycleTerms:
    """The terms of the cycle as the organisation set them."""
    known = {name: getattr(card, name) for name in _TERM_NAMES if hasattr(card, name)}
    return CycleTerms(**known)


def encoded_card(card: OrganisationCard | VisitorCard | OfferCard) -> bytes:
    """The card as the projections keep it."""
    return msgspec.json.encode(card)


def _visitor_row(number: int, visitor: str, merged: MergedSubject) -> Row:
    card = to_card(merged, VisitorCard)
    events = [stamped.event for stamped in visitor_events(merged)]
    files = [event for event in events if isinstance(event, StartFileMade)]
    stops = [event for event in events if isinstance(event, VisitorStopped)]
    return (
        number,
        visitor,
        card.name,
        encoded_card(card),
        iso(files[-1].on) if files else None,
        iso(files[-1].expires_on) if files else None,
        iso(stops[-1].on) if stops else None,
    )
