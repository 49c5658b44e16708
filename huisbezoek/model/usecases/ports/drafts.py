"""Drafts: reports that are being written, kept locally and never exported as operations."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from huisbezoek.model.domain.operations import JsonValue


@dataclass(frozen=True, slots=True)
class Draft:
    """A report in progress: the JSON document of `domain.reports` and when it was last saved."""

    visit: str
    document: Mapping[str, JsonValue]
    saved_at: datetime


class DraftsReading(Protocol):
    """Questions about drafts."""

    def draft(self, visit: str) -> Draft | None:
        """The draft of this visit, if one was begun."""
        ...

    def drafted_visits(self) -> tuple[str, ...]:
        """Visits with a draft."""
        ...


class Drafts(DraftsReading, Protocol):
    """Drafts in the running transaction."""

    def save_draft(self, draft: Draft) -> None:
        """Keeps the draft, replacing an earlier one of the same visit."""
        ...

    def drop_draft(self, visit: str) -> None:
        """Removes the draft."""
        ...
