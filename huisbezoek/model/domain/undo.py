"""What a deed is called that can be undone by name, from the operations that it made.

A deed that has no name here is never undone. By nature that is: what was erased or struck (it is
gone), who takes part and what is on which laptop (facts, and files that left), lists that were read
(everything rests on them), guides in use, and reports: the draft went when it was handed in, and
after that words are only ever added.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final

from huisbezoek.model.domain.events import Stamped, VisitEvent
from huisbezoek.model.domain.operations import (
    AppendDocument,
    Operation,
    OperationId,
    SetFields,
    SubjectKind,
    Withdraw,
)
from huisbezoek.model.domain.visit_fold import fold_visit


class DeedName(StrEnum):
    """What somebody did, as the line "Ongedaan maken" says it."""

    VISITOR_STOPPED = "visitor_stopped"
    HANDED_OVER = "handed_over"
    DECEASED = "deceased"
    MOVED = "moved"
    OPTED_OUT = "opted_out"
    CONTACT_RESUMED = "contact_resumed"
    LETTER_RETURNED = "letter_returned"
    EXCLUDED = "excluded"
    EXCLUSION_LIFTED = "exclusion_lifted"
    CONTACT_CONTINUED = "contact_continued"
    CONTACT_PAUSED = "contact_paused"
    TERM_LEFT = "term_left"
    LIGHT_CONTACT_MADE = "light_contact_made"
    PERMISSION_WITHDRAWN = "permission_withdrawn"
    VISIT_ASKED = "visit_asked"
    REPLY_ENTERED = "reply_entered"
    CALL_LOGGED = "call_logged"
    CARD_SENT = "card_sent"
    SECOND_LETTER_ASKED = "second_letter_asked"
    SECOND_LETTER_SENT = "second_letter_sent"
    VISIT_POSTPONED = "visit_postponed"
    INVITATION_SENT = "invitation_sent"
    APPOINTMENT_MADE = "appointment_made"
    APPOINTMENT_MOVED = "appointment_moved"
    APPOINTMENT_CONFIRMED = "appointment_confirmed"
    APPOINTMENT_CANCELLED = "appointment_cancelled"
    NOT_AT_HOME = "not_at_home"
    CLOSED_UNREACHED = "closed_unreached"
    VISIT_CANCELLED = "visit_cancelled"
    STATUS_SET = "status_set"
    ADDITION_ASKED = "addition_asked"
    REPORT_READ = "report_read"
    FOLLOW_UP_CLOSED = "follow_up_closed"
    AFTERCARE_DONE = "aftercare_done"
    NOTE_WRITTEN = "note_written"
    NOTE_SEEN = "note_seen"
    NOTE_ASSIGNED = "note_assigned"
    NOTE_ACTED = "note_acted"
    NOTE_CLOSED = "note_closed"
    VISITOR_CALLED = "visitor_called"
    OFFER_PROPOSED = "offer_proposed"
    REFERRAL_CLOSED = "referral_closed"
    REFERRAL_RESULT = "referral_result"
    REFERRAL_HANDED_OVER = "referral_handed_over"
    REFERRAL_STEP = "referral_step"
    INVITED_TO = "invited_to"
    VISITOR_RULED_OUT = "visitor_ruled_out"
    VISITOR_ALLOWED = "visitor_allowed"
    VISITED_APART = "visited_apart"
    VISITED_TOGETHER = "visited_together"
    PROPOSALS_ACCEPTED = "proposals_accepted"
    VISITOR_CHOSEN = "visitor_chosen"
    ASSIGNED = "assigned"
    VISIT_PLANNED = "visit_planned"
    MATCH_FIXED = "match_fixed"
    MATCH_FREED = "match_freed"
    ASSIGNMENT_ENDED = "assignment_ended"
    REPEAT_WISH = "repeat_wish"
    CARD_CHANGED = "card_changed"
    VISITOR_ADDED = "visitor_added"
    VISITOR_CHANGED = "visitor_changed"
    OFFER_ADDED = "offer_added"
    OFFER_CHANGED = "offer_changed"
    POSTCODES_READ = "postcodes_read"
    SETTINGS_CHANGED = "settings_changed"


# A deed of several documents is called after the first of its names in the order above.
_DOCUMENTS: Final[Mapping[str, DeedName]] = {
    "visitor_stopped": DeedName.VISITOR_STOPPED,
    "handed_over": DeedName.HANDED_OVER,
    "died": DeedName.DECEASED,
    "moved": DeedName.MOVED,
    "opted_out": DeedName.OPTED_OUT,
    "opted_in": DeedName.CONTACT_RESUMED,
    "excluded": DeedName.EXCLUDED,
    "exclusion_lifted": DeedName.EXCLUSION_LIFTED,
    "contact_continued": DeedName.CONTACT_CONTINUED,
    "contact_paused": DeedName.CONTACT_PAUSED,
    "term_left": DeedName.TERM_LEFT,
    "light_contact_made": DeedName.LIGHT_CONTACT_MADE,
    "permission_withdrawn": DeedName.PERMISSION_WITHDRAWN,
    "visit_requested": DeedName.VISIT_ASKED,
    "reply_received": DeedName.REPLY_ENTERED,
    "call_logged": DeedName.CALL_LOGGED,
    "card_sent": DeedName.CARD_SENT,
    "second_letter_asked": DeedName.SECOND_LETTER_ASKED,
    "second_letter_sent": DeedName.SECOND_LETTER_SENT,
    "visit_postponed": DeedName.VISIT_POSTPONED,
    "invitation_sent": DeedName.INVITATION_SENT,
    "letter_returned": DeedName.LETTER_RETURNED,
    "appointment_made": DeedName.APPOINTMENT_MADE,
    "appointment_confirmed": DeedName.APPOINTMENT_CONFIRMED,
    "appointment_cancelled": DeedName.APPOINTMENT_CANCELLED,
    "not_at_home": DeedName.NOT_AT_HOME,
    "visit_closed_unreached": DeedName.CLOSED_UNREACHED,
    "visit_cancelled": DeedName.VISIT_CANCELLED,
    "status_forced": DeedName.STATUS_SET,
    "addition_asked": DeedName.ADDITION_ASKED,
    "report_assessed": DeedName.REPORT_READ,
    "follow_up_closed": DeedName.FOLLOW_UP_CLOSED,
    "signal_raised": DeedName.NOTE_WRITTEN,
    "signal_closed": DeedName.NOTE_CLOSED,
    "signal_acted": DeedName.NOTE_ACTED,
    "signal_assigned": DeedName.NOTE_ASSIGNED,
    "signal_seen": DeedName.NOTE_SEEN,
    "visitor_called": DeedName.VISITOR_CALLED,
    "aftercare_done": DeedName.AFTERCARE_DONE,
    "referral_closed": DeedName.REFERRAL_CLOSED,
    "referral_result_known": DeedName.REFERRAL_RESULT,
    "referral_proposed": DeedName.OFFER_PROPOSED,
    "referral_handed_over": DeedName.REFERRAL_HANDED_OVER,
    "referral_permission": DeedName.REFERRAL_STEP,
    "referral_accepted": DeedName.REFERRAL_STEP,
    "referral_reminded": DeedName.REFERRAL_STEP,
    "invited_to": DeedName.INVITED_TO,
    "visitor_ruled_out": DeedName.VISITOR_RULED_OUT,
    "visitor_allowed": DeedName.VISITOR_ALLOWED,
    "visited_apart": DeedName.VISITED_APART,
    "visited_together": DeedName.VISITED_TOGETHER,
    "assigned": DeedName.ASSIGNED,
    "visit_planned": DeedName.VISIT_PLANNED,
    "match_fixed": DeedName.MATCH_FIXED,
    "match_freed": DeedName.MATCH_FREED,
    "assignment_ended": DeedName.ASSIGNMENT_ENDED,
    "wants_repeat": DeedName.REPEAT_WISH,
    "postcodes_read": DeedName.POSTCODES_READ,
}
NEVER_UNDONE: Final = frozenset(
    {
        "guide_published",
        "laptop_revoked",
        "list_read",
        "listed",
        "report_added",
        "report_handed_in",
        "residents_given",
        "residents_removed",
        "roster_signed",
        "start_file_made",
        "visit_held",
    }
)
"""Documents that no deed with a name holds; why is said above. A visit is held with its report."""

_CHANGED_CARDS: Final[Mapping[str, DeedName]] = {
    SubjectKind.RESIDENT: DeedName.CARD_CHANGED,
    SubjectKind.VISITOR: DeedName.VISITOR_CHANGED,
    SubjectKind.OFFER: DeedName.OFFER_CHANGED,
    SubjectKind.ORGANISATION: DeedName.SETTINGS_CHANGED,
}
_NEW_CARDS: Final[Mapping[str, DeedName]] = {
    SubjectKind.VISITOR: DeedName.VISITOR_ADDED,
    SubjectKind.OFFER: DeedName.OFFER_ADDED,
}
# A visit that is planned and given at once: what it holds at least, and at most.
_ACCEPTING: Final = (
    frozenset({DeedName.ASSIGNED, DeedName.VISIT_PLANNED}),
    frozenset({DeedName.ASSIGNED, DeedName.VISIT_PLANNED, DeedName.ASSIGNMENT_ENDED}),
)
# Of two visitors one was chosen: what it holds at least, and at most.
_CHOOSING: Final = (
    frozenset({DeedName.ASSIGNED, DeedName.ASSIGNMENT_ENDED}),
    frozenset(
        {
            DeedName.ASSIGNED,
            DeedName.ASSIGNMENT_ENDED,
            DeedName.VISIT_CANCELLED,
            DeedName.APPOINTMENT_MADE,
        }
    ),
)
# A visitor gave somebody back for good; begun with the other of the two a coordinator did it.
_RATHER_NOT: Final = frozenset({DeedName.ASSIGNMENT_ENDED, DeedName.VISITOR_RULED_OUT})
_NAME_FIELD: Final = "name"
_ORDER: Final = {name: place for place, name in enumerate(DeedName)}


def deed_name(operations: Sequence[Operation]) -> DeedName | None:
    """What a deed of these operations is called; None when it can not be undone by nature."""
    names = [_name(operation) for operation in operations]
    known = [name for name in names if name is not None]
    if not known or len(known) < len(names):
        return None
    if _ACCEPTING[0] <= set(known) <= _ACCEPTING[1]:
        return DeedName.PROPOSALS_ACCEPTED
    if set(known) == _RATHER_NOT and known[0] is DeedName.ASSIGNMENT_ENDED:
        return DeedName.ASSIGNMENT_ENDED
    if _CHOOSING[0] < set(known) <= _CHOOSING[1]:
        return DeedName.VISITOR_CHOSEN
    return min(known, key=_ORDER.__getitem__)


def changed_fields(operations: Iterable[Operation]) -> tuple[str, ...]:
    """The fields of cards that these operations set, by name."""
    found: set[str] = set()
    for operation in operations:
        if isinstance(operation.body, SetFields):
            found.update(operation.body.fields)
    return tuple(sorted(found))


def hidden_by_undo(operations: Iterable[Operation]) -> tuple[OperationId, ...]:
    """The operations of a deed that its undo hides: all but those which only hid something."""
    return tuple(one.identifier for one in operations if not isinstance(one.body, Withdraw))


def shown_by_undo(operations: Iterable[Operation]) -> tuple[OperationId, ...]:
    """What a deed hid itself, and what its undo shows again."""
    hiding = (one.body for one in operations if isinstance(one.body, Withdraw))
    return tuple(target for body in hiding for target in body.operations)


def had_appointment(events: Iterable[Stamped[VisitEvent]], before: Operation) -> bool:
    """Whether the visit with these events had an appointment before this operation about it."""
    earlier = [one for one in events if one.stamp.clock < before.clock]
    return fold_visit(before.subject.identifier, earlier).appointment is not None


def _name(operation: Operation) -> DeedName | None:
    """What the operation alone would be called."""
    kind, body = operation.subject.kind, operation.body
    if isinstance(body, AppendDocument):
        return _DOCUMENTS.get(body.document_kind)
    if isinstance(body, SetFields):
        is_new = _NAME_FIELD in body.fields and not body.replaces.get(_NAME_FIELD)
        changed = _CHANGED_CARDS.get(kind)
        return _NEW_CARDS.get(kind, changed) if is_new else changed
    # A death or a move that was entered by mistake is hidden; nothing else of a resident is.
    is_mistake = isinstance(body, Withdraw) and kind == SubjectKind.RESIDENT
    return DeedName.CONTACT_RESUMED if is_mistake else None
