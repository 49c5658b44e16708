"""The projection of differences: card fields with several values to choose from."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

import msgspec
from sqlalchemy.engine import Connection

from huisbezoek.model.domain.differences import differing_heads, is_shown
from huisbezoek.model.domain.merge import Head, MergedSubject
from huisbezoek.model.domain.operations import JsonValue, Subject
from huisbezoek.model.storage.subject_log import as_list
from huisbezoek.model.storage.translation import is_card_field
from huisbezoek.model.usecases.ports.people import Difference, DifferingValue

_Written = tuple[Any, str, int, bool]
_CONTENT: Final = msgspec.json.Decoder(list[_Written])


def write_differences(
    connection: Connection, kind: str, merged: Mapping[int, MergedSubject]
) -> None:
    """Replaces the rows of these subjects, all of one kind."""
    connection.exec_driver_sql(
        "DELETE FROM differences WHERE subject IN (SELECT value FROM json_each(?))",
        (as_list(merged),),
    )
    rows = [
        (number, field, msgspec.json.encode(_written(field, heads)))
        for number, found in merged.items()
        for field, heads in differing_heads(found).items()
        if is_card_field(kind, field)
    ]
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO differences (subject, field, content) VALUES (?, ?, ?)", rows
        )


def to_difference(subject: Subject, field: str, content: bytes) -> Difference:
    """The difference of a row."""
    values = tuple(
        DifferingValue(_value(value), author, _moment(milliseconds), shown)
        for value, author, milliseconds, shown in _CONTENT.decode(content)
    )
    return Difference(subject, field, values)


def _written(field: str, heads: tuple[Head, ...]) -> list[_Written]:
    return [
        (
            head.value,
            head.stamp.author,
            head.stamp.clock.milliseconds,
            is_shown(field, heads, position),
        )
        for position, head in enumerate(heads)
    ]


def _value(value: Any) -> JsonValue:  # noqa: ANN401 - as it was read from JSON
    found: JsonValue = value
    return found


def _moment(milliseconds: int) -> datetime:
    # A clock may say anything; what no calendar holds is the latest or earliest day.
    latest = datetime.max.replace(tzinfo=UTC)
    if milliseconds > latest.timestamp() * 1000:
        return latest
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
