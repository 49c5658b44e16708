"""To which residents visits belong: as the journal says, and as the rows say until now."""

from collections.abc import Sequence

from sqlalchemy.engine import Connection

from huisbezoek.model.storage.subject_log import PLANNED, as_list, chunks


def linked(connection: Connection, visits: Sequence[int]) -> dict[int, int]:
    """To which resident each of these visits belongs, as far as the journal says."""
    found: dict[int, int] = {}
    for piece in chunks(visits):
        rows = connection.exec_driver_sql(
            "SELECT o.subject, s.number FROM operations o"
            " JOIN subjects s ON s.kind = 'resident'"
            " AND s.identifier = json_extract(CAST(o.body AS TEXT), '$.document.resident')"
            " WHERE o.subject IN (SELECT value FROM json_each(?))"
            " AND substr(o.body, 1, ?) = ?"
            " ORDER BY o.milliseconds, o.counter, s.identifier",
            (as_list(piece), len(PLANNED), PLANNED),
        )
        found.update((row[0], row[1]) for row in rows)
    return found


def earlier_residents(connection: Connection, visits: Sequence[int]) -> list[int]:
    """The residents to whom these visits belonged until now."""
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT resident FROM visit_links WHERE visit IN (SELECT value FROM json_each(?))",
        (as_list(visits),),
    )
    return [row[0] for row in rows]


def waiting(connection: Connection, residents: Sequence[int]) -> list[int]:
    """Visits without a link, withdrawn ones included, when one of these residents has no row yet.

    They were here before anything was known of their resident, who may be the new one.
    """
    if not _without_row(connection, residents):
        return []
    rows = connection.exec_driver_sql(
        "SELECT s.number FROM subjects s LEFT JOIN visit_links l ON l.visit = s.number"
        " WHERE s.kind = 'visit' AND l.visit IS NULL"
    )
    return [row[0] for row in rows]


def _without_row(connection: Connection, residents: Sequence[int]) -> bool:
    return any(
        connection.exec_driver_sql(
            "SELECT EXISTS (SELECT value FROM json_each(?)"
            " WHERE value NOT IN (SELECT number FROM residents))",
            (as_list(piece),),
        ).scalar()
        for piece in chunks(residents)
    )
