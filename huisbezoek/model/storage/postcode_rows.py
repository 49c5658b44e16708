"""What the projections say of the table of postcodes, and how residents find their district."""

from typing import Final

from sqlalchemy.engine import Connection

from huisbezoek.model.domain.merge import MergedSubject
from huisbezoek.model.domain.office_events import PostcodesRead
from huisbezoek.model.domain.operations import OperationId
from huisbezoek.model.domain.postcodes import PostcodeTable, read_table
from huisbezoek.model.storage.projected_rows import Row, iso
from huisbezoek.model.storage.projected_writing import insert_rows
from huisbezoek.model.storage.translation import organisation_events

DISTRICT: Final = (
    "coalesce(nullif(r.district, ''),"
    " (SELECT p.district FROM postcodes p WHERE p.postcode = r.postcode), '')"
)
"""The district of a resident `r`: what is on the card, else that of the postcode."""


def write_postcodes(connection: Connection, merged: MergedSubject) -> None:
    """Brings the rows up to date with the organisation; places only when another table counts.

    A table in a form that only a later version knows says nothing here: the one before it counts.
    """
    stored = connection.exec_driver_sql("SELECT * FROM postcode_tables ORDER BY position").all()
    present = [tuple(row) for row in stored]
    # A text that stands here was read before, and says the same still.
    known = {row[1]: row[4] for row in present}
    rows: list[Row] = []
    newest = ""
    for stamped in organisation_events(merged):
        if not isinstance(stamped.event, PostcodesRead):
            continue
        operation = _name(stamped.stamp.operation)
        count = known.get(operation)
        if count is None:
            table = read_table(stamped.event.document)
            if table is None:
                continue
            count = len(table.places)
        newest = stamped.event.document
        read_on = iso(stamped.event.on)
        rows.append((len(rows), operation, read_on, stamped.stamp.author, count))
    if rows != present:
        connection.exec_driver_sql("DELETE FROM postcode_tables")
        insert_rows(connection, "postcode_tables", rows)
        _write_places(connection, newest)


def _write_places(connection: Connection, document: str) -> None:
    table = read_table(document) or PostcodeTable()
    connection.exec_driver_sql("DELETE FROM postcodes")
    insert_rows(
        connection,
        "postcodes",
        [
            (postcode, place.district, *(place.point or (None, None)))
            for postcode, place in table.places.items()
        ],
    )


def _name(operation: OperationId) -> str:
    return f"{operation.device}.{operation.incarnation}.{operation.sequence}"
