"""What changed between two versions of a guide, a line for each thing, never an endless list."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.ui import texts
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.text import IconText, Text

MOST_LINES = 30


class GuideDifferenceList(QWidget):
    """The lines under each other; what is over the limit is counted."""

    def __init__(self, look: LookSource, lines: Sequence[str]) -> None:
        super().__init__()
        self._source = look
        self._box = QVBoxLayout(self)
        for line in lines[:MOST_LINES]:
            self._box.addWidget(IconText(look, "pencil", line))
        rest = len(lines) - MOST_LINES
        if rest > 0:
            words = texts.counted(
                rest, _tr("En nog {0} wijziging."), _tr("En nog {0} wijzigingen.")
            )
            self._box.addWidget(Text(look, words, tone="muted"))
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(self._source.look.u(1))


def _tr(text: str) -> str:
    return QCoreApplication.translate("guide", text)
