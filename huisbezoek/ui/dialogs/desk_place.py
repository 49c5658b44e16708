"""Where a coordinator exchanges now: what was chosen just now, else what the watch sees."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.ui.models import desk_words
from huisbezoek.ui.models.folder_watch import FolderWatch, Sight
from huisbezoek.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class PlaceUses:
    """The watch on sticks and folder, and how a person chooses another place or one file."""

    watch: FolderWatch
    keep_folder: Callable[[Writing, Path], None]
    choose_folder: Callable[[QWidget, str], Path | None]
    choose_file: Callable[[QWidget, str], Path | None]


class DeskPlace(QObject):
    """`changed` tells that something came to lie there, or that the place came or went."""

    changed = Signal()

    def __init__(self, workbench: Workbench, uses: PlaceUses, page: QWidget) -> None:
        super().__init__(page)
        self._workbench = workbench
        self._uses = uses
        self._page = page
        self._chosen: Path | None = None
        uses.watch.seen.connect(self._see)
        uses.watch.offering.connect(self._tell)

    @property
    def watch(self) -> FolderWatch:
        """What looks at the place now and then."""
        return self._uses.watch

    @property
    def folder(self) -> Path | None:
        """The stick or folder; None when nothing is there and nothing was chosen."""
        place = self.watch.sight.place
        return self._chosen or (place.folder if place is not None else None)

    @property
    def name(self) -> str:
        """What a person calls it; '' without a place."""
        place = self.watch.sight.place
        if self._chosen is None and place is not None:
            return place.name
        return "" if self._chosen is None else self._chosen.name or str(self._chosen)

    @property
    def is_stick(self) -> bool:
        """Whether it may be something that can be pulled out."""
        place = self.watch.sight.place
        return place is None or place.is_stick

    def choose(self) -> Path | None:
        """Asks for another stick or folder, and remembers it for the next time."""
        folder = self._uses.choose_folder(self._page, desk_words.choose_folder())
        if folder is not None:
            self._chosen = folder
            self._workbench.do(lambda writing: self._uses.keep_folder(writing, folder))
        return folder

    def choose_file(self) -> Path | None:
        """Asks for one file, out of a mail."""
        return self._uses.choose_file(self._page, desk_words.choose_file())

    def _see(self, sight: Sight) -> None:
        # The watch knows the folder that was chosen: from now on it says whether it is there.
        if sight.place is not None and sight.place.folder == self._chosen:
            self._chosen = None
        self.changed.emit()

    def _tell(self, _count: int) -> None:
        self.changed.emit()
