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
    checked_kind,
    decode_body,
    decode_operation,
    encode_body,
    encode_operation,
)

names = st.uuids().map(lambda found: found.hex)
ids = st.builds(OperationId, names, st.integers(0, 9), st.integers(0))
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
    st.builds(Subject, texts, names),
    bodies,
    st.builds(HybridTime, st.integers(0, 2**50), st.integers(0, 9)),
    names,
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


NAME = b"d" * 32
BEFORE_BODY = b'"subject":["resident","%s"],"clock":[1,0],"author":"%s"' % (NAME, NAME)
WHOLE = b'{"id":["%s",1,1],%s,"body":%%s}' % (NAME, BEFORE_BODY)
ANY = WHOLE % b'{"kind":"weave"}'
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
        b'{"kind":"weave","threads":"\xff"}',
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
        ANY.replace(b",1,1]", b",1,-1]"),
        ANY.replace(NAME, b"", 1),
        ANY.replace(NAME, b"../" + b"d" * 29, 1),
        ANY.replace(NAME, b"D" * 32, 1),
        ANY.replace(b'"resident","%s"' % NAME, b'"resident","e"'),
        ANY.replace(b'"resident","%s"' % NAME, b'"resident"'),
        ANY.replace(b"resident", b"r" * 65),
        ANY.replace(b'"author":"%s"' % NAME, b'"author":"f"'),
    ],
)
def test_a_line_of_another_shape_is_refused(line: bytes) -> None:
    with pytest.raises(OperationUnreadableError):
        decode_operation(line)
    with pytest.raises(OperationUnreadableError):
        checked_kind(line)


def test_the_line_that_the_others_change_is_sound() -> None:
    assert decode_operation(ANY).body == UnknownBody("weave", {})


def test_an_unknown_kind_is_passed_on_unread() -> None:
    operation = decode_operation(WHOLE % b'{"kind":"weave","threads":[1,2]}')
    assert operation.body == UnknownBody("weave", {"threads": [1, 2]})
    assert decode_operation(encode_operation(operation)) == operation


DEEP_BUT_SOUND = b"[" * 14 + b"]" * 14
FOUND = b'{"kind":"append","document_kind":"card_sent","document":{"on":%s}}'


@pytest.mark.parametrize("value", [b'"2026-11-23"', b"9223372036854775807", DEEP_BUT_SOUND])
def test_usual_and_unusual_documents_are_read_alike(value: bytes) -> None:
    line = WHOLE % (FOUND % value)
    read = AppendDocument("card_sent", {"on": json.loads(value)})
    assert decode_operation(line).body == read
    assert checked_kind(line) == "card_sent"


@pytest.mark.parametrize("value", [b"1.0", b"9223372036854775808", b"[" * 16 + b"]" * 16])
def test_values_that_no_document_holds_are_refused(value: bytes) -> None:
    with pytest.raises(OperationUnreadableError):
        checked_kind(WHOLE % (FOUND % value))


@pytest.mark.parametrize(
    "body",
    [
        b'{"kind":"set","fields":{"street":"Dorpsstraat"},"replaces":{"street":[["%s",1,2]]}}'
        % NAME,
        b'{"kind":"erase","reason":"x"}',
        b'{"kind":"weave"}',
    ],
)
def test_all_that_is_no_document_counts_as_card(body: bytes) -> None:
    assert checked_kind(WHOLE % body) == "card"
    assert encode_operation(decode_operation(WHOLE % body)).startswith(b'{"id":')


@given(operations)
def test_the_kind_is_that_of_the_operation(operation: Operation) -> None:
    body = decode_operation(encode_operation(operation)).body
    kind = body.document_kind if isinstance(body, AppendDocument) else "card"
    assert checked_kind(encode_operation(operation)) == kind


@given(operations, st.data())
def test_a_cut_line_is_refused(operation: Operation, data: st.DataObject) -> None:
    line = encode_operation(operation)
    cut = data.draw(st.integers(0, len(line) - 1))
    with pytest.raises(OperationUnreadableError):
        decode_operation(line[:cut])
