"""The cast of the demo: two people at two computers, one clock, and a chooser of files."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from huisbezoek.commands.stage import Stage


class StoryChooser:
    """Answers a file dialog at once with the path that the story laid ready."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.next_file: Path | None = None

    def open_file(self, _parent: QWidget, _title: str, _patterns: str) -> Path | None:
        """The file that the story laid ready."""
        return self.next_file

    def choose_folder(self, _parent: QWidget, _title: str) -> Path | None:
        """The one folder of the story: the stick."""
        return self.folder

    def save_file(self, _parent: QWidget, _title: str, suggestion: str) -> Path | None:
        """A file of the suggested name in that folder."""
        return self.folder / Path(suggestion).name


class StoryProgram(Protocol):
    """What the story asks of a program: a start and an orderly end."""

    def start(self) -> None:
        """Shows the first page."""
        ...

    def end(self) -> None:
        """Finishes what waits and closes."""
        ...


@dataclass(frozen=True, slots=True)
class Actor:
    """One person with a program of their own."""

    program: StoryProgram
    stage: Stage
    chooser: StoryChooser
    is_idle: Callable[[], bool]
    has_ended: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody and everything that the story needs.

    `forward` moves the clock by days and hours; `told` is called after each step with its number,
    its sentence and its counts; `residents` is the list that the coordinator reads.
    """

    out: Path
    coordinator: Actor
    visitor: Actor
    today: Callable[[], date]
    forward: Callable[[int, int], None]
    residents: Path
    told: Callable[[int, str, dict[str, int]], None]
