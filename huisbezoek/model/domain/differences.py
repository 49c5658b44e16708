"""Differences: several values of one card field that nobody has chosen between yet."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from huisbezoek.model.domain.district_pairs import kept_together
from huisbezoek.model.domain.merge import Head, MergedSubject
from huisbezoek.model.domain.operations import JsonValue, SubjectKind

SAFETY_FIELDS: Final = frozenset({"danger_at_address", "do_not_visit"})
"""Of these nothing is chosen provisionally: every value shows (architecture.md, Differences)."""

FREE_TEXTS: Final = frozenset(
    {
        "good_to_know",
        "visitor_wish",
        "location_description",
        "preferred_time",
        "danger_at_address",
        "do_not_visit",
    }
)
"""Fields of a resident's card of which several texts can be kept one after the other."""

TOGETHER: Final = " · "
"""Between texts that are shown or kept together."""

_TELEPHONE: Final = "telephone"
_SECOND_TELEPHONE: Final = "second_telephone"
_DISTRICTS_BESIDE: Final = "districts_beside"


def shown_value(field: str, heads: Sequence[Head]) -> JsonValue:
    """What the card shows of these values, the latest of which is the first.

    Of a field about safety all texts that are not empty, together; of another the latest value.
    """
    if field not in SAFETY_FIELDS or len(heads) == 1:
        return heads[0].value
    return joined_texts(head.value for head in heads if isinstance(head.value, str))


def is_shown(field: str, heads: Sequence[Head], position: int) -> bool:
    """Whether the card shows the value at this position of the heads."""
    if field not in SAFETY_FIELDS:
        return position == 0
    is_filled = [bool(head.value) for head in heads]
    return is_filled[position] or not any(is_filled)


def differing_heads(merged: MergedSubject) -> dict[str, tuple[Head, ...]]:
    """The card fields with several values that are not all equal, by name, the latest first.

    Two people who set the same value agree.
    """
    return {name: merged.heads[name] for name in merged.differing_fields()}


def joined_texts(texts: Iterable[str]) -> str:
    """These texts one after the other, each once and none of them empty."""
    kept = dict.fromkeys(part for text in texts if (part := text.strip()))
    return TOGETHER.join(kept)


def kept_both(
    kind: str, field: str, values: Sequence[JsonValue], second_telephone: str | None
) -> Mapping[str, JsonValue] | None:
    """The fields to set so that all values are kept; None where only one can be chosen.

    Free texts are joined, the oldest first. A second telephone number goes into its own field if
    that is free: `second_telephone` is what stands there, None when it is itself a difference.
    Decisions about districts are kept together unless they contradict each other.
    """
    if kind == SubjectKind.ORGANISATION and field == _DISTRICTS_BESIDE:
        decided = kept_together(str(value) for value in values if value)
        return None if decided is None else {field: decided}
    if kind != SubjectKind.RESIDENT or not all(
        value and isinstance(value, str) for value in values
    ):
        return None
    texts = list(dict.fromkeys(str(value) for value in values))
    if field in FREE_TEXTS:
        return {field: joined_texts(reversed(texts))}
    if field == _TELEPHONE and len(texts) == 2 and second_telephone in {"", *texts}:  # noqa: PLR2004 - two numbers, two fields
        return {_TELEPHONE: texts[0], _SECOND_TELEPHONE: texts[1]}
    return None
