"""Imports: what each bundle brought, taking one back as a whole, and bringing it back."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import msgspec

from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.operations import (
    AppendDocument,
    Erase,
    HybridTime,
    Operation,
    OperationId,
    Redact,
    Reinstate,
    SetFields,
    Subject,
    SubjectKind,
    Withdraw,
)
from huisbezoek.model.usecases.organisation_keys import is_coordinator, load_organisation_keys
from huisbezoek.model.usecases.ports.exchange import BundleLedger, Direction
from huisbezoek.model.usecases.ports.work import Writing

_WITHDRAWN: Final = "withdrawn_imports"
_FACTS: Final = frozenset(
    {
        "laptop_revoked",
        "residents_given",
        "residents_removed",
        "roster_signed",
        "start_file_made",
    }
)
"""What is on which laptop and who takes part are facts: hiding them would only hide the truth."""


class ImportUnknownError(RefusedByRuleError):
    """No bundle with this identifier was read here."""

    code = "import_unknown"


class CoordinatorsOnlyError(RefusedByRuleError):
    """Only a coordinator takes an import back."""

    code = "coordinators_only"


@dataclass(frozen=True, slots=True)
class ImportLine:
    """A bundle that was read here; `kinds` counts what was in it: document kinds, and 'card'."""

    bundle: str
    sender_name: str
    at: datetime
    kinds: Mapping[str, int] = field(default_factory=dict)
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Dependent:
    """Something later that rests on an import; it stays when the import is taken back.

    `kind` is that of the subject ('resident', 'visit', …), `name` the resident's formal name or
    the visitor's; `kinds` counts the later document kinds, and 'card'.
    """

    kind: str
    identifier: str
    name: str = field(repr=False)
    kinds: Mapping[str, int] = field(default_factory=dict)


def imports(writing: Writing) -> tuple[ImportLine, ...]:
    """All bundles that were read here, the last one first; writes nothing."""
    names = _names(writing)
    withdrawn = _withdrawn(writing)
    return tuple(
        ImportLine(line.bundle, names[line.peer], line.at, line.counts, withdrawn.get(line.bundle))
        for line in writing.ledger()
        if line.direction == Direction.RECEIVED
    )


def import_dependents(writing: Writing, bundle: str) -> tuple[Dependent, ...]:
    """What was made later on top of this import, by name; writes nothing.

    That is every later change of a card field which it had set, everything that was noted later in
    a history to which it added something, and the visits of residents whom it brought. Raises
    ImportUnknownError.
    """
    brought = _what_counts(writing, bundle)
    own = {operation.identifier for operation in brought}
    since = _since(writing, brought, own)
    found: dict[Subject, Counter[str]] = {}
    for later in writing.operations_about({one.subject for one in brought} | set(since)):
        if later.identifier not in own and _rests_on(later, own, since.get(later.subject)):
            found.setdefault(later.subject, Counter())[_kind(later)] += 1
    named = [
        Dependent(subject.kind, subject.identifier, _name(writing, subject), dict(kinds))
        for subject, kinds in found.items()
    ]
    return tuple(sorted(named, key=lambda one: (one.name.casefold(), one.kind, one.identifier)))


def withdraw_import(writing: Writing, bundle: str, *, now: datetime) -> int:
    """Hides everything that this bundle brought, here and wherever it travelled; how many.

    Who was given what, keys and erasures stay. Receipts stay too: the work is here, hidden.
    Taking back twice changes nothing. Raises ImportUnknownError and CoordinatorsOnlyError.
    """
    _check_coordinator(writing)
    brought = _what_counts(writing, bundle)
    withdrawn = _withdrawn(writing)
    if bundle in withdrawn:
        return 0
    writing.withdraw([operation.identifier for operation in brought])
    _save_withdrawn(writing, {**withdrawn, bundle: now})
    return len(brought)


def reinstate_import(writing: Writing, bundle: str, *, now: datetime) -> int:  # noqa: ARG001 - the same shape as withdraw_import; the journal keeps when
    """Shows again what `withdraw_import` hid; how many. Reading the same file again does the same.

    Raises ImportUnknownError and CoordinatorsOnlyError.
    """
    _check_coordinator(writing)
    brought = _what_counts(writing, bundle)
    withdrawn = _withdrawn(writing)
    if bundle not in withdrawn:
        return 0
    writing.reinstate([operation.identifier for operation in brought])
    _save_withdrawn(writing, {key: at for key, at in withdrawn.items() if key != bundle})
    return len(brought)


def is_withdrawn(ledger: BundleLedger, bundle: str) -> bool:
    """Whether this bundle was read here and then taken back."""
    return bundle in _withdrawn(ledger)


def _check_coordinator(writing: Writing) -> None:
    device, _, _ = writing.own_sequence()
    if not is_coordinator(load_organisation_keys(writing), device):
        raise CoordinatorsOnlyError


def _what_counts(writing: Writing, bundle: str) -> list[Operation]:
    """What this bundle brought that can be hidden."""
    received = (one for one in writing.ledger() if one.direction == Direction.RECEIVED)
    if all(one.bundle != bundle for one in received):
        raise ImportUnknownError
    return [one for one in writing.arrivals(bundle) if _can_be_hidden(one)]


def _can_be_hidden(operation: Operation) -> bool:
    body = operation.body
    if isinstance(body, AppendDocument):
        return body.document_kind not in _FACTS
    return not isinstance(body, Withdraw | Reinstate | Redact | Erase)


def _since(
    writing: Writing, brought: Sequence[Operation], own: Collection[OperationId]
) -> dict[Subject, HybridTime]:
    """From when on what is noted about a subject rests on the import."""
    since: dict[Subject, HybridTime] = {}
    first: dict[Subject, HybridTime] = {}
    for one in brought:
        first[one.subject] = min(first.get(one.subject, one.clock), one.clock)
        if isinstance(one.body, AppendDocument):
            since[one.subject] = min(since.get(one.subject, one.clock), one.clock)
    known_before = {
        one.subject
        for one in writing.operations_about(first)
        if one.identifier not in own and one.clock < first[one.subject]
    }
    for subject in first.keys() - known_before:
        if subject.kind == SubjectKind.RESIDENT:
            for row in writing.resident_rows([subject.identifier]):
                for visit in writing.resident(row.resident).visits:
                    since.setdefault(Subject(SubjectKind.VISIT, visit.visit), first[subject])
    return since


def _rests_on(later: Operation, own: Collection[OperationId], since: HybridTime | None) -> bool:
    body = later.body
    if isinstance(body, SetFields):
        return any(parent in own for parents in body.replaces.values() for parent in parents)
    is_noted = isinstance(body, AppendDocument) and body.document_kind not in _FACTS
    return is_noted and since is not None and later.clock > since


def _kind(operation: Operation) -> str:
    body = operation.body
    return body.document_kind if isinstance(body, AppendDocument) else "card"


def _name(writing: Writing, subject: Subject) -> str:
    """The name of whom it is about; '' for what has none."""
    if subject.kind == SubjectKind.VISITOR:
        people = {one.visitor: one.card.name for one in writing.visitors()}
        return people.get(subject.identifier, "")
    resident = subject.identifier
    if subject.kind == SubjectKind.VISIT:
        resident = writing.visit(resident).resident
    return next((row.formal_name for row in writing.resident_rows([resident])), "")


def _names(writing: Writing) -> defaultdict[str, str]:
    people = {one.visitor: one.card.name for one in writing.visitors()}
    names = {peer.device: people.get(peer.visitor) or peer.name for peer in writing.peers()}
    return defaultdict(str, names)


def _withdrawn(ledger: BundleLedger) -> dict[str, datetime]:
    text = ledger.local_value(_WITHDRAWN)
    return msgspec.json.decode(text, type=dict[str, datetime]) if text else {}


def _save_withdrawn(ledger: BundleLedger, withdrawn: Mapping[str, datetime]) -> None:
    ledger.save_local_value(_WITHDRAWN, msgspec.json.encode(withdrawn).decode())
