"""Finds the header row of a list, drops what must not be kept, and guesses the columns."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from huisbezoek.model.domain.eleven_test import (
    mostly_citizen_service_numbers,
    without_citizen_service_numbers,
)
from huisbezoek.model.domain.list_errors import HeaderNotFoundError
from huisbezoek.model.domain.resident_lists import ListField
from huisbezoek.model.intake.brp_headers import brp_field, element_of, is_personal_number
from huisbezoek.model.intake.everyday_headers import everyday_field, header_key
from huisbezoek.model.intake.raw_tables import ROWS_BEFORE_HEADER, RawTable
from huisbezoek.model.usecases.ports.intake import (
    ColumnLack,
    FoundColumn,
    ListForm,
    ListLayout,
    ReadingChoices,
)

_SAMPLES: Final = 3
_LONGEST_SAMPLE: Final = 60
_FEWEST_ELEMENTS: Final = 2
_ADDED_TO_BRP: Final = frozenset(
    {ListField.TELEPHONE, ListField.EMAIL, ListField.LOSS_DATE, ListField.CARER_SINCE}
)
_ADDRESS_FIELDS: Final = frozenset(
    {ListField.STREET, ListField.PUBLIC_SPACE, ListField.LOCATION_DESCRIPTION}
)
_DATE_FIELDS: Final = frozenset({ListField.BIRTH_DATE, ListField.LOSS_DATE, ListField.CARER_SINCE})
_SERIAL_NUMBER_NAMES: Final = frozenset({"nr", "nummer"})


@dataclass(frozen=True, slots=True)
class FoundLayout:
    """The layout that leaves the reader, with the places of the used columns."""

    layout: ListLayout
    used: Mapping[ListField, int]


def header_score(row: Sequence[str]) -> int:
    """How many cells of the row are names of columns that can be used or must be dropped."""
    return sum(bool(cell) and _is_column_name(cell) for cell in row)


def _is_column_name(cell: str) -> bool:
    # Not every element number: a date such as 03.10.48 looks like one.
    named = brp_field(cell) is not None or is_personal_number(cell)
    return named or everyday_field(cell) is not None


def find_layout(table: RawTable, choices: ReadingChoices) -> FoundLayout:
    """How the table is understood. Raises HeaderNotFoundError when no row names columns."""
    header_row = _header_row(table.rows, choices)
    header = table.rows[header_row]
    body = table.rows[header_row + 1 :]
    elements = sum(bool(cell) and bool(element_of(cell)) for cell in header)
    form = ListForm.BRP if elements >= _FEWEST_ELEMENTS else ListForm.EVERYDAY
    dropped = _dropped(header, body, form)
    fields, duplicates = _fields(header, form, dropped, choices)
    used = {field: position for position, field in sorted(fields.items(), reverse=True)}
    shown = fields if form is ListForm.BRP else range(len(header))
    layout = ListLayout(
        file_kind=table.file_kind,
        form=form,
        encoding=table.encoding,
        separator=table.separator,
        sheet=table.sheet,
        sheets=table.sheets,
        header_row=header_row + 1,
        rows_below=len(body),
        columns=tuple(
            FoundColumn(place, header[place], fields.get(place), _samples(body, place))
            for place in sorted(shown)
            if place not in dropped
        ),
        dropped_columns=tuple(header[place] for place in sorted(dropped)),
        lacks=_lacks(used),
        duplicates=duplicates,
    )
    return FoundLayout(layout, used)


def _header_row(rows: Sequence[Sequence[str]], choices: ReadingChoices) -> int:
    if choices.header_row is not None:
        if not 1 <= choices.header_row <= len(rows):
            raise HeaderNotFoundError
        return choices.header_row - 1
    scores = [header_score(row) for row in rows[:ROWS_BEFORE_HEADER]]
    best = max(scores, default=0)
    if not best:
        raise HeaderNotFoundError
    return scores.index(best)


def _dropped(
    header: Sequence[str], body: Sequence[Sequence[str]], form: ListForm
) -> frozenset[int]:
    named = {place for place, cell in enumerate(header) if is_personal_number(cell)}
    if form is ListForm.EVERYDAY:
        named |= {
            place
            for place in range(max((len(row) for row in body), default=0))
            if place < len(header)
            and mostly_citizen_service_numbers(row[place] for row in body if place < len(row))
        }
    return frozenset(named)


def _fields(
    header: Sequence[str], form: ListForm, dropped: frozenset[int], choices: ReadingChoices
) -> tuple[dict[int, ListField], tuple[str, ...]]:
    """The meaning per used position, and the headers that stand there twice."""
    places = [place for place in range(len(header)) if place not in dropped]
    chosen = {place: choices.columns[place] for place in places if place in choices.columns}
    fields = {place: field for place, field in chosen.items() if field is not None}
    taken = set(fields.values())
    guesses = _guesses(header, form, [place for place in places if place not in chosen])
    for field, candidates in guesses.items():
        best = min(rank for rank, _ in candidates)
        if field not in taken:
            fields.update({place: field for rank, place in candidates if rank == best})
    return fields, _duplicates(header, fields)


def _duplicates(header: Sequence[str], fields: Mapping[int, ListField]) -> tuple[str, ...]:
    places: dict[ListField, list[int]] = defaultdict(list)
    for place, field in sorted(fields.items()):
        places[field].append(place)
    return tuple(header[same[0]] for same in places.values() if len(same) > 1)


def _guesses(
    header: Sequence[str], form: ListForm, places: Iterable[int]
) -> dict[ListField, list[tuple[int, int]]]:
    """Per field the columns that may hold it, as (rank of the name, place)."""
    guess = _brp_guess if form is ListForm.BRP else _everyday_guess
    found: dict[ListField, list[tuple[int, int]]] = defaultdict(list)
    for place in places:
        guessed = guess(place, header[place]) if header[place] else None
        if guessed is not None:
            found[guessed[0]].append((guessed[1], place))
    return found


def _brp_guess(place: int, cell: str) -> tuple[ListField, int] | None:
    del place
    field = brp_field(cell)
    if field is not None:
        return field, 0
    found = None if element_of(cell) else everyday_field(cell)
    return found if found is not None and found[0] in _ADDED_TO_BRP else None


def _everyday_guess(place: int, cell: str) -> tuple[ListField, int] | None:
    # A first column "Nr" numbers the rows; further on it is the house number.
    if place == 0 and header_key(cell) in _SERIAL_NUMBER_NAMES:
        return None
    return everyday_field(cell)


def _samples(body: Sequence[Sequence[str]], place: int) -> tuple[str, ...]:
    found: list[str] = []
    for row in body:
        if place < len(row) and row[place]:
            found.append(without_citizen_service_numbers(row[place][:_LONGEST_SAMPLE]))
            if len(found) == _SAMPLES:
                break
    return tuple(found)


def _lacks(used: Mapping[ListField, int]) -> tuple[ColumnLack, ...]:
    fields = used.keys()
    return tuple(
        lack
        for lack, present in (
            (ColumnLack.SURNAME, ListField.SURNAME in fields),
            (ColumnLack.ADDRESS, bool(_ADDRESS_FIELDS & fields)),
            (ColumnLack.DATE, bool(_DATE_FIELDS & fields)),
        )
        if not present
    )
