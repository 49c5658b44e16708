"""What the use cases put into a calendar file for another program."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One appointment; `uid` stays the same when it is moved and `sequence` then rises.

    `starts` is local wall-clock time in the Netherlands. `summary` is all that is said.
    """

    uid: str
    sequence: int
    starts: datetime
    minutes: int
    summary: str
    is_cancelled: bool = False


class CalendarFiles(Protocol):
    """Makes calendar files (RFC 5545)."""

    def write(self, entries: Sequence[CalendarEntry], *, written_at: datetime) -> bytes:
        """The file; `written_at` is a moment with its zone."""
        ...
