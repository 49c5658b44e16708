"""How much memory this process took at most, as Linux counts it."""

import re
from pathlib import Path

MEBIBYTE = 1 << 20
_STATUS = Path("/proc/self/status")
_CLEAR = Path("/proc/self/clear_refs")


def can_measure() -> bool:
    """Whether this computer says it."""
    return _CLEAR.exists()


def forget_peak() -> None:
    """The peak is counted from now on (writing 5 resets it; proc(5))."""
    _CLEAR.write_text("5", encoding="ascii")


def peak_bytes() -> int:
    """The largest part of memory that was in use at once since then."""
    found = re.search(r"VmHWM:\s+(\d+) kB", _STATUS.read_text(encoding="ascii"))
    if found is None:
        raise LookupError
    return int(found[1]) << 10
