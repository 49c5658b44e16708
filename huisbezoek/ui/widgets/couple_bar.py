"""Two reports of one appointment: which of the two is open, and a button for the other."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.clearing import cleared
from huisbezoek.ui.widgets.text import Text


class CoupleBar(QWidget):
    """Hidden for one person. `asked` carries the visit whose report is wanted.

    Buttons are named `report_of_0` and on; the report that is open stands as words.
    """

    asked = Signal(str)

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look
        self._open = Text(look, "", bold=True, wraps=False)
        self._open.setObjectName("open_report")
        self._private = Text(look, "", size="s", tone="muted")
        self._row = QHBoxLayout(self)
        self._buttons = QHBoxLayout()
        self._row.addWidget(self._open)
        self._row.addLayout(self._buttons)
        self._row.addWidget(self._private, 1)
        look.changed.connect(self._dress)
        self._dress()
        self.hide()

    def set_reports(self, open_now: str, private: str, others: Sequence[tuple[str, str]]) -> None:
        """Shows the words of the open report, and a button for each other one (visit, words)."""
        cleared(self._buttons)
        self._open.setText(open_now)
        self._private.setText(private)
        for place, (visit, words) in enumerate(others):
            button = Button(self._source, words, icon="users")
            button.setObjectName(f"report_of_{place}")
            button.clicked.connect(partial(self.asked.emit, visit))
            self._buttons.addWidget(button)
        self.setVisible(bool(others))

    def _dress(self) -> None:
        look = self._source.look
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.u(2))
