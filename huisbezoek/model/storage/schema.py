"""Making the tables of a new database, and telling one of ours from another."""

from typing import Final

from sqlalchemy.engine import Connection

from huisbezoek.model.storage.journal_tables import JOURNAL
from huisbezoek.model.storage.local_tables import LOCAL
from huisbezoek.model.storage.projection_tables import CREATE_NAME_SEARCH, PROJECTIONS
from huisbezoek.model.usecases.ports.profile import (
    DatabaseDamagedError,
    NewerDatabaseError,
    OtherProfileError,
    ProfileIdentity,
)

SCHEMA: Final = 5
"""The shape of the journal and the local tables. Projections are rebuilt, not migrated."""

_READ_IDENTITY: Final = "SELECT profile, device, person, role, practice FROM profile"


def create_tables(connection: Connection) -> None:
    """Makes all tables, empty."""
    for tables in (JOURNAL, LOCAL, PROJECTIONS):
        tables.create_all(connection)
    connection.exec_driver_sql(CREATE_NAME_SEARCH)


def keep_identity(connection: Connection, identity: ProfileIdentity) -> None:
    """Writes whose database this is, and the counters of a device that has made nothing yet."""
    connection.exec_driver_sql(
        "INSERT INTO profile (profile, device, person, role, practice, schema)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            identity.profile,
            identity.device,
            identity.person,
            identity.role,
            int(identity.practice),
            SCHEMA,
        ),
    )
    connection.exec_driver_sql(
        "INSERT INTO counters (name, value) VALUES (?, ?)",
        [("incarnation", 1), ("sequence", 0), ("milliseconds", 0), ("counter", 0)],
    )


def read_identity(connection: Connection, profile: str) -> ProfileIdentity:
    """Whose database this is.

    Raises DatabaseDamagedError, NewerDatabaseError, and OtherProfileError when it is not `profile`.
    """
    tables = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
    if "profile" not in tables:
        raise DatabaseDamagedError
    row = connection.exec_driver_sql("SELECT schema, profile FROM profile").one_or_none()
    if row is None:
        raise DatabaseDamagedError
    if row[0] > SCHEMA:
        raise NewerDatabaseError
    if row[1] != profile:
        raise OtherProfileError
    found = connection.exec_driver_sql(_READ_IDENTITY).one()
    return ProfileIdentity(found[0], found[1], found[2], found[3], practice=bool(found[4]))


def read_schema(connection: Connection) -> int:
    """The shape of this database, which was found to be ours."""
    return int(connection.exec_driver_sql("SELECT schema FROM profile").scalar_one())
