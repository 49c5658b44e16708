"""Remembering which own operations each of the last commits made, so that one can be undone.

The numbers that a device gives in one transaction follow each other: a deed is a first and a last
number. It holds nothing about anybody, and what it is called is read from the journal itself.
"""

from typing import Final

from sqlalchemy.engine import Connection

from huisbezoek.model.storage.journal import JournalWriter

KEPT_DEEDS: Final = 50


def keep_deed(connection: Connection, pen: JournalWriter, *, is_local: bool) -> None:
    """Remembers what this transaction made, if it made anything; lets go of the oldest."""
    made = pen.unsaved
    if not made:
        return
    connection.exec_driver_sql(
        "INSERT INTO deeds (incarnation, first, last, is_local) VALUES (?, ?, ?, ?)",
        (pen.incarnation, made[0], made[-1], int(is_local)),
    )
    connection.exec_driver_sql(
        "DELETE FROM deeds WHERE position <= (SELECT max(position) FROM deeds) - ?", (KEPT_DEEDS,)
    )


def forget_deed(connection: Connection, incarnation: int, last: int) -> None:
    """Forgets a deed that was undone."""
    connection.exec_driver_sql(
        "DELETE FROM deeds WHERE incarnation = ? AND last = ?", (incarnation, last)
    )
