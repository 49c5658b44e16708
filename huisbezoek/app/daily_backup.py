"""The backup of the day: made once, when the window has nothing else to do."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, QTimer

from huisbezoek import logs
from huisbezoek.logs import Event
from huisbezoek.model.usecases.profile import OpenProfile, back_up, is_backed_up_on
from huisbezoek.ui.tasks import Tasks

FIRST_SECONDS: Final = 15
"""After the house opened: its first pages must not share the processor with the backup."""
AGAIN_SECONDS: Final = 5


class DailyBackup(QObject):
    """Waits for a quiet moment after opening; `stop` before the profile is closed."""

    def __init__(
        self,
        profile: OpenProfile,
        tasks: Tasks,
        now: Callable[[], datetime],
        failed: Callable[[BaseException], None],
    ) -> None:
        super().__init__()
        self._profile = profile
        self._tasks = tasks
        self._now = now
        self._failed = failed
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.begin_when_quiet)

    def start(self) -> None:
        """Waits, unless the backup of today is there already."""
        if not is_backed_up_on(self._profile, self._now()):
            self.timer.start(FIRST_SECONDS * 1000)

    def stop(self) -> None:
        """Begins no more; a backup that is under way is finished."""
        self.timer.stop()

    def begin_when_quiet(self) -> None:
        """Begins now when no lane is at work, and otherwise tries again soon."""
        lanes = (self._tasks.read, self._tasks.data, self._tasks.files)
        if not all(lane.is_idle for lane in lanes):
            self.timer.start(AGAIN_SECONDS * 1000)
            return
        self._tasks.files.run(
            lambda: back_up(self._profile, self._now()),
            lambda _: logs.record(Event.BACKUP_MADE),
            self._failed,
        )
