"""The preferences of this computer: how the window looks and what it opens first.

No personal data: this file is readable without a password.
"""

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final, Literal, NamedTuple

import msgspec
import platformdirs

FILE_NAME: Final = "settings.json"
LETTER_PERCENT_LEAST: Final = 100
LETTER_PERCENT_MOST: Final = 200

Language = Literal["nl", "en"]


class Theme(StrEnum):
    """The look of the window; SYSTEM follows the computer."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class WindowPlace:
    """Where the window was on the screen, in device-independent pixels."""

    left: int
    top: int
    width: Annotated[int, msgspec.Meta(ge=1)]
    height: Annotated[int, msgspec.Meta(ge=1)]
    maximized: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """All preferences as one value; change one with `dataclasses.replace` and `write` the result.

    Raises ValueError for a letter size outside 100 to 200 percent.
    """

    language: Language = "nl"
    letter_percent: int = LETTER_PERCENT_LEAST
    theme: Theme = Theme.SYSTEM
    window: WindowPlace | None = None
    last_profile: str | None = None
    """The folder of the profile that was opened last."""

    def __post_init__(self) -> None:
        if not LETTER_PERCENT_LEAST <= self.letter_percent <= LETTER_PERCENT_MOST:
            msg = "letter_percent must be from 100 to 200"
            raise ValueError(msg)


class Reading(NamedTuple):
    """What `read` found; `kept_aside` is where an unreadable file went, if there was one."""

    settings: Settings
    kept_aside: Path | None = None


def default_path() -> Path:
    """The place of the preferences of the person who uses this computer."""
    return platformdirs.user_config_path("huisbezoek", appauthor=False) / FILE_NAME


def read(path: Path) -> Reading:
    """The preferences in this file, or the defaults if there is none.

    A file that cannot be understood is renamed to end in `.unreadable` and the defaults hold;
    names that this version does not know are passed over. Raises OSError if the computer refuses.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Reading(Settings())
    try:
        return Reading(msgspec.json.decode(content, type=Settings))
    except msgspec.DecodeError:
        aside = path.with_name(path.name + ".unreadable")
        path.replace(aside)
        return Reading(Settings(), kept_aside=aside)


def write(path: Path, settings: Settings) -> None:
    """Store the preferences: afterwards the file holds the old or the new ones, never a part.

    Raises OSError if the computer refuses; the old file is then unchanged.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    half_way = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with half_way.open("wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(settings), indent=2) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        half_way.replace(path)
    finally:
        half_way.unlink(missing_ok=True)
