"""The better proposal on its way: how far it is, stopping it, and showing it when it is there."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.row import Row
from huisbezoek.ui.widgets.steps import Progress
from huisbezoek.ui.widgets.text import IconText

WHOLE = 100
"""Progress is told in percent."""


class BetterLine(QWidget):
    """Nothing, or one quiet line: being made, ready to be shown, or why it is not there.

    Emits `stop_asked` and `show_asked`.
    """

    stop_asked = Signal()
    show_asked = Signal()

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look
        self._progress = Progress(look)
        self._stop = Button(look, _tr("&Stoppen"), "quiet", "x")
        self._stop.setObjectName("stop_better")
        self._stop.clicked.connect(self.stop_asked)
        self._words = IconText(look, "info", "", tone="muted")
        self._show = Button(look, _tr("T&onen"), "quiet", "eye")
        self._show.setObjectName("show_better")
        self._show.clicked.connect(self.show_asked)
        self._busy = Row(look, spacing=2)
        self._busy.add(self._progress, 1, Qt.AlignmentFlag.AlignVCenter)
        self._busy.add(self._stop, 0, Qt.AlignmentFlag.AlignVCenter)
        self._ready = Row(look, spacing=2)
        self._ready.add(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        self._ready.add(self._show, 0, Qt.AlignmentFlag.AlignVCenter)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._busy)
        box.addWidget(self._ready)
        self.clear()

    def set_progress(self, percent: int, whole: int) -> None:
        """The better proposal is being made; `percent` of `whole` is done."""
        words = _tr("Het voorstel wordt beter gemaakt: {0} procent.").format(percent)
        self._progress.set_progress(percent, whole, words)
        self._busy.show()
        self._ready.hide()
        self.show()

    def offer(self) -> None:
        """It is there, and somebody already began to choose."""
        self._say(_tr("Er is een beter voorstel. Wat u koos, blijft zo."), has_button=True)

    def say(self, words: str) -> None:
        """One sentence, or nothing for ''."""
        if words:
            self._say(words, has_button=False)
        else:
            self.clear()

    def clear(self) -> None:
        """Nothing is on its way."""
        self.hide()

    def _say(self, words: str, *, has_button: bool) -> None:
        self._words.set_text(words)
        self._show.setVisible(has_button)
        self._busy.hide()
        self._ready.show()
        self.show()


def _tr(text: str) -> str:
    return QCoreApplication.translate("round", text)
