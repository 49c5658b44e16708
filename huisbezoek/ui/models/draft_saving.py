"""Keeps the draft of a report: each answer at once, typed text after a short pause."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from huisbezoek.model.domain.reports import ReportDraft
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.ui.workbench import Workbench

PAUSE_MILLISECONDS: Final = 1_500
"""The longest that typed text waits for its save, so that it is on disk within two seconds."""
_AGAIN_MILLISECONDS: Final = 10_000

SaveDraft = Callable[[Writing, ReportDraft], datetime]
Collect = Callable[[ReportDraft], ReportDraft]


class DraftSaving(QObject):
    """Holds the draft of now and saves it; what was typed stays, also when a save fails.

    `collect` is asked for what stands in the fields whenever something is saved. `saved` carries
    the moment at which everything was on disk (None when nothing was ever written), `failed` the
    error of a save that is not; it is tried again.
    """

    saved = Signal(object)
    failed = Signal(object)
    waiting = Signal()

    def __init__(
        self, workbench: Workbench, save: SaveDraft, collect: Collect, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._save = save
        self._collect = collect
        self._draft: ReportDraft | None = None
        self._sent: ReportDraft | None = None
        self._saved_at: datetime | None = None
        self._underway = 0
        self._afterwards: list[Callable[[], None]] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        # Qt's usual timer may come a twentieth late.
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.flush)

    @property
    def draft(self) -> ReportDraft | None:
        """The draft as it stands, without what was typed since the last pause."""
        return self._draft

    def start(self, draft: ReportDraft, saved_at: datetime | None) -> None:
        """Holds this draft from now on; it is saved as soon as it changes."""
        self._timer.stop()
        self._saved_at = saved_at
        self._afterwards.clear()
        self._draft = self._sent = draft

    def stop(self) -> None:
        """Saves no more: the report was handed in, or is about to be."""
        self._timer.stop()
        self._draft = None

    def change(self, draft: ReportDraft) -> None:
        """Saves another answer at once."""
        if self._draft is not None:
            self._draft = draft
            self.flush()

    def touch(self) -> None:
        """Something was typed: it is on disk within two seconds, also when typing goes on."""
        if self._draft is None:
            return
        if not self._timer.isActive() or self._timer.remainingTime() > PAUSE_MILLISECONDS:
            self._timer.start(PAUSE_MILLISECONDS)
        self.waiting.emit()

    def flush(self, afterwards: Callable[[], None] | None = None) -> None:
        """Saves what is not saved yet; calls `afterwards` when everything is on disk."""
        if self._draft is None:
            return
        self._timer.stop()
        draft = self._draft = self._collect(self._draft)
        if afterwards is not None:
            self._afterwards.append(afterwards)
        if draft == self._sent:
            self._finish()
            return
        self._sent = draft
        self._underway += 1
        self._workbench.do(lambda writing: self._save(writing, draft), self._kept, self._lost)

    def _kept(self, when: datetime) -> None:
        if not shiboken6.isValid(self):
            return
        self._underway -= 1
        self._saved_at = when
        self._finish()

    def _lost(self, error: Exception) -> None:
        if not shiboken6.isValid(self):
            return
        self._underway -= 1
        self._afterwards.clear()
        self._sent = None
        if self._draft is not None:
            self._timer.start(_AGAIN_MILLISECONDS)
        self.failed.emit(error)

    def _finish(self) -> None:
        if not self._underway:
            self.saved.emit(self._saved_at)
            waiting, self._afterwards = self._afterwards, []
            for afterwards in waiting:
                afterwards()
