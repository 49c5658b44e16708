"""Keeps what is typed in a dialog outside a talk: within two seconds, and when it is hidden."""

from collections.abc import Callable
from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.ui.models.draft_saving import PAUSE_MILLISECONDS
from huisbezoek.ui.workbench import Workbench

_AGAIN_MILLISECONDS: Final = 10_000

Deed = Callable[[Writing], None]


class WordsSaving(QObject):
    """Belongs to one dialog. `now` answers the deed that keeps what stands in it at this moment.

    A save that fails is tried again; what was typed stays in the dialog meanwhile.
    """

    def __init__(self, workbench: Workbench, dialog: QWidget, now: Callable[[], Deed]) -> None:
        super().__init__(dialog)
        self._workbench = workbench
        self._now = now
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.flush)
        dialog.installEventFilter(self)

    def touch(self) -> None:
        """Something was typed: it is on disk within two seconds, also when typing goes on."""
        if not self._timer.isActive() or self._timer.remainingTime() > PAUSE_MILLISECONDS:
            self._timer.start(PAUSE_MILLISECONDS)

    def flush(self) -> None:
        """Saves what was typed now."""
        self._timer.stop()
        self._workbench.do(self._now(), failed=self._try_again)

    def stop(self) -> None:
        """Saves no more: the words were kept, or thrown away."""
        self._timer.stop()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide and self._timer.isActive():
            self.flush()
        return False

    def _try_again(self, _error: Exception) -> None:
        if shiboken6.isValid(self):
            self._timer.start(_AGAIN_MILLISECONDS)
