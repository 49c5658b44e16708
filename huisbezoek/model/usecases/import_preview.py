"""What a bundle that was checked would change here, before anything of it is kept."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import islice
from typing import Final

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.names import formal_name
from huisbezoek.model.domain.operations import (
    AppendDocument,
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
from huisbezoek.model.usecases.receiving import ReceivedBundle, kind_of, sender_keys
from huisbezoek.model.usecases.start_files import made_start_files

MOST_NAMES: Final = 200
"""So many residents are named; `ImportPreview.residents_in_all` says how many there are."""

_BATCH: Final = 2048
_PLANNED: Final = "visit_planned"
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

    `kinds` is by document kind, and 'card' for everything else. `changed_fields` counts per card
    field the residents known here whose card gets another value. `missing` are counters of this
    sender that never arrived. `already_read` and `withdrawn` say that it was read before, and
    taken back since. Residents are for coordinators only, by name.
    """

    sender_name: str
    made_at: datetime
    kinds: Mapping[str, KindCount]
    changed_fields: Mapping[str, int]
    missing: tuple[int, ...] = ()
    late: bool = False
    already_read: bool = False
    withdrawn: bool = False
    residents: tuple[PreviewedResident, ...] = ()
    residents_in_all: int = 0

    @property
    def new(self) -> int:
        """How many operations are new here; 0 means that reading changes nothing."""
        return sum(one.new for one in self.kinds.values())

    @property
    def new_residents(self) -> int:
        """How many of the named residents are not known here yet."""
        return sum(one.is_new for one in self.residents)


@dataclass(slots=True)
class _Seen:
    """What was found in the lines so far."""

    new: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    kinds: dict[Subject, Counter[str]] = field(default_factory=dict)
    cards: dict[str, dict[str, JsonValue]] = field(default_factory=dict)
    visits: dict[str, str] = field(default_factory=dict)


def preview_bundle(
    writing: Writing,
    parts: ExchangeParts,
    received: ReceivedBundle,
    *,
    most_names: int = MOST_NAMES,
) -> ImportPreview:
    """What is new in it and what changes; applies and writes nothing.

    Raises BundleChangedWhileReadError when the local copy is no longer what was checked.
    """
    header = received.header
    seen = _Seen()
    for batch in _batches(_operations(writing, parts, received)):
        _look_at(writing, batch, seen)
    is_coordinator = parts.identity.role == DeviceRole.COORDINATOR
    residents = _residents(writing, seen) if is_coordinator else ()
    read = received_lines(writing.ledger(), header.sender)
    counters = {line.counter for line in read} | {header.counter}
    return ImportPreview(
        sender_name=_sender_name(writing, parts, header),
        made_at=datetime.fromtimestamp(header.created_ms / 1000, UTC),
        kinds={
            kind: KindCount(seen.new[kind], seen.known[kind])
            for kind in sorted({*seen.new, *seen.known})
        },
        changed_fields=dict(sorted(_changed_fields(writing, seen).items())),
        missing=tuple(one for one in range(1, max(counters)) if one not in counters),
        late=any(line.counter > header.counter for line in read),
        already_read=any(line.bundle == header.bundle for line in read),
        withdrawn=is_withdrawn(writing, header.bundle),
        residents=residents[:most_names],
        residents_in_all=len(residents),
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
        kind, body = kind_of(operation), operation.body
        if kind == _PLANNED and isinstance(body, AppendDocument):
            seen.visits[operation.subject.identifier] = str(body.document.get("resident", ""))
        if operation.identifier in known:
            seen.known[kind] += 1
            continue
        seen.new[kind] += 1
        seen.kinds.setdefault(operation.subject, Counter())[kind] += 1
        if isinstance(body, SetFields) and operation.subject.kind == SubjectKind.RESIDENT:
            seen.cards.setdefault(operation.subject.identifier, {}).update(body.fields)


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
            name=rows[one].formal_name if one in rows else _name_in(seen.cards.get(one, {})),
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


def _name_in(card: Mapping[str, JsonValue]) -> str:
    """The name out of the card fields that came along."""
    texts = {name: card[name] for name in _NAME_FIELDS if isinstance(card.get(name), str)}
    return formal_name(ResidentCard(**texts).name()) if texts else ""  # type: ignore[arg-type] # text fields by name


def _changed_fields(writing: Writing, seen: _Seen) -> Counter[str]:
    """Per field how many residents known here get another value than their card shows now."""
    changed = Counter[str]()
    for row in writing.resident_rows(sorted(seen.cards)):
        card = writing.resident(row.resident).state.card
        for name, value in seen.cards[row.resident].items():
            changed[name] += getattr(card, name, None) != value
    return +changed


def _sender_name(writing: Writing, parts: ExchangeParts, header: BundleHeader) -> str:
    """Who sent it; of a first answer whose start file it answers."""
    people = {one.visitor: one.card.name for one in writing.visitors()}
    peer = next((one for one in writing.peers() if one.device == header.sender), None)
    if peer is not None:
        return people.get(peer.visitor) or peer.name
    if header.enrolment is None:
        return ""
    return people.get(answered_by(parts, made_start_files(writing), header).visitor, "")
