"""Folds residents and visits on the shortest road: from what is kept, what came, or the journal.

All roads give the same states; see `kept_folds` for when one may be shortened.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy.engine import Connection

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.events import ResidentEvent, Stamped
from huisbezoek.model.domain.merge import MergedDocument, MergedSubject, merge, stamp_of
from huisbezoek.model.domain.operations import (
    AppendDocument,
    JsonValue,
    Operation,
    OperationId,
    SetFields,
)
from huisbezoek.model.domain.resident_fold import fold_resident, with_visits
from huisbezoek.model.domain.residents import ResidentState
from huisbezoek.model.domain.visit_fold import cancel_when_stopped, fold_visit, with_later
from huisbezoek.model.domain.visits import VisitState
from huisbezoek.model.storage.kept_folds import (
    KeptResident,
    KeptVisit,
    kept_residents,
    kept_visits,
    place_of,
)
from huisbezoek.model.storage.projected_writing import identifiers
from huisbezoek.model.storage.subject_log import operations_by_subject
from huisbezoek.model.storage.touched import Added, is_plain
from huisbezoek.model.storage.translation import (
    VISIT_PLANNED,
    resident_events,
    to_card,
    visit_events,
    with_fields,
)


@dataclass(slots=True)
class Person:
    """A resident whose row is being made: `state` does not know of visits yet.

    `anew` is what the journal says, None when only the card changed since the kept fold `before`,
    or nothing but visits. `kept` is the fold to keep from now on, if one may be kept.
    """

    state: ResidentState
    kept: KeptResident | None
    before: KeptResident | None = None
    anew: MergedSubject | None = None
    events: tuple[Stamped[ResidentEvent], ...] = ()
    visits: list[VisitState] = field(default_factory=list)

    @property
    def is_gone(self) -> bool:
        """Whether nothing is left to make a row of."""
        merged = self.anew
        return merged is not None and (merged.erased or not (merged.heads or merged.documents))

    def complete(self) -> ResidentState:
        """The state with what the visits say, which were given meanwhile."""
        return with_visits(self.state, self.visits)


@dataclass(frozen=True, slots=True)
class FoldedVisit:
    """A visit that nothing stopped yet, and its fold to keep, if one may be kept."""

    state: VisitState
    kept: KeptVisit | None

    def stopped_by(self, resident: ResidentState) -> VisitState:
        """The state when this is its resident."""
        return cancel_when_stopped(self.state, resident.stopped_on)


class PeopleFolding:
    """Folds the subjects that were touched; `added` has those about which operations only came."""

    def __init__(self, connection: Connection, added: Mapping[int, Added]) -> None:
        self._connection = connection
        self._added = added

    def people(self, residents: Sequence[int], own: set[int]) -> dict[int, Person]:
        """These residents; of those in `own` more changed than their visits."""
        found = self._from_kept(residents, own)
        rest = [number for number in residents if number not in found]
        names = identifiers(self._connection, rest)
        for number, operations in self._operations(rest).items():
            found[number] = _person(names[number], operations)
        return found

    def visits(self, numbers: Sequence[int]) -> dict[int, FoldedVisit]:
        """These visits; those of which nothing is said any more are left out."""
        found = self._ahead(numbers)
        rest = [number for number in numbers if number not in found]
        return {**found, **self._folded(self._operations(rest))}

    def visits_at_hand(self, numbers: Sequence[int]) -> dict[int, FoldedVisit]:
        """Those of these visits for which the journal need not be read."""
        at_hand: dict[int, Sequence[Operation]] = {}
        for number in numbers:
            added = self._added.get(number)
            if added is not None and added.is_all:
                at_hand[number] = added.operations
        return {**self._ahead(numbers), **self._folded(at_hand)}

    def is_card_only(self, number: int) -> bool:
        """Whether only operations came that set fields of the card."""
        added = self._added.get(number)
        return added is not None and all(
            isinstance(operation.body, SetFields) for operation in added.operations
        )

    def _ahead(self, numbers: Sequence[int]) -> dict[int, FoldedVisit]:
        """Those of these visits whose kept folds go on, and that stay with their residents."""
        came = {
            number: added.operations
            for number in numbers
            if (added := self._added.get(number)) is not None and not added.is_all
        }
        found = {}
        for number, kept in kept_visits(self._connection, list(came)).items():
            state = _later_state(kept, came[number])
            if state is not None:
                found[number] = FoldedVisit(state, KeptVisit(_last(came[number]), state))
        return found

    def _folded(self, operations: Mapping[int, Sequence[Operation]]) -> dict[int, FoldedVisit]:
        names = identifiers(self._connection, operations)
        found = {}
        for number, known in operations.items():
            merged = merge(known)
            if merged.documents:
                state = fold_visit(names[number], visit_events(merged))
                kept = KeptVisit(_last(known), state) if _is_plain(known) else None
                found[number] = FoldedVisit(state, kept)
        return found

    def _from_kept(self, residents: Sequence[int], own: set[int]) -> dict[int, Person]:
        found = {}
        wanted = [one for one in residents if one not in own or self.is_card_only(one)]
        for number, kept in kept_residents(self._connection, wanted).items():
            if number not in own:
                found[number] = Person(kept.state, kept)
                continue
            later = _with_later_card(kept, self._added[number].operations)
            if later is not None:
                found[number] = Person(later.state, later, kept)
        return found

    def _operations(self, numbers: Sequence[int]) -> dict[int, Sequence[Operation]]:
        """All operations about these, from the journal as far as they are not at hand."""
        found: dict[int, Sequence[Operation]] = {}
        for number in numbers:
            added = self._added.get(number)
            if added is not None and added.is_all:
                found[number] = added.operations
        rest = [number for number in numbers if number not in found]
        return {**found, **operations_by_subject(self._connection, rest)}


def _person(name: str, operations: Sequence[Operation]) -> Person:
    merged = merge(operations)
    events = resident_events(merged)
    state = fold_resident(name, to_card(merged, ResidentCard), events, ())
    kept = None
    if operations and _is_plain(operations):
        kept = KeptResident(_last(operations), state, _sole_heads(merged, operations))
    return Person(state, kept, anew=merged, events=events)


def _is_plain(operations: Sequence[Operation]) -> bool:
    return all(map(is_plain, operations))


def _last(operations: Sequence[Operation]) -> tuple[int, int, str, int, int]:
    return max(map(place_of, operations))


def _sole_heads(
    merged: MergedSubject, operations: Sequence[Operation]
) -> dict[str, OperationId] | None:
    """Which operation set each field, if that is one each and all that were replaced are known."""
    known = {operation.identifier for operation in operations}
    for operation in operations:
        if isinstance(operation.body, SetFields):
            for parents in operation.body.replaces.values():
                if not known.issuperset(parents):
                    return None
    if any(len(heads) != 1 for heads in merged.heads.values()):
        return None
    return {name: heads[0].stamp.operation for name, heads in merged.heads.items()}


def _later_state(kept: KeptVisit, operations: Sequence[Operation]) -> VisitState | None:
    """The visit after these operations; None when they do not come after all others."""
    ordered = sorted(operations, key=place_of)
    if place_of(ordered[0]) <= kept.place:
        return None
    documents = [
        MergedDocument(stamp_of(operation), operation.body.document_kind, operation.body.document)
        for operation in ordered
        if isinstance(operation.body, AppendDocument)
    ]
    if any(document.kind == VISIT_PLANNED for document in documents):
        return None
    state = kept.state
    for event in visit_events(MergedSubject(documents=tuple(documents))):
        state = with_later(state, event)
    return state


def _with_later_card(kept: KeptResident, operations: Sequence[Operation]) -> KeptResident | None:
    """The resident after these operations, each of which replaces all values that it found.

    None when one does not, so that a field has several values, or comes before another one.
    """
    ordered = sorted(operations, key=place_of)
    if kept.heads is None or place_of(ordered[0]) <= kept.place:
        return None
    heads = dict(kept.heads)
    values: dict[str, JsonValue] = {}
    for operation in ordered:
        body = operation.body
        if not isinstance(body, SetFields) or not body.replaces.keys() <= body.fields.keys():
            return None
        for name, value in body.fields.items():
            standing = (heads[name],) if name in heads else ()
            if tuple(body.replaces.get(name, ())) != standing:
                return None
            heads[name] = operation.identifier
            values[name] = value
    card = with_fields(kept.state.card, values)
    return KeptResident(place_of(ordered[-1]), replace(kept.state, card=card), heads)
