"""What a visitor's laptop may hold: no hidden field or report by others survives the narrowing."""

import re
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.events import Event, ResidentEvent, VisitEvent
from huisbezoek.model.domain.operations import (
    AddToSet,
    AppendDocument,
    Body,
    Erase,
    HybridTime,
    JsonValue,
    Operation,
    OperationId,
    Redact,
    Reinstate,
    RemoveFromSet,
    SetFields,
    Subject,
    SubjectKind,
    UnknownBody,
    Withdraw,
)
from huisbezoek.model.domain.visibility import (
    HIDDEN_FROM_VISITORS,
    Role,
    known_age,
    narrow,
    visible_documents,
    visible_fields,
)

CANARY = "kanarie"
ME = "f" * 32
OTHER = "e" * 32
EARLIER = OperationId("device", 0, 1)
NOVEMBER = int(datetime(2026, 11, 22, 12, tzinfo=UTC).timestamp() * 1000)


def operation(
    body: Body, kind: str = SubjectKind.RESIDENT, author: str = OTHER, subject: str = "subject"
) -> Operation:
    return Operation(
        OperationId("device", 0, 7), Subject(kind, subject), body, HybridTime(NOVEMBER, 0), author
    )


def for_visitor(of: Operation, own_visits: tuple[str, ...] = ()) -> Operation | None:
    return narrow(of, Role.VISITOR, ME, own_visits)


def a_visitor_gets(values: dict[str, JsonValue]) -> dict[str, JsonValue]:
    narrowed = for_visitor(operation(SetFields(values)))
    if narrowed is None:
        return {}
    assert isinstance(narrowed.body, SetFields)
    return dict(narrowed.body.fields)


def test_a_coordinator_gets_every_operation_as_it_is() -> None:
    unknown = operation(UnknownBody("later", {"field": CANARY}), "later_kind")
    assert narrow(unknown, Role.COORDINATOR) is unknown


@pytest.mark.parametrize("role", ["", "auditor"])
def test_an_unknown_role_gets_nothing(role: str) -> None:
    assert narrow(operation(SetFields({"surname": "Jansen"})), role, ME) is None
    assert visible_fields(SubjectKind.RESIDENT, role) == frozenset()
    assert visible_documents(SubjectKind.RESIDENT, role) == frozenset()


def test_hidden_fields_are_fields_of_the_card() -> None:
    names = {known.name for known in fields(ResidentCard)}
    assert names >= HIDDEN_FROM_VISITORS
    assert visible_fields(SubjectKind.RESIDENT, Role.COORDINATOR) == names


def test_a_narrowed_operation_keeps_its_id_and_the_visible_fields() -> None:
    whole = operation(
        SetFields(
            {"surname": "Jansen", "loss_date": "2025-01-01", "later_field": CANARY},
            {"surname": (EARLIER,), "loss_date": (EARLIER,)},
        )
    )
    narrowed = for_visitor(whole)
    assert narrowed is not None
    assert narrowed.identifier == whole.identifier
    assert narrowed.body == SetFields({"surname": "Jansen"}, {"surname": (EARLIER,)})


def test_nothing_is_left_of_hidden_fields_alone() -> None:
    assert for_visitor(operation(SetFields({"loss_date": "2025-01-01"}))) is None


def test_the_birth_date_becomes_an_age_on_the_day_of_the_operation() -> None:
    body = SetFields({"birth_date": "1944-05-05"}, {"birth_date": (EARLIER,)})
    narrowed = for_visitor(operation(body))
    assert narrowed is not None
    assert narrowed.body == SetFields(
        {"age": "82", "age_on": "2026-11-22"}, {"age": (EARLIER,), "age_on": (EARLIER,)}
    )


@pytest.mark.parametrize("birth_date", ["1944", "", "?", None, 5])
def test_an_age_that_is_not_known_is_empty(birth_date: JsonValue) -> None:
    assert a_visitor_gets({"birth_date": birth_date}) == {"age": "", "age_on": ""}


def test_an_age_that_was_sent_as_a_value_is_not_passed_on() -> None:
    assert a_visitor_gets({"age": "17", "age_on": "2026-01-01"}) == {}


def test_the_known_age_comes_from_either_and_grows() -> None:
    today = date(2028, 12, 1)
    assert known_age(ResidentCard(birth_date="1944-05-05"), today) == 84
    assert known_age(ResidentCard(age="82", age_on="2026-11-22"), today) == 84
    assert known_age(ResidentCard(age="82", age_on="2026-11-22"), date(2020, 1, 1)) == 82
    assert known_age(ResidentCard(), today) is None
    assert known_age(ResidentCard(birth_date="?"), today) is None


# Documents


@pytest.mark.parametrize(
    ("kind", "document", "kept"),
    [
        ("report_handed_in", {"report": CANARY, "on": "2026-01-01"}, {"report": None}),
        ("report_added", {"text": CANARY, "on": "2026-01-01"}, {"text": ""}),
        ("addition_asked", {"question": CANARY, "on": "2026-01-01"}, {"question": ""}),
        ("visit_cancelled", {"reason": CANARY, "on": "2026-01-01"}, {"reason": ""}),
        ("status_forced", {"status": "held", "reason": CANARY}, {"status": "held", "reason": ""}),
    ],
)
def test_what_others_wrote_about_a_visit_is_emptied(
    kind: str, document: dict[str, JsonValue], kept: dict[str, JsonValue]
) -> None:
    body = AppendDocument(kind, document)
    narrowed = for_visitor(operation(body, SubjectKind.VISIT))
    assert narrowed is not None
    assert isinstance(narrowed.body, AppendDocument)
    assert CANARY not in repr(narrowed)
    assert narrowed.body.document == {**document, **kept}
    mine = operation(body, SubjectKind.VISIT, author=ME)
    assert for_visitor(mine) == mine


def test_a_question_about_my_report_is_kept() -> None:
    asked = operation(AppendDocument("addition_asked", {"question": "?"}), SubjectKind.VISIT)
    assert for_visitor(asked, own_visits=("subject",)) == asked


def test_nobody_is_not_taken_for_the_author() -> None:
    body = AppendDocument("report_handed_in", {"report": CANARY})
    anonymous = operation(body, SubjectKind.VISIT, author="")
    narrowed = narrow(anonymous, Role.VISITOR)
    assert narrowed is not None
    assert CANARY not in repr(narrowed)


def test_lists_other_visitors_and_unknown_things_stay_with_coordinators() -> None:
    read = operation(AppendDocument("list_read", {"persons": 1}), SubjectKind.INTAKE)
    listed = operation(AppendDocument("listed", {"intake": "x"}))
    later = operation(AppendDocument("signal_raised", {"text": CANARY}), SubjectKind.VISIT)
    card = SetFields({"name": "Bea"})
    other = operation(card, SubjectKind.VISITOR, subject=OTHER)
    mine = operation(card, SubjectKind.VISITOR, subject=ME)
    unknown = operation(UnknownBody("later", {"field": CANARY}))
    element = operation(AddToSet("signals", CANARY))
    removed = operation(RemoveFromSet("signals", (EARLIER,)))
    for hidden in (read, listed, later, other, unknown, element, removed):
        assert for_visitor(hidden) is None
    assert for_visitor(mine) == mine


@pytest.mark.parametrize(
    "body", [Withdraw((EARLIER,)), Reinstate((EARLIER,)), Redact(EARLIER, "text"), Erase("asked")]
)
def test_what_hides_or_erases_always_arrives(body: Body) -> None:
    assert for_visitor(operation(body)) == operation(body)


def test_every_event_has_a_place_in_the_table() -> None:
    known = {kind for of in SubjectKind for kind in visible_documents(of, Role.COORDINATOR)}
    names = {re.sub(r"(?<!^)(?=[A-Z])", "_", event.__name__).lower() for event in get_args(Event)}
    assert known == names
    for events, kind in ((ResidentEvent, SubjectKind.RESIDENT), (VisitEvent, SubjectKind.VISIT)):
        assert len(visible_documents(kind, Role.COORDINATOR)) == len(get_args(events))


FIELD_NAMES = st.sampled_from([known.name for known in fields(ResidentCard)]) | st.text(max_size=8)


@given(st.sets(FIELD_NAMES), st.sets(FIELD_NAMES))
def test_no_canary_in_a_hidden_field_survives(names: set[str], replaced: set[str]) -> None:
    visible = visible_fields(SubjectKind.RESIDENT, Role.VISITOR)
    values: dict[str, JsonValue] = {name: "Jansen" if name in visible else CANARY for name in names}
    narrowed = for_visitor(operation(SetFields(values, dict.fromkeys(replaced, (EARLIER,)))))
    if narrowed is None:
        return
    assert CANARY not in repr(narrowed)
    assert isinstance(narrowed.body, SetFields)
    assert set(narrowed.body.fields) <= visible
    assert set(narrowed.body.replaces) <= visible
