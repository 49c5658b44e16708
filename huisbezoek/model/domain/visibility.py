"""Who may see what: the card fields and documents that a role may have on its laptop.

The table is domain.md 5.3 with architecture.md, Narrowing: a visitor gets an age instead of a birth
date, no loss date, and of reports by others nothing but the lines under *good to know*, which are a
card field. Which subjects a laptop gets at all (own residents and visits) is decided where its work
is collected.
"""

from collections.abc import Collection, Mapping
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Final, assert_never

from huisbezoek.model.domain.cards import OrganisationCard, ResidentCard, VisitorCard
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
        "visited_by",
    }
)
"""Fields of a resident's card that a visit does not need."""

_ALL_FIELDS: Final[Mapping[str, frozenset[str]]] = {
    SubjectKind.RESIDENT: frozenset(known.name for known in fields(ResidentCard)),
    SubjectKind.VISITOR: frozenset(known.name for known in fields(VisitorCard)),
    SubjectKind.ORGANISATION: frozenset(known.name for known in fields(OrganisationCard)),
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
    }
)
_VISITOR_DOCUMENTS: Final = frozenset({"start_file_made", "visitor_stopped"})
_LAPTOP_DOCUMENTS: Final = frozenset({"residents_given", "residents_removed", "laptop_revoked"})
_INTAKE_DOCUMENTS: Final = frozenset({"list_read"})
_ORGANISATION_DOCUMENTS: Final = frozenset({"roster_signed"})

_DOCUMENTS: Final[Mapping[str, frozenset[str]]] = {
    SubjectKind.RESIDENT: _RESIDENT_DOCUMENTS | {"listed"},
    SubjectKind.VISIT: _VISIT_DOCUMENTS,
    SubjectKind.VISITOR: _VISITOR_DOCUMENTS | _LAPTOP_DOCUMENTS,
    SubjectKind.INTAKE: _INTAKE_DOCUMENTS,
    SubjectKind.ORGANISATION: _ORGANISATION_DOCUMENTS,
}
_DOCUMENTS_OF_A_VISITOR: Final[Mapping[str, frozenset[str]]] = {
    SubjectKind.RESIDENT: _RESIDENT_DOCUMENTS,
    SubjectKind.VISIT: _VISIT_DOCUMENTS,
    SubjectKind.VISITOR: _VISITOR_DOCUMENTS,
    SubjectKind.ORGANISATION: _ORGANISATION_DOCUMENTS,
}

_BLANKS: Final[Mapping[str, Mapping[str, JsonValue]]] = {
    "report_handed_in": {"report": None},
    "report_added": {"text": ""},
    "addition_asked": {"question": ""},
    "visit_requested": {"by": ""},
    "assigned": {"reason": ""},
    "assignment_ended": {"reason": ""},
    "handed_over": {"reason": "", "summary": ""},
    "visit_cancelled": {"reason": ""},
    "status_forced": {"reason": ""},
}
"""What others wrote, emptied so that the state of the visit still comes out the same."""


def visible_fields(kind: str, role: str) -> frozenset[str]:
    """The card fields of a kind of subject that this role may see; an unknown role sees none."""
    everything = _ALL_FIELDS.get(kind, frozenset())
    if role == Role.COORDINATOR:
        return everything
    if role != Role.VISITOR:
        return frozenset()
    return everything - HIDDEN_FROM_VISITORS if kind == SubjectKind.RESIDENT else everything


def visible_documents(kind: str, role: str) -> frozenset[str]:
    """The document kinds (events in snake_case) of a kind of subject that this role may see."""
    if role == Role.COORDINATOR:
        return _DOCUMENTS.get(kind, frozenset())
    if role != Role.VISITOR:
        return frozenset()
    return _DOCUMENTS_OF_A_VISITOR.get(kind, frozenset())


def narrow(
    operation: Operation, role: str, person: str = "", own_visits: Collection[str] = ()
) -> Operation | None:
    """The operation as somebody in this role may have it; None when nothing of it is left.

    It keeps its id, and the same operation is narrowed to the same value on every day. A
    coordinator gets everything, unknown kinds too. `person` is the visitor's identifier: what they
    wrote themselves comes back whole. A question about a report is kept for `own_visits`, the
    visits whose report this visitor wrote.
    """
    if role == Role.COORDINATOR:
        return operation
    if role != Role.VISITOR or not _is_for(operation, person):
        return None
    match operation.body:
        case SetFields():
            return _narrow_fields(operation, operation.body)
        case AppendDocument():
            return _narrow_document(operation, operation.body, person, own_visits)
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
    return subject.kind in {SubjectKind.RESIDENT, SubjectKind.VISIT, SubjectKind.ORGANISATION}


def _narrow_fields(operation: Operation, body: SetFields) -> Operation | None:
    # An age is only ever derived below: one that somebody sent as a value is not believed.
    visible = visible_fields(operation.subject.kind, Role.VISITOR) - {"age", "age_on"}
    kept = {name: value for name, value in body.fields.items() if name in visible}
    replaces = {name: ids for name, ids in body.replaces.items() if name in visible}
    if operation.subject.kind == SubjectKind.RESIDENT and "birth_date" in body.fields:
        kept |= _derived_age(body.fields["birth_date"], operation.clock)
        if "birth_date" in body.replaces:
            replaced = body.replaces["birth_date"]
            replaces |= {"age": replaced, "age_on": replaced}
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


def _narrow_document(
    operation: Operation, body: AppendDocument, person: str, own_visits: Collection[str]
) -> Operation | None:
    if body.document_kind not in visible_documents(operation.subject.kind, Role.VISITOR):
        return None
    wrote_it = bool(person) and operation.author == person
    asked_them = (
        body.document_kind == "addition_asked" and operation.subject.identifier in own_visits
    )
    blank = _BLANKS.get(body.document_kind)
    if blank is None or wrote_it or asked_them:
        return operation
    narrowed = AppendDocument(body.document_kind, {**body.document, **blank})
    return replace(operation, body=narrowed)
