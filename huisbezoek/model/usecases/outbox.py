"""Sealed files that were made here: remembered, and removed once they certainly arrived."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from huisbezoek.model.usecases.exchange import OUTBOX, ExchangeParts
from huisbezoek.model.usecases.ports.exchange import BundleLedger
from huisbezoek.model.usecases.ports.sealed_bundles import SPOOL_SUFFIX

MOST_REMEMBERED: Final = 500
"""How many sealed files are remembered; older ones stay in a folder that nobody brought back."""

_LOCAL_NAME: Final = "sealed_files"


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A sealed file that was kept as sent: to whom, its counter, and its bytes by size and SHA-256.

    `incarnation` is the life of this device in which it was made.
    """

    bundle: str
    peer: str
    incarnation: int
    counter: int
    size: int
    digest: str


def remember_sealed(ledger: BundleLedger, file: SealedFile) -> None:
    """Remembers the file until it was removed everywhere."""
    _keep(ledger, (*_remembered(ledger), file))


def carried_files(ledger: BundleLedger) -> tuple[SealedFile, ...]:
    """Files that are of no use any more: their reader has read them, or was revoked.

    What was made in an earlier life of this device is kept: only that file may still hold it.
    """
    peers = {one.device: one for one in ledger.peers()}
    _, incarnation, _ = ledger.own_sequence()
    found = []
    for file in _remembered(ledger):
        peer = peers.get(file.peer)
        if peer is None or file.incarnation != incarnation:
            continue
        was_read = file.counter <= peer.acknowledged and file.counter not in peer.unread
        if was_read or peer.status == "revoked":
            found.append(file)
    return tuple(found)


def tidy_outbox(parts: ExchangeParts, ledger: BundleLedger, folder: Path | None = None) -> int:
    """Removes what was read by its reader from the outbox and from this stick or folder.

    In the folder only files with the same bytes go, whatever their names; answers how many. What
    lies in no folder now is remembered for the next time. Raises PlaceVanishedError and
    FileLockedError.
    """
    removed = 0
    done: set[SealedFile] = set()
    for file in carried_files(ledger):
        (parts.folder / OUTBOX / f"{file.bundle}.hbz").unlink(missing_ok=True)
        found = parts.transfer.remove_equal(folder, file.size, file.digest) if folder else 0
        removed += found
        if found:
            done.add(file)
    if done:
        _keep(ledger, [file for file in _remembered(ledger) if file not in done])
    return removed


def empty_outbox(parts: ExchangeParts) -> None:
    """Removes every sealed file from the outbox: what is in them about somebody must be gone here.

    What waits to be sealed goes too. Nothing is lost: what was not confirmed stands in the journal
    and is sent again.
    """
    for suffix in (".hbz", SPOOL_SUFFIX):
        for path in (parts.folder / OUTBOX).glob(f"*{suffix}"):
            path.unlink(missing_ok=True)


def _remembered(ledger: BundleLedger) -> tuple[SealedFile, ...]:
    text = ledger.local_value(_LOCAL_NAME)
    return msgspec.json.decode(text, type=tuple[SealedFile, ...]) if text else ()


def _keep(ledger: BundleLedger, files: Iterable[SealedFile]) -> None:
    kept = list(files)[-MOST_REMEMBERED:]
    ledger.save_local_value(_LOCAL_NAME, msgspec.json.encode(kept).decode())
