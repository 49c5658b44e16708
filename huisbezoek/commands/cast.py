"""The cast of the demo: four people at four computers, one clock, and what is on paper."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from huisbezoek.commands.stage import Stage
from huisbezoek.ui.widgets.list_layout import CardRow


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
    """One person with a program of their own.

    What is really on the laptop, beside what its pages say: `digest` is that of all projections,
    `residents` are those of whom anything is there, `given_to` those that a visitor has by name.
    """

    program: StoryProgram
    stage: Stage
    chooser: StoryChooser
    is_idle: Callable[[], bool]
    has_ended: Callable[[], bool]
    digest: Callable[[], str]
    residents: Callable[[], frozenset[str]]
    given_to: Callable[[str], frozenset[str]]


@dataclass(slots=True)
class Paper:
    """What the people of the story remember, have on paper, or keep on an old stick."""

    root_words: tuple[str, ...] = ()
    start_codes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    start_files: dict[str, Path] = field(default_factory=dict)
    due: tuple[CardRow, ...] = ()
    answered: CardRow = field(default_factory=lambda: CardRow("", ""))
    old_file: Path | None = None


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody and everything that the story needs.

    Anneke coordinates, Marijke is the second coordinator; Riet and Joop visit.

    `forward` moves the clock by days and hours; `told` is called after each step with its number,
    its sentence and its counts; `residents` is the list that the coordinator reads.
    """

    out: Path
    coordinator: Actor
    colleague: Actor
    visitor: Actor
    successor: Actor
    today: Callable[[], date]
    forward: Callable[[int, int], None]
    residents: Path
    told: Callable[[int, str, dict[str, int]], None]
    paper: Paper = field(default_factory=Paper)

    @property
    def actors(self) -> tuple[Actor, ...]:
        """All four."""
        return (self.coordinator, self.colleague, self.visitor, self.successor)

    def files(self, pattern: str) -> list[Path]:
        """What lies on the stick."""
        return sorted(self.out.glob(pattern))
