"""Where this computer keeps profiles and preferences."""

from dataclasses import dataclass
from pathlib import Path

import platformdirs

from huisbezoek import settings


@dataclass(frozen=True, slots=True)
class ProgramPlace:
    """The folder with profile folders, and the file with preferences; the demo has its own."""

    profiles: Path
    settings_file: Path


def work_place(profiles: Path | None = None) -> ProgramPlace:
    """The usual place, or another folder with profiles."""
    return ProgramPlace(profiles or _data() / "profiles", settings.default_path())


def practice_place() -> ProgramPlace:
    """The place of the practice mode, apart from real profiles."""
    folder = _data() / "practice"
    return ProgramPlace(folder / "profiles", folder / "settings.json")


def logs_folder() -> Path:
    """Where the program keeps its log: event codes and numbers, never persons."""
    return _data() / "logs"


def _data() -> Path:
    return platformdirs.user_data_path("huisbezoek", appauthor=False)
