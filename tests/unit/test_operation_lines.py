"""Operations as JSON bytes and back."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.operations import (
    AddToSet,
    AppendDocument,
    Body,
    Erase,
    HybridTime,
    Operation,
    OperationId,
    Redact,
    Reinstate,
    RemoveFromSet,
    SetFields,
    Subject,
    UnknownBody,
    Withdraw,
)
from huisbezoek.model.usecases.operation_lines import (
    OperationUnreadableError,
    decode_body,
    decode_operation,
    encode_body,
    encode_operation,
)

ids = st.builds(OperationId, st.text(min_size=1, max_size=5), st.integers(0, 9), st.integers(0))
ids = ids.filter(lambda found: found.sequence < 2**63)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
scalars = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
many = st.lists(ids, max_size=3).map(tuple)
bodies: st.SearchStrategy[Body] = st.one_of(
    st.builds(
        SetFields,
        st.dictionaries(texts, values, max_size=3),
        st.dictionaries(texts, many, max_size=2),
    ),
    st.builds(AppendDocument, texts, st.dictionaries(texts, values, max_size=3)),
    st.builds(AddToSet, texts, values),
    st.builds(RemoveFromSet, texts, many),
    st.builds(Withdraw, many),
    st.builds(Reinstate, many),
    st.builds(Redact, ids, texts),
    st.builds(Erase, texts),
    st.builds(UnknownBody, st.just("merge_later"), st.dictionaries(st.just("x"), values)),
)
operations = st.builds(
    Operation,
    ids,
    st.builds(Subject, texts, texts),
    bodies,
    st.builds(HybridTime, st.integers(0, 2**50), st.integers(0, 9)),
    texts,
)


@given(operations)
def test_what_was_written_is_read(operation: Operation) -> None:
    line = encode_operation(operation)
    assert b"\n" not in line
    assert decode_operation(line) == operation
    assert decode_body(encode_body(operation.body)) == operation.body


@pytest.mark.parametrize(
    "body",
    [
        SetFields({"street": "Dorpsstraat"}, {"street": (OperationId("c", 1, 2),)}),
        AppendDocument("card_sent", {"on": "2026-11-23"}),
        AddToSet("languages", "nl"),
        RemoveFromSet("languages", (OperationId("c", 1, 2),)),
        Withdraw((OperationId("c", 1, 2), OperationId("d", 1, 3))),
        Reinstate((OperationId("c", 1, 2),)),
        Redact(OperationId("c", 1, 2), "report/lines/0"),
        Erase("op verzoek"),
        UnknownBody("merge_later", {"x": 1}),
    ],
    ids=lambda body: type(body).__name__,
)
def test_each_kind_of_body_comes_back(body: Body) -> None:
    assert decode_body(encode_body(body)) == body


def test_the_form_is_the_one_of_the_formats_page() -> None:
    operation = Operation(
        OperationId("d" * 32, 1, 7),
        Subject("resident", "e" * 32),
        SetFields({"street": "Dorpsstraat"}, {"street": (OperationId("c" * 32, 1, 2),)}),
        HybridTime(1795334400000, 0),
        "f" * 32,
    )
    assert json.loads(encode_operation(operation)) == {
        "id": ["d" * 32, 1, 7],
        "subject": ["resident", "e" * 32],
        "clock": [1795334400000, 0],
        "author": "f" * 32,
        "body": {
            "kind": "set",
            "fields": {"street": "Dorpsstraat"},
            "replaces": {"street": [["c" * 32, 1, 2]]},
        },
    }


WHOLE = b'{"id":["d",1,1],"subject":["resident","e"],"clock":[1,0],"author":"f","body":%s}'
DEEP = b'{"kind":"add","name":"x","value":' + b"[" * 40 + b"]" * 40 + b"}"


@pytest.mark.parametrize(
    "body",
    [
        b'{"kind":"set","fields":{"a":1.5}}',
        b'{"kind":"set","fields":{"a":1e3}}',
        b'{"kind":"set","fields":{"a":NaN}}',
        b'{"kind":"set","fields":3}',
        b'{"kind":"set","fields":{},"surprise":1}',
        b'{"kind":"set"}',
        b'{"kind":7}',
        b'{"fields":{}}',
        b"[]",
        b"{}",
        b'{"kind":"redact","operation":["a",1],"part":"x"}',
        b'{"kind":"add","name":"x","value":123456789012345678901234567890}',
        DEEP,
    ],
)
def test_a_body_of_another_shape_is_refused(body: bytes) -> None:
    with pytest.raises(OperationUnreadableError):
        decode_operation(WHOLE % body)


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b'{"kind":"erase"'])
def test_a_body_that_is_no_json_is_refused(body: bytes) -> None:
    with pytest.raises(OperationUnreadableError):
        decode_body(body)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b'{"id":["d",1,-1],"subject":["r","e"],"clock":[1,0],"author":"f","body":{"kind":"x"}}',
        b'{"id":["",1,1],"subject":["r","e"],"clock":[1,0],"author":"f","body":{"kind":"x"}}',
        b'{"id":["d",1,1],"subject":["r"],"clock":[1,0],"author":"f","body":{"kind":"x"}}',
    ],
)
def test_a_line_of_another_shape_is_refused(line: bytes) -> None:
    with pytest.raises(OperationUnreadableError):
        decode_operation(line)


def test_an_unknown_kind_is_passed_on_unread() -> None:
    operation = decode_operation(WHOLE % b'{"kind":"weave","threads":[1,2]}')
    assert operation.body == UnknownBody("weave", {"threads": [1, 2]})
    assert decode_operation(encode_operation(operation)) == operation


@given(operations, st.data())
def test_a_cut_line_is_refused(operation: Operation, data: st.DataObject) -> None:
    line = encode_operation(operation)
    cut = data.draw(st.integers(0, len(line) - 1))
    with pytest.raises(OperationUnreadableError):
        decode_operation(line[:cut])
