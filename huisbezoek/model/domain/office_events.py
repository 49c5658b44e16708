"""What happens around the work: to visitors and their laptops, the organisation, and lists.

As in `domain.events`: dates are local days, moments local wall-clock times without a zone.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class RevokedReason(StrEnum):
    """Why a laptop may take part no longer."""

    LOST = "lost"
    REPLACED = "replaced"
    STOPPED = "stopped"


# Events of a visitor


@dataclass(frozen=True, slots=True)
class StartFileMade:
    """A start file was made for the visitor."""

    on: date
    expires_on: date


@dataclass(frozen=True, slots=True)
class VisitorStopped:
    """The visitor stopped."""

    on: date


@dataclass(frozen=True, slots=True)
class ResidentsGiven:
    """These residents went along to this laptop (empty while only the start file was made)."""

    device: str
    residents: tuple[str, ...]
    on: date


@dataclass(frozen=True, slots=True)
class ResidentsRemoved:
    """The laptop says that nothing of these residents is left on it."""

    device: str
    residents: tuple[str, ...]
    on: date


@dataclass(frozen=True, slots=True)
class LaptopRevoked:
    """The laptop takes part no longer; `cut_off` is the last bundle counter accepted of it.

    `noticed_at` is when somebody found out: from then the 72 hours of article 33 GDPR run.
    """

    device: str
    reason: RevokedReason
    noticed_at: datetime
    cut_off: int
    on: date


# Events of the organisation


@dataclass(frozen=True, slots=True)
class RosterSigned:
    """A coordinator's device signed a new list of devices; `document` is one line of JSON.

    `certificate` is that of the signing device, by the root key; empty for the first coordinator,
    whose certificate is in every start file.
    """

    version: int
    document: str
    on: date
    certificate: str = ""


@dataclass(frozen=True, slots=True)
class PostcodesRead:
    """A table of postcodes was read: `document` is the text of `postcodes.write_table`.

    The last one counts. An empty text takes the table away. It holds no personal data.
    """

    document: str
    on: date


# Events of an intake


@dataclass(frozen=True, slots=True)
class ListRead:
    """A resident list was read: counts only, no persons."""

    on: date
    persons: int
    accepted: int
    stored: int
    new: int
    changed: int
    refused: dict[str, int]
    warnings: dict[str, int]
    groups: dict[str, int]
    dropped_columns: tuple[str, ...]
