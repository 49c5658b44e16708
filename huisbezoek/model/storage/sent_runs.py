"""What went to whom: runs of sent operations, and what a peer has not confirmed of them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, Final

from huisbezoek.model.domain.operations import Operation, OperationId, Subject
from huisbezoek.model.storage.arriving import asked
from huisbezoek.model.storage.engine import keep_few_pages
from huisbezoek.model.storage.session import Session
from huisbezoek.model.storage.subject_log import as_list, to_operation
from huisbezoek.model.usecases.ports.exchange import JournalLine, OperationRun, Peer

# The one run that can hold the operation is the last that begins at or before it.
_IS_CONFIRMED: Final = (
    "ifnull((SELECT r.last >= {sequence} AND r.counter <= ?"
    " AND r.counter NOT IN (SELECT value FROM json_each(?)) FROM sent_runs r"
    " WHERE r.peer = ? AND r.device = {device} AND r.incarnation = {incarnation}"
    " AND r.first <= {sequence} ORDER BY r.first DESC LIMIT 1), 0)"
)
_OF_JOURNAL: Final = _IS_CONFIRMED.format(
    device="d.text", incarnation="o.incarnation", sequence="o.sequence"
)
_CONFIRMED: Final = (  # noqa: S608 - our own names
    "SELECT json_extract(w.value, '$[0]'), json_extract(w.value, '$[1]'),"
    " json_extract(w.value, '$[2]') FROM json_each(?) w WHERE "
) + _IS_CONFIRMED.format(
    device="json_extract(w.value, '$[0]')",
    incarnation="json_extract(w.value, '$[1]')",
    sequence="json_extract(w.value, '$[2]')",
)
_COLUMNS: Final = (
    "o.subject, d.text, o.incarnation, o.sequence, s.kind, s.identifier, o.milliseconds,"
    " o.counter, a.text, o.body"
)
# The same line as `operation_lines.encode_operation` makes, put together by the engine itself.
_LINE: Final = (
    "d.text, o.incarnation, o.sequence, s.kind, s.identifier,"
    " CAST(concat('{\"id\":[', json_quote(d.text), ',', o.incarnation, ',', o.sequence,"
    " '],\"subject\":[', json_quote(s.kind), ',', json_quote(s.identifier),"
    " '],\"clock\":[', o.milliseconds, ',', o.counter, '],\"author\":', json_quote(a.text),"
    " ',\"body\":', o.body, '}') AS BLOB)"
)
# CROSS JOIN keeps the order of the journal, so that nothing is collected to be sorted.
_EVERYTHING: Final = " FROM operations o CROSS JOIN identifiers d ON d.number = o.device"
_ABOUT: Final = (
    " FROM json_each(?) w CROSS JOIN subjects s"
    " ON s.kind = json_extract(w.value, '$[0]') AND s.identifier = json_extract(w.value, '$[1]')"
    " CROSS JOIN operations o ON o.subject = s.number"
    " CROSS JOIN identifiers d ON d.number = o.device"
)
ROWS_AT_ONCE: Final = 192
"""So few that the search for rings of objects does not begin anew with every fetch."""
_ORDER: Final = " ORDER BY o.device, o.incarnation, o.sequence"
_RUN: Final = "peer = ? AND device = ? AND incarnation = ?"


class SentRuns(Session):
    """Which operations went to a peer in which of our bundles."""

    def mark_sent(
        self,
        peer: str,
        counter: int,
        runs: Sequence[OperationRun],
        *,
        settled: int | None = None,
    ) -> None:
        """Remembers which operations went to this peer in our bundle with this counter.

        What went in a bundle after `settled` stays there: its receipt may still come.
        """
        for run in runs:
            for part in self._make_room(peer, run, counter if settled is None else settled):
                self._keep(peer, counter, part)
        self._local.add("ledger")

    def unconfirmed(
        self, peer: Peer, about: Iterable[Subject] | None = None, *, made_by: str = ""
    ) -> Iterator[Operation]:
        """Operations of which this peer did not say that they arrived, in journal order."""
        return map(to_operation, self._unconfirmed_rows(_COLUMNS, peer, about, made_by))

    def unconfirmed_lines(
        self, peer: Peer, about: Iterable[Subject] | None = None, *, made_by: str = ""
    ) -> Iterator[JournalLine]:
        """The same as lines of a bundle, not decoded."""
        return map(JournalLine._make, self._unconfirmed_rows(_LINE, peer, about, made_by))

    def confirmed(self, peer: Peer, operations: Iterable[OperationId]) -> frozenset[OperationId]:
        """Which of these operations the peer confirmed."""
        rows = self._rows(_CONFIRMED, (asked(operations), *_receipt(peer)))
        return frozenset(OperationId(*row) for row in rows)

    def sent_to(self, peer: str, up_to_counter: int) -> frozenset[OperationId]:
        """The operations that went to this peer in bundles up to and with this counter."""
        rows = self._rows(
            "SELECT device, incarnation, first, last FROM sent_runs"
            " WHERE peer = ? AND counter <= ?",
            (peer, up_to_counter),
        )
        return frozenset(
            OperationId(device, incarnation, sequence)
            for device, incarnation, first, last in rows
            for sequence in range(first, last + 1)
        )

    def _unconfirmed_rows(
        self, columns: str, peer: Peer, about: Iterable[Subject] | None, made_by: str
    ) -> Iterator[Any]:
        values: list[object] = []
        if about is None:
            keep_few_pages(self._connection)
            begin = f"{_EVERYTHING} CROSS JOIN subjects s ON s.number = o.subject"
        else:
            begin = _ABOUT
            values.append(as_list({(str(one.kind), one.identifier) for one in about}))
        statement = (
            f"SELECT {columns}{begin} CROSS JOIN identifiers a ON a.number = o.author"
            " WHERE NOT (d.text = ? AND o.incarnation >= ?)"
        )
        values += [peer.device, peer.incarnation]
        if peer.acknowledged:
            # Of nothing that was confirmed there is nothing to look up, line by line.
            statement += f" AND NOT {_OF_JOURNAL}"
            values += _receipt(peer)
        if made_by:
            statement += " AND d.text = ?"
            values.append(made_by)
        found = self._connection.exec_driver_sql(statement + _ORDER, tuple(values))
        return chain.from_iterable(found.partitions(ROWS_AT_ONCE))

    def _make_room(self, peer: str, run: OperationRun, settled: int) -> Iterator[OperationRun]:
        """Cuts what was settled before out of the way; answers what is left of the run."""
        place = (peer, run.device, run.incarnation)
        overlapping = self._rows(
            f"SELECT first, last, counter FROM sent_runs WHERE {_RUN} AND first <= ?"  # noqa: S608 - our own names
            f" AND first >= ifnull((SELECT max(first) FROM sent_runs WHERE {_RUN}"
            " AND first <= ?), 0) AND last >= ?",
            (*place, run.last, *place, run.first, run.first),
        )
        begin = run.first
        for first, last, counter in sorted(overlapping):
            if counter > settled:
                if begin < first:
                    yield OperationRun(run.device, run.incarnation, begin, first - 1)
                begin = last + 1
                continue
            self._connection.exec_driver_sql(
                f"DELETE FROM sent_runs WHERE {_RUN} AND first = ?",  # noqa: S608 - our own names
                (*place, first),
            )
            for part in ((first, run.first - 1), (run.last + 1, last)):
                if part[0] <= part[1]:
                    self._keep(peer, counter, OperationRun(run.device, run.incarnation, *part))
        if begin <= run.last:
            yield OperationRun(run.device, run.incarnation, begin, run.last)

    def _keep(self, peer: str, counter: int, run: OperationRun) -> None:
        self._connection.exec_driver_sql(
            "INSERT INTO sent_runs (peer, device, incarnation, first, last, counter)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (peer, run.device, run.incarnation, run.first, run.last, counter),
        )


def _receipt(peer: Peer) -> tuple[object, ...]:
    """What the peer said that it read, in the order of the statement's places."""
    return peer.acknowledged, as_list(peer.unread), peer.device
