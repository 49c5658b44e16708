"""Integrity checks: each on a fresh connection, reading every row of its answer.

A damaged page makes later checks on the same connection unreliable, hence the fresh ones.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import Final

from sqlalchemy.engine import Connection

from huisbezoek.model.domain.errors import DamagedDataError
from huisbezoek.model.storage.engine import (
    Access,
    EncryptedFile,
    make_engine,
    translated_errors,
)
from huisbezoek.model.storage.marks import counted_mark, current_mark

# What each table says, without the small numbers that differ from file to file.
_DIGESTED: Final = (
    (
        "SELECT resident, sort_name, formal_name, list_name, initials_pair, address_line,"
        " place_line, district, telephone, household, matching_key, stopped, excluded,"
        " opted_out_on, open_visit, open_status, visitor, visitors, last_contact_on,"
        " deferred_until FROM residents ORDER BY resident"
    ),
    (
        "SELECT s.identifier, p.position, p.opens, p.closes, p.target_group, p.reason, p.since"
        " FROM due_periods p JOIN subjects s ON s.number = p.resident"
        " ORDER BY s.identifier, p.position"
    ),
    (
        "SELECT s.identifier, m.position, m.target_group, m.first_day, m.last_day"
        " FROM memberships m JOIN subjects s ON s.number = m.resident"
        " ORDER BY s.identifier, m.position"
    ),
    (
        "SELECT v.visit, s.identifier, v.status, v.is_open, v.since, v.letter, v.invited_on,"
        " v.calls, v.last_call_at, v.appointment, v.appointment_at, v.held_on, v.report_on,"
        " v.due_on, v.deferred_until, v.closed_on FROM visits v"
        " LEFT JOIN subjects s ON s.number = v.resident ORDER BY v.visit"
    ),
    (
        "SELECT visitor, name, card, start_file_on, start_file_expires_on, stopped_on"
        " FROM visitors ORDER BY visitor"
    ),
    "SELECT organisation, card FROM organisations ORDER BY organisation",
    "SELECT intake, latest FROM intakes ORDER BY intake",
    (
        "SELECT s.identifier FROM resident_names n JOIN subjects s ON s.number = n.rowid"
        " ORDER BY s.identifier"
    ),
)
# Projections that came with a later schema; a file of an older one does not have them yet.
_DIGESTED_SINCE: Final = {
    "differences": (
        "SELECT s.kind, s.identifier, d.field, d.content FROM differences d"
        " JOIN subjects s ON s.number = d.subject ORDER BY s.kind, s.identifier, d.field"
    ),
    "signals": (
        "SELECT s.identifier, n.signal, n.visit, n.kind, n.urgency, n.status, n.raised_on,"
        " n.raised_by, n.seen_on, n.assigned_to, n.since, n.due_on, n.call_visitor_by, n.outcome"
        " FROM signals n JOIN subjects s ON s.number = n.resident ORDER BY s.identifier, n.signal"
    ),
    "referrals": (
        "SELECT s.identifier, f.referral, f.visit, f.offer, f.status, f.is_permitted,"
        " f.handed_to, f.result, f.proposed_on, f.proposed_by, f.since, f.due_on"
        " FROM referrals f JOIN subjects s ON s.number = f.resident"
        " ORDER BY s.identifier, f.referral"
    ),
    "light_contacts": (
        "SELECT s.identifier, c.opens, c.closes FROM light_contacts c"
        " JOIN subjects s ON s.number = c.resident ORDER BY s.identifier"
    ),
    "offers": "SELECT offer, card FROM offers ORDER BY offer",
    "postcode_tables": (
        "SELECT position, read_on, author, postcodes FROM postcode_tables ORDER BY position"
    ),
    "postcodes": "SELECT postcode, district, east, north FROM postcodes ORDER BY postcode",
    "guides": (
        "SELECT guide, position, name, version, document, published_on, author FROM guides"
        " ORDER BY guide, position"
    ),
}


def projection_digest(connection: Connection) -> str:
    """A digest of all projections: equal for databases with the same operations."""
    digest = sha256()
    tables = set(connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars())
    since = [statement for table, statement in _DIGESTED_SINCE.items() if table in tables]
    for statement in (*_DIGESTED, *since):
        for row in connection.exec_driver_sql(statement):
            digest.update(repr(tuple(row)).encode())
        digest.update(b"\x00")
    return digest.hexdigest()


def find_damage(file: EncryptedFile, *, thorough: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the checks that ran, and those that found something, with how much."""
    quick: dict[str, Callable[[Connection], int]] = {
        "quick_check": _rows_but_ok("PRAGMA quick_check"),
        "journal_mark": _mark_differs,
    }
    full = {
        "cipher_integrity_check": _rows_but_ok("PRAGMA cipher_integrity_check"),
        "integrity_check": _rows_but_ok("PRAGMA integrity_check"),
        "foreign_key_check": _rows_but_ok("PRAGMA foreign_key_check"),
        "journal_mark": _mark_differs,
    }
    checks = full if thorough else quick
    findings = []
    for name, check in checks.items():
        count = _run(file, check)
        if count:
            findings.append(f"{name}:{count}")
    return tuple(checks), tuple(findings)


def _run(file: EncryptedFile, check: Callable[[Connection], int]) -> int:
    engine = make_engine(file, Access.READ)
    try:
        with translated_errors(), engine.connect() as connection:
            return check(connection)
    except DamagedDataError:
        return 1


def _rows_but_ok(statement: str) -> Callable[[Connection], int]:
    def count(connection: Connection) -> int:
        rows = connection.exec_driver_sql(statement).all()
        return sum(1 for row in rows if tuple(row) != ("ok",))

    return count


def _mark_differs(connection: Connection) -> int:
    return int(counted_mark(connection) != current_mark(connection))
