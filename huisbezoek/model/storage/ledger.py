"""The ledger of bundles: counters, receipts, peers and small local facts."""

import msgspec

from huisbezoek.model.storage.session import Session
from huisbezoek.model.usecases.ports.exchange import AlreadyReadError, LedgerLine, Peer


class Ledger(Session):
    """Counters, receipts and peers, kept locally."""

    def peers(self) -> tuple[Peer, ...]:
        """All devices that we exchange with."""
        rows = self._rows("SELECT peer FROM peers ORDER BY device")
        return tuple(msgspec.json.decode(row[0], type=Peer) for row in rows)

    def save_peer(self, peer: Peer) -> None:
        """Keeps this peer, replacing what was known of the device."""
        self._connection.exec_driver_sql(
            "INSERT OR REPLACE INTO peers (device, peer) VALUES (?, ?)",
            (peer.device, msgspec.json.encode(peer)),
        )
        self._local.add("peers")

    def ledger(self) -> tuple[LedgerLine, ...]:
        """All bundles written and read here, the last one first."""
        rows = self._rows("SELECT line FROM ledger ORDER BY position DESC")
        return tuple(msgspec.json.decode(row[0], type=LedgerLine) for row in rows)

    def add_ledger_line(self, line: LedgerLine) -> None:
        """Remembers a bundle; AlreadyReadError for the same one in the same direction."""
        known = self._rows(
            "SELECT 1 FROM ledger WHERE bundle = ? AND direction = ?",
            (line.bundle, line.direction.value),
        )
        if known:
            raise AlreadyReadError
        self._connection.exec_driver_sql(
            "INSERT INTO ledger (bundle, direction, peer, at, line) VALUES (?, ?, ?, ?, ?)",
            (
                line.bundle,
                line.direction.value,
                line.peer,
                line.at.isoformat(),
                msgspec.json.encode(line),
            ),
        )
        self._local.add("ledger")

    def own_sequence(self) -> tuple[str, int, int]:
        """This device, its incarnation and its last sequence number."""
        device = self._rows("SELECT device FROM profile")[0][0]
        return device, self._journal.incarnation, self._journal.sequence

    def local_value(self, name: str) -> str | None:
        """A small local fact (organisation keys, roster, enrolment); never exported."""
        rows = self._rows("SELECT value FROM local_values WHERE name = ?", (name,))
        return rows[0][0] if rows else None

    def save_local_value(self, name: str, value: str) -> None:
        """Keeps a small local fact."""
        self._connection.exec_driver_sql(
            "INSERT OR REPLACE INTO local_values (name, value) VALUES (?, ?)",
            (name, value),
        )
        self._local.add("local_values")
