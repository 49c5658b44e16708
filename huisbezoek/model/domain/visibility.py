"""Who may see what: the card fields and documents that a role may have on its laptop.

The table is domain.md 5.3 with architecture.md, Narrowing: a visitor gets an age instead of a birth
date, no loss date, and of reports by others nothing but the lines under *good to know*, which are a
card field. Only when a resident was handed over with full notes does the next visitor read the
earlier reports, without the own impression and what was for the coordinator. Which subjects a
laptop gets at all (own residents and visits) is decided where its work is collected.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Final, assert_never

from huisbezoek.model.domain.cards import (
    OfferCard,
    OrganisationCard,
    ResidentCard,
    VisitorCard,
)
from huisbezoek.model.domain.events import (
    AssignmentEnded,
    HandedOver,
    HandOverNotes,
    ResidentEvent,
    Stamped,
)
from huisbezoek.model.domain.guides import SETS_FOR_GROUPS
from huisbezoek.model.domain.operations import (
    AddToSet,
    AppendDocument,
    Erase,
    HybridTime,
    JsonValue,
    Operation,
    Redact,
    Reinstate,
    RemoveFromSet,
    SetFields,
    SubjectKind,
    UnknownBody,
    Withdraw,
)
from huisbezoek.model.domain.partial_dates import ImpossibleDateError, PartialDate, years_between
from huisbezoek.model.domain.permission import Withdrawals, notes_withdrawn, permitted_document
from huisbezoek.model.domain.reports import LineKind
from huisbezoek.model.domain.target_groups import TargetGroup


class Role(StrEnum):
    """Who works with the program; the texts are those on cards and certificates."""

    COORDINATOR = "coordinator"
    VISITOR = "visitor"


HIDDEN_FROM_VISITORS: Final = frozenset(
    {
        "birth_date",
        "loss_date",
        "carer_since",
        "email",
        "address_object",
        "visitor_wish",
        "visitor_sex_wish",
        "visited_by",
    }
)
"""Fields of a resident's card that a visit does not need."""

_HIDDEN_GROUP: Final = TargetGroup.FORMER_CARER.value
"""The group that says of somebody that they lost the one they cared for."""

_DERIVED: Final = frozenset({"age", "age_on", "rests"})
"""What a visitor knows instead of a birth date, and instead of who else visits the resident."""

_FOR_COORDINATORS: Final[Mapping[str, frozenset[str]]] = {
    SubjectKind.RESIDENT: HIDDEN_FROM_VISITORS,
    # Only who plans asks what lies beside what.
    SubjectKind.ORGANISATION: frozenset({"districts_beside"}),
}

_ALL_FIELDS: Final[Mapping[str, frozenset[str]]] = {
    SubjectKind.RESIDENT: frozenset(known.name for known in fields(ResidentCard)),
    SubjectKind.VISITOR: frozenset(known.name for known in fields(VisitorCard)),
    SubjectKind.ORGANISATION: frozenset(known.name for known in fields(OrganisationCard)),
    SubjectKind.OFFER: frozenset(known.name for known in fields(OfferCard)),
}

_RESIDENT_DOCUMENTS: Final = frozenset(
    {
        "visit_requested",
        "excluded",
        "exclusion_lifted",
        "opted_out",
        "opted_in",
        "moved",
        "died",
        "wants_repeat",
        "assigned",
        "assignment_ended",
        "handed_over",
        "permission_withdrawn",
        "invited_to",
        "visited_apart",
        "visited_together",
        "contact_paused",
        "contact_continued",
    }
)
_OWN_DOCUMENTS: Final[Mapping[str, str]] = {
    "signal_seen": "signal",
    "referral_proposed": "referral",
    "referral_permission": "referral",
    "referral_handed_over": "referral",
    "referral_accepted": "referral",
    "referral_result_known": "referral",
    "referral_reminded": "referral",
    "referral_closed": "referral",
}
"""What a visitor hears only of own notes and referrals, with the field that says of which."""

_COORDINATORS_DOCUMENTS: Final = frozenset(
    {
        "listed",
        "signal_raised",
        "signal_assigned",
        "signal_acted",
        "signal_closed",
        "visitor_called",
        "visitor_ruled_out",
        "visitor_allowed",
        "match_fixed",
        "match_freed",
        "term_left",
        # It tells of a loss and its time (domain.md 5.3).
        "light_contact_made",
    }
)
_VISIT_DOCUMENTS: Final = frozenset(
    {
        "visit_planned",
        "invitation_sent",
        "reply_received",
        "call_logged",
        "card_sent",
        "letter_returned",
        "appointment_made",
        "appointment_confirmed",
        "appointment_cancelled",
        "visit_held",
        "not_at_home",
        "report_handed_in",
        "addition_asked",
        "report_added",
        "report_assessed",
        "follow_up_closed",
        "aftercare_done",
        "visit_closed_unreached",
        "visit_cancelled",
        "status_forced",
        "second_letter_asked",
        "second_letter_sent",
        "visit_postponed",
    }
)
_VISITOR_DOCUMENTS: Final = frozenset({"start_file_made", "visitor_stopped"})
_LAPTOP_DOCUMENTS: Final = frozenset({"residents_given", "residents_removed", "laptop_revoked"})
_INTAKE_DOCUMENTS: Final = frozenset({"list_read"})
_ORGANISATION_DOCUMENTS: Final = frozenset({"roster_signed", "postcodes_read"})
_GUIDE_DOCUMENTS: Final = frozenset({"guide_published"})

_DOCUMENTS: Final[Mapping[str, frozenset[str]]] = {
    SubjectKind.RESIDENT: _RESIDENT_DOCUMENTS.union(_OWN_DOCUMENTS, _COORDINATORS_DOCUMENTS),
    SubjectKind.VISIT: _VISIT_DOCUMENTS,
    SubjectKind.VISITOR: _VISITOR_DOCUMENTS | _LAPTOP_DOCUMENTS,
    SubjectKind.INTAKE: _INTAKE_DOCUMENTS,
    SubjectKind.ORGANISATION: _ORGANISATION_DOCUMENTS,
    SubjectKind.GUIDE: _GUIDE_DOCUMENTS,
}
_DOCUMENTS_OF_A_VISITOR: Final[Mapping[str, frozenset[str]]] = {
    SubjectKind.RESIDENT: _RESIDENT_DOCUMENTS.union(_OWN_DOCUMENTS),
    SubjectKind.VISIT: _VISIT_DOCUMENTS,
    SubjectKind.VISITOR: _VISITOR_DOCUMENTS,
    SubjectKind.ORGANISATION: _ORGANISATION_DOCUMENTS,
    SubjectKind.GUIDE: _GUIDE_DOCUMENTS,
}

_BLANKS: Final[Mapping[str, tuple[str, ...]]] = {
    "report_handed_in": ("report",),
    "report_added": ("text",),
    "addition_asked": ("question",),
    "visit_requested": ("by",),
    "excluded": ("reason",),
    # The day on which somebody is due tells the birth date, or the loss.
    "visit_planned": ("due_on",),
    "assigned": ("reason",),
    "assignment_ended": ("reason",),
    "handed_over": ("reason", "summary"),
    "referral_handed_over": ("to",),
    "invited_to": ("words",),
    "visit_cancelled": ("reason",),
    "status_forced": ("reason",),
}
"""What others wrote, left out so that the state of the visit still comes out the same.

It becomes null, the part that was not sent: so a wider copy that comes later fits on it.
"""

_FOR_VISITORS: Final = frozenset(
    {
        SubjectKind.RESIDENT,
        SubjectKind.VISIT,
        SubjectKind.ORGANISATION,
        SubjectKind.OFFER,
        SubjectKind.GUIDE,
    }
)
_SHARED_LINES: Final = frozenset(
    {
        LineKind.TOLD,
        LineKind.TICK,
        LineKind.WISH,
        LineKind.HELP_WANTED,
        LineKind.MARK,
        LineKind.ANSWER,
        LineKind.AGREED,
        LineKind.GOOD_TO_KNOW,
        LineKind.INFORMATION_LEFT,
        LineKind.NEXT_VISIT,
        LineKind.VOLUNTEER,
        LineKind.AFTERCARE,
    }
)
"""The lines of a report that go to the next visitor with full notes; all others stay behind."""


def visible_fields(kind: str, role: str) -> frozenset[str]:
    """The card fields of a kind of subject that this role may see; an unknown role sees none."""
    everything = _ALL_FIELDS.get(kind, frozenset())
    if role == Role.COORDINATOR:
        return everything
    if role != Role.VISITOR:
        return frozenset()
    return everything - _FOR_COORDINATORS.get(kind, frozenset())


def visible_documents(kind: str, role: str) -> frozenset[str]:
    """The document kinds (events in snake_case) of a kind of subject that this role may see."""
    if role == Role.COORDINATOR:
        return _DOCUMENTS.get(kind, frozenset())
    if role != Role.VISITOR:
        return frozenset()
    return _DOCUMENTS_OF_A_VISITOR.get(kind, frozenset())


def reads_earlier_reports(events: Iterable[Stamped[ResidentEvent]], person: str) -> bool:
    """Whether a resident, with these events in order, was handed over to them with full notes.

    It ends with their assignment: whoever comes back later gets what is decided then.
    """
    reads = False
    for stamped in events:
        match stamped.event:
            case HandedOver(to_visitor=to, notes=notes) if to == person:
                reads = notes is HandOverNotes.FULL
            case AssignmentEnded(visitor=visitor) if visitor == person:
                reads = False
            case _:
                pass
    return reads


def narrow(
    operation: Operation,
    role: str,
    person: str = "",
    own_work: Collection[str] = (),
    full_visits: Collection[str] = (),
    withdrawals: Withdrawals = (),
) -> Operation | None:
    """The operation as somebody in this role may have it; None when nothing of it is left.

    It keeps its id, and what is left out of it is only ever absent or null, so that copies which
    were narrowed differently unite. A coordinator gets everything, unknown kinds too. `person` is
    the visitor's identifier: what they wrote themselves comes back whole, but for notes to the
    coordinator. `own_work` are the visits whose report this visitor wrote, and the notes and
    referrals that are theirs: of these they hear how it goes on. `full_visits` are those of
    residents with `reads_earlier_reports`; `withdrawals` take lines out of every report.
    """
    if role == Role.COORDINATOR:
        return operation
    if role != Role.VISITOR or not _is_for(operation, person):
        return None
    match operation.body:
        case SetFields():
            return _narrow_fields(operation, operation.body)
        case AppendDocument():
            body = _permitted(operation, operation.body, withdrawals)
            seen = _seen_document(operation, body, person, own_work, full_visits)
            return replace(operation, body=seen) if seen is not None else None
        case Withdraw() | Reinstate() | Redact() | Erase():
            return operation
        case AddToSet() | RemoveFromSet() | UnknownBody():
            return None
    assert_never(operation.body)


def known_age(card: ResidentCard, today: date) -> int | None:
    """Whole years as far as this laptop knows them, from the birth date or from a derived age.

    A derived age grows by one for every whole year since, so it may be one too low.
    """
    try:
        born = card.born()
        since = date.fromisoformat(card.age_on) if card.age_on else None
    except (ImpossibleDateError, ValueError):
        return None
    if born is not None:
        return born.age_on(today)
    if since is None or not card.age.isdecimal():
        return None
    return int(card.age) + max(0, years_between(since, today))


def _is_for(operation: Operation, person: str) -> bool:
    """Of visitors only the own card; lists that were read stay with coordinators."""
    subject = operation.subject
    if subject.kind == SubjectKind.VISITOR:
        return bool(person) and subject.identifier == person
    return subject.kind in _FOR_VISITORS


def _narrow_fields(operation: Operation, body: SetFields) -> Operation | None:
    # These are only ever derived below: what somebody sent as a value is not believed.
    visible = visible_fields(operation.subject.kind, Role.VISITOR) - _DERIVED
    kept = {name: value for name, value in body.fields.items() if name in visible}
    replaces = {name: ids for name, ids in body.replaces.items() if name in visible}
    if operation.subject.kind == SubjectKind.RESIDENT and "birth_date" in body.fields:
        kept |= _derived_age(body.fields["birth_date"], operation.clock)
        if "birth_date" in body.replaces:
            replaced = body.replaces["birth_date"]
            replaces |= {"age": replaced, "age_on": replaced}
    if operation.subject.kind == SubjectKind.RESIDENT and "visited_by" in body.fields:
        kept["rests"] = "1" if body.fields["visited_by"] else ""
        if "visited_by" in body.replaces:
            replaces["rests"] = body.replaces["visited_by"]
    return replace(operation, body=SetFields(kept, replaces)) if kept else None


def _derived_age(birth_date: JsonValue, clock: HybridTime) -> dict[str, JsonValue]:
    """Whole years on the day of the operation, so that every sender derives the same."""
    on = datetime.fromtimestamp(clock.milliseconds / 1000, UTC).date()
    years = _age(birth_date, on)
    return {"age": years, "age_on": on.isoformat() if years else ""}


def _age(birth_date: JsonValue, on: date) -> str:
    if not isinstance(birth_date, str) or not birth_date:
        return ""
    try:
        years = PartialDate.from_text(birth_date).age_on(on)
    except ImpossibleDateError:
        return ""
    return "" if years is None else str(years)


def _seen_document(
    operation: Operation,
    body: AppendDocument,
    person: str,
    own_work: Collection[str],
    full_visits: Collection[str],
) -> AppendDocument | None:
    kind, visit = body.document_kind, operation.subject.identifier
    if kind not in visible_documents(operation.subject.kind, Role.VISITOR):
        return None
    wrote_it = bool(person) and operation.author == person
    if kind in _OWN_DOCUMENTS and not wrote_it:
        about = body.document.get(_OWN_DOCUMENTS[kind])
        if about not in own_work:
            return None
    asked_them = kind == "addition_asked" and visit in own_work
    added = kind == "report_added" and visit in full_visits
    if wrote_it or asked_them or added:
        return body
    kept: dict[str, JsonValue] = {}
    if kind == "report_handed_in" and visit in full_visits:
        kept = {"report": _shared_report(body.document.get("report"))}
    if kind == "handed_over" and bool(person) and body.document.get("to_visitor") == person:
        kept = {"summary": body.document.get("summary")}
    if kind == "visit_planned":
        kept = _planned_groups(body.document.get("groups"))
    blank = dict.fromkeys(_BLANKS.get(kind, ()))
    return AppendDocument(kind, {**body.document, **blank, **kept})


def _planned_groups(groups: JsonValue) -> dict[str, JsonValue]:
    """The groups with null in the place of the hidden one, and which questions it brings along."""
    if not isinstance(groups, list | tuple):
        return {"groups": None, "extra_guide": None}
    shown: list[JsonValue] = [None if group == _HIDDEN_GROUP else group for group in groups]
    is_hidden = _HIDDEN_GROUP in groups
    return {"groups": shown, "extra_guide": SETS_FOR_GROUPS[_HIDDEN_GROUP] if is_hidden else None}


def _permitted(
    operation: Operation, body: AppendDocument, withdrawals: Withdrawals
) -> AppendDocument:
    """The document without what the resident took back, whoever wrote it."""
    kind, visit = body.document_kind, operation.subject.identifier
    document = body.document
    if kind == "report_handed_in":
        report = permitted_document(document.get("report"), visit, withdrawals)
        return AppendDocument(kind, {**document, "report": report})
    if kind == "report_added" and notes_withdrawn(visit, withdrawals):
        return AppendDocument(kind, {**document, "text": None})
    if kind == "referral_proposed" and notes_withdrawn(str(document.get("visit")), withdrawals):
        return AppendDocument(kind, {**document, "wish": None})
    return body


def _shared_report(report: JsonValue) -> JsonValue:
    """The report with null in the place of each line that the next visitor does not read."""
    if not isinstance(report, Mapping):
        return None
    lines = report.get("lines")
    shared: list[JsonValue] = [
        line if isinstance(line, Mapping) and line.get("kind") in _SHARED_LINES else None
        for line in (lines if isinstance(lines, list | tuple) else ())
    ]
    return {**report, "lines": shared}
