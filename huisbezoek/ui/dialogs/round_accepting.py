"""Accepting proposals behind the page Ronde: one deed at a time, with its progress and its stop."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.usecases.accepting import Accepted, Step
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.proposals import ProposalRow
from huisbezoek.ui import texts
from huisbezoek.ui.tasks import Reporter
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.row import Row
from huisbezoek.ui.widgets.steps import Progress
from huisbezoek.ui.widgets.text import IconText
from huisbezoek.ui.workbench import Workbench

AcceptRows = Callable[[Writing, Sequence[ProposalRow], Step], Accepted]


class Accepting(QWidget):
    """Accepts rows, all that may be or none; says how far it is, and hides when that is over.

    Emits `accepted` with what was done and the rows that were asked, before the pages hear of it;
    `failed` with an error; and `stopped`, after which nothing was kept.
    """

    accepted = Signal(object, object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, workbench: Workbench, look: LookSource, accept: AcceptRows) -> None:
        super().__init__()
        self.is_busy = False
        """Whether rows are being accepted now."""
        self._workbench = workbench
        self._accept = accept
        self._ask_to_stop: Callable[[], None] = lambda: None
        self._progress = Progress(look)
        self._stop = Button(look, _tr("&Stoppen"), "quiet", "x")
        self._stop.setObjectName("stop_accepting")
        self._stop.clicked.connect(self._stop_asked)
        self._busy = Row(look, spacing=2)
        self._busy.add(self._progress, 1, Qt.AlignmentFlag.AlignVCenter)
        self._busy.add(self._stop, 0, Qt.AlignmentFlag.AlignVCenter)
        self._words = IconText(look, "info", "", tone="muted")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._busy)
        box.addWidget(self._words)
        self.hide()

    def begin(self, rows: Sequence[ProposalRow]) -> None:
        """Accepts these; nothing else may be accepted before one of the signals."""
        self.hide()
        self.is_busy = True
        self._stop.setEnabled(True)
        if len(rows) > 1:
            # One is done before anybody could read that it is being done.
            self._show_progress(0, len(rows))

        def deed(writing: Writing, reporter: Reporter) -> Accepted:
            return self._accept(writing, rows, reporter.step)

        def done(what: Accepted) -> None:
            self._end()
            self.accepted.emit(what, rows)

        def failed(error: Exception) -> None:
            self._end()
            self.failed.emit(error)

        self._ask_to_stop = self._workbench.do_long(
            deed, done, failed, self._show_progress, self._has_stopped
        )

    def _show_progress(self, done: int, total: int) -> None:
        if total > 1:
            words = _tr("De voorstellen worden aangenomen: {0} van {1}.")
            self._progress.set_progress(
                done, total, words.format(texts.number(done), texts.number(total))
            )
            self._words.hide()
            self._busy.show()
            self.show()

    def _stop_asked(self) -> None:
        self._stop.setEnabled(False)
        self._ask_to_stop()

    def _end(self) -> None:
        self.is_busy = False
        self.hide()

    def _has_stopped(self) -> None:
        self.is_busy = False
        self._busy.hide()
        self._words.set_text(_tr("Gestopt. Er is niets aangenomen."))
        self._words.show()
        self.show()
        self.stopped.emit()


def _tr(text: str) -> str:
    return QCoreApplication.translate("round", text)
