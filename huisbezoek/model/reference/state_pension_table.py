"""Reads the table of state pension ages from its data file."""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import ClassVar

from huisbezoek.model.domain.errors import DamagedDataError
from huisbezoek.model.domain.state_pension import StatePensionRow, StatePensionTable


class StatePensionTableDamagedError(DamagedDataError):
    """The table of state pension ages is not there or not what it should be."""

    code: ClassVar[str] = "state_pension_table_damaged"


def load_state_pension_table(path: Path) -> StatePensionTable:
    """The table in the file (`resources/tables/state-pension.json`).

    Raises StatePensionTableDamagedError when a part is missing or the rows leave a gap.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        table = StatePensionTable(
            valid_as_of=date.fromisoformat(content["valid_as_of"]),
            rows=tuple(
                StatePensionRow(
                    born_from=date.fromisoformat(row["born_from"]),
                    born_to=date.fromisoformat(row["born_to"]),
                    years=int(row["years"]),
                    months=int(row["months"]),
                )
                for row in content["rows"]
            ),
            provisional_years=int(content["provisional"]["years"]),
            provisional_months=int(content["provisional"]["months"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StatePensionTableDamagedError from error
    if not _is_whole(table):
        raise StatePensionTableDamagedError
    return table


def _is_whole(table: StatePensionTable) -> bool:
    rows = table.rows
    follows = all(
        (later.born_from - earlier.born_to).days == 1 for earlier, later in pairwise(rows)
    )
    return bool(rows) and follows and all(row.born_from <= row.born_to for row in rows)
