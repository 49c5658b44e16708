"""The same operations give the same state: in any order, in any pieces, however often."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.merge import (
    ForkError,
    MergedSubject,
    merge,
    redacted,
    unite,
)
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

SUBJECT = Subject("resident", "0" * 32)
DEVICES = ("a", "b", "c")
FIELDS = ("surname", "telephone", "street")


def place(sequence: int, device: str = "a") -> OperationId:
    return OperationId(device, 1, sequence)


def operation(
    body: Body, sequence: int = 1, device: str = "a", milliseconds: int | None = None
) -> Operation:
    clock = HybridTime(sequence if milliseconds is None else milliseconds, 0)
    return Operation(place(sequence, device), SUBJECT, body, clock, device)


@st.composite
def histories(draw: st.DrawFn) -> list[Operation]:
    """Operations of three devices with wrong clocks, each referring to what it might have seen."""
    made: list[Operation] = []
    counts = dict.fromkeys(DEVICES, 0)
    for _ in range(draw(st.integers(1, 14))):
        device = draw(st.sampled_from(DEVICES))
        counts[device] += 1
        seen = draw(st.lists(st.sampled_from(made), max_size=3)) if made else []
        targets = tuple(sorted({known.identifier for known in seen}))
        body = draw(bodies(targets))
        clock = draw(st.integers(0, 5))
        made.append(operation(body, counts[device], device, clock))
    return made


def bodies(targets: tuple[OperationId, ...]) -> st.SearchStrategy[Body]:
    values = st.sampled_from(("", "x", "y", "z"))
    named = st.dictionaries(st.sampled_from(FIELDS), values, min_size=1, max_size=3)
    documents = st.fixed_dictionaries({"text": values, "lines": st.lists(values, max_size=3)})
    kinds: list[st.SearchStrategy[Body]] = [
        named.map(lambda found: SetFields(found, dict.fromkeys(found, targets))),
        documents.map(lambda found: AppendDocument("call_logged", found)),
        values.map(lambda found: AddToSet("contacts", found)),
        st.just(UnknownBody("later", {"a": 1})),
    ]
    if targets:
        kinds += [
            st.just(RemoveFromSet("contacts", targets)),
            st.just(Withdraw(targets)),
            st.just(Reinstate(targets)),
            st.sampled_from(("text", "lines/1", "surname")).map(
                lambda part: Redact(targets[0], part)
            ),
        ]
    return st.one_of(kinds)


def narrowed(known: Operation, chance: random.Random) -> Operation:
    body = known.body
    if isinstance(body, SetFields):
        kept = [name for name in body.fields if chance.random() < 0.6]
        return replace(
            known,
            body=SetFields(
                {name: body.fields[name] for name in kept},
                {name: body.replaces[name] for name in kept if name in body.replaces},
            ),
        )
    return known


@given(histories(), st.integers(0, 2**32))
def test_order_and_repetition_do_not_matter(history: list[Operation], seed: int) -> None:
    whole = merge(history)
    chance = random.Random(seed)
    shuffled = history + chance.sample(history, chance.randrange(len(history) + 1))
    chance.shuffle(shuffled)
    assert merge(shuffled) == whole


@given(histories(), st.integers(0, 2**32))
def test_narrowed_copies_unite_to_the_whole(history: list[Operation], seed: int) -> None:
    chance = random.Random(seed)
    pieces = [narrowed(known, chance) for known in history] + history
    pieces += [narrowed(known, chance) for known in history]
    chance.shuffle(pieces)
    assert merge(pieces) == merge(history)


@given(histories())
def test_every_value_is_visible_replaced_hidden_or_redacted(history: list[Operation]) -> None:
    merged = merge(history)
    hidden = {
        target
        for known in history
        if isinstance(known.body, Withdraw)
        for target in known.body.operations
    }
    redactions = {
        (known.body.operation, known.body.part)
        for known in history
        if isinstance(known.body, Redact)
    }
    replaced = {
        (name, parent)
        for known in history
        if isinstance(known.body, SetFields)
        for name, parents in known.body.replaces.items()
        for parent in parents
    }
    for known in history:
        if not isinstance(known.body, SetFields) or known.identifier in hidden:
            continue
        for name, value in known.body.fields.items():
            gone = (name, known.identifier) in replaced or (known.identifier, name) in redactions
            shown = {(head.stamp.operation, head.value) for head in merged.heads.get(name, ())}
            assert gone or (known.identifier, value) in shown


@given(histories(), st.integers(0, 14))
def test_an_erasure_dominates_wherever_it_arrives(history: list[Operation], at: int) -> None:
    erased = [*history[:at], operation(Erase("asked"), 99, "c", 0), *history[at:]]
    assert merge(erased) == MergedSubject(erased=True)


def test_the_later_clock_is_shown_first_and_both_values_are_kept() -> None:
    first = operation(SetFields({"street": "Dorpsstraat"}), 1, "a", 10)
    second = operation(SetFields({"street": "Kerkstraat"}), 1, "b", 20)
    merged = merge([second, first])
    assert [head.value for head in merged.heads["street"]] == ["Kerkstraat", "Dorpsstraat"]
    assert merged.differing_fields() == ("street",)
    decided = operation(
        SetFields({"street": "Dorpsstraat"}, {"street": (place(1, "a"), place(1, "b"))}), 2, "a", 5
    )
    assert merge([second, decided, first]).differing_fields() == ()


def test_a_parent_that_was_not_sent_counts_as_replaced() -> None:
    change = operation(SetFields({"street": "Kerkstraat"}, {"street": (place(1),)}), 2)
    assert [head.value for head in merge([change]).heads["street"]] == ["Kerkstraat"]


def test_what_was_withdrawn_comes_back_when_reinstated() -> None:
    said = operation(AppendDocument("listed", {"on": "2026-11-22"}), 1)
    undone = operation(Withdraw((place(1),)), 2)
    again = operation(Reinstate((place(1),)), 3)
    assert merge([said, undone]).documents == ()
    assert len(merge([again, said, undone]).documents) == 1


def test_a_withdrawn_change_shows_what_it_replaced() -> None:
    old = operation(SetFields({"street": "Dorpsstraat"}), 1)
    new = operation(SetFields({"street": "Kerkstraat"}, {"street": (place(1),)}), 2)
    undone = operation(Withdraw((place(2),)), 3)
    assert [head.value for head in merge([undone, new, old]).heads["street"]] == ["Dorpsstraat"]


def test_a_set_keeps_what_its_remover_had_not_seen() -> None:
    first = operation(AddToSet("contacts", "dochter"), 1)
    second = operation(AddToSet("contacts", "dochter"), 1, "b")
    removed = operation(RemoveFromSet("contacts", (place(1),)), 2)
    (left,) = merge([removed, second, first]).sets["contacts"]
    assert left.stamp.operation == place(1, "b")


def test_redaction_reaches_into_a_document() -> None:
    body = AppendDocument("report", {"report": {"lines": ["een", "twee"], "head": {"a": 1}}})
    assert redacted(body, ["report/lines/0", "report/head/a"]) == AppendDocument(
        "report", {"report": {"lines": [None, "twee"], "head": {}}}
    )
    assert redacted(body, ["report/nothing/here", "report/lines/9"]) == body
    # A part below a text is no part: nothing of the text is taken away.
    assert redacted(body, ["report/lines/0/text", "report/head/a/deeper"]) == body


def test_a_redacted_copy_and_the_whole_one_are_no_fork() -> None:
    whole = operation(AppendDocument("report", {"report": {"lines": ["een", "twee"], "x": 1}}))
    copy = replace(whole, body=redacted(whole.body, ["report/lines/0", "report/x"]))
    struck = operation(Redact(place(1), "report/lines/0"), 2)
    assert unite(copy, whole) == unite(whole, copy) == whole
    for order in ([copy, struck, whole], [whole, copy, struck], [struck, whole]):
        (document,) = merge(order).documents
        assert document.content == {"report": {"lines": [None, "twee"], "x": 1}}


@pytest.mark.parametrize(
    "other",
    [
        operation(SetFields({"street": "Anders"})),
        operation(SetFields({"street": "Dorpsstraat"}), milliseconds=99),
        operation(AppendDocument("listed", {})),
        operation(SetFields({"street": "Dorpsstraat"}, {"street": (place(9),)})),
        replace(operation(SetFields({"street": "Dorpsstraat"})), author="z"),
        replace(operation(SetFields({"street": "Dorpsstraat"})), subject=Subject("visit", "1")),
    ],
)
def test_one_id_with_two_meanings_is_a_fork(other: Operation) -> None:
    known = operation(
        SetFields({"street": "Dorpsstraat"}, {"street": (place(8),)})
        if isinstance(other.body, SetFields) and other.body.replaces
        else SetFields({"street": "Dorpsstraat"})
    )
    with pytest.raises(ForkError):
        unite(known, other)
    with pytest.raises(ForkError):
        merge([known, other])


def test_lists_of_different_lengths_are_not_the_same() -> None:
    known = operation(AppendDocument("report", {"lines": ["een", "twee"]}))
    with pytest.raises(ForkError):
        unite(known, operation(AppendDocument("report", {"lines": ["een"]})))


def test_a_tick_and_a_number_are_not_the_same() -> None:
    with pytest.raises(ForkError):
        unite(operation(SetFields({"a": True})), operation(SetFields({"a": 1})))
