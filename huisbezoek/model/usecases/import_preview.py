"""What a bundle that was checked would change here, before anything of it is kept."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import islice
from typing import Final

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.differences import shown_value
from huisbezoek.model.domain.merge import MergedSubject, merge
from huisbezoek.model.domain.names import formal_name
from huisbezoek.model.domain.operations import (
    AppendDocument,
    Erase,
    JsonValue,
    Operation,
    SetFields,
    Subject,
    SubjectKind,
)
from huisbezoek.model.usecases.enrolment import answered_by
from huisbezoek.model.usecases.exchange import ExchangeParts, received_lines
from huisbezoek.model.usecases.imports import is_withdrawn
from huisbezoek.model.usecases.operation_lines import decode_operation
from huisbezoek.model.usecases.ports.rosters import DeviceRole
from huisbezoek.model.usecases.ports.sealed_bundles import BundleChangedWhileReadError, BundleHeader
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.receiving import ReceivedBundle, sender_keys
from huisbezoek.model.usecases.start_files import made_start_files

MOST_NAMES: Final = 200
"""So many residents are named; `ImportPreview.residents_in_all` says how many there are."""
MOST_OPERATIONS: Final = 5000
"""Of a larger bundle, such as a full copy, no preview is made: that takes as long as reading."""

_BATCH: Final = 2048
_PLANNED: Final = "visit_planned"
_CARD: Final = ResidentCard.__dataclass_fields__
_NAME_FIELDS: Final = (
    "surname",
    "initials",
    "name_prefix",
    "name_usage",
    "partner_surname",
    "partner_prefix",
    "sex",
)


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many operations of a kind are new here, and how many were known already."""

    new: int = 0
    known: int = 0


@dataclass(frozen=True, slots=True)
class PreviewedResident:
    """A resident of whom the bundle says something new; `is_new` when nothing was known here."""

    resident: str
    name: str = field(repr=False)
    is_new: bool
    kinds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What reading this bundle would do here.

    `kinds` is by document kind, 'card' for changed fields, and 'other'. `changed_cards` has for
    each resident known here whose card will show something else the fields that do. `questions`
    counts card fields that were changed here too, so that somebody must choose, `erased` the
    residents who will be gone. `missing` are counters of this sender that never arrived.
    `already_read` and `withdrawn` say that it was read before, and taken back since. Residents are
    for coordinators only, by name.
    """

    sender_name: str
    made_at: datetime
    kinds: Mapping[str, KindCount]
    changed_cards: tuple[tuple[str, ...], ...] = ()
    questions: int = 0
    erased: int = 0
    missing: tuple[int, ...] = ()
    late: bool = False
    already_read: bool = False
    withdrawn: bool = False
    residents: tuple[PreviewedResident, ...] = ()
    residents_in_all: int = 0
    new_residents: int = 0

    @property
    def new(self) -> int:
        """How many operations are new here; 0 means that reading changes nothing."""
        return sum(one.new for one in self.kinds.values())

    @property
    def known(self) -> int:
        """How many operations of it are here already."""
        return sum(one.known for one in self.kinds.values())


@dataclass(slots=True)
class _Seen:
    """What was found in the lines so far."""

    new: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    kinds: dict[Subject, Counter[str]] = field(default_factory=dict)
    cards: dict[str, list[Operation]] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)
    visits: dict[str, str] = field(default_factory=dict)


def preview_bundle(
    writing: Writing,
    parts: ExchangeParts,
    received: ReceivedBundle,
    *,
    most_names: int = MOST_NAMES,
    most_operations: int = MOST_OPERATIONS,
) -> ImportPreview | None:
    """What is new in it and what changes; applies and writes nothing. None when it is too large.

    Raises BundleChangedWhileReadError when the local copy is no longer what was checked.
    """
    header = received.header
    if header.operations > most_operations:
        return None
    seen = _Seen()
    for batch in _batches(_operations(writing, parts, received)):
        _look_at(writing, batch, seen)
    is_coordinator = parts.identity.role == DeviceRole.COORDINATOR
    residents = _residents(writing, seen) if is_coordinator else ()
    changes = _changes(writing, seen)
    read = received_lines(writing.ledger(), header.sender)
    counters = {line.counter for line in read} | {header.counter}
    return ImportPreview(
        sender_name=_sender_name(writing, parts, header),
        made_at=datetime.fromtimestamp(header.created_ms / 1000, UTC),
        kinds={
            kind: KindCount(seen.new[kind], seen.known[kind])
            for kind in sorted({*seen.new, *seen.known})
        },
        changed_cards=tuple(one.fields for one in changes if one.fields),
        questions=sum(one.questions for one in changes),
        erased=len(writing.resident_rows(sorted(seen.erased))),
        missing=tuple(one for one in range(1, max(counters)) if one not in counters),
        late=any(line.counter > header.counter for line in read),
        already_read=any(line.bundle == header.bundle for line in read),
        withdrawn=is_withdrawn(writing, header.bundle),
        residents=residents[:most_names],
        residents_in_all=len(residents),
        new_residents=sum(one.is_new for one in residents),
    )


def _operations(
    writing: Writing, parts: ExchangeParts, received: ReceivedBundle
) -> Iterator[Operation]:
    senders = sender_keys(writing, parts, today=date.min)
    opened = parts.bundles.open(
        received.path, parts.keys, senders.organisation, senders.signing_key
    )
    if opened.digest != received.digest:
        raise BundleChangedWhileReadError
    for line in opened.lines():
        yield decode_operation(line)
    opened.finish()


def _batches(operations: Iterator[Operation]) -> Iterator[list[Operation]]:
    while batch := list(islice(operations, _BATCH)):
        yield batch


def _look_at(writing: Writing, batch: Sequence[Operation], seen: _Seen) -> None:
    known = writing.known_operations([operation.identifier for operation in batch])
    for operation in batch:
        kind, body = _kind(operation), operation.body
        if kind == _PLANNED and isinstance(body, AppendDocument):
            seen.visits[operation.subject.identifier] = str(body.document.get("resident", ""))
        if operation.identifier in known:
            seen.known[kind] += 1
            continue
        seen.new[kind] += 1
        seen.kinds.setdefault(operation.subject, Counter())[kind] += 1
        if operation.subject.kind == SubjectKind.RESIDENT:
            if isinstance(body, SetFields):
                seen.cards.setdefault(operation.subject.identifier, []).append(operation)
            elif isinstance(body, Erase):
                seen.erased.add(operation.subject.identifier)


def _kind(operation: Operation) -> str:
    body = operation.body
    if isinstance(body, AppendDocument):
        return body.document_kind
    return "card" if isinstance(body, SetFields) else "other"


def _residents(writing: Writing, seen: _Seen) -> tuple[PreviewedResident, ...]:
    kinds: dict[str, Counter[str]] = {}
    for subject, counts in seen.kinds.items():
        resident = _resident_of(writing, subject, seen)
        if resident:
            kinds.setdefault(resident, Counter()).update(counts)
    rows = {row.resident: row for row in writing.resident_rows(sorted(kinds))}
    found = [
        PreviewedResident(
            resident=one,
            name=rows[one].formal_name if one in rows else _name_in(seen.cards.get(one, ())),
            is_new=one not in rows,
            kinds=dict(counts),
        )
        for one, counts in kinds.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.resident)))


def _resident_of(writing: Writing, subject: Subject, seen: _Seen) -> str:
    """The resident whom it is about; '' for visitors, lists and the organisation."""
    if subject.kind == SubjectKind.RESIDENT:
        return subject.identifier
    if subject.kind != SubjectKind.VISIT:
        return ""
    if subject.identifier in seen.visits:
        return seen.visits[subject.identifier]
    try:
        return writing.visit(subject.identifier).resident
    except UnknownSubjectError:
        return ""


def _name_in(changes: Iterable[Operation]) -> str:
    """The name out of the card fields that came along."""
    heads = merge(changes).heads
    card = {name: heads[name][0].value for name in _NAME_FIELDS if name in heads}
    texts = {name: card[name] for name in _NAME_FIELDS if isinstance(card.get(name), str)}
    return formal_name(ResidentCard(**texts).name()) if texts else ""  # type: ignore[arg-type] # text fields by name


@dataclass(frozen=True, slots=True)
class _Change:
    """What happens to the card of one resident: fields that show another value, and questions."""

    fields: tuple[str, ...]
    questions: int


def _changes(writing: Writing, seen: _Seen) -> list[_Change]:
    """What happens to the cards of residents who are known here and stay."""
    staying = sorted(seen.cards.keys() - seen.erased)
    return [
        _change(writing, row.resident, seen.cards[row.resident])
        for row in writing.resident_rows(staying)
    ]


def _change(writing: Writing, resident: str, arriving: Sequence[Operation]) -> _Change:
    about = tuple(writing.operations_about([Subject(SubjectKind.RESIDENT, resident)]))
    before, after = merge(about), merge((*about, *arriving))
    shown, will_show = _shown(before), _shown(after)
    fields = tuple(name for name in _CARD if shown.get(name) != will_show.get(name))
    new = set(after.differing_fields()) - set(before.differing_fields())
    return _Change(fields, len(new & _CARD.keys()))


def _shown(merged: MergedSubject) -> dict[str, JsonValue]:
    return {name: shown_value(name, heads) for name, heads in merged.heads.items()}


def _sender_name(writing: Writing, parts: ExchangeParts, header: BundleHeader) -> str:
    """Who sent it; of a first answer whose start file it answers."""
    people = {one.visitor: one.card.name for one in writing.visitors()}
    peer = next((one for one in writing.peers() if one.device == header.sender), None)
    if peer is not None:
        return people.get(peer.visitor) or peer.name
    if header.enrolment is None:
        return ""
    return people.get(answered_by(parts, made_start_files(writing), header).visitor, "")
