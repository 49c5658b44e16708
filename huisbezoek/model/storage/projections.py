"""Projections: the rows that the screens read, folded anew from the journal for what was touched.

The same code serves a single deed, a bundle and a rebuild, so that all three give the same rows.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from sqlalchemy.engine import Connection

from huisbezoek.model.domain.cards import OfferCard, OrganisationCard, VisitorCard
from huisbezoek.model.domain.group_terms import terms_of
from huisbezoek.model.domain.merge import MergedSubject
from huisbezoek.model.domain.office_events import StartFileMade, VisitorStopped
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.domain.residents import ResidentState
from huisbezoek.model.domain.state_pension import StatePensionTable
from huisbezoek.model.domain.target_groups import GroupRules
from huisbezoek.model.storage.difference_rows import write_differences
from huisbezoek.model.storage.follow_up_rows import guide_rows
from huisbezoek.model.storage.people_projection import PeopleProjection
from huisbezoek.model.storage.postcode_rows import write_postcodes
from huisbezoek.model.storage.projected_rows import Row, iso
from huisbezoek.model.storage.projected_writing import identifiers, insert_rows, remove_rows
from huisbezoek.model.storage.subject_log import (
    as_list,
    chunks,
    merged_subjects,
    numbers_of_kind,
)
from huisbezoek.model.storage.touched import Added
from huisbezoek.model.storage.translation import intake_events, to_card, visitor_events


class Projector:
    """Writes projections in the running transaction."""

    def __init__(self, connection: Connection, pension_table: StatePensionTable) -> None:
        self._connection = connection
        self._pension_table = pension_table
        self._rules: GroupRules | None = None
        self._people = PeopleProjection(connection, lambda: self.rules)

    @property
    def rules(self) -> GroupRules:
        """The organisation's terms as they are now, with the law's table."""
        if self._rules is None:
            terms = terms_of(stored_organisation(self._connection))
            self._rules = GroupRules(terms, self._pension_table)
        return self._rules

    def refresh(self, touched: Mapping[int, Added | None]) -> None:
        """Brings the rows of these subjects, and of those that depend on them, up to date.

        Of some is told which operations came; all others may have changed in any way.
        """
        kinds = self._by_kind(touched)
        if kinds.get(SubjectKind.ORGANISATION) and self._refresh_organisation(
            kinds[SubjectKind.ORGANISATION]
        ):
            kinds[SubjectKind.RESIDENT] = numbers_of_kind(self._connection, SubjectKind.RESIDENT)
            touched = {}
        self._refresh_visitors(kinds.get(SubjectKind.VISITOR, []))
        self._refresh_intakes(kinds.get(SubjectKind.INTAKE, []))
        self._refresh_offers(kinds.get(SubjectKind.OFFER, []))
        self._refresh_guides(kinds.get(SubjectKind.GUIDE, []))
        self._people.refresh(
            kinds.get(SubjectKind.RESIDENT, []),
            kinds.get(SubjectKind.VISIT, []),
            {number: added for number, added in touched.items() if added is not None},
        )

    def rebuild(self) -> None:
        """Writes every row from the journal."""
        numbers = self._connection.exec_driver_sql("SELECT number FROM subjects").scalars().all()
        self.refresh(dict.fromkeys(numbers))

    def write_residents(self, people: Sequence[tuple[int, ResidentState]]) -> None:
        """Replaces the rows of these residents."""
        self._people.write_residents(people)

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

    def _refresh_organisation(self, numbers: Sequence[int]) -> bool:
        """Whether the terms of the cycle changed, so that everyone's periods do."""
        before = terms_of(stored_organisation(self._connection))
        names = identifiers(self._connection, numbers)
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
        remove_rows(self._connection, "organisations", "number", numbers)
        insert_rows(self._connection, "organisations", rows)
        for number in numbers:
            write_postcodes(self._connection, merged[number])
        self._rules = None
        return self.rules.terms != before

    def _refresh_visitors(self, numbers: Sequence[int]) -> None:
        for piece in chunks(numbers):
            names = identifiers(self._connection, piece)
            merged = merged_subjects(self._connection, piece)
            write_differences(self._connection, SubjectKind.VISITOR, merged)
            remove_rows(self._connection, "visitors", "number", piece)
            insert_rows(
                self._connection,
                "visitors",
                [
                    _visitor_row(number, names[number], merged[number])
                    for number in piece
                    if merged[number].heads or merged[number].documents
                ],
            )

    def _refresh_intakes(self, numbers: Sequence[int]) -> None:
        for piece in chunks(numbers):
            names = identifiers(self._connection, piece)
            merged = merged_subjects(self._connection, piece)
            remove_rows(self._connection, "intakes", "number", piece)
            rows = [
                (
                    number,
                    names[number],
                    max(iso(found.event.on) or "" for found in events),
                )
                for number in piece
                if (events := intake_events(merged[number]))
            ]
            insert_rows(self._connection, "intakes", rows)

    def _refresh_offers(self, numbers: Sequence[int]) -> None:
        for piece in chunks(numbers):
            names = identifiers(self._connection, piece)
            merged = merged_subjects(self._connection, piece)
            write_differences(self._connection, SubjectKind.OFFER, merged)
            remove_rows(self._connection, "offers", "number", piece)
            rows = [
                (number, names[number], encoded_card(to_card(merged[number], OfferCard)))
                for number in piece
                if merged[number].heads
            ]
            insert_rows(self._connection, "offers", rows)

    def _refresh_guides(self, numbers: Sequence[int]) -> None:
        for piece in chunks(numbers):
            names = identifiers(self._connection, piece)
            merged = merged_subjects(self._connection, piece)
            remove_rows(self._connection, "guides", "number", piece)
            for number in piece:
                insert_rows(
                    self._connection, "guides", guide_rows(number, names[number], merged[number])
                )


def stored_organisation(connection: Connection) -> OrganisationCard:
    """The organisation's card as the projection has it; all defaults when there is none."""
    row = connection.exec_driver_sql(
        "SELECT card FROM organisations ORDER BY organisation LIMIT 1"
    ).one_or_none()
    if row is None:
        return OrganisationCard()
    return msgspec.json.decode(row[0], type=OrganisationCard)


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
