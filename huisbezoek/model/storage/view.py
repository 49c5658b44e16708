"""What every question stands on: a connection in a transaction, and the organisation's rules."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy.engine import Connection

from huisbezoek.model.domain.state_pension import StatePensionTable
from huisbezoek.model.domain.target_groups import GroupRules
from huisbezoek.model.storage.projections import Projector
from huisbezoek.model.usecases.ports.profile import Now


class View:
    """One consistent view of the database for the length of a transaction."""

    def __init__(self, connection: Connection, pension_table: StatePensionTable, now: Now) -> None:
        self._connection = connection
        self._pension_table = pension_table
        self._now = now

    def _view(self) -> Connection:
        """The connection, with projections that hold everything written so far."""
        return self._connection

    def _rows(self, statement: str, values: Iterable[object] = ()) -> list[Any]:
        """All rows of a statement."""
        return list(self._view().exec_driver_sql(statement, tuple(values)))

    def _rules(self) -> GroupRules:
        """The organisation's terms, with the law's table."""
        return Projector(self._view(), self._pension_table).rules

    def _today(self) -> date:
        return self._now().date()


def to_day(text: object) -> date | None:
    """The day that a projection holds as text."""
    return date.fromisoformat(text) if isinstance(text, str) else None


def to_moment(text: object) -> datetime | None:
    """The moment that a projection holds as text."""
    return datetime.fromisoformat(text) if isinstance(text, str) else None
