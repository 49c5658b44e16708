"""What a sender may send: place on the roster, counters and operations must fit."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.merge import ForkError
from huisbezoek.model.domain.operations import (
    AppendDocument,
    Erase,
    Operation,
    Redact,
    Reinstate,
    SetFields,
    SubjectKind,
    Withdraw,
)
from huisbezoek.model.usecases.ports.exchange import LedgerLine, Peer
from huisbezoek.model.usecases.ports.rosters import DeviceRole, DeviceStatus, Roster
from huisbezoek.model.usecases.ports.sealed_bundles import (
    BundleHeader,
    BundleLimitError,
    BundleRevokedSenderError,
    BundleUnknownSenderError,
    SigningKeyOf,
)

REVOKED: Final = "revoked"
"""The `Peer.status` of a device that takes part no longer."""

FARTHEST_AHEAD: Final = 10_000
"""Nobody loses this many bundles in a row; a higher counter would only make us name them all."""

_COORDINATORS_ONLY: Final = frozenset(
    {
        "assigned",
        "assignment_ended",
        "contact_continued",
        "handed_over",
        "laptop_revoked",
        "light_contact_made",
        "match_fixed",
        "match_freed",
        "referral_accepted",
        "referral_closed",
        "referral_handed_over",
        "referral_reminded",
        "referral_result_known",
        "residents_given",
        "roster_signed",
        "signal_acted",
        "signal_assigned",
        "signal_closed",
        "signal_seen",
        "start_file_made",
        "status_forced",
        "term_left",
        "visited_apart",
        "visited_together",
        "visitor_allowed",
        "visitor_called",
        "visitor_ruled_out",
        "visitor_stopped",
    }
)
_COORDINATORS_SUBJECTS: Final = frozenset(
    {
        SubjectKind.ORGANISATION,
        SubjectKind.INTAKE,
        SubjectKind.OFFER,
        SubjectKind.GUIDE,
    }
)
_REMOVED: Final = "residents_removed"
_ROLE_FIELD: Final = "role"
_OWN_NO: Final = frozenset({"assignment_ended", "visitor_ruled_out"})
"""What a visitor may say of themselves, and a coordinator of everybody."""


class NotAllowedBySenderError(RefusedByRuleError):
    """A visitor's bundle holds something that only a coordinator decides."""

    code = "not_allowed_by_sender"


class SenderExpiredError(RefusedByRuleError):
    """The sender was silent for so long that its place on the roster ended; the file is held."""

    code = "sender_expired"


def known_key_of(roster: Roster) -> SigningKeyOf:
    """Looks up the key that must have signed a bundle, whether or not its sender still takes part.

    Raises BundleUnknownSenderError for a device that is not listed or claims another role.
    """

    def look_up(header: BundleHeader) -> str:
        entry = roster.entry(header.sender)
        if entry is None or entry.role is not header.role:
            raise BundleUnknownSenderError
        return entry.public.signing

    return look_up


def check_not_revoked(roster: Roster, header: BundleHeader, known: Peer | None) -> None:
    """Whether this bundle came before its sender was revoked. Raises BundleRevokedSenderError.

    Counters are per pair of devices: a coordinator who heard of the revocation from another one
    takes nothing above what was read here by then.
    """
    entry = roster.entry(header.sender)
    if entry is None or entry.status is not DeviceStatus.REVOKED:
        return
    last = entry.cut_off or 0
    if known is not None and known.status == REVOKED:
        last = min(last, known.received_counter)
    if header.counter > last:
        raise BundleRevokedSenderError


def check_not_expired(roster: Roster, header: BundleHeader, today: date) -> None:
    """Whether the sender's place on the roster still holds. Raises SenderExpiredError."""
    entry = roster.entry(header.sender)
    if entry is not None and entry.expires_on < today:
        raise SenderExpiredError


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
    organisation, the social map or a guide, and strike nothing but their own work. They raise notes
    and propose referrals; what becomes of these a coordinator says.
    They may give back a resident they visit themselves, and say that they had better not go there.
    They may say that somebody died, and with that, that the contact with a partner rests; when it
    goes on a coordinator says. A death or a move that was entered by mistake they may hide, whoever
    entered it.
    """
    if peer.role == DeviceRole.COORDINATOR:
        return
    is_own = operation.identifier.device == peer.device and operation.author == peer.visitor
    if not is_own or _is_decision(operation, peer):
        raise NotAllowedBySenderError


def _is_decision(operation: Operation, peer: Peer) -> bool:
    """Whether only a coordinator may do this."""
    subject, body = operation.subject, operation.body
    if subject.kind in _COORDINATORS_SUBJECTS:
        return True
    if subject.kind == SubjectKind.VISITOR and _is_about_others(operation, peer):
        return True
    if isinstance(body, AppendDocument):
        is_hand_back = (
            body.document_kind in _OWN_NO and body.document.get("visitor") == peer.visitor
        )
        return body.document_kind in _COORDINATORS_ONLY and not is_hand_back
    is_others = isinstance(body, Redact) and body.operation.device != peer.device
    return is_others or isinstance(body, Erase)


def _is_about_others(operation: Operation, peer: Peer) -> bool:
    """Of people a visitor changes the own card only, never the role, and reports own removals."""
    body = operation.body
    if operation.subject.identifier != peer.visitor:
        return True
    if isinstance(body, SetFields):
        return _ROLE_FIELD in body.fields
    if isinstance(body, AppendDocument) and body.document_kind == _REMOVED:
        return body.document.get("device") != peer.device
    hidden = body.operations if isinstance(body, Withdraw | Reinstate) else ()
    return any(one.device != peer.device for one in hidden)
