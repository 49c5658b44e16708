"""Reading and replacing rows of projections by the numbers of their subjects, many at once."""

from collections.abc import Iterable, Sequence

from sqlalchemy.engine import Connection

from huisbezoek.model.storage.projected_rows import Row
from huisbezoek.model.storage.subject_log import as_list


def identifiers(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    """The identifiers of these subjects."""
    rows = connection.exec_driver_sql(
        "SELECT number, identifier FROM subjects WHERE number IN (SELECT value FROM json_each(?))",
        (as_list(numbers),),
    )
    return {row[0]: row[1] for row in rows.all()}


def stored_rows(
    connection: Connection, table: str, column: str, numbers: Sequence[int]
) -> dict[int, list[Row]]:
    """The rows of these subjects, in the order of their keys; nothing where there are none.

    `column` is the first one of the table.
    """
    found: dict[int, list[Row]] = {}
    if numbers:
        rows = connection.exec_driver_sql(
            f"SELECT * FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))"  # noqa: S608 - our own names
            " ORDER BY 1, 2",
            (as_list(numbers),),
        )
        for row in rows.all():
            found.setdefault(row[0], []).append(tuple(row))
    return found


def remove_rows(connection: Connection, table: str, column: str, numbers: Sequence[int]) -> None:
    """Removes the rows of these subjects."""
    if numbers:
        connection.exec_driver_sql(
            f"DELETE FROM {table} WHERE {column} = ?",  # noqa: S608 - our own names
            [(number,) for number in numbers],
        )


def insert_rows(connection: Connection, table: str, rows: Sequence[Row]) -> None:
    """Writes these rows in place of those with the same keys."""
    if rows:
        places = ", ".join("?" * len(rows[0]))
        connection.exec_driver_sql(
            f"INSERT OR REPLACE INTO {table} VALUES ({places})",  # noqa: S608 - our own names
            list(rows),
        )
