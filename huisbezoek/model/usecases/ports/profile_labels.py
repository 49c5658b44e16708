"""The label of a profile: what the door shows before a profile is opened."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ProfileLabel:
    """The words on the door: whose profile, in which role, for whom. Never a resident."""

    folder: Path
    name: str
    role: str
    organisation: str
    practice: bool = False


class ProfileLabels(Protocol):
    """Labels lie readable beside the encrypted files, one in each profile folder."""

    def all_in(self, folder: Path) -> tuple[ProfileLabel, ...]:
        """The labels of all profiles in this folder, by name."""
        ...

    def write(self, label: ProfileLabel) -> None:
        """Keeps the label in its profile folder."""
        ...
