"""Sealed files that were made here: remembered, and removed once they certainly arrived.

Removing goes in three steps, because a stick is slow and a transaction must not wait for it:
`carried_files` and `forget_carried` are deeds, `remove_carried` between them works with files.
"""

from collections.abc import Collection, Iterable
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
    _keep(ledger, (*sealed_files(ledger), file))


def sealed_files(ledger: BundleLedger) -> tuple[SealedFile, ...]:
    """The sealed files that are remembered, also when they are not in the outbox any more."""
    text = ledger.local_value(_LOCAL_NAME)
    return msgspec.json.decode(text, type=tuple[SealedFile, ...]) if text else ()


def carried_files(ledger: BundleLedger) -> tuple[SealedFile, ...]:
    """Files that are of no use any more: their reader has read them, or was revoked.

    What was made in an earlier life of this device is kept: only that file may still hold it.
    """
    peers = {one.device: one for one in ledger.peers()}
    _, incarnation, _ = ledger.own_sequence()
    found = []
    for file in sealed_files(ledger):
        peer = peers.get(file.peer)
        if peer is None or file.incarnation != incarnation:
            continue
        was_read = file.counter <= peer.acknowledged and file.counter not in peer.unread
        if was_read or peer.status == "revoked":
            found.append(file)
    return tuple(found)


def remove_carried(
    parts: ExchangeParts, files: Iterable[SealedFile], folder: Path | None = None
) -> tuple[SealedFile, ...]:
    """Removes these files from the outbox and from this stick or folder; no deed.

    In the folder only files with the same bytes go, whatever their names. Answers which ones were
    found there: these may be forgotten, the others may still lie elsewhere. Raises
    PlaceVanishedError and FileLockedError.
    """
    found = []
    for file in files:
        (parts.folder / OUTBOX / f"{file.bundle}.hbz").unlink(missing_ok=True)
        if folder is not None and parts.transfer.remove_equal(folder, file.size, file.digest):
            found.append(file)
    return tuple(found)


def forget_carried(ledger: BundleLedger, removed: Collection[SealedFile]) -> None:
    """Forgets files that were removed everywhere."""
    _keep(ledger, [file for file in sealed_files(ledger) if file not in removed])


def empty_outbox(parts: ExchangeParts) -> None:
    """Removes every sealed file from the outbox: what is in them about somebody must be gone here.

    What waits to be sealed goes too. Nothing is lost: what was not confirmed stands in the journal
    and is sent again.
    """
    for suffix in (".hbz", SPOOL_SUFFIX):
        for path in (parts.folder / OUTBOX).glob(f"*{suffix}"):
            path.unlink(missing_ok=True)


def _keep(ledger: BundleLedger, files: Iterable[SealedFile]) -> None:
    kept = list(files)[-MOST_REMEMBERED:]
    ledger.save_local_value(_LOCAL_NAME, msgspec.json.encode(kept).decode())
