"""Events and cards become operations and come back unchanged."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.cards import OrganisationCard, ResidentCard, VisitorCard
from huisbezoek.model.domain.events import Event, VisitPlanned
from huisbezoek.model.domain.merge import MergedDocument, MergedSubject, merge
from huisbezoek.model.domain.operations import (
    HybridTime,
    Operation,
    OperationId,
    SetFields,
    Stamp,
    Subject,
)
from huisbezoek.model.storage.translation import (
    card_change,
    new_card_fields,
    to_card,
    to_document,
    to_event,
)
from huisbezoek.model.usecases.operation_lines import decode_body, encode_body

STAMP = Stamp(HybridTime(1, 0), OperationId("a", 1, 1), "b")
MOMENTS = st.datetimes(datetime.fromisoformat("1900-01-01"), datetime.fromisoformat("2100-01-01"))
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
VALUES: dict[object, st.SearchStrategy[Any]] = {
    str: TEXTS,
    str | None: st.none() | TEXTS,
    int: st.integers(0, 2**40),
    int | None: st.none() | st.integers(0, 2**40),
    bool: st.booleans(),
    date: DAYS,
    date | None: st.none() | DAYS,
    datetime: MOMENTS,
    datetime | None: st.none() | MOMENTS,
    tuple[str, ...]: st.lists(TEXTS, max_size=3).map(tuple),
    dict[str, int]: st.dictionaries(TEXTS, st.integers(0, 99), max_size=3),
}


def of_type(annotation: object) -> st.SearchStrategy[Any]:
    if isinstance(annotation, str):
        return st.just({"lines": ["een", None], "numbers": {"a": 1}})
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return st.sampled_from(annotation)
    chosen = [one for one in get_args(annotation) if isinstance(one, type)]
    if len(chosen) == 2 and issubclass(chosen[0], StrEnum):
        return st.none() | st.sampled_from(chosen[0])
    return VALUES[annotation]


def made(kind: Callable[..., Any]) -> st.SearchStrategy[Any]:
    return st.builds(kind, **{known.name: of_type(known.type) for known in fields(kind)})


def document(event: Event) -> MergedDocument:
    body = decode_body(encode_body(to_document(event)))
    return MergedDocument(STAMP, body.document_kind, body.document)


@pytest.mark.parametrize("kind", get_args(Event), ids=lambda kind: kind.__name__)
def test_every_event_comes_back_as_it_was(kind: type) -> None:
    @given(made(kind))
    def comes_back(event: Event) -> None:
        stamped = to_event(document(event))
        assert stamped is not None
        assert (stamped.event, stamped.stamp) == (event, STAMP)

    comes_back()


def test_kinds_have_the_names_of_the_classes() -> None:
    kinds = {kind.__name__: _kind(kind) for kind in get_args(Event)}
    assert kinds["VisitPlanned"] == "visit_planned"
    assert len(set(kinds.values())) == len(kinds)


def _kind(kind: type) -> str:
    return "".join(f"_{sign.lower()}" if sign.isupper() else sign for sign in kind.__name__)[1:]


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"resident": 5, "groups": [], "origin": "round", "on": "2026-11-22"},
        {"resident": "r", "groups": "age75", "origin": "round", "on": "2026-11-22"},
        {"resident": "r", "groups": [3], "origin": "round", "on": "2026-11-22"},
        {"resident": "r", "groups": [], "origin": "whim", "on": "2026-11-22"},
        {"resident": "r", "groups": [], "origin": "round", "on": "22 november"},
        {"resident": "r", "groups": [], "origin": "round", "on": 20261122},
    ],
)
def test_a_document_of_another_shape_says_nothing(content: dict[str, Any]) -> None:
    assert to_event(MergedDocument(STAMP, "visit_planned", content)) is None
    assert to_event(MergedDocument(STAMP, "unheard_of", content)) is None


def test_fields_of_a_later_version_are_passed_over() -> None:
    content = {"resident": "r", "groups": [], "origin": "round", "on": "2026-11-22", "new": [1]}
    stamped = to_event(MergedDocument(STAMP, "visit_planned", content))
    assert stamped is not None
    assert isinstance(stamped.event, VisitPlanned)


@pytest.mark.parametrize("kind", [ResidentCard, VisitorCard, OrganisationCard])
def test_a_card_comes_back_and_changes_only_where_it_differs(kind: type) -> None:
    @given(made(kind), made(kind))
    def changes(first: Any, second: Any) -> None:
        history = [operation(1, SetFields(new_card_fields(first)))]
        assert to_card(merge(history), kind) == first
        change = card_change(merge(history), second)
        assert set(change.fields) == {
            known.name
            for known in fields(kind)
            if getattr(first, known.name) != getattr(second, known.name)
        }
        history.append(operation(2, change))
        merged = merge(history)
        assert to_card(merged, kind) == second
        assert merged.differing_fields() == ()
        assert card_change(merged, second).fields == {}

    changes()


def operation(sequence: int, body: SetFields) -> Operation:
    identifier = OperationId("a", 1, sequence)
    read = decode_body(encode_body(body))
    return Operation(identifier, Subject("resident", "r"), read, HybridTime(sequence, 0), "b")


def test_a_card_value_of_another_type_counts_as_absent() -> None:
    strange = SetFields({"surname": 5, "house_number": True, "letter_address": "ja", "later": "x"})
    assert to_card(merge([operation(1, strange)]), ResidentCard) == ResidentCard()
    assert to_card(MergedSubject(), ResidentCard) == ResidentCard()
