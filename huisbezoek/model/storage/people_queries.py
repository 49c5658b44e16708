"""Questions about one resident, about visitors and about the organisation."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Final

import msgspec

from huisbezoek.model.domain.cards import OrganisationCard, ResidentCard, VisitorCard
from huisbezoek.model.domain.cycle import due_periods, resident_groups
from huisbezoek.model.domain.events import IntakeEvent, ResidentEvent, Stamped, VisitorEvent
from huisbezoek.model.domain.merge import MergedSubject
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.resident_fold import fold_resident, stopped_on
from huisbezoek.model.domain.visit_fold import fold_visit
from huisbezoek.model.domain.visits import VisitState, VisitStatus
from huisbezoek.model.storage.difference_rows import to_difference
from huisbezoek.model.storage.plan_queries import later_visits, open_visits
from huisbezoek.model.storage.projections import stored_organisation
from huisbezoek.model.storage.subject_log import (
    as_list,
    merged_subject,
    merged_subjects,
    numbers_of_kind,
    subject_number,
)
from huisbezoek.model.storage.translation import (
    intake_events,
    resident_events,
    to_card,
    visit_events,
    visitor_events,
)
from huisbezoek.model.storage.view import View, to_day
from huisbezoek.model.usecases.ports.exchange import Peer
from huisbezoek.model.usecases.ports.people import (
    Difference,
    ResidentHistory,
    VisitorRecord,
)
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError

_TO_COME: Final = tuple(
    status.value for status in VisitStatus if not status.is_closed and not status.took_place
)


class PeopleQueries(View):
    """Answers about people, each from the journal or from a projection of it."""

    def organisation(self) -> OrganisationCard:
        """The organisation's card; all defaults when nothing was entered yet."""
        return stored_organisation(self._view())

    def resident(self, resident: str) -> ResidentHistory:
        """Everything about one resident. Raises UnknownSubjectError."""
        number = subject_number(self._view(), Subject(SubjectKind.RESIDENT, resident))
        if number is None:
            raise UnknownSubjectError
        rows = self._rows(
            "SELECT number, visit FROM visits WHERE resident = ? ORDER BY visit",
            (number,),
        )
        visits = {row[0]: row[1] for row in rows}
        merged = merged_subjects(self._view(), [number, *visits])
        if not (merged[number].heads or merged[number].documents):
            raise UnknownSubjectError
        events = resident_events(merged[number])
        return self._history(resident, merged[number], events, _fold_visits(visits, merged, events))

    def visits_of(self, residents: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The visits of each of these residents, by identifier; none of who is unknown here."""
        wanted = list(residents)
        found: dict[str, tuple[str, ...]] = dict.fromkeys(wanted, ())
        rows = self._rows(
            "SELECT s.identifier, v.visit FROM json_each(?) w CROSS JOIN subjects s"
            " ON s.kind = ? AND s.identifier = w.value"
            " CROSS JOIN visits v ON v.resident = s.number ORDER BY s.identifier, v.visit",
            (as_list(wanted), SubjectKind.RESIDENT.value),
        )
        for resident, visit in rows:
            found[resident] += (visit,)
        return found

    def differences(self) -> tuple[Difference, ...]:
        """All fields with several different values, by kind and identifier of the subject."""
        rows = self._rows(
            "SELECT s.kind, s.identifier, d.field, d.content FROM differences d"
            " JOIN subjects s ON s.number = d.subject ORDER BY s.kind, s.identifier, d.field"
        )
        return tuple(to_difference(Subject(row[0], row[1]), row[2], row[3]) for row in rows)

    def given_twice(self) -> tuple[str, ...]:
        """Who may have more than one visitor or visit; nobody who died, moved or objected.

        With several visitors, with several visits still to come, or with one to come that was
        planned before another was held.
        """
        to_come = as_list(_TO_COME)
        rows = self._rows(
            "SELECT resident FROM residents WHERE instr(visitors, ' ') > 0 AND stopped = '' UNION"
            " SELECT r.resident FROM (SELECT resident FROM visits"
            " WHERE is_open AND status IN (SELECT value FROM json_each(?))"
            " GROUP BY resident HAVING count(*) > 1) v"
            " JOIN residents r ON r.number = v.resident AND r.stopped = '' UNION"
            " SELECT r.resident FROM visits v"
            " JOIN visits h ON h.resident = v.resident AND h.held_on >= v.planned_on"
            " JOIN residents r ON r.number = v.resident AND r.stopped = ''"
            " WHERE v.is_open AND v.status IN (SELECT value FROM json_each(?)) ORDER BY 1",
            (to_come, to_come),
        )
        return tuple(row[0] for row in rows)

    def household(self, resident: str) -> tuple[str, ...]:
        """The residents at the same address, this one included."""
        rows = self._rows(
            "SELECT o.resident FROM residents r"
            " JOIN residents o ON o.household = r.household AND o.household <> ''"
            " WHERE r.number = (SELECT number FROM subjects WHERE kind = ? AND identifier = ?)"
            " ORDER BY o.sort_name, o.resident",
            (SubjectKind.RESIDENT.value, resident),
        )
        return tuple(row[0] for row in rows) or (resident,)

    def known_people(self) -> dict[str, str]:
        """Matching key (surname core, birth date, postcode, number) to resident."""
        rows = self._rows("SELECT matching_key, resident FROM residents ORDER BY resident DESC")
        return {row[0]: row[1] for row in rows}

    def visitors(self) -> tuple[VisitorRecord, ...]:
        """All visitors by name."""
        taken, later = open_visits(self._rows), later_visits(self._rows)
        assigned: dict[str, int] = defaultdict(int)
        for names, count in self._rows(
            "SELECT visitors, count(*) FROM residents WHERE visitors <> '' GROUP BY visitors"
        ):
            for visitor in names.split():
                assigned[visitor] += count
        peers = self._peers_by_visitor()
        last = self._last_exchanges()
        rows = self._rows(
            "SELECT visitor, card, start_file_on, start_file_expires_on, stopped_on"
            " FROM visitors ORDER BY name COLLATE NOCASE, visitor"
        )
        return tuple(
            VisitorRecord(
                visitor=row[0],
                card=msgspec.json.decode(row[1], type=VisitorCard),
                open_visits=taken[row[0]],
                assigned=assigned[row[0]],
                start_file_on=to_day(row[2]),
                start_file_expires_on=to_day(row[3]),
                stopped_on=to_day(row[4]),
                last_exchange_on=max(
                    (last[p.device] for p in peers[row[0]] if p.device in last),
                    default=None,
                ),
                enrolled=any(peer.receiving_key for peer in peers[row[0]]),
                later=later.get(row[0], ()),
            )
            for row in rows
        )

    def visitor_events(self, visitor: str) -> tuple[Stamped[VisitorEvent], ...]:
        """What happened to a visitor and their laptops, in order; nothing for an unknown one."""
        return visitor_events(merged_subject(self._view(), Subject(SubjectKind.VISITOR, visitor)))

    def intakes(self) -> tuple[Stamped[IntakeEvent], ...]:
        """The resident lists that were read, the last one first."""
        numbers = numbers_of_kind(self._view(), SubjectKind.INTAKE)
        merged = merged_subjects(self._view(), numbers)
        events = [event for number in numbers for event in intake_events(merged[number])]
        return tuple(sorted(events, key=lambda stamped: stamped.stamp, reverse=True))

    def _history(
        self,
        resident: str,
        merged: MergedSubject,
        events: tuple[Stamped[ResidentEvent], ...],
        visits: tuple[VisitState, ...],
    ) -> ResidentHistory:
        state = fold_resident(resident, to_card(merged, ResidentCard), events, visits)
        rules = self._rules()
        return ResidentHistory(
            state=state,
            events=events,
            visits=visits,
            periods=due_periods(state, rules),
            groups=tuple(sorted(g.value for g in resident_groups(state, self._today(), rules))),
            differing_fields=merged.differing_fields(),
        )

    def _peers_by_visitor(self) -> dict[str, list[Peer]]:
        found: dict[str, list[Peer]] = defaultdict(list)
        for (content,) in self._rows("SELECT peer FROM peers"):
            peer = msgspec.json.decode(content, type=Peer)
            found[peer.visitor].append(peer)
        return found

    def _last_exchanges(self) -> dict[str, date]:
        rows = self._rows(
            "SELECT peer, max(at) FROM ledger WHERE direction = 'received' GROUP BY peer"
        )
        return {row[0]: day for row in rows if (day := to_day(row[1][:10])) is not None}


def _fold_visits(
    visits: dict[int, str],
    merged: dict[int, MergedSubject],
    events: tuple[Stamped[ResidentEvent], ...],
) -> tuple[VisitState, ...]:
    stopped = stopped_on(events)
    return tuple(
        fold_visit(visit, visit_events(merged[number]), stopped)
        for number, visit in visits.items()
        if not merged[number].erased
    )
