"""Watches the exchange folder and the sticks, so that nobody has to look whether a file came."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal
from shiboken6 import isValid

from huisbezoek.model.domain.errors import EnvironmentFailedError
from huisbezoek.model.usecases.exchange_folder import ExchangePlace, FolderLook, offered
from huisbezoek.model.usecases.ports.transfer import ArrivedFile
from huisbezoek.model.usecases.ports.work import Changes, Writing
from huisbezoek.ui.models.sticks import Place, Volume, choose_place, sticks_among
from huisbezoek.ui.workbench import Workbench

SLOW_MILLISECONDS: Final = 5_000
"""Between two looks when nothing calls for one: a stick says nothing when it comes or goes."""

SOON_MILLISECONDS: Final = 1_500
"""After something new was seen: a file that is the same by then has arrived."""


@dataclass(frozen=True, slots=True)
class WatchUses:
    """What the watch asks: `look` and `volumes` run on the files lane."""

    place: Callable[[Writing], ExchangePlace]
    look: Callable[[Path, FolderLook | None], FolderLook]
    volumes: Callable[[], tuple[Volume, ...]]


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen: the place to exchange (None: nothing is there), and what lies in it.

    `stick_count` is how many sticks are in; `is_known` whether a place was ever chosen.
    """

    place: Place | None = None
    look: FolderLook | None = None
    stick_count: int = 0
    is_known: bool = False


class FolderWatch(QObject):
    """Looks now and then, on the files lane. Only what changed is told.

    `found` carries a `FolderLook`, `seen` a `Sight` (also when the place vanished or came back),
    `offering` the number of files that a person may want to read now.
    """

    found = Signal(object)
    seen = Signal(object)
    offering = Signal(int)

    def __init__(
        self, workbench: Workbench, uses: WatchUses, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._uses = uses
        self._kept = ExchangePlace()
        self._sight = Sight()
        self._offered = 0
        self._is_looking = False
        self._is_asked_again = False
        self._is_paused = False
        self._timer = QTimer(self)
        self._timer.setInterval(SLOW_MILLISECONDS)
        self._timer.timeout.connect(self.look_now)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MILLISECONDS)
        self._soon.timeout.connect(self.look_now)
        self._files = QFileSystemWatcher(self)
        self._files.directoryChanged.connect(lambda _: self._soon.start())
        workbench.changed.connect(self._follow)

    @property
    def sight(self) -> Sight:
        """What was seen last."""
        return self._sight

    @property
    def kept(self) -> ExchangePlace:
        """The folder that was kept, and the files that were read from it."""
        return self._kept

    def start(self) -> None:
        """Begins to watch; the first look comes at once."""
        self._timer.start()
        self._ask_place()

    def stop(self) -> None:
        """Looks no more."""
        self._timer.stop()
        self._soon.stop()
        self._watch_folder(None)

    def pause(self, *, paused: bool) -> None:
        """Does not look while an exchange is on its way; looks again as soon as it is over."""
        self._is_paused = paused
        if not paused:
            # What was just read must be known first, or it would be offered once more.
            self._ask_place()

    def look_now(self) -> None:
        """Looks, unless a look is on its way: then once more after it."""
        if self._is_paused:
            return
        if self._is_looking:
            self._is_asked_again = True
            return
        self._is_looking = True
        kept, before, look, volumes = self._kept, self._sight, self._uses.look, self._uses.volumes
        self._workbench.carry(
            lambda: _look_around(kept.folder, before.look, look, volumes),
            self._take,
            self._fail,
        )

    def _ask_place(self) -> None:
        self._workbench.do(self._uses.place, self._take_place)

    def _take_place(self, kept: ExchangePlace) -> None:
        if isValid(self):
            self._kept = kept
            self.look_now()

    def _follow(self, changes: Changes) -> None:
        # The own question is a deed without changes: it must not ask again.
        if "local_values" in changes.local:
            self._ask_place()

    def _take(self, sight: Sight) -> None:
        if not isValid(self):
            return
        self._is_looking = False
        before, self._sight = self._sight, sight
        self._watch_folder(sight.place)
        if sight != before:
            self.seen.emit(sight)
            if sight.look is not None and sight.look != before.look:
                self.found.emit(sight.look)
            if _is_new(before.look, sight.look):
                self._soon.start()
        self._offer(offered(sight.look, self._kept.files) if sight.look is not None else ())
        if self._is_asked_again:
            self._is_asked_again = False
            self.look_now()

    def _fail(self, error: Exception) -> None:
        if not isValid(self):
            return
        self._is_looking = False
        self._workbench.failed.emit(error)

    def _offer(self, files: tuple[ArrivedFile, ...]) -> None:
        if len(files) != self._offered:
            self._offered = len(files)
            self.offering.emit(self._offered)

    def _watch_folder(self, place: Place | None) -> None:
        """A stick is only looked at by the timer: watching it would hold it in on Windows."""
        wanted = [str(place.folder)] if place is not None and not place.is_stick else []
        present = self._files.directories()
        if present != wanted:
            if present:
                self._files.removePaths(present)
            if wanted:
                self._files.addPaths(wanted)


def _look_around(
    remembered: Path | None,
    before: FolderLook | None,
    look: Callable[[Path, FolderLook | None], FolderLook],
    volumes: Callable[[], tuple[Volume, ...]],
) -> Sight:
    """One look at the sticks and at the folder; a place that vanished meanwhile is no failure."""
    sticks = sticks_among(volumes())
    is_there = remembered is not None and remembered.is_dir()
    place = choose_place(remembered, is_there=is_there, sticks=sticks)
    is_known = remembered is not None
    if place is None:
        return Sight(stick_count=len(sticks), is_known=is_known)
    known = before if before is not None and before.folder == place.folder else None
    try:
        found = look(place.folder, known or FolderLook(place.folder))
    except EnvironmentFailedError:
        return Sight(stick_count=len(sticks), is_known=is_known)
    return Sight(place, found, len(sticks), is_known)


def _is_new(before: FolderLook | None, now: FolderLook | None) -> bool:
    """Whether something was seen that is worth a second look soon."""
    if now is None:
        return False
    return before is None or before.folder != now.folder or not now.seen <= before.seen
