"""Traces on the disk of what was erased, redacted or let go: noted, and gone after a wiping.

They are noted in the transaction that removes, so that a wiping that was interrupted is done later.
"""

from typing import Final

import msgspec

from huisbezoek.model.usecases.ports.exchange import BundleLedger

_LOCAL_NAME: Final = "traces"


def note_traces(ledger: BundleLedger) -> None:
    """Notes that something was removed of which the disk may still hold traces."""
    noted, wiped = _counts(ledger)
    _keep(ledger, noted + 1, wiped)


def traces_left(ledger: BundleLedger) -> int:
    """A number for the traces that wait for a wiping; 0 when there are none."""
    noted, wiped = _counts(ledger)
    return noted if noted > wiped else 0


def traces_wiped(ledger: BundleLedger, number: int) -> None:
    """The traces with this number of `traces_left` are gone; what was noted since is not."""
    noted, wiped = _counts(ledger)
    _keep(ledger, noted, max(number, wiped))


def _counts(ledger: BundleLedger) -> tuple[int, int]:
    """How often something was noted, and up to where it was wiped."""
    text = ledger.local_value(_LOCAL_NAME)
    return msgspec.json.decode(text, type=tuple[int, int]) if text else (0, 0)


def _keep(ledger: BundleLedger, noted: int, wiped: int) -> None:
    ledger.save_local_value(_LOCAL_NAME, msgspec.json.encode((noted, wiped)).decode())
