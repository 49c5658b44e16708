"""Changes of another device that knew nothing of the present value of a field."""

from typing import Any

from huisbezoek.model.domain.operations import (
    HybridTime,
    JsonValue,
    Operation,
    OperationId,
    SetFields,
    Subject,
    SubjectKind,
)
from tests.profiles import identifier

OTHER_DEVICE = identifier(90)
MINUTES = 60_000


def change_elsewhere(
    profile: Any,
    subject: str,
    field: str,
    value: JsonValue,
    *,
    author: str = identifier(91),
    number: int = 1,
    kind: SubjectKind = SubjectKind.RESIDENT,
) -> None:
    """Unites one change of one field that replaces nothing; a higher number came later."""
    operation = Operation(
        OperationId(OTHER_DEVICE, 1, number),
        Subject(kind, subject),
        SetFields({field: value}, {field: ()}),
        # Before anything that tests record themselves: 22 November 2026, 7.00 hours and on.
        HybridTime(1_795_327_200_000 + number * MINUTES, 0),
        author,
    )
    profile.do(lambda writing: writing.unite([operation]))
