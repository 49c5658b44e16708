"""What a sender may send: counters that fit the chain, and operations that fit the role."""

from collections.abc import Sequence
from typing import Final

from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.merge import ForkError
from huisbezoek.model.domain.operations import (
    AppendDocument,
    Erase,
    Operation,
    Redact,
    SubjectKind,
)
from huisbezoek.model.usecases.ports.exchange import LedgerLine, Peer
from huisbezoek.model.usecases.ports.rosters import DeviceRole
from huisbezoek.model.usecases.ports.sealed_bundles import BundleHeader, BundleLimitError

FARTHEST_AHEAD: Final = 10_000
"""Nobody loses this many bundles in a row; a higher counter would only make us name them all."""

_COORDINATORS_ONLY: Final = frozenset(
    {"assigned", "assignment_ended", "roster_signed", "start_file_made", "visitor_stopped"}
)


class NotAllowedBySenderError(RefusedByRuleError):
    """A visitor's bundle holds something that only a coordinator decides."""

    code = "not_allowed_by_sender"


def check_counter(header: BundleHeader, received: Sequence[LedgerLine]) -> None:
    """Whether the counter and the chain fit what was read of this sender before.

    Raises ForkError when one counter stands for two bundles within one life of the sender, or when
    the bundle before it was another one than we read: the laptop was copied. Raises
    BundleLimitError for a counter far beyond the last one.
    """
    highest = max((line.counter for line in received), default=0)
    if header.counter < 1 or header.counter > highest + FARTHEST_AHEAD:
        raise BundleLimitError
    alike = {line.counter: line for line in received if line.incarnation == header.incarnation}
    if header.counter in alike:
        raise ForkError
    before = alike.get(header.counter - 1)
    if before is not None and before.file_hash != header.previous:
        raise ForkError


def check_operation(operation: Operation, peer: Peer) -> None:
    """Whether this peer may send this operation. Raises NotAllowedBySenderError.

    Visitors send what they did themselves on that laptop. They do not assign, erase, or change the
    organisation, and strike parts of nothing but their own work.
    """
    if peer.role == DeviceRole.COORDINATOR:
        return
    body = operation.body
    is_own = operation.identifier.device == peer.device and operation.author == peer.visitor
    is_decision = (
        isinstance(body, Erase)
        or operation.subject.kind in {SubjectKind.ORGANISATION, SubjectKind.INTAKE}
        or (isinstance(body, AppendDocument) and body.document_kind in _COORDINATORS_ONLY)
        or (isinstance(body, Redact) and body.operation.device != peer.device)
    )
    if not is_own or is_decision:
        raise NotAllowedBySenderError
