"""The writing connection and the reading ones, each belonging to the lane that opened it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from huisbezoek.model.domain.state_pension import StatePensionTable
from huisbezoek.model.storage.engine import keep_pages, translated_errors
from huisbezoek.model.storage.work import StoredReading, StoredWriting
from huisbezoek.model.usecases.ports.profile import Now, ProfileIdentity
from huisbezoek.model.usecases.ports.work import Reading, Writing


class _Connected:
    def __init__(self, engine: Engine, closed: Callable[[object], None]) -> None:
        with translated_errors():
            self._connection = engine.connect()
        self._closed = closed

    def close(self) -> None:
        """Closes the connection; a transaction that was not committed is forgotten."""
        self._connection.close()
        self._closed(self)


class StoredReader(_Connected):
    """A connection that only reads."""

    def __init__(
        self,
        engine: Engine,
        closed: Callable[[object], None],
        pension_table: StatePensionTable,
        now: Now,
    ) -> None:
        super().__init__(engine, closed)
        self._pension_table = pension_table
        self._now = now

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """One consistent view for the length of the block."""
        with translated_errors(), self._connection.begin():
            # The view is fixed by the first thing read, so read something at once.
            self._connection.exec_driver_sql("SELECT 1 FROM profile").all()
            yield StoredReading(self._connection, self._pension_table, self._now)


class StoredWriter(_Connected):
    """The one connection that writes."""

    def __init__(
        self,
        engine: Engine,
        closed: Callable[[object], None],
        pension_table: StatePensionTable,
        now: Now,
        identity: ProfileIdentity,
    ) -> None:
        super().__init__(engine, closed)
        self._pension_table = pension_table
        self._now = now
        self._identity = identity

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """One transaction (BEGIN IMMEDIATE); leaving without commit forgets everything."""
        with translated_errors():
            try:
                yield StoredWriting(
                    self._connection, self._pension_table, self._now, self._identity
                )
            finally:
                self._connection.rollback()
                keep_pages(self._connection)
